// Whether the sums of an invoice agree with one another: what its lines come to, its tax, what is to be paid. A file that contradicts
// itself is refused with the sum that does not agree, because nobody can say which of its numbers is owed.

import { type Problem, problem } from '../../core/problem.ts'
import { type Exact, exactOf, exactText, minus, percentOf, plus, rounded, sum, within, zero } from './exact.ts'
import type { EInvoice, Stated } from './invoice.ts'

/** The standard allows this much between a basis times its rate and the tax (EN 16931, BR-CO-17). */
const taxTolerance = exactOf('1')!

/** The first sum that does not agree, as EN 16931 orders its rules (BR-CO-10 to BR-CO-17). */
export function checkSums({ totals, currency }: Pick<EInvoice, 'totals' | 'currency'>): Problem | undefined {
  const { lines, lineTotal, allowances, allowanceTotal, charges, chargeTotal, net, taxes, tax, gross } = totals
  const { prepaid, rounding, thirdParty, payable } = totals
  const none = (it: Stated | undefined) => it?.value ?? zero
  const agree = (rule: string, stated: Stated, computed: Exact, says: string) =>
    rounded(stated.value, currency) === rounded(computed, currency)
      ? undefined
      : disagree({ rule, stated, computed, says, currency })
  const parts: (Problem | undefined)[] = [
    lines.length > 0 && lineTotal ? agree('BR-CO-10', lineTotal, sum(lines), 'the lines come to') : undefined,
    lineTotal && allowanceTotal
      ? agree('BR-CO-11', allowanceTotal, sum(allowances), 'the allowances come to')
      : undefined,
    lineTotal && chargeTotal ? agree('BR-CO-12', chargeTotal, sum(charges), 'the charges come to') : undefined,
    lineTotal
      ? agree(
          'BR-CO-13',
          net,
          plus(minus(lineTotal.value, allowanceTotal?.value ?? sum(allowances)), chargeTotal?.value ?? sum(charges)),
          'lines less allowances plus charges come to',
        )
      : undefined,
    tax && taxes.length > 0
      ? agree('BR-CO-14', tax, sum(taxes.map((it) => it.tax)), 'the taxes of all rates come to')
      : undefined,
    ...taxes.map((it) => {
      if (it.basis === undefined || it.rate === undefined) return undefined
      const computed = percentOf(it.basis, it.rate)
      if (within(computed, it.tax, taxTolerance)) return undefined
      return disagree({
        rule: 'BR-CO-17',
        stated: { value: it.tax, path: it.path },
        computed,
        says: 'its basis times its rate is',
        currency,
      })
    }),
    agree('BR-CO-15', gross, plus(net.value, tax?.value ?? sum(taxes.map((it) => it.tax))), 'net and tax come to'),
    totals.withoutPrepaid
      ? undefined
      : agree(
          'BR-CO-16',
          payable,
          plus(plus(minus(gross.value, none(prepaid)), none(rounding)), thirdParty ?? zero),
          'the total less what was paid before is',
        ),
  ]
  return parts.find((it) => it !== undefined)
}

function disagree(it: { rule: string; stated: Stated; computed: Exact; says: string; currency: string }): Problem {
  const { rule, stated, computed, says, currency } = it
  return problem(
    'einvoice.sums',
    `${stated.path} says ${exactText(stated.value, currency)}, but ${says} ${exactText(computed, currency)} (${rule}).`,
    'Ask who wrote the invoice to correct it: nobody can say which of the two is owed.',
    { column: stated.path },
  )
}
