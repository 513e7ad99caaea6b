// The time machine over the API: days to come or past under the saved policies or another, and a rehearsal lived for a stretch of days.

import { z } from '@hono/zod-openapi'
import { addDays, momentAt } from '../core/day.ts'
import { policyShape } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { rehearse } from '../engine/rehearse.ts'
import { type Simulated, simulate } from '../engine/simulate.ts'
import { checkTemplates } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import { turnTo } from '../store/policy.ts'
import { readTemplates } from '../store/template.ts'
import { operation } from './operation.ts'
import { anyObject, dayShape, moneySums, sumsOf, wire, wireDay } from './shape.ts'

const simulated = z.object({
  day: wireDay,
  debtorNo: z.int(),
  debtor: z.string().openapi({ description: 'Their name.' }),
  kind: z.string(),
  step: z.string().nullable(),
  stage: z.string().nullable(),
  task: z.string().nullable(),
  sums: moneySums,
  reasons: z.array(anyObject),
})

function simulatedJson({ day, debtor, action }: Simulated) {
  return {
    day: wire(day),
    debtorNo: debtor.no,
    debtor: debtor.name,
    kind: action.kind,
    step: 'stepId' in action ? (action.stepId ?? null) : null,
    stage: 'stage' in action ? (action.stage ?? null) : null,
    task: action.kind === 'task' ? action.task : null,
    sums: action.kind === 'message' ? sumsOf(action.sums) : [],
    reasons: action.reasons,
  }
}

const rehearsedMax = 120

export const simulations = [
  operation({
    id: 'simulate',
    noun: 'simulations',
    method: 'post',
    path: '/v1/simulations',
    says: 'Who would hear what, when and over which sum, in days to come or past; beside it what the saved policies would do. Nothing is written.',
    body: z.strictObject({
      days: z.int().min(1).max(1100).default(90),
      from: dayShape
        .optional()
        .openapi({ description: 'Today unless said; a day in the past is lived from the ledger.' }),
      policy: policyShape.optional().openapi({ description: 'Used instead of the saved one of its id.' }),
      againstCurrent: z.boolean().default(false),
      part: z
        .strictObject({ no: z.int().min(1).max(1000), of: z.int().min(1).max(1000) })
        .refine((it) => it.no <= it.of, 'no part after the last')
        .optional()
        .openapi({ description: 'Only this part of the debtors; all parts together are the whole.' }),
      behaviour: z
        .union([z.enum(['nobody', 'past']), z.int().min(-3650).max(3650)])
        .default('nobody')
        .openapi({ description: 'Nobody pays, each as late as usual, or everyone so many days late.' }),
    }),
    answer: z.object({
      from: wireDay,
      until: wireDay,
      actions: z.array(simulated),
      current: z.array(simulated).optional(),
    }),
    apart: true,
    reads: true,
    work: async (desk, { body }) => {
      const from = body.from ?? desk.today
      const policy = body.policy && policyFrom(body.policy)
      if (policy) checkTemplates(policy, await desk.tx(readTemplates))
      const behaviour =
        body.behaviour === 'nobody'
          ? ({ kind: 'nobody pays' } as const)
          : body.behaviour === 'past'
            ? ({ kind: 'as in the past' } as const)
            : ({ kind: 'given', daysLate: body.behaviour } as const)
      const span = { from, until: addDays(from, body.days), actor: desk.actor, behaviour, part: body.part }
      const found = await simulate(desk.db, desk.workspace, desk.today, { ...span, policy })
      const current = body.againstCurrent ? await simulate(desk.db, desk.workspace, desk.today, span) : undefined
      return {
        json: {
          from: wire(from),
          until: wire(span.until),
          actions: found.map(simulatedJson),
          current: current?.map(simulatedJson),
        },
      }
    },
  }),
  operation({
    id: 'rehearse',
    noun: 'simulations',
    method: 'post',
    path: '/v1/rehearsals',
    says: `Lives a stretch of days, at most ${rehearsedMax}, of a workspace in rehearsal: each day the run, what was agreed to be approved, and the sending into files.`,
    body: z.strictObject({
      from: dayShape,
      until: dayShape.openapi({ description: 'Included.' }),
      approveAll: z.boolean().default(false),
      noBrake: z.boolean().default(false),
      knownEveryDay: z.boolean().default(false),
    }),
    answer: z.object({ days: z.int(), sent: z.int(), today: wireDay }),
    apart: true,
    work: async (desk, { body }) => {
      const { from, until, ...agreed } = body
      if (desk.workspace.liveSince !== undefined)
        throw problem(
          'rehearse.live',
          'This workspace is live.',
          'Rehearse in one that is not: a data folder of its own.',
        )
      if (until < from || until - from >= rehearsedMax)
        throw problem(
          'rehearse.days',
          `A rehearsal goes from a day to the same or a later one, at most ${rehearsedMax} days.`,
          'Give fewer days, and go on from there with the next request.',
        )
      let moment = momentAt(from, 9, desk.workspace.zone)
      const source = { ...desk.db.source, now: () => moment }
      const clock = {
        set(next: number) {
          moment = next
        },
      }
      const { actor, dataDir } = desk
      const db = { ...desk.db, source }
      const { days, sent } = await rehearse(db, desk.workspace.id, {
        ...{ from, until, ...agreed, actor, dataDir, clock },
        worker: `${actor}@${process.pid}`,
      })
      await desk.tx((tx) => turnTo(tx, until))
      return { json: { days, sent, today: wire(until) } }
    },
  }),
] as const
