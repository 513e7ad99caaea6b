// The account of a customer or of one claim on any day, every cent explained: which clause or statute gives interest and fees,
// worked out by core from the postings as they were known at any moment.

import type { Fee } from '../core/charge.ts'
import { fixedSum, lateFee } from '../core/charge.ts'
import { type Clause, joinedClauses, yearlyBp } from '../core/clause.ts'
import { type Day, day as parse } from '../core/day.ts'
import type { Rest } from '../core/interest.ts'
import { placeOf } from '../core/law.ts'
import type { DebtorKind } from '../core/policy.ts'
import { bpFrom, percentText, type RatePoint, type RateSpan } from '../core/rate.ts'
import { type Basis, type ClaimFacts, type ClaimStatement, explainClaim } from '../core/statement.ts'
import { canadianRates, costsWait, fixedSumOf, holdsIn, interestRests, serviceCap } from '../rules/charges.ts'
import { knownStatuteRates, statuteOf } from '../rules/interest.ts'
import { returnFeeOf, returnReasonOf } from '../rules/returns.ts'
import {
  type AsOf,
  type ChargedClaim,
  chargedClaims,
  postedLines,
  readClauses,
  readRates,
  toldCauses,
  unapplied,
} from '../store/charge.ts'
import { readDues } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { returnCosts } from '../store/returned.ts'
import type { Workspace } from '../store/workspace.ts'

export interface ExplainedClaim extends ClaimStatement {
  readonly claim: ChargedClaim
}

export interface Explained {
  readonly day: Day
  readonly recorded?: number
  readonly debtor: DebtorRow
  readonly claims: readonly ExplainedClaim[]
  /** Of each currency; never added. */
  readonly totals: readonly {
    readonly currency: string
    readonly openMinor: number
    readonly claimableMinor: number
    readonly onAccountMinor: number
    /** Open, claimable, less what stands on account. */
    readonly totalMinor: number
    readonly perDiem: number
  }[]
}

/** Explains all claims of a debtor that anything was posted to, or the one named. */
export async function explained(
  tx: Tx,
  workspace: Workspace,
  debtor: DebtorRow,
  asOf: AsOf,
  claimId?: string,
): Promise<Explained> {
  const claims = (await claimFacts(tx, workspace, debtor, asOf, claimId)).map(
    ({ claim, facts }): ExplainedClaim => ({ ...explainClaim(facts, asOf.day), claim }),
  )
  const account = claimId === undefined ? await unapplied(tx, debtor, asOf) : []
  const currencies = [...new Set([...claims.map((it) => it.currency), ...account.map((it) => it.currency)])].sort()
  return {
    day: asOf.day,
    recorded: asOf.recorded,
    debtor,
    claims,
    totals: currencies.map((currency) => {
      const here = claims.filter((it) => it.currency === currency)
      const sum = (of: (it: ExplainedClaim) => number) => here.reduce((total, it) => total + of(it), 0)
      const onAccountMinor = account.find((it) => it.currency === currency)?.amountMinor ?? 0
      return {
        currency,
        openMinor: sum((it) => it.openMinor),
        claimableMinor: sum((it) => it.claimableMinor.interest + it.claimableMinor.fee),
        onAccountMinor,
        totalMinor: sum((it) => it.totalMinor) - onAccountMinor,
        perDiem: sum((it) => it.perDiem),
      }
    }),
  }
}

/** The claims of a debtor that anything was posted to, or the one named, with all that charges ask of them. */
export async function claimFacts(
  tx: Tx,
  workspace: Workspace,
  debtor: DebtorRow,
  asOf: AsOf,
  claimId?: string,
): Promise<{ claim: ChargedClaim; facts: ClaimFacts }[]> {
  const found = await chargedClaims(tx, debtor, asOf, claimId)
  const ids = found.map((it) => it.id)
  const postings = await postedLines(tx, debtor.book, ids, asOf)
  const dues = Map.groupBy(await readDues(tx, debtor.book, ids), (it) => it.claim_id)
  const clauses = await readClauses(tx, debtor, asOf)
  const rates = await readRates(tx, asOf)
  const causes = await toldCauses(tx, debtor, asOf)
  const returns = (await returnCosts(tx, debtor, asOf.recorded)).filter((it) => it.onDay <= asOf.day)
  return found
    .filter((it) => postings.has(it.id))
    .map((claim) => {
      const mine = clauses.filter((it) => it.claimId === null || it.claimId === claim.id).map((it) => it.clause)
      const clause = joinedClauses([workspace.settings.terms, ...mine])
      const basis = basisOf({ workspace, debtor, claim, clause, rates, causes })
      const facts = {
        number: claim.number,
        currency: claim.currency,
        dues: (dues.get(claim.id) ?? []).map((it) => ({ no: it.no, dueOn: it.due_on })),
        postings: postings.get(claim.id)!,
        basis,
        rests: restsOf(debtor, clause, causes),
      }
      const granted = feesOf(workspace, debtor, claim, clause, basis, facts.postings)
      const back = clause.none
        ? []
        : returnsOf(
            debtor,
            kindFor(workspace, debtor, claim),
            returns.filter((it) => it.claimId === claim.id),
          )
      return {
        claim,
        facts: {
          ...facts,
          fees: [...granted.fees, ...back.flatMap((it) => ('amountMinor' in it ? [it] : []))],
          notes: [...granted.notes, ...back.flatMap((it) => ('none' in it ? [it.none] : []))],
        },
      }
    })
}

interface Known {
  readonly workspace: Workspace
  readonly debtor: DebtorRow
  readonly claim: ChargedClaim
  readonly clause: Clause
  readonly rates: ReadonlyMap<string, readonly RatePoint[]>
  readonly causes: Awaited<ReturnType<typeof toldCauses>>
}

/** Who they are for a statute: a sole trader is what the claim was for; and a private creditor deals with nobody in trade. */
function kindFor(workspace: Workspace, debtor: DebtorRow, claim: ChargedClaim): DebtorKind {
  if (workspace.creditorKind === 'private_person') return 'consumer'
  if (claim.purpose === 'consumer') return 'consumer'
  return debtor.kind === 'sole_trader' && claim.purpose === 'business' ? 'business' : debtor.kind
}

function basisOf(it: Known): Basis {
  const { workspace, debtor, claim, clause } = it
  const kind = kindFor(workspace, debtor, claim)
  const place = placeOf(debtor)
  const capped = (spans: readonly RateSpan[]) => inService(spans, debtor, it.causes)
  if (clause.none) return { kind: 'none', says: 'No interest and no fee: the terms say so.' }
  if (clause.interest && claim.kind !== 'judgment') {
    const { interest } = clause
    const agreed = yearlyBp(interest)
    // Not land: what is written by the month alone gives no more there.
    const monthly = interest.per === 'month' && holdsIn(canadianRates, place)
    const limited = monthly && agreed > canadianRates.unstatedMaxBp
    const rateBp = limited ? canadianRates.unstatedMaxBp : agreed
    const says = limited
      ? `${interest.cite}: ${interest.percent}% a month, of which ${canadianRates.cite} leaves ${percentText(rateBp)}% a year`
      : `${interest.cite}: ${percentText(rateBp)}% a year`
    return {
      kind: 'clause',
      ruleId: 'terms.interest',
      says,
      cite: interest.cite,
      way: { dayCount: interest.dayCount, compounding: interest.compounding },
      rates: (from, until) => ({
        spans: capped([{ from, until, rateBp, says, source: interest.cite, sure: 'primary' }]),
      }),
    }
  }
  const only =
    claim.kind === 'judgment' ? 'judgment' : clause.creditor === 'registered_supplier' ? clause.creditor : undefined
  const statute = statuteOf(place, kind, only)
  if (!statute) {
    const who = `a ${kind.replaceAll('_', ' ')} in ${place}`
    return {
      kind: 'none',
      says: `No interest: no clause of the terms gives it, and no statute known here does from ${who}.`,
    }
  }
  const noticeOn = clause.noticeOn ? parse(clause.noticeOn) : (claim.demandedOn ?? undefined)
  if (statute.starts === 'notice' && noticeOn === undefined) {
    return {
      kind: 'none',
      says: `No interest yet: ${statute.cite} gives it from a formal notice, and none is known. A firm letter of ours counts; another: ./dunwell terms set ${claim.number} --notice DAY`,
    }
  }
  return {
    kind: 'statute',
    ruleId: statute.id,
    says: statute.says,
    cite: statute.cite,
    way:
      clause.dayCount && statute.way.compounding === 'simple'
        ? { ...statute.way, dayCount: clause.dayCount }
        : statute.way,
    noticeOn: statute.starts === 'notice' ? noticeOn : undefined,
    rates: (from, until) => {
      const found = knownStatuteRates(statute, { from, until }, it.rates.get(statute.series.id) ?? [])
      return { ...found, spans: capped(found.spans) }
    },
  }
}

/** In active service no more than the cap, on what was owed before. */
function inService(spans: readonly RateSpan[], debtor: DebtorRow, causes: Known['causes']): RateSpan[] {
  const service = causes.filter((it) => it.cause === serviceCap.cause)
  if (!holdsIn(serviceCap, placeOf(debtor)) || service.length === 0) return [...spans]
  return spans.flatMap((span) => {
    const days = service.flatMap((it) => [it.from, it.until ?? span.until])
    const cuts = [...new Set([span.from, ...days, span.until])].filter((on) => on >= span.from && on < span.until)
    cuts.sort((a, b) => a - b)
    return cuts.map((from, i): RateSpan => {
      const until = cuts[i + 1] ?? span.until
      const serves = service.some((it) => it.from <= from && (it.until === null || from < it.until))
      if (!serves || span.rateBp <= serviceCap.maxBp) return { ...span, from, until }
      const says = `${span.says}; ${serviceCap.cite}: at most ${serviceCap.maxBp / 100}%`
      return { ...span, from, until, rateBp: serviceCap.maxBp, says }
    })
  })
}

function restsOf(debtor: DebtorRow, clause: Clause, causes: Known['causes']): Rest[] {
  const { causes: resting, says, cite } = interestRests
  const rests = holdsIn(interestRests, placeOf(debtor))
  return [
    ...(clause.rests ?? []).map((it) => ({
      from: parse(it.from),
      until: it.until === undefined ? undefined : parse(it.until),
      says: it.says,
    })),
    ...causes
      .filter((it) => rests && resting.some((cause) => cause === it.cause))
      .map((it) => ({
        from: it.from,
        until: it.until ?? undefined,
        says: `${says} (${cite})`,
      })),
  ]
}

/** Sums beside interest: the law's where interest runs by statute, the clause's, and why there is none. */
function feesOf(
  workspace: Workspace,
  debtor: DebtorRow,
  claim: ChargedClaim,
  clause: Clause,
  basis: Basis,
  postings: readonly { component: string; kind: string; amountMinor: number; dueNo?: number }[],
): { fees: Fee[]; notes: string[] } {
  if (clause.none) return { fees: [], notes: [] }
  const kind = kindFor(workspace, debtor, claim)
  const principal = postings.reduce((sum, it) => (it.dueNo === undefined ? sum : sum + it.amountMinor), 0)
  const open = postings.reduce((sum, it) => (it.component === 'principal' ? sum + it.amountMinor : sum), 0)
  const sum = basis.kind === 'statute' ? fixedSumOf(placeOf(debtor), kind, claim.currency) : undefined
  const late = lateFee(
    clause.lateFee && {
      ...clause.lateFee,
      rateBp: clause.lateFee.percent ? bpFrom(clause.lateFee.percent) : undefined,
    },
    { openMinor: Math.max(0, open), currency: claim.currency, times: claim.steps },
  )
  const fees: Fee[] = [
    ...(sum ? [{ amountMinor: fixedSum(sum, principal), says: sum.says, cite: sum.cite, ruleId: sum.id }] : []),
    ...('none' in late ? [] : [late]),
  ]
  const notes = 'none' in late && (clause.lateFee || !sum) ? [late.none] : []
  return { fees, notes: [...notes, ...costsWait(placeOf(debtor), kind)] }
}

/** What the bank took for debits that came back: asked only where the law gives it for such a reason. */
function returnsOf(
  debtor: DebtorRow,
  kind: DebtorKind,
  returns: Awaited<ReturnType<typeof returnCosts>>,
): (Fee | { readonly none: string })[] {
  const by = Map.groupBy(returns, (it) => returnFeeOf(placeOf(debtor), kind, returnReasonOf(it.code ?? '').cause))
  return [...by].map(([rule, some]) => {
    const amountMinor = some.reduce((sum, it) => sum + it.feeMinor, 0)
    if (rule) return { component: 'cost', amountMinor, says: rule.says, cite: rule.cite, ruleId: rule.id }
    return {
      none: 'What the bank took for a payment that came back is not asked for: no law known here gives it for such a reason. A clause may: ./dunwell charge --help',
    }
  })
}
