// What is done to many cases at once over the API, and taken back: the answer names the deed, and whoever did it finds it again for two weeks,
// also from another page or after the computer went down.

import { z } from '@hono/zod-openapi'
import { keyOf } from '../core/id.ts'
import { handlings } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { type BulkDeed, type BulkSeen, type BulkUndo, doToCases, undoToCases } from '../engine/case-bulk.ts'
import { addBulkDeed, type Doer, endBulkDeed, listBulkDeeds, lockBulkDeed } from '../store/bulk-deed.ts'
import { debtorId } from '../store/debtor.ts'
import { memberNames } from '../store/member.ts'
import { debtorBy } from './debtor.ts'
import { type ApiDesk, operation } from './operation.ts'
import { dayShape, idShape, textShape, wire, wireDay, wireMoment } from './shape.ts'

const bulkMax = 500
const shownMax = 50

const deedShape = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('hold'),
    cause: textShape(200),
    note: textShape(500).optional(),
    until: dayShape.optional(),
  }),
  z.strictObject({ do: z.literal('lift') }),
  z.strictObject({ do: z.literal('handling'), handling: z.enum(handlings) }),
  z.strictObject({ do: z.literal('policy'), policy: textShape(100) }),
  z.strictObject({ do: z.literal('collector'), collector: idShape('mbr').nullable() }),
  z.strictObject({ do: z.literal('approve') }),
])

const kept = z
  .object({
    id: z.string(),
    at: z.string(),
    do: z.enum(['hold', 'lift', 'handling', 'policy', 'collector', 'approve']),
    what: z.string().nullable().openapi({ description: 'The cause, the handling, the policy, or to whom.' }),
    until: wireDay.nullable(),
    done: z.int(),
    undoneAt: z.string().nullable(),
  })
  .openapi('BulkDeed')

/** What is kept of a deed: what was typed beside it stands with each hold. */
type KeptDeed =
  | { readonly do: 'hold'; readonly cause: string; readonly until?: z.output<typeof dayShape> }
  | Exclude<BulkDeed, { do: 'hold' }>

const doerOf = (desk: ApiDesk): Doer => ({ memberId: desk.member?.id, actor: desk.actor })

function seenOf(some: readonly { readonly debtor: string; readonly was: string | null }[] | undefined): BulkSeen {
  const by = Map.groupBy(some ?? [], (it) => it.debtor)
  return new Map([...by].map(([debtor, its]) => [debtor, new Set(its.map((it) => it.was))]))
}

function whatOf(deed: KeptDeed, names: ReadonlyMap<string, string>): string | null {
  if (deed.do === 'hold') return deed.cause
  if (deed.do === 'handling') return deed.handling
  if (deed.do === 'policy') return deed.policy
  if (deed.do === 'collector' && deed.collector !== null) return names.get(keyOf('mbr', deed.collector).id) ?? ''
  return null
}

export const caseBulk = [
  operation({
    id: 'bulkCases',
    noun: 'cases',
    method: 'post',
    path: '/v1/cases/bulk',
    says: `Does one thing to the cases of up to ${bulkMax} debtors: hold, lift their holds, set their handling, choose their policy, give them to a person (null: back to the rules), or approve their drafts. With "seen", whoever has another handling or collector by now is left as they are and named.`,
    body: z.strictObject({
      debtors: z.array(idShape('dbt')).min(1).max(bulkMax),
      seen: z
        .array(z.strictObject({ debtor: idShape('dbt'), was: z.string().max(60).nullable() }))
        .max(bulkMax * 4)
        .optional()
        .openapi({ description: 'What the caller saw there: the handling, or the collector; several of one debtor.' }),
      deed: deedShape,
    }),
    answer: z.object({
      done: z.int(),
      id: z.string().nullable().openapi({ description: 'By which it is undone; null where nothing was to do.' }),
      crossed: z.array(z.object({ debtor: z.string(), name: z.string(), now: z.string().nullable() })),
    }),
    work: (desk, { body: { debtors: ids, seen, deed } }) =>
      desk.tx(async (tx) => {
        const debtors = []
        for (const id of new Set(ids)) debtors.push(await debtorBy(tx, id))
        const recallMinutes = desk.workspace.liveSince === undefined ? 0 : desk.workspace.settings.recallMinutes
        const at = { today: desk.today, recallMinutes, seen: seenOf(seen) }
        const { done, undo, crossed } = await doToCases(tx, desk.workspace, debtors, deed, at)
        const { note: _, ...bare } = { note: undefined, ...deed }
        const id = done === 0 ? null : await addBulkDeed(tx, doerOf(desk), { deed: bare, done, undo, at: desk.wall() })
        return { json: { done, id, crossed: crossed.map((it) => ({ ...it, debtor: debtorId(it.debtor) })) } }
      }),
  }),
  operation({
    id: 'listBulkDeeds',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/bulk',
    says: 'What whoever asks did to many cases at once in the last two weeks, the newest first.',
    answer: z.object({ items: z.array(kept) }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const names = await memberNames(tx)
        const items = (await listBulkDeeds(tx, doerOf(desk), shownMax)).map((it) => {
          const deed = it.deed as KeptDeed
          return {
            ...{ id: it.id, at: wireMoment(it.at)!, do: deed.do, what: whatOf(deed, names), done: it.done },
            until: deed.do === 'hold' && deed.until !== undefined ? wire(deed.until) : null,
            undoneAt: wireMoment(it.undoneAt),
          }
        })
        return { json: { items } }
      }),
  }),
  operation({
    id: 'undoBulkCases',
    noun: 'cases',
    method: 'post',
    path: '/v1/cases/bulk/{id}/undo',
    says: 'Takes back what one did to many cases, as far as it still can be: what has left stays, and so does what somebody set otherwise since.',
    params: z.strictObject({ id: z.uuid() }),
    answer: z.object({ undone: z.int() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await lockBulkDeed<KeptDeed, BulkUndo>(tx, doerOf(desk), params.id)
        if (!found) throw problem('bulk.unknown', 'There is no such deed of yours.', 'Take one from your list.')
        if (found.undoneAt !== null)
          throw problem('bulk.undone', 'This was taken back already.', 'Look at the cases: they are as they were.')
        const undone = await undoToCases(tx, found.undo, desk.today)
        await endBulkDeed(tx, found.id, undone, desk.wall())
        return { json: { undone } }
      }),
  }),
] as const
