// What the law asks and nobody has said, over the API: whom it holds back, and one answer for all of them.

import { z } from '@hono/zod-openapi'
import { type AskedFact, concernedBy, giveAnswer } from '../engine/law-answer.ts'
import { type MissingGroup, missingFacts } from '../engine/missing.ts'
import { debtorId } from '../store/debtor.ts'
import { operation } from './operation.ts'
import { moneySums, sumsOf, textShape } from './shape.ts'

/** Looked at for the page: enough to find what holds many back, quick on the largest book. */
const lookedMost = 100
/** Answered at one request, so that whoever waits sees how far it is. */
const answeredMost = 2_000
const shown = 3
const facts = ['region', 'purpose', 'sector', 'in_default_when_obtained', 'debtor_kind'] as const

// Who collects is a setting of the workspace, and never missing in one that was begun.
const isAsked = (it: MissingGroup): it is MissingGroup & { fact: AskedFact } => it.fact !== 'collector'

const group = z
  .object({
    fact: z.enum(facts),
    says: z.string(),
    country: z.string().openapi({ description: 'Where a region is asked for, whose.' }),
    kind: z.string().openapi({ description: 'What these customers are.' }),
    customers: z.int(),
    claims: z.int(),
    open: moneySums,
    first: z.array(z.object({ id: z.string(), no: z.int(), name: z.string() })),
    holds: z.record(z.string(), z.int()).openapi({
      description: 'By email, letter, phone: how many customers hear nothing by it until it is answered.',
    }),
    warns: z.int().openapi({ description: 'How many are written to with a warning.' }),
  })
  .openapi('MissingFact')

export const lawMissing = [
  operation({
    id: 'listMissingFacts',
    noun: 'law',
    method: 'get',
    path: '/v1/law/missing',
    says: `Facts that the law asks for and nobody has said, with whom and what they hold back until then, among the first ${lookedMost} customers.`,
    answer: z.object({ looked: z.int(), all: z.boolean(), groups: z.array(group) }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const found = await missingFacts(tx, desk.workspace, desk.today, { customersMax: lookedMost })
        const groups = found.groups.filter(isAsked).map((it) => ({
          ...{ fact: it.fact, says: it.says, country: it.country, kind: it.kind },
          ...{ customers: it.customers.length, claims: it.claims, holds: it.holds, warns: it.warns },
          open: sumsOf(it.open),
          first: it.customers.slice(0, shown).map((one) => ({ id: debtorId(one), no: one.no, name: one.name })),
        }))
        return { json: { looked: found.looked, all: found.all, groups } }
      }),
  }),
  operation({
    id: 'answerMissingFact',
    noun: 'law',
    method: 'post',
    path: '/v1/law/answers',
    says: `Gives one answer to all who lack it, ${answeredMost} customers at a request: ask again while there are more. What was said before stays.`,
    right: 'manage',
    body: z.strictObject({
      fact: z.enum(facts),
      value: textShape(20).openapi({
        description:
          'CA; business or consumer; none or a trade; yes or no; business, sole_trader, consumer or public_body.',
        example: 'business',
      }),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      kind: textShape(20).optional().openapi({ description: 'Only customers of this kind.' }),
    }),
    answer: z.object({ changed: z.int(), more: z.boolean() }),
    work: (desk, { body: { fact, value, ...of } }) =>
      desk.tx(async (tx) => {
        const whom = { ...of, customersMax: answeredMost }
        const { whom: found, all } = await concernedBy(tx, desk.workspace, fact, desk.today, whom)
        const changed = await giveAnswer(tx, found, fact, value, desk.today)
        // Where nothing changes any more, asking again would not either.
        return { json: { changed, more: !all && changed > 0 } }
      }),
  }),
] as const
