import { fakeSqlite } from '../fakes/sqlite.ts'
import { sqliteToolPromises } from './sqlite-suite.ts'

// What the rules are tried on must keep the same promises, or it lies.
sqliteToolPromises('the SQLite of the rules’ tests', fakeSqlite)
