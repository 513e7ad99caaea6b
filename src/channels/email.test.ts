import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import addressparser from 'nodemailer/lib/addressparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateFor } from '../../test/peers/certificate.ts'
import { type SmtpPeer, startSmtp } from '../../test/peers/start.ts'
import { Problem } from '../core/problem.ts'
import { composeEmail, type EmailParts, mailAddress } from './compose.ts'
import { openSmtp, type SmtpSettings } from './smtp.ts'

const parts: EmailParts = {
  messageId: '<0199aa11-7c@mail.nordwind.example>',
  from: { name: 'Nordwind Handel', address: 'billing@nordwind.example' },
  to: [{ name: 'Meyer GmbH', address: 'buchhaltung@meyer.example' }],
  subject: 'Rechnung 4711 ist überfällig',
  text: 'Guten Tag,\n\nRechnung 4711 über 1.000,00 € ist seit dem 9. Februar fällig.\n.\n..\nFrom here on: dots.\n',
  html: '<p>Rechnung 4711 über <b>1.000,00 €</b></p>\n<img src="cid:logo@nordwind">',
  attachments: [
    {
      name: 'logo.png',
      contentType: 'image/png',
      cid: 'logo@nordwind',
      bytes: Uint8Array.of(0x89, 0x50, 13, 10, 0, 255),
    },
    { name: 'Rechnung 4711 – Kopie.pdf', contentType: 'application/pdf', bytes: Buffer.alloc(5000, '%PDF\r\n.\r\n') },
  ],
  inReplyTo: '<question@meyer.example>',
  references: ['<first@meyer.example>', '<question@meyer.example>'],
  date: Date.UTC(2026, 2, 31, 7, 0, 0),
  autoSubmitted: true,
}

describe('composeEmail', () => {
  test('the same parts are the same bytes, all of them ASCII with CRLF', async () => {
    const bytes = Buffer.from(await composeEmail(parts))
    expect(Buffer.from(await composeEmail(structuredClone(parts))).equals(bytes)).toBe(true)
    const lines = bytes.toString('latin1').split('\r\n')
    expect(lines.every((line) => line.length <= 998 && /^[ -~]*$/.test(line))).toBe(true)
    expect(lines.at(-1)).toBe('')
    const other = await composeEmail({ ...parts, messageId: '<other@mail.nordwind.example>' })
    expect(Buffer.from(other).equals(bytes)).toBe(false)
  })

  test('it reads back as it was written', async () => {
    const root = parse(await composeEmail(parts))
    expect(root.header('subject')).toBe(parts.subject)
    expect(root.header('from')).toBe('Nordwind Handel <billing@nordwind.example>')
    expect(root.header('date')).toBe('Tue, 31 Mar 2026 07:00:00 +0000')
    expect(root.header('message-id')).toBe(parts.messageId)
    expect(root.header('in-reply-to')).toBe('<question@meyer.example>')
    expect(root.header('references')).toBe('<first@meyer.example> <question@meyer.example>')
    expect(root.header('auto-submitted')).toBe('auto-generated')
    expect(root.header('x-auto-response-suppress')).toBe('OOF, AutoReply')
    const leaves = root.leaves()
    expect(leaves.map((leaf) => leaf.header('content-type').split(';')[0])).toEqual([
      'text/plain',
      'text/html',
      'image/png',
      'application/pdf',
    ])
    const [text, html, logo, copy] = leaves
    expect(text!.body().toString('utf8')).toBe(parts.text.replaceAll('\n', '\r\n'))
    expect(html!.body().toString('utf8')).toBe(parts.html.replaceAll('\n', '\r\n'))
    expect(logo!.header('content-id')).toBe('<logo@nordwind>')
    expect(logo!.body().equals(parts.attachments[0]!.bytes)).toBe(true)
    expect(copy!.body().equals(parts.attachments[1]!.bytes)).toBe(true)
    expect(copy!.header('content-disposition')).toContain("filename*0*=utf-8''Rechnung%204711")
  })

  test('what a person writes is not marked as written by a program', async () => {
    const root = parse(await composeEmail({ ...parts, autoSubmitted: false }))
    expect(root.names()).not.toContain('auto-submitted')
    expect(root.names()).not.toContain('x-auto-response-suppress')
  })

  test.each([
    ['a new line', 'Invoice\r\nBcc: eve@evil.example', 'Invoice Bcc: eve@evil.example'],
    ['something encoded already', '=?utf-8?Q?=0D=0ABcc=3A_eve?=', '= ?utf-8?Q?=0D=0ABcc=3A_eve?='],
    ['Hebrew', 'חשבונית 4711 עבור אוריון בע״מ', 'חשבונית 4711 עבור אוריון בע״מ'],
    ['a turned direction', 'invoice \u202efdp.exe', 'invoice fdp.exe'],
    ['half a letter', 'Invoice \ud83d', 'Invoice \ufffd'],
    ['letters beyond the plane', '🧾 '.repeat(40).trim(), '🧾 '.repeat(40).trim()],
    ['a very long word', 'x'.repeat(5000), 'x'.repeat(250)],
    ['quotes and brackets', '"Meyer" <x@y.example>, (Sohn); \\', '"Meyer" <x@y.example>, (Sohn); \\'],
  ])('a subject and a name with %s', async (_what, written, read) => {
    const root = parse(
      await composeEmail({ ...parts, subject: written, to: [{ name: written, address: 'a@b.example' }] }),
    )
    expect(root.header('subject')).toBe(read)
    const name = Array.from(read).slice(0, 120).join('').trim()
    expect(root.mailboxes('to')).toEqual([{ name, address: 'a@b.example' }])
  })

  test('nothing written by strangers adds a header, a recipient or a part', async () => {
    const stranger = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 20 }),
          fc.constantFrom(
            '\r\n',
            '\n',
            '\r',
            '\0',
            '\u2028',
            'Bcc: eve@evil.example',
            '=?utf-8?B?DQo=?=',
            'eve@evil.example',
          ),
          fc.constantFrom('"', '\\', '<', '>', ',', ';', ':', '(', ')', '@', '\u202e', '--', 'é', 'ש', ' ', '\t'),
        ),
        { maxLength: 12 },
      )
      .map((pieces) => pieces.join(''))
    const address = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('a@meyer.example', 'o.b@müller.example', 'josé@meyer.example') },
      stranger,
      stranger.map((text) => `${text}@meyer.example`),
      stranger.map((text) => `a@${text}`),
    )
    const mailbox = fc.record({ name: stranger, address })
    const hostile = fc.record({
      from: mailbox,
      replyTo: mailbox,
      to: fc.array(mailbox, { minLength: 1, maxLength: 3 }),
      subject: stranger,
      text: stranger.map((text) => `Hello ${text}`),
      html: stranger,
      inReplyTo: stranger,
      references: fc.array(fc.oneof(stranger, fc.constant('<a@b.example>')), { maxLength: 40 }),
      attachments: fc.array(
        fc.record({
          name: stranger,
          contentType: fc.oneof(stranger, fc.constantFrom('message/rfc822', 'text/html')),
          bytes: fc.uint8Array(),
        }),
        { maxLength: 2 },
      ),
    })
    let composed = 0
    await fc.assert(
      fc.asyncProperty(hostile, async (words) => {
        const mailboxes = [words.from, words.replyTo, ...words.to]
        const readable = mailboxes.every((one) => mailAddress(one.address) !== undefined)
        const bytes = await composeEmail({ ...parts, ...words }).catch((error) => error)
        if (!readable) {
          expect(bytes).toBeInstanceOf(Problem)
          expect(bytes.facts.code).toBe('email.address')
          return
        }
        composed++
        const root = parse(bytes)
        const optional = ['subject', 'in-reply-to', 'references']
        expect(root.names().filter((name) => !optional.includes(name))).toEqual([
          'auto-submitted',
          'x-auto-response-suppress',
          'from',
          'to',
          'reply-to',
          'message-id',
          'date',
          ...(root.names().includes('content-transfer-encoding') ? ['content-transfer-encoding'] : []),
          'mime-version',
          'content-type',
        ])
        const addresses = words.to.map((one) => mailAddress(one.address)!.toLowerCase())
        expect(root.mailboxes('to').map((one) => ascii(one.address))).toEqual(addresses)
        expect(root.mailboxes('from')).toHaveLength(1)
        expect(
          Math.max(
            ...Buffer.from(bytes)
              .toString('latin1')
              .split('\r\n')
              .map((line) => line.length),
          ),
        ).toBeLessThan(999)
        expect(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/)
        const files = root.leaves().filter((leaf) => leaf.header('content-disposition').startsWith('attachment'))
        expect(files).toHaveLength(words.attachments.length)
        expect(files.every((file, i) => file.body().equals(words.attachments[i]!.bytes))).toBe(true)
      }),
      { numRuns: 300 },
    )
    expect(composed).toBeGreaterThan(20)
  })

  test.each([
    ['a@b.example', 'a@b.example'],
    [' a@b.example ', 'a@b.example'],
    ['o.b+tag@Müller.example', 'o.b+tag@xn--mller-kva.example'],
    ['用户@例え.テスト', '用户@xn--r8jz45g.xn--zckzah'],
    ['a@b@c.example', undefined],
    ['a b@c.example', undefined],
    ['a@b..example', undefined],
    ['a@[127.0.0.1]', undefined],
    ['a@127.0.0.1', undefined],
    ['a@b.example\r\nRCPT TO:<eve@evil.example>', undefined],
    ['"a"@b.example', undefined],
    ['a', undefined],
    ['', undefined],
    [`${'a'.repeat(65)}@b.example`, undefined],
  ])('the address %j is %j', (text, expected) => {
    expect(mailAddress(text)).toBe(expected)
  })
})

// Side by side, because the server lets every line wait a tenth of a second before it greets.
describe.concurrent('openSmtp', () => {
  let plain: SmtpPeer
  beforeAll(async () => {
    plain = await startSmtp()
  })
  afterAll(() => plain.stop())

  let count = 0
  /** Composes a message of its own, sends it alone, and says what became of it and what the server wrote down of it. */
  async function deliver(
    peer: SmtpPeer | number,
    to: string | string[],
    settings: Partial<SmtpSettings> = {},
    text = 'Hello',
  ) {
    const messageId = `<${++count}.${process.pid}@mail.nordwind.example>`
    const bytes = await composeEmail({ ...parts, messageId, text })
    const port = typeof peer === 'number' ? peer : peer.port
    const smtp = openSmtp({ host: '127.0.0.1', port, security: 'none', ...settings })
    const outcome = await smtp.send(bytes, { from: 'billing@nordwind.example', to: [to].flat() })
    await smtp.close()
    const log = typeof peer === 'number' ? [] : await peer.messages()
    return { outcome, bytes, logged: log.filter((message) => message.messageId === messageId) }
  }

  test('accepted: the server has exactly the bytes', async () => {
    const { outcome, bytes, logged } = await deliver(plain, 'a@meyer.example', {}, '.\r\n..\r\n.\r\nQUIT\r\n')
    expect(outcome).toMatchObject({ kind: 'accepted', detail: expect.stringContaining('250') })
    expect(logged).toEqual([
      {
        messageId: expect.any(String),
        from: 'billing@nordwind.example',
        to: ['a@meyer.example'],
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        taken: true,
      },
    ])
  })

  test.each([
    ['rcpt-550@meyer.example', true, 550],
    ['rcpt-450@meyer.example', false, 450],
    ['data-554@meyer.example', true, 554],
    ['data-451@meyer.example', false, 451],
  ])('%s: refused, permanent: %s', async (to, permanent, code) => {
    const { outcome, logged } = await deliver(plain, to)
    expect(outcome).toMatchObject({ kind: 'refused', permanent, code, detail: expect.stringContaining(String(code)) })
    expect(logged.filter((message) => message.taken)).toEqual([])
  })

  test('some recipients refused: accepted, and the others named', async () => {
    const { outcome, logged } = await deliver(plain, ['a@meyer.example', 'rcpt-550@meyer.example'])
    expect(outcome).toMatchObject({ kind: 'accepted', detail: expect.stringMatching(/rcpt-550@meyer\.example: 550/) })
    expect(logged[0]!.to).toEqual(['a@meyer.example'])
  })

  test('all recipients refused: permanent only when every one is', async () => {
    const { outcome } = await deliver(plain, ['rcpt-550@meyer.example', 'rcpt-451@meyer.example'])
    expect(outcome).toMatchObject({ kind: 'refused', permanent: false, code: 451 })
    expect(outcome.detail).toMatch(/rcpt-550@.*rcpt-451@/)
  })

  test.each([
    ['cut-fin-taken@meyer.example', true],
    ['cut-reset-taken@meyer.example', true],
    ['cut-fin-lost@meyer.example', false],
    ['cut-reset-lost@meyer.example', false],
  ])('%s after the final dot: in doubt', async (to, taken) => {
    const { outcome, logged } = await deliver(plain, to)
    expect(outcome.kind).toBe('in_doubt')
    expect(logged.map((message) => message.taken)).toEqual([taken])
  })

  test('cut in the middle of the message: in doubt', async () => {
    const { outcome, logged } = await deliver(plain, 'cut-middle@meyer.example', {}, 'Hello\n'.repeat(400_000))
    expect(outcome.kind).toBe('in_doubt')
    expect(logged).toEqual([])
  })

  test('no answer to the final dot within the time: in doubt', async () => {
    const { outcome, logged } = await deliver(plain, 'silent@meyer.example', { silenceMs: 1500 })
    expect(outcome.kind).toBe('in_doubt')
    expect(logged.map((message) => message.taken)).toEqual([true])
  })

  test('cut before the message was read: not sent', async () => {
    const { outcome, logged } = await deliver(plain, 'cut-rcpt-9@meyer.example')
    expect(outcome.kind).toBe('not_sent')
    expect(logged).toEqual([])
  })

  test('a server busy with itself refuses nobody: not sent', async () => {
    const { outcome } = await deliver(plain, 'rcpt-421@meyer.example')
    expect(outcome.kind).toBe('not_sent')
  })

  test('a line that broke while idle costs no doubt: the message goes on a fresh one', async () => {
    const smtp = openSmtp({ host: 'localhost', port: plain.port, security: 'none', linesMax: 1 })
    const send = async (messageId: string, to: string) =>
      smtp.send(await composeEmail({ ...parts, messageId }), { from: 'billing@nordwind.example', to: [to] })
    expect((await send('<used@nordwind.example>', 'a@meyer.example')).kind).toBe('accepted')
    expect((await send('<fresh@nordwind.example>', 'cut-rcpt-1@meyer.example')).kind).toBe('accepted')
    expect((await send('<refused@nordwind.example>', 'rcpt-550@meyer.example')).kind).toBe('refused')
    expect((await send('<after@nordwind.example>', 'b@meyer.example')).kind).toBe('accepted')
    await smtp.close()
    const ids = (await plain.messages()).map((message) => message.messageId)
    expect(ids.filter((id) => id === '<fresh@nordwind.example>')).toHaveLength(1)
    expect((await send('<late@nordwind.example>', 'a@meyer.example')).kind).toBe('not_sent')
  })

  test('many at once to a server that cuts: every outcome agrees with what the server wrote down', async () => {
    const peer = await startSmtp('--cut', '0.3', '--seed', '7', '--delay-final-ms', '20')
    const smtp = openSmtp({ host: '127.0.0.1', port: peer.port, security: 'none', linesMax: 4 })
    const ids = Array.from({ length: 60 }, (_, i) => `<many.${i}@nordwind.example>`)
    const outcomes = await Promise.all(
      ids.map(async (messageId) =>
        smtp.send(await composeEmail({ ...parts, messageId }), {
          from: 'billing@nordwind.example',
          to: ['a@meyer.example'],
        }),
      ),
    )
    await smtp.close()
    const log = await peer.messages()
    await peer.stop()
    const kinds = new Set<string>()
    ids.forEach((id, i) => {
      const logged = log.filter((message) => message.messageId === id)
      const { kind } = outcomes[i]!
      kinds.add(`${kind} ${logged.map((message) => message.taken)}`)
    })
    expect([...kinds].sort()).toEqual(['accepted true', 'in_doubt false', 'in_doubt true'])
  })

  test('nobody listens: not sent', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    expect((await deliver(port, 'a@meyer.example')).outcome).toMatchObject({
      kind: 'not_sent',
      detail: expect.stringContaining('ECONNREFUSED'),
    })
    const smtp = openSmtp({ host: '127.0.0.1', port, security: 'none' })
    expect((await smtp.verify())?.facts.code).toBe('email.unreachable')
  })

  test('a server that never greets: not sent', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect((await deliver(port, 'a@meyer.example', { greetingMs: 100 })).outcome.kind).toBe('not_sent')
    server.close()
  })

  test.each(['hang-up', '554', '421'])('a greeting of %s: not sent', async (greeting) => {
    const peer = await startSmtp('--greeting', greeting)
    expect((await deliver(peer, 'a@meyer.example')).outcome.kind).toBe('not_sent')
    await peer.stop()
  })

  test('longer than the server takes: refused for good, before a byte has left', async () => {
    const peer = await startSmtp('--size', '2000')
    const { outcome, logged } = await deliver(peer, 'a@meyer.example')
    expect(outcome).toMatchObject({ kind: 'refused', permanent: true })
    expect(logged).toEqual([])
    await peer.stop()
  })

  test.each([[['a@b.example\r\nRCPT TO:<eve@evil.example>']], [['a@b.example', 'nobody']], [[]]])(
    'the recipients %j: refused without asking',
    async (to: string[]) => {
      const { outcome, logged } = await deliver(plain, to)
      expect(outcome).toMatchObject({ kind: 'refused', permanent: true })
      expect(outcome).not.toHaveProperty('code')
      expect(logged).toEqual([])
    },
  )

  test('a domain outside ASCII is asked for in ASCII', async () => {
    const { outcome, logged } = await deliver(plain, 'a@müller.example')
    expect(outcome.kind).toBe('accepted')
    expect(logged[0]!.to.map(ascii)).toEqual(['a@xn--mller-kva.example'])
  })

  test('verify finds nothing wrong with a server that is well, and sends nothing', async () => {
    const peer = await startSmtp()
    const smtp = openSmtp({ host: '127.0.0.1', port: peer.port, security: 'none' })
    expect(await smtp.verify()).toBeUndefined()
    expect(await peer.messages()).toEqual([])
    await peer.stop()
  })

  describe('encrypted, with a user', () => {
    const right = certificateFor('127.0.0.1')
    const other = certificateFor('other.example')
    const user = 'nordwind'
    const password = 'correct horse+battery/staple'
    let home: string
    let starttls: SmtpPeer
    let tls: SmtpPeer
    let wrong: SmtpPeer
    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'dunwell-tls-'))
      const files = async (name: string, { keyPem, certPem }: typeof right) => {
        await writeFile(join(home, `${name}.key`), keyPem)
        await writeFile(join(home, `${name}.crt`), certPem)
        return ['--tls-key', join(home, `${name}.key`), '--tls-cert', join(home, `${name}.crt`)]
      }
      const signIn = ['--user', user, '--password', password, '--echo-password']
      const rightFiles = await files('right', right)
      const otherFiles = await files('other', other)
      ;[starttls, tls, wrong] = await Promise.all([
        startSmtp(...rightFiles, ...signIn),
        startSmtp(...rightFiles, ...signIn, '--secure'),
        startSmtp(...otherFiles, ...signIn, '--secure'),
      ])
    })
    afterAll(async () => {
      await Promise.all([starttls.stop(), tls.stop(), wrong.stop()])
      await rm(home, { recursive: true })
    })

    test.each(['starttls', 'tls'] as const)(
      '%s with the right certificate and password: accepted',
      async (security) => {
        const peer = security === 'tls' ? tls : starttls
        const settings = { security, user, password, ca: right.certPem }
        expect((await deliver(peer, 'a@meyer.example', settings)).outcome.kind).toBe('accepted')
        const withToken = { security, user, oauthToken: password, ca: right.certPem }
        expect((await deliver(peer, 'a@meyer.example', withToken)).outcome.kind).toBe('accepted')
      },
    )

    test.each([{ password: 'hunter2 secret' }, { oauthToken: 'ya29.hunter2-secret' }])(
      'a wrong %o: not sent, and not said either',
      async (secret) => {
        const settings = { security: 'starttls', user, ca: right.certPem, ...secret } as const
        const { outcome, logged } = await deliver(starttls, 'a@meyer.example', settings)
        expect(outcome).toMatchObject({ kind: 'not_sent', detail: expect.stringContaining('535') })
        expect(logged).toEqual([])
        const found = await openSmtp({ host: '127.0.0.1', port: starttls.port, ...settings }).verify()
        expect(found?.facts.code).toBe('email.sign_in')
        expect(JSON.stringify([outcome, found?.facts, found?.message])).not.toContain('hunter2')
        expect(outcome.detail).toContain('***')
      },
    )

    test.each([
      ['of an authority nobody knows', () => tls, {}],
      ['for another host', () => wrong, { ca: other.certPem }],
      ['after STARTTLS, of an authority nobody knows', () => starttls, { security: 'starttls' }],
    ] as const)('a certificate %s: not sent', async (_what, peer, more) => {
      const settings: Partial<SmtpSettings> = { security: 'tls', user, password, ...more }
      const { outcome, logged } = await deliver(peer(), 'a@meyer.example', settings)
      expect(outcome.kind).toBe('not_sent')
      expect(logged).toEqual([])
      const smtp = openSmtp({ host: '127.0.0.1', port: peer().port, security: 'tls', ...settings })
      expect((await smtp.verify())?.facts.code).toBe('email.not_secure')
    })

    test('a server that offers no STARTTLS gets nothing in the clear', async () => {
      const { outcome, logged } = await deliver(plain, 'a@meyer.example', { security: 'starttls', user, password })
      expect(outcome.kind).toBe('not_sent')
      expect(logged).toEqual([])
    })
  })

  test.each([
    [{ security: 'none', host: 'smtp.example.com' }, 'email.not_encrypted'],
    [{ security: 'none', host: '127.0.0.1.example.com' }, 'email.not_encrypted'],
    [{ port: 0 }, 'email.port'],
    [{ port: 2.5 }, 'email.port'],
    [{ host: 'smtp.example.com\r\n' }, 'email.host'],
    [{ host: '' }, 'email.host'],
    [{ user: 'a' }, 'email.credentials'],
    [{ password: 'a' }, 'email.credentials'],
  ] as const)('the settings %o: %s', (more, code) => {
    const settings: SmtpSettings = { host: 'smtp.example.com', port: 587, security: 'starttls', ...more }
    expect(() => openSmtp(settings)).toThrow(expect.objectContaining({ facts: expect.objectContaining({ code }) }))
  })
})

/** nodemailer, and the server of the tests, show a domain in its own letters where they can. */
function ascii(address: string): string {
  return (mailAddress(address) ?? `unreadable ${address}`).toLowerCase()
}

// A small reader of messages, written from the standards and not from the writer.
interface Part {
  header(name: string): string
  mailboxes(name: string): { name: string; address: string }[]
  names(): string[]
  body(): Buffer
  leaves(): Part[]
}

function parse(bytes: Uint8Array): Part {
  const source = Buffer.from(bytes).toString('latin1')
  const end = source.indexOf('\r\n\r\n')
  const lines = source
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
  const headers = lines.map((line) => {
    const match = /^([!-9;-~]+): ?(.*)$/.exec(line)
    if (!match) throw new Error(`not a header: ${JSON.stringify(line)}`)
    return { name: match[1]!.toLowerCase(), value: Buffer.from(match[2]!, 'latin1').toString('utf8') }
  })
  const raw = (name: string) => headers.find((header) => header.name === name)?.value ?? ''
  const content = source.slice(end + 4)
  const boundary = /boundary="([^"]+)"/.exec(raw('content-type'))?.[1]
  const part: Part = {
    header: (name) => decodeWords(raw(name)),
    mailboxes: (name) =>
      addressparser(raw(name), { flatten: true }).map((one) => ({ name: decodeWords(one.name), address: one.address })),
    names: () => headers.map((header) => header.name),
    body: () => decodeBody(content, raw('content-transfer-encoding')),
    leaves() {
      if (boundary === undefined) return [part]
      const inner = `\r\n${content}`.split(`\r\n--${boundary}`)
      expect(inner.at(-1)).toMatch(/^--\r\n$/)
      return inner.slice(1, -1).flatMap((text) => parse(Buffer.from(text.slice(2), 'latin1')).leaves())
    },
  }
  return part
}

function decodeWords(text: string): string {
  const pattern = /=\?utf-8\?([QB])\?([^?]*)\?=/gi
  return text
    .replace(/(\?=)\s+(?==\?utf-8\?[QB]\?)/gi, '$1')
    .replace(pattern, (_all, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')).toString('utf8'),
    )
}

function decodeBody(content: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(content, 'base64')
  if (encoding === 'quoted-printable') return quotedPrintable(content.replaceAll('=\r\n', ''))
  return Buffer.from(content, 'latin1')
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
