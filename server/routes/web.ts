/**
 * The web app: its built files from memory, and its one page for every address that a browser opens. The pages without
 * scripts have the same addresses: `?plain=on` asks for them from then on, `?plain=off` for the app again.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VotePlaces } from '../options.ts'
import { sendWithAnswers, wantsAnswers } from './first-answers.ts'

export interface WebOptions {
  /** What `web/build/main.ts` has built. */
  readonly folder: string
  readonly production: boolean
  /** The app may also talk to these. */
  readonly votes?: VotePlaces | undefined
}

export const serveWeb = (app: FastifyInstance, { folder, production, votes }: WebOptions): void => {
  const files = readFiles(folder)
  const page = files.get('/index.html')
  if (!page) throw new Error(`${folder} has no index.html: build the app with node web/build/main.ts`)
  const policy = policyOf(production, votes)
  const workerPolicy = policyOf(production, votes, ["'wasm-unsafe-eval'"])
  const preloadsOf = createPreloads(files.get('/preloads.json'))
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return done()
    const { pathname, searchParams } = new URL(request.url, 'http://localhost')
    const file = files.get(pathname)
    // A worker obeys the policy that its own script came with.
    if (file && file !== page) {
      const own = mayCompile.test(pathname) ? workerPolicy : policy
      return send(request, reply.header('content-security-policy', own), file)
    }
    if (!isForPeople(request, pathname)) return done()
    const plain = searchParams.get('plain')
    if (plain !== null) {
      const age = plain === 'on' ? 31_536_000 : 0
      return reply
        .header('set-cookie', `maru-plain=1; Path=/; Max-Age=${age}; SameSite=Lax`)
        .redirect(pathname, 303)
    }
    if (/(?:^|;\s*)maru-plain=1(?:;|$)/.test(request.headers.cookie ?? '')) return done()
    reply.headers({ 'content-security-policy': policy, link: preloadsOf(pathname) })
    if (!wantsAnswers(request)) return send(request, reply, page)
    sendWithAnswers(app, request, reply, page.bytes).catch((error: unknown) => reply.send(error))
    return undefined
  })
}

/** What machines and feeds read, and pages that only the server has, stay what they are. */
const isForPeople = ({ headers }: FastifyRequest, pathname: string): boolean =>
  headers.accept?.includes('text/html') === true &&
  !/^\/(?:api|log|openapi\.json|health|metrics|problems|notices|openid|style\.css)(?:\/|$)/.test(pathname) &&
  !pathname.startsWith('/assets/')

/** Workers that make or check membership proofs run WebAssembly; no page does. */
const mayCompile = /^\/assets\/(?:check|proof)-worker-[\w-]+\.js$/

/** Scripts and styles are files of this server, and no text becomes a script (Trusted Types, policy `maru` of the app). */
const policyOf = (
  production: boolean,
  votes: VotePlaces | undefined,
  scripts: readonly string[] = [],
): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...[votes?.url, votes?.relay].flatMap((url) => url ?? [])].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types maru',
    ...(production ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

/** The files of the screen that is asked for, so that a browser fetches them with the page (RFC 8288, `preload`). */
const createPreloads = (file: File | undefined): ((pathname: string) => string) => {
  const byPath = JSON.parse(file?.bytes.toString() ?? '{}') as { readonly [path: string]: readonly string[] }
  const screens = Object.entries(byPath).map(([path, files]) => ({
    // `/debates/$debate` is any one debate; an address without a parameter is meant before it.
    pattern: new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}/?$`),
    isExact: !path.includes('$'),
    link: files.map(linkOf).join(', '),
  }))
  const ordered = screens.sort((a, b) => Number(b.isExact) - Number(a.isExact))
  return (pathname) => ordered.find(({ pattern }) => pattern.test(pathname))?.link ?? ''
}

/** Said as the page says it, or a browser would fetch the file twice. */
const linkOf = (file: string): string =>
  file.endsWith('.css') ? `</${file}>; rel=preload; as=style; crossorigin` : `</${file}>; rel=modulepreload`

interface File {
  readonly bytes: Buffer
  readonly compressed: Buffer | undefined
  readonly headers: { readonly [name: string]: string }
}

const send = (request: FastifyRequest, reply: FastifyReply, file: File): FastifyReply => {
  reply.headers(file.headers)
  if (request.headers['if-none-match'] === file.headers['etag']) return reply.code(304).send()
  const takesBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
  if (!file.compressed || !takesBrotli) return reply.send(file.bytes)
  return reply.header('content-encoding', 'br').send(file.compressed)
}

/** By their addresses. A browser asks for nothing that is not in this list, so no path leads out of the folder. */
const readFiles = (folder: string): ReadonlyMap<string, File> => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.br') && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
  const compressed = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  return new Map(
    names.map((path) => {
      const name = path.slice(folder.length + 1)
      const bytes = readFileSync(path)
      const url = `/${name.split(sep).join('/')}`
      const br = compressed.has(`${name}.br`) ? readFileSync(`${path}.br`) : undefined
      return [url, { bytes, compressed: br, headers: headersOf(url, bytes) }]
    }),
  )
}

const headersOf = (url: string, bytes: Buffer) => ({
  'content-type': typeOf(url),
  // The name of a file in assets/ changes with what is in it.
  'cache-control': url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}"`,
  // The page without scripts has the same address.
  vary: url === '/index.html' ? 'accept, accept-encoding, cookie, sec-fetch-dest' : 'accept-encoding',
})

const types: { readonly [ending: string]: string } = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json; charset=utf-8',
  json: 'application/json; charset=utf-8',
  wasm: 'application/wasm',
}

const typeOf = (url: string): string =>
  types[url.slice(url.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
