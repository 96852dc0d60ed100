import type { SavepointKind } from '../../src-main/contract/savepoint.ts'

/** Bookmark: you made it. Square: automatic. Triangle pointing back: before a restore. */
export function SavepointGlyph({
  kind,
  size = 20,
}: {
  readonly kind: SavepointKind
  readonly size?: number
}) {
  return (
    <svg className="mark" width={size} height={size} viewBox="-9 -9 18 18" aria-hidden>
      {kind === 'you' && (
        <path d="M-5-6.5h10a1 1 0 0 1 1 1V7l-6-3.6L-6 7V-5.5a1 1 0 0 1 1-1Z" fill="var(--accent-line)" />
      )}
      {kind === 'automatic' && (
        <rect
          x="-5"
          y="-5"
          width="10"
          height="10"
          rx="2"
          fill="var(--card)"
          stroke="var(--accent-line)"
          strokeWidth="2"
        />
      )}
      {kind === 'before-restore' && (
        <path
          d="M-6.5 0 3-6v12Z"
          transform="translate(.8 0)"
          fill="var(--card)"
          stroke="var(--accent-line)"
          strokeWidth="2"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}
