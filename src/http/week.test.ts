// The week ahead over the wire: a yes that is given before a message is written holds for it as it was seen, and for nothing more.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, day, dayText } from '../core/day.ts'
import { run } from '../engine/run.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { readWorkspace } from '../store/workspace.ts'
import { client } from './client.ts'
import { serve } from './serve.ts'

const start = day('2026-03-02')
const at = await freshDatabase(dayText(start))
const id = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'ada@nordwind.example', work)
const key = await inside(async (tx) => {
  await savePolicies(tx, readyMade)
  return (await addKey(tx, 'client', true)).secret
})
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
})
afterAll(() => serving.stop())
const dunwell = client({ url: `http://127.0.0.1:${serving.port}/`, key })

async function owe(name: string, number: string, amountMinor: number) {
  const email = `ap@${name.split(' ')[0]!.toLowerCase()}.example`
  const body = {
    debtor: { name, externalId: name, country: 'GB', email, handling: 'approve' as const },
    number,
    amount: { amountMinor, currency: 'GBP' },
    issuedOn: '2026-01-29',
    dueOn: '2026-02-28',
  }
  return (await dunwell('POST /v1/claims', { body })).debtor
}

async function week() {
  const found = []
  for await (const it of dunwell.pages('GET /v1/week/coming', { query: { limit: 1 } })) found.push(it)
  return found
}

async function runOn(on: number) {
  at.clock.set(dayText(on as never))
  const workspace = await inside(readWorkspace)
  for (let one = start; one <= on; one = addDays(one, 1)) await run(at.db, workspace, { day: one, actor: 'schedule' })
}

async function waiting(debtor: string) {
  return (await dunwell('GET /v1/outbox', { query: { debtor } })).items
}

test('a yes ahead holds for what was seen; what grew comes back with what changed; one taken back does nothing', async () => {
  const same = await owe('Harbour Tools Ltd', 'A-1', 10_000)
  const grown = await owe('Cedar Joinery Ltd', 'B-1', 20_000)
  const recalled = await owe('Lumen Print Ltd', 'C-1', 30_000)
  const before = await week()
  expect(before.map((it) => [it.debtor.name, it.sums, it.approved]).sort()).toEqual([
    ['Cedar Joinery Ltd', [{ amountMinor: 20_000, currency: 'GBP' }], null],
    ['Harbour Tools Ltd', [{ amountMinor: 10_000, currency: 'GBP' }], null],
    ['Lumen Print Ltd', [{ amountMinor: 30_000, currency: 'GBP' }], null],
  ])
  expect(before.every((it) => it.asks === 'This customer is handled with approval.')).toBe(true)
  const [one] = before
  const words = await dunwell('GET /v1/week/coming/{debtor}/{key}', {
    params: { debtor: one!.debtor.id, key: one!.key },
  })
  expect(words.text).toContain(one!.claims[0]!.number)

  const coming = before.map((it) => ({ debtor: it.debtor.id, key: it.key }))
  const other = { debtor: same, key: '0'.repeat(24) }
  const { approved, changed } = await dunwell('POST /v1/week/approve', { body: { coming: [...coming, other] } })
  expect([approved.length, changed]).toEqual([3, [other.key]])
  const after = await week()
  expect(after.map((it) => it.approved?.by)).toEqual(Array(3).fill('key client'))
  const taken = after.find((it) => it.debtor.id === recalled)!
  await dunwell('POST /v1/week/{id}/recall', { params: { id: taken.approved!.id } })
  await expect(dunwell('POST /v1/week/{id}/recall', { params: { id: taken.approved!.id } })).rejects.toMatchObject({
    facts: { code: 'ahead.over' },
  })

  // What was approved in one go is taken back in one go; what had no yes any more is counted.
  const others = after.filter((it) => it.debtor.id !== recalled)
  const approvals = after.map((it) => it.approved!.id)
  const undone = await dunwell('POST /v1/week/recall', { body: { approvals } })
  expect([undone.recalled.length, undone.left]).toEqual([2, 1])
  expect((await week()).map((it) => it.approved)).toEqual([null, null, null])
  const again = others.map((it) => ({ debtor: it.debtor.id, key: it.key }))
  expect((await dunwell('POST /v1/week/approve', { body: { coming: again } })).approvals).toHaveLength(2)

  await owe('Cedar Joinery Ltd', 'B-2', 5_000)
  await runOn(Math.max(...before.map((it) => day(it.day))))
  expect(await waiting(same)).toMatchObject([{ approvedAt: expect.any(String), needsApproval: true }])
  expect(await waiting(grown)).toMatchObject([
    { approvedAt: null, asks: `It was approved ahead for ${one!.day}, and since then B-2 came to it.` },
  ])
  expect(await waiting(recalled)).toMatchObject([{ approvedAt: null, asks: 'This customer is handled with approval.' }])
  const states = await inside((tx) =>
    rows<{ state: string }>(tx, sql`SELECT state FROM approvals_ahead ORDER BY state COLLATE "C"`),
  )
  expect(states.map((it) => it.state)).toEqual(['changed', 'recalled', 'recalled', 'recalled', 'used'])
  const [entry] = await inside((tx) =>
    rows<{ body: string }>(
      tx,
      sql`SELECT p.body FROM record r JOIN record_payloads p ON p.book_id = r.book_id AND p.debtor_id = r.debtor_id AND p.seq = r.seq
          WHERE r.kind = 'message.approved'`,
    ),
  )
  expect(entry?.body).toContain('"by":"key client"')
})

test('messages approved in one go are taken back in one go until they leave', async () => {
  const all = (await dunwell('GET /v1/outbox', { query: { limit: 100 } })).items
  const messages = all.filter((it) => it.approvedAt === null && it.needsApproval).map((it) => it.id)
  expect(messages).toHaveLength(2)
  await dunwell('POST /v1/outbox/approve', { body: { messages } })
  expect(await dunwell('POST /v1/outbox/recall', { body: { messages } })).toEqual({
    recalled: messages.sort(),
    left: 0,
  })
  expect((await dunwell('POST /v1/outbox/recall', { body: { messages } })).left).toBe(2)
  const now = (await dunwell('GET /v1/outbox', { query: { limit: 100 } })).items
  expect(now.filter((it) => messages.includes(it.id)).every((it) => it.needsApproval && !it.approvedAt)).toBe(true)
})
