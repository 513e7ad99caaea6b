// The time machine tells what the real engine then does: to the day, the step and the customer.

import { expect, test } from 'vitest'
import { addDays, type Day, day, dayText } from '../../src/core/day.ts'
import { type Simulated, simulate } from '../../src/engine/simulate.ts'
import { policyFrom } from '../../src/rules/notices.ts'
import { addClaims } from '../../src/store/claim.ts'
import { inWorkspace, rows, sql } from '../../src/store/db.ts'
import { addDebtors } from '../../src/store/debtor.ts'
import { lookAgain } from '../../src/store/ledger.ts'
import { addPayments } from '../../src/store/payment.ts'
import { lockDebtors } from '../../src/store/record.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { live, type Stage, stage } from './story.ts'

const from = day('2024-02-01')
const until = day('2024-05-15')

/** A small book with everything that makes days differ: several claims, currencies, an instalment loan, a customer by hand. */
async function book(): Promise<Stage> {
  const it = await stage()
  await inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(
      tx,
      Array.from({ length: 6 }, (_, i) => ({
        name: `Customer ${i} Ltd`,
        kind: 'business' as const,
        kindBecause: 'Ltd',
        country: i === 3 ? 'DE' : 'GB',
        language: 'en',
        handling: i === 5 ? ('by_hand' as const) : ('automatic' as const),
        arrivedOn: from,
        creditorId,
        contacts: [
          {
            roles: ['accounts_payable' as const],
            emails: [`ap${i}@customer.example`],
            phones: i % 2 === 0 ? ['+441632960001'] : [],
            posts: ['1 High Street'],
          },
        ],
      })),
    )
    const chain = heads.get(made[0]!.book)!
    const due = (on: string, amountMinor: number) => ({ dueOn: day(on), amountMinor })
    const claims = made.flatMap((debtor, i) => [
      { debtor, number: `${i}-1`, dues: [due('2024-02-09', 50_000 + i)] },
      { debtor, number: `${i}-2`, dues: [due('2024-03-04', 70_000 + i)] },
      {
        debtor,
        number: `${i}-3`,
        dues:
          i === 2
            ? [due('2024-02-20', 10_000), due('2024-03-20', 10_000), due('2024-04-20', 10_000)]
            : [due('2024-04-15', 20_000)],
      },
    ])
    await addClaims(
      tx,
      chain,
      claims.map(({ debtor, number, dues }) => ({
        debtorId: debtor.id,
        creditorId,
        caseId: debtor.caseId,
        number,
        kind: 'invoice',
        currency: number === '4-2' ? 'EUR' : 'GBP',
        issuedOn: day('2024-01-20'),
        arrivedOn: from,
        dues,
      })),
    )
    await lookAgain(
      tx,
      made[0]!.book,
      made.map((debtor) => debtor.id),
      from,
    )
  })
  return it
}

function told(found: readonly Simulated[]): string[] {
  return found
    .filter((it) => it.action.kind === 'message')
    .map((it) => `${dayText(it.day)} ${it.debtor.name} ${it.action.kind === 'message' ? it.action.stepId : ''}`)
    .sort()
}

async function lived(it: Stage): Promise<string[]> {
  await live(it, from, addDays(until, -1))
  const found = await inWorkspace(it.at.db, it.workspaceId, 'test', (tx) =>
    rows<{ on: Day; name: string; step: string }>(
      tx,
      sql`SELECT o.given_on AS on, d.name, m.step_id AS step FROM messages m JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
          JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id WHERE o.given_on IS NOT NULL`,
    ),
  )
  return found.map((one) => `${dayText(one.on)} ${one.name} ${one.step}`).sort()
}

async function machine(
  it: Stage,
  today: Day,
  options: Partial<Parameters<typeof simulate>[3]> = {},
): Promise<Simulated[]> {
  const workspace = await inWorkspace(it.at.db, it.workspaceId, 'test', readWorkspace)
  return simulate(it.at.db, workspace, today, {
    from,
    until,
    actor: 'test',
    behaviour: { kind: 'nobody pays' },
    ...options,
  })
}

test('what the machine tells of the days to come is what the engine then does, and looking writes nothing', async () => {
  const it = await book()
  it.at.clock.set('2024-02-01')
  const count = () =>
    inWorkspace(it.at.db, it.workspaceId, 'test', (tx) =>
      rows(
        tx,
        sql`SELECT (SELECT count(*) FROM record) AS entries, (SELECT count(*) FROM outbox) AS messages, (SELECT count(*) FROM tasks) AS tasks, (SELECT sum(debtors) FROM books) AS debtors`,
      ),
    )
  const before = await count()
  const foretold = told(await machine(it, from))
  expect(await count()).toEqual(before)
  const done = await lived(it)
  expect(done.length).toBeGreaterThan(25)
  expect(foretold).toEqual(done)
  // And afterwards, over the same days: what would this policy have sent on this ledger? What it did.
  expect(told(await machine(it, until))).toEqual(done)
})

test('who pays is not written to: as given, and in the past as the ledger says', async () => {
  const it = await book()
  const paying = await machine(it, from, { behaviour: { kind: 'given', daysLate: 0 } })
  expect(
    new Set(
      paying
        .filter((one) => one.action.kind === 'message')
        .map((one) => (one.action.kind === 'message' ? one.action.stage : '')),
    ),
  ).toEqual(new Set(['before']))
  await inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const [debtor] = await rows<{ book_id: number; id: string; claim: string }>(
      tx,
      sql`SELECT d.book_id, d.id, c.id AS claim FROM debtors d JOIN claims c ON c.book_id = d.book_id AND c.debtor_id = d.id AND c.number = '0-1'`,
    )
    const heads = await lockDebtors(tx, debtor!.book_id, [debtor!.id])
    await addPayments(tx, heads, [
      {
        debtorId: debtor!.id,
        creditorId,
        kind: 'payment',
        amountMinor: 50_000,
        currency: 'GBP',
        day: day('2024-02-16'),
        parts: [{ claimId: debtor!.claim, component: 'principal', amountMinor: 50_000 }],
        ruleId: 'as-named',
      },
    ])
  })
  const past = (await machine(it, until)).filter((one) => one.debtor.name === 'Customer 0 Ltd')
  expect(told(past).slice(0, 2)).toEqual(['2024-02-06 Customer 0 Ltd before-due', '2024-02-13 Customer 0 Ltd friendly'])
  expect(told(past)).not.toContain('2024-02-19 Customer 0 Ltd second')
})

test('another policy says what it would change', async () => {
  const it = await book()
  const policy = policyFrom({
    id: 'quiet',
    name: 'Quiet',
    steps: [{ id: 'only', stage: 'friendly', days: 30, template: 'friendly' }],
  })
  const quiet = told(await machine(it, from, { policy }))
  expect(quiet.length).toBeGreaterThan(5)
  expect(quiet.every((one) => one.endsWith(' only'))).toBe(true)
})
