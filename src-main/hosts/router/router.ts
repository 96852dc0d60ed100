import { environmentCalls } from './environment-calls.ts'
import { hostCalls } from './host-calls.ts'
import type { Served } from './host.ts'
import { os } from './implementer.ts'
import { migrationCalls } from './migration-calls.ts'
import { operationCalls } from './operation-calls.ts'
import { projectCalls } from './project-calls.ts'
import { restoreCalls } from './restore-calls.ts'
import { savepointCalls } from './savepoint-calls.ts'
import { settingsCalls } from './settings-calls.ts'

export type AppRouter = ReturnType<typeof createRouter>

/** The whole contract, answered by one core. Every door (`doors.ts`) stands in front of this. */
export function createRouter(served: Served) {
  return os.router({
    host: hostCalls(served),
    projects: projectCalls(served),
    environments: environmentCalls(served),
    migrations: migrationCalls(served),
    savepoints: savepointCalls(served),
    restore: restoreCalls(served),
    operations: operationCalls(served),
    settings: settingsCalls(served),
  })
}
