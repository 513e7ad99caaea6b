// Tampering with a lived record, by SQL as somebody who owns the database: each way in its own transaction, looked at with the same
// check as `dunwell verify`, and rolled back. What counts as found is the first thing named: the right customer, the right entry.

import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { readHeads } from '../../src/core/anchor.ts'
import { linkHash, payloadHash } from '../../src/core/chain.ts'
import { publicId } from '../../src/core/id.ts'
import { dice } from '../../src/engine/demo-draw.ts'
import { listAnchors } from '../../src/store/anchor.ts'
import { parsers } from '../../src/store/db.ts'
import { type Broken, type Outside, verifyChains } from '../../src/store/verify.ts'

export const ways = [
  'a byte of an entry',
  'a byte of a content',
  'a row in the middle',
  'the last row, and the head set back',
  'two rows swapped',
  'two contents swapped',
  'a chain re-hashed from the middle',
  'a chain re-hashed, and every anchor removed',
  'a debtor removed',
  'a debtor removed, and every anchor removed',
  'a posting, and the balance with it',
  'a byte of a message as it was sent',
] as const
export type Way = (typeof ways)[number]

export interface Tampering {
  readonly way: Way
  /** What was done to whom, for a person who looks. */
  readonly did: string
  readonly found: boolean
  /** Named exactly, not as one of several. */
  readonly exact: boolean
  readonly says: string
}

interface Aim {
  readonly debtor?: string
  readonly entry?: number
  readonly did: string
}

interface Link {
  seq: number
  at: number
  actor: string
  kind: string
  subject_id: string | null
  payload_sha: Buffer
  prev_sha: Buffer
  sha: Buffer
  salt: Buffer
  body: string
}

interface Chain {
  readonly book: number
  readonly id: string
  readonly links: readonly Link[]
}

type Roll = ReturnType<typeof dice>

/** Tampers `count` times, each way as often as the others. */
export async function tamper(
  connection: pg.ClientConfig,
  workspaceId: string,
  count: number,
  seed: number,
): Promise<Tampering[]> {
  const client = new pg.Client({ ...connection, types: parsers })
  await client.connect()
  // The same check on this connection: nobody else can see what is never committed.
  const query = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => Object.assign(client, { release: () => undefined }),
        end: async () => undefined,
        options: {},
      },
    }),
  })
  try {
    const chains = await readChains(client)
    const outside = await takeOutside(query, workspaceId, client)
    const roll = dice(seed)
    const done: Tampering[] = []
    for (let i = 0; i < count; i++) {
      const way = ways[i % ways.length]!
      await client.query('BEGIN')
      // Somebody who owns the database minds no foreign key.
      await client.query('SET LOCAL session_replication_role = replica')
      const aim = await lay(client, way, chains, roll)
      const { broken } = await verifyChains({ owner: query }, workspaceId, outside)
      await client.query('ROLLBACK')
      done.push({ way, did: aim.did, ...judged(aim, broken) })
    }
    return done
  } finally {
    await client.end()
  }
}

function judged(aim: Aim, broken: readonly Broken[]) {
  const first = broken[0]
  const chain = broken.filter((it) => it.debtor !== undefined)
  const until = first?.until ?? first?.entry
  const found =
    first !== undefined &&
    first.debtor === aim.debtor &&
    chain.every((it) => it.debtor === aim.debtor) &&
    (aim.entry === undefined || (first.entry! <= aim.entry && aim.entry <= until!))
  const exact = found && (first.until === undefined || first.entry === first.until || aim.entry === first.entry)
  return { found, exact, says: first?.says ?? 'nothing was found' }
}

async function readChains(client: pg.Client): Promise<Chain[]> {
  const { rows } = await client.query(
    `SELECT r.book_id, r.debtor_id, r.seq, r.at, r.actor, r.kind, r.subject_id, r.payload_sha, r.prev_sha, r.sha, p.salt, p.body
     FROM record r JOIN record_payloads p USING (book_id, debtor_id, seq) ORDER BY r.book_id, r.debtor_id, r.seq`,
  )
  return [...Map.groupBy(rows, (it) => `${it.book_id} ${it.debtor_id}`).values()].map((links) => ({
    book: links[0].book_id,
    id: links[0].debtor_id,
    links,
  }))
}

async function takeOutside(query: Kysely<unknown>, workspaceId: string, client: pg.Client): Promise<Outside> {
  const [last] = await listAnchors({ query: query as never, workspaceId }, 1)
  const heads = await client.query(
    `SELECT book_id, string_agg(uuid_send(debtor_id) || int8send(seq) || head_sha, ''::bytea ORDER BY debtor_id) AS heads FROM debtor_state GROUP BY book_id`,
  )
  const books = new Map<number, Buffer>(heads.rows.map((it) => [it.book_id, it.heads]))
  for (const packed of books.values()) if (readHeads(packed).length === 0) throw new Error('no heads')
  return { ...last!, root: last!.root.toString('hex'), head: last!.head.toString('hex'), books }
}

async function lay(client: pg.Client, way: Way, chains: readonly Chain[], roll: Roll): Promise<Aim> {
  const among = roll.of
  const long = chains.filter((it) => it.links.length >= 4)
  const chain = among(long)
  const { book, id, links } = chain
  const debtor = publicId('dbt', { book, id })
  const link = among(links)
  const at = [book, id, link.seq]
  const where = 'WHERE book_id = $1 AND debtor_id = $2 AND seq = $3'
  const aim = (entry: number, did: string): Aim => ({ debtor, entry, did: `${did}, entry ${entry} of ${links.length}` })

  if (way === 'a byte of an entry') {
    const column = among(['payload_sha', 'prev_sha', 'sha', 'actor', 'kind', 'subject_id', 'at'] as const)
    const byte = roll.from(0, 31)
    const value =
      column === 'at'
        ? `at + interval '${among(['1 microsecond', '1 millisecond', '1 day'])}'`
        : column === 'subject_id'
          ? `'01890000-0000-7000-8000-000000000001'::uuid`
          : column === 'actor' || column === 'kind'
            ? `${column} || 's'`
            : `CASE WHEN length(${column}) = 0 THEN '\\x00'::bytea ELSE set_byte(${column}, ${byte}, get_byte(${column}, ${byte}) # 1) END`
    await client.query(`UPDATE record SET ${column} = ${value} ${where}`, at)
    return aim(link.seq, column)
  }
  if (way === 'a byte of a content') {
    const part = among(['body', 'salt'] as const)
    if (part === 'body') {
      const place = roll.from(0, link.body.length - 1)
      const letter = link.body[place] === '7' ? '8' : '7'
      await client.query(`UPDATE record_payloads SET body = $4 ${where}`, [
        ...at,
        link.body.slice(0, place) + letter + link.body.slice(place + 1),
      ])
    } else await client.query(`UPDATE record_payloads SET salt = set_byte(salt, 3, get_byte(salt, 3) # 1) ${where}`, at)
    return aim(link.seq, part)
  }
  if (way === 'a row in the middle') {
    const one = among(links.slice(0, -1))
    const part = among(['record', 'record_payloads', 'both'] as const)
    for (const table of ['record', 'record_payloads'])
      if (part === table || part === 'both') await client.query(`DELETE FROM ${table} ${where}`, [book, id, one.seq])
    return aim(one.seq, part)
  }
  if (way === 'the last row, and the head set back') {
    const cut = roll.from(1, Math.min(3, links.length - 1))
    const left = links[links.length - cut - 1]!
    for (const table of ['record', 'record_payloads'])
      await client.query(`DELETE FROM ${table} WHERE book_id = $1 AND debtor_id = $2 AND seq > $3`, [
        book,
        id,
        left.seq,
      ])
    await setHead(client, chain, left.seq, left.sha)
    return aim(left.seq + 1, `${cut} cut off`)
  }
  if (way === 'two rows swapped' || way === 'two contents swapped') {
    const [a, b] = [link, among(links.filter((it) => it !== link))].sort((x, y) => x.seq - y.seq) as [Link, Link]
    for (const table of way === 'two rows swapped' ? ['record', 'record_payloads'] : ['record_payloads'])
      for (const [from, to] of [
        [a.seq, -1],
        [b.seq, a.seq],
        [-1, b.seq],
      ])
        await client.query(`UPDATE ${table} SET seq = $4 ${where}`, [book, id, from, to])
    return aim(a.seq, `with entry ${b.seq}`)
  }
  if (way.startsWith('a chain re-hashed')) {
    const from = among(links.slice(0, -1)).seq
    await rehash(client, chain, from)
    if (way !== 'a chain re-hashed from the middle') await dropAnchors(client)
    return aim(from, 'and all after it')
  }
  if (way.startsWith('a debtor removed')) {
    const tables = await client.query(
      `SELECT c.relname AS name, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND (a.attname = 'debtor_id' OR (c.relname = 'debtors' AND a.attname = 'id'))
         AND EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attname = 'book_id')`,
    )
    for (const it of tables.rows)
      await client.query(`DELETE FROM "${it.name}" WHERE book_id = $1 AND "${it.column}" = $2`, [book, id])
    if (way !== 'a debtor removed') await dropAnchors(client)
    return aim(1, 'all rows')
  }
  if (way === 'a posting, and the balance with it') {
    const { rows } = await client.query(
      `SELECT p.id, p.debtor_id, p.claim_id, p.component, p.group_id FROM postings p WHERE p.claim_id IS NOT NULL ORDER BY p.id`,
    )
    const posting = among(rows)
    await client.query(`UPDATE postings SET amount_minor = amount_minor + 100 WHERE id = $1`, [posting.id])
    await client.query(`UPDATE claim_state SET ${posting.component} = ${posting.component} + 100 WHERE claim_id = $1`, [
      posting.claim_id,
    ])
    const of = chains.find((it) => it.id === posting.debtor_id)!
    const entry = of.links.find((it) => it.body.includes(posting.group_id))!.seq
    return { debtor: publicId('dbt', of), entry, did: `posting ${posting.id}, entry ${entry}` }
  }
  const { rows } = await client.query(
    'SELECT sha FROM blobs b WHERE EXISTS (SELECT 1 FROM attempts t WHERE t.bytes_sha = b.sha) ORDER BY sha',
  )
  const blob = among(rows)
  await client.query(
    `UPDATE blobs SET bytes = set_byte(bytes, length(bytes) / 2, get_byte(bytes, length(bytes) / 2) # 1) WHERE sha = $1`,
    [blob.sha],
  )
  const of = await client.query('SELECT book_id AS book, debtor_id AS id FROM attempts WHERE bytes_sha = $1', [
    blob.sha,
  ])
  const entry = chains
    .find((it) => it.id === of.rows[0].id)!
    .links.find((it) => it.kind === 'attempt' && it.body.includes(blob.sha.toString('hex')))!.seq
  return { debtor: publicId('dbt', of.rows[0]), entry, did: `bytes ${blob.sha.toString('hex')}` }
}

async function setHead(client: pg.Client, of: Chain, seq: number, sha: Buffer): Promise<void> {
  await client.query('UPDATE debtor_state SET seq = $3, head_sha = $4 WHERE book_id = $1 AND debtor_id = $2', [
    of.book,
    of.id,
    seq,
    sha,
  ])
}

/** Another content in entry `from`, and every hash after it made anew, the head too: the chain holds in itself. */
async function rehash(client: pg.Client, chain: Chain, from: number): Promise<void> {
  let prev = chain.links[from - 2]?.sha ?? Buffer.alloc(0)
  for (const link of chain.links.slice(from - 1)) {
    const body = link.seq === from ? JSON.stringify({ ...JSON.parse(link.body), note: 'it was otherwise' }) : link.body
    const payloadSha = payloadHash(link.salt, body)
    const sha = linkHash({ ...link, subjectId: link.subject_id, payloadSha, prev })
    const key = [chain.book, chain.id, link.seq]
    await client.query(
      `UPDATE record SET payload_sha = $4, prev_sha = $5, sha = $6 WHERE book_id = $1 AND debtor_id = $2 AND seq = $3`,
      [...key, payloadSha, prev, sha],
    )
    await client.query(`UPDATE record_payloads SET body = $4 WHERE book_id = $1 AND debtor_id = $2 AND seq = $3`, [
      ...key,
      body,
    ])
    prev = sha
  }
  await setHead(client, chain, chain.links.at(-1)!.seq, prev)
}

async function dropAnchors(client: pg.Client): Promise<void> {
  await client.query('DELETE FROM anchor_heads')
  await client.query('DELETE FROM anchors')
}
