// Rates between currencies over the API: a publisher's file in, and whose rates are known.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { rateText } from '../core/exchange.ts'
import { readExchangeRates } from '../imports/exchange.ts'
import { addExchangeRates, lastExchangeRates, listExchangeRates } from '../store/exchange.ts'
import { operation } from './operation.ts'
import { currencyShape, textShape, wireDay } from './shape.ts'

export const exchanges = [
  operation({
    id: 'listExchangeRates',
    noun: 'exchange rates',
    method: 'get',
    path: '/v1/exchange-rates',
    says: 'Whose rates between currencies are known, and from when to when.',
    answer: z.object({
      items: z.array(
        z.object({
          base: z.string(),
          source: z.string(),
          currencies: z.int(),
          days: z.int(),
          from: wireDay,
          to: wireDay,
        }),
      ),
    }),
    work: async (desk) => {
      const found = await desk.tx((tx) => listExchangeRates(tx))
      return { json: { items: found.map((it) => ({ ...it, from: dayText(it.from), to: dayText(it.to) })) } }
    },
  }),
  operation({
    id: 'lastExchangeRates',
    noun: 'exchange rates',
    method: 'get',
    path: '/v1/exchange-rates/last',
    says: 'The last list of one publisher: how much of each currency one unit of the base bought on that day.',
    query: z.strictObject({ base: currencyShape, source: textShape(200) }),
    answer: z.object({
      day: wireDay.nullable(),
      items: z.array(z.object({ currency: z.string(), rate: z.string() })),
    }),
    work: async (desk, { query }) => {
      const found = await desk.tx((tx) => lastExchangeRates(tx, query))
      return {
        json: {
          day: found[0] ? dayText(found[0].day) : null,
          items: found.map((it) => ({ currency: it.currency, rate: rateText(it.billionths) })),
        },
      }
    },
  }),
  operation({
    id: 'importExchangeRates',
    noun: 'exchange rates',
    method: 'post',
    path: '/v1/exchange-rates',
    says: 'Reads a file of dated rates: Date, USD, GBP, … as the ECB publishes them, or date, base, currency, rate.',
    takes: 'text/csv',
    bytesMax: 50_000_000,
    query: z.strictObject({
      source: textShape(200).openapi({ description: 'Who published them; the same for each file of theirs.' }),
      base: currencyShape
        .default('EUR')
        .openapi({ description: 'Of what one unit is quoted, where no column says it.' }),
    }),
    answer: z.object({ read: z.int(), kept: z.int() }),
    work: (desk, { query, bytes }) =>
      desk.tx(async (tx) => {
        const rates = readExchangeRates(bytes, query)
        return { json: { read: rates.length, kept: await addExchangeRates(tx, rates, query.source) } }
      }),
  }),
] as const
