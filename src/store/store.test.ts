import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { addClaims } from './claim.ts'
import { insert, inWorkspace, rows, sql } from './db.ts'
import { addDebtors } from './debtor.ts'
import { verifyLedger } from './ledger.ts'
import { addPayments, openClaims, spread } from './payment.ts'
import { verifyRecord } from './record.ts'
import { reversePayment } from './reversal.ts'
import { readWorkspace } from './workspace.ts'

const at = await freshDatabase()
const workspaceId = await nordwind(at)

test('a claim is made, part paid, the payment bounces, and the sums follow their postings', async () => {
  const said = await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(tx, [
      {
        name: 'Meyer GmbH',
        kind: 'business',
        kindBecause: 'GmbH',
        country: 'DE',
        language: 'de',
        handling: 'automatic',
        arrivedOn: day('2026-03-02'),
        creditorId,
        contacts: [{ name: 'Rechnungswesen', roles: ['accounts_payable'], emails: ['billing@meyer.example'] }],
      },
    ])
    const debtor = made[0]!
    const chain = heads.get(debtor.book)!
    const [id] = await addClaims(tx, chain, [
      {
        debtorId: debtor.id,
        creditorId,
        caseId: debtor.caseId,
        number: '2026-0117',
        kind: 'invoice',
        currency: 'EUR',
        issuedOn: day('2026-01-10'),
        arrivedOn: day('2026-03-02'),
        dues: [{ dueOn: day('2026-02-09'), amountMinor: 100_000 }],
      },
    ])
    const { parts, ruleId } = spread(40_000, await openClaims(tx, debtor, creditorId, 'EUR'))
    const [payment] = await addPayments(tx, chain, [
      {
        debtorId: debtor.id,
        creditorId,
        kind: 'payment',
        amountMinor: 40_000,
        currency: 'EUR',
        day: day('2026-02-20'),
        parts,
        ruleId,
      },
    ])
    const [after] = await openClaims(tx, debtor, creditorId, 'EUR')
    await reversePayment(tx, chain, debtor.id, payment!, { as: 'return', day: day('2026-02-25'), reason: 'bounced' })
    const [back] = await openClaims(tx, debtor, creditorId, 'EUR')
    expect(await verifyLedger(tx)).toEqual([])
    return [id, after!.open.principal, back!.open.principal]
  })
  expect(said.slice(1)).toEqual([60_000, 100_000])
  expect(await verifyRecord(at.db, workspaceId)).toEqual([])
})

test('a row that belongs to nothing is found by verifying, for the tables do not refuse it', async () => {
  const nobody = '00000000-0000-7000-8000-000000000001'
  const columns = 'book_id:bigint claim_id:uuid set_id:uuid no:integer due_on:date amount_minor:bigint'.split(' ')
  const undone = new Error('undone')
  await expect(
    inWorkspace(at.db, workspaceId, 'test', async (tx) => {
      const [claim] = await rows<{ book: number; id: string }>(tx, sql`SELECT book_id AS book, id FROM claims LIMIT 1`)
      await insert(tx, 'dues', columns, [[claim!.book, nobody, nobody, 1, day('2026-02-09'), 100]])
      await rows(tx, sql`UPDATE claim_state SET debtor_id = ${nobody}::uuid WHERE claim_id = ${claim!.id}::uuid`)
      expect(await verifyLedger(tx)).toEqual([
        `the sums of ${claim!.id} belong to no claim, or to another case`,
        `a due of ${nobody} belongs to no claim`,
      ])
      throw undone
    }),
  ).rejects.toBe(undone)
})

test('another workspace sees nothing, and history cannot be changed', async () => {
  const other = await nordwind(at, { name: 'Other Ltd' })
  const seen = await inWorkspace(at.db, other, 'test', (tx) =>
    rows(tx, sql`SELECT 1 FROM debtors UNION ALL SELECT 1 FROM postings`),
  )
  expect(seen).toEqual([])
  for (const statement of [
    'UPDATE postings SET amount_minor = 1',
    'DELETE FROM record',
    'UPDATE record_payloads SET body = 0::text',
  ]) {
    await expect(inWorkspace(at.db, workspaceId, 'test', (tx) => rows(tx, sql.raw(statement)))).rejects.toThrow(
      /permission denied/,
    )
  }
})
