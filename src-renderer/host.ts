import { createContext, useContext, useEffect, useState } from 'react'
import type { Problem } from '../src-main/contract/problem.ts'
import { problemOf, type Client } from './api.ts'
import { notify } from './features/operations/operations-store.ts'
import { openPath } from './features/picker/picker-store.ts'

export type Hello = Awaited<ReturnType<Client['host']['hello']>>

/** What the host can do; null until it has answered. */
export const HostContext = createContext<Hello | null>(null)

export function useHost(): Hello | null {
  return useContext(HostContext)
}

/** Asks once who serves this window, opens the path that it was started on, and later ones. */
export function useHello(client: Client): Hello | null {
  const [hello, setHello] = useState<Hello | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    const listen = async () => {
      const answer = await client.host.hello(undefined, { signal: gone.signal })
      if (gone.signal.aborted) return
      setHello(answer)
      for (const { kind, copy } of answer.notices ?? []) notify(reset(kind, copy))
      if (answer.openPath !== null) void openPath(client, answer.openPath)
      const requests = await client.host.openRequests(undefined, { signal: gone.signal })
      for await (const { path } of requests) void openPath(client, path)
    }
    listen().catch((thrown: unknown) => {
      if (!gone.signal.aborted) notify(problemOf(thrown))
    })
    return () => gone.abort()
  }, [client])
  return hello
}

function reset(code: 'settings-reset', copy: string): Problem {
  return { code, facts: { copy }, safe: 'nothing-was-changed', fixes: [], evidence: [] }
}
