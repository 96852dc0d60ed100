import { DatabaseSync } from 'node:sqlite'

/** Runs SQL on a database file and closes it again. */
export function sql(path: string, ...statements: readonly string[]): void {
  const database = new DatabaseSync(path, { timeout: 10_000 })
  try {
    for (const statement of statements) database.exec(statement)
  } finally {
    database.close()
  }
}

/** A small shop: orders with lines that refer to them, and Django's table of migrations. */
export function makeShop(path: string, orders: number): void {
  sql(
    path,
    'PRAGMA foreign_keys = OFF',
    `CREATE TABLE shop_order (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
     CREATE TABLE shop_line (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES shop_order (id), note TEXT);
     CREATE INDEX shop_line_order ON shop_line (order_id);
     CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT);
     INSERT INTO django_migrations VALUES (1, 'shop', '0001_initial', '2026-01-01 00:00:00')`,
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${orders})
     INSERT INTO shop_order SELECT i, 'order ' || i FROM n`,
    `INSERT INTO shop_line SELECT id, id, hex(randomblob(40)) FROM shop_order`,
  )
}

/** Every row of every table as text: equal texts are equal contents. */
export function contentOf(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
  try {
    const tables = database
      .prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .all()
    const rows = tables
      .filter(({ sql }) => String(sql).startsWith('CREATE TABLE'))
      .map(({ name }) => database.prepare(`SELECT * FROM "${String(name)}" ORDER BY 1`).all())
    return JSON.stringify([tables, rows])
  } finally {
    database.close()
  }
}

export function integrityOf(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
  try {
    return String(database.prepare('PRAGMA integrity_check').get()?.['integrity_check'])
  } finally {
    database.close()
  }
}
