// Names and notes that would like to be more than text: markup, reversed writing, pictures, ten thousand characters, formulas. On the pages
// that show them they are letters and nothing else, and no page grows wider than its screen.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { type BrowserDesk, chromeOrReason, openDesk } from './desk.ts'

const chrome = await chromeOrReason()
if (typeof chrome === 'string') console.warn(chrome)
const at = await freshDatabase('2026-03-02')
let desk: BrowserDesk

beforeAll(async () => {
  if (typeof chrome !== 'string') desk = await openDesk(at, chrome)
})
afterAll(async () => {
  if (typeof chrome !== 'string') await chrome.close()
})

const names = [
  '<img src=x onerror="window.ran=1"> & Sons',
  '"><script>window.ran=2</script>',
  '{{ debtor.name }} {% raw %} &amp;lt;',
  'Ltd \u202EdnuoR\u202C Corner',
  '🦊🧾 Füchse & Söhne 🇩🇪',
  '=HYPERLINK("http://elsewhere.example","Open")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  'W'.repeat(180),
]
const long = `${'<b>long</b> '.repeat(330)}end`

test.skipIf(typeof chrome === 'string')('hostile names and notes are text on every page', async () => {
  const { page, api, origin } = desk
  const made: { id: string; name: string }[] = []
  for (const [i, name] of names.entries()) {
    const { debtor: id } = await api('POST', '/v1/claims', {
      debtor: { name, country: 'GB', kind: 'business' },
      number: `INV-${700_100 + i}`,
      amount: { amountMinor: 10_000 + i, currency: 'GBP' },
      issuedOn: '2026-01-05',
      dueOn: '2026-02-04',
    })
    made.push({ id, name })
    await api('POST', '/v1/notes', { debtor: id, says: i === 0 ? long : name })
  }
  const tooLong = api('POST', '/v1/notes', { debtor: made[0]!.id, says: 'x'.repeat(10_000) })
  await expect(tooLong, 'refused in words, not cut').rejects.toThrow(/answered 4\d\d: .*4,?000/)
  await api('POST', '/v1/runs', {})

  const own = (name: string) => page.getByText(name, { exact: false }).filter({ visible: true }).first()
  const harmless = async (where: string) => {
    expect(await page.evaluate('window.ran'), where).toBeUndefined()
    expect(await page.locator('img[src=x]').count(), where).toBe(0)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    expect(over, `${where} is no wider than its screen`).toBeLessThanOrEqual(0)
  }
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of ['/', '/cases', '/debtors', '/claims']) {
      await page.goto(`${origin}${path}`)
      await page.locator('h1').first().waitFor()
      if (path !== '/') await own(names[0]!).waitFor()
      await harmless(`${path} at ${width}`)
    }
    for (const it of made) {
      await page.goto(`${origin}/cases/${it.id}`)
      await page.locator('h1', { hasText: it.name }).waitFor()
      await own(it === made[0] ? '<b>long</b>' : it.name).waitFor()
      await harmless(`${it.name} at ${width}`)
    }
  }

  expect(desk.wrong).toEqual([])
})
