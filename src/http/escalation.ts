// Escalation over the API: what the next step of a case would be if it came now, the decision, and its undoing.

import { z } from '@hono/zod-openapi'
import { type Escalatable, escalatable, escalate } from '../engine/escalate.ts'
import { withdrawEscalation } from '../store/escalation.ts'
import { findTask, taskId } from '../store/task.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { oneOf, textShape, wire, wireDay } from './shape.ts'

const shape = z.object({
  step: z.string(),
  stage: z.string(),
  kind: z.string(),
  claims: z.array(z.string()).openapi({ description: 'Their numbers.' }),
  on: wireDay.nullable().openapi({ description: 'When it comes by itself.' }),
  sooner: wireDay.nullable().openapi({ description: 'When it comes at the earliest once it is escalated.' }),
  waits: z.array(z.string()).openapi({ description: 'What it waits for until then, in words.' }),
})

function json({ step, claims, on, sooner, waits }: Escalatable) {
  const { id, stage, kind } = step
  return { ...{ step: id, stage, kind }, claims: [...claims], on: wire(on), sooner: wire(sooner), waits: saysOf(waits) }
}

const saysOf = (waits: Escalatable['waits']) => waits.map((it) => it.says)

export const escalations = [
  operation({
    id: 'seeEscalation',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/{id}/escalation',
    says: 'The next step of a debtor’s ladder and when it could come at the earliest; null where nothing can come sooner.',
    params: oneOf('dbt'),
    answer: z.object({ next: shape.nullable() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await escalatable(tx, desk.workspace, await debtorBy(tx, params.id), desk.today)
        return { json: { next: found ? json(found) : null } }
      }),
  }),
  operation({
    id: 'escalateCase',
    noun: 'cases',
    method: 'post',
    path: '/v1/cases/{id}/escalation',
    says: 'Lets the next step come before its day. The law, the days between contacts, the time given to pay and approvals hold as always.',
    params: oneOf('dbt'),
    body: z.strictObject({
      step: textShape(100)
        .optional()
        .openapi({ description: 'The step that was seen; refused where it is another by now.' }),
      because: textShape(500).optional(),
    }),
    answer: z.object({ id: z.string(), next: shape }),
    status: 201,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const { what, ...key } = await escalate(tx, desk.workspace, found, {
          ...{ expected: body.step, on: desk.today },
          ...(body.because !== undefined && { because: body.because }),
        })
        return { json: { id: taskId(key), next: json(what) } }
      }),
  }),
  operation({
    id: 'withdrawEscalation',
    noun: 'cases',
    method: 'post',
    path: '/v1/escalations/{id}/withdraw',
    says: 'Takes an escalation back: the step waits for its own day again. What was sent meanwhile stays sent.',
    params: oneOf('tsk'),
    answer: z.object({ id: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await withdrawEscalation(tx, await findTask(tx, params.id), desk.today)
        return { json: { id: params.id } }
      }),
  }),
] as const
