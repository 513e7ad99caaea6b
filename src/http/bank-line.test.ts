import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { camtOf } from '../../test/match/camt.ts'
import { terminal } from '../../test/terminal.ts'
import { day } from '../core/day.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { api } from './app.ts'

const { run, folder, at, workspace } = await terminal('2026-03-02', { country: 'DE', currency: 'EUR' })
const secret = await inWorkspace(at.db, workspace, 'test', async (tx) => (await addKey(tx, 'lines', true)).secret)
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })

async function call(method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const answer = await app.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the answer
  return { status: answer.status, json: (await answer.json()) as any }
}

test('lines that wait are listed page by page, accepted, split, put aside and taken back', async () => {
  writeFileSync(
    join(folder, 'claims.csv'),
    [
      'Customer no;Customer;Email;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency',
      'K1;Meyer Metallbau GmbH;a@meyer.example;DE;business;RE-2026-00101;2026-01-10;2026-01-24;119.00;EUR',
      'K3;Seidel Logistik KG;x@seidel.example;DE;business;RE-2026-00104;2026-01-15;2026-01-29;500.00;EUR',
    ].join('\n'),
  )
  await run('import', 'claims', join(folder, 'claims.csv'), '--customers', 'both')
  const line = (id: number, amountMinor: number, name: string, text: string) => ({
    id,
    day: day('2026-02-20'),
    amountMinor,
    name,
    text,
    noises: [],
  })
  const lines = [
    line(1, 10_000, 'Meyer Metall', 'Zahlung'),
    line(2, 50_000, 'R. Paulsen', 'Danke'),
    line(3, 77, 'Hausbank', 'Zinsen'),
  ]
  writeFileSync(
    join(folder, 'bank.xml'),
    camtOf(lines, { account: 'DE02120300000000202051', openingMinor: 0 }, '2026-03-01'),
  )
  await run('import', 'bank', join(folder, 'bank.xml'))

  const first = await call('GET', '/v1/bank-lines?limit=2')
  expect(first.json.counts).toEqual({ booked: 0, waiting: 1, unapplied: 2, ignored: 0 })
  const second = await call('GET', `/v1/bank-lines?limit=2&cursor=${first.json.next}`)
  expect(second.json.next).toBeUndefined()
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const all = [...first.json.items, ...second.json.items] as any[]
  const of = (amountMinor: number) => all.find((it) => it.amountMinor === amountMinor)
  const paulsen = of(50_000)
  expect(paulsen.proposals[0].chips).toEqual(['exact sum of one open claim'])

  const path = `/v1/bank-lines/${paulsen.id}`
  const accepted = await call('POST', `${path}/accept`, {})
  expect(accepted.json).toMatchObject({ state: 'booked', held: [], parts: [{ amountMinor: 50_000 }] })
  expect((await call('POST', `${path}/accept`, {})).json.code).toBe('match.settled')
  const undone = await call('POST', `${path}/undo`, {})
  expect(undone.json).toMatchObject({ state: 'waiting', parts: [], held: [{ name: 'Seidel Logistik KG' }] })
  expect((await call('GET', path)).json).toEqual(undone.json)

  const claim = paulsen.proposals[0].parts[0].claims[0].claim
  const debtor = paulsen.proposals[0].parts[0].debtor
  const wrong = await call('POST', `${path}/split`, { to: [{ claim, amountMinor: 1 }] })
  expect(wrong).toMatchObject({ status: 422, json: { code: 'match.sum' } })
  const to = [
    { claim, amountMinor: 49_000 },
    { debtor, amountMinor: 1_000 },
  ]
  expect((await call('POST', `${path}/split`, { to })).json.parts).toHaveLength(2)
  const ignored = await call('POST', `/v1/bank-lines/${of(77).id}/ignore`, { because: 'interest' })
  expect(ignored.json).toMatchObject({ state: 'ignored', because: 'interest' })
  expect((await call('GET', '/v1/bank-lines?state=ignored')).json.items).toHaveLength(1)
  expect((await call('GET', '/v1/bank-lines/bln_00000000000000000000000000')).status).toBe(404)
  expect(await run('verify')).toContain('all balances and chains hold')
})
