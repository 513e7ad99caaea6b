import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day, dayText } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { addClaims } from '../store/claim.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { addDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { savePolicies } from '../store/policy.ts'
import { readWorkspace } from '../store/workspace.ts'
import { rehearse } from './rehearse.ts'

const at = await freshDatabase('2024-01-10')
const workspaceId = await nordwind(at)

test('an invoice that nobody pays climbs the ladder, each step once', async () => {
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    await savePolicies(tx, readyMade)
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(tx, [
      {
        name: 'Harbour & Sons Ltd',
        kind: 'business',
        kindBecause: 'Ltd',
        country: 'GB',
        language: 'en',
        handling: 'automatic',
        arrivedOn: day('2024-01-10'),
        creditorId,
        contacts: [
          {
            roles: ['accounts_payable'],
            emails: ['ap@harbour.example'],
            posts: ['Harbour & Sons Ltd\n1 Dock Road\nHull HU1 1AA'],
          },
        ],
      },
    ])
    const debtor = made[0]!
    await addClaims(tx, heads.get(debtor.book)!, [
      {
        debtorId: debtor.id,
        creditorId,
        caseId: debtor.caseId,
        number: '2024-0117',
        kind: 'invoice',
        currency: 'GBP',
        issuedOn: day('2024-01-10'),
        arrivedOn: day('2024-01-10'),
        dues: [{ dueOn: day('2024-02-09'), amountMinor: 100_000 }],
      },
    ])
    await lookAgain(tx, debtor.book, [debtor.id], day('2024-01-10'))
  })
  const said: string[] = []
  await rehearse(at.db, workspaceId, {
    from: day('2024-01-10'),
    until: day('2024-05-01'),
    actor: 'test',
    dataDir: at.dataDir,
    clock: { set: (moment) => at.clock.set(new Date(moment).toISOString().slice(0, 10)) },
    worker: 'test',
    approveAll: true,
    noBrake: true,
    knownEveryDay: true,
    onDay: async (on, run, out) => {
      for (const it of run.setAside) said.push(`${dayText(on)} aside ${it.says}`)
      for (const it of out.heldBack) said.push(`${dayText(on)} held ${it.message.stepId} ${it.says}`)
      const sent = await inWorkspace(at.db, workspaceId, 'test', (tx) =>
        rows<{ step_id: string; channel: string; subject: string }>(
          tx,
          sql`SELECT m.step_id, a.channel, a.subject FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id JOIN outbox o ON o.message_id = m.id WHERE o.given_on = ${dayText(on)}::date`,
        ),
      )
      for (const it of sent) said.push(`${dayText(on)} ${it.channel} ${it.step_id}: ${it.subject}`)
      const tasks = await inWorkspace(at.db, workspaceId, 'test', (tx) =>
        rows<{ says: string }>(tx, sql`SELECT says FROM tasks WHERE day = ${dayText(on)}::date`),
      )
      for (const it of tasks) said.push(`${dayText(on)} task ${it.says}`)
    },
  })
  console.log(said.join('\n'))
  expect(said.length).toBeGreaterThan(5)
})
