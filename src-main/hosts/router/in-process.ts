import { createRouterClient, type RouterClient } from '@orpc/server'
import { asProblems } from './problem-errors.ts'
import type { AppRouter } from './router.ts'

/** The contract as typed calls: what the command line uses in process, and what every other door looks like to its caller. */
export type AppClient = RouterClient<AppRouter>

/** No wire at all; inputs, outputs and problems go through the same validation as on one. */
export function inProcess(router: AppRouter): AppClient {
  return createRouterClient(router, { interceptors: [asProblems] })
}
