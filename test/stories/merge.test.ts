// One customer under two numbers and three spellings: the list brings them, the program proposes, a person merges, and the next
// reminder names what both owed in one message.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { day, dayText } from '../../src/core/day.ts'
import { planImport, runImport } from '../../src/engine/import.ts'
import { mergeDebtors, planMerge } from '../../src/engine/merge.ts'
import { proposeMerges } from '../../src/engine/proposal.ts'
import { undoImport } from '../../src/engine/undo.ts'
import { aliasesOf } from '../../src/store/alias.ts'
import { inWorkspace, type Tx } from '../../src/store/db.ts'
import { findDebtor } from '../../src/store/debtor.ts'
import { keepNotSame } from '../../src/store/proposal.ts'
import { lockDebtors } from '../../src/store/record.ts'
import { listImports } from '../../src/store/undo.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { type Stage, stage, story } from './story.ts'

const head = 'Customer no;Customer;Email;VAT number;Invoice;Date;Due;Amount;Currency'

async function desk(it: Stage, on: string) {
  it.at.clock.set(on)
  const tx = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(it.at.db, it.workspaceId, 'test', work)
  return { db: it.at.db, workspace: await tx(readWorkspace), today: day(on), actor: 'test', tx }
}

async function list(it: Stage, on: string, name: string, lines: readonly string[]) {
  const at = await desk(it, on)
  const file = join(it.at.dataDir, name)
  writeFileSync(file, [head, ...lines].join('\n'))
  const done = await runImport(at, await planImport(at, file, 'claims'), { rejects: `${file}.rejects.csv` })
  expect(done.problems.count).toBe(0)
  return done
}

test('three spellings, two numbers, one customer: proposed, merged by a person, reminded once', async () => {
  const it = await stage()
  await list(it, '2024-01-10', 'january.csv', [
    'K1;Harbour Foods Ltd;ap@harbour.example;GB123456789;A1;2024-01-10;2024-02-09;1000.00;GBP',
    'K1;HARBOUR FOODS LIMITED;ap@harbour.example;GB123456789;A2;2024-01-10;2024-02-09;200.00;GBP',
    'K2;Harbor Foods Ltd;kitchen@harbour.example;GB123456789;B1;2024-01-12;2024-02-10;300.00;GBP',
    'K3;Alba SL;ap@alba.example;;C1;2024-01-10;2024-06-09;50.00;GBP',
  ])
  await story(
    it,
    `
    2024-02-06  the day runs
                → email "before-due" to ap@harbour.example: A1 1000.00 GBP, A2 200.00 GBP
    2024-02-07  the day runs
                → email "before-due" to kitchen@harbour.example: B1 300.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@harbour.example: A1 1000.00 GBP, A2 200.00 GBP
                → email "friendly" to kitchen@harbour.example: B1 300.00 GBP
    2024-02-14  the day runs
  `,
  )
  const at = await desk(it, '2024-02-14')
  await at.tx(async (tx) => {
    const first = await findDebtor(tx, 'harbour foods limited')
    expect(first.name).toBe('Harbour Foods Ltd')
    const [also, ...rest] = await aliasesOf(tx, first)
    expect(rest).toEqual([])
    expect([also!.alias, also!.fileName, dayText(also!.seenOn!)]).toEqual([
      'HARBOUR FOODS LIMITED',
      'january.csv',
      '2024-01-10',
    ])
    const { proposals } = await proposeMerges(tx, 10)
    expect(proposals.map((one) => [one.from.name, one.into.name, one.evidence])).toEqual([
      [
        'Harbor Foods Ltd',
        'Harbour Foods Ltd',
        ['the same tax number GB123456789', 'names that differ by a typing error'],
      ],
    ])
    const plan = await planMerge(tx, await findDebtor(tx, 'K2'), first)
    await mergeDebtors(tx, at.today, plan)
    expect((await proposeMerges(tx, 10)).proposals).toEqual([])
    expect((await findDebtor(tx, 'K2')).id).toBe(first.id)
  })
  await story(
    it,
    `
    2024-02-15  the day runs
    2024-02-19  the day runs
                → email "second" to ap@harbour.example: A1 1000.00 GBP, A2 200.00 GBP, B1 300.00 GBP
    2024-02-23  the day runs
  `,
  )
  // The next list still says K2, and brings nothing anew.
  const again = await list(it, '2024-02-23', 'february.csv', [
    'K1;Harbour Foods Ltd;ap@harbour.example;GB123456789;A1;2024-01-10;2024-02-09;1000.00;GBP',
    'K2;Harbor Foods Ltd;kitchen@harbour.example;GB123456789;B1;2024-01-12;2024-02-10;300.00;GBP',
    'K2;Harbor Foods Ltd;kitchen@harbour.example;GB123456789;B2;2024-02-20;2024-03-20;40.00;GBP',
  ])
  expect([again.debtors, again.claims, again.changed.count]).toEqual([0, 1, 0])
})

test('a spelling goes with the import that brought it; one that a later list has seen stays', async () => {
  const it = await stage()
  const row = (name: string, no: string) => `K1;${name};ap@x.example;;${no};2024-01-10;2024-06-09;10.00;GBP`
  await list(it, '2024-01-10', 'one.csv', [row('Bond Ltd', 'A1')])
  await list(it, '2024-01-11', 'two.csv', [row('Bond & Sons', 'A2'), row('Bont Ltd', 'A3')])
  const names = async () => {
    const at = await desk(it, '2024-01-12')
    return at.tx(async (tx) => (await aliasesOf(tx, await findDebtor(tx, 'K1'))).map((one) => one.alias).sort())
  }
  expect(await names()).toEqual(['Bond & Sons', 'Bont Ltd'])
  await list(it, '2024-01-12', 'three.csv', [row('Bont Ltd', 'A4')])
  const at = await desk(it, '2024-01-13')
  const [, two] = await at.tx(listImports)
  await undoImport(at, two!.id)
  expect(await names()).toEqual(['Bont Ltd'])
  await expect(at.tx((tx) => findDebtor(tx, 'Bond & Sons'))).rejects.toThrow('no customer')
})

test('that two are not the same is remembered, in the record of both, and after a merge', async () => {
  const it = await stage()
  await list(it, '2024-01-10', 'one.csv', [
    'K1;Meyer Handel GmbH;a@meyer.example;;A1;2024-01-10;2024-06-09;10.00;GBP',
    'K2;Meier Handel GmbH;b@meyer.example;;A2;2024-01-10;2024-06-09;10.00;GBP',
    'K3;Meuer Handel GmbH;c@mayer.example;;A3;2024-01-10;2024-06-09;10.00;GBP',
  ])
  const at = await desk(it, '2024-01-11')
  await at.tx(async (tx) => {
    const [one, two, three] = [await findDebtor(tx, 'K1'), await findDebtor(tx, 'K2'), await findDebtor(tx, 'K3')]
    const pairs = async () => (await proposeMerges(tx, 10)).proposals.map((it) => [it.into.no, it.from.no])
    expect((await pairs()).length).toBe(3)
    expect([await keepNotSame(tx, two, one), await keepNotSame(tx, one, two)]).toEqual([true, false])
    expect(await pairs()).toEqual([
      [one.no, three.no],
      [two.no, three.no],
    ])
    await mergeDebtors(tx, at.today, { from: two, into: three })
    expect(await pairs()).toEqual([])
    expect((await planMerge(tx, three, one)).says[0]).toBe('It was said before that they are not the same customer.')
    await expect(lockDebtors(tx, two.book, [two.id])).rejects.toThrow('was merged into')
  })
  await expect(undoImport(at, 'last')).rejects.toThrow(/something was built on it:[\s\S]*Meier Handel GmbH/)
})
