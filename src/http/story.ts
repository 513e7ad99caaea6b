// The story of a case over the API, in pages, newest first.

import { z } from '@hono/zod-openapi'
import type { Flown } from '../core/autopilot.ts'
import { parseDay } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import type { Tx } from '../store/db.ts'
import { mailTexts, placeAround, type StoryKind, type StoryRow, storyKinds, storyPage } from '../store/story.ts'
import { flownJson } from './autopilot.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { anyObject, cursorOf, oneOf, pageOf, pageShape, readCursor, wire, wireDay, wireMoment } from './shape.ts'

const storyItem = z.object({
  id: z.string(),
  day: wireDay,
  at: z.string(),
  what: z.string(),
  facts: anyObject,
})

const storyPrefix: Readonly<Record<string, string>> = {
  message: 'msg',
  mail: 'msg',
  call: 'msg',
  payment: 'pay',
  credit: 'pay',
  document: 'doc',
  note: 'nte',
  promise: 'prm',
  dispute: 'dsp',
  query: 'qry',
  hold: 'hld',
  done: 'tsk',
}

async function storyJson(tx: Tx, book: number, found: readonly StoryRow[]) {
  const mails = found.flatMap((it) => (typeof it.facts.mail === 'string' ? [it.facts.mail] : []))
  const texts = await mailTexts(tx, mails)
  return found.map((it) => {
    const { mail, autopilot, ...facts } = it.facts
    const text = typeof mail === 'string' ? texts.get(mail) : undefined
    return {
      id: publicId(storyPrefix[it.what] ?? 'evt', { book, id: it.id }),
      day: wire(it.day)!,
      at: wireMoment(it.at)!,
      what: it.what,
      facts: {
        ...facts,
        ...(text !== undefined && { text }),
        ...(autopilot != null && { autopilot: flownJson(autopilot as Flown) }),
      },
    }
  })
}

function placeOfCursor(cursor: string | undefined) {
  const at = readCursor('story', cursor)
  if (at === undefined) return undefined
  const [day, ms, id] = at.split('.')
  const found = parseDay(day!)
  if (found === undefined || !/^\d{1,15}$/.test(ms ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? ''))
    throw problem(
      'request.invalid',
      'The cursor is none that this list gave.',
      'Take "next" of the page before, as it is.',
    )
  return { day: found, at: Number(ms), id: id! }
}

// So many newer entries stand above one that somebody came for.
const shownAbove = 3

const kindsShape = z
  .string()
  .regex(new RegExp(`^(${storyKinds.join('|')})(,(${storyKinds.join('|')}))*$`))
  .optional()
  .openapi({ description: `Only these, with commas between: ${storyKinds.join(', ')}.` })

export const stories = [
  operation({
    id: 'caseStory',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/{id}/timeline',
    says: 'All that was said, paid, answered and decided, the newest first, with what proves it; in pages.',
    params: oneOf('dbt'),
    query: z.strictObject({
      limit: pageShape.limit.default(40),
      cursor: pageShape.cursor,
      kinds: kindsShape,
      around: z
        .string()
        .regex(/^msg_[0-9a-z]{20,40}$/)
        .optional()
        .openapi({ description: 'Begin a few entries above this message instead of at the newest; without a cursor.' }),
    }),
    answer: pageOf(storyItem).extend({
      above: z
        .boolean()
        .optional()
        .openapi({ description: 'Whether there are newer entries than the first of this page.' }),
    }),
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const place = placeOfCursor(query.cursor)
        const around = place === undefined && query.around !== undefined
        const after = around ? await placeAround(tx, found, keyOf('msg', query.around!).id, shownAbove) : place
        const kinds = query.kinds?.split(',') as StoryKind[] | undefined
        const story = await storyPage(tx, found, { limit: query.limit + 1, after, kinds })
        const items = story.slice(0, query.limit)
        const last = items.at(-1)
        const next =
          last && story.length > items.length ? cursorOf('story', `${wire(last.day)}.${last.at}.${last.id}`) : undefined
        return {
          json: { items: await storyJson(tx, found.book, items), next, ...(around && { above: after !== undefined }) },
        }
      }),
  }),
] as const
