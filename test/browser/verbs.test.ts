// Each screen's main verb by mouse, on a desk with three weeks of work behind it: what a person clicks is then in the books, not only on
// the screen.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paperOf } from '../pdf.ts'
import { companyDay, customers, openCompany } from './company.ts'
import { type BrowserDesk, chromeOrReason, patienceMs, telling } from './desk.ts'

const chrome = await chromeOrReason()
if (typeof chrome === 'string') console.warn(chrome)
let desk: BrowserDesk

beforeAll(async () => {
  if (typeof chrome !== 'string') desk = (await openCompany(chrome)).desk
})
afterAll(async () => {
  if (typeof chrome !== 'string') await chrome.close()
})

const ask = (path: string) => desk.api('GET', path)
const items = async (path: string) => (await ask(path)).items
const debtorOf = async ({ name }: { name: string }) =>
  (await items('/v1/debtors?limit=50')).find((it: { name: string }) => it.name === name)!
const claimOf = async ({ number }: { number: string }) =>
  (await items('/v1/claims?limit=50')).find((it: { number: string }) => it.number === number)!
const button = (name: string | RegExp, within: Locator = desk.page.locator('body')) =>
  within.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
const dialog = () => desk.page.getByRole('dialog')
/** Until the books say so. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: patienceMs, interval: 50 })

async function open(path: string, title: string | RegExp): Promise<void> {
  await desk.page.goto(`${desk.origin}${path}`)
  await desk.page.getByRole('heading', { level: 1, name: title }).waitFor()
}
async function openCase(it: { name: string }): Promise<string> {
  const { id } = await debtorOf(it)
  await open(`/cases/${id}`, it.name)
  return id
}
async function choose(by: string, name: string, buffer: Uint8Array): Promise<void> {
  const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), button(by).click()])
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) })
}
const verb = (name: string, work: () => Promise<void>) => test(name, () => telling(() => desk, work))

describe.skipIf(typeof chrome === 'string')('by mouse', () => {
  verb('Today: what they wrote is looked at, and a call is logged from its line', async () => {
    await open('/', 'Today')
    await button('I have looked').first().click()
    await soon(() => items('/v1/inbox')).toEqual([])
    const broken = desk.page.getByRole('region', { name: 'Promises broken' })
    await broken.getByRole('link', { name: 'Log the call' }).click()
    await button(/^Reached/, dialog()).click()
    await dialog().getByLabel('What was said').fill('They look for it.')
    await button('Save', dialog()).click()
    await dialog().waitFor({ state: 'hidden' })
    await soon(async () => (await ask('/v1/today')).parts.broken.count).toBe(0)
  })

  verb('Ctrl-K: what they wrote is found by words of it, and opened where it stands', async () => {
    await open('/', 'Today')
    await desk.page.keyboard.press('Control+k')
    await desk.page.locator('input:focus').fill('the mail with the delivery note')
    await dialog().getByText('delivery note once more').waitFor()
    await desk.page.keyboard.press('Enter')
    await desk.page.getByRole('heading', { level: 1, name: customers.promised.name }).waitFor()
    await desk.page.locator('li[aria-current=true]').getByText('delivery note once more').waitFor()
  })

  verb('Ctrl-K is heard while its script is on its way, and after', async () => {
    const script = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    await desk.page.route(/\/finder-[^/]*\.js$/, async (route) => {
      asked.resolve()
      await script.promise
      await route.continue()
    })
    await open('/', 'Today')
    await asked.promise
    await desk.page.keyboard.press('Control+k')
    script.resolve()
    await dialog().locator('input:focus').waitFor()
    await desk.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await desk.page.keyboard.press('Control+k')
    await dialog().locator('input:focus').waitFor()
    await desk.page.unroute(/\/finder-[^/]*\.js$/)
  })

  verb('Approvals: a yes lowers what was asked for', async () => {
    await open('/approvals', /./)
    await button('Approve').click()
    await soon(async () => (await claimOf(customers.letGo)).openMinor).toBe(0)
    expect(await items('/v1/approvals')).toEqual([])
  })

  verb('The week: one is taken out, the others are approved, and taken back', async () => {
    const waiting = async () =>
      (await items('/v1/outbox?state=waiting')).filter((it: { approvedAt: string | null }) => it.approvedAt === null)
    const before = (await waiting()).length
    expect(before).toBeGreaterThan(1)
    await open('/week', 'The week ahead')
    await desk.page
      .getByRole('checkbox', { name: `Take the message to ${customers.drafted.name}` })
      .first()
      .click()
    await button(/^Approve \d+/).click()
    await soon(async () => (await waiting()).map((it: { debtorName: string }) => it.debtorName)).toEqual([
      customers.drafted.name,
    ])
    await button(/^Undo \d+/).click()
    await soon(async () => (await waiting()).length).toBe(before)
  })

  verb('Case: a draft is approved and taken back', async () => {
    const id = await openCase(customers.drafted)
    const draft = async () =>
      (await items('/v1/outbox?state=waiting')).find((it: { debtor: string }) => it.debtor === id)
    await button('Approve').click()
    await soon(async () => (await draft()).approvedBy).toMatch(/Ada Palmer/)
    await button('Undo').click()
    await soon(async () => (await draft()).approvedAt).toBeNull()
  })

  verb('Calls: an outcome, and the call is done', async () => {
    const calls = async () => (await ask('/v1/calls')).count as number
    const before = await calls()
    expect(before).toBeGreaterThan(0)
    await open('/calls', 'Calls')
    await button(/^No answer/).click()
    await desk.page.getByLabel('What was said').fill('Nobody there.')
    await button('Save').click()
    await soon(calls).toBe(before - 1)
  })

  verb('Promises: one is moved to another day', async () => {
    await open('/promises', 'Promises')
    await button(/^Coming/).click()
    await desk.page
      .getByRole('grid')
      .getByRole('button', { name: /^What to do/ })
      .first()
      .click()
    await desk.page.getByRole('menuitem', { name: 'Another day' }).click()
    await dialog().getByLabel('New day').fill('2/4/2026')
    await dialog().locator('button[type=submit]').click()
    const { id } = await debtorOf(customers.promised)
    await soon(() => items(`/v1/promises?debtor=${id}`)).toContainEqual(
      expect.objectContaining({ until: '2026-04-02', state: 'open' }),
    )
  })

  verb('Cases: several are held at once and let go again, and a view is kept', async () => {
    const both = [customers.drafted, customers.draftedToo]
    const held = async () => {
      const stories = await Promise.all(both.map(async (it) => items(`/v1/cases/${(await debtorOf(it)).id}/timeline`)))
      const holds = stories.flat().filter((it: { what: string }) => it.what === 'hold')
      return holds.filter((it: { facts: { ended: string | null } }) => it.facts.ended === null).length
    }
    expect(await held()).toBe(0)
    await open('/cases', 'Cases')
    const row = (it: { name: string }) => desk.page.getByRole('checkbox', { name: `Choose ${it.name}` })
    for (const it of both) await row(it).click()
    await button('Hold', desk.page.getByRole('region', { name: '2 chosen' })).click()
    await dialog().getByLabel('Why?').fill('talks about a plan')
    await button('Hold', dialog()).click()
    await soon(held).toBe(2)
    await button('Undo').first().click()
    await soon(held).toBe(0)
    await desk.page.getByRole('combobox', { name: 'Any lateness' }).click()
    await desk.page.getByRole('option', { name: '1 to 30 days late' }).click()
    await button('Keep this view').click()
    await desk.page.getByLabel('Name of the view').fill('Fresh ones')
    await button('Save').click()
    await soon(() => items('/v1/views?page=cases')).toMatchObject([{ name: 'Fresh ones', body: { late: '1-30' } }])
  })

  verb('Case: written to, held, disputed', async () => {
    const id = await openCase(customers.ahead)
    await button(/^Write/)
      .first()
      .click()
    await dialog().getByLabel('Subject').fill('Your order of March')
    await dialog().getByLabel('Your words').fill('Thank you for the talk this morning. The copy follows.')
    await button('Keep as draft', dialog()).click()
    const drafts = async () =>
      (await items('/v1/outbox?state=waiting')).filter((it: { debtor: string; step: string }) => it.debtor === id)
    await soon(async () => (await drafts()).length).toBeGreaterThan(0)
    const more = async (act: string, label: string, words: string) => {
      await dialog().waitFor({ state: 'hidden' })
      await button(/^More/).first().click()
      await desk.page.getByRole('menuitem', { name: act }).click()
      await dialog().getByLabel(label).fill(words)
      await button('Save', dialog()).click()
      await dialog().waitFor({ state: 'hidden' })
    }
    await more('Hold', 'Why', 'waits for the auditor')
    await more('Dispute', 'What do they contest?', 'one hull is scratched')
    const story = JSON.stringify(await ask(`/v1/cases/${id}/timeline`))
    expect(story).toContain('waits for the auditor')
    expect(story).toContain('one hull is scratched')
  })

  verb('Case: the next step comes before its day, and waits for it again', async () => {
    const name = 'Rowan Ceramics Ltd'
    const made = await desk.api('POST', '/v1/claims', {
      debtor: { name, country: 'GB', kind: 'business', email: 'ap@rowan.example' },
      ...{ number: 'INV-2111', amount: { amountMinor: 30_000, currency: 'GBP' } },
      ...{ issuedOn: '2026-02-21', dueOn: '2026-03-23' },
    })
    const id: string = made.debtor
    const seen = async () => (await ask(`/v1/cases/${id}/escalation`)).next
    const before = await seen()
    expect(before).toMatchObject({ step: 'friendly', sooner: companyDay })
    await openCase({ name })
    await desk.page.keyboard.press('e')
    await dialog().getByLabel('Why now?').fill('They sold the stock.')
    await button('Escalate', dialog()).click()
    await dialog().waitFor({ state: 'hidden' })
    const next = async () => (await ask(`/v1/cases/${id}`)).next
    await soon(next).toMatchObject({ day: companyDay, step: before.step })
    await button(/^Undo/).click()
    await soon(seen).toEqual(before)
  })

  verb('Customers: one is found and changed', async () => {
    await open('/debtors', 'Customers')
    await desk.page.getByLabel('Name or number').fill('Orchard')
    await desk.page.getByRole('grid').getByText(customers.ahead.name).waitFor({ state: 'detached' })
    await desk.page.getByRole('grid').getByRole('link', { name: customers.drafted.name }).click()
    await button('Change').click()
    await dialog().getByLabel('Account manager').fill('Greta Holm')
    await button('Save', dialog()).click()
    const { id } = await debtorOf(customers.drafted)
    await soon(() => ask(`/v1/debtors/${id}`)).toMatchObject({ accountManager: 'Greta Holm' })
  })

  verb('Invoices: narrowed to the settled ones, and one opened', async () => {
    await open('/claims', 'Invoices')
    await desk.page.getByRole('grid').getByText(customers.ahead.number).waitFor()
    await desk.page.getByText('Settled', { exact: true }).first().click()
    await desk.page.getByRole('grid').getByText(customers.ahead.number).waitFor({ state: 'detached' })
    await desk.page.getByRole('grid').getByText(customers.paid.number).first().click()
    await desk.page.waitForURL('**/claims/**')
    expect(desk.page.url()).toContain((await claimOf(customers.paid)).id)
  })

  verb('Bank: a proposal is taken, taken back, and a payment is split', async () => {
    const counts = async () => (await ask('/v1/bank-lines?limit=1')).counts
    const before = await counts()
    await open('/bank', 'Bank')
    await button('Accept').first().click()
    await soon(counts).toMatchObject({ booked: before.booked + 1 })
    await button('Undo').first().click()
    await soon(async () => (await counts()).booked).toBe(before.booked)
    const line = desk.page.locator('.bank-lines > *', { hasText: 'Holdings 4 Ltd' })
    await button('Assign', line).click()
    const part = async (no: number, of: { number: string; name: string }, pounds: string) => {
      await dialog().getByRole('combobox').nth(no).fill(of.number)
      await desk.page.getByRole('option', { name: new RegExp(of.number) }).click()
      await dialog().getByLabel('Amount').nth(no).fill(pounds)
    }
    await part(0, customers.unsureToo, '265.40')
    await button('Another part', dialog()).click()
    await part(1, customers.unsure, '40.00')
    await button('Split', dialog()).click()
    await soon(async () => (await claimOf(customers.unsureToo)).openMinor).toBe(0)
    expect(await claimOf(customers.unsure)).toMatchObject({ openMinor: 15_900 })
  })

  verb('Import: dropped, a column said, taken in, taken back', async () => {
    const found = async () => (await items('/v1/debtors?limit=50')).map((it: { name: string }) => it.name)
    const rows =
      'Customer;Country;Invoice number;Invoice date;Due date;Amount;Currency;Remark\nPlover Ltd;GB;Z-1;2026-03-01;2026-04-01;12.50;GBP;by hand\n'
    await open('/imports', 'Import')
    await desk.page.getByText('3 new lines', { exact: true }).waitFor()
    await choose('Choose a file', 'more.csv', Buffer.from(rows))
    await desk.page.getByLabel('Businesses').click()
    await desk.page.getByRole('combobox', { name: 'Remark: Read as' }).click()
    await desk.page.getByRole('option', { name: 'order number', exact: true }).click()
    await button('Take in 1 invoice').click()
    await desk.page.getByText('It is in', { exact: true }).waitFor()
    expect(await found()).toContain('Plover Ltd')
    expect(await claimOf({ number: 'Z-1' })).toMatchObject({ openMinor: 1_250 })
    await button('Undo').first().click()
    await desk.page.getByText('more.csv was taken back.').first().waitFor()
    await soon(async () => items('/v1/claims?limit=50&starts=Z-1&open=true')).toEqual([])
  })

  verb('Documents: what fits nowhere is filed by hand', async () => {
    await open('/documents', 'Documents')
    await choose('Choose PDFs', 'order.pdf', paperOf('Nothing that says anything'))
    await desk.page.getByLabel('Number of the invoice').fill(customers.drafted.number)
    await button('File it').click()
    await soon(() => items(`/v1/documents?q=${customers.drafted.number}`)).toMatchObject([{ name: 'order.pdf' }])
  })

  verb('Policies: a step is changed, seen in the time machine and saved', async () => {
    await open('/policies/standard', /./)
    await desk.page
      .getByRole('group', { name: 'The ladder' })
      .getByRole('button', { name: /Second/ })
      .click()
    await desk.page.getByLabel('Gives so many days to pay').fill('9')
    await desk.page.locator('#time-machine').getByRole('button', { name: 'See what changes' }).click()
    await desk.page.getByRole('main').getByText('Customers who hear from you').waitFor()
    await button('Save as a new version').first().click()
    await dialog().getByRole('button', { name: /^Save/ }).click()
    const saved = async () => {
      const policy = (await items('/v1/policies')).find((it: { id: string }) => it.id === 'standard')
      return policy.steps.find((it: { id: string }) => it.id === 'second').payBy
    }
    await soon(saved).toEqual({ days: 9 })
  })

  verb('Templates: the linter remarks, and words of one’s own are kept', async () => {
    await open('/templates/en/friendly', /./)
    const text = desk.page.getByRole('textbox', { name: 'Text' })
    const before = await text.inputValue()
    await text.fill(`${before}\nPay immediately or we will ruin you.\n`)
    await desk.page
      .getByText(/^Line \d+/)
      .first()
      .waitFor()
    await text.fill(`${before}\nThank you for your help.\n`)
    await button('Keep').click()
    await soon(async () => (await ask('/v1/templates/en/friendly')).source).toContain('Thank you for your help.')
  })

  verb('Reports: one is opened, and its figures taken as CSV', async () => {
    await open('/reports', 'Reports')
    await desk.page.getByRole('link', { name: /^Aging/ }).click()
    const csv = button(/as CSV$/).first()
    await csv.waitFor()
    const [download] = await Promise.all([desk.page.waitForEvent('download'), csv.click()])
    const file = await download.createReadStream()
    const parts: Buffer[] = []
    for await (const part of file) parts.push(part as Buffer)
    expect(Buffer.concat(parts).toString()).toContain('GBP')
    expect(download.suggestedFilename()).toMatch(/^aging.*\.csv$/)
  })

  verb('Settings: a fact of the business is saved', async () => {
    await open('/settings/business', 'Settings')
    await desk.page.getByLabel('Website').fill('https://nordwind.example')
    await button('Save').click()
    await soon(() => ask('/v1/settings')).toMatchObject({ website: 'https://nordwind.example' })
  })

  verb('Keys: one is made, opens, and is revoked', async () => {
    await open('/settings/keys', 'Settings')
    await desk.page.getByLabel('Who uses it').fill('The shop')
    await button('Make a key').click()
    const secret = await desk.page.locator('code', { hasText: 'dw_' }).textContent()
    const knock = async () => {
      const headers = { Authorization: `Bearer ${secret!.trim()}` }
      return (await fetch(`${desk.origin}/v1/debtors?limit=1`, { headers })).status
    }
    expect(await knock()).toBe(200)
    await button('Revoke: The shop').click()
    await soon(knock).toBe(401)
  })

  verb('People: somebody is invited', async () => {
    await open('/settings/people', 'Settings')
    await button('Invite somebody').click()
    await dialog().getByLabel('Name').fill('Vera Stone')
    await dialog().getByLabel('Email').fill('vera@nordwind.example')
    await button('Invite', dialog()).click()
    await desk.page.getByText('Hand this link to Vera Stone').waitFor()
    await soon(() => items('/v1/members')).toContainEqual(
      expect.objectContaining({ email: 'vera@nordwind.example', role: 'collector' }),
    )
  })

  verb('Backlog: what was overdue already is answered', async () => {
    const said = async () => (await ask('/v1/backlog')).bands.map((it: { answer: string | null }) => it.answer)
    expect(await said()).toContain(null)
    await open('/backlog', 'What is overdue already')
    await desk.page.getByRole('radiogroup').first().getByText('Start reminding').click()
    await button('Go ahead').click()
    await soon(said).not.toContain(null)
    expect(await said()).toContain('ladder')
  })

  verb('Going live, by letters, is the last of it', async () => {
    await open('/golive', 'Start sending')
    await desk.page.getByLabel('Yes, I print and post everything myself').click()
    await desk.page
      .getByLabel(/^Type the name of the business/)
      .last()
      .fill('Nordwind Ltd')
    await button('Start with letters').click()
    await soon(async () => (await ask('/v1/workspace')).liveSince).toBeTypeOf('string')
    expect(desk.wrong).toEqual([])
  })
})
