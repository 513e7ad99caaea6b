import { once } from 'node:events'
import { chmodSync, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { Problem } from '../core/problem.ts'
import { type CsvGiven, openCsv, type Table } from './csv.ts'
import { csvCell } from './rejects.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

function file(content: string | Buffer): string {
  const path = join(folder, `file-${++files}.csv`)
  writeFileSync(path, content)
  return path
}

async function cellsOf(table: Table): Promise<(readonly string[] | string)[]> {
  const rows: (readonly string[] | string)[] = []
  for await (const row of table.rows()) rows.push('cells' in row ? row.cells : row.facts.code)
  return rows
}

async function problemOf(path: string, given?: CsvGiven): Promise<Problem> {
  const answer = await openCsv(path, given).catch((error: unknown) => error)
  expect(answer).toBeInstanceOf(Problem)
  const problem = answer as Problem
  expect(problem.facts.says).toMatch(/\.$/)
  expect(problem.facts.fix).toMatch(/[.]$/)
  return problem
}

test.each([
  [',', 'Customer,Invoice,Amount\nMeyer,1,"1,50"\n'],
  [';', 'Kunde;Rechnung;Betrag\nMeyer;1;1,50\nSchulz;2;2,75\n'],
  ['tab', 'Customer\tInvoice\tAmount\nMeyer\t1\t1,50\n'],
  ['|', 'Customer|Invoice|Amount\nMeyer|1|1,50\n'],
  ['^', 'Customer^Invoice^Amount\nMeyer, Sons^1^1,50\nAb, Co^2^1,75\n'],
  ['control character 31', 'Customer\x1fInvoice\x1fAmount\nMeyer\x1f1\x1f1,50\n'],
  [';', 'sep=;\nCustomer;Invoice;Amount\nMeyer, Paul, Karl;1;1\n'],
])('finds that columns are split by %s', async (delimiter, text) => {
  const table = await openCsv(file(text))
  expect(table.describes).toContain(`columns split by ${delimiter},`)
  expect(table.columns).toHaveLength(3)
  expect(table.sample[0]).toHaveLength(3)
})

test('finds the header under title rows, and rows keep the lines of the file', async () => {
  const text =
    'Offene Posten per 31.03.2026;;\r\n\r\n;;\r\nKunde;Rechnung;Betrag\r\nMeyer;1;"a\r\nb"\r\n\r\nSchulz;2;3\r\n'
  const table = await openCsv(file(text))
  expect(table.headerLine).toBe(4)
  expect(table.describes).toBe('CSV, UTF-8, columns split by ;, header on line 4')
  const lines: number[] = []
  for await (const row of table.rows()) if ('cells' in row) lines.push(row.line)
  expect(lines).toEqual([5, 8])
  expect(table.sampleLines).toEqual([5, 8])
})

test('columns without a name, or with another’s, get one of their own', async () => {
  const table = await openCsv(file('Name,, Amount ,Amount,Amount 2,\na,b,1,2,3,\n'))
  expect(table.columns).toEqual(['Name', 'column 2', 'Amount', 'Amount 3', 'Amount 2', 'column 6'])
})

test('short rows are filled up, empty ones left out, longer ones kept', async () => {
  const table = await openCsv(file('Name,Invoice,Amount\na\n\n , ,\nb,2,3,,\nc,1,2,3\n'))
  expect(await cellsOf(table)).toEqual([
    ['a', '', ''],
    ['b', '2', '3'],
    ['c', '1', '2', '3'],
  ])
})

test.each([
  ['UTF-8', Buffer.from('Größe;Straße\nä;€\n')],
  ['UTF-8', Buffer.from('\ufeffGröße;Straße\nä;€\n')],
  ['UTF-16 LE', Buffer.from('\ufeffGröße;Straße\nä;€\n', 'utf16le')],
  ['UTF-16 BE', Buffer.from('\ufeffGröße;Straße\nä;€\n', 'utf16le').swap16()],
  ['UTF-16 LE', Buffer.from('Größe;Straße\nä;€\n', 'utf16le')],
  ['Windows-1252', Buffer.from('Gr\xf6\xdfe;Stra\xdfe\n\xe4;\x80\n', 'latin1')],
])('reads %s', async (encoding, bytes) => {
  const table = await openCsv(file(bytes))
  expect(table.describes).toContain(encoding)
  expect(table.columns).toEqual(['Größe', 'Straße'])
  expect(table.sample).toEqual([['ä', '€']])
})

test('an umlaut far behind the sample still counts', async () => {
  const rows = 'Meyer;100\n'.repeat(40_000)
  const table = await openCsv(file(Buffer.from(`Kunde;Betrag\n${rows}M\xfcller;1\n`, 'latin1')))
  expect(table.describes).toContain('Windows-1252')
  expect((await cellsOf(table)).at(-1)).toEqual(['Müller', '1'])
})

test('a letter damaged on its way costs its row, not the file', async () => {
  const damaged = Buffer.concat([
    Buffer.from('Kunde;Betrag\nMüller;1\nSchäfer;2\nM'),
    Buffer.from([0xc3]),
    Buffer.from('ller;3\nZoë;4\n'),
  ])
  const table = await openCsv(file(damaged))
  const wrong: (string | undefined)[] = []
  for await (const row of table.rows()) if ('cells' in row) wrong.push(row.problem?.facts.code)
  expect(wrong).toEqual([undefined, undefined, 'import.damaged', undefined])
})

test('a named encoding is used', async () => {
  const table = await openCsv(file(Buffer.from('Kunde;Ort\nM\x81ller;K\x94ln\n', 'latin1')), { encoding: 'ibm866' })
  expect(table.sample[0]).toEqual(['MБller', 'KФln'])
  expect((await problemOf(file('a;b\n1;2\n'), { encoding: 'klingon' })).facts.code).toBe('import.encoding_name')
})

test.each([
  ['import.empty', ''],
  ['import.empty', '\n\n  \n'],
  ['import.header_only', 'Customer;Invoice;Amount\n'],
  ['import.no_header', 'Meyer GmbH;R-100;12.03.2026;120,00\nSchulz AG;R-101;13.03.2026;99,00\n'],
  ['import.not_csv', Buffer.from('%PDF-1.7\n...')],
  ['import.not_csv', Buffer.from('PK\x03\x04aaaaaa[Content_Types].xml', 'latin1')],
  ['import.not_csv', Buffer.from('PK\x03\x04other', 'latin1')],
  ['import.not_csv', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ['import.not_csv', '<!DOCTYPE html><html></html>'],
  ['import.not_csv', '{"invoices": []}'],
  ['import.not_text', Buffer.alloc(5000)],
  ['import.encoding', Buffer.from('Kunde;Ort\nM\x81ller;K\x94ln\n', 'latin1')],
  ['import.encoding', Buffer.from('\xff\xfe\0\0a\0\0\0', 'latin1')],
])('refuses with %s', async (code, content) => {
  expect((await problemOf(file(content))).facts.code).toBe(code)
})

test('says what a file really is', async () => {
  expect((await problemOf(file(Buffer.from('PK\x03\x04xl/workbook.xml', 'latin1')))).message).toContain(
    'an Excel workbook',
  )
})

test('refuses a folder and a missing file', async () => {
  expect((await problemOf(folder)).facts.code).toBe('import.folder')
  expect((await problemOf(join(folder, 'nowhere.csv'))).facts.code).toBe('import.missing')
})

test.skipIf(process.getuid?.() === 0)('refuses a file that may not be read', async () => {
  const path = file('a;b\n1;2\n')
  chmodSync(path, 0)
  expect((await problemOf(path)).facts.code).toBe('import.not_allowed')
})

test('a NUL byte costs its row', async () => {
  const table = await openCsv(file(`Customer;Invoice\n${'a;1\n'.repeat(500)}b\0c;2\nd;3\n`))
  let refused = 0
  for await (const row of table.rows()) if ('cells' in row && row.problem) refused += 1
  expect(refused).toBe(1)
})

test('after a quotation mark that nobody closed, reading goes on with the next line', async () => {
  const rows = Array.from({ length: 500 }, (_, i) => `Meyer;${i}`).join('\n')
  const table = await openCsv(file(`Customer;Invoice\nSchulz;0\n"Huber;1\n${rows}\n`))
  const cells = await cellsOf(table)
  expect(cells[0]).toEqual(['Schulz', '0'])
  expect(cells[1]).toBe('import.quote_open')
  expect(cells).toHaveLength(502)
  expect(cells.at(-1)).toEqual(['Meyer', '499'])
})

// Lines are split by hand until the first quotation mark; with one in the first row the parser reads them all.
test('a file reads the same whether the parser reads it or its lines are split', async () => {
  const ends = ['\n', '\r\n', '\r']
  let text = ''
  for (let i = 0; i < 40_000; i++)
    text += `Müller ${i};${i % 7 === 0 ? '' : `R€${i}`};${i % 5}${ends[i % 3]}${i % 11 === 0 ? '\n' : ''}`
  const read = async (first: string, last: string) => {
    const rows: [number, ...string[]][] = []
    const table = await openCsv(file(`Name;Number;Amount\n${first};1;1\n${text}${last}`))
    for await (const row of table.rows()) if ('cells' in row) rows.push([row.line, ...row.cells])
    return rows
  }
  const split = await read('a', 'last;2;2')
  expect(split).toHaveLength(40_002)
  expect(await read('"a"', 'last;2;2')).toEqual(split)
  expect(await read('a', '"last";2;2')).toEqual(split)
  expect(await read('a', 'last;2;2\r')).toEqual(split)
})

test('quotation marks inside a cell are text', async () => {
  const table = await openCsv(
    file('Customer;About;Amount\nMeyer;2" pipe;1\nSchulz;"Bar ""Zum Anker""";2\n"Huber "Alt" KG";x;3\n'),
  )
  expect(await cellsOf(table)).toEqual([
    ['Meyer', '2" pipe', '1'],
    ['Schulz', 'Bar "Zum Anker"', '2'],
    ['"Huber "Alt" KG"', 'x', '3'],
  ])
})

async function longFile(start: string): Promise<string> {
  const path = join(folder, `long-${++files}.csv`)
  const stream = createWriteStream(path)
  stream.write(start)
  const piece = 'x'.repeat(1_000_000)
  for (let i = 0; i < 100; i++) if (!stream.write(piece)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'close')
  return path
}

test('a line of 100 MB is refused quickly, whether it is the first or a later one', async () => {
  const before = process.memoryUsage().rss
  expect((await problemOf(await longFile(''))).facts).toMatchObject({ code: 'import.line_too_long', line: 1 })
  expect((await problemOf(await longFile('Customer;Invoice\n'))).facts).toMatchObject({
    code: 'import.line_too_long',
    line: 2,
  })
  const table = await openCsv(await longFile('Customer;Invoice\na;1\n'))
  expect(await cellsOf(table)).toEqual([['a', '1'], 'import.line_too_long'])
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
})

test('the SHA-256 is that of the bytes', async () => {
  const table = await openCsv(file('\ufeffa;b\n1;2\n'))
  expect(await table.sha256).toBe('957f952df3550c30d2caf2ad79b6ba71bb662b77a51836a30048ec3c0d4ed834')
})

const letters = 'abcdefghijklmnopqrstuvwxyz'
const headers = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 8 }), {
  minLength: 2,
  maxLength: 6,
})
const cell = fc.string({ unit: fc.constantFrom(...'abcXYZ019äöß .,;|\t"\'\n-'), maxLength: 12 })

test('any table reads back the same, whatever splits, quotes and encodes it', async () => {
  const tables = headers.chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), {
        minLength: 1,
        maxLength: 12,
      }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      quoteAll: fc.boolean(),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      last: fc.boolean(),
      encode: fc.constantFrom<(text: string) => Buffer>(
        (text) => Buffer.from(text),
        (text) => Buffer.from(`\ufeff${text}`),
        (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
        (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
        (text) => Buffer.from(text, 'latin1'),
      ),
    }),
  )
  await fc.assert(
    fc.asyncProperty(tables, async ({ names, rows, delimiter, quoteAll, newline, last, encode }) => {
      // A row needs something in it to be one, and a first cell such as "total" is not what is tested here.
      const filled = rows.map((row, i) => [`row ${i}`, ...row.slice(1)])
      const quote = (text: string) => (quoteAll ? `"${text.replaceAll('"', '""')}"` : csvCell(text, delimiter))
      const lines = [names, ...filled].map((row) => row.map(quote).join(delimiter))
      const table = await openCsv(file(encode(lines.join(newline) + (last ? newline : ''))))
      expect(table.columns).toEqual(names)
      expect(await cellsOf(table)).toEqual(filled)
    }),
    { numRuns: 300 },
  )
})
