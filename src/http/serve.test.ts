// The process that stays: the day run at its hour and once, caught up later, by several processes together; ended with nothing in
// hand; and a log that names nobody.

import { pino } from 'pino'
import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { lookOnce, type ScheduleNews } from '../engine/schedule.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { goLive } from '../store/workspace.ts'
import { serve } from './serve.ts'

test('a live workspace is run at its hour, once, by several processes together, and caught up later', async () => {
  const at = await freshDatabase('2026-03-02')
  const id = await nordwind(at)
  await inWorkspace(at.db, id, 'test', (tx) => savePolicies(tx, readyMade))
  const news: ScheduleNews[] = []
  const look = () =>
    lookOnce(at.db, { dataDir: at.dataDir, worker: 'test', stopping: () => false, onNews: (it) => news.push(it) })
  const runs = () => news.filter((it) => it.what === 'run').length
  await look()
  expect(runs(), 'a rehearsal is lived by hand').toBe(0)
  await inWorkspace(at.db, id, 'test', goLive)
  at.clock.set('2026-03-03', 6)
  await look()
  expect(runs(), 'before its hour').toBe(0)
  at.clock.set('2026-03-03', 7)
  await Promise.all([look(), look(), look()])
  const first = runs()
  expect(first, 'each that took part says so').toBeGreaterThan(0)
  await look()
  expect(runs(), 'once a day').toBe(first)
  at.clock.set('2026-03-06', 22)
  await look()
  expect(runs(), 'caught up in the evening').toBe(first + 1)
  expect(news.filter((it) => it.what === 'failed')).toEqual([])
})

test('a worker answers for its health, and serves nothing', async () => {
  const at = await freshDatabase('2026-03-02')
  await nordwind(at)
  const serving = await serve({
    db: at.db,
    dataDir: at.dataDir,
    version: 'test',
    listen: { host: '127.0.0.1', port: 0, healthOnly: true },
    log: pino({ level: 'silent' }),
  })
  try {
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${serving.port}${path}`)).status
    expect([await status('/readyz'), await status('/healthz'), await status('/metrics')]).toEqual([200, 200, 200])
    expect([await status('/v1/debtors'), await status('/docs')]).toEqual([404, 404])
  } finally {
    await serving.stop()
  }
})

test('a served request is answered, counted and logged without a name; ending waits for what is in hand', async () => {
  const at = await freshDatabase('2026-03-02')
  const id = await nordwind(at)
  const { secret } = await inWorkspace(at.db, id, 'test', (tx) => addKey(tx, 'test', true))
  const lines: string[] = []
  const serving = await serve({
    db: at.db,
    dataDir: at.dataDir,
    version: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    log: pino({}, { write: (line: string) => void lines.push(line) }),
  })
  const url = `http://127.0.0.1:${serving.port}`
  const body = JSON.stringify({ name: 'Adlerhorst GmbH', email: 'billing@adlerhorst.example' })
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true, backup: { failedSince: false } })
  const inHand = Array.from({ length: 5 }, (_, i) =>
    fetch(`${url}/v1/debtors`, { method: 'POST', headers, body: body.replace('GmbH', `${i} GmbH`) }),
  )
  expect((await inHand[0]!).status).toBe(201)
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(
    /dunwell_requests_total\{operation="addDebtor",status="201"\}/,
  )
  const [, ...answers] = await Promise.all([serving.stop(), ...inHand])
  expect(answers.map((it) => it.status)).toEqual([201, 201, 201, 201, 201])
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  expect(lines.join('')).toMatch(/addDebtor/)
  expect(lines.join('')).not.toMatch(/Adlerhorst|@|dw_/)
})
