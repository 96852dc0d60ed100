import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFiles } from '../../src-main/adapters/files.ts'
import { temporaryFolder } from '../projects/make-project.ts'

const files = createFiles()
let base: string
beforeEach(async () => {
  base = await temporaryFolder()
})
afterEach(() => rm(base, { recursive: true, force: true }))

describe('files', () => {
  it('says null for what is not there, also below a file', async () => {
    await writeFile(path.join(base, 'file'), 'abc')
    expect(await files.look(path.join(base, 'no'))).toBeNull()
    expect(await files.look(path.join(base, 'file', 'below'))).toBeNull()
    expect(await files.look(path.join(base, 'file'))).toMatchObject({ kind: 'file', bytes: 3 })
    expect(await files.look(base)).toMatchObject({ kind: 'folder' })
  })

  it.skipIf(process.platform === 'win32')(
    'lists links as what they point at, dangling and circular ones as other (not on Windows: links to nowhere need a right there)',
    async () => {
      await mkdir(path.join(base, 'folder'))
      await symlink(path.join(base, 'folder'), path.join(base, 'link'), 'junction')
      await symlink(path.join(base, 'nowhere'), path.join(base, 'dangling'))
      await symlink(path.join(base, 'circle'), path.join(base, 'circle'))
      const listed = [...(await files.list(base))].sort((a, b) => a.name.localeCompare(b.name))
      expect(listed).toEqual([
        { name: 'circle', kind: 'other' },
        { name: 'dangling', kind: 'other' },
        { name: 'folder', kind: 'folder' },
        { name: 'link', kind: 'folder' },
      ])
    },
  )

  it('writes whole files over old ones and leaves nothing beside', async () => {
    const file = path.join(base, "it's 100% #1?.json")
    await files.writeWhole(file, 'old')
    await files.writeWhole(file, 'new é 日本')
    expect(await readFile(file, 'utf8')).toBe('new é 日本')
    expect(await readdir(base)).toEqual([path.basename(file)])
  })

  it('keeps the old file and cleans up when writing fails', async () => {
    const folder = path.join(base, 'taken')
    await mkdir(folder)
    await writeFile(path.join(folder, 'inside'), 'x')
    // A folder in its place: the rename must fail.
    await expect(files.writeWhole(folder, 'text')).rejects.toMatchObject({ code: expect.any(String) })
    expect(await readdir(base)).toEqual(['taken'])
    expect(await readdir(folder)).toEqual(['inside'])
    await expect(files.writeWhole(path.join(base, 'no', 'file'), 'x')).rejects.toMatchObject({
      code: 'ENOENT',
    })
  })

  it('lets readers see the old or the new text, never a part', async () => {
    const file = path.join(base, 'shared')
    const [old, young] = ['a'.repeat(300_000), 'b'.repeat(300_000)]
    await files.writeWhole(file, old)
    const writer = { busy: true }
    const work = (async () => {
      for (let n = 0; n < 20; n += 1) await files.writeWhole(file, n % 2 === 0 ? young : old)
      writer.busy = false
    })()
    let seen = 0
    while (writer.busy) {
      const text = await readFile(file, 'utf8')
      if (text !== old && text !== young) throw new Error(`a mix of ${text.length}`)
      seen += 1
    }
    await work
    expect(seen).toBeGreaterThan(5)
  })

  it('appends whole lines', async () => {
    const file = path.join(base, 'journal')
    await files.append(file, 'one')
    await files.append(file, 'two\n')
    expect(await readFile(file, 'utf8')).toBe('one\ntwo\n')
  })

  it('reads at most what is asked for', async () => {
    const file = path.join(base, 'long')
    await writeFile(file, 'x'.repeat(1000))
    expect(await files.readText(file, 10)).toBe('x'.repeat(10))
    expect(await files.readText(file)).toHaveLength(1000)
  })

  it('removes what is there and is content when it is not', async () => {
    const file = path.join(base, 'file')
    await writeFile(file, '')
    await files.remove(file)
    await files.remove(file)
    expect(await readdir(base)).toEqual([])
    await mkdir(path.join(base, 'folder'))
    await expect(files.remove(path.join(base, 'folder'))).rejects.toBeInstanceOf(Error)
  })

  it('knows the free space, also of a folder that is not made yet', async () => {
    const here = await files.freeBytes(base)
    expect(here).toBeGreaterThan(1024 * 1024)
    expect(await files.freeBytes(path.join(base, 'not', 'yet'))).toBeGreaterThan(here / 2)
  })

  it('hashes right, in every size around its blocks', async () => {
    const block = 1024 * 1024
    for (const size of [0, 1, block - 1, block, block + 1, 3 * block + 7]) {
      const content = randomBytes(size)
      const file = path.join(base, `f${size}`)
      await writeFile(file, content)
      expect(await files.sha256(file)).toBe(createHash('sha256').update(content).digest('hex'))
    }
  })

  it('hashes 128 MB without holding up the event loop, and stops when asked', async () => {
    const file = path.join(base, 'big')
    await writeFile(file, Buffer.alloc(128 * 1024 * 1024, 7))
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    await files.sha256(file)
    delay.disable()
    // The median: other processes of the test machine may take the processor away for longer.
    expect(delay.percentile(50) / 1e6).toBeLessThan(16)
    const stopped = new AbortController()
    const hashing = files.sha256(file, stopped.signal)
    stopped.abort()
    await expect(hashing).rejects.toMatchObject({ name: 'AbortError' })
  })
})
