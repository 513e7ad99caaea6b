import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { changeSettings } from '../store/workspace.ts'
import { api } from './app.ts'

const { run, folder, at, workspace } = await terminal('2026-03-02', { country: 'DE', currency: 'EUR' })
const secret = await inWorkspace(at.db, workspace, 'test', async (tx) => (await addKey(tx, 'ladders', true)).secret)
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })

async function call(method: string, path: string, body?: object, seen?: number) {
  const own = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const headers = { ...own, ...(seen !== undefined && { 'if-match': `"${seen}"` }) }
  const answer = await app.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the answer
  return { status: answer.status, json: (await answer.json()) as any }
}

beforeAll(async () => {
  writeFileSync(
    join(folder, 'claims.csv'),
    [
      'Customer no;Customer;Email;Country;Kind;Invoice number;Invoice date;Due date;Amount;Currency',
      'K1;Meyer Metallbau GmbH;a@meyer.example;DE;business;RE-2026-00101;2026-02-10;2026-02-26;119.00;EUR',
      'K2;Seidel Logistik KG;x@seidel.example;DE;business;RE-2026-00104;2026-02-15;2026-02-27;500.00;EUR',
      'K3;Hafen & Sohn GmbH;y@hafen.example;DE;business;RE-2026-00105;2026-02-16;2026-03-20;70.00;EUR',
    ].join('\n'),
  )
  await run('import', 'claims', join(folder, 'claims.csv'), '--customers', 'both')
})

async function standard() {
  const { version: _, ...body } = (await call('GET', '/v1/policies/standard')).json
  return body
}

test('a draft is compared with what is saved, refused with a cure, and nothing of it is kept', async () => {
  const body = await standard()
  // biome-ignore lint/suspicious/noExplicitAny: a policy as the API gives it
  const later = { ...body, steps: body.steps.map((it: any) => (it.id === 'second' ? { ...it, days: 10 } : it)) }
  const { json } = await call('POST', '/v1/policies/standard/check', { draft: later })
  expect(json.refused).toBeNull()
  expect(json.differences).toEqual([{ step: 'second', what: 'days', before: '8', after: '10' }])
  const broken = await call('POST', '/v1/policies/standard/check', { draft: { ...body, steps: [] } })
  expect(broken.json.refused.fix).toMatch(/correct that place/)
  expect((await call('GET', '/v1/policies/standard')).json.steps).toEqual(body.steps)
})

test('a step closer than the time its message gives, and a severe one that asks nobody, are said', async () => {
  const body = await standard()
  const hasty = {
    ...body,
    // biome-ignore lint/suspicious/noExplicitAny: a policy as the API gives it
    steps: body.steps.map((it: any) => (it.id === 'final' ? { ...it, days: 24, approve: false } : it)),
  }
  const { json } = await call('POST', '/v1/policies/standard/check', { draft: hasty })
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const said = json.law.filter((it: any) => it.step === 'final').map((it: any) => it.says)
  expect(said).toEqual([
    'It goes out without approval by anybody; a step this severe should wait for one.',
    'It stands 3 days before the time given by “firm” has run out; it waits until then.',
  ])
})

test('who uses a policy follows what was chosen', async () => {
  expect((await call('GET', '/v1/policies/standard/use')).json.workspace).toBe(true)
  const kinds = async (id: string) => (await call('GET', `/v1/policies/${id}/use`)).json.kinds
  expect(await kinds('consumer')).toEqual(['consumer'])
  await inWorkspace(at.db, workspace, 'test', (tx) => changeSettings(tx, { policyByKind: false }))
  expect(await kinds('consumer')).toEqual([])
  await call('POST', '/v1/policies/gentle/use', { segment: 'loyal' })
  expect((await call('GET', '/v1/policies/gentle/use')).json).toMatchObject({ workspace: false, segments: ['loyal'] })
})

test('a simulation in parts is the whole one', async () => {
  const ask = (part?: object) => call('POST', '/v1/simulations', { days: 60, ...(part && { part }) })
  const whole = (await ask()).json.actions
  const parts = [(await ask({ no: 1, of: 2 })).json.actions, (await ask({ no: 2, of: 2 })).json.actions]
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const names = (some: any[]) => some.map((it) => `${it.debtorNo} ${it.day} ${it.step} ${it.kind}`).sort()
  expect(parts.every((some) => some.length > 0)).toBe(true)
  expect(names(parts.flat())).toEqual(names(whole))
})

test('words that are not kept yet are read for a real customer, checked, and left unkept', async () => {
  const debtor = (await call('GET', '/v1/debtors')).json.items[0].id
  const { source } = (await call('GET', '/v1/templates/en/second')).json
  const ask = { debtor, step: 'second', policy: 'standard', language: 'en', template: 'second', letter: true }
  const seen = await call('POST', '/v1/templates/preview', {
    ...ask,
    source: `${source}\nKind regards from the harbour.\n`,
  })
  expect(seen.json.text).toContain('Kind regards from the harbour.')
  expect(seen.json.drawn).toMatch(/^<svg/)
  expect((await call('POST', '/v1/templates/preview', ask)).json.text).not.toContain('harbour')
  const broken = await call('POST', '/v1/templates/en/second/check', { source: `${source}\n{% if %}` })
  expect(broken.json.refused.says).not.toBe('')
  const harsh = await call('POST', '/v1/templates/en/second/check', {
    source: `${source}\nWe will have you arrested.\n`,
  })
  expect(harsh.json.remarks[0]).toMatchObject({ level: 'error', line: source.split('\n').length + 1 })
})

test('each policy says since when it is as it is, by whom, and how many cases follow it', async () => {
  const all = async () => (await call('GET', '/v1/policy-standings')).json.items
  const standing = async (id: string) => (await all()).find((it: { id: string }) => it.id === id)
  const before = await standing('standard')
  expect(before.cases).toBeGreaterThan(0)
  expect((await standing('gentle')).cases).toBe(0)
  expect(await standing('gentle')).toMatchObject({ version: 1, house: true })
  const [debtor] = (await call('GET', '/v1/debtors')).json.items
  await call('POST', '/v1/policies/gentle/use', { debtor: debtor.id })
  expect([(await standing('standard')).cases, (await standing('gentle')).cases]).toEqual([before.cases - 1, 1])
  const { version, ...body } = (await call('GET', '/v1/policies/gentle')).json
  expect((await call('PUT', '/v1/policies/gentle', { ...body, name: 'Kind' }, version)).status).toBe(200)
  expect(await standing('gentle')).toMatchObject({ version: 2, house: false, savedBy: 'key ladders' })
})
