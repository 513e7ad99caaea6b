// Posts what the law and the terms grant: interest up to a day and fees, each with its ground, and of interest only the difference
// to what was posted before, so that a payment that came to light late gives back what it must. Lets go of what the owner waives.

import type { Component } from '../core/allocation.ts'
import { components } from '../core/allocation.ts'
import type { CaseDecision, DebtorFacts } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import { dayText, day as parse } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { rank, type Stage } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { addClause, addGrounds, readClauses } from '../store/charge.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, readDebtors } from '../store/debtor.ts'
import { type Group, lookAgain, post } from '../store/ledger.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { turnWaivers } from '../store/reversal.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'
import { begin, rerunMoney } from './rerun.ts'
import { type ExplainedClaim, explained } from './statement.ts'

export interface Charged {
  readonly number: string
  readonly currency: string
  readonly component: Component
  readonly amountMinor: number
  readonly cite: string
  readonly says: string
}

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

interface Planned {
  readonly group: Group
  readonly claim: ExplainedClaim
  readonly ruleId: string
  readonly cite: string
  readonly lines: readonly object[]
  readonly says: string
}

/** Posts interest up to `day` and the fees granted by then, for all claims of a debtor or the one named. */
export async function claimCharges(
  tx: Tx,
  at: At,
  debtor: DebtorRow,
  it: { readonly day: Day; readonly claimId?: string; readonly because: string; readonly heads?: Heads },
): Promise<Charged[]> {
  if (it.day > at.today)
    throw problem('charge.future', `${dayText(it.day)} is still to come.`, 'Charge up to today or an earlier day.')
  const heads = it.heads ?? (await lockDebtors(tx, debtor.book, [debtor.id]))
  // A rate or a clause entered since may make earlier interest another: that is set right first, on its own days.
  await rerunMoney(tx, at, heads, debtor, begin, 'What rates and terms say now')
  const found = await explained(tx, at.workspace, debtor, { day: it.day }, it.claimId)
  const now = it.day === at.today ? found : await explained(tx, at.workspace, debtor, { day: at.today }, it.claimId)
  const planned = found.claims.flatMap((claim) => {
    if (claim.problem) throw claim.problem
    const open = now.claims.find((one) => one.claim.id === claim.claim.id)?.granted ?? []
    const granted = claim.granted.filter((fee) => open.some((one) => one.ruleId === fee.ruleId))
    // Charged to a later day already: what is posted there is lowered by this below.
    return [...interestOf(claim, it.day, it.because), ...feesOf({ ...claim, granted }, it.day, it.because)]
  })
  const charged = await write(tx, at, heads, debtor, planned)
  if (charged.length > 0)
    await rerunMoney(tx, at, heads, debtor, it.day, `Charges up to ${dayText(it.day)} came to be claimed`)
  return charged
}

/**
 * Claims what is granted where a formal demand is decided, or from the firm letter on where the owner said so. Once a claim: later
 * interest is claimable again, so that a demand that waits to be approved does not grow by the day. Where a rate is missing the
 * demand goes without it, and a person is told.
 * @returns the debtors on whose books something was posted.
 */
export async function chargeDemands(
  tx: Tx,
  workspace: Workspace,
  heads: Heads,
  day: Day,
  decided: readonly {
    readonly facts: Pick<DebtorFacts, 'id'>
    readonly decisions: readonly Pick<CaseDecision, 'caseId' | 'actions'>[]
  }[],
): Promise<string[]> {
  const how = workspace.settings.claimCharges
  if (how === 'by_hand') return []
  const from: Stage = how === 'demand' ? 'demand' : 'firm'
  const charged = new Set<string>()
  for (const { facts, decisions } of decided) {
    for (const { caseId, actions } of decisions) {
      const asks = actions.filter((it) => it.kind === 'message').filter((it) => rank(it.stage) >= rank(from))
      const claimIds = new Set(asks.flatMap((it) => it.items.map((item) => item.claimId)))
      if (claimIds.size === 0) continue
      const [debtor] = await readDebtors(tx, heads.book, [facts.id])
      const because = 'Claimed with the formal demand'
      const at = { workspace, today: day }
      for (const claim of (await explained(tx, workspace, debtor!, { day })).claims) {
        if (!claimIds.has(claim.claim.id) || claim.claim.interestUntil !== null) continue
        if (claim.problem) {
          const says = `The demand asks for ${claim.number} without interest. ${claim.problem.message}`
          const task = { kind: 'fix' as const, day, says, occurrence: `rate:${claim.claim.id}`, items: [] }
          await addTask(tx, heads, { debtorId: facts.id, caseId }, task)
          continue
        }
        const done = await claimCharges(tx, at, debtor!, { day, claimId: claim.claim.id, because, heads })
        if (done.length > 0) charged.add(facts.id)
      }
    }
  }
  return [...charged]
}

async function write(tx: Tx, at: At, heads: Heads, debtor: DebtorRow, planned: readonly Planned[]): Promise<Charged[]> {
  if (planned.length === 0) return []
  const groupIds = await post(
    tx,
    heads,
    planned.map((one) => one.group),
  )
  await addGrounds(
    tx,
    debtor.book,
    planned.map((one, i) => ({
      groupId: groupIds[i]!,
      claim: one.claim.claim,
      component: one.group.lines[0]!.component as 'interest' | 'fee' | 'cost',
      ruleId: one.ruleId,
      cite: one.cite,
      until: one.group.lines[0]!.day,
      lines: one.lines,
    })),
  )
  await lookAgain(tx, debtor.book, [debtor.id], at.today)
  return planned.map((one) => ({
    number: one.claim.number,
    currency: one.claim.currency,
    component: one.group.lines[0]!.component as Component,
    amountMinor: one.group.lines[0]!.amountMinor,
    cite: one.cite,
    says: one.says,
  }))
}

function interestOf(it: ExplainedClaim, day: Day, because: string): Planned[] {
  const amountMinor = it.claimableMinor.interest
  if (amountMinor === 0 || it.basis.kind === 'none') return []
  const { ruleId, cite } = it.basis
  const says = `Interest up to ${dayText(day)}: ${cite}`
  const { debtorId, creditorId, id: claimId } = it.claim
  return [
    {
      claim: it,
      ruleId,
      cite,
      says,
      lines: it.segments,
      group: {
        debtorId,
        creditorId,
        reason: `${says}. ${because}.`,
        lines: [{ claimId, currency: it.currency, day, component: 'interest', kind: 'interest', amountMinor }],
      },
    },
  ]
}

function feesOf(it: ExplainedClaim, day: Day, because: string): Planned[] {
  return it.granted.map((fee) => ({
    claim: it,
    ruleId: fee.ruleId,
    cite: fee.cite,
    says: fee.says,
    lines: [fee],
    group: {
      debtorId: it.claim.debtorId,
      creditorId: it.claim.creditorId,
      reason: `${fee.says} ${fee.cite}. ${because}.`,
      lines: [
        {
          claimId: it.claim.id,
          component: fee.component ?? 'fee',
          kind: fee.component ?? 'fee',
          amountMinor: fee.amountMinor,
          currency: it.currency,
          day,
        },
      ],
    },
  }))
}

/** Lets go of interest, fees or costs that were posted, or a part of them; never of the claim itself. */
export async function waive(
  tx: Tx,
  at: At,
  debtor: DebtorRow,
  it: {
    readonly claimId: string
    readonly component: Exclude<Component, 'principal'> | 'all'
    readonly amountMinor?: number
    readonly on: Day
    readonly because: string
    /** The payment that met an offer. */
    readonly metById?: string
    readonly heads?: Heads
  },
): Promise<{ amountMinor: number; currency: string }> {
  const heads = it.heads ?? (await lockDebtors(tx, debtor.book, [debtor.id]))
  const [claim] = (await explained(tx, at.workspace, debtor, { day: at.today }, it.claimId)).claims
  const wanted = components.filter((one) => one !== 'principal' && (it.component === 'all' || it.component === one))
  let left = it.amountMinor ?? Number.MAX_SAFE_INTEGER
  const lines = wanted.flatMap((component) => {
    const amountMinor = Math.min(left, Math.max(0, claim?.open[component] ?? 0))
    left -= amountMinor
    return amountMinor === 0
      ? []
      : [
          {
            claimId: it.claimId,
            component,
            kind: 'waiver' as const,
            amountMinor: -amountMinor,
            currency: claim!.currency,
            day: it.on,
            metById: it.metById,
          },
        ]
  })
  const sum = -lines.reduce((total, one) => total + one.amountMinor, 0)
  if (!claim || sum === 0 || (it.amountMinor !== undefined && sum < it.amountMinor)) {
    const open = wanted.reduce((total, one) => total + Math.max(0, claim?.open[one] ?? 0), 0)
    throw problem(
      'waiver.nothing',
      `${claim ? moneyText(open, claim.currency) : 'Nothing'} of interest, fees and costs stands on our books here.`,
      'What is only claimable need not be waived: it is not asked for. The claim itself is lowered by "dunwell write-off".',
    )
  }
  const { debtorId, creditorId } = claim.claim
  await post(tx, heads, [{ debtorId, creditorId, reason: `Waived: ${it.because}`, lines }])
  await rerunMoney(tx, at, heads, debtor, it.on, `${claim.number}: waived on ${dayText(it.on)}`)
  await lookAgain(tx, debtor.book, [debtor.id], at.today)
  return { amountMinor: sum, currency: claim.currency }
}

/**
 * Waives what was offered for paying by a day, before money is spread that meets it: else the money would go to the very interest
 * that was let go. @returns the claims on which something was waived
 */
export async function meetOffers(
  tx: Tx,
  at: At,
  heads: Heads,
  debtor: DebtorRow,
  money: {
    readonly amountMinor: number
    readonly currency: string
    readonly on: Day
    readonly claimIds: readonly string[]
    readonly paymentId: string
  },
): Promise<string[]> {
  const clauses = await readClauses(tx, debtor, { day: at.today })
  const offers = new Map(
    clauses
      .filter((it) => it.claimId !== null && it.clause.offer !== undefined)
      .map((it) => [it.claimId!, it.clause.offer]),
  )
  if (offers.size === 0) return []
  let left = money.amountMinor
  const met: string[] = []
  for (const { claim, currency, open, openMinor } of (await explained(tx, at.workspace, debtor, { day: at.today }))
    .claims) {
    const offer = offers.get(claim.id)
    const aimed = money.claimIds.length === 0 || money.claimIds.includes(claim.id)
    if (!offer || !aimed || currency !== money.currency || openMinor <= 0 || money.on > parse(offer.payBy)) continue
    const posted = components
      .filter((one) => one !== 'principal' && (offer.what === 'all' || offer.what === one))
      .reduce((sum, one) => sum + Math.max(0, open[one]), 0)
    const waivedMinor = Math.min(posted, offer.amountMinor ?? posted)
    if (waivedMinor === 0 || left < openMinor - waivedMinor) continue
    left -= openMinor - waivedMinor
    const because = `paid by ${offer.payBy} as offered: ${offer.because}`
    await waive(tx, at, debtor, {
      claimId: claim.id,
      component: offer.what,
      amountMinor: waivedMinor,
      on: money.on,
      because,
      metById: money.paymentId,
      heads,
    })
    await addClause(tx, heads, { debtor, claimId: claim.id }, { offer: null }, 'the offer was met')
    met.push(claim.number)
  }
  return met
}

/** A payment that met an offer came back: what was let go for it is owed again, and an offer whose day is still to come stands again. */
export async function unmeetOffers(
  tx: Tx,
  at: At,
  heads: Heads,
  debtor: DebtorRow,
  it: { readonly paymentId: string; readonly as: 'return' | 'correction'; readonly on: Day; readonly because: string },
): Promise<void> {
  const { paymentId, as, on, because } = it
  const claimIds = await turnWaivers(tx, heads, debtor.id, paymentId, { as, day: on, reason: because })
  if (claimIds.length === 0) return
  const clauses = await readClauses(tx, debtor, { day: at.today })
  for (const claimId of claimIds) {
    const offers = clauses.flatMap((one) => (one.claimId === claimId && one.clause.offer ? [one.clause.offer] : []))
    const offer = offers.at(-1)
    if (offer && at.today <= parse(offer.payBy))
      await addClause(tx, heads, { debtor, claimId }, { offer }, 'the payment that met the offer came back')
  }
}

/** Costs that were paid for collecting (postage, agency, attorney, court), with what allows to ask for them. */
export async function addCost(
  tx: Tx,
  at: At,
  debtor: DebtorRow,
  claim: { readonly id: string; readonly creditorId: string; readonly currency: string },
  it: { readonly amountMinor: number; readonly on: Day; readonly what: string; readonly cite: string },
): Promise<void> {
  if (it.on > at.today)
    throw problem('money.future', `${dayText(it.on)} is still to come.`, 'Give today or an earlier day.')
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const line = { claimId: claim.id, component: 'cost' as const, kind: 'cost' as const, currency: claim.currency }
  const [groupId] = await post(tx, heads, [
    {
      debtorId: debtor.id,
      creditorId: claim.creditorId,
      reason: `${it.what}: ${it.cite}`,
      lines: [{ ...line, amountMinor: it.amountMinor, day: it.on }],
    },
  ])
  await rerunMoney(tx, at, heads, debtor, it.on, `Costs of ${dayText(it.on)} came to be known`)
  await addGrounds(tx, debtor.book, [
    {
      groupId: groupId!,
      claim: { id: claim.id, debtorId: debtor.id },
      component: 'cost',
      ruleId: 'entered.cost',
      cite: it.cite,
      until: it.on,
      lines: [{ what: it.what }],
    },
  ])
  await lookAgain(tx, debtor.book, [debtor.id], at.today)
}
