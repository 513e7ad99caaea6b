// Verifying the record, as the owner: every chain from its first link against its head and against every anchor, postings and kept
// bytes against what the chains say of them. A book at a time, so that memory stays flat.

import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { anchorRoot, type BookRoot, headsRoot, mergeHeads, readHeads } from '../core/anchor.ts'
import { type Anchored, erasedIn, type Fault, firstFault, type StoredLink } from '../core/chain.ts'
import { type Day, dayText, type Moment } from '../core/day.ts'
import { publicId } from '../core/id.ts'
import { type AnchorRow, type HeadsRow, listAnchors } from './anchor.ts'
import { type Db, row, rows, sql, type Tx } from './db.ts'

/** What does not hold: where, which entry first, and a sentence. */
export interface Broken extends Partial<Fault> {
  readonly what: 'chain' | 'workspace' | 'anchor' | 'postings' | 'bytes'
  readonly debtor?: string
  readonly says: string
}

/** An anchor that was kept outside, with the heads it knows. */
export interface Outside {
  readonly no: number
  readonly day: Day
  readonly root: string
  readonly seq: number
  readonly head: string
  readonly books: ReadonlyMap<number, Buffer>
}

export interface Verified {
  readonly broken: readonly Broken[]
  readonly anchors: number
  readonly last?: AnchorRow
  /** Contents erased, each named by an entry behind it. */
  readonly erased: { readonly contents: number; readonly last?: Moment }
}

type Reader = Pick<Tx, 'query' | 'workspaceId'>

const batch = 500

export async function verifyChains(db: Pick<Db, 'owner'>, workspaceId: string, outside?: Outside): Promise<Verified> {
  const tx = { query: db.owner as never, workspaceId }
  const broken: Broken[] = []
  const erased: { contents: number; last?: Moment } = { contents: 0 }
  const anchors = (await listAnchors(tx)).reverse()
  const days = new Map(anchors.map((it) => [it.no, `anchor ${it.no} of ${dayText(it.day)}`]))
  const books = new Set(
    (
      await rows<{ id: number }>(
        tx,
        sql`SELECT id FROM books WHERE workspace_id = ${workspaceId}::uuid
            UNION SELECT book_id FROM anchor_heads WHERE workspace_id = ${workspaceId}::uuid ORDER BY id`,
      )
    ).map((it) => it.id),
  )
  for (const book of outside?.books.keys() ?? []) books.add(book)
  const roots: (BookRoot & { readonly no: number })[] = []
  for (const book of [...books].sort((a, b) => a - b)) {
    const known = await anchoredHeads(tx, book, days)
    roots.push(...known.roots)
    broken.push(...known.broken)
    if (outside) addOutside(known.of, outside.books.get(book), outsideName(outside))
    for await (const found of verifyBook(tx, book, known.of)) {
      if (found.broken) broken.push(found.broken)
      count(erased, found.erased)
    }
  }
  const own = await ownChain(tx, anchors, outside)
  broken.push(...own.broken, ...faultsOfAnchors(workspaceId, anchors, roots, own.written, outside))
  broken.push(...(await strangeBytes(tx)))
  return { broken, anchors: anchors.length, last: anchors.at(-1), erased }
}

function outsideName(it: Outside): string {
  return `the anchor kept outside (${it.no} of ${dayText(it.day)})`
}

function count(sum: { contents: number; last?: Moment }, more: { contents: number; last?: Moment }): void {
  sum.contents += more.contents
  if (more.last !== undefined && (sum.last === undefined || more.last > sum.last)) sum.last = more.last
}

/** Every head of a book that any anchor knows, by debtor, and the root of each anchor that saw the book change. */
async function anchoredHeads(tx: Reader, book: number, days: ReadonlyMap<number, string>) {
  const of = new Map<string, Anchored[]>()
  const roots: (BookRoot & { readonly no: number })[] = []
  const broken: Broken[] = []
  const numbers = await rows<{ no: number }>(
    tx,
    sql`SELECT anchor_no AS no FROM anchor_heads WHERE book_id = ${book} ORDER BY anchor_no`,
  )
  let heads: Buffer = Buffer.alloc(0)
  for (const { no } of numbers) {
    const part = await row<HeadsRow>(
      tx,
      sql`SELECT anchor_no AS no, complete, heads, root_sha AS root FROM anchor_heads WHERE book_id = ${book} AND anchor_no = ${no}`,
    )
    const by = days.get(no) ?? `anchor ${no}`
    heads = part!.complete ? part!.heads : mergeHeads(heads, part!.heads)
    roots.push({ no, book, root: part!.root })
    if (!headsRoot(heads).equals(part!.root)) {
      broken.push({ what: 'anchor', says: `${by}: the heads it keeps of book ${book} were altered` })
      continue
    }
    for (const head of readHeads(part!.heads)) {
      const known = of.get(head.debtorId) ?? []
      if (known.at(-1)?.seq !== head.seq) known.push({ seq: head.seq, sha: head.sha, by })
      of.set(head.debtorId, known)
    }
  }
  return { of, roots, broken }
}

function addOutside(of: Map<string, Anchored[]>, heads: Buffer | undefined, by: string): void {
  for (const head of readHeads(heads ?? Buffer.alloc(0))) {
    const known = of.get(head.debtorId) ?? []
    known.push({ seq: head.seq, sha: head.sha, by })
    of.set(
      head.debtorId,
      known.sort((a, b) => a.seq - b.seq),
    )
  }
}

interface State {
  debtor_id: string
  seq: number
  sha: Buffer
  elsewhere: boolean
  name: string | null
  no: number | null
}

interface LinkRow extends StoredLink {
  readonly debtorId: string
}

async function* verifyBook(tx: Reader, book: number, anchored: ReadonlyMap<string, readonly Anchored[]>) {
  const states = await rows<State>(
    tx,
    sql`SELECT s.debtor_id, s.seq, s.head_sha AS sha, s.workspace_id <> ${tx.workspaceId}::uuid AS elsewhere, d.name, d.no
        FROM debtor_state s LEFT JOIN debtors d ON d.book_id = s.book_id AND d.id = s.debtor_id WHERE s.book_id = ${book} ORDER BY s.debtor_id`,
  )
  const there = new Map(states.map((it) => [it.debtor_id, it]))
  // Chains whose debtor is gone, and debtors of whom nothing is left but what an anchor knows.
  const orphans = await rows<{ id: string }>(
    tx,
    sql`SELECT DISTINCT r.debtor_id AS id FROM record r WHERE r.book_id = ${book}
          AND NOT EXISTS (SELECT 1 FROM debtor_state s WHERE s.book_id = r.book_id AND s.debtor_id = r.debtor_id)`,
  )
  const ids = [...new Set([...there.keys(), ...orphans.map((it) => it.id), ...anchored.keys()])].sort()
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch)
    const links = await rows<LinkRow>(
      tx,
      sql`SELECT r.debtor_id AS "debtorId", r.seq, r.at, r.actor, r.kind, r.subject_id AS "subjectId", r.payload_sha AS "payloadSha", r.prev_sha AS prev, r.sha, p.salt, p.body,
            (r.workspace_id <> ${tx.workspaceId}::uuid OR r.at <> date_trunc('milliseconds', r.at) OR coalesce(p.workspace_id <> r.workspace_id, false)) AS strange
          FROM record r LEFT JOIN record_payloads p USING (book_id, debtor_id, seq)
          WHERE r.book_id = ${book} AND r.debtor_id = ANY(${some}::uuid[]) ORDER BY r.debtor_id, r.seq`,
    )
    const by = Map.groupBy(links, (link) => link.debtorId)
    const posted = await postingsOf(tx, book, some)
    for (const id of some) {
      const chain = by.get(id) ?? []
      const state = there.get(id)
      const debtor = publicId('dbt', { book, id })
      const name = state?.name ? `customer ${state.no}, ${state.name} (${debtor})` : `${debtor}, whose customer is gone`
      const gone = [...erasedIn(chain)].filter(([seq]) => chain[seq - 1]?.body === null)
      const erased = { contents: gone.length, last: gone.at(-1)?.[1].at }
      const heads = anchored.get(id) ?? []
      const fault = firstFault(chain, state, heads)
      const elsewhere = state?.elsewhere ? 'its head stands under another workspace' : undefined
      if (chain.length === 0 && heads.length > 0) {
        const last = heads.at(-1)!
        const says = `${name}: entry 1 is missing and all after it: ${last.by} knows the chain up to entry ${last.seq}`
        yield { broken: { what: 'chain' as const, debtor, entry: 1, until: last.seq, says }, erased }
      } else if (fault) {
        yield { broken: { what: 'chain' as const, debtor, ...fault, says: `${name}: ${fault.says}` }, erased }
      } else if (elsewhere || !state?.name) {
        yield {
          broken: {
            what: 'chain' as const,
            debtor,
            entry: 1,
            says: `${name}: ${elsewhere ?? 'the customer was removed'}`,
          },
          erased,
        }
      } else {
        const off = firstPosting(chain, posted.get(id) ?? [], gone.length > 0)
        const broken = off && { what: 'postings' as const, debtor, ...off, says: `${name}: ${off.says}` }
        yield { broken, erased }
      }
    }
  }
}

interface PostingRow {
  debtor_id: string
  group_id: string
  line: string
}

async function postingsOf(tx: Reader, book: number, ids: readonly string[]): Promise<Map<string, PostingRow[]>> {
  const found = await rows<PostingRow>(
    tx,
    sql`SELECT debtor_id, group_id, concat_ws('|', coalesce(claim_id::text, ''), component, kind, amount_minor, currency, (day - '1970-01-01'::date)) AS line
        FROM postings WHERE book_id = ${book} AND debtor_id = ANY(${ids as string[]}::uuid[])`,
  )
  return Map.groupBy(found, (it) => it.debtor_id)
}

interface GroupBody {
  readonly id: string
  readonly lines: readonly {
    claimId?: string
    component: string
    kind: string
    amountMinor: number
    currency: string
    day: number
  }[]
}

/** Every posting stands in the chain, whole; what differs is named with its entry. */
function firstPosting(chain: readonly LinkRow[], posted: readonly PostingRow[], some: boolean): Fault | undefined {
  const by = Map.groupBy(posted, (it) => it.group_id)
  for (const link of chain) {
    if (link.body === null || (link.kind !== 'posting' && link.kind !== 'claims.made')) continue
    const { groups = [] } = JSON.parse(link.body) as { groups?: readonly GroupBody[] }
    for (const group of groups) {
      const said = group.lines.map((it) =>
        [it.claimId ?? '', it.component, it.kind, it.amountMinor, it.currency, it.day].join('|'),
      )
      const found = (by.get(group.id) ?? []).map((it) => it.line)
      by.delete(group.id)
      if (said.sort().join('\n') === found.sort().join('\n')) continue
      return { entry: link.seq, says: `the postings are not those of entry ${link.seq} (${link.kind})` }
    }
  }
  // Where contents were erased the rest cannot be told from what was never said.
  const rest = by.size > 0 && !some ? [...by.keys()][0]! : undefined
  return rest === undefined
    ? undefined
    : { entry: chain.length, says: `postings ${rest} stand in no entry up to ${chain.length}` }
}

async function ownChain(tx: Reader, anchors: readonly AnchorRow[], outside: Outside | undefined) {
  const broken: Broken[] = []
  const state = await row<{ seq: number; sha: Buffer }>(
    tx,
    sql`SELECT seq, head_sha AS sha FROM workspace_state WHERE workspace_id = ${tx.workspaceId}::uuid`,
  )
  const links = await rows<StoredLink>(
    tx,
    sql`SELECT r.seq, r.at, r.actor, r.kind, r.subject_id AS "subjectId", r.payload_sha AS "payloadSha", r.prev_sha AS prev, r.sha, p.salt, p.body,
          r.at <> date_trunc('milliseconds', r.at) AS strange
        FROM workspace_record r LEFT JOIN workspace_record_payloads p USING (workspace_id, seq)
        WHERE r.workspace_id = ${tx.workspaceId}::uuid ORDER BY r.seq`,
  )
  const known: Anchored[] = anchors.map((it) => ({
    seq: it.seq,
    sha: it.head,
    by: `anchor ${it.no} of ${dayText(it.day)}`,
  }))
  if (outside) known.push({ seq: outside.seq, sha: Buffer.from(outside.head, 'hex'), by: outsideName(outside) })
  const fault = firstFault(
    links,
    state,
    known.filter((it) => it.seq > 0).sort((a, b) => a.seq - b.seq),
  )
  if (fault) broken.push({ what: 'workspace', ...fault, says: `the workspace's own record: ${fault.says}` })
  const written = new Map<number, { root: string; entry: number }>()
  for (const link of fault ? [] : links) {
    if (link.kind !== 'anchor' || link.body === null) continue
    const { no, root } = JSON.parse(link.body)
    written.set(no, { root, entry: link.seq })
  }
  return { broken, written: fault ? undefined : written }
}

/** Each anchor is derived again from the heads it keeps and from the one before; the chain of the workspace names them all. */
function faultsOfAnchors(
  workspaceId: string,
  anchors: readonly AnchorRow[],
  roots: readonly (BookRoot & { readonly no: number })[],
  written: ReadonlyMap<number, { root: string; entry: number }> | undefined,
  outside: Outside | undefined,
): Broken[] {
  const broken: Broken[] = []
  const books = new Map<number, BookRoot>()
  const by = Map.groupBy(roots, (it) => it.no)
  let previous: Buffer = Buffer.alloc(0)
  for (const [i, it] of anchors.entries()) {
    const name = `anchor ${it.no} of ${dayText(it.day)}`
    if (it.no !== i + 1) {
      broken.push({ what: 'anchor', says: `anchor ${i + 1} is missing` })
      break
    }
    for (const one of by.get(it.no) ?? []) books.set(one.book, { book: one.book, root: one.root })
    const facts = { ...it, workspaceId, previous, books: [...books.values()].sort((a, b) => a.book - b.book) }
    if (!anchorRoot(facts).equals(it.root) || !it.previous.equals(previous)) {
      broken.push({ what: 'anchor', says: `${name} was altered: it is not the hash of the heads it keeps` })
      break
    }
    const said = written?.get(it.no)
    if (written && said?.root !== it.root.toString('hex')) {
      broken.push({
        what: 'anchor',
        entry: said?.entry,
        says: `${name} is not the one that the workspace's own record names`,
      })
    }
    previous = it.root
  }
  const lost = [...(written ?? [])].find(([no]) => no > anchors.length)
  if (lost) {
    broken.push({
      what: 'anchor',
      entry: lost[1].entry,
      says: `anchor ${lost[0]} is missing; entry ${lost[1].entry} of the workspace's own record names it`,
    })
  }
  if (outside && anchors[outside.no - 1]?.root.toString('hex') !== outside.root) {
    broken.push({ what: 'anchor', says: `anchor ${outside.no} here is not ${outsideName(outside)}` })
  }
  return broken
}

/** Kept bytes that no longer have the hash they are kept under, and attempts whose bytes are gone and were not erased. */
async function strangeBytes(tx: Reader): Promise<Broken[]> {
  const broken: Broken[] = []
  let after: Buffer = Buffer.alloc(0)
  for (;;) {
    const some = await rows<{ sha: Buffer; bytes: Buffer }>(
      tx,
      sql`SELECT sha, bytes FROM blobs WHERE workspace_id = ${tx.workspaceId}::uuid AND sha > ${after} ORDER BY sha LIMIT 200`,
    )
    for (const it of some) {
      if (isSame(it)) continue
      const says = `the bytes kept as ${it.sha.toString('hex').slice(0, 16)}… were altered`
      const of = await attemptsWith(tx, sql`a.bytes_sha = ${it.sha}`)
      broken.push(...(of.length > 0 ? of.map((one) => named(one, says)) : [{ what: 'bytes' as const, says }]))
    }
    if (some.length < 200) break
    after = some.at(-1)!.sha
  }
  const gone = await attemptsWith(
    tx,
    sql`NOT EXISTS (SELECT 1 FROM blobs b WHERE b.workspace_id = a.workspace_id AND b.sha = a.bytes_sha) AND p.body IS NOT NULL`,
  )
  broken.push(...gone.map((one) => named(one, 'the bytes of a message as it was sent are missing')))
  return broken
}

interface AttemptOf {
  readonly book: number
  readonly id: string
  readonly no: number
  readonly name: string
  readonly entry: number
}

/** Attempts with the entry of the chain that holds the hash of their bytes. */
async function attemptsWith(tx: Reader, where: ReturnType<typeof sql>): Promise<AttemptOf[]> {
  return rows<AttemptOf>(
    tx,
    sql`SELECT d.book_id AS book, d.id, d.no, d.name, min(r.seq) AS entry FROM attempts a JOIN debtors d ON d.book_id = a.book_id AND d.id = a.debtor_id
        JOIN record r ON r.book_id = a.book_id AND r.debtor_id = a.debtor_id AND r.kind = 'attempt' AND r.subject_id = a.message_id
        LEFT JOIN record_payloads p ON p.book_id = r.book_id AND p.debtor_id = r.debtor_id AND p.seq = r.seq
        WHERE a.workspace_id = ${tx.workspaceId}::uuid AND (p.body IS NULL OR position(encode(a.bytes_sha, 'hex') IN p.body) > 0) AND ${where}
        GROUP BY d.book_id, d.id, d.no, d.name, a.message_id, a.no ORDER BY d.no LIMIT 1000`,
  )
}

function named(it: AttemptOf, says: string): Broken {
  const debtor = publicId('dbt', it)
  const { entry } = it
  return { what: 'bytes', debtor, entry, says: `customer ${it.no}, ${it.name} (${debtor}): entry ${entry}: ${says}` }
}

function isSame(it: { sha: Buffer; bytes: Buffer }): boolean {
  try {
    return createHash('sha256').update(gunzipSync(it.bytes)).digest().equals(it.sha)
  } catch {
    return false
  }
}
