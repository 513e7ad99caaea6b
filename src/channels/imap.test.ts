import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasDovecot, type ImapPeer, startDovecot } from '../../test/peers/dovecot.ts'
import { type Imap, type ImapSettings, openImap, type Place } from './imap.ts'

const there = hasDovecot()
if (!there) console.warn('Dovecot 2.3 is not installed: the tests against a real IMAP server are skipped.')

test.each([
  ['inbox.host', { host: 'imap example' }],
  ['inbox.port', { port: 0 }],
  ['inbox.not_encrypted', { host: 'imap.example', security: 'none' as const }],
  ['inbox.credentials', { password: undefined }],
  ['inbox.unreachable', { host: '127.0.0.1', port: 1, security: 'none' as const }],
])('%s is told with its cure', async (code, wrong) => {
  const settings = { host: '127.0.0.1', port: 993, security: 'tls' as const, user: 'ada', password: 'x', ...wrong }
  await expect(openImap(settings)).rejects.toMatchObject({ facts: { code } })
})

describe.skipIf(!there)('against Dovecot', () => {
  let peer: ImapPeer
  let settings: ImapSettings
  beforeAll(async () => {
    peer = await startDovecot()
    settings = { host: '127.0.0.1', port: peer.port, security: 'none', user: peer.user, password: peer.password }
  })
  afterAll(() => peer?.stop())

  const mail = (id: string) => Buffer.from(`Message-ID: <${id}>\r\nSubject: ${id}\r\n\r\ngr\xfc\xdfe\r\n`, 'latin1')
  const all = async (imap: Imap, after: Place | undefined, since = 0) => {
    const found: string[] = []
    for await (const one of imap.mails('INBOX', after, since))
      found.push(/Subject: (\S+)/.exec(Buffer.from(one.bytes).toString('latin1'))![1]!)
    return found
  }

  test('a wrong password is said, and never shown', async () => {
    const wrong = openImap({ ...settings, password: 'open sesame' })
    await expect(wrong).rejects.toMatchObject({ facts: { code: 'inbox.sign_in' } })
    await expect(wrong).rejects.not.toThrow(/open sesame/)
  })

  test('only what is new is read, byte for byte, and nothing is marked', async () => {
    const imap = await openImap(settings)
    try {
      await imap.append('INBOX', mail('a@x'), Date.now())
      await imap.append('INBOX', mail('b@x'), Date.now())
      const bytes: Uint8Array[] = []
      for await (const one of imap.mails('INBOX', undefined, 0)) bytes.push(one.bytes)
      expect(bytes.map((one) => Buffer.from(one))).toEqual([mail('a@x'), mail('b@x')])
      const place = imap.end!
      expect(await all(imap, place)).toEqual([])
      await imap.append('INBOX', mail('c@x'), Date.now())
      expect(await all(imap, place)).toEqual(['c@x'])
      // The server has numbered the folder anew: all of late is read again.
      expect(await all(imap, { uidvalidity: place.uidvalidity - 1, uid: 999 })).toEqual(['a@x', 'b@x', 'c@x'])
    } finally {
      await imap.close()
    }
  })

  test('the folder of sent mails is found by what the server says it is for', async () => {
    const imap = await openImap(settings)
    try {
      expect(await imap.sentFolder()).toBe('Sent')
      expect(await imap.holds('Sent', '<own@x>')).toBe(false)
      await imap.append('Sent', mail('own@x'), Date.now())
      expect(await imap.holds('Sent', '<own@x>')).toBe(true)
    } finally {
      await imap.close()
    }
  })
})
