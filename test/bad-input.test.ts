// What people really hand to an import, given to the real program: files that are no lists, lists with bad rows in them, files
// cut short. A bad row costs that row, and a bad file costs nothing; each is told where, why, and how to put it right.

import { spawn } from 'node:child_process'
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDb } from '../src/store/db.ts'
import { testClock } from './database.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-bad-'))
const dataDir = join(folder, 'data')
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The program as a person starts it, in a data folder of its own and on the server that comes with it. */
function dunwell(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { DATABASE_URL: _, DUNWELL_DEBUG: __, ...env } = process.env
    const child = spawn(process.execPath, [main, ...words, '--data', dataDir], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

const take = (path: string, ...more: readonly string[]) =>
  dunwell('import', 'claims', path, '--currency', 'GBP', ...more)

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Holdings {
  readonly holds: boolean
  readonly claims: number
  readonly postings: number
}

async function holdings(): Promise<Holdings> {
  const { code, out, err } = await dunwell('verify', '--json')
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as Holdings
}

let keeper: Db | undefined

beforeAll(async () => {
  // The database runs as an ordinary user, who must be able to enter.
  chmodSync(folder, 0o755)
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o755)
  const made = await dunwell('init', '--name', 'Nordwind Ltd', '--country', 'GB', '--currency', 'GBP')
  expect([made.code, made.err]).toEqual([0, ''])
  // Whoever is in keeps the database running, so that not every command starts it and stops it again.
  keeper = await openDb({ dataDir, source: testClock('2026-03-02'), connections: 1 })
})

afterAll(async () => {
  await keeper?.close()
  const database = join(dataDir, 'database')
  for (const one of [...(existsSync(database) ? [realpathSync(database)] : []), folder]) {
    rmSync(one, { recursive: true, force: true, maxRetries: 10 })
  }
})

/** Neither a stack nor the word for a bug may reach a person. */
function plain(text: string): void {
  expect(text).not.toMatch(/^ {4}at |Error:|did not expect|bug in Dunwell|node:internal/m)
}

const head = 'Customer,Invoice number,Invoice date,Due date,Amount'
const good = ['Meyer GmbH,G1,2026-01-10,2026-02-09,1000.00', 'Cohen Ltd,G2,2026-01-12,2026-02-11,99.00']
const list = [head, ...good, ''].join('\n')
const bytes = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((it) => Buffer.from(it as string)))

/** A ZIP archive of one small file: local header, data, directory, end. */
function zip(name: string, content: string): Buffer {
  const data = deflateRawSync(content)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(name.length, 22)
  const end = Buffer.alloc(18)
  return bytes(
    'PK\x03\x04',
    common,
    name,
    data,
    'PK\x01\x02\x14\x00',
    common,
    Buffer.alloc(14),
    name,
    'PK\x05\x06',
    end,
  )
}

/** Bytes that a compressed or encrypted file may hold: no pattern, the same every time. */
function noise(length: number): Buffer {
  let state = 7
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >>> 24
    }),
  )
}

const ambiguous = ['Meyer GmbH,A1,01/02/2026,03/04/2026,10.00', 'Cohen Ltd,A2,05/06/2026,07/08/2026,20.00']

/** Files that nothing is taken from: a name, what is in it, and what a person is told. */
const refused: readonly (readonly [name: string, content: string | Buffer | undefined, says: RegExp])[] = [
  ['empty.csv', '', /is empty\.\n {2}Export it again/],
  ['only-space.csv', ' \n\n \n', /holds no rows/],
  ['header-only.csv', `${head}\n`, /has a header and no rows under it/],
  ['no-header.csv', `${good.join('\n')}\n`, /has no header: .*\n {2}Add a first line that names the columns/],
  ['paper.csv', bytes('%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n'), /is a PDF, not a CSV file/],
  ['picture.csv', bytes(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise(200)), /is a PNG picture/],
  [
    'workbook.csv',
    zip('xl/workbook.xml', '<workbook/>'),
    /is an Excel workbook.*\n {2}.*save the sheet as "CSV UTF-8"/,
  ],
  ['archive.csv', zip('list.csv', list), /is a ZIP archive.*\n {2}Unpack it/],
  ['noise.csv', noise(20_000), /is no text|written neither in UTF-8|holds NUL bytes/],
  ['zeros.csv', Buffer.alloc(5000), /holds NUL bytes/],
  ['utf-32.csv', bytes(Buffer.from([0xff, 0xfe, 0, 0]), 'C\0\0\0'), /is written in UTF-32/],
  ['ambiguous.csv', [head, ...ambiguous].join('\n'), /Nothing was imported: .*question/],
  ['prose.csv', 'Dear Ada,\n\nplease find the list in our other mail.\n\nKind regards\n', /\S\n {2}\S/],
  ['missing.csv', undefined, /There is no file "missing\.csv"\.\n {2}Check the name/],
]

test('a file that is no list, or leaves a question open, is refused with a cure and leaves nothing behind', async () => {
  mkdirSync(join(folder, 'folder.csv'))
  // Generated, because nobody wants a hundred megabytes in a repository.
  const long = join(folder, 'long.csv')
  const stream = createWriteStream(long)
  const part = Buffer.alloc(1_000_000, 'x')
  stream.write(`${head}\n${good[0]}\nMeyer GmbH,`)
  for (let i = 0; i < 100; i++) if (!stream.write(part)) await new Promise((resolve) => stream.once('drain', resolve))
  stream.end()
  await finished(stream)
  const oneLine = file('one-line.csv', Buffer.alloc(3_000_000, 'x,'))

  const before = await holdings()
  const cases = [
    ...refused.map(([name, content, says]) => ({
      path: content === undefined ? join(folder, name) : file(name, content),
      says,
    })),
    { path: join(folder, 'folder.csv'), says: /is a folder\.\n {2}Name one file in it/ },
    { path: oneLine, says: /longer than 1 MB/ },
  ]
  const ended = await Promise.all(cases.map(async (it) => ({ ...it, ...(await take(it.path)) })))
  for (const { path, says, code, out, err } of ended) {
    expect([path, code, out]).toEqual([path, 2, ''])
    expect(err, path).toMatch(says)
    // What happened, and below it the cure.
    expect(err.trimEnd().split('\n').length, path).toBeGreaterThanOrEqual(2)
    plain(err)
    expect(existsSync(path.replace('.csv', '.rejects.csv')), path).toBe(false)
  }
  expect(await holdings()).toEqual(before)

  // A hundred megabytes in one row cost that row, and not the memory of the machine.
  const { code, out, err } = await take(long)
  rmSync(long)
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('2 rows: 1 new claim')
  expect(out).toMatch(/line 3: The row is longer than 1 MB.*\n {4}Correct the row/)
  plain(out)
})

/** Lists with good rows and bad ones: what is told of the bad, what they are corrected to, and how many claims are in by then. */
interface Mixed {
  readonly name: string
  readonly content: string | Buffer
  readonly bad: readonly { readonly line: number; readonly says: RegExp; readonly value?: string }[]
  readonly taken: number
  /** Puts the rejects right. */
  cure?(text: string): string
  readonly cured?: number
}

const row = (number: string, date = '2026-02-09', amount = '10.00') =>
  `Meyer GmbH,${number},2026-01-10,${date},${amount}`
const mixed: readonly Mixed[] = [
  {
    name: 'days',
    content: [
      'Kunde;Rechnung;Rechnungsdatum;Fällig;Betrag',
      'Meyer GmbH;D1;10.01.2026;28.02.2026;10,00',
      'Meyer GmbH;D2;10.01.2026;31.02.2026;10,00',
    ].join('\n'),
    bad: [{ line: 3, says: /31\.02\.2026.*Fällig/, value: '31.02.2026' }],
    taken: 1,
    cure: (text) => text.replace('31.02.2026', '28.02.2026'),
    cured: 1,
  },
  {
    name: 'amounts',
    content: [
      'Kunde;Rechnung;Rechnungsdatum;Fällig;Betrag',
      'Meyer GmbH;E1;10.01.2026;28.02.2026;1.234,56',
      'Meyer GmbH;E2;10.01.2026;28.02.2026;1.234,5.6',
      'Meyer GmbH;E3;10.01.2026;28.02.2026;viel',
    ].join('\n'),
    bad: [
      { line: 3, says: /1\.234,5\.6.*Betrag/, value: '1.234,5.6' },
      { line: 4, says: /viel.*Betrag/, value: 'viel' },
    ],
    taken: 1,
    cure: (text) => text.replace('1.234,5.6', '1.234,56').replace('viel', '8,00'),
    cured: 2,
  },
  {
    name: 'ragged',
    content: [head, row('F1'), `${row('F2')},and,more`, 'Meyer GmbH,F3', row('F4')].join('\n'),
    bad: [
      { line: 3, says: /7 cells, and the header names 5 columns/ },
      { line: 4, says: /./ },
    ],
    taken: 2,
  },
  {
    name: 'quote',
    content: [head, row('H1'), '"Meyer GmbH,H2,2026-01-10,2026-02-09,10.00', row('H3')].join('\n'),
    bad: [{ line: 3, says: /quotation mark opens in this row and is not closed/ }],
    taken: 2,
  },
  {
    name: 'cut',
    content: [head, row('J1'), 'Meyer GmbH,J2,2026-01-10,2026-0'].join('\n'),
    bad: [{ line: 3, says: /./ }],
    taken: 1,
    cure: (text) => text.replace('2026-0,', '2026-02-09,10.00'),
    cured: 1,
  },
  {
    name: 'nul',
    content: bytes([head, row('K1'), row('K2').replace('Meyer', 'Mey\0er'), ''].join('\n')),
    bad: [{ line: 3, says: /holds a NUL byte/ }],
    taken: 1,
    cure: (text) => text.replaceAll('\0', ''),
    cured: 1,
  },
]

test('bad rows come back with line, column, value and cure, the good ones are in, and corrected they follow', async () => {
  const before = await holdings()
  const ended = await Promise.all(
    mixed.map(async (it) => ({ ...it, ...(await take(file(`${it.name}.csv`, it.content), '--json')) })),
  )
  const rejects = (name: string) => join(folder, `${name}.rejects.csv`)
  for (const { name, code, out, err, bad, taken } of ended) {
    expect([name, code, err]).toEqual([name, 0, ''])
    plain(out)
    const result = JSON.parse(out) as {
      created: { claims: number }
      problems: { line: number; says: string; fix: string; value?: string }[]
      rejectsFile: string
    }
    expect([name, result.created.claims, result.problems.map((it) => it.line)]).toEqual([
      name,
      taken,
      bad.map((it) => it.line),
    ])
    expect(result.rejectsFile).toBe(rejects(name))
    const back = readFileSync(rejects(name), 'utf8')
    for (const [i, { line, says, value }] of bad.entries()) {
      const told = result.problems[i]!
      expect(told.says, name).toMatch(says)
      expect(told.fix, name).toMatch(/\.$/)
      if (value !== undefined) expect(told.value, name).toBe(value)
      expect(back, name).toContain(`Line ${line}: `)
      expect(back, name).toContain(told.fix.replaceAll('"', '""').slice(0, 40))
    }
  }
  const taken = ended.reduce((sum, it) => sum + it.taken, 0)
  const between = await holdings()
  expect([between.holds, between.claims]).toEqual([true, before.claims + taken])

  const curable = mixed.filter((it) => it.cure !== undefined)
  const again = await Promise.all(
    curable.map(async (it) => {
      writeFileSync(rejects(it.name), it.cure!(readFileSync(rejects(it.name), 'utf8')))
      return { ...it, ...(await take(rejects(it.name), '--json')) }
    }),
  )
  for (const { name, code, out, err, cured } of again) {
    expect([name, code, err]).toEqual([name, 0, ''])
    const result = JSON.parse(out) as { created: { claims: number }; problems: unknown[] }
    expect([name, result.created.claims, result.problems]).toEqual([name, cured, []])
  }
  const after = await holdings()
  const cured = curable.reduce((sum, it) => sum + it.cured!, 0)
  expect([after.holds, after.claims]).toEqual([true, between.claims + cured])
})

test('UTF-16 without a mark and Windows-1252 are read as what they are', async () => {
  const before = await holdings()
  const names = 'Müller & Söhne KG'
  const text = (number: string) => [head, row(number).replace('Meyer GmbH', names), ''].join('\n')
  const ended = await Promise.all([
    take(file('utf-16.csv', Buffer.from(text('L1'), 'utf16le'))),
    take(file('windows.csv', Buffer.from(text('L2'), 'latin1'))),
  ])
  for (const { code, out, err } of ended) expect([code, err, out.includes('1 new claim')]).toEqual([0, '', true])
  const after = await holdings()
  expect([after.holds, after.claims]).toEqual([true, before.claims + 2])
  const shown = await dunwell('debtor', 'list')
  // Both name one customer.
  expect(shown.out.split(names).length - 1).toBe(1)
})
