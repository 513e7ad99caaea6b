// A company with three weeks of work behind it, for tests of many pages: lived once in a test run by the real engine, and cloned for each
// file that asks for it. On its last day something waits on every page.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { inject } from 'vitest'
import { day, dayText } from '../../src/core/day.ts'
import { landMail } from '../../src/engine/inbox.ts'
import { rehearse } from '../../src/engine/rehearse.ts'
import { inWorkspace, openDb } from '../../src/store/db.ts'
import { changeSettings, listWorkspaces, readWorkspace } from '../../src/store/workspace.ts'
import { freshDatabase, type TestDatabase, testClock } from '../database.ts'
import { camtOf } from '../match/camt.ts'
import { paperOf } from '../pdf.ts'
import { admin, companyOf, database, dropDatabase } from '../setup.ts'
import { alone, type BrowserDesk, business, openDesk, openDoor, owner, signIn } from './desk.ts'

export const companyDay = '2026-03-24'

interface Customer {
  readonly name: string
  readonly number: string
  readonly due: string
  readonly pounds: string
}
/** By what they are for. */
export const customers = {
  asked: { name: 'Harbour Lights Café', number: 'INV-2101', due: '2026-03-04', pounds: '1250.50' },
  broken: { name: 'Mill & Daughter Ltd', number: 'INV-2102', due: '2026-03-05', pounds: '480.00' },
  promised: { name: 'Quayside Doors Ltd', number: 'INV-2103', due: '2026-03-10', pounds: '2300.00' },
  drafted: { name: 'Orchard Tools Ltd', number: 'INV-2104', due: '2026-03-20', pounds: '615.25' },
  draftedToo: { name: 'Thornbury Print Ltd', number: 'INV-2105', due: '2026-03-20', pounds: '88.80' },
  ahead: { name: 'Saltmarsh Boats Ltd', number: 'INV-2106', due: '2026-03-27', pounds: '7400.00' },
  paid: { name: 'Fenwick Bakery Ltd', number: 'INV-2107', due: '2026-03-20', pounds: '310.00' },
  unsure: { name: 'Wren Gallery Ltd', number: 'INV-2108', due: '2026-04-20', pounds: '199.00' },
  unsureToo: { name: 'Larch Nursery Ltd', number: 'INV-2109', due: '2026-04-20', pounds: '265.40' },
  letGo: { name: 'Cobalt Dance Ltd', number: 'INV-2110', due: '2026-04-30', pounds: '42.00' },
  old: { name: 'Juniper Removals Ltd', number: 'INV-1904', due: '2025-11-28', pounds: '912.00' },
  late: { name: 'Elm Street Optics Ltd', number: 'INV-2019', due: '2026-02-11', pounds: '157.30' },
} as const satisfies Record<string, Customer>

export const collector = { name: 'Cole Marsh', email: 'cole@nordwind.example' } as const

/** A clone of it, its desk open and the owner signed in. */
export async function openCompany(
  chrome: Browser,
): Promise<{ at: TestDatabase; desk: BrowserDesk; workspaceId: string }> {
  await alone('company', () => madeOnce(chrome))
  const at = await freshDatabase(companyDay, companyOf(inject('template')))
  const desk = await openDoor(at, chrome)
  await signIn(desk)
  const [workspace] = await listWorkspaces(at.db)
  return { at, desk, workspaceId: workspace!.id }
}

async function madeOnce(chrome: Browser): Promise<void> {
  const [server, template] = [inject('server'), inject('template')]
  const name = companyOf(template)
  if (await exists(server, name)) return
  await admin(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const dataDir = mkdtempSync(join(tmpdir(), 'dunwell-company-'))
  const clock = testClock('2026-03-02')
  const url = database(server, name)
  const db = await openDb({ dataDir, url, source: clock })
  try {
    await lived({ db, url, dataDir, clock }, chrome)
    await db.close()
  } catch (error) {
    await db.close()
    await dropDatabase(server, name)
    throw error
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function exists(server: string, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1
  } finally {
    await client.end()
  }
}

async function lived(at: TestDatabase, chrome: Browser): Promise<void> {
  const desk = await openDesk(at, chrome)
  const { api } = desk
  const [workspace] = await listWorkspaces(at.db)
  const id = workspace!.id
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, owner.name, work)
  await inside((tx) => changeSettings(tx, { inboxConnected: true }))
  const upload = await api('POST', '/v1/uploads?fileName=open-items.csv', list(), 'application/octet-stream')
  await api('POST', `/v1/uploads/${upload.id}/import`, { kind: 'claims', customers: 'business' })
  const debtors = (await api('GET', '/v1/debtors?limit=50')).items as { id: string; name: string }[]
  const idOf = (it: Customer) => debtors.find((one) => one.name === it.name)!.id
  const days = (from: string, until: string, approveAll = true) =>
    rehearse(at.db, id, {
      from: day(from),
      until: day(until),
      actor: owner.name,
      dataDir: at.dataDir,
      clock: { set: (moment) => at.clock.set(new Date(moment).toISOString().slice(0, 10)) },
      worker: 'company',
      approveAll,
      noBrake: true,
      knownEveryDay: true,
    })
  const promise = (it: Customer, by: string) =>
    api('POST', '/v1/promises', { debtor: idOf(it), amount: amountOf(it), by })

  await days('2026-03-02', '2026-03-10')
  await promise(customers.broken, '2026-03-13')
  await days('2026-03-11', '2026-03-20')
  await promise(customers.promised, '2026-03-31')
  await api('POST', '/v1/calls', { debtor: idOf(customers.asked), outcome: 'no_answer', note: 'Rang twice.' })
  await days('2026-03-21', '2026-03-23')
  await landMail(at.db, await inside(readWorkspace), mail(customers.promised), {
    actor: 'test',
    day: day('2026-03-23'),
  })
  await bankFile(desk)
  await days(companyDay, companyDay, false)
  const paper = paperOf('Invoice', 'Invoice no  Date', `${customers.asked.number}  02.02.2026`, 'Total  1,250.50')
  await api('POST', `/v1/documents?fileName=${customers.asked.number}.pdf`, paper, 'application/octet-stream')
  await asked(desk, chrome)
  await desk.close()
}

const minorOf = (it: Customer) => Math.round(Number(it.pounds) * 100)
const amountOf = (it: Customer) => ({ amountMinor: minorOf(it), currency: 'GBP' })

function list(): string {
  const rows = Object.values(customers).map(
    (it, i) =>
      `K-${i + 1};${it.name};Ines Gray;ap${i + 1}@customer.example;+44 117 496 01${10 + i};GB;business;${it.number};2025-10-29;${it.due};${it.pounds};GBP`,
  )
  const head =
    'Customer no;Customer;Contact;Email;Phone;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency'
  return [head, ...rows].join('\n')
}

function mail(of: Customer): Buffer {
  const lines = [
    'From: Ines <ap3@customer.example>',
    `To: ${owner.email}`,
    `Subject: ${of.number}`,
    'Message-ID: <r1@customer.example>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Could you send the delivery note once more?',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** One line that is certain, and two that a person must look at. */
async function bankFile({ api }: BrowserDesk): Promise<void> {
  const { paid, unsure, unsureToo } = customers
  const on = day('2026-03-23')
  const lines = [
    { id: 1, day: on, amountMinor: minorOf(paid), name: paid.name, text: paid.number, noises: [] },
    { id: 2, day: on, amountMinor: minorOf(unsure), name: 'Wren', text: 'thank you', noises: [] },
    { id: 3, day: on, amountMinor: minorOf(unsureToo) + 4_000, name: 'Holdings 4 Ltd', text: 'spring', noises: [] },
  ]
  const camt = camtOf(lines, { account: business.iban, openingMinor: 0, currency: 'GBP' }, dayText(on))
  await api('POST', '/v1/imports/bank?fileName=bank.xml', camt, 'application/octet-stream')
}

/** A collector asks for what is above their limit. */
async function asked(desk: BrowserDesk, chrome: Browser): Promise<void> {
  const { member, link } = await desk.api('POST', '/v1/members', { ...collector, role: 'collector' })
  await desk.api('PATCH', `/v1/members/${member.id}`, { role: 'collector', approves: { writeOffMinor: 0 } })
  const claims = (await desk.api('GET', '/v1/claims?limit=50')).items as { id: string; number: string }[]
  const claim = claims.find((it) => it.number === customers.letGo.number)!.id
  const theirs = await chrome.newContext()
  const headers = { Origin: desk.origin, 'Dunwell-Desk': '1' }
  try {
    await theirs.request.get(new URL(link, desk.origin).href)
    const act = { kind: 'write_off', claim, because: 'costs more than it brings' }
    const answer = await theirs.request.post(`${desk.origin}/v1/approvals`, { headers, data: { act } })
    if (!answer.ok()) throw new Error(await answer.text())
  } finally {
    await theirs.close()
  }
}
