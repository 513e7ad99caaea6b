// Cases over the API: what happens next with a debtor, when and why, and what was decided before.

import { z } from '@hono/zod-openapi'
import type { Action } from '../core/case.ts'
import type { Habits } from '../core/habits.ts'
import { habitsAlone } from '../engine/behaviour.ts'
import { outlook } from '../engine/preview.ts'
import { claimId } from '../store/claim.ts'
import { debtorId } from '../store/debtor.ts'
import { readActions } from '../store/work.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { anyObject, dayShape, moneySums, oneOf, sumsOf, wire, wireDay } from './shape.ts'

const actionShape = z
  .object({
    kind: z.string(),
    step: z.string().optional(),
    stage: z.string().optional(),
    task: z.string().optional(),
    sums: moneySums.optional(),
    payBy: wireDay.nullable().optional(),
    approve: z.string().optional(),
    claims: z.array(z.string()).optional(),
    reasons: z.array(anyObject),
  })
  .openapi('Action')

const habitsShape = z
  .object({
    says: z
      .string()
      .openapi({ example: 'usually 9 days late, getting later (12 invoices since 2024); 1 of 14 disputed' }),
    daysLate: z.number().openapi({ description: 'To expect of a claim; few of their own draw it to what is usual.' }),
    trendDays: z.number(),
    disputedShare: z.number(),
    keptShare: z.number(),
    grounds: z.object({
      paid: z.int(),
      since: z.int().nullable(),
      claims: z.int(),
      disputed: z.int(),
      promises: z.int(),
      kept: z.int(),
    }),
  })
  .openapi('Habits')

function habitsJson({ says, daysLate, trendDays, disputedShare, keptShare, past }: Habits) {
  const { late, since = null, claims, disputed, promises, kept } = past
  const grounds = { paid: late.length, since, claims, disputed, promises, kept }
  return { says, daysLate, trendDays, disputedShare, keptShare, grounds }
}

const pastMax = 20

/** An action as a program reads it: what, which claims, which sums, and each reason with its rule. */
export function actionJson(book: number, it: Action) {
  const items = 'items' in it ? it.items : []
  return {
    kind: it.kind,
    ...('stepId' in it && it.stepId !== undefined ? { step: it.stepId } : {}),
    ...('stage' in it && it.stage !== undefined ? { stage: it.stage } : {}),
    ...(it.kind === 'task' ? { task: it.task } : {}),
    ...(it.kind === 'message' ? { sums: sumsOf(it.sums), payBy: wire(it.payBy), approve: it.approve } : {}),
    ...(items.length > 0 ? { claims: [...new Set(items.map((one) => claimId({ book, id: one.claimId })))] } : {}),
    reasons: it.reasons,
  }
}

export const cases = [
  operation({
    id: 'explainCase',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/{id}/explain',
    says: 'What happens with a debtor today and why, what comes next if nobody pays or answers, and what was decided before.',
    params: oneOf('dbt'),
    query: z.strictObject({ day: dayShape.optional().openapi({ description: 'As if it were this day.' }) }),
    answer: z.object({
      debtor: z.string(),
      day: wireDay,
      habits: habitsShape,
      today: z.array(z.object({ actions: z.array(actionShape), nextLookOn: wireDay.nullable() })),
      ahead: z.array(z.object({ day: wireDay, action: actionShape })),
      before: z.array(
        z.object({ day: wireDay, kind: z.string(), step: z.string().nullable(), reasons: z.array(anyObject) }),
      ),
    }),
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const day = query.day ?? desk.today
        const view = await outlook(tx, desk.workspace, found, day)
        const before = []
        for (const it of view.debtor.cases) before.push(...(await readActions(tx, found.book, it.caseId, pastMax)))
        return {
          json: {
            debtor: debtorId(found),
            day: wire(day),
            habits: habitsJson(await habitsAlone(tx, found, day)),
            today: view.today.map((it) => ({
              actions: it.actions.map((action) => actionJson(found.book, action)),
              nextLookOn: wire(it.nextLookOn),
            })),
            ahead: view.ahead.map((it) => ({ day: wire(it.day), action: actionJson(found.book, it.action) })),
            before: before.map((it) => ({ day: wire(it.day), kind: it.kind, step: it.step_id, reasons: it.reasons })),
          },
        }
      }),
  }),
] as const
