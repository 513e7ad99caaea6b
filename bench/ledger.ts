// A made-up ledger of any size as CSV: ten open invoices for each customer, three of them overdue. Nobody in it exists.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { addDays, day, dayText } from '../src/core/day.ts'

export const claimsPerCustomer = 10
/** The day that all is measured on. */
export const today = '2026-03-02'

/** Writes `claims` rows to `path`, customer by customer, as an open-items list comes out of a ledger; `first` numbers them. */
export async function writeLedger(path: string, claims: number, first = 0): Promise<void> {
  const file = createWriteStream(path)
  file.write('Customer no;Customer;Email;Country;Invoice number;Invoice date;Due date;Amount;Currency\n')
  for (let done = 0; done * claimsPerCustomer < claims; done++) {
    const customer = first + done
    let text = ''
    for (let i = 0; i < Math.min(claimsPerCustomer, claims - done * claimsPerCustomer); i++) {
      // Three are 20, 13 and 6 days over, the others not due yet.
      const dueOn = addDays(day(today), i * 7 - 20)
      const cells = [
        `C${customer}`,
        `Customer ${customer} Ltd`,
        `ap@customer${customer}.example`,
        'GB',
        `R${customer}-${i}`,
        dayText(addDays(dueOn, -30)),
        dayText(dueOn),
        `${100 + (customer % 900)}.${String(10 + i)}`,
        'GBP',
      ]
      text += `${cells.join(';')}\n`
    }
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

// Twelve places, with a region where law of regions binds; customers of every kind in each.
const places = 'US/MA US/WA US/NY US/CA GB DE FR IE NL CA/ON CA/QC AU IN'.split(' ')

/** One overdue invoice for each of `cases` customers in many places, companies and private persons mixed. */
export async function writeMixedLedger(path: string, cases: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('Customer no;Customer;Kind;Email;Country;Region;Invoice number;Invoice date;Due date;Amount;Currency\n')
  for (let customer = 0; customer < cases; customer++) {
    const [country, region = ''] = places[customer % places.length]!.split('/')
    const person = customer % 3 === 0
    const dueOn = addDays(day(today), -20)
    const cells = [
      `C${customer}`,
      person ? `Person ${customer}` : `Customer ${customer} Ltd`,
      person ? 'consumer' : 'business',
      `ap@customer${customer}.example`,
      country!,
      region,
      `R${customer}`,
      dayText(addDays(dueOn, -30)),
      dayText(dueOn),
      `${100 + (customer % 900)}.10`,
      'EUR',
    ]
    if (!file.write(`${cells.join(';')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}
