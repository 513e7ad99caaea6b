// The week ahead over the API: how much is to come by day, what that is customer by customer, its words, and a person's yes to it
// before it is written. What is written already waits in the outbox.

import { z } from '@hono/zod-openapi'
import { addDays, dayText, parseDay } from '../core/day.ts'
import { keyOf, parseId, publicId } from '../core/id.ts'
import { keptAWhile } from '../engine/kept.ts'
import { approveComing, type Coming, comingPage, comingWords, type WeekCursor, weekDays } from '../engine/week.ts'
import { countLooks, recallAhead, recallAheadAll } from '../store/ahead.ts'
import { claimId } from '../store/claim.ts'
import { debtorId } from '../store/debtor.ts'
import { countOutbox } from '../store/outbox.ts'
import { flownJson, flownShape } from './autopilot.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import {
  anyObject,
  cursorOf,
  idShape,
  moneySums,
  oneOf,
  pageOf,
  pageShape,
  readCursor,
  sumsOf,
  wire,
  wireDay,
  wireMoment,
} from './shape.ts'

const keptMs = 60_000
const keyShape = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .openapi({ example: '0123456789abcdef01234567' })

const comingShape = z
  .object({
    key: z.string().openapi({ description: 'Names the message by its day, step, claims and sums.' }),
    day: wireDay,
    debtor: z.object({ id: z.string(), no: z.int(), name: z.string() }),
    step: z.string(),
    stage: z.string(),
    policy: z.string(),
    channel: z.string(),
    sums: moneySums,
    claims: z.array(z.object({ id: z.string(), number: z.string() })),
    asks: z.string().nullable().openapi({ description: 'Why a person is asked; null where it goes by itself.' }),
    approved: z.object({ id: z.string(), by: z.string(), at: z.string() }).nullable(),
    autopilot: flownShape.nullable().openapi({ description: 'By whose leave it goes without a yes, where it does.' }),
    reasons: z.array(anyObject),
  })
  .openapi('Coming')

function comingJson({ key, day, debtor, caseId, action, ahead }: Coming) {
  const { book } = debtor
  const claims = debtor.cases.find((it) => it.caseId === caseId)?.claims ?? []
  const named = [...new Set(action.items.map((item) => item.claimId))]
  return {
    key,
    day: dayText(day),
    debtor: { id: debtorId({ book, id: debtor.id }), no: debtor.no, name: debtor.name },
    step: action.stepId,
    stage: action.stage,
    policy: action.policyId,
    channel: action.channels[0] ?? 'letter',
    sums: sumsOf(action.sums),
    claims: named.map((id) => ({
      id: claimId({ book, id }),
      number: claims.find((claim) => claim.id === id)?.number ?? '',
    })),
    asks: action.approve ?? null,
    approved: ahead ? { id: publicId('ahd', ahead), by: ahead.approvedBy, at: wireMoment(ahead.approvedAt) } : null,
    autopilot: action.autopilot ? flownJson(action.autopilot) : null,
    reasons: action.reasons,
  }
}

function cursorText(it: WeekCursor | undefined): string | undefined {
  return it && cursorOf('week', `${dayText(it.day)}/${publicId('dbt', { book: it.book, id: it.after })}`)
}

function weekCursor(cursor: string | undefined): WeekCursor | undefined {
  const [day, id] = readCursor('week', cursor)?.split('/') ?? []
  const key = id === undefined ? undefined : parseId('dbt', id)
  const on = day === undefined ? undefined : parseDay(day)
  return key && on !== undefined ? { day: on, book: key.book, after: key.id } : undefined
}

export const week = [
  operation({
    id: 'readWeek',
    noun: 'week',
    method: 'get',
    path: '/v1/week',
    says: 'The week ahead in figures: what waits for a yes, and on which day how many cases are looked at.',
    answer: z.object({
      from: wireDay,
      until: wireDay.openapi({ description: 'Not included.' }),
      toApprove: z.int(),
      days: z.array(z.object({ day: wireDay, cases: z.int() })),
    }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const { today } = desk
        const until = addDays(today, weekDays)
        const cases = new Map<number, number>()
        const looks = await keptAWhile(tx, `looks ${until}`, keptMs, () => countLooks(tx, until))
        for (const it of looks) {
          const day = Math.max(it.day, today)
          cases.set(day, (cases.get(day) ?? 0) + it.cases)
        }
        const days = Array.from({ length: weekDays }, (_, i) => addDays(today, i))
        return {
          json: {
            from: wire(today),
            until: wire(until),
            toApprove: (await countOutbox(tx)).toApprove,
            days: days.map((day) => ({ day: wire(day), cases: cases.get(day) ?? 0 })),
          },
        }
      }),
  }),
  operation({
    id: 'listComing',
    noun: 'week',
    method: 'get',
    path: '/v1/week/coming',
    says: 'What would go out in the next seven days and is not written yet, if nobody pays or answers: the customers with the next look first. A page ends when it has read enough customers, so it may hold few messages and still have a next.',
    query: z.strictObject(pageShape),
    answer: pageOf(comingShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const from = weekCursor(query.cursor)
        const { coming, next } = await comingPage(tx, desk.workspace, desk.today, from, query.limit)
        return { json: { items: coming.map(comingJson), next: cursorText(next) } }
      }),
  }),
  operation({
    id: 'readComing',
    noun: 'week',
    method: 'get',
    path: '/v1/week/coming/{debtor}/{key}',
    says: 'The words that a message would have on its day, as far as they are known today.',
    params: z.strictObject({ debtor: idShape('dbt'), key: keyShape }),
    answer: z.object({
      to: z.string().optional(),
      subject: z.string(),
      text: z.string(),
      html: z.string().optional(),
      enclosed: z.array(z.string()).optional(),
    }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const debtor = await debtorBy(tx, params.debtor)
        return { json: await comingWords(tx, desk.workspace, desk.today, { debtor, key: params.key }) }
      }),
  }),
  operation({
    id: 'approveComing',
    noun: 'week',
    method: 'post',
    path: '/v1/week/approve',
    says: 'Approves messages before they are written. It holds while no claim comes to them and no sum grows; what is otherwise is asked again.',
    body: z.strictObject({
      coming: z
        .array(z.strictObject({ debtor: idShape('dbt'), key: keyShape }))
        .min(1)
        .max(500),
    }),
    answer: z.object({
      approved: z.array(z.string()),
      changed: z.array(z.string()),
      approvals: z.array(z.string()).openapi({ description: 'To take them back by.' }),
    }),
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const seen = body.coming.map((it) => ({ debtor: keyOf('dbt', it.debtor), key: it.key }))
        const { made, ...done } = await approveComing(tx, desk.workspace, desk.today, seen)
        return { json: { ...done, approvals: made.map((key) => publicId('ahd', key)) } }
      }),
  }),
  operation({
    id: 'recallAheadAll',
    noun: 'week',
    method: 'post',
    path: '/v1/week/recall',
    says: 'Takes many yeses back that were given ahead; one whose message is written meanwhile is left as it is, and counted.',
    body: z.strictObject({ approvals: z.array(idShape('ahd')).min(1).max(500) }),
    answer: z.object({ recalled: z.array(z.string()), left: z.int() }),
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const keys = body.approvals.map((id) => keyOf('ahd', id))
        const recalled = await recallAheadAll(tx, keys)
        return {
          json: {
            recalled: recalled.map((key) => publicId('ahd', key)),
            left: new Set(body.approvals).size - recalled.length,
          },
        }
      }),
  }),
  operation({
    id: 'recallAhead',
    noun: 'week',
    method: 'post',
    path: '/v1/week/{id}/recall',
    says: 'Takes back a yes that was given ahead, while the message is not written.',
    params: oneOf('ahd'),
    answer: z.object({ recalled: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await recallAhead(tx, keyOf('ahd', params.id))
        return { json: { recalled: params.id } }
      }),
  }),
] as const
