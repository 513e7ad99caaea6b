import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, day } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { addDispute } from '../store/answer.ts'
import { addClaims } from '../store/claim.ts'
import { inWorkspace } from '../store/db.ts'
import { addDebtors } from '../store/debtor.ts'
import { addPayments } from '../store/payment.ts'
import { savePolicies } from '../store/policy.ts'
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
