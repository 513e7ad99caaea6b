import { afterAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { startOauth } from '../../test/peers/oauth.ts'
import { startSmtp } from '../../test/peers/start.ts'
import { startXoauth } from '../../test/peers/xoauth.ts'
import { openSmtp, type SmtpSettings } from '../channels/smtp.ts'
import { day } from '../core/day.ts'
import { inWorkspace, openDb, rows, sql } from '../store/db.ts'
import { verifyRecord } from '../store/record.ts'
import { dropSignIn, keepSignIn, readSignIn } from '../store/sign-in.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
import { fetchMail } from './mailbox.ts'
import { withSignIn } from './sign-in.ts'

const user = 'accounts@nordwind.example'
const peer = await startOauth()
const box = await startXoauth((who, token) => who === user && peer.good.has(token))
const at = await freshDatabase()
const id = await nordwind(at)
const within = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'test', work)
afterAll(() => Promise.all([peer.stop(), box.stop()]))

const imap = { host: '127.0.0.1', port: box.port, security: 'none' as const, user, copyToSent: true }
await within((tx) => changeSettings(tx, { imap }))
const workspace = await within(readWorkspace)
const token = (fresh = false) => withSignIn(at.db, workspace, imap, { actor: 'test', fresh })
const kept = () => within((tx) => readSignIn(tx))
const minutes = 60_000

/** Signed in with a token that ends in so many minutes. */
async function signedIn(endsIn: number): Promise<void> {
  const given = await fetch(`${peer.url}/device`, { method: 'POST' }).then((it) => it.json())
  const tokens = await fetch(`${peer.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: peer.clientId,
      device_code: (given as { device_code: string }).device_code,
    }),
  }).then((it) => it.json() as Promise<{ access_token: string; refresh_token: string }>)
  await within((tx) =>
    keepSignIn(tx, {
      provider: 'microsoft',
      account: user,
      clientId: peer.clientId,
      endpoints: { authorize: `${peer.url}/authorize`, token: `${peer.url}/token`, hosts: ['127.0.0.1'] },
      scope: 'mail',
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: tx.now + endsIn * minutes,
    }),
  )
  peer.asked.length = 0
}

beforeEach(() => {
  Object.assign(peer, { refresh: 'rotating', next: undefined })
  box.tried.length = 0
})

test('a mailbox is read with the token, and with a fresh one when it is about to end', async () => {
  await signedIn(30)
  box.mails.push(
    `From: ap@meyer.example\r\nTo: ${user}\r\nSubject: Hello\r\nMessage-ID: <1@meyer.example>\r\n\r\nOn Friday.\r\n`,
  )
  const read = () => fetchMail(at.db, workspace, { actor: 'test', day: day('2026-03-02') })
  expect((await read()).landed).toHaveLength(1)
  expect(peer.asked).toEqual([])
  await signedIn(4)
  expect((await read()).landed).toHaveLength(0)
  expect(peer.asked).toEqual(['refresh_token: given'])
  expect(box.tried).toEqual(Array(2).fill(`${user} taken`))
})

test('a token that was taken back early is replaced once, and a refusal says how to go on', async () => {
  await signedIn(30)
  peer.good.clear()
  const read = () => fetchMail(at.db, workspace, { actor: 'test', day: day('2026-03-02') })
  await read()
  expect(box.tried).toEqual([`${user} refused`, `${user} taken`])
  peer.revoke()
  await expect(read()).rejects.toMatchObject({
    facts: { code: 'sign_in.refused', fix: 'Sign in again: ./dunwell mail sign-in microsoft' },
  })
  expect(await kept()).toMatchObject({ refusedSays: expect.stringContaining('takes this sign-in no more') })
  // It stays so without opening the mailbox, and the record has it once.
  await expect(read()).rejects.toMatchObject({ facts: { code: 'sign_in.refused' } })
  const entries = await within((tx) =>
    rows<{ kind: string }>(tx, sql`SELECT kind FROM workspace_record WHERE kind LIKE 'mail.%' ORDER BY seq`),
  )
  expect(entries.filter((it) => it.kind === 'mail.sign_in_refused')).toHaveLength(1)
  await signedIn(30)
  await read()
  expect(await kept()).toMatchObject({ refusedAt: null })
})

test('mail is sent with it too', async () => {
  await signedIn(2)
  const smtp: SmtpSettings = { host: '127.0.0.1', port: 1, security: 'none', user }
  const signed = await withSignIn(at.db, workspace, smtp, { actor: 'test' })
  expect(peer.good.has(signed.oauthToken!)).toBe(true)
  const server = await startSmtp('--user', user, '--password', signed.oauthToken!)
  const line = openSmtp({ ...signed, port: server.port })
  try {
    const sent = await line.send(Buffer.from('Subject: x\r\n\r\nx\r\n'), { from: user, to: ['ap@meyer.example'] })
    expect(sent.kind).toBe('accepted')
  } finally {
    await line.close()
    await server.stop()
  }
})

test('of twenty at once in two programs one renews, and nothing that was rotated is lost', async () => {
  const other = await openDb({ dataDir: at.dataDir, url: at.url, source: at.clock })
  try {
    for (let round = 0; round < 3; round++) {
      await signedIn(1)
      const got = await Promise.all(
        Array.from({ length: 20 }, (_, i) => withSignIn(i % 2 ? other : at.db, workspace, imap, { actor: 'test' })),
      )
      expect(new Set(got.map((it) => (it as { oauthToken?: string }).oauthToken)).size).toBe(1)
      expect(peer.asked).toEqual(['refresh_token: given'])
    }
    // What is kept is what works.
    expect(peer.good.has(((await token(true)) as { oauthToken?: string }).oauthToken!)).toBe(true)
  } finally {
    await other.close()
  }
})

test('a provider that is away: the old token serves while it is good, then it is said; and nothing is forgotten', async () => {
  const away = () => {
    peer.next = (response) => response.writeHead(503).end('busy')
  }
  await signedIn(2)
  const before = await kept()
  away()
  expect(await token()).toMatchObject({ oauthToken: before!.accessToken })
  await signedIn(-1)
  const late = await kept()
  away()
  await expect(token()).rejects.toMatchObject({ facts: { code: 'sign_in.answer' } })
  expect(await kept()).toEqual(late)
  expect(peer.good.has(((await token()) as { oauthToken?: string }).oauthToken!)).toBe(true)
})

test('no other server and no other user is shown the token, and no secret is in the record', async () => {
  await signedIn(30)
  const elsewhere = withSignIn(at.db, workspace, { ...imap, host: 'imap.elsewhere.example' }, { actor: 'test' })
  await expect(elsewhere).rejects.toMatchObject({ facts: { code: 'sign_in.host' } })
  const somebody = { ...imap, user: 'somebody@nordwind.example' }
  expect(await withSignIn(at.db, workspace, somebody, { actor: 'test' })).toEqual(somebody)
  const own = { ...imap, password: 'own' }
  expect(await withSignIn(at.db, workspace, own, { actor: 'test' })).toEqual(own)
  const said = await within((tx) => rows<{ body: string }>(tx, sql`SELECT body FROM workspace_record_payloads`))
  expect(said.map((it) => it.body).join('\n')).not.toMatch(/access-\d|refresh-\d/)
  expect(await within(dropSignIn)).toBe(true)
  expect(await within(dropSignIn)).toBe(false)
  expect(await token()).toEqual(imap)
  expect(await verifyRecord(at.db, id)).toEqual([])
})
