// What was entered last counts, also where time stands still as on a rehearsed day: one transaction after another, at one moment.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { clauseFrom } from '../core/clause.ts'
import { day } from '../core/day.ts'
import { addClause, addRate, readClauses, readRates } from './charge.ts'
import { inWorkspace, type Tx } from './db.ts'
import { addDebtors, findDebtor } from './debtor.ts'
import { addExchangeRates, exchangeRatesNear } from './exchange.ts'
import { lockDebtors } from './record.ts'
import { readWorkspace } from './workspace.ts'

const at = await freshDatabase('2026-03-02')
const id = await nordwind(at)
const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, id, 'test', work)
const tries = Array.from({ length: 12 }, (_, i) => i + 1)
const on = day('2026-03-02')

test('of terms agreed with a customer', async () => {
  await inside(async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    await addDebtors(tx, [
      {
        ...{ name: 'Mill Ltd', kind: 'business', kindBecause: 'said', country: 'GB', language: 'en' },
        ...{ handling: 'automatic', arrivedOn: on, creditorId, contacts: [] },
      },
    ])
  })
  for (const percent of tries) {
    const found = await inside(async (tx) => {
      const debtor = await findDebtor(tx, 'Mill Ltd')
      const clause = clauseFrom({ interest: { percent: String(percent), cite: 'Terms § 3' } })
      await addClause(tx, await lockDebtors(tx, debtor.book, [debtor.id]), { debtor }, clause, 'test')
      return readClauses(tx, debtor, { day: on })
    })
    expect(found.map((it) => it.clause.interest?.percent)).toEqual(tries.slice(0, percent).map(String))
  }
})

test('of a rate that is looked up, and of one between currencies', async () => {
  const series = { seriesId: 'de.bundesbank.basiszinssatz', from: on, until: day('2026-07-01'), source: 'the bank' }
  for (const rateBp of tries) {
    await inside((tx) => addRate(tx, { ...series, rateBp }))
    expect((await inside(readRates)).get(series.seriesId)![0]!.rateBp).toBe(rateBp)
    const rate = { base: 'EUR', currency: 'GBP', day: on, billionths: rateBp * 1_000, source: 'the bank' }
    await inside((tx) => addExchangeRates(tx, [rate], 'rates.csv'))
    expect((await inside((tx) => exchangeRatesNear(tx, on))).map((it) => it.billionths)).toEqual([rate.billionths])
  }
})
