// Matching in the middle of trouble: a crash between batches, two programs at once, a merge of customers, charged interest.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { camtOf, ledgerOf } from '../../test/match/camt.ts'
import { makeCompany } from '../../test/match/company.ts'
import { makeYear } from '../../test/match/year.ts'
import { terminal } from '../../test/terminal.ts'
import { day, dayText } from '../core/day.ts'
import { paymentReference } from '../core/iban.ts'
import { inWorkspace, rows, sql, type Tx } from '../store/db.ts'
import { countMatches } from '../store/line-match.ts'
import { readWorkspace } from '../store/workspace.ts'
import { importBank } from './bank.ts'
import { type MatchDesk, matchAgain, matchLines } from './match.ts'

const { run, folder, at, workspace } = await terminal('2025-04-01', { country: 'DE', currency: 'EUR' })
const desk: MatchDesk = {
  workspace: await inWorkspace(at.db, workspace, 'test', readWorkspace),
  today: day('2025-04-01'),
  tx: (work) => inWorkspace(at.db, workspace, 'test', work),
}
const company = makeCompany(8, { customers: 250, months: 3 })
const order = [...new Set(company.invoices.map((it) => it.customer.no))]
const year = makeYear(8, company, (no) => paymentReference(1001 + order.indexOf(no)))

/** Every line that was booked, with what its parts and its payments make. */
async function booked(): Promise<{ line: string; amount: number; parts: number; payments: number }[]> {
  return desk.tx(async (tx) => {
    const parts = await rows<{ line: string; amount: number; parts: number }>(
      tx,
      sql`SELECT l.id AS line, l.amount_minor AS amount, sum(p.amount_minor) AS parts FROM bank_lines l
          JOIN bank_line_parts p ON p.workspace_id = l.workspace_id AND p.line_id = l.id AND p.undone_at IS NULL
          WHERE l.workspace_id = ${tx.workspaceId}::uuid GROUP BY l.id, l.amount_minor`,
    )
    const payments = await rows<{ line: string; sum: number }>(
      tx,
      sql`SELECT line_id AS line, sum(amount_minor) AS sum FROM payments WHERE workspace_id = ${tx.workspaceId}::uuid AND kind = 'payment' AND line_id IS NOT NULL
          GROUP BY line_id`,
    )
    const sums = new Map(payments.map((it) => [it.line, it.sum]))
    return parts.map((it) => ({ ...it, payments: sums.get(it.line) ?? 0 }))
  })
}

test('what a crash leaves is matched by the next call, and no line is booked twice', async () => {
  writeFileSync(join(folder, 'claims.csv'), ledgerOf(company.invoices))
  await run('import', 'claims', join(folder, 'claims.csv'))
  const path = join(folder, 'bank.xml')
  writeFileSync(path, camtOf(year, { account: 'DE02120300000000202051', openingMinor: 0 }, dayText(year.at(-1)!.day)))
  let crashed = false
  const crashing: MatchDesk = {
    ...desk,
    tx: (work) =>
      desk.tx(async (tx: Tx) => {
        const done = await work(tx)
        // The plug is pulled when a batch is written and not yet kept.
        if (!crashed && typeof done === 'object' && done !== null && 'outcome' in done) {
          crashed = true
          throw new Error('the plug was pulled')
        }
        return done
      }),
  }
  await expect(importBank(crashing, path)).rejects.toThrow('the plug was pulled')
  const before = await desk.tx((tx) => countMatches(tx))
  expect(before.booked + before.waiting + before.unapplied).toBeLessThan(year.length)

  // Two programs go on at once.
  await Promise.all([matchLines(desk), matchLines(desk), importBank(desk, path)])
  const counts = await desk.tx((tx) => countMatches(tx))
  expect(counts.booked + counts.waiting + counts.unapplied).toBe(year.length)
  const all = await booked()
  expect(all).toHaveLength(counts.booked)
  for (const it of all) expect(it).toMatchObject({ parts: it.amount, payments: it.amount })
  expect(await run('verify')).toContain('all balances and chains hold')
})

test('looking again books what has become plain, and a second time nothing', async () => {
  await matchAgain(desk)
  const before = await desk.tx((tx) => countMatches(tx))
  await matchAgain(desk)
  expect(await desk.tx((tx) => countMatches(tx))).toEqual(before)
  expect(await run('verify')).toContain('all balances and chains hold')
})

test('two who accept the same line at once: one does', async () => {
  const [line] = (JSON.parse(await run('match', 'list', '--json')) as { short: string; state: string }[]).filter(
    (it) => it.state === 'waiting',
  )
  const both = await Promise.allSettled([run('match', 'accept', line!.short), run('match', 'accept', line!.short)])
  expect(both.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await run('verify')).toContain('all balances and chains hold')
})

test('a message that waits does not leave while a payment could be theirs', async () => {
  await run('known-until', '2025-04-01')
  const held = (
    JSON.parse(await run('match', 'list', '--json')) as { held: { no: number; debtor: string }[] }[]
  ).flatMap((it) => it.held)
  expect(held.length).toBeGreaterThan(0)
  await run('run', '--day', '2025-04-01')
  const drafts = JSON.parse(await run('outbox', 'list', '--json')) as { debtor?: string; debtorNo?: number }[]
  const nos = new Set(held.map((it) => it.no))
  expect(drafts.filter((it) => it.debtorNo !== undefined && nos.has(it.debtorNo))).toEqual([])
  expect(await run('explain', held[0]!.debtor)).toContain('unapplied payment')
})
