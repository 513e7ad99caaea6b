// Every page of the desk, each report and each setting, the doors before it and the dialogs on it, light and dark, wide and narrow: axe-core
// finds nothing serious, nothing is wider than its screen, each page has one heading and a title, no script fell and none was kept out,
// and Tab comes to what the page is for, seen to be there.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { customers, openCompany } from './company.ts'
import { type BrowserDesk, chromeOrReason, go, openDoor, owner, settled } from './desk.ts'
import { focused, tabOn } from './focus.ts'

const chrome = await chromeOrReason()
if (typeof chrome === 'string') console.warn(chrome)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]
// By its address: the pages themselves are of another program, and are not read here.
const { pages } = (await import(pathToFileURL(`${import.meta.dirname}/../../web/pages.ts`).href)) as {
  pages: { path: string }[]
}
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const colours = 'color-contrast'
let desk: BrowserDesk

beforeAll(async () => {
  if (typeof chrome !== 'string') desk = (await openCompany(chrome)).desk
})
afterAll(async () => {
  if (typeof chrome !== 'string') await chrome.close()
})

// A colour on its way to another is neither: waits for the scheme, and ends what moves until nothing begins to.
const still = (scheme: string) => `(async () => {
  for (let frames = 0; frames < 3; ) {
    await new Promise((done) => requestAnimationFrame(done))
    const moving = document.getAnimations().filter((it) => Number.isFinite(it.effect.getComputedTiming().endTime))
    for (const it of moving) it.finish()
    const there = document.documentElement.dataset.mantineColorScheme === '${scheme}'
    frames = there && moving.length === 0 ? frames + 1 : 0
  }
})()`

/**
 * What is wrong with what is shown; none of it needs the page anew. Only colours differ between the schemes, and they do not change with the
 * width, so they are looked at on the wide screen; `npm run screens` looks at everything everywhere.
 */
async function wrongIn(page: Page): Promise<string[]> {
  const found: string[] = []
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe)
  const wide = page.viewportSize()!.width === sizes[0]!.width
  const looks = wide
    ? ([
        { scheme: 'light', runOnly: tags },
        { scheme: 'dark', runOnly: [colours] },
      ] as const)
    : ([{ scheme: 'light', runOnly: tags, rules: { [colours]: { enabled: false } } }] as const)
  for (const { scheme, ...rules } of looks) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.evaluate(still(scheme))
    const options = JSON.stringify({ resultTypes: ['violations'], ...rules })
    const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults
    for (const it of violations.filter((one) => one.impact === 'serious' || one.impact === 'critical'))
      for (const node of it.nodes.slice(0, 3))
        found.push(`${scheme}: ${it.id} at ${node.target.join(' ')}: ${node.any[0]?.message ?? it.help}`)
  }
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  if (over > 0) found.push(`${over} pixels wider than the screen`)
  return found
}

/** A page with a heading and a title, and nothing wrong in it. */
async function wrongOn(page: Page): Promise<string[]> {
  await settled(page)
  const found = await wrongIn(page)
  const headings = await page.locator('h1').count()
  if (headings !== 1) found.push(`${headings} headings of the first rank`)
  if (!/\S+ · Dunwell$/.test(await page.title())) found.push(`the title is "${await page.title()}"`)
  return found
}

async function addresses(): Promise<string[]> {
  const first = async (list: string) => (await desk.api('GET', `/v1/${list}?limit=50`)).items
  const asked = (await first('debtors')).find((it: { name: string }) => it.name === customers.asked.name)
  const claim = (await first('claims')).find((it: { number: string }) => it.number === customers.asked.number)
  const reports = (await desk.api('GET', '/v1/reports/tables')).items as { name: string }[]
  const parts = ['business', 'bank', 'mail', 'sending', 'autopilot', 'people', 'collectors', 'keys']
  const others = ['webhooks', 'law', 'pay', 'backup', 'audit', 'account']
  const filled: Record<string, string[]> = {
    '/cases/$id': [`/cases/${asked.id}`],
    '/debtors/$id': [`/debtors/${asked.id}`],
    '/claims/$id': [`/claims/${claim.id}`],
    '/templates/$language/$id': ['/templates/en/friendly'],
    '/policies/$id': ['/policies/standard'],
    '/reports/$name': reports.map((it) => `/reports/${it.name}`),
    '/settings/$part': [...parts, ...others].map((it) => `/settings/${it}`),
  }
  return pages.flatMap(({ path }) => (path.includes('$') ? filled[path]! : [path]))
}

/** What each page is for, where it is not only to be read. */
const verbs: Readonly<Record<string, RegExp>> = {
  '/': /^Look at the week ahead$/,
  '/week': /^Approve \d+/,
  '/calls': /^Reached/,
  '/promises': /^What to do with the promise/,
  '/bank': /^Accept$/,
  '/imports': /^Choose a file$/,
  '/documents': /^Choose PDFs$/,
  '/approvals': /^Approve$/,
  '/begin': /^Add it$/,
  '/golive': /^Yes, I print/,
  '/backlog': /^Go ahead$/,
  '/policies/standard': /^Add a step$/,
  '/settings/business': /^Save$/,
  '/settings/keys': /^Make a key$/,
  '/settings/people': /^Invite somebody$/,
}

/** Dialogs and drawers by the page that they open on. */
const dialogs: readonly { name: string; at: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'finder', at: '/', open: (page) => page.keyboard.press('Control+k') },
  {
    name: 'calendar',
    at: '/documents',
    open: async (page) => {
      await page.getByRole('button', { name: 'Choose a day' }).first().click()
      await page.getByRole('button', { name: 'Next month' }).waitFor()
    },
  },
  { name: 'cheat sheet', at: '/', open: (page) => page.keyboard.press('?') },
  { name: 'write', at: 'case', open: (page) => page.keyboard.press('w') },
  { name: 'call', at: 'case', open: (page) => page.keyboard.press('c') },
  { name: 'promise', at: 'case', open: (page) => page.keyboard.press('p') },
  { name: 'split', at: '/bank', open: (page) => page.getByRole('button', { name: 'Split' }).first().click() },
  {
    name: 'person',
    at: '/settings/people',
    open: (page) => page.getByRole('button', { name: 'Invite somebody' }).click(),
  },
]

describe.skipIf(typeof chrome === 'string')('the desk', () => {
  test.each(sizes)('is sound on every page at $width', async (size) => {
    const { page } = desk
    await page.setViewportSize(size)
    const found: Record<string, string[]> = {}
    for (const path of await addresses()) {
      await go(page, path)
      const wrong = await wrongOn(page)
      if (wrong.length > 0) found[path] = wrong
    }
    expect(found).toEqual({})
    expect(desk.wrong).toEqual([])
  })

  test.each(sizes)('is sound in its dialogs at $width', async (size) => {
    const { page } = desk
    await page.setViewportSize(size)
    const found: Record<string, string[]> = {}
    const look = async (name: string) => {
      await settled(page)
      const wrong = await wrongIn(page)
      if (wrong.length > 0) found[name] = wrong
    }
    const caseAt = (await addresses()).find((it) => it.startsWith('/cases/'))!
    for (const { name, at, open } of dialogs) {
      await go(page, at === 'case' ? caseAt : at)
      await settled(page)
      await open(page)
      await page.getByRole('dialog').first().waitFor()
      await look(name)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').first().waitFor({ state: 'hidden' })
    }
    await go(page, '/imports')
    const list =
      'Customer;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency\nPlover Ltd;GB;business;Z-1;2026-03-01;2026-04-01;12.50;GBP\nNobody;GB;business;;;;;\n'
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await page.getByRole('button', { name: /^Take in/ }).waitFor()
    await look('import')
    await go(page, '/settings/keys')
    await page.getByLabel('Who uses it').fill(`Shop at ${size.width}`)
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText('The key, shown this once').waitFor()
    await look('key')
    expect(found).toEqual({})
    expect(desk.wrong).toEqual([])
  })

  test('is worked by Tab, past the menu, and the focus is seen on the way', async () => {
    const { page, origin } = desk
    await page.setViewportSize(sizes[0]!)
    for (const [path, verb] of Object.entries(verbs)) {
      await page.goto(`${origin}${path}`)
      await settled(page)
      // Some begin at their verb, or at the first field that is to be filled in.
      if (verb.test((await focused(page)).name)) continue
      if (await page.evaluate<boolean>('document.activeElement === document.body')) {
        await page.keyboard.press('Tab')
        expect((await focused(page)).name).toBe('Go to the content')
        await page.keyboard.press('Enter')
      }
      await tabOn(page, verb)
    }
  })

  test.each(sizes)('is sound before its doors at $width', async (size) => {
    if (typeof chrome === 'string') return
    const found: Record<string, string[]> = {}
    const look = async (name: string, page: Page) => {
      const wrong = await wrongOn(page)
      if (wrong.length > 0) found[name] = wrong
    }
    const strangers = await chrome.newContext({ viewport: size, locale: 'en-GB' })
    const stranger = await strangers.newPage()
    await stranger.goto(desk.origin)
    await stranger.locator('input[type=password]').waitFor()
    await look('sign-in', stranger)
    await strangers.close()
    const fresh = await openDoor(await freshDatabase(), chrome)
    const { page } = fresh
    await page.setViewportSize(size)
    await page.goto(fresh.origin)
    await look('first start: the code', page)
    await page.getByLabel('Code').fill(fresh.code)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByLabel('Your name').fill(owner.name)
    await look('first start: you', page)
    await page.getByLabel('Email').fill(owner.email)
    await page.locator('input[type=password]').fill(owner.password)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByLabel('Name of the business, or yours').waitFor()
    await look('first start: who is owed', page)
    await fresh.close()
    expect(found).toEqual({})
    expect(fresh.wrong).toEqual([])
  })
})
