import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { addDispute, addQuery } from './answer.ts'
import { addClaims } from './claim.ts'
import { inWorkspace } from './db.ts'
import { addDebtors } from './debtor.ts'
import { addLiable } from './liable.ts'
import { addPayments, openClaims, spread } from './payment.ts'
import { savePolicies } from './policy.ts'
import { runFacts, snapshot } from './snapshot.ts'
import { readWorkspace } from './workspace.ts'

const at = await freshDatabase()
const workspaceId = await nordwind(at)

test('live sums say what a rehearsal adds up from postings: the same facts where nothing is dated ahead', async () => {
  const { live, rehearsed } = await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    await savePolicies(tx, readyMade)
    const workspace = await readWorkspace(tx)
    const { creditorId } = workspace
    const { made, heads } = await addDebtors(
      tx,
      Array.from({ length: 12 }, (_, i) => ({
        name: `Customer ${i} Ltd`,
        kind: 'business' as const,
        kindBecause: 'Ltd',
        country: 'GB',
        language: 'en',
        handling: 'automatic' as const,
        arrivedOn: day('2026-03-02'),
        creditorId,
        contacts: [{ roles: [], emails: [`ap@customer${i}.example`] }],
      })),
    )
    const [book] = heads.keys()
    const chain = heads.get(book!)!
    const claims = await addClaims(
      tx,
      chain,
      made.flatMap((debtor, i) =>
        Array.from({ length: 3 }, (_, no) => ({
          debtorId: debtor.id,
          creditorId,
          caseId: debtor.caseId,
          number: `R${i}-${no}`,
          kind: 'invoice',
          currency: 'GBP',
          issuedOn: day('2026-01-10'),
          arrivedOn: day('2026-03-02'),
          dues: [{ dueOn: day(`2026-02-${10 + no}`), amountMinor: 10_000 }],
        })),
      ),
    )
    for (const [i, debtor] of made.entries()) {
      // Nothing, part of a claim, several claims, all of them and more.
      const amountMinor = (i % 6) * 7_000
      if (amountMinor === 0) continue
      const { parts, ruleId } = spread(amountMinor, await openClaims(tx, debtor, creditorId, 'GBP'))
      const payment = { debtorId: debtor.id, creditorId, amountMinor, currency: 'GBP', day: day('2026-02-20') }
      await addPayments(tx, chain, [{ ...payment, kind: 'payment', parts, ruleId }])
    }
    const joint = { claimId: claims[0]!, mainId: made[0]!.id, debtorId: made[11]!.id }
    await addLiable(tx, chain, [{ ...joint, role: 'joint', from: day('2026-03-01') }])
    await addQuery(tx, made[0]!, { asks: 'copy', on: day('2026-02-25'), claimIds: [claims[0]!] })
    await addDispute(tx, made[6]!, { cause: 'price', on: day('2026-02-25'), claims: [{ id: claims[18]! }] })
    const facts = await runFacts(tx, workspace, day('2026-03-02'))
    const ids = made.map((it) => it.id)
    const look = (rehearsal: boolean) => snapshot(tx, { ...facts, rehearsal }, book!, ids)
    return { live: await look(false), rehearsed: await look(true) }
  })
  expect(live).toEqual(rehearsed)
  expect(live.map((it) => it.cases[0]!.claims.length)).toEqual([3, 3, 2, 1, 1, 0, 3, 3, 2, 1, 1, 1])
  const all = live.flatMap((it) => it.cases.flatMap((one) => one.claims))
  expect(all.filter((it) => it.queries.length > 0).map((it) => it.number)).toEqual(['R0-0', 'R0-0'])
  expect(all.filter((it) => it.disputes.length > 0).map((it) => it.number)).toEqual(['R6-0'])
  expect(live[5]!.cases[0]!.paidOnTime).toEqual([false, false, false])
})
