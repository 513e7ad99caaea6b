import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { ciiOf, pdfWith, ublOf } from '../../test/einvoice-samples.ts'
import { openDb } from '../store/db.ts'
import { program } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-cli-einvoice-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase('2026-03-02')
await nordwind(at)

/** Runs a command as a person types it, and gives what it printed. */
async function run(...words: string[]): Promise<string> {
  let printed = ''
  const clock = { ...at.clock, set: () => undefined }
  const it = program({
    ...{ clock, actor: 'test', dataDir: folder, env: {}, version: '0' },
    write: (text) => {
      printed += text
    },
    openDatabase: (dataDir) => openDb({ dataDir, url: at.url, source: clock }),
  })
  await it.parseAsync(['node', 'dunwell', ...words])
  return printed
}

test('previewed, taken in, shown with how it wants to be paid, known the second time, and taken back', async () => {
  const path = join(folder, 'invoices')
  mkdirSync(path)
  expect(await run('import', 'einvoice', path)).toBe('There is no file in invoices.\n')
  writeFileSync(join(path, 'a.pdf'), pdfWith('factur-x.xml', ciiOf({ terms: '30 days net' })))
  writeFileSync(join(path, 'b.xml'), ublOf({ number: 'B-2', gross: '1200.00', due: '2026-02-14' }))
  const dry = await run('import', 'einvoice', path, '--dry-run')
  expect(dry).toContain('Nothing was written. It would be: 2 files: 1 new claim, 0 new credit notes, 1 new customer')
  expect(dry).toContain(
    'b.xml: Invoice/LegalMonetaryTotal/TaxInclusiveAmount says 1200.00 EUR, but net and tax come to',
  )
  expect(dry).toContain('"30 days net": taken as 30 days, due 2026-02-14')
  const text = await run('import', 'einvoice', path)
  expect(text).toMatch(/a\.pdf +new +invoice +2026-0117 +Meyer GmbH +2026-01-15 +2026-02-14 +1,190\.00 EUR/)
  const shown = await run('show', 'Meyer')
  expect(shown).toContain(
    '2026-0117: pay to DE02120300000000202051; reference RF18539007547034; means 58; terms 30 days net; their reference 04011000-12345-34',
  )
  const again = JSON.parse(await run('import', 'einvoice', path, '--json'))
  expect(again).toMatchObject({ known: ['a.pdf'], invoices: [], documents: 0 })
  expect(await run('document', 'list', '2026-0117')).toContain('a.pdf')
  expect(await run('import', 'undo', 'last')).toContain('1 claim withdrawn')
  expect(await run('document', 'list')).toContain('No document is filed here yet')
})
