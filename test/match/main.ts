// Proves the matching of bank lines on a made-up company's whole year: npm run match [-- --seed 1 --held-out 41,42 --customers 2000 --wrong 40].
// The first two months a person confirms every line; the ten months after are counted. Seed 1 is what the matcher was tuned on.

import { parseArgs } from 'node:util'
import { addDays, day, dayText } from '../../src/core/day.ts'
import { paymentReference } from '../../src/core/iban.ts'
import { moneyText } from '../../src/core/money.ts'
import { makeCompany } from './company.ts'
import { type Counts, prove } from './prove.ts'
import { makeYear } from './year.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    'held-out': { type: 'string', default: '41,42' },
    customers: { type: 'string', default: '2000' },
    /** So many wrong and unmatched lines are shown. */
    wrong: { type: 'string', default: '15' },
  },
})
const shown = Number(values.wrong)
const print = (text = '') => process.stdout.write(`${text}\n`)
const percent = (part: number, of: number) => (of === 0 ? '' : `${((100 * part) / of).toFixed(2)} %`)

for (const [seed, what] of [
  [values.seed, 'tuned on'],
  ...values['held-out'].split(',').map((it) => [it, 'held out'] as const),
] as const) {
  const company = makeCompany(Number(seed), { customers: Number(values.customers), months: 12 })
  const year = makeYear(Number(seed), company, (no) => paymentReference(no + 1000))
  const begun = performance.now()
  const { all, byNoise, wrong, open } = prove(company, year, addDays(day('2025-01-01'), 59))
  const ms = performance.now() - begun
  print(
    `Seed ${seed} (${what}): ${company.customers.length} customers, ${company.invoices.length} invoices, ${year.length} lines; ${all.lines} counted, ${all.owned} of them of customers. ${Math.round(ms / 100) / 10} s.`,
  )
  const matched = all.certain + all.likely
  const right = all.certainRight + all.likelyRight
  print(
    `  matched (booked by itself, or first proposal)  ${percent(matched, all.owned)}, of which right ${percent(right, matched)}`,
  )
  print(
    `  booked by itself                               ${percent(all.certain, all.owned)}, of which right ${percent(all.certainRight, all.certain)}: ${all.certain - all.certainRight} wrong automatic bookings`,
  )
  print(
    `  with one keystroke                             ${percent(all.likely, all.owned)}, of which right ${percent(all.likelyRight, all.likely)}`,
  )
  print(
    `  left to a person                               ${all.owned - (matched - (all.lines - all.owned - all.leftAlone))} of customers; ${all.leftAlone} of ${all.lines - all.owned} lines of nobody`,
  )
  print()
  const rows = [...byNoise].sort((a, b) => b[1].lines - a[1].lines)
  print('  noise                        lines  matched    right    by itself  wrong by itself  wrong proposals')
  for (const [name, it] of rows) print(`  ${name.padEnd(26)} ${row(it)}`)
  print()
  const bad = [...wrong].sort((a, b) => (a.class < b.class ? -1 : 1))
  if (bad.length > 0) print(`  Wrong (${bad.length}):`)
  for (const it of bad.slice(0, shown))
    print(
      `  ${it.class.padEnd(8)} ${said(it.line)}\n           proposed ${it.says} [${it.chips}]\n           truth ${truthText(it.line)}`,
    )
  if (shown > 15) for (const it of open.slice(0, shown)) print(`  unapplied ${said(it.line)}: ${it.because}`)
  print()

  function said(it: (typeof year)[number]): string {
    return `${dayText(it.day)} ${moneyText(it.amountMinor, 'EUR')} "${it.name ?? ''}" "${it.text}" ${it.structured ?? ''} (${it.noises.join(', ')})`
  }
  function truthText(it: (typeof year)[number]): string {
    if (!it.truth) return 'nobody'
    const who = company.customers[it.truth.customer - 1]!
    return `${it.truth.customer + 1000} ${who.name}: ${it.truth.pays.map((one) => `${company.invoices[one.invoice]!.number} ${one.amountMinor / 100}`).join(', ') || 'on account'}${it.truth.anyInvoice ? ' (or any)' : ''}`
  }
}

function row(it: Counts): string {
  const matched = it.certain + it.likely
  return [
    String(it.lines).padStart(6),
    percent(matched, it.owned).padStart(10),
    percent(it.certainRight + it.likelyRight, matched).padStart(9),
    percent(it.certain, it.owned).padStart(10),
    String(it.certain - it.certainRight).padStart(8),
    String(it.likely - it.likelyRight).padStart(17),
  ].join(' ')
}
