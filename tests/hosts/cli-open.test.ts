import { existsSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type CliProject, makeCliProject, savepoint, startSavepoint } from './cli-project.ts'

const built = existsSync(path.resolve(import.meta.dirname, '../../out/renderer/index.html'))

let project: CliProject
beforeAll(async () => {
  project = await makeCliProject()
})
afterAll(() => project.remove())

describe('savepoint open', { timeout: 60_000 }, () => {
  it.skipIf(!built)(
    '(skipped unless the window is built) serves it until Ctrl+C, to whoever has the address',
    async () => {
      const child = startSavepoint(project, 'open', '--json')
      const [first] = await once(child.stdout, 'data')
      const { address } = z.object({ address: z.url() }).parse(JSON.parse(String(first)))
      expect((await fetch(new URL('/', address))).status).toBe(401)
      const admitted = await fetch(address, { redirect: 'manual' })
      expect(admitted.status).toBe(303)
      const cookie = admitted.headers.get('set-cookie')?.split(';')[0] ?? ''
      const page = await fetch(new URL('/', address), { headers: { cookie } })
      expect(await page.text()).toContain('<title>Savepoint</title>')
      child.kill('SIGINT')
      expect((await child).exitCode).toBe(0)
      await expect(fetch(address)).rejects.toThrow('fetch failed')
    },
  )

  it('says at once that a path is no project', async () => {
    const answer = await savepoint(project, 'open', '/nowhere at all', '--json')
    expect(answer.code).not.toBe(0)
    expect(JSON.parse(answer.out)).toMatchObject({
      problem: { code: built ? 'folder-not-found' : 'not-available-here' },
    })
  })
})
