import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { readyMade } from '../rules/policies.ts'
import { addClaims } from '../store/claim.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { addDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { savePolicies } from '../store/policy.ts'
import { readWorkspace } from '../store/workspace.ts'
import { run } from './run.ts'

const at = await freshDatabase('2024-02-13')
const workspaceId = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, workspaceId, 'test', work)

test('two programs run the same day over several books: each case is decided once', async () => {
  await inside((tx) => savePolicies(tx, readyMade))
  for (let book = 0; book < 5; book++) {
    await inside(async (tx) => {
      const { creditorId } = await readWorkspace(tx)
      const { made, heads } = await addDebtors(
        tx,
        Array.from({ length: 40 }, (_, i) => ({
          name: `Customer ${book}-${i} Ltd`,
          kind: 'business' as const,
          kindBecause: 'Ltd',
          country: 'GB',
          language: 'en',
          handling: 'automatic' as const,
          arrivedOn: day('2024-01-10'),
          creditorId,
          contacts: [{ roles: [], emails: [`ap${book}-${i}@customer.example`] }],
        })),
      )
      await addClaims(
        tx,
        heads.get(made[0]!.book)!,
        made.map((debtor, i) => ({
          debtorId: debtor.id,
          creditorId,
          caseId: debtor.caseId,
          number: `${book}-${i}`,
          kind: 'invoice',
          currency: 'GBP',
          issuedOn: day('2024-01-10'),
          arrivedOn: day('2024-01-10'),
          dues: [{ dueOn: day('2024-02-09'), amountMinor: 10_000 + i }],
        })),
      )
      await lookAgain(
        tx,
        made[0]!.book,
        made.map((debtor) => debtor.id),
        day('2024-02-13'),
      )
      // The next customers open a book of their own.
      await rows(tx, sql`UPDATE books SET debtors = 20000, next_no = last_no + 1 WHERE id = ${made[0]!.book}`)
    })
  }
  const workspace = await inside(readWorkspace)
  const options = { day: day('2024-02-13'), actor: 'test' }
  const results = await Promise.all([
    run(at.db, workspace, options),
    run(at.db, workspace, options),
    run(at.db, workspace, { ...options, workers: 2 }),
  ])
  expect(results.reduce((sum, it) => sum + it.messages, 0)).toBe(200)
  expect(results.reduce((sum, it) => sum + it.cases, 0)).toBe(200)
  const [count] = await inside((tx) =>
    rows<{ drafts: number; debtors: number }>(
      tx,
      sql`SELECT count(*)::int AS drafts, count(DISTINCT debtor_id)::int AS debtors FROM outbox`,
    ),
  )
  expect(count).toEqual({ drafts: 200, debtors: 200 })
  expect((await run(at.db, workspace, options)).cases).toBe(0)
})

test('a customer that spoils a batch stands aside with its error; the others go on', async () => {
  await inside(async (tx) => {
    const [debtor] = await rows<{ book_id: number; id: string }>(
      tx,
      sql`SELECT book_id, id FROM debtors ORDER BY id LIMIT 1`,
    )
    await rows(
      tx,
      sql`INSERT INTO policy_choices (workspace_id, reach, subject, policy_id) VALUES (${workspaceId}::uuid, 'debtor', ${debtor!.id}, 'gone')`,
    )
    await rows(tx, sql`UPDATE case_state SET next_look_on = '2024-02-14'::date`)
  })
  at.clock.set('2024-02-14')
  const workspace = await inside(readWorkspace)
  const result = await run(at.db, workspace, { day: day('2024-02-14'), actor: 'test' })
  expect(result.setAside).toHaveLength(1)
  expect(result.setAside[0]!.says).toMatch(/no policy gone/)
  expect(result.cases).toBe(200)
})
