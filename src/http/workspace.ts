// The workspace over the API: what it is, up to which day payments are known, and its day run or looked at ahead. Settings and
// going live stay at the terminal: a key that leaks must not be able to change the account that debtors pay to.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { cancelReckoning } from '../engine/reckoning.ts'
import { preview, run } from '../engine/run.ts'
import { runBeside } from '../engine/run-beside.ts'
import { debtorId } from '../store/debtor.ts'
import { knownUntil } from '../store/list.ts'
import { addWorkspaceRecord } from '../store/record.ts'
import { setKnownUntil } from '../store/workspace.ts'
import { actionJson } from './case.ts'
import { operation } from './operation.ts'
import { reckoningId, reckoningJson, reckoningOf, reckoningShape } from './reckoning.ts'
import { anyObject, dayShape, oneOf, wire, wireDay, wireMoment } from './shape.ts'

export const workspace = [
  operation({
    id: 'readWorkspace',
    noun: 'workspace',
    method: 'get',
    path: '/v1/workspace',
    says: 'The workspace that the key belongs to, and its day.',
    answer: z.object({
      name: z.string(),
      kind: z.string(),
      country: z.string(),
      currency: z.string(),
      zone: z.string(),
      liveSince: z.string().nullable(),
      today: wireDay,
      knownUntil: wireDay.nullable(),
      policy: z.string(),
    }),
    work: async (desk) => {
      const { name, kind, country, currency, zone, liveSince, creditorId, settings } = desk.workspace
      const known = await desk.tx((tx) => knownUntil(tx, creditorId))
      const facts = { name, kind, country, currency, zone, policy: settings.policy }
      const days = { liveSince: wireMoment(liveSince), today: wire(desk.today), knownUntil: wire(known) }
      return { json: { ...facts, ...days } }
    },
  }),
  operation({
    id: 'setKnownUntil',
    noun: 'workspace',
    method: 'put',
    path: '/v1/workspace/known-until',
    says: 'Says up to which day all payments are entered; it only moves on.',
    body: z.strictObject({ day: dayShape }),
    answer: z.object({ knownUntil: wireDay.nullable() }),
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        if (body.day > desk.today)
          throw problem('known.future', `${dayText(body.day)} is not over yet.`, 'Give today or an earlier day.')
        await setKnownUntil(tx, desk.workspace.creditorId, body.day, `said by ${desk.actor}`)
        return { json: { knownUntil: wire(await knownUntil(tx, desk.workspace.creditorId)) } }
      }),
  }),
  operation({
    id: 'previewRun',
    noun: 'runs',
    method: 'get',
    path: '/v1/runs/preview',
    says: 'What a day would bring. Nothing is written and nothing is sent.',
    query: z.strictObject({ day: dayShape.optional() }),
    answer: z.object({ day: wireDay, cases: z.array(z.object({ debtor: z.string(), actions: z.array(anyObject) })) }),
    work: async (desk, { query }) => {
      const day = query.day ?? desk.today
      const found = await preview(desk.db, desk.workspace, { day, actor: desk.actor })
      const cases = found.flatMap(({ debtor, decisions }) =>
        decisions.map((decision) => ({
          debtor: debtorId(debtor),
          actions: decision.actions.map((action) => actionJson(debtor.book, action)),
        })),
      )
      return { json: { day: wire(day), cases } }
    },
    apart: true,
  }),
  operation({
    id: 'runDay',
    noun: 'runs',
    method: 'post',
    path: '/v1/runs',
    says: 'Runs the day: decides every case that is due and writes drafts and tasks; sends nothing. Asking again changes nothing again; under the same Idempotency-Key it is answered alike.',
    answer: z.looseObject({ day: wireDay, cases: z.int(), messages: z.int(), tasks: z.int() }),
    apart: true,
    work: async (desk) => {
      const { setAside, day, ...counts } = await run(desk.db, desk.workspace, { day: desk.today, actor: desk.actor })
      const aside = setAside.map((it) => ({ debtor: it.debtor, says: it.says }))
      return { json: { ...counts, day: wire(day), setAside: aside } }
    },
  }),
  operation({
    id: 'beginRun',
    noun: 'runs',
    method: 'post',
    path: '/v1/runs/beside',
    says: 'Begins the run of the day beside whoever asks, or joins it where it is at work; it answers at once with how far it is. A day that was stopped goes on.',
    answer: reckoningShape,
    apart: true,
    work: async (desk) => ({ json: reckoningJson(await runBeside(desk, desk.today), desk.wall()) }),
  }),
  operation({
    id: 'cancelRun',
    noun: 'runs',
    method: 'post',
    path: '/v1/runs/{id}/cancel',
    says: 'Stops a run at its next batch, whichever process works on it. What was decided stays, nothing of that day goes out, and the schedule leaves it alone until somebody runs it again.',
    params: oneOf('rck'),
    answer: reckoningShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const it = await reckoningOf(tx, params.id, ['run'])
        await addWorkspaceRecord(tx, 'run.stopped', undefined, { day: it.about })
        return { json: reckoningJson(await cancelReckoning(tx, reckoningId(params.id)), desk.wall()) }
      }),
  }),
] as const
