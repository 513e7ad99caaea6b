// Calls over the API: one is logged in one go with what came of it, and taken back as a whole.

import { z } from '@hono/zod-openapi'
import { keyOf, publicId } from '../core/id.ts'
import { callId, callMadeWith, undoCallMade } from '../engine/call.ts'
import { worklist } from '../engine/worklist.ts'
import { countTasks, outcomes } from '../store/task.ts'
import { mineOf, mineQuery, mineShape } from './collector.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { claimNumbers } from './payment.ts'
import { amountShape, currencyShape, dayShape, idShape, oneOf, textShape } from './shape.ts'
import { callsJson, workShape } from './today.ts'

const callKinds = ['call', 'promise_broken', 'agree_date']

// The most urgent of them; after each call the list is asked anew.
const queueMax = 40

export const calls = [
  operation({
    id: 'listCalls',
    noun: 'calls',
    method: 'get',
    path: '/v1/calls',
    says: 'Who is to be called: those expected to win most money a minute first, broken promises among them, and how many there are in all. Those for whom now is no time stand last, with from when.',
    query: z.strictObject(mineQuery),
    answer: z.object({ count: z.int(), mine: mineShape, items: z.array(workShape) }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const { of, mine } = await mineOf(tx, desk, query.mine)
        const counts = await countTasks(tx, desk.today, of)
        const count = callKinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
        const { tasks } = await worklist(tx, desk.today, { top: [{ kinds: callKinds, limit: queueMax, of }] })
        return { json: { count, mine, items: await callsJson(desk, tx, tasks) } }
      }),
  }),
  operation({
    id: 'logCall',
    noun: 'calls',
    method: 'post',
    path: '/v1/calls',
    says: 'Keeps a call with what came of it: a promise, a dispute, the day to ring again. With a task it ends that task.',
    body: z.strictObject({
      debtor: idShape('dbt'),
      outcome: z.enum(outcomes),
      note: textShape(500).optional(),
      incoming: z.boolean().default(false),
      task: idShape('tsk').optional().openapi({ description: 'The open task that asked for it.' }),
      promise: z.strictObject({ amountMinor: amountShape, currency: currencyShape, by: dayShape }).optional(),
      dispute: z.strictObject({ cause: textShape(500), claims: claimNumbers.optional() }).optional(),
      again: dayShape.optional().openapi({ description: 'A task to ring again on this day.' }),
    }),
    answer: z.object({
      logged: z.literal(true),
      call: z.string(),
      promise: z.string().nullable(),
      dispute: z.string().nullable(),
      task: z.string().nullable(),
    }),
    status: 201,
    work: (desk, { body: { debtor, ...wish } }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, debtor)
        const { call, made } = await callMadeWith(tx, desk.workspace, found, wish, desk.today)
        const named = (prefix: string, id: string | undefined) =>
          id === undefined ? null : publicId(prefix, { book: found.book, id })
        const ids = { promise: named('prm', made.promise), dispute: named('dsp', made.dispute) }
        return { json: { logged: true, call: callId(call), ...ids, task: named('tsk', made.again) } }
      }),
  }),
  operation({
    id: 'undoCall',
    noun: 'calls',
    method: 'post',
    path: '/v1/calls/{id}/undo',
    says: 'Takes a call back that was logged by mistake, with what came of it: it is counted nowhere any more.',
    params: oneOf('msg'),
    answer: z.object({ id: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await undoCallMade(tx, keyOf('msg', params.id), desk.today)
        return { json: { id: params.id } }
      }),
  }),
] as const
