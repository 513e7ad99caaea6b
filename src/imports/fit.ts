// Whether what a column holds fits the field that its name promises. It looks at samples only, and it never finds a field for
// a column whose name says nothing.

import { quoted } from '../core/problem.ts'
import { amountParts, currencyCodes } from './amount.ts'
import { countryOf, languageOf } from './country.ts'
import type { Table } from './csv.ts'
import { dateParts } from './date.ts'
import { type Field, fieldType } from './field.ts'
import type { NameMatch } from './header.ts'
import { kindOf } from './kind.ts'
import { claimKindOf, handlingOf, isBlank, statusOf, termsOf, yesOrNo } from './word.ts'

export interface Fit {
  readonly ok: boolean
  readonly holds: string
}

/** Half of what a column holds must fit: less is another thing of that name, more is an export with slips in it. */
export function fitOf(match: NameMatch, texts: readonly string[], rivals: boolean): Fit {
  const { field } = match
  if (texts.length === 0) return { ok: true, holds: 'nothing' }
  const holds = `values such as ${quoted(texts[0]!, 24)}`
  const atLeastHalf = (test: (text: string) => boolean): Fit => ({ ok: share(texts, test) >= 0.5, holds })
  switch (fieldType(field)) {
    case 'day':
      return atLeastHalf(isDate)
    case 'amount':
      return atLeastHalf(isAmount)
    case 'currency':
      return atLeastHalf((text) => currencyCodes(text) !== undefined)
    case 'country':
      return atLeastHalf((text) => countryOf(text) !== undefined)
    case 'language':
      return atLeastHalf((text) => languageOf(text) !== undefined)
    case 'email':
      return atLeastHalf((text) => text.includes('@'))
    case 'phone':
      return atLeastHalf((text) => (text.match(/\d/g)?.length ?? 0) >= 5 && !isDate(text))
    case 'terms':
      return atLeastHalf((text) => termsOf(text) !== undefined)
    case 'yes_no':
      return {
        ok: share(texts, (text) => yesOrNo(text) === undefined && (isDate(text) || isAmount(text))) < 0.5,
        holds,
      }
    case 'text':
      return textFit(field, texts, rivals, holds)
  }
}

function textFit(field: Field, texts: readonly string[], rivals: boolean, holds: string): Fit {
  const words: Partial<Record<Field, (text: string) => boolean>> = {
    kind: (text) => claimKindOf(text) !== undefined,
    status: (text) => statusOf(text) !== undefined,
    debtorKind: (text) => kindOf(text) !== undefined,
    handling: (text) => handlingOf(text) !== undefined,
  }
  const word = words[field]
  if (word !== undefined) return { ok: share(texts, word) >= 0.5, holds }
  if (field === 'name' && rivals) return { ok: share(texts, isCode) < 0.5, holds }
  if (field === 'externalId' && rivals) return { ok: share(texts, isCode) >= 0.5, holds }
  if (field === 'name' || field === 'contactName')
    return { ok: share(texts, (text) => !/\p{L}/u.test(text)) < 0.8, holds }
  if (field === 'number') {
    const other = (text: string) =>
      /^\D{0,3}\d{1,3}(?:[., ]?\d{3})*[.,]\d{2}\D{0,4}$/.test(text) || (isDate(text) && /[./-]/.test(text))
    return { ok: share(texts, other) < 0.8, holds }
  }
  return { ok: true, holds }
}

/** A number or a short code, not a name: "10023", "C-0042", "0379-NEVHP". */
function isCode(text: string): boolean {
  return /\d/.test(text) && !/\s\p{L}{2,}/u.test(text)
}

export function isDate(text: string): boolean {
  const parts = dateParts(text)
  return parts !== undefined && !('wrong' in parts)
}

export function isAmount(text: string): boolean {
  const parts = amountParts(text)
  return parts !== undefined && !('wrong' in parts)
}

export function filledIn(table: Table, index: number): string[] {
  const texts: string[] = []
  for (const cells of table.sample) {
    const text = cells[index]?.trim() ?? ''
    if (!isBlank(text)) texts.push(text)
    if (texts.length === 500) break
  }
  return texts
}

export function share(texts: readonly string[], test: (text: string) => boolean): number {
  return texts.length === 0 ? 0 : texts.filter(test).length / texts.length
}
