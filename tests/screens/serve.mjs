// Builds the stories and serves them on loopback: node tests/screens/serve.mjs [port]
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const here = import.meta.dirname
const out = path.resolve(here, '../../out/stories')
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

export async function buildStories() {
  await build({
    root: here,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'chrome150',
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: path.join(here, 'stories.html'), onwarn: () => undefined },
    },
  })
}

export function serveStories(port = 0) {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://stories').pathname
    const file = path.join(out, name === '/' ? 'stories.html' : path.normalize(name))
    if (!file.startsWith(out) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () =>
      resolve({ server, address: `http://127.0.0.1:${server.address().port}` }),
    )
  })
}

if (process.argv[1] === import.meta.filename) {
  await buildStories()
  const { address } = await serveStories(Number(process.argv[2] ?? 0))
  console.log(`${address}/?story=picker`)
}
