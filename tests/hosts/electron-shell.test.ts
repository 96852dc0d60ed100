import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundlePath, isOurs } from '../../src-main/hosts/electron/bundle-address.ts'
import { bundleAnswer } from '../../src-main/hosts/electron/bundle-answer.ts'
import { requestedPath, startArguments } from '../../src-main/hosts/electron/requested-path.ts'
import { pagePath } from '../../src-main/hosts/page/page-file.ts'

// The shell's decisions. That Electron itself keeps to them is not shown here: its program is not on every machine.

describe('what a start of the desktop program asks to open', () => {
  const windows = (args: readonly string[], cwd = 'C:\\work') =>
    requestedPath({ args, cwd, platform: 'win32' })
  const linux = (args: readonly string[], cwd = '/code') => requestedPath({ args, cwd, platform: 'linux' })

  it('is nothing, a folder, a file, or what --open says', () => {
    expect(windows([])).toBeNull()
    expect(windows(['--open=D:\\Mis proyectos\\tienda #1'])).toBe('D:\\Mis proyectos\\tienda #1')
    expect(windows(['--open', 'shop'])).toBe('C:\\work\\shop')
    expect(windows(['C:\\x\\a.savepoint'])).toBe('C:\\x\\a.savepoint')
    expect(linux(['shop'])).toBe('/code/shop')
    expect(linux(['--open'])).toBeNull()
    expect(linux(['--open='])).toBeNull()
  })

  it('is not one of Chromium’s own switches', () => {
    expect(windows(['--allow-file-access-from-files', '--original-process-start-time=133', 'shop'])).toBe(
      'C:\\work\\shop',
    )
  })

  it('is a whole drive, when Explorer says it with a quote too many', () => {
    expect(windows(['--open', 'C:"'], 'C:\\work')).toBe('C:\\work')
    expect(windows(['--open=D:\\"'])).toBe('D:\\')
  })

  it('comes after the program, and after the folder that an unpacked one is started with', () => {
    expect(startArguments(['savepoint.exe', 'x'], true)).toEqual(['x'])
    expect(startArguments(['electron', '.', 'x'], false)).toEqual(['x'])
  })
})

describe('the address of the window’s page', () => {
  it('is known by scheme and host, since its origin is the string null', () => {
    expect(new URL('app://bundle/').origin).toBe('null')
    expect(isOurs('app://bundle/index.html')).toBe(true)
    for (const foreign of [
      'app://evil/',
      'app://bundle.evil/',
      'app://me@bundle/',
      'https://bundle/',
      'file:///bundle/',
      'data:text/html,app://bundle/',
      'null',
      '',
    ])
      expect([foreign, isOurs(foreign)]).toEqual([foreign, false])
  })

  it('gives its path as it was asked for', () => {
    expect(bundlePath('app://bundle/assets/x.js?v=1#top')).toBe('/assets/x.js')
    expect(bundlePath('app://bundle/../x')).toBe('/../x')
    expect(bundlePath('app://evil/x')).toBeNull()
  })

  it('never leaves the folder, in Windows’ ways neither', () => {
    const windows = (url: string) => pagePath('C:\\Program Files\\Savepoint\\renderer', url, 'win32')
    expect(windows('/')).toBe('C:\\Program Files\\Savepoint\\renderer\\index.html')
    expect(windows('/assets/a.js')).toBe('C:\\Program Files\\Savepoint\\renderer\\assets\\a.js')
    for (const url of [
      '/..%5c..%5csecret.txt',
      '/C:/Windows/win.ini',
      '/C%3a%5cWindows',
      '//server/share/x',
      '/%5c%5cserver%5cshare',
      '/index.html%3a%3a$DATA',
      '/x./y',
      '/assets/..%2f..%2fx',
      'x',
    ])
      expect([url, windows(url)]).toEqual([url, null])
  })
})

describe('what app://bundle/ answers', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'savepoint-bundle-'))
    mkdirSync(path.join(folder, 'renderer'))
    writeFileSync(path.join(folder, 'renderer/index.html'), '<!doctype html><p>Savepoint')
    writeFileSync(path.join(folder, 'secret.txt'), 'the secret')
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const ask = (address: string, method = 'GET') =>
    bundleAnswer(path.join(folder, 'renderer'), address, method)

  it('is the page with the policy of every host, and no socket in it', async () => {
    const answer = await ask('app://bundle/')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self';")
    expect(await answer.text()).toContain('Savepoint')
  })

  it('is 404 for anything else, and 405 for anything but GET', async () => {
    for (const address of [
      'app://bundle/none.html',
      'app://bundle/%2e%2e/secret.txt',
      'app://bundle/..%2fsecret.txt',
      'app://evil/index.html',
    ])
      expect([address, (await ask(address)).status]).toEqual([address, 404])
    expect((await ask('app://bundle/', 'POST')).status).toBe(405)
  })
})
