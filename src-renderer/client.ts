import { createContext, useContext } from 'react'
import type { Client } from './api.ts'

export const ClientContext = createContext<Client | null>(null)

/** The client of this window. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('No client: mount inside <App>')
  return client
}
