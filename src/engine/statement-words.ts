// A statement in words, in figures for programs, and as rows: the terminal, the API, the spreadsheet and the paper say the same.

import { type Day, dayText } from '../core/day.ts'
import { decimalText, minorDigits, moneyText } from '../core/money.ts'
import { percentText } from '../core/rate.ts'
import { type StatementLine, spanText } from '../core/statement.ts'
import type { StatementPaper } from '../documents/statement.ts'
import type { Explained, ExplainedClaim } from './statement.ts'

const sureWords = { primary: '', derived: '', secondary: ', read elsewhere', memory: ', not read' } as const
const whatWords = {
  charge: 'charged',
  interest: 'interest',
  fee: 'fee',
  cost: 'costs',
  paid: 'paid',
  let_go: 'let go',
} as const

/** An amount without its currency, which stands above it. */
function bare(amountMinor: number, currency: string): string {
  return moneyText(amountMinor, currency).slice(0, -currency.length - 1)
}

export interface LineWords {
  readonly day: string
  readonly what: string
  readonly detail: string
  readonly amount: string
}

export function lineWords(line: StatementLine, currency: string): LineWords {
  const amount = bare(line.amountMinor, currency)
  const { segment } = line
  if (segment) {
    const joined = segment.capitalisedMinor > 0 ? `, of which ${bare(segment.capitalisedMinor, currency)} interest` : ''
    const days = `${segment.days} day${segment.days === 1 ? '' : 's'}`
    return {
      day: dayText(segment.from),
      what: segment.rest
        ? `no interest ${spanText(segment)}`
        : `interest ${spanText(segment)}: ${days} on ${bare(segment.baseMinor, currency)}${joined} at ${percentText(segment.rateBp)}%`,
      detail: segment.rest
        ? segment.rest
        : `${line.says} (${segment.source}${sureWords[segment.sure]}); ${segment.dayCount}, rounded once`,
      amount,
    }
  }
  const to = line.what === 'paid' || line.what === 'let_go' ? `, ${line.component}` : ''
  return {
    day: dayText(line.day),
    what: `${whatWords[line.what]}${to}${line.claimable ? ', claimable' : ''}: ${line.says}`,
    detail: line.ground ?? '',
    amount,
  }
}

export function sumsOf(it: ExplainedClaim): { label: string; amount: string; strong: boolean }[] {
  const { currency, claimableMinor: claimable } = it
  const held = (label: string, minor: number) =>
    minor === 0 ? [] : [{ label, amount: bare(minor, currency), strong: false }]
  return [
    { label: 'Total', amount: bare(it.totalMinor, currency), strong: true },
    { label: 'of this on our books', amount: bare(it.openMinor, currency), strong: false },
    ...held('interest that may be claimed and is not yet', Math.max(0, claimable.interest)),
    ...held('interest posted beyond what is due, to be given back', Math.min(0, claimable.interest)),
    ...held('fees that may be claimed and are not yet', claimable.fee),
  ]
}

/** Ten-thousandths of a minor unit as money of a day, with four decimals more than the currency has. */
function perDiemText(perDiem: number, currency: string): string {
  const digits = minorDigits(currency) + 4
  const text = String(perDiem).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)} ${currency}`
}

export function titleOf(it: Explained, payoff = false): string {
  const what = payoff ? 'Sum that settles the account, good if it is paid by' : 'Statement on'
  return `${what} ${dayText(it.day)}: ${it.debtor.no} ${it.debtor.name}`
}

export function knownText(it: Explained): string {
  return it.recorded === undefined
    ? 'As our books stand now.'
    : `As our books stood at ${new Date(it.recorded).toISOString()}.`
}

/** `In all 1,016.78 EUR: 1,000.00 on our books, 16.78 claimable; a day more costs 0.335616 EUR`. */
export function totalsText(it: Explained): string[] {
  return it.totals.map((one) => {
    const { currency } = one
    const account = one.onAccountMinor === 0 ? '' : `, less ${bare(one.onAccountMinor, currency)} on account`
    const more = one.perDiem === 0 ? '' : `; a day more costs ${perDiemText(one.perDiem, currency)}`
    return `In all ${moneyText(one.totalMinor, currency)}: ${bare(one.openMinor, currency)} on our books, ${bare(one.claimableMinor, currency)} claimable and not claimed${account}${more}`
  })
}

export function statementRows(it: Explained): (string | number)[][] {
  return it.claims.flatMap((claim) =>
    claim.lines.map((line) => {
      const { segment } = line
      const money = (minor: number) => decimalText(minor, claim.currency)
      return [
        it.debtor.no,
        claim.number,
        claim.currency,
        dayText(line.day),
        segment ? dayText((segment.until - 1) as Day) : '',
        line.what,
        line.component,
        segment ? money(segment.baseMinor) : '',
        segment ? percentText(segment.rateBp) : '',
        segment ? segment.days : '',
        segment ? segment.dayCount : '',
        money(line.amountMinor),
        line.claimable ? 'claimable' : '',
        line.says,
        line.ground ?? '',
        segment?.source ?? '',
        segment?.sure ?? '',
      ]
    }),
  )
}

export const statementHead = [
  'no',
  'claim',
  'currency',
  'day',
  'until',
  'what',
  'component',
  'base',
  'rate_percent',
  'days',
  'day_count',
  'amount',
  'claimable',
  'says',
  'ground',
  'source',
  'sure',
]

export function statementJson(it: Explained) {
  return {
    day: dayText(it.day),
    asRecorded: it.recorded === undefined ? null : new Date(it.recorded).toISOString(),
    debtor: { no: it.debtor.no, name: it.debtor.name },
    claims: it.claims.map((claim) => ({
      number: claim.number,
      currency: claim.currency,
      basis: {
        kind: claim.basis.kind,
        says: claim.basis.says,
        ...(claim.basis.kind === 'none' ? {} : { rule: claim.basis.ruleId, cite: claim.basis.cite }),
      },
      lines: claim.lines.map(({ segment, paymentId: _, ...line }) => ({
        ...line,
        day: dayText(line.day),
        ground: line.ground ?? null,
        segment: segment
          ? {
              ...segment,
              from: dayText(segment.from),
              until: dayText(segment.until),
              ratePercent: percentText(segment.rateBp),
            }
          : null,
      })),
      notes: claim.notes,
      totalMinor: claim.totalMinor,
      open: claim.open,
      openMinor: claim.openMinor,
      claimableMinor: claim.claimableMinor,
      perDiem: perDiemText(claim.perDiem, claim.currency),
      ratesKnown: claim.problem === undefined,
    })),
    totals: it.totals.map((one) => ({ ...one, perDiem: perDiemText(one.perDiem, one.currency) })),
  }
}

export function statementPaper(it: Explained, creditor: string, payoff: boolean): StatementPaper {
  return {
    creditor,
    day: it.day,
    title: titleOf(it, payoff),
    subtitle: knownText(it),
    footer: `${creditor} · ${it.debtor.no} ${it.debtor.name}`,
    claims: it.claims.map((claim) => ({
      title: `Claim ${claim.number}`,
      currency: claim.currency,
      notes: claim.notes,
      lines: claim.lines.map((line) => lineWords(line, claim.currency)),
      sums: sumsOf(claim),
    })),
    totals: totalsText(it),
  }
}
