import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDemoMaker } from '../../src-main/adapters/demo.ts'
import { temporaryFolder } from '../projects/make-project.ts'
import { here, made, openAt } from '../projects/real-core.ts'

describe('the demo project where it can’t be made', () => {
  let base: string
  beforeAll(async () => {
    base = await temporaryFolder()
  })
  afterAll(() => rm(base, { recursive: true, force: true }))

  it('says that no Python was found', async () => {
    const world = openAt(path.join(base, 'a'), { PATH: base })
    const state = await made(world)
    await world.core.close()
    expect(state).toMatchObject({
      at: 'failed',
      problem: {
        code: 'demo-failed',
        facts: { why: 'no Python of 3.10 or newer was found that can create an environment' },
        fixes: [{ kind: 'retry' }],
      },
    })
  })

  it('says that the package index could not be reached, and makes it again later', async () => {
    const nowhere = {
      PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
      PIP_RETRIES: '0',
      PIP_CONFIG_FILE: os.devNull,
    }
    const world = openAt(path.join(base, 'b'), { ...process.env, ...nowhere })
    const state = await made(world)
    await world.core.close()
    expect(state).toMatchObject({
      at: 'failed',
      problem: { code: 'demo-failed', facts: { why: 'the package index could not be reached' } },
    })
    expect(state.problem?.evidence.join('\n')).toContain('Django==5.2')
    expect(await readFile(path.join(world.root, '.savepoint-demo'), 'utf8')).toContain('making')
  }, 60_000)

  it('touches no folder that is not its own', async () => {
    const world = openAt(path.join(base, 'c'))
    await mkdir(world.root, { recursive: true })
    await writeFile(path.join(world.root, 'thesis.txt'), 'mine')
    const state = await made(world)
    await world.core.close()
    expect(state).toMatchObject({
      at: 'failed',
      problem: { code: 'demo-failed', facts: { path: world.root } },
    })
    expect(await readdir(world.root)).toEqual(['thesis.txt'])
    const maker = createDemoMaker({ assets: here('assets', 'demo') })
    await expect(maker.remove(world.root)).rejects.toMatchObject({ problem: { code: 'demo-failed' } })
    expect(await readdir(world.root)).toEqual(['thesis.txt'])
  })

  it('stops soon when cancelled, and leaves what the next start removes', async () => {
    const world = openAt(path.join(base, 'd'))
    const id = await world.demo.start()
    for await (const state of world.core.operations.watch(id)) {
      if (state.progress?.step === 'creating-environment') world.core.operations.cancel(id)
    }
    const state = await world.core.operations.finished(id)
    await world.core.close()
    expect(state).toMatchObject({ at: 'cancelled', problem: { code: 'cancelled' } })
    expect(await readFile(path.join(world.root, '.savepoint-demo'), 'utf8')).toContain('making')
  })
})
