// One claim or one customer by hand: a batch of one row, with nothing in it that is guessed.

import type { Key } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import type { ImportClaim, ImportDebtor } from '../imports/claims.ts'
import { type DebtorRow, findDebtor, readDebtors } from '../store/debtor.ts'
import { claimRef, externalRef, findRefs, nameRef, refText } from '../store/ref.ts'
import type { ImportDesk } from './import.ts'
import { takeBatch } from './import-batch.ts'
import { seenNumbers } from './import-outcome.ts'

export interface Added {
  readonly debtor: DebtorRow
  readonly claim?: Key
  readonly isNew: boolean
  /** What changed of a customer who was known. */
  readonly says: readonly string[]
}

/** Throws a Problem where the number is taken, or a customer without a claim exists already. */
export function addRow(desk: ImportDesk, debtor: ImportDebtor, claim?: ImportClaim): Promise<Added> {
  const { workspace, today } = desk
  const { creditorId } = workspace
  return desk.tx(async (tx) => {
    const known = await byNumber()
    const facts: ImportDebtor = known ? { ...debtor, name: known.name, externalId: known.externalId } : debtor
    const person = facts.externalId ? externalRef(creditorId, facts.externalId) : nameRef(creditorId, facts.name!)
    const ref = claim && claimRef(creditorId, claim.kind, claim.number)
    const before = await findRefs(tx, ref ? [person, ref] : [person])
    if (ref && before.has(refText(ref))) {
      throw problem(
        'claim.exists',
        `There is a claim ${quoted(claim!.number)} already.`,
        'Give it another number; one claim has one number.',
      )
    }
    if (!claim && before.has(refText(person))) {
      throw problem(
        'debtor.exists',
        `There is a customer ${quoted(facts.externalId ?? facts.name!)} already.`,
        'Change them with "./dunwell debtor set", or give the new one a number of its own with --external-id.',
      )
    }
    const { outcome, refused } = await takeBatch(
      {
        workspace,
        creditorId,
        today,
        moneyDay: today,
        said: { disputes: false, country: debtor.country !== undefined, language: debtor.language !== undefined },
        seen: seenNumbers(),
      },
      tx,
      [{ line: 1, debtor: facts, claim }],
    )
    for (const { facts: it } of refused.values()) throw problem(it.code, it.says, it.fix)
    const after = await findRefs(tx, ref ? [person, ref] : [person])
    const key = after.get(refText(person)) ?? known!
    const [row] = await readDebtors(tx, key.book, [key.id])
    return {
      debtor: row!,
      claim: ref && claim?.kind !== 'credit_note' ? after.get(refText(ref)) : undefined,
      isNew: outcome.debtors > 0,
      says: outcome.changed.first.map((it) => it.says),
    }

    /** A number or an id names one who is known; a name may be a new customer's, and is never stretched to one that is like it. */
    async function byNumber(): Promise<DebtorRow | undefined> {
      const text = debtor.name ?? ''
      if (debtor.externalId !== undefined) return undefined
      const own = await findRefs(tx, [externalRef(creditorId, text)])
      const key = own.get(refText(externalRef(creditorId, text)))
      if (key) return (await readDebtors(tx, key.book, [key.id]))[0]
      return /^\d+$|^dbt_/.test(text) ? findDebtor(tx, text) : undefined
    }
  })
}
