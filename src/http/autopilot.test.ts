// The whole life of an autopilot at the desk: ten yeses to messages as they were, the offer, a person's leave, messages that go by it
// and say so, and everything that ends it.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, type Day, day, dayText, weekday } from '../core/day.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { run } from '../engine/run.ts'
import { readWords } from '../engine/template.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { addMember } from '../store/member.ts'
import { savePolicies } from '../store/policy.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
import { client } from './client.ts'
import { serve } from './serve.ts'

const monday = day('2026-03-02')
const at = await freshDatabase(dayText(monday))
const id = await nordwind(at)
const ada = { name: 'Ada Palmer', email: 'ada@nordwind.example' }
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'test', work)
const brake = { on: false, factor: 3, firstDay: 25 }
const key = await inside(async (tx) => {
  await savePolicies(tx, readyMade)
  await changeSettings(tx, { seenFirst: true, knowledge: { reminders: null, demands: null }, brake })
  await addMember(tx, { ...ada, role: 'owner' })
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
const origin = `http://127.0.0.1:${serving.port}`
const program = client({ url: `${origin}/`, key })
const person = client({ url: `${origin}/`, headers: { Origin: origin, 'Dunwell-Desk': '1', Cookie: await session() } })

async function session(): Promise<string> {
  const people = await identities(at.db, origin)
  await people.enrol(ada)
  const answer = await fetch(wayInUrl(origin, await people.wayIn(ada.email)), { redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0]!)
    .join('; ')
}

let made = 0

/** A customer whose friendly note is due on a day, two business days after its claim. */
async function owing(on: number, amountMinor = 10_000, currency = 'GBP') {
  const name = `Customer ${++made} Ltd`
  const { debtor } = await program('POST /v1/claims', {
    body: {
      debtor: { name, externalId: name, country: 'GB', email: `ap${made}@customer.example` },
      number: `A-${made}`,
      amount: { amountMinor, currency },
      issuedOn: '2026-01-15',
      dueOn: dayText(addDays(on as Day, -2 - (weekday(on as Day) < 3 ? 2 : 0))),
    },
  })
  return debtor
}

async function runOn(on: number) {
  at.clock.set(dayText(on as Day))
  await run(at.db, await inside(readWorkspace), { day: on as Day, actor: 'schedule' })
  return (await person('GET /v1/outbox', { query: { limit: 100 } })).items
}

const send = () => person('POST /v1/outbox/send', { body: {} })
const state = async () => (await person('GET /v1/autopilots')).steps.find(isFriendly)
const isFriendly = (it: { policy: string | { id: string }; step: string }) =>
  it.step === 'friendly' && (typeof it.policy === 'string' ? it.policy : it.policy.id) === 'standard'
const friendly = { policy: 'standard', step: 'friendly' }

/** Ten messages of a day, approved as they are and sent. */
async function tenYeses(on: number, who = person) {
  for (let i = 0; i < 10; i++) await owing(on)
  const waiting = await runOn(on)
  const messages = waiting
    .filter((it) => it.step === 'friendly' && it.needsApproval && it.approvedAt === null)
    .map((it) => it.id)
  expect(messages.length).toBeGreaterThanOrEqual(10)
  await who('POST /v1/outbox/approve', { body: { messages } })
  expect(await send()).toMatchObject({ sent: messages.length })
}

test('a program’s yeses lead to no offer; ten of a person do, and a person alone accepts', async () => {
  await tenYeses(monday, program)
  expect(await state()).toMatchObject({ state: 'counting', inARow: 0, allowed: null })
  await expect(person('POST /v1/autopilots', { body: friendly })).rejects.toMatchObject({
    facts: { code: 'autopilot.not_offered' },
  })
  const tuesday = addDays(monday, 1)
  await tenYeses(tuesday)
  expect(await state()).toMatchObject({ state: 'offered', inARow: 10, since: dayText(tuesday) })
  await expect(person('POST /v1/autopilots', { body: { policy: 'standard', step: 'final' } })).rejects.toMatchObject({
    facts: { code: 'autopilot.never' },
  })
  await expect(program('POST /v1/autopilots', { body: friendly })).rejects.toMatchObject({ facts: { status: 403 } })
  await expect(
    person('POST /v1/autopilots', { body: { ...friendly, mostMinor: 100_001 } }),
    'a thousand is the owner’s amount where none is set',
  ).rejects.toMatchObject({ facts: { code: 'autopilot.most' } })
  await person('POST /v1/autopilots', { body: { ...friendly, mostMinor: 20_000 } })
  expect(await state()).toMatchObject({
    state: 'on',
    allowed: { by: 'Ada Palmer <ada@nordwind.example>', on: dayText(tuesday), mostMinor: 20_000, currency: 'GBP' },
  })
})

test('a message by autopilot goes without a yes and says by whose leave; above the sum and in another currency a person is asked', async () => {
  const wednesday = addDays(monday, 2)
  const small = await owing(wednesday)
  const large = await owing(wednesday, 20_001)
  const foreign = await owing(wednesday, 10_000, 'EUR')
  at.clock.set(dayText(wednesday))
  const coming = (await person('GET /v1/week/coming', { query: { limit: 200 } })).items
  const foreseen = coming.find((it) => it.debtor.id === small && it.day === dayText(wednesday))
  expect(foreseen).toMatchObject({ asks: null, autopilot: { by: 'Ada Palmer <ada@nordwind.example>' } })
  const waiting = await runOn(wednesday)
  const of = (debtor: string) => waiting.find((it) => it.debtor === debtor)
  expect(of(small)).toMatchObject({ needsApproval: false, autopilot: { mostMinor: 20_000 } })
  expect(of(large)).toMatchObject({
    needsApproval: true,
    autopilot: null,
    asks: 'Its step is on autopilot up to 200.00 GBP, and this asks for 200.01 GBP.',
  })
  expect(of(foreign)?.asks).toBe('Its step is on autopilot in GBP only, and this asks for EUR.')
  expect(await send()).toMatchObject({ sent: 1 })
  const says = 'By autopilot, allowed by Ada Palmer on 2026-03-03 for this step, up to 200.00 GBP.'
  const proof = await person('GET /v1/outbox/{id}/receipt', { params: { id: of(small)!.id } })
  expect(proof).toMatchObject({ attempts: [{ reasons: expect.arrayContaining([{ says }]), permitInChain: true }] })
  const story = await person('GET /v1/cases/{id}/timeline', { params: { id: small }, query: {} })
  const said = story.items.find((it) => it.what === 'message')
  expect(said?.facts).toMatchObject({ autopilot: { by: 'Ada Palmer <ada@nordwind.example>' }, by: null })
})

test('a sum that grows after autopilot wrote the message comes back to a person', async () => {
  const thursday = addDays(monday, 3)
  const debtor = await owing(thursday)
  await runOn(thursday)
  const [draft] = (await person('GET /v1/outbox', { query: { debtor } })).items
  expect(draft?.needsApproval).toBe(false)
  await program('POST /v1/claims', {
    body: {
      debtor: { name: `Customer ${made} Ltd`, externalId: `Customer ${made} Ltd` },
      number: 'A-grown',
      amount: { amountMinor: 5_000, currency: 'GBP' },
      issuedOn: '2026-01-15',
      dueOn: '2026-02-27',
    },
  })
  await send()
  const [now] = (await person('GET /v1/outbox', { query: { debtor } })).items
  expect(now).toMatchObject({
    id: draft!.id,
    needsApproval: true,
    asks: 'What is owed has grown since autopilot wrote it: please look.',
  })
})

test('other words end it, also for what waits; so does a message taken out, and a person’s word', async () => {
  const friday = addDays(monday, 4)
  const debtor = await owing(friday)
  await runOn(friday)
  const source = await inside((tx) => readWords(tx, { id: 'friendly', language: 'en' }))
  const { version } = await person('GET /v1/templates/{language}/{id}', {
    params: { language: 'en', id: 'friendly' },
    query: {},
  })
  expect(version).toBeNull()
  await person('PUT /v1/templates/{language}/{id}', {
    params: { language: 'en', id: 'friendly' },
    body: { source: `${source.trimEnd()}\n\nWe are glad to help.\n` },
    ifMatch: 0,
  })
  expect(await state()).toMatchObject({ state: 'counting', inARow: 0, allowed: null })
  const { past } = await person('GET /v1/autopilots')
  expect(past).toMatchObject([{ ...friendly, because: 'Its words or its step were changed.' }])
  const [draft] = (await person('GET /v1/outbox', { query: { debtor } })).items
  expect(draft).toMatchObject({
    needsApproval: true,
    asks: 'The autopilot of its step has ended: Its words or its step were changed.',
  })
  expect(await send()).toMatchObject({ sent: 0 })

  await tenYeses(addDays(monday, 9))
  await person('POST /v1/autopilots/put-off', { body: friendly })
  expect(await state(), 'not now: ten more are needed').toMatchObject({ state: 'counting', inARow: 0 })
  await tenYeses(addDays(monday, 10))
  await person('POST /v1/autopilots', { body: friendly })
  const out = await owing(addDays(monday, 11))
  const other = await owing(addDays(monday, 11))
  const waiting = (await runOn(addDays(monday, 11))).filter((it) => [out, other].includes(it.debtor))
  expect(waiting.map((it) => it.needsApproval)).toEqual([false, false])
  const its = waiting.find((it) => it.debtor === out)!
  await person('POST /v1/outbox/{id}/drop', { params: { id: its.id }, body: { because: 'not this one' } })
  expect(await state()).toMatchObject({ state: 'counting', inARow: 0 })
  expect((await person('GET /v1/outbox', { query: { debtor: other } })).items).toMatchObject([
    { needsApproval: true, asks: 'The autopilot of its step has ended: A message of it was taken out.' },
  ])

  await tenYeses(addDays(monday, 16))
  await person('POST /v1/autopilots', { body: friendly })
  const { allowed } = (await state())!
  await person('POST /v1/autopilots/{id}/stop', { params: { id: allowed!.id } })
  expect((await person('GET /v1/autopilots')).past[0]).toMatchObject({
    because: 'It was taken back.',
    endedBy: 'Ada Palmer <ada@nordwind.example>',
  })
  await expect(person('POST /v1/autopilots/{id}/stop', { params: { id: allowed!.id } })).rejects.toMatchObject({
    facts: { code: 'autopilot.unknown' },
  })
})
