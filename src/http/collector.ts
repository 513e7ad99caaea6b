// Whose cases are whose, over the API: the people who work cases and for whom, the rules by which cases are given, and what "mine" means
// to whoever asks. Giving by hand is a deed of /v1/cases/bulk, with the same undo as all others.

import { z } from '@hono/zod-openapi'
import { type CollectorWhen, collectorRulesFrom, coversFor, isAway, rulesMax, takers } from '../core/collector.ts'
import type { Day } from '../core/day.ts'
import { type Key, keyOf } from '../core/id.ts'
import { may, roles } from '../core/member.ts'
import { problem } from '../core/problem.ts'
import { shareCases, worksFor } from '../engine/collector.ts'
import { collectorsAt, countOf, readCollectorRules, saveCollectorRules } from '../store/collector.ts'
import type { Tx } from '../store/db.ts'
import { listMembers, type Member, memberId, memberNames } from '../store/member.ts'
import { type ApiDesk, checkVersion, operation } from './operation.ts'
import { currencyShape, flagShape, idShape, textShape, wire, wireDay } from './shape.ts'

/** "mine" of a query, and what it came to. */
export const mineQuery = {
  mine: flagShape.optional().openapi({
    description:
      'Only what is one’s own or of those one covers; left out, so for people with the role of a collector. A key has nothing of its own.',
  }),
}
export const mineShape = z.object({
  on: z.boolean(),
  covers: z.array(z.object({ id: z.string(), name: z.string(), until: wireDay.nullable() })),
  away: z.object({ until: wireDay.nullable(), by: z.string() }).nullable(),
})

/** Whose work is asked for: `of` is absent where it is everybody's. */
export async function mineOf(tx: Tx, desk: ApiDesk, asked: boolean | undefined) {
  const { member, today } = desk
  if (!member) {
    if (asked)
      throw problem('collector.people', 'A key has no cases of its own.', 'Leave "mine" out, or sign in at the desk.')
    return { of: undefined, mine: { on: false, covers: [], away: null } }
  }
  const { of, covers } = await worksFor(tx, member.id, today)
  const on = asked ?? member.role === 'collector'
  const names = await memberNames(tx)
  return {
    of: on ? of : undefined,
    mine: {
      on,
      covers: covers.map((it) => ({ id: memberId(it.id), name: it.name, until: wire(it.coverUntil) })),
      away: awayOf(member, today, names),
    },
  }
}

function awayOf(it: Member, today: Day, names: ReadonlyMap<string, string>) {
  return isAway(it, today) ? { until: wire(it.coverUntil), by: names.get(it.coverId!) ?? '' } : null
}

const sumShape = z.int().min(0).max(10_000_000_000_000)

const whenShape = z
  .strictObject({
    creditor: textShape(200).optional(),
    country: textShape(2).optional(),
    language: textShape(2).optional(),
    nameFrom: textShape(20).optional().openapi({ example: 'A' }),
    nameTo: textShape(20).optional().openapi({ example: 'K', description: 'Included, with all that begins with it.' }),
    owedFromMinor: sumShape.optional(),
    owedToMinor: sumShape.optional(),
    currency: currencyShape.optional(),
  })
  .openapi('CollectorWhen', { description: 'What a case must be; all that is named must hold.' })

/** Who works a case, on its page. */
export const collectorsOfCase = z
  .array(
    z.object({
      id: z.string(),
      name: z.string(),
      away: z.object({ until: wireDay.nullable(), by: z.string() }).nullable(),
      why: z
        .object({
          how: z.enum(['rule', 'fewest', 'hand', 'undone']),
          rule: z.int().optional().openapi({ description: 'From 0, as the rules then stood.' }),
          when: whenShape.optional(),
          by: z.string().optional(),
          on: wireDay,
        })
        .nullable(),
    }),
  )
  .openapi({
    description:
      'Who works it, and why they; more than one where it is owed to several creditors. Empty while nobody does.',
  })

export async function collectorsJson(tx: Tx, debtor: Key, today: Day) {
  const its = (await collectorsAt(tx, debtor.book, [debtor.id])).filter((it) => it.had !== null)
  const all = new Map(its.map((it) => [it.had!, it.why]))
  const members = await listMembers(tx)
  const names = await memberNames(tx)
  return [...all].map(([id, why]) => {
    const member = members.find((it) => it.id === id)
    return {
      ...{ id: memberId(id), name: names.get(id) ?? '' },
      away: member ? awayOf(member, today, names) : null,
      why,
    }
  })
}

const boundOfCases = 10_000
const ruleShape = z.strictObject({ when: whenShape, to: z.array(idShape('mbr')).min(1).max(50) })

const collectorsAnswer = z.object({
  version: z.int(),
  rules: z.array(z.object({ when: whenShape, to: z.array(z.string()) })),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: z.enum(roles),
      you: z.boolean(),
      cases: z.int().openapi({ description: `Lines of the list of cases, counted up to ${boundOfCases}.` }),
      atLeast: z.boolean(),
      shares: z.boolean().openapi({ description: 'Takes part where no rule gives a case.' }),
      away: z.object({ until: wireDay.nullable(), by: z.string() }).nullable(),
      covers: z.array(z.string()),
    }),
  ),
  nobody: z.int().openapi({ description: 'Lines of the list of cases that nobody has.' }),
})

export const collectors = [
  operation({
    id: 'listCollectors',
    noun: 'collectors',
    method: 'get',
    path: '/v1/collectors',
    says: 'Who works cases, how many each has, who is away and covered by whom, and the rules by which cases are given, in order: the first that fits counts, and where none does, whoever has the fewest.',
    answer: collectorsAnswer,
    versioned: true,
    work: (desk) => desk.tx((tx) => answered(tx, desk)),
  }),
  operation({
    id: 'saveCollectorRules',
    noun: 'collectors',
    method: 'put',
    path: '/v1/collectors/rules',
    says: 'Keeps the rules by which cases are given, as a new version, if they are still at the version of If-Match. Cases that somebody has stay with them.',
    body: z.strictObject({ rules: z.array(ruleShape).max(rulesMax) }),
    answer: collectorsAnswer,
    right: 'manage',
    apart: true,
    versioned: true,
    work: async (desk, { body, version }) => {
      await desk.tx(async (tx) => {
        checkVersion(version, (await readCollectorRules(tx)).version)
        const able = new Set((await listMembers(tx)).filter((it) => may(it.role, 'work')).map((it) => it.id))
        const rules = collectorRulesFrom(
          body.rules.map((it) => ({ when: it.when, to: it.to.map((id) => keyOf('mbr', id).id) })),
        )
        const lost = rules.findIndex((it) => it.to.some((id) => !able.has(id)))
        if (lost >= 0)
          throw problem(
            'collector.rules',
            `Rule ${lost + 1} gives cases to somebody who does not work here.`,
            'Choose people of this list: GET /v1/collectors.',
          )
        await saveCollectorRules(tx, rules)
      })
      await shareCases(desk.db, desk.workspace, { actor: desk.actor, most: 2_000 })
      return desk.tx((tx) => answered(tx, desk))
    },
  }),
] as const

async function answered(tx: Tx, desk: ApiDesk) {
  const all = await listMembers(tx)
  const names = await memberNames(tx)
  const { version, rules } = await readCollectorRules(tx)
  const { able, sharing } = takers(all, rules)
  const people = []
  for (const it of all.filter((one) => able.has(one.id))) {
    const cases = await countOf(tx, it.id, boundOfCases + 1)
    people.push({
      ...{ id: memberId(it.id), name: it.name, role: it.role, you: it.id === desk.member?.id },
      ...{ cases: Math.min(cases, boundOfCases), atLeast: cases > boundOfCases, shares: sharing.includes(it.id) },
      away: awayOf(it, desk.today, names),
      covers: coversFor(all, it.id, desk.today).map((id) => names.get(id) ?? ''),
    })
  }
  const json = {
    version,
    // Who left since is named no more; a rule of theirs alone is passed over until somebody changes it.
    rules: rules.map((it) => ({
      when: it.when as CollectorWhen,
      to: it.to.filter((id) => able.has(id)).map(memberId),
    })),
    people,
    nobody: Math.min(boundOfCases, await countOf(tx, null, boundOfCases)),
  }
  return { json, version }
}
