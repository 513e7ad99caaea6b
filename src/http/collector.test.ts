// Whose case is whose, by people at the desk: rules, sharing, giving by hand and taking it back, cover, "mine" everywhere, and what becomes
// of the cases of somebody who leaves.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { lookOnce } from '../engine/schedule.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { addMember, memberBy, memberId } from '../store/member.ts'
import { savePolicies } from '../store/policy.ts'
import { verifyRecord } from '../store/record.ts'
import { changeSettings } from '../store/workspace.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const workspace = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, workspace, 'test', work)
const key = await inside(async (tx) => {
  await savePolicies(tx, readyMade)
  await changeSettings(tx, { knowledge: { reminders: null, demands: null }, inboxConnected: true })
  return (await addKey(tx, 'writer', true)).secret
})
const serving = await serve({
  ...{ db: at.db, dataDir: at.dataDir, version: 'test', everySeconds: 3600 },
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
})
afterAll(() => serving.stop())
const origin = `http://127.0.0.1:${serving.port}`

async function ask(who: string, method: string, path: string, body?: unknown, seen?: number) {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(who.startsWith('Bearer') ? { Authorization: who } : { Cookie: who, Origin: origin, 'Dunwell-Desk': '1' }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(seen === undefined ? /^P(ATCH|UT)$/.test(method) && { 'If-Match': '*' } : { 'If-Match': `"${seen}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many forms
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as any }
}

let seats = 0
type Seat = Awaited<ReturnType<typeof seated>>
async function seated(name: string, role: 'owner' | 'manager' | 'collector' | 'viewer') {
  // One after the other, as they came.
  at.clock.set(seats < 4 ? '2026-03-02' : '2026-03-03', 9 + ++seats)
  const email = `${name}@nordwind.example`
  const id = await inside((tx) => addMember(tx, { email, name, role }))
  const people = await identities(at.db, origin)
  await people.enrol({ email, name })
  const answer = await fetch(`${origin}${wayInUrl(origin, await people.wayIn(email)).slice(origin.length)}`, {
    redirect: 'manual',
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0]!)
    .join('; ')
  return { id: memberId(id), cookie, email }
}

const look = () => lookOnce(at.db, { dataDir: at.dataDir, worker: 'test', stopping: () => false })

async function claim(name: string, facts: object = {}, amountMinor = 10_000): Promise<string> {
  const { status, body } = await ask(`Bearer ${key}`, 'POST', '/v1/claims', {
    debtor: { name, externalId: name, kind: 'business', country: 'GB', phone: '+44 117 496 0007', ...facts },
    ...{ number: `R-${name}`, amount: { amountMinor, currency: 'GBP' }, issuedOn: '2026-01-10', dueOn: '2026-02-09' },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.debtor
}
const olga = await seated('olga', 'owner')
const collectorsOf = async (dbt: string): Promise<{ name: string; why: { how: string; rule?: number } }[]> =>
  (await ask(olga.cookie, 'GET', `/v1/cases/${dbt}`)).body.collectors

test('who works alone works all of them, and nothing is given', async () => {
  const dbt = await claim('Alder')
  await look()
  expect(await collectorsOf(dbt)).toEqual([])
  expect((await ask(olga.cookie, 'GET', '/v1/today')).body.mine).toEqual({ on: false, covers: [], away: null })
})

// Seated by the second test: until then one works alone.
let anna: Seat
let ben: Seat
let vic: Seat

test('cases are given by rules, and what none names to whoever has the fewest; what is given stays', async () => {
  anna = await seated('anna', 'collector')
  ben = await seated('ben', 'collector')
  vic = await seated('vic', 'viewer')
  const first = await ask(olga.cookie, 'GET', '/v1/collectors')
  expect(first.body).toMatchObject({ version: 0, rules: [], nobody: 1 })
  expect(first.body.people.map((it: { name: string; shares: boolean }) => [it.name, it.shares])).toEqual([
    ['olga', false],
    ['anna', true],
    ['ben', true],
  ])
  const rules = [
    { when: { country: 'DE' }, to: [anna.id] },
    { when: { owedFromMinor: 1_000_000, currency: 'GBP' }, to: [olga.id] },
  ]
  const path = '/v1/collectors/rules'
  expect((await ask(anna.cookie, 'PUT', path, { rules })).body.code).toBe('right.missing')
  expect((await ask(olga.cookie, 'PUT', path, { rules: [{ when: {}, to: [anna.id] }] })).body.detail).toContain(
    'Rule 1',
  )
  expect((await ask(olga.cookie, 'PUT', path, { rules: [{ when: { country: 'DE' }, to: [vic.id] }] })).status).toBe(422)
  expect((await ask(olga.cookie, 'PUT', path, { rules }, 0)).body).toMatchObject({ version: 1, nobody: 0 })
  const stale = await ask(olga.cookie, 'PUT', path, { rules: [] }, 0)
  expect([stale.status, stale.body.code]).toEqual([412, 'version.other'])

  const german = await claim('Birke', { country: 'DE', phone: '+49 30 1234567' })
  const large = await claim('Cedar', {}, 1_000_000)
  const others = [await claim('Dogwood'), await claim('Elm')]
  await look()
  expect(await collectorsOf(german)).toMatchObject([{ name: 'anna', why: { how: 'rule', rule: 0 } }])
  expect(await collectorsOf(large)).toMatchObject([{ name: 'olga', why: { how: 'rule', rule: 1 } }])
  const shared = (await Promise.all(others.map(collectorsOf))).map(([it]) => it!.name)
  expect(shared.sort()).toEqual(['ben', 'ben'])
  expect((await ask(olga.cookie, 'PUT', path, { rules: [] }, 1)).body).toMatchObject({ version: 2, rules: [] })
  await look()
  expect(await collectorsOf(large)).toMatchObject([{ name: 'olga' }])
})

const rowsOf = async (who: string, collector: string): Promise<string[]> =>
  (await ask(who, 'GET', `/v1/cases?order=name&down=false&collector=${collector}`)).body.items.map(
    (it: { name: string }) => it.name,
  )

test('lists are filtered by whose they are; by hand many are given at once, and taken back', async () => {
  expect(await rowsOf(anna.cookie, 'mine')).toEqual(['Alder', 'Birke'])
  expect(await rowsOf(olga.cookie, ben.id)).toEqual(['Dogwood', 'Elm'])
  expect(await rowsOf(olga.cookie, 'none')).toEqual([])
  expect((await ask(`Bearer ${key}`, 'GET', '/v1/cases?collector=mine')).body.code).toBe('collector.people')
  const choices = (await ask(olga.cookie, 'GET', '/v1/cases/choices')).body.collector
  expect(choices.sort()).toEqual([anna.id, ben.id, olga.id].sort())
  const { body } = await ask(olga.cookie, 'GET', '/v1/cases')
  const debtors = body.items.map((it: { debtor: string }) => it.debtor)
  const given = await ask(anna.cookie, 'POST', '/v1/cases/bulk', {
    debtors,
    deed: { do: 'collector', collector: ben.id },
  })
  expect(given.body.done).toBe(5)
  expect(await rowsOf(anna.cookie, 'mine')).toEqual([])
  expect(await collectorsOf(debtors[0])).toMatchObject([
    { name: 'ben', why: { how: 'hand', by: expect.stringContaining('anna') } },
  ])
  expect((await ask(anna.cookie, 'POST', `/v1/cases/bulk/${given.body.id}/undo`)).body).toEqual({ undone: 3 })
  expect(await rowsOf(anna.cookie, 'mine')).toEqual(['Alder', 'Birke'])
  const viewer = { debtors, deed: { do: 'collector', collector: vic.id } }
  expect((await ask(anna.cookie, 'POST', '/v1/cases/bulk', viewer)).body.code).toBe('collector.viewer')
  const back = { debtors: debtors.slice(0, 1), deed: { do: 'collector', collector: null } }
  expect((await ask(anna.cookie, 'POST', '/v1/cases/bulk', back)).status).toBe(200)
  const [shared] = await collectorsOf(debtors[0])
  expect(shared).toMatchObject({ why: { how: 'fewest' } })
  expect(['anna', 'ben']).toContain(shared!.name)
  const own = { debtors: debtors.slice(0, 1), deed: { do: 'collector', collector: olga.id } }
  expect((await ask(olga.cookie, 'POST', '/v1/cases/bulk', own)).body.done).toBe(1)
})

test('Today and the call session show mine, those of whom one covers with it, and all by a switch', async () => {
  for (const name of ['Birke', 'Dogwood']) {
    const { body } = await ask(olga.cookie, 'GET', `/v1/cases?words=${name}`)
    const call = { debtor: body.items[0].debtor, outcome: 'busy', again: '2026-03-03' }
    expect((await ask(olga.cookie, 'POST', '/v1/calls', call)).body).toMatchObject({ logged: true })
  }
  at.clock.set('2026-03-03', 14)
  const callsOf = async (who: string, mine = ''): Promise<[boolean, string[]]> => {
    const { body } = await ask(who, 'GET', `/v1/calls${mine}`)
    expect(body.items).toHaveLength(body.count)
    return [body.mine.on, body.items.map((it: { debtor: { name: string } }) => it.debtor.name).sort()]
  }
  expect(await callsOf(anna.cookie)).toEqual([true, ['Birke']])
  expect(await callsOf(ben.cookie)).toEqual([true, ['Dogwood']])
  expect(await callsOf(olga.cookie)).toEqual([false, ['Birke', 'Dogwood']])
  expect(await callsOf(anna.cookie, '?mine=false')).toEqual([false, ['Birke', 'Dogwood']])
  expect(await callsOf(olga.cookie, '?mine=true')).toEqual([true, []])

  const cover = (id: string, until: string) => ({ cover: { id, until } })
  const own = '/v1/account/cover'
  expect((await ask(anna.cookie, 'PUT', own, cover(anna.id, '2026-03-05'))).body.code).toBe('member.cover')
  expect((await ask(anna.cookie, 'PUT', own, cover(ben.id, '2026-03-03'))).body.code).toBe('member.back')
  expect((await ask(ben.cookie, 'PUT', `/v1/members/${anna.id}/cover`, cover(ben.id, '2026-03-05'))).status).toBe(403)
  expect((await ask(anna.cookie, 'PUT', own, cover(ben.id, '2026-03-05'))).body.cover).toMatchObject({ id: ben.id })
  expect(await callsOf(ben.cookie)).toEqual([true, ['Birke', 'Dogwood']])
  const today = (await ask(ben.cookie, 'GET', '/v1/today')).body
  expect(today.mine).toEqual({ on: true, covers: [{ id: anna.id, name: 'anna', until: '2026-03-05' }], away: null })
  expect(today.parts.call.count).toBe(2)
  expect((await ask(anna.cookie, 'GET', '/v1/today')).body.mine.away).toEqual({ until: '2026-03-05', by: 'ben' })
  at.clock.set('2026-03-05', 14)
  expect(await callsOf(ben.cookie)).toEqual([true, ['Dogwood']])
  at.clock.set('2026-03-03', 14)
  expect((await ask(olga.cookie, 'PUT', `/v1/members/${anna.id}/cover`, { cover: null })).body.cover).toBeNull()
  expect(await callsOf(ben.cookie)).toEqual([true, ['Dogwood']])
})

test('who leaves, or may only look from now on, leaves their cases to the others, and the record says so', async () => {
  await ask(olga.cookie, 'PUT', `/v1/members/${anna.id}/cover`, { cover: { id: ben.id, until: '2026-04-01' } })
  const had = await rowsOf(olga.cookie, ben.id)
  expect(had.length).toBeGreaterThan(1)
  expect((await ask(olga.cookie, 'POST', `/v1/members/${ben.id}/remove`)).status).toBe(200)
  expect(await rowsOf(olga.cookie, anna.id)).toEqual(['Alder', 'Birke', 'Dogwood', 'Elm'])
  expect((await inside((tx) => memberBy(tx, anna.email)))!.coverId).toBeNull()
  await ask(olga.cookie, 'PATCH', `/v1/members/${anna.id}`, { role: 'viewer' })
  // Nobody is left to share among: what was hers stays until somebody can take it.
  expect(await rowsOf(olga.cookie, anna.id)).toHaveLength(4)
  const cleo = await seated('cleo', 'collector')
  await look()
  expect(await rowsOf(olga.cookie, cleo.id)).toEqual(['Alder', 'Birke', 'Dogwood', 'Elm'])
  expect((await ask(olga.cookie, 'GET', '/v1/calls?mine=false')).body.count).toBe(2)
  expect((await ask(cleo.cookie, 'GET', '/v1/calls')).body.count).toBe(2)
  expect(await verifyRecord(at.db, workspace)).toEqual([])
})
