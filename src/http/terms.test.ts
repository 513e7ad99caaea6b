// The terms on which a customer buys: read from their invoices and from what was agreed, changed with the version that was seen; and invoices
// in the order in which they fall due.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { changeSettings } from '../store/workspace.ts'
import { api } from './app.ts'

const db = await freshDatabase('2026-03-02')
const app = api({ db: db.db, dataDir: db.dataDir, version: 'test' })
const id = await nordwind(db)
const secret = await inWorkspace(db.db, id, 'test', async (tx) => (await addKey(tx, 'writer', true)).secret)

async function call(method: string, path: string, body?: unknown) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return JSON.parse(await answer.text())
}

test('credit terms: days as the invoices give them, what was agreed and whose it is, and no change over a newer one', async () => {
  const { debtor } = await call('POST', '/v1/claims', {
    debtor: { name: 'Birke Möbel GmbH', kind: 'business', country: 'DE' },
    number: 'BM-77',
    amount: { amountMinor: 120_000, currency: 'GBP' },
    issuedOn: '2026-01-10',
    dueOn: '2026-02-09',
  })
  const at = `/v1/debtors/${debtor}/terms`
  const before = await call('GET', at)
  expect(before).toMatchObject({
    payment: { days: 30, of: 1, among: 1, claim: { number: 'BM-77' } },
    interest: null,
    lateFee: null,
    none: { none: false, of: 'workspace' },
    supplyStoppedOn: null,
  })
  await inWorkspace(db.db, id, 'test', (tx) =>
    changeSettings(tx, { terms: { interest: { percent: '5', per: 'year', cite: 'Terms § 3' } } } as never),
  )
  expect((await call('GET', at)).interest).toEqual({ percent: '5', per: 'year', cite: 'Terms § 3', of: 'workspace' })
  const interest = { percent: '9.5', per: 'year', cite: 'Terms of 2025, § 7' }
  const change = (version: number, body: object) =>
    app.request(at, {
      method: 'PATCH',
      headers: {
        Authorization: `Bearer ${secret}`,
        'Content-Type': 'application/json',
        'If-Match': `"${version}"`,
      },
      body: JSON.stringify(body),
    })
  const done = await change(before.version, { interest, because: 'signed offer' })
  expect(await done.json()).toMatchObject({ version: before.version + 1, interest: { percent: '9.5', of: 'debtor' } })
  expect((await change(before.version, { none: true, because: 'a friend' })).status).toBe(412)
  const fee = { amountMinor: 1_500, per: 'step', cite: 'Terms § 8' }
  await change(before.version + 1, { lateFee: fee, because: 'signed offer' })
  expect(await call('GET', at)).toMatchObject({ interest: { percent: '9.5' }, lateFee: { ...fee, of: 'debtor' } })
  expect((await change(before.version + 2, { because: 'nothing' })).status).toBe(422)
})

test('invoices stand in the order in which they fall due, page by page, settled ones passed over', async () => {
  const days = ['2026-04-03', '2026-03-01', '2026-05-09', '2026-03-02', '2026-02-11']
  for (const [i, dueOn] of days.entries())
    await call('POST', '/v1/claims', {
      debtor: { name: `Fir ${i % 2} Ltd`, kind: 'business', country: 'GB' },
      number: `F-${i}`,
      amount: { amountMinor: 10_000, currency: 'GBP' },
      issuedOn: '2026-01-02',
      dueOn,
      ...(i === 1 && { openMinor: 0 }),
    })
  const listed = async (query: string) => {
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { items, next } = await call(
        'GET',
        `/v1/claims?order=due&starts=F-&limit=2&${query}${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...items.map((it: { number: string }) => it.number))
      if (!next) return seen
      cursor = next
    }
  }
  expect(await listed('')).toEqual(['F-4', 'F-1', 'F-3', 'F-0', 'F-2'])
  expect(await listed('down=true')).toEqual(['F-2', 'F-0', 'F-3', 'F-1', 'F-4'])
  expect(await listed('open=true')).toEqual(['F-4', 'F-3', 'F-0', 'F-2'])
  const all = (await call('GET', '/v1/claims?order=due&open=true')).items.map((it: { number: string }) => it.number)
  expect(all).toEqual(['BM-77', 'F-4', 'F-3', 'F-0', 'F-2'])
  expect((await call('GET', '/v1/claims?order=due&cursor=abc')).code).toBe('request.invalid')
})
