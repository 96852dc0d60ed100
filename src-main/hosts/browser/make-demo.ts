import { failureText } from '../words/failure.ts'
import { progressLine } from '../words/format.ts'
import type { AppClient } from '../router/in-process.ts'

type Saying = { readonly signal: AbortSignal; readonly note: (line: string) => void }

/** The folder of the demo project, made now when it isn't there; null when that did not work, which is then said. The window shows the same work in its tray. */
export async function makeDemo(client: AppClient, { signal, note }: Saying): Promise<string | null> {
  const { operationId } = await client.projects.makeDemo()
  const stop = () =>
    void client.operations.cancel({ operationId }).catch((error: unknown) => note(String(error)))
  signal.addEventListener('abort', stop, { once: true })
  let said = ''
  try {
    for await (const state of await client.operations.watch({ operationId })) {
      const step = state.progress?.step ?? ''
      if (state.progress !== null && step !== said) note(progressLine({ ...state.progress, amount: null }))
      said = step
      if (state.problem !== null) note(failureText(state.problem))
      if (state.result?.kind === 'demo-made') return state.result.root
    }
    return null
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
