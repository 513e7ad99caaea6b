// The list of cases over the API: any filter and order by the page, and views that people keep. What is done to many stands in
// case-bulk.ts.

import { z } from '@hono/zod-openapi'
import type { Day } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { debtorKinds, handlings } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import {
  type CaseAt,
  type CaseFilter,
  type CaseOrder,
  caseChoices,
  caseNexts,
  caseOrders,
  countCases,
  lateBuckets,
  orderedBy,
  pageCases,
} from '../store/case-page.ts'
import type { Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { memberId, memberNames } from '../store/member.ts'
import { dropView, saveView, viewNamed, viewsOf } from '../store/view.ts'
import { mineOf } from './collector.ts'
import { type ApiDesk, operation } from './operation.ts'
import {
  anyObject,
  badCursor,
  currencyShape,
  cursorOf,
  flagShape,
  openDay,
  pageShape,
  readCursor,
  textShape,
  wire,
  wireDay,
} from './shape.ts'

const caseShape = z
  .object({
    debtor: z.string(),
    no: z.int(),
    name: z.string(),
    kind: z.enum(debtorKinds),
    country: z.string(),
    handling: z.enum(handlings),
    segment: z.string().nullable(),
    collector: z.object({ id: z.string(), name: z.string() }).nullable(),
    currency: z.string(),
    claims: z.int(),
    openMinor: z.int(),
    overdueMinor: z.int(),
    oldestDueOn: wireDay
      .nullable()
      .openapi({ description: 'The oldest day on which what is open was or is to be paid.' }),
    daysLate: z.int(),
    nextLookOn: wireDay.nullable(),
    next: z.enum(caseNexts),
    step: z.string().nullable(),
    stage: z.string().nullable(),
    held: z.string().nullable(),
    heldUntil: wireDay.nullable(),
  })
  .openapi('CaseInList')

const filters = {
  words: textShape(100).optional().openapi({ description: 'Beginnings of words of the name, or of the number.' }),
  late: z.enum(lateBuckets).optional(),
  overdueFrom: z.coerce.number<number>().int().min(0).optional(),
  overdueTo: z.coerce.number<number>().int().min(0).optional(),
  currency: currencyShape.optional(),
  next: z.enum(caseNexts).optional(),
  held: textShape(200).optional(),
  handling: z.enum(handlings).optional(),
  country: textShape(2).optional(),
  kind: z.enum(debtorKinds).optional(),
  segment: textShape(100).optional(),
  stage: textShape(60).optional(),
  collector: z
    .string()
    .regex(/^(mine|none|mbr_[0-9a-z]{20,40})$/)
    .optional()
    .openapi({ description: 'A member’s id; "mine" with those one covers; "none" for cases that nobody has.' }),
}

const countBound = 10_000

function caseCursor(order: string, cursor: string | undefined): CaseAt | undefined {
  const at = readCursor(`cases.${order}`, cursor)
  if (at === undefined) return undefined
  const [value, caseId, currency] = at.split('~').map((part) => decodeURIComponent(part))
  const sound = value !== undefined && /^[0-9a-f-]{36}$/.test(caseId ?? '') && /^[A-Z]{3}$/.test(currency ?? '')
  const fits = order === 'name' || (order === 'overdue' ? /^-?\d{1,16}$/ : /^\d{4}-\d\d-\d\d$/).test(value ?? '')
  if (!sound || !fits) throw badCursor()
  return { value, caseId: caseId!, currency: currency! }
}

const orderCursor = (order: CaseOrder, at: CaseAt) =>
  cursorOf(`cases.${order}`, [encodeURIComponent(at.value), at.caseId, at.currency].join('~'))

/** With people by their ids, as the list keeps them. */
async function filterOf(
  tx: Tx,
  desk: ApiDesk,
  { collector, ...rest }: Omit<CaseFilter, 'collector'> & { readonly collector?: string },
): Promise<CaseFilter> {
  if (collector === undefined) return rest
  if (collector === 'none') return { ...rest, collector: null }
  if (collector === 'mine') return { ...rest, collector: (await mineOf(tx, desk, true)).of! }
  return { ...rest, collector: [keyOf('mbr', collector).id] }
}

const viewShape = z.object({ id: z.string(), name: z.string(), body: anyObject }).openapi('SavedView')
const viewPages = ['cases', 'debtors', 'claims'] as const

function memberOf(desk: ApiDesk): string {
  if (desk.member) return desk.member.id
  throw problem('view.people', 'Views are kept for people, and this is a key.', 'Sign in at the desk.')
}

export const caseLists = [
  operation({
    id: 'listCases',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases',
    says: 'Cases with open claims, one row for each of their currencies, filtered and in order.',
    query: z.strictObject({
      ...pageShape,
      ...filters,
      order: z.enum(caseOrders).default('overdue'),
      down: flagShape.default(true),
    }),
    answer: z.object({
      items: z.array(caseShape),
      next: z.string().optional(),
    }),
    work: (desk, { query: { limit, cursor, order, down, ...asked } }) =>
      desk.tx(async (tx) => {
        const { today } = desk
        const filter = await filterOf(tx, desk, asked)
        const names = await memberNames(tx)
        const after = caseCursor(order, cursor)
        const found = await pageCases(tx, filter, { order, down, after, limit: limit + 1, today })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const more = last && found.length > items.length
        const json = items.map((it) => ({
          debtor: debtorId(it),
          ...{ no: it.no, name: it.name, kind: it.kind, country: it.country, handling: it.handling },
          ...{ segment: it.segment, currency: it.currency, claims: it.claims },
          ...{ openMinor: it.openMinor, overdueMinor: it.overdueMinor, next: it.next, step: it.step, stage: it.stage },
          collector: it.collector === null ? null : { id: memberId(it.collector), name: names.get(it.collector) ?? '' },
          oldestDueOn: openDay(it.oldestDueOn),
          daysLate: Math.max(0, today - it.oldestDueOn),
          nextLookOn: openDay(it.nextLookOn),
          ...heldOf(it, today),
        }))
        return {
          json: {
            items: json,
            ...(more && { next: orderCursor(order, { ...last, value: orderedBy(last, order) }) }),
          },
        }
      }),
  }),
  operation({
    id: 'countCases',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/count',
    says: 'How many rows a list of cases has under these filters; counting ends at 10,000, and then it is at least so many.',
    query: z.strictObject(filters),
    answer: z.object({ count: z.int(), atLeast: z.boolean() }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const count = await countCases(tx, await filterOf(tx, desk, query), desk.today, countBound + 1)
        return { json: { count: Math.min(count, countBound), atLeast: count > countBound } }
      }),
  }),
  operation({
    id: 'caseChoices',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/choices',
    says: 'What cases can be filtered by, as it occurs in this workspace: currencies, countries, causes of holds, segments, stages, collectors.',
    answer: z.object({
      currency: z.array(z.string()),
      country: z.array(z.string()),
      held: z.array(z.string()),
      segment: z.array(z.string()),
      stage: z.array(z.string()),
      collector: z.array(z.string()),
    }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const none = { currency: [], country: [], held: [], segment: [], stage: [], collector: [] }
        const { collector = [], ...found } = await caseChoices(tx)
        return { json: { ...none, ...found, collector: collector.map(memberId) } }
      }),
  }),
  operation({
    id: 'listViews',
    noun: 'views',
    method: 'get',
    path: '/v1/views',
    says: 'The views of a list that who asks has kept.',
    query: z.strictObject({ page: z.enum(viewPages) }),
    answer: z.object({ items: z.array(viewShape) }),
    peopleOnly: true,
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const found = await viewsOf(tx, memberOf(desk), query.page)
        return { json: { items: found.map(({ id, name, body }) => ({ id, name, body })) } }
      }),
  }),
  operation({
    id: 'saveView',
    noun: 'views',
    method: 'post',
    path: '/v1/views',
    says: 'Keeps the filters and the order of a list under a name. One of the same name is replaced; with "instead" only if it is still that one.',
    body: z.strictObject({
      page: z.enum(viewPages),
      name: textShape(80),
      instead: z.uuid().nullable().optional().openapi({
        description: 'The view of this name that the caller saw, null for none; left out, whatever stands.',
      }),
      body: z.record(z.string().max(40), z.union([z.string().max(200), z.boolean(), z.number()])),
    }),
    answer: z.object({ id: z.string() }),
    status: 201,
    right: 'read',
    peopleOnly: true,
    work: (desk, { body: { instead, ...view } }) =>
      desk.tx(async (tx) => {
        const member = memberOf(desk)
        const standing = await viewNamed(tx, member, view)
        if (instead !== undefined && instead !== (standing?.id ?? null))
          throw problem(
            'version.other',
            standing ? `A view ${quoted(view.name)} was kept meanwhile.` : `The view ${quoted(view.name)} is gone.`,
            'Look at it, and keep yours again.',
          )
        return { json: { id: await saveView(tx, member, view) } }
      }),
  }),
  operation({
    id: 'dropView',
    noun: 'views',
    method: 'post',
    path: '/v1/views/{id}/drop',
    says: 'Takes a view away.',
    params: z.strictObject({ id: z.uuid() }),
    answer: z.object({ gone: z.boolean() }),
    right: 'read',
    peopleOnly: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        if (!(await dropView(tx, memberOf(desk), params.id)))
          throw problem('view.unknown', 'There is no such view of yours.', 'Take one from your list.')
        return { json: { gone: true } }
      }),
  }),
] as const

// A hold that ended by itself holds no more, though nothing has been written since.
function heldOf(it: { held: string | null; heldUntil: Day | null }, today: Day) {
  const over = it.heldUntil !== null && it.heldUntil <= today && it.held !== 'promise'
  return { held: over ? null : it.held, heldUntil: over ? null : wire(it.heldUntil) }
}
