import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysToWait, estimate, isSteady, type Lateness, priorOf } from './behaviour.ts'
import { dayOf } from './day.ts'

test('a debtor without a past is taken as everyone; with a long one as themselves', () => {
  const prior = priorOf([
    [10, 11, 9, 10],
    [0, 1, -1, 0],
    [20, 21, 19, 20],
  ])
  expect(estimate([], prior).daysLate).toBeCloseTo(10)
  expect(estimate(Array(60).fill(20), prior).daysLate).toBeGreaterThan(19)
  expect(estimate([], prior).says).toBe('nothing paid yet; 10 days late is usual here')
  expect(estimate([4], prior).says).toBe('4 days late over 1 due; 10 days late is usual here')
})

test('an estimate lies between what is usual and what they did', () => {
  const past = fc.array(fc.integer({ min: -30, max: 120 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.array(past, { minLength: 1, maxLength: 20 }), past, (others, own) => {
      const prior = priorOf(others)
      const { daysLate } = estimate(own, prior)
      expect(daysLate).toBeGreaterThanOrEqual(Math.min(prior.mean, ...own) - 1e-9)
      expect(daysLate).toBeLessThanOrEqual(Math.max(prior.mean, ...own) + 1e-9)
      const waits = daysToWait(40, daysLate, prior)
      expect(waits.length).toBeGreaterThan(0)
      expect(waits.every((wait) => Number.isInteger(wait) && wait > 0)).toBe(true)
    }),
  )
})

test('steady is six within a week', () => {
  expect(isSteady([20, 21, 22, 20, 26, 24])).toBe(true)
  expect(isSteady([20, 21, 22, 20, 27])).toBe(false)
  expect(isSteady([20, 21, 22, 20, 27, 20])).toBe(false)
})

const ledger = fileURLToPath(
  new URL('../../../shared/data/ledgers/ibm-watson-ar/WA_Fn-UseC_-Accounts-Receivable.csv', import.meta.url),
)

test.skipIf(!existsSync(ledger))(
  'on a real ledger: learnt on the first part, tried on the rest, against two baselines',
  () => {
    const [head, ...lines] = readFileSync(ledger, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const cell = (row: string[], name: string) => row[head!.indexOf(name)]!
    const date = (text: string) => {
      const [month, on, year] = text.split('/').map(Number)
      return dayOf(year!, month!, on!)!
    }
    const rows = lines
      .map((row) => ({
        customer: cell(row, 'customerID'),
        due: date(cell(row, 'DueDate')),
        issued: date(cell(row, 'InvoiceDate')),
        paid: date(cell(row, 'SettledDate')),
      }))
      .sort((a, b) => a.paid - b.paid)
    const split = dayOf(2013, 1, 1)!
    const known = rows.filter((it) => it.paid < split)
    const tried = rows.filter((it) => it.issued >= split)
    const past = new Map(
      [...Map.groupBy(known, (it) => it.customer)].map(
        ([customer, some]) => [customer, some.map((it) => it.paid - it.due)] as [string, Lateness],
      ),
    )
    const prior = priorOf([...past.values()])
    const error = (guess: (customer: string) => number) =>
      tried.reduce((sum, it) => sum + Math.abs(it.paid - it.due - guess(it.customer)), 0) / tried.length
    const everyone = error(() => prior.mean)
    const own = error((customer) => {
      const mine = past.get(customer)
      return mine ? mine.reduce((sum, late) => sum + late, 0) / mine.length : prior.mean
    })
    const ours = error((customer) => estimate(past.get(customer) ?? [], prior).daysLate)
    console.log(
      `${known.length} invoices learnt, ${tried.length} tried; mean error in days: everyone’s mean ${everyone.toFixed(2)}, the debtor’s own mean ${own.toFixed(2)}, ours ${ours.toFixed(2)}`,
    )
    expect(ours).toBeLessThan(everyone)
    expect(ours).toBeLessThanOrEqual(own + 0.02)
  },
)
