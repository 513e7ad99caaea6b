// A table that was not recognised as a bank's, over the API: its first rows and what each column was taken for, so that a person can say
// what is what before anything is kept.

import { z } from '@hono/zod-openapi'
import { lookAtBankTable } from '../engine/bank-look.ts'
import { tableFields } from '../imports/bank/table-column.ts'
import { mapOver, readBankMap } from '../imports/bank/table-map.ts'
import { asFile, tableSaid } from './bank.ts'
import { operation } from './operation.ts'
import { textShape } from './shape.ts'

const bytesMax = 16 * 1024 * 1024

export const bankLooks = [
  operation({
    id: 'lookAtBankTable',
    noun: 'bank',
    method: 'post',
    path: '/v1/imports/bank/look',
    says: 'Shows the first rows of a CSV or XLSX of a bank and what each column is taken for, or why it cannot be read so. Nothing is kept.',
    query: z.strictObject({
      fileName: textShape(200).optional(),
      ...tableSaid,
    }),
    answer: z.object({
      sheets: z.array(z.string()),
      sheet: z.string().nullable(),
      rows: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
      header: z.int().nullable().openapi({ description: 'The line that names the columns.' }),
      columns: z.record(z.string(), z.array(z.string())).openapi({ description: 'A field with its columns.' }),
      fields: z.array(z.enum(tableFields)),
      refused: z.object({ says: z.string(), fix: z.string() }).nullable(),
    }),
    takes: 'application/octet-stream',
    bytesMax,
    reads: true,
    right: 'work',
    work: async (desk, { query, bytes }) => {
      const { fileName = 'upload', sheet, map: columns, ...said } = query
      const named = columns?.split('\n').filter((one) => one.includes('='))
      const map = mapOver({ columns: {}, ...said }, await readBankMap(named ?? []))
      const it = await asFile(bytes, fileName, (path) => lookAtBankTable(desk, path, { map, sheet }))
      return { json: { ...it, fields: tableFields } }
    },
  }),
] as const
