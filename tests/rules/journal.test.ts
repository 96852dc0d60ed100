import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type JournalEntry, openJournal } from '../../src-main/core/operations/journal.ts'
import { type House, makeHouse } from '../fakes/house.ts'

let house: House
beforeEach(() => {
  house = makeHouse()
})
afterEach(() => house.clean())

const open = () => openJournal(house.ports, house.project.backupsFolder)
const file = () => join(house.project.backupsFolder, '.savepoint', 'journal.jsonl')

function entry(operation: string, change: Partial<JournalEntry> = {}): Omit<JournalEntry, 'at'> {
  return {
    operation,
    kind: 'restore',
    step: 'begun',
    database: 'default',
    target: house.live,
    savepoint: 'db_x',
    safety: null,
    leaves: [],
    ...change,
  }
}

async function steps(): Promise<string[]> {
  return (await open().entries()).map(({ operation, step }) => `${operation} ${step}`)
}

describe('the journal', () => {
  it('is empty where there is none', async () => {
    expect(await open().entries()).toEqual([])
  })

  it('gives back what was noted, oldest first, also to another process', async () => {
    await open().note(entry('a', { leaves: ['/x y/ü.partial'] }))
    house.clock.pass(1000)
    await open().note(entry('a', { step: 'done' }))
    const entries = await open().entries()
    expect(entries.map(({ step }) => step)).toEqual(['begun', 'done'])
    expect(entries[0]).toMatchObject({ leaves: ['/x y/ü.partial'], at: '2026-11-21T10:15:00.000Z' })
  })

  it('passes over a line that a crash cut off, wherever it cut, and starts the next on its own line', async () => {
    await open().note(entry('a'))
    const whole = readFileSync(file(), 'utf8')
    await open().note(entry('b'))
    const second = readFileSync(file(), 'utf8').slice(whole.length)
    for (let length = 1; length < second.length - 1; length += 7) {
      writeFileSync(file(), whole + second.slice(0, length))
      expect(await steps()).toEqual(['a begun'])
      await open().note(entry('c'))
      expect(await steps()).toEqual(['a begun', 'c begun'])
    }
  })

  it('reads on behind a damaged line, which stays in the file', async () => {
    await open().note(entry('a'))
    appendFileSync(file(), '{"operation": 7}\n\u0000\u0000\u0000\n[]\n')
    await open().note(entry('b'))
    expect(await steps()).toEqual(['a begun', 'b begun'])
    expect(readFileSync(file(), 'utf8')).toContain('{"operation": 7}')
  })

  it('gets shorter above 1 MB when nothing is open, keeping whole operations and the last restore', async () => {
    await open().note(entry('the restore', { safety: 'db_safety' }))
    await open().note(entry('the restore', { step: 'done', safety: 'db_safety' }))
    fill('save', 6000)
    appendFileSync(file(), 'damaged\n')
    expect(statSync(file()).size).toBeGreaterThan(1024 * 1024)
    await open().note(entry('new'))
    expect(statSync(file()).size).toBeLessThan(100_000)
    const kept = await steps()
    expect(kept.slice(0, 3)).toEqual(['the restore begun', 'the restore done', 's5900 begun'])
    expect(kept.at(-1)).toBe('new begun')
    const aside = readdirSync(join(house.project.backupsFolder, '.savepoint')).find((name) =>
      name.includes('unreadable'),
    )
    expect(readFileSync(join(house.project.backupsFolder, '.savepoint', aside ?? ''), 'utf8')).toContain(
      'damaged',
    )
  })

  it('stays whole above 1 MB while anything is open', async () => {
    await open().note(entry('open'))
    fill('save', 6000)
    await open().note(entry('new'))
    expect((await steps()).slice(0, 2)).toEqual(['open begun', 's0 begun'])
  })
})

function fill(kind: JournalEntry['kind'], count: number): void {
  const lines: string[] = []
  for (let n = 0; n < count; n += 1) {
    for (const step of ['begun', 'done'] as const) {
      lines.push(JSON.stringify({ ...entry(`s${n}`, { kind, step }), at: '2026-11-21T10:15:00.000Z' }))
    }
  }
  appendFileSync(file(), `${lines.join('\n')}\n`)
}
