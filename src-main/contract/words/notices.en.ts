import type { HostNotice } from '../host.ts'

/** One sentence for what happened, one for where the old content is. */
export function noticeEn(notice: HostNotice): string {
  return `Your settings could not be read, so they start afresh. The old file is kept as ${notice.copy}.`
}
