// Money that came marked as settling all, over the API: the questions that wait for a person, with what the law makes of an answer, and
// the answer.

import { z } from '@hono/zod-openapi'
import { keyOf, publicId } from '../core/id.ts'
import { inFullAnswers } from '../core/in-full.ts'
import { mustBeAlone } from '../engine/approval.ts'
import { answerInFull, questionOf } from '../engine/in-full.ts'
import { debtorId } from '../store/debtor.ts'
import { waitingOffers } from '../store/in-full.ts'
import { operation } from './operation.ts'
import { oneOf, wire, wireDay } from './shape.ts'

export const offersInFull = [
  operation({
    id: 'listOffersInFull',
    noun: 'offers-in-full',
    method: 'get',
    path: '/v1/offers-in-full',
    says: 'Money marked as settling all that waits for an answer, the oldest first, each with what the law makes of taking it.',
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          debtor: z.string(),
          name: z.string(),
          day: wireDay,
          amountMinor: z.int(),
          currency: z.string(),
          words: z.string(),
          openMinor: z.int(),
          says: z.string(),
          cite: z.string(),
        }),
      ),
    }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const items = []
        for (const it of await waitingOffers(tx)) {
          const { openMinor, rule } = await questionOf(tx, it)
          const { amountMinor, currency, words, debtorName: name } = it
          const debtor = debtorId({ book: it.book, id: it.debtorId })
          const of = { id: publicId('off', it), debtor, name, day: wire(it.day), amountMinor, currency, words }
          items.push({ ...of, openMinor, says: rule.says, cite: rule.cite })
        }
        return { json: { items } }
      }),
  }),
  operation({
    id: 'answerOfferInFull',
    noun: 'offers-in-full',
    method: 'post',
    path: '/v1/offers-in-full/{id}/answer',
    says: 'Answers it: accept lets the rest go, part takes it as a part payment, send-back sends it back. The claims are chased again.',
    params: oneOf('off'),
    body: z.strictObject({ answer: z.enum(inFullAnswers) }),
    answer: z.object({ letGoMinor: z.int(), reply: z.string().nullable() }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        if (body.answer === 'accept')
          await mustBeAlone(tx, desk, desk.member, { kind: 'in_full', offer: params.id, because: '' })
        const { letGoMinor, reply = null } = await answerInFull(tx, desk, keyOf('off', params.id), body.answer)
        return { json: { letGoMinor, reply } }
      }),
  }),
] as const
