// A new day for a promise: while its day is not over the old one gives way to it, as if it had been made so; one whose day is over counts
// as broken, and a new one is made about what of its claims is still open.

import { csvText } from '../core/csv.ts'
import { type Day, dayText } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import { decimalText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { judgePromise, withdrawPromise } from '../store/answer.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { findPromise, type PromiseRow, pagePromises } from '../store/promise.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'
import { placeOf, promiseAt } from './answers.ts'

/** @returns the id of the new promise */
export async function promiseAnew(tx: Tx, workspace: Workspace, key: Key, byDay: Day, today: Day): Promise<string> {
  const seen = await findPromise(tx, key)
  const heads = await lockDebtors(tx, key.book, [seen.debtorId])
  // Somebody may have judged it while this waited for the lock.
  const was = await findPromise(tx, key)
  const open = openNow(was)
  if (was.state === 'withdrawn' || was.state === 'moved' || open === 0)
    throw problem(
      'promise.over',
      open === 0 ? 'Nothing of what it was about is open any more.' : 'This promise is withdrawn.',
      'Enter a new promise on the page of the case.',
    )
  // Of one that is judged the new one is made once: who comes second is told of it.
  const again = was.state === 'open' ? undefined : await standingFor(tx, was, today)
  if (again)
    throw problem(
      'promise.over',
      `Another promise for this stands already, for ${dayText(again.byDay)}.`,
      'Give that one another day.',
    )
  const [debtor] = await readDebtors(tx, key.book, [was.debtorId])
  if (was.state === 'open' && was.byDay < today) await judgePromise(tx, heads, was.debtorId, key.id, 'broken', today)
  else if (was.state === 'open') await withdrawPromise(tx, key, today)
  const numbers = was.claims.filter((it) => it.openMinor > 0).map((it) => it.number)
  const at = await placeOf(tx, workspace, debtor!, numbers)
  const { currency, who } = was
  const amountMinor = Math.min(was.amountMinor, open)
  const { id } = await promiseAt(tx, at, today, { amountMinor, currency, byDay, ...(who !== null && { who }) })
  return id
}

/** A promise that stands, made since, about a claim of this one. */
async function standingFor(tx: Tx, was: PromiseRow, today: Day): Promise<PromiseRow | undefined> {
  const debtor = { book: was.book, id: was.debtorId }
  const numbers = new Set(was.claims.map((it) => it.number))
  for (const standing of ['due', 'coming'] as const) {
    const some = await pagePromises(tx, { debtor, standing }, { order: 'day', limit: 200, today })
    const found = some.find(
      (it) => it.madeOn >= (was.judgedOn ?? 0) && it.claims.some((one) => numbers.has(one.number)),
    )
    if (found) return found
  }
  return undefined
}

const head = 'id customer_no customer amount currency by made_on who state judged_on open_now claims collector'.split(
  ' ',
)

/** Promises as CSV; `names` are those of members by their ids. */
export function promisesCsv(all: readonly PromiseRow[], names: ReadonlyMap<string, string>): string {
  return csvText(
    head,
    all.map((it) => [
      ...[publicId('prm', it), it.debtorNo, it.debtorName, decimalText(it.amountMinor, it.currency), it.currency],
      ...[dayText(it.byDay), dayText(it.madeOn), it.who, it.state, it.judgedOn === null ? null : dayText(it.judgedOn)],
      ...[decimalText(openNow(it), it.currency), it.claims.map((one) => one.number).join(' ')],
      it.collector === null ? null : names.get(it.collector),
    ]),
  )
}

/** What is still open of the claims that a promise is about. */
export function openNow(it: Pick<PromiseRow, 'claims'>): number {
  return it.claims.reduce((sum, one) => sum + Math.max(0, one.openMinor), 0)
}
