// Tasks over the API: what is to do, most money first, that it was done, and that it was not.

import { z } from '@hono/zod-openapi'
import { problem, quoted } from '../core/problem.ts'
import { answerNote } from '../engine/manager.ts'
import { worklist } from '../engine/worklist.ts'
import { calendarOf } from '../rules/calendar.ts'
import { findTask, finishTask, outcomes, reopenDone } from '../store/task.ts'
import { operation } from './operation.ts'
import { anyObject, oneOf, textShape, wireDay } from './shape.ts'

export const tasks = [
  operation({
    id: 'listTasks',
    noun: 'tasks',
    method: 'get',
    path: '/v1/tasks',
    says: 'What is to do: open tasks, what is expected to win most money a minute first; each says why.',
    answer: z.object({ day: wireDay, formula: z.string(), tasks: z.array(anyObject) }),
    work: async (desk) => ({ json: await desk.tx((tx) => worklist(tx, desk.today)) }),
  }),
  operation({
    id: 'finishTask',
    noun: 'tasks',
    method: 'post',
    path: '/v1/tasks/{id}/done',
    says: `Ends a task; of a call the outcome is one of ${outcomes.join(', ')}.`,
    params: oneOf('tsk'),
    body: z.strictObject({ outcome: textShape(60).default('done'), note: textShape(500).optional() }),
    answer: z.object({ id: z.string(), outcome: z.string() }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const it = await findTask(tx, params.id)
        const isCall = it.kind === 'call' || it.kind === 'promise_broken'
        if (isCall && !(outcomes as readonly string[]).includes(body.outcome))
          throw problem(
            'call.outcome',
            `${quoted(body.outcome)} is no outcome of a call.`,
            `Use one of: ${outcomes.join(', ')}.`,
          )
        if (it.kind === 'manager_note') {
          const { outcome } = body
          if (outcome !== 'go_on' && outcome !== 'talk_first')
            throw problem('task.manager', `${quoted(outcome)} is no answer to this note.`, 'Use go_on or talk_first.')
          await answerNote(tx, it, {
            outcome,
            note: body.note,
            on: desk.today,
            calendar: calendarOf(desk.workspace.country),
          })
        } else await finishTask(tx, it, { ...body, on: desk.today })
        return { json: { id: params.id, outcome: body.outcome } }
      }),
  }),
  operation({
    id: 'reopenTask',
    noun: 'tasks',
    method: 'post',
    path: '/v1/tasks/{id}/reopen',
    says: 'Opens a task again that was ended by mistake. A call is taken back as a call.',
    params: oneOf('tsk'),
    answer: z.object({ id: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await reopenDone(tx, params.id, desk.today)
        return { json: { id: params.id } }
      }),
  }),
] as const
