import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from './day.ts'
import { habitsOf, type Past, usualOf } from './habits.ts'

const past = (facts: Partial<Past>): Past => ({ late: [], claims: 0, disputed: 0, promises: 0, kept: 0, ...facts })

test('habits say on what they rest', () => {
  const others = [10, 11, 9, 12].map((late) =>
    past({ late: Array(12).fill(late), since: 2024, claims: 14, disputed: 1 }),
  )
  const usual = usualOf(others)
  const later = [2, 3, 2, 3, 2, 3, 14, 16, 15, 14, 16, 15]
  const it = habitsOf(
    past({ late: later, since: 2024, claims: 14, disputed: 1, promises: 3, kept: 2 }),
    usualOf([...others, past({ late: later })]),
  )
  expect(it.says).toMatch(
    /^usually 9 days late, getting later \(12 claims since 2024.*\); 1 of 14 disputed; 2 of 3 promises kept$/,
  )
  expect(habitsOf(past({}), usual).says).toBe('nothing paid yet, and 11 days late is usual here')
  expect(habitsOf(past({ late: [30], since: 2025, claims: 1 }), usual).says).toMatch(
    /^usually 30 days late \(1 claim since 2025; 11 days late is usual here, so \d+ days late is expected\); none of 1 disputed$/,
  )
})

test('a creditor is told of invoices', () => {
  const own = past({ late: [30], since: 2025, claims: 1 })
  expect(habitsOf(own, usualOf([own], 'invoice')).says).toMatch(/^usually 30 days late \(1 invoice since 2025/)
})

test('a trend that chance explains is not said', () => {
  const steady = Array.from({ length: 30 }, (_, i) =>
    past({ late: [0, 20, 0, 20, 0, 20, 0, 20].map((it) => it + (i % 3)), since: 2024 }),
  )
  const it = habitsOf(past({ late: [0, 20, 0, 20, 0, 20, 20, 20], since: 2024 }), usualOf(steady))
  expect(it.trend).toBeUndefined()
})

test('shares lie between what is usual and their own, and a longer record is believed more', () => {
  const record = fc
    .integer({ min: 0, max: 30 })
    .chain((claims) => fc.record({ claims: fc.constant(claims), disputed: fc.integer({ min: 0, max: claims }) }))
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), record, (others, own) => {
      const usual = usualOf(others.map(past))
      const { disputedShare } = habitsOf(past(own), usual)
      const mine = own.claims === 0 ? usual.disputed.mean : own.disputed / own.claims
      expect(disputedShare).toBeGreaterThanOrEqual(Math.min(mine, usual.disputed.mean) - 1e-9)
      expect(disputedShare).toBeLessThanOrEqual(Math.max(mine, usual.disputed.mean) + 1e-9)
      const longer = habitsOf(past({ claims: own.claims * 2, disputed: own.disputed * 2 }), usual).disputedShare
      expect(Math.abs(longer - mine)).toBeLessThanOrEqual(Math.abs(disputedShare - mine) + 1e-9)
    }),
  )
})

const ledger = fileURLToPath(
  new URL('../../../shared/data/ledgers/ibm-watson-ar/WA_Fn-UseC_-Accounts-Receivable.csv', import.meta.url),
)

test.skipIf(!existsSync(ledger))(
  'on a real ledger: the share disputed, learnt on the first part and tried on the rest, against two baselines',
  () => {
    const [head, ...lines] = readFileSync(ledger, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const cell = (row: string[], name: string) => row[head!.indexOf(name)]!
    const rows = lines.map((row) => {
      const [month, on, year] = cell(row, 'InvoiceDate').split('/').map(Number)
      return {
        customer: cell(row, 'customerID'),
        issued: dayOf(year!, month!, on!)!,
        disputed: cell(row, 'Disputed') === 'Yes',
      }
    })
    const split = dayOf(2013, 1, 1)!
    const known = Map.groupBy(
      rows.filter((it) => it.issued < split),
      (it) => it.customer,
    )
    const tried = rows.filter((it) => it.issued >= split)
    const pasts = new Map(
      [...known].map(([customer, some]) => [
        customer,
        past({ claims: some.length, disputed: some.filter((it) => it.disputed).length }),
      ]),
    )
    const usual = usualOf([...pasts.values()])
    // Brier's score: the mean square of what a probability missed by.
    const score = (guess: (customer: string) => number) =>
      tried.reduce((sum, it) => sum + (Number(it.disputed) - guess(it.customer)) ** 2, 0) / tried.length
    const guess = (customer: string) => habitsOf(pasts.get(customer) ?? past({}), usual).disputedShare
    const everyone = score(() => usual.disputed.mean)
    const own = score((customer) => {
      const mine = pasts.get(customer)
      return mine ? mine.disputed / mine.claims : usual.disputed.mean
    })
    const ours = score(guess)
    const bands = [0, 0.1, 0.2, 0.3, 0.5, 1].slice(0, -1).map((from, i, all) => {
      const until = all[i + 1] ?? 1.01
      const some = tried.filter((it) => guess(it.customer) >= from && guess(it.customer) < until)
      const mean = (of: (it: (typeof some)[number]) => number) =>
        some.length === 0 ? 0 : some.reduce((sum, it) => sum + of(it), 0) / some.length
      return { count: some.length, said: mean((it) => guess(it.customer)), came: mean((it) => Number(it.disputed)) }
    })
    const shown = bands
      .filter((it) => it.count > 0)
      .map((it) => `${(it.said * 100).toFixed(0)} % said, ${(it.came * 100).toFixed(0)} % came (${it.count})`)
    console.log(
      `disputed: ${tried.length} tried; square error: everyone’s share ${everyone.toFixed(4)}, the debtor’s own ${own.toFixed(4)}, ours ${ours.toFixed(4)}; ${shown.join('; ')}`,
    )
    expect(ours).toBeLessThan(everyone)
    expect(ours).toBeLessThanOrEqual(own + 0.001)
  },
)
