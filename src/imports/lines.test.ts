import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { type Cell, typed, workbook } from '../../test/workbook.ts'
import { type RowRead, readRows } from './claims.ts'
import { checkLines } from './lines.ts'
import { lineShape, linesText, refuseLines, sumsLines } from './lineshape.ts'
import type { ColumnMapping, Mapping } from './mapping.ts'
import { recognise } from './recognise.ts'
import { openTable } from './sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0

async function open(content: string | Uint8Array) {
  const path = join(folder, `list-${++count}`)
  writeFileSync(path, content)
  return openTable(path)
}

const defaults = { currency: 'EUR' }

/** What a file without a map is taken for. */
async function taken(content: string | Uint8Array, columns: Record<string, Partial<ColumnMapping>> = {}) {
  const table = await open(content)
  const first = await recognise(table, { defaults, columns })
  const shape = lineShape(table, first.mapping)
  const { mapping } = shape ? await recognise(table, { defaults, columns: { ...columns, ...shape.columns } }) : first
  return { table, mapping, shape }
}

async function read(content: string | Uint8Array, columns?: Record<string, Partial<ColumnMapping>>) {
  const { table, mapping } = await taken(content, columns)
  expect(sumsLines(mapping)).toBe(true)
  await checkLines(table, mapping)
  const all: RowRead[] = []
  for await (const it of readRows(table, mapping)) all.push(it)
  return all
}

const claims = (all: readonly RowRead[]) =>
  all.flatMap((it) =>
    'row' in it ? [`${it.row.claim!.number} ${it.row.claim!.kind} ${it.row.claim!.amountMinor}`] : [],
  )
const troubles = (all: readonly RowRead[]) =>
  all.flatMap((it) => ('problem' in it && !it.leftOut ? [`${it.line} ${it.problem.facts.code}`] : []))

const head = 'Customer,Invoice number,Invoice date,Due date,Description,Quantity,Unit price,Amount'
const meyer = 'Meyer GmbH,R1,2026-01-10,2026-02-09'
const cohen = 'Cohen Ltd,R2,2026-01-12,2026-02-11'
const list = (...lines: string[]) => [head, ...lines].join('\n')
const usual = [`${meyer},Work,2,100.00,200.00`, `${cohen},Hosting,1,99.00,99.00`, `${meyer},Travel,1,50.50,50.50`]

test('lines are summed into their claim wherever they stand, and what they are for is joined', async () => {
  const all = await read(list(...usual))
  expect(claims(all)).toEqual(['R2 invoice 9900', 'R1 invoice 25050'])
  const [, first] = all as Extract<RowRead, { row: unknown }>[]
  expect([first!.row.claim!.about, first!.line, first!.further?.length]).toEqual(['Work; Travel', 2, 1])
  const { mapping } = await taken(list(...usual))
  expect(linesText(mapping)).toBe(
    'A row for each line of an invoice: rows of one number are summed into one claim, by "Amount". What the lines are for ("Description") is joined.',
  )
})

test('the XLSX twin of a list of lines gives the same claims', async () => {
  const rows = list(...usual)
    .split('\n')
    .map((line) => line.split(',').map(typed))
  const twin = await read(workbook([{ name: 'Lines', rows }]))
  const plain = (all: readonly RowRead[]) => all.map((it) => 'row' in it && { ...it.row })
  expect(plain(twin)).toEqual(plain(await read(list(...usual))))
})

test.each([
  [
    'a discount below zero',
    [`${meyer},Work,1,100.00,100.00`, `${meyer},Discount,1,-10.00,-10.00`],
    ['R1 invoice 9000'],
  ],
  [
    'a credit note',
    [`${meyer},Work,1,-60.00,-60.00`, `${meyer},Work,1,-40.00,-40.00`, ...usual.slice(1, 2)],
    ['R2 invoice 9900', 'R1 credit_note 10000'],
  ],
  ['lines over one sum each', [`${meyer},A,2,25.00,50.00`, `${meyer},B,1,50.00,50.00`], ['R1 invoice 10000']],
  ['a free line', [...usual, `${meyer},Gift,1,0.00,0.00`], ['R2 invoice 9900', 'R1 invoice 25050']],
  ['a total at the end', [...usual, 'Total,,,,,,,349.50'], ['R2 invoice 9900', 'R1 invoice 25050']],
])('%s', async (_, lines, expected) => {
  const all = await read(list(...lines))
  expect([claims(all).sort(), troubles(all)]).toEqual([expected.sort(), []])
})

test.each([
  ['another due day', `Meyer GmbH,R1,2026-01-10,2026-03-09,Travel,1,1.00,1.00`, ['5 import.lines_differ']],
  ['another customer', `Cohen Ltd,R1,2026-01-10,2026-02-09,Travel,1,1.00,1.00`, ['5 import.lines_differ']],
  ['an amount that is none', `${meyer},Travel,1,1.00,much`, ['5 import.amount']],
  ['no amount', `${meyer},Travel,1,1.00,`, ['5 import.no_amount']],
  ['a line without a number below it', ',,,,Travel,1,1.00,1.00', ['5 import.no_debtor', '2 import.line_lost']],
])('%s keeps the whole invoice out, each of its rows kept for correction', async (_, bad, expected) => {
  const all = await read(list(...usual, bad))
  expect(claims(all)).toEqual(['R2 invoice 9900'])
  expect(troubles(all)).toEqual(expected)
  const kept = all.flatMap((it) => ('problem' in it ? [it.cells, ...(it.further ?? [])] : []))
  expect(kept.length).toBe(3)
})

test('two currencies in one invoice are refused by row', async () => {
  const lines = usual.map((line) => `${line},EUR`)
  const text = [`${head},Currency`, ...lines, `${meyer},Fees,1,2.00,2.00,GBP`].join('\n')
  expect(troubles(await read(text))).toEqual(['5 import.lines_differ'])
})

const totals = 'Customer,Invoice number,Invoice date,Due date,Item,Qty,Line amount,Tax amount,Total,Balance'
const sum = (...lines: string[]) => [totals, ...lines.map((line) => `${meyer},${line}`)].join('\n')

test('a whole amount in each row must be what the lines sum to, with their tax or without', async () => {
  expect(claims(await read(sum('Work,1,60.00,12.00,120.00,20.00', 'Parts,1,40.00,8.00,120.00,20.00')))).toEqual([
    'R1 invoice 12000',
  ])
  expect(claims(await read(sum('Work,1,72.00,12.00,120.00,20.00', 'Parts,1,48.00,8.00,,')))).toEqual([
    'R1 invoice 12000',
  ])
  const [wrong] = await read(sum('Work,1,60.00,12.00,130.00,20.00', 'Parts,1,40.00,8.00,130.00,20.00'))
  expect('problem' in wrong! && wrong.problem.facts).toMatchObject({
    code: 'import.lines_sum',
    says: 'The 2 lines of "R1" sum to 100.00 EUR, 120.00 EUR with their tax, and "Total" says 130.00 EUR.',
    fix: expect.stringContaining('"Line amount" to ignore'),
  })
})

test('with tax and no whole amount it asks whether the tax is in the lines', async () => {
  const text = [`${head.replace('Amount', 'Line total')},Tax`, ...usual.map((line) => `${line},1.00`)].join('\n')
  expect((await taken(text)).shape?.question?.choices).toEqual(['part of it: lineAmount', 'on top: lineNet'])
})

test('a list that shows no lines is left as it is', async () => {
  const parts = [
    'Customer,Number,Due date,Amount,Hours',
    'Meyer GmbH,L1,2026-01-10,50.00,1',
    'Meyer GmbH,L1,2026-02-10,60.00,1',
  ]
  expect((await taken(parts.join('\n'))).shape).toBeUndefined()
  expect((await taken(list(usual[0]!, usual[1]!))).shape).toBeUndefined()
  const slip = Array.from({ length: 9 }, (_, i) => `A,S${i},2026-01-10,60.00,20`).concat('A,S0,2026-01-10,40.00,20')
  expect((await taken(['Customer,Number,Due date,Amount,Rate', ...slip].join('\n'))).shape).toBeUndefined()
  // The whole amount stands in each row: nothing is to be summed.
  expect((await taken(list(`${meyer},Work,2,100.00,250.50`, `${meyer},Travel,1,50.50,250.50`))).shape).toBeUndefined()
  const bare = ['R1', 'R2', 'R3'].flatMap((no) => [`A,${no},2026-01-10,60.00`, `A,${no},2026-01-10,40.00`])
  const { table, mapping, shape } = await taken(['Customer,Number,Due date,Amount', ...bare].join('\n'))
  expect(shape).toBeUndefined()
  expect(() => refuseLines(table, mapping)).toThrow('the amount of a line')
  // What the cure says: the same list with a map that says so.
  const mapped = await read(['Customer,Number,Due date,Amount', ...bare].join('\n'), {
    Amount: { field: 'lineAmount' },
  })
  expect(claims(mapped)).toEqual(['R1 invoice 10000', 'R2 invoice 10000', 'R3 invoice 10000'])
})

test('lines below a first row that alone names the invoice are refused as a whole', async () => {
  const further = [',,,,Travel,1,50.00,50.00', ',,,,Hotel,1,60.00,60.00']
  const { table, mapping } = await taken(list(usual[0]!, ...further, usual[1]!, ...further))
  expect(() => refuseLines(table, mapping)).toThrow(/such as line 3, have an amount and nothing in "Invoice number"/)
})

test('a row that cannot be parsed stops a list whose sums nothing checks', async () => {
  await expect(read(`${list(...usual)}\n"${meyer}\n`)).rejects.toThrow('Line 5 cannot be read')
})

test('awkward lists: other encodings, columns called alike, formulas without a result, numbers that are no names, an endless invoice', async () => {
  const text = list(...usual.map((line) => line.replace('Meyer', 'Müller')))
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const names = (all: readonly RowRead[]) => all.flatMap((it) => ('row' in it ? [it.row.debtor.name] : []))
  for (const bytes of [utf16, Buffer.from(text, 'latin1')])
    expect(names(await read(bytes))).toEqual(['Cohen Ltd', 'Müller GmbH'])

  // The first column of a name has it; the second is left out and the row is no other.
  const twice = text
    .split('\n')
    .map((line, i) => `${line},${i === 0 ? 'Amount' : '7.77'}`)
    .join('\n')
  expect(claims(await read(twice))).toEqual(['R2 invoice 9900', 'R1 invoice 25050'])

  const sheet = usual.map((line) => line.split(',').map(typed) as Cell[])
  sheet[2]![7] = { xml: '<c><f>F4*G4</f></c>' }
  const book = workbook([{ name: 'Lines', rows: [head.split(','), ...sheet] }])
  const formula = await read(book, { Amount: { field: 'lineAmount' } })
  expect([claims(formula), troubles(formula)]).toEqual([['R2 invoice 9900'], ['4 import.spreadsheet_damage']])

  const odd = ['__proto__', 'constructor', '=1+1', ' R1 '].flatMap((no) => [
    `A,${no},2026-01-10,2026-02-09,x,1,1,1.00`,
    `A,${no},2026-01-10,2026-02-09,y,1,2,2.00`,
  ])
  expect(claims(await read(list(...odd))).map((it) => it.split(' ').at(-1))).toEqual(['300', '300', '300', '300'])

  // More lines than a bucket counts: it is given at the end, and whole.
  const many = Array.from({ length: 70_000 }, (_, i) => `${meyer},Item ${i % 5000},1,0.01,${i % 2 ? '0.02' : '0.01'}`)
  const [endless, ...rest] = await read(list(...many, usual[1]!))
  expect(claims([endless!, ...rest]).sort()).toEqual(['R1 invoice 105000', 'R2 invoice 9900'])
  const about = rest.concat(endless!).flatMap((it) => ('row' in it ? [it.row.claim!.about!.length] : []))
  expect(Math.max(...about)).toBe(300)
})

test('in any order of the lines each invoice has the sum of its own', async () => {
  const invoices = fc.array(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }), {
    minLength: 2,
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(invoices, fc.infiniteStream(fc.nat()), async (all, dice) => {
      const lines = all.flatMap((amounts, i) =>
        amounts.map((minor) => `Customer ${i},R${i},2026-01-10,2026-02-09,x,1,1.00,${(minor / 100).toFixed(2)}`),
      )
      const shuffled = lines.map((line) => [dice.next().value, line] as const).sort(([a], [b]) => a - b)
      const text = list(...shuffled.map(([, line]) => line))
      const found = claims(await read(text, { Amount: { field: 'lineAmount' } }))
      expect(found.sort()).toEqual(all.map((amounts, i) => `R${i} invoice ${amounts.reduce((a, b) => a + b)}`).sort())
    }),
    { numRuns: 40 },
  )
})

test('lines too far apart to be held are refused before anything is written; in order they are not', async () => {
  const invoices = 130_000 // three lines each, of which two thirds would have to be held
  const path = join(folder, 'far')
  const mapping: Mapping = {
    defaults,
    columns: {
      Name: { field: 'name' },
      Number: { field: 'number' },
      Due: { field: 'dueOn', dateOrder: 'ymd' },
      Line: { field: 'lineAmount', decimal: '.' },
    },
  }
  const write = async (numberOf: (row: number) => number) => {
    const file = createWriteStream(path)
    file.write('Name,Number,Due,Line\n')
    for (let row = 0; row < invoices * 3; row += 1000) {
      const lines = Array.from({ length: 1000 }, (_, i) => `Meyer GmbH,R${numberOf(row + i)},2026-02-09,1.50\n`)
      file.write(lines.join(''))
    }
    await new Promise<void>((done) => file.end(done))
    return openTable(path)
  }
  await expect(checkLines(await write((row) => row % invoices), mapping)).rejects.toThrow('Sort the list by "Number"')
  await checkLines(await write((row) => Math.floor(row / 3)), mapping)
})
