// A desk in a real browser for a test: its pages built, the server in this process on the test's database and clock, Chromium before it;
// before its door, or with the owner begun by the code of the terminal and signed in by the form.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, inject } from 'vitest'
import { serve } from '../../src/http/serve.ts'
import type { TestDatabase } from '../database.ts'
import { openChrome } from './chrome.ts'

/** What a busy machine may take for a step; nothing waits for it but what is wrong. */
export const patienceMs = 90_000
const buildMs = 300_000
// A day in seconds: whatever is done by itself happens when a test says so.
const neverSeconds = 86_400
const shownMax = 6_000
// One within the other: the company is made at a desk that is built.
const locks = { build: 48_151, company: 48_152 } as const

export interface BrowserDesk {
  readonly origin: string
  /** What the terminal shows to who begins. */
  readonly code: string
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong in the pages since they were opened: a script that fell, or was not let in. */
  readonly wrong: readonly string[]
  /** Ends it before the test file does. */
  close(): Promise<void>
  /** Asks the API as the one who is signed in. */
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the answer
  api(method: string, path: string, body?: unknown, type?: string): Promise<any>
}

/** Chromium, or why there is none here. */
export async function chromeOrReason(): Promise<Browser | string> {
  try {
    return await openChrome()
  } catch (error) {
    return `Chromium does not start here: ${(error as Error).message.split('\n')[0]}`
  }
}

export const owner = {
  name: 'Ada Palmer',
  email: 'ada@nordwind.example',
  password: 'seven herons over flat water',
} as const
export const business = {
  name: 'Nordwind Ltd',
  country: 'GB',
  currency: 'GBP',
  addressLines: ['4 Quay Street', 'Bristol BS1 4AA'],
  phone: '+44 117 496 0000',
  iban: 'GB33BUKB20201555555555',
}

/** Serves, begins and signs in. All of it ends with the test file. */
export async function openDesk(at: TestDatabase, chrome: Browser): Promise<BrowserDesk> {
  const desk = await openDoor(at, chrome)
  await desk.api('POST', '/desk/start', { ...owner, business, code: desk.code })
  await signIn(desk)
  return desk
}

/** By the form, as the owner. */
export async function signIn({ page, origin }: Pick<BrowserDesk, 'page' | 'origin'>): Promise<void> {
  await page.goto(origin)
  await page.locator('input[type=email]').fill(owner.email)
  await page.locator('input[type=password]').fill(owner.password)
  await page.locator('input[type=password]').press('Enter')
  await page.getByRole('navigation').first().waitFor()
}

/**
 * Works alone among all files of a test run: who comes second finds done what the first one did. The database keeps the lock, so that who
 * falls lets it go.
 */
export async function alone<T>(what: keyof typeof locks, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('server') })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [locks[what]])
    return await work()
  } finally {
    await client.end()
  }
}

/** What the page showed when a test fell stands with its error. */
export async function telling(desk: () => BrowserDesk, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { page } = desk()
    const parts = await page.locator('main, [role=dialog], [role=alert]').all()
    const shown = await Promise.all(parts.map((it) => it.ariaSnapshot().catch(() => '')))
    ;(error as Error).message += `\n${page.url()} showed:\n${shown.join('\n').slice(0, shownMax)}`
    throw error
  }
}

/** Once what is fetched is there and nothing moves; scripts that wait inside a page are kept out by its policy. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  const busy = () => page.locator('[aria-busy=true], .mantine-Skeleton-root, [data-loading]').count()
  await expect.poll(busy, { timeout: patienceMs, interval: 20 }).toBe(0)
}

/** Goes there as a link does, without loading all anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`)
  await page.waitForURL(`**${path}`)
}

/** Serves what nobody has begun yet: the page is before the door. */
export async function openDoor(at: TestDatabase, chrome: Browser): Promise<BrowserDesk> {
  const build = fileURLToPath(new URL('../../scripts/web.ts', import.meta.url))
  await alone('build', () => promisify(execFile)(process.execPath, [build], { timeout: buildMs }))
  let said = ''
  const serving = await serve({
    db: at.db,
    dataDir: at.dataDir,
    version: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    everySeconds: neverSeconds,
    log: pino({ level: 'silent' }),
    say: (text) => {
      said += text
    },
  })
  const origin = `http://127.0.0.1:${serving.port}`
  const context = await chrome.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const close = async () => {
    await context.close().catch(() => undefined)
    await serving.stop()
  }
  closers.push(close)
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.stack ?? error.message}`))
  page.on('console', (it) => {
    if (it.type() === 'error' && !it.text().startsWith('Failed to load resource')) wrong.push(it.text())
  })
  const api: BrowserDesk['api'] = async (method, path, body, type = 'application/json') => {
    const answer = await context.request.fetch(`${origin}${path}`, {
      method,
      headers: {
        Origin: origin,
        'Dunwell-Desk': '1',
        'If-Match': '*',
        ...(body !== undefined && { 'Content-Type': type }),
      },
      ...(body !== undefined && {
        data:
          type === 'application/json'
            ? JSON.stringify(body)
            : typeof body === 'string'
              ? body
              : Buffer.from(body as Uint8Array),
      }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
    return answer.json()
  }
  return { origin, code: /code: (\S+)/.exec(said)?.[1] ?? '', context, page, wrong, close, api }
}

const closers: (() => Promise<void>)[] = []
// Stopping twice is no harm. Registered once, here: a hook that is registered while a test runs is never called.
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
