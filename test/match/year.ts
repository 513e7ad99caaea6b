// The bank lines that paid a made-up company's invoices, with the noise of life and, beside each, the truth: whose money it is and
// which invoices it pays. It knows nothing of the matcher.

import { addDays, type Day, day } from '../../src/core/day.ts'
import { account, type Company, type Customer, chance, type Draw, dice, type Invoice, pick } from './company.ts'
import { garbledName, handedOn, type Noise, plainLetters, typedNumber } from './noise.ts'

export interface Truth {
  readonly customer: number
  /** Invoices with what they get; what the line has beyond them stays on account. */
  readonly pays: readonly { readonly invoice: number; readonly amountMinor: number }[]
  /** The payer said nothing that tells one invoice from another: whoever finds the customer is right. */
  readonly anyInvoice: boolean
}

export interface YearLine {
  readonly id: number
  readonly day: Day
  readonly amountMinor: number
  readonly name?: string
  readonly account?: string
  readonly text: string
  readonly endToEnd?: string
  readonly structured?: readonly string[]
  readonly noises: readonly Noise[]
  /** Undefined: it belongs to no customer. */
  readonly truth?: Truth
}

interface Paying {
  readonly customer: Customer
  readonly day: Day
  readonly amountMinor: number
  readonly invoices: readonly Invoice[]
  readonly pays: Truth['pays']
  readonly noises: Noise[]
}

/** @param ours our payment reference of a customer, as it stands in our letters */
export function makeYear(seed: number, company: Company, ours: (customerNo: number) => string): YearLine[] {
  const draw = dice(seed * 7919 + 17)
  const until = company.invoices.at(-1)!.issuedOn
  const heads = new Map<number, Customer>()
  for (const one of company.customers) if (one.group !== undefined && !heads.has(one.group)) heads.set(one.group, one)
  const drafts: Omit<YearLine, 'id'>[] = []
  const invoicesOf = Map.groupBy(company.invoices, (it) => it.customer.no)
  for (const customer of company.customers) {
    for (const paying of payments(draw, customer, invoicesOf.get(customer.no) ?? [])) {
      if (paying.day > until) continue
      const line = worded(draw, paying, heads, ours)
      drafts.push(line)
      if (chance(draw, 0.5)) {
        const again = { customer: customer.no, pays: [], anyInvoice: true }
        drafts.push({ ...line, day: addDays(line.day, 1 + draw(7)), noises: ['paid twice'], truth: again })
      }
    }
  }
  const count = Math.floor(drafts.length * 0.02)
  for (let i = 0; i < count; i++)
    drafts.push(nobody(draw, addDays(day('2025-01-10'), draw(Math.max(1, until - day('2025-01-10'))))))
  drafts.sort((a, b) => a.day - b.day)
  return drafts.map((it, id) => ({ ...it, id }))
}

function payments(draw: Draw, customer: Customer, invoices: readonly Invoice[]): Paying[] {
  const found: Paying[] = []
  for (let i = 0; i < invoices.length; i++) {
    const first = invoices[i]!
    if (chance(draw, 4)) continue
    const inTime = customer.discount && chance(draw, 70)
    const paidOn = inTime
      ? addDays(first.issuedOn, customer.discount!.days - 1 - draw(3))
      : addDays(first.dueOn, draw(35) - 8 < 0 ? -draw(6) : draw(24))
    const together = [first]
    // Several in one go: those that lay on the desk by then.
    if (!inTime && chance(draw, 16)) {
      while (i + 1 < invoices.length && together.length < 6 && invoices[i + 1]!.issuedOn < paidOn)
        together.push(invoices[++i]!)
    }
    found.push(...payingOf(draw, customer, together, paidOn, inTime === true))
  }
  return found
}

function payingOf(
  draw: Draw,
  customer: Customer,
  invoices: readonly Invoice[],
  paidOn: Day,
  inTime: boolean,
): Paying[] {
  const noises: Noise[] = invoices.length > 1 ? ['several invoices'] : []
  const full = invoices.map((it) => ({ invoice: it.id, amountMinor: it.amountMinor }))
  const sum = full.reduce((total, it) => total + it.amountMinor, 0)
  const made = (pays: Truth['pays'], amountMinor: number, more: Noise[] = [], on = paidOn): Paying => ({
    customer,
    day: on,
    amountMinor,
    invoices,
    pays,
    noises: [...noises, ...more],
  })
  const short = (by: number, noise: Noise): Paying => {
    const last = full.at(-1)!
    return made([...full.slice(0, -1), { ...last, amountMinor: last.amountMinor - by }], sum - by, [noise])
  }
  const last = full.at(-1)!.amountMinor
  if (inTime) {
    const off = (it: { amountMinor: number }) => Math.round((it.amountMinor * customer.discount!.percent) / 100)
    const pays = full.map((it) => ({ ...it, amountMinor: it.amountMinor - off(it) }))
    return [
      made(
        pays,
        pays.reduce((total, it) => total + it.amountMinor, 0),
        ['discount agreed'],
      ),
    ]
  }
  const credit = invoices.find((it) => it.creditMinor !== undefined && it.issuedOn + 5 < paidOn)
  if (credit && chance(draw, 70)) {
    const pays = full.map((it) => ({
      ...it,
      amountMinor: it.amountMinor - (it.invoice === credit.id ? credit.creditMinor! : 0),
    }))
    return [made(pays, sum - credit.creditMinor!, ['credit deducted'])]
  }
  const roll = draw(1000)
  if (roll < 30 && last > 2_000) {
    const part = Math.floor((last * (30 + draw(40))) / 100 / 100) * 100
    const rest = last - part
    const one = short(rest, 'part payment')
    if (chance(draw, 20)) return [one]
    const later = addDays(paidOn, 14 + draw(30))
    return [one, made([{ ...full.at(-1)!, amountMinor: rest }], rest, ['part payment'], later)].map((it, i) =>
      i === 0 ? it : { ...it, invoices: [invoices.at(-1)!] },
    )
  }
  if (roll < 37) return [made(full, sum + pick(draw, [100, 500, 1_000, 5_000, 9_000]), ['over payment'])]
  if (roll < 52) return [short(Math.round((sum * pick(draw, [2, 2, 3])) / 100), 'discount taken')]
  if (roll < (customer.country === 'DE' ? 57 : 130) && last > 5_000)
    return [short(pick(draw, [500, 700, 1_000, 1_250, 1_500]), 'bank fee')]
  if (roll < (customer.country === 'DE' ? 67 : 140)) {
    const off = 1 + draw(4)
    return chance(draw, 50) ? [short(off, 'rounding')] : [made(full, sum + off, ['rounding'])]
  }
  return [made(full, sum)]
}

function worded(
  draw: Draw,
  it: Paying,
  heads: ReadonlyMap<number, Customer>,
  ours: (customerNo: number) => string,
): Omit<YearLine, 'id'> {
  const { customer } = it
  const noises = [...it.noises]
  const head = customer.group === undefined ? undefined : heads.get(customer.group)
  let payer = customer
  let name: string | undefined
  let from = pick(draw, customer.ibans)
  let manner = customer.manner
  if (head && head !== customer) {
    payer = head
    from = head.ibans[0]!
    noises.push('group pays')
    if (manner === 'nothing' || manner === 'words') manner = 'number'
  } else if (chance(draw, 2.5)) {
    name = `${pick(draw, ['Gerda', 'Horst', 'Elke', 'Rolf', 'Ines'])} ${pick(draw, ['Paulsen', 'Tietz', 'Brinkmann', 'Ohlsen', 'Rademacher'])}`
    from = account(draw, 'DE')
    noises.push('other person pays')
    // Who pays for another mostly has the invoice at hand.
    if (manner === 'nothing' || (manner === 'words' && chance(draw, 80))) manner = 'number'
  } else if (chance(draw, 2)) {
    from = account(draw, customer.country)
    customer.ibans.push(from)
    noises.push('new IBAN')
  }
  name ??= garbledName(draw, payer.name, payer.person, noises)
  const said = wordsOf(draw, it, manner, ours, noises)
  const anyInvoice = said.anyInvoice
  const structured = said.structured === undefined ? {} : { structured: [said.structured] }
  const text = handedOn(draw, said.text, noises)
  const truth = { customer: customer.no, pays: it.pays, anyInvoice: anyInvoice || noises.includes('cut at 35') }
  const endToEnd = chance(draw, 15) ? `${100_000 + draw(900_000)}` : undefined
  // Some banks hand on no account number.
  const shown = chance(draw, 6) ? undefined : from
  return {
    day: it.day,
    amountMinor: it.amountMinor,
    name,
    account: shown,
    text,
    endToEnd,
    ...structured,
    noises: noises.length > 0 ? noises : ['clean'],
    truth,
  }
}

interface Said {
  readonly text: string
  readonly structured?: string
  readonly anyInvoice: boolean
}

function wordsOf(
  draw: Draw,
  it: Paying,
  manner: Customer['manner'],
  ours: (customerNo: number) => string,
  noises: Noise[],
): Said {
  const digits = it.invoices[0]!.number.replace(/\D/g, '')
  const alone = it.invoices.length === 1
  switch (manner) {
    case 'ours': {
      noises.push('our reference')
      const reference = ours(it.customer.no)
      if (chance(draw, 2)) {
        noises.push('RF mistyped')
        const at = 6 + draw(reference.length - 6)
        return { text: `${reference.slice(0, at)}${draw(10)}${reference.slice(at + 1)}`, anyInvoice: true }
      }
      if (chance(draw, 40)) return { text: '', structured: reference.replace(/ /g, ''), anyInvoice: true }
      return { text: `${reference} ${chance(draw, 30) ? 'Zahlung' : ''}`.trim(), anyInvoice: true }
    }
    case 'structured': {
      if (!alone) break
      noises.push('structured')
      if (it.customer.country === 'CH') {
        const body = `${String(it.customer.no).padStart(10, '0')}${digits.padStart(16, '0')}`.slice(-26)
        return { text: '', structured: `${body}${recursive(body)}`, anyInvoice: false }
      }
      if (it.customer.country === 'NO') {
        const body = `${String(it.customer.no).padStart(5, '0')}${digits}`
        return { text: '', structured: `${body}${luhn(body)}`, anyInvoice: false }
      }
      const body = digits.slice(-10).padStart(10, '0')
      const check = String(Number(body) % 97 || 97).padStart(2, '0')
      const whole = `${body}${check}`
      return chance(draw, 50)
        ? { text: '', structured: whole, anyInvoice: false }
        : { text: `+++${whole.slice(0, 3)}/${whole.slice(3, 7)}/${whole.slice(7)}+++`, anyInvoice: false }
    }
    case 'customer':
      noises.push('customer number')
      return {
        text: `Kd-Nr ${it.customer.no + 1000} ${pick(draw, ['', 'Zahlung', 'lt. Rechnung'])}`.trim(),
        anyInvoice: true,
      }
    case 'words':
      noises.push('no reference')
      return { text: pick(draw, ['Rechnung', 'Ihre Rechnung', 'Zahlung', 'Miete', 'Danke']), anyInvoice: true }
    case 'nothing':
      noises.push('no reference')
      return { text: '', anyInvoice: true }
    default:
  }
  const numbers = it.invoices.map((one) => typedNumber(draw, one.number, noises))
  const before = pick(draw, ['', 'RG ', 'Rechnung ', 'Re.Nr. ', 'Invoice ', 'RNr.', 'Rg-Nr: '])
  const date = chance(draw, 25) ? ` vom ${dated(it.invoices[0]!.issuedOn)}` : ''
  const payer = noises.includes('other person pays') || noises.includes('group pays')
  const whom = payer && chance(draw, 40) ? ` fuer ${plainLetters(it.customer.name)}` : ''
  // A long remittance names the first and says the rest in words.
  if (numbers.length > 3 && chance(draw, 25))
    return { text: `${before}${numbers[0]} bis ${numbers.at(-1)}${whom}`, anyInvoice: false }
  return {
    text: `${before}${numbers.join(pick(draw, [', ', ' ', '/', ' + ', '; ']))}${date}${whom}`,
    anyInvoice: false,
  }
}

function dated(on: Day): string {
  const at = new Date(on * 86_400_000)
  return `${String(at.getUTCDate()).padStart(2, '0')}.${String(at.getUTCMonth() + 1).padStart(2, '0')}.${at.getUTCFullYear()}`
}

/** Modulo 10, recursive: the check digit of Swiss references. */
function recursive(digits: string): number {
  const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
  let carry = 0
  for (const digit of digits) carry = carries[(carry + Number(digit)) % 10]!
  return (10 - carry) % 10
}

/** Modulo 10 as Norwegian KIDs have it. */
function luhn(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const twice = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return (10 - (sum % 10)) % 10
}

function nobody(draw: Draw, on: Day): Omit<YearLine, 'id'> {
  const year = 2025
  const [noise, name, text, amountMinor] = pick(draw, [
    ['nobody: interest', 'Hausbank', `Habenzinsen ${1 + draw(4)}. Quartal ${year}`, 100 + draw(5_000)],
    [
      'nobody: tax refund',
      'Finanzamt Mitte',
      `UST-ERSTATTUNG ${year} STNR ${10 + draw(80)}/${100 + draw(800)}/${10_000 + draw(80_000)}`,
      5_000 + draw(900_000),
    ],
    [
      'nobody: own money',
      'Nordwind GmbH',
      pick(draw, ['Umbuchung', 'Einlage', 'Uebertrag Tagesgeld']),
      100_000 * (1 + draw(20)),
    ],
    [
      'nobody: supplier refund',
      pick(draw, ['Stadtwerke Hafen', 'Papier Union Lager', 'Telefonie Direkt']),
      `Gutschrift ${1_000_000 + draw(9_000_000)}`,
      500 + draw(40_000),
    ],
  ] as const)
  return { day: on, amountMinor, name, account: account(draw, 'DE'), text, noises: [noise] }
}
