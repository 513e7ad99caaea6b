import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind, type TestDatabase } from '../../test/database.ts'
import { day, dayAt, dayText } from '../core/day.ts'
import { Problem } from '../core/problem.ts'
import { openTable } from '../imports/sheet.ts'
import { readAddresses } from '../store/address.ts'
import { claimsOf, findClaim, readDues } from '../store/claim.ts'
import { inWorkspace, rows, sql, type Tx } from '../store/db.ts'
import { findDebtor, listDebtors } from '../store/debtor.ts'
import { verifyLedger } from '../store/ledger.ts'
import { knownUntil } from '../store/list.ts'
import { lockDebtors, verifyRecord } from '../store/record.ts'
import { goLive, readWorkspace } from '../store/workspace.ts'
import { addRow } from './add.ts'
import { type ImportDesk, type ImportOptions, type ImportResult, planImport, planText, runImport } from './import.ts'
import { stageOf } from './import-claim.ts'
import { callComplete, callPartial, readGone, settleGone } from './list.ts'
import { allocateMoney } from './money.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase()

interface Desk extends ImportDesk {
  readonly it: TestDatabase
}

/** A workspace of its own for each story; the clock is the file's. */
async function desk(today = '2026-03-02', live = false): Promise<Desk> {
  at.clock.set(today)
  const id = await nordwind(at, { currency: 'EUR' })
  if (live) await inWorkspace(at.db, id, 'test', goLive)
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  return {
    it: at,
    workspace,
    get today() {
      return dayAt(at.clock.now(), workspace.zone)
    },
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
}

let count = 0
function file(text: string): string {
  const path = join(folder, `list-${++count}.csv`)
  writeFileSync(path, text)
  return path
}

async function load(
  it: ImportDesk,
  text: string,
  options: ImportOptions = {},
  kind: 'claims' | 'debtors' = 'claims',
): Promise<ImportResult> {
  const plan = await planImport(it, file(text), kind, options)
  return runImport(it, plan, options)
}

const head = 'Customer no;Customer;Invoice number;Invoice date;Due date;Amount;Currency'
const meyer = '10;Meyer GmbH;R1;2026-01-10;2026-02-09;1000.00;EUR'
const cohen = '11;Cohen Ltd;R2;2026-01-12;2026-02-11;250.50;EUR'

function open(it: ImportDesk, number: string): Promise<number> {
  return it.tx(async (tx) => (await findClaim(tx, number)).openMinor)
}

function dues(it: ImportDesk, number: string): Promise<string[]> {
  return it.tx(async (tx) => {
    const claim = await findClaim(tx, number)
    return (await readDues(tx, claim.book, [claim.id])).map((due) => `${dayText(due.due_on)} ${due.amount_minor}`)
  })
}

function payments(it: ImportDesk): Promise<{ amount: number; day: string; note: string | null; kind: string }[]> {
  return it.tx(async (tx) =>
    (
      await rows<{ amount: number; day: number; note: string | null; kind: string }>(
        tx,
        sql`SELECT amount_minor AS amount, day, note, kind FROM payments ORDER BY recorded_at, day, id`,
      )
    ).map((one) => ({ ...one, day: dayText(one.day as never) })),
  )
}

const said = (result: ImportResult) => result.changed.first.map((it) => it.says)
const codes = (result: ImportResult) => result.problems.first.map((it) => `${it.line} ${it.code}`)
const made = (result: ImportResult) => [result.debtors, result.claims, result.changed.count, result.unchanged]

test('a list becomes customers and claims; the same list again changes nothing', async () => {
  const it = await desk()
  const list = [head, meyer, cohen, '10;Meyer GmbH;R3;2026-02-01;2026-03-03;99;EUR'].join('\n')
  expect(made(await load(it, list))).toEqual([2, 3, 0, 0])
  expect(made(await load(it, list))).toEqual([0, 0, 0, 3])
  const [first, second] = await it.tx(listDebtors)
  expect([first!.name, first!.externalId, first!.kind, first!.country, first!.language]).toEqual([
    'Meyer GmbH',
    '10',
    'business',
    'GB',
    'en',
  ])
  expect([second!.name, second!.kindBecause]).toEqual(['Cohen Ltd', 'the name holds the legal form "Ltd"'])
  const claim = await it.tx((tx) => findClaim(tx, 'R1'))
  expect([claim.openMinor, dayText(claim.arrivedOn), dayText(claim.issuedOn)]).toEqual([
    100_000,
    '2026-03-02',
    '2026-01-10',
  ])
  expect(await it.tx(verifyLedger)).toEqual([])
  expect(await verifyRecord(at.db, it.workspace.id)).toEqual([])
})

test('a customer whose kind nothing tells is a consumer, until --customers says otherwise', async () => {
  const it = await desk()
  const list = `${head}\n;Hans Beispiel;R1;2026-01-10;2026-02-09;10;EUR`
  const first = await load(it, list)
  expect([...first.kinds]).toEqual([['consumer\tnothing says otherwise; the stricter rules hold', 1]])
  const again = await load(it, list, { customers: 'business' })
  expect(said(again)).toEqual(['kind consumer → business'])
  expect(made(await load(it, list))).toEqual([0, 0, 0, 1])
})

test('customers are told apart by number, else by name; one name under two numbers is two customers', async () => {
  const it = await desk()
  await load(
    it,
    [
      head,
      ';Alba SL;A1;2026-01-10;2026-02-09;10;EUR',
      '20;Bond Ltd;A2;2026-01-10;2026-02-09;10;EUR',
      '21;Bond Ltd;A3;2026-01-10;2026-02-09;10;EUR',
    ].join('\n'),
  )
  expect((await it.tx(listDebtors)).map((one) => `${one.externalId ?? '-'} ${one.name}`)).toEqual([
    '- Alba SL',
    '20 Bond Ltd',
    '21 Bond Ltd',
  ])
  const later = await load(
    it,
    [
      head,
      '19;ALBA  sl;A1;2026-01-10;2026-02-09;10;EUR',
      '20;Bond & Sons Ltd;A2;2026-01-10;2026-02-09;10;EUR',
      ';Alba SL;A4;2026-01-10;2026-02-09;10;EUR',
    ].join('\n'),
  )
  expect(said(later)).toEqual(['known as number 19 from now on', 'a further spelling of a known customer'])
  expect((await it.tx(listDebtors)).length).toBe(3)
  const third = await load(
    it,
    [
      head,
      ';Bond & Sons Ltd;A5;2026-01-10;2026-02-09;10;EUR',
      '30;Bond & Sons Ltd;A6;2026-01-10;2026-02-09;10;EUR',
    ].join('\n'),
  )
  expect(third.debtors).toBe(1)
  const unclear = await load(it, `${head}\n;Bond & Sons Ltd;A7;2026-01-10;2026-02-09;10;EUR`)
  expect(codes(unclear)).toEqual(['2 import.debtor_several'])
})

test('a changed amount is a correction, a changed due day a change, and both say so', async () => {
  const it = await desk()
  await load(it, [head, meyer, cohen].join('\n'))
  const result = await load(
    it,
    [head, meyer.replace('1000.00', '1200.00'), cohen.replace('2026-02-11', '2026-02-18')].join('\n'),
  )
  expect(said(result)).toEqual(['amount 1,000.00 EUR → 1,200.00 EUR', 'due 2026-02-11 → 2026-02-18'])
  expect(await open(it, 'R1')).toBe(120_000)
  expect(await dues(it, 'R1')).toEqual(['2026-02-09 120000'])
  expect(await dues(it, 'R2')).toEqual(['2026-02-18 25050'])
  expect(await it.tx(verifyLedger)).toEqual([])
})

test('rows under one number with different due days are parts of one claim', async () => {
  const it = await desk()
  const part = (on: string, amount: string) => `10;Meyer GmbH;L1;2026-01-10;${on};${amount};EUR`
  const list = [head, part('2026-02-01', '100'), part('2026-03-01', '100'), part('2026-04-01', '100')].join('\n')
  expect(made(await load(it, list))).toEqual([1, 1, 0, 0])
  expect(await dues(it, 'L1')).toEqual(['2026-02-01 10000', '2026-03-01 10000', '2026-04-01 10000'])
  expect(made(await load(it, list))).toEqual([0, 0, 0, 3])
  const moved = await load(it, list.replace('2026-04-01', '2026-05-01'))
  expect(said(moved)).toEqual(['due 2026-04-01 → 2026-05-01'])
  const more = await load(it, `${list.replace('2026-04-01', '2026-05-01')}\n${part('2026-06-01', '50')}`)
  expect(said(more)).toEqual(['a further part of 50.00 EUR due 2026-06-01'])
  const unclear = await load(it, [head, part('2026-09-01', '100')].join('\n'))
  expect(codes(unclear)).toEqual(['2 import.which_due'])
  expect(await open(it, 'L1')).toBe(35_000)
})

test('parts of one claim that lie far apart in a file are joined all the same, also after a kill between batches', async () => {
  const it = await desk()
  const filler = Array.from({ length: 1100 }, (_, i) => `${11 + i};Cohen ${i} Ltd;F${i};2026-01-10;2026-02-09;10;EUR`)
  const part = (on: string) => `10;Meyer GmbH;L1;2026-01-10;${on};100;EUR`
  const whole = [head, part('2026-02-01'), ...filler, part('2026-03-01')].join('\n')
  const path = file(whole)
  let batches = 0
  const dying: ImportDesk = {
    ...it,
    today: it.today,
    tx: (work) => {
      // Reading the kept map, beginning, one batch, its customers' numbers, the planner told; then the lights go out.
      batches += 1
      if (batches === 6) throw new Error('killed')
      return it.tx(work)
    },
  }
  await expect(planImport(dying, path, 'claims').then((plan) => runImport(dying, plan))).rejects.toThrow('killed')
  expect(await dues(it, 'L1')).toEqual(['2026-02-01 10000'])
  const rest = await load(it, whole)
  expect([rest.claims, said(rest)]).toEqual([901, ['a further part of 100.00 EUR due 2026-03-01']])
  expect(await dues(it, 'L1')).toEqual(['2026-02-01 10000', '2026-03-01 10000'])
  expect(made(await load(it, whole))).toEqual([0, 0, 0, 1102])
})

test('two amounts for one number and one day, or two customers for one number, are refused with a cure', async () => {
  const it = await desk()
  const list = [head, meyer, meyer.replace('1000.00', '5.00'), cohen.replace('R2', 'R1')].join('\n')
  const result = await load(it, list)
  expect(codes(result)).toEqual(['3 import.claim_twice', '4 import.other_debtor'])
  expect(await open(it, 'R1')).toBe(100_000)
  const rejects = readFileSync(result.rejectsFile!, 'utf8')
  expect(rejects).toContain('belongs to another customer already')
  const later = await load(it, [head, cohen.replace('R2', 'R1'), meyer.replace('EUR', 'USD')].join('\n'))
  expect(codes(later)).toEqual(['2 import.other_debtor', '3 import.other_currency'])
  expect((await it.tx(listDebtors)).map((one) => one.name)).toEqual(['Meyer GmbH'])
})

test('refused rows open in a spreadsheet as text, numbers as numbers, and come back as they were', async () => {
  const it = await desk()
  const names = ['=HYPERLINK("http://e.example")', '+1+1', '@SUM(1)', '-2+3', '\u200b=1']
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const list = [
    head,
    ...names.map((name, i) =>
      meyer.replace('Meyer GmbH', quoted(name)).replace('R1', `H${i}`).replace('1000.00', '-5,0,0'),
    ),
  ]
  const result = await load(it, list.join('\n'))
  expect(result.problems.count).toBe(names.length)
  const rejects = readFileSync(result.rejectsFile!, 'utf8')
  for (const name of names) expect(rejects).toContain(quoted(`'${name}`).slice(1, -1))
  expect(rejects, 'a number is no formula').not.toContain("'-5,0,0")
  const table = await openTable(result.rejectsFile!)
  expect(table.sample.map((cells) => cells[1])).toEqual(names)
})

const paidHead = `${head};Paid amount;Paid on`
test('paid amounts are cumulative: what is more than before is a payment on the paid day', async () => {
  const it = await desk()
  await load(it, [paidHead, `${meyer};400;2026-02-20`, `${cohen};;`].join('\n'))
  expect(await open(it, 'R1')).toBe(60_000)
  const result = await load(it, [paidHead, `${meyer};700;2026-02-25`, `${cohen};;2026-02-26`].join('\n'))
  expect(said(result)).toEqual(['paid 300.00 EUR on 2026-02-25', 'paid 250.50 EUR on 2026-02-26'])
  expect((await payments(it)).map((one) => `${one.amount} ${one.day}`)).toEqual([
    '40000 2026-02-20',
    '30000 2026-02-25',
    '25050 2026-02-26',
  ])
  const again = await load(it, [paidHead, `${meyer};700;2026-02-25`, `${cohen};;2026-02-26`].join('\n'))
  expect([again.payments, again.unchanged]).toEqual([0, 2])
  expect([await open(it, 'R1'), await open(it, 'R2')]).toEqual([30_000, 0])
})

const openHead = `${head};Open amount`
test('what is open falls: a payment of the difference; it rises: a note and no posting', async () => {
  const it = await desk()
  await load(it, [openHead, `${meyer};1000.00`].join('\n'))
  at.clock.set('2026-03-05')
  const fell = await load(it, [openHead, `${meyer};400.00`].join('\n'))
  expect(said(fell)).toEqual(['paid 600.00 EUR on 2026-03-05: the list says only 400.00 EUR is open'])
  const rose = await load(it, [openHead, `${meyer};900.00`].join('\n'))
  expect([rose.payments, rose.unchanged, rose.notes.first.map((one) => one.code)]).toEqual([
    0,
    1,
    ['import.open_larger'],
  ])
  expect(await open(it, 'R1')).toBe(40_000)
})

test('a claim corrected to less than was paid leaves the surplus on account', async () => {
  const it = await desk()
  await load(it, [paidHead, `${meyer};1000;2026-02-20`].join('\n'))
  const result = await load(it, [head, meyer.replace('1000.00', '800.00')].join('\n'))
  expect(said(result)).toEqual(['amount 1,000.00 EUR → 800.00 EUR; 200.00 EUR paid too much is on account'])
  expect(await open(it, 'R1')).toBe(0)
  await load(it, [head, cohen.replace('11;Cohen Ltd', '10;Meyer GmbH')].join('\n'))
  await it.tx(async (tx) => {
    await allocateMoney(tx, it, await findDebtor(tx, 'Meyer GmbH'), [], 'EUR')
  })
  expect(await open(it, 'R2')).toBe(5_050)
  expect(await it.tx(verifyLedger)).toEqual([])
})

test('a bounced payment that the list still shows as paid is not booked again', async () => {
  const it = await desk()
  const list = [paidHead, `${meyer};1000;2026-02-20`].join('\n')
  await load(it, list)
  await it.tx(async (tx) => {
    const debtor = await findDebtor(tx, 'Meyer GmbH')
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    const [one] = await rows<{ id: string }>(tx, sql`SELECT id FROM payments WHERE debtor_id = ${debtor.id}::uuid`)
    const { reversePayment } = await import('../store/reversal.ts')
    await reversePayment(tx, heads, debtor.id, one!.id, { as: 'return', day: day('2026-02-25'), reason: 'bounced' })
  })
  expect(made(await load(it, list))).toEqual([0, 0, 0, 1])
  expect(await open(it, 'R1')).toBe(100_000)
})

test('a day of payment after today is a problem when live, and kept in a rehearsal', async () => {
  const list = [paidHead, `${meyer};1000;2026-03-20`].join('\n')
  const live = await desk('2026-03-02', true)
  expect(codes(await load(live, list))).toEqual(['2 import.future'])
  const rehearsal = await desk()
  expect((await load(rehearsal, list)).payments).toBe(1)
})

test('disputed opens a dispute, no longer disputed settles it; one that a person opened stays', async () => {
  const it = await desk()
  const with_ = (r1: string, r2: string) => [`${head};Disputed`, `${meyer};${r1}`, `${cohen};${r2}`].join('\n')
  await load(it, with_('wrong price', 'no'))
  const disputes = () =>
    it.tx(async (tx) =>
      (
        await rows<{ cause: string; settled: number | null }>(
          tx,
          sql`SELECT cause, settled_on AS settled FROM disputes ORDER BY recorded_at, id`,
        )
      ).map((one) => `${one.cause} ${one.settled === null ? 'open' : 'settled'}`),
    )
  expect(await disputes()).toEqual(['wrong price open'])
  expect(made(await load(it, with_('wrong price', 'no')))).toEqual([0, 0, 0, 2])
  at.clock.set('2026-03-03')
  expect(said(await load(it, with_('no', 'yes')))).toEqual([
    'no longer disputed',
    'disputed: named as disputed in the list',
  ])
  expect(await disputes()).toEqual(['wrong price settled', 'named as disputed in the list open'])
  await it.tx((tx) => rows(tx, sql`UPDATE disputes SET actor = 'ada' WHERE settled_on IS NULL`))
  expect(made(await load(it, with_('no', 'no')))).toEqual([0, 0, 0, 2])
  expect(await disputes()).toEqual(['wrong price settled', 'named as disputed in the list open'])
})

test('a credit note waits on account and is never taken in twice', async () => {
  const it = await desk()
  const list = [head, meyer, '10;Meyer GmbH;G1;2026-02-01;;-200.00;EUR'].join('\n')
  const first = await load(it, list)
  expect([first.claims, first.credits, first.payments]).toEqual([1, 1, 0])
  expect(await payments(it)).toEqual([{ amount: 20_000, day: '2026-02-01', note: null, kind: 'credit' }])
  const again = await load(it, list)
  expect([again.credits, again.unchanged]).toEqual([0, 2])
  expect(await open(it, 'R1')).toBe(100_000)
})

test('a credit note that a newer list makes larger is a further credit, one made smaller is said', async () => {
  const it = await desk()
  const list = (amount: string) => [head, meyer, `10;Meyer GmbH;G1;2026-02-01;;${amount};EUR`].join('\n')
  await load(it, list('-200.00'))
  const larger = await load(it, list('-400.00'))
  expect(said(larger)).toEqual(['credit note 200.00 EUR → 400.00 EUR'])
  expect([larger.credits, larger.payments, larger.unchanged]).toEqual([0, 0, 1])
  expect((await payments(it)).map((one) => one.amount)).toEqual([20_000, 20_000])
  expect(made(await load(it, list('-400.00')))).toEqual([0, 0, 0, 2])
  const smaller = await load(it, list('-300.00'))
  expect(smaller.notes.first.map((one) => one.code)).toEqual(['import.credit_smaller'])
  expect((await payments(it)).length).toBe(2)
})

test('order numbers, texts and the last reminder are fields: taken in, and changed by a newer list', async () => {
  const it = await desk()
  const with_ = (cells: string) =>
    [`${head};Order number;About;Last reminder;Reminder level`, `${meyer};${cells}`].join('\n')
  await load(it, with_('PO-7;Pumps;2026-02-20;1'))
  const claim = await it.tx((tx) => findClaim(tx, 'R1'))
  expect([claim.orderNumber, claim.about, claim.lastReminderStage]).toEqual(['PO-7', 'Pumps', 'friendly'])
  const result = await load(it, with_('PO-8;Pumps;2026-02-27;2. Mahnung'))
  expect(said(result)).toEqual(['their order number PO-7 → PO-8; last reminder second on 2026-02-27'])
  expect(made(await load(it, with_('PO-8;Pumps;2026-02-27;2. Mahnung')))).toEqual([0, 0, 0, 1])
})

test.each([
  [1, 'friendly'],
  [2, 'second'],
  ['3', 'firm'],
  [7, 'final'],
  ['Zahlungserinnerung', 'friendly'],
  ['Mahnung', 'second'],
  ['1. Mahnung', 'friendly'],
  ['final notice', 'final'],
  ['letzte Mahnung', 'final'],
  ['first reminder', 'friendly'],
  ['second reminder', 'second'],
  ['something', undefined],
])('a reminder step %s is the stage %s', (step, stage) => {
  expect(stageOf(step)).toBe(stage)
})

test('a list of customers brings kinds, addresses and handling, matched by number or name', async () => {
  const it = await desk()
  await load(it, [head, '10;;R1;2026-01-10;2026-02-09;10;EUR'].join('\n').replaceAll(';;', ';Nord Handel;'))
  const list = [
    'Customer no;Customer;Email;Phone;Street;Postcode;City;Country;Kind;Handling',
    '10;Nord Handel;billing@nord.example;+49 30 901820;Hafenstr. 3;20457;Hamburg;DE;business;approve',
    ';Neu AG;neu@neu.example;;;;;DE;;',
  ].join('\n')
  const map = join(folder, 'customers.yaml')
  writeFileSync(map, 'columns:\n  Kind: debtorKind\n')
  const result = await load(it, list, { map }, 'debtors')
  expect([result.debtors, result.changed.count, result.claims]).toEqual([1, 1, 0])
  const [nord] = await it.tx(listDebtors)
  expect([nord!.kind, nord!.kindBecause, nord!.country, nord!.handling]).toEqual([
    'business',
    'the list says so',
    'DE',
    'approve',
  ])
  const addresses = await it.tx((tx) => readAddresses(tx, nord!.book, [nord!.id]))
  expect(addresses.map((one) => one.address)).toEqual([
    'billing@nord.example',
    '+4930901820',
    'Hafenstr. 3\n20457 Hamburg',
  ])
  expect(made(await load(it, list, { map }, 'debtors'))).toEqual([0, 0, 0, 2])
  const moved = await load(it, list.replace('Hafenstr. 3', 'Kai 1').replace('billing@', 'ap@'), { map }, 'debtors')
  expect(said(moved)).toEqual(['email ap@nord.example added; address Kai 1, 20457 Hamburg added'])
  const after = await it.tx((tx) => readAddresses(tx, nord!.book, [nord!.id]))
  expect(
    after
      .filter((one) => one.channel === 'post')
      .map((one) => `${one.address.split('\n')[0]} ${one.health}`)
      .sort(),
  ).toEqual(['Hafenstr. 3 dead', 'Kai 1 ok'])
})

test('a question open means nothing is imported; a map settles it, is kept, and reads the next file of that shape', async () => {
  const it = await desk()
  const list = ['Customer;Invoice number;Invoice date;Due date;Amount', 'Meyer GmbH;R1;03/04/2026;05/06/2026;10'].join(
    '\n',
  )
  const plan = await planImport(it, file(list), 'claims')
  expect(plan.questions.length).toBeGreaterThan(0)
  await expect(runImport(it, plan)).rejects.toThrow(Problem)
  await expect(runImport(it, plan)).rejects.toThrow(/--currency EUR[\s\S]*--suggest-map map.yaml/)
  expect(await it.tx(listDebtors)).toEqual([])
  expect(planText(plan)).toContain('To settle')
  const map = join(folder, 'map.yaml')
  writeFileSync(
    map,
    'columns:\n  Invoice date: { field: issuedOn, dateOrder: dmy }\n  Due date: { field: dueOn, dateOrder: dmy }\ndefaults:\n  currency: EUR\n  country: DE\n',
  )
  expect(made(await load(it, list, { map }))).toEqual([1, 1, 0, 0])
  expect((await it.tx(listDebtors))[0]!.country).toBe('DE')
  expect(await dues(it, 'R1')).toEqual(['2026-06-05 1000'])
  const next = await planImport(it, file(list.replaceAll('R1', 'R2')), 'claims')
  expect([next.questions, next.kept?.on]).toEqual([[], '2026-03-02'])
  expect(made(await runImport(it, next))).toEqual([0, 1, 0, 0])
})

test('a dry run shows the same and writes nothing', async () => {
  const it = await desk()
  const list = [head, meyer, cohen, meyer.replace('1000.00', '5.00')].join('\n')
  const dry = await load(it, list, { dryRun: true })
  expect([dry.claims, dry.debtors, dry.problems.count, dry.rejectsFile]).toEqual([2, 2, 1, undefined])
  const left = await it.tx((tx) =>
    rows(tx, sql`SELECT 1 FROM debtors UNION ALL SELECT 1 FROM imports UNION ALL SELECT 1 FROM mappings`),
  )
  expect(left).toEqual([])
  expect((await load(it, list)).claims).toBe(dry.claims)
})

test('the largest of a first import are proposed for approval, and set so when asked', async () => {
  const it = await desk()
  const dry = await load(it, [head, meyer, cohen].join('\n'), { dryRun: true })
  expect(dry.largest.map((one) => `${one.name} ${one.openMinor}`)).toEqual(['Meyer GmbH 100000', 'Cohen Ltd 25050'])
  const first = await load(it, [head, meyer, cohen].join('\n'), { approveLargest: true })
  expect(first.approved).toBe(true)
  expect((await it.tx(listDebtors)).map((one) => one.handling)).toEqual(['approve', 'approve'])
  expect((await load(it, [head, meyer, cohen].join('\n'))).largest).toEqual([])
})

const third = '11;Cohen Ltd;R3;2026-02-20;2026-03-20;70;EUR'
const fourth = '12;Dietz AG;R4;2026-02-20;2026-03-20;80;EUR'
const full = [head, meyer, cohen, third, fourth]

test('what a full list does not name is held at once; said to be paid, it is paid on the day of the list', async () => {
  const it = await desk('2026-03-01')
  const first = await load(it, full.join('\n'), { fullList: day('2026-03-01') })
  expect([first.list?.gone, first.list?.partial]).toEqual([0, false])
  expect(await it.tx((tx) => knownUntil(tx, it.workspace.creditorId))).toBe(day('2026-03-01'))
  at.clock.set('2026-03-05')
  const second = await load(it, full.filter((row) => row !== third).join('\n'))
  expect([second.list?.on, second.list?.gone, second.list?.goneSums]).toEqual([day('2026-03-05'), 1, { EUR: 7_000 }])
  const [gone] = await readGone(it)
  expect([gone!.number, gone!.debtorName]).toEqual(['R3', 'Cohen Ltd'])
  at.clock.set('2026-03-06')
  expect((await settleGone(it, 'payment')).length).toBe(1)
  expect(await open(it, 'R3')).toBe(0)
  expect(await payments(it)).toEqual([
    { amount: 7_000, day: '2026-03-05', note: 'gone from the list of 2026-03-05', kind: 'payment' },
  ])
  expect(await readGone(it)).toEqual([])
  const again = await load(it, full.filter((row) => row !== third).join('\n'), { fullList: day('2026-03-06') })
  expect([again.list?.gone, again.unchanged]).toEqual([0, 3])
  expect(await it.tx(verifyLedger)).toEqual([])
})

test('a claim that reappears is no longer held; one that the list names in a row with a problem never was', async () => {
  const it = await desk()
  await load(it, full.join('\n'), { fullList: day('2026-03-02') })
  at.clock.set('2026-03-05')
  const broken = fourth.replace('80', 'eighty')
  const second = await load(it, [head, meyer, cohen, broken].join('\n'), { fullList: day('2026-03-05') })
  expect((await readGone(it)).map((one) => one.number)).toEqual(['R3'])
  expect(second.problems.count).toBe(1)
  at.clock.set('2026-03-06')
  const back = await load(it, full.join('\n'))
  expect([back.list?.gone, (await readGone(it)).length]).toEqual([0, 0])
})

test('a list said to be partial lifts its holds and takes back what it made known', async () => {
  const it = await desk()
  await load(it, full.join('\n'), { fullList: day('2026-03-02') })
  at.clock.set('2026-03-05')
  await load(it, full.slice(0, 4).join('\n'), { fullList: day('2026-03-05') })
  expect(await it.tx((tx) => knownUntil(tx, it.workspace.creditorId))).toBe(day('2026-03-05'))
  expect((await callPartial(it)).lifted).toBe(1)
  expect(await readGone(it)).toEqual([])
  expect(await it.tx((tx) => knownUntil(tx, it.workspace.creditorId))).toBe(day('2026-03-02'))
  await expect(callPartial(it)).rejects.toThrow('No claim is gone')
})

test('a list much shorter than the last counts as partial until a person says that it is complete', async () => {
  const it = await desk()
  await load(it, full.join('\n'), { fullList: day('2026-03-02') })
  at.clock.set('2026-03-05')
  const short = await load(it, [head, meyer, cohen].join('\n'), { fullList: day('2026-03-05') })
  expect([short.list?.partial, short.list?.because]).toEqual([
    true,
    'it names 2 of our claims, and the full list of 2026-03-02 named 4',
  ])
  expect(await readGone(it)).toEqual([])
  expect(await it.tx((tx) => knownUntil(tx, it.workspace.creditorId))).toBe(day('2026-03-02'))
  expect((await callComplete(it)).gone).toBe(2)
  await settleGone(it, 'credit', [(await it.tx((tx) => findClaim(tx, 'R4'))).id])
  expect([await open(it, 'R3'), await open(it, 'R4')]).toEqual([7_000, 0])
  expect((await payments(it)).map((one) => one.kind)).toEqual(['credit'])
  await expect(callComplete(it)).rejects.toThrow('counts as complete already')
})

test('one claim by hand follows the rules of a row; a number that is taken is refused', async () => {
  const it = await desk()
  const claim = {
    number: '2026-0117',
    kind: 'invoice' as const,
    currency: 'EUR',
    amountMinor: 100_000,
    issuedOn: day('2026-01-10'),
    dues: [{ dueOn: day('2026-02-09'), amountMinor: 100_000 }],
  }
  const added = await addRow(it, { name: 'Meyer GmbH', contacts: [], email: 'billing@meyer.example' }, claim)
  expect([added.isNew, added.debtor.name, added.claim === undefined]).toEqual([true, 'Meyer GmbH', false])
  await expect(addRow(it, { name: 'Meyer GmbH', contacts: [] }, claim)).rejects.toThrow('There is a claim')
  const byNumber = await addRow(it, { name: String(added.debtor.no), contacts: [] }, { ...claim, number: 'X2' })
  expect(byNumber.debtor.id).toBe(added.debtor.id)
  await expect(addRow(it, { name: 'meyer gmbh', contacts: [] })).rejects.toThrow('There is a customer')
})

const ibm = fileURLToPath(
  new URL('../../../shared/data/ledgers/ibm-watson-ar/WA_Fn-UseC_-Accounts-Receivable.csv', import.meta.url),
)

test.skipIf(!existsSync(ibm))(
  'a published ledger of 2,466 invoices and 100 customers, to the cent (skipped without the file)',
  async () => {
    const it = await desk('2013-06-03')
    const plan = await planImport(it, ibm, 'claims', { defaults: { currency: 'USD' } })
    const result = await runImport(it, plan, { rejects: join(folder, 'ibm.rejects.csv') })
    expect([result.claims, result.debtors, result.problems.count, result.payments]).toEqual([2466, 100, 0, 2466])
    const amounts = readFileSync(ibm, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => Number(line.split(',')[6]))
    const cents = amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0)
    expect(result.sums.get('USD')).toEqual({ claims: 2466, amountMinor: cents, openMinor: 0 })
    const charged = (tx: Tx) =>
      rows<{ sum: number }>(tx, sql`SELECT sum(amount_minor) AS sum FROM postings WHERE kind = 'charge'`)
    expect((await it.tx(charged))[0]!.sum).toBe(cents)
    const ids = new Set(
      readFileSync(ibm, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(',')[1]!),
    )
    const people = [
      'customerID,name,kind,email',
      ...[...ids].map((id, i) => `${id},Customer ${i},business,ap${i}@customer.example`),
    ]
    const map = join(folder, 'people.yaml')
    writeFileSync(map, 'columns:\n  customerID: externalId\n  kind: debtorKind\n')
    const kinds = await load(it, people.join('\n'), { map }, 'debtors')
    expect([kinds.debtors, kinds.changed.count]).toEqual([0, 100])
    const debtors = await it.tx(listDebtors)
    expect(new Set(debtors.map((one) => one.kind))).toEqual(new Set(['business']))
    const again = await runImport(it, await planImport(it, ibm, 'claims'), { rejects: join(folder, 'ibm.rejects.csv') })
    expect([again.claims, again.debtors, again.payments, again.changed.count, again.unchanged]).toEqual([
      0, 0, 0, 0, 2466,
    ])
    expect((await it.tx((tx) => claimsOf(tx, debtors[0]!, false))).length).toBeGreaterThan(5)
    expect(await it.tx(verifyLedger)).toEqual([])
  },
)
