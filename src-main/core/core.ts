import { createEnvironments } from './environments/environments.ts'
import { createMigrations } from './migrations/migrations.ts'
import { createOperations } from './operations/operations.ts'
import type { Ports } from './ports.ts'
import { createProjects } from './projects/projects.ts'
import { createRestore } from './restore/restore.ts'
import { createSavepoints } from './savepoints/savepoints.ts'
import { createSettings } from './settings/settings.ts'
import { createTransfer } from './transfer/transfer.ts'

export type Core = ReturnType<typeof createCore>

/** The product. Every host makes one and puts a door in front of it. */
export function createCore(ports: Ports) {
  const settings = createSettings(ports)
  const projects = createProjects(ports)
  const environments = createEnvironments(ports, projects)
  const migrations = createMigrations(ports, { projects, environments, settings })
  const operations = createOperations(ports)
  const savepoints = createSavepoints(ports, { projects, migrations, operations, settings })
  const restore = createRestore(ports, { projects, migrations, operations, savepoints, settings })
  const transfer = createTransfer(ports, { projects, operations, savepoints })
  return {
    settings,
    projects,
    environments,
    migrations,
    operations,
    savepoints,
    restore,
    transfer,
    close: () => ports.sqlite.close(),
  }
}
