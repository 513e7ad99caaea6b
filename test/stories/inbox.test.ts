// Stories of what comes back by mail: a failure lets the next address have it, a person's reply rests the case until somebody has
// looked and keeps it quiet for a week, a program's answer changes nothing, and nothing lands twice.

import { expect, test } from 'vitest'
import { day, dayText } from '../../src/core/day.ts'
import { type Landed, landMail, lookedAt } from '../../src/engine/inbox.ts'
import { readAddresses } from '../../src/store/address.ts'
import { listAnswers } from '../../src/store/answer.ts'
import { inWorkspace, rows, sql } from '../../src/store/db.ts'
import { addDebtors, findDebtor } from '../../src/store/debtor.ts'
import { findMail, listMail, mailBytes, mailId } from '../../src/store/inbox.ts'
import { verifyRecord } from '../../src/store/record.ts'
import { timeline } from '../../src/store/timeline.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { addCustomer } from '../seed-papers.ts'
import { live, type Stage, stage } from './story.ts'

const within = <T>(it: Stage, work: Parameters<typeof inWorkspace<T>>[3]) =>
  inWorkspace(it.at.db, it.workspaceId, 'test', work)

/** One customer with these addresses and an invoice due on 2024-02-09, lived up to the friendly note of 2024-02-13. */
async function reminded(emails: readonly string[] = ['ap@meyer.example', 'boss@meyer.example']): Promise<Stage> {
  const it = await stage()
  await within(it, (tx) => addCustomer(tx, { name: 'Meyer Ltd', emails, claims: ['2024-7'] }))
  await live(it, day('2024-02-13'))
  return it
}

/** Every attempt so far: day, step, address. */
async function sent(it: Stage): Promise<string[]> {
  const found = await within(it, (tx) =>
    rows<{ day: string; step: string; address: string }>(
      tx,
      sql`SELECT (a.permit ->> 'day')::int AS day, m.step_id AS step, a.address FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id ORDER BY a.released_at, a.no`,
    ),
  )
  return found.map((one) => `${dayText(Number(one.day) as never)} ${one.step} ${one.address.split('\n')[0]}`)
}

async function lastId(it: Stage): Promise<string> {
  const [found] = await within(it, (tx) =>
    rows<{ id: string }>(tx, sql`SELECT external_id AS id FROM attempts ORDER BY released_at DESC, no DESC LIMIT 1`),
  )
  return found!.id
}

async function land(it: Stage, on: string, text: string | Uint8Array, outgoing = false): Promise<Landed> {
  it.at.clock.set(on)
  const workspace = await within(it, readWorkspace)
  const bytes = typeof text === 'string' ? Buffer.from(text.replaceAll('\n', '\r\n')) : text
  return landMail(it.at.db, workspace, bytes, { actor: 'test', day: day(on), sent: outgoing })
}

const mail = (facts: { from?: string; to?: string; id: string; answers?: string; subject?: string; body: string }) =>
  `From: ${facts.from ?? 'Ann <ap@meyer.example>'}
To: ${facts.to ?? 'accounts@nordwind.example'}
Subject: ${facts.subject ?? 'Re: Invoice'}
Message-ID: ${facts.id}
${facts.answers ? `In-Reply-To: ${facts.answers}\n` : ''}Content-Type: text/plain; charset=utf-8

${facts.body}
`

const failure = (of: string, address: string, status: string, says: string, action = 'failed', id = 'dsn') =>
  `From: MAILER-DAEMON@mx.example
To: accounts@nordwind.example
Subject: Delivery Status Notification
Message-ID: <${id}@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${address}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${says}
--b
Content-Type: text/rfc822-headers

Message-ID: ${of}

--b--
`

const stepOn13 = '2024-02-13 friendly ap@meyer.example'

test('a permanent failure marks the address; the same message goes to the next one and does not climb', async () => {
  const it = await reminded()
  expect(await sent(it)).toEqual([stepOn13])
  const landed = await land(
    it,
    '2024-02-14',
    failure(await lastId(it), 'ap@meyer.example', '5.1.1', '550 no such user'),
  )
  expect(landed).toMatchObject({ kind: 'bounce', says: expect.stringContaining('550 no such user') })
  await within(it, async (tx) => {
    const debtor = await findDebtor(tx, 'Meyer Ltd')
    const health = (await readAddresses(tx, debtor.book, [debtor.id])).map((one) => `${one.address} ${one.health}`)
    expect(health).toEqual(['ap@meyer.example dead', 'boss@meyer.example ok'])
  })
  await live(it, day('2024-02-14'))
  expect(await sent(it)).toEqual([stepOn13, '2024-02-14 friendly boss@meyer.example'])
  const messages = await within(it, (tx) => rows(tx, sql`SELECT 1 FROM outbox WHERE state = 'sent'`))
  expect(messages).toHaveLength(1)
  await live(it, day('2024-02-15'), day('2024-02-20'))
  expect((await sent(it)).filter((one) => one.includes('friendly'))).toHaveLength(2)
  expect(await verifyRecord(it.at.db, it.workspaceId)).toEqual([])
})

test('a full mailbox leaves the address alone, but this message goes elsewhere; a delay is only a fact', async () => {
  const it = await reminded()
  const id = await lastId(it)
  await land(it, '2024-02-13', failure(id, 'ap@meyer.example', '4.4.1', 'timed out', 'delayed', 'delay'))
  await live(it, day('2024-02-14'))
  expect(await sent(it)).toEqual([stepOn13])
  await land(it, '2024-02-15', failure(id, 'ap@meyer.example', '5.2.2', '552 mailbox full'))
  await live(it, day('2024-02-15'))
  expect(await sent(it)).toEqual([stepOn13, '2024-02-15 friendly boss@meyer.example'])
  const facts = await within(it, (tx) =>
    rows<{ kind: string }>(tx, sql`SELECT kind FROM attempt_facts WHERE no = 1 ORDER BY at, id`),
  )
  expect(facts.map((one) => one.kind)).toEqual(['accepted', 'delayed', 'bounced'])
  await within(it, async (tx) => {
    const debtor = await findDebtor(tx, 'Meyer Ltd')
    expect((await readAddresses(tx, debtor.book, [debtor.id])).map((one) => one.health)).toEqual(['ok', 'ok'])
  })
})

test('a failure that does not name our message is found by its address; with no address left a person is asked', async () => {
  const it = await reminded(['AP@Meyer.example'])
  await land(it, '2024-02-14', failure('<unknown@elsewhere.example>', 'ap@meyer.example', '5.1.1', '550 no such user'))
  await live(it, day('2024-02-14'), day('2024-02-16'))
  expect(await sent(it)).toEqual(['2024-02-13 friendly AP@Meyer.example'])
  const tasks = await within(it, (tx) => rows<{ says: string }>(tx, sql`SELECT says FROM tasks WHERE kind = 'fix'`))
  expect(tasks.map((one) => one.says)).toEqual(['No address that works is known for Meyer Ltd (email or letter).'])
})

test('a reply holds the case until a person has looked, and then keeps it quiet for five business days', async () => {
  const it = await reminded()
  const bytes = mail({ id: '<r1@meyer.example>', answers: await lastId(it), body: 'We look into it.\n\n> Dear Ann' })
  const landed = await land(it, '2024-02-15', bytes)
  expect(landed.kind).toBe('reply')
  await live(it, day('2024-02-16'), day('2024-02-27'))
  expect(await sent(it)).toEqual([stepOn13])
  const [waiting] = await within(it, (tx) => listMail(tx, false))
  expect(waiting).toMatchObject({ kind: 'reply', state: 'open', text: 'We look into it.' })
  const kept = await within(it, (tx) => mailBytes(tx, waiting!))
  expect(Buffer.from(kept).toString()).toBe(bytes.replaceAll('\n', '\r\n'))
  // Looked at after the quiet days are over: it goes on the same day.
  it.at.clock.set('2024-02-28')
  await within(it, async (tx) => {
    const holds = await listAnswers(tx, 'hold')
    expect(holds.map((one) => one.says).join()).toContain('reply')
    await lookedAt(tx, await findMail(tx, mailId(waiting!)), day('2024-02-28'))
  })
  await live(it, day('2024-02-28'))
  expect(await sent(it)).toHaveLength(2)
  await expect(within(it, (tx) => lookedAt(tx, waiting!, day('2024-02-28')))).rejects.toThrow(/looked at this mail/)
  // Answered at once: the five business days count from the day they wrote.
  await land(it, '2024-03-01', mail({ id: '<r2@meyer.example>', body: 'Thursday.' }))
  const [second] = await within(it, (tx) => listMail(tx, false))
  await within(it, (tx) => lookedAt(tx, second!, day('2024-03-01')))
  await live(it, day('2024-03-01'), day('2024-03-20'))
  const after = (await sent(it)).slice(2)
  expect(after.length).toBeGreaterThan(0)
  expect(after[0]! >= '2024-03-08').toBe(true)
})

test('a program that answers holds nothing; the same mail twice lands once; what fits nobody is listed', async () => {
  const it = await reminded()
  const away = mail({
    id: '<a@meyer.example>',
    answers: await lastId(it),
    subject: 'Automatic reply',
    body: 'I am out of the office.',
  })
  expect((await land(it, '2024-02-14', away)).kind).toBe('out_of_office')
  expect((await land(it, '2024-02-14', away)).kind).toBe('known')
  await land(it, '2024-02-14', mail({ id: '<x@y.example>', from: 'stranger@y.example', body: 'Hello\0 there' }))
  const all = await within(it, (tx) => listMail(tx, true))
  expect(all.map((one) => `${one.kind} ${one.state} ${one.landed.length}`).sort()).toEqual([
    'out_of_office done 1',
    'reply lost 0',
  ])
  expect(await within(it, (tx) => listAnswers(tx, 'hold'))).toEqual([])
  await live(it, day('2024-02-14'), day('2024-02-21'))
  expect((await sent(it)).length).toBe(2)
})

test('a mail written by hand stands on the timeline and keeps the ladder quiet; our own copy lands nowhere', async () => {
  const it = await reminded()
  const byHand = mail({
    id: '<h@nordwind.example>',
    from: 'ada@nordwind.example',
    to: 'ap@meyer.example',
    body: 'As agreed.',
  })
  expect((await land(it, '2024-02-16', byHand, true)).kind).toBe('written_by_hand')
  const own = mail({ id: await lastId(it), from: 'ada@nordwind.example', to: 'ap@meyer.example', body: 'Reminder' })
  expect(await land(it, '2024-02-16', own, true)).toMatchObject({ kind: 'known', says: 'Dunwell sent it.' })
  await within(it, async (tx) => {
    const told = await timeline(tx, await findDebtor(tx, 'Meyer Ltd'), 20)
    expect(told.map((one) => one.what)).toContain('mail by hand')
  })
  // The second reminder would come on 2024-02-19.
  await live(it, day('2024-02-17'), day('2024-02-22'))
  expect(await sent(it)).toEqual([stepOn13])
  await live(it, day('2024-02-23'))
  expect(await sent(it)).toHaveLength(2)
})

test('an address of several customers holds each of them', async () => {
  const it = await reminded(['Office@accountant.example'])
  await within(it, async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    await addDebtors(tx, [
      {
        name: 'Other Ltd',
        kind: 'business',
        kindBecause: 'Ltd',
        country: 'GB',
        language: 'en',
        handling: 'automatic',
        arrivedOn: day('2024-01-10'),
        creditorId,
        contacts: [{ roles: [], emails: ['Office@accountant.example'] }],
      },
    ])
  })
  const landed = await land(
    it,
    '2024-02-14',
    mail({ id: '<b@a.example>', from: 'office@accountant.example', body: 'Which one?' }),
  )
  expect(landed.landed).toHaveLength(2)
  expect(await within(it, (tx) => listAnswers(tx, 'hold'))).toHaveLength(2)
})
