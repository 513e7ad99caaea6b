// Money marked as a settlement in full: it stands as a question and on no claim, chasing of those claims rests, and a person says
// whether it is accepted, taken as a part with a reply, or sent back.

import type { Part } from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import { dayText } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import { type InFullAnswer, type InFullMark, inFullMark } from '../core/in-full.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { type InFullRule, inFullRuleOf } from '../rules/in-full.ts'
import { inFullWords } from '../rules/words/in-full.ts'
import { addHold, liftHold } from '../store/answer.ts'
import type { BankLineRow } from '../store/bank.ts'
import { type ClaimRow, readClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, readDebtors } from '../store/debtor.ts'
import {
  addOfferInFull,
  answerOfferInFull,
  findOfferInFull,
  holdsOfOffer,
  type OfferInFull,
  waitingOffers,
} from '../store/in-full.ts'
import { lookAgain, writeOff } from '../store/ledger.ts'
import { openClaims } from '../store/payment.ts'
import { lockDebtors } from '../store/record.ts'
import { targetsOf } from '../store/ref.ts'
import { markedParts, markPart } from '../store/returned.ts'
import type { Workspace } from '../store/workspace.ts'
import { enterMoney, type MoneyIn } from './money.ts'

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** The mark in what a payer wrote with money. */
export function markedInFull(...texts: readonly (string | undefined)[]): InFullMark | undefined {
  return inFullMark(texts.filter((it) => it !== undefined).join(' '), inFullWords)
}

/** A mark that may only say that all is paid is none where all is. */
export async function isOffer(tx: Tx, at: At, it: MoneyIn, mark: InFullMark | undefined): Promise<boolean> {
  if (!mark?.weak) return mark !== undefined
  const meant = it.claims.map((one) => one.id)
  const creditorId = it.claims[0]?.creditorId ?? at.workspace.creditorId
  return it.amountMinor < (await openSum(tx, { debtor: it.debtor, creditorId, currency: it.currency, meant }))
}

export interface Question {
  readonly offer: string
  readonly mark: string
  readonly openMinor: number
  readonly rule: InFullRule
}

/** What a person should know before answering. */
export async function questionOf(tx: Tx, it: OfferInFull): Promise<Question> {
  const [debtor] = await readDebtors(tx, it.book, [it.debtorId])
  const place = debtor!.region ? `${debtor!.country}-${debtor!.region}` : debtor!.country
  return {
    offer: publicId('off', it),
    mark: it.words,
    openMinor: await openOf(tx, it),
    rule: inFullRuleOf(place),
  }
}

function openOf(tx: Tx, it: OfferInFull): Promise<number> {
  const { creditorId, currency, claims: meant } = it
  return openSum(tx, { debtor: { book: it.book, id: it.debtorId }, creditorId, currency, meant })
}

async function openSum(
  tx: Tx,
  it: { debtor: Key; creditorId: string; currency: string; meant: readonly string[] },
): Promise<number> {
  return (await openClaims(tx, it.debtor, it.creditorId, it.currency))
    .filter((one) => it.meant.length === 0 || it.meant.includes(one.claimId))
    .flatMap((one) => Object.values(one.open))
    .reduce((sum, minor) => sum + Math.max(0, minor), 0)
}

/** Keeps it as a question: on no claim, and the claims it was meant for rest. */
export async function askInFull(tx: Tx, at: At, it: MoneyIn, mark: InFullMark, lineId?: string): Promise<OfferInFull> {
  const { debtor, claims, amountMinor, currency, reference, note } = it
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const creditorId = claims[0]?.creditorId ?? at.workspace.creditorId
  const key = await addOfferInFull(tx, heads, {
    ...{ debtorId: debtor.id, creditorId, amountMinor, currency, reference, note, lineId },
    day: it.on,
    words: mark.words,
    claims: claims.map((one) => one.id),
  })
  const hold = {
    cause: 'offer_in_full',
    note: `${moneyText(amountMinor, currency)} came marked “${mark.words}”`,
    from: at.today,
    subjectId: key.id,
  }
  if (claims.length === 0) await addHold(tx, debtor, hold)
  for (const claim of claims) await addHold(tx, debtor, { ...hold, claimId: claim.id })
  return (await findOfferInFull(tx, key))!
}

export interface Answered {
  readonly offer: OfferInFull
  readonly money?: { readonly id: string; readonly parts: readonly Part[]; readonly leftMinor: number }
  readonly letGoMinor: number
  readonly reply?: string
}

/** Answers the question; the claims are chased again. */
export async function answerInFull(tx: Tx, at: At, key: Key, answer: InFullAnswer): Promise<Answered> {
  const offer = await findOfferInFull(tx, key)
  if (!offer)
    throw problem(
      'offer.unknown',
      `There is no such money: ${quoted(publicId('off', key))}.`,
      'See what waits: ./dunwell in-full list',
    )
  if (offer.answer !== null)
    throw problem(
      'offer.answered',
      `It was answered already: ${offer.answer}.`,
      'Undo a payment with: ./dunwell reverse',
    )
  const [debtor] = await readDebtors(tx, key.book, [offer.debtorId])
  for (const hold of await holdsOfOffer(tx, offer)) await liftHold(tx, hold, at.today)
  const claims = await readClaims(tx, key.book, offer.claims)
  const sent = answer === 'send-back'
  const money = sent ? undefined : await enterMoney(tx, at, moneyOf(offer, debtor!, claims))
  const heads = await lockDebtors(tx, key.book, [offer.debtorId])
  let letGoMinor = 0
  if (answer === 'accept') {
    const because = `Settled in full by ${moneyText(offer.amountMinor, offer.currency)} of ${dayText(offer.day)}`
    const open = await openClaims(tx, debtor!, offer.creditorId, offer.currency)
    const meant = open.filter((one) => offer.claims.length === 0 || offer.claims.includes(one.claimId))
    for (const one of meant) {
      const { debtorId, creditorId, currency } = offer
      const claim = { id: one.claimId, debtorId, creditorId, currency }
      if (Object.values(one.open).some((minor) => minor > 0))
        letGoMinor += await writeOff(tx, heads, claim, at.today, because)
    }
  }
  await answerOfferInFull(tx, heads, offer, answer, at.today, money && keyOf('pay', money.id).id)
  if (offer.lineId !== null) await markPart(tx, { lineId: offer.lineId, partNo: 1, amountMinor: offer.amountMinor })
  await lookAgain(tx, key.book, [offer.debtorId], at.today)
  const reply = answer === 'part' ? await replyTo(tx, offer, debtor!) : undefined
  return { offer, money, letGoMinor, reply }
}

function moneyOf(it: OfferInFull, debtor: DebtorRow, claims: readonly ClaimRow[]): MoneyIn {
  const { amountMinor, currency } = it
  const [reference, note] = [it.reference ?? undefined, it.note ?? undefined]
  return { kind: 'payment', debtor, claims, amountMinor, currency, on: it.day, reference, note }
}

/** In the customer's language, or in English where we have no words for it. */
async function replyTo(tx: Tx, it: OfferInFull, debtor: DebtorRow): Promise<string> {
  const words = inFullWords.find((one) => one.language === debtor.language.slice(0, 2)) ?? inFullWords[0]!
  const rest = moneyText(await openOf(tx, it), it.currency)
  return words.reply.replace('{sum}', moneyText(it.amountMinor, it.currency)).replace('{rest}', rest)
}

/**
 * Incoming lines of the bank marked so: each stands as a question where its words name a claim or its payer is a customer.
 * @returns the lines marked, with the question where the customer is known.
 */
export async function askForLines(
  tx: Tx,
  at: At,
  lines: readonly BankLineRow[],
): Promise<{ readonly line: BankLineRow; readonly offer?: OfferInFull; readonly mark: InFullMark }[]> {
  const asked: { line: BankLineRow; offer?: OfferInFull; mark: InFullMark }[] = []
  for (const line of lines) {
    const mark = line.amountMinor > 0 ? markedInFull(line.raw.text, line.raw.references?.endToEnd) : undefined
    if (!mark) continue
    const who = await whose(tx, line)
    const money = who && { ...lineMoney(line), ...who }
    if (money && !(await isOffer(tx, at, money, mark))) continue
    asked.push({ line, offer: money && (await askInFull(tx, at, money, mark, line.id)), mark })
  }
  return asked
}

/** Stands as a question once a person says whose it is. */
export async function askForLine(tx: Tx, at: At, line: BankLineRow, debtor: DebtorRow): Promise<OfferInFull> {
  const known = (await waitingOffers(tx)).find((it) => it.lineId === line.id)
  if (known) return known
  if ((await markedParts(tx, [line.id])).length > 0)
    throw problem('offer.answered', 'This line was answered already.', 'See what it is: ./dunwell bank show ID')
  const mark = markedInFull(line.raw.text, line.raw.references?.endToEnd)
  if (!mark || line.amountMinor <= 0)
    throw problem(
      'offer.not_marked',
      'This line is not marked as settling all.',
      'Enter it as a payment: ./dunwell pay CUSTOMER',
    )
  return askInFull(tx, at, { ...lineMoney(line), debtor, claims: [] }, mark, line.id)
}

function lineMoney(line: BankLineRow) {
  const { amountMinor, currency, day, raw } = line
  return { kind: 'payment' as const, amountMinor, currency, on: day, note: String(raw.text).slice(0, 500) }
}

/** The one customer whose claims its words name, else whose name the payer's is. */
async function whose(tx: Tx, line: BankLineRow): Promise<{ debtor: DebtorRow; claims: ClaimRow[] } | undefined> {
  const words = new Set(
    String(line.raw.text)
      .split(/[\s,;:]+/)
      .filter((it) => /\d/.test(it) && it.length >= 3),
  )
  const claims: ClaimRow[] = []
  for (const word of words) {
    for (const key of await targetsOf(tx, 'claim', word)) claims.push(...(await readClaims(tx, key.book, [key.id])))
  }
  const fitting = claims.filter((it) => it.currency === line.currency)
  const named = new Map(fitting.map((it) => [it.debtorId, it]))
  if (named.size === 1) {
    const [first] = fitting
    const [debtor] = await readDebtors(tx, first!.book, [first!.debtorId])
    return { debtor: debtor!, claims: [...new Map(fitting.map((it) => [it.id, it])).values()] }
  }
  const found = line.raw.name === undefined ? [] : await targetsOf(tx, 'debtor_name', line.raw.name)
  const [only, ...others] = found
  if (!only || others.length > 0) return undefined
  const [debtor] = await readDebtors(tx, only.book, [only.id])
  return debtor && { debtor, claims: [] }
}
