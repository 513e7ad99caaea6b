// The backlog over the API: what was overdue when a list first came in, by age, and what is to be done with each part of it.

import { z } from '@hono/zod-openapi'
import { backlogAnswers, backlogBands } from '../core/backlog.ts'
import { keyOf, publicId } from '../core/id.ts'
import { may } from '../core/member.ts'
import { problem } from '../core/problem.ts'
import { aboveLimit, standing } from '../engine/approval.ts'
import { answerBacklog, undoBacklog } from '../engine/backlog.ts'
import { type BandRow, readBand, readBands } from '../store/backlog.ts'
import type { Tx } from '../store/db.ts'
import { type ApiDesk, operation } from './operation.ts'
import { moneySums, oneOf, sumsOf, wire, wireDay, wireMoment } from './shape.ts'

const bandShape = z
  .object({
    id: z.string(),
    importId: z.string(),
    fileName: z.string(),
    band: z.string(),
    on: wireDay,
    claims: z.int(),
    debtors: z.int(),
    open: moneySums,
    answer: z.enum(backlogAnswers).nullable(),
    answeredAt: z.string().nullable(),
    answeredBy: z.string().nullable(),
  })
  .openapi('BacklogBand')

function bandJson({ sums, importId, ...it }: BandRow) {
  return {
    ...it,
    id: publicId('bkl', { book: 0, id: it.id }),
    importId: publicId('imp', { book: 0, id: importId }),
    on: wire(it.on),
    open: sumsOf(sums),
    answeredAt: wireMoment(it.answeredAt),
  }
}

/** Of one import the youngest first; imports stay as they are. */
function byAge(a: BandRow, b: BandRow): number {
  const age = (it: BandRow) => (backlogBands as readonly string[]).indexOf(it.band)
  return a.importId === b.importId ? age(a) - age(b) : 0
}

export const backlog = [
  operation({
    id: 'readBacklog',
    noun: 'backlog',
    method: 'get',
    path: '/v1/backlog',
    says: 'What was overdue already when a list first came in, by age, as it stood that day, and what was said of it. What is not answered is held.',
    answer: z.object({ bands: z.array(bandShape) }),
    work: (desk) => desk.tx(async (tx) => ({ json: { bands: (await readBands(tx)).sort(byAge).map(bandJson) } })),
  }),
  operation({
    id: 'answerBacklog',
    noun: 'backlog',
    method: 'post',
    path: '/v1/backlog/{id}/answer',
    says: 'Says what is done with a part of the backlog: a statement of account first, the ladder, left to a person, or written off (which needs a manager).',
    params: oneOf('bkl'),
    body: z.strictObject({ answer: z.enum(backlogAnswers) }),
    answer: bandShape,
    apart: true,
    work: async (desk, { params, body }) => {
      if (body.answer === 'write_off' && desk.member && !may(desk.member.role, 'manage'))
        throw problem(
          'right.missing',
          'Writing off needs at least a manager.',
          'Ask one to do it, or choose otherwise.',
        )
      if (body.answer === 'write_off') await desk.tx((tx) => withinLimit(tx, desk, keyOf('bkl', params.id).id))
      return { json: bandJson(await answerBacklog(desk, keyOf('bkl', params.id).id, body.answer)) }
    },
  }),
  operation({
    id: 'undoBacklog',
    noun: 'backlog',
    method: 'post',
    path: '/v1/backlog/{id}/undo',
    says: 'Takes the answer for a part of the backlog back, while nothing went out to any of its debtors.',
    params: oneOf('bkl'),
    answer: bandShape,
    apart: true,
    work: async (desk, { params }) => ({ json: bandJson(await undoBacklog(desk, keyOf('bkl', params.id).id)) }),
  }),
] as const

/** A part of a backlog is written off as a whole, so it is held against the limit as a whole; who is above theirs asks for it. */
async function withinLimit(tx: Tx, desk: ApiDesk, id: string): Promise<void> {
  const band = await readBand(tx, id)
  for (const [currency, minor] of Object.entries(band?.sums ?? {})) {
    const sum = { minor, currency }
    const { alone, who } = await standing(tx, desk, desk.member, 'writeOff', sum)
    if (!alone) throw aboveLimit('writeOff', sum, who)
  }
}
