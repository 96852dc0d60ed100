export type MarkKind =
  'applied' | 'pending' | 'code' | 'pending-code' | 'ghost' | 'squashed' | 'merge' | 'conflict'

type Props = {
  readonly kind: MarkKind
  readonly oneWay?: boolean
  readonly deletes?: boolean
  readonly size?: number
}

/** One migration's state as a shape. Words stand beside it, so it is hidden from screen readers. */
export function Mark({ kind, oneWay = false, deletes = false, size = 20 }: Props) {
  return (
    <svg className="mark" width={size} height={size} viewBox="-10 -10 20 20" overflow="visible" aria-hidden>
      <Shape kind={kind} />
      {deletes && (
        <>
          <circle cx="5.6" cy="-5.6" r="4.4" fill="var(--bad)" stroke="var(--card)" strokeWidth="1.2" />
          <path d="M3.6-5.6h4" stroke="var(--card)" strokeWidth="1.5" />
        </>
      )}
      {oneWay && <path d="M-10-8v16" stroke="var(--text)" strokeWidth="2.4" strokeLinecap="round" />}
    </svg>
  )
}

function Shape({ kind }: { readonly kind: MarkKind }) {
  switch (kind) {
    case 'applied':
      return <circle r="5.5" fill="var(--mk)" />
    case 'pending':
      return <circle r="5" fill="var(--card)" stroke="var(--accent-line)" strokeWidth="2" />
    case 'code':
      return (
        <>
          <circle r="5.5" fill="var(--mk)" />
          <circle r="2" fill="var(--card)" />
        </>
      )
    case 'pending-code':
      return (
        <>
          <circle r="5" fill="var(--card)" stroke="var(--accent-line)" strokeWidth="2" />
          <circle r="1.8" fill="var(--accent-line)" />
        </>
      )
    case 'ghost':
      return (
        <>
          <circle
            r="6.4"
            fill="var(--card)"
            stroke="var(--warn)"
            strokeWidth="1.5"
            strokeDasharray="2.6 1.9"
          />
          <path
            d="M-1.9-1.6a1.9 1.9 0 1 1 2.9 1.6c-.7.45-1 .8-1 1.4"
            fill="none"
            stroke="var(--warn)"
            strokeWidth="1.4"
            strokeLinecap="round"
          />
          <circle cy="3.4" r=".95" fill="var(--warn)" />
        </>
      )
    case 'squashed':
      return (
        <>
          <rect
            x="-2.5"
            y="-7"
            width="9"
            height="9"
            rx="2"
            fill="var(--card)"
            stroke="var(--struct)"
            strokeWidth="1.4"
          />
          <rect
            x="-6.5"
            y="-3.5"
            width="10"
            height="10"
            rx="2.2"
            fill="var(--struct)"
            stroke="var(--card)"
            strokeWidth="1.2"
          />
        </>
      )
    case 'merge':
      return (
        <rect
          x="-4.8"
          y="-4.8"
          width="9.6"
          height="9.6"
          rx="1.4"
          transform="rotate(45)"
          fill="var(--struct)"
        />
      )
    case 'conflict':
      return (
        <>
          <path d="M-3-7H3L7-3V3L3 7H-3L-7 3V-3Z" fill="var(--bad)" />
          <path d="M0-3.6V.8M0 3.4v.01" stroke="var(--card)" strokeWidth="1.7" strokeLinecap="round" />
        </>
      )
  }
}
