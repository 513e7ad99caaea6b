// What must be kept stays until its day; what was erased is gone from every table, and the chain and the books still hold.

import { expect, test } from 'vitest'
import { clauseFrom } from '../../src/core/clause.ts'
import { day } from '../../src/core/day.ts'
import { keepings } from '../../src/core/retention.ts'
import { dueForErasure, erase, eraseAgain, planErasure } from '../../src/engine/erasure.ts'
import { bookRules } from '../../src/rules/books.ts'
import { addClause } from '../../src/store/charge.ts'
import { inWorkspace, rows, sql, type Tx } from '../../src/store/db.ts'
import { debtorId, findDebtor, listDebtors } from '../../src/store/debtor.ts'
import { addLegalHold, liftLegalHolds } from '../../src/store/erasure.ts'
import { verifyLedger } from '../../src/store/ledger.ts'
import { lockDebtors } from '../../src/store/record.ts'
import { verifyChains } from '../../src/store/verify.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { stage, story } from './story.ts'

test('books and letters are kept by the place where they are kept, from the end of the year; unknown places keep longest', () => {
  const de = keepings([], bookRules, 'DE', day('2026-03-05'))
  expect(de.map((it) => [it.rule, it.until])).toEqual([
    ['books.de.ledger', day('2036-12-31')],
    ['books.de.letters', day('2032-12-31')],
  ])
  expect(keepings([], bookRules, 'BR', day('2026-03-05'))).toMatchObject([
    { rule: 'books.unknown', until: day('2036-12-31'), sure: 'memory' },
  ])
  for (const [place, until] of [
    ['GB', '2032'],
    ['FR', '2036'],
    ['NL', '2033'],
    ['IE', '2032'],
    ['CA', '2032'],
    ['AU', '2033'],
    ['IN', '2034'],
  ])
    expect(keepings([], bookRules, place!, day('2026-03-05'))[0], `books.${place}.ledger`).toMatchObject({
      rule: `books.${place!.toLowerCase()}.ledger`,
      until: day(`${until}-12-31`),
    })
})

test('erasure: refused while a claim is open or a hold stands, narrow while books must be kept, whole after', async () => {
  const it = await stage({ policyByKind: false })
  await story(
    it,
    `
    2024-01-01  Zephyrine is a consumer in GB, zephyrine@home.example
    2024-01-01  Zephyrine is invoiced A1 100.00 GBP, due 2024-01-20
    2024-01-01  Ben is a consumer in GB, ben@home.example
    2024-01-01  Ben is invoiced B1 100.00 GBP, due 2024-01-20
    2024-01-01  Zephyrine says: not on Tuesdays
    2024-01-01  Ben says: not on Tuesdays
    2024-01-17  the day runs
                → email "before-due" to ben@home.example: B1 100.00 GBP
                → email "before-due" to zephyrine@home.example: A1 100.00 GBP
    2024-01-18  Zephyrine pays 100.00 GBP
  `,
  )
  const { db } = it.at
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, it.workspaceId, 'test', work)
  const workspace = await inside(readWorkspace)
  const ann = await inside((tx) => findDebtor(tx, 'Zephyrine'))
  const ben = await inside((tx) => findDebtor(tx, 'Ben'))
  await inside(async (tx) => {
    const heads = await lockDebtors(tx, ann.book, [ann.id])
    const clause = clauseFrom({ interest: { percent: '5', cite: 'Terms § 3' } })
    await addClause(tx, heads, { debtor: ann }, clause, 'Zephyrine signed it')
  })
  // As an e-invoice leaves it.
  const terms = { payment: { payee: 'Zephyrine' }, buyerReference: 'Zephyrine 7', days: 14 }
  await sql`UPDATE claims SET terms = ${JSON.stringify(terms)}::jsonb WHERE debtor_id = ${ann.id}::uuid`.execute(
    db.owner,
  )
  const now = { actor: 'test', today: day('2024-02-01'), because: 'they asked' }
  const later = { ...now, today: day('2031-01-02'), because: 'over' }
  const holds = async () => {
    const found = await verifyChains(db, it.workspaceId)
    expect(found.broken).toEqual([])
    expect(await inside(verifyLedger)).toEqual([])
    return found.erased.contents
  }
  expect(await holds()).toBe(0)

  await expect(erase(db, workspace, ben, now)).rejects.toThrow(/A claim is open.*17\(3\)\(e\)/)
  await inside((tx) => addLegalHold(tx, ann, 'a lawsuit'))
  await expect(erase(db, workspace, ann, later)).rejects.toThrow('A legal hold stands: a lawsuit.')
  expect(await inside((tx) => liftLegalHolds(tx, ann))).toBe(1)

  // Six years in Britain: now only what no rule keeps.
  expect(await inside((tx) => planErasure(tx, workspace, ann, now.today))).toMatchObject({
    scope: 'personal',
    until: day('2030-12-31'),
    keep: [{ rule: 'books.gb.ledger' }],
  })
  const narrow = await erase(db, workspace, ann, now)
  expect(narrow.contents).toBeGreaterThan(0)
  expect(await holds()).toBe(narrow.contents)
  expect(await inside(listDebtors)).toMatchObject([{ name: 'Ben' }])
  expect(await inside((tx) => findDebtor(tx, String(ann.no)))).toMatchObject({ name: 'Zephyrine' })
  expect(await inside((tx) => dueForErasure(tx, workspace, day('2030-12-31')))).toEqual([])

  const due = await inside((tx) => dueForErasure(tx, workspace, later.today))
  expect(due.map((one) => one.trace.no)).toEqual([ann.no])
  const whole = await erase(db, workspace, ann, later)
  expect(await holds()).toBe(narrow.contents + whole.contents)
  expect(await inside((tx) => dueForErasure(tx, workspace, later.today))).toEqual([])

  // Nowhere in the database does her name stand, in no column of any table; Ben is as he was.
  const owner = { query: db.owner as never }
  const tables = await rows<{ name: string }>(
    owner,
    sql`SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of tables) {
    const found = await rows(owner, sql`SELECT 1 FROM ${sql.table(name)} t WHERE t::text ~* 'zephyrine'`)
    expect(found, name).toEqual([])
  }
  expect(await inside((tx) => findDebtor(tx, 'Ben'))).toMatchObject({ name: 'Ben' })

  // The list beside the database says it again to a backup that does not know of it: Ben stands in for one, for he is not erased.
  const lines = [
    whole.line,
    { debtor: debtorId(ben), scope: 'personal' as const, because: 'asked', keptUntil: '2030-12-31' },
  ]
  expect(await eraseAgain(db, workspace, 'test', lines)).toBe(1)
  expect(await eraseAgain(db, workspace, 'test', lines)).toBe(0)
  expect(await holds()).toBeGreaterThan(narrow.contents + whole.contents)

  // Content that is gone without a word is found.
  await sql`DELETE FROM record_payloads WHERE debtor_id = ${ben.id}::uuid AND seq = 1`.execute(db.owner)
  const broken = (await verifyChains(db, it.workspaceId)).broken
  expect(broken).toMatchObject([{ entry: 1 }])
  expect(broken[0]!.says).toContain('no entry says that it was erased')
})
