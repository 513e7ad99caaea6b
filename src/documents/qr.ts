// The payment QR code a banking app reads (EPC069-12, "GiroCode"; the Swiss one is swiss-qr.ts), as an image for mail and for paper.
// Euro only, between accounts of SEPA: a code that opens with the wrong sum, or with an account that cannot be paid so, is worse than none.

import { crc32, deflateSync } from 'node:zlib'
import { encode, renderSVG } from 'uqr'
import { isIban, isQrIban } from '../core/iban.ts'
import { decimalText } from '../core/money.ts'
import { economicArea, sepaBeyond } from '../rules/payment-areas.ts'

export interface EpcFacts {
  readonly holder: string
  readonly iban?: string
  readonly bic?: string
  /** Left out: the payer types the sum. */
  readonly amountMinor?: number
  readonly reference: string
}

// EPC069-12 v2.1: amounts run from 0.01 to 999999999.99, a name has at most 70 characters, all together at most 331 bytes.
const amountMax = 999_999_999_99
const nameMax = 70
const bytesMax = 331

/** The payload, or undefined where no code can be made: no IBAN, no name, a sum past what the standard carries. */
export function epcPayload(facts: EpcFacts): string | undefined {
  const iban = facts.iban?.replace(/\s/g, '').toUpperCase() ?? ''
  const holder = [...oneLine(facts.holder)].slice(0, nameMax).join('')
  const bic = facts.bic?.replace(/\s/g, '').toUpperCase() ?? ''
  const withBic = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)
  const land = iban.slice(0, 2)
  const reachable = economicArea.countries.includes(land) || (sepaBeyond.countries.includes(land) && withBic)
  if (!isIban(iban) || isQrIban(iban) || !reachable || holder === '') return undefined
  const amount = facts.amountMinor
  if (amount !== undefined && (amount < 1 || amount > amountMax)) return undefined
  const reference = oneLine(facts.reference).replaceAll(' ', '').toUpperCase()
  const structured = isCreditorReference(reference)
  const payload = [
    'BCD',
    '002',
    '1',
    'SCT',
    withBic ? bic : '',
    holder,
    iban,
    amount === undefined ? '' : `EUR${decimalText(amount, 'EUR')}`,
    '',
    structured ? reference : '',
    structured ? '' : [...oneLine(facts.reference)].slice(0, 140).join(''),
  ].join('\n')
  return Buffer.byteLength(payload) <= bytesMax ? payload : undefined
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

/** `bare`: without the white around it, where the page leaves that itself. */
export function qrSvg(payload: string, bare = false): string {
  const border = bare ? 0 : options.border
  const svg = renderSVG(payload, { ...options, border })
  if (!isSwiss(payload)) return svg
  const [, size] = /viewBox="0 0 (\d+) /.exec(svg)!
  const modules = (Number(size) - 2 * border) / 10
  const side = (modules * 10 * crossMm) / swissMm
  const from = Number(size) / 2 - side / 2
  const rects = crossParts
    .map(({ x, y, width, height, dark }) => {
      const [left, top] = [from + x * side, from + y * side]
      return `<rect x="${left}" y="${top}" width="${width * side}" height="${height * side}" fill="${dark ? '#000' : '#fff'}"/>`
    })
    .join('')
  return svg.replace('</svg>', `${rects}</svg>`)
}

function isSwiss(payload: string): boolean {
  return payload.startsWith('SPC\n')
}

// The cross in the middle of a Swiss code: 7 of its 46 mm, as shares of its own side. Error correction M bears it.
const swissMm = 46
const crossMm = 7
const crossParts = [
  { x: 0, y: 0, width: 1, height: 1, dark: false },
  { x: 0.0725, y: 0.0725, width: 0.855, height: 0.855, dark: true },
  { x: 0.4165, y: 0.222, width: 0.167, height: 0.556, dark: false },
  { x: 0.222, y: 0.4165, width: 0.556, height: 0.167, dark: false },
] as const

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
  if (isSwiss(payload)) drawCross(rows, rowBytes, data.length * pixelsPerModule, border * pixelsPerModule)
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

function drawCross(rows: Buffer, rowBytes: number, codePixels: number, border: number): void {
  const side = (codePixels * crossMm) / swissMm
  const from = border + (codePixels - side) / 2
  for (const part of crossParts) {
    const [left, top] = [Math.round(from + part.x * side), Math.round(from + part.y * side)]
    const [right, bottom] = [
      Math.round(from + (part.x + part.width) * side),
      Math.round(from + (part.y + part.height) * side),
    ]
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = y * rowBytes + 1 + (x >> 3)
        if (part.dark) rows[at]! &= ~(0x80 >> (x & 7))
        else rows[at]! |= 0x80 >> (x & 7)
      }
    }
  }
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
