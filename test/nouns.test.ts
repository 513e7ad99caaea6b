// An agency's desk says debtor and claim where a creditor's says customer and invoice, in every word of every page.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const words = join(import.meta.dirname, '..', 'web', 'words')
type Nouns = { ofAgency<W>(of: W, language: 'en' | 'de'): W }
// By their addresses: the pages are of another program, and are not read here.
const { ofAgency } = (await import(pathToFileURL(join(words, 'nouns.ts')).href)) as Nouns

test.each([
  ['en', 'An invoice of this customer', 'A claim of this debtor'],
  ['en', 'Customers, invoices, actions …', 'Debtors, claims, actions …'],
  ['en', 'An e-invoice', 'An e-invoice'],
  ['de', 'Was einen Kunden betrifft', 'Was einen Schuldner betrifft'],
  ['de', 'der Name des Kunden', 'der Name des Schuldners'],
  ['de', 'Geld den Rechnungen zuordnen', 'Geld den Forderungen zuordnen'],
  ['de', 'Eine E-Rechnung', 'Eine E-Rechnung'],
] as const)('%s: %s', (language, creditor, agency) => {
  expect(ofAgency(creditor, language)).toBe(agency)
  expect(ofAgency({ deep: { says: (no: number) => `${creditor} ${no}` } }, language).deep.says(7)).toBe(`${agency} 7`)
})

test('no page of an agency speaks of customers or invoices', async () => {
  const left: string[] = []
  const look = (value: unknown, at: string) => {
    if (typeof value === 'string') {
      if (/\b(customers?|Kunden?|Rechnung(en)?)\b/i.test(value) && !/E-Rechnung/i.test(value))
        left.push(`${at}: ${value}`)
    } else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) look(one, `${at}.${name}`)
  }
  for (const file of readdirSync(words)) {
    if (file === 'nouns.ts' || !file.endsWith('.ts')) continue
    const all = (await import(pathToFileURL(join(words, file)).href)) as Record<string, { en?: object; de?: object }>
    for (const [name, both] of Object.entries(all))
      for (const language of ['en', 'de'] as const)
        look(ofAgency(both?.[language], language), `${file} ${name} ${language}`)
  }
  expect(left).toEqual([])
})
