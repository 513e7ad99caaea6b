// The API by its promises: keys, versions, repeated requests, pages, the other workspace, ten thousand claims at once.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey, revokeKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { changeSettings } from '../store/workspace.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-03-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })

async function workspaceWithKeys(name: string) {
  const id = await nordwind(at, { name })
  return inWorkspace(at.db, id, 'test', async (tx) => {
    await savePolicies(tx, readyMade)
    return { id, writer: (await addKey(tx, 'writer', true)).secret, reader: (await addKey(tx, 'reader', false)).secret }
  })
}
const ours = await workspaceWithKeys('Nordwind Ltd')
const theirs = await workspaceWithKeys('Southwind Ltd')

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${ours.writer}`, 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return {
    status: answer.status,
    etag: answer.headers.get('ETag'),
    type: answer.headers.get('Content-Type'),
    json: JSON.parse(await answer.text()),
  }
}

function claim(number: string, amountMinor = 124_000, facts: object = {}) {
  const debtor = { name: `Meyer ${number} GmbH`, externalId: `C-${number}`, email: 'billing@meyer.example' }
  return {
    debtor,
    number,
    amount: { amountMinor, currency: 'GBP' },
    issuedOn: '2026-01-10',
    dueOn: '2026-02-09',
    ...facts,
  }
}

test('a key opens its workspace, to read or to write, until it is revoked', async () => {
  expect(await call('GET', '/v1/workspace', undefined, { Authorization: '' })).toMatchObject({
    status: 401,
    type: 'application/problem+json',
    json: { code: 'key.needed', fix: expect.stringMatching(/key add/) },
  })
  expect((await call('GET', '/v1/workspace')).json).toMatchObject({ name: 'Nordwind Ltd', today: '2026-03-02' })
  const reading = { Authorization: `Bearer ${ours.reader}` }
  expect((await call('GET', '/v1/claims', undefined, reading)).status).toBe(200)
  expect((await call('POST', '/v1/claims', claim('R-1'), reading)).json).toMatchObject({
    status: 403,
    code: 'key.reading',
  })
  const passing = await inWorkspace(at.db, ours.id, 'test', (tx) => addKey(tx, 'passing', true))
  const bearer = { Authorization: `Bearer ${passing.secret}` }
  expect((await call('GET', '/v1/workspace', undefined, bearer)).status).toBe(200)
  await inWorkspace(at.db, ours.id, 'test', (tx) => revokeKey(tx, 'passing'))
  expect((await call('GET', '/v1/workspace', undefined, bearer)).status).toBe(401)
})

test('fifty parallel identical requests have one effect and one answer; the key with another body is refused', async () => {
  const made = await call('POST', '/v1/claims', claim('P-1'))
  const payment = { debtor: made.json.debtor, amount: { amountMinor: 1000, currency: 'GBP' } }
  const key = { 'Idempotency-Key': 'pay-once' }
  const all = await Promise.all(Array.from({ length: 50 }, () => call('POST', '/v1/payments', payment, key)))
  expect(new Set(all.map((it) => JSON.stringify([it.status, it.json]))).size).toBe(1)
  expect(all[0]!.status).toBe(201)
  expect((await call('GET', `/v1/payments?debtor=${made.json.debtor}`)).json.items).toHaveLength(1)
  const other = await call('POST', '/v1/payments', { ...payment, note: 'another' }, key)
  expect(other.json).toMatchObject({ status: 422, code: 'request.key_used' })
})

test('a change names the version it was made for', async () => {
  const { json } = await call('POST', '/v1/claims', claim('V-1'))
  const path = `/v1/claims/${json.claim.id}`
  const read = await call('GET', path)
  expect(read.etag).toBe('"1"')
  const changed = await call('PATCH', path, { about: 'two boxes' }, { 'If-Match': read.etag! })
  expect(changed).toMatchObject({ status: 200, etag: '"2"', json: { about: 'two boxes' } })
  expect((await call('PATCH', path, { about: 'three' }, { 'If-Match': '"1"' })).json).toMatchObject({
    status: 412,
    code: 'version.other',
  })
  const debtor = await call('GET', `/v1/debtors/${json.debtor}`)
  const debtorChanged = await call(
    'PATCH',
    `/v1/debtors/${json.debtor}`,
    { handling: 'approve' },
    { 'If-Match': debtor.etag! },
  )
  expect(debtorChanged.json).toMatchObject({ handling: 'approve' })
  expect(
    (await call('PATCH', `/v1/debtors/${json.debtor}`, { segment: 'a' }, { 'If-Match': debtor.etag! })).status,
  ).toBe(412)
})

test('ten thousand claims at once, by the rules of a file; the same again changes nothing', async () => {
  const many = Array.from({ length: 9_999 }, (_, i) => claim(`B-${i}`, 1000 + i))
  const body = {
    claims: [...many, claim('B-bad', 500, { dues: [{ dueOn: '2026-02-01', amountMinor: 1 }], dueOn: undefined })],
  }
  const first = await call('POST', '/v1/claims/bulk', body)
  expect(first.json).toMatchObject({ created: { debtors: 9_999, claims: 9_999 }, refused: 1 })
  expect(first.json.rows.at(-1)).toMatchObject({
    problem: { code: 'claim.dues', line: 10_000, fix: expect.any(String) },
  })
  const second = await call('POST', '/v1/claims/bulk', body)
  expect(second.json).toMatchObject({ created: { debtors: 0, claims: 0 }, unchanged: 9_999, refused: 1 })
  expect(second.json.rows[0].claim).toBe(first.json.rows[0].claim)
})

test('pages follow one another without a gap, and a cursor of another list is refused', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { json } = await call('GET', `/v1/debtors?limit=500${cursor}`)
    seen.push(...json.items.map((it: { id: string }) => it.id))
    cursor = json.next ? `&cursor=${json.next}` : ''
  } while (cursor)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(9_999)
  const { json } = await call('GET', '/v1/claims?limit=1')
  expect((await call('GET', `/v1/debtors?cursor=${json.next}`)).json).toMatchObject({
    status: 400,
    code: 'request.invalid',
  })
})

test('what lives in another workspace is as unknown as what lives nowhere', async () => {
  const { json } = await call('POST', '/v1/claims', claim('X-1'))
  const hold = await call('POST', '/v1/holds', { debtor: json.debtor, cause: 'talks' })
  const payment = await call('POST', '/v1/payments', {
    debtor: json.debtor,
    amount: { amountMinor: 1, currency: 'GBP' },
  })
  const other = { Authorization: `Bearer ${theirs.writer}` }
  const nobody = json.claim.id.replace(/.{4}$/, '0000')
  for (const path of [
    `/v1/claims/${json.claim.id}`,
    `/v1/debtors/${json.debtor}`,
    `/v1/debtors/${json.debtor}/timeline`,
    `/v1/cases/${json.debtor}/explain`,
    `/v1/payments/${payment.json.payment.id}`,
    `/v1/payments?debtor=${json.debtor}`,
    `/v1/reports/statements/${json.debtor}`,
    `/v1/debtors/${json.debtor}/statement`,
    `/v1/claims/${json.claim.id}/statement`,
    `/v1/claims/${nobody}`,
  ])
    expect((await call('GET', path, undefined, other)).json, path).toMatchObject({
      status: 404,
      fix: expect.any(String),
    })
  for (const [path, body] of [
    [`/v1/holds/${hold.json.ids[0]}/lift`, {}],
    [`/v1/claims/${json.claim.id}/write-off`, { because: 'gone' }],
    [`/v1/payments/${payment.json.payment.id}/reverse`, { because: 'gone' }],
    ['/v1/payments', { debtor: json.debtor, amount: { amountMinor: 1, currency: 'GBP' } }],
  ] as const)
    expect((await call('POST', path, body, other)).json, path).toMatchObject({ status: 404 })
  expect((await call('GET', '/v1/claims', undefined, other)).json).toEqual({ items: [] })
})

test('a statement over the API explains its lines, of a claim alone and as the books stood before it was there', async () => {
  const made = await call('POST', '/v1/claims', { ...claim('S-1'), issuedOn: '2025-12-01', dueOn: '2025-12-31' })
  expect(made.json).toHaveProperty('claim')
  const { json } = await call('GET', `/v1/claims/${made.json.claim.id}/statement?day=2026-01-31`)
  const [one] = json.claims
  expect(one.lines.map((it: { what: string }) => it.what)).toEqual(expect.arrayContaining(['charge', 'interest']))
  expect(one.lines.reduce((sum: number, it: { amountMinor: number }) => sum + it.amountMinor, 0)).toBe(one.totalMinor)
  const before = `/v1/debtors/${made.json.debtor}/statement?day=2026-01-31&asRecorded=2020-01-01T00:00:00Z`
  expect((await call('GET', before)).json).toMatchObject({ claims: [], asRecorded: '2020-01-01T00:00:00.000Z' })
})

test('a day over the API: a file in, the day run, a message read, approved and sent, the case explained', async () => {
  const auth = { Authorization: `Bearer ${theirs.writer}` }
  const csv =
    'Customer no;Customer;Invoice;Date;Due;Amount;Email\n7;Quince LLP;Q-1;2026-01-05;2026-02-04;96.50;pay@quince.example\n'
  const imported = await app.request('/v1/imports/claims?currency=GBP&customers=business', {
    method: 'POST',
    headers: { ...auth, 'Content-Type': 'text/csv', 'Idempotency-Key': 'file-1' },
    body: csv,
  })
  expect(await imported.json()).toMatchObject({ created: { debtors: 1, claims: 1 }, problems: [] })
  expect((await call('PUT', '/v1/workspace/known-until', { day: '2026-03-02' }, auth)).json).toEqual({
    knownUntil: '2026-03-02',
  })
  expect((await call('POST', '/v1/runs', undefined, auth)).json).toMatchObject({ day: '2026-03-02', messages: 1 })
  expect((await call('POST', '/v1/runs', undefined, auth)).json).toMatchObject({ messages: 0 })
  const [message] = (await call('GET', '/v1/outbox', undefined, auth)).json.items
  expect(message).toMatchObject({ needsApproval: true, sums: [{ amountMinor: 9650, currency: 'GBP' }] })
  expect((await call('GET', `/v1/outbox/${message.id}`, undefined, auth)).json.words.text).toMatch(/Q-1/)
  expect((await call('POST', '/v1/outbox/approve', { messages: [message.id] }, auth)).json).toEqual({
    approved: [message.id],
  })
  expect((await call('POST', '/v1/outbox/send', {}, auth)).json).toMatchObject({ sent: 1, heldBack: [] })
  expect((await call('POST', '/v1/outbox/send', {}, auth)).json).toMatchObject({ sent: 0 })
  const explained = await call('GET', `/v1/cases/${message.debtor}/explain`, undefined, auth)
  expect(explained.json.ahead[0]).toMatchObject({ action: { kind: 'message', reasons: [expect.anything()] } })
})

test('a run and a sending under a repeated key are answered alike, and one at work is waited for', async () => {
  const other = await workspaceWithKeys('Eastwind Ltd')
  const auth = { Authorization: `Bearer ${other.writer}` }
  await call('POST', '/v1/claims', claim('E-1'), auth)
  await call('PUT', '/v1/workspace/known-until', { day: '2026-03-02' }, auth)
  const key = { ...auth, 'Idempotency-Key': 'run-once' }
  const all = await Promise.all(Array.from({ length: 20 }, () => call('POST', '/v1/runs', {}, key)))
  const done = all.filter((it) => it.status === 200)
  expect(done.length).toBeGreaterThan(0)
  for (const it of done) expect(it.json).toMatchObject({ messages: 1, cases: 1 })
  for (const it of all.filter((one) => one.status !== 200))
    expect(it.json).toMatchObject({ status: 409, code: 'request.at_work', fix: expect.any(String) })
  expect((await call('POST', '/v1/runs', {}, key)).json).toMatchObject({ messages: 1 })
  expect((await call('POST', '/v1/runs', {}, auth)).json).toMatchObject({ messages: 0 })
  const [message] = (await call('GET', '/v1/outbox', undefined, auth)).json.items
  await call('POST', '/v1/outbox/approve', { messages: [message.id] }, auth)
  const sending = { ...auth, 'Idempotency-Key': 'send-once' }
  expect((await call('POST', '/v1/outbox/send', {}, sending)).json).toMatchObject({ sent: 1 })
  expect((await call('POST', '/v1/outbox/send', {}, sending)).json).toMatchObject({ sent: 1 })
  expect((await call('POST', '/v1/outbox/send', { limit: 1 }, sending)).json).toMatchObject({
    code: 'request.key_used',
  })
  // What failed is no answer to keep.
  const broken = { ...auth, 'Idempotency-Key': 'rehearse-live' }
  const days = { from: '2026-03-05', until: '2026-03-01' }
  for (let i = 0; i < 2; i++)
    expect((await call('POST', '/v1/rehearsals', days, broken)).json).toMatchObject({ code: 'rehearse.days' })
})

test('a key makes so many requests a minute, and is told when there is room again', async () => {
  const other = await workspaceWithKeys('Westwind Ltd')
  await inWorkspace(at.db, other.id, 'test', (tx) => changeSettings(tx, { requestsPerMinute: 5 }))
  const ask = (secret: string) => app.request('/v1/workspace', { headers: { Authorization: `Bearer ${secret}` } })
  const statuses: number[] = []
  for (let i = 0; i < 7; i++) statuses.push((await ask(other.writer)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  const refused = await ask(other.writer)
  expect(refused.headers.get('Retry-After')).toBe('12')
  expect(refused.headers.get('Content-Type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({ code: 'request.many', fix: expect.stringMatching(/12 seconds/) })
  expect((await ask(other.reader)).status, 'another key').toBe(200)
})

test('what is changed in place needs a version; elsewhere one that is given is heeded', async () => {
  const { json } = await call('POST', '/v1/claims', claim('W-1'))
  const path = `/v1/claims/${json.claim.id}`
  for (const [where, body] of [
    [path, { about: 'x' }],
    [`/v1/debtors/${json.debtor}`, { segment: 'x' }],
  ] as const)
    expect((await call('PATCH', where, body)).json).toMatchObject({ status: 428, fix: expect.stringMatching(/ETag/) })
  expect((await call('PATCH', path, { about: 'x' }, { 'If-Match': '*' })).status).toBe(200)
  const stale = { 'If-Match': '"1"' }
  expect((await call('POST', `${path}/write-off`, { because: 'x' }, stale)).status).toBe(412)
  const policy = await call('GET', '/v1/policies/standard')
  const next = { ...policy.json, name: 'Ours', version: undefined }
  expect((await call('PUT', '/v1/policies/standard', next, { 'If-Match': policy.etag! })).etag).toBe('"2"')
  expect((await call('PUT', '/v1/policies/standard', next, { 'If-Match': policy.etag! })).status).toBe(412)
  const words = await call('GET', '/v1/templates/en/second')
  const saved = { source: words.json.source.replace('Dear', 'Hello') }
  const put = await call('PUT', '/v1/templates/en/second', saved, { 'If-Match': words.etag! })
  expect(put).toMatchObject({ status: 200, etag: '"1"' })
  expect((await call('PUT', '/v1/templates/en/second', { source: '' }, { 'If-Match': words.etag! })).status).toBe(412)
})

test('pages of payments, answers and messages stand still while more comes in', async () => {
  const other = await workspaceWithKeys('Northwind Ltd')
  const auth = { Authorization: `Bearer ${other.writer}` }
  for (let i = 0; i < 7; i++) {
    const { json } = await call('POST', '/v1/claims', claim(`N-${i}`), auth)
    await call('POST', '/v1/payments', { debtor: json.debtor, amount: { amountMinor: 5, currency: 'GBP' } }, auth)
  }
  await call('POST', '/v1/runs', {}, auth)
  for (const { id } of (await call('GET', '/v1/debtors', undefined, auth)).json.items)
    expect((await call('POST', '/v1/holds', { debtor: id, cause: 'talks' }, auth)).status).toBe(201)
  for (const [path, count] of [
    ['/v1/payments', 7],
    ['/v1/holds', 7],
    ['/v1/outbox', 7],
  ] as const) {
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await call('GET', `${path}?limit=2${cursor}`, undefined, auth)
      seen.push(...json.items.map((it: { id: string }) => it.id))
      cursor = json.next ? `&cursor=${json.next}` : ''
      if (seen.length === 2 && path === '/v1/holds') {
        const debtor = json.items[0].debtor
        await call('POST', `/v1/holds/${seen[0]}/lift`, {}, auth)
        await call('POST', '/v1/holds', { debtor, cause: 'later' }, auth)
      }
    } while (cursor)
    expect(new Set(seen).size, path).toBe(seen.length)
    expect(seen.length, path).toBeGreaterThanOrEqual(count)
  }
})

test('a full list, what is gone from it, an import taken back, days ahead, words and cash to come', async () => {
  const other = await workspaceWithKeys('Midwind Ltd')
  const auth = { Authorization: `Bearer ${other.writer}` }
  const reading = { Authorization: `Bearer ${other.reader}` }
  const file = async (rows: string[], query = '') => {
    const answer = await app.request(`/v1/imports/claims?currency=GBP&customers=business${query}`, {
      method: 'POST',
      headers: { ...auth, 'Content-Type': 'application/octet-stream' },
      body: `Customer no;Customer;Invoice;Date;Due;Amount;Email\n${rows.join('\n')}\n`,
    })
    return (await answer.json()) as { importId: string; list?: { gone: number; partial: boolean } }
  }
  const row = (no: number) => `${no};Quince ${no} LLP;Q-${no};2026-01-05;2026-02-04;96.50;pay@quince${no}.example`
  await file([1, 2, 3, 4, 5].map(row), '&fullList=2026-03-01')
  expect((await file([1, 2, 3, 4].map(row), '&fullList=2026-03-02')).list).toMatchObject({ gone: 1, partial: false })
  const gone = await call('GET', '/v1/gone', undefined, auth)
  expect(gone.json.items).toMatchObject([{ number: 'Q-5', openMinor: 9650, listOn: '2026-03-02' }])
  const settled = await call('POST', '/v1/gone/settle', { as: 'paid', claims: ['Q-5'] }, auth)
  expect(settled.json).toMatchObject({ claims: [{ number: 'Q-5' }], sums: [{ amountMinor: 9650, currency: 'GBP' }] })
  expect((await call('GET', '/v1/gone', undefined, auth)).json).toEqual({ items: [] })
  expect((await call('POST', '/v1/gone/list', { is: 'complete' }, auth)).json).toMatchObject({
    fix: expect.any(String),
  })
  await file([9].map(row), '&fileName=../nine.csv')
  const all: { id: string; fileName: string }[] = (await call('GET', '/v1/imports', undefined, auth)).json.items
  const last = all.find((it) => it.fileName === '_nine.csv')!
  expect(all).toHaveLength(3)
  expect((await call('POST', `/v1/imports/${last.id}/undo`, {}, auth)).json).toMatchObject({ claimsWithdrawn: 1 })
  const after = (await call('GET', '/v1/imports?limit=2', undefined, auth)).json
  const rest = (await call('GET', `/v1/imports?cursor=${after.next}`, undefined, auth)).json
  expect([...after.items, ...rest.items].filter((it) => it.undoneAt !== null)).toMatchObject([{ id: last.id }])
  await call('PUT', '/v1/workspace/known-until', { day: '2026-03-02' }, auth)
  const ahead = await call('POST', '/v1/simulations', { days: 30, againstCurrent: true }, reading)
  expect(ahead.status, 'a reading key may ask').toBe(200)
  expect(ahead.json.actions.length).toBeGreaterThan(3)
  expect(ahead.json.current).toEqual(ahead.json.actions)
  const [debtor] = (await call('GET', '/v1/debtors', undefined, auth)).json.items
  const words = await call('POST', '/v1/templates/preview', { debtor: debtor.id, step: 'second' }, reading)
  expect(words.json).toMatchObject({ language: 'en', text: expect.stringMatching(/Q-1/) })
  expect((await call('GET', '/v1/reports/forecast?weeks=4', undefined, reading)).json.currencies).toMatchObject([
    { currency: 'GBP', openMinor: 4 * 9650 },
  ])
  const lived = { from: '2026-03-03', until: '2026-03-06', approveAll: true, noBrake: true, knownEveryDay: true }
  expect((await call('POST', '/v1/rehearsals', lived, auth)).json).toEqual({ days: 4, sent: 4, today: '2026-03-06' })
  expect((await call('GET', '/v1/workspace', undefined, auth)).json.today).toBe('2026-03-06')
  expect((await call('POST', '/v1/rehearsals', lived, reading)).status).toBe(403)
})

test('bodies too large, of another form, or broken say the cure', async () => {
  expect((await call('POST', '/v1/holds', { cause: 'x'.repeat(2_000_000) })).json).toMatchObject({
    status: 413,
    fix: expect.any(String),
  })
  expect((await call('POST', '/v1/holds', {}, { 'Content-Type': 'text/plain' })).json).toMatchObject({ status: 415 })
  const broken = await app.request('/v1/holds', {
    method: 'POST',
    headers: { Authorization: `Bearer ${ours.writer}`, 'Content-Type': 'application/json' },
    body: '{"cause":',
  })
  expect(await broken.json()).toMatchObject({ status: 400, code: 'request.unreadable' })
  expect((await call('DELETE', '/v1/claims')).json).toMatchObject({
    status: 404,
    fix: expect.stringMatching(/GET or POST/),
  })
})

test('money marked as settling all is refused until a person says what to make of it', async () => {
  const { json } = await call('POST', '/v1/claims', claim('F-1'))
  const money = {
    debtor: json.debtor,
    amount: { amountMinor: 100, currency: 'GBP' },
    note: 'in full and final settlement',
  }
  const refused = await call('POST', '/v1/payments', money)
  expect(refused.json).toMatchObject({ code: 'payment.in_full' })
  expect((await call('GET', `/v1/payments?debtor=${json.debtor}`)).json.items).toEqual([])
  const part = await call('POST', '/v1/payments', { ...money, inFull: 'part' })
  expect(part.json.parts).toMatchObject([{ amountMinor: 100 }])
  const rest = await call('POST', '/v1/payments', { ...money, inFull: 'accept' })
  expect(rest.status).toBe(201)
  expect((await call('GET', `/v1/claims/${json.claim.id}`)).json.openMinor).toBe(0)
})
