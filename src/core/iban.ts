// IBANs (ISO 13616) and our payment references (ISO 11649): both end on the same check, remainder 1 by 97. Accounts of the Swiss
// QR-bill that are QR-IBANs take another kind of reference, of 27 figures.

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

/** Whether a text is an IBAN whose check digits are right. */
export function isIban(text: string): boolean {
  const iban = text.replace(/\s/g, '').toUpperCase()
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && mod97(iban.slice(4) + iban.slice(0, 4)) === 1
}

/** A Swiss account that only takes QR references: its bank's number lies between 30000 and 31999 (SIX, QR-bill 2.3, chapter 3.3). */
export function isQrIban(text: string): boolean {
  const iban = text.replace(/\s/g, '').toUpperCase()
  return /^(CH|LI)\d{2}3[01]\d{3}/.test(iban)
}

/** The reference under which this debtor pays to an account: of 27 figures where it is a QR-IBAN, else ISO 11649. */
export function referenceFor(no: number, iban: string | undefined): string {
  return iban !== undefined && isQrIban(iban) ? qrReference(no) : paymentReference(no)
}

// Our mark at the front, so that a reference of another program with a short number is not taken for a debtor's.
const qrMark = '68'

/** A debtor's number as a QR reference: our mark, the number, a check figure (modulo 10, recursive). */
function qrReference(no: number): string {
  const body = `${qrMark}${String(no).padStart(24, '0')}`
  return groupedReference(`${body}${checkFigure(body)}`)
}

/** As it is printed: QR references two and then by fives, any other by fours. */
export function groupedReference(text: string): string {
  const plain = text.replace(/\s/g, '')
  return /^\d{27}$/.test(plain) ? plain.replace(/^(\d\d)|(\d{5})(?=\d)/g, '$& ') : plain.replace(/(.{4})(?=.)/g, '$1 ')
}

/** 27 figures whose last is right (modulo 10, recursive). */
export function isQrReference(text: string): boolean {
  const plain = text.replace(/\s/g, '')
  return /^\d{27}$/.test(plain) && checkFigure(plain.slice(0, 26)) === Number(plain[26])
}

function checkFigure(figures: string): number {
  const table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
  let carry = 0
  for (const figure of figures) carry = table[(carry + Number(figure)) % 10]!
  return (10 - carry) % 10
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
  const own = new RegExp(`^${qrMark}0{9}(\\d{15})\\d$`).exec(plain)
  if (own && isQrReference(plain)) return Number(own[1])
  const match = /^RF\d{2}D(\d{1,15})$/.exec(plain)
  return match && mod97(plain.slice(4) + plain.slice(0, 4)) === 1 ? Number(match[1]) : undefined
}

/** The remainder by 97 of digits and capital letters, where A is 10 (ISO 7064): 1 where the check digits hold. */
export function mod97(text: string): number {
  let rest = 0
  for (const letter of text) {
    const value = /\d/.test(letter) ? letter : String(letter.charCodeAt(0) - 55)
    for (const digit of value) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest
}
