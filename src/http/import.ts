// A file of claims or debtors over the API: the CSV is the body, what the file does not say stands in the query, and every row that
// is refused comes back with its line and its cure. While a question is open, nothing is taken in.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { planImport, runImport } from '../engine/import.ts'
import { resultJson } from '../engine/import-json.ts'
import { operation } from './operation.ts'
import { anyObject, currencyShape, dayShape } from './shape.ts'

export const imports = [
  operation({
    id: 'importFile',
    noun: 'imports',
    method: 'post',
    path: '/v1/imports/{kind}',
    says: 'Takes in a CSV of claims or debtors, or shows what would come of it.',
    params: z.strictObject({ kind: z.enum(['claims', 'debtors']) }),
    query: z.strictObject({
      currency: currencyShape.optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      language: z
        .string()
        .regex(/^[a-z]{2}$/)
        .optional(),
      terms: z.coerce.number<number>().int().min(0).max(365).optional(),
      kind: z.enum(['invoice', 'loan', 'rent', 'fee', 'judgment', 'other']).optional(),
      customers: z.enum(['business', 'consumer', 'both']).optional(),
      fullList: dayShape.optional().openapi({ description: 'The file lists all that was open on this day.' }),
      dryRun: z
        .stringbool()
        .default(false)
        .openapi({ type: 'string', enum: ['true', 'false'] }),
    }),
    answer: anyObject,
    takes: 'text/csv',
    bytesMax: 64 * 1024 * 1024,
    work: async (desk, { params, query, bytes }) => {
      const folder = await mkdtemp(join(tmpdir(), 'dunwell-import-'))
      try {
        const path = join(folder, 'upload.csv')
        await writeFile(path, bytes)
        const { currency, country, language, terms: termsDays, kind, customers, fullList, dryRun } = query
        const options = {
          defaults: { currency, country, language, termsDays, kind },
          ...{ customers, fullList, dryRun },
          rejects: join(folder, 'rejects.csv'),
        }
        const result = await runImport(desk, await planImport(desk, path, params.kind, options), options)
        const { rejectsFile: _, ...json } = resultJson(result) as Record<string, unknown>
        return { json }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }),
] as const
