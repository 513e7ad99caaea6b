// Merging one customer into another: what would move, what stands in the way and its cure, and the doing, in one transaction that
// locks both. It never decides by itself that two are one; a person says so.

import type { Day } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, readDebtors } from '../store/debtor.ts'
import { type Belongings, belongingsOf, lockBoth, mergedInto, mergeInto, sumsOf } from '../store/merge.ts'
import { isNotSame } from '../store/proposal.ts'

export interface MergePlan {
  readonly from: DebtorRow
  readonly into: DebtorRow
  readonly moves: Belongings
  readonly sums: readonly { readonly currency: string; readonly open: number; readonly onAccount: number }[]
  /** Sentences a person should read before they say yes. */
  readonly says: readonly string[]
}

/** What a merge would move; writes nothing. Throws a Problem, with its cure, for what cannot be merged. */
export async function planMerge(tx: Tx, from: DebtorRow, into: DebtorRow): Promise<MergePlan> {
  if (from.id === into.id) throw problem('merge.same', `${from.name} (${from.no}) is one customer.`, 'Name two.')
  const moves = await belongingsOf(tx, from)
  refuse(from, into, moves)
  const sums = await sumsOf(tx, from)
  const says = [
    ...((await isNotSame(tx, from.id, into.id)) ? ['It was said before that they are not the same customer.'] : []),
    `It cannot be undone: what was one customer's money cannot be told apart again by a program.`,
    ...(from.book === into.book
      ? []
      : [`They live in different books; everything is written anew in that of ${into.no}.`]),
    ...(from.kind === into.kind
      ? []
      : [`${from.no} is taken for a ${text(from.kind)}, ${into.no} for a ${text(into.kind)}, which holds.`]),
    ...(from.country === into.country
      ? []
      : [`${from.no} is in ${from.country}, ${into.no} in ${into.country}, which holds.`]),
    ...(from.vatNumber && into.vatNumber && from.vatNumber !== into.vatNumber
      ? [`Their tax numbers differ: ${from.vatNumber} and ${into.vatNumber}. Are they one?`]
      : []),
  ]
  return { from, into, moves, sums, says }
}

function text(kind: string): string {
  return kind.replaceAll('_', ' ')
}

function refuse(from: DebtorRow, into: DebtorRow, moves: Belongings): void {
  // A consumer's protection is not lost by a slip of the hand, nor a business's terms.
  if (from.kind !== into.kind && (from.kind === 'consumer' || into.kind === 'consumer'))
    throw problem(
      'merge.kinds',
      `${from.name} (${from.no}) is taken for a ${text(from.kind)} and ${into.name} (${into.no}) for a ${text(into.kind)}; other rules hold for each.`,
      `Say first what is right: ./dunwell debtor set ${from.kind === 'consumer' ? from.no : into.no} --kind ${from.kind === 'consumer' ? into.kind : from.kind}`,
    )
  if (moves.inHand > 0)
    throw problem(
      'merge.in_hand',
      `${moves.inHand} message${moves.inHand === 1 ? '' : 's'} to ${from.name} (${from.no}) ${moves.inHand === 1 ? 'is' : 'are'} being sent or in doubt.`,
      'Settle what is in doubt (./dunwell outbox list), then merge.',
    )
  if (moves.elsewhere > 0)
    throw problem(
      'merge.elsewhere',
      `Claims of ${from.name} (${from.no}) are in a plan, a settlement, a matter or placed with somebody.`,
      `Merge the other way round: ./dunwell debtor merge ${into.no} --into ${from.no}`,
    )
  if (moves.liable > 0 && from.book !== into.book)
    throw problem(
      'merge.liable',
      `Others answer for claims of ${from.name} (${from.no}), or ${from.no} for theirs, and ${into.no} lives in another book.`,
      `Merge the other way round: ./dunwell debtor merge ${into.no} --into ${from.no}`,
    )
}

export interface Merged {
  readonly claims: number
  /** It had been done before; nothing was. */
  readonly before: boolean
}

/** Merges, in the caller's transaction. Done before, it does nothing. */
export async function mergeDebtors(tx: Tx, today: Day, plan: Pick<MergePlan, 'from' | 'into'>): Promise<Merged> {
  if (await wasMerged(tx, plan.from, plan.into)) return { claims: 0, before: true }
  const heads = await lockBoth(tx, plan.from, plan.into)
  // Read again under the lock: what was planned a moment ago may have changed.
  const [from] = await readDebtors(tx, plan.from.book, [plan.from.id])
  const [into] = await readDebtors(tx, plan.into.book, [plan.into.id])
  refuse(from!, into!, await belongingsOf(tx, from!))
  return { claims: await mergeInto(tx, heads, from!, into!, today), before: false }
}

/** Whether `from` leads to `into` already. */
export async function wasMerged(tx: Tx, from: DebtorRow, into: DebtorRow): Promise<boolean> {
  return (await mergedInto(tx, into)).some((one) => one.id === from.id)
}

/** "2 claims with 1,200.00 EUR open, a promise, 3 messages". */
export function movesText({ moves, sums }: Pick<MergePlan, 'moves' | 'sums'>): string[] {
  const some = (count: number, one: string, many = `${one}s`) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  const open = sums.filter((it) => it.open !== 0).map((it) => moneyText(it.open, it.currency))
  const account = sums.filter((it) => it.onAccount !== 0).map((it) => moneyText(-it.onAccount, it.currency))
  return [
    `${moves.claims} claim${moves.claims === 1 ? '' : 's'}, ${moves.openClaims} of them open${open.length > 0 ? `: ${open.join(', ')}` : ''}`,
    ...some(moves.payments, 'payment').map((it) =>
      account.length > 0 ? `${it}, on account ${account.join(', ')}` : it,
    ),
    ...some(moves.promises, 'open promise'),
    ...some(moves.holds, 'hold'),
    ...some(moves.disputes, 'open dispute'),
    ...some(moves.queries, 'open query', 'open queries'),
    ...some(
      moves.messages,
      'message that was sent, so that no step is repeated',
      'messages that were sent, so that no step is repeated',
    ),
    ...some(moves.tasks, 'open task'),
    ...some(moves.documents, 'document'),
    ...some(moves.drafts, 'waiting draft, which is drawn anew', 'waiting drafts, which are drawn anew'),
  ]
}
