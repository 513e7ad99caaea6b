// Reports, joined from what the store sums and core works out, in the shape that programs read: days as text, money in minor
// units. A report changes nothing, and never adds two currencies.

import {
  type Aging,
  addAging,
  addClaim,
  addOnAccount,
  balanceOf,
  emptyAging,
  isEmpty,
  openDues,
  openParts,
  type PostedClaim,
} from '../core/aging.ts'
import { type Day, dayAt, dayText, dueText } from '../core/day.ts'
import { dso, dsoFormula } from '../core/dso.ts'
import { publicId } from '../core/id.ts'
import { type ClaimRow, claimId } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId } from '../store/debtor.ts'
import {
  type AsOf,
  type ClaimFigures,
  countReminders,
  type DebtorFigures,
  type DebtorName,
  type LateKnowledge,
  readClaimFigures,
  readFigures,
  readLateKnowledge,
  readNamed,
  readSales,
  readStatement,
  type StatementPosting,
  settling,
} from '../store/report.ts'
import { listBooks } from '../store/workspace.ts'

export interface NamedDebtor {
  readonly id: string
  readonly no: number
  readonly name: string
}

export interface DebtorAging {
  readonly debtor: NamedDebtor
  readonly totals: readonly Aging[]
}

/**
 * Adds up the workspace as of a day, in the memory of some debtors.
 * @param take is handed each debtor with something open or on account
 * @returns a total for each currency, in the order of their codes
 */
async function addUp(tx: Tx, asOf: AsOf, take?: (it: DebtorAging) => void): Promise<Aging[]> {
  const totals = new Map<string, Aging>()
  for await (const some of readFigures(tx, asOf)) {
    for (const one of some) {
      const own = agingOf(one, asOf.day)
      for (const aging of own) addAging(of(totals, aging.currency), aging)
      const shown = own.filter((it) => !isEmpty(it))
      if (take && shown.length > 0) take({ debtor: named(one.debtor), totals: shown })
    }
  }
  return inOrder(totals)
}

function agingOf(one: DebtorFigures, day: Day): Aging[] {
  const by = new Map<string, Aging>()
  for (const claim of one.claims) addClaim(of(by, claim.currency), claim, day)
  for (const it of one.onAccount) addOnAccount(of(by, it.currency), it.kind, it.amountMinor)
  return inOrder(by)
}

function of(totals: Map<string, Aging>, currency: string): Aging {
  const there = totals.get(currency)
  if (there) return there
  const made = emptyAging(currency)
  totals.set(currency, made)
  return made
}

function inOrder(totals: ReadonlyMap<string, Aging>): Aging[] {
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

export function named(it: DebtorName): NamedDebtor {
  return { id: debtorId(it), no: it.no, name: it.name }
}

export interface AgingReport {
  readonly day: string
  readonly knownUntil: string | null
  readonly totals: readonly Aging[]
  /** Who owes most first, currency by currency. */
  readonly byDebtor: readonly DebtorAging[]
}

export async function agingReport(tx: Tx, asOf: AsOf): Promise<AgingReport> {
  const byDebtor: DebtorAging[] = []
  const totals = await addUp(tx, asOf, (it) => byDebtor.push(it))
  const openIn = (it: DebtorAging, currency: string) =>
    it.totals.find((one) => one.currency === currency)?.open.amountMinor ?? -1
  const order = totals.map((it) => it.currency)
  byDebtor.sort((a, b) => {
    for (const currency of order) {
      const more = openIn(b, currency) - openIn(a, currency)
      if (more !== 0) return more
    }
    return a.debtor.no - b.debtor.no
  })
  return {
    day: dayText(asOf.day),
    knownUntil: asOf.knownUntil === undefined ? null : dayText(asOf.knownUntil),
    totals,
    byDebtor,
  }
}

export interface DsoReport {
  readonly day: string
  readonly days: number
  readonly formula: string
  readonly totals: readonly {
    readonly currency: string
    readonly openMinor: number
    readonly salesMinor: number
    /** Null where nothing was charged in the window. */
    readonly dsoDays: number | null
    /** Null where all that was ever charged is less than what is open. */
    readonly countBackDays: number | null
  }[]
}

export async function dsoReport(tx: Tx, day: Day, days: number): Promise<DsoReport> {
  const open = new Map((await addUp(tx, { day })).map((it) => [it.currency, it.open.amountMinor]))
  const sales = await readSales(tx, day)
  const currencies = [...new Set([...open.keys(), ...sales.keys()])].sort()
  return {
    day: dayText(day),
    days,
    formula: dsoFormula(days),
    totals: currencies.map((currency) => {
      const { dsoDays, countBackDays, ...sums } = dso(open.get(currency) ?? 0, sales.get(currency) ?? [], day, days)
      return { currency, ...sums, dsoDays: dsoDays ?? null, countBackDays: countBackDays ?? null }
    }),
  }
}

export interface FalseChase {
  /** The message's public id. */
  readonly message: string
  readonly debtor: NamedDebtor
  readonly sentOn: string
  readonly claim: string
  readonly number: string
  readonly dueNo: number
  readonly paymentDay: string
  /** When we came to know of the payment, ISO 8601 in UTC. */
  readonly recordedAt: string
  /** Whether all that the message named had been paid, so that it had no ground at all. */
  readonly wholeMessage: boolean
}

export interface FalseChaseReport {
  /** Messages, not claims. */
  readonly count: number
  readonly reminders: number
  /** Of all reminders sent, 0 to 1. */
  readonly share: number
  readonly chases: readonly FalseChase[]
}

/** Reminders to someone who, as we know by now, had already paid on the day it was sent. */
export async function falseChases(tx: Tx, zone: string): Promise<FalseChaseReport> {
  const chases: FalseChase[] = []
  let reminders = 0
  for (const book of await listBooks(tx)) {
    reminders += await countReminders(tx, book)
    const late = (await readLateKnowledge(tx, book)).filter((it) => it.paymentDay <= dayAt(it.releasedAt, zone))
    const onDays = Map.groupBy(late, (it) => dayAt(it.releasedAt, zone))
    const asked = Map.groupBy(
      await readNamed(tx, book, [...new Set(late.map((it) => it.messageId))]),
      (it) => it.messageId,
    )
    for (const [day, some] of onDays) {
      const claimIds = some.flatMap((it) => asked.get(it.messageId)!.map((one) => one.claimId))
      const figures = await readClaimFigures(tx, book, [...new Set(claimIds)], { day })
      const byId = new Map(figures.map((it) => [it.claimId, it]))
      const wasPaid = (it: { claimId: string; dueNo: number }) => openOfDue(byId.get(it.claimId), it.dueNo) <= 0
      for (const it of some.filter(wasPaid)) {
        chases.push(falseChase(it, day, asked.get(it.messageId)!.every(wasPaid)))
      }
    }
  }
  // A second try of the same message, or a second payment, is the same false chase; the first in order is the one that counts.
  const once = [...new Map(chases.toReversed().map((it) => [`${it.message}:${it.claim}:${it.dueNo}`, it])).values()]
  once.sort((a, b) => (a.sentOn === b.sentOn ? a.debtor.no - b.debtor.no : a.sentOn < b.sentOn ? -1 : 1))
  const count = new Set(once.map((it) => it.message)).size
  return { count, reminders, share: reminders === 0 ? 0 : count / reminders, chases: once }
}

function falseChase(it: LateKnowledge, day: Day, wholeMessage: boolean): FalseChase {
  const { book } = it.debtor
  return {
    message: publicId('msg', { book, id: it.messageId }),
    debtor: named(it.debtor),
    sentOn: dayText(day),
    claim: claimId({ book, id: it.claimId }),
    number: it.number,
    dueNo: it.dueNo,
    paymentDay: dayText(it.paymentDay),
    recordedAt: new Date(it.recordedAt).toISOString(),
    wholeMessage,
  }
}

/** The principal open of one due; a claim without figures is settled. */
function openOfDue(claim: ClaimFigures | undefined, no: number): number {
  if (!claim) return 0
  return openDues(claim).dues.find((due) => due.no === no)?.amountMinor ?? balanceOf(claim)
}

export interface Statement {
  readonly day: string
  readonly debtor: NamedDebtor
  readonly totals: readonly {
    readonly currency: string
    readonly amountMinor: number
    readonly paidMinor: number
    /** Amount less paid, over all claims. */
    readonly openMinor: number
    readonly creditsMinor: number
    readonly unappliedMinor: number
    /** What the account comes to: the last running balance. */
    readonly netMinor: number
  }[]
  readonly claims: readonly StatementClaim[]
  /** Money given to no claim yet, over zero. */
  readonly onAccount: readonly { readonly currency: string; readonly kind: string; readonly amountMinor: number }[]
  readonly postings: readonly {
    readonly day: string
    readonly number: string | null
    readonly kind: string
    readonly component: string
    readonly undoes: string | null
    readonly reason: string
    readonly currency: string
    readonly amountMinor: number
    /** Of this currency, after this posting. */
    readonly balanceMinor: number
    /** Only moved between the account and a claim. */
    readonly allocated: boolean
  }[]
}

interface StatementClaim {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly currency: string
  readonly issuedOn: string
  /** Of the oldest open due, or the last one when nothing is open. */
  readonly dueOn: string
  readonly amountMinor: number
  /** Payments and credits given to it, and what was let go. */
  readonly paidMinor: number
  readonly openMinor: number
}

/** The account of one debtor as of a day, settled claims too. */
export async function statement(tx: Tx, debtor: DebtorRow, day: Day): Promise<Statement> {
  const { postings, claims, days } = await readStatement(tx, debtor, day)
  const lines = Map.groupBy(postings, (it) => it.claimId)
  const listed = claims.map((claim) => statementClaim(claim, lines.get(claim.id)!, days))
  listed.sort((a, b) => (a.issuedOn === b.issuedOn ? (a.number < b.number ? -1 : 1) : a.issuedOn < b.issuedOn ? -1 : 1))
  const account = new Map<string, { currency: string; kind: string; amountMinor: number }>()
  for (const it of lines.get(null) ?? []) {
    const kind = it.kind === 'credit' ? 'credit' : 'payment'
    const key = `${it.currency}:${kind}`
    const sum = account.get(key)?.amountMinor ?? 0
    account.set(key, { currency: it.currency, kind, amountMinor: sum - it.amountMinor })
  }
  const onAccount = [...account.values()].filter((it) => it.amountMinor !== 0)
  const numbers = new Map(claims.map((it) => [it.id, it.number]))
  const balances = new Map<string, number>()
  return {
    day: dayText(day),
    debtor: named(debtor),
    claims: listed,
    onAccount,
    postings: postings.map((it) => {
      const balanceMinor = (balances.get(it.currency) ?? 0) + it.amountMinor
      balances.set(it.currency, balanceMinor)
      return {
        day: dayText(it.day),
        number: it.claimId === null ? null : numbers.get(it.claimId)!,
        kind: it.kind,
        component: it.component,
        undoes: it.undoes,
        reason: it.reason,
        currency: it.currency,
        amountMinor: it.amountMinor,
        balanceMinor,
        allocated: it.allocated,
      }
    }),
    totals: [...balances].sort().map(([currency, netMinor]) => {
      const mine = listed.filter((it) => it.currency === currency)
      const free = (kind: string) =>
        onAccount.find((it) => it.currency === currency && it.kind === kind)?.amountMinor ?? 0
      return {
        currency,
        amountMinor: mine.reduce((sum, it) => sum + it.amountMinor, 0),
        paidMinor: mine.reduce((sum, it) => sum + it.paidMinor, 0),
        openMinor: mine.reduce((sum, it) => sum + it.openMinor, 0),
        creditsMinor: free('credit'),
        unappliedMinor: free('payment'),
        netMinor,
      }
    }),
  }
}

function statementClaim(
  claim: ClaimRow,
  lines: readonly StatementPosting[],
  days: ReadonlyMap<string, Day>,
): StatementClaim {
  const sumOf = (some: readonly StatementPosting[]) => some.reduce((sum, it) => sum + it.amountMinor, 0)
  const dayOf = (it: StatementPosting) => days.get(`${claim.id}:${it.dueNo}`)
  const dues = Map.groupBy(
    lines.filter((it) => dayOf(it) !== undefined),
    (it) => it.dueNo!,
  )
  const posted: PostedClaim = {
    dues: [...dues].map(([no, some]) => ({ no, dueOn: dayOf(some[0]!)!, amountMinor: sumOf(some) })),
    restMinor: sumOf(lines.filter((it) => it.component === 'principal' && dayOf(it) === undefined)),
    extraMinor: sumOf(lines.filter((it) => it.component !== 'principal')),
    firstOn: claim.issuedOn,
  }
  const dueOn = openParts(posted)[0]?.dueOn ?? openDues(posted).dues.at(-1)?.dueOn ?? claim.issuedOn
  const openMinor = sumOf(lines)
  const amountMinor = sumOf(lines.filter((it) => !settling.includes(it.kind)))
  return {
    id: claimId(claim),
    number: claim.number,
    kind: claim.kind,
    currency: claim.currency,
    issuedOn: dayText(claim.issuedOn),
    dueOn: dueText(dueOn) ?? 'no day yet',
    amountMinor,
    paidMinor: amountMinor - openMinor,
    openMinor,
  }
}
