// What has been paid on a claim and what is open, from whichever of the two the file tells, and only if they agree.

import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { dayIn, type PlanColumn, type Reading } from './cell.ts'
import type { Field } from './field.ts'
import type { ImportClaim } from './row.ts'
import type { statusOf } from './word.ts'

export function paymentsOf(
  reading: Reading,
  facts: {
    amount: number
    negative: boolean
    credit: boolean
    currency: string
    given: (field: Field) => number | undefined
    settled: ReturnType<typeof statusOf>
  },
): Pick<ImportClaim, 'openMinor' | 'paid'> {
  const { plan, line } = reading
  const { at } = plan
  const { amount, currency, given, settled } = facts
  // A credit note's figures may all carry its minus.
  const upright = (minor: number | undefined) =>
    minor === undefined ? undefined : facts.negative ? (facts.credit && minor > 0 ? minor : -minor) : minor
  const open =
    upright(given('open')) ??
    (settled === 'paid' && at.paidOn === undefined && at.paidAmount === undefined ? 0 : undefined)
  const paid = upright(given('paidAmount'))
  const paidOn = dayIn(reading, at.paidOn)
  const oops = (kind: string, says: string, fix: string, column: PlanColumn | undefined) =>
    problem(`import.${kind}`, says, fix, { line, column: column?.name })
  if (open !== undefined && open > amount) {
    throw oops(
      'open_above_amount',
      `${moneyText(open, currency)} is open of a claim over ${moneyText(amount, currency)}.`,
      'Correct one of them; interest and fees are claims of their own.',
      at.open,
    )
  }
  if (open !== undefined && open < 0) {
    throw oops(
      'open_below_zero',
      `What is open is below zero: ${moneyText(open, currency)}.`,
      'Write 0, and the surplus as a credit note in a row of its own.',
      at.open,
    )
  }
  if (settled === 'paid' && open !== undefined && open > 0) {
    throw oops(
      'paid_and_open',
      `Its status is paid, and ${moneyText(open, currency)} is open.`,
      'Correct the status or what is open.',
      at.status,
    )
  }
  if (paid !== undefined && paid !== 0) {
    if (paid < 0 || paid > amount) {
      throw oops(
        'paid_amount',
        `${moneyText(paid, currency)} is paid on a claim over ${moneyText(amount, currency)}.`,
        'Write at most the amount, and a surplus as a credit note in a row of its own.',
        at.paidAmount,
      )
    }
    if (open !== undefined && paid + open !== amount) {
      throw oops(
        'paid_and_open',
        `${moneyText(paid, currency)} paid and ${moneyText(open, currency)} open do not sum to ${moneyText(amount, currency)}.`,
        'Correct one of the three.',
        at.paidAmount,
      )
    }
    const on = paidOn ?? plan.defaultPaidOn
    if (on !== undefined) return { paid: [{ amountMinor: paid, day: on }] }
    if (open !== undefined) return { openMinor: open }
    throw oops(
      'paid_without_day',
      `${moneyText(paid, currency)} is paid, and nothing says on which day.`,
      'Fill in the day, add a column with what is open, or set defaults: paidOn in the map.',
      at.paidOn ?? at.paidAmount,
    )
  }
  if (paidOn !== undefined && paid === undefined) {
    const whole = amount - (open ?? 0)
    if (open === undefined && (settled === 'open' || settled === 'part_paid')) {
      throw oops(
        'paid_without_amount',
        'There is a day of payment, its status is not paid, and nothing says how much was paid.',
        'Fill in what was paid or what is open.',
        at.paidOn,
      )
    }
    if (whole > 0) return { paid: [{ amountMinor: whole, day: paidOn }] }
  }
  if (open !== undefined) return { openMinor: open }
  if (settled === 'paid') return { openMinor: 0 }
  if (settled === 'part_paid') {
    reading.notes.push(
      oops(
        'part_paid',
        'Its status is part paid, and nothing says how much is open: it was taken as open in whole.',
        'Add a column with what is open, or enter what came with ./dunwell pay.',
        at.status,
      ),
    )
  }
  return {}
}
