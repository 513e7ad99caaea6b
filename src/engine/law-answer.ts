// Answers to what the law asks and nobody has said: read from a person's words, and given to all whom they concern or to those named.

import type { Day } from '../core/day.ts'
import { type Purpose, purposes, type Sector, sectors } from '../core/law.ts'
import { debtorKinds } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import type { MissingFact } from '../core/regime.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { saidByHand } from '../store/kind.ts'
import type { Workspace } from '../store/workspace.ts'
import { answerFact, type FactAnswer, type MissingOf, missingFacts } from './missing.ts'

/** Facts of customers and claims; who collects is a setting of the workspace. */
export type AskedFact = Exclude<MissingFact, 'collector'>

/** An answer as a person writes it: `CA`, `business`, `none`, `yes`. A Problem names the answers there are. */
export function answerFrom(fact: AskedFact, value: string): FactAnswer {
  switch (fact) {
    case 'region': {
      if (!/^[A-Za-z0-9]{1,3}(-[A-Za-z0-9]{1,3})?$/.test(value))
        throw problem(
          'law.region',
          `${quoted(value)} is no code of a region.`,
          'Write it without its country: CA, NY-NYC.',
        )
      return { debtor: { region: value.toUpperCase() } }
    }
    case 'debtor_kind':
      return { debtor: { kind: oneOf(value, debtorKinds), kindBecause: saidByHand } }
    case 'purpose':
      return { claim: { purpose: purposeOf(value) } }
    case 'sector':
      return { claim: { sector: sectorOf(value) } }
    case 'in_default_when_obtained':
      return { claim: { inDefaultWhenObtained: yesNo(value) } }
  }
}

export function purposeOf(text: string): Purpose {
  return oneOf(text, purposes)
}

export function sectorOf(text: string): Sector | 'none' {
  return oneOf(text, [...sectors, 'none'] as const)
}

export function yesNo(text: string): boolean {
  return oneOf(text, ['yes', 'no'] as const) === 'yes'
}

/** Who or what a list of answers holds, or the Problem that names them all. */
export function oneOf<T extends string>(text: string, of: readonly T[]): T {
  const found = of.find((it) => it === text)
  if (!found) throw problem('law.value', `${quoted(text)} is no answer to this.`, `Use one of: ${of.join(', ')}.`)
  return found
}

export interface Concerned {
  /** Only customers of this country. */
  readonly country?: string
  readonly kind?: string
  /** Looks no further when so many are found. */
  readonly customersMax?: number
}

/** All of whom a fact is missing; `all` is false where there may be more. */
export async function concernedBy(
  tx: Tx,
  workspace: Workspace,
  fact: AskedFact,
  day: Day,
  of: Concerned = {},
): Promise<{ whom: MissingOf[]; all: boolean }> {
  const scope = { ...of, fact, country: of.country?.toUpperCase() }
  const { groups, all } = await missingFacts(tx, workspace, day, scope)
  return { whom: groups.flatMap((it) => it.customers), all }
}

/** Gives an answer; a region only to those of one country, because its code means something there alone. @returns how many were changed. */
export async function giveAnswer(
  tx: Tx,
  whom: readonly MissingOf[],
  fact: AskedFact,
  value: string,
  day: Day,
): Promise<number> {
  const answer = answerFrom(fact, value)
  if (fact === 'region') await sameCountry(tx, whom)
  return answerFact(tx, whom, answer, day, saidByHand)
}

async function sameCountry(tx: Tx, whom: readonly MissingOf[]): Promise<void> {
  const countries = new Set<string>()
  for (const [book, some] of Map.groupBy(whom, (it) => it.book)) {
    const ids = some.map((it) => it.id)
    for (const row of await readDebtors(tx, book, ids)) countries.add(row.country)
  }
  if (countries.size > 1)
    throw problem(
      'law.countries',
      `They live in ${[...countries].join(', ')}; a region is of one country.`,
      `Name one of the countries: ${[...countries].join(', ')}.`,
    )
}
