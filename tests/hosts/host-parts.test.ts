import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { locate } from '../../src-main/hosts/locate.ts'
import { createOpenRequests } from '../../src-main/hosts/open-requests.ts'
import { redact } from '../../src-main/hosts/router/redact.ts'
import { browseCommand, revealCommand } from '../../src-main/hosts/system-shell.ts'
import { columns, progressLine } from '../../src-main/hosts/words/format.ts'

describe('paths that a running program is asked to open', () => {
  it('reach every window that listens, and one that comes a moment later', async () => {
    const requests = createOpenRequests()
    requests.push('/early')
    const ended = new AbortController()
    const first = requests.stream(ended.signal)
    expect(await first.next()).toEqual({ done: false, value: { path: '/early' } })
    const second = requests.stream(ended.signal)
    const waiting = [first.next(), second.next()]
    requests.push('/late')
    expect(await Promise.all(waiting)).toEqual(
      ['first', 'second'].map(() => ({ done: false, value: { path: '/late' } })),
    )
    ended.abort()
    expect(await first.next()).toEqual({ done: true, value: undefined })
  })

  it('are not said twice to a window that was told by hello', async () => {
    const requests = createOpenRequests()
    requests.push('/told')
    requests.told()
    const ended = new AbortController()
    const next = requests.stream(ended.signal).next()
    ended.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })
})

describe('programs of the system', () => {
  const desktop = { DISPLAY: ':0' }

  it('show a file: the array is the command, no shell reads it', () => {
    expect(revealCommand('C:\\a b\\x.sqlite3', 'win32', {})).toEqual({
      program: 'explorer.exe',
      args: ['/select,"C:\\a b\\x.sqlite3"'],
      verbatim: true,
    })
    expect(revealCommand('/a b/x', 'darwin', {})).toEqual({ program: 'open', args: ['-R', '/a b/x'] })
    expect(revealCommand('/a b/x', 'linux', desktop)).toEqual({ program: 'xdg-open', args: ['/a b'] })
  })

  it('are not asked for where there is no desktop, nor a browser on CI', () => {
    expect(revealCommand('/x', 'linux', {})).toBeNull()
    expect(browseCommand('http://127.0.0.1:1/?t=x', 'linux', {})).toBeNull()
    expect(browseCommand('http://127.0.0.1:1/?t=x', 'win32', { CI: '1' })).toBeNull()
    expect(browseCommand('http://127.0.0.1:1/?t=x', 'win32', {})?.args).toEqual([
      'url.dll,FileProtocolHandler',
      'http://127.0.0.1:1/?t=x',
    ])
  })
})

describe('where the program’s own pieces are', () => {
  it('is the checkout for sources, and beside the archive when packed', () => {
    const root = path.resolve('/x/savepoint')
    expect(locate(path.join(root, 'src-main/hosts/compose.ts'), null)).toEqual({
      assets: path.join(root, 'assets'),
      sqliteWorker: path.join(root, 'src-main/adapters/sqlite/worker.ts'),
      pages: path.join(root, 'out/renderer'),
    })
    expect(locate(path.join(root, 'out/electron/run-a.js'), path.join(root, 'resources'))).toEqual({
      assets: path.join(root, 'resources/assets'),
      sqliteWorker: path.join(root, 'out/electron/sqlite-worker.js'),
      pages: path.join(root, 'out/renderer'),
    })
  })
})

describe('what is shown', () => {
  it('hides credentials and keeps the rest', () => {
    expect(redact('could not connect to mysql://shop:s3cret@db:3306/shop')).toBe(
      'could not connect to mysql://shop:•••@db:3306/shop',
    )
    expect(redact("{'DB_PASSWORD': 's3cret', 'HOST': 'db'}")).toBe("{'DB_PASSWORD': •••, 'HOST': 'db'}")
    expect(redact('no such table: auth_user')).toBe('no such table: auth_user')
  })

  it('tells progress in real amounts', () => {
    const amount = { done: 12_582_912, total: 50_960_793, unit: 'bytes' as const }
    expect(progressLine({ step: 'copying', amount, subject: null })).toBe('Copying … 12.0 MB of 48.6 MB')
    const rows = { done: 1200, total: null, unit: 'rows' as const }
    expect(progressLine({ step: 'filling', amount: rows, subject: 'blog' })).toBe(
      'Filling in rows blog … 1,200 rows',
    )
  })

  it('aligns columns, numbers to the right', () => {
    expect(
      columns(
        [
          ['id', 'size'],
          ['a', '1,000'],
        ],
        [1],
      ),
    ).toBe('id   size\na   1,000')
  })
})
