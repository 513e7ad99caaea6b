// What needs a second person, over the API: whether an act does and who could be asked, asking, and the answers. For people at the desk
// alone: a key is nobody, so it can neither ask nor be the second.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { limited } from '../core/member.ts'
import {
  type Act,
  acceptApproval,
  askApproval,
  mayBeSecond,
  refuseApproval,
  standing,
  weigh,
  withdrawApproval,
} from '../engine/approval.ts'
import {
  type ApprovalRow,
  approvalId,
  approvalsOf,
  limitOf,
  nameOf,
  pageApprovals,
  readApproval,
  waitingApprovals,
} from '../store/approval.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, readDebtors } from '../store/debtor.ts'
import { listMembers } from '../store/member.ts'
import { debtorBy } from './debtor.ts'
import { type ApiDesk, operation } from './operation.ts'
import {
  amountShape,
  anyObject,
  cursorOf,
  dayShape,
  idShape,
  keyCursor,
  oneOf,
  pageOf,
  pageShape,
  textShape,
  wire,
  wireDay,
  wireMoment,
} from './shape.ts'

const because = textShape(500)
const claim = idShape('clm')
export const waivable = z.enum(['interest', 'fee', 'cost', 'all']).default('all')
const dayText_ = dayShape.transform((it) => dayText(it))

const actShape = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('write_off'), claim, because, on: dayText_.optional() }),
    z.strictObject({
      kind: z.literal('waiver'),
      claim,
      what: waivable,
      amountMinor: amountShape.optional(),
      because,
    }),
    z.strictObject({
      kind: z.literal('offer'),
      claim,
      what: waivable,
      payBy: dayText_,
      amountMinor: amountShape.optional(),
      because,
    }),
    z.strictObject({ kind: z.literal('in_full'), offer: idShape('off'), because }),
    z.strictObject({ kind: z.literal('policy'), policy: anyObject, because }),
    z.strictObject({
      kind: z.literal('policy_use'),
      policy: textShape(60),
      segment: textShape(100).optional(),
      because,
    }),
    z.strictObject({ kind: z.literal('backlog'), band: idShape('bkl'), because }),
  ])
  .openapi('Act')

const kinds = ['write_off', 'waiver', 'offer', 'in_full', 'policy', 'policy_use', 'backlog'] as const
const approvalShape = z
  .object({
    id: z.string(),
    kind: z.enum(kinds),
    state: z.enum(['waiting', 'done', 'refused', 'withdrawn', 'fallen']),
    debtor: z.object({ id: z.string(), no: z.int(), name: z.string() }).nullable(),
    amountMinor: z.int().nullable(),
    currency: z.string().nullable(),
    because: z.string(),
    facts: anyObject.openapi({
      description: 'What it does: the claim, what is left to pay, what of a policy differs.',
    }),
    askedOn: wireDay.nullable(),
    askedAt: z.string().nullable(),
    askedBy: z.string(),
    endedAt: z.string().nullable(),
    endedBy: z.string().nullable(),
    answer: z.string().nullable().openapi({
      description: 'The word that came with a no; of what fell away: paid, sum, answered, policy or over.',
    }),
    yours: z.boolean(),
    may: z.boolean().openapi({ description: 'Whether who asks may answer it.' }),
    who: z.array(z.string()).openapi({ description: 'Who may answer it.' }),
  })
  .openapi('Approval')

export const approvals = [
  operation({
    id: 'listApprovals',
    noun: 'approvals',
    method: 'get',
    path: '/v1/approvals',
    says: 'What waits for a second person, the oldest first; or all there was, the newest first, or of one debtor.',
    query: z.strictObject({
      ...pageShape,
      state: z.enum(['waiting', 'all']).default('waiting'),
      debtor: idShape('dbt').optional(),
    }),
    answer: pageOf(approvalShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const { limit, state } = query
        const after = keyCursor('apr', query.cursor)
        const found =
          query.debtor !== undefined
            ? (await approvalsOf(tx, await debtorBy(tx, query.debtor), 200)).filter(
                (it) => (state === 'all' || it.state === 'waiting') && (!after || it.id < after.id),
              )
            : state === 'all'
              ? await pageApprovals(tx, after?.id, limit + 1)
              : (await waitingApprovals(tx)).filter((it) => !after || it.id > after.id)
        const items = found.slice(0, limit)
        const next = found.length > items.length ? cursorOf('apr', approvalId(items.at(-1)!)) : undefined
        return { json: { items: await shown(tx, desk, items), next } }
      }),
  }),
  operation({
    id: 'readApproval',
    noun: 'approvals',
    method: 'get',
    path: '/v1/approvals/{id}',
    says: 'One request for a second person.',
    params: oneOf('apr'),
    answer: approvalShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({ json: await one(tx, desk, await readApproval(tx, keyOf('apr', params.id))) })),
  }),
  operation({
    id: 'checkApproval',
    noun: 'approvals',
    method: 'post',
    path: '/v1/approvals/check',
    says: 'What an act would let go of, whether who asks may do it alone, and who else would be asked. Nothing is written.',
    body: z.strictObject({ act: actShape }),
    answer: z.object({
      limit: z.enum(limited),
      alone: z.boolean(),
      nobodyElse: z.boolean().openapi({ description: 'Above the limit, but nobody else is there who could be asked.' }),
      who: z.array(z.string()),
      amountMinor: z.int().nullable(),
      currency: z.string().nullable(),
      facts: anyObject,
    }),
    right: 'work',
    reads: true,
    peopleOnly: true,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const { sum, facts } = await weigh(tx, desk, body.act as Act)
        const limit = limitOf[body.act.kind]
        const { alone, nobodyElse, who } = await standing(tx, desk, desk.member, limit, sum)
        const names = who.map((it) => it.name)
        const amount = { amountMinor: sum?.minor ?? null, currency: sum?.currency ?? null }
        return { json: { limit, alone, nobodyElse, who: names, ...amount, facts } }
      }),
  }),
  operation({
    id: 'askApproval',
    noun: 'approvals',
    method: 'post',
    path: '/v1/approvals',
    says: 'Asks a second person for what is above one’s own limit. It waits; it falls away by itself when what it is about changes.',
    body: z.strictObject({ act: actShape }),
    answer: approvalShape,
    status: 201,
    peopleOnly: true,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const key = await askApproval(tx, desk, desk.member!, body.act as Act)
        return { json: await one(tx, desk, await readApproval(tx, key)) }
      }),
  }),
  operation({
    id: 'acceptApproval',
    noun: 'approvals',
    method: 'post',
    path: '/v1/approvals/{id}/accept',
    says: 'The second person’s yes: it is done at once, and once. Where what it is about has changed, the answer says that it fell away.',
    params: oneOf('apr'),
    answer: approvalShape,
    peopleOnly: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({
        json: await one(tx, desk, await acceptApproval(tx, desk, desk.member!, keyOf('apr', params.id))),
      })),
  }),
  operation({
    id: 'refuseApproval',
    noun: 'approvals',
    method: 'post',
    path: '/v1/approvals/{id}/refuse',
    says: 'The second person’s no, with a word for who asked.',
    params: oneOf('apr'),
    body: z.strictObject({ because }),
    answer: approvalShape,
    peopleOnly: true,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const key = keyOf('apr', params.id)
        return { json: await one(tx, desk, await refuseApproval(tx, desk, desk.member!, key, body.because)) }
      }),
  }),
  operation({
    id: 'withdrawApproval',
    noun: 'approvals',
    method: 'post',
    path: '/v1/approvals/{id}/withdraw',
    says: 'Takes back what one asked for; nothing is done.',
    params: oneOf('apr'),
    answer: approvalShape,
    peopleOnly: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({
        json: await one(tx, desk, await withdrawApproval(tx, desk.member!, keyOf('apr', params.id))),
      })),
  }),
] as const

async function one(tx: Tx, desk: ApiDesk, it: ApprovalRow) {
  return (await shown(tx, desk, [it]))[0]!
}

async function shown(tx: Tx, desk: ApiDesk, all: readonly ApprovalRow[]) {
  const names = new Map<string, { id: string; no: number; name: string }>()
  for (const [book, some] of Map.groupBy(all, (it) => it.book)) {
    const ids = [...new Set(some.flatMap((it) => it.debtorId ?? []))]
    for (const { id, no, name } of ids.length === 0 ? [] : await readDebtors(tx, book, ids))
      names.set(id, { id: debtorId({ book, id }), no, name })
  }
  const members = all.length === 0 ? [] : await listMembers(tx)
  return all.map((it) => {
    const { kind, state, amountMinor, currency, facts, answer } = it
    const who = members.filter((one) => mayBeSecond(desk, it, one))
    return {
      ...{ id: approvalId(it), kind, state, amountMinor, currency, because: it.because, facts, answer },
      debtor: it.debtorId === null ? null : (names.get(it.debtorId) ?? null),
      ...{ askedOn: wire(it.askedOn), askedAt: wireMoment(it.askedAt), askedBy: nameOf(it.askedBy) },
      ...{ endedAt: wireMoment(it.endedAt), endedBy: it.endedBy === null ? null : nameOf(it.endedBy) },
      yours: it.askedId === desk.member?.id,
      may: state === 'waiting' && who.some((one) => one.id === desk.member?.id),
      who: who.map((one) => one.name),
    }
  })
}
