// Databases for the bench: Django-like, incompressible enough, with an invariant that a torn copy breaks.
import { DatabaseSync } from 'node:sqlite'

/** About so many MiB, in DELETE mode. */
export function makeDatabase(file, mib) {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF')
  database.exec(`CREATE TABLE author (id integer PRIMARY KEY AUTOINCREMENT, name varchar(100) NOT NULL);
    CREATE TABLE book (id integer PRIMARY KEY AUTOINCREMENT, title varchar(200) NOT NULL, body text NOT NULL,
      author_id bigint NOT NULL REFERENCES author (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE INDEX book_author ON book (author_id);
    CREATE INDEX book_title ON book (title);
    CREATE TABLE one (id integer PRIMARY KEY, amount integer NOT NULL, note text);
    CREATE TABLE two (id integer PRIMARY KEY, amount integer NOT NULL, note text);
    CREATE INDEX one_amount ON one (amount);
    CREATE INDEX two_amount ON two (amount);
    CREATE TABLE log (id integer PRIMARY KEY, note text);
    CREATE TABLE counter (logs integer NOT NULL);
    INSERT INTO counter VALUES (0);
    BEGIN;`)
  const many = (count, insert) =>
    database.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) ${insert}`,
    )
  many(1000, "INSERT INTO author (name) SELECT 'author ' || i FROM n")
  for (const table of ['one', 'two'])
    many(2000, `INSERT INTO ${table} SELECT i, 0, hex(randomblob(40)) FROM n`)
  many(
    Math.round((mib * 1024 * 1024) / 720),
    "INSERT INTO book (title, body, author_id) SELECT 'title ' || random(), hex(randomblob(280)), 1 + i % 1000 FROM n",
  )
  database.exec('COMMIT; PRAGMA journal_mode=DELETE')
  database.close()
}

export function setMode(file, mode) {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode=${mode}`)
  database.close()
}

/** Null when whole; otherwise the first thing that is wrong. A full integrity_check where it takes seconds, not minutes. */
export function whatIsWrong(file) {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const check = database.prepare('PRAGMA integrity_check(1)').get()?.integrity_check
    if (check !== 'ok') return String(check).slice(0, 40)
    const { sum, lost } = database
      .prepare(
        'SELECT (SELECT sum(amount) FROM one) + (SELECT sum(amount) FROM two) AS sum, (SELECT count(*) FROM log) - (SELECT logs FROM counter) AS lost',
      )
      .get()
    if (sum !== 0) return `sum is ${sum}`
    return lost === 0 ? null : `${lost} rows lost`
  } catch (error) {
    return String(error.message).slice(0, 40)
  } finally {
    database.close()
  }
}
