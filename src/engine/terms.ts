// On what terms a customer buys: in how many days their invoices fall due, what was agreed of interest and late fees and where, and whether
// supply on credit stands stopped. All of it is read from what is kept; no limit of credit is kept here, so none is named.

import { type Clause, clauseFrom } from '../core/clause.ts'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { addClause, readClauses } from '../store/charge.ts'
import type { Tx } from '../store/db.ts'
import { lookAgain } from '../store/ledger.ts'
import { lockDebtors } from '../store/record.ts'
import { daysGiven, type GivenDays, supplyStopped } from '../store/terms.ts'
import type { Workspace } from '../store/workspace.ts'

/** What holds, and whose terms say so. */
interface Agreed<T> {
  readonly its: T
  readonly of: 'debtor' | 'workspace'
}

export interface CreditTerms {
  /** Grows with every change of what was agreed with this customer. */
  readonly version: number
  /** What most of the newest invoices give; undefined where there is none with a due day. */
  readonly payment?: { readonly days: number; readonly of: number; readonly among: number; readonly newest: GivenDays }
  readonly interest?: Agreed<NonNullable<Clause['interest']>>
  readonly lateFee?: Agreed<NonNullable<Clause['lateFee']>>
  /** No interest and no fee, whatever the law would give. */
  readonly none: Agreed<boolean>
  readonly spread?: Agreed<NonNullable<Clause['spread']>>
  /** Claims with terms of their own. */
  readonly claims: number
  readonly supplyStoppedOn?: Day
}

export async function creditTerms(tx: Tx, workspace: Workspace, debtor: Key, today: Day): Promise<CreditTerms> {
  const all = await readClauses(tx, debtor, { day: today })
  const own: Clause = Object.assign({}, ...all.filter((it) => it.claimId === null).map((it) => it.clause))
  const usual = workspace.settings.terms
  const agreed = <K extends keyof Clause>(key: K): Agreed<NonNullable<Clause[K]>> | undefined =>
    own[key] !== undefined
      ? { its: own[key] as NonNullable<Clause[K]>, of: 'debtor' }
      : usual[key] !== undefined
        ? { its: usual[key] as NonNullable<Clause[K]>, of: 'workspace' }
        : undefined
  return {
    version: all.length,
    payment: usualDays(await daysGiven(tx, debtor)),
    interest: agreed('interest'),
    lateFee: agreed('lateFee'),
    none: agreed('none') ?? { its: false, of: 'workspace' },
    spread: agreed('spread'),
    claims: new Set(all.flatMap((it) => (it.claimId === null ? [] : [it.claimId]))).size,
    supplyStoppedOn: await supplyStopped(tx, debtor),
  }
}

/** The days that most have; of as many, those of the newer invoice. */
function usualDays(given: readonly GivenDays[]): CreditTerms['payment'] {
  const [newest] = given
  if (!newest) return undefined
  const counts = new Map<number, number>()
  for (const { days } of given) counts.set(days, (counts.get(days) ?? 0) + 1)
  const [days, of] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))
  return { days, of, among: given.length, newest: given.find((it) => it.days === days)! }
}

/** Keeps what was agreed with a customer; what is not named stays. A Problem where it says nothing. Debtor not locked yet. */
export async function agreeTerms(
  tx: Tx,
  debtor: Key,
  wish: { readonly clause: object; readonly because: string },
  today: Day,
): Promise<void> {
  const clause = clauseFrom(wish.clause)
  if (Object.keys(clause).length === 0)
    throw problem('clause.empty', 'That says nothing.', 'Give what was agreed of interest or of a late fee.')
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  await addClause(tx, heads, { debtor }, clause, wish.because)
  await lookAgain(tx, debtor.book, [debtor.id], today)
}
