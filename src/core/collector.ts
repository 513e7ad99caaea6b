// Who works a case: rules in order, of which the first that fits gives it, and where none does, whoever has the fewest. Once given it
// stays; only who is gone loses their cases. Who is away is covered by another until a day.

import { z } from 'zod'
import type { Day } from './day.ts'
import { may, type Role } from './member.ts'
import { problem } from './problem.ts'
import { folded } from './text.ts'

const letters = z.string().trim().min(1).max(20)

/** What a case must be for a rule to fit; all that is named must hold. */
const whenShape = z.strictObject({
  /** The creditor's name. */
  creditor: z.string().trim().min(1).max(200).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is no country, such as DE')
    .optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'is no language, such as de')
    .optional(),
  /** Names from these letters… */
  nameFrom: letters.optional(),
  /** …to these, which are included with all that begins with them: "K" takes in Kuhn. */
  nameTo: letters.optional(),
  /** Open of the case in `currency`, in minor units; both ends included. */
  owedFromMinor: z.int().min(0).optional(),
  owedToMinor: z.int().min(0).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is no currency, such as EUR')
    .optional(),
})
export type CollectorWhen = z.infer<typeof whenShape>

export const rulesMax = 100

export const collectorRulesShape = z
  .array(
    z.strictObject({
      when: whenShape,
      /** Ids of members; of several the one with the fewest cases. */
      to: z.array(z.uuid()).min(1).max(50),
    }),
  )
  .max(rulesMax)
export type CollectorRule = z.infer<typeof collectorRulesShape>[number]

/** Checks rules; the Problem names the place. */
export function collectorRulesFrom(body: unknown): CollectorRule[] {
  const parsed = collectorRulesShape.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const [no, ...rest] = issue!.path
    const where = no === undefined ? 'The rules' : `Rule ${Number(no) + 1} at ${rest.join('.') || 'its top'}`
    throw problem('collector.rules', `${where}: ${issue!.message}.`, 'See: ./dunwell collector rule --help')
  }
  for (const [at, { when }] of parsed.data.entries()) {
    const wrong =
      Object.keys(when).length === 0
        ? 'says of no case that it fits'
        : when.nameFrom && when.nameTo && !inRange(folded(when.nameFrom), undefined, when.nameTo)
          ? 'ends its names before they begin'
          : (when.owedFromMinor ?? 0) > (when.owedToMinor ?? Number.MAX_SAFE_INTEGER)
            ? 'ends its sums before they begin'
            : (when.owedFromMinor !== undefined || when.owedToMinor !== undefined) !== (when.currency !== undefined)
              ? 'must name a sum and its currency together'
              : undefined
    if (wrong)
      throw problem('collector.rules', `Rule ${at + 1} ${wrong}.`, 'Say by country, language, creditor, names or sum.')
  }
  return parsed.data
}

export interface CaseToGive {
  readonly creditor: string
  readonly country: string
  readonly language: string
  /** Folded. */
  readonly nameKey: string
  readonly open: readonly { readonly currency: string; readonly amountMinor: number }[]
}

/** Why a case went to somebody. A rule is kept as it was, because rules change. */
export type CollectorWhy =
  | { readonly how: 'rule'; readonly rule: number; readonly when: CollectorWhen; readonly on: string }
  | { readonly how: 'fewest'; readonly on: string }
  | { readonly how: 'hand'; readonly by: string; readonly on: string }
  /** As it was before somebody gave it away by mistake. */
  | { readonly how: 'undone'; readonly by: string; readonly on: string }

/** Who a case goes to, and by which rule (from 0); by none where it is shared. Who can take none is passed over. */
export function giveCase(
  rules: readonly CollectorRule[],
  it: CaseToGive,
  people: { readonly able: ReadonlySet<string>; readonly sharing: readonly string[] },
  cases: ReadonlyMap<string, number>,
): { readonly to: string; readonly rule?: number } | undefined {
  for (const [rule, { when, to }] of rules.entries()) {
    const its = to.filter((id) => people.able.has(id))
    if (its.length > 0 && fits(when, it)) return { to: fewest(its, cases), rule }
  }
  return people.sharing.length > 0 ? { to: fewest(people.sharing, cases) } : undefined
}

function fewest(ids: readonly string[], cases: ReadonlyMap<string, number>): string {
  return ids.reduce((a, b) => ((cases.get(b) ?? 0) < (cases.get(a) ?? 0) ? b : a))
}

function fits(when: CollectorWhen, it: CaseToGive): boolean {
  const same = (wanted: string | undefined, is: string) => wanted === undefined || folded(wanted) === folded(is)
  const owed = it.open.find((one) => one.currency === when.currency)?.amountMinor ?? 0
  return (
    same(when.creditor, it.creditor) &&
    same(when.country, it.country) &&
    same(when.language, it.language) &&
    inRange(it.nameKey, when.nameFrom, when.nameTo) &&
    (when.currency === undefined ||
      (owed > 0 && owed >= (when.owedFromMinor ?? 0) && owed <= (when.owedToMinor ?? Number.MAX_SAFE_INTEGER)))
  )
}

/** By folded letters: K takes in all that begins with k. */
function inRange(nameKey: string, from: string | undefined, to: string | undefined): boolean {
  const last = to === undefined ? undefined : folded(to)
  return (
    (from === undefined || nameKey >= folded(from)) && (last === undefined || nameKey.slice(0, last.length) <= last)
  )
}

/** A member as far as work is shared. */
export interface Colleague {
  readonly id: string
  readonly role: Role
  readonly coverId: string | null
  /** Not included. */
  readonly coverUntil: Day | null
}

/**
 * Who may have cases, and among whom those are shared that no rule gives: the collectors; where there are rules but no collector, all who
 * may work. Without either nobody is given a case: whoever works alone works all of them.
 */
export function takers(
  all: readonly Colleague[],
  rules: readonly CollectorRule[],
): { able: ReadonlySet<string>; sharing: readonly string[] } {
  const able = all.filter((it) => may(it.role, 'work'))
  const collectors = able.filter((it) => it.role === 'collector')
  const sharing = collectors.length > 0 ? collectors : rules.length > 0 ? able : []
  return { able: new Set(able.map((it) => it.id)), sharing: sharing.map((it) => it.id) }
}

/** Who is away on a day, and so has another do their work. */
export function isAway(it: Colleague, day: Day): boolean {
  return it.coverId !== null && it.coverUntil !== null && day < it.coverUntil
}

/** For whom somebody works on a day: those they cover, those whom these cover, and so on; without themself. */
export function coversFor(all: readonly Colleague[], id: string, day: Day): string[] {
  const found = new Set([id])
  for (const one of found) for (const it of all) if (it.coverId === one && isAway(it, day)) found.add(it.id)
  found.delete(id)
  return [...found]
}
