// What would have been, and what would come, had a fact of a customer been another: shown before a kind, a country, a region or a
// purpose is changed. Nothing is written.

import { assumeDone } from '../core/assume.ts'
import type { DebtorFacts, House } from '../core/case.ts'
import { addDays, type Day, dayText } from '../core/day.ts'
import { decide } from '../core/decide.ts'
import { stageNames } from '../core/ladder.ts'
import type { Purpose, Rule } from '../core/law.ts'
import { ask, regimeFor } from '../core/permit.ts'
import { type DebtorKind, rank, type Stage } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import type { MissingFact } from '../core/regime.ts'
import { lateLawOf } from '../rules/late-payment.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { readSent } from '../store/sent.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { houseOf } from './run.ts'

interface OtherFacts {
  readonly kind?: DebtorKind
  readonly country?: string
  readonly region?: string
  readonly purpose?: Purpose
}

interface Reconsidered {
  /** Messages that would not have gone, of so many looked at. */
  readonly messages: readonly {
    readonly on: Day
    readonly what: string
    readonly says: string
    readonly cite: string
  }[]
  readonly looked: number
  readonly binds: readonly Rule[]
  readonly bindsNoMore: readonly Rule[]
  readonly policy?: { readonly from: string; readonly to: string }
  /** What the law on late payment of businesses would give or take. */
  readonly charges?: string
  readonly next: { readonly from?: Next; readonly to?: Next }
}

interface Next {
  readonly on: Day
  readonly stage: Stage
}

const messagesMax = 40
const daysAhead = 120
// What may bind only because no more is known of where they live or what they are would be a list of every state.
const strict: ReadonlySet<MissingFact> = new Set(['in_default_when_obtained', 'purpose', 'collector'])
// What a customer or their lawyer would notice: conduct binds the words of all messages, and changes nothing by itself.
const felt = new Set(['hours', 'frequency', 'rest', 'notice', 'consent', 'must_say', 'dispute', 'licence', 'workplace'])

/** The difference; undefined where the customer has no case, so that nothing can differ. */
async function reconsider(
  tx: Tx,
  workspace: Workspace,
  row: DebtorRow,
  other: OtherFacts,
  day: Day,
): Promise<Reconsidered | undefined> {
  const run = await runFacts(tx, workspace, day)
  const [debtor] = await snapshot(tx, run, row.book, [row.id])
  if (!debtor || debtor.cases.every((it) => it.claims.length === 0 && it.lastSaid === undefined)) return undefined
  const then = otherwise(debtor, other, run)
  const house = houseOf(run, workspace)
  const { messages, looked } = await lookBack(tx, workspace, run, row, other)
  const before = rulesOf(debtor, house)
  const after = rulesOf(then, house)
  const from = policyOf(debtor.kind, debtor.country, run)
  const to = policyOf(then.kind, then.country, run)
  return {
    messages,
    looked,
    binds: after.filter((rule) => !before.includes(rule)),
    bindsNoMore: before.filter((rule) => !after.includes(rule)),
    policy: from === to || run.choices.has(`debtor:${row.id}`) ? undefined : { from, to },
    charges: chargesOf(debtor, then),
    next: { from: nextOf(debtor, house), to: nextOf(then, house) },
  }
}

/** The same customer with other facts; who had no ladder chosen for them gets that of their kind. */
function otherwise(debtor: DebtorFacts, other: OtherFacts, run: RunFacts): DebtorFacts {
  const kind = other.kind ?? debtor.kind
  const from = policyOf(debtor.kind, debtor.country, run)
  const to = policyOf(kind, other.country ?? debtor.country, run)
  const policy = (claimId: string, policyId: string) =>
    policyId === from && !run.choices.has(`claim:${claimId}`) && !run.choices.has(`debtor:${debtor.id}`) ? to : policyId
  return {
    ...debtor,
    kind,
    kindConfirmed: other.kind === undefined ? debtor.kindConfirmed : true,
    country: other.country ?? debtor.country,
    region: other.region ?? debtor.region,
    cases: debtor.cases.map((it) => ({
      ...it,
      policyId: policy('', it.policyId),
      claims: it.claims.map((claim) => ({
        ...claim,
        purpose: other.purpose ?? claim.purpose,
        policyId: policy(claim.id, claim.policyId),
      })),
    })),
  }
}

function policyOf(kind: string, country: string, run: RunFacts): string {
  return run.policyOfKind(kind, country) ?? run.policyId
}

function rulesOf(debtor: DebtorFacts, house: House): Rule[] {
  const found = debtor.cases.flatMap((one) =>
    regimeFor(
      debtor,
      one,
      one.claims.map((it) => it.id),
      house,
      house.law!,
    )
      .bound.filter((it) => it.force !== 'manners' && it.missing.every((fact) => strict.has(fact)))
      .map((it) => it.rule),
  )
  return [...new Set(found)].filter((rule) => felt.has(rule.effect.kind))
}

// Each message is asked about again with the facts of its day, once as it was and once as it would have been.
async function lookBack(tx: Tx, workspace: Workspace, run: RunFacts, row: DebtorRow, other: OtherFacts) {
  const sent = await readSent(tx, row, messagesMax)
  const messages: Reconsidered['messages'][number][] = []
  for (const [on, some] of Map.groupBy(sent, (it) => it.on)) {
    const thatDay: RunFacts = { ...run, day: on, rehearsal: true }
    const [debtor] = await snapshot(tx, thatDay, row.book, [row.id])
    if (!debtor) continue
    const house = houseOf(thatDay, workspace)
    for (const message of some) {
      const was = { ...debtor, contacted: debtor.contacted?.filter((it) => it.id !== message.id) }
      const one = was.cases.find((it) => it.claims.some((claim) => message.claims.includes(claim.id)))
      if (!one) continue
      const asked = {
        medium: message.channel,
        claimIds: message.claims,
        threatensSuit: rank(message.stage) >= rank('final'),
      }
      if (ask(was, one, asked, house)?.kind !== 'permit') continue
      const then = otherwise(was, other, thatDay)
      const verdict = ask(then, then.cases.find((it) => it.caseId === one.caseId)!, asked, house)
      if (verdict?.kind !== 'refusal') continue
      const [ground] = verdict.grounds
      messages.push({
        on,
        what: `${stageNames[message.stage].toLowerCase()} by ${message.channel}`,
        says: ground!.says,
        cite: ground!.cite,
      })
    }
  }
  return { messages: messages.sort((a, b) => a.on - b.on), looked: sent.length }
}

function chargesOf(was: DebtorFacts, then: DebtorFacts): string | undefined {
  const law = (it: DebtorFacts) => (it.kind === 'consumer' ? undefined : lateLawOf(it.country))
  const [before, after] = [law(was), law(then)]
  if (before === after) return undefined
  if (before && !after)
    return `Statutory interest and the flat sum between businesses could not be claimed any more (${before.cite}).`
  return after && `Statutory interest and a flat sum between businesses could be claimed (${after.cite}).`
}

function nextOf(start: DebtorFacts, house: House): Next | undefined {
  let facts = start
  let on = house.day
  while (on <= addDays(house.day, daysAhead)) {
    const decisions = decide(facts, { ...house, day: on })
    const action = decisions.flatMap((it) => it.actions).find((it) => it.kind === 'message')
    if (action?.kind === 'message') return { on, stage: action.stage }
    facts = assumeDone(facts, decisions, on)
    const looks = decisions.flatMap((it) => it.nextLookOn ?? [])
    if (looks.length === 0) return undefined
    on = Math.max(on + 1, Math.min(...looks)) as Day
  }
  return undefined
}

/**
 * Refuses, with the difference in words, where facts would change that law, ladder or charges hang on; a caller who has seen it
 * passes by. What is the same, or makes no difference, needs no word.
 */
export async function confirmOther(
  tx: Tx,
  workspace: Workspace,
  row: DebtorRow,
  other: OtherFacts,
  day: Day,
  fix: string,
): Promise<void> {
  const same = (['kind', 'country', 'region'] as const).every((it) => other[it] === undefined || other[it] === row[it])
  if (same && other.purpose === undefined) return
  const found = await reconsider(tx, workspace, row, other, day)
  if (!found || !differs(found)) return
  const lines = reconsideredText(found)
  const to = [other.kind, other.purpose, other.country, other.region].filter((it) => it !== undefined)
  throw problem(
    'debtor.confirm',
    `${row.name} as ${to.join(', ').replaceAll('_', ' ')}: this is what it changes.\n  ${lines.join('\n  ')}`,
    `Nothing is changed yet. ${fix}`,
  )
}

function differs(it: Reconsidered): boolean {
  const { from, to } = it.next
  const next = from?.on !== to?.on || from?.stage !== to?.stage
  return (
    next ||
    it.policy !== undefined ||
    it.charges !== undefined ||
    [it.messages, it.binds, it.bindsNoMore].some((some) => some.length > 0)
  )
}

/** The difference as lines for a person. */
function reconsideredText(it: Reconsidered): string[] {
  const lines: string[] = []
  if (it.looked > 0) {
    const count = it.messages.length
    lines.push(
      `Of the last ${it.looked} messages ${count === 0 ? 'none would have been refused.' : `${count} would not have gone:`}`,
    )
    lines.push(...it.messages.map((one) => `  ${dayText(one.on)} ${one.what}: ${one.says} (${one.cite})`))
  }
  const rules = (head: string, some: readonly Rule[]) => {
    if (some.length > 0) lines.push(head, ...some.map((rule) => `  ${rule.says} (${rule.cite})`))
  }
  rules(
    'Would bind:',
    it.binds.filter((rule) => rule.effect.kind !== 'notice'),
  )
  rules(
    'Notices that would be needed:',
    it.binds.filter((rule) => rule.effect.kind === 'notice'),
  )
  rules('Would bind no more:', it.bindsNoMore)
  if (it.policy) lines.push(`Ladder: ${it.policy.to} instead of ${it.policy.from}.`)
  if (it.charges) lines.push(it.charges)
  const text = (next: Next | undefined) =>
    next === undefined ? 'no message' : `${stageNames[next.stage].toLowerCase()} on ${dayText(next.on)}`
  if (text(it.next.from) !== text(it.next.to)) lines.push(`Next: ${text(it.next.to)} instead of ${text(it.next.from)}.`)
  return lines
}
