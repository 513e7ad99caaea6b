// How the desk feels in a real Chromium before a book of any size: how soon the first screen shows something of use, how much script it
// loads, and how long one looks at nothing while one scrolls a list or types into its filter.

import type { BrowserContext, Page } from 'playwright-core'
import { openChrome } from '../test/browser/chrome.ts'
import type { BenchDesk } from './served.ts'

const times = 7
const patienceMs = 60_000
const scrolls = 12
// The page's own rule against foreign scripts would keep out what measures it.
const wide = { viewport: { width: 1280, height: 800 }, bypassCSP: true }

const middle = (all: readonly number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN
const slow = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.NaN
const line = (what: string, all: readonly number[], unit = 'ms') => [
  what,
  String(all.length),
  `${middle(all).toFixed(0)} ${unit}`,
  `${slow(all).toFixed(0)} ${unit}`,
]

// The moment at which figures stand on the page and nothing of them is a placeholder any more.
const watchUseful = `
  new MutationObserver((_, watch) => {
    if (!document.querySelector('h1') || document.querySelector('.mantine-Skeleton-root') || !document.querySelector('.figure')) return
    watch.disconnect()
    requestAnimationFrame(() => { window.usefulAt = performance.now() })
  }).observe(document, { childList: true, subtree: true, characterData: true })`

const names = [
  ...['harbour', 'mill 777', 'C4711', 'abbey foods', 'station', 'tower 99'],
  ...['C123', 'quay marine', 'orchard', 'station 40', 'C9', 'harbour foods'],
]

/** One line for each: what was measured, how often, the middle and the slow end. */
export async function measureBrowser(desk: BenchDesk): Promise<string[][]> {
  const chrome = await openChrome()
  const lines: string[][] = []
  try {
    const first = { paint: [] as number[], useful: [] as number[], script: [] as number[], work: [] as number[] }
    for (let i = 0; i < times; i++) {
      const context = await signedIn(desk, await chrome.newContext(wide))
      const page = await context.newPage()
      const { scripts, work } = await watchWire(context, page)
      await page.addInitScript(watchUseful)
      await page.goto(desk.origin)
      await page.waitForFunction('window.usefulAt !== undefined', undefined, { timeout: patienceMs })
      const it = await page.evaluate<{ paint: number; useful: number }>(`({
        paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
        useful: window.usefulAt })`)
      first.paint.push(it.paint)
      first.useful.push(it.useful)
      first.script.push(scripts() / 1000)
      first.work.push(await work())
      await context.close()
    }
    lines.push(line('Today, signed in, nothing kept: first paint', first.paint))
    lines.push(line('Today: the figures stand there', first.useful))
    lines.push(line('Today: script loaded by then, as it came over the wire', first.script, 'kB'))
    lines.push(line('Today: processor time of the page by then, whatever else the machine does', first.work))
    const context = await signedIn(desk, await chrome.newContext(wide))
    const page = await context.newPage()
    for (const [path, words] of [
      ['/cases', names],
      ['/debtors', names],
      ['/claims', ['R777', 'R4711-', 'R99', 'R123', 'R50', 'R8642-', 'R31', 'R2718', 'R909', 'R16', 'R7071-', 'R444']],
    ] as const)
      lines.push(...(await measureList(page, desk.origin, path, words)))
    return lines
  } finally {
    await chrome.close()
  }
}

/** How many bytes of script have come over the wire so far, headers included; and how long the page itself has worked. */
async function watchWire(context: BrowserContext, page: Page): Promise<{ scripts(): number; work(): Promise<number> }> {
  const wire = await context.newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  wire.on('Network.responseReceived', (it) => {
    if (/\.js$/.test(it.response.url)) scripts.add(it.requestId)
  })
  wire.on('Network.loadingFinished', (it) => {
    if (scripts.has(it.requestId)) bytes += it.encodedDataLength
  })
  await wire.send('Network.enable')
  await wire.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    scripts: () => bytes,
    async work() {
      const { metrics } = await wire.send('Performance.getMetrics')
      return 1000 * (metrics.find((it) => it.name === 'TaskDuration')?.value ?? Number.NaN)
    },
  }
}

async function signedIn(desk: BenchDesk, context: BrowserContext): Promise<BrowserContext> {
  const cookies = desk.cookie.split('; ').map((it) => {
    const at = it.indexOf('=')
    return { name: it.slice(0, at), value: it.slice(at + 1), url: desk.origin }
  })
  await context.addCookies(cookies)
  return context
}

// From a scroll, or the last key, until a row stands where one looks that is no placeholder.
const rowsSeen = `[...document.querySelectorAll('[role=row][data-index]')].filter((it) => {
  const at = it.getBoundingClientRect(); return at.top < innerHeight && at.bottom > 200 })`
const scrollOnce = `new Promise((done) => {
  const before = window.scrollY
  window.scrollBy(0, innerHeight * 3)
  const from = performance.now()
  const look = () => {
    const seen = ${rowsSeen}
    if (window.scrollY > before && seen.length > 8 && Number(seen.at(-1).dataset.index) > window.lastIndex) {
      window.lastIndex = Number(seen.at(-1).dataset.index)
      done(performance.now() - from)
    } else { if (window.scrollY === before) window.scrollBy(0, innerHeight * 3); requestAnimationFrame(look) }
  }
  requestAnimationFrame(look)
})`

async function measureList(page: Page, origin: string, path: string, words: readonly string[]): Promise<string[][]> {
  await page.goto(`${origin}${path}`)
  await page.locator('[role=row][data-index]').first().waitFor({ timeout: patienceMs })
  await page.evaluate('window.lastIndex = 0')
  const scrolled: number[] = []
  for (let i = 0; i < scrolls; i++) scrolled.push(await page.evaluate<number>(scrollOnce))
  await page.evaluate('window.scrollTo(0, 0)')
  const field = page.locator('main input[type=text], main input:not([type])').first()
  const typed: number[] = []
  for (const word of words) {
    await field.fill('')
    await page.waitForTimeout(1000)
    await field.pressSequentially(word.slice(0, -1), { delay: 90 })
    // Whatever stands there is of fewer letters; the rows for the whole word bring their own address.
    const from = await page.evaluate<number>('performance.now()')
    await Promise.all([
      page.waitForResponse((it) => decodeURIComponent(it.url()).replaceAll('+', ' ').includes(`=${word}`), {
        timeout: patienceMs,
      }),
      field.press(word.at(-1)!),
    ])
    const to = await page.evaluate<number>(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))',
    )
    typed.push(to - from)
  }
  return [
    line(`${path}: from a scroll by three screens to its rows`, scrolled),
    line(`${path}: from the last key to its rows`, typed),
  ]
}
