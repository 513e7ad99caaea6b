import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, dayText } from '../core/day.ts'
import { type DateOrder, readDate } from './date.ts'
import { DayPairTally, DayTally } from './tally.ts'

function read(text: string, order?: DateOrder): string | undefined {
  const found = readDate(text, order)
  if (found === undefined) return undefined
  return typeof found === 'object' ? found.wrong : dayText(found)
}

test.each([
  ['2026-03-31', '2026-03-31'],
  ['2026-3-1', '2026-03-01'],
  ['2026/03/31', '2026-03-31'],
  ['2026.03.31', '2026-03-31'],
  ['20260331', '2026-03-31'],
  ['31032026', '2026-03-31'],
  ['2026-03-31T23:59:00Z', '2026-03-31'],
  ['2026-03-31 10:15:00.123+02:00', '2026-03-31'],
  ['20260331T101500', '20260331T101500'],
  ['31/03/2026', '2026-03-31'],
  ['3/31/2026 12:00:00 AM', '2026-03-31'],
  ['31.3.2026', '2026-03-31'],
  ['31. 3. 2026', '2026-03-31'],
  ['31-03-2026 14:05', '2026-03-31'],
  ['31 March 2026', '2026-03-31'],
  ['March 31, 2026', '2026-03-31'],
  ['Mar 31st, 2026', '2026-03-31'],
  ['31-Mar-26', '2026-03-31'],
  ['31. März 2026', '2026-03-31'],
  ['31. Maerz 2026', '2026-03-31'],
  ['31 mars 2026', '2026-03-31'],
  ['1er août 2026', '2026-08-01'],
  ['31 de marzo de 2026', '2026-03-31'],
  ['31 mrt 2026', '2026-03-31'],
  ['31 dicembre 2026', '2026-12-31'],
  ['Tue, 31 Mar 2026', '2026-03-31'],
  ['25/03/0026', 'is no day of the calendar'],
  ['25 March 0026', 'is no day of the calendar'],
  ['25030026', 'is no day of the calendar'],
  ['Di 31.03.2026', '2026-03-31'],
  ['2026-Mar-31', '2026-03-31'],
  ['04/04/2026', '2026-04-04'],
])('%s is one day', (text, expected) => {
  if (expected !== text) expect(read(text)).toBe(expected)
})

test.each([
  '31.02.2026',
  '31/02/2026',
  '2026-02-30',
  '2026-13-01',
  '99999999',
  '30 Feb 2026',
  '12345',
  '1711843200',
  'soon',
  '1/2',
  '31/03/0206',
  '2026',
  'Q1 2026',
  '=A1',
])('%s is refused', (text) => {
  expect(read(text)).not.toMatch(/^\d{4}-/)
  expect(read(text)).toBeTypeOf('string')
})

test.each(['', ' ', '-', 'n/a', 'NULL', '0000-00-00', '00.00.0000', '0'])('%j holds no day', (text) => {
  expect(read(text)).toBeUndefined()
})

test('a date with two readings needs the order of its column', () => {
  expect(read('03/04/2026')).toMatch('two different days')
  expect(read('03/04/2026', 'dmy')).toBe('2026-04-03')
  expect(read('03/04/2026', 'mdy')).toBe('2026-03-04')
  expect(read('13/04/2026', 'mdy')).toMatch('does not fit its column')
  expect(read('03/04/05', 'ymd')).toBe('2003-04-05')
  expect(read('31/03/26')).toMatch('two different days')
  expect(read('31/03/26', 'dmy')).toBe('2026-03-31')
  expect(read('31/03/85', 'dmy')).toBe('1985-03-31')
  expect(read('46112', 'serial')).toBe('2026-03-31')
  expect(read('46112.75', 'serial')).toBe('2026-03-31')
})

const days = fc.integer({ min: 7305, max: 36523 }) as fc.Arbitrary<Day>
const separators = fc.constantFrom('/', '-', '.', ' ')

function written(
  day: Day,
  order: 'dmy' | 'mdy' | 'ymd',
  mark: string,
  form: { short: boolean; padded: boolean; time: string },
): string {
  const [year, month, date] = dayText(day).split('-') as [string, string, string]
  const bare = (part: string) => (form.padded ? part : String(Number(part)))
  const shownYear = form.short ? year.slice(2) : year
  const parts = {
    dmy: [bare(date), bare(month), shownYear],
    mdy: [bare(month), bare(date), shownYear],
    ymd: [shownYear, bare(month), bare(date)],
  }[order]
  return `${parts.join(mark)}${form.time}`
}

const forms = fc.record({
  short: fc.boolean(),
  padded: fc.boolean(),
  time: fc.constantFrom('', ' 10:15', ' 10:15:59 PM', 'T00:00:00Z'),
})

test('a day written in a known order reads back the same; in an unknown one it reads the same or is refused', () => {
  fc.assert(
    fc.property(
      days,
      fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
      separators,
      forms,
      (day, order, mark, form) => {
        // A short year comes with two digits for the rest, or it is no date at all.
        const text = written(day, order, mark, { ...form, short: form.short && form.padded && day < 36_000 })
        expect(read(text, order)).toBe(dayText(day))
        const found = readDate(text, undefined)
        if (typeof found === 'number') expect(found).toBe(day)
        else expect(found?.wrong).toMatch('two different days')
      },
    ),
    { numRuns: 2000 },
  )
})

test('a column of days in one order is settled in that order or is asked about', () => {
  fc.assert(
    fc.property(
      fc.array(days, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('dmy' as const, 'mdy' as const),
      fc.constantFrom('/', '-', ' '),
      fc.boolean(),
      (list, order, mark, short) => {
        const cells = list.map((day) => written(day, order, mark, { short, padded: true, time: '' }))
        const tally = new DayTally(0)
        for (const [i, cell] of cells.entries()) tally.add(cell, i + 2)
        const [verdict] = DayTally.settle([tally], undefined, { nameOf: () => 'Due' })
        if (verdict!.open) return
        for (const [i, cell] of cells.entries()) expect(readDate(cell, verdict!.map?.dateOrder)).toBe(list[i])
      },
    ),
    { numRuns: 1000 },
  )
})

test('days of issue and due days settle each other rightly or not at all', () => {
  const rows = fc.array(fc.tuple(days, fc.integer({ min: 0, max: 90 })), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(rows, fc.constantFrom('dmy' as const, 'mdy' as const), fc.boolean(), (list, order, steady) => {
      const form = { short: false, padded: true, time: '' }
      const issued = new DayTally(0)
      const due = new DayTally(1)
      const pair = new DayPairTally(0, 1)
      const texts = list.map(
        ([day, span]) =>
          [written(day, order, '/', form), written((day + (steady ? 30 : span)) as Day, order, '/', form)] as const,
      )
      for (const [i, cells] of texts.entries()) {
        issued.add(cells[0], i)
        due.add(cells[1], i)
        pair.add(cells)
      }
      for (const verdict of DayTally.settle([issued, due], pair, { nameOf: String })) {
        if (!verdict.open && verdict.map?.dateOrder !== undefined) expect(verdict.map.dateOrder).toBe(order)
      }
    }),
    { numRuns: 1000 },
  )
})
