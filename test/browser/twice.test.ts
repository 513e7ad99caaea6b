// What a hurried hand and a bad line do: two clicks in the same moment, an answer that is lost and clicked for again, a second window that
// signs out, another person in this browser, a tab that is closed. One thing comes of it, and nothing that was typed is lost.

import type { Locator, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collector, customers, openCompany } from './company.ts'
import { type BrowserDesk, chromeOrReason, owner, patienceMs, settled, telling } from './desk.ts'

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
const debtorOf = async ({ name }: { name: string }): Promise<string> =>
  (await items('/v1/debtors?limit=50')).find((it: { name: string }) => it.name === name)!.id
const button = (name: string | RegExp, within: Locator = desk.page.locator('body')) =>
  within.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
const dialog = () => desk.page.getByRole('dialog')
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: patienceMs, interval: 50 })
const hurried = (name: string, work: () => Promise<void>) => test(name, () => telling(() => desk, work))

async function open(path: string): Promise<void> {
  await desk.page.goto(`${desk.origin}${path}`)
  await settled(desk.page)
}

async function act(name: string): Promise<void> {
  const direct = button(new RegExp(`^${name}`))
  if ((await direct.count()) === 0) {
    await button(/^More/).first().click()
    await desk.page.getByRole('menuitem', { name }).click()
  } else await direct.first().click()
  await dialog().waitFor()
}

/** In one moment, before anything is drawn anew; run in the page. */
function twice(one: unknown): void {
  const it = one as { click(): void }
  it.click()
  it.click()
}

/** What two lines of a list hear of a double click whose first half takes the upper one away; run in the page. */
function overGone(page: unknown): string[] {
  const { document, MouseEvent, Event, window } = page as {
    document: { createElement(of: 'button'): Line; body: { append(...lines: Line[]): void } }
    MouseEvent: new (kind: 'click', of: object) => object
    Event: new (kind: 'pointermove') => object
    window: { dispatchEvent(event: object): void }
  }
  interface Line {
    dispatchEvent(event: object): void
    addEventListener(kind: 'click', heard: () => void): void
    remove(): void
  }
  const heard: string[] = []
  const line = (name: string): Line => {
    const it = document.createElement('button')
    it.addEventListener('click', () => heard.push(name))
    document.body.append(it)
    return it
  }
  const click = (on: Line, detail: number) =>
    on.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }))
  const [gone, next, stays] = [line('gone'), line('next'), line('stays')]
  click(gone, 1)
  gone.remove()
  // Counted on, as some browsers do, and anew, as others do where another thing lies under the pointer.
  click(next, 2)
  click(next, 1)
  window.dispatchEvent(new Event('pointermove'))
  click(next, 1)
  click(stays, 2)
  for (const it of [next, stays]) it.remove()
  return heard
}

const isDone = (route: Route) =>
  route.request().method() !== 'GET' && !/check|preview|look|here/.test(route.request().url())

/** How many more there are after two clicks in one moment and two more while the answer is on its way. */
async function clicked(pressed: () => Locator, count: () => Promise<number>): Promise<number> {
  await pressed().waitFor()
  const before = await count()
  let sent: () => void = () => undefined
  const asked = new Promise<void>((done) => {
    sent = done
  })
  let goOn: () => void = () => undefined
  const held = new Promise<void>((done) => {
    goOn = done
  })
  const delay = async (route: Route) => {
    if (!isDone(route)) return route.fallback()
    sent()
    await held
    await route.fallback()
  }
  await desk.page.route('**/v1/**', delay)
  await soon(() => pressed().isEnabled()).toBe(true)
  const it = (await pressed().elementHandle())!
  await it.evaluate(twice)
  await asked
  await it.evaluate(twice)
  goOn()
  await soon(count).toBeGreaterThan(before)
  await settled(desk.page)
  await desk.page.unroute('**/v1/**', delay)
  return (await count()) - before
}

/** How many more there are after the same, where the server did it and its first answer was lost, and it is clicked for again. */
async function lost(pressed: () => Locator, count: () => Promise<number>): Promise<number> {
  await pressed().waitFor()
  const before = await count()
  let first = true
  const lose = async (route: Route) => {
    if (!first || !isDone(route)) return route.fallback()
    first = false
    await route.fetch()
    await route.abort()
  }
  await desk.page.route('**/v1/**', lose)
  await soon(() => pressed().isEnabled()).toBe(true)
  await pressed().evaluate(twice)
  await desk.page.getByRole('alert').filter({ hasText: 'did not work' }).first().waitFor()
  await soon(() => pressed().isEnabled()).toBe(true)
  await pressed().evaluate(twice)
  await soon(count).toBeGreaterThan(before)
  await settled(desk.page)
  await desk.page.unroute('**/v1/**', lose)
  return (await count()) - before
}

describe.skipIf(typeof chrome === 'string')('twice at once, and once more after a lost answer', () => {
  const told = (id: string, what: string) => async () =>
    (await items(`/v1/cases/${id}/timeline`)).filter((it: { what: string }) => it.what === what).length
  const save = () => button('Save', dialog())

  hurried('one promise, one payment, one note, one hold, one dispute, one call, one message', async () => {
    const id = await debtorOf(customers.ahead)
    await open(`/cases/${id}`)
    await act('Promise')
    expect(await lost(save, async () => (await items(`/v1/promises?debtor=${id}`)).length)).toBe(1)
    await act('Money received')
    await dialog().getByLabel('Amount').fill('1.00')
    expect(await lost(save, async () => (await items(`/v1/payments?debtor=${id}`)).length)).toBe(1)
    await act('Note')
    await dialog().getByRole('textbox').fill('They move in May.')
    expect(await lost(save, told(id, 'note'))).toBe(1)
    await act('Hold')
    await dialog().getByLabel('Why').fill('waits for the auditor')
    expect(await lost(save, async () => (await items(`/v1/holds?debtor=${id}`)).length)).toBe(1)
    await act('Dispute')
    await dialog().getByLabel('What do they contest?').fill('one hull is scratched')
    expect(await lost(save, async () => (await items(`/v1/disputes?debtor=${id}`)).length)).toBe(1)
    await act('Call')
    await button(/^Reached/, dialog()).click()
    expect(await lost(save, told(id, 'call'))).toBe(1)
    await act('Write')
    await dialog().getByLabel('Subject').fill('Your order of March')
    await dialog().getByLabel('Your words').fill('Thank you for the talk this morning. The copy follows.')
    const drafts = async () =>
      (await items('/v1/outbox?state=waiting')).filter((it: { debtor: string }) => it.debtor === id).length
    expect(await lost(() => button('Keep as draft', dialog()), drafts)).toBe(1)
  })

  hurried('another sum after a lost answer is no second payment: it is said that the first arrived', async () => {
    const id = await debtorOf(customers.late)
    const payments = async () => (await items(`/v1/payments?debtor=${id}`)).length
    await open(`/cases/${id}`)
    await act('Money received')
    await dialog().getByLabel('Amount').fill('2.00')
    const lose = async (route: Route) => {
      await route.fetch()
      await route.abort()
    }
    await desk.page.route('**/v1/payments', lose, { times: 1 })
    await save().click()
    await dialog().getByText('did not work').waitFor()
    await dialog().getByLabel('Amount').fill('3.00')
    await save().click()
    await dialog().getByText('Your first try had arrived after all').waitFor()
    expect(await payments()).toBe(1)
  })

  hurried('one invoice, one seat, one bank line, one part of the backlog', async () => {
    const claims = async () => (await items('/v1/claims?limit=100')).length
    await open('/begin')
    await desk.page.getByLabel('Who owes you').fill('Heron Books Ltd')
    await desk.page.getByLabel('Amount').fill('12.50')
    await desk.page.getByLabel('Due since').fill('2026-03-10')
    expect(await lost(() => button('Add it'), claims)).toBe(1)
    await open('/settings/people')
    await button('Invite somebody').click()
    await dialog().getByLabel('Name').fill('Vera Stone')
    await dialog().getByLabel('Email').fill('vera@nordwind.example')
    const members = async () => (await items('/v1/members')).length
    expect(await clicked(() => button('Invite', dialog()), members)).toBe(1)
    const booked = async () => (await ask('/v1/bank-lines?limit=1')).counts.booked
    await open('/bank')
    expect(await clicked(() => button('Accept').first(), booked)).toBe(1)
    const written = async () =>
      (await ask('/v1/backlog')).bands.filter((it: { answer: string | null }) => it.answer === 'write_off').length
    await open('/backlog')
    await desk.page.getByRole('radiogroup').first().getByText('Write off').click()
    expect(await clicked(() => button('Go ahead'), written)).toBe(1)
  })

  hurried('the second half of a double click does nothing to what has moved up', async () => {
    await open('/')
    const window = await desk.page.evaluateHandle('globalThis')
    expect(await window.evaluate(overGone)).toEqual(['gone', 'next', 'stays'])
  })

  hurried('one import', async () => {
    const rows =
      'Customer;Country;Invoice number;Invoice date;Due date;Amount;Currency\nPlover Ltd;GB;Z-1;2026-03-01;2026-04-01;12.50;GBP\n'
    await open('/imports')
    const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), button('Choose a file').click()])
    await chooser.setFiles({ name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await desk.page.getByLabel('Businesses').click()
    expect(
      await lost(
        () => button('Take in 1 invoice'),
        async () => (await items('/v1/imports')).length,
      ),
    ).toBe(1)
  })
})

describe.skipIf(typeof chrome === 'string')('another window', () => {
  const words = 'They asked for the copy of March.'
  async function begun(): Promise<string> {
    const id = await debtorOf(customers.promised)
    await open(`/cases/${id}`)
    await act('Note')
    await dialog().getByRole('textbox').fill(words)
    return id
  }
  // What lies above it by then does not stop who was quicker.
  const pressSave = () => button('Save', dialog()).first().evaluate(twice)
  const notes = async (id: string) => JSON.stringify(await ask(`/v1/cases/${id}/timeline`)).split(words).length - 1

  hurried('signed out there: it is said here, what was typed stays, and it goes on after signing in', async () => {
    const id = await begun()
    const second = await desk.context.newPage()
    await second.goto(desk.origin)
    await second.getByRole('button', { name: owner.name }).click()
    await second.getByRole('menuitem', { name: 'Sign out' }).click()
    await second.locator('input[type=password]').waitFor()
    await second.close()
    await pressSave()
    const question = desk.page.getByRole('dialog', { name: 'You are signed out' })
    await question.getByLabel('Email').fill(owner.email)
    await question.locator('input[type=password]').fill(owner.password)
    await button('Sign in', question).click()
    await question.waitFor({ state: 'hidden' })
    expect(await dialog().getByRole('textbox').inputValue()).toBe(words)
    await button('Save', dialog()).click()
    await dialog().waitFor({ state: 'hidden' })
    await soon(() => notes(id)).toBe(1)
  })

  hurried('somebody else signed in there: nothing is done in their name', async () => {
    const id = await begun()
    const before = await notes(id)
    const { link } = await desk.api('POST', `/v1/members/${(await theirs()).id}/link`)
    const second = await desk.context.newPage()
    await second.goto(new URL(link, desk.origin).href)
    await second.getByRole('navigation').first().waitFor()
    await pressSave()
    const question = desk.page.getByRole('dialog', { name: 'Somebody else is signed in now' })
    await question.getByText(`${collector.name} signed in in another window`).waitFor()
    expect(await notes(id)).toBe(before)
    await button(`Sign in as ${owner.name}`, question).click()
    const again = desk.page.getByRole('dialog', { name: 'You are signed out' })
    await again.getByLabel('Email').fill(owner.email)
    await again.locator('input[type=password]').fill(owner.password)
    await button('Sign in', again).click()
    await again.waitFor({ state: 'hidden' })
    await second.close()
    await button('Save', dialog()).click()
    await dialog().waitFor({ state: 'hidden' })
    await soon(() => notes(id)).toBe(before + 1)
  })
  const theirs = async () => (await items('/v1/members')).find((it: { name: string }) => it.name === collector.name)!

  hurried('what was done to many is taken back after the page was loaded anew', async () => {
    const id = await debtorOf(customers.draftedToo)
    const handling = async () => (await ask(`/v1/debtors/${id}`)).handling
    const was = await handling()
    await open('/cases')
    await desk.page.getByRole('checkbox', { name: `Choose ${customers.draftedToo.name}` }).click()
    await button('Handling').click()
    await desk.page.getByRole('menuitem', { name: 'By hand' }).click()
    await soon(handling).toBe('by_hand')
    await open('/cases')
    await button('Lately done').click()
    await button(/^Undo/, dialog()).first().click()
    await soon(handling).toBe(was)
    await dialog()
      .getByText(/^taken back/)
      .first()
      .waitFor()
    expect(desk.wrong).toEqual([])
  })
})
