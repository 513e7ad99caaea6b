// Damaged files as cases of the fuzzing: a number is the seed of the damage, and says what is wrong with how the file was read.

import { Problem } from '../../src/core/problem.ts'
import { readXmlInvoices } from '../../src/imports/einvoice/read.ts'
import { samples } from '../bank-samples.ts'
import { ciiOf, fatturaOf, ublOf } from '../einvoice-samples.ts'
import { mutated } from '../mutate.ts'
import { dice, spoiled, tried } from './spoil.ts'

const slowMs = 2_000
const banks = Object.values(samples)
const whole = { due: '2026-02-14', vat: 'DE123456788', buyerNumber: '10042' }
const invoices = [
  ublOf(whole),
  ublOf({ ...whole, credit: true, refersTo: '2026-0117' }),
  ciiOf(whole),
  fatturaOf(),
].map((it) => Buffer.from(it))

export function damagedBank(seed: number): string | undefined {
  const draw = dice(seed)
  const { ms } = tried(spoiled(banks[draw(banks.length)]!, draw))
  return ms > slowMs ? `it took ${Math.round(ms)} ms` : undefined
}

/** The XML alone; PDFs with XML inside are tried by scripts/fuzz-einvoice.ts, because their reader is not done at once. */
export function damagedEInvoice(seed: number): string | undefined {
  const draw = dice(seed)
  const from = performance.now()
  try {
    for (const { row } of readXmlInvoices(mutated(invoices[draw(invoices.length)]!, draw)).invoices) {
      const { amountMinor, dues, currency } = row.claim!
      const sum = dues.reduce((all, due) => all + due.amountMinor, 0)
      const sound = Number.isSafeInteger(amountMinor) && amountMinor > 0 && (dues.length === 0 || sum === amountMinor)
      if (!sound) return `accepted ${amountMinor} ${currency} with dues of ${sum}`
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  const ms = performance.now() - from
  return ms > slowMs ? `it took ${Math.round(ms)} ms` : undefined
}
