// What may take long over the API: begun by POST and answered at once, then asked for by its id until it is done, and its file fetched where one
// was made; it can be left, joined by others who ask the same, and stopped.

import { z } from '@hono/zod-openapi'
import { addDays, dayText } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { policyShape } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { packDebtor } from '../engine/dossier.ts'
import { printedLetters } from '../engine/letters.ts'
import { cancelReckoning, findReckoning, isLost, reckon, stoppedBy } from '../engine/reckoning.ts'
import { makeReport } from '../engine/reports.ts'
import type { Simulated } from '../engine/simulate.ts'
import { type LivedSums, simulateSums } from '../engine/simulate-sum.ts'
import { checkTemplates } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import { nameOf } from '../store/approval.ts'
import type { Tx } from '../store/db.ts'
import { listReckonings, type Reckoning, reckoningFile, reckoningKinds } from '../store/reckoning.ts'
import { readTemplates } from '../store/template.ts'
import { debtorBy } from './debtor.ts'
import { listCsv, listNames, listQuery, lookAtList } from './list-csv.ts'
import { type ApiDesk, operation } from './operation.ts'
import { reportAsk, reportJson, reportShape } from './report-table.ts'
import { anyObject, dayShape, idShape, moneySums, oneOf, sumsOf, wire, wireDay, wireMoment } from './shape.ts'

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

export const reckoningShape = z
  .object({
    id: z.string(),
    kind: z.enum(reckoningKinds),
    about: z.string().openapi({ description: 'A report’s or a list’s name, a file’s, a day, or days.' }),
    state: z.enum(['at_work', 'done', 'failed', 'cancelled']),
    done: z.int().openapi({ description: 'Parts that are worked out.' }),
    parts: z.int().openapi({ description: 'How many there are, as far as is known; 0 while it waits for its turn.' }),
    askedAt: z.string(),
    askedBy: z.string(),
    stoppedBy: z.string().nullable().openapi({ description: 'Where somebody stopped it.' }),
    says: z.string().nullable(),
    fix: z.string().nullable(),
    report: reportShape.nullable(),
    simulation: livedShape.nullable(),
    counts: anyObject
      .nullable()
      .openapi({ description: 'Of a run, a list, letters or a debtor’s data: what came of it.' }),
    file: z
      .string()
      .nullable()
      .openapi({ description: 'The name of the file that was made, for a day at GET …/file.' }),
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

export function reckoningJson(it: Reckoning, now: number) {
  const over = isLost(it, now)
  const answer = it.answer === null ? null : JSON.parse(it.answer)
  return {
    id: publicId(prefix, { book: 0, id: it.id }),
    kind: it.kind,
    about: it.about,
    state: over ? ('failed' as const) : it.state,
    done: it.done,
    parts: it.parts,
    askedAt: wireMoment(it.askedAt)!,
    askedBy: nameOf(it.askedBy),
    stoppedBy: nameOrNull(stoppedBy(it)),
    says: over ? lost.says : ((it.problem?.says as string | undefined) ?? null),
    fix: over ? lost.fix : ((it.problem?.fix as string | undefined) ?? null),
    report: it.kind === 'report' ? answer : null,
    simulation: it.kind === 'simulation' ? answer : null,
    counts: it.kind === 'report' || it.kind === 'simulation' ? null : answer,
    file: it.fileName,
  }
}

const nameOrNull = (actor: string | undefined) => (actor === undefined ? null : nameOf(actor))

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
  return reckon(desk, { kind: 'report', about: name, ask: { name, rows, ...ask }, anew }, async (watch) => ({
    answer: reportJson(await makeReport({ ...desk, watch }, name, ask), rows),
  }))
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
  return reckon(desk, { kind: 'simulation', about: policy?.name ?? '', ask, anew }, async (watch) => ({
    answer: livedJson(await simulateSums(desk.db, desk.workspace, desk.today, { ...span, policy, watch })),
  }))
}

const listAsk = z.strictObject({
  name: z.enum(listNames),
  query: anyObject
    .default({})
    .openapi({ description: 'Filters and order as GET of the list takes them, without cursor and limit.' }),
})
const lettersAsk = z.strictObject({
  from: dayShape,
  to: dayShape.openapi({ description: 'Included.' }),
})
const dossierAsk = z.strictObject({ debtor: idShape('dbt') })

async function list(desk: ApiDesk, asked: z.output<typeof listAsk>) {
  const query = listQuery(asked.name, asked.query)
  await lookAtList(desk, asked.name, query)
  const ask = { ...asked, of: desk.member?.id }
  return reckon(desk, { kind: 'list', about: asked.name, ask, anew: true }, (watch) =>
    listCsv(desk, asked.name, query, watch),
  )
}

async function letters(desk: ApiDesk, ask: z.output<typeof lettersAsk>) {
  const about = ask.from === ask.to ? dayText(ask.from) : `${dayText(ask.from)} ${dayText(ask.to)}`
  return reckon(desk, { kind: 'letters', about, ask, anew: true }, (watch) => printedLetters(desk, ask, watch))
}

async function dossier(desk: ApiDesk, ask: z.output<typeof dossierAsk>) {
  const found = await desk.tx((tx) => debtorBy(tx, ask.debtor))
  return reckon(desk, { kind: 'dossier', about: found.name, ask, anew: true }, (watch) =>
    desk.tx(async (tx) => {
      const { bytes, ...answer } = await packDebtor(tx, desk.workspace, found, desk.today, watch)
      const name = `customer-${found.no}-${dayText(desk.today)}.zip`
      return { answer, file: { name, type: 'application/zip', bytes } }
    }),
  )
}

export const reckoningId = (id: string) => keyOf(prefix, id).id

/** What writes is begun and stopped by those who may work, at its own place. */
const writing: readonly Reckoning['kind'][] = ['run', 'import']

/** One of these kinds, or a Problem. */
export async function reckoningOf(tx: Tx, id: string, kinds: readonly Reckoning['kind'][]): Promise<Reckoning> {
  const found = await findReckoning(tx, reckoningId(id))
  if (kinds.includes(found.kind)) return found
  throw problem(
    'reckoning.other',
    'This is not stopped here.',
    'A run is stopped by POST /v1/runs/{id}/cancel, an import by POST /v1/uploads/{id}/cancel, all else by POST /v1/reckonings/{id}/cancel.',
  )
}

const keptMs = 24 * 60 * 60_000
const listedMost = 50

export const reckonings = [
  operation({
    id: 'reckon',
    noun: 'reckonings',
    method: 'post',
    path: '/v1/reckonings',
    says: 'Works out beside whoever asks: a report, a simulation, a list as CSV, the letters of some days as one PDF to print, or all that is kept of a debtor as an archive. It answers at once, with the answer where it is quick or kept, else with how far it is. Over a large book what was worked out in the last half hour is kept, unless it is wanted anew.',
    body: z
      .strictObject({
        report: reportAsk.optional(),
        simulation: simulationAsk.optional(),
        list: listAsk.optional(),
        letters: lettersAsk.optional(),
        dossier: dossierAsk.optional(),
        anew: z.boolean().default(false),
      })
      .refine(
        ({ anew: _, ...it }) => Object.values(it).filter((one) => one !== undefined).length === 1,
        'asks for one thing',
      ),
    answer: reckoningShape,
    reads: true,
    apart: true,
    work: async (desk, { body: { anew, ...body } }) => {
      const found = body.report
        ? await report(desk, { ...body.report, anew })
        : body.simulation
          ? await simulation(desk, { ...body.simulation, anew })
          : body.list
            ? await list(desk, body.list)
            : body.letters
              ? await letters(desk, body.letters)
              : await dossier(desk, body.dossier!)
      return { json: reckoningJson(found, desk.wall()) }
    },
  }),
  operation({
    id: 'listReckonings',
    noun: 'reckonings',
    method: 'get',
    path: '/v1/reckonings',
    says: 'What was begun beside whoever asked in the last day, the newest first: what is at work, how far, and what came of the rest; without reports and their figures.',
    answer: z.object({ items: z.array(reckoningShape.omit({ report: true, simulation: true, counts: true })) }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const found = await listReckonings(tx, desk.wall() - keptMs, listedMost)
        const items = found.map((it) => {
          const { report: _, simulation: __, counts: ___, ...json } = reckoningJson(it, desk.wall())
          return json
        })
        return { json: { items } }
      }),
  }),
  operation({
    id: 'readReckoningFile',
    noun: 'reckonings',
    method: 'get',
    path: '/v1/reckonings/{id}/file',
    says: 'The file that came of it, with its bytes in base64.',
    params: oneOf(prefix),
    answer: z.object({ name: z.string(), type: z.string(), base64: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await findReckoning(tx, reckoningId(params.id))
        const file = await reckoningFile(tx, reckoningId(params.id))
        if (!file) throw problem('reckoning.unknown', 'No file came of this.', 'Ask for it again.')
        const { name, type, bytes } = file
        return { json: { name, type, base64: Buffer.from(bytes).toString('base64') } }
      }),
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
      desk.tx(async (tx) => ({ json: reckoningJson(await findReckoning(tx, reckoningId(params.id)), desk.wall()) })),
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
      desk.tx(async (tx) => {
        await reckoningOf(
          tx,
          params.id,
          reckoningKinds.filter((it) => !writing.includes(it)),
        )
        return { json: reckoningJson(await cancelReckoning(tx, reckoningId(params.id)), desk.wall()) }
      }),
  }),
] as const
