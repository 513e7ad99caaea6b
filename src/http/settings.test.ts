// Settings by people at the desk: what is answered and what never is, who may, new bank details with all that stands between asking and
// effect, wrong passwords, seats that end, and what a domain says of our mails. Mail server and names are real ones on this machine.

import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { startNames } from '../../test/peers/dns.ts'
import { openResolver } from '../channels/dns.ts'
import { addressHeader, identities, wayInUrl } from '../engine/identity.ts'
import { lookOnce } from '../engine/schedule.ts'
import { inWorkspace } from '../store/db.ts'
import { addMember, listMembers } from '../store/member.ts'
import { readWorkspace } from '../store/workspace.ts'
import { operations } from './operations.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const workspace = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, workspace, 'test', work)
const mails: string[] = []
const mailServer = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData(stream, _, done) {
    const parts: Buffer[] = []
    stream.on('data', (it: Buffer) => parts.push(it))
    stream.on('end', () => {
      mails.push(Buffer.concat(parts).toString('utf8'))
      done()
    })
  },
})
await new Promise<void>((done) => void mailServer.listen(0, '127.0.0.1', done))
const smtpPort = (mailServer.server.address() as AddressInfo).port
const names = await startNames({
  'nordwind.example': ['v=spf1 include:mail.example +all', 'something else'],
  'selector1._domainkey.nordwind.example': [`v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(8)}`],
})
const log: string[] = []
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
  resolveTxt: openResolver([names.at]),
  everySeconds: 3600,
})
afterAll(async () => {
  await serving.stop()
  await names.stop()
  await new Promise<void>((done) => mailServer.close(() => done()))
})
const origin = `http://127.0.0.1:${serving.port}`
const password = 'seven herons over flat water'

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of many forms
  readonly body: any
  readonly cookie: string
}

async function ask(cookie: string, method: string, path: string, body?: unknown, seen = '*'): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      Origin: origin,
      'Dunwell-Desk': '1',
      Cookie: cookie,
      ...(method === 'PATCH' && { 'If-Match': seen }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const set = answer.headers.getSetCookie().map((it) => it.split(';')[0]!)
  return { status: answer.status, body: await answer.json().catch(() => ({})), cookie: set.join('; ') }
}

/** Somebody with a seat, signed in by a link. */
async function seated(name: string, role: 'owner' | 'manager' | 'collector' | 'viewer'): Promise<string> {
  const email = `${name}@nordwind.example`
  await inside((tx) => addMember(tx, { email, name, role }))
  const people = await identities(at.db, origin)
  await people.enrol({ email, name })
  return (await ask('', 'GET', wayInUrl(origin, await people.wayIn(email)).slice(origin.length))).cookie
}

function totp(uri: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...new URL(uri).searchParams.get('secret')!.replace(/=+$/, '')]
    .map((it) => letters.indexOf(it).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((it) => Number.parseInt(it, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const sum = createHmac('sha1', key).update(step).digest()
  const from = sum[19]! & 15
  return String((sum.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

at.clock.set('2026-03-01')
const ada = await seated('ada', 'owner')
const mia = await seated('mia', 'manager')
const col = await seated('col', 'collector')
at.clock.set('2026-03-02')

test('settings are changed by owners, a field that is wrong is named with its cure, and no secret comes out', async () => {
  const path = '/v1/settings'
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', user: 'ada', password: 'hidden-word' }
  expect((await ask(col, 'GET', path)).body).toMatchObject({ code: 'right.missing' })
  expect((await ask(mia, 'PATCH', path, { phone: '1' })).body).toMatchObject({ code: 'right.missing' })
  expect((await ask(mia, 'POST', '/v1/backups', {})).body, 'it holds everything').toMatchObject({
    code: 'right.missing',
  })
  expect((await ask(mia, 'GET', '/v1/backups')).body).toEqual({ atWork: null, proved: null, failed: null })
  expect((await ask(col, 'GET', '/v1/backups')).body).toMatchObject({ code: 'right.missing' })
  const wrong = await ask(ada, 'PATCH', path, { signatory: { name: 'Ada', email: 'nowhere' } })
  expect(wrong).toMatchObject({ status: 400, body: { column: 'signatory.email' } })
  expect(wrong.body.detail).toContain('is no email address')
  expect((await ask(ada, 'PATCH', path, { bank: { holder: 'Eve' } })).status, 'never so').toBe(400)
  const done = await ask(ada, 'PATCH', path, { smtp, name: 'Nordwind & Co Ltd', runHour: 8 })
  expect(done.body).toMatchObject({ name: 'Nordwind & Co Ltd', runHour: 8, smtp: { user: 'ada', secret: true } })
  expect(JSON.stringify(done.body)).not.toContain('hidden-word')
  const { password: _, ...kept } = smtp
  expect((await ask(ada, 'PATCH', path, { smtp: { ...kept, host: 'localhost' } })).body).toMatchObject({
    code: 'settings.password',
  })
  await ask(ada, 'PATCH', path, { smtp: kept })
  expect((await inside(readWorkspace)).settings.smtp?.password).toBe('hidden-word')
  await ask(ada, 'PATCH', path, { smtp: { host: '127.0.0.1', port: smtpPort, security: 'none' } })
  expect((await ask(ada, 'POST', `${path}/mail-test`, {})).body).toMatchObject({ to: 'ada@nordwind.example' })
  expect(mails.at(-1)).toContain('Dunwell can send')
})

test('two who change the settings at once are told apart, and the second is asked for the new state', async () => {
  const path = '/v1/settings'
  const seen = (await ask(ada, 'GET', path)).body.version as number
  const first = await ask(ada, 'PATCH', path, { ownerMail: { day: false, week: true, minutesBefore: 30 } }, `"${seen}"`)
  expect(first.body).toMatchObject({ ownerMail: { day: false, minutesBefore: 30 }, version: seen + 1 })
  expect(await ask(ada, 'PATCH', path, { runHour: 9 }, `"${seen}"`)).toMatchObject({
    status: 412,
    body: { code: 'version.other' },
  })
  const backup = { at: '03:30', folder: 'backups', keep: 'daily=7,weekly=4,monthly=12' }
  const wrong = await ask(ada, 'PATCH', path, { backup: { ...backup, at: '3' } })
  expect(wrong).toMatchObject({ status: 400, body: { column: 'backup.at' } })
  expect((await ask(ada, 'PATCH', path, { backup })).body.backup).toMatchObject({ ...backup, to: null })
  const members = (await ask(ada, 'GET', '/v1/members')).body.items
  const { id, version } = members.find((it: { name: string }) => it.name === 'col')
  const limits = (writeOffMinor: number) =>
    ask(ada, 'PATCH', `/v1/members/${id}`, { approves: { writeOffMinor } }, `"${version}"`)
  expect((await limits(900)).body).toMatchObject({ version: version + 1 })
  expect((await limits(9_000)).body).toMatchObject({ code: 'version.other' })
  await ask(ada, 'PATCH', `/v1/members/${id}`, { approves: null })
})

test('payment links are changed by who shows who they are; keys go in, owners are told, and nothing comes out', async () => {
  const path = '/v1/online-pay'
  const stripe = { secretKey: 'sk_test_hidden12345678', webhookSecret: 'whsec_alsohidden1234567890' }
  const body = { publicUrl: 'https://pay.nordwind.example', stripe, check: false }
  expect((await ask(mia, 'PATCH', path, body)).body).toMatchObject({ code: 'right.missing' })
  expect((await ask(ada, 'PATCH', path, { ...body, proof: { password: 'no idea at all' } })).status).toBe(403)
  expect((await ask(ada, 'GET', path)).body).toMatchObject({ provider: null, publicUrl: null })
  await ask(ada, 'POST', '/v1/account/password', { password })
  const proof = { password }
  const bad = await ask(ada, 'PATCH', path, { ...body, stripe: { ...stripe, secretKey: 'pk_live_1' }, proof })
  expect(bad.body).toMatchObject({ code: 'pay.key', column: 'secretKey' })
  const done = await ask(ada, 'PATCH', path, { ...body, proof })
  expect(done.body, JSON.stringify(done.body)).toMatchObject({ provider: 'stripe', test: true, keyEnds: '5678' })
  expect(JSON.stringify([done.body, (await ask(ada, 'GET', '/v1/audit')).body])).not.toContain('hidden')
  expect(mails.at(-1)).toContain('payment links have changed')
  const gone = await ask(ada, 'PATCH', path, { stripe: null, publicUrl: null, proof })
  expect(gone.body).toMatchObject({ provider: null, publicUrl: null })
})

test('what a domain says of our mails is said, with the record to add', async () => {
  const { body } = await ask(ada, 'POST', '/v1/settings/sending-domain', {})
  expect(body).toMatchObject({
    domain: 'nordwind.example',
    findings: [
      { what: 'spf', state: 'wrong', says: 'allows_all', record: { value: 'v=spf1 include:mail.example ~all' } },
      { what: 'dkim', state: 'good', found: 'selector1' },
      { what: 'dmarc', state: 'missing', record: { name: '_dmarc.nordwind.example', type: 'TXT' } },
    ],
  })
  const none = await ask(ada, 'POST', '/v1/settings/sending-domain', { selector: 'other' })
  expect(none.body.findings[1]).toMatchObject({ state: 'missing', says: 'not_found' })
})

const bank = { holder: 'Nordwind Ltd', iban: 'DE89 3704 0044 0532 0130 00', lines: [] }
const look = () =>
  lookOnce(at.db, {
    dataDir: at.dataDir,
    worker: 'test',
    stopping: () => false,
    onNews: (it) => {
      if (it.what === 'failed') throw it.error
    },
  })
const ibanNow = async () => (await inside(readWorkspace)).settings.bank?.iban

test('new bank details need a password where nobody has more, a second person, and 72 hours', async () => {
  const before = await ibanNow()
  await ask(ada, 'POST', '/v1/account/password', { password })
  const asked = (proof: object, who = ada) => ask(who, 'POST', '/v1/bank-changes', { bank, proof })
  expect((await asked({ password }, mia)).body, 'a manager').toMatchObject({ code: 'right.missing' })
  expect((await asked({ password: 'not this one at all' })).body).toMatchObject({ code: 'proof.wrong' })
  expect((await asked({ totp: '000000' })).body).toMatchObject({ code: 'proof.password' })
  const done = await asked({ password })
  expect(done.body.waiting).toMatchObject({ needsSecond: true, own: true, effectiveAt: '2026-03-05T09:00:00.000Z' })
  expect(await ibanNow(), 'nothing yet').toBe(before)
  expect(mails.at(-1)).toContain('bank details are to change')
  expect((await asked({ password })).body, 'one at a time').toMatchObject({ code: 'bank_change.already' })
  const agree = (who: string) => ask(who, 'POST', `/v1/bank-changes/${done.body.waiting.id}/agree`, {})
  expect((await agree(ada)).body).toMatchObject({ code: 'bank_change.own' })
  const newcomer = await seated('eve', 'owner')
  expect((await agree(newcomer)).body, 'a seat made for it').toMatchObject({ code: 'bank_change.newcomer' })
  at.clock.set('2026-03-05', 10)
  await look()
  expect(await ibanNow(), 'nobody agreed').toBe(before)
  expect((await agree(mia)).status).toBe(200)
  at.clock.set('2026-03-05', 8)
  await look()
  expect(await ibanNow(), 'too early').toBe(before)
  at.clock.set('2026-03-05', 9)
  await look()
  expect(await ibanNow()).toBe('DE89370400440532013000')
  expect(mails.filter((it) => it.includes('bank details have changed'))).toHaveLength(2)
})

test('who has a second factor shows it; who has none where others do sets one up; a change is withdrawn', async () => {
  const enabled = await ask(ada, 'POST', '/auth/two-factor/enable', { password })
  expect(enabled.status).toBe(200)
  const renewed = await ask(ada, 'POST', '/auth/two-factor/verify-totp', { code: totp(enabled.body.totpURI) })
  const now = renewed.cookie || ada
  const other = { ...bank, iban: 'GB33BUKB20201555555555' }
  const asked = (who: string, proof: object) => ask(who, 'POST', '/v1/bank-changes', { bank: other, proof })
  expect((await asked(now, { password })).body).toMatchObject({ code: 'proof.second_factor' })
  expect((await asked(now, { totp: '000000' })).body).toMatchObject({ code: 'proof.wrong' })
  const eve = await again('eve')
  await ask(eve, 'POST', '/v1/account/password', { password })
  expect((await asked(eve, { password })).body).toMatchObject({ code: 'proof.none' })
  const done = await asked(now, { totp: totp(enabled.body.totpURI) })
  expect(done.body.waiting).toMatchObject({ needsSecond: true })
  const gone = await ask(mia, 'POST', `/v1/bank-changes/${done.body.waiting.id}/withdraw`, {})
  expect(gone.body).toMatchObject({ waiting: null })
  at.clock.set('2026-03-20')
  await look()
  expect(await ibanNow()).toBe('DE89370400440532013000')
})

async function again(name: string): Promise<string> {
  const people = await identities(at.db, origin)
  const url = wayInUrl(origin, await people.wayIn(`${name}@nordwind.example`))
  return (await ask('', 'GET', url.slice(origin.length))).cookie
}

test('people are invited by mail, changed and let go; a seat that is taken ends every session', async () => {
  const owner = await again('ada')
  const invited = await ask(owner, 'POST', '/v1/members', {
    email: 'new@nordwind.example',
    name: 'Nia',
    role: 'viewer',
  })
  expect(invited).toMatchObject({ status: 201, body: { mailed: true, link: null, member: { role: 'viewer' } } })
  const link = /http:\/\/127\S+?callbackURL=3D%2F|http:\/\/127\S+/.exec(mails.at(-1)!.replaceAll('=\r\n', ''))![0]
  const nia = (await ask('', 'GET', link.replaceAll('=3D', '=').slice(origin.length))).cookie
  expect((await ask(nia, 'GET', '/v1/account')).body).toMatchObject({ name: 'Nia', password: false })
  const { id } = invited.body.member
  const changed = await ask(owner, 'PATCH', `/v1/members/${id}`, {
    role: 'collector',
    approves: { writeOffMinor: 5000 },
  })
  expect(changed.body).toMatchObject({ role: 'collector', approves: { writeOffMinor: 5000 } })
  const mine = (await inside(listMembers)).find((it) => it.name === 'mia')!
  expect(mine.role).toBe('manager')
  const listed = (await ask(nia, 'GET', '/v1/members')).body.items as { email: string; id: string }[]
  const manager = listed.find((it) => it.email === 'mia@nordwind.example')!
  await ask(mia, 'POST', '/v1/account/password', { password })
  const held = await ask(owner, 'POST', `/v1/members/${manager.id}/link`, {})
  expect(held.body, 'nobody becomes a manager by a link').toMatchObject({ link: null, mailed: false })
  expect((await ask(owner, 'POST', `/v1/members/${id}/remove`, {})).status).toBe(200)
  expect((await ask(nia, 'GET', '/v1/account')).body).toMatchObject({ code: 'signin.needed' })
})

test('above a limit of their own somebody else writes off, and the refusal says who', async () => {
  const owner = await again('ada')
  const listed = (await ask(owner, 'GET', '/v1/members')).body.items as { email: string; id: string }[]
  const { id } = listed.find((it) => it.email === 'col@nordwind.example')!
  await ask(owner, 'PATCH', `/v1/members/${id}`, { approves: { writeOffMinor: 5000 } })
  const debtor = { name: 'Harbour Stores Ltd', country: 'GB' }
  const claim = async (number: string, amountMinor: number, currency = 'GBP') => {
    const amount = { amountMinor, currency }
    const made = await ask(owner, 'POST', '/v1/claims', { debtor, number, amount, dueOn: '2026-01-31' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.claim.id as string
  }
  const writeOff = (who: string, one: string) => ask(who, 'POST', `/v1/claims/${one}/write-off`, { because: 'small' })
  const [small, large, other] = [await claim('A-1', 5000), await claim('A-2', 5001), await claim('A-3', 100, 'EUR')]
  expect((await writeOff(col, small)).status).toBe(200)
  const refused = await writeOff(col, large)
  expect(refused).toMatchObject({ status: 403, body: { code: 'right.limit' } })
  expect(refused.body.fix).toContain('ada')
  expect((await writeOff(col, other)).body, 'a limit says nothing of another currency').toMatchObject({
    code: 'right.limit',
  })
  expect((await writeOff(owner, large)).status).toBe(200)
})

test('ten wrong passwords make an account wait, known or not, and being right later does not help', async () => {
  const people = await identities(at.db, origin)
  let from = 0
  const tried = async (email: string, word: string) => {
    const answer = await people.handle(
      new Request(`${origin}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin, [addressHeader]: `10.0.0.${++from}` },
        body: JSON.stringify({ email, password: word }),
      }),
    )
    return { status: answer.status, body: await answer.text() }
  }
  for (const email of ['mia@nordwind.example', 'nobody@nordwind.example']) {
    const answers = []
    for (let i = 0; i < 12; i++) answers.push((await tried(email, 'not the right one')).status)
    expect(answers, email).toEqual([...Array(10).fill(401), 429, 429])
  }
  const [known, unknown] = [
    await tried('mia@nordwind.example', password),
    await tried('nobody@nordwind.example', password),
  ]
  expect(known).toEqual(unknown)
  expect(known.body).toContain('15 minutes')
  at.clock.set('2026-03-20', 10)
  expect((await tried('mia@nordwind.example', password)).status).toBe(200)
})

test('keys are made and taken back; the record says who did it', async () => {
  const owner = await again('ada')
  const made = await ask(owner, 'POST', '/v1/keys', { name: 'the shop', mayWrite: true })
  expect(made.body.secret).toMatch(/^dw_/)
  expect(JSON.stringify((await ask(owner, 'GET', '/v1/keys')).body)).not.toContain(made.body.secret)
  await ask(owner, 'POST', `/v1/keys/${made.body.id}/revoke`, {})
  const who = 'ada <ada@nordwind.example>'
  const page = await ask(owner, 'GET', `/v1/audit?limit=2&who=${encodeURIComponent(who)}`)
  expect(page.body.items.map((it: { kind: string }) => it.kind)).toEqual(['key.revoked', 'key.made'])
  const next = await ask(owner, 'GET', `/v1/audit?limit=2&cursor=${page.body.next}`)
  expect(next.body.items[0].no).toBeLessThan(page.body.items[1].no)
  expect((await ask(owner, 'GET', '/v1/audit/people')).body.items).toEqual(expect.arrayContaining([who, 'schedule']))
})

test('a key opens none of it, and no secret stands in the log', async () => {
  const own = operations.filter((it) => ['settings', 'people', 'keys', 'account', 'record'].includes(it.noun))
  expect(own.length).toBeGreaterThan(20)
  for (const it of own) expect('peopleOnly' in it && it.peopleOnly, it.id).toBe(true)
  const owner = await again('ada')
  const here = (await ask(owner, 'GET', '/v1/account')).body.sessions as { here: boolean; id: string }[]
  expect(here.length).toBeGreaterThan(1)
  const left = await ask(owner, 'POST', '/v1/account/sessions/end-others', {})
  expect(left.body.sessions).toMatchObject([{ here: true }])
  const text = log.join('')
  expect(text).toContain('changeSettings')
  for (const secret of ['hidden-word', password, 'not the right one', 'DE89370400440532013000', 'session_token', 'dw_'])
    expect(text).not.toContain(secret)
})
