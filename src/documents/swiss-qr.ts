// What a Swiss QR code holds (SIX, Swiss Implementation Guidelines for the QR-bill, version 2.3): 31 lines in a fixed order, only
// for accounts in Switzerland and Liechtenstein, only in francs and euros, addresses only in their parts.

import { isIban, isQrIban, isQrReference } from '../core/iban.ts'
import { decimalText } from '../core/money.ts'
import { swissBill } from '../rules/payment-areas.ts'

export interface Party {
  readonly name: string
  /** As on an envelope, without the name. */
  readonly lines: readonly string[]
  readonly country: string
}

export interface SwissFacts {
  readonly iban: string
  readonly creditor: Party
  /** Left out where it cannot be taken apart: the payer fills it in. */
  readonly debtor?: Party
  /** Left out: the payer types the sum. */
  readonly amountMinor?: number
  readonly currency: string
  readonly reference: string
  /** A few words for the creditor. */
  readonly message?: string
}

interface Address {
  readonly name: string
  readonly street: string
  readonly number: string
  readonly postcode: string
  readonly town: string
  readonly country: string
}

const amountMax = 999_999_999_99
const messageMax = 140
const payloadMax = 997

/** The payload, or undefined where the standard has no place for it. */
export function swissPayload(facts: SwissFacts): string | undefined {
  const iban = facts.iban.replace(/\s/g, '').toUpperCase()
  if (!isIban(iban) || !swissBill.countries.includes(iban.slice(0, 2))) return undefined
  if (facts.currency !== 'CHF' && facts.currency !== 'EUR') return undefined
  const amount = facts.amountMinor
  if (amount !== undefined && (amount < 1 || amount > amountMax)) return undefined
  const creditor = addressOf(facts.creditor)
  if (!creditor) return undefined
  const debtor = facts.debtor && addressOf(facts.debtor)
  const reference = referenceOf(iban, facts.reference)
  if (!reference) return undefined
  const payload = [
    'SPC',
    '0200',
    '1',
    iban,
    ...linesOf(creditor),
    // An ultimate creditor: kept free for later by the standard.
    ...Array.from({ length: 7 }, () => ''),
    amount === undefined ? '' : decimalText(amount, facts.currency),
    facts.currency,
    ...(debtor ? linesOf(debtor) : Array.from({ length: 7 }, () => '')),
    ...reference,
    cut(facts.message ?? '', messageMax),
    'EPD',
  ].join('\n')
  return payload.length <= payloadMax ? payload : undefined
}

/** What stands in a payload, for the words beside the code; undefined where it is none. */
export function readSwiss(payload: string) {
  const lines = payload.split('\n')
  if (lines[0] !== 'SPC' || lines.length !== 31) return undefined
  const address = (at: number) => {
    const [, name, street, number, postcode, town, country] = lines.slice(at, at + 7)
    if (name === '') return undefined
    const abroad = country === 'CH' ? '' : `${country}-`
    return [name!, `${street} ${number}`.trim(), `${abroad}${postcode} ${town}`.trim()].filter((line) => line !== '')
  }
  return {
    iban: lines[3]!,
    creditor: address(4)!,
    amount: lines[18]!,
    currency: lines[19]!,
    debtor: address(20),
    referenceKind: lines[27]! as 'QRR' | 'SCOR' | 'NON',
    reference: lines[28]!,
    message: lines[29]!,
  }
}

/** A QR-IBAN takes a QR reference and nothing else; any other account takes all but that. */
function referenceOf(iban: string, text: string): [kind: string, reference: string] | undefined {
  const plain = text.replace(/\s/g, '').toUpperCase()
  if (isQrIban(iban)) return isQrReference(plain) ? ['QRR', plain] : undefined
  if (/^RF\d{2}[A-Z0-9]{1,21}$/.test(plain)) return ['SCOR', plain]
  return plain === '' ? ['NON', ''] : undefined
}

function linesOf(it: Address): string[] {
  return ['S', it.name, it.street, it.number, it.postcode, it.town, it.country]
}

// Postcode and town on one line, in the orders that the lands write them.
const postcodeFirst = /^(?:([A-Z]{1,2})-)?(\d{4} ?[A-Z]{2}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6})[ ,]+(\D.*)$/
const postcodeLast = /^(.+?),? ((?:[A-Z]{2} )?\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/
const signs: Readonly<Record<string, string>> = { D: 'DE', A: 'AT', F: 'FR', I: 'IT', L: 'LU', FL: 'LI', B: 'BE' }

/** In its parts; undefined where no line holds a postcode and a town. */
function addressOf(it: Party): Address | undefined {
  const lines = it.lines.map((line) => line.trim()).filter((line) => line !== '')
  for (let at = lines.length - 1; at >= 0; at--) {
    const first = postcodeFirst.exec(lines[at]!)
    const last = first ? null : postcodeLast.exec(lines[at]!)
    if (!first && !last) continue
    const [postcode, town] = first ? [first[2]!, first[3]!] : [last![2]!, last![1]!]
    const street = /^(.*\D) (\d+ ?[a-zA-Z]?(?:[-/]\d+\w?)?)$/.exec(lines[at - 1] ?? '')
    const sign = first?.[1]
    return {
      name: cut(it.name, 70),
      street: cut(street?.[1] ?? lines[at - 1] ?? '', 70),
      number: cut(street?.[2] ?? '', 16),
      postcode: cut(postcode, 16),
      town: cut(town, 35),
      country: sign ? (signs[sign] ?? sign.padEnd(2, sign)) : it.country,
    }
  }
  return undefined
}

/** In the characters that the standard takes: Latin letters with their marks; of any other the plain letter, or a blank. */
function cut(text: string, max: number): string {
  const plain = [...text.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ')]
    .map((letter) =>
      /[\u0020-\u007e\u00a1-\u00ac\u00ae-\u017fȘșȚț€]/.test(letter)
        ? letter
        : letter.normalize('NFKD').replace(/[^\u0020-\u007e]/g, '') || ' ',
    )
    .join('')
  return [...plain.replace(/ +/g, ' ').trim()].slice(0, max).join('').trim()
}
