// A second person above a limit, over the wire: who is asked and who may not answer, that it is done once, and that it falls away by itself
// when what it was about changes.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { startSmtp } from '../../test/peers/start.ts'
import { day } from '../core/day.ts'
import { tellApprovers } from '../engine/approval-mail.ts'
import { addCost } from '../engine/charge.ts'
import { sendHouseMails } from '../engine/house-mail.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { readyMade } from '../rules/policies.ts'
import { findClaim } from '../store/claim.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { addMember, changeMember, removeMember } from '../store/member.ts'
import { savePolicies } from '../store/policy.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const workspace = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, workspace, 'test', work)
await inside((tx) => savePolicies(tx, readyMade))
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
  everySeconds: 3600,
})
afterAll(() => serving.stop())
const origin = `http://127.0.0.1:${serving.port}`

async function ask(cookie: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...{ Origin: origin, 'Dunwell-Desk': '1', Cookie: cookie },
      ...(/^P(ATCH|UT)$/.test(method) && { 'If-Match': '*' }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const cookies = answer.headers.getSetCookie().map((it) => it.split(';')[0]!)
  // biome-ignore lint/suspicious/noExplicitAny: answers of many forms
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as any, cookie: cookies.join('; ') }
}

const ids: Record<string, string> = {}
async function seated(name: string, role: 'owner' | 'manager' | 'collector', approves: object | null): Promise<string> {
  const email = `${name}@nordwind.example`
  ids[name] = await inside((tx) => addMember(tx, { email, name, role, approves }))
  const people = await identities(at.db, origin)
  await people.enrol({ email, name })
  return (await ask('', 'GET', wayInUrl(origin, await people.wayIn(email)).slice(origin.length))).cookie
}

at.clock.set('2026-03-01')
const ada = await seated('ada', 'owner', null)
const mia = await seated('mia', 'manager', { approver: true, approverMinor: 50_000 })
const col = await seated('col', 'collector', {
  writeOffMinor: 5_000,
  waiverMinor: 0,
  settlementMinor: 0,
  policies: true,
})
at.clock.set('2026-03-02')

async function owe(number: string, amountMinor = 20_000, customer = 'Harbour Stores Ltd') {
  const debtor = { name: customer, country: 'GB' }
  const made = await ask(ada, 'POST', '/v1/claims', {
    ...{ debtor, number, amount: { amountMinor, currency: 'GBP' } },
    ...{ issuedOn: '2025-12-01', dueOn: '2025-12-31' },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return { claim: made.body.claim.id as string, debtor: made.body.debtor as string }
}
const openOf = async (claim: string) => (await ask(ada, 'GET', `/v1/claims/${claim}`)).body.openMinor as number
const waiting = async (who = ada) => (await ask(who, 'GET', '/v1/approvals')).body.items
const askFor = (who: string, act: object) => ask(who, 'POST', '/v1/approvals', { act })
const writeOff = (claim: string) => ({ kind: 'write_off', claim, because: 'not worth a court' })

test('above a limit the check names who would be asked, and the request is done by the yes of one of them, once', async () => {
  const { claim, debtor } = await owe('W-1')
  const check = await ask(col, 'POST', '/v1/approvals/check', { act: writeOff(claim) })
  expect(check.body).toMatchObject({ limit: 'writeOff', alone: false, who: ['ada', 'mia'], amountMinor: 20_000 })
  expect((await ask(ada, 'POST', '/v1/approvals/check', { act: writeOff(claim) })).body).toMatchObject({ alone: true })
  expect((await askFor(ada, writeOff(claim))).body, 'who may needs nobody').toMatchObject({ code: 'approval.alone' })

  const asked = await askFor(col, writeOff(claim))
  expect(asked).toMatchObject({ status: 201, body: { state: 'waiting', yours: true, may: false, askedBy: 'col' } })
  expect((await askFor(col, writeOff(claim))).body).toMatchObject({ code: 'approval.already', status: 409 })
  const { id } = asked.body
  expect(await waiting(mia)).toMatchObject([
    { id, may: true, debtor: { name: 'Harbour Stores Ltd' }, who: ['ada', 'mia'] },
  ])
  expect(await openOf(claim), 'asking lowers nothing').toBe(20_000)
  expect((await ask(col, 'POST', `/v1/approvals/${id}/accept`)).body).toMatchObject({
    code: 'approval.own',
    status: 403,
  })

  const both = await Promise.all([1, 2].map(() => ask(mia, 'POST', `/v1/approvals/${id}/accept`)))
  expect(both.map((it) => it.body.state)).toEqual(['done', 'done'])
  expect((await ask(ada, 'POST', `/v1/approvals/${id}/accept`)).body).toMatchObject({
    code: 'approval.done',
    status: 409,
  })
  expect(await openOf(claim)).toBe(0)
  const story = (await ask(ada, 'GET', `/v1/cases/${debtor}/timeline`)).body.items
  const gone = story.filter((it: { what: string }) => it.what === 'let_go')
  expect(gone, 'two clicks let go once').toHaveLength(1)
  expect(gone[0].facts.why).toBe('not worth a court (asked for by col, approved by mia)')
  expect(story.find((it: { what: string }) => it.what === 'approval').facts).toMatchObject({ state: 'done' })
})

test('a no comes with a word, who asked can withdraw, and who approves only so much does not approve more', async () => {
  const { claim } = await owe('W-2', 60_000)
  const { id } = (await askFor(col, writeOff(claim))).body
  expect((await ask(mia, 'POST', `/v1/approvals/${id}/accept`)).body).toMatchObject({ code: 'right.limit' })
  expect((await ask(mia, 'POST', `/v1/approvals/${id}/withdraw`)).body).toMatchObject({ code: 'approval.theirs' })
  const no = await ask(ada, 'POST', `/v1/approvals/${id}/refuse`, { because: 'ring them once more' })
  expect(no.body).toMatchObject({ state: 'refused', answer: 'ring them once more', endedBy: 'ada' })
  const second = (await askFor(col, writeOff(claim))).body.id
  expect((await ask(col, 'POST', `/v1/approvals/${second}/withdraw`)).body).toMatchObject({ state: 'withdrawn' })
  expect((await ask(ada, 'POST', `/v1/approvals/${second}/accept`)).body).toMatchObject({ code: 'approval.done' })
  expect(await openOf(claim)).toBe(60_000)
  expect(await waiting()).toEqual([])
})

test('it falls away by itself when the claim is paid or otherwise lowered, and says which', async () => {
  const one = await owe('W-3', 20_000, 'Quay Traders')
  const two = await owe('W-4', 20_000, 'Pier Foods')
  const asked = [await askFor(col, writeOff(one.claim)), await askFor(col, writeOff(two.claim))].map((it) => it.body.id)
  const pay = (debtor: string, amountMinor: number) =>
    ask(ada, 'POST', '/v1/payments', { debtor, amount: { amountMinor, currency: 'GBP' }, day: '2026-03-02' })
  expect((await pay(one.debtor, 20_000)).status).toBe(201)
  expect((await pay(two.debtor, 100)).status).toBe(201)
  expect(await waiting()).toEqual([])
  const ends = await Promise.all(asked.map((id) => ask(ada, 'GET', `/v1/approvals/${id}`)))
  expect(ends.map((it) => [it.body.state, it.body.answer])).toEqual([
    ['fallen', 'paid'],
    ['fallen', 'sum'],
  ])
  expect((await ask(ada, 'POST', `/v1/approvals/${asked[1]}/accept`)).body).toMatchObject({ code: 'approval.done' })
  expect(await openOf(two.claim)).toBe(19_900)
})

test('waivers and offers above a limit are asked for, and what is asked is what is then kept', async () => {
  const { claim, debtor } = await owe('W-5', 20_000, 'Basin Mills')
  await inside(async (tx) => {
    const found = await findClaim(tx, claim)
    const [who] = await readDebtors(tx, found.book, [found.debtorId])
    const today = day('2026-03-02')
    const it = { amountMinor: 3_000, on: today, what: 'court fee', cite: 'the court’s bill' }
    await addCost(tx, { workspace: await readWorkspace(tx), today: today }, who!, found, it)
  })
  const waiver = { what: 'cost', amountMinor: 1_000, because: 'goodwill' }
  const refused = await ask(col, 'POST', `/v1/claims/${claim}/waive`, waiver)
  expect(refused.body).toMatchObject({ code: 'right.limit', status: 403 })
  expect(refused.body.fix).toContain('ada, mia')
  const { id } = (await askFor(col, { kind: 'waiver', claim, ...waiver })).body
  expect((await ask(mia, 'POST', `/v1/approvals/${id}/accept`)).body).toMatchObject({ state: 'done' })
  const own = await ask(ada, 'POST', `/v1/claims/${claim}/waive`, { what: 'cost', amountMinor: 500, because: 'late' })
  expect(own.body, 'who is not limited needs nobody').toMatchObject({ waivesMinor: 500, leavesMinor: 21_500 })
  expect(await openOf(claim)).toBe(21_500)

  const offer = { kind: 'offer', claim, payBy: '2026-03-12', because: 'on the phone' }
  const asked = (await askFor(col, offer)).body
  expect(asked).toMatchObject({ amountMinor: 1_500, facts: { leavesMinor: 20_000, payBy: '2026-03-12' } })
  await ask(ada, 'POST', `/v1/approvals/${asked.id}/accept`)
  expect(await openOf(claim), 'an offer lets nothing go until it is met').toBe(21_500)
  await ask(ada, 'POST', '/v1/payments', {
    debtor,
    amount: { amountMinor: 20_000, currency: 'GBP' },
    day: '2026-03-02',
  })
  expect(await openOf(claim)).toBe(0)
})

test('a change of a policy waits for a second person and falls away when another was saved meanwhile', async () => {
  const { version: _, ...policy } = (await ask(col, 'GET', '/v1/policies/standard')).body
  const changed = { ...policy, name: 'Standard, renamed' }
  expect((await ask(col, 'PUT', '/v1/policies/standard', changed)).body.code).toBe('right.missing')
  const max = await seated('max', 'manager', { policies: true })
  expect((await ask(max, 'PUT', '/v1/policies/standard', changed)).body.code).toBe('right.limit')
  const asked = (await askFor(col, { kind: 'policy', policy: changed, because: 'clearer' })).body
  expect(asked, JSON.stringify(asked)).toMatchObject({ state: 'waiting', debtor: null, who: ['ada', 'mia'] })
  expect((await ask(mia, 'POST', `/v1/approvals/${asked.id}/accept`)).body).toMatchObject({ state: 'done' })
  const now = (await ask(ada, 'GET', '/v1/policies/standard')).body
  expect(now.name).toBe('Standard, renamed')

  const use = (await askFor(col, { kind: 'policy_use', policy: 'gentle', because: 'try it' })).body
  const again = (await askFor(col, { kind: 'policy', policy: { ...changed, name: 'Third' }, because: 'clearer' })).body
  const saved = await fetch(`${origin}/v1/policies/standard`, {
    method: 'PUT',
    headers: {
      ...{ Origin: origin, 'Dunwell-Desk': '1', Cookie: ada, 'Content-Type': 'application/json' },
      'If-Match': `"${now.version}"`,
    },
    body: JSON.stringify({ ...changed, name: 'Fourth' }),
  })
  expect(saved.status).toBe(200)
  expect((await ask(ada, 'GET', `/v1/approvals/${again.id}`)).body).toMatchObject({ state: 'fallen', answer: 'policy' })
  expect(use, JSON.stringify(use)).toMatchObject({ kind: 'policy_use', state: 'waiting' })
  expect((await ask(ada, 'POST', `/v1/approvals/${use.id}/accept`)).body).toMatchObject({ state: 'done' })
  expect((await ask(ada, 'GET', '/v1/workspace')).body.policy).toBe('gentle')
})

const list = [
  'Customer,Email,Invoice no,Issued,Due,Total,Currency',
  'Alder Ltd,a@alder.example,B1,2025-12-01,2025-12-20,200.00,GBP',
  'Birch Ltd,b@birch.example,B2,2025-12-02,2025-12-22,300.00,GBP',
  'Cedar Ltd,c@cedar.example,B3,2026-02-01,2026-02-20,20.00,GBP',
].join('\n')

test('writing off a part of the backlog above a limit is asked for, done whole by the yes, and falls away when it is answered otherwise', async () => {
  const headers = { Origin: origin, 'Dunwell-Desk': '1', Cookie: ada, 'Content-Type': 'application/octet-stream' }
  const kept = await fetch(`${origin}/v1/uploads?fileName=list.csv`, { method: 'POST', headers, body: list })
  const { id: upload } = (await kept.json()) as { id: string }
  await ask(ada, 'POST', `/v1/uploads/${upload}/import`, { kind: 'claims', customers: 'business' })
  const bands = async () => (await ask(ada, 'GET', '/v1/backlog')).body.bands
  const [young, old] = await bands()
  expect([young.band, old.band]).toEqual(['1-30', '61-90'])
  const max = await seated('max2', 'manager', { writeOffMinor: 5_000 })
  const direct = await ask(max, 'POST', `/v1/backlog/${old.id}/answer`, { answer: 'write_off' })
  expect(direct.body).toMatchObject({ code: 'right.limit' })
  const act = { kind: 'backlog', band: old.id, because: 'older than the ledger' }
  const check = await ask(max, 'POST', '/v1/approvals/check', { act })
  expect(check.body).toMatchObject({ limit: 'writeOff', alone: false, who: ['ada', 'mia'], amountMinor: 50_000 })
  const { id } = (await askFor(max, act)).body
  expect((await askFor(max, act)).body.code).toBe('approval.already')
  const done = await ask(mia, 'POST', `/v1/approvals/${id}/accept`)
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ state: 'done', facts: { claims: 2, late: '61-90' } })
  expect((await bands())[1]).toMatchObject({ answer: 'write_off', answeredBy: expect.stringContaining('mia') })
  const claims = (await ask(ada, 'GET', '/v1/claims?state=all')).body.items ?? []
  for (const it of claims.filter((one: { number: string }) => /^B[12]$/.test(one.number))) expect(it.openMinor).toBe(0)
  expect((await askFor(max, { ...act, band: young.id })).body.code, 'what is within the limit').toBe('approval.alone')
  await inside((tx) => changeMember(tx, ids.max2!, { approves: { writeOffMinor: 0 } }))
  const second = (await askFor(max, { ...act, band: young.id })).body
  await ask(ada, 'POST', `/v1/backlog/${young.id}/answer`, { answer: 'by_hand' })
  expect((await ask(ada, 'GET', `/v1/approvals/${second.id}`)).body).toMatchObject({
    state: 'fallen',
    answer: 'answered',
  })
})

test('those who may say yes get one mail for all that was asked in a while, and no other for half an hour', async () => {
  const smtp = await startSmtp()
  try {
    await inside((tx) =>
      changeSettings(tx, {
        smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' },
        email: 'ledger@nordwind.example',
        publicUrl: 'https://desk.nordwind.example/',
      }),
    )
    const look = (minutes: number) =>
      inside(readWorkspace).then(async (it) => {
        const at_ = { actor: 'schedule', now: at.db.source.now() + minutes * 60_000 }
        const written = await tellApprovers(at.db, it, at_)
        await sendHouseMails(at.db, it, at_)
        return written
      })
    const told = async () => (await smtp.messages()).flatMap((it) => it.to).sort()
    for (const number of ['M-1', 'M-2', 'M-3'])
      await askFor(col, writeOff((await owe(number, 9_000, 'Mole End Ltd')).claim))
    const large = (await owe('M-4', 90_000, 'Mole End Ltd')).claim
    await askFor(col, writeOff(large))
    expect(await look(0)).toBe(2)
    expect(await told()).toEqual(['ada@nordwind.example', 'mia@nordwind.example'])
    const mails = await inside((tx) =>
      rows<{ recipient: string; subject: string; body: string }>(
        tx,
        sql`SELECT recipient, subject, body FROM house_mails WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY recipient COLLATE "C"`,
      ),
    )
    expect(mails.map((it) => it.subject)).toEqual([
      'Nordwind Ltd: 4 requests wait for your yes',
      'Nordwind Ltd: 3 requests wait for your yes',
    ])
    expect(mails[0]!.body).toContain('col: write off, 900.00 GBP')
    expect(mails[0]!.body).toContain('https://desk.nordwind.example/approvals')
    expect(mails[0]!.body, 'no customer is named').not.toContain('Mole End')
    await askFor(col, writeOff((await owe('M-5', 9_000, 'Mole End Ltd')).claim))
    expect(await look(5), 'not so soon').toBe(0)
    expect(await look(31)).toBe(2)
    expect(await look(62), 'each request is told of once').toBe(0)
    expect(await told()).toHaveLength(4)
  } finally {
    await smtp.stop()
  }
})

test('an owner whom nobody else could approve is not held up, and it is written down', async () => {
  await inside((tx) => changeMember(tx, ids.ada!, { approves: { writeOffMinor: 100 } }))
  const { claim } = await owe('W-9', 7_000, 'Wharf Ltd')
  expect((await ask(ada, 'POST', `/v1/claims/${claim}/write-off`, { because: 'small' })).body.code).toBe('right.limit')
  await inside(async (tx) => {
    await removeMember(tx, ids.mia!)
    await removeMember(tx, ids.col!)
  })
  const check = (await ask(ada, 'POST', '/v1/approvals/check', { act: writeOff(claim) })).body
  expect(check).toMatchObject({ alone: true, nobodyElse: true, who: [] })
  expect((await ask(ada, 'POST', `/v1/claims/${claim}/write-off`, { because: 'small' })).status).toBe(200)
  expect(await openOf(claim)).toBe(0)
})
