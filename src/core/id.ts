// Public ids: a prefix, and base 32 of the book and the uuid, so that nobody has to ask all books where a row lives.

import { problem, quoted } from './problem.ts'

export interface Key {
  readonly book: number
  readonly id: string
}

// Crockford's alphabet: no I, L, O or U, so that an id survives being read out over the phone.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

// Thousands of ids are made at one moment, which is spelled once.
let spelled = { moment: -1, text: '' }

/** Version 7 (RFC 9562): ordered by the moment it was made. `random` is ten bytes. */
export function uuid7(moment: number, random: Uint8Array): string {
  if (spelled.moment !== moment) {
    const at = moment.toString(16).padStart(12, '0')
    spelled = { moment, text: `${at.slice(0, 8)}-${at.slice(8)}-` }
  }
  const r = random
  const version = hex[(r[0]! & 0x0f) | 0x70]! + hex[r[1]!]!
  const variant = hex[(r[2]! & 0x3f) | 0x80]! + hex[r[3]!]!
  const node = hex[r[4]!]! + hex[r[5]!]! + hex[r[6]!]! + hex[r[7]!]! + hex[r[8]!]! + hex[r[9]!]!
  return `${spelled.text}${version}-${variant}-${node}`
}

export function publicId(prefix: string, key: Key): string {
  let value = (BigInt(key.book) << 128n) | BigInt(`0x${key.id.replaceAll('-', '')}`)
  let text = ''
  while (value > 0n) {
    text = alphabet[Number(value & 31n)] + text
    value >>= 5n
  }
  return `${prefix}_${text}`
}

/** Undefined where the text is no id of that prefix. */
export function parseId(prefix: string, text: string): Key | undefined {
  const match = /^([a-z]+)_([0-9a-z]{20,40})$/.exec(text.trim().toLowerCase())
  if (!match || match[1] !== prefix) return undefined
  let value = 0n
  for (const letter of match[2]!) {
    const digit = alphabet.indexOf(letter)
    if (digit < 0) return undefined
    value = (value << 5n) | BigInt(digit)
  }
  const hex = (value & ((1n << 128n) - 1n)).toString(16).padStart(32, '0')
  const book = Number(value >> 128n)
  if (!Number.isSafeInteger(book)) return undefined
  return {
    book,
    id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  }
}

/** As `parseId`, or a Problem that says what an id looks like. */
export function keyOf(prefix: string, text: string): Key {
  const key = parseId(prefix, text)
  if (!key) throw problem('id.unreadable', `${quoted(text)} is not an id.`, `Copy it whole; it starts with ${prefix}_.`)
  return key
}
