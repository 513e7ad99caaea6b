// What two customers share stays when one of them is erased, each finds their own in the archive, and bytes that are gone are told.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { hashOf } from './blob.ts'
import { asOwner, insert, inWorkspace, rows, sql, type Tx } from './db.ts'
import { addDebtors } from './debtor.ts'
import { addDocument } from './document.ts'
import { readBytes, readTables } from './dossier.ts'
import { eraseDebtor } from './erasure.ts'
import { keepMail } from './inbox.ts'
import { addRecord, lockDebtors } from './record.ts'
import { verifyChains } from './verify.ts'
import { readWorkspace } from './workspace.ts'

const at = await freshDatabase()
const workspaceId = await nordwind(at)
const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, workspaceId, 'test', work)
const today = day('2026-03-02')

async function customer(tx: Tx, name: string): Promise<Key> {
  const { creditorId } = await readWorkspace(tx)
  const { made } = await addDebtors(tx, [
    {
      name,
      kind: 'business',
      kindBecause: 'they said so',
      country: 'DE',
      language: 'de',
      handling: 'automatic',
      arrivedOn: today,
      creditorId,
      contacts: [],
    },
  ])
  return made[0]!
}

async function files(tx: Tx, key: Key, text: string): Promise<void> {
  const heads = await lockDebtors(tx, key.book, [key.id])
  const bytes = Buffer.from(text)
  await addDocument(tx, heads, { debtorId: key.id, kind: 'note', name: text, bytes, because: 'they said so' })
}

async function receives(tx: Tx, from: readonly Key[], text: string): Promise<void> {
  await keepMail(tx, {
    key: `in:${text}`,
    direction: 'in',
    kind: 'reply',
    state: 'open',
    from: 'a@home.example',
    subject: text,
    text,
    bytes: Buffer.from(text),
    landed: from,
    says: text,
    day: today,
    talk: false,
  } as Parameters<typeof keepMail>[1])
}

/** An email that went out, with its bytes and its entry. */
async function sends(tx: Tx, key: Key, text: string): Promise<void> {
  const id = tx.newId()
  const sha = hashOf(Buffer.from(text))
  const heads = await lockDebtors(tx, key.book, [key.id])
  await insert(
    tx,
    'messages',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'direction:text',
      'channel:text',
      'intent:jsonb',
      'at:timestamptz',
      'actor:text',
    ],
    [[key.book, id, key.id, 'out', 'email', { items: [] }, tx.now, tx.actor]],
  )
  await insert(
    tx,
    'attempts',
    [
      'book_id:bigint',
      'message_id:uuid',
      'no:integer',
      'debtor_id:uuid',
      'address:text',
      'channel:text',
      'permit:jsonb',
      'external_id:text',
      'subject:text',
      'text_body:text',
      'bytes_sha:bytea',
      'released_at:timestamptz',
      'lease_until:timestamptz',
    ],
    [[key.book, id, 1, key.id, 'a@home.example', 'email', {}, `<${id}@x.example>`, text, text, sha, tx.now, tx.now]],
  )
  await addRecord(tx, heads, [
    { debtorId: key.id, kind: 'attempt', subjectId: id, body: { bytes: sha.toString('hex') } },
  ])
}

/** A line of the bank in as many parts as there are customers. */
async function pays(tx: Tx, by: readonly Key[], text: string): Promise<void> {
  const { creditorId } = await readWorkspace(tx)
  const line = tx.newId()
  await insert(
    tx,
    'bank_lines',
    [
      'id:uuid',
      'account:text',
      'day:date',
      'amount_minor:bigint',
      'currency:text',
      'fingerprint:text',
      'raw:jsonb',
      'recorded_at:timestamptz',
    ],
    [[line, 'main', today, 100, 'EUR', text, { text }, tx.now]],
  )
  for (const [i, key] of by.entries()) {
    const id = tx.newId()
    await insert(
      tx,
      'payments',
      [
        'book_id:bigint',
        'id:uuid',
        'debtor_id:uuid',
        'creditor_id:uuid',
        'kind:text',
        'amount_minor:bigint',
        'currency:text',
        'day:date',
        'line_id:uuid',
        'part_no:integer',
        'recorded_at:timestamptz',
      ],
      [[key.book, id, key.id, creditorId, 'payment', 50, 'EUR', today, line, i + 1, tx.now]],
    )
    await insert(
      tx,
      'bank_line_parts',
      ['line_id:uuid', 'part_no:integer', 'amount_minor:bigint', 'book_id:bigint', 'payment_id:uuid'],
      [[line, i + 1, 50, key.book, id]],
    )
  }
}

const owner = { query: at.db.owner as never }
const texts = async (statement: ReturnType<typeof sql<{ it: string }>>) =>
  (await rows(owner, statement)).map((one) => one.it).sort()

test('a customer gets their own mails and lines, and an erasure leaves what another one has too', async () => {
  const [ann, ben] = await inside(async (tx) => [await customer(tx, 'Ann'), await customer(tx, 'Ben')] as const)
  const all = ['ann files', 'both file', 'ann asks', 'both ask', 'ben asks, ann files']
  await inside(async (tx) => {
    await files(tx, ann, 'ann files')
    await files(tx, ann, 'both file')
    await files(tx, ben, 'both file')
    await receives(tx, [ann], 'ann asks')
    await receives(tx, [ann, ben], 'both ask')
    await receives(tx, [ben], 'ben asks, ann files')
    await files(tx, ann, 'ben asks, ann files')
    // The same bytes went out as stand in a file.
    await sends(tx, ann, 'ann files')
    await sends(tx, ann, 'both file')
    await pays(tx, [ann], 'ann pays')
    await pays(tx, [ann, ben], 'both pay')
    await pays(tx, [ben], 'ben pays')
  })
  const archive = await inside(async (tx) => {
    const bytes: string[] = []
    for await (const it of readBytes(tx, ann))
      bytes.push(`${it.direction} ${it.channel} ${it.no} ${it.subject}: ${it.bytes.toString()}`)
    return { bytes, tables: await readTables(tx, ann) }
  })
  expect(archive.bytes).toEqual([
    'in email 1 ann asks: ann asks',
    'in email 1 both ask: both ask',
    'out email 1 ann files: ann files',
    'out email 1 both file: both file',
  ])
  expect(archive.tables.bank_lines!.map((it) => (it as { raw: { text: string } }).raw.text).sort()).toEqual([
    'ann pays',
    'both pay',
  ])

  const blobs = async () =>
    (await rows<{ sha: Buffer }>(owner, sql`SELECT sha FROM blobs`)).map((it) => it.sha.toString('hex'))
  const kept = async () => {
    const there = await blobs()
    return all.filter((text) => there.includes(hashOf(Buffer.from(text)).toString('hex')))
  }
  expect(await kept()).toEqual(all)
  await asOwner(at.db, workspaceId, 'test', (tx) => eraseDebtor(tx, ann, 'all', { because: 'asked' }))
  expect(await kept()).toEqual(['both file', 'both ask', 'ben asks, ann files'])
  expect(await texts(sql`SELECT subject AS it FROM inbox`)).toEqual(['', 'ben asks, ann files', 'both ask'])
  expect(await texts(sql`SELECT raw ->> 'text' AS it FROM bank_lines WHERE raw <> '{}'`)).toEqual([
    'ben pays',
    'both pay',
  ])
  await asOwner(at.db, workspaceId, 'test', (tx) => eraseDebtor(tx, ben, 'all', { because: 'asked' }))
})

test('a message whose bytes are gone is told with its entry; one that was erased is not', async () => {
  const cleo = await inside((tx) => customer(tx, 'Cleo'))
  await inside(async (tx) => {
    for (const text of ['first', 'second', 'third']) await files(tx, cleo, text)
    for (const text of ['first', 'second', 'third']) await sends(tx, cleo, text)
  })
  expect((await verifyChains(at.db, workspaceId)).broken).toEqual([])
  await sql`DELETE FROM blobs WHERE sha IN (${hashOf(Buffer.from('second'))}, ${hashOf(Buffer.from('third'))})`.execute(
    at.db.owner,
  )
  const { broken } = await verifyChains(at.db, workspaceId)
  expect(broken.map((it) => [it.what, it.entry])).toEqual([
    ['bytes', 6],
    ['bytes', 7],
  ])
  expect(broken[0]!.says).toContain('Cleo')
  expect(broken[0]!.says).toContain('entry 6: the bytes of a message as it was sent are missing')
  await asOwner(at.db, workspaceId, 'test', (tx) => eraseDebtor(tx, cleo, 'all', { because: 'asked' }))
  expect((await verifyChains(at.db, workspaceId)).broken.map((it) => it.what)).toEqual([])
})
