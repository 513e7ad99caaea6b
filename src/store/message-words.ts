// Finding messages by what somebody remembers: their id, words of a subject, of a letter of theirs, of a call's note, of the papers that
// went with it, and whose they are. What a template says to everybody finds nobody, so of our own reminders only the subject is kept.

import type { Day, Moment } from '../core/day.ts'
import { type Key, parseId } from '../core/id.ts'
import { tellingWords } from '../core/text.ts'
import { change, insert, row, rows, sql, type Tx } from './db.ts'
import { readHome } from './debtor.ts'

/** Keeps by which words a message is found; said again, only what is new is added. */
export async function keepMessageWords(tx: Tx, message: Key, ...texts: (string | undefined)[]): Promise<void> {
  const found = tellingWords(texts.filter((it) => it !== undefined).join(' '))
  await insert(
    tx,
    'message_words',
    ['book_id:bigint', 'message_id:uuid', 'word:text'],
    found.map((word) => [message.book, message.id, word]),
    { conflict: 'nothing' },
  )
}

export interface FoundMessage extends Key {
  /** Where it stands in a story today: the debtor it was said to, or whoever they were merged into. */
  readonly debtor: Key & { readonly name: string }
  readonly direction: 'in' | 'out'
  readonly channel: string
  readonly subject: string
  /** The line around the first word that was typed; empty where only the subject has it. */
  readonly excerpt: string
  readonly day: Day
  readonly at: Moment
}

// What begins with a word ends before the word with this behind it.
const last = '\uffff'
const typedMost = 6
// So many of one word are looked at for those that have the others too.
const seedMost = 2_000
const someMost = 300
// A name of more customers than this says nothing of whose message it was.
const ownersMost = 100

/** Messages by an id, or by words of them or of the name of whose they are; the newest first. */
export async function findMessages(tx: Tx, text: string, limit: number): Promise<FoundMessage[]> {
  const typed = tellingWords(text, typedMost)
  const byId = await messageOf(tx, text.trim())
  const keys = byId ?? (typed.length === 0 || text.trim().length < 3 ? [] : await messagesWith(tx, typed, limit * 2))
  const found = await read(tx, keys, typed)
  return found.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, limit)
}

/** Undefined where what was typed is no id at all. */
async function messageOf(tx: Tx, text: string): Promise<Key[] | undefined> {
  const key = parseId('msg', text)
  if (key) return [key]
  const mail = parseId('inb', text)
  // As mail programs show it, with its angle brackets or without.
  const external = /^<?([^\s<>]+@[^\s<>]+)>?$/.exec(text)?.[1]
  if (mail) return messagesOfMail(tx, sql`id = ${mail.id}::uuid`)
  if (external === undefined) return undefined
  const sent = await rows<Key>(
    tx,
    sql`SELECT a.book_id AS book, a.message_id AS id FROM attempts a
        WHERE a.workspace_id = ${tx.workspaceId}::uuid AND a.external_id = ANY(${[external, `<${external}>`]}::text[]) LIMIT 10`,
  )
  if (sent.length > 0) return sent
  const keyed = ['in', 'out'].flatMap((way) => [`${way}:${external}`, `${way}:<${external}>`])
  const came = await messagesOfMail(tx, sql`mail_key = ANY(${keyed}::text[])`)
  // An address of somebody looks the same, and is found by its words.
  return came.length > 0 ? came : undefined
}

async function messagesOfMail(tx: Tx, is: ReturnType<typeof sql>): Promise<Key[]> {
  const found = await rows<{ id: string; landed: Key[] }>(
    tx,
    sql`SELECT id, landed FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND ${is}`,
  )
  const keys: Key[] = []
  for (const { id, landed } of found)
    for (const one of landed)
      keys.push(
        ...(await rows<Key>(
          tx,
          sql`SELECT m.book_id AS book, m.id FROM messages m
              WHERE m.book_id = ${one.book} AND m.debtor_id = ${one.id}::uuid AND m.intent ->> 'mail' = ${id}`,
        )),
      )
  return keys
}

const starts = (at: string, word: string) =>
  sql`${sql.ref(at)}.word >= ${word} AND ${sql.ref(at)}.word < ${`${word}${last}`}`

async function messagesWith(tx: Tx, typed: readonly string[], limit: number): Promise<Key[]> {
  const [only] = typed
  if (typed.length === 1) return newest(await seeds(tx, only!, someMost), limit)
  const found = new Map<string, Key>()
  // The rarest word first: its messages are all looked at, those of a word in every subject only as far as the newest thousands.
  const sizes = []
  for (const word of typed) sizes.push({ word, ...(await sizeOf(tx, word)) })
  const rare = sizes.filter((it) => it.messages > 0).sort((a, b) => a.messages - b.messages)
  for (const { word } of rare.slice(0, 2)) {
    const others = typed.filter((it) => it !== word)
    for (const one of await having(
      tx,
      sql`SELECT s.book_id, s.message_id FROM message_words s
        WHERE s.workspace_id = ${tx.workspaceId}::uuid AND ${starts('s', word)} ORDER BY s.word, s.message_id DESC LIMIT ${seedMost}`,
      others,
    ))
      found.set(one.id, one)
  }
  // And from whose name it is: their few messages hold the other words, however common those are.
  const owned = sizes.filter((it) => it.owners > 0 && it.owners <= ownersMost)
  for (const { word } of owned.slice(0, 2)) {
    const others = typed.filter((it) => it !== word)
    for (const one of await having(
      tx,
      sql`SELECT m.book_id, m.id FROM messages m WHERE m.workspace_id = ${tx.workspaceId}::uuid
        AND (m.book_id, m.debtor_id) IN (SELECT s.book_id, s.subject_id FROM search_words s
          WHERE s.workspace_id = ${tx.workspaceId}::uuid AND s.kind = 'debtor' AND ${starts('s', word)} LIMIT ${ownersMost}) LIMIT ${seedMost}`,
      others,
    ))
      found.set(one.id, one)
  }
  return newest([...found.values()], limit)
}

/** Ids grow with time. */
function newest(keys: readonly Key[], limit: number): Key[] {
  return [...keys].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit)
}

function seeds(tx: Tx, word: string, most: number): Promise<Key[]> {
  return rows(
    tx,
    sql`SELECT s.book_id AS book, s.message_id AS id FROM message_words s
        WHERE s.workspace_id = ${tx.workspaceId}::uuid AND ${starts('s', word)} ORDER BY s.word, s.message_id DESC LIMIT ${most}`,
  )
}

/** How many messages have a word, and how many debtors are called by it, as far as it matters. */
async function sizeOf(tx: Tx, word: string): Promise<{ messages: number; owners: number }> {
  const found = await row<{ messages: number; owners: number }>(
    tx,
    sql`SELECT (SELECT count(*)::int FROM (SELECT 1 FROM message_words s WHERE s.workspace_id = ${tx.workspaceId}::uuid AND ${starts('s', word)} LIMIT ${seedMost}) a) AS messages,
          (SELECT count(*)::int FROM (SELECT 1 FROM search_words s WHERE s.workspace_id = ${tx.workspaceId}::uuid AND s.kind = 'debtor' AND ${starts('s', word)} LIMIT ${ownersMost + 1}) b) AS owners`,
  )
  return found!
}

/** Those of some that have the other words too, of their own or in the name of whose they are. */
function having(tx: Tx, some: ReturnType<typeof sql>, others: readonly string[]): Promise<Key[]> {
  const each = others.map(
    (
      word,
    ) => sql`AND (EXISTS (SELECT 1 FROM message_words w WHERE w.book_id = m.book_id AND w.message_id = m.id AND ${starts('w', word)})
          OR EXISTS (SELECT 1 FROM search_words n WHERE n.book_id = m.book_id AND n.subject_id = m.debtor_id AND ${starts('n', word)}))`,
  )
  return rows(
    tx,
    sql`SELECT DISTINCT m.book_id AS book, m.id FROM (${some}) AS c (book_id, message_id)
        JOIN messages m ON m.book_id = c.book_id AND m.id = c.message_id
        WHERE EXISTS (SELECT 1 FROM message_words a WHERE a.book_id = m.book_id AND a.message_id = m.id) ${sql.join(each, sql` `)}`,
  )
}

interface Read extends Key {
  readonly debtorId: string
  readonly direction: 'in' | 'out'
  readonly channel: string
  readonly subject: string | null
  readonly text: string | null
  readonly mail: string | null
  readonly sent: boolean
  readonly step: boolean
  readonly day: Day
  readonly at: Moment
}

async function read(tx: Tx, keys: readonly Key[], typed: readonly string[]): Promise<FoundMessage[]> {
  const found: FoundMessage[] = []
  for (const [book, some] of Map.groupBy(keys, (it) => it.book)) {
    const its = await rows<Read>(
      tx,
      sql`SELECT m.book_id AS book, m.id, m.debtor_id AS "debtorId", m.direction, coalesce(a.channel, m.channel) AS channel, coalesce(a.subject, m.intent ->> 'subject') AS subject,
            coalesce(m.intent ->> 'note', CASE WHEN m.intent -> 'written' IS NOT NULL THEN a.text_body END) AS text, m.intent ->> 'mail' AS mail, a.no IS NOT NULL AS sent,
            m.step_id IS NOT NULL AS step, coalesce(o.given_on, m.run_day, (m.at AT TIME ZONE 'UTC')::date) AS day, coalesce(a.released_at, m.at) AS at
          FROM messages m LEFT JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
          LEFT JOIN LATERAL (SELECT * FROM attempts t WHERE t.book_id = m.book_id AND t.message_id = m.id ORDER BY t.no DESC LIMIT 1) a ON true
          WHERE m.book_id = ${book} AND m.id = ANY(${some.map((it) => it.id)}::uuid[])`,
    )
    const texts = await textsOf(tx, its)
    for (const it of its) {
      const home = await readHome(tx, { book, id: it.debtorId })
      // What came in or was called before a merge was copied, and the copy is found as well.
      const moved = home !== undefined && home.id !== it.debtorId
      if (!home || (moved && !it.sent)) continue
      // A draft is not said yet; it stands among what waits.
      if (!it.sent && it.mail === null && it.channel !== 'phone') continue
      found.push({
        book: home.book,
        id: it.id,
        debtor: { book: home.book, id: home.id, name: home.name },
        direction: it.direction,
        channel: it.channel,
        subject: it.subject ?? '',
        excerpt: excerptOf(it.text ?? texts.get(it.mail ?? '') ?? '', typed),
        day: it.day,
        at: it.at,
      })
    }
  }
  return found
}

async function textsOf(tx: Tx, its: readonly Read[]): Promise<Map<string, string>> {
  const mails = its.flatMap((it) => (it.mail === null ? [] : [it.mail]))
  if (mails.length === 0) return new Map()
  const found = await rows<{ id: string; text: string }>(
    tx,
    sql`SELECT id, text_body AS text FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${mails}::uuid[])`,
  )
  return new Map(found.map((it) => [it.id, it.text]))
}

/** Some words around the first that begins as one of those typed. */
function excerptOf(text: string, typed: readonly string[]): string {
  const all = text.slice(0, 20_000).split(/\s+/)
  const at = all.findIndex((it) => tellingWords(it, 4).some((word) => typed.some((one) => word.startsWith(one))))
  if (at < 0) return ''
  const from = Math.max(0, at - 6)
  const some = all
    .slice(from, at + 9)
    .join(' ')
    .slice(0, 160)
  return `${from > 0 ? '… ' : ''}${some}${at + 9 < all.length ? ' …' : ''}`
}

const fillAtOnce = 500

/**
 * Keeps the words of the next messages of a book that was there before words were kept.
 * @returns from where to go on, or undefined where the book is whole
 */
export async function fillMessageWords(tx: Tx, book: number, after: string | undefined): Promise<string | undefined> {
  const wants = await row(tx, sql`SELECT 1 FROM books WHERE id = ${book} AND NOT words_kept`)
  if (!wants) return undefined
  const from = after === undefined ? sql`` : sql`AND m.id > ${after}::uuid`
  const some = await rows<{
    id: string
    subject: string | null
    text: string | null
    mail: string | null
    papers: string | null
  }>(
    tx,
    sql`SELECT m.id, coalesce(a.subject, m.intent ->> 'subject') AS subject, concat_ws(' ', m.intent ->> 'note', m.intent ->> 'from',
            CASE WHEN m.intent -> 'written' IS NOT NULL THEN a.text_body END) AS text, m.intent ->> 'mail' AS mail, (a.permit -> 'enclosed')::text AS papers
        FROM messages m LEFT JOIN LATERAL (SELECT * FROM attempts t WHERE t.book_id = m.book_id AND t.message_id = m.id ORDER BY t.no DESC LIMIT 1) a ON true
        WHERE m.book_id = ${book} ${from} ORDER BY m.id LIMIT ${fillAtOnce}`,
  )
  const texts = await textsOf(
    tx,
    some.map((it) => it as unknown as Read),
  )
  for (const { id, subject, text, mail, papers } of some)
    await keepMessageWords(tx, { book, id }, subject ?? '', text ?? '', texts.get(mail ?? ''), papersOf(papers))
  if (some.length === fillAtOnce) return some.at(-1)!.id
  await change(tx, sql`UPDATE books SET words_kept = true WHERE id = ${book}`)
  return undefined
}

/** What went with a message, in the words in which people remember it. */
export function paperWords(papers: readonly { readonly name: string; readonly kind: string }[]): string {
  return papers.map((it) => `${it.name} ${called[it.kind] ?? it.kind.replaceAll('_', ' ')}`).join(' ')
}

const called: Readonly<Record<string, string>> = {
  invoice: 'copy invoice Kopie Rechnung',
  contract: 'contract Vertrag',
  order: 'order Bestellung Auftrag',
  proof_of_delivery: 'proof delivery note Lieferschein Liefernachweis',
}

function papersOf(text: string | null): string {
  return text === null ? '' : paperWords(JSON.parse(text))
}
