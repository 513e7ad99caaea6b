// Two people change the same thing: who comes second is shown both in words and says which shall stand, and what only one of them changed
// stands without a question.

import type { Locator } from 'playwright-core'
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
const member = async (name: string) => (await items('/v1/members')).find((it: { name: string }) => it.name === name)!
const button = (name: string | RegExp, within: Locator = desk.page.locator('body')) =>
  within.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
const dialog = () => desk.page.getByRole('dialog')
const question = () => desk.page.getByRole('dialog', { name: 'Somebody else changed this meanwhile' })
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: patienceMs, interval: 50 })
const crossed = (name: string, work: () => Promise<void>) => test(name, () => telling(() => desk, work))

async function open(path: string): Promise<void> {
  await desk.page.goto(`${desk.origin}${path}`)
  await settled(desk.page)
}

/** Of the two, in their words. */
async function choose(mine: string, theirs: string, which: 'mine' | 'theirs' = 'mine'): Promise<void> {
  await question().getByText(`Theirs: ${theirs}`, { exact: true }).waitFor()
  const one = question().getByRole('radio', { name: `Yours: ${mine}`, exact: true })
  await one.waitFor()
  if (which === 'mine') await one.click()
  await button('Save', question()).click()
  await question().waitFor({ state: 'hidden' })
}

async function pick(label: string, option: string, within: Locator = dialog()): Promise<void> {
  await within
    .getByRole('combobox', { name: label })
    .or(within.getByRole('textbox', { name: label }))
    .first()
    .click()
  await desk.page.getByRole('option', { name: option, exact: true }).click()
}

describe.skipIf(typeof chrome === 'string')('who comes second is asked which shall stand', () => {
  crossed('of settings', async () => {
    await open('/settings/business')
    await desk.page.getByLabel('Website').fill('https://mine.example')
    await desk.api('PATCH', '/v1/settings', { website: 'https://theirs.example', phone: '+44 117 496 0999' })
    await button('Save').click()
    await choose('https://mine.example', 'https://theirs.example')
    await soon(() => ask('/v1/settings')).toMatchObject({ website: 'https://mine.example', phone: '+44 117 496 0999' })
  })

  crossed('of a customer, with kinds and countries in words', async () => {
    const id = await debtorOf(customers.drafted)
    await open(`/debtors/${id}`)
    await button(/^Change/)
      .first()
      .click()
    await dialog().getByLabel('Account manager').fill('Greta Holm')
    await pick('Kind', 'sole trader')
    await pick('Country', 'Ireland')
    await desk.api('PATCH', `/v1/debtors/${id}`, {
      ...{ accountManager: 'Bo Lind', segment: 'north', kind: 'consumer', country: 'FR', confirm: true },
    })
    await button('Save', dialog()).click()
    for (const says of ['Yours: sole trader', 'Theirs: consumer', 'Yours: Ireland', 'Theirs: France'])
      await question().getByText(says, { exact: true }).waitFor()
    await choose('Greta Holm', 'Bo Lind')
    await soon(() => ask(`/v1/debtors/${id}`)).toMatchObject({
      ...{ accountManager: 'Greta Holm', segment: 'north', kind: 'consumer', country: 'FR' },
    })
  })

  crossed('of a contact, with what they look after and what they said of an address in words', async () => {
    const id = await debtorOf(customers.promised)
    const overview = async () => (await ask(`/v1/debtors/${id}/overview`)).contacts[0]
    const { id: contact, addresses } = await overview()
    await open(`/debtors/${id}`)
    await button('Change Without a name').click()
    await dialog().getByLabel('Name').fill('Ines Grey')
    await dialog().getByText('buyer', { exact: true }).click()
    const kept = addresses.map((it: { id: string; channel: string; address: string }) => ({
      ...{ id: it.id, channel: it.channel, address: it.address },
    }))
    await desk.api('PATCH', `/v1/contacts/${contact}`, {
      ...{ name: 'Ines Graye', roles: ['decision_maker'], site: 'Leeds' },
      addresses: kept.map((it: object, i: number) => (i === 0 ? { ...it, wish: 'agreed', source: 'a call' } : it)),
    })
    await button('Save', dialog()).click()
    await question().getByText('Theirs: decision maker', { exact: true }).waitFor()
    await choose('Ines Grey', 'Ines Graye')
    await soon(overview).toMatchObject({ name: 'Ines Grey', roles: ['decision_maker'], site: 'Leeds' })
  })

  crossed('of credit terms', async () => {
    const id = await debtorOf(customers.promised)
    await open(`/debtors/${id}`)
    await button('Change the terms').click()
    await dialog().getByLabel('Interest in percent').fill('7.5')
    await dialog().getByLabel('Where the interest was agreed').fill('Terms of 2025, § 7')
    await dialog().getByLabel('How you know').fill('signed offer')
    await desk.api('PATCH', `/v1/debtors/${id}/terms`, {
      ...{ interest: { percent: '1.5', per: 'month', cite: 'Terms of 2024, § 3' }, because: 'signed terms' },
    })
    await button('Save', dialog()).click()
    await choose('7.5 % a year, Terms of 2025, § 7', '1.5 % a month, Terms of 2024, § 3')
    await soon(async () => (await ask(`/v1/debtors/${id}/terms`)).interest).toMatchObject({
      ...{ percent: '7.5', per: 'year', cite: 'Terms of 2025, § 7' },
    })
  })

  crossed('of one’s own account', async () => {
    await open('/settings/account')
    await desk.page.getByLabel('Name', { exact: true }).first().fill('Ada M. Palmer')
    await desk.api('PATCH', '/v1/account', { name: 'A. Palmer' })
    await button('Save').first().click()
    await choose('Ada M. Palmer', 'A. Palmer', 'theirs')
    await soon(() => ask('/v1/account')).toMatchObject({ name: 'A. Palmer' })
    await desk.api('PATCH', '/v1/account', { name: owner.name })
  })

  crossed('of what somebody may do, and of who covers them', async () => {
    const { id } = await member(collector.name)
    await open('/settings/people')
    await button(`Change: ${collector.name}`).click()
    await dialog().getByLabel('Write-off').fill('250')
    await desk.api('PATCH', `/v1/members/${id}`, { role: 'manager', approves: { writeOffMinor: 10_000 } })
    await button('Save', dialog()).click()
    await choose('250', '100')
    await soon(() => member(collector.name)).toMatchObject({ role: 'manager', approves: { writeOffMinor: 25_000 } })
    await desk.api('POST', '/v1/members', { name: 'Vera Stone', email: 'vera@nordwind.example', role: 'collector' })
    await open('/settings/people')
    await button(`${collector.name} is away…`).click()
    await dialog().getByLabel('Back on').fill('2026-04-20')
    await pick('Who covers?', owner.name)
    await desk.api('PUT', `/v1/members/${id}/cover`, {
      cover: { id: (await member('Vera Stone')).id, until: '2026-05-04' },
    })
    await button('Save', dialog()).click()
    await choose(`${owner.name} covers until 20 Apr 2026`, 'Vera Stone covers until 4 May 2026')
    await soon(async () => (await member(collector.name)).cover).toMatchObject({ until: '2026-04-20' })
  })

  crossed('of payment links', async () => {
    const proof = { password: owner.password }
    await open('/settings/pay')
    await desk.page.getByLabel('Days a link holds').fill('30')
    await desk.api('PATCH', '/v1/online-pay', { payLinkDays: 45, publicUrl: 'https://pay.nordwind.example', proof })
    await button('Save').click()
    await dialog().locator('input[type=password]').fill(owner.password)
    await button('Save', dialog()).click()
    await choose('30', '45')
    await soon(() => ask('/v1/online-pay')).toMatchObject({
      payLinkDays: 30,
      publicUrl: 'https://pay.nordwind.example',
    })
  })

  crossed(
    'and is asked nothing where the two do not cross: new bank details, while the phone number changed',
    async () => {
      await open('/settings/bank')
      await button('Change it').click()
      await desk.page.getByLabel('Account holder').fill('Nordwind Trading Ltd')
      await desk.api('PATCH', '/v1/settings', { phone: '+44 117 496 0998' })
      await button('Ask for the change').click()
      await dialog().locator('input[type=password]').fill(owner.password)
      await button('Ask for the change', dialog()).click()
      await soon(async () => (await ask('/v1/bank-details')).waiting?.next.bank.holder).toBe('Nordwind Trading Ltd')
      expect(await question().count()).toBe(0)
      expect(desk.wrong).toEqual([])
    },
  )
})
