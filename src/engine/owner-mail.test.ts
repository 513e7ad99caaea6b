// The owner's mornings: told before anything leaves, with links that hold once and only by the button; on Friday the week.

import { readdirSync, readFileSync } from 'node:fs'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { client } from '../http/client.ts'
import { serve } from '../http/serve.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { addMember } from '../store/member.ts'
import { savePolicies } from '../store/policy.ts'
import { changeSettings, goLive } from '../store/workspace.ts'
import { lookOnce, type ScheduleNews } from './schedule.ts'

// A Monday; what is due on the Tuesday is spoken of on Friday.
const at = await freshDatabase('2026-03-02')
const id = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'test', work)
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  everySeconds: 3_600,
  log: pino({ level: 'silent' }),
})
afterAll(() => serving.stop())
const url = `http://127.0.0.1:${serving.port}`
const key = await inside(async (tx) => {
  await savePolicies(tx, readyMade)
  await changeSettings(tx, { publicUrl: url, inboxConnected: true, knowledge: { reminders: null, demands: null } })
  await addMember(tx, { email: 'ada@nordwind.example', name: 'Ada Palmer', role: 'owner', language: 'de' })
  return (await addKey(tx, 'test', true)).secret
})
const dunwell = client({ url: `${url}/`, key })
const news: ScheduleNews[] = []
const look = () =>
  lookOnce(at.db, { dataDir: at.dataDir, worker: 'test', stopping: () => false, onNews: (it) => news.push(it) })
const mails = () => readdirSync(`${at.dataDir}/mail`).filter((name) => name.includes('owner'))

// Quoted-printable, as it stands in the bytes.
function decoded(file: string): string {
  return readFileSync(`${at.dataDir}/mail/${file}`, 'utf8')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'))
}

test('the owner is told an hour before; a link shows, its button holds, once; the rest goes', async () => {
  for (const [name, number] of [
    ['Cedar Joinery Ltd', 'B-1'],
    ['Lumen <b>Print</b> Ltd', 'C-1'],
  ] as const) {
    const debtor = { name, externalId: number, country: 'GB', email: `${number.toLowerCase()}@customer.example` }
    const amount = { amountMinor: 10_000, currency: 'GBP' }
    await dunwell('POST /v1/claims', {
      body: { debtor, number, amount, issuedOn: '2026-02-01', dueOn: '2026-03-03' },
    })
  }
  await inside(goLive)
  at.clock.set('2026-03-06', 7)
  await look()
  expect(news.filter((it) => it.what === 'failed')).toEqual([])
  expect(mails()).toHaveLength(2)
  const [daily, weekly] = ['day', 'week'].map((kind) => decoded(mails().find((name) => name.includes(kind))!))
  expect(daily).toContain('Cedar Joinery Ltd')
  expect(daily).not.toContain('<b>Print</b>\r')
  expect(weekly).toContain('niemandem geschrieben')
  const links = [...new Set(daily!.match(/http:\/\/127\.0\.0\.1:\d+\/hold\/[\w-]{32}/g))]
  expect(links).toHaveLength(2)
  expect((await dunwell('GET /v1/outbox', { query: { state: 'waiting' } })).items).toHaveLength(2)

  const shown = await fetch(links[0]!)
  expect([shown.status, shown.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("'none'")])
  expect(await shown.text()).toContain('<button>')
  const holds = () => inside((tx) => rows<{ cause: string }>(tx, sql`SELECT cause FROM holds`))
  expect(await holds(), 'looking changes nothing').toEqual([])
  const posts = await Promise.all([1, 2].map(() => fetch(links[0]!, { method: 'POST' })))
  expect(posts.every((it) => it.status === 200 || it.status === 410)).toBe(true)
  expect(await holds(), 'once').toEqual([{ cause: 'held from the morning mail by ada@nordwind.example' }])
  expect((await fetch(links[0]!)).status).toBe(410)
  expect((await fetch(`${url}/hold/${'x'.repeat(32)}`, { method: 'POST' })).status).toBe(404)

  at.clock.set('2026-03-06', 8)
  await look()
  const sent = await dunwell('GET /v1/outbox', { query: { state: 'sent' } })
  expect(sent.items).toHaveLength(1)
  expect(mails(), 'each mail once').toHaveLength(2)
  at.clock.set('2026-03-10', 9)
  expect((await fetch(links[1]!, { method: 'POST' })).status, 'its time is over').toBe(410)
})

test('after an outage Today says what was missed and what goes now; a day later it does not', async () => {
  at.clock.set('2026-03-10', 6)
  expect((await dunwell('GET /v1/today')).missed).toMatchObject({ lastOn: '2026-03-06', days: 3, decided: false })
  at.clock.set('2026-03-10', 9)
  await dunwell('POST /v1/claims', {
    body: {
      debtor: { name: 'Harbour Tools Ltd', externalId: 'D-1', country: 'GB', email: 'ap@harbour.example' },
      number: 'D-1',
      amount: { amountMinor: 20_000, currency: 'GBP' },
      issuedOn: '2026-02-01',
      dueOn: '2026-03-07',
    },
  })
  await look()
  expect((await dunwell('GET /v1/today')).missed).toEqual({
    ...{ lastOn: '2026-03-06', days: 3, decided: true, messages: 1, goes: 1 },
    sums: [{ amountMinor: 20_000, currency: 'GBP' }],
    first: [
      {
        debtor: { id: expect.stringMatching(/^dbt_/), name: 'Harbour Tools Ltd' },
        ...{ stage: 'friendly', sums: [{ amountMinor: 20_000, currency: 'GBP' }], autopilot: false },
      },
    ],
  })
  at.clock.set('2026-03-11', 9)
  await look()
  expect((await dunwell('GET /v1/today')).missed).toBeNull()
})
