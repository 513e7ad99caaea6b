// What a message may say: the only variables a template can name. The engine fills MessageFacts for one message on one day;
// what follows from them (which claims belong to which total, how much goes to which account) is worked out here, once, so
// that the email, the text and the letter cannot disagree. No law and no words here.

import type { Day } from '../core/day.ts'
import { assert } from '../core/problem.ts'
import { type NoticeWords, noticeShape } from './notice-facts.ts'
import { epcPayload } from './qr.ts'
import { type Party, swissPayload } from './swiss-qr.ts'
import { type WrittenFacts, writtenShape } from './written-facts.ts'

export interface CreditorFacts {
  readonly name: string
  readonly addressLines: readonly string[]
  /** Company number, VAT number, register: whatever the law wants on business paper, one thing a line. */
  readonly legalLines: readonly string[]
  /** Of its address. */
  readonly country?: string
  readonly email?: string
  readonly phone?: string
  readonly website?: string
}

/** The person who answers when the reader calls. */
export interface SignatoryFacts {
  readonly name: string
  readonly role?: string
  readonly phone?: string
  readonly email?: string
}

export interface DebtorFacts {
  readonly name: string
  readonly contactName?: string
  readonly addressLines: readonly string[]
  readonly country?: string
  readonly kind: 'business' | 'sole_trader' | 'consumer' | 'public_body'
  readonly number: string
}

export interface DueFacts {
  readonly dueOn: Day
  readonly openMinor: number
}

export interface ClaimFacts {
  /** `invoice`, `rent`, `loan`, `fee`; any other is called an item. */
  readonly kind: string
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day
  /** Negative before the due day. */
  readonly daysLate: number
  readonly orderNumber?: string
  readonly deliveryNote?: string
  /** What it is for, in a few words. */
  readonly about?: string
  readonly currency: string
  readonly amountMinor: number
  /** All that is still open of it, held and later parts included. */
  readonly openMinor: number
  /** The part of `openMinor` that is disputed or held: stated, not chased. */
  readonly heldMinor?: number
  /** The part of `openMinor` that falls due after this message: stated, not asked for. */
  readonly laterMinor?: number
  /** This message is about it; others are listed for completeness. */
  readonly named: boolean
  /** Who bought this claim and is to be paid for it. */
  readonly factor?: string
  /** Several dues of one claim, where the reader should see each. */
  readonly dues?: readonly DueFacts[]
}

/** Taken off in plain view. `amountMinor` is positive. */
export interface CreditFacts {
  readonly currency: string
  readonly amountMinor: number
  readonly about: string
  readonly day?: Day
}

/** One per currency; currencies are never added. */
export interface TotalFacts {
  readonly currency: string
  readonly overdueMinor: number
  readonly openMinor: number
  readonly creditsMinor: number
  /** Of the named claims: open, less held and later parts, less credits. A reminder that does not add up is not rendered. */
  readonly toPayMinor: number
}

export interface AccountFacts {
  readonly holder: string
  readonly iban?: string
  readonly bic?: string
  readonly bankName?: string
  /** Other account details, each as `label: value`. */
  readonly lines: readonly string[]
  /** Only payments in this currency. */
  readonly currency?: string
  /** The holder is a factor who bought the claims in `claimNumbers`. */
  readonly factor?: string
  /** Where to pay online; https only. */
  readonly link?: string
  /** Only these claims. */
  readonly claimNumbers?: readonly string[]
}

export interface MessageFacts {
  readonly language: string
  /** The message's day. */
  readonly day: Day
  /** Payments received up to and including this day are included. */
  readonly cutOff: Day
  readonly creditor: CreditorFacts
  readonly signatory: SignatoryFacts
  readonly debtor: DebtorFacts
  /** Sentences that the law asks a message to carry. */
  readonly duties: readonly string[]
  readonly reference: string // RF… (ISO 11649)
  readonly claims: readonly ClaimFacts[]
  readonly credits: readonly CreditFacts[]
  readonly totals: readonly TotalFacts[]
  readonly written?: WrittenFacts
  readonly payBy?: Day
  readonly payTo: readonly AccountFacts[]
  /** What the next step really is, as a plain clause: `we will send a formal demand`. */
  readonly nextStep?: string
  /** Whose law on late payment in commercial dealings the reader lives under, where it can apply at all. */
  readonly lateLaw?: 'eu' | 'gb'
  /** What law or clause gives beside the claims and nobody claims yet, by currency, with where it is written; absent where nothing. */
  readonly claimable?: readonly ClaimableFacts[]
  /** The last message on this; `about` as in "a reminder about invoice 2024-0117". */
  readonly previous?: { readonly on: Day; readonly about: string }
  /** What is enclosed, each as "copy of invoice 2024-0117"; absent where nothing is. */
  readonly enclosures?: readonly string[]
  readonly notice?: NoticeWords
  /** For a thank-you, and for a payment that crossed a reminder. */
  readonly received?: { readonly amountMinor: number; readonly currency: string; readonly day: Day }
}

export interface ClaimableFacts {
  readonly currency: string
  readonly interestMinor: number
  readonly interestCite: string
  readonly feeMinor: number
  readonly feeCite: string
}

export interface AskedFacts {
  readonly currency: string
  readonly amountMinor: number
}

/** What a template sees: the facts, and what follows from them. */
export interface TemplateFacts extends MessageFacts {
  readonly named: readonly ClaimFacts[]
  readonly others: readonly ClaimFacts[]
  readonly totals: readonly (TotalFacts & {
    readonly named: readonly ClaimFacts[]
    readonly others: readonly ClaimFacts[]
    readonly credits: readonly CreditFacts[]
    /** Open, less credits; below zero where the creditor owes. */
    readonly balanceMinor: number
  })[]
  readonly payTo: readonly (AccountFacts & {
    /** What this message asks to be paid here, one per currency; left out where it cannot be said to the cent. */
    readonly asked: readonly AskedFacts[]
    /** The payload of its payment QR code. */
    readonly qr?: string
  })[]
}

export function templateFacts(facts: MessageFacts): TemplateFacts {
  const named = facts.claims.filter((claim) => claim.named)
  const others = facts.claims.filter((claim) => !claim.named)
  return {
    ...facts,
    named,
    others,
    totals: facts.totals.map((total) => {
      const here = (row: { readonly currency: string }) => row.currency === total.currency
      return {
        ...total,
        named: named.filter(here),
        others: others.filter(here),
        credits: facts.credits.filter(here),
        balanceMinor: total.openMinor - total.creditsMinor,
      }
    }),
    payTo: facts.payTo.map((account) => {
      const asked = askedOf(account, facts)
      const qr = codeOf(account, asked, facts)
      return qr === undefined ? { ...account, asked } : { ...account, asked, qr }
    }),
  }
}

/** The one code of an account: the Swiss one where the account takes it, else the European one. */
function codeOf(account: AccountFacts, asked: readonly AskedFacts[], facts: MessageFacts): string | undefined {
  for (const currency of ['CHF', 'EUR']) {
    // A message that asks for none of it needs no code; one that cannot say the sum gets a code that leaves it to the payer.
    const wanted = facts.totals.some((total) => total.currency === currency && total.toPayMinor > 0)
    if (!wanted || !takes(account, currency, facts)) continue
    const amountMinor = asked.find((sum) => sum.currency === currency)?.amountMinor
    const { country = '', ...debtor } = facts.debtor
    const code = transferCode(account, { currency, amountMinor, reference: facts.reference }, facts.creditor, {
      name: debtor.name,
      lines: debtor.addressLines,
      country,
    })
    if (code !== undefined) return code
  }
  return undefined
}

/** The payload of the payment code for a sum, Swiss or European; undefined where none fits. */
export function transferCode(
  account: Pick<AccountFacts, 'holder' | 'iban' | 'bic' | 'factor'>,
  sum: { readonly currency: string; readonly amountMinor?: number; readonly reference: string },
  creditor: Pick<CreditorFacts, 'addressLines' | 'country'>,
  debtor?: Party,
): string | undefined {
  const { currency, amountMinor, reference } = sum
  // Where a factor lives is not known here, and the Swiss code must say it.
  if (account.iban !== undefined && creditor.country !== undefined && account.factor === undefined) {
    const who = { name: account.holder, lines: creditor.addressLines, country: creditor.country }
    const swiss = swissPayload({ iban: account.iban, creditor: who, debtor, amountMinor, currency, reference })
    if (swiss !== undefined) return swiss
  }
  return currency === 'EUR' ? epcPayload({ ...account, amountMinor, reference }) : undefined
}

/** What of a claim this message asks for, where it is named. */
function askedMinor(claim: ClaimFacts): number {
  return claim.openMinor - (claim.heldMinor ?? 0) - (claim.laterMinor ?? 0)
}

/** A letter whose lines do not add up to its total is worse than none. */
export function assertAddsUp(facts: MessageFacts): void {
  for (const total of facts.totals) {
    const claims = facts.claims.filter((claim) => claim.named && claim.currency === total.currency)
    const credits = facts.credits.filter((credit) => credit.currency === total.currency)
    const lines = sum(claims.map(askedMinor)) - sum(credits.map((credit) => credit.amountMinor))
    // Nothing named in a currency: its credits are shown, and nothing is asked.
    const expected = claims.length === 0 ? 0 : lines
    assert(
      expected === total.toPayMinor,
      `a message asks for ${total.toPayMinor} minor units ${total.currency}, but its lines add up to ${expected}`,
    )
  }
  for (const claim of facts.claims) {
    assert(
      facts.totals.some((total) => total.currency === claim.currency),
      `claim ${claim.number} is in ${claim.currency}, for which the message has no total`,
    )
  }
}

function takes(account: AccountFacts, currency: string, facts: MessageFacts): boolean {
  if (account.currency !== undefined) return account.currency === currency
  // An account for every currency stands back where another is kept for this one, unless it is for claims of its own.
  return (
    account.claimNumbers !== undefined ||
    !facts.payTo.some((other) => other.currency === currency && other.claimNumbers === undefined)
  )
}

function askedOf(account: AccountFacts, facts: MessageFacts): AskedFacts[] {
  return facts.totals.flatMap(({ currency, toPayMinor }) => {
    if (toPayMinor <= 0 || !takes(account, currency, facts)) return []
    const accounts = facts.payTo.filter((other) => takes(other, currency, facts))
    if (accounts.length === 1) return [{ currency, amountMinor: toPayMinor }]
    const parts = accounts.map((other) => {
      const theirs = facts.claims.filter(
        (claim) => claim.named && claim.currency === currency && other.claimNumbers?.includes(claim.number),
      )
      return sum(theirs.map(askedMinor))
    })
    // Credits belong to no account, so with credits the parts miss the total, and the split is left to the payer.
    if (sum(parts) !== toPayMinor) return []
    const amountMinor = parts[accounts.indexOf(account)]!
    return amountMinor > 0 ? [{ currency, amountMinor }] : []
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/**
 * The facts with null for what is missing. LiquidJS meets an absent variable by throwing and catching an error, which costs a
 * hundred times what asking for a null does; a null that would be printed still throws.
 */
export function withNulls(facts: TemplateFacts): object {
  return filled(factsShape, facts) as object
}

function filled(shape: Shape, value: unknown): unknown {
  if (typeof shape === 'string') return value
  if ('optional' in shape) return value === undefined ? null : filled(shape.optional, value)
  if ('each' in shape) {
    if (typeof shape.each === 'string') return value
    return (value as readonly unknown[]).map((one) => filled(shape.each, one))
  }
  const fields: Record<string, unknown> = {}
  for (const name in shape.fields) {
    fields[name] = filled(shape.fields[name]!, (value as Record<string, unknown>)[name])
  }
  return fields
}

// The same shape as a value, for checking templates before anyone relies on them. `satisfies` keeps it and the types equal.

export type Shape = 'text' | 'day' | 'number' | 'minor' | 'flag' | Each | Optional | Fields
export interface Each {
  readonly each: Shape
}
export interface Optional {
  readonly optional: Shape
}
export interface Fields {
  readonly fields: { readonly [name: string]: Shape }
}

export type ShapeOf<T> = [T] extends [Day]
  ? 'day'
  : [T] extends [number]
    ? 'number' | 'minor'
    : [T] extends [boolean]
      ? 'flag'
      : [T] extends [string]
        ? 'text'
        : [T] extends [readonly (infer E)[]]
          ? { readonly each: ShapeOf<E> }
          : {
              readonly fields: {
                readonly [K in keyof T]-?: undefined extends T[K]
                  ? { readonly optional: ShapeOf<NonNullable<T[K]>> }
                  : ShapeOf<T[K]>
              }
            }

const texts = { each: 'text' } as const
const maybe = <S extends Shape>(shape: S) => ({ optional: shape }) as const
const due = { fields: { dueOn: 'day', openMinor: 'minor' } } as const satisfies ShapeOf<DueFacts>
const claim = {
  fields: {
    kind: 'text',
    number: 'text',
    issuedOn: 'day',
    dueOn: 'day',
    daysLate: 'number',
    orderNumber: maybe('text'),
    deliveryNote: maybe('text'),
    about: maybe('text'),
    currency: 'text',
    amountMinor: 'minor',
    openMinor: 'minor',
    heldMinor: maybe('minor'),
    laterMinor: maybe('minor'),
    named: 'flag',
    factor: maybe('text'),
    dues: maybe({ each: due }),
  },
} as const satisfies ShapeOf<ClaimFacts>
const credit = {
  fields: { currency: 'text', amountMinor: 'minor', about: 'text', day: maybe('day') },
} as const satisfies ShapeOf<CreditFacts>

export const factsShape = {
  fields: {
    language: 'text',
    day: 'day',
    cutOff: 'day',
    creditor: {
      fields: {
        name: 'text',
        addressLines: texts,
        legalLines: texts,
        country: maybe('text'),
        email: maybe('text'),
        phone: maybe('text'),
        website: maybe('text'),
      },
    },
    duties: texts,
    signatory: { fields: { name: 'text', role: maybe('text'), phone: maybe('text'), email: maybe('text') } },
    debtor: {
      fields: {
        name: 'text',
        contactName: maybe('text'),
        addressLines: texts,
        country: maybe('text'),
        kind: 'text',
        number: 'text',
      },
    },
    reference: 'text',
    claims: { each: claim },
    named: { each: claim },
    others: { each: claim },
    credits: { each: credit },
    totals: {
      each: {
        fields: {
          currency: 'text',
          overdueMinor: 'minor',
          openMinor: 'minor',
          creditsMinor: 'minor',
          toPayMinor: 'minor',
          named: { each: claim },
          others: { each: claim },
          credits: { each: credit },
          balanceMinor: 'minor',
        },
      },
    },
    payBy: maybe('day'),
    payTo: {
      each: {
        fields: {
          holder: 'text',
          iban: maybe('text'),
          bic: maybe('text'),
          bankName: maybe('text'),
          lines: texts,
          currency: maybe('text'),
          factor: maybe('text'),
          link: maybe('text'),
          claimNumbers: maybe(texts),
          asked: { each: { fields: { currency: 'text', amountMinor: 'minor' } } },
          qr: maybe('text'),
        },
      },
    },
    nextStep: maybe('text'),
    lateLaw: maybe('text'),
    claimable: maybe({
      each: {
        fields: { currency: 'text', interestMinor: 'minor', interestCite: 'text', feeMinor: 'minor', feeCite: 'text' },
      },
    }),
    previous: maybe({ fields: { on: 'day', about: 'text' } }),
    enclosures: maybe(texts),
    notice: maybe(noticeShape),
    written: maybe(writtenShape),
    received: maybe({ fields: { amountMinor: 'minor', currency: 'text', day: 'day' } }),
  },
} as const satisfies ShapeOf<TemplateFacts>
