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
  // The same in a number of a claim, the word of a call, a contact, a hold and the name of a file.
  for (const [i, { id, name }] of made.entries()) {
    await api('POST', '/v1/calls', { debtor: id, outcome: 'no_answer', note: `called ${name}`.slice(0, 400) })
    await api('POST', '/v1/holds', { debtor: id, cause: name.slice(0, 100), note: name })
    await api('POST', '/v1/claims', {
      debtor: { name, country: 'GB', kind: 'business', contact: name, email: `ap${i}@hostile.example` },
      number: `${name.slice(0, 60)} ${i}`,
      about: name,
      amount: { amountMinor: 20_000 + i, currency: 'GBP' },
      issuedOn: '2026-01-05',
      dueOn: '2026-02-04',
    })
    const list = 'Customer;Country;Invoice;Date;Due;Amount\nQuince LLP;GB;Q-1;2026-01-02;2026-02-01;12.40\n'
    const query = `fileName=${encodeURIComponent(`${name}.csv`)}&currency=GBP&customers=business`
    await api('POST', `/v1/imports/claims?${query}`, list, 'text/csv')
  }
  const tooLong = api('POST', '/v1/notes', { debtor: made[0]!.id, says: 'x'.repeat(10_000) })
  await expect(tooLong, 'refused in words, not cut').rejects.toThrow(/answered 4\d\d: .*4,?000/)
  await api('POST', '/v1/runs', {})

  const own = (name: string) => page.getByText(name, { exact: false }).filter({ visible: true }).first()
  const harmless = async (where: string) => {
    expect(await page.evaluate('window.ran'), where).toBeUndefined()
    expect(await page.locator('img[src=x]').count(), where).toBe(0)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    const wide = await page.evaluate<string>(
      `[...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > window.innerWidth + 1).slice(-3).map((it) => it.tagName + '.' + it.className + ': ' + it.textContent.slice(0, 40)).join(' | ')`,
    )
    expect(over > 0 ? wide : '', where).toBe('')
    expect(over, `${where} is no wider than its screen`).toBeLessThanOrEqual(0)
  }
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of ['/', '/cases', '/debtors', '/claims', '/imports', '/calls', '/week']) {
      await page.goto(`${origin}${path}`)
      await page.locator('h1').first().waitFor()
      if (['/cases', '/debtors', '/claims'].includes(path)) await own(names[0]!).waitFor()
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
