// The life of a debt by the keyboard alone: no mouse from the file that comes in to the last cent. Whatever is reached shows that it is
// reached.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, day, dayText } from '../../src/core/day.ts'
import { inWorkspace } from '../../src/store/db.ts'
import { changeSettings, listWorkspaces } from '../../src/store/workspace.ts'
import { freshDatabase } from '../database.ts'
import { camtOf } from '../match/camt.ts'
import { daysOf } from './days.ts'
import { type BrowserDesk, chromeOrReason, openDesk, patienceMs } from './desk.ts'
import { tabOn } from './focus.ts'

const chrome = await chromeOrReason()
if (typeof chrome === 'string') console.warn(chrome)
const at = await freshDatabase('2026-03-02')
let desk: BrowserDesk
let workspaceId: string

beforeAll(async () => {
  if (typeof chrome === 'string') return
  desk = await openDesk(at, chrome)
  const [workspace] = await listWorkspaces(at.db)
  workspaceId = workspace!.id
  await inWorkspace(at.db, workspaceId, 'test', (tx) => changeSettings(tx, { inboxConnected: true }))
})
afterAll(async () => {
  if (typeof chrome !== 'string') await chrome.close()
})

const { last, live, liveUntil } = daysOf(at, () => workspaceId, '2026-03-01')

const drafted = async () => (await desk.api('GET', '/v1/outbox?state=waiting')).items.length > 0

const tabTo = (name: RegExp) => tabOn(desk.page, name)

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await desk.page.keyboard.press(key)
}

async function choose(name: string, content: string): Promise<void> {
  await expect
    .poll(() => desk.page.locator('[aria-busy=true], .mantine-Skeleton-root').count(), { timeout: patienceMs })
    .toBe(0)
  await tabTo(/^Choose/)
  const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), press('Enter')])
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
}

/** By ctrl-K, as from anywhere. */
async function find(words: string): Promise<void> {
  const { page } = desk
  await press('Control+k')
  await page.locator('input:focus').waitFor()
  await page.keyboard.type(words)
  await page.getByRole('dialog').getByText('Harbour Lights').first().waitFor()
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Harbour Lights Café' }).waitFor()
  if (page.url().includes('/cases/')) return
  await page.getByRole('link', { name: 'Open the case' }).first().waitFor()
  await tabTo(/^Open the case$/)
  await press('Enter')
  await page.waitForURL('**/cases/**')
}

async function logCall(key: string, note: string): Promise<void> {
  await desk.page.getByRole('button', { name: /^Call/ }).first().waitFor()
  await press('c')
  await called(key, note)
}

async function called(key: string, note: string): Promise<void> {
  const { page } = desk
  const drawer = page.getByRole('dialog')
  await drawer.locator('button[aria-pressed]:focus').first().waitFor()
  await press(key)
  await drawer.locator('textarea:focus').waitFor()
  await page.keyboard.type(note)
  await press('Control+Enter')
  await drawer.waitFor({ state: 'hidden' }).catch(async () => {
    throw new Error(`The call was not kept: ${await drawer.textContent()}`)
  })
  await page.getByText(note).first().waitFor()
}

async function approve(): Promise<void> {
  await desk.page.getByRole('button', { name: 'Approve', exact: true }).waitFor()
  await tabTo(/^Approve$/)
  await press('Enter')
  await desk.page.getByText('Approved, leaves with the next sending').waitFor()
  expect(await desk.api('POST', '/v1/outbox/send', {})).toMatchObject({ sent: 1 })
}

const file = [
  'Customer no;Customer;Contact;Email;Phone;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency',
  'K-7;Harbour Lights Café;Ines;ines@harbour.example;+44 117 496 0123;GB;business;INV-204117;2026-02-04;2026-03-04;1250.50;GBP',
].join('\n')

test.skipIf(typeof chrome === 'string')('a debt lives from its import to the last cent without a mouse', async () => {
  const { page, api } = desk
  page.setDefaultTimeout(patienceMs)
  // The browser tells of a chooser only from when somebody listens, and a key may be faster than the first to ask.
  page.on('filechooser', () => undefined)
  await page.evaluate("window.pressed = 0; addEventListener('pointerdown', () => { window.pressed++ }, true)")

  await press('g', 'm')
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor()
  await choose('open-items.csv', file)
  await page.getByRole('button', { name: /^Take in/ }).waitFor()
  await tabTo(/^Take in/)
  await press('Enter')
  await page.getByText('It is in', { exact: true }).waitFor()
  const [debtor] = (await api('GET', '/v1/debtors')).items as { id: string }[]
  await api('POST', '/v1/cases/bulk', { debtors: [debtor!.id], deed: { do: 'handling', handling: 'approve' } })

  await liveUntil(drafted)
  await press('g', 't')
  await page.getByRole('heading', { name: 'To send' }).waitFor()
  await find('harbour')
  await approve()

  await live(day('2026-03-10'))
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Harbour Lights Café' }).waitFor()
  await page.evaluate("window.pressed = 0; addEventListener('pointerdown', () => { window.pressed++ }, true)")
  await logCall('p', 'The transfer goes out on Monday.')
  expect((await api('GET', `/v1/promises?debtor=${debtor!.id}`)).items).toMatchObject([{ state: 'open' }])

  await liveUntil(async () => (await api('GET', '/v1/today')).parts.broken.count > 0)
  await press('g', 't')
  await page.getByRole('heading', { name: 'Promises broken' }).waitFor()
  await press('j')
  await page.locator('[aria-current=true]', { hasText: 'Harbour Lights' }).waitFor()
  // From Today straight to the call.
  await press('c')
  await called('n', 'Rang twice.')
  await page.getByRole('heading', { level: 1, name: 'Harbour Lights Café' }).waitFor()

  await liveUntil(drafted)
  await approve()

  await live(addDays(last(), 1))
  const money = {
    id: 1,
    day: last(),
    amountMinor: 125_050,
    name: 'Harbour Lights Café',
    text: 'INV-204117',
    noises: [],
  }
  const account = { account: 'GB33BUKB20201555555555', openingMinor: 0, currency: 'GBP' }
  await press('g', 'm')
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor()
  await choose('bank.xml', camtOf([money], account, dayText(last())))
  await page.getByRole('button', { name: /^Take/ }).waitFor()
  await tabTo(/^Take/)
  await press('Enter')
  await expect
    .poll(async () => (await api('GET', '/v1/bank-lines?state=booked')).counts.booked, { timeout: patienceMs })
    .toBe(1)
  await find('harbour')
  await page.getByText('Nothing is open.').waitFor()

  await press('?')
  const sheet = page.getByRole('dialog')
  await sheet.waitFor()
  await press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  expect(await page.evaluate('window.pressed'), 'no mouse').toBe(0)
  expect(desk.wrong).toEqual([])
})
