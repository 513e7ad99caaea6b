// What every bank format is read into, and the arithmetic each statement must pass: opening balance and booked entries make the
// closing balance, parts make their entry. It refuses what does not add up and says where.

import { type Day, dayText } from '../../core/day.ts'
import { moneyText } from '../../core/money.ts'
import { type ProblemFacts, problem } from '../../core/problem.ts'

/**
 * `reversal` undoes a booking of the bank itself; `return` and `charge_back` undo a payment of a payer; `refund` is a payment that we gave
 * back. A `transfer` is between accounts of our own, such as a payout of a provider: no customer's money.
 */
export type EntryKind = 'credit' | 'debit' | 'return' | 'charge_back' | 'refund' | 'reversal' | 'fee' | 'transfer'

/** References as the bank tells them, by what they are. */
export interface References {
  readonly endToEnd?: string
  readonly mandate?: string
  readonly customer?: string
  readonly transaction?: string
  /** Structured creditor references (RF, QRR, KID, OCR, +++…+++), without blanks. */
  readonly structured?: readonly string[]
  /** The provider's own number of what this gives back. */
  readonly undoes?: string
}

/** One payment: an entry of its own, or a part of an entry that books several at once. */
export interface Payment {
  /** Above zero came in, below went out. */
  readonly amountMinor: number
  readonly currency: string
  readonly kind: EntryKind
  readonly text: string
  readonly name?: string
  /** IBAN, or the account number as the bank writes it. */
  readonly account?: string
  readonly bic?: string
  readonly references: References
  /** Why it came back, as the bank codes or says it. */
  readonly reason?: string
}

export interface BankEntry extends Payment {
  /** Where it stands, for people: `line 14`, `Ntry 3`. */
  readonly at: string
  readonly line?: number
  readonly day: Day
  readonly valueDay?: Day
  /** The bank's own number of the entry. */
  readonly bankId?: string
  /** False where the bank only announces it: never money yet. */
  readonly booked: boolean
  readonly parts: readonly Payment[]
  /** What the bank kept of it: parts may be told before that. */
  readonly chargesMinor?: number
  /** Of a provider's payment: what the payer paid, what was kept of it, what is left. The fee is an entry of its own. */
  readonly split?: { readonly grossMinor: number; readonly feeMinor: number; readonly netMinor: number }
}

export interface Balance {
  readonly amountMinor: number
  readonly day?: Day
}

export interface Statement {
  readonly at: string
  readonly line?: number
  readonly account: string
  readonly currency: string
  readonly number?: string
  readonly opening?: Balance
  readonly closing?: Balance
  readonly from?: Day
  /** The last day it tells of, included. */
  readonly until?: Day
  readonly entries: readonly BankEntry[]
  /** Made while the last day ran: more of that day may follow. */
  readonly lastDayOpen?: true
  /** The account of a payment provider: what is known there says nothing of the bank. */
  readonly provider?: string
  /** Sums that the bank gives beside the entries, each with what it covers. */
  readonly sums?: readonly {
    readonly says: string
    readonly count?: number
    readonly amountMinor?: number
    readonly of: 'credits' | 'debits'
  }[]
}

export interface BankFile {
  /** For people: `camt.053.001.08`, `MT940`, `OFX 1`. */
  readonly format: string
  /** The name inside an archive. */
  readonly name?: string
  readonly statements: readonly Statement[]
}

/** What is wrong with a statement's sums; empty where nothing is. */
export function checkStatement(it: Statement): ProblemFacts[] {
  const wrong: ProblemFacts[] = []
  const say = (code: string, says: string, where?: number) =>
    wrong.push({
      code,
      says,
      fix: 'Export the statement again from the bank; if it says the same, ask the bank.',
      ...(where === undefined ? {} : { line: where }),
    })
  const money = (amountMinor: number) => moneyText(amountMinor, it.currency)
  const booked = it.entries.filter((entry) => entry.booked)
  for (const entry of it.entries) {
    if (entry.currency !== it.currency) {
      say(
        'bank.currency',
        `${it.at}, ${entry.at}: it is in ${entry.currency} and its account in ${it.currency}.`,
        entry.line,
      )
    }
    // Parts in another currency are what the payer paid, before the bank exchanged it: they make no sum of the entry.
    const alike = entry.parts.every((part) => part.currency === entry.currency)
    const sum = safeSum(entry.parts.map((part) => part.amountMinor))
    if (
      entry.parts.length > 1 &&
      alike &&
      sum !== entry.amountMinor &&
      sum - (entry.chargesMinor ?? 0) !== entry.amountMinor
    ) {
      say(
        'bank.parts',
        `${it.at}, ${entry.at}: its ${entry.parts.length} parts make ${money(sum)} and the entry is ${money(entry.amountMinor)}.`,
        entry.line,
      )
    }
  }
  for (const { says, count, amountMinor, of } of it.sums ?? []) {
    const those = booked.filter((entry) => (of === 'credits' ? entry.amountMinor > 0 : entry.amountMinor < 0))
    const sum = Math.abs(safeSum(those.map((entry) => entry.amountMinor)))
    if (count !== undefined && count !== those.length) {
      say('bank.count', `${it.at}: ${says} counts ${count} entries and there are ${those.length}.`, it.line)
    }
    if (amountMinor !== undefined && amountMinor !== sum) {
      say('bank.sum', `${it.at}: ${says} is ${money(amountMinor)} and its entries make ${money(sum)}.`, it.line)
    }
  }
  if (it.opening && it.closing && wrong.length === 0) {
    const moved = safeSum(booked.map((entry) => entry.amountMinor))
    const off = safeSum([it.opening.amountMinor, moved, -it.closing.amountMinor])
    if (off !== 0) {
      const days = it.closing.day === undefined ? '' : ` (${dayText(it.closing.day)})`
      say(
        'bank.unbalanced',
        `${it.at} of ${it.account}${days} does not balance: opening ${money(it.opening.amountMinor)} and ${booked.length} entries of together ${money(moved)} make ${money(it.opening.amountMinor + moved)}, and closing is ${money(it.closing.amountMinor)}; ${money(Math.abs(off))} ${off < 0 ? 'is missing' : 'is too much'}.`,
        it.line,
      )
    }
  }
  return wrong
}

/** Sums past what a number holds exactly are refused rather than rounded. */
export function safeSum(amounts: readonly number[]): number {
  const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n)
  if (sum > BigInt(Number.MAX_SAFE_INTEGER) || sum < -BigInt(Number.MAX_SAFE_INTEGER)) {
    throw problem('bank.amount', 'The sum of the entries is past any amount of money.', 'Export the statement again.')
  }
  return Number(sum)
}

/** Blanks at the ends and in a row taken out; undefined where nothing is left. */
export function plain(text: string | undefined): string | undefined {
  const flat = text?.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return flat === undefined || flat === '' ? undefined : flat
}

/** Words with which banks say that there is no reference. */
export function said(text: string | undefined): string | undefined {
  const flat = plain(text)
  return flat === undefined || /^(?:NOTPROVIDED|NOT PROVIDED|NONREF|NOREF|NONE|KREF\+?|EREF\+?|-+|\/+|0+)$/i.test(flat)
    ? undefined
    : flat
}
