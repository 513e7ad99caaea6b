import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { dayAt, dayText } from '../core/day.ts'
import { findClaim, readDues } from '../store/claim.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { findDebtor } from '../store/debtor.ts'
import { verifyLedger } from '../store/ledger.ts'
import { knownUntil } from '../store/list.ts'
import { addPayments } from '../store/payment.ts'
import { lockDebtors, verifyRecord } from '../store/record.ts'
import { readWorkspace } from '../store/workspace.ts'
import { type ImportDesk, type ImportOptions, planImport, runImport } from './import.ts'
import { readGone } from './list.ts'
import { readImports, undoImport } from './undo.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-undo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase()

async function desk(today = '2026-03-02'): Promise<ImportDesk> {
  at.clock.set(today)
  const id = await nordwind(at, { currency: 'EUR' })
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  return {
    workspace,
    get today() {
      return dayAt(at.clock.now(), workspace.zone)
    },
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
}

let count = 0
async function load(it: ImportDesk, lines: readonly string[], options: ImportOptions = {}) {
  const path = join(folder, `list-${++count}.csv`)
  writeFileSync(path, lines.join('\n'))
  return runImport(it, await planImport(it, path, 'claims', options), options)
}

const head =
  'Customer no;Customer;Email;Invoice number;Invoice date;Due date;Amount;Paid;Paid on;Disputed;Order number;Currency'
const meyer = '10;Meyer GmbH;a@meyer.example;R1;2026-01-10;2026-02-09;1000.00;;;no;;EUR'
const cohen = '11;Cohen Ltd;;R2;2026-01-12;2026-02-11;250.50;;;no;;EUR'

const more = ['R6', 'R7', 'R8'].map((number) => meyer.replace('R1', number))

/** Everything a person could see of the books: fields, dues, sums of every day, what is held and contested. */
async function seen(it: ImportDesk): Promise<unknown> {
  return it.tx(async (tx) => ({
    debtors: await rows(tx, sql`SELECT name, external_id, kind, handling FROM debtors ORDER BY no`),
    usable: await rows(tx, sql`SELECT channel, address FROM addresses WHERE health = 'ok' ORDER BY 1, 2`),
    claims: await rows(tx, sql`SELECT number, order_number FROM claims WHERE withdrawn_on IS NULL ORDER BY 1`),
    dues: await rows(
      tx,
      sql`SELECT c.number, d.no, d.due_on, d.amount_minor FROM dues d JOIN claims c ON c.book_id = d.book_id AND c.id = d.claim_id
          WHERE d.replaced_at IS NULL AND c.withdrawn_on IS NULL ORDER BY 1, 2`,
    ),
    days: await rows(
      tx,
      sql`SELECT p.day, p.component, c.number, sum(p.amount_minor) AS sum FROM postings p LEFT JOIN claims c ON c.book_id = p.book_id AND c.id = p.claim_id
          GROUP BY 1, 2, 3 HAVING sum(p.amount_minor) <> 0 ORDER BY 1, 2, 3`,
    ),
    held: await rows(tx, sql`SELECT claim_id, cause FROM holds WHERE lifted_at IS NULL ORDER BY 1`),
    contested: await rows(tx, sql`SELECT cause FROM disputes WHERE settled_on IS NULL ORDER BY 1`),
    known: await knownUntil(tx, it.workspace.creditorId),
    refs: await rows(tx, sql`SELECT kind, value FROM refs WHERE kind <> 'debtor_name' ORDER BY 1, 2`),
  }))
}

async function sound(it: ImportDesk): Promise<void> {
  expect(await it.tx(verifyLedger)).toEqual([])
  expect(await verifyRecord(at.db, it.workspace.id)).toEqual([])
}

test('a first import is taken back: claims withdrawn, customers empty, and the same file comes in again', async () => {
  const it = await desk()
  const list = [
    head,
    meyer,
    cohen,
    '11;Cohen Ltd;;C9;2026-01-20;;-40;;;no;;EUR',
    meyer.replace('R1', 'R3').replace(';;;no', ';100;2026-02-20;no'),
  ]
  const loaded = await load(it, list, { fullList: it.today })
  expect(loaded.problems.first).toEqual([])
  const first = await seen(it)
  expect(await undoImport(it, 'last')).toMatchObject({ debtors: 2, claims: 3 })
  const left = (await seen(it)) as {
    claims: unknown[]
    days: unknown[]
    refs: unknown[]
    debtors: unknown[]
    known: unknown
  }
  expect([left.claims, left.days, left.known]).toEqual([[], [], undefined])
  expect(left.debtors).toHaveLength(2)
  expect(left.refs).toEqual([
    { kind: 'debtor', value: '10' },
    { kind: 'debtor', value: '11' },
  ])
  await sound(it)
  await expect(undoImport(it, 'last')).rejects.toThrow('There is no import "last"')
  at.clock.set('2026-03-02', 10)
  const again = await load(it, list, { fullList: it.today })
  expect([again.debtors, again.claims, again.credits, again.payments]).toEqual([0, 3, 1, 1])
  expect(await seen(it)).toEqual(first)
  // A third time nothing is new: money told by the import taken back does not count.
  const third = await load(it, list)
  expect([third.claims, third.payments, third.changed.count, third.unchanged]).toEqual([0, 0, 0, 4])
  await sound(it)
})

test('a second import that changed, added, disputed, paid and missed is taken back to the state before', async () => {
  const it = await desk()
  await load(it, [head, meyer, cohen, meyer.replace('R1', 'R5').replace(';no;', ';yes;'), ...more], {
    fullList: it.today,
  })
  const before = await seen(it)
  at.clock.set('2026-03-09')
  await load(
    it,
    [
      head,
      '10;Meyer AG;b@meyer.example;R1;2026-01-10;2026-02-20;900.00;300;2026-02-28;yes;PO-7;EUR',
      '12;Quince LLP;;R4;2026-02-01;2026-03-03;77;;;no;;EUR',
      meyer.replace('R1', 'R5'),
      ...more,
    ],
    { fullList: it.today },
  )
  expect((await readGone(it)).map((one) => one.number)).toEqual(['R2'])
  const claim = await it.tx((tx) => findClaim(tx, 'R1'))
  expect([claim.openMinor, claim.orderNumber]).toEqual([60_000, 'PO-7'])
  await undoImport(it, (await readImports(it))[0]!.id)
  const after = (await seen(it)) as { debtors: { name: string }[]; refs: { value: string }[] }
  const gone = (value: string) => value !== '12'
  expect({
    ...after,
    debtors: after.debtors.filter((one) => one.name !== 'Quince LLP'),
    refs: after.refs.filter((one) => gone(one.value)),
  }).toEqual(before)
  await sound(it)
  at.clock.set('2026-03-10')
  await load(it, [head, '10;Meyer AG;b@meyer.example;R1;2026-01-10;2026-02-20;900.00;300;2026-02-28;yes;PO-7;EUR'])
  const again = await it.tx((tx) => findClaim(tx, 'R1'))
  expect([again.openMinor, again.orderNumber]).toEqual([60_000, 'PO-7'])
  expect((await it.tx((tx) => readDues(tx, again.book, [again.id]))).map((due) => dayText(due.due_on))).toEqual([
    '2026-02-20',
  ])
})

test('a further part that was added is replaced, and comes again under a number of its own', async () => {
  const it = await desk()
  await load(it, [head, meyer])
  const before = await seen(it)
  at.clock.set('2026-03-03')
  const parts = [head, meyer, meyer.replace('2026-02-09', '2026-04-09').replace('1000.00', '500.00')]
  for (const day of ['2026-03-03', '2026-03-04']) {
    at.clock.set(day)
    await load(it, parts)
    const claim = await it.tx((tx) => findClaim(tx, 'R1'))
    expect(claim.openMinor).toBe(150_000)
    await undoImport(it, 'last')
    expect(await seen(it)).toEqual(before)
  }
  await sound(it)
})

test('what was built on it stands in the way, and is named', async () => {
  const it = await desk()
  await load(it, [head, meyer, cohen])
  const [first] = await readImports(it)
  at.clock.set('2026-03-03')
  await load(it, [head, meyer])
  await expect(undoImport(it, first!.id)).rejects.toThrow(/list-\d+\.csv names 1 of its claims/)
  await undoImport(it, 'last')
  const debtor = await it.tx((tx) => findDebtor(tx, 'Meyer GmbH'))
  const pay = (claimId: string) =>
    it.tx(async (tx) =>
      addPayments(tx, await lockDebtors(tx, debtor.book, [debtor.id]), [
        {
          debtorId: debtor.id,
          creditorId: it.workspace.creditorId,
          kind: 'payment',
          amountMinor: 100,
          currency: 'EUR',
          day: it.today,
          parts: [{ claimId, component: 'principal', amountMinor: 100 }],
          ruleId: 'as-named',
        },
      ]),
    )
  await pay((await it.tx((tx) => findClaim(tx, 'R1'))).id)
  const before = await seen(it)
  await expect(undoImport(it, 'last')).rejects.toThrow(/Meyer GmbH \(\d+\): a payment or another posting, 2026-03-03/)
  expect(await seen(it)).toEqual(before)
  await expect(undoImport(it, 'nonsense')).rejects.toThrow('There is no import')
})

test('an import of which the record does not say what it wrote is refused, and nothing is changed', async () => {
  const it = await desk()
  const first = await load(it, [head, meyer])
  at.clock.set('2026-03-04')
  const second = await load(it, [head, meyer.replace('1000.00', '900.00')])
  // As an older version wrote it: without the import's id in the entries.
  await sql`UPDATE record_payloads SET body = (body::jsonb - 'import')::text WHERE body::jsonb ? 'import'`.execute(
    at.db.owner,
  )
  const before = await seen(it)
  for (const id of [second.importId!, first.importId!]) {
    const refused = /cannot be taken back: (?:it was imported by an older version|the import of)/
    await expect(undoImport(it, id)).rejects.toThrow(refused)
  }
  expect(await seen(it)).toEqual(before)
  expect((await readImports(it)).map((one) => one.undoneAt)).toEqual([null, null])
})

test('of imports of one moment the last one taken in is the last', async () => {
  const it = await desk()
  const numbers = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6']
  for (const number of numbers) await load(it, [head, meyer.replace('R1', number)])
  const all = await readImports(it)
  expect(new Set(all.map((one) => one.startedAt)).size).toBe(1)
  expect(all.map((one) => one.fileName)).toEqual(numbers.map((_, i) => `list-${count - i}.csv`))
  expect((await undoImport(it, 'last')).it.fileName).toBe(`list-${count}.csv`)
  expect((await undoImport(it, 'last')).it.fileName).toBe(`list-${count - 1}.csv`)
})
