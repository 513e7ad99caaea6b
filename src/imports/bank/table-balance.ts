// The balances of a bank's table: the running one held against every line, and those that stand above the header or below the last entry.
// A list may have its newest line first; which way it runs, its balances say.

import { isIban } from '../../core/iban.ts'
import { moneyText } from '../../core/money.ts'
import type { Balance } from './statement.ts'
import { compact } from './table-column.ts'
import { refuse } from './table-style.ts'

/** What the balance of an account must move by on one line. */
export interface Moved {
  readonly line: number
  /** Of the whole line, a fee included. */
  readonly amountMinor: number
  readonly balanceMinor?: number
}

/** True where the newest line stands first. `down` is what the days say; undefined where all are of one day. */
export function newestFirst(lines: readonly Moved[], down: boolean | undefined): boolean {
  const asIs = breaks(lines)
  const turned = breaks([...lines].reverse())
  if (asIs.length === turned.length) return down === true
  return turned.length < asIs.length
}

function breaks(lines: readonly Moved[]): { line: Moved; before: number; since: number }[] {
  const found: { line: Moved; before: number; since: number }[] = []
  let balance: number | undefined
  let since = 0
  for (const line of lines) {
    since += line.amountMinor
    if (line.balanceMinor === undefined) continue
    if (balance !== undefined && balance + since !== line.balanceMinor) found.push({ line, before: balance, since })
    balance = line.balanceMinor
    since = 0
  }
  return found
}

/** The balances before the first and after the last line, oldest first. Throws a Problem at the first line whose balance is not its sum. */
export function runningBalance(
  lines: readonly Moved[],
  currency: string,
): { readonly opening?: Balance; readonly closing?: Balance } {
  const [first] = breaks(lines)
  if (first !== undefined) {
    const money = (amountMinor: number) => moneyText(amountMinor, currency)
    throw refuse(
      first.line.line,
      `The balance does not follow: ${money(first.before)} and ${money(first.since)} make ${money(first.before + first.since)}, and the line says ${money(first.line.balanceMinor!)}.`,
      'Export the list again, whole and unedited; if its column is no balance after each line, leave it out (--map balance=).',
    )
  }
  const known = lines.findIndex((line) => line.balanceMinor !== undefined)
  if (known === -1) return {}
  const sum = (some: readonly Moved[]) => some.reduce((total, line) => total + line.amountMinor, 0)
  const last = lines.findLastIndex((line) => line.balanceMinor !== undefined)
  return {
    opening: { amountMinor: lines[known]!.balanceMinor! - sum(lines.slice(0, known + 1)) },
    closing: { amountMinor: lines[last]!.balanceMinor! + sum(lines.slice(last + 1)) },
  }
}

const openings = words(
  `beginning balance, opening balance, starting balance, start balance, Anfangssaldo, Anfangsbestand, letzter Kontostand, alter Kontostand,
  alter Saldo, Saldovortrag, solde initial, ancien solde, solde début, solde précédent, saldo inicial, saldo anterior, beginsaldo,
  saldo iniziale, balance brought forward, balance forward`,
)
const closings = words(
  `ending balance, closing balance, end balance, Endsaldo, Endbestand, neuer Kontostand, neuer Saldo, Schlusssaldo, Abschlusssaldo,
  Kontostand, solde final, nouveau solde, solde fin, solde, saldo final, eindsaldo, saldo finale, balance carried forward, saldo, balance,
  Saldo actual, current balance, huidig saldo, Kontosaldo, aktueller Kontostand, solde du compte`,
)
const totals = words(
  'total, totals, totaux, Summe, Gesamt, Gesamtsumme, totaal, totale, suma, total credits, total debits, Summe Soll, Summe Haben, total amount, somme',
)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/,\s+/).map(compact))
}

export type Note =
  | { readonly what: 'opening' | 'closing'; readonly texts: readonly string[] }
  | { readonly what: 'total' }

/**
 * What a row beside the entries says, by the words of its first cell with any, or of its second behind a date; undefined where they are not
 * known to the letter: a payment to "Total Energies" whose day was lost must not pass for a sum.
 */
export function noteOf(cells: readonly string[]): Note | undefined {
  const filled = cells.filter((cell) => cell.trim() !== '')
  for (const [at, cell] of filled.slice(0, 2).entries()) {
    // "Kontostand vom 31.03.2026: 1.000,00" in one cell has its sum behind the colon.
    const [label = '', inside] = cell.split(/:\s*(?=\S)|:\s*$/, 2)
    const plain = compact(label.replace(/\s+(?:vom|am|per|as of|on|au|al|op|zum|del)\s[\s\d./-]*$|[\s\d./-]+$/i, ''))
    const texts = [...(inside === undefined || inside === '' ? [] : [inside]), ...filled.slice(at + 1)]
    if (openings.has(plain)) return { what: 'opening', texts }
    if (closings.has(plain)) return { what: 'closing', texts }
    if (totals.has(plain)) return { what: 'total' }
  }
  return undefined
}

/** An account that stands above the header: an IBAN whose digits check, or what follows the word for an account. */
export function accountIn(rows: readonly (readonly string[])[]): string | undefined {
  const cells = rows.flat()
  for (const cell of cells) {
    for (const [match] of cell.toUpperCase().matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}/g)) {
      const found = longestIban(match)
      if (found !== undefined) return found
    }
  }
  const label =
    /^(?:konto|kontonummer|ktonr|accountnumber|accountno|account|compte|numerodecompte|numerocompte|cuenta|numerodecuenta|rekening|rekeningnummer|iban|conto)$/
  for (const cell of cells) {
    const number = /^\s*(?:konto|compte|account|cuenta|rekening|conto)\b[^\d;]{0,15}(\d{5,30})\s*$/i.exec(cell)?.[1]
    if (number !== undefined) return number
  }
  for (const row of rows) {
    const filled = row.filter((cell) => cell.trim() !== '')
    const at = filled.findIndex((cell) => label.test(compact(cell.split(':')[0]!)))
    const said = at === -1 ? undefined : (/:\s*(\S.*)$/.exec(filled[at]!)?.[1] ?? filled[at + 1])
    const number = said?.replace(/\s/g, '')
    if (number !== undefined && /\d{4,}/.test(number) && number.length <= 40) return number.toUpperCase()
  }
  return undefined
}

/** Words that follow an IBAN may look like more of it: the longest beginning that checks. */
function longestIban(match: string): string | undefined {
  const words = match.split(' ')
  for (let count = words.length; count > 0; count -= 1) {
    const text = words.slice(0, count).join('')
    if (isIban(text)) return text
  }
  return undefined
}
