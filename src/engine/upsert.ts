// Many claims at once from a program: one transaction, one batch of the import's own, so that what is new, what is changed and what
// is refused goes by the same rules as a file. A claim that is refused keeps none of the others out.

import type { Key } from '../core/id.ts'
import type { ProblemFacts } from '../core/problem.ts'
import type { ImportClaim, ImportDebtor, ImportRow } from '../imports/claims.ts'
import { claimRef, findRefs, refText } from '../store/ref.ts'
import type { ImportDesk } from './import.ts'
import { takeBatch } from './import-batch.ts'
import { type Outcome, seenNumbers } from './import-outcome.ts'

export interface Upserted {
  readonly outcome: Outcome
  /** In the order of the rows: the claim, or why it was refused; a credit note has neither. */
  readonly rows: readonly { readonly claim?: Key; readonly problem?: ProblemFacts }[]
}

export function upsertClaims(
  desk: ImportDesk,
  claims: readonly { readonly debtor: ImportDebtor; readonly claim: ImportClaim }[],
): Promise<Upserted> {
  const { workspace, today } = desk
  const { creditorId } = workspace
  const rows: ImportRow[] = claims.map((it, i) => ({ ...it, line: i + 1 }))
  const said = {
    disputes: false,
    country: claims.some((it) => it.debtor.country !== undefined),
    language: claims.some((it) => it.debtor.language !== undefined),
  }
  return desk.tx(async (tx) => {
    const taking = { workspace, creditorId, today, moneyDay: today, said, seen: seenNumbers() }
    const { outcome, refused } = await takeBatch(taking, tx, rows)
    const refs = claims.map(({ claim }) => claimRef(creditorId, claim.kind, claim.number))
    const found = await findRefs(tx, [...new Map(refs.map((ref) => [refText(ref), ref])).values()])
    return {
      outcome,
      rows: rows.map((row, i) => {
        const problem = refused.get(row)?.facts
        if (problem) return { problem }
        return row.claim!.kind === 'credit_note' ? {} : { claim: found.get(refText(refs[i]!)) }
      }),
    }
  })
}
