// Reports over the API, to the cent and as of any day: aging, days sales outstanding, statements, false chases.

import { z } from '@hono/zod-openapi'
import { forecast } from '../engine/forecast.ts'
import { agingReport, dsoReport, falseChases, statement } from '../engine/report.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { anyObject, dayShape, oneOf, wire, wireDay } from './shape.ts'

const asOf = { day: dayShape.optional().openapi({ description: 'Any day; today unless said.' }) }

export const reports = [
  operation({
    id: 'reportAging',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/aging',
    says: 'How old open money is, in all and by debtor, as of any day and as known then.',
    query: z.strictObject({ ...asOf, knownUntil: dayShape.optional() }),
    answer: anyObject,
    work: async (desk, { query }) => {
      const asked = { day: query.day ?? desk.today, knownUntil: query.knownUntil }
      return { json: await desk.tx((tx) => agingReport(tx, asked)) }
    },
  }),
  operation({
    id: 'reportDso',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/dso',
    says: 'Days sales outstanding, and its count-back.',
    query: z.strictObject({ ...asOf, days: z.coerce.number<number>().int().min(1).max(3660).default(90) }),
    answer: anyObject,
    work: async (desk, { query }) => ({
      json: await desk.tx((tx) => dsoReport(tx, query.day ?? desk.today, query.days)),
    }),
  }),
  operation({
    id: 'reportStatement',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/statements/{id}',
    says: 'The account of one debtor: claims, postings and balance.',
    params: oneOf('dbt'),
    query: z.strictObject(asOf),
    answer: anyObject,
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => ({
        json: await statement(tx, await debtorBy(tx, params.id), query.day ?? desk.today),
      })),
  }),
  operation({
    id: 'reportForecast',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/forecast',
    says: 'Cash in by week, with its range, from how each debtor has paid so far.',
    query: z.strictObject({ ...asOf, weeks: z.coerce.number<number>().int().min(1).max(104).default(12) }),
    answer: z.object({ day: wireDay, currencies: z.array(anyObject), grounds: anyObject }),
    work: async (desk, { query }) => {
      const day = query.day ?? desk.today
      const { currencies, grounds } = await forecast(desk.db, desk.workspace, desk.actor, day, query.weeks)
      const some = currencies.map((it) => ({
        ...it,
        weeks: it.weeks.map((week) => ({ ...week, from: wire(week.from) })),
      }))
      return { json: { day: wire(day), currencies: some, grounds } }
    },
    apart: true,
  }),
  operation({
    id: 'reportFalseChases',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/false-chases',
    says: 'Reminders that went to someone who had already paid.',
    answer: anyObject,
    work: async (desk) => ({ json: await desk.tx((tx) => falseChases(tx, desk.workspace.zone)) }),
  }),
] as const
