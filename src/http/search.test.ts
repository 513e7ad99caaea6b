// Finding messages: by what they were called, by what was written in them, by whose they are and by their ids, in two tongues; and each is
// shown where it stands in its story.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import { landMail } from '../engine/inbox.ts'
import { run } from '../engine/run.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace, rows, sql } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
import { api } from './app.ts'

const at = await freshDatabase('2026-03-02')
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at)
const secret = await inWorkspace(at.db, id, 'test', async (tx) => {
  await savePolicies(tx, readyMade)
  await changeSettings(tx, { requestsPerMinute: 0, knowledge: { reminders: null, demands: null } })
  return (await addKey(tx, 'writer', true)).secret
})
const workspace = () => inWorkspace(at.db, id, 'test', readWorkspace)

async function call(method: string, path: string, body?: unknown) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return JSON.parse(await answer.text())
}

async function debtor(name: string, number: string): Promise<string> {
  const made = await call('POST', '/v1/claims', {
    debtor: { name, kind: 'business', country: 'GB', email: `ap@${number.toLowerCase()}.example` },
    number,
    amount: { amountMinor: 120_000, currency: 'GBP' },
    issuedOn: '2026-01-10',
    dueOn: '2026-02-09',
  })
  return made.debtor
}

const land = async (from: string, subject: string, text: string, messageId = subject.replaceAll(/\W/g, '')) =>
  landMail(
    at.db,
    await workspace(),
    Buffer.from(
      `From: <${from}>\r\nTo: <us@nordwind.example>\r\nSubject: ${subject}\r\nMessage-ID: <${messageId}@mail.example>\r\n` +
        `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`,
    ),
    { actor: 'test', day: day('2026-03-02') },
  )

type Message = { id: string; debtor: string; debtorName: string; direction: string; subject: string; excerpt: string }
const found = async (text: string): Promise<Message[]> =>
  (await call('GET', `/v1/search?text=${encodeURIComponent(text)}`)).messages

const hollin = await debtor('Hollin Garden Ltd', 'HG-2201')
const birke = await debtor('Birke Möbel GmbH', 'BM-77')
await land(
  'ap@hg-2201.example',
  'Your invoice HG-2201',
  'Good morning,\n\nwe never had the delivery note for the oak tables. Please send it.\n\nInes Gray',
)
await land('ap@bm-77.example', 'Rückfrage', 'Guten Tag, uns fehlt der Lieferschein zu den Stühlen. Grüße')

test('what they wrote is found by words people remember, beginnings of them, and in German as in English', async () => {
  expect(await found('the mail with the delivery note')).toMatchObject([
    { debtor: hollin, debtorName: 'Hollin Garden Ltd', direction: 'in', subject: 'Your invoice HG-2201' },
  ])
  expect((await found('delivery note'))[0]!.excerpt).toContain('delivery note for the oak tables')
  expect(await found('die Mail mit dem Lieferschein')).toMatchObject([{ debtor: birke, subject: 'Rückfrage' }])
  expect(await found('liefersch stuhle')).toMatchObject([{ debtor: birke }])
  expect(await found('RÜCKFRAGE')).toMatchObject([{ debtor: birke }])
  expect(await found('delivery stuhle'), 'all words are of one message').toEqual([])
  expect(await found('the of'), 'what stands in every message finds none').toEqual([])
})

test('a name and a word find what that customer wrote', async () => {
  expect(await found('birke lieferschein')).toMatchObject([{ debtor: birke }])
  expect(await found('hollin lieferschein')).toEqual([])
})

test('a mail is found by the id that a mail program shows', async () => {
  await land('ap@hg-2201.example', 'Once more', 'Any news?', 'abc.17')
  expect(await found('<abc.17@mail.example>')).toMatchObject([{ subject: 'Once more' }])
  expect(await found('abc.17@mail.example')).toMatchObject([{ subject: 'Once more' }])
})

test('the story opens a little above the message, and says whether there is more above', async () => {
  const [old] = await found('oak tables')
  at.clock.set('2026-03-02', 10)
  for (let i = 0; i < 6; i++) await call('POST', '/v1/notes', { debtor: hollin, says: `note ${i}` })
  const page = await call('GET', `/v1/cases/${hollin}/timeline?around=${old!.id}&limit=5`)
  expect(page.above).toBe(true)
  const ids = page.items.map((it: { id: string }) => it.id)
  expect(ids.indexOf(old!.id)).toBe(3)
  const whole = (await call('GET', `/v1/cases/${hollin}/timeline?limit=100`)).items.map((it: { id: string }) => it.id)
  const from = whole.indexOf(ids[0])
  expect(from).toBeGreaterThan(0)
  expect(ids).toEqual(whole.slice(from, from + 5))
  const [newest] = whole
  expect((await call('GET', `/v1/cases/${hollin}/timeline?limit=100`)).above).toBeUndefined()
  expect(newest).toMatch(/^nte_/)
  const [once] = await found('abc.17@mail.example')
  expect((await call('GET', `/v1/cases/${hollin}/timeline?around=${once!.id}&limit=2`)).items).toHaveLength(2)
})

test('what was sent is found by its subject, by words of a person, and by its id; a template finds by its subject alone', async () => {
  at.clock.set('2026-03-02')
  const cedar = await debtor('Cedar Works Ltd', 'CW-9')
  await call('POST', '/v1/messages', {
    debtor: cedar,
    subject: 'About Tuesday',
    text: 'Thank you for the marzipan.',
    approve: true,
  })
  const alder = await debtor('Alder Hill Ltd', 'AH-4')
  await run(at.db, await workspace(), { day: day('2026-03-02'), actor: 'test' })
  const { items } = await call('GET', '/v1/outbox?state=waiting')
  await call('POST', '/v1/outbox/approve', { messages: items.map((it: { id: string }) => it.id) })
  expect(await found('marzipan'), 'nobody said it yet').toEqual([])
  await call('POST', '/v1/outbox/send', {})
  const [own] = await found('marzipan')
  expect(own).toMatchObject({ debtor: cedar, direction: 'out', subject: 'About Tuesday' })
  expect(await found('tuesday')).toEqual([{ ...own!, excerpt: '' }])
  const [reminder] = await found('AH-4')
  expect(reminder).toMatchObject({ debtor: alder, direction: 'out' })
  expect(await found(reminder!.id)).toMatchObject([{ id: reminder!.id }])
  expect((await found('alder ah')).map((it) => it.id)).toEqual([reminder!.id])
  const { text } = await call('GET', `/v1/messages/${reminder!.id}/content`)
  expect(text).toMatch(/sincerely|regards/i)
  expect(await found('regards sincerely')).toEqual([])
})

test('a call is found by its note', async () => {
  const elm = await debtor('Elm Ltd', 'EL-1')
  await call('POST', '/v1/calls', { debtor: elm, outcome: 'reached', note: 'Wants the kumquat crates back.' })
  expect(await found('kumquat')).toMatchObject([
    { debtor: elm, direction: 'out', excerpt: 'Wants the kumquat crates back.' },
  ])
})

test('a book from before is read by the next run, once', async () => {
  await inWorkspace({ ...at.db, app: at.db.owner }, id, 'test', async (tx) => {
    await rows(tx, sql`DELETE FROM message_words WHERE workspace_id = ${id}::uuid`)
    await rows(tx, sql`UPDATE books SET words_kept = false WHERE workspace_id = ${id}::uuid`)
  })
  expect(await found('delivery note')).toEqual([])
  await run(at.db, await workspace(), { day: day('2026-03-03'), actor: 'test' })
  expect(await found('delivery note')).toMatchObject([{ debtor: hollin }])
  expect(await found('marzipan')).toMatchObject([{ subject: 'About Tuesday' }])
  expect(await found('kumquat')).toHaveLength(1)
})
