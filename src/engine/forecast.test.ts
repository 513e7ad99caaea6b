import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, day } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { addDispute, addPromise, judgePromise } from '../store/answer.ts'
import { addClaims } from '../store/claim.ts'
import { inWorkspace } from '../store/db.ts'
import { addDebtors } from '../store/debtor.ts'
import { addPayments } from '../store/payment.ts'
import { savePolicies } from '../store/policy.ts'
import { lockDebtors } from '../store/record.ts'
import { readWorkspace } from '../store/workspace.ts'
import { forecast } from './forecast.ts'

const at = await freshDatabase('2024-06-03')
const workspaceId = await nordwind(at)
const today = day('2024-06-03')

test('who pays ten days late is expected ten days late, to the cent, and what rests is said', async () => {
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    await savePolicies(tx, readyMade)
    const { creditorId } = await readWorkspace(tx)
    const habits = [
      { name: 'Late Ltd', late: 10 },
      { name: 'Prompt Ltd', late: 0 },
    ]
    const { made, heads } = await addDebtors(
      tx,
      habits.map(({ name }) => ({
        name,
        kind: 'business' as const,
        kindBecause: 'Ltd',
        country: 'GB',
        language: 'en',
        handling: 'automatic' as const,
        arrivedOn: today,
        creditorId,
        contacts: [],
      })),
    )
    const chain = heads.get(made[0]!.book)!
    for (const [i, { late }] of habits.entries()) {
      const debtor = made[i]!
      const base = {
        debtorId: debtor.id,
        creditorId,
        caseId: debtor.caseId,
        kind: 'invoice',
        currency: 'GBP',
        arrivedOn: today,
      }
      const paid = Array.from({ length: 12 }, (_, k) => ({ dueOn: addDays(today, -30 - 10 * k), number: `${i}-${k}` }))
      const ids = await addClaims(
        tx,
        chain,
        paid.map(({ dueOn, number }) => ({
          ...base,
          number,
          issuedOn: addDays(dueOn, -30),
          dues: [{ dueOn, amountMinor: 10_000 }],
        })),
      )
      await addPayments(
        tx,
        chain,
        paid.map(({ dueOn }, k) => ({
          debtorId: debtor.id,
          creditorId,
          kind: 'payment' as const,
          amountMinor: 10_000,
          currency: 'GBP',
          day: addDays(dueOn, late + (k % 3) - 1),
          parts: [{ claimId: ids[k]!, component: 'principal' as const, amountMinor: 10_000 }],
          ruleId: 'as-named',
        })),
      )
      await addClaims(tx, chain, [
        {
          ...base,
          number: `${i}-open`,
          issuedOn: addDays(today, -28),
          dues: [{ dueOn: addDays(today, 2), amountMinor: 33_333 }],
        },
      ])
    }
    const [disputed] = await addClaims(tx, chain, [
      {
        debtorId: made[0]!.id,
        creditorId,
        caseId: made[0]!.caseId,
        kind: 'invoice',
        currency: 'GBP',
        arrivedOn: today,
        number: 'D',
        issuedOn: today,
        dues: [{ dueOn: addDays(today, 5), amountMinor: 5_000 }],
      },
    ])
    await addDispute(
      tx,
      { book: made[0]!.book, id: made[0]!.id, caseId: made[0]!.caseId },
      { cause: 'broken', on: today, claims: [{ id: disputed! }] },
    )
  })
  const workspace = await inWorkspace(at.db, workspaceId, 'test', readWorkspace)
  const found = await forecast(at.db, workspace, 'test', today, 4)
  const [pounds] = found.currencies
  expect(pounds!.openMinor).toBe(71_666)
  expect(pounds!.restingMinor).toBe(5_000)
  expect(pounds!.weeks.reduce((sum, week) => sum + week.expectedMinor, 0) + pounds!.laterMinor).toBe(66_666)
  // Monday to Sunday: the prompt one this week, the late one in the week after next.
  expect(pounds!.weeks[0]!.expectedMinor).toBe(33_333)
  expect(pounds!.weeks[1]!.expectedMinor).toBe(33_333)
  for (const week of pounds!.weeks) expect(week.lowMinor).toBeLessThanOrEqual(week.highMinor)
  expect(await forecast(at.db, workspace, 'test', today, 4)).toEqual(found)
})

test('a promise counts as far as theirs are kept: the more they broke, the less of it is expected on its day', async () => {
  const expectedOnDay: number[] = []
  for (const broken of [0, 8]) {
    const name = `Promise ${broken} Ltd`
    await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
      const { creditorId } = await readWorkspace(tx)
      const { made, heads } = await addDebtors(tx, [
        {
          name,
          kind: 'business',
          kindBecause: 'Ltd',
          country: 'GB',
          language: 'en',
          handling: 'automatic',
          arrivedOn: today,
          creditorId,
          contacts: [],
        },
      ])
      const debtor = { book: made[0]!.book, id: made[0]!.id, caseId: made[0]!.caseId }
      const chain = heads.get(debtor.book)!
      const [claim] = await addClaims(tx, chain, [
        {
          debtorId: debtor.id,
          creditorId,
          caseId: debtor.caseId,
          kind: 'invoice',
          currency: 'CHF',
          arrivedOn: today,
          number: name,
          issuedOn: addDays(today, -60),
          dues: [{ dueOn: addDays(today, -30), amountMinor: 100_000 }],
        },
      ])
      const promise = { amountMinor: 100_000, currency: 'CHF', madeOn: addDays(today, -1), claimIds: [claim!] }
      for (let i = 0; i < broken; i++) {
        const id = await addPromise(tx, debtor, { ...promise, byDay: addDays(today, -1) })
        await judgePromise(tx, await lockDebtors(tx, debtor.book, [debtor.id]), debtor.id, id, 'broken', today)
      }
      await addPromise(tx, debtor, { ...promise, byDay: addDays(today, 8) })
    })
    const workspace = await inWorkspace(at.db, workspaceId, 'test', readWorkspace)
    const francs = (await forecast(at.db, workspace, 'test', today, 6)).currencies.find((it) => it.currency === 'CHF')!
    // Today is a Monday: eight days on is the second week.
    expectedOnDay.push(francs.weeks[1]!.expectedMinor)
    expect(francs.weeks.reduce((sum, week) => sum + week.expectedMinor, 0) + francs.laterMinor).toBe(francs.openMinor)
  }
  const [trusted, both] = expectedOnDay
  expect(trusted).toBeGreaterThan(40_000)
  // The second debtor's hundred thousand adds less than the first one's did, and something all the same.
  expect(both! - trusted!).toBeLessThan(trusted!)
})
