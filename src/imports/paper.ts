// What a document says it is: its kind, and the numbers in its name and text under which it may be filed, each with where it
// stands and what it is called there. Whether such a number exists is not known here.

import type { DocumentKind } from '../core/document.ts'
import { folded } from '../core/text.ts'
import type { Line } from './pdf.ts'

/**
 * `said`: named as a number of the wanted kind. `alone`: the whole file name. `telling`: long and mixed enough that it is not
 * there by chance. `digits`: only digits, and enough of them to be believed with the customer's name beside. `weak`: could be anything.
 */
export type Strength = 'said' | 'alone' | 'telling' | 'digits' | 'weak'

export interface Candidate {
  readonly of: 'claim' | 'customer'
  /** Folded, as numbers are kept. */
  readonly value: string
  readonly shown: string
  readonly where: 'name' | 'text'
  readonly strength: Strength
  /** Its cell and its place in it: what lies within a longer number that exists does not count. */
  readonly cell: number
  readonly from: number
  readonly to: number
}

// Folded: no marks, lower case.
const kindWords: readonly [DocumentKind, string][] = [
  [
    'proof_of_delivery',
    'proof of delivery|delivery note|delivery receipt|pod|lieferschein|liefernachweis|ablieferbeleg|bon de livraison|preuve de livraison|albaran|prueba de entrega|comprobante de entrega',
  ],
  [
    'order',
    'purchase order|order confirmation|order|po|bestellung|auftragsbestatigung|auftrag|bon de commande|confirmation de commande|commande|orden de compra|pedido',
  ],
  ['contract', 'contract|agreement|terms of sale|vertrag|rahmenvertrag|vereinbarung|contrat|contrato|acuerdo'],
  ['invoice', 'tax invoice|invoice|inv|rechnung|re|facture|fact|factura|fra'],
]
const claimWord = '(?:tax )?invoice|inv|bill|rechnungs?|beleg|facture|fact|factura|fra'
const numberWord = '(?:numbers?|nummer|numero|num|nr|no|n°|id|#)'
const asNumber = new RegExp(
  `(?:^|[^a-z])(?:(?:${claimWord})[ .-]*(?:d[eu] )?${numberWord}|${numberWord}[ .]*(?:d[eu] |of )?(?:la )?(?:${claimWord})|re[ .-]*(?:nr|no)|(?:${claimWord}) ?[:#])[ .:#°-]*$`,
)
const asTitle = new RegExp(`^(?:${claimWord})[ .:#°-]*$`)
const asCustomer = new RegExp(
  `(?:^|[^a-z])(?:(?:customer|client|account|kunden?|debitor(?:en)?|cliente|konto|compte)[ .-]*(?:d[eu] )?(?:client )?${numberWord}|(?:${numberWord}|code)[ .]*(?:de )?(?:client|cliente|compte)|debitor|cust)[ .:#°-]*$`,
)
const asOther =
  /(?:^|[^a-z])(?:order|po|bestell\w*|auftrags?|commande|pedido|delivery(?: note)?|lieferscheins?|livraison|albaran|date|datum|fecha|tel|phone|telefon|fax|iban|bic|vat|ust|tva|iva|siret|siren|nif|cif|tax|steuer|hrb|page|seite)[ .-]*(?:note )?(?:(?:id|number|nummer|numero|num|nr|no|n°|intracom)[ .]*)?[ .:#°-]*$/
const moneyBeside = /^\s*(?:[€£$]|eur\b|gbp\b|usd\b|chf\b)/
const moneyBefore = /(?:[€£$]|\b(?:eur|gbp|usd|chf))\s*$/
const spanBeside = /^\s*(?:days?|tagen?|jours?|dias?|%|x\b|h\b|st\b|pcs)/
const dateLike = /^(?:\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d{2}|\d{4})|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|(?:19|20)\d\d)$/

const partsMax = 6
const lettersMax = 40
/** A long contract has more numbers than it has a number of its own. */
const candidatesMax = 20_000

/** The numbers of a file's name (without its ending) and of its lines. */
export function candidatesOf(stem: string, lines: readonly Line[]): Candidate[] {
  const found: Candidate[] = []
  nameCandidates(stem, found)
  let cell = 0
  for (const [i, line] of lines.entries()) {
    for (const [j, it] of line.entries()) {
      cell += 1
      if (found.length > candidatesMax) return found
      if (!/\d/.test(it.text)) continue
      const above = lines[i - 1]?.find((one) => one.from < it.to && one.to > it.from)
      textCandidates(it.text, [line[j - 1]?.text, above?.text], cell, found)
    }
  }
  return found
}

/** What it is, by the words of its name or else of a title in its text; undefined where neither says. */
export function kindOf(stem: string, lines: readonly Line[]): { kind: DocumentKind; because: string } | undefined {
  const name = folded(spaced(stem))
  for (const [kind, words] of kindWords) {
    const at = new RegExp(`(?:^|[^a-z])(${words})(?:$|[^a-z])`).exec(name)
    if (at) return { kind, because: `"${at[1]}" in its name` }
  }
  // A title stands alone or with its number; "Order no" in a table of an invoice is no title.
  for (const bare of [true, false]) {
    for (const cell of lines.slice(0, 80).flat()) {
      const text = folded(cell.text)
      for (const [kind, words] of kindWords) {
        const short =
          kind === 'invoice' ? words.replace('|inv|', '|').replace('|re|', '|').replace('|fact|', '|') : words
        const title = bare ? `^(${short})$` : `^(${short})[ :]*(?:${numberWord}[ .:]*)?\\S*\\d\\S*$`
        const at = new RegExp(title).exec(text)
        if (at && (bare || !/^(?:order|auftrag|commande|pedido|po)$/.test(at[1]!))) {
          return { kind, because: `its title "${at[1]}"` }
        }
      }
    }
  }
  return undefined
}

interface Part {
  readonly from: number
  readonly to: number
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((it) => ({ from: it.index, to: it.index + it[0].length }))
}

/** Every run of parts, joined by one sign or a space, that has a digit and does not stand within other digits. */
function* runs(text: string): Generator<Part> {
  const parts = partsOf(text)
  for (let i = 0; i < parts.length; i++) {
    if (withinDigits(text, parts[i - 1], parts[i]!)) continue
    for (let j = i; j < Math.min(parts.length, i + partsMax); j++) {
      if (j > i && !/^(?:[-/._#–]| | ?[-/] ?)$/.test(text.slice(parts[j - 1]!.to, parts[j]!.from))) break
      const it = { from: parts[i]!.from, to: parts[j]!.to }
      if (it.to - it.from > lettersMax) break
      if (withinDigits(text, parts[j], parts[j + 1])) continue
      if (/\d/.test(text.slice(it.from, it.to))) yield it
    }
  }
}

// "100" in "2024-100", "1,100.00" or "10.100" is not the number 100.
function withinDigits(text: string, left: Part | undefined, right: Part | undefined): boolean {
  if (!left || !right) return false
  const between = text.slice(left.to, right.from)
  if (!/^[-–/._,:;'’#]$/.test(between)) return false
  return /\d/.test(text.slice(left.from, left.to)) && /\d/.test(text.slice(right.from, right.to))
}

function textCandidates(text: string, beside: readonly (string | undefined)[], cell: number, into: Candidate[]): void {
  for (const { from, to } of runs(text)) {
    const shown = text.slice(from, to)
    const before = folded(text.slice(Math.max(0, from - 40), from))
    // A label stands before its number, in the cell to the left, or above it.
    const labels = [before, ...(from === 0 ? beside.flatMap((it) => (it === undefined ? [] : [folded(it)])) : [])]
    const after = text.slice(to, to + 12).toLowerCase()
    const spelled = { shown, value: folded(shown), where: 'text', cell, from, to } as const
    if (labels.some((it) => asCustomer.test(it))) {
      // More digits follow: an account at a bank, in groups.
      if (/^ \d/.test(after)) continue
      into.push({ ...spelled, of: 'customer', strength: 'said' })
      continue
    }
    if (labels.some((it) => asNumber.test(it)) || (asTitle.test(before) && !spanBeside.test(after))) {
      into.push({ ...spelled, of: 'claim', strength: 'said' })
      continue
    }
    if (labels.some((it) => asOther.test(it))) continue
    // A sub-number: "2024-7-B" is not 2024-7.
    if (/^[-/][a-z]{1,2}(?:$|[^a-z])/.test(after)) continue
    const money = moneyBeside.test(after) || moneyBefore.test(before) || spanBeside.test(after)
    const strength = money ? 'weak' : chance(shown)
    into.push({ ...spelled, of: 'claim', strength })
  }
}

function nameCandidates(stem: string, into: Candidate[]): void {
  const text = spaced(stem)
  const whole = text.trim()
  for (const { from, to } of runs(text)) {
    const shown = text.slice(from, to)
    const before = folded(text.slice(0, from).replace(/[-_./ ]+$/, ''))
    const of = asCustomer.test(before) || /(?:^|[^a-z])(?:kd|kunde|customer|client|cliente|debitor)$/.test(before)
    const said =
      /(?:^|[^a-z])(?:invoice|inv|bill|rechnung|re|rg|facture|fact|factura|fra|beleg)(?: ?(?:no|nr|num|n|numero|nummer))?$/
    const strength = of || said.test(before) ? 'said' : shown === whole ? 'alone' : chance(shown)
    // No file name holds a slash, so that other signs stand in for it, or nothing does.
    for (const spelling of new Set([shown, ...['/', '-', '.', ' ', ''].map((sign) => shown.replace(/[-_. ]+/g, sign))]))
      into.push({
        of: of ? 'customer' : 'claim',
        value: folded(spelling),
        shown,
        where: 'name',
        strength,
        cell: 0,
        from,
        to,
      })
  }
}

/** A word for an invoice stuck to its number is parted from it, and "_" is a space. */
function spaced(stem: string): string {
  return stem
    .normalize('NFC')
    .replaceAll('_', ' ')
    .replace(/(?<=(?:^|[^\p{L}])(?:invoice|inv|rechnung|facture|factura))(?=\d)/giu, ' ')
}

// Long enough and not only digits: not there by chance.
function telling(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= 5 && /\D/.test(text) && !dateLike.test(text)
}

function chance(text: string): Strength {
  // Words around a number by a space only ("total 2024-7") are no part of it unless the whole is known, so they do no harm.
  if (telling(text)) return 'telling'
  return /^\d{6,}$/.test(text) ? 'digits' : 'weak'
}
