// What a full list names no longer, over the API: the claims that wait for a word, and the word.

import { z } from '@hono/zod-openapi'
import { callComplete, callPartial, sumsOf as goneSums, readGone, settleGone } from '../engine/list.ts'
import { claimId, findClaim } from '../store/claim.ts'
import { debtorId } from '../store/debtor.ts'
import type { GoneClaim } from '../store/list.ts'
import { operation } from './operation.ts'
import { claimNumbers } from './payment.ts'
import { cursorOf, keyCursor, moneySums, pageOf, pageShape, sumsOf, wire, wireDay } from './shape.ts'

const goneShape = z
  .object({
    id: z.string(),
    number: z.string(),
    debtor: z.string(),
    openMinor: z.int(),
    currency: z.string(),
    listOn: wireDay,
  })
  .openapi('GoneClaim')

function goneJson(it: GoneClaim) {
  const { number, currency, principal, interest, fee, cost } = it
  const debtor = debtorId({ book: it.book, id: it.debtorId })
  const openMinor = principal + interest + fee + cost
  return { id: claimId(it), number, debtor, openMinor, currency, listOn: wire(it.listOn) }
}

export const gone = [
  operation({
    id: 'listGone',
    noun: 'gone',
    method: 'get',
    path: '/v1/gone',
    says: 'Claims that a full list names no longer and that are held until somebody says what became of them.',
    query: z.strictObject(pageShape),
    answer: pageOf(goneShape),
    work: async (desk, { query }) => {
      const after = keyCursor('clm', query.cursor)
      const past = (it: GoneClaim) => !after || it.book > after.book || (it.book === after.book && it.id > after.id)
      const all = (await readGone(desk)).filter(past).sort((a, b) => a.book - b.book || (a.id < b.id ? -1 : 1))
      const items = all.slice(0, query.limit)
      const next = all.length > items.length ? cursorOf('clm', claimId(items.at(-1)!)) : undefined
      return { json: { items: items.map(goneJson), next } }
    },
  }),
  operation({
    id: 'settleGone',
    noun: 'gone',
    method: 'post',
    path: '/v1/gone/settle',
    says: 'Says that they were paid or credited in full on the day of the list: all, or those named.',
    body: z.strictObject({ as: z.enum(['paid', 'credited']), claims: claimNumbers.optional() }),
    answer: z.object({ claims: z.array(goneShape), sums: moneySums }),
    work: async (desk, { body }) => {
      const ids =
        body.claims &&
        (await desk.tx(async (tx) => {
          const found: string[] = []
          for (const number of body.claims!) found.push((await findClaim(tx, number)).id)
          return found
        }))
      const settled = await settleGone(desk, body.as === 'paid' ? 'payment' : 'credit', ids)
      return { json: { claims: settled.map(goneJson), sums: sumsOf(goneSums(settled)) } }
    },
  }),
  operation({
    id: 'judgeList',
    noun: 'gone',
    method: 'post',
    path: '/v1/gone/list',
    says: 'Says that the last full list was partial, so that nothing is gone, or that one taken for partial is complete.',
    body: z.strictObject({ is: z.enum(['partial', 'complete']) }),
    answer: z.object({ on: wireDay, gone: z.int() }),
    work: async (desk, { body }) => {
      if (body.is === 'partial') return { json: { on: wire((await callPartial(desk)).list.on), gone: 0 } }
      const list = await callComplete(desk)
      return { json: { on: wire(list.on), gone: list.gone } }
    },
  }),
] as const
