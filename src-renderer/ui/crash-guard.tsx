import { Button } from '@fluentui/react-components'
import { Component, type ReactNode } from 'react'
import { useWords } from '../words/words.ts'

type Props = { readonly children: ReactNode }
type State = { readonly crashed: Error | null }

/** When drawing itself fails (a part that can't be loaded, a mistake of ours), says so instead of leaving an empty window. */
export class CrashGuard extends Component<Props, State> {
  override state: State = { crashed: null }

  static getDerivedStateFromError(thrown: unknown): State {
    return { crashed: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render(): ReactNode {
    return this.state.crashed === null ? this.props.children : <Crashed error={this.state.crashed} />
  }
}

function Crashed({ error }: { readonly error: Error }) {
  const words = useWords().shell
  return (
    <main className="crashed" role="alert">
      <h1>{words.crashed}</h1>
      <p className="t2">{words.crashedSafe}</p>
      <pre className="mono cap t2">{error.message}</pre>
      <Button appearance="primary" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </main>
  )
}
