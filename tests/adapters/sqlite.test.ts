import { sqliteToolPromises } from './sqlite-suite.ts'
import { realTool } from './sqlite-support/tool.ts'

sqliteToolPromises('the real SQLite', () => realTool())
