// Reads the real bank files that lie beside the project and prints what came of each: read with so many entries, or refused and
// why. Where the expected result of another program lies beside an MT940 file, both must agree. Skipped where the files are missing.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { dayOf } from '../src/core/day.ts'
import { minorFrom } from '../src/core/money.ts'
import { Problem } from '../src/core/problem.ts'
import { readUnchecked, wrongIn } from '../src/imports/bank/read.ts'
import type { BankEntry, BankFile } from '../src/imports/bank/statement.ts'

const root = join(dirname(dirname(import.meta.dirname)), 'shared', 'data', 'bank')
const there = existsSync(root)
if (!there) console.warn('The corpus of real bank files (../shared/data/bank) is not here: its tests are skipped.')
const paths = there ? globSync(join(root, '**', '*.*')).sort() : []
const expectations = paths.filter((path) => path.endsWith('.yml'))
const files = paths.filter((path) => !path.endsWith('.yml'))

function outcome(path: string): { files: readonly BankFile[]; refused?: string } {
  try {
    const read = readUnchecked(readFileSync(path))
    const [first] = read.flatMap(wrongIn)
    return { files: read, ...(first ? { refused: first.says } : {}) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect(error.facts.fix, path).toMatch(/\.$/)
    return { files: [], refused: error.message }
  }
}

test.skipIf(!there)('every file is read and balances, or is refused for what is wrong with it', () => {
  const rows: string[] = []
  const sum = { read: 0, refused: 0, statements: 0, balanced: 0, entries: 0 }
  for (const path of files) {
    const { files: read, refused } = outcome(path)
    const statements = read.flatMap((file) => file.statements)
    const count = statements.reduce((total, it) => total + it.entries.length, 0)
    const name = relative(root, path)
    if (refused !== undefined) {
      sum.refused += 1
      rows.push(`refused  ${name}: ${refused}`)
      continue
    }
    sum.read += 1
    sum.statements += statements.length
    sum.entries += count
    for (const it of statements) {
      if (!it.opening || !it.closing) continue
      const moved = it.entries.filter((entry) => entry.booked).reduce((total, entry) => total + entry.amountMinor, 0)
      expect(it.opening.amountMinor + moved, name).toBe(it.closing.amountMinor)
      sum.balanced += 1
    }
    rows.push(`read     ${name}: ${read[0]!.format}, ${statements.length} statements, ${count} entries`)
  }
  console.log(`${rows.join('\n')}\n${JSON.stringify(sum)}`)
  expect(files.length).toBeGreaterThan(150)
  expect(sum.read).toBeGreaterThan(120)
  expect(sum.balanced).toBeGreaterThan(150)
})

const transaction = '- !!python/object:mt940.models.Transaction\n'

/** The value of a key of the expected result, as it is written. */
function value(block: string, key: string): string | undefined {
  const found = new RegExp(`^    ${key}: (.*(?:\\n      [^ -].*)*)`, 'm').exec(block)?.[1]
  const text = found
    ?.replace(/\n\s+/g, ' ')
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replace(/''/g, "'")
  return text === undefined || text === 'null' || text === '' ? undefined : text
}

function dayIn(block: string, key: string): number | undefined {
  const bytes = new RegExp(`^    ${key}: !!python[^\\n]*\\n    - !!binary \\|\\n\\s+(\\S+)`, 'm').exec(block)?.[1]
  const raw = bytes === undefined ? undefined : Buffer.from(bytes, 'base64')
  return raw && dayOf(raw.readUInt16BE(0), raw[2]!, raw[3]!)
}

const squeezed = (text: string | undefined) => text?.replace(/\s/g, '')

function differences(entry: BankEntry, block: string): string[] {
  const wrong: string[] = []
  const same = (what: string, own: unknown, theirs: unknown) => {
    if (theirs !== undefined && own !== theirs) wrong.push(`${what}: ${own}, expected ${theirs}`)
  }
  const amount = /^ {4}amount: .*\n {6}amount: .*\n\s+- '(-?[\d.]+)'/m.exec(block)![1]!
  same('amount', Math.abs(entry.amountMinor), Math.abs(minorFrom(amount, entry.currency)!))
  const status = value(block, 'status')
  same('sign', entry.amountMinor > 0, entry.amountMinor === 0 ? undefined : status === 'C' || status === 'RD')
  same('value day', entry.valueDay, dayIn(block, 'date'))
  same('day', entry.day, dayIn(block, 'entry_date'))
  same('currency', entry.currency, value(block, 'currency'))
  same('bank reference', squeezed(entry.bankId), squeezed(value(block, 'bank_reference')))
  const customer = value(block, 'customer_reference')?.replace(/['"\s]+$|^['"]/g, '')
  if (customer !== undefined && !/^(?:NONREF|KREF\+|EREF\+?|EREF)$/.test(customer.trim()) && !/[?]20KREF/.test(block)) {
    const known = [entry.references.customer, entry.text, entry.name].map(squeezed).join(' ')
    if (!known.includes(squeezed(customer)!)) wrong.push(`customer reference: ${known}, expected ${customer}`)
  }
  same('name', squeezed(entry.name), squeezed(value(block, 'applicant_name')))
  same('account', entry.account, squeezed(value(block, 'applicant_iban')))
  same('bank', entry.bic, value(block, 'applicant_bin'))
  same('reason', entry.reason, value(block, 'return_debit_notes'))
  const business = value(block, 'posting_text')
  if (business !== undefined && !entry.text.startsWith(business))
    wrong.push(`business: ${entry.text}, expected ${business}`)
  // Words of the bank itself begin with MTLG, which we take off.
  const purpose = squeezed(value(block, 'purpose'))?.replace('MTLG:', '')
  if (purpose !== undefined && !squeezed(entry.text)!.includes(purpose))
    wrong.push(`purpose: ${entry.text}, expected ${purpose}`)
  return wrong
}

test.skipIf(!there)('MT940 agrees with the expected results beside it, field by field', () => {
  let compared = 0
  const wrong: string[] = []
  for (const path of expectations) {
    const sample = path.replace(/\.yml$/, '.sta')
    if (!existsSync(sample)) continue
    const blocks = readFileSync(path, 'utf8').split(transaction).slice(1)
    const entries = outcome(sample).files.flatMap((file) => file.statements.flatMap((it) => it.entries))
    if (entries.length === 0) continue
    const name = relative(root, sample)
    const real = blocks.filter((block) => /^ {4}amount:/m.test(block))
    if (entries.length !== real.length) wrong.push(`${name}: ${entries.length} entries, expected ${real.length}`)
    for (const [i, block] of real.entries()) {
      if (entries[i] === undefined) continue
      compared += 1
      wrong.push(...differences(entries[i], block).map((it) => `${name}, ${i + 1}: ${it}`))
    }
  }
  console.log(`${compared} entries compared with what another program made of them`)
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(100)
})
