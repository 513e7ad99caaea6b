// Facts that the law asks for and nobody has said: grouped by the fact, with whom and what they hold back, so that one answer
// settles many; and the answering of them.

import type { House } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import type { Medium } from '../core/law.ts'
import { ask, regimeFor } from '../core/permit.ts'
import { asksFor, type MissingFact } from '../core/regime.ts'
import { placeName } from '../rules/place-names.ts'
import { type ClaimLawChange, changeClaimLaw } from '../store/claim-law.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorChange, readDebtors, setDebtor } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { type LawFacts, lawFacts } from '../store/open-claim.ts'
import { debtorsWithCases, runFacts } from '../store/snapshot.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'
import { houseOf } from './run.ts'

export interface MissingOf {
  readonly book: number
  readonly id: string
  readonly no: number
  readonly name: string
  readonly claimIds: readonly string[]
}

export interface MissingGroup {
  readonly fact: MissingFact
  /** Whom it concerns: `consumers in United States`. */
  readonly whom: string
  readonly says: string
  /** Of the group, where one answer is of a country, or of a kind of customer. */
  readonly country: string
  readonly kind: string
  readonly customers: readonly MissingOf[]
  readonly claims: number
  readonly open: Readonly<Record<string, number>>
  /** Customers to whom nothing goes by a medium until it is answered. */
  readonly holds: Readonly<Partial<Record<Medium, number>>>
  /** Customers to whom messages go with a warning. */
  readonly warns: number
  /** The one command that answers for all. */
  readonly answer: string
}

const atOnce = 500
const asked: readonly Medium[] = ['email', 'letter', 'phone']

interface Scope {
  /** Only these. */
  readonly debtorIds?: ReadonlySet<string>
  /** Look at no more customers than this; with a fact, find no more of those who lack it. */
  readonly customersMax?: number | undefined
  /** Only this one. */
  readonly fact?: MissingFact
  /** Only customers of this country, or of this kind. */
  readonly country?: string | undefined
  readonly kind?: string | undefined
}

/** The groups, those that hold most back first. */
export async function missingFacts(
  tx: Tx,
  workspace: Workspace,
  day: Day,
  scope: Scope = {},
): Promise<{ groups: readonly MissingGroup[]; looked: number; all: boolean }> {
  const run = await runFacts(tx, workspace, day)
  const house = houseOf(run, workspace)
  const groups = new Map<string, Building>()
  let looked = 0
  const step = Math.min(atOnce, scope.customersMax ?? atOnce)
  for (const book of await listBooks(tx)) {
    let after: string | undefined
    do {
      if ((scope.fact ? found(groups) : looked) >= (scope.customersMax ?? Number.POSITIVE_INFINITY))
        return { groups: done(groups), looked, all: false }
      const page = await debtorsWithCases(tx, book, { after, limit: step })
      const some = page.filter((id) => scope.debtorIds?.has(id) ?? true)
      looked += some.length
      if (some.length > 0)
        for (const debtor of await lawFacts(tx, run, book, some))
          if (isMeant(debtor, scope)) note(groups, debtor, house, scope.fact)
      after = page.length < step ? undefined : page.at(-1)
    } while (after !== undefined)
  }
  return { groups: done(groups), looked, all: true }
}

function isMeant(it: LawFacts, { country, kind }: Scope): boolean {
  return (country === undefined || it.country === country) && (kind === undefined || it.kind === kind)
}

const found = (groups: ReadonlyMap<string, Building>) =>
  [...groups.values()].reduce((sum, it) => sum + it.customers.length, 0)

interface Building {
  readonly fact: MissingFact
  readonly whom: string
  readonly country: string
  readonly kind: string
  readonly customers: MissingOf[]
  readonly open: Record<string, number>
  readonly holds: Partial<Record<Medium, number>>
  claims: number
  warns: number
}

function note(groups: Map<string, Building>, debtor: LawFacts, house: House, only?: MissingFact): void {
  for (const one of debtor.cases) {
    const claims = one.claims.filter((it) => it.openMinor > 0)
    if (claims.length === 0) continue
    const claimIds = claims.map((it) => it.id)
    const missing = regimeFor(debtor, one, claimIds, house, house.law!).missing.filter((it) => !only || it === only)
    if (missing.length === 0) continue
    const verdicts = asked.map((medium) => [medium, ask(debtor, one, { medium, claimIds }, house)!] as const)
    for (const fact of missing) {
      const group = groupOf(groups, fact, debtor)
      group.customers.push({ book: debtor.book, id: debtor.id, no: debtor.no, name: debtor.name, claimIds })
      group.claims += claims.length
      for (const it of claims) group.open[it.currency] = (group.open[it.currency] ?? 0) + it.openMinor
      for (const [medium, verdict] of verdicts) {
        if (verdict.kind === 'refusal' && verdict.grounds.some((it) => it.missing.includes(fact)))
          group.holds[medium] = (group.holds[medium] ?? 0) + 1
      }
      if (verdicts.some(([, verdict]) => verdict.warnings.some((it) => it.missing.includes(fact)))) group.warns += 1
    }
  }
}

// One answer must be able to hold for all of a group: a region is of a country, a purpose is asked by what they are.
function groupOf(groups: Map<string, Building>, fact: MissingFact, { kind, country }: LawFacts): Building {
  const kinds = `${kind === 'public_body' ? 'public bodies' : kind === 'business' ? 'businesses' : `${kind.replaceAll('_', ' ')}s`}`
  const whom =
    fact === 'region'
      ? `${kinds} in ${placeName(country)}`
      : fact === 'purpose' || fact === 'debtor_kind'
        ? `${kinds}`
        : 'all claims'
  const key = `${fact} ${whom}`
  const known = groups.get(key)
  if (known) return known
  const made = { fact, whom, country, kind, customers: [], claims: 0, open: {}, holds: {}, warns: 0 }
  groups.set(key, made)
  return made
}

function done(groups: Map<string, Building>): MissingGroup[] {
  const held = (it: MissingGroup) => Math.max(0, ...Object.values(it.holds))
  return [...groups.values()]
    .map((it) => ({ ...it, says: asksFor[it.fact], answer: answerOf(it.fact, it.country, it.kind) }))
    .sort((a, b) => held(b) - held(a) || b.warns - a.warns || b.customers.length - a.customers.length)
}

function answerOf(fact: MissingFact, country: string, kind: string): string {
  switch (fact) {
    case 'region':
      return `./dunwell law answer region=… --country ${country} --kind ${kind}`
    case 'purpose':
      return `./dunwell law answer purpose=${kind === 'sole_trader' ? 'business' : '…'} --kind ${kind}`
    case 'sector':
      return './dunwell settings set sectors=none'
    case 'in_default_when_obtained':
      return './dunwell law answer in_default=yes'
    case 'debtor_kind':
      return `./dunwell law answer kind=${kind} --kind ${kind}`
    case 'collector':
      return './dunwell settings set collector=creditor'
  }
}

/** One answer: a fact of customers, or of claims. */
export type FactAnswer = { readonly debtor: DebtorChange } | { readonly claim: ClaimLawChange }

/** Gives one answer to customers or to their claims; each record keeps it. @returns how many were changed. */
export async function answerFact(
  tx: Tx,
  whom: readonly MissingOf[],
  answer: FactAnswer,
  day: Day,
  because: string,
): Promise<number> {
  let changed = 0
  for (const [book, some] of Map.groupBy(whom, (it) => it.book)) {
    const ids = [...new Set(some.map((it) => it.id))].sort()
    if ('claim' in answer) {
      changed += await changeClaimLaw(
        tx,
        book,
        some.flatMap((it) => it.claimIds),
        answer.claim,
        because,
      )
    } else {
      for (const row of await readDebtors(tx, book, ids))
        if ((await setDebtor(tx, row, answer.debtor)).length > 0) changed += 1
    }
    await lookAgain(tx, book, ids, day)
  }
  return changed
}
