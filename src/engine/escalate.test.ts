// A step brought forward by a person comes at once where nothing else holds it, waits with what does, and goes back to its own day when
// that is taken back.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, type Day, day, dayText } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { addClaims } from '../store/claim.ts'
import { inWorkspace, type Tx } from '../store/db.ts'
import { addDebtors, type DebtorRow, findDebtor } from '../store/debtor.ts'
import { withdrawEscalation } from '../store/escalation.ts'
import { savePolicies } from '../store/policy.ts'
import { readWorkspace, type Workspace } from '../store/workspace.ts'
import { escalatable, escalate } from './escalate.ts'
import { outlook } from './preview.ts'

const today = day('2026-06-30')
const at = await freshDatabase('2026-06-30')
const workspaceId = await nordwind(at)
await inWorkspace(at.db, workspaceId, 'test', (tx) => savePolicies(tx, readyMade))

let count = 0
async function withCustomer(
  dueOn: Day,
  work: (it: { tx: Tx; workspace: Workspace; debtor: DebtorRow }) => Promise<void>,
): Promise<void> {
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    const workspace = await readWorkspace(tx)
    const { creditorId } = workspace
    const name = `Customer ${++count}`
    const { made, heads } = await addDebtors(tx, [
      {
        ...{
          name,
          kind: 'business' as const,
          kindBecause: 'said',
          country: 'GB',
          language: 'en',
          handling: 'automatic',
        },
        ...{ arrivedOn: day('2026-01-01'), creditorId },
        contacts: [{ emails: [`ap@c${count}.example`], roles: [] }],
      },
    ])
    const { id, book, caseId } = made[0]!
    await addClaims(tx, heads.get(book)!, [
      {
        ...{ debtorId: id, creditorId, caseId, number: `E-${count}`, kind: 'invoice', currency: 'GBP' },
        ...{ issuedOn: addDays(dueOn, -30), dues: [{ dueOn, amountMinor: 90_000 }], arrivedOn: addDays(dueOn, -30) },
      },
    ])
    await work({ tx, workspace, debtor: await findDebtor(tx, name) })
  })
}

const messageOn = async (tx: Tx, workspace: Workspace, debtor: DebtorRow, on: Day) => {
  const view = await outlook(tx, workspace, debtor, on)
  return view.today.flatMap((it) => it.actions).find((it) => it.kind === 'message')
}

test('a step comes before its day when a person says so, says that, and waits for its day again when they take it back', async () => {
  // One day late: the friendly note would come later.
  await withCustomer(addDays(today, -1), async ({ tx, workspace, debtor }) => {
    expect(await messageOn(tx, workspace, debtor, today)).toBeUndefined()
    const before = await escalatable(tx, workspace, debtor, today)
    expect(before).toMatchObject({ step: { id: 'friendly' }, sooner: today, waits: [], claims: [`E-${count}`] })
    expect(before!.on).toBeGreaterThan(today)

    await expect(escalate(tx, workspace, debtor, { expected: 'final', on: today })).rejects.toMatchObject({
      facts: {
        code: 'escalation.changed',
      },
    })
    const { what: _, ...key } = await escalate(tx, workspace, debtor, { expected: 'friendly', on: today })
    const message = await messageOn(tx, workspace, debtor, today)
    expect(message).toMatchObject({ stepId: 'friendly' })
    expect(message!.reasons.map((it) => it.says)).toContain(
      `Friendly note for E-${count} comes before its day, ${dayText(before!.on)}: a person escalated it on 2026-06-30.`,
    )
    // It comes today already: a second click finds nothing to bring forward.
    await expect(escalate(tx, workspace, debtor, { on: today })).rejects.toMatchObject({
      facts: { code: 'escalation.none' },
    })

    await withdrawEscalation(tx, key, today)
    expect(await messageOn(tx, workspace, debtor, today)).toBeUndefined()
    expect(await escalatable(tx, workspace, debtor, today)).toMatchObject({ on: before!.on })
    await expect(withdrawEscalation(tx, key, today)).rejects.toMatchObject({ facts: { code: 'escalation.unknown' } })
  })
})

test('what is not overdue cannot be escalated', async () => {
  await withCustomer(addDays(today, 10), async ({ tx, workspace, debtor }) => {
    expect(await escalatable(tx, workspace, debtor, today)).toBeUndefined()
    await expect(escalate(tx, workspace, debtor, { on: today })).rejects.toMatchObject({
      facts: { code: 'escalation.none' },
    })
  })
})
