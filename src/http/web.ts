// The desk's own files, as Vite made them: served from where they were built, with the headers that keep scripts of others out.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'

const built = fileURLToPath(new URL('../../dist/web/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

// Styles may stand in elements, because the widgets place themselves that way; scripts may not.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of everything that a browser is shown. */
export function guardedHeaders(c: Context): void {
  c.header('Content-Security-Policy', policy)
  c.header('X-Content-Type-Options', 'nosniff')
  // With none at all, browsers hide where a request comes from, and ours must show it.
  c.header('Referrer-Policy', 'same-origin')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
}

/** Serves the desk at every path that nothing else answers. */
export function serveWeb(app: OpenAPIHono): void {
  app.get('/assets/*', async (c) => {
    const file = await read(c.req.path)
    if (!file) return c.notFound()
    guardedHeaders(c)
    // Its name holds a hash of what is in it.
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(await squeezed(c, file), 200, { 'Content-Type': file.type })
  })
  app.get('*', async (c, next) => {
    if (!wantsPage(c)) return next()
    const own = extname(c.req.path) === '' ? undefined : await read(c.req.path)
    const file = own ?? (await read('/index.html'))
    guardedHeaders(c)
    c.header('Cache-Control', 'no-cache')
    if (!file) return c.html(notBuilt, 503)
    return c.body(await squeezed(c, file), 200, { 'Content-Type': file.type })
  })
}

const words = /^(text\/|application\/(json|manifest)|image\/svg)/
const keptMost = 500
/** Files as they were made smaller, by a hash of what is in them: once for each, because doing it well takes a while. */
const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** The bytes as this browser takes them, smaller where it can read that; its headers say so. */
async function squeezed(c: Context, file: WebFile): Promise<Uint8Array<ArrayBuffer>> {
  if (!words.test(file.type)) return file.bytes
  c.header('Vary', 'Accept-Encoding')
  const takes = (c.req.header('Accept-Encoding') ?? '').split(',').map((it) => it.split(';')[0]!.trim())
  const how = (['br', 'gzip'] as const).find((it) => takes.includes(it))
  if (how === undefined) return file.bytes
  c.header('Content-Encoding', how)
  if (how === 'br' && file.small) return file.small
  const name = `${how} ${createHash('sha256').update(file.bytes).digest('base64')}`
  const there = kept.get(name)
  if (there) return there
  const made = squeeze[how](file.bytes).then((bytes) => new Uint8Array(bytes))
  kept.set(name, made)
  if (kept.size > keptMost) kept.delete(kept.keys().next().value!)
  return made
}

const squeeze = {
  // Within a tenth of the best, which takes fifty times as long, and somebody waits.
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 9 }),
} as const

function wantsPage(c: Context): boolean {
  const { path } = c.req
  if (/^\/(v1|auth|desk|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/.test(path)) return false
  return extname(path) !== '' || (c.req.header('Accept') ?? '').includes('text/html')
}

interface WebFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The same by Brotli, where whoever built it laid that beside it. */
  readonly small: Uint8Array<ArrayBuffer> | undefined
  readonly type: string
}

async function read(path: string): Promise<WebFile | undefined> {
  const type = types[extname(path)]
  const file = normalize(join(built, decodeURIComponent(path)))
  if (type === undefined || !file.startsWith(built.endsWith(sep) ? built : built + sep)) return undefined
  const of = (name: string) =>
    readFile(name).then(
      (it) => new Uint8Array(it),
      () => undefined,
    )
  const [bytes, small] = await Promise.all([of(file), of(`${file}.br`)])
  return bytes && { bytes, small, type }
}

const notBuilt =
  '<!doctype html><title>Dunwell</title><p>The desk is not built yet. Run <code>npm run web</code> once, then load this page again.'
