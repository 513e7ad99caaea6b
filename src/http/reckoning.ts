// What may take long over the API: begun by POST and answered at once, then asked for by its id until it is done; it can be left, joined by
// others who ask the same, and stopped.

import { z } from '@hono/zod-openapi'
import { addDays } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { policyShape } from '../core/policy.ts'
import { cancelReckoning, findReckoning, isLost, reckon } from '../engine/reckoning.ts'
import { makeReport } from '../engine/reports.ts'
import type { Simulated } from '../engine/simulate.ts'
import { type LivedSums, simulateSums } from '../engine/simulate-sum.ts'
import { checkTemplates } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import type { Reckoning } from '../store/reckoning.ts'
import { readTemplates } from '../store/template.ts'
import { type ApiDesk, operation } from './operation.ts'
import { reportAsk, reportJson, reportShape } from './report-table.ts'
import { dayShape, moneySums, oneOf, sumsOf, wire, wireDay, wireMoment } from './shape.ts'

const lineShape = z.object({
  day: wireDay,
  kind: z.string(),
  step: z.string().nullable(),
  task: z.string().nullable(),
  sums: moneySums,
})
const sideShape = z.object({ messages: z.int(), tasks: z.int(), debtors: z.int(), sums: moneySums })
const livedShape = z.object({
  from: wireDay,
  until: wireDay.openapi({ description: 'Not included.' }),
  draft: sideShape,
  current: sideShape,
  weeks: z.array(z.object({ from: wireDay, draft: z.int(), current: z.int() })),
  debtors: z.int(),
  changed: z.int(),
  shown: z.array(
    z.object({
      no: z.int(),
      name: z.string(),
      changes: z.boolean(),
      draft: z.array(lineShape),
      current: z.array(lineShape),
    }),
  ),
})

const reckoningShape = z
  .object({
    id: z.string(),
    state: z.enum(['at_work', 'done', 'failed', 'cancelled']),
    done: z.int().openapi({ description: 'Parts that are worked out.' }),
    parts: z.int().openapi({ description: 'How many there are, as far as is known; 0 while it waits for its turn.' }),
    askedAt: z.string(),
    says: z.string().nullable(),
    fix: z.string().nullable(),
    report: reportShape.nullable(),
    simulation: livedShape.nullable(),
  })
  .openapi('Reckoning')

const simulationAsk = z.strictObject({
  days: z.int().min(1).max(1100).default(90),
  from: dayShape.optional(),
  policy: policyShape.optional().openapi({ description: 'Lived beside what is saved.' }),
  behaviour: z.union([z.enum(['nobody', 'past']), z.int().min(-3650).max(3650)]).default('nobody'),
})

const prefix = 'rck'
const lost = {
  says: 'Whoever worked on this is gone.',
  fix: 'Ask for it again: it is begun anew.',
}

function reckoningJson(it: Reckoning, now: number) {
  const over = isLost(it, now)
  const answer = it.answer === null ? null : JSON.parse(it.answer)
  return {
    id: publicId(prefix, { book: 0, id: it.id }),
    state: over ? ('failed' as const) : it.state,
    done: it.done,
    parts: it.parts,
    askedAt: wireMoment(it.askedAt)!,
    says: over ? lost.says : ((it.problem?.says as string | undefined) ?? null),
    fix: over ? lost.fix : ((it.problem?.fix as string | undefined) ?? null),
    report: it.kind === 'report' ? answer : null,
    simulation: it.kind === 'simulation' ? answer : null,
  }
}

function lineJson({ day, action }: Simulated) {
  return {
    day: wire(day),
    kind: action.kind,
    step: 'stepId' in action ? (action.stepId ?? null) : null,
    task: action.kind === 'task' ? action.task : null,
    sums: action.kind === 'message' ? sumsOf(action.sums) : [],
  }
}

function livedJson({ from, until, draft, current, weeks, shown, debtors, changed }: LivedSums) {
  const side = (it: LivedSums['draft']) => ({ ...it, sums: sumsOf(it.sums) })
  return {
    from: wire(from),
    until: wire(until),
    draft: side(draft),
    current: side(current),
    weeks: weeks.map((it) => ({ ...it, from: wire(it.from) })),
    ...{ debtors, changed },
    shown: shown.map((it) => ({ ...it, draft: it.draft.map(lineJson), current: it.current.map(lineJson) })),
  }
}

async function report(desk: ApiDesk, { anew, name, rows, ...asked }: z.output<typeof reportAsk> & { anew: boolean }) {
  const ask = { ...asked, day: asked.day ?? desk.today }
  return reckon(desk, { kind: 'report', ask: { name, rows, ...ask }, anew }, async (watch) =>
    reportJson(await makeReport({ ...desk, watch }, name, ask), rows),
  )
}

async function simulation(desk: ApiDesk, { anew, ...asked }: z.output<typeof simulationAsk> & { anew: boolean }) {
  const from = asked.from ?? desk.today
  const policy = asked.policy && policyFrom(asked.policy)
  if (policy) checkTemplates(policy, await desk.tx(readTemplates))
  const behaviour =
    asked.behaviour === 'nobody'
      ? ({ kind: 'nobody pays' } as const)
      : asked.behaviour === 'past'
        ? ({ kind: 'as in the past' } as const)
        : ({ kind: 'given', daysLate: asked.behaviour } as const)
  const span = { from, until: addDays(from, asked.days), actor: desk.actor, behaviour }
  const ask = { ...asked, from, today: desk.today, policy }
  return reckon(desk, { kind: 'simulation', ask, anew }, async (watch) =>
    livedJson(await simulateSums(desk.db, desk.workspace, desk.today, { ...span, policy, watch })),
  )
}

const idOf = (id: string) => keyOf(prefix, id).id

export const reckonings = [
  operation({
    id: 'reckon',
    noun: 'reckonings',
    method: 'post',
    path: '/v1/reckonings',
    says: 'Works out a report or a simulation beside whoever asks: it answers at once, with the answer where it is quick or kept, else with how far it is. Over a large book what was worked out in the last half hour is kept, unless it is wanted anew.',
    body: z
      .strictObject({
        report: reportAsk.optional(),
        simulation: simulationAsk.optional(),
        anew: z.boolean().default(false),
      })
      .refine((it) => (it.report === undefined) !== (it.simulation === undefined), 'asks for a report or a simulation'),
    answer: reckoningShape,
    reads: true,
    apart: true,
    work: async (desk, { body: { anew, ...body } }) => {
      const found = body.report
        ? await report(desk, { ...body.report, anew })
        : await simulation(desk, { ...body.simulation!, anew })
      return { json: reckoningJson(found, desk.wall()) }
    },
  }),
  operation({
    id: 'readReckoning',
    noun: 'reckonings',
    method: 'get',
    path: '/v1/reckonings/{id}',
    says: 'How far it is, or what came of it.',
    params: oneOf(prefix),
    answer: reckoningShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({ json: reckoningJson(await findReckoning(tx, idOf(params.id)), desk.wall()) })),
  }),
  operation({
    id: 'cancelReckoning',
    noun: 'reckonings',
    method: 'post',
    path: '/v1/reckonings/{id}/cancel',
    says: 'Stops it; what is done stays done.',
    params: oneOf(prefix),
    answer: reckoningShape,
    reads: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({ json: reckoningJson(await cancelReckoning(tx, idOf(params.id)), desk.wall()) })),
  }),
] as const
