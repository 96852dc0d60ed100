import { pageFile } from '../page/page-file.ts'
import { pageHeaders } from '../page/page-headers.ts'
import { bundlePath } from './bundle-address.ts'

/** What `app://bundle/…` answers: files of the built window with the policy of every host, 404 for anything else. */
export async function bundleAnswer(folder: string, address: string, method: string): Promise<Response> {
  const headers = pageHeaders(null)
  const path = bundlePath(address)
  if (path === null || method !== 'GET')
    return new Response(null, { status: path === null ? 404 : 405, headers })
  const file = await pageFile(folder, path)
  if (file === null) return new Response(null, { status: 404, headers })
  return new Response(new Uint8Array(file.body), { headers: { ...headers, 'content-type': file.type } })
}
