// The list of cases says what the books say: after an import, a payment, a hold and a run, and again when days have gone by.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, dayAt, dayText } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { type CaseFilter, type CaseOrder, countCases, orderedBy, pageCases } from '../store/case-page.ts'
import { inWorkspace } from '../store/db.ts'
import { debtorId, findDebtor } from '../store/debtor.ts'
import { addMember } from '../store/member.ts'
import { addPayments } from '../store/payment.ts'
import { savePolicies } from '../store/policy.ts'
import { lockDebtors } from '../store/record.ts'
import { findClaims, findDebtors, findPayments } from '../store/search.ts'
import { dropView, saveView, viewsOf } from '../store/view.ts'
import { readWorkspace } from '../store/workspace.ts'
import { doToCases, undoToCases } from './case-bulk.ts'
import { deriveCases } from './case-list.ts'
import { type ImportDesk, planImport, runImport } from './import.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-lists-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase()

async function desk(lines: readonly string[]): Promise<ImportDesk> {
  at.clock.set('2026-03-02')
  const id = await nordwind(at, { currency: 'EUR' })
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  const it: ImportDesk = {
    workspace,
    get today() {
      return dayAt(at.clock.now(), workspace.zone)
    },
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
  const path = join(folder, `${id}.csv`)
  writeFileSync(path, [head, ...lines].join('\n'))
  await runImport(it, await planImport(it, path, 'claims', {}), {})
  return it
}

const head = 'Customer no;Customer;Invoice number;Invoice date;Due date;Amount;Currency'
const lines = [
  '10;Meyer GmbH;R1;2026-01-10;2026-02-09;1000.00;EUR',
  '10;Meyer GmbH;R2;2026-02-10;2026-03-12;500.00;EUR',
  '10;Meyer GmbH;R3;2025-10-10;2025-11-09;70.00;USD',
  '11;Çelik Ltd;S1;2026-02-20;2026-03-01;250.50;EUR',
  '12;Abel & Sons;T1;2026-02-20;2026-03-22;40.00;EUR',
]

interface Said {
  name: string
  currency: string
  overdueMinor: number
  openMinor: number
  oldest: string
}

async function list(it: ImportDesk, order: CaseOrder = 'overdue', down = true, filter: CaseFilter = {}) {
  return it.tx((tx) => pageCases(tx, filter, { order, down, limit: 100, today: it.today }))
}

async function said(it: ImportDesk, ...ask: [CaseOrder?, boolean?, CaseFilter?]): Promise<Said[]> {
  return (await list(it, ...ask)).map(({ name, currency, overdueMinor, openMinor, oldestDueOn }) => ({
    ...{ name, currency, overdueMinor, openMinor },
    oldest: dayText(oldestDueOn),
  }))
}

const names = async (it: ImportDesk, ...ask: [CaseOrder?, boolean?, CaseFilter?]) =>
  (await said(it, ...ask)).map((row) => `${row.name} ${row.currency}`)

/** Nothing that a transaction left behind differs from what all of it derives to. */
async function sound(it: ImportDesk): Promise<void> {
  expect(await it.tx(async () => deriveCases(it.tx, it.today))).toBe(0)
}

test('a row for each case and currency, with what is late, as the books have it', async () => {
  const it = await desk(lines)
  expect(await said(it)).toEqual([
    { name: 'Meyer GmbH', currency: 'EUR', overdueMinor: 100_000, openMinor: 150_000, oldest: '2026-02-09' },
    { name: 'Çelik Ltd', currency: 'EUR', overdueMinor: 25_050, openMinor: 25_050, oldest: '2026-03-01' },
    { name: 'Meyer GmbH', currency: 'USD', overdueMinor: 7_000, openMinor: 7_000, oldest: '2025-11-09' },
    { name: 'Abel & Sons', currency: 'EUR', overdueMinor: 0, openMinor: 4_000, oldest: '2026-03-22' },
  ])
  await sound(it)
  // A payment over the oldest and a part of the next: what is late falls at once, and the oldest open day moves on.
  const meyer = await it.tx((tx) => findDebtor(tx, '10'))
  await it.tx(async (tx) => {
    const claims = await findClaims(tx, 'r1', 5)
    const heads = await lockDebtors(tx, meyer.book, [meyer.id])
    const payment = { debtorId: meyer.id, creditorId: it.workspace.creditorId, kind: 'payment' as const }
    const parts = [{ claimId: claims[0]!.id, component: 'principal' as const, amountMinor: 100_000 }]
    const money = { amountMinor: 100_000, currency: 'EUR', day: it.today, reference: 'RF18-5390' }
    await addPayments(tx, heads, [{ ...payment, ...money, parts, ruleId: 'named' }])
  })
  expect((await said(it)).find((row) => row.name === 'Meyer GmbH' && row.currency === 'EUR')).toMatchObject({
    overdueMinor: 0,
    openMinor: 50_000,
    oldest: '2026-03-12',
  })
  await sound(it)
})

test('what falls due by itself is overdue after the run of the next day', async () => {
  const it = await desk(lines)
  await run(at.db, it.workspace, { day: it.today, actor: 'test' })
  await sound(it)
  at.clock.set('2026-03-23')
  await run(at.db, await inWorkspace(at.db, it.workspace.id, 'test', readWorkspace), { day: it.today, actor: 'test' })
  expect(await said(it, 'name', false, { currency: 'EUR' })).toMatchObject([
    { name: 'Abel & Sons', overdueMinor: 4_000 },
    { name: 'Çelik Ltd', overdueMinor: 25_050 },
    { name: 'Meyer GmbH', overdueMinor: 150_000 },
  ])
  await sound(it)
})

test('orders, filters and pages agree with one another', async () => {
  const it = await desk(lines)
  expect(await names(it, 'late', true)).toEqual([
    'Meyer GmbH USD',
    'Meyer GmbH EUR',
    'Çelik Ltd EUR',
    'Abel & Sons EUR',
  ])
  expect(await names(it, 'name', false)).toEqual([
    'Abel & Sons EUR',
    'Çelik Ltd EUR',
    'Meyer GmbH EUR',
    'Meyer GmbH USD',
  ])
  expect(await names(it, 'overdue', true, { late: '1-30', overdueFrom: 30_000 })).toEqual(['Meyer GmbH EUR'])
  expect(await names(it, 'overdue', true, { late: '90+' })).toEqual(['Meyer GmbH USD'])
  expect(await names(it, 'overdue', true, { late: 'current' })).toEqual(['Abel & Sons EUR'])
  expect(await names(it, 'overdue', true, { words: 'celik' })).toEqual(['Çelik Ltd EUR'])
  expect(await names(it, 'overdue', true, { words: 'nobody' })).toEqual([])
  expect(await it.tx((tx) => countCases(tx, {}, it.today, 3))).toBe(3)
  for (const order of ['overdue', 'late', 'look', 'name'] as const)
    for (const down of [true, false]) {
      const whole = await list(it, order, down)
      const paged: typeof whole = []
      for (let after: Parameters<typeof pageCases>[2]['after']; ; ) {
        const page = await it.tx((tx) => pageCases(tx, {}, { order, down, after, limit: 1, today: it.today }))
        paged.push(...page)
        const last = page.at(-1)
        if (!last) break
        after = { ...last, value: orderedBy(last, order) }
      }
      expect(paged).toEqual(whole)
    }
})

test('what is done to many is taken back as it was', async () => {
  const it = await desk(lines)
  const deedAt = () => ({ today: it.today, recallMinutes: 0 })
  const both = await it.tx(async (tx) => [await findDebtor(tx, '10'), await findDebtor(tx, '11')])
  const until = addDays(it.today, 10)
  const held = await it.tx((tx) => doToCases(tx, it.workspace, both, { do: 'hold', cause: 'talks', until }, deedAt()))
  expect(held.done).toBe(2)
  expect(await names(it, 'name', false, { held: 'talks' })).toEqual([
    'Çelik Ltd EUR',
    'Meyer GmbH EUR',
    'Meyer GmbH USD',
  ])
  const lifted = await it.tx((tx) => doToCases(tx, it.workspace, both, { do: 'lift' }, deedAt()))
  expect([lifted.done, await names(it, 'name', false, { held: 'talks' })]).toEqual([2, []])
  expect(await it.tx((tx) => undoToCases(tx, lifted.undo, it.today))).toBe(2)
  expect((await list(it, 'name', false, { held: 'talks' })).map((row) => row.heldUntil)).toEqual([until, until, until])
  // The first holds were lifted already; undoing them changes nothing more.
  expect(await it.tx((tx) => undoToCases(tx, held.undo, it.today))).toBe(0)

  const handled = await it.tx((tx) =>
    doToCases(tx, it.workspace, both, { do: 'handling', handling: 'by_hand' }, deedAt()),
  )
  expect(handled.undo).toEqual({
    undo: 'handling',
    set: 'by_hand',
    was: both
      .map((one) => ({ debtor: debtorId(one), handling: one.handling }))
      .sort((a, b) => (a.debtor < b.debtor ? -1 : 1)),
  })
  expect(await names(it, 'name', false, { handling: 'by_hand', currency: 'EUR' })).toHaveLength(2)
  await it.tx((tx) => undoToCases(tx, handled.undo, it.today))
  expect(await names(it, 'name', false, { handling: 'by_hand' })).toEqual([])
  await it.tx((tx) => savePolicies(tx, readyMade))
  const chosen = await it.tx((tx) => doToCases(tx, it.workspace, both, { do: 'policy', policy: 'standard' }, deedAt()))
  expect([chosen.done, await it.tx((tx) => undoToCases(tx, chosen.undo, it.today))]).toEqual([2, 2])
  await sound(it)
})

test('customers, claims and payments are found by what somebody types', async () => {
  const it = await desk(lines)
  const found = await it.tx(async (tx) => ({
    folded: (await findDebtors(tx, 'CELIK', 5)).map((one) => one.name),
    parts: (await findDebtors(tx, 'gm mey', 5)).map((one) => one.name),
    number: (await findDebtors(tx, '12', 5)).map((one) => one.name),
    nothing: await findDebtors(tx, '…', 5),
    claims: (await findClaims(tx, 'R', 5)).length,
    one: (await findClaims(tx, 'r2', 5)).map((one) => one.number),
    payments: await findPayments(tx, 'RF', 5),
  }))
  expect(found).toEqual({
    folded: ['Çelik Ltd'],
    parts: ['Meyer GmbH'],
    number: ['Abel & Sons'],
    nothing: [],
    claims: 0,
    one: ['R2'],
    payments: [],
  })
})

test('a view is somebody’s own; one of the same name takes the place of the last', async () => {
  const it = await desk(lines)
  await it.tx(async (tx) => {
    const ann = await addMember(tx, { email: 'ann@nordwind.example', name: 'Ann', role: 'collector' })
    const ben = await addMember(tx, { email: 'ben@nordwind.example', name: 'Ben', role: 'viewer' })
    await saveView(tx, ann, { page: 'cases', name: 'Old', body: { late: '90+' } })
    const id = await saveView(tx, ann, { page: 'cases', name: 'Old', body: { late: '61-90' } })
    expect(await viewsOf(tx, ann, 'cases')).toEqual([{ id, page: 'cases', name: 'Old', body: { late: '61-90' } }])
    expect([await viewsOf(tx, ben, 'cases'), await dropView(tx, ben, id)]).toEqual([[], false])
    expect([await dropView(tx, ann, id), await viewsOf(tx, ann, 'cases')]).toEqual([true, []])
  })
})
