import { expect, test } from 'vitest'
import { readMail } from './mail.ts'

const lines = (...text: string[]) => Buffer.from(text.join('\r\n'))
const mail = (subject: string, body: string, ...headers: string[]) =>
  lines(
    'From: Ada Palmer <Ada@Customer.example>',
    'To: accounts@nordwind.example',
    `Subject: ${subject}`,
    'Date: Tue, 03 Mar 2026 09:15:00 +0100',
    'Message-ID: <1@customer.example>',
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
  )

test('a reply is read with what it answers and without what it quotes', async () => {
  const read = await readMail(
    mail(
      'AW: Rechnung 2026-0117',
      'Guten Tag,\n\nwir zahlen am Freitag.\n\nAm 02.03.2026 um 09:00 schrieb Nordwind <accounts@nordwind.example>:\n> Bitte zahlen Sie.',
      'In-Reply-To: <msg_1.1@nordwind.example>',
      'References: <msg_0.1@nordwind.example> <msg_1.1@nordwind.example>',
    ),
  )
  expect(read).toMatchObject({
    kind: 'reply',
    messageId: '<1@customer.example>',
    inReplyTo: '<msg_1.1@nordwind.example>',
    references: ['<msg_0.1@nordwind.example>', '<msg_1.1@nordwind.example>'],
    from: { name: 'Ada Palmer', address: 'ada@customer.example' },
    to: ['accounts@nordwind.example'],
    text: 'Guten Tag,\n\nwir zahlen am Freitag.',
    at: Date.parse('2026-03-03T08:15:00Z'),
  })
})

test.each([
  ['out_of_office', 'Automatic reply: Invoice', 'I am out of the office until Monday.', 'Auto-Submitted: auto-replied'],
  ['out_of_office', 'Automatische Antwort: Rechnung', 'Ich bin bis 9. März nicht im Büro.'],
  ['out_of_office', 'Abwesenheitsnotiz', 'Ich bin im Urlaub und ab dem 9. März wieder erreichbar.'],
  ['out_of_office', 'Réponse automatique : Facture', 'Je suis absent du bureau jusqu’au 9 mars.'],
  ['out_of_office', 'Respuesta automática: Factura', 'Estoy fuera de la oficina hasta el lunes.'],
  ['out_of_office', 'Re: Invoice', 'I am on annual leave until Monday. In urgent cases call Grace.'],
  ['auto_reply', 'We have your mail', 'Ticket 4711 was opened.', 'Auto-Submitted: auto-generated'],
  ['auto_reply', 'Ticket', 'Dies ist eine automatisch erzeugte Nachricht.'],
  ['auto_reply', 'Our spring offers', 'Buy now.', 'List-Unsubscribe: <mailto:x@customer.example>'],
  ['reply', 'Re: Invoice', 'I was out of the office. We pay the invoice on Friday.'],
  ['reply', 'Re: Rechnung', 'Bin bis Montag im Urlaub, danach zahle ich sofort.'],
  [
    'reply',
    'Re: Invoice',
    'Your letter could not be delivered to my new address, please use this one.',
    'Auto-Submitted: no',
  ],
  ['complaint', 'Abuse Report', 'This is an email abuse report.'],
])('%s: %s', async (kind, subject, body, ...headers) => {
  expect((await readMail(mail(subject, body, ...headers))).kind).toBe(kind)
})

function report(action: string, status: string, diagnostic: string): Uint8Array {
  return lines(
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: accounts@nordwind.example',
    'Subject: Delivery Status Notification',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    '',
    'About your mail.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; Ap@Customer.example',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'Message-ID: <msg_1.1@nordwind.example>',
    'Subject: Invoice',
    '',
    '--b--',
  )
}

test.each([
  ['failed', '5.1.1', '550 5.1.1 user unknown', 'bounce', true],
  ['failed', '5.2.2', '552 5.2.2 mailbox full', 'bounce', false],
  ['failed', '5.7.1', '550 5.7.1 blocked as spam', 'bounce', false],
  ['failed', '4.4.7', 'delivery time expired', 'bounce', false],
  ['failed', '5.0.0', '550 no such user here', 'bounce', true],
  ['delayed', '4.4.1', 'connection timed out', 'delay', false],
  ['delivered', '2.0.0', '250 ok', 'delivered', false],
])('a report: %s %s (%s) is a %s, and the address is to blame: %s', async (action, status, says, kind, permanent) => {
  expect(await readMail(report(action, status, says))).toMatchObject({
    kind,
    bounce: {
      permanent,
      address: 'ap@customer.example',
      status,
      reason: says,
      originalMessageId: '<msg_1.1@nordwind.example>',
    },
  })
})

const many = (text: string, count: number) => text.repeat(count)
const hostile: readonly [string, () => Uint8Array][] = [
  ['nothing', () => Buffer.alloc(0)],
  ['noise', () => Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919 + (i >> 3)) & 255))],
  ['30 MB of one line', () => lines('Subject: x', '', many('a', 30_000_000))],
  ['a header of a megabyte', () => lines(`Subject: ${many('x', 1_000_000)}`, 'From: a@b.example', '', 'x')],
  ['100,000 headers', () => lines(...Array.from({ length: 100_000 }, (_, i) => `X-${i}: y`), '', 'x')],
  [
    '5,000 nested parts',
    () =>
      lines(
        'From: a@b.example',
        ...Array.from({ length: 5_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}`),
      ),
  ],
  ['50,000 parts', () => lines('Content-Type: multipart/mixed; boundary=b', '', many('--b\r\n\r\nx\r\n', 50_000))],
  ['100,000 quoted headers', () => mail('Re: x', many('On Monday at 9:00 somebody somewhere\n', 100_000))],
  ['a wall of signs', () => mail('Re: x', `${many('<', 500_000)}${many('@', 500_000)}${many('. ', 250_000)}`)],
  ['HTML that never ends', () => lines('Content-Type: text/html', '', many('<div <a <!--', 100_000))],
  ['an unknown charset', () => lines('Content-Type: text/plain; charset="x-none"', '', 'gr\xfc\xdfe')],
  [
    'UTF-8 that is none',
    () => Buffer.from([...lines('Content-Type: text/plain; charset=utf-8', '', ''), 0xff, 0xfe, 0xc3]),
  ],
  ['base64 that is none', () => lines('Content-Transfer-Encoding: base64', '', '!!!!====')],
  [
    'a report of 100,000 recipients',
    () =>
      report(
        'failed',
        '5.1.1',
        `x\r\n\r\n${many('Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n', 100_000)}`,
      ),
  ],
  [
    'addresses without end',
    () => lines(`From: ${many('a@b.example, ', 50_000)}`, `References: ${many('<a@b> ', 50_000)}`, '', 'x'),
  ],
]

test.each(hostile)('a hostile mail is read in bounded time: %s', async (_, make) => {
  const bytes = make()
  // Of the processor, so that a busy machine fails nobody.
  const start = process.cpuUsage()
  const read = await readMail(bytes)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1000).toBeLessThan(5_000)
  expect(read.text.length).toBeLessThanOrEqual(100_000)
  expect(read.subject.length).toBeLessThanOrEqual(500)
  expect(read.references.length).toBeLessThanOrEqual(30)
})
