// Finding anything over the API, as somebody types: customers by words of their names or their number, claims by number, payments by
// reference, messages by what one remembers of them.

import { z } from '@hono/zod-openapi'
import { publicId } from '../core/id.ts'
import { claimId } from '../store/claim.ts'
import { debtorId, readDebtors } from '../store/debtor.ts'
import { findMessages } from '../store/message-words.ts'
import { findClaims, findDebtors, findPayments } from '../store/search.ts'
import { operation } from './operation.ts'
import { textShape, wire, wireDay } from './shape.ts'

const each = 8

export const search = [
  operation({
    id: 'search',
    noun: 'search',
    method: 'get',
    path: '/v1/search',
    says: `Up to ${each} each of debtors by beginnings of words or by number, claims by the beginning of their number, payments by that of their reference, and messages, sent and received, by their id or by words of them or of whose they are.`,
    query: z.strictObject({ text: textShape(100) }),
    answer: z.object({
      debtors: z.array(z.object({ id: z.string(), no: z.int(), name: z.string(), country: z.string() })),
      claims: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          debtor: z.string(),
          debtorName: z.string(),
          openMinor: z.int(),
          currency: z.string(),
        }),
      ),
      payments: z.array(
        z.object({
          id: z.string(),
          reference: z.string(),
          debtor: z.string(),
          debtorName: z.string(),
          amountMinor: z.int(),
          currency: z.string(),
          day: wireDay,
        }),
      ),
      messages: z.array(
        z.object({
          id: z.string().openapi({ description: 'As in the timeline of its case.' }),
          debtor: z.string(),
          debtorName: z.string(),
          direction: z.enum(['in', 'out']),
          channel: z.string(),
          subject: z.string(),
          excerpt: z
            .string()
            .openapi({ description: 'Words around the first that was asked for; empty where the subject has it.' }),
          day: wireDay,
        }),
      ),
    }),
    work: (desk, { query: { text } }) =>
      desk.tx(async (tx) => {
        const claims = await findClaims(tx, text, each)
        const names = new Map<string, string>()
        for (const [book, some] of Map.groupBy(claims, (it) => it.book))
          for (const one of await readDebtors(tx, book, [...new Set(some.map((it) => it.debtorId))]))
            names.set(one.id, one.name)
        return {
          json: {
            debtors: (await findDebtors(tx, text, each)).map((it) => ({
              id: debtorId(it),
              no: it.no,
              name: it.name,
              country: it.country,
            })),
            claims: claims.map((it) => ({
              id: claimId(it),
              number: it.number,
              debtor: debtorId({ book: it.book, id: it.debtorId }),
              debtorName: names.get(it.debtorId) ?? '',
              openMinor: it.openMinor,
              currency: it.currency,
            })),
            payments: (await findPayments(tx, text, each)).map((it) => ({
              id: publicId('pay', it),
              reference: it.reference,
              debtor: debtorId({ book: it.book, id: it.debtorId }),
              debtorName: it.debtorName,
              amountMinor: it.amountMinor,
              currency: it.currency,
              day: wire(it.day),
            })),
            messages: (await findMessages(tx, text, each)).map((it) => ({
              id: publicId('msg', it),
              debtor: debtorId(it.debtor),
              debtorName: it.debtor.name,
              direction: it.direction,
              channel: it.channel,
              subject: it.subject,
              excerpt: it.excerpt,
              day: wire(it.day)!,
            })),
          },
        }
      }),
  }),
] as const
