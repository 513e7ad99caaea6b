// Reports of one shape over the API: which there are, each as columns and rows with its sums and its formula in words, and each table
// as CSV.

import { z } from '@hono/zod-openapi'
import { type Report, tableCsv } from '../core/report.ts'
import { makeReport, reportKinds, tableOf } from '../engine/reports.ts'
import { type ApiDesk, operation } from './operation.ts'
import { dayShape, flagShape, wireDay } from './shape.ts'

const names = reportKinds.map((it) => it.name) as [string, ...string[]]
const params = z.strictObject({ name: z.enum(names) })
const query = z.strictObject({
  day: dayShape.optional().openapi({ description: 'Any day; today unless said.' }),
  from: dayShape
    .optional()
    .openapi({ description: 'Where it looks at what happened: the first day; a month before the last unless said.' }),
  to: dayShape.optional().openapi({ description: 'The last day, included; the day unless said.' }),
  days: z.coerce.number<number>().int().min(1).max(3660).optional(),
  converted: flagShape.optional().openapi({ description: "Whether all is turned into the workspace's currency." }),
})

const cell = z.union([z.string(), z.number(), z.null()])
const row = z.record(z.string(), cell)
const column = z.looseObject({ id: z.string(), title: z.string(), kind: z.string() })
const tableShape = z.object({
  name: z.string(),
  title: z.string(),
  columns: z.array(column),
  rows: z.array(row),
  totals: z.array(row),
})
export const reportShape = tableShape.extend({
  formula: z.string(),
  asOf: z.object({ day: wireDay, from: wireDay.optional(), to: wireDay.optional() }),
  more: z.array(tableShape),
  notes: z.array(z.string()),
  chart: z.object({ x: z.string(), y: z.array(z.string()), as: z.enum(['bars', 'lines']) }).optional(),
  converted: z.object({ currency: z.string(), rates: z.array(z.string()) }).optional(),
  rowsInAll: z.int(),
})

const rowsShape = z.coerce
  .number<number>()
  .int()
  .min(0)
  .max(100_000)
  .default(1000)
  .openapi({ description: 'At most so many rows of each table; sums are of all, and CSV has all.' })

/** A report as it is asked for in one piece. */
export const reportAsk = query.extend({ ...params.shape, rows: rowsShape, converted: z.boolean().optional() })

/** The first rows of each of its tables. */
export function reportJson(it: Report, rows: number) {
  const cut = <T extends { readonly rows: readonly unknown[] }>(one: T) => ({ ...one, rows: one.rows.slice(0, rows) })
  return { ...cut(it), more: it.more.map(cut), rowsInAll: it.rows.length }
}

function made(desk: ApiDesk, name: string, asked: z.output<typeof query>): Promise<Report> {
  return makeReport(desk, name, { ...asked, day: asked.day ?? desk.today })
}

export const reportTables = [
  operation({
    id: 'listReportTables',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/tables',
    says: 'Which reports there are, and what each asks for.',
    answer: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          says: z.string(),
          looks: z.enum(['day', 'span']),
          days: z.object({ says: z.string(), usual: z.int() }).optional(),
        }),
      ),
    }),
    work: async () => ({
      json: { items: reportKinds.map(({ name, says, looks, days }) => ({ name, says, looks, days })) },
    }),
  }),
  operation({
    id: 'reportTable',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/tables/{name}',
    says: 'A report: columns, rows, sums by currency, and its formula in words.',
    params,
    query: query.extend({ rows: rowsShape }),
    answer: reportShape,
    work: async (desk, { params: { name }, query: { rows, ...asked } }) => {
      return { json: reportJson(await made(desk, name, asked), rows) }
    },
    apart: true,
  }),
  operation({
    id: 'reportTableCsv',
    noun: 'reports',
    method: 'get',
    path: '/v1/reports/tables/{name}/csv',
    says: 'One table of a report as CSV, whole.',
    params,
    query: query.extend({
      table: z.string().min(1).max(40).optional().openapi({ description: 'One of "more"; the first unless said.' }),
    }),
    answer: z.string(),
    gives: 'text/csv',
    work: async (desk, { params: { name }, query: { table, ...asked } }) => {
      return { json: tableCsv(tableOf(await made(desk, name, asked), table)) }
    },
    apart: true,
  }),
] as const
