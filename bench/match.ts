// What matching costs: bank lines in camt.053 against the open claims of a large ledger, from the file to booked payments, waiting
// proposals and holds. Names and slips are drawn; nobody in it exists.

import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { addDays, type Day, day, dayText } from '../src/core/day.ts'
import { paymentReference } from '../src/core/iban.ts'
import { camtOf } from '../test/match/camt.ts'
import { type Draw, dice, pick } from '../test/match/company.ts'
import type { YearLine } from '../test/match/year.ts'
import { claimsPerCustomer, today } from './ledger.ts'

const first = 'Ashby Thorn Whit Pem Har Nor Kings Bar Fen Stan Wood Lang Brad Clif Hol Mar Red Sud Win Yar'.split(' ')
const second =
  'brook cote field ford gate ham hurst ley mere minster more port ridge stead ton wick worth by dale well'.split(' ')
const third =
  'Vale Moor Cross Green Bridge Hill Heath Grange Park Quay Common End Lane Mill Holt Down Reach Combe Fold Bank'.split(
    ' ',
  )
const trades =
  'Engineering Logistics Printing Foods Interiors Systems Supplies Marine Roofing Electrical Joinery Plastics Textiles'.split(
    ' ',
  )

/** A hundred thousand names of which few are alike. */
function nameOf(customer: number): string {
  const n = customer * 7919
  const words = `${first[n % 20]}${second[Math.floor(n / 20) % 20]} ${third[Math.floor(n / 400) % 20]} ${trades[Math.floor(n / 8000) % 13]}`
  return `${words} ${customer % 3 === 0 ? 'Limited' : 'Ltd'}`
}

const numberOf = (customer: number, i: number) => `INV-${String(customer * claimsPerCustomer + i + 1_000_000)}`
const amountOf = (customer: number, i: number) => 5_000 + ((customer * 7_817 + i * 13_331) % 400_000)
const dueOf = (i: number): Day => addDays(day(today), i * 7 - 60)

/** The ledger: ten open invoices for each customer. */
export async function writeMatchLedger(path: string, claims: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('Customer no;Customer;Email;Country;Invoice number;Invoice date;Due date;Amount;Currency\n')
  for (let customer = 0; customer * claimsPerCustomer < claims; customer++) {
    let text = ''
    for (let i = 0; i < Math.min(claimsPerCustomer, claims - customer * claimsPerCustomer); i++) {
      const minor = amountOf(customer, i)
      const cells = [
        `C${customer}`,
        nameOf(customer),
        `ap@customer${customer}.example`,
        'GB',
        numberOf(customer, i),
        dayText(addDays(dueOf(i), -60)),
        dayText(dueOf(i)),
        `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`,
        'GBP',
      ]
      text += `${cells.join(';')}\n`
    }
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

/** A month of lines that pay it, in a zip of statements of ten thousand lines. `noOf` is the debtor number of the first customer. */
export function writeMatchBank(folder: string, lines: number, claims: number): string {
  const draw = dice(5)
  const customers = Math.floor(claims / claimsPerCustomer)
  const files: Record<string, Uint8Array> = {}
  let openingMinor = 0
  for (let from = 0; from < lines; from += 10_000) {
    const some = Array.from({ length: Math.min(10_000, lines - from) }, (_, i) => lineOf(draw, from + i, customers))
    const text = camtOf(
      some,
      { account: 'GB33BUKB20201555555555', openingMinor, currency: 'GBP' },
      dayText(addDays(day(today), -1)),
    )
    openingMinor += some.reduce((sum, it) => sum + it.amountMinor, 0)
    files[`${from}.xml`] = Buffer.from(text)
  }
  const path = join(folder, 'bank.zip')
  writeFileSync(path, zipSync(files, { level: 1 }))
  return path
}

function lineOf(draw: Draw, id: number, customers: number): YearLine {
  const customer = draw(customers)
  const i = draw(claimsPerCustomer)
  const name = nameOf(customer)
  const number = numberOf(customer, i)
  const base = {
    id,
    day: addDays(day(today), -1 - draw(28)),
    amountMinor: amountOf(customer, i),
    name,
    noises: [],
    account: `GB${10 + (customer % 89)}BENC${String(customer).padStart(14, '0')}`,
  }
  const roll = draw(100)
  if (roll < 55) return { ...base, text: `Invoice ${number}` }
  if (roll < 62) return { ...base, name: name.toUpperCase().slice(0, 27), text: number.replace('-', ' ') }
  if (roll < 70) return { ...base, text: paymentReference(customer + 1001) }
  if (roll < 80) return { ...base, text: pick(draw, ['invoice', 'payment', 'thank you']) }
  if (roll < 84) return { ...base, name: name.replace(/ \S+$/, ''), text: number.replace('0', '') }
  if (roll < 92) {
    const other = (i + 1) % claimsPerCustomer
    return {
      ...base,
      amountMinor: base.amountMinor + amountOf(customer, other),
      text: `${number} ${numberOf(customer, other)}`,
    }
  }
  if (roll < 95) return { ...base, amountMinor: Math.floor(base.amountMinor / 2), text: number }
  if (roll < 98) return { ...base, name: 'R Paulsen', text: `${number} for ${name}` }
  return { ...base, name: 'Harbour Bank', text: 'interest', amountMinor: 100 + draw(9_000) }
}
