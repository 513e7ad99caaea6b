// The book that the desk is measured on: a ledger with life in it, in which no two customers are late alike, some pay, some promise, some
// contest, some are worked by hand, and the day is run, so that every screen has much to show. Nobody in it exists.

import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import { addDays, day, dayText } from '../src/core/day.ts'
import { importBank } from '../src/engine/bank.ts'
import { run } from '../src/engine/run.ts'
import { camtOf } from '../test/match/camt.ts'
import { pdfOf } from '../test/pdf.ts'
import { claimsPerCustomer, today } from './ledger.ts'
import type { BenchDesk } from './served.ts'

const countries = ['GB', 'GB', 'GB', 'DE', 'FR', 'NL', 'IE', 'US', 'PL', 'SE']
const places =
  'Harbour Mill Quay Bridge Orchard Station Castle River Meadow Forge Abbey Tower Market Summit Valley'.split(' ')
const trades = 'Printing Foods Logistics Interiors Systems Marine Roofing Joinery Textiles Plastics Bakery'.split(' ')
/** Every so-many-th customer has paid one of their invoices by the bank. */
const paysEvery = 10
const banked = 10_000

const nameOf = (customer: number) =>
  `${places[customer % 15]} ${trades[Math.floor(customer / 15) % 11]} ${customer} ${customer % 3 === 0 ? 'Limited' : 'Ltd'}`
const minorOf = (customer: number, i: number) => 5_000 + ((customer * 7_817 + i * 13_331) % 400_000)
const amountText = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
// From 210 days late to not due for two months.
const dueOf = (customer: number, i: number) => addDays(day(today), i * 7 - 10 - ((customer * 7919) % 200))

/** Ten open invoices for each customer, as an open-items list. */
export async function writeDeskLedger(path: string, claims: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('Customer no;Customer;Email;Phone;Country;Invoice number;Invoice date;Due date;Amount;Currency\n')
  for (let customer = 0; customer * claimsPerCustomer < claims; customer++) {
    let text = ''
    for (let i = 0; i < Math.min(claimsPerCustomer, claims - customer * claimsPerCustomer); i++) {
      const dueOn = dueOf(customer, i)
      const cells = [
        `C${customer}`,
        nameOf(customer),
        `ap@customer${customer}.example`,
        customer % 7 === 0 ? `+44 117 496 ${String(customer % 10_000).padStart(4, '0')}` : '',
        countries[customer % 10],
        `R${customer}-${i}`,
        dayText(addDays(dueOn, -30)),
        dayText(dueOn),
        amountText(minorOf(customer, i)),
        'GBP',
      ]
      text += `${cells.join(';')}\n`
    }
    if (!file.write(text)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

/** What came to the bank in the last ninety days: invoices paid by their number, and some lines that say too little. */
function bankFile(claims: number): string {
  const customers = Math.floor(claims / claimsPerCustomer)
  const lines = Array.from({ length: Math.min(banked, Math.floor(customers / paysEvery)) }, (_, i) => {
    const customer = i * paysEvery
    const on = addDays(day(today), -1 - ((customer * 31) % 90))
    const text = customer % 50 === 0 ? 'thank you' : `Invoice R${customer}-0`
    return { id: i, day: on, amountMinor: minorOf(customer, 0), name: nameOf(customer), text, noises: [] }
  })
  return camtOf(
    lines,
    { account: 'GB33BUKB20201555555555', openingMinor: 0, currency: 'GBP' },
    dayText(addDays(day(today), -1)),
  )
}

// What is done by hand, one of so many customers each.
const deeds = { promise: 211, dispute: 307, hold: 263, note: 401, byHand: 40, document: 997 } as const
const deedsMost = 200

/** Lives in the book: money comes, people promise, contest and ask, the day is run. */
export async function liven(
  desk: BenchDesk,
  claims: number,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  const path = `${folder}/bank.xml`
  writeFileSync(path, bankFile(claims))
  const from = performance.now()
  const done = (what: string) => say(`${what} after ${Math.round((performance.now() - from) / 1000)} s`)
  const taken = await importBank({ workspace: desk.workspace, today: day(today), tx: desk.tx }, path, {})
  done(`${taken.fresh} bank lines`)
  const customers = Math.floor(claims / claimsPerCustomer)
  for (const [deed, every] of Object.entries(deeds)) {
    const step = Math.max(every, Math.ceil(customers / deedsMost))
    for (let customer = every % step; customer < customers; customer += step) {
      const { debtors } = (await desk.ask(`/v1/search?text=C${customer}`)) as {
        debtors: { id: string; name: string }[]
      }
      const debtor = debtors.find((it) => it.name === nameOf(customer))?.id
      if (debtor === undefined) continue
      const numbers = [`R${customer}-1`]
      const by = dayText(addDays(day(today), 1 + (customer % 20)))
      if (deed === 'promise')
        await desk.ask('/v1/promises', {
          debtor,
          amount: { amountMinor: minorOf(customer, 1), currency: 'GBP' },
          by,
          claims: numbers,
        })
      if (deed === 'dispute')
        await desk.ask('/v1/disputes', { debtor, cause: 'the goods were damaged', claims: numbers })
      if (deed === 'hold') await desk.ask('/v1/holds', { debtor, cause: 'in talks', until: by })
      if (deed === 'note') await desk.ask('/v1/notes', { debtor, says: 'They said that the buyer changed.' })
      if (deed === 'document')
        await desk.ask(
          `/v1/documents?fileName=R${customer}-1.pdf&kind=invoice&claim=R${customer}-1`,
          pdfOf([[{ x: 50, y: 700, text: `Invoice R${customer}-1` }]]),
        )
      if (deed === 'byHand')
        await desk.ask('/v1/cases/bulk', { debtors: [debtor], deed: { do: 'handling', handling: 'by_hand' } })
    }
    done(deed)
  }
  const { messages, tasks } = await run(desk.db, desk.workspace, { day: day(today), actor: 'bench' })
  done(`the day: ${messages} messages, ${tasks} tasks,`)
}
