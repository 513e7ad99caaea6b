// Money that the bank took back: finds the payment that a line undoes and returns exactly that one, on the day it came back, with
// the reason in plain words. What no single payment answers to waits for a person.

import type { Day } from '../core/day.ts'
import { dayText } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { nameForm } from '../core/name.ts'
import { problem, quoted } from '../core/problem.ts'
import { type Candidate, type Evidence, judgeReturn, reachDays, type Verdict } from '../core/returned.ts'
import { returnReasonOf } from '../rules/returns.ts'
import { type BankLineRow, findBankLine } from '../store/bank.ts'
import { addClause } from '../store/charge.ts'
import type { Tx } from '../store/db.ts'
import { caseOf, readDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { findPayment, type PaymentRow } from '../store/payment.ts'
import { addWorkspaceRecord, lockDebtors } from '../store/record.ts'
import {
  addReturned,
  findReturned,
  lineReferences,
  markedParts,
  markPart,
  reopenPromises,
  returnCandidates,
  takeBackReturned,
  unmarkPart,
} from '../store/returned.ts'
import { takeBackReturn, turnWaivers } from '../store/reversal.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'
import { undoMoney } from './money.ts'
import { rerunMoney } from './rerun.ts'

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

const undoing: ReadonlySet<string> = new Set(['return', 'charge_back', 'reversal'])

/** One payment that went out again: a line, or a part of a line that books several. */
export interface CameBackPart {
  readonly line: BankLineRow
  readonly partNo: number
  /** Below zero, as it stands on the statement. */
  readonly amountMinor: number
  readonly currency: string
  readonly reason?: string
}

/** Parts of a line that undo money which came in; none for what comes back to us. */
function cameBackParts(line: BankLineRow): CameBackPart[] {
  const parts = (line.raw.parts ?? []) as readonly {
    amountMinor: number
    currency: string
    kind: string
    reason?: string
  }[]
  const all = parts.length > 0 ? parts : [{ ...line.raw, amountMinor: line.amountMinor, currency: line.currency }]
  return all.flatMap((it, i) =>
    it.amountMinor < 0 && (undoing.has(it.kind) || undoing.has(line.raw.kind))
      ? [{ line, partNo: i + 1, amountMinor: it.amountMinor, currency: it.currency, reason: it.reason }]
      : [],
  )
}

/** Those parts of lines that no payment and no person answered yet. */
export async function waitingReturns(tx: Tx, lines: readonly BankLineRow[]): Promise<CameBackPart[]> {
  const parts = lines.flatMap(cameBackParts)
  const marked = await markedParts(tx, [...new Set(parts.map((it) => it.line.id))])
  const done = new Set(marked.map((it) => `${it.lineId} ${it.partNo}`))
  return parts.filter((it) => !done.has(`${it.line.id} ${it.partNo}`))
}

/** What a part of a line undoes, with the evidence. */
async function verdictOn(tx: Tx, it: CameBackPart): Promise<Verdict & { readonly keys: ReadonlyMap<string, Key> }> {
  const told = it.line.raw.parts?.[it.partNo - 1] ?? it.line.raw
  const amountMinor = -it.amountMinor
  const chargesMinor = chargesOf(it)
  const { currency } = it
  const found = await returnCandidates(tx, {
    amounts: [amountMinor, ...(chargesMinor ? [amountMinor - chargesMinor] : [])].filter((one) => one > 0),
    currency,
    from: (it.line.day - reachDays) as Day,
    to: it.line.day,
  })
  const lines = await lineReferences(
    tx,
    found.flatMap((one) => one.lineId ?? []),
  )
  const payer = told.name === undefined ? undefined : nameForm(told.name)
  const keys = new Map<string, Key>()
  const candidates = found.map((one): Candidate => {
    const payment = publicId('pay', one)
    keys.set(payment, one)
    return {
      payment,
      debtor: one.debtorName,
      amountMinor: one.amountMinor,
      day: one.day,
      reference: one.reference ?? undefined,
      paid: one.paid ?? [],
      lineReferences: lines.get(one.lineId ?? '') ?? [],
      samePayer:
        payer !== undefined && [one.debtorName, ...(one.aliases ?? [])].some((name) => nameForm(name) === payer),
    }
  })
  const references = [...Object.values(told.references ?? {}), it.line.raw.bankId ?? []].flat() as string[]
  const text = [told.text, it.line.raw.text].filter(Boolean).join(' ')
  return {
    ...judgeReturn({ amountMinor, currency, day: it.line.day, references, text, chargesMinor }, candidates),
    keys,
  }
}

/** What the bank took with a line of a single payment, as far as it says. */
function chargesOf(it: CameBackPart): number | undefined {
  const { raw } = it.line
  if (raw.parts?.length > 1) return undefined
  return raw.chargesMinor ?? chargesIn(raw, -it.amountMinor, it.currency)
}

/** German banks tell the amount of the debit in the text, and book it with their charges: `OAMT+400,00`. */
function chargesIn(told: { readonly text?: string }, amountMinor: number, currency: string): number | undefined {
  const said = /\bOAMT\+?\s?(?:[A-Z]{3}\s?)?(\d{1,12}),(\d{2})\b/.exec(told.text ?? '')
  const original = said && minorFrom(`${said[1]}.${said[2]}`, currency)
  return original && original < amountMinor ? amountMinor - original : undefined
}

/** For people: what a part of a line undoes, or which question it asks. */
export interface PartAnswer {
  readonly partNo: number
  readonly amountMinor: number
  readonly currency: string
  readonly reason: string
  readonly undid?: { readonly payment: string; readonly debtor: string; readonly day: Day }
  readonly notOurs?: true
  readonly question?: string
  readonly among: readonly { readonly payment: string; readonly debtor: string; readonly says: readonly string[] }[]
}

/** What each part of a line that came back undid, or what it waits for. */
export async function partAnswers(tx: Tx, line: BankLineRow): Promise<PartAnswer[]> {
  const parts = cameBackParts(line)
  const marked = parts.length === 0 ? [] : await markedParts(tx, [line.id])
  const answers: PartAnswer[] = []
  for (const part of parts) {
    const { partNo, amountMinor, currency } = part
    const { code, says } = returnReasonOf(part.reason)
    const told = { partNo, amountMinor, currency, reason: code === undefined ? says : `${says} (${code})`, among: [] }
    const mark = marked.find((it) => it.partNo === partNo)
    if (mark === undefined) {
      const verdict = await verdictOn(tx, part)
      const among = (verdict.kind === 'ask' ? verdict.among : [verdict.found]).map(({ candidate, says: because }) => ({
        payment: candidate.payment,
        debtor: candidate.debtor,
        says: because,
      }))
      const question =
        verdict.kind === 'ask' ? verdict.question : 'It was taken back by a person. Which payment came back?'
      answers.push({ ...told, question, among })
    } else if (mark.book === null || mark.paymentId === null) answers.push({ ...told, notOurs: true })
    else {
      const key = { book: mark.book, id: mark.paymentId }
      const payment = await findPayment(tx, key)
      const [debtor] = await readDebtors(tx, key.book, payment ? [payment.debtorId] : [])
      const undid = payment && debtor && { payment: publicId('pay', key), debtor: debtor.name, day: payment.day }
      answers.push({ ...told, undid })
    }
  }
  return answers
}

/** Says that what went out was never a customer's payment. */
export async function setAside(tx: Tx, part: CameBackPart, because: string): Promise<void> {
  const { line, partNo, amountMinor } = part
  await markPart(tx, { lineId: line.id, partNo, amountMinor })
  await addWorkspaceRecord(tx, 'bank.line_set_aside', line.id, { partNo, because })
}

export interface Returned {
  readonly payment: string
  readonly debtor: string
  readonly amountMinor: number
  readonly currency: string
  readonly on: Day
  readonly reason: string
  readonly evidence: readonly string[]
}

/** Books what is told beyond doubt of these lines. @returns what was booked, and how many parts wait. */
export async function bookReturns(
  tx: Tx,
  at: At,
  lines: readonly BankLineRow[],
): Promise<{ booked: readonly Returned[]; waiting: number }> {
  const booked: Returned[] = []
  let waiting = 0
  for (const part of await waitingReturns(tx, lines)) {
    const ahead = at.workspace.liveSince !== undefined && part.line.day > at.today
    const verdict = ahead ? undefined : await verdictOn(tx, part)
    if (verdict?.kind !== 'sure') {
      waiting += 1
      continue
    }
    booked.push(await bookReturn(tx, at, part, verdict.found, verdict.keys.get(verdict.found.candidate.payment)!))
  }
  return { booked, waiting }
}

async function bookReturn(tx: Tx, at: At, part: CameBackPart, found: Evidence, key: Key): Promise<Returned> {
  const { candidate, feeMinor, says } = found
  const payment = await returnPayment(tx, at, key, { on: part.line.day, reason: part.reason, feeMinor, part })
  return {
    payment: candidate.payment,
    debtor: candidate.debtor,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    on: part.line.day,
    reason: returnReasonOf(part.reason).says,
    evidence: says,
  }
}

/** Returns a payment: what it paid is open again from that day, promises it kept are open too, and the case is looked at. */
export async function returnPayment(
  tx: Tx,
  at: At,
  key: Key,
  it: {
    readonly on: Day
    /** As the bank gives it: a code, words, or nothing. */
    readonly reason?: string
    readonly feeMinor?: number
    readonly part?: CameBackPart
  },
): Promise<PaymentRow> {
  const { code, says, cause } = returnReasonOf(it.reason)
  const because = `Came back: ${says}${code === undefined ? '' : ` (${code})`}`
  const payment = await undoMoney(tx, at, key, { mistake: false, on: it.on, because })
  const heads = await lockDebtors(tx, key.book, [payment.debtorId])
  const { part } = it
  await addReturned(tx, heads, {
    debtorId: payment.debtorId,
    paymentId: key.id,
    onDay: it.on,
    code,
    says,
    feeMinor: it.feeMinor,
    line: part && { id: part.line.id, partNo: part.partNo },
  })
  await reopenPromises(tx, heads, { id: key.id, debtorId: payment.debtorId })
  if (part) {
    const { line, partNo, amountMinor } = part
    await markPart(tx, { lineId: line.id, partNo, amountMinor, payment: key })
  }
  const asks = cause === 'died' ? died : cause === 'payer' ? refused : undefined
  if (asks !== undefined) {
    const debtor = { book: key.book, id: payment.debtorId }
    const caseId = await caseOf(tx, debtor, at.workspace.creditorId)
    const sum = moneyText(payment.amountMinor, payment.currency)
    const task = {
      kind: 'fix' as const,
      day: at.today,
      says: `${sum} of ${dayText(payment.day)} came back. ${says} ${asks}`,
      occurrence: `returned:${key.id}:${it.on}`,
      items: [],
    }
    await addTask(tx, heads, { debtorId: payment.debtorId, caseId }, task)
  }
  return payment
}

const refused = 'Ask them before you remind: they may dispute the claim.'
const died = 'Write to nobody before you know who answers for the estate.'

/** A part of a line that a person names; the only one that waits, unless said. */
export async function partNamed(tx: Tx, lineId: string, partNo?: number): Promise<CameBackPart> {
  const line = /^[0-9a-f-]{36}$/.test(lineId) ? await findBankLine(tx, lineId) : undefined
  if (line === undefined)
    throw problem('bank.no_line', `There is no bank line ${quoted(lineId)}.`, 'See them: ./dunwell bank list')
  const waiting = await waitingReturns(tx, [line])
  const [first, ...others] = partNo === undefined ? waiting : waiting.filter((it) => it.partNo === partNo)
  if (first === undefined)
    throw problem(
      'bank.not_waiting',
      `Nothing of this line waits as a return${partNo === undefined ? '' : ` under part ${partNo}`}.`,
      'See what it is: ./dunwell bank show ID',
    )
  if (others.length > 0)
    throw problem(
      'bank.which_part',
      `${others.length + 1} parts of this line wait.`,
      `Name one: --part ${waiting.map((it) => it.partNo).join(', ')}`,
    )
  return first
}

/** A payment of another sum is not what the line undoes. @returns what the bank took on top, by the line or as a person says. */
export function chargesOn(part: CameBackPart, payment: PaymentRow, saidMinor?: number): number | undefined {
  const over = -part.amountMinor - payment.amountMinor
  const told = saidMinor ?? chargesOf(part) ?? 0
  if (part.currency === payment.currency && (over === 0 || over === told)) return told || undefined
  throw problem(
    'payment.other_sum',
    `The line is over ${moneyText(-part.amountMinor, part.currency)} and the payment over ${moneyText(payment.amountMinor, payment.currency)}.`,
    'Name the payment that came back; what the bank took on top goes with --fee. A part of a payment is none.',
  )
}

/** Says that a return never was: the payment counts again. */
export async function unreturnPayment(tx: Tx, at: At, key: Key, because: string): Promise<PaymentRow> {
  const payment = await findPayment(tx, key)
  const known = payment && (await findReturned(tx, key))
  if (!payment || !known)
    throw problem(
      'payment.not_returned',
      `${quoted(publicId('pay', key))} did not come back.`,
      'See "dunwell payments CUSTOMER".',
    )
  const heads = await lockDebtors(tx, key.book, [payment.debtorId])
  await takeBackReturn(tx, heads, payment.debtorId, key.id, `It did not come back: ${because}`)
  const says = `The payment of ${dayText(payment.day)} did not come back, so what was waived for it is waived.`
  const turn = { as: 'stands', day: at.today, reason: says } as const
  for (const claimId of await turnWaivers(tx, heads, payment.debtorId, key.id, turn))
    await addClause(tx, heads, { debtor: { book: key.book, id: payment.debtorId }, claimId }, { offer: null }, says)
  await takeBackReturned(tx, heads, { id: known.id, debtorId: payment.debtorId, paymentId: key.id }, because)
  if (known.lineId !== null && known.partNo !== null) await unmarkPart(tx, known.lineId, known.partNo)
  const [debtor] = await readDebtors(tx, key.book, [payment.debtorId])
  await rerunMoney(tx, at, heads, debtor!, payment.day, `The payment of ${dayText(payment.day)} did not come back`)
  await lookAgain(tx, key.book, [payment.debtorId], at.today)
  return payment
}

/** Takes back every return that these lines brought. */
export async function unreturnLines(tx: Tx, at: At, lines: readonly BankLineRow[], because: string): Promise<void> {
  for (const { book, paymentId, lineId } of await markedParts(
    tx,
    lines.map((it) => it.id),
  )) {
    if (book === null || paymentId === null) continue
    const key = { book, id: paymentId }
    if ((await findReturned(tx, key))?.lineId === lineId) await unreturnPayment(tx, at, key, because)
  }
}
