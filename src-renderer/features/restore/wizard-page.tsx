import type { ReactNode } from 'react'
import { Heading } from '../../ui/heading.tsx'
import { Said } from '../../ui/said.tsx'

type Props = {
  readonly title: string
  readonly what: string
  /** Changes when another step is reached: focus goes to the title then. */
  readonly arrival: string
  readonly narrow?: boolean
  readonly sign?: ReactNode
  readonly children?: ReactNode
  readonly footer: ReactNode
}

/** One step: its title, what it is in a sentence, its content, and its buttons in a footer that stays. */
export function WizardPage({ title, what, arrival, narrow = false, sign, children, footer }: Props) {
  return (
    <>
      <div className="wizard-body">
        <div className={narrow ? 'wizard-content narrow' : 'wizard-content'}>
          <div className="row wizard-title">
            {sign}
            <div>
              <Heading display arrival={arrival}>
                {title}
              </Heading>
              <p className="t2">
                <Said>{what}</Said>
              </p>
            </div>
          </div>
          {children}
        </div>
      </div>
      <footer className="wizard-foot">{footer}</footer>
    </>
  )
}
