// The desk's own files, as Vite made them: served from where they were built, with the headers that keep scripts of others out.

import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
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
    return c.body(file.bytes, 200, { 'Content-Type': file.type })
  })
  app.get('*', async (c, next) => {
    if (!wantsPage(c)) return next()
    const own = extname(c.req.path) === '' ? undefined : await read(c.req.path)
    const file = own ?? (await read('/index.html'))
    guardedHeaders(c)
    c.header('Cache-Control', 'no-cache')
    if (!file) return c.html(notBuilt, 503)
    return c.body(file.bytes, 200, { 'Content-Type': file.type })
  })
}

function wantsPage(c: Context): boolean {
  const { path } = c.req
  if (/^\/(v1|auth|desk|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/.test(path)) return false
  return extname(path) !== '' || (c.req.header('Accept') ?? '').includes('text/html')
}

async function read(path: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  const type = types[extname(path)]
  const file = normalize(join(built, decodeURIComponent(path)))
  if (type === undefined || !file.startsWith(built.endsWith(sep) ? built : built + sep)) return undefined
  const bytes = await readFile(file).catch(() => undefined)
  return bytes && { bytes: new Uint8Array(bytes), type }
}

const notBuilt =
  '<!doctype html><title>Dunwell</title><p>The desk is not built yet. Run <code>npm run web</code> once, then load this page again.'
