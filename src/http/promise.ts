// Promises over the API: kept, given a new day, withdrawn; and looked through by what became of them, by day and by sum, with the offers
// that stand beside them.

import { z } from '@hono/zod-openapi'
import { addDays } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { placeOf, promiseAt } from '../engine/answers.ts'
import { openNow, promiseAnew, promisesCsv } from '../engine/promise.ts'
import { withdrawPromise } from '../store/answer.ts'
import { claimId } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { memberId, memberNames } from '../store/member.ts'
import {
  type PromiseAt,
  type PromiseFilter,
  type PromiseOrder,
  type PromiseRow,
  pagePromises,
  promisedDays,
  promiseOrderedBy,
  promiseOrders,
  promiseStandings,
  standingOffers,
  sumPromises,
} from '../store/promise.ts'
import { mineOf, mineQuery, mineShape } from './collector.ts'
import { debtorBy } from './debtor.ts'
import { type ApiDesk, operation } from './operation.ts'
import { claimNumbers } from './payment.ts'
import {
  badCursor,
  currencyShape,
  cursorOf,
  dayShape,
  idShape,
  moneyShape,
  oneOf,
  pageOf,
  pageShape,
  readCursor,
  textShape,
  wire,
  wireDay,
} from './shape.ts'

const promiseId = (it: { book: number; id: string }) => publicId('prm', it)

const promiseShape = z
  .object({
    id: z.string(),
    debtor: z.string(),
    no: z.int(),
    name: z.string(),
    says: z.string(),
    amountMinor: z.int(),
    currency: z.string(),
    from: wireDay.openapi({ description: 'The day it was made.' }),
    until: wireDay.nullable().openapi({ description: 'The day it is promised for.' }),
    who: z.string().nullable(),
    state: z.string(),
    judgedOn: wireDay.nullable(),
    openMinor: z.int().openapi({ description: 'What of the claims it names is open now.' }),
    claims: z.array(z.string()),
    collector: z.object({ id: z.string(), name: z.string() }).nullable(),
  })
  .openapi('Promise')

const filters = {
  debtor: idShape('dbt').optional(),
  standing: z.enum(promiseStandings).optional().openapi({
    description: 'due: open, and its day is today or over; coming: open, its day is still to come.',
  }),
  currency: currencyShape.optional(),
  from: dayShape.optional().openapi({ description: 'Promised for this day or later.' }),
  to: dayShape.optional().openapi({ description: 'Promised for this day or earlier.' }),
  ...mineQuery,
  order: z.enum(promiseOrders).optional().openapi({
    description:
      'Heeded where a standing is asked for, "day" unless said: what is still to be paid begins with the oldest day, what is judged with the newest, sums with the largest. Without a standing they go as they were made.',
  }),
}

function cursorAt(order: PromiseOrder, cursor: string | undefined): PromiseAt | undefined {
  const at = readCursor(`promises.${order}`, cursor)
  if (at === undefined) return undefined
  const [value = '', id = ''] = at.split('~')
  if (!(order === 'day' ? /^\d{4}-\d\d-\d\d$/ : /^\d{1,16}$/).test(value) || !/^[0-9a-f-]{36}$/.test(id))
    throw badCursor()
  return { value, id }
}

interface Wish extends Omit<PromiseFilter, 'debtor' | 'of'> {
  readonly debtor?: string
  readonly mine?: boolean
  readonly order?: PromiseOrder
}

async function wished(tx: Tx, desk: ApiDesk, { debtor, mine, order, ...rest }: Wish) {
  const { of } = mine === undefined ? { of: undefined } : await mineOf(tx, desk, mine)
  const filter: PromiseFilter = {
    ...rest,
    ...(of && { of }),
    ...(debtor !== undefined && { debtor: await debtorBy(tx, debtor) }),
  }
  return { filter, order: rest.standing === undefined ? 'made' : (order ?? 'day') } as const
}

function promiseJson(it: PromiseRow, names: ReadonlyMap<string, string>) {
  return {
    ...{
      id: promiseId(it),
      debtor: debtorId({ book: it.book, id: it.debtorId }),
      no: it.debtorNo,
      name: it.debtorName,
    },
    ...{ says: moneyText(it.amountMinor, it.currency), amountMinor: it.amountMinor, currency: it.currency },
    ...{ from: wire(it.madeOn), until: wire(it.byDay), who: it.who, state: it.state, judgedOn: wire(it.judgedOn) },
    openMinor: openNow(it),
    claims: it.claims.map((one) => one.number),
    collector: it.collector === null ? null : { id: memberId(it.collector), name: names.get(it.collector) ?? '' },
  }
}

const sumShape = z.object({ currency: z.string(), promises: z.int(), amountMinor: z.int() })
const csvMax = 10_000
const judgedDays = 90
const aheadDays = 60
const offersMax = 50

export const promises = [
  operation({
    id: 'listPromises',
    noun: 'promises',
    method: 'get',
    path: '/v1/promises',
    says: 'Promises to pay, of all debtors or of one: by what became of them, by day or by sum, and whose cases they are about.',
    query: z.strictObject({ ...pageShape, ...filters }),
    answer: pageOf(promiseShape),
    work: (desk, { query: { limit, cursor, ...asked } }) =>
      desk.tx(async (tx) => {
        const { filter, order } = await wished(tx, desk, asked)
        const after = cursorAt(order, cursor)
        const found = await pagePromises(tx, filter, {
          ...{ order, limit: limit + 1, today: desk.today },
          ...(after && { after }),
        })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const names = await memberNames(tx)
        const more = last && found.length > items.length
        return {
          json: {
            items: items.map((it) => promiseJson(it, names)),
            ...(more && { next: cursorOf(`promises.${order}`, `${promiseOrderedBy(last, order)}~${last.id}`) }),
          },
        }
      }),
  }),
  operation({
    id: 'promisesCsv',
    noun: 'promises',
    method: 'get',
    path: '/v1/promises/csv',
    says: `The same list as CSV, the first ${csvMax} of it.`,
    query: z.strictObject(filters),
    answer: z.string(),
    gives: 'text/csv',
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const { filter, order } = await wished(tx, desk, query)
        const found = await pagePromises(tx, filter, { order, limit: csvMax, today: desk.today })
        return { json: promisesCsv(found, await memberNames(tx)) }
      }),
  }),
  operation({
    id: 'promiseSums',
    noun: 'promises',
    method: 'get',
    path: '/v1/promises/sums',
    says: `What is promised: due, coming, and broken or kept for one of the last ${judgedDays} days; the sums of the next ${aheadDays} days; and the offers that stand.`,
    query: z.strictObject(mineQuery),
    answer: z.object({
      day: wireDay,
      mine: mineShape,
      since: wireDay,
      due: z.array(sumShape),
      coming: z.array(sumShape),
      broken: z.array(sumShape),
      kept: z.array(sumShape),
      days: z.array(sumShape.extend({ day: wireDay })),
      offers: z.array(
        z.object({
          debtor: z.string(),
          no: z.int(),
          name: z.string(),
          claim: z.string(),
          number: z.string(),
          currency: z.string(),
          openMinor: z.int(),
          payBy: wireDay,
          what: z.string(),
          amountMinor: z.int().nullable(),
          because: z.string(),
        }),
      ),
    }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const { today } = desk
        const { of, mine } = await mineOf(tx, desk, query.mine)
        const whose = of && { of }
        const since = addDays(today, -judgedDays)
        const sums = (standing: PromiseFilter['standing'], from?: typeof since) =>
          sumPromises(tx, { standing: standing!, ...whose, ...(from !== undefined && { from }) }, today)
        const days = await promisedDays(tx, of, today, addDays(today, aheadDays))
        const offers = await standingOffers(tx, today, offersMax)
        return {
          json: {
            ...{ day: wire(today), mine, since: wire(since) },
            ...{ due: await sums('due'), coming: await sums('coming') },
            ...{ broken: await sums('broken', since), kept: await sums('kept', since) },
            days: days.map(({ day, ...it }) => ({ ...it, day: wire(day) })),
            offers: offers.map(({ book, offer, ...it }) => ({
              ...{ debtor: debtorId({ book, id: it.debtorId }), no: it.debtorNo, name: it.debtorName },
              ...{ claim: claimId({ book, id: it.claimId }), number: it.number, currency: it.currency },
              ...{ openMinor: it.openMinor, payBy: offer.payBy, what: offer.what, because: offer.because },
              amountMinor: offer.amountMinor ?? null,
            })),
          },
        }
      }),
  }),
  operation({
    id: 'addPromise',
    noun: 'promises',
    method: 'post',
    path: '/v1/promises',
    says: 'Keeps a promise to pay; its claims rest until two business days after its day.',
    body: z.strictObject({
      debtor: idShape('dbt'),
      amount: moneyShape,
      by: dayShape,
      who: textShape(200).optional(),
      claims: claimNumbers.optional(),
    }),
    answer: z.object({ ids: z.array(z.string()) }),
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const at = await placeOf(tx, desk.workspace, await debtorBy(tx, body.debtor), body.claims)
        const { id } = await promiseAt(tx, at, desk.today, { ...body.amount, byDay: body.by, who: body.who })
        return { json: { ids: [promiseId({ book: at.in.book, id })] } }
      }),
  }),
  operation({
    id: 'movePromise',
    noun: 'promises',
    method: 'post',
    path: '/v1/promises/{id}/move',
    says: 'Gives a promise another day: one whose day is not over gives way to the new one; one whose day is over counts as broken, and the new one is about what is still open.',
    params: oneOf('prm'),
    body: z.strictObject({ by: dayShape }),
    answer: z.object({ id: z.string() }),
    status: 201,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const key = keyOf('prm', params.id)
        const id = await promiseAnew(tx, desk.workspace, key, body.by, desk.today)
        return { json: { id: promiseId({ book: key.book, id }) } }
      }),
  }),
  operation({
    id: 'withdrawPromise',
    noun: 'promises',
    method: 'post',
    path: '/v1/promises/{id}/withdraw',
    says: 'Takes back a promise that was entered by mistake; it counts as never made.',
    params: oneOf('prm'),
    body: z.strictObject({ note: textShape(500).optional() }),
    answer: z.object({ id: z.string() }),
    work: async (desk, { params }) => {
      await desk.tx((tx) => withdrawPromise(tx, keyOf('prm', params.id), desk.today))
      return { json: { id: params.id } }
    },
  }),
] as const
