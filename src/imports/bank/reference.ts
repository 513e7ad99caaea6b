// Structured payment references in what a payer wrote: only those whose check digits hold, so that an invoice number is not taken
// for one. RF (ISO 11649), the Swiss QR reference, the Belgian +++123/4567/89012+++. KID and OCR carry too little check to be found
// in free text; they are taken where the bank names them.

import { mod97 } from '../../core/iban.ts'

/** Found in free text, in its order, without blanks or marks. */
export function structuredIn(text: string): string[] {
  const found = new Set<string>()
  for (const [match] of text.toUpperCase().matchAll(/(?<![A-Z0-9])RF\d{2}(?: ?[A-Z0-9]){1,21}/g)) {
    const rf = longestRf(match)
    if (rf !== undefined) found.add(rf)
  }
  for (const [, a, b, c] of text.matchAll(/(?:\+{3}|\*{3})\s?(\d{3})\/?(\d{4})\/?(\d{5})\s?(?:\+{3}|\*{3})/g)) {
    const digits = `${a}${b}${c}`
    if (isBelgian(digits)) found.add(digits)
  }
  for (const [match] of text.matchAll(/(?<![\dA-Z])\d(?: ?\d){26}(?! ?\d)/g)) {
    const digits = match.replace(/ /g, '')
    if (isQrReference(digits)) found.add(digits)
  }
  return [...found]
}

/** Words that follow a reference may look like more of it: the longest beginning that checks. */
function longestRf(match: string): string | undefined {
  const words = match.split(' ')
  for (let count = words.length; count > 0; count -= 1) {
    const text = words.slice(0, count).join('')
    if (text.length > 4 && text.length <= 25 && mod97(text.slice(4) + text.slice(0, 4)) === 1) return text
  }
  return undefined
}

export function isBelgian(digits: string): boolean {
  if (!/^\d{12}$/.test(digits)) return false
  const check = Number(digits.slice(0, 10)) % 97
  return Number(digits.slice(10)) === (check === 0 ? 97 : check)
}

const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]

/** 27 digits, the last by modulo 10, recursive. Zeros alone are no reference. */
export function isQrReference(digits: string): boolean {
  if (!/^\d{27}$/.test(digits) || /^0+$/.test(digits)) return false
  let carry = 0
  for (const digit of digits.slice(0, 26)) carry = carries[(carry + Number(digit)) % 10]!
  return Number(digits[26]) === (10 - carry) % 10
}
