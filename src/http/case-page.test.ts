// The page of a case by what it promises: one answer that holds together, calls and notes that can be taken back, and messages by hand
// that pass the same gate as every other.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { run } from '../engine/run.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { verifyRecord } from '../store/record.ts'
import { changeSettings, readWorkspace, type Workspace } from '../store/workspace.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-03-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at)
const secret = await inWorkspace(at.db, id, 'test', async (tx) => {
  await savePolicies(tx, readyMade)
  await changeSettings(tx, {
    requestsPerMinute: 0,
    knowledge: { reminders: null, demands: null },
    inboxConnected: true,
  })
  return (await addKey(tx, 'writer', true)).secret
})

async function call(method: string, path: string, body?: unknown) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: answer.status, json: JSON.parse(await answer.text()) }
}
const workspace = (): Promise<Workspace> => inWorkspace(at.db, id, 'test', (tx) => readWorkspace(tx))

let made = 0
async function debtor(facts: object = {}): Promise<string> {
  made += 1
  const { json } = await call('POST', '/v1/claims', {
    debtor: {
      name: `Hollin ${made} Ltd`,
      externalId: `H-${made}`,
      kind: 'business',
      country: 'GB',
      email: `accounts@hollin${made}.example`,
      phone: '+44 117 496 0007',
      ...facts,
    },
    number: `R-${made}`,
    amount: { amountMinor: 120_000, currency: 'GBP' },
    issuedOn: '2026-01-10',
    dueOn: '2026-02-09',
  })
  return json.debtor
}

test('one answer holds what they owe, where the case stands, what comes next and what the gate says', async () => {
  const dbt = await debtor()
  const { status, json } = await call('GET', `/v1/cases/${dbt}`)
  expect(status).toBe(200)
  expect(json.owed).toEqual([
    { currency: 'GBP', openMinor: 120_000, overdueMinor: 120_000, onAccountMinor: 0, daysLate: 21 },
  ])
  expect(json.debtor).toMatchObject({ zone: 'Europe/London', theirTime: '2026-03-02 09:00' })
  expect(json.ladders[0].steps.filter((it: { state: string }) => it.state === 'next')).toHaveLength(1)
  expect(json.next.reasons[0].says).toMatch(/R-1/)
  expect(json.may.phone).toMatchObject({ may: true })
  expect(json.contacts[0].addresses.map((it: { channel: string }) => it.channel).sort()).toEqual(['email', 'phone'])
  expect((await call('GET', `/v1/debtors/${dbt}/may?by=letter`)).json.may).toBe(true)
  expect((await call('GET', '/v1/cases/dbt_00000000000000000000000000')).status).toBe(404)
})

test('the number of a case grows with every change, and its story comes in pages without a gap', async () => {
  const dbt = await debtor()
  const version = async () => (await call('GET', `/v1/cases/${dbt}/version`)).json.version
  const before = await version()
  for (let i = 0; i < 7; i++) await call('POST', '/v1/notes', { debtor: dbt, says: `note ${i}` })
  expect(await version()).toBe(before + 7)
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const { json } = await call('GET', `/v1/cases/${dbt}/timeline?limit=3&kinds=notes${cursor && `&cursor=${cursor}`}`)
    seen.push(...json.items.map((it: { facts: { says: string } }) => it.facts.says))
    if (!json.next) break
    cursor = json.next
  }
  expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `note ${i}`))
  const [first] = (await call('GET', `/v1/cases/${dbt}/timeline?kinds=notes`)).json.items
  expect((await call('POST', `/v1/notes/${first.id}/withdraw`, {})).status).toBe(200)
  expect((await call('GET', `/v1/cases/${dbt}/timeline?kinds=notes`)).json.items).toHaveLength(6)
})

test('a call is logged with what came of it, and taken back as if it had never been made', async () => {
  const dbt = await debtor()
  const promise = { amountMinor: 50_000, currency: 'GBP', by: '2026-03-09' }
  const { json } = await call('POST', '/v1/calls', { debtor: dbt, outcome: 'reached', promise, again: '2026-03-11' })
  const page = async () => (await call('GET', `/v1/cases/${dbt}`)).json
  expect((await page()).answers).toMatchObject([{ noun: 'promise', id: json.promise }])
  expect((await page()).tasks).toMatchObject([{ kind: 'call', day: '2026-03-11' }])
  const calls = async () => (await call('GET', `/v1/cases/${dbt}/timeline?kinds=calls`)).json.items
  expect(await calls()).toMatchObject([{ facts: { outcome: 'reached', undone: false } }])
  expect((await call('POST', `/v1/calls/${json.call}/undo`, {})).status).toBe(200)
  expect((await call('POST', `/v1/calls/${json.call}/undo`, {})).status).toBe(200)
  expect(await calls()).toMatchObject([{ facts: { undone: true } }])
  expect((await page()).answers).toEqual([])
  expect((await page()).tasks).toEqual([])
  // Nothing rests on a conversation that was none.
  expect((await page()).next.day).toBe('2026-03-02')
})

test('a message by hand is read as it will leave, remarked on, approved, sent once, and counts as the contact of the day', async () => {
  const dbt = await debtor()
  await run(at.db, await workspace(), { day: day('2026-03-02'), actor: 'test' })
  const words = { debtor: dbt, subject: 'A question', text: 'Could you tell me when?\n\nThank you.', account: true }
  const view = (await call('POST', '/v1/messages/preview', words)).json
  expect(view).toMatchObject({ channel: 'email', language: 'en', subject: 'A question', may: { may: true } })
  expect(view.text).toMatch(/Could you tell me when\?\n\nThank you\.[\s\S]*R-4[\s\S]*1,200\.00/)
  const bad = { ...words, text: 'Please pay.\n\nElse we will send the police.' }
  const remarks = (await call('POST', '/v1/messages/preview', bad)).json.remarks
  expect(remarks).toContainEqual(
    expect.objectContaining({ level: 'error', line: 3, words: expect.stringMatching(/police/) }),
  )
  expect((await call('POST', '/v1/messages', bad)).json).toMatchObject({ code: 'message.words' })

  const kept = await call('POST', '/v1/messages', { ...words, approve: true })
  expect(kept.json).toMatchObject({ approved: true })
  // The run's own draft of the day waits beside it, and one a day is enough.
  await run(at.db, await workspace(), { day: day('2026-03-02'), actor: 'test' })
  const sent = (await call('POST', '/v1/outbox/send', {})).json
  expect(sent.sent).toBeGreaterThan(0)
  const story = (await call('GET', `/v1/cases/${dbt}/timeline?kinds=said`)).json.items
  expect(story.filter((it: { facts: { state: string } }) => it.facts.state === 'sent')).toHaveLength(1)
  const content = (await call('GET', `/v1/messages/${kept.json.id}/content`)).json
  expect(content).toMatchObject({ exact: true, subject: 'A question', file: { type: 'message/rfc822' } })
  expect(content.html).toContain('Could you tell me when?')

  const second = await call('POST', '/v1/messages', { ...words, subject: 'Once more', approve: true })
  expect(second.json.may).toMatchObject({ may: false, until: '2026-03-03' })
  const held = (await call('POST', '/v1/outbox/send', {})).json
  expect(held.heldBack).toMatchObject([{ id: second.json.id, says: expect.stringMatching(/one a day/) }])
  // It stands on no ladder: no step is given by it.
  const { ladders } = (await call('GET', `/v1/cases/${dbt}`)).json
  expect(ladders[0].steps.some((it: { state: string }) => it.state === 'given')).toBe(false)
  expect(await verifyRecord(at.db, id)).toEqual([])
})

test('what they wrote may be answered on a day that had its message; no address is a problem with its cure', async () => {
  const dbt = await debtor()
  await call('POST', '/v1/holds', { debtor: dbt, cause: 'reply_unread' })
  const one = { debtor: dbt, subject: 'Your question', text: 'Thank you for asking.' }
  for (const subject of ['first', 'second']) await call('POST', '/v1/messages', { ...one, subject, approve: true })
  const before = (await call('POST', '/v1/outbox/send', {})).json
  expect(before.sent).toBe(2)
  const nowhere = await debtor({ email: undefined, phone: undefined })
  expect((await call('POST', '/v1/messages/preview', { ...one, debtor: nowhere })).json).toMatchObject({
    code: 'message.address',
    fix: expect.stringMatching(/Add an email/),
  })
})

test('work that was ticked off by mistake waits again; a call is taken back as a call', async () => {
  const dbt = await debtor()
  await call('POST', '/v1/cases/bulk', { debtors: [dbt], deed: { do: 'handling', handling: 'by_hand' } })
  await run(at.db, await workspace(), { day: day('2026-03-02'), actor: 'test' })
  const waits = async () => (await call('GET', `/v1/cases/${dbt}`)).json.tasks
  const [task] = await waits()
  expect(task).toMatchObject({ kind: 'write', letter: null })
  expect((await call('POST', `/v1/tasks/${task.id}/reopen`)).json.code).toBe('task.open')
  await call('POST', `/v1/tasks/${task.id}/done`, {})
  expect(await waits()).toEqual([])
  expect((await call('POST', `/v1/tasks/${task.id}/reopen`)).status).toBe(200)
  expect(await waits()).toEqual([task])
  await call('POST', '/v1/calls', { debtor: dbt, outcome: 'no_answer', again: '2026-03-03' })
  const again = (await waits()).find((it: { kind: string }) => it.kind === 'call')
  await call('POST', '/v1/calls', { debtor: dbt, outcome: 'reached', task: again.id })
  expect((await call('POST', `/v1/tasks/${again.id}/reopen`)).json.code).toBe('task.more')
})
