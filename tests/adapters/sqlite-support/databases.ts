import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'

/** Gone when the test that asked for it has ended. A concurrent test has to give its own `onTestFinished`. */
export function temporaryFolder(
  name = 'savepoint sqlite ',
  finished: (end: () => void) => void = onTestFinished,
): string {
  const folder = mkdtempSync(path.join(tmpdir(), name))
  finished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Runs SQL in a connection of this process and closes it. Never while this process relies on a lock of the file. */
export function run(file: string, ...sql: readonly string[]): void {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, timeout: 10_000 })
  try {
    for (const statement of sql) database.exec(statement)
  } finally {
    database.close()
  }
}

export function rows(file: string, sql: string): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(file, { timeout: 10_000 })
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

/** Django-like: two apps, a foreign key, an index, applied migrations. */
export function makeLibrary(file: string, { books = 300, mode = 'delete' } = {}): void {
  run(
    file,
    `PRAGMA journal_mode=${mode}`,
    `CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar(100) NOT NULL);
     CREATE TABLE book (id integer PRIMARY KEY AUTOINCREMENT, title varchar(200) NOT NULL, body text NOT NULL,
       author_id bigint NOT NULL REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED);
     CREATE INDEX book_author ON book (author_id);
     CREATE INDEX book_title ON book (title);
     CREATE TABLE django_migrations (id integer PRIMARY KEY AUTOINCREMENT, app varchar(255) NOT NULL,
       name varchar(255) NOT NULL, applied datetime NOT NULL);
     INSERT INTO django_migrations (app, name, applied) VALUES
       ('library', '0001_initial', '2026-11-20 10:00:00.123456'), ('library', '0002_book', '2026-11-20 10:00:01');
     BEGIN`,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
     INSERT INTO author (name) SELECT 'author ' || i FROM n`,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${books})
     INSERT INTO book (title, body, author_id) SELECT 'title ' || (i * 7919 % 10007), hex(randomblob(200)), 1 + i % 20 FROM n`,
    'COMMIT',
  )
}

/** Two tables whose sum is always 0, and a log whose length the counter knows: what `writer.py` keeps true. */
export function makeLedger(file: string, { mode = 'delete', filler = 0 } = {}): void {
  run(
    file,
    `PRAGMA journal_mode=${mode}`,
    `CREATE TABLE one (id integer PRIMARY KEY, amount integer NOT NULL, note text);
     CREATE TABLE two (id integer PRIMARY KEY, amount integer NOT NULL, note text);
     CREATE INDEX one_amount ON one (amount);
     CREATE INDEX two_amount ON two (amount);
     CREATE TABLE log (id integer PRIMARY KEY, note text);
     CREATE TABLE counter (logs integer NOT NULL);
     CREATE TABLE filler (id integer PRIMARY KEY, data blob);
     INSERT INTO counter VALUES (0);
     BEGIN`,
    ...['one', 'two'].map(
      (table) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
        INSERT INTO ${table} SELECT i, 0, hex(randomblob(40)) FROM n`,
    ),
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${filler})
     INSERT INTO filler SELECT i, randomblob(3500) FROM n WHERE ${filler} > 0`,
    'COMMIT',
  )
}

/** Whole in SQLite's eyes, and in the ledger's. */
export function ledgerIsWhole(file: string): boolean {
  const [integrity] = rows(file, 'PRAGMA integrity_check')
  const [sums] = rows(
    file,
    `SELECT (SELECT sum(amount) FROM one) + (SELECT sum(amount) FROM two) AS sum,
            (SELECT count(*) FROM log) - (SELECT logs FROM counter) AS lost,
            (SELECT count(*) FROM one NOT INDEXED) - (SELECT count(*) FROM one INDEXED BY one_amount WHERE amount > -1e9) AS unindexed`,
  )
  return (
    integrity?.['integrity_check'] === 'ok' &&
    sums?.['sum'] === 0 &&
    sums['lost'] === 0 &&
    sums['unindexed'] === 0
  )
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
