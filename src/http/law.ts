// The law over the API: the rules of contact as the terminal prints them, for programs and the web app to quote.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { inForce, type Rule } from '../core/law.ts'
import { bindsText, lawOf, placeMeant } from '../core/lawbook.ts'
import { problem, quoted } from '../core/problem.ts'
import { readRegime } from '../engine/regime.ts'
import { law } from '../rules/law.ts'
import { placeName } from '../rules/place-names.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { anyObject, dayShape, idShape, textShape, wire, wireDay } from './shape.ts'

const ruleShape = z
  .object({
    id: z.string(),
    place: z.string(),
    placeName: z.string(),
    says: z.string(),
    cite: z.string(),
    level: z.string(),
    sure: z
      .string()
      .openapi({ description: 'primary, derived, secondary or memory; what was not read never permits.' }),
    from: wireDay.nullable(),
    until: wireDay.nullable(),
    binds: z.string(),
    effect: anyObject,
    note: z.string().nullable(),
    force: z.string().optional().openapi({ description: 'For one debtor: law, guidance or manners.' }),
    missing: z
      .array(z.string())
      .optional()
      .openapi({ description: 'For one debtor: facts that decide whether it binds.' }),
  })
  .openapi('Rule')

function ruleJson(rule: Rule) {
  const { id, place, says, cite, level, sure, binds, effect } = rule
  return {
    ...{ id, place, placeName: placeName(place), says, cite, level, sure, effect },
    ...{ from: wire(rule.from), until: wire(rule.until), binds: bindsText(binds), note: rule.note ?? null },
  }
}

export const laws = [
  operation({
    id: 'listLaw',
    noun: 'law',
    method: 'get',
    path: '/v1/law',
    says: 'The rules of contact in force on a day: of a place, of all places, or those that bind one debtor’s claims and how.',
    query: z.strictObject({
      place: textShape(12).optional().openapi({ example: 'US-CA' }),
      day: dayShape.optional(),
      debtor: idShape('dbt').optional(),
    }),
    answer: z.object({ day: wireDay, rules: z.array(ruleShape) }),
    work: async (desk, { query }) => {
      const day = query.day ?? desk.today
      const place = query.place === undefined ? undefined : placeMeant(law, query.place)
      if (query.place !== undefined && place === undefined)
        throw problem('law.place', `No rule is kept for ${quoted(query.place)}.`, 'Leave the place out to see all.')
      if (query.debtor === undefined) {
        return { json: { day: dayText(day), rules: [...lawOf(law, day, place).values()].flat().map(ruleJson) } }
      }
      const id = query.debtor
      const { regime } = await desk.tx(async (tx) => readRegime(tx, desk.workspace, await debtorBy(tx, id), day))
      const bound = regime.bound.filter((it) => inForce(it.rule, day) && (!place || it.rule.place === place))
      const rules = bound.map((it) => ({ ...ruleJson(it.rule), force: it.force, missing: it.missing }))
      return { json: { day: dayText(day), rules } }
    },
  }),
] as const
