// Email addresses and phone numbers out of cells. What cannot be read costs a note, never the row.

import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

// The form that mail servers take without quoting; stricter than the standard, which nobody uses to its limits.
const emailForm =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/iu

export interface Emails {
  readonly good: readonly string[]
  readonly bad: readonly string[]
}

/** One cell may hold several, split by semicolons, commas or line breaks; `Name <address>` is an address. */
export function emailsOf(text: string): Emails {
  if (text === '') return none
  const good: string[] = []
  const bad: string[] = []
  for (const piece of text.split(/[;,\r\n|]+/)) {
    const trimmed = (/<([^<>]+)>/.exec(piece)?.[1] ?? piece)
      .trim()
      .replace(/^mailto:/i, '')
      .replace(/^['"]|['"]$/g, '')
    if (trimmed === '') continue
    if (trimmed.length <= 254 && emailForm.test(trimmed)) {
      if (!good.includes(trimmed)) good.push(trimmed)
    } else bad.push(trimmed)
  }
  return { good, bad }
}

const none: Emails = { good: [], bad: [] }
const phones = new Map<string, string | undefined>()

/** E.164, or undefined. Without a country only numbers with their `+` can be read. */
export function phoneOf(text: string, country: string | undefined): string | undefined {
  const key = `${country ?? ''} ${text}`
  if (phones.has(key)) return phones.get(key)
  const home = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined
  const bare = text
    .trim()
    .replace(/^00(?=[1-9])/, '+')
    .replace(/\(0\)/, '')
  const parsed = bare.length > 40 ? undefined : parsePhoneNumberFromString(bare, home)
  const found = parsed?.isPossible() ? parsed.number : undefined
  // Parsing costs some ten microseconds and exports repeat a customer on every invoice.
  if (phones.size > 20_000) phones.clear()
  phones.set(key, found)
  return found
}
