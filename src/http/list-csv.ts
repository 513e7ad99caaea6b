// Lists as CSV files: the pages that the desk shows, one after the other, under the same filters and in the same order.

import type { z } from '@hono/zod-openapi'
import { csvText } from '../core/csv.ts'
import { dayText } from '../core/day.ts'
import { decimalText, sumsText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import type { Watch } from '../engine/books.ts'
import type { Worked } from '../engine/reckoning.ts'
import { caseLists } from './case-list.ts'
import { claims } from './claim.ts'
import { debtors } from './debtor.ts'
import type { ApiDesk } from './operation.ts'
import { promises } from './promise.ts'

export const listNames = ['cases', 'debtors', 'claims', 'promises'] as const
export type ListName = (typeof listNames)[number]

interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

interface List {
  readonly query: z.ZodObject
  page(desk: ApiDesk, query: object): Promise<Page<unknown>>
  readonly head: readonly string[]
  readonly cells: (it: never) => readonly (string | number | null | undefined)[]
}

const [listCases, listDebtors, listClaims, listPromises] = [caseLists[0], debtors[0], claims[0], promises[0]]
type Item<T extends { types?: { answer: { items: readonly unknown[] } } }> = NonNullable<
  T['types']
>['answer']['items'][number]

const list = <T extends { query?: z.ZodObject; work: unknown }, I>(
  operation: T,
  head: string,
  cells: (it: I) => readonly (string | number | null | undefined)[],
): List => ({
  query: operation.query!,
  page: async (desk, query) =>
    (await (operation.work as (desk: ApiDesk, ask: object) => Promise<{ json: Page<unknown> }>)(desk, { query })).json,
  head: head.split(' '),
  cells: cells as List['cells'],
})

const lists: Readonly<Record<ListName, List>> = {
  cases: list(
    listCases,
    'customer_no customer kind country currency claims open overdue oldest_due days_late next next_look handling segment collector held held_until id',
    (it: Item<typeof listCases>) => [
      ...[it.no, it.name, it.kind, it.country, it.currency, it.claims],
      ...[decimalText(it.openMinor, it.currency), decimalText(it.overdueMinor, it.currency), it.oldestDueOn],
      ...[it.daysLate, it.next, it.nextLookOn, it.handling, it.segment, it.collector?.name, it.held, it.heldUntil],
      it.debtor,
    ],
  ),
  debtors: list(
    listDebtors,
    'customer_no customer own_no kind country region language handling segment group vat_number account_manager open overdue id',
    (it: Item<typeof listDebtors>) => [
      ...[it.no, it.name, it.externalId, it.kind, it.country, it.region, it.language, it.handling, it.segment],
      ...[
        it.group,
        it.vatNumber,
        it.accountManager,
        sumsText(it.owed, 'openMinor'),
        sumsText(it.owed, 'overdueMinor'),
        it.id,
      ],
    ],
  ),
  claims: list(
    listClaims,
    'number customer kind issued due currency amount open order_number about handling withdrawn id customer_id',
    (it: Item<typeof listClaims>) => [
      ...[it.number, it.debtorName, it.kind, it.issuedOn, it.dues.map((due) => due.dueOn ?? '').join(' ')],
      it.currency,
      decimalText(
        it.dues.reduce((sum, due) => sum + due.amountMinor, 0),
        it.currency,
      ),
      ...[decimalText(it.openMinor, it.currency), it.orderNumber, it.about, it.handling, it.withdrawnOn, it.id],
      it.debtor,
    ],
  ),
  promises: list(
    listPromises,
    'customer_no customer amount currency promised_on promised_for who state judged_on open claims works_it id customer_id',
    (it: Item<typeof listPromises>) => [
      ...[it.no, it.name, decimalText(it.amountMinor, it.currency), it.currency, it.from, it.until, it.who, it.state],
      ...[
        it.judgedOn,
        decimalText(it.openMinor, it.currency),
        it.claims.join(' '),
        it.collector?.name,
        it.id,
        it.debtor,
      ],
    ],
  ),
}

const rowsMax = 100_000
const pageRows = 500

/** The filters of a list as somebody gave them. A Problem where one is none of it. */
export function listQuery(name: ListName, query: object): object {
  const parsed = lists[name].query.omit({ cursor: true, limit: true }).safeParse(query)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue!.path.join('.') || issue!.message
  throw problem(
    'request.invalid',
    `The list cannot be filtered so: ${where}.`,
    'Correct that place; /docs shows the form.',
  )
}

/** A Problem where the list itself would say one, such as that nobody of that id is there. */
export async function lookAtList(desk: ApiDesk, name: ListName, query: object): Promise<void> {
  await lists[name].page(desk, { ...query, limit: 1 })
}

/** The whole list, at most a hundred thousand rows; the answer says where there are more. */
export async function listCsv(desk: ApiDesk, name: ListName, query: object, watch: Watch): Promise<Worked> {
  const { page, head, cells } = lists[name]
  const body: (readonly (string | number | null | undefined)[])[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await page(desk, { ...query, limit: pageRows, ...(cursor !== undefined && { cursor }) })
    body.push(...items.map((it) => cells(it as never)))
    cursor = next
    await watch.step(items.length)
  } while (cursor !== undefined && body.length < rowsMax)
  // Spreadsheets take a file without this mark for one of the last century.
  const bytes = Buffer.from(`\ufeff${csvText(head, body)}`)
  const file = { name: `${name}-${dayText(desk.today)}.csv`, type: 'text/csv', bytes }
  return { answer: { rows: body.length, more: cursor !== undefined }, file }
}
