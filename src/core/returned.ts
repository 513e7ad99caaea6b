// Which payment a line of the bank undoes: by the line or references it came with, by what it paid, by amount and payer. One that
// is told beyond doubt is undone by itself; all else is a question. It never undoes a part of a payment.

import { type Day, dayText } from './day.ts'
import { moneyText } from './money.ts'

/** What went out again, as the bank tells it. */
export interface CameBack {
  /** Over zero. */
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
  readonly references: readonly string[]
  readonly text: string
  /** What the bank took on top, where it says so: the amount may be told with or without it. */
  readonly chargesMinor?: number
}

export interface Candidate {
  readonly payment: string
  readonly debtor: string
  readonly amountMinor: number
  readonly day: Day
  readonly reference?: string
  /** Numbers of the claims that it paid. */
  readonly paid: readonly string[]
  /** References of the bank line that it came in with. */
  readonly lineReferences: readonly string[]
  readonly samePayer: boolean
}

export interface Evidence {
  readonly candidate: Candidate
  /** Beyond doubt where it is the only one such. */
  readonly strong: boolean
  readonly says: readonly string[]
  /** What the bank took for it, where the amounts show it. */
  readonly feeMinor?: number
}

export type Verdict =
  | { readonly kind: 'sure'; readonly found: Evidence }
  | { readonly kind: 'ask'; readonly question: string; readonly among: readonly Evidence[] }

/** A direct debit without mandate may come back for thirteen months (Directive (EU) 2015/2366 art. 71); no scheme reaches further. */
export const reachDays = 400

/** Judges candidates of the right currency that are not undone. */
export function judgeReturn(it: CameBack, candidates: readonly Candidate[]): Verdict {
  const found = candidates.flatMap((one) => evidenceOf(it, one) ?? [])
  const strong = found.filter((one) => one.strong)
  const named = found.filter((one) => !one.strong && one.candidate.samePayer)
  if (strong.length === 1) return { kind: 'sure', found: strong[0]! }
  if (strong.length === 0 && named.length === 1) return { kind: 'sure', found: named[0]! }
  const among = strong.length > 0 ? strong : named.length > 0 ? named : found
  const sum = moneyText(it.amountMinor, it.currency)
  const question =
    among.length === 0
      ? `No payment of ${sum} is known that this could undo. Enter the payment, or say that it is not a customer’s.`
      : `Which payment came back? ${among.length === 1 ? 'One has' : `${among.length} have`} the amount of ${sum}, and nothing else says which it is.`
  return { kind: 'ask', question, among }
}

function evidenceOf(it: CameBack, one: Candidate): Evidence | undefined {
  if (one.day > it.day || it.day - one.day > reachDays) return undefined
  const charges = it.chargesMinor ?? 0
  const exact = one.amountMinor === it.amountMinor
  const withFee = charges > 0 && one.amountMinor + charges === it.amountMinor
  if (!exact && !withFee) return undefined
  const said = it.references.map(plain).filter((text) => text.length >= 4)
  const carries = (text: string) => plain(text).length >= 4 && said.includes(plain(text))
  const words = ` ${it.text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const stands = (text: string) => {
    const form = text
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    return form.length >= 4 && words.includes(` ${form} `)
  }
  const says: string[] = []
  const line = one.lineReferences.find(carries)
  if (line !== undefined) says.push(`the bank’s reference ${line} is that of the payment`)
  if (one.reference !== undefined && (carries(one.reference) || stands(one.reference)))
    says.push(`it names the payment’s reference ${one.reference}`)
  const paid = one.paid.filter((number) => carries(number) || stands(number))
  if (paid.length > 0) says.push(`it names ${paid.join(', ')}, which the payment paid`)
  const strong = says.length > 0
  says.push(`${exact ? 'the same amount' : 'the same amount and the bank’s charges'}, ${dayText(one.day)}`)
  if (one.samePayer) says.push(`the same payer, ${one.debtor}`)
  return { candidate: one, strong, says, feeMinor: charges > 0 ? charges : undefined }
}

function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}
