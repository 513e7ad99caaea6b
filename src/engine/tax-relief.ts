// The report of bad debts' tax, and keeping what was taken back. It follows the rule of the creditor's own country, whose tax it is.

import { type TaxStatus, taxRelief, taxStatuses } from '../core/bad-debt-tax.ts'
import { addDays, type Day, dayText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { type Column, dayCell, type Report, type Row, table } from '../core/report.ts'
import { taxRuleOf } from '../rules/bad-debt-tax.ts'
import { type ClaimRow, claimId } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { addTaxRelief, countUntaxed, readTaxedClaims, takenTax } from '../store/tax-relief.ts'
import type { Workspace } from '../store/workspace.ts'
import { eachBook, type Reader } from './books.ts'

const words: Readonly<Record<TaxStatus, string>> = {
  pay_back: 'pay it back',
  money_came: 'pay it back?',
  take: 'take it back',
  write_off: 'write it off first',
  prove: 'if you can show it',
  wait: 'wait',
  late: 'too late?',
  ask: 'ask your accountant',
  taken: 'taken back',
}
/** So long overdue, a claim without tax may only lack the column. */
const longOverdueDays = 180

export async function badDebtTax(desk: Reader, workspace: Workspace, day: Day): Promise<Report> {
  const rule = taxRuleOf(workspace.country)
  const before = addDays(day, -longOverdueDays)
  const claims = (await eachBook(desk, (tx, book) => readTaxedClaims(tx, book, day))).flat()
  const untaxed = (await eachBook(desk, (tx, book) => countUntaxed(tx, book, before))).reduce((sum, it) => sum + it, 0)
  const judged = claims
    .map((it) => ({ it, answer: taxRelief({ ...it, lastPaidOn: it.lastPaidOn ?? undefined }, rule, day) }))
    .filter(({ answer }) => answer.taxMinor > 0)
  const rank = (status: TaxStatus) => taxStatuses.indexOf(status)
  judged.sort((a, b) =>
    a.it.currency === b.it.currency
      ? rank(a.answer.status) - rank(b.answer.status) ||
        (a.answer.from ?? 0) - (b.answer.from ?? 0) ||
        a.it.debtor.no - b.it.debtor.no
      : a.it.currency < b.it.currency
        ? -1
        : 1,
  )
  const rows = judged.map(({ it, answer }): Row => {
    return {
      currency: it.currency,
      what: words[answer.status],
      no: it.debtor.no,
      customer: it.debtor.name,
      claim: it.number,
      due: dayText(it.dueOn),
      unpaid: answer.unpaidMinor,
      tax: answer.taxMinor,
      from: dayCell(answer.from),
      until: dayCell(answer.until),
      written_off: it.writtenOffMinor,
      on_account: it.onAccountMinor > 0 ? it.onAccountMinor : null,
      status: answer.status,
      claim_id: claimId({ book: it.debtor.book, id: it.claimId }),
      rule: rule?.id ?? null,
    }
  })
  const currency: Column = { id: 'currency', title: 'currency', kind: 'text' }
  const quiet = (id: string, title: string): Column => ({ id, title, kind: 'text', quiet: true })
  const groups = Map.groupBy(rows, (row) => `${row.currency} ${row.what}`)
  const onAccount = rows.filter((row) => row.on_account !== null)
  return {
    ...table({
      name: 'bad-debt-tax',
      title: `Tax of bad debts, as in ${workspace.country}`,
      columns: [
        currency,
        { id: 'what', title: 'what', kind: 'text' },
        { id: 'no', title: 'no', kind: 'text' },
        { id: 'customer', title: 'customer', kind: 'text' },
        { id: 'claim', title: 'claim', kind: 'text' },
        { id: 'due', title: 'due', kind: 'day' },
        { id: 'unpaid', title: 'unpaid', kind: 'money', apart: true },
        { id: 'tax', title: 'tax', kind: 'money', apart: true },
        { id: 'from', title: 'from', kind: 'day' },
        { id: 'until', title: 'until', kind: 'day' },
        { id: 'written_off', title: 'written off', kind: 'money', apart: true, quiet: true },
        { id: 'on_account', title: 'on account since', kind: 'money', apart: true, quiet: true },
        quiet('status', 'status'),
        quiet('claim_id', 'claim id'),
        quiet('rule', 'rule'),
      ],
      rows,
    }),
    formula:
      'Tax of a claim in the proportion of what is unpaid (open and written off) to what was charged, rounded down; what goes back when money came later is what was taken less the tax of what is still unpaid. Interest and fees carry no tax here. The day of supply is taken to be that of the invoice.',
    asOf: { day: dayText(day) },
    more: [
      table({
        name: 'sums',
        title: 'In sum',
        columns: [
          currency,
          { id: 'what', title: 'what', kind: 'text' },
          { id: 'claims', title: 'claims', kind: 'number', apart: true },
          { id: 'unpaid', title: 'unpaid', kind: 'money', apart: true },
          { id: 'tax', title: 'tax', kind: 'money', apart: true },
        ],
        rows: [...groups.values()].map((some) => ({
          currency: some[0]!.currency!,
          what: some[0]!.what!,
          claims: some.length,
          unpaid: some.reduce((sum, row) => sum + Number(row.unpaid), 0),
          tax: some.reduce((sum, row) => sum + Number(row.tax), 0),
        })),
      }),
    ],
    notes: notesOf(workspace, rows, untaxed, onAccount),
  }
}

function notesOf(workspace: Workspace, rows: readonly Row[], untaxed: number, onAccount: readonly Row[]): string[] {
  const rule = taxRuleOf(workspace.country)
  const notes: string[] = []
  if (!rule)
    notes.push(
      `No rule for ${workspace.country} was read here: ask your accountant whether the tax comes back, from when, and what to book first.`,
    )
  else {
    notes.push(`The rule: ${rule.says}\n${rule.cite}. How sure: ${rule.sure} (${rule.source}).`)
    if (rule.askOnly) notes.push('What holds for you is for your accountant to say.')
    if (rule.proof) notes.push(`You must be able to show: ${rule.proof}.`)
    notes.push(`First: ${rule.first}`)
    notes.push(rule.back ?? 'When money comes later the tax in it is owed again: ask your accountant in which return.')
  }
  if (rows.some((row) => row.status === 'write_off'))
    notes.push('A write-off here ends the chasing:\n./dunwell write-off CLAIM --because "…"')
  if (rows.some((row) => row.status === 'late'))
    notes.push('Too late by the time that was read: ask your accountant before you let it go.')
  if (rows.some((row) => row.currency !== workspace.currency))
    notes.push('Tax of an invoice in another currency comes back at the rate at which it was declared.')
  if (onAccount.length > 0)
    notes.push(
      `Money on account came since from ${onAccount.length === 1 ? 'a customer' : `${onAccount.length} customers`} whose tax was taken back: ${[...new Set(onAccount.map((row) => `${row.customer} ${moneyText(Number(row.on_account), String(row.currency))}`))].slice(0, 5).join(', ')}. Where it is for that claim, the tax in it goes back too.`,
    )
  if (rows.some((row) => row.status === 'take' || row.status === 'prove' || row.status === 'pay_back'))
    notes.push(
      'Once it is in a return, keep it:\n./dunwell claim tax-relief CLAIM --amount 12.40 --because "VAT return of the first quarter"',
    )
  if (untaxed > 0)
    notes.push(
      untaxed === 1
        ? `1 open claim is over ${longOverdueDays} days late and says nothing of tax: import it with a tax column or as an e-invoice, or add it with --tax.`
        : `${untaxed} open claims are over ${longOverdueDays} days late and say nothing of tax: import them with a tax column or as e-invoices, or add them with --tax.`,
    )
  return notes
}

/** Keeps what was taken back in a return (above zero) or went back (below). A Problem where it is more than there is. */
export async function keepTaxRelief(
  tx: Tx,
  claim: ClaimRow,
  it: { readonly amountMinor: number; readonly on: Day; readonly because: string },
): Promise<{ readonly takenMinor: number }> {
  const taken = await takenTax(tx, claim)
  const after = taken + it.amountMinor
  if (claim.taxMinor === null)
    throw problem(
      'tax_relief.no_tax',
      `${claim.number} says nothing of tax.`,
      'Import it again with its tax, or add the tax to the list and import that.',
    )
  if (after < 0 || after > claim.taxMinor)
    throw problem(
      'tax_relief.amount',
      `Of the tax of ${claim.number}, ${moneyText(claim.taxMinor, claim.currency)}, ${moneyText(taken, claim.currency)} are taken back by now; this would make it ${moneyText(after, claim.currency)}.`,
      'Give the amount that stands in the return; with --back what went back.',
    )
  await addTaxRelief(tx, claim, it)
  return { takenMinor: after }
}
