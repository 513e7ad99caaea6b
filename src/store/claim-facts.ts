// What notices say of claims, one row a claim; and what is open of a claim by component, as its postings say on a day.

import { type ClaimLawFacts, claimFactsShape } from '../core/claim-facts.ts'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { insert, onDay, rows, sql, type Tx } from './db.ts'
import { lookAgain } from './ledger.ts'
import { addRecord, lockDebtors } from './record.ts'

export async function readClaimFacts(
  tx: Tx,
  book: number,
  claimIds: readonly string[],
): Promise<Map<string, ClaimLawFacts>> {
  const found = await rows<{ claim_id: string; facts: unknown }>(
    tx,
    sql`SELECT claim_id, facts FROM claim_facts WHERE book_id = ${book} AND claim_id = ANY(${claimIds as string[]}::uuid[])`,
  )
  return new Map(found.map((it) => [it.claim_id, claimFactsShape.parse(it.facts)]))
}

/** Changes some facts of a claim; the record keeps what was said and by whom. */
export async function changeClaimFacts(
  tx: Tx,
  claim: Key & { readonly debtorId: string; readonly number: string },
  changes: Readonly<Record<string, unknown>>,
  today: Day,
): Promise<ClaimLawFacts> {
  const heads = await lockDebtors(tx, claim.book, [claim.debtorId])
  const before = (await readClaimFacts(tx, claim.book, [claim.id])).get(claim.id) ?? {}
  const parsed = claimFactsShape.safeParse({ ...before, ...changes })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = issue!.code === 'unrecognized_keys' ? issue!.keys[0]! : issue!.path.join('.')
    throw problem(
      'notice.facts',
      issue!.code === 'unrecognized_keys'
        ? `There is no fact ${quoted(name)} of a claim.`
        : `The fact ${quoted(name)} of ${claim.number} is not valid: ${issue!.message}.`,
      `The facts are: ${Object.keys(claimFactsShape.shape).join(', ')}.`,
    )
  }
  await insert(
    tx,
    'claim_facts',
    ['book_id:bigint', 'claim_id:uuid', 'facts:jsonb', 'recorded_at:timestamptz', 'actor:text'],
    [[claim.book, claim.id, parsed.data, tx.now, tx.actor]],
    { conflict: 'nothing' },
  )
  await rows(
    tx,
    sql`UPDATE claim_facts SET facts = ${JSON.stringify(parsed.data)}::jsonb, recorded_at = ${new Date(tx.now).toISOString()}::timestamptz, actor = ${tx.actor}
        WHERE book_id = ${claim.book} AND claim_id = ${claim.id}::uuid`,
  )
  await addRecord(tx, heads, [
    { debtorId: claim.debtorId, kind: 'claim.facts', subjectId: claim.id, body: { number: claim.number, ...changes } },
  ])
  await lookAgain(tx, claim.book, [claim.debtorId], today)
  return parsed.data
}

export interface OpenParts {
  readonly principal: number
  readonly interest: number
  readonly fee: number
  readonly cost: number
}

/** What is open of claims by component, from the postings up to and including a day. */
export async function readOpenParts(
  tx: Tx,
  book: number,
  claimIds: readonly string[],
  until: Day,
): Promise<Map<string, OpenParts>> {
  const found = await rows<{ claim_id: string; component: keyof OpenParts; sum: number }>(
    tx,
    sql`SELECT claim_id, component, sum(amount_minor) AS sum FROM postings
        WHERE book_id = ${book} AND claim_id = ANY(${claimIds as string[]}::uuid[]) AND day <= ${onDay(until)}::date GROUP BY claim_id, component`,
  )
  const parts = new Map<string, Record<keyof OpenParts, number>>()
  for (const id of claimIds) parts.set(id, { principal: 0, interest: 0, fee: 0, cost: 0 })
  for (const it of found) {
    const own = parts.get(it.claim_id)!
    if (it.component in own) own[it.component] = Number(it.sum)
  }
  return parts
}
