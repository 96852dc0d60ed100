import { useClient } from '../../client.ts'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { closeQuestion, openPath, usePicker } from './picker-store.ts'

/** What went wrong while opening, with its ways out. */
export function PickerProblem() {
  const client = useClient()
  const { problem, triedPath } = usePicker()
  if (problem === null) return null
  const again = triedPath === null ? {} : { retry: () => void openPath(client, triedPath) }
  return <ProblemCard problem={problem} handlers={again} onDismiss={closeQuestion} />
}
