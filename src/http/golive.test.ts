// Going live without a mail server: what would be an email is a letter to print, and whoever has no post address is a task. Once a server
// is set mails go by it. And a message sent to oneself while one works on its words: marked, and to nobody else.

import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { ask as asked } from '../../test/walk/world.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addMember } from '../store/member.ts'
import { savePolicies } from '../store/policy.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const workspace = await nordwind(at)
const email = 'ada@nordwind.example'
await inWorkspace(at.db, workspace, 'test', async (tx) => {
  await savePolicies(tx, readyMade)
  await addMember(tx, { email, name: 'Ada', role: 'owner' })
})
const mails: { readonly to: readonly string[]; readonly text: string }[] = []
const mailServer = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData(stream, session, done) {
    const parts: Buffer[] = []
    stream.on('data', (it: Buffer) => parts.push(it))
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map((it) => it.address)
      mails.push({ to, text: Buffer.concat(parts).toString('utf8') })
      done()
    })
  },
})
await new Promise<void>((done) => void mailServer.listen(0, '127.0.0.1', done))
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
  everySeconds: 86_400,
})
afterAll(async () => {
  await serving.stop()
  await new Promise<void>((done) => mailServer.close(() => done()))
})
const origin = `http://127.0.0.1:${serving.port}`
const people = await identities(at.db, origin)
await people.enrol({ email, name: 'Ada' })
const way = wayInUrl(origin, await people.wayIn(email)).slice(origin.length)
const { cookie } = await asked(origin, { method: 'get', path: way })
const ask = (method: string, path: string, body?: object) =>
  asked(origin, { method, path, body, cookie, headers: method === 'patch' ? { 'If-Match': '*' } : {} })

async function owe(name: string, more: object): Promise<string> {
  const made = await ask('post', '/v1/claims', {
    debtor: { name, country: 'GB', email: 'ap@debtor.example', ...more },
    number: `${name}-1`,
    amount: { amountMinor: 50_000, currency: 'GBP' },
    issuedOn: '2026-01-05',
    dueOn: '2026-02-20',
  })
  expect(made.status, made.text).toBe(201)
  return made.json.debtor
}
const harbour = await owe('Harbour', { address: ['Harbour Ltd', '1 Pier Road', 'Bristol BS1 5TT'] })
const quay = await owe('Quay', {})

test('without a mail server a workspace goes live with letters, on purpose and in so many words', async () => {
  const name = 'Nordwind Ltd'
  expect((await ask('get', '/v1/live')).json).toMatchObject({ lacks: ['smtp'], lettersOnly: false })
  expect((await ask('post', '/v1/live', { name })).json.code).toBe('live.to')
  expect((await ask('post', '/v1/live', { name, to: email })).json.code).toBe('live.smtp')
  expect((await ask('post', '/v1/live', { name: 'Other', lettersOnly: true })).json.code).toBe('live.name')
  const done = await ask('post', '/v1/live', { name, lettersOnly: true })
  expect(done).toMatchObject({ status: 200, json: { said: null, liveSince: expect.any(String) } })
  expect((await ask('get', '/v1/live')).json).toMatchObject({ lacks: ['smtp'], lettersOnly: true })
})

test('what would be an email is a letter to print; who has no post address is a task, and nothing counts as mailed', async () => {
  await ask('put', '/v1/workspace/known-until', { day: '2026-03-02' })
  expect((await ask('post', '/v1/runs', {})).status).toBe(200)
  const [draft, ...others] = (await ask('get', '/v1/outbox?state=waiting')).json.items
  expect(others).toEqual([])
  expect(draft).toMatchObject({ debtor: harbour, channel: 'letter' })
  const tasks = (await ask('get', '/v1/tasks')).json.tasks as { kind: string; says: string }[]
  const fix = tasks.find((it) => it.kind === 'fix')
  expect(JSON.stringify(fix)).toContain(quay)
  expect(fix?.says).toContain('(letter)')
  await ask('post', '/v1/outbox/approve', { messages: [draft.id] })
  at.clock.set('2026-03-02', 12)
  expect((await ask('post', '/v1/outbox/send', {})).json).toMatchObject({ sent: 0, printed: 1 })
  expect((await readdir(join(at.dataDir, 'letters'))).filter((it) => it.endsWith('.pdf'))).toHaveLength(1)
  await expect(readdir(join(at.dataDir, 'mail'))).rejects.toThrow('ENOENT')
  const byHand = { debtor: quay, subject: 'Hello', text: 'A word.', approve: true }
  const written = await ask('post', '/v1/messages', byHand)
  expect(written.status, written.text).toBe(201)
  at.clock.set('2026-03-02', 13)
  expect((await ask('post', '/v1/outbox/send', {})).text, 'no email is held to have left').toContain('no mail server')
  expect(mails).toEqual([])
})

test('a step is sent to oneself, marked as a test, with words that are not kept; and to nobody else', async () => {
  const wanted = { debtor: harbour, step: 'second', policy: 'standard', language: 'en', template: 'second' }
  const none = await ask('post', '/v1/templates/test', wanted)
  expect(none).toMatchObject({ status: 422, json: { code: 'mail.test' } })
  expect(none.json.detail).toContain('No mail server is set')
  const port = (mailServer.server.address() as AddressInfo).port
  const set = await ask('patch', '/v1/settings', { smtp: { host: '127.0.0.1', port, security: 'none' } })
  expect(set.status, set.text).toBe(200)
  const { source } = (await ask('get', '/v1/templates/en/second')).json
  const before = (await ask('get', `/v1/cases/${harbour}/version`)).text
  const sent = await ask('post', '/v1/templates/test', { ...wanted, source: `${source}\n\nThe herons are back.\n` })
  expect(sent.json).toMatchObject({ to: email, subject: expect.stringMatching(/^\[Test\] /) })
  expect(mails).toMatchObject([{ to: [email] }])
  const text = mails[0]!.text.replaceAll('=\r\n', '')
  expect(text).toContain('Subject: [Test] ')
  expect(text.match(/The herons are back/g), 'in text and HTML').toHaveLength(2)
  expect(text.match(/This is a test that you asked for/g)).toHaveLength(2)
  expect((await ask('get', `/v1/cases/${harbour}/version`)).text, 'nothing is kept of it').toBe(before)
  expect((await ask('get', '/v1/live')).json, 'and mails go by the server again').toMatchObject({ lettersOnly: false })
})
