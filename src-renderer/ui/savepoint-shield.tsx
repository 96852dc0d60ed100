import {
  Shield16Regular,
  ShieldCheckmark16Filled,
  ShieldDismiss16Regular,
  Warning16Filled,
} from '@fluentui/react-icons'
import type { Verification } from '../../src-main/contract/savepoint.ts'
import { useWords } from '../words/words.ts'

const tones = {
  verified: 'ok',
  unverified: 't3',
  failed: 'bad',
  missing: 't3',
  'kept-as-is': 'warn',
} as const satisfies Record<Verification, string>

type Props = { readonly verification: Verification; readonly chip?: boolean; readonly note?: string }

/** Shield with tick: verified. Empty: not checked. With a cross: failed. Always with its word. */
export function SavepointShield({ verification, chip = false, note }: Props) {
  const words = useWords().savepoints
  const tone = tones[verification]
  const word = note ?? words.verification[verification]
  return (
    <span
      className={chip ? `chip ${tone === 't3' ? '' : tone}` : `row tight cap nowrap ${tone}`}
      title={words.verificationWhat[verification]}
    >
      <Icon verification={verification} />
      {word}
    </span>
  )
}

function Icon({ verification }: { readonly verification: Verification }) {
  switch (verification) {
    case 'verified':
      return <ShieldCheckmark16Filled />
    case 'failed':
      return <ShieldDismiss16Regular />
    case 'kept-as-is':
      return <Warning16Filled />
    case 'unverified':
    case 'missing':
      return <Shield16Regular />
  }
}
