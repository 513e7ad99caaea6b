// The life of a debt in a real browser, from the first start to the last cent: everything that a person does is done on the pages by mouse
// and typing, the mails leave to a real mail server, and the days are lived by the real engine. The API is only asked what is so now.

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, day, dayText } from '../../src/core/day.ts'
import { landMail } from '../../src/engine/inbox.ts'
import { inWorkspace } from '../../src/store/db.ts'
import { verifyRecord } from '../../src/store/record.ts'
import { changeSettings, listWorkspaces, readWorkspace } from '../../src/store/workspace.ts'
import { freshDatabase } from '../database.ts'
import { camtOf } from '../match/camt.ts'
import { type SmtpPeer, startSmtp } from '../peers/start.ts'
import { daysOf } from './days.ts'
import { type BrowserDesk, business, chromeOrReason, openDoor, owner, patienceMs, telling } from './desk.ts'

const chrome = await chromeOrReason()
if (typeof chrome === 'string') console.warn(chrome)
const at = await freshDatabase('2026-03-02')
let smtp: SmtpPeer
let desk: BrowserDesk
let workspaceId: string

beforeAll(async () => {
  if (typeof chrome === 'string') return
  smtp = await startSmtp()
  desk = await openDoor(at, chrome)
})
afterAll(async () => {
  if (typeof chrome !== 'string') await chrome.close()
  await smtp?.stop()
})

const { last, live, liveUntil } = daysOf(at, () => workspaceId, '2026-03-01')

const drafts = async () => (await desk.api('GET', '/v1/outbox?state=waiting')).items as { id: string; stage: string }[]
const drafted = async () => (await drafts()).length > 0
// The list that comes with the program; the case that is followed falls due three days after it came in.
const list = readFileSync(new URL('../../examples/ledger.csv', import.meta.url))
const debtorName = 'Lindqvist Trading AB'
const owed = { number: '2026-0140', amountMinor: 72_000, currency: 'EUR' }

test.skipIf(typeof chrome === 'string')('a debt lives from the first start to the last cent', () =>
  telling(() => desk, life),
)

async function life(): Promise<void> {
  const { page, api } = desk
  await begin()
  await mailServer()
  await importList()
  await answerBacklog()
  const debtors = (await api('GET', '/v1/debtors')).items as { id: string; name: string }[]
  const debtor = debtors.find((it) => it.name === debtorName)!

  // Two business days after the due day a friendly note waits, and Today says so.
  await liveUntil(drafted)
  await menu('Today')
  await page.getByRole('heading', { name: 'To send' }).waitFor()
  await page.getByText('One message waits for your yes.').waitFor()
  expect(await smtp.messages(), 'nothing leaves before a person said yes').toEqual([])
  await page.getByRole('link', { name: 'Look at the week ahead' }).click()
  await page.getByRole('link', { name: debtorName }).first().click()
  await page.getByRole('heading', { level: 1, name: debtorName }).waitFor()
  await button('Approve').click()
  await page.getByText('Approved, leaves with the next sending').waitFor()
  await live(addDays(last(), 1))
  const [first, ...others] = await smtp.messages()
  expect(others).toEqual([])
  expect(first).toMatchObject({ taken: true, to: ['finance@lindqvist.example'] })

  // They answer; it stands on Today until somebody has looked.
  const workspace = await inWorkspace(at.db, workspaceId, 'test', readWorkspace)
  const reply = [
    'From: Finance <finance@lindqvist.example>',
    `To: ${owner.email}`,
    `Subject: Re: ${owed.number}`,
    'Message-ID: <r1@lindqvist.example>',
    `In-Reply-To: ${first!.messageId}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please ring me about this one.',
    '',
  ].join('\r\n')
  await landMail(at.db, workspace, Buffer.from(reply), { actor: 'test', day: last() })
  await menu('Today')
  await page.getByRole('heading', { name: 'They wrote' }).waitFor()
  await page.getByText('Please ring me about this one.').waitFor()
  await page.getByRole('button', { name: 'I have looked' }).click()
  await page.getByText('Please ring me about this one.').waitFor({ state: 'detached' })
  expect((await api('GET', '/v1/inbox')).items).toEqual([])

  // A call, and what was said on it: a promise for all that is open, in a week.
  await live(addDays(last(), 1))
  await openCase()
  await page.getByText('Please ring me about this one.').first().waitFor()
  await logCall('Reached', 'The transfer goes out next week.')
  const calls = (await api('GET', `/v1/cases/${debtor.id}/timeline`)).items as { kind: string }[]
  expect(JSON.stringify(calls)).toContain('The transfer goes out next week.')
  await page
    .getByRole('button', { name: /^Promise/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The promise is kept in the case.').waitFor()
  const promised = (await api('GET', `/v1/promises?debtor=${debtor.id}`)).items as { state: string; until: string }[]
  expect(promised).toMatchObject([{ state: 'open', until: dayText(addDays(last(), 7)) }])

  // It is not kept. That is a call to make, first thing.
  await live(day(promised[0]!.until))
  expect(await drafted(), 'what is promised rests').toBe(false)
  await liveUntil(async () => (await api('GET', '/v1/today')).parts.broken.count > 0)
  await menu('Today')
  await page.getByRole('region', { name: 'Promises broken' }).getByRole('link', { name: 'Log the call' }).click()
  await page.getByRole('dialog').waitFor()
  await outcome('No answer', 'Rang twice.')

  // The next step of the ladder, seen and sent, among all of the week.
  await liveUntil(drafted)
  expect(await drafts()).toMatchObject([{ debtor: debtor.id, stage: 'second' }])
  await menu('The week ahead')
  await page.getByRole('button', { name: /^Approve \d+/ }).click()
  await page
    .getByText(/approved\.$/)
    .first()
    .waitFor()
  await live(addDays(last(), 1))
  expect(await smtp.messages()).toHaveLength(2)

  // The bank's file: the money finds its claim by itself, and the case is over.
  const money = { id: 1, day: last(), ...owed, name: debtorName, text: owed.number, noises: [] }
  const account = { account: business.iban, openingMinor: 0, currency: owed.currency }
  await menu('Bank')
  await choose('Take in a bank file', 'bank.xml', Buffer.from(camtOf([money], account, dayText(last()))))
  const booked = async () => (await api('GET', '/v1/bank-lines?state=booked')).counts
  await expect.poll(booked, { timeout: patienceMs }).toMatchObject({ booked: 1, waiting: 0, unapplied: 0 })
  await openCase()
  await page.getByText('Nothing is open.').waitFor()
  await page
    .getByText(/720\.00/)
    .filter({ visible: true })
    .first()
    .waitFor()

  // Thanks for what was asked for and paid ask for nothing and go by themselves; then there is nothing more to say.
  await liveUntil(async () => (await smtp.messages()).length > 2, 5)
  const thanks = (await smtp.messages()).at(-1)
  expect(thanks).toMatchObject({ taken: true, to: ['finance@lindqvist.example'] })
  await openCase()
  await page
    .getByText(/^Thank/)
    .first()
    .waitFor()
  await live(addDays(last(), 15))
  expect(await smtp.messages()).toHaveLength(3)
  await menu('Today')
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  expect(await drafts()).toEqual([])
  expect(await verifyRecord(at.db, workspaceId)).toEqual([])
  expect(desk.wrong).toEqual([])
}

const button = (name: string) => desk.page.getByRole('button', { name, exact: true })

/** To a page by its place in the menu, with nothing remembered of another day. */
async function menu(name: string): Promise<void> {
  await desk.page.reload()
  await desk.page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name, exact: true }).click()
  await desk.page.getByRole('heading', { level: 1, name }).waitFor()
}

/** By the list of customers: who owes nothing stands there too. */
async function openCase(): Promise<void> {
  await menu('Customers')
  await desk.page.getByRole('grid').getByRole('link', { name: debtorName }).click()
  await desk.page.getByRole('link', { name: 'Open the case' }).click()
  await desk.page.waitForURL('**/cases/**')
  await desk.page.getByRole('heading', { level: 1, name: debtorName }).waitFor()
}

async function choose(by: string, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), button(by).click()])
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer })
}

/** The first start: the code of the terminal, who one is, and who is owed; then what is owed. */
async function begin(): Promise<void> {
  const { page, origin, code } = desk
  await page.goto(origin)
  await page.getByLabel('Code').fill(code)
  await button('Go on').click()
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('Email').fill(owner.email)
  await page.locator('input[type=password]').fill(owner.password)
  await button('Go on').click()
  await page.getByLabel('Name of the business, or yours').fill(business.name)
  await page.getByLabel(/^Address/).fill(business.addressLines.join('\n'))
  await page.getByLabel(/^Phone/).fill(business.phone)
  await page.getByLabel(/^Account to pay to/).fill(business.iban)
  await button('Open the desk').click()
  await page.getByRole('heading', { level: 1, name: 'What is owed to you?' }).waitFor()
  const [workspace] = await listWorkspaces(at.db)
  workspaceId = workspace!.id
  expect(await desk.api('GET', '/v1/settings')).toMatchObject({
    name: business.name,
    addressLines: business.addressLines,
  })
  // Answers come in from here on: the mailbox itself is of another test.
  await inWorkspace(at.db, workspaceId, 'test', (tx) => changeSettings(tx, { inboxConnected: true }))
}

async function mailServer(): Promise<void> {
  const { page } = desk
  await menu('Settings')
  await page.getByRole('link', { name: 'Mail', exact: true }).click()
  const sending = page.getByRole('region', { name: 'Sending (SMTP)' })
  await sending.getByLabel('Server').fill('127.0.0.1')
  await sending.getByLabel('Port').fill(String(smtp.port))
  await sending.getByRole('combobox', { name: 'Security' }).click()
  await page.getByRole('option', { name: /^none/ }).click()
  await sending.getByRole('button', { name: 'Save' }).click()
  await sending.getByText('set', { exact: true }).waitFor()
}

async function importList(): Promise<void> {
  const { page } = desk
  await menu('Import')
  await choose('Choose a file', 'ledger.csv', list)
  await page.getByLabel('Businesses').click()
  await button('Take in 7 invoices').click()
  await page.getByText('It is in', { exact: true }).waitFor()
}

/** What is overdue already is left to the owner, so that one case alone speaks. */
async function answerBacklog(): Promise<void> {
  const { page, api } = desk
  await page.getByRole('link', { name: 'Decide about what is overdue' }).click()
  await page.getByRole('heading', { level: 1, name: 'What is overdue already' }).waitFor()
  const bands = page.getByRole('radiogroup')
  await bands.first().waitFor()
  for (const band of await bands.all()) await band.getByText('Leave it to me').click()
  await button('Go ahead').click()
  await page.getByText('All of it is decided.').waitFor()
  const said = (await api('GET', '/v1/backlog')).bands as { answer: string }[]
  expect(said.length).toBeGreaterThan(1)
  expect(new Set(said.map((it) => it.answer))).toEqual(new Set(['by_hand']))
}

async function logCall(result: string, note: string): Promise<void> {
  await desk.page.getByRole('button', { name: /^Call/ }).first().click()
  await outcome(result, note)
}

async function outcome(result: string, note: string): Promise<void> {
  const drawer = desk.page.getByRole('dialog')
  await drawer.getByRole('button', { name: new RegExp(`^${result}`) }).click()
  await drawer.getByLabel('What was said').fill(note)
  await drawer.getByRole('button', { name: 'Save', exact: true }).click()
  await drawer.waitFor({ state: 'hidden' })
  await desk.page.getByText(note).first().waitFor()
}
