import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { type Cell, type Sheet, typed, workbook } from '../../test/workbook.ts'
import { Problem } from '../core/problem.ts'
import { readRows } from './claims.ts'
import { openCsv, type Table } from './csv.ts'
import { recognise } from './recognise.ts'
import { openTable, type TableGiven } from './sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-sheet-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

function file(content: Uint8Array | string, name = 'list.xlsx'): string {
  const path = join(folder, `${++files}-${name}`)
  writeFileSync(path, content)
  return path
}

const openRows = (rows: readonly (readonly Cell[])[], more: Partial<Sheet> = {}) =>
  openTable(file(workbook([{ name: 'Open items', rows, ...more }])))

async function cellsOf(table: Table): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of table.rows()) if ('cells' in row) rows.push([...row.cells])
  return rows
}

async function problemOf(path: string, given?: TableGiven): Promise<string> {
  const answer = await openTable(path, given).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(Problem)
  expect((answer as Problem).facts.fix).toMatch(/[.]$|"$/)
  return `${(answer as Problem).facts.code}: ${(answer as Problem).facts.says}`
}

const head = ['Customer no', 'Customer', 'Invoice number', 'Invoice date', 'Due date', 'Amount', 'Currency']

/** What rows become, without their cells. */
async function claimsOf(table: Table): Promise<unknown[]> {
  const { mapping, questions } = await recognise(table)
  expect(questions).toEqual([])
  const read: unknown[] = []
  for await (const it of readRows(table, mapping)) read.push('row' in it ? it.row : it.problem.facts.code)
  return read
}

test.each([
  ['the example', readFileSync('examples/ledger.csv', 'utf8')],
  [
    'title rows above',
    `Open items of Nordwind\n\n${head.join(';')}\n1001;Meyer GmbH;R1;2026-01-10;2026-02-09;1240.00;EUR\n`,
  ],
  [
    'a comma',
    `${head.join(';')}\n1001;"Meyer; Sons";R1;10.01.2026;09.02.2026;1.240,50;EUR\n1002;Berg AG;R2;2026-01-31;2026-02-28;99;EUR\n`,
  ],
  [
    'credit notes',
    `${head.join(';')}\n7;Berg AG;R2;2026-01-31;2026-02-28;99.5;EUR\n7;Berg AG;C1;2026-02-01;;-10;EUR\n`,
  ],
  [
    'words in the way',
    `${head.join(';')}\n7;Berg AG;R2;2026-01-31;soon;99.5;EUR\n7;Berg AG;R3;2026-01-31;2026-02-28;12;EUR\n`,
  ],
])('the XLSX twin of a CSV gives the same claims: %s', async (_, csv) => {
  const twin = csv.split(/\r?\n/).map((line) => {
    const cells = [...line.matchAll(/(?:^|;)(?:"([^"]*)"|([^;]*))/g)].map((it) => it[1] ?? it[2] ?? '')
    return cells.map(typed)
  })
  const sheet = await openRows(twin)
  const text = await openCsv(file(csv, 'list.csv'))
  expect(sheet.columns).toEqual(text.columns)
  expect(sheet.headerLine).toBe(text.headerLine)
  expect(await claimsOf(sheet)).toEqual(await claimsOf(text))
})

test('cells come as the sheet shows them: cached results, cents, both counts of days, zeros of a format, rich text', async () => {
  const rows: Cell[][] = [
    ['Customer', 'Invoice', 'Amount'],
    ['a', { xml: '<c s="3"><v>42</v></c>' }, { xml: '<c s="2"><f>B1*1.19</f><v>118.99999999999999</v></c>' }],
    ['b', { xml: '<c t="inlineStr"><is><r><t>R</t></r><r><t>-7 &amp; 8</t></r></is></c>' }, { cents: 10.005 }],
    ['c', { day: 61 }, { day: 59 }],
    [{ xml: '<c t="str"><f>A1</f><v>d</v></c>' }, { xml: '<c s="4"><v>46112.75</v></c>' }, 0.1 + 0.2],
  ]
  expect(await cellsOf(await openRows(rows))).toEqual([
    ['a', '00042', '119.00'],
    ['b', 'R-7 & 8', '10.01'],
    ['c', '1900-03-01', '1900-02-28'],
    ['d', '2026-03-31', '0.30'],
  ])
  const mac = await openTable(
    file(
      workbook(
        [
          {
            name: 'S',
            rows: [
              ['Customer', 'Due date'],
              ['a', { day: 44650 }],
            ],
          },
        ],
        { from1904: true },
      ),
    ),
  )
  expect((await cellsOf(mac))[0]![1]).toBe('2026-03-31')
})

test('numbers among texts with a decimal comma are written with one', async () => {
  const rows = [head, [1, 'Berg AG', 'R2', '10.01.2026', '09.02.2026', '1.240,50', 'EUR']]
  const table = await openRows([...rows, [1, 'Berg AG', 'R3', { day: 46053 }, { day: 46081 }, 99.5, 'EUR']])
  const claims = (await claimsOf(table)) as { claim: { amountMinor: number } }[]
  expect(claims.map((it) => it.claim.amountMinor)).toEqual([124_050, 9950])
})

test('the sheet with the header is read, another on request, two alike are asked about', async () => {
  const list = [head, [1, 'Berg AG', 'R2', { day: 46053 }, { day: 46081 }, 99.5, 'EUR']]
  const sheets: Sheet[] = [
    { name: 'Cover', rows: [['Nordwind Ltd'], ['All open items']] },
    { name: 'Items', rows: [['Open items per today'], [], ...list], hidden: [4] },
    { name: 'Old', rows: list, state: 'hidden' },
  ]
  const table = await openTable(file(workbook(sheets), 'named.csv'))
  expect(table.describes).toBe(
    'XLSX, sheet "Items", header on line 3; hidden rows are read too; not read: "Cover", "Old"',
  )
  expect(table.sampleLines).toEqual([4])
  expect((await openTable(file(workbook(sheets)), { sheet: 'old' })).headerLine).toBe(1)
  expect(await problemOf(file(workbook(sheets)), { sheet: 'New' })).toContain('import.no_sheet')
  const both = [sheets[1]!, { name: 'Feb', rows: list }]
  expect(await problemOf(file(workbook(both)))).toContain('look like a list: "Items", "Feb"')
  expect(
    await problemOf(
      file(
        workbook([
          {
            name: 'S',
            rows: [
              [1, 2],
              [3, 4],
            ],
          },
        ]),
      ),
    ),
  ).toContain('import.no_header')
  expect(await problemOf(file('a;b\n1;2\n'), { sheet: 'x' })).toContain('import.no_sheets')
})

test.each<[string, Cell[][], string]>([
  [
    'zeros lost',
    [
      ['00107', 'R1'],
      [108, 'R2'],
    ],
    'has lost its zeros in front',
  ],
  [
    'a date made of a number',
    [
      ['c1', 'R1'],
      ['c2', { day: 46083 }],
    ],
    'is a date: a spreadsheet has made one of a number',
  ],
  [
    'over 15 digits',
    [
      ['c1', 'R1'],
      ['c2', 1234567890123456000],
    ],
    'over 15 digits',
  ],
  [
    'as text',
    [
      ['c1', 'R1'],
      ['c2', '1.23E+11'],
    ],
    'digits are lost',
  ],
  [
    'an error',
    [
      ['c1', 'R1'],
      ['c2', { xml: '<c t="e"><v>#REF!</v></c>' }],
    ],
    'is an error of the sheet',
  ],
  [
    'no result',
    [
      ['c1', 'R1'],
      ['c2', { xml: '<c><f>A1</f></c>' }],
    ],
    'formula without a stored result',
  ],
  [
    'decimals',
    [
      ['c1', 'R1'],
      ['c2', 12.1],
    ],
    'number with decimals',
  ],
])('what a spreadsheet damaged is refused, the rest is taken: %s', async (_, pairs, says) => {
  const rows = pairs.map(([no, number]) => [no!, 'Berg AG', number!, { day: 46053 }, { day: 46081 }, 99.5, 'EUR'])
  const table = await openRows([head, ...rows])
  const { mapping } = await recognise(table)
  const read: string[] = []
  for await (const it of readRows(table, mapping)) read.push('row' in it ? 'taken' : it.problem.message)
  expect(read[0]).toBe('taken')
  expect(read[1]).toMatch(/^Line 3: /)
  expect(read[1]).toContain(says)
})

test('days that a spreadsheet swapped are refused as a column', async () => {
  const due = ['2026', { day: 46053 }]
  const rows: Cell[][] = [{ day: 46027 }, { day: 46058 }, '25/02/2026', '17/03/2026'].map((it, i) => [
    `c${i}`,
    'Berg AG',
    `R${i}`,
    it,
    due[1]!,
    10,
    'EUR',
  ])
  const table = await openRows([head, ...rows])
  const { mapping } = await recognise(table).then(
    (it) => it,
    () => ({ mapping: undefined }),
  )
  const read = async () => {
    for await (const _ of readRows(table, mapping!)) break
  }
  await expect(read()).rejects.toThrow('day and month swapped')
})

test('a long number in a CSV that went through a spreadsheet is refused', async () => {
  const table = await openCsv(file(`${head.join(';')}\nc1;Berg AG;1.23E+11;2026-01-31;2026-02-28;10;EUR\n`, 'l.csv'))
  expect(await claimsOf(table)).toEqual(['import.spreadsheet_damage'])
})

test('hostile and broken workbooks are refused, in little time and memory', async () => {
  const rows = [head, [1, 'Berg AG', 'R2', { day: 46053 }, { day: 46081 }, 99.5, 'EUR']]
  const bytes = workbook([{ name: 'S', rows }])
  expect(await problemOf(file(bytes.slice(0, bytes.length - 700)))).toMatch(
    /import\.(workbook_damaged|empty|no_header|not_text)/,
  )
  const parts = (name: string, text: string) => file(workbook([{ name: 'S', rows }], { parts: { [name]: text } }))
  const lol = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
  expect(await problemOf(parts('xl/sharedStrings.xml', lol))).toContain('it declares entities')
  const before = process.memoryUsage().rss
  // What it costs, and not how long a busy machine takes over it.
  const spent = () => process.threadCpuUsage().user / 1000
  const started = spent()
  const bomb = `<worksheet><sheetData>${' '.repeat(200_000_000)}</sheetData></worksheet>`
  expect(await problemOf(parts('xl/worksheets/sheet1.xml', bomb))).toContain('would unfold')
  const endless = `<worksheet><sheetData><row r="1">${'<c'.repeat(4_000_000)}`
  expect(await problemOf(parts('xl/worksheets/sheet1.xml', endless))).toMatch(/4 MB|unfold/)
  const back =
    '<worksheet><sheetData><row r="5"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row></sheetData></worksheet>'
  expect(await problemOf(parts('xl/worksheets/sheet1.xml', back))).toContain('import.workbook_damaged')
  expect(await problemOf(file(zipSync({ 'xl/other.xml': strToU8('x') })))).toContain('no Excel workbook')
  expect(spent() - started).toBeLessThan(20_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(1_500_000_000)
})
