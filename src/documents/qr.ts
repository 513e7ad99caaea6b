// The payment QR code a banking app reads (EPC069-12, "GiroCode"), as an image for mail and for paper. Euro only: the
// standard knows no other currency, and a code that opens with the wrong sum is worse than none.

import { crc32, deflateSync } from 'node:zlib'
import { encode, renderSVG } from 'uqr'
import { decimalText } from '../core/money.ts'

export interface EpcFacts {
  readonly holder: string
  readonly iban?: string
  readonly bic?: string
  /** Left out: the payer types the sum. */
  readonly amountMinor?: number
  readonly reference: string
}

// EPC069-12 v2.1: amounts run from 0.01 to 999999999.99, and a name has at most 70 characters.
const amountMax = 999_999_999_99
const nameMax = 70

/** The payload, or undefined where no code can be made: no IBAN, no name, a sum past what the standard carries. */
export function epcPayload(facts: EpcFacts): string | undefined {
  const iban = facts.iban?.replace(/\s/g, '').toUpperCase() ?? ''
  const holder = [...oneLine(facts.holder)].slice(0, nameMax).join('')
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban) || holder === '') return undefined
  const amount = facts.amountMinor
  if (amount !== undefined && (amount < 1 || amount > amountMax)) return undefined
  const reference = oneLine(facts.reference).replaceAll(' ', '').toUpperCase()
  const structured = isCreditorReference(reference)
  const bic = facts.bic?.replace(/\s/g, '').toUpperCase() ?? ''
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    /^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(bic) ? bic : '',
    holder,
    iban,
    amount === undefined ? '' : `EUR${decimalText(amount, 'EUR')}`,
    '',
    structured ? reference : '',
    structured ? '' : [...oneLine(facts.reference)].slice(0, 140).join(''),
  ].join('\n')
}

/** ISO 11649: RF, two check digits, at most 21 letters and digits, and 97 divides it with a rest of 1. */
export function isCreditorReference(reference: string): boolean {
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference)) return false
  const digits = (reference.slice(4) + reference.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  )
  return BigInt(digits) % 97n === 1n
}

// The standard asks for error correction M; four modules of white are the quiet zone a phone needs.
// Readers take any of the eight masks; trying all to find the prettiest takes as long as all the rest of a mail.
const options = { ecc: 'M', boostEcc: false, border: 4, maskPattern: 0 } as const

export function qrSvg(payload: string): string {
  return renderSVG(payload, options)
}

/** A PNG of one bit a pixel: mail programs show it, while they strip SVG. */
export function qrPng(payload: string, pixelsPerModule = 6): Uint8Array {
  const { border, ...rest } = options
  // The white around it is drawn here: the library adds it row by row, at a third of its own time.
  const { data } = encode(payload, { ...rest, border: 0 })
  const width = (data.length + 2 * border) * pixelsPerModule
  const rowBytes = Math.ceil(width / 8) + 1
  const rows = Buffer.alloc(rowBytes * width)
  // Byte 0 of a row names its filter (none); a set bit is white. The bits after the last pixel stay dark.
  const white = Buffer.alloc(rowBytes, 0xff)
  white[0] = 0
  if (width % 8 > 0) white[rowBytes - 1] = 0xff00 >> (width % 8)
  for (let row = 0; row < width; row++) white.copy(rows, row * rowBytes)
  for (let down = 0; down < data.length; down++) {
    const modules = data[down]!
    const first = (down + border) * pixelsPerModule * rowBytes
    for (let across = 0; across < modules.length; across++) {
      if (!modules[across]) continue
      const from = (across + border) * pixelsPerModule
      for (let x = from; x < from + pixelsPerModule; x++) rows[first + 1 + (x >> 3)]! &= ~(0x80 >> (x & 7))
    }
    for (let copy = 1; copy < pixelsPerModule; copy++) {
      rows.copyWithin(first + copy * rowBytes, first, first + rowBytes)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(width, 4)
  head[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
