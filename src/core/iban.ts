// IBANs (ISO 13616) and our payment references (ISO 11649): both end on the same check, remainder 1 by 97.

import { problem, quoted } from './problem.ts'

/** The IBAN without spaces, in capitals; a Problem where its check digits are wrong. */
export function ibanText(text: string): string {
  const iban = text.replace(/\s/g, '').toUpperCase()
  if (!isIban(iban)) {
    throw problem(
      'iban.invalid',
      `${quoted(text)} is not a valid IBAN.`,
      'Copy it from your bank; two of its digits check the rest.',
    )
  }
  return iban
}

/** Without spaces and in capitals, whether it is one. */
export function isIban(text: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1
}

/** The payment reference of a debtor's number: `RF`, check digits, the number (ISO 11649), grouped by four. */
export function paymentReference(no: number): string {
  const body = `D${no}`
  const check = String(98 - mod97(`${body}RF00`)).padStart(2, '0')
  return `RF${check}${body}`.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The debtor's number in a payment reference as it comes back from a bank; undefined where it is none or a digit is wrong. */
export function numberOfReference(text: string): number | undefined {
  const plain = text.replace(/\s/g, '').toUpperCase()
  const match = /^RF\d{2}D(\d{1,15})$/.exec(plain)
  return match && mod97(plain.slice(4) + plain.slice(0, 4)) === 1 ? Number(match[1]) : undefined
}

function mod97(text: string): number {
  let rest = 0
  for (const letter of text) {
    const value = /\d/.test(letter) ? letter : String(letter.charCodeAt(0) - 55)
    for (const digit of value) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest
}
