// A desk in a real browser for a test: its pages built, the server in this process on the test's database and clock, Chromium before it,
// the owner begun by the code of the terminal and signed in by the form.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pino } from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { serve } from '../../src/http/serve.ts'
import type { TestDatabase } from '../database.ts'
import { openChrome } from './chrome.ts'

/** What a busy machine may take for a step; nothing waits for it but what is wrong. */
export const patienceMs = 60_000
const buildMs = 300_000
// A day in seconds: whatever is done by itself happens when a test says so.
const neverSeconds = 86_400

export interface BrowserDesk {
  readonly origin: string
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong in the pages since they were opened: a script that fell, or was not let in. */
  readonly wrong: readonly string[]
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
const business = {
  name: 'Nordwind Ltd',
  country: 'GB',
  currency: 'GBP',
  addressLines: ['4 Quay Street', 'Bristol BS1 4AA'],
  phone: '+44 117 496 0000',
  iban: 'GB33BUKB20201555555555',
}

/** Serves, begins and signs in. All of it ends with the test file. */
export async function openDesk(at: TestDatabase, chrome: Browser): Promise<BrowserDesk> {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../scripts/web.ts', import.meta.url))], {
    timeout: buildMs,
  })
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
  closers.push(async () => {
    await context.close().catch(() => undefined)
    await serving.stop()
  })
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
      headers: { Origin: origin, 'Dunwell-Desk': '1', ...(body !== undefined && { 'Content-Type': type }) },
      ...(body !== undefined && { data: type === 'application/json' ? JSON.stringify(body) : (body as string) }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
    return answer.json()
  }
  const code = /code: (\S+)/.exec(said)![1]!
  await api('POST', '/desk/start', { ...owner, business, code })
  await page.goto(origin)
  await page.locator('input[type=email]').fill(owner.email)
  await page.locator('input[type=password]').fill(owner.password)
  await page.locator('input[type=password]').press('Enter')
  await page.getByRole('navigation').first().waitFor()
  return { origin, context, page, wrong, api }
}

const closers: (() => Promise<void>)[] = []
// Registered once, here: a hook that is registered while a test runs is never called.
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
