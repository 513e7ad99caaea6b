// The claim of a row: its amount, its dues, what is paid. Figures that do not add up are refused; none is corrected to fit.

import { type Day, dayText, noDay } from '../core/day.ts'
import { isCurrency, moneyText } from '../core/money.ts'
import { type Problem, problem, quoted } from '../core/problem.ts'
import { currencyCodes } from './amount.ts'
import { amountIn, code, dayIn, known, note, partsIn, type Reading, refused, remembered, text, textAt } from './cell.ts'
import type { Field } from './field.ts'
import { paymentsOf } from './payment.ts'
import type { ImportClaim } from './row.ts'
import { type ClaimKind, claimKindOf, dueUnder, statusOf, termsOf, yesOrNo } from './word.ts'

/** Undefined where the row names a debtor only; a Problem where it is left out on purpose. */
export function claimOf(reading: Reading): ImportClaim | Problem | undefined {
  const { plan, line } = reading
  const { at, mapping } = plan
  const number = code(reading, 'number')
  const filled =
    plan.amounts.some((column) => textAt(reading, column) !== '') ||
    plan.days.some((column) => column.map.field !== 'lastReminderOn' && textAt(reading, column) !== '')
  if (number === '' && !filled) return undefined
  if (number === '')
    throw problem('import.no_number', 'The claim has no number.', 'Give it the number of the invoice or contract.', {
      line,
      column: at.number?.name,
    })
  const status = statusOf(text(reading, 'status'))
  if (status === 'void' || status === 'draft') {
    return problem(
      'import.not_owed',
      `${quoted(number)} is ${status === 'void' ? 'cancelled' : 'a draft'}; it was left out.`,
      'Nothing is to be done; if it is owed, correct its status.',
      { line, column: at.status?.name },
    )
  }
  const currency = currencyIn(reading)
  const given = (field: Field) => amountIn(reading, at[field], currency)
  const partAmounts = plan.dues.map((due) => amountIn(reading, due.amount, currency))
  const signed = reading.summed?.amountMinor ?? wholeAmount(reading, given, partAmounts)
  if (signed === 0) {
    return problem(
      'import.nothing_owed',
      `${quoted(number)} is over nothing; it was left out.`,
      'Nothing is to be done; if something is owed, correct its amount.',
      { line, column: at.amount?.name },
    )
  }
  const named =
    at.kind === undefined
      ? undefined
      : known(
          reading,
          at.kind,
          claimKindOf,
          'kind',
          'is no kind of claim; it was taken as the default',
          'Write invoice, credit note, loan, rent or fee.',
        )
  const base = named ?? mapping.defaults.kind ?? 'invoice'
  const kind: ClaimKind = signed < 0 ? 'credit_note' : base
  const amount = Math.abs(signed)
  const issuedOn = dayIn(reading, at.issuedOn)
  const dues = kind === 'credit_note' ? [] : duesOf(reading, { kind, amount, issuedOn, partAmounts, currency })
  const money = paymentsOf(reading, {
    amount,
    negative: signed < 0,
    credit: kind === 'credit_note',
    currency,
    given,
    settled: status,
  })
  const tax = reading.summed?.taxMinor ?? given('tax')
  const claim: { -readonly [Key in keyof ImportClaim]: ImportClaim[Key] } = {
    number,
    kind,
    dues,
    currency,
    amountMinor: amount,
  }
  if (issuedOn !== undefined) claim.issuedOn = issuedOn
  if (tax !== undefined) {
    if (Math.abs(tax) < amount) claim.taxMinor = Math.abs(tax)
    else
      note(
        reading,
        (at.tax ?? at.lineTax)!,
        textAt(reading, at.tax ?? at.lineTax),
        'tax',
        'is not less than the amount; the tax was left out',
        'Correct it.',
      )
  }
  if (money.openMinor !== undefined) claim.openMinor = money.openMinor
  if (money.paid !== undefined) claim.paid = money.paid
  const disputed = disputeIn(reading, status === 'disputed')
  if (disputed !== undefined) claim.disputed = disputed
  const orderNumber = code(reading, 'orderNumber')
  if (orderNumber !== '') claim.orderNumber = orderNumber
  const deliveryNote = code(reading, 'deliveryNote')
  if (deliveryNote !== '') claim.deliveryNote = deliveryNote
  const about = reading.summed?.about ?? text(reading, 'about')
  if (about !== '') claim.about = about
  const reminder = reminderIn(reading)
  if (reminder !== undefined) claim.lastReminder = reminder
  const factor = text(reading, 'factor')
  if (factor !== '' && yesOrNo(factor) !== false) claim.factor = factor
  return claim
}

/** The column's, else the header's, else the cell's own sign, else the default. */
export function currencyIn(reading: Reading): string {
  const { at, mapping, amounts } = reading.plan
  const cell = text(reading, 'currency')
  if (cell !== '') {
    if (isCurrency(cell)) return cell
    const found = only(currencyCodes(cell), mapping.defaults.currency)
    if (found === undefined)
      throw refused(reading, at.currency!, cell, 'currency', {
        wrong: 'is no currency, or may be several',
        cure: 'Write a three-letter code such as EUR.',
      })
    return found
  }
  for (const column of amounts)
    if (column.map.currency !== undefined && reading.cells[column.index] !== '') return column.map.currency
  for (const column of amounts) {
    const codes = partsIn(reading, column)?.codes
    const found = codes === undefined ? undefined : only(codes, mapping.defaults.currency)
    if (found !== undefined) return found
  }
  if (mapping.defaults.currency !== undefined) return mapping.defaults.currency
  throw problem(
    'import.no_currency',
    'Nothing says in which currency the amount is.',
    'Add a column with the currency, or set defaults: currency in the map.',
    { line: reading.line, column: at.currency?.name },
  )
}

/** A sign such as $ means many currencies: the default decides among them, and nothing else. */
function only(codes: readonly string[] | undefined, preferred: string | undefined): string | undefined {
  if (codes === undefined) return undefined
  if (preferred !== undefined && codes.includes(preferred)) return preferred
  if (codes.length === 1 || codes[0] === 'GBP') return codes[0]
  return undefined
}

/** With its sign: below zero is a credit. */
function wholeAmount(
  reading: Reading,
  given: (field: Field) => number | undefined,
  partAmounts: readonly (number | undefined)[],
): number {
  const { at } = reading.plan
  const stated = given('amount')
  if (stated !== undefined) return stated
  const net = given('netAmount')
  if (net !== undefined && at.amount === undefined && at.tax !== undefined) {
    const sum = net + (given('tax') ?? 0)
    if (Number.isSafeInteger(sum)) return sum
  }
  const debit = given('debit')
  const credit = given('credit')
  // A list of open items may have invoice and payments in one row: what is open tells that they belong together.
  if (debit && credit && given('open') === debit - credit && debit > credit) return debit
  if (debit !== undefined && debit !== 0 && credit !== undefined && credit !== 0) {
    throw problem(
      'import.debit_and_credit',
      'The row holds both a debit and a credit.',
      'Leave the one that is meant.',
      { line: reading.line, column: at.credit?.name },
    )
  }
  if (debit !== undefined && debit !== 0) return debit
  if (credit !== undefined && credit !== 0) return -credit
  if (debit !== undefined || credit !== undefined) return 0
  const parts = partAmounts.filter((part) => part !== undefined)
  if (parts.length > 0) {
    const sum = parts.reduce((total, part) => total + part, 0)
    if (Number.isSafeInteger(sum)) return sum
  }
  const open = given('open')
  if (open !== undefined) return open
  // Better too little than nothing: a net amount with no tax beside it is what the file says is owed.
  if (net !== undefined) return net
  throw problem('import.no_amount', 'The claim has no amount.', 'Fill in the amount or what is open.', {
    line: reading.line,
    column: (at.amount ?? at.open)?.name,
  })
}

function duesOf(
  reading: Reading,
  facts: {
    kind: ClaimKind
    amount: number
    issuedOn: Day | undefined
    partAmounts: readonly (number | undefined)[]
    currency: string
  },
): ImportClaim['dues'] {
  const { plan, line } = reading
  const { amount, issuedOn, currency } = facts
  const parts = plan.dues.flatMap((columns, i) => {
    const dueOn = dayIn(reading, columns.on)
    const part = facts.partAmounts[i]
    if (dueOn === undefined && (part === undefined || part === 0)) return []
    if (dueOn === undefined)
      throw problem(
        'import.due_without_day',
        `The part in column ${quoted(columns.amount!.name)} has no day.`,
        'Fill in the day it falls due.',
        { line, column: columns.on!.name },
      )
    return [{ dueOn, part, column: columns.on! }]
  })
  const [first] = parts
  if (parts.length === 1 && first!.part === undefined) return [{ dueOn: first!.dueOn, amountMinor: amount }]
  if (parts.length > 0) {
    const missing = parts.find((part) => part.part === undefined || part.part <= 0)
    if (missing !== undefined) {
      throw problem(
        'import.due_without_amount',
        `The part due in column ${quoted(missing.column.name)} has no amount above zero.`,
        'Fill in the amount of each part.',
        { line, column: missing.column.name },
      )
    }
    const sum = parts.reduce((total, part) => total + part.part!, 0)
    if (sum !== amount) {
      throw problem(
        'import.dues_sum',
        `The parts due sum to ${moneyText(sum, currency)}, the claim is over ${moneyText(amount, currency)}.`,
        'Correct the parts or the amount.',
        { line },
      )
    }
    return parts.map((part) => ({ dueOn: part.dueOn, amountMinor: part.part! }))
  }
  const given = dayIn(reading, plan.at.dueOn)
  // A loan whose row names neither day nor terms has no day yet; the default terms are those of invoices.
  if (given === undefined && facts.kind === 'loan' && textAt(reading, plan.at.terms) === '')
    return [{ dueOn: noDay, amountMinor: amount }]
  const dueOn = given ?? dueByTerms(reading, issuedOn)
  if (issuedOn !== undefined && dueOn < issuedOn) {
    const where = { line, column: plan.at.dueOn?.name, value: dayText(dueOn) }
    reading.notes.push(
      problem(
        'import.due_before_issue',
        `It falls due on ${dayText(dueOn)}, before it was issued on ${dayText(issuedOn)}.`,
        'Check both days.',
        where,
      ),
    )
  }
  return [{ dueOn, amountMinor: amount }]
}

function dueByTerms(reading: Reading, issuedOn: Day | undefined): Day {
  const { plan, line } = reading
  const column = plan.at.terms
  const cell = textAt(reading, column)
  const terms = cell === '' ? undefined : remembered(column!, cell, () => termsOf(cell))
  if (cell !== '' && terms === undefined) {
    throw refused(reading, column!, cell, 'terms', {
      wrong: 'gives no number of days',
      cure: 'Write the days alone, such as 30.',
    })
  }
  const days = plan.mapping.defaults.termsDays
  const used = terms ?? (days === undefined ? undefined : { days, endOfMonth: false })
  if (used === undefined) {
    throw problem(
      'import.no_due',
      'Nothing says when the claim falls due.',
      'Fill in the due day or the terms, or set defaults: termsDays in the map.',
      { line, column: plan.at.dueOn?.name },
    )
  }
  if (issuedOn === undefined) {
    throw problem(
      'import.no_issue_day',
      'There are terms, and no day of issue to count them from.',
      'Fill in the day of issue or the due day.',
      { line, column: plan.at.issuedOn?.name },
    )
  }
  return dueUnder(used, issuedOn)
}

function disputeIn(reading: Reading, byStatus: boolean): { cause?: string } | undefined {
  const cell = text(reading, 'disputed')
  const cause = text(reading, 'disputeCause')
  const answer = yesOrNo(cell)
  // Neither yes nor no is the cause itself.
  if (answer === undefined) return { cause: cause === '' ? cell : cause }
  if (answer || byStatus || (reading.plan.at.disputed === undefined && cause !== ''))
    return cause === '' ? {} : { cause }
  return undefined
}

function reminderIn(reading: Reading): ImportClaim['lastReminder'] {
  const on = dayIn(reading, reading.plan.at.lastReminderOn)
  const cell = text(reading, 'reminderStep')
  const step = /^\d{1,3}$/.test(cell) ? Number(cell) : cell
  const none = step === '' || step === 0
  if (on === undefined && none) return undefined
  return { ...(on === undefined ? {} : { on }), ...(none ? {} : { step }) }
}
