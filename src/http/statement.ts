// Statements over the API: every cent of a debtor's claims, or of one, on any day and as the books stood at any moment.

import { z } from '@hono/zod-openapi'
import type { Day } from '../core/day.ts'
import { explained } from '../engine/statement.ts'
import { statementJson } from '../engine/statement-words.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, readDebtors } from '../store/debtor.ts'
import type { Workspace } from '../store/workspace.ts'
import { claimBy } from './claim.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { anyObject, dayShape, oneOf } from './shape.ts'

const query = z.strictObject({
  day: dayShape.optional().openapi({ description: 'Any day; today unless said.' }),
  asRecorded: z.iso
    .datetime({ offset: true })
    .optional()
    .openapi({ description: 'As the books stood at this moment.', example: '2026-02-01T09:00:00Z' }),
})
const answer = z.object({
  day: z.string(),
  asRecorded: z.string().nullable(),
  debtor: anyObject,
  claims: z.array(anyObject),
  totals: z.array(anyObject),
})

interface Asked {
  readonly workspace: Workspace
  readonly debtor: DebtorRow
  readonly day: Day
  readonly asRecorded?: string
  readonly claimId?: string
}

async function answered(tx: Tx, it: Asked) {
  const recorded = it.asRecorded === undefined ? undefined : Date.parse(it.asRecorded)
  const found = await explained(tx, it.workspace, it.debtor, { day: it.day, recorded }, it.claimId)
  return { json: statementJson(found) }
}

export const statements = [
  operation({
    id: 'debtorStatement',
    noun: 'statements',
    method: 'get',
    path: '/v1/debtors/{id}/statement',
    says: 'What a debtor owes on any day and why: interest by segments, fees with their ground, payments and where they went.',
    params: oneOf('dbt'),
    query,
    answer,
    work: ({ workspace, today, tx: inside }, { params, query: { day = today, asRecorded } }) =>
      inside(async (tx) => answered(tx, { workspace, debtor: await debtorBy(tx, params.id), day, asRecorded })),
  }),
  operation({
    id: 'claimStatement',
    noun: 'statements',
    method: 'get',
    path: '/v1/claims/{id}/statement',
    says: 'What is owed of one claim on any day and why.',
    params: oneOf('clm'),
    query,
    answer,
    work: ({ workspace, today, tx: inside }, { params, query: { day = today, asRecorded } }) =>
      inside(async (tx) => {
        const claim = await claimBy(tx, params.id)
        const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
        return answered(tx, { workspace, debtor: debtor!, day, asRecorded, claimId: claim.id })
      }),
  }),
]
