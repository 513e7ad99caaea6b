// A workspace with one of everything that has an id, made over the API by its owner: what the walk of all operations uses as its own, and
// as the other's. Every name and number in it begins with the workspace's mark, so that nothing of it can be mistaken for another's.

import { addDays, day } from '../../src/core/day.ts'
import { publicId } from '../../src/core/id.ts'
import { identities, wayInUrl } from '../../src/engine/identity.ts'
import { landMail } from '../../src/engine/inbox.ts'
import { readyMade } from '../../src/rules/policies.ts'
import { addAutopilot } from '../../src/store/autopilot.ts'
import { inWorkspace, rows, sql } from '../../src/store/db.ts'
import { addMember } from '../../src/store/member.ts'
import { savePolicies } from '../../src/store/policy.ts'
import { eventId } from '../../src/store/webhook.ts'
import { changeSettings, readWorkspace } from '../../src/store/workspace.ts'
import { nordwind, type TestDatabase } from '../database.ts'
import { camtOf } from '../match/camt.ts'
import { paperOf } from '../pdf.ts'

const today = day('2026-03-02')
export const people = ['owner', 'manager', 'collector', 'viewer'] as const

export interface World {
  readonly workspaceId: string
  /** In every name, number and text of it. */
  readonly mark: string
  /** The session of each of its people. */
  readonly cookies: Readonly<Record<(typeof people)[number], string>>
  /** A key that may write. */
  readonly key: string
  /** One thing of each kind, by the name that inputs.ts calls it. */
  readonly ids: Readonly<Record<string, string>>
}

/** How the API is asked: `cookie` or `key` says by whom. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly cookie?: string
  readonly key?: string
  readonly body?: unknown
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: answers of many forms
  readonly json: any
  readonly cookie: string
}

export async function ask(origin: string, it: Asked): Promise<Answered> {
  const { body, type = 'application/json' } = it
  const answer = await fetch(`${origin}${it.path}`, {
    method: it.method.toUpperCase(),
    redirect: 'manual',
    headers: {
      ...(it.cookie !== undefined && { Origin: origin, 'Dunwell-Desk': '1', Cookie: it.cookie }),
      ...(it.key !== undefined && { Authorization: `Bearer ${it.key}` }),
      ...(body !== undefined && { 'Content-Type': type }),
      ...it.headers,
    },
    ...(body !== undefined && {
      body: type === 'application/json' ? JSON.stringify(body) : (body as string | Uint8Array<ArrayBuffer>),
    }),
  })
  const text = await answer.text()
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]!)
  return { status: answer.status, text, json: parsed(text), cookie: cookie.join('; ') }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const password = 'seven herons over flat water'

export async function makeWorld(at: TestDatabase, origin: string, mark: string): Promise<World> {
  const workspaceId = await nordwind(at, {
    name: `${mark} Ltd`,
    settings: { email: `accounts@${mark.toLowerCase()}.example`, requestsPerMinute: 0, inboxConnected: true },
  })
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, workspaceId, 'test', work)
  await inside(async (tx) => {
    await savePolicies(tx, readyMade)
    await changeSettings(tx, { requestsPerMinute: 0 })
  })
  const cookies: Record<string, string> = {}
  for (const role of people) {
    const email = `${role}@${mark.toLowerCase()}.example`
    const name = `${mark} ${role}`
    await inside((tx) => addMember(tx, { email, name, role }))
    const known = await identities(at.db, origin)
    await known.enrol({ email, name })
    const url = wayInUrl(origin, await known.wayIn(email))
    cookies[role] = (await ask(origin, { method: 'get', path: url.slice(origin.length) })).cookie
  }
  const ids: Record<string, string> = {}
  const call = async (method: string, path: string, body?: unknown, type?: string) => {
    const headers: Record<string, string> = method === 'PUT' ? { 'If-Match': '*' } : {}
    const answer = await ask(origin, { method, path, body, type, cookie: cookies.owner, headers })
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
    return answer.json
  }
  const own = { call, ids, mark }
  const key = (await call('POST', '/v1/keys', { name: `${mark} shop`, mayWrite: true })).secret as string
  ids.hook = (await call('POST', '/v1/webhooks', { url: `https://${mark.toLowerCase()}.example/hooks` })).id
  await makeClaims(own)
  await makeBooked(own)
  await makeSettings(own)
  // Somebody whose limit is below what they ask for.
  const patch = { method: 'patch', path: `/v1/members/${ids.member}`, body: { approves: { writeOffMinor: 1 } } }
  await ask(origin, { ...patch, cookie: cookies.owner, headers: { 'If-Match': '*' } })
  const act = { kind: 'write_off', claim: ids.lastClaim, because: `${mark} asks` }
  const request = await ask(origin, { method: 'post', path: '/v1/approvals', body: { act }, cookie: cookies.collector })
  if (request.status >= 300) throw new Error(`The request was answered ${request.status}: ${request.text}`)
  ids.approval = request.json.id
  const [first] = await inside((tx) => rows<{ id: string }>(tx, sql`SELECT id FROM cases ORDER BY id LIMIT 1`))
  ids.case = first!.id
  ids.autopilot = await inside(async (tx) => {
    const flown = { policyId: 'standard', stepId: 'second', wording: mark, mostMinor: 100, currency: 'GBP', day: today }
    return publicId('atp', { book: 1, id: (await addAutopilot(tx, flown, 'on', {}))! })
  })
  ids.reckoning = (await call('POST', '/v1/reckonings', { report: { name: 'aging' } })).id
  const finished = async (begun: { id: string; state: string }) => {
    let it = begun
    while (it.state === 'at_work') it = await call('GET', `/v1/reckonings/${it.id}`)
    return it.id
  }
  ids.madeFile = await finished(await call('POST', '/v1/reckonings', { list: { name: 'debtors' } }))
  ids.run = await finished(await call('POST', '/v1/runs/beside', {}))
  const mail = [
    `From: ${mark} Buyer <ap@${mark.toLowerCase()}.example>`,
    `To: accounts@${mark.toLowerCase()}.example`,
    `Subject: ${mark} asks`,
    `Message-ID: <1@${mark.toLowerCase()}.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${mark} says that it will pay.`,
    '',
  ].join('\r\n')
  const workspace = await inside(readWorkspace)
  await landMail(at.db, workspace, Buffer.from(mail), { actor: 'test', day: today })
  ids.person = `${mark} owner <owner@${mark.toLowerCase()}.example>`
  ids.mail = (await call('GET', '/v1/inbox?all=true')).items[0].id
  const [event] = await inside((tx) => rows<{ id: string }>(tx, sql`SELECT id FROM webhook_events ORDER BY id LIMIT 1`))
  ids.event = eventId(event!.id)
  return { workspaceId, mark, cookies: cookies as World['cookies'], key, ids }
}

interface Making {
  // biome-ignore lint/suspicious/noExplicitAny: answers of many forms
  readonly call: (method: string, path: string, body?: unknown, type?: string) => Promise<any>
  readonly ids: Record<string, string>
  readonly mark: string
}

/** Customers, what they owe, what they said, and what the run makes of it. */
async function makeClaims({ call, ids, mark }: Making): Promise<void> {
  const owe = async (who: string, number: string, amountMinor: number, dueOn: string) => {
    const made = await call('POST', '/v1/claims', {
      debtor: {
        name: `${mark} ${who} Ltd`,
        externalId: `${mark}-${who}`,
        country: 'GB',
        kind: 'business',
        email: `ap@${mark.toLowerCase()}.example`,
        phone: '+44 117 496 0123',
        handling: 'approve',
      },
      number: `${mark}-${number}`,
      amount: { amountMinor, currency: 'GBP' },
      issuedOn: '2026-01-05',
      dueOn,
    })
    return { debtor: made.debtor as string, claim: made.claim.id as string }
  }
  const first = await owe('Harbour', '1', 50_000, '2026-02-20')
  Object.assign(ids, first, { number: `${mark}-1`, externalId: `${mark}-Harbour` })
  const second = await owe('Quay', '2', 70_000, '2026-02-20')
  Object.assign(ids, { otherDebtor: second.debtor, otherClaim: second.claim, otherNumber: `${mark}-2` })
  const third = await owe('Pier', '3', 90_000, '2026-02-28')
  Object.assign(ids, { lastDebtor: third.debtor, lastClaim: third.claim })
  const fourth = await owe('Weir', '4', 60_000, '2026-02-28')
  Object.assign(ids, { lateDebtor: fourth.debtor })
  ids.escalation = (await call('POST', `/v1/cases/${fourth.debtor}/escalation`, {})).id
  await call('POST', `/v1/escalations/${ids.escalation}/withdraw`)
  ids.escalation = (await call('POST', `/v1/cases/${fourth.debtor}/escalation`, {})).id
  await call('POST', '/v1/runs', {})
  ids.draft = (await call('GET', '/v1/outbox?state=waiting')).items[0].id
  const coming = (await call('GET', '/v1/week/coming')).items as { debtor: { id: string }; key: string }[]
  const [next] = coming.filter((it) => it.debtor.id === third.debtor)
  Object.assign(ids, { comingDebtor: next!.debtor.id, coming: next!.key })
  await call('POST', '/v1/week/approve', { coming: [{ debtor: next!.debtor.id, key: next!.key }] })
  ids.ahead = idIn(await call('GET', '/v1/week/coming'), 'ahd')
  const money = { amountMinor: 100, currency: 'GBP' }
  const debtor = second.debtor
  const making = async (prefix: string, path: string, body: object) => idIn(await call('POST', path, body), prefix)
  ids.payment = await making('pay', '/v1/payments', { debtor, amount: money, note: `${mark} paid` })
  ids.hold = await making('hld', '/v1/holds', { debtor, cause: 'talks', note: `${mark} rests` })
  ids.query = await making('qry', '/v1/queries', { debtor, asks: `${mark} wants a copy` })
  ids.dispute = await making('dsp', '/v1/disputes', { debtor, cause: `${mark} broke`, claims: [`${mark}-2`] })
  ids.promise = await making('prm', '/v1/promises', { debtor, amount: money, by: '2026-03-09' })
  ids.address = idIn(await call('GET', `/v1/cases/${debtor}`), 'adr')
  const reached = {
    name: `${mark} Reed`,
    addresses: [{ channel: 'email', address: `reed@${mark.toLowerCase()}.example` }],
  }
  ids.contact = await making('con', `/v1/debtors/${third.debtor}/contacts`, reached)
  const [known] = (await call('GET', `/v1/debtors/${third.debtor}/overview`)).contacts.slice(-1)
  ids.contactAddress = known.addresses[0].id
  ids.note = (await call('POST', '/v1/notes', { debtor, says: `${mark} moves in May` })).id
  const rung = { debtor, outcome: 'no_answer', note: `${mark} rang`, again: '2026-03-05' }
  const made = await call('POST', '/v1/calls', rung)
  Object.assign(ids, { call: made.call, task: made.task })
}

/** The first id of a kind in an answer. */
function idIn(answer: unknown, prefix: string): string {
  const found = new RegExp(`"(${prefix}_[0-9a-z]{20,40})"`).exec(JSON.stringify(answer))?.[1]
  if (found === undefined) throw new Error(`There is no ${prefix}_ in ${JSON.stringify(answer)}`)
  return found
}

/** What comes in files: lists, a bank statement, papers; and the backlog of a first list. */
async function makeBooked({ call, ids, mark }: Making): Promise<void> {
  const list = (number: string) =>
    `Customer;Country;Invoice;Date;Due;Amount\n${mark} Dock LLP;GB;${mark}-${number};2025-11-02;2025-12-01;12.40\n`
  const bytes = 'application/octet-stream'
  const said = { kind: 'claims', customers: 'business', defaults: { currency: 'GBP' } }
  const { id } = await call('POST', `/v1/uploads?fileName=${mark}.csv`, list('U1'), bytes)
  await call('POST', `/v1/uploads/${id}/look`, said)
  await call('POST', `/v1/uploads/${id}/import`, { ...said, backlog: true })
  ids.import = (await call('GET', '/v1/imports')).items[0].id
  ids.upload = (await call('POST', `/v1/uploads?fileName=${mark}-2.csv`, list('U2'), bytes)).id
  ids.backlog = (await call('GET', '/v1/backlog')).bands[0].id
  const line = (n: number, amountMinor: number, text: string) => ({
    id: n,
    day: addDays(today, -4),
    amountMinor,
    name: `${mark} Payer`,
    text,
    noises: [],
  })
  const statement = { account: 'GB33BUKB20201555555555', openingMinor: 0, currency: 'GBP' }
  // The last is far below what is owed and marked as settling all: a question.
  const offered = line(3, 5_000, `Invoice ${mark}-3 in full and final settlement`)
  const lines = [line(1, 70_000, `${mark} thanks`), line(2, 77, `${mark} odd`), offered]
  await call('POST', `/v1/imports/bank?fileName=${mark}.xml`, camtOf(lines, statement, '2026-03-01'), bytes)
  ids.offer = (await call('GET', '/v1/offers-in-full')).items[0].id
  ids.bankLine = (await call('GET', '/v1/bank-lines')).items[0].id
  ids.statementLine = (await call('GET', '/v1/bank/lines')).items[0].id
  const paper = new Uint8Array(paperOf(`${mark} says nothing`))
  const file = `/v1/documents?fileName=${mark}.pdf&claim=${mark}-1&kind=order`
  await call('POST', file, paper, bytes)
  ids.document = (await call('GET', '/v1/documents')).items[0].id
}

/** What people arrange for themselves: words, ladders, views, and who is who. */
async function makeSettings({ call, ids, mark }: Making): Promise<void> {
  const small = mark.toLowerCase()
  const { version: _, ...standard } = await call('GET', '/v1/policies/standard')
  ids.policy = `${small}-ladder`
  await call('PUT', `/v1/policies/${ids.policy}`, { ...standard, id: ids.policy, name: `${mark} ladder` })
  const { source } = await call('GET', '/v1/templates/en/second')
  await call('PUT', '/v1/templates/en/second', { source: `${source}\n\n${mark} says so.\n` })
  ids.partial = `_${small}`
  await call('PUT', `/v1/templates/en/${ids.partial}`, { source: `${mark} says so.` })
  ids.view = (await call('POST', '/v1/views', { page: 'cases', name: `${mark} view`, body: { mark } })).id
  ids.deed = (
    await call('POST', '/v1/cases/bulk', { debtors: [ids.debtor], deed: { do: 'hold', cause: `${mark} talks` } })
  ).id
  const members = (await call('GET', '/v1/members')).items as { id: string; email: string }[]
  ids.member = members.find((it) => it.email.startsWith('collector@'))!.id
  ids.otherMember = members.find((it) => it.email.startsWith('viewer@'))!.id
  ids.key = (await call('GET', '/v1/keys')).items[0].id
  await call('POST', '/v1/account/password', { password })
  ids.session = (await call('GET', '/v1/account')).sessions[0].id
  const bank = { holder: `${mark} Ltd`, iban: 'DE89370400440532013000', lines: [] }
  const asked = await call('POST', '/v1/bank-changes', { bank, proof: { password } })
  ids.bankChange = asked.waiting.id
}
