// What life does to the words of a payment: names shortened, umlauts spelled out, references cut and mistyped. Each function takes
// what was meant and gives what stands on the statement.

import { chance, type Draw, pick } from './company.ts'

export type Noise =
  | 'clean'
  | 'name short'
  | 'legal form dropped'
  | 'and Co'
  | 'other person pays'
  | 'group pays'
  | 'umlauts'
  | 'cut at 27'
  | 'cut at 35'
  | 'cut at 140'
  | 'blanks inside'
  | 'transposed'
  | 'missing zero'
  | 'O for 0'
  | 'digit wrong'
  | 'only the end of the number'
  | 'several invoices'
  | 'part payment'
  | 'over payment'
  | 'discount agreed'
  | 'discount taken'
  | 'bank fee'
  | 'rounding'
  | 'credit deducted'
  | 'paid twice'
  | 'new IBAN'
  | 'no reference'
  | 'our reference'
  | 'RF mistyped'
  | 'structured'
  | 'customer number'
  | 'like name'
  | 'same amount'
  | 'nobody: interest'
  | 'nobody: tax refund'
  | 'nobody: own money'
  | 'nobody: supplier refund'

const spelledOut: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  à: 'a',
  è: 'e',
}

/** As banks' character sets have it: umlauts spelled out, often all in capitals. */
export function plainLetters(text: string): string {
  return text.replace(/[äöüÄÖÜßàè]/g, (letter) => spelledOut[letter]!)
}

/** A customer's name as their bank writes it. */
export function garbledName(draw: Draw, name: string, person: boolean, noises: Noise[]): string {
  let it = name
  const roll = draw(100)
  if (person) {
    const [first = '', ...rest] = name.split(' ')
    if (roll < 20) it = `${rest.join(' ')}, ${first}`
    else if (roll < 28) it = `${first[0]}. ${rest.join(' ')}`
    else if (roll < 36) it = `${first} und ${pick(draw, ['Karl', 'Eva', 'Hans', 'Ute'])} ${rest.join(' ')}`
    else if (roll < 40) it = `Herr ${name}`
    if (it !== name) noises.push('name short')
  } else if (roll < 14) {
    it = name.replace(/ (GmbH & Co\. KG|UG \(haftungsbeschränkt\)|\S+)$/, '')
    noises.push('legal form dropped')
  } else if (roll < 19) {
    it = name.replace(/ (GmbH & Co\. KG|UG \(haftungsbeschränkt\)|\S+)$/, ' u. Co. KG')
    noises.push('and Co')
  } else if (roll < 26) {
    const words = name.split(' ')
    it = words.map((word, i) => (i === 1 && word.length > 6 ? `${word.slice(0, 5)}.` : word)).join(' ')
    noises.push('name short')
  }
  if (/[äöüÄÖÜßàè]/.test(it) && chance(draw, 55)) {
    it = plainLetters(it)
    noises.push('umlauts')
  }
  if (chance(draw, 25)) it = it.toUpperCase()
  if (it.length > 27 && chance(draw, 30)) {
    it = it.slice(0, 27)
    noises.push('cut at 27')
  } else if (it.length > 35) {
    it = it.slice(0, 35)
    noises.push('cut at 35')
  }
  return it
}

/** A number as somebody types it from paper. */
export function typedNumber(draw: Draw, number: string, noises: Noise[]): string {
  const roll = draw(1000)
  const digits = [...number.matchAll(/\d/g)].map((it) => it.index)
  if (roll < 25) {
    const at = digits[1 + draw(digits.length - 2)]!
    if (/\d/.test(number[at + 1] ?? '') && number[at] !== number[at + 1]) {
      noises.push('transposed')
      return `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
    }
  } else if (roll < 45) {
    const zero = number.lastIndexOf('0')
    if (zero > 0) {
      noises.push('missing zero')
      return number.slice(0, zero) + number.slice(zero + 1)
    }
  } else if (roll < 60) {
    if (number.includes('0')) {
      noises.push('O for 0')
      return number.replace('0', 'O')
    }
  } else if (roll < 75) {
    const at = digits[digits.length - 1 - draw(3)]!
    noises.push('digit wrong')
    return `${number.slice(0, at)}${(Number(number[at]) + 1 + draw(9)) % 10}${number.slice(at + 1)}`
  } else if (roll < 105) {
    const tail = /(\d{4,})$/.exec(number)?.[1]
    if (tail && tail.length < number.replace(/\D/g, '').length) {
      noises.push('only the end of the number')
      return String(Number(tail))
    }
  } else if (roll < 200) return number.replace(/[-/]/g, pick(draw, [' ', '', '.']))
  else if (roll < 260) return number.replace(/^\D+/, '')
  return number
}

/** Text as the bank hands it on: in lines of 27 joined by a blank, or cut at 35 or at 140. */
export function handedOn(draw: Draw, text: string, noises: Noise[]): string {
  let it = chance(draw, 40) ? plainLetters(text).toUpperCase() : text
  if (it.length > 27 && chance(draw, 12)) {
    const lines = it.match(/.{1,27}/g)!
    noises.push('blanks inside')
    it = lines.join(' ')
  }
  if (it.length > 35 && chance(draw, 2)) {
    noises.push('cut at 35')
    it = it.slice(0, 35)
  }
  if (it.length > 140) {
    noises.push('cut at 140')
    it = it.slice(0, 140)
  }
  return it
}
