// The reports of one shape from the terminal and over the API, on a small history whose figures can be checked by hand.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'

const { run, at, folder } = await terminal('2026-01-05')
const add = (debtor: string, number: string, amount: string, issued: string, due: string, ...more: string[]) =>
  run(
    ...['add', 'claim', '--debtor', debtor, '--debtor-kind', 'business', '--number', number, '--amount', amount],
    ...['--issued', issued, '--due', due, '--email', `ap@${debtor.split(' ')[0]!.toLowerCase()}.example`, ...more],
  )
const table = async (name: string, ...more: string[]) => JSON.parse(await run('report', name, '--json', ...more))
const day = async (on: string) => {
  await run('known-until', on, '--day', on)
  return run('run', '--day', on)
}

test('an empty workspace has empty reports that say so', async () => {
  for (const name of ['overdue', 'cei', 'cash-in', 'cash', 'steps', 'promises', 'disputes', 'costs', 'bad-debt-tax']) {
    expect(await run('report', name), name).toContain('Nothing to show.')
    expect((await table(name)).rows, name).toEqual([])
  }
})

test('a history', async () => {
  await add('Meyer GmbH', 'M-1', '1000.00', '2026-01-05', '2026-02-04', '--tax', '166.67')
  await add('Meyer GmbH', 'M-2', '500.00', '2026-01-10', '2026-02-09', '--currency', 'EUR')
  await add('Brook Ltd', 'B-1', '300.00', '2026-01-12', '2026-02-11')
  await run('pay', 'Brook Ltd', '--amount', '100.00', '--claim', 'B-1', '--on', '2026-01-30', '--day', '2026-02-03')
  expect(await day('2026-02-06')).toContain('1 email')
  await run('pay', 'Meyer GmbH', '--amount', '1000.00', '--claim', 'M-1', '--on', '2026-02-10', '--day', '2026-02-10')
  const euros = ['--currency', 'EUR', '--claim', 'M-2', '--on', '2026-02-20']
  await run('pay', 'Meyer GmbH', '--amount', '500.00', ...euros, '--day', '2026-02-20')
  await run('promise', 'add', 'Brook Ltd', '--amount', '200.00', '--by', '2026-02-27', '--day', '2026-02-23')
  await run('dispute', 'add', 'Brook', '--claim', 'B-1', '--cause', 'damaged', '--part', '50.00', '--day', '2026-03-02')
})

test('overdue by month end, and every figure of a day agrees with the aging of that day', async () => {
  const { rows } = await table('overdue', '--day', '2026-02-28')
  const of = (currency: string, on: string) =>
    rows.find((row: { currency: string; day: string }) => row.currency === currency && row.day === on)
  expect(of('GBP', '2026-01-31')).toMatchObject({ open: 120_000, overdue: 0, claims: 0, share: 0 })
  expect(of('GBP', '2026-02-28')).toMatchObject({ open: 20_000, overdue: 20_000, over30: 0, claims: 1, share: 100 })
  expect(of('EUR', '2026-01-31')).toMatchObject({ open: 50_000, overdue: 0 })
  expect(of('EUR', '2026-02-28')).toBeUndefined()
})

test('collection effectiveness and days sales outstanding by hand', async () => {
  const cei = await table('cei', '--day', '2026-02-28')
  const february = cei.rows.find(
    (row: { currency: string; day: string }) => row.currency === 'GBP' && row.day === '2026-02-28',
  )
  // (1200 + 0 − 200) ÷ (1200 + 0 − 0)
  expect(february).toMatchObject({ open: 120_000, charged: 0, left: 20_000, current: 0, cei: 83.3 })
  const text = await run('report', 'dso', '--by-month', '--day', '2026-02-28')
  // 200 ÷ 1300 × 90
  expect(text).toMatch(/GBP\s+2026-02-28\s+200\.00\s+1,300\.00\s+13\.8/)
  expect(text).toContain('the window is not full')
})

test('cash in: what came, through what, for what, and the step before it', async () => {
  const { rows, more } = await table('cash-in', '--from', '2026-01-01', '--to', '2026-02-28')
  const plain = rows.map((row: Record<string, unknown>) =>
    [row.currency, row.day, row.amount, row.channel, row.claims, row.step, row.days].join(' | '),
  )
  expect(plain).toEqual([
    'EUR | 2026-02-20 | 50000 | by hand | M-2 |  | ',
    'GBP | 2026-01-30 | 10000 | by hand | B-1 |  | ',
    'GBP | 2026-02-10 | 100000 | by hand | M-1 | friendly | 4',
  ])
  expect(more.map((one: { name: string }) => one.name)).toEqual(['channels', 'steps', 'months'])
  const csv = await run('report', 'cash-in', '--from', '2026-01-01', '--to', '2026-02-28', '--csv', '--table', 'months')
  expect(csv).toBe(
    'currency,month,payments,amount,stepped,waited\r\nEUR,2026-02,1,500.00,0,0\r\nGBP,2026-01,1,100.00,0,0\r\nGBP,2026-02,1,1000.00,1,4\r\n',
  )
})

test('a return stands on its own day with a minus, and a correction was never there', async () => {
  await run('pay', 'Brook Ltd', '--amount', '20.00', '--claim', 'B-1', '--on', '2026-02-24', '--day', '2026-03-03')
  const [first] = JSON.parse(await run('payments', 'Brook Ltd', '--json'))
  await run('reverse', first.id, '--on', '2026-03-02', '--because', 'bounced')
  const days = async () =>
    (await table('cash-in', '--from', '2026-02-24', '--to', '2026-03-31')).rows.map(
      (row: Record<string, unknown>) => `${row.day} ${row.amount} ${row.what}`,
    )
  expect(await days()).toEqual(['2026-02-24 2000 came', '2026-03-02 -2000 returned'])
  await run('pay', 'Brook Ltd', '--amount', '30.00', '--claim', 'B-1', '--on', '2026-02-25', '--day', '2026-03-03')
  const [typo] = JSON.parse(await run('payments', 'Brook Ltd', '--json'))
  await run('reverse', typo.id, '--mistake', '--because', 'typed twice')
  expect(await days()).toEqual(['2026-02-24 2000 came', '2026-03-02 -2000 returned'])
})

test('what a step brings, promises and costs', async () => {
  const steps = await table(
    'steps',
    '--from',
    '2026-02-01',
    '--to',
    '2026-02-28',
    '--day',
    '2026-03-31',
    '--days',
    '10',
  )
  expect(steps.rows).toMatchObject([
    { currency: 'GBP', step: 'friendly', how: 'email', late: 2, claims: 1, paid: 1, share: 100, paid_amount: 100_000 },
  ])
  expect(steps.notes[0]).toContain('no proof of cause')
  // Ten days after the sixth are over on the sixteenth; a report of the fifteenth does not count it.
  expect((await table('steps', '--from', '2026-02-01', '--day', '2026-02-15', '--days', '10')).rows).toEqual([])
  const promises = await table('promises', '--from', '2026-02-01', '--to', '2026-02-28', '--day', '2026-02-28')
  expect(promises.rows).toMatchObject([{ currency: 'GBP', month: '2026-02', promises: 1, amount: 20_000, open: 1 }])
  await run('settings', 'set', 'unitCosts.email=0.05')
  const costs = await table('costs', '--from', '2026-02-01', '--to', '2026-02-28')
  expect(costs.rows.find((row: { currency: string }) => row.currency === 'GBP')).toMatchObject({
    ...{ emails: 1, letters: 0, calls: 0, own: 5, posted: 0, cost: 5, recovered: 102_000 },
  })
  expect(costs.notes.join(' ')).toContain('letter, call')
})

test('disputes by cause: the part in question, and never more than is open', async () => {
  const of = async (to: string) => (await table('disputes', '--from', '2026-03-01', '--to', to)).rows
  expect(await of('2026-03-01')).toEqual([])
  expect(await of('2026-03-02')).toMatchObject([
    {
      currency: 'GBP',
      cause: 'damaged',
      opened: 1,
      opened_amount: 5_000,
      settled: 0,
      days: null,
      open: 1,
      open_amount: 5_000,
    },
  ])
})

test('in the currency of the workspace at rates from a file; a missing rate names currency and day', async () => {
  const ask = ['report', 'overdue', '--converted', '--day', '2026-02-28']
  await expect(run(...ask)).rejects.toThrow('No rate between EUR and GBP is known for 2026-02-28')
  const file = join(folder, 'eurofxref.csv')
  writeFileSync(file, 'Date,USD,GBP,\n2026-02-27,1.0823,0.8,\n2026-01-30,N/A,0.85,\n')
  const import_ = ['rate', 'exchange', 'import', file, '--source', 'ECB']
  expect(await run(...import_)).toContain(
    '3 rates of 2 currencies read, from 2026-01-30 to 2026-02-27 (ECB); 3 were new',
  )
  expect(await run(...import_)).toContain('0 were new')
  expect(await run('rate', 'exchange', 'list')).toMatch(/ECB\s+EUR\s+2\s+2\s+2026-01-30\s+2026-02-27/)
  expect(await run('rate', 'exchange', 'show', 'GBP', 'USD', '--on', '2026-03-01')).toBe(
    '1 EUR = 0.8 GBP = 1.0823 USD of 2026-02-27 (ECB)\n',
  )
  expect(await run(...ask)).toContain('Converted to GBP: 1 EUR = 0.8 GBP of 2026-02-27 (ECB).')
  const { rows } = await table('overdue', '--converted', '--day', '2026-02-28')
  // 1200.00 GBP and 500.00 EUR at 0.8.
  expect(rows.find((row: { day: string }) => row.day === '2026-01-31')).toMatchObject({
    ...{ currency: 'GBP', open: 160_000, at_rate: '1 EUR = 0.8 GBP of 2026-02-27 (ECB)' },
  })
  expect(await run('report', 'aging', '--converted', '--day', '2026-01-31')).toMatch(/GBP\s+current\s+3\s+1,625\.00/)
})

test('tax of a bad debt: waits, is written off, taken back, and goes back in part', async () => {
  await add('Hale Ltd', 'H-1', '120.00', '2025-01-01', '2025-01-31', '--tax', '20.00')
  const of = async (on: string) => {
    const { rows } = await table('bad-debt-tax', '--day', on)
    return rows.find((row: { claim: string }) => row.claim === 'H-1')
  }
  expect(await of('2025-07-31')).toMatchObject({ status: 'wait', from: '2025-08-01', tax: 2_000 })
  expect(await of('2025-08-01')).toMatchObject({ status: 'write_off', until: '2029-07-31' })
  const kept = await run('claim', 'tax-relief', 'H-1', '--amount', '20.00', '--because', 'return', '--on', '2026-03-01')
  expect(kept).toContain('20.00 GBP taken back on 2026-03-01, 20.00 GBP in all')
  expect(await of('2026-03-02')).toMatchObject({ status: 'taken' })
  const again = run('claim', 'tax-relief', 'H-1', '--amount', '0.01', '--because', 'return')
  await expect(again).rejects.toThrow('this would make it 20.01 GBP')
  await run('pay', 'Hale Ltd', '--amount', '50.00', '--claim', 'H-1', '--on', '2026-03-03')
  expect(await of('2026-03-03')).toMatchObject({ status: 'pay_back', tax: 834, from: '2026-03-03', unpaid: 7_000 })
  await run('claim', 'tax-relief', 'H-1', '--back', '--amount', '8.34', '--because', 'return', '--on', '2026-03-31')
  expect(await of('2026-03-31')).toMatchObject({ status: 'taken', tax: 1_166 })
  expect(await run('report', 'bad-debt-tax')).toContain('VAT Act 1994 s. 36')
  await run('verify')
})

test('what is asked wrongly is refused with its cure', async () => {
  await expect(run('report', 'cash-in', '--from', '2026-03-01', '--to', '2026-02-01')).rejects.toThrow('is after')
  await expect(run('report', 'steps', '--days', '0')).rejects.toThrow('is not a number of days')
  await expect(run('report', 'cash-in', '--csv', '--table', 'nonsense')).rejects.toThrow(
    'It has: cash-in, channels, steps, months.',
  )
  await expect(run('report', 'cei', '--csv', '--json')).rejects.toThrow('JSON or as CSV')
  expect(at.url).toBeDefined()
})
