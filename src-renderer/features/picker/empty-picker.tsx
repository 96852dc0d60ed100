import { ArrowUndo20Regular, Beaker20Regular, ShieldCheckmark20Regular } from '@fluentui/react-icons'
import { Said } from '../../ui/said.tsx'
import { useWords } from '../../words/words.ts'
import { DemoButton, OpenCard } from './open-card.tsx'
import { PickerProblem } from './picker-problem.tsx'

/** The first start: what this is, one way in, and a demo. */
export function EmptyPicker() {
  const words = useWords().picker
  return (
    <main className="picker-empty">
      <Picture label={words.here} />
      <h1 className="display">{words.emptyTitle}</h1>
      <p className="t2 what">{words.emptyWhat}</p>
      <PickerProblem />
      <OpenCard wide />
      <div className="three">
        <section className="card">
          <Beaker20Regular className="acc" />
          <h2>{words.looking}</h2>
          <p className="t2 dense grow">{words.demoWhat}</p>
          <DemoButton label={words.demo} />
        </section>
        <section className="card">
          <ArrowUndo20Regular className="acc" />
          <h2>{words.undoable}</h2>
          <p className="t2 dense grow">{words.undoableWhat}</p>
        </section>
        <section className="card">
          <ShieldCheckmark20Regular className="acc" />
          <h2>{words.safe}</h2>
          <p className="t2 dense grow">
            <Said>{words.safeWhat}</Said>
          </p>
        </section>
      </div>
    </main>
  )
}

function Picture({ label }: { readonly label: string }) {
  return (
    <svg width="420" height="132" viewBox="0 0 420 132" aria-hidden className="mark">
      <path d="M20 84H400" stroke="var(--lane)" strokeWidth="2" />
      {[44, 84, 124, 164, 204].map((x) => (
        <circle key={x} cx={x} cy="84" r="7" fill="var(--mk)" />
      ))}
      <path d="M144 75V50" stroke="var(--accent-line)" strokeWidth="1.5" strokeDasharray="2 3" />
      <path
        transform="translate(144 38) scale(1.5)"
        d="M-5-6.5h10a1 1 0 0 1 1 1V7l-6-3.6L-6 7V-5.5a1 1 0 0 1 1-1Z"
        fill="var(--accent-line)"
      />
      <path d="M240 30V118" stroke="var(--accent-line)" strokeWidth="2" />
      <rect x="240" y="18" width="128" height="24" rx="4" fill="var(--accent)" />
      <text x="304" y="34" textAnchor="middle" fontSize="12" fontWeight="600" fill="var(--on-accent)">
        {label}
      </text>
      {[284, 324, 364].map((x) => (
        <circle
          key={x}
          cx={x}
          cy="84"
          r="6.5"
          fill="var(--layer)"
          stroke="var(--accent-line)"
          strokeWidth="2"
        />
      ))}
      <g fill="none" stroke="var(--accent-line)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M232 104C212 122 172 122 152 104" />
        <path d="M162 103.5 150.5 102.5 151.5 114" />
      </g>
    </svg>
  )
}
