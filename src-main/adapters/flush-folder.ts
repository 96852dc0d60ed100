import { open } from 'node:fs/promises'
import { errorCode } from '../core/error-code.ts'

/** Windows can't flush a folder and doesn't need it: NTFS journals names. Some network folders refuse too. */
export async function flushFolder(folder: string): Promise<void> {
  const cannot = process.platform === 'win32' ? ['EPERM', 'EISDIR', 'EACCES'] : ['EINVAL', 'ENOTSUP']
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!cannot.includes(errorCode(error) ?? '')) throw error
  }
}
