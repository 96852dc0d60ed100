import { DatabaseSync } from 'node:sqlite'

/** A process of its own that commits +1 and -1 together, every few milliseconds, in WAL mode, until it is killed. */
const database = new DatabaseSync(process.argv[2] ?? '', { timeout: 10_000 })
database.exec('PRAGMA journal_mode = WAL')
database.exec('CREATE TABLE IF NOT EXISTS pair (id INTEGER PRIMARY KEY, half INTEGER)')
for (let turn = 0; ; turn += 1) {
  database.exec(
    'BEGIN IMMEDIATE; INSERT INTO pair (half) VALUES (1); INSERT INTO pair (half) VALUES (-1); COMMIT',
  )
  if (turn === 5) process.send?.('writing')
  await new Promise((resolve) => setTimeout(resolve, 5))
}
