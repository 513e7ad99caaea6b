// What the law asks to know of claims: what they were for, from which trade they come, and whether they were overdue when they
// were taken over. Answered for one claim or for many at once; the record of each debtor keeps from what to what.

import type { Purpose, Sector } from '../core/law.ts'
import { change, rows, sql, type Tx } from './db.ts'
import { addRecord, lockDebtors } from './record.ts'

export interface ClaimLawChange {
  readonly purpose?: Purpose
  readonly sector?: Sector | 'none'
  readonly inDefaultWhenObtained?: boolean
}

const columns = { purpose: 'purpose', sector: 'sector', inDefaultWhenObtained: 'in_default_when_obtained' } as const

/** Changes claims of one book that do not say so already. @returns how many were changed. */
export async function changeClaimLaw(
  tx: Tx,
  book: number,
  claimIds: readonly string[],
  to: ClaimLawChange,
  because: string,
): Promise<number> {
  const before = await rows<{ id: string; debtorId: string } & Record<keyof ClaimLawChange, unknown>>(
    tx,
    sql`SELECT id, debtor_id AS "debtorId", purpose, sector, in_default_when_obtained AS "inDefaultWhenObtained" FROM claims
        WHERE book_id = ${book} AND id = ANY(${claimIds as string[]}::uuid[]) ORDER BY id`,
  )
  const fields = (Object.keys(to) as (keyof ClaimLawChange)[]).filter((field) => to[field] !== undefined)
  const other = before.filter((it) => fields.some((field) => it[field] !== to[field]))
  if (other.length === 0) return 0
  const heads = await lockDebtors(tx, book, [...new Set(other.map((it) => it.debtorId))])
  const sets = fields.map((field) => sql`${sql.ref(columns[field])} = ${to[field]}`)
  await change(
    tx,
    sql`UPDATE claims SET ${sql.join(sets)}, version = version + 1 WHERE book_id = ${book} AND id = ANY(${other.map((it) => it.id)}::uuid[])`,
  )
  await addRecord(
    tx,
    heads,
    other.map((it) => ({
      debtorId: it.debtorId,
      kind: 'claim.changed',
      subjectId: it.id,
      body: { from: Object.fromEntries(fields.map((field) => [field, it[field]])), to, because },
    })),
  )
  return other.length
}
