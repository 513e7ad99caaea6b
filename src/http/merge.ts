// Proposals and merges over the API: who may be one debtor, that two are not, and the merge itself, which a program asks for twice
// (first what would move, then to do it), as a person does.

import { z } from '@hono/zod-openapi'
import { keyOf } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { mergeDebtors, planMerge, wasMerged } from '../engine/merge.ts'
import { proposeMerges } from '../engine/proposal.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId, readDebtors, readHome } from '../store/debtor.ts'
import { keepNotSame } from '../store/proposal.ts'
import { operation } from './operation.ts'
import { idShape, oneOf } from './shape.ts'

const who = z.object({ id: z.string(), no: z.int(), name: z.string() })
const whoOf = (it: Pick<DebtorRow, 'book' | 'id' | 'no' | 'name'>) => ({ id: debtorId(it), no: it.no, name: it.name })

/** Before merges are followed, so that a merge asked for again is known as done. */
async function asNamed(tx: Tx, id: string): Promise<DebtorRow> {
  const key = keyOf('dbt', id)
  const [found] = await readDebtors(tx, key.book, [key.id])
  if (!found)
    throw problem('debtor.unknown', `There is no customer ${quoted(id)}.`, 'Take an id from the list of debtors.')
  return found
}

const mergeShape = z
  .object({
    merged: z.boolean(),
    from: who,
    into: who,
    claims: z.int(),
    open: z.array(z.object({ currency: z.string(), openMinor: z.int(), onAccountMinor: z.int() })),
    says: z.array(z.string()),
  })
  .openapi('Merge')

export const merges = [
  operation({
    id: 'listMergeProposals',
    noun: 'debtors',
    method: 'get',
    path: '/v1/merge-proposals',
    says: 'Pairs that may be one debtor under two numbers, the likeliest first, with what speaks for it. Nothing is merged by itself.',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    answer: z.object({
      found: z.int(),
      items: z.array(z.object({ from: who, into: who, score: z.int(), evidence: z.array(z.string()) })),
    }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const { proposals, found } = await proposeMerges(tx, query.limit)
        const items = proposals.map((it) => ({ ...it, from: whoOf(it.from), into: whoOf(it.into) }))
        return { json: { found, items } }
      }),
  }),
  operation({
    id: 'keepDebtorsApart',
    noun: 'debtors',
    method: 'post',
    path: '/v1/debtors/{id}/not-same',
    says: 'Says that two debtors are not the same; they are not proposed again.',
    params: oneOf('dbt'),
    body: z.strictObject({ as: idShape('dbt') }),
    answer: z.object({ fresh: z.boolean() }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const one = (await readHome(tx, await asNamed(tx, params.id)))!
        const other = (await readHome(tx, await asNamed(tx, body.as)))!
        if (one.id === other.id)
          throw problem('merge.same', `${one.name} (${one.no}) is one customer.`, 'Name two that are not merged.')
        return { json: { fresh: await keepNotSame(tx, one, other) } }
      }),
  }),
  operation({
    id: 'mergeDebtor',
    noun: 'debtors',
    method: 'post',
    path: '/v1/debtors/{id}/merge',
    says: 'Merges a debtor into another: claims, money, promises, holds and what was said move there, and the old id leads on. Without "confirm" it only says what would move. It cannot be undone; asked again, it does nothing.',
    params: oneOf('dbt'),
    body: z.strictObject({ into: idShape('dbt'), confirm: z.boolean().default(false) }),
    answer: mergeShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const from = await asNamed(tx, params.id)
        const into = (await readHome(tx, await asNamed(tx, body.into)))!
        if (await wasMerged(tx, from, into))
          return {
            json: {
              merged: true,
              from: whoOf(from),
              into: whoOf(into),
              claims: 0,
              open: [],
              says: ['It was merged before.'],
            },
          }
        const plan = await planMerge(tx, (await readHome(tx, from))!, into)
        if (body.confirm) await mergeDebtors(tx, desk.today, plan)
        const open = plan.sums.map((it) => ({
          currency: it.currency,
          openMinor: it.open,
          onAccountMinor: -it.onAccount,
        }))
        const { moves, says } = plan
        return {
          json: { merged: body.confirm, from: whoOf(plan.from), into: whoOf(into), claims: moves.claims, open, says },
        }
      }),
  }),
] as const
