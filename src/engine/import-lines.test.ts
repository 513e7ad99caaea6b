import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { typed, workbook } from '../../test/workbook.ts'
import { dayAt } from '../core/day.ts'
import { findClaim, readDues } from '../store/claim.ts'
import { inWorkspace } from '../store/db.ts'
import { verifyLedger } from '../store/ledger.ts'
import { readWorkspace } from '../store/workspace.ts'
import { type ImportDesk, type ImportOptions, planImport, runImport } from './import.ts'
import { undoImport } from './undo.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-import-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase()

async function desk(): Promise<ImportDesk> {
  at.clock.set('2026-03-02')
  const id = await nordwind(at, { currency: 'EUR' })
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  return {
    workspace,
    today: dayAt(at.clock.now(), workspace.zone),
    tx: (work) => inWorkspace(at.db, id, 'test', work),
  }
}

const head =
  'Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Discount Percentage,Line Subtotal,Tax 1 Type,Tax 1 Amount,Tax 2 Type,Tax 2 Amount,Line Total,Currency'
const lines = [
  'Alder Studio Ltd,INV-1,2026-01-15,2026-02-15,overdue,,Design,Homepage,150.00,8,0,1200.00,GST,120.00,,0,1320.00,EUR',
  'Birch and Sons LLC,INV-2,2026-01-20,2026-02-20,sent,,Hosting,January,20.00,1,0,20.00,,0,,0,20.00,EUR',
  'Alder Studio Ltd,INV-1,2026-01-15,2026-02-15,overdue,,Print,Flyers,0.50,500,0,250.00,GST,25.00,,0,275.00,EUR',
  'Birch and Sons LLC,INV-3,2026-01-21,2026-02-20,paid,2026-02-01,Hosting,February,20.00,1,0,20.00,,0,,0,20.00,EUR',
]

let count = 0
async function load(it: ImportDesk, rows: readonly string[], options: ImportOptions = {}, sheet = false) {
  const all = [head, ...rows]
  const path = join(folder, `details-${++count}.${sheet ? 'xlsx' : 'csv'}`)
  writeFileSync(
    path,
    sheet ? workbook([{ name: 'Details', rows: all.map((row) => row.split(',').map(typed)) }]) : all.join('\n'),
  )
  const plan = await planImport(it, path, 'claims', options)
  return { plan, result: await runImport(it, plan, options) }
}

const claim = (it: ImportDesk, number: string) => it.tx((tx) => findClaim(tx, number))

test.each([
  ['CSV', false],
  ['XLSX', true],
])(
  'FreshBooks’ lines as %s: summed, once more nothing new, a changed line corrects, and all of it is taken back',
  async (_, sheet) => {
    const it = await desk()
    const { plan, result } = await load(it, lines, {}, sheet)
    expect(plan.preset).toBe('FreshBooks, invoice details')
    expect(plan.lines).toContain('summed into one claim, by "Line Total"')
    expect([result.claims, result.rows, result.summed, result.problems.count]).toEqual([3, 3, 1, 0])
    const first = await claim(it, 'INV-1')
    expect([first.openMinor, first.about]).toEqual([159_500, 'Design: Homepage; Print: Flyers'])
    expect((await claim(it, 'INV-3')).openMinor).toBe(0)
    const again = (await load(it, [...lines].reverse(), {}, sheet)).result
    expect([again.claims, again.changed.first.map((one) => one.says), again.payments]).toEqual([
      0,
      ['about Design: Homepage; Print: Flyers → Print: Flyers; Design: Homepage'],
      0,
    ])
    const fewer = (await load(it, lines.slice(0, 2), {}, sheet)).result
    expect(fewer.changed.first[0]!.says).toBe(
      'amount 1,595.00 EUR → 1,320.00 EUR; about Print: Flyers; Design: Homepage → Design: Homepage',
    )
    const { book, id } = await claim(it, 'INV-1')
    expect((await it.tx((tx) => readDues(tx, book, [id]))).map((due) => due.amount_minor)).toEqual([132_000])
    for (const one of [fewer, again, result]) await undoImport(it, one.importId!)
    await expect(claim(it, 'INV-1')).rejects.toThrow()
    expect(await it.tx(verifyLedger)).toEqual([])
    expect((await load(it, lines, {}, sheet)).result.claims).toBe(3)
  },
)

test('an invoice whose rows disagree is kept out whole, and its corrected rejects come in', async () => {
  const it = await desk()
  const rejects = join(folder, 'rejects.csv')
  const moved = lines[2]!.replace('2026-02-15', '2026-03-15')
  const { result } = await load(it, [...lines.slice(0, 2), moved], { rejects })
  expect(result.problems.first.map((one) => `${one.line} ${one.code}`)).toEqual(['4 import.lines_differ'])
  await expect(claim(it, 'INV-1')).rejects.toThrow()
  const kept = readFileSync(rejects, 'utf8')
  expect(kept.match(/INV-1,/g)).toHaveLength(2)
  writeFileSync(rejects, kept.replace('2026-03-15,overdue', '2026-02-15,overdue'))
  const mended = await runImport(it, await planImport(it, rejects, 'claims'))
  expect([mended.claims, mended.problems.count]).toEqual([1, 0])
  expect((await claim(it, 'INV-1')).openMinor).toBe(159_500)
})
