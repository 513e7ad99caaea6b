// A desk with more in it than one sees at a time: thousands of customers and invoices, sums of nine figures, names that are long, of one
// word or written from the right, hundreds of payments to match. For pictures; filled through the API as a person's program would.

import { camtOf } from '../match/camt.ts'
import type { Asking, Loose } from './states.ts'

const customersMany = 2_400
const paymentsMany = 160
const promisesMany = 60
const dayMs = 86_400_000

/** Asks the API for a change of the desk. */
type Writing = (path: string, body: unknown, type?: string) => Promise<Loose>

// Those that a page finds hardest stand first, owe most, and so stand at the top of most lists.
const awkward = [
  'Gesellschaft für internationale Warenwirtschaftsberatung und Logistikdienstleistungen Nordwestdeutschland mbH & Co. Kommanditgesellschaft auf Aktien',
  'شركة النور للتجارة والمقاولات العامة المحدودة',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'חברת הצפון לסחר בינלאומי בע״מ',
  'Söhne & Töchter <b>Müller</b> "Die Ersten" GmbH',
  '日本海運貿易株式会社 東京本社',
  '🦀 Crab & Co 🦞',
]
const first = ['Amber', 'Birch', 'Cobalt', 'Dover', 'Elm', 'Fenwick', 'Granite', 'Harbour', 'Ivy', 'Juniper', 'Kestrel']
const second = ['Bakery', 'Optics', 'Removals', 'Joinery', 'Tools', 'Print', 'Freight', 'Nursery', 'Gallery', 'Dairy']
const forms = ['Ltd', 'GmbH', '& Sons', 'AG', 'LLP', 'Trading']

const nameOf = (i: number) =>
  awkward[i] ??
  `${first[i % first.length]} ${second[Math.floor(i / 3) % second.length]} ${forms[Math.floor(i / 7) % forms.length]} ${i}`
const poundsOf = (i: number) => (i < awkward.length ? 987_654_321.98 / (i + 1) : 40 + ((i * 7919) % 90_000) / 7)
const numberOf = (i: number) => (i === 2 ? 'INV-2026-000000000000000000000002-SUPPLEMENTARY' : `INV-${20_000 + i}`)

export async function crowd(api: { ask: Asking; write: Writing }, today: Date, iban: string): Promise<void> {
  const day = (back: number) => new Date(today.getTime() - back * dayMs).toISOString().slice(0, 10)
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = Array.from({ length: customersMany }, (_, i) => {
    const late = ((i * 37) % 160) - 40
    const facts = [`K-${i + 1}`, cell(nameOf(i)), 'Ines Gray', `ap${i}@customer.example`, `+44117496${1000 + i}`]
    const place = ['GB', 'DE', 'AT', 'FR'][i % 4]
    return [...facts, place, 'business', numberOf(i), day(late + 30), day(late), poundsOf(i).toFixed(2), 'GBP'].join(
      ';',
    )
  })
  const head =
    'Customer no;Customer;Contact;Email;Phone;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency'
  const bytes = 'application/octet-stream'
  const upload = await api.write('/v1/uploads?fileName=open-items.csv', [head, ...rows].join('\n'), bytes)
  await api.write(`/v1/uploads/${upload.id}/import`, { kind: 'claims', customers: 'business', approveLargest: true })
  const { bands } = await api.ask('/v1/backlog')
  for (const band of bands as { id: string }[]) await api.write(`/v1/backlog/${band.id}/answer`, { answer: 'ladder' })
  await api.write('/v1/runs', {})
  const { items } = await api.ask('/v1/debtors?limit=200')
  const some = (items as { id: string }[]).slice(0, promisesMany)
  for (const [i, it] of some.entries()) {
    const amount = { amountMinor: Math.round(poundsOf(i) * 100), currency: 'GBP' }
    await api.write('/v1/promises', { debtor: it.id, amount, by: day(-1 - (i % 20)) })
  }
  const lines = Array.from({ length: paymentsMany }, (_, i) => ({
    id: i + 1,
    day: Math.floor(today.getTime() / dayMs) - 1,
    amountMinor: Math.round(poundsOf(i) * 100) + (i % 3) * 450,
    name: i % 5 === 0 ? 'Holdings 4 Ltd' : nameOf(i),
    text:
      i % 2 === 0
        ? 'thank you'
        : `${'Zahlung zu Ihrer Rechnung, abzüglich Skonto wie vereinbart. '.repeat(i === 1 ? 6 : 1)}`,
    noises: [],
  }))
  const camt = camtOf(lines as never, { account: iban, openingMinor: 0, currency: 'GBP' }, day(1))
  await api.write('/v1/imports/bank?fileName=bank.xml', camt, bytes)
}
