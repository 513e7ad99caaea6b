// Rates of interest over the API: what is known of each series, and entering one that was looked up.

import { z } from '@hono/zod-openapi'
import { percentText, pointOn, type RatePoint } from '../core/rate.ts'
import { enterRate, knownSeries } from '../engine/rate.ts'
import { operation } from './operation.ts'
import { dayShape, textShape, wire, wireDay } from './shape.ts'

const point = z.object({
  from: wireDay.nullable(),
  until: wireDay.nullable().openapi({ description: 'Not included; null until the law changes.' }),
  percent: z.string().openapi({ description: 'A year.', example: '1.27' }),
  sure: z.string(),
  source: z.string(),
})

const pointJson = (it: RatePoint, source: string) => ({
  ...{ from: wire(it.from) ?? null, until: wire(it.until) ?? null, percent: percentText(it.rateBp), sure: it.sure },
  source: it.source ?? source,
})

export const rates = [
  operation({
    id: 'listRates',
    noun: 'rates',
    method: 'get',
    path: '/v1/rates',
    says: 'The series of rates that interest is reckoned by, each with what holds today and what is known last; a day that a series does not know is never reckoned with the rate of the day before.',
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          cite: z.string(),
          today: point.nullable().openapi({ description: 'Null where nobody has entered what holds today.' }),
          last: point.nullable(),
        }),
      ),
    }),
    work: (desk) =>
      desk.tx(async (tx) => ({
        json: {
          items: (await knownSeries(tx)).map((it) => {
            // What was entered last counts first.
            const now = pointOn({ ...it, points: it.points.toReversed() }, desk.today)
            const last = it.points.at(-1)
            return {
              ...{ id: it.id, name: it.name, cite: it.cite },
              ...{ today: now ? pointJson(now, it.source) : null, last: last ? pointJson(last, it.source) : null },
            }
          }),
        },
      })),
  }),
  operation({
    id: 'enterRate',
    noun: 'rates',
    method: 'post',
    path: '/v1/rates',
    says: 'Enters a rate that was looked up where it is published; the newest for a day counts.',
    right: 'manage',
    body: z.strictObject({
      series: textShape(100).openapi({ example: 'de.bundesbank.basiszinssatz' }),
      from: dayShape,
      until: dayShape.openapi({ description: 'Not included.' }),
      percent: textShape(12).openapi({ description: 'A year, with a point.', example: '1.27' }),
      source: textShape(300).openapi({
        description: 'Where and when it was read.',
        example: 'Bundesbank, 1 July 2026',
      }),
    }),
    answer: z.object({ series: z.string(), name: z.string() }),
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const { id, name } = await enterRate(tx, body)
        return { json: { series: id, name } }
      }),
  }),
] as const
