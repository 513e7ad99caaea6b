// Payments of bank files over the API, as the desk shows them: those that wait, with whom each could belong to and why; taken, split, put
// aside, taken back.

import { z } from '@hono/zod-openapi'
import { acceptLine, ignoreLine, lineOf, type SplitTo, splitLine, undoLine } from '../engine/match-settle.ts'
import { shown, shownMany } from '../engine/match-shown.ts'
import type { Tx } from '../store/db.ts'
import { countMatches, findMatch, type LineMatchRow } from '../store/line-match.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { cursorOf, idShape, keyCursor, oneOf, pageShape, textShape, wireDay } from './shape.ts'

const claimPart = z.object({
  claim: z.string(),
  number: z.string(),
  amountMinor: z.int(),
  allowedMinor: z.int().optional().openapi({ description: 'Agreed cash discount, credited beside the payment.' }),
  creditMinor: z.int().optional().openapi({ description: 'What money on account pays of it.' }),
})
const proposalShape = z.object({
  says: z.string(),
  chips: z.array(z.string()).openapi({ description: 'The evidence, each in plain words.' }),
  parts: z.array(
    z.object({
      debtor: z.string(),
      no: z.int(),
      name: z.string(),
      amountMinor: z.int(),
      claims: z.array(claimPart),
    }),
  ),
})
const states = ['waiting', 'unapplied', 'booked', 'ignored', 'withdrawn'] as const
const lineShape = z
  .object({
    id: z.string(),
    short: z.string(),
    day: wireDay,
    amountMinor: z.int(),
    currency: z.string(),
    name: z.string().optional(),
    account: z.string().optional(),
    text: z.string(),
    state: z.enum(states),
    because: z.string(),
    proposals: z.array(proposalShape),
    parts: z.array(
      z.object({ debtor: z.string(), no: z.int(), name: z.string(), amountMinor: z.int(), payment: z.string() }),
    ),
    held: z.array(z.object({ debtor: z.string(), no: z.int(), name: z.string() })),
  })
  .openapi('BankLine')

const oneLine = oneOf('bln')

async function replyOf(tx: Tx, it: LineMatchRow) {
  return { json: await shown(tx, await lineOf(tx, it.id)) }
}

const partShape = z
  .strictObject({
    claim: idShape('clm').optional(),
    debtor: idShape('dbt').optional(),
    amountMinor: z.int().min(1),
  })
  .refine((it) => (it.claim === undefined) !== (it.debtor === undefined), 'either a claim or a debtor')

export const bankLines = [
  operation({
    id: 'listBankLines',
    noun: 'bank-lines',
    method: 'get',
    path: '/v1/bank-lines',
    says: 'Payments of bank files, the oldest first: those that wait for a person, or of one state; each with its proposals and their evidence.',
    query: z.strictObject({ ...pageShape, state: z.enum(['open', ...states]).default('open') }),
    answer: z.object({
      items: z.array(lineShape),
      next: z.string().optional(),
      counts: z.object({ booked: z.int(), waiting: z.int(), unapplied: z.int(), ignored: z.int() }),
    }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const key = keyCursor('bln', query.cursor)
        const from = key && (await findMatch(tx, key.id))
        const after = from && { day: from.day, id: from.id }
        const of = query.state === 'open' ? {} : { states: [query.state] }
        const found = await shownMany(tx, { after, limit: query.limit + 1, ...of })
        const items = found.slice(0, query.limit)
        const next = found.length > items.length ? cursorOf('bln', items.at(-1)!.id) : undefined
        return { json: { items, next, counts: await countMatches(tx) } }
      }),
  }),
  operation({
    id: 'readBankLine',
    noun: 'bank-lines',
    method: 'get',
    path: '/v1/bank-lines/{id}',
    says: 'One payment of a bank file, with what became of it.',
    params: oneLine,
    answer: lineShape,
    work: (desk, { params }) => desk.tx(async (tx) => replyOf(tx, await lineOf(tx, params.id))),
  }),
  operation({
    id: 'acceptBankLine',
    noun: 'bank-lines',
    method: 'post',
    path: '/v1/bank-lines/{id}/accept',
    says: 'Books a proposal as it stands, the first unless said.',
    params: oneLine,
    body: z.strictObject({ proposal: z.int().min(1).max(100).default(1) }),
    answer: lineShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => replyOf(tx, await acceptLine(tx, desk, params.id, body.proposal))),
  }),
  operation({
    id: 'splitBankLine',
    noun: 'bank-lines',
    method: 'post',
    path: '/v1/bank-lines/{id}/split',
    says: 'Gives a payment to claims and debtors as a person says; the parts sum to the payment.',
    params: oneLine,
    body: z.strictObject({ to: z.array(partShape).min(1).max(200) }),
    answer: lineShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const to: SplitTo[] = []
        for (const it of body.to) {
          if (it.debtor === undefined) to.push({ claim: it.claim, amountMinor: it.amountMinor })
          else to.push({ debtor: String((await debtorBy(tx, it.debtor)).no), amountMinor: it.amountMinor })
        }
        return replyOf(tx, await splitLine(tx, desk, params.id, to))
      }),
  }),
  operation({
    id: 'ignoreBankLine',
    noun: 'bank-lines',
    method: 'post',
    path: '/v1/bank-lines/{id}/ignore',
    says: 'Puts a payment aside that is from no debtor.',
    params: oneLine,
    body: z.strictObject({ because: textShape(500) }),
    answer: lineShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => replyOf(tx, await ignoreLine(tx, desk, params.id, body.because))),
  }),
  operation({
    id: 'undoBankLine',
    noun: 'bank-lines',
    method: 'post',
    path: '/v1/bank-lines/{id}/undo',
    says: 'Takes back what was done with a payment: postings are corrected, and whoever it could belong to is held again.',
    params: oneLine,
    body: z.strictObject({}),
    answer: lineShape,
    work: (desk, { params }) => desk.tx(async (tx) => replyOf(tx, await undoLine(tx, desk, params.id))),
  }),
] as const
