// The life of a debt in a real browser, from the first start to the last cent: everything that a person does is done on the pages, the
// mails leave to a real mail server, and the days are lived by the real engine.

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
import { type BrowserDesk, chromeOrReason, openDesk } from './desk.ts'

const chrome = await chromeOrReason()
if (typeof chrome === 'string') console.warn(chrome)
const at = await freshDatabase('2026-03-02')
let smtp: SmtpPeer
let desk: BrowserDesk
let workspaceId: string

beforeAll(async () => {
  if (typeof chrome === 'string') return
  smtp = await startSmtp()
  desk = await openDesk(at, chrome)
  const [workspace] = await listWorkspaces(at.db)
  workspaceId = workspace!.id
  await inWorkspace(at.db, workspaceId, 'test', (tx) =>
    changeSettings(tx, { inboxConnected: true, smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' } }),
  )
})
afterAll(async () => {
  if (typeof chrome !== 'string') await chrome.close()
  await smtp?.stop()
})

const { last, live, liveUntil } = daysOf(at, () => workspaceId, '2026-03-01')

const drafts = async () => (await desk.api('GET', '/v1/outbox?state=waiting')).items as { id: string; stage: string }[]
const drafted = async () => (await drafts()).length > 0
const file = [
  'Customer no;Customer;Contact;Email;Phone;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency',
  'K-7;Harbour Lights Café;Ines;ines@harbour.example;+44 117 496 0123;GB;business;INV-204117;2026-02-04;2026-03-04;1250.50;GBP',
].join('\n')

test.skipIf(typeof chrome === 'string')('a debt lives from its import to the last cent', async () => {
  const { page, api, origin } = desk
  const open = async (path: string) => {
    await page.goto(`${origin}${path}`)
    await page.locator('main h1, h1').first().waitFor()
  }

  // What is owed comes in; the first message of each of the largest is seen first.
  const taken = await api(
    'POST',
    '/v1/imports/claims?customers=business&approveLargest=true&fileName=open-items.csv',
    file,
    'text/csv',
  )
  expect(JSON.stringify(taken)).not.toContain('"line"')
  const debtor = (await api('GET', '/v1/debtors')).items[0] as { id: string; name: string }
  expect(debtor.name).toBe('Harbour Lights Café')
  const caseAt = `/cases/${debtor.id}`

  // Two business days after the due day a friendly note waits, and Today says so.
  await liveUntil(drafted)
  await open('/')
  await page.getByRole('heading', { name: 'To send' }).waitFor()
  await page.getByText('One message waits for your yes.').waitFor()
  expect(await smtp.messages(), 'nothing leaves before a person said yes').toEqual([])

  await open(caseAt)
  await page.getByRole('heading', { level: 1, name: debtor.name }).waitFor()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByText('Approved, leaves with the next sending').waitFor()
  expect(await api('POST', '/v1/outbox/send', {})).toMatchObject({ sent: 1, inDoubt: 0 })
  const [first] = await smtp.messages()
  expect(first).toMatchObject({ taken: true, to: ['ines@harbour.example'] })

  // They answer; it stands on Today until somebody has looked.
  await live(day('2026-03-09'))
  const workspace = await inWorkspace(at.db, workspaceId, 'test', readWorkspace)
  const reply = [
    'From: Ines <ines@harbour.example>',
    'To: ada@nordwind.example',
    'Subject: Re: INV-204117',
    'Message-ID: <r1@harbour.example>',
    `In-Reply-To: ${first!.messageId}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please ring me about this one.',
    '',
  ].join('\r\n')
  await landMail(at.db, workspace, Buffer.from(reply), { actor: 'test', day: last() })
  await open('/')
  await page.getByRole('heading', { name: 'They wrote' }).waitFor()
  await page.getByText('Please ring me about this one.').waitFor()
  await page.getByRole('button', { name: 'I have looked' }).click()
  await page.getByText('Please ring me about this one.').waitFor({ state: 'detached' })
  expect((await api('GET', '/v1/inbox')).items).toEqual([])

  // A call by keys alone: what came of it, a line, saved. The promise is for all that is open, in a week.
  await live(day('2026-03-10'))
  await open(caseAt)
  await page.getByText('Please ring me about this one.').first().waitFor()
  await logCall('p', 'The transfer goes out on Monday.')
  await page.getByText('The transfer goes out on Monday.').first().waitFor()
  const promised = (await api('GET', `/v1/promises?debtor=${debtor.id}`)).items as { state: string; until: string }[]
  expect(promised).toMatchObject([{ state: 'open', until: '2026-03-17' }])

  // It is not kept. That is a call to make, first thing.
  await live(day('2026-03-17'))
  expect(await drafted(), 'what is promised rests').toBe(false)
  await liveUntil(async () => (await api('GET', '/v1/today')).parts.broken.count > 0)
  await open('/')
  await page.getByRole('heading', { name: 'Promises broken' }).waitFor()
  await page.keyboard.press('j')
  await page.locator('[aria-current=true]', { hasText: debtor.name }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: debtor.name }).waitFor()
  await logCall('n', 'Rang twice.')
  await page.getByText('Rang twice.').first().waitFor()

  // The next step of the ladder, seen and sent.
  await liveUntil(drafted)
  expect((await drafts())[0]!.stage).not.toBe('friendly')
  await open(caseAt)
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByText('Approved, leaves with the next sending').waitFor()
  expect(await api('POST', '/v1/outbox/send', {})).toMatchObject({ sent: 1 })
  expect(await smtp.messages()).toHaveLength(2)

  // The bank's file: the money finds its claim by itself, and the case is over.
  await live(addDays(last(), 1))
  const money = {
    id: 1,
    day: last(),
    amountMinor: 125_050,
    name: 'Harbour Lights Café',
    text: 'INV-204117',
    noises: [],
  }
  const camt = camtOf([money], { account: 'GB33BUKB20201555555555', openingMinor: 0, currency: 'GBP' }, dayText(last()))
  await api('POST', '/v1/imports/bank?fileName=bank.xml', camt, 'application/octet-stream')
  expect((await api('GET', '/v1/bank-lines?state=booked')).counts).toMatchObject({
    booked: 1,
    waiting: 0,
    unapplied: 0,
  })
  await open(caseAt)
  await page.getByText('Nothing is open.').waitFor()
  await page
    .getByText(/1,250\.50/)
    .filter({ visible: true })
    .first()
    .waitFor()

  // Thanks for what was asked for and paid, and then there is nothing more to say.
  await live(addDays(last(), 1))
  const thanks = await drafts()
  if (thanks.length > 0) {
    await api('POST', '/v1/outbox/approve', { messages: thanks.map((it) => it.id) })
    await api('POST', '/v1/outbox/send', {})
  }
  expect(await smtp.messages()).toHaveLength(3)
  await live(addDays(last(), 20))
  expect(await smtp.messages()).toHaveLength(3)
  await open('/')
  await page.getByText('Nothing waits for you.').waitFor()
  expect(await verifyRecord(at.db, workspaceId)).toEqual([])
  expect(desk.wrong).toEqual([])
})

/** On the page of a case: `c`, the key of what came of it, a line, and saved, without a mouse. */
async function logCall(key: string, note: string): Promise<void> {
  const { page } = desk
  await page.getByRole('button', { name: /^Call/ }).first().waitFor()
  await page.keyboard.press('c')
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('group').first().waitFor()
  await drawer.locator('button[aria-pressed]:focus').first().waitFor()
  await page.keyboard.press(key)
  await drawer.locator('textarea:focus').waitFor()
  await page.keyboard.type(note)
  await page.keyboard.press('Control+Enter')
  await drawer.waitFor({ state: 'hidden' })
}
