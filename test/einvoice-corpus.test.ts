// Every e-invoice of the collection beside this checkout is imported, or refused with a Problem that names what is wrong. Nothing of it
// is copied here; where it is missing the tests are skipped and say so.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '../src/core/problem.ts'
import { readEInvoices } from '../src/imports/einvoice/read.ts'
import { openPdfReader } from '../src/imports/pdf.ts'
import type { ImportRow } from '../src/imports/row.ts'

const shared = resolve(import.meta.dirname, '../../shared/data/einvoice')
const there = existsSync(shared)
if (!there) console.log('Skipped: the sample e-invoices are not beside this checkout.')

/** What of the collection is refused and why; everything else must come in. */
const refused: Readonly<Record<string, string>> = {
  'cii/cef/CII-BR-CO-10-RoundingIssue.xml': 'einvoice.nothing_owed',
  'fatturaPA/eigor/valid/con-ritenuta-acconto-e-cassa-previdenziale.xml': 'einvoice.malformed',
  // Asks for -1273.00 and comes to 1527.60.
  'fatturaPA/eigor/valid/fattpa-creditnote.to-ublcn-working-example.xml': 'einvoice.sums',
  // Its lines come to 25.00, its basis is 27.00.
  'fatturaPA/official/valid/IT01234567890_FPR03.xml': 'einvoice.sums',
  'zugferd/XML-Rechnung/UBL/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.ubl.xml': 'einvoice.sums',
  // States its allowances above zero as a sum and below zero one by one.
  'zugferd/ZUGFeRDv1/correct/Intarsys/ZUGFeRD_1p0_EXTENDED_Kostenrechnung.pdf': 'einvoice.sums',
  'zugferd/ZUGFeRDv1/correct/Konik/acme_invoice-42_ZUGFeRD.pdf': 'einvoice.missing',
  'zugferd/ZUGFeRDv1/fail/Mustangproject/fail1.pdf': 'einvoice.missing',
  'zugferd/ZUGFeRDv1/fail/Mustangproject/fail3.pdf': 'einvoice.missing',
  'zugferd/ZUGFeRDv2/fail/Mustangproject/factur-x-invalid-xml-encoding-attribute.pdf': 'einvoice.encoding',
}

const pdf = openPdfReader()
afterAll(() => pdf.close())

async function read(file: string): Promise<readonly ImportRow[] | Problem> {
  try {
    const { invoices } = await readEInvoices(readFileSync(join(shared, file)), pdf, { termsDays: 30 })
    return invoices.map((it) => it.row)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function files(): string[] {
  return readdirSync(shared, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => relative(shared, join(it.parentPath, it.name)))
    .sort()
}

function sums(rows: readonly ImportRow[] | Problem) {
  const { claim } = (rows as readonly ImportRow[])[0]!
  return [claim!.amountMinor, claim!.taxMinor]
}

test.skipIf(!there)(
  'each file of the collection comes in, or is refused by name',
  async () => {
    const list: string[] = []
    const wrong: string[] = []
    for (const file of files()) {
      const result = await read(file)
      // Rule tests of the standard: several fragments in a wrapper, no invoice.
      const expected = file.startsWith('negative/') ? 'einvoice.not_one' : refused[file]
      const got = result instanceof Problem ? result.facts.code : undefined
      if (got !== expected) wrong.push(`${file}: ${got ?? 'came in'}, expected ${expected ?? 'to come in'}`)
      if (result instanceof Problem) list.push(`refused   ${file}: ${result.facts.says}`)
      else
        for (const { claim } of result)
          list.push(`imported  ${file}: ${claim!.kind} ${claim!.number} ${claim!.amountMinor} ${claim!.currency}`)
    }
    if (process.env.DUNWELL_CORPUS_LIST) console.log(list.join('\n'))
    expect(wrong).toEqual([])
    expect(list.length).toBeGreaterThan(200)
  },
  120_000,
)

test.skipIf(!there)(
  'a PDF says the same as its XML twin',
  async () => {
    const folder = 'zugferd/XML-Rechnung'
    const pdfs = files().filter((it) => it.startsWith(`${folder}/FX/`))
    expect(pdfs).toHaveLength(11)
    for (const file of pdfs) {
      const name = file.slice(`${folder}/FX/`.length, -'.pdf'.length)
      const [own, twin] = [await read(file), await read(`${folder}/CII/${name}.cii.xml`)]
      // The XML beside this one is a later edition of it, with days of 2024 and an address.
      if (name === 'XRECHNUNG_Einfach')
        expect([sums(own), sums(twin)]).toEqual([
          [52987, 5687],
          [52987, 5687],
        ])
      else expect(own, file).toEqual(twin)
    }
  },
  60_000,
)

test.skipIf(!there)(
  'the same invoice in UBL and in CII is the same claim',
  async () => {
    const money = (rows: readonly ImportRow[] | Problem) =>
      (rows as readonly ImportRow[]).map(({ claim, debtor }) => [
        ...[claim!.number, claim!.kind, claim!.currency, claim!.amountMinor, claim!.taxMinor, claim!.issuedOn],
        ...[JSON.stringify(claim!.dues), JSON.stringify(claim!.paid), debtor.name, debtor.country],
      ])
    const twins = files().flatMap((file) => {
      const twin = file.endsWith('_ubl.xml')
        ? file.replace(/_ubl\.xml$/, '_uncefact.xml')
        : file.replace('/UBL/', '/CII/').replace(/\.ubl\.xml$/, '.cii.xml')
      return twin !== file && refused[file] === undefined && existsSync(join(shared, twin))
        ? [[file, twin] as const]
        : []
    })
    expect(twins.length).toBeGreaterThan(20)
    for (const [file, twin] of twins) expect(money(await read(file)), file).toEqual(money(await read(twin)))
  },
  60_000,
)
