import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Day, day, dayText } from '../core/day.ts'
import { interest } from '../core/interest.ts'
import type { DebtorKind } from '../core/policy.ts'
import { percentText, pointOn, rateOn } from '../core/rate.ts'
import { allSeries, statuteOf, statuteRates, statutes } from './interest.ts'

test.each([
  ['GB', 'business', 'gb.lpcdia.interest', '2025-09-01', '12.25'],
  ['GB', 'sole_trader', 'gb.lpcdia.interest', '2023-01-10', '11.50'],
  ['DE', 'business', 'de.288.business', '2023-03-01', '10.62'],
  ['DE', 'consumer', 'de.288.consumer', '2023-03-01', '6.62'],
  ['FR', 'business', 'fr.l441-10', '2025-08-01', '12.15'],
  ['FR', 'consumer', 'fr.1231-6', '2026-02-01', '2.62'],
  ['IE', 'public_body', 'ie.si580', '2024-08-01', '12.25'],
  ['NL', 'business', 'nl.6.119a', '2024-08-01', '12.25'],
  ['NL', 'consumer', 'nl.6.119', '2024-02-01', '7.00'],
  ['IT', 'business', 'it.231.5', '2026-03-01', '10.15'],
  ['ES', 'business', 'es.3_2004', '2025-03-01', '11.15'],
  ['PT', 'business', 'eu.2011_7.interest', '2025-03-01', '11.15'],
] as const)('%s, %s: %s of %s is %s%%', (place, debtor, id, on, percent) => {
  const statute = statuteOf(place, debtor)!
  expect(statute.id).toBe(id)
  const [span] = statuteRates(statute, { from: day(on), until: (day(on) + 1) as Day })
  expect(percentText(span!.rateBp)).toBe(percent)
  expect(span!.says).toContain(statute.cite)
})

test.each([
  ['US-NY', 'business', 'us.ny.5004', '9.00'],
  ['US-NY', 'consumer', 'us.ny.5004.consumer', '2.00'],
  ['US-CA', 'consumer', 'us.ca.685', '10.00'],
  ['US-IL', 'business', 'us.il.2-1303', '9.00'],
  ['US-IL', 'consumer', 'us.il.2-1303.consumer', '5.00'],
] as const)('a judgment in %s against a %s: %s, %s%%', (place, debtor, id, percent) => {
  const statute = statuteOf(place, debtor, 'judgment')!
  expect(statute.id).toBe(id)
  const [span] = statuteRates(statute, { from: day('2026-11-01'), until: day('2026-11-02') })
  expect(percentText(span!.rateBp)).toBe(percent)
})

test.each(['US', 'AU', 'US-TX', 'CA', 'IN', 'JP'])('no statute gives interest of itself in %s', (place) => {
  for (const kind of ['business', 'consumer'] as DebtorKind[]) expect(statuteOf(place, kind)).toBeUndefined()
})

test('gb.lpcdia.interest is fixed when it starts; de.288 follows each half-year', () => {
  const span = { from: day('2025-06-01'), until: day('2026-03-01') }
  expect(statuteRates(statuteOf('GB', 'business')!, span).map((it) => it.rateBp)).toEqual([1275])
  expect(statuteRates(statuteOf('DE', 'business')!, span).map((it) => [dayText(it.from), it.rateBp])).toEqual([
    ['2025-06-01', 1127],
    ['2025-07-01', 1027],
    ['2026-01-01', 1027],
  ])
})

test.each([
  ['DE', 'business', '2026-07-01', 'de.bundesbank.basiszinssatz'],
  ['FR', 'business', '2026-07-01', 'eu.late_payment.reference'],
  ['IE', 'business', '2026-07-01', 'ie.late_payment'],
  ['IT', 'business', '2024-03-01', 'it.dlgs231.reference'],
  ['NL', 'consumer', '2020-01-01', 'nl.wettelijke_rente'],
  ['GB', 'business', '2027-01-01', 'uk.late_payment.statutory'],
] as const)(
  '%s, %s: a rate of %s that nobody entered is a Problem naming %s, and no rate is carried on',
  (place, kind, on, series) => {
    const from = day(on)
    expect(() => statuteRates(statuteOf(place, kind)!, { from, until: (from + 10) as Day })).toThrow(
      new RegExp(`${on}.*${series.replaceAll('.', '\\.')}`),
    )
  },
)

test('a rate from memory is shown and never charged', () => {
  const dutch = allSeries.find((it) => it.id === 'nl.wettelijke_rente')!
  expect(pointOn(dutch, day('2025-02-01'))?.sure).toBe('memory')
  expect(rateOn(dutch, day('2025-02-01'))).toHaveProperty('facts.code', 'rate.unsure')
})

test('rows entered here go before those that came with it', () => {
  const entered = [
    { from: day('2026-07-01'), until: day('2027-01-01'), rateBp: 1_50, sure: 'primary' as const, source: 'bank' },
  ]
  const [span] = statuteRates(
    statuteOf('DE', 'business')!,
    { from: day('2026-08-01'), until: day('2026-08-02') },
    entered,
  )
  expect(span).toMatchObject({ rateBp: 10_50, source: 'bank' })
})

test('every series and statute is cited, and no two have one id', () => {
  for (const list of [allSeries, statutes]) {
    expect(new Set(list.map((it) => it.id)).size).toBe(list.length)
    for (const it of list) expect(it.cite.length).toBeGreaterThan(3)
  }
  for (const series of allSeries) {
    for (const [i, it] of series.points.entries()) {
      const next = series.points[i + 1]
      if (next) expect(it.until! <= next.from!, `${series.id} ${i}`).toBe(true)
    }
  }
})

test('by our German half-year: 10,000 at 5 over the base rate, 2023-01-01 to 07-01', () => {
  const span = { from: day('2023-01-01'), until: day('2023-07-01') }
  const statute = statuteOf('DE', 'consumer')!
  const base = [{ from: span.from, amountMinor: 10_000_00 }]
  expect(interest({ ...span, base, rates: statuteRates(statute, span), way: statute.way }).amountMinor).toBe(328_28)
})

const shared = fileURLToPath(new URL('../../../shared/law/rates.json', import.meta.url))

interface SharedPoint {
  readonly effectiveFrom?: string
  readonly interestStartsFrom?: string
  readonly semesterStart?: string
  readonly period?: string
  readonly ratePercent?: string
  readonly statutoryRatePercent?: string
  readonly ecbReferencePercent?: string
  readonly othersPercent?: string
  readonly referencePercent?: string
}

test.skipIf(!existsSync(shared))(
  'every point of the shared list of rates is here (skipped where it is missing)',
  () => {
    const body = JSON.parse(readFileSync(shared, 'utf8')) as {
      series: { id: string; points?: SharedPoint[]; periods?: SharedPoint[] }[]
    }
    let compared = 0
    for (const { id, points = [], periods = [] } of body.series) {
      const ours = allSeries.find((it) => it.id === (id === 'fr.taux_legal' ? 'fr.taux_legal.others' : id))
      if (!ours) continue
      for (const it of [...points, ...periods]) {
        const half = it.period && `${it.period.slice(0, 4)}-${it.period.endsWith('1') ? '01' : '07'}-01`
        const on = day((it.effectiveFrom ?? it.interestStartsFrom ?? it.semesterStart ?? half)!)
        const percent = (it.ratePercent ??
          it.statutoryRatePercent ??
          it.ecbReferencePercent ??
          it.othersPercent ??
          it.referencePercent)!
        expect(percentText(pointOn(ours, on)!.rateBp), `${id} ${dayText(on)}`).toBe(percent)
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(240)
  },
)
