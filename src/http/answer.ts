// Holds, queries and disputes over the API: three nouns of one shape, each naming its claims and pausing just those. Promises, the
// fourth, are looked through in more ways (promise.ts).

import { z } from '@hono/zod-openapi'
import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { askAt, disputeAt, holdAt, placeOf } from '../engine/answers.ts'
import { keepContested } from '../engine/dispute.ts'
import { type AnswerRow, answerQuery, liftHold, listAnswers, settleDispute } from '../store/answer.ts'
import type { Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { claimNumbers } from './payment.ts'
import {
  amountShape,
  cursorOf,
  dayShape,
  idShape,
  keyCursor,
  oneOf,
  pageOf,
  pageShape,
  textShape,
  wire,
  wireDay,
} from './shape.ts'

const prefixes = { hold: 'hld', promise: 'prm', query: 'qry', dispute: 'dsp' } as const
const plurals = { hold: 'holds', promise: 'promises', query: 'queries', dispute: 'disputes' } as const

const answerShape = z
  .object({
    id: z.string(),
    debtor: z.string(),
    says: z.string(),
    from: wireDay,
    until: wireDay.nullable(),
    state: z.string(),
    claims: z.array(z.string()),
  })
  .openapi('Answer')
type Plurals = typeof plurals
const idsShape = z.object({ ids: z.array(z.string()) })
const idOf = (noun: AnswerRow['noun'], book: number, id: string) => publicId(prefixes[noun], { book, id })

function listOf<const N extends AnswerRow['noun']>(noun: N) {
  return operation({
    id: `list${plurals[noun][0]!.toUpperCase()}${plurals[noun].slice(1)}`,
    noun: plurals[noun],
    method: 'get',
    path: `/v1/${plurals[noun]}` as `/v1/${Plurals[N]}`,
    says: `Every ${noun}, of all debtors or of one, in the order they were made.`,
    query: z.strictObject({ ...pageShape, debtor: idShape('dbt').optional() }),
    answer: pageOf(answerShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const debtor = query.debtor === undefined ? undefined : await debtorBy(tx, query.debtor)
        const after = keyCursor(prefixes[noun], query.cursor)
        const found = await listAnswers(tx, noun, debtor, { after, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const next =
          last && found.length > items.length ? cursorOf(prefixes[noun], publicId(prefixes[noun], last)) : undefined
        const json = items.map((it) => ({
          id: idOf(noun, it.book, it.id),
          debtor: debtorId({ book: it.book, id: it.debtorId }),
          says: it.says,
          from: wire(it.from),
          until: wire(it.until),
          state: it.state,
          claims: it.claims,
        }))
        return { json: { items: json, next } }
      }),
  })
}

function endOf<const N extends AnswerRow['noun'], const V extends string>(
  noun: N,
  verb: V,
  says: string,
  work: (tx: Tx, key: Key, on: Day, note?: string) => Promise<void>,
) {
  return operation({
    id: `${verb}${noun[0]!.toUpperCase()}${noun.slice(1)}`,
    noun: plurals[noun],
    method: 'post',
    path: `/v1/${plurals[noun]}/{id}/${verb}` as `/v1/${Plurals[N]}/{id}/${V}`,
    says,
    params: oneOf(prefixes[noun]),
    body: z.strictObject({ note: textShape(500).optional() }),
    answer: z.object({ id: z.string() }),
    work: async (desk, { params, body }) => {
      await desk.tx((tx) => work(tx, keyOf(prefixes[noun], params.id), desk.today, body.note))
      return { json: { id: params.id } }
    },
  })
}

export const answers = [
  listOf('hold'),
  operation({
    id: 'addHold',
    noun: 'holds',
    method: 'post',
    path: '/v1/holds',
    says: 'Pauses the chasing of a debtor, their case, claims named, or a part of one.',
    body: z.strictObject({
      debtor: idShape('dbt'),
      cause: textShape(200),
      note: textShape(500).optional(),
      until: dayShape.optional().openapi({ description: 'Not included; until it is lifted unless said.' }),
      reach: z.enum(['debtor', 'case']).default('debtor').openapi({ description: 'Where no claim is named.' }),
      claims: claimNumbers.optional(),
      partMinor: amountShape.optional().openapi({ description: 'Only this much of the one claim named.' }),
    }),
    answer: idsShape,
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const at = await placeOf(tx, desk.workspace, await debtorBy(tx, body.debtor), body.claims)
        const { cause, note, until, partMinor } = body
        const reach = body.claims ? 'claims' : body.reach
        const ids = await holdAt(tx, at, { cause, note, from: desk.today, until, reach, partMinor })
        return { json: { ids: ids.map((id) => idOf('hold', at.in.book, id)) } }
      }),
  }),
  endOf('hold', 'lift', 'Lifts a hold.', (tx, key, on) => liftHold(tx, key, on)),
  listOf('query'),
  operation({
    id: 'addQuery',
    noun: 'queries',
    method: 'post',
    path: '/v1/queries',
    says: 'Keeps what the debtor needs from us first; the claims rest while we owe the answer.',
    body: z.strictObject({ debtor: idShape('dbt'), asks: textShape(500), claims: claimNumbers.optional() }),
    answer: idsShape,
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const at = await placeOf(tx, desk.workspace, await debtorBy(tx, body.debtor), body.claims)
        const id = await askAt(tx, at, desk.today, body.asks)
        await keepContested(tx, desk.workspace, { ...at, says: body.asks, written: true }, desk.today)
        return { json: { ids: [idOf('query', at.in.book, id)] } }
      }),
  }),
  endOf('query', 'answer', 'Says that a query was answered.', (tx, key, on, note) =>
    answerQuery(tx, key, note ?? 'answered', on),
  ),
  listOf('dispute'),
  operation({
    id: 'addDispute',
    noun: 'disputes',
    method: 'post',
    path: '/v1/disputes',
    says: 'Keeps a dispute about claims or a part of one; they are not chased.',
    body: z.strictObject({
      debtor: idShape('dbt'),
      cause: textShape(500),
      claims: claimNumbers,
      partMinor: amountShape.optional().openapi({ description: 'Only this much of each claim named.' }),
    }),
    answer: idsShape,
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const at = await placeOf(tx, desk.workspace, await debtorBy(tx, body.debtor), body.claims)
        const id = await disputeAt(tx, at, desk.today, body)
        await keepContested(tx, desk.workspace, { ...at, says: body.cause, written: true }, desk.today)
        return { json: { ids: [idOf('dispute', at.in.book, id)] } }
      }),
  }),
  endOf('dispute', 'settle', 'Says how a dispute ended.', (tx, key, on, note) =>
    settleDispute(tx, key, note ?? 'settled', on),
  ),
] as const
