import { describe, expect, it } from 'vitest'
import { fileProblem } from '../../src-main/core/diagnosis/files.ts'
import { problem } from '../../src-main/core/problem.ts'

function errno(code: string): Error {
  return Object.assign(new Error(`${code}: said by Node`), { code, path: '/backups/x' })
}

describe('what Node says about files', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'folder-not-writable'],
    ['EPERM', 'folder-not-writable'],
    ['EROFS', 'folder-not-writable'],
    ['EBUSY', 'folder-not-writable'],
    ['EEXIST', 'file-exists'],
    ['ABORT_ERR', 'cancelled'],
    ['EIO', 'unexpected'],
  ])('%s is the problem %s', (code, expected) => {
    expect(fileProblem(errno(code), '/backups').problem.code).toBe(expected)
  })

  it('keeps the words as evidence, and a problem as it is', () => {
    expect(fileProblem(errno('EACCES'), '/backups').problem.evidence[0]).toContain('EACCES: said by Node')
    const known = problem('database-locked')
    expect(fileProblem(known, '/backups')).toBe(known)
    expect(fileProblem('just a string', '/backups').problem).toMatchObject({
      code: 'unexpected',
      evidence: ['just a string'],
    })
    expect(fileProblem(new DOMException('stop', 'AbortError'), '/backups').problem.code).toBe('cancelled')
  })
})
