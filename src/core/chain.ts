// A chain of the record as pure functions: how an entry is hashed, and where a chain breaks first. An entry's hash covers the
// hash of its salted content, not the content: that can be erased and the chain still holds, where a later entry says so.

import { hash } from 'node:crypto'
import type { Moment } from './day.ts'

export interface Link {
  readonly seq: number
  readonly at: Moment
  readonly actor: string
  readonly kind: string
  readonly subjectId?: string | null
  readonly payloadSha: Buffer
  readonly prev: Buffer
}

/** A link as it was found, with its content where that is still there. */
export interface StoredLink extends Link {
  readonly sha: Buffer
  readonly salt: Buffer | null
  readonly body: string | null
  /** It stands where no entry can have been written: under another workspace, or between two milliseconds. */
  readonly strange: boolean
}

/** A head that an anchor knows: the chain had this hash at this number. */
export interface Anchored {
  readonly seq: number
  readonly sha: Buffer
  readonly by: string
}

/** The first broken link: of several that an anchor alone convicts, the first and the last that it may be. */
export interface Fault {
  readonly entry: number
  readonly until?: number
  readonly says: string
}

export interface Erased {
  readonly at: Moment
  readonly because: string
}

export function payloadHash(salt: Uint8Array, body: string): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(body)]), 'buffer')
}

export function linkHash(link: Link): Buffer {
  const facts = [
    link.seq,
    link.at,
    link.actor,
    link.kind,
    link.subjectId ?? '',
    link.payloadSha.toString('hex'),
    link.prev.toString('hex'),
  ]
  return hash('sha256', JSON.stringify(facts), 'buffer')
}

/** The kind of entry that says which contents were erased, and why. */
export const erasedKind = 'erased'

/** What later entries say was erased, by number. */
export function erasedIn(links: readonly StoredLink[]): Map<number, Erased> {
  const erased = new Map<number, Erased>()
  for (const link of links) {
    if (link.kind !== erasedKind || link.body === null) continue
    const { entries, because } = read(link.body)
    for (const [from, until] of entries) {
      // Only what stands before it: an entry does not excuse what comes after.
      for (let seq = from; seq <= Math.min(until, link.seq - 1); seq++) erased.set(seq, { at: link.at, because })
    }
  }
  return erased
}

// Somebody may have written into it; then its hash tells, and nothing is taken from it here.
function read(body: string): { entries: readonly (readonly [number, number])[]; because: string } {
  try {
    const { entries, because } = JSON.parse(body)
    return { entries: Array.isArray(entries) ? entries : [], because: String(because) }
  } catch {
    return { entries: [], because: '' }
  }
}

/** Re-derives a chain from its first link. Anchors stand in the order of their numbers in the chain. */
export function firstFault(
  links: readonly StoredLink[],
  head: { readonly seq: number; readonly sha: Buffer } | undefined,
  anchors: readonly Anchored[],
): Fault | undefined {
  const erased = erasedIn(links)
  let prev: Buffer = Buffer.alloc(0)
  let sure = 0
  let next = 0
  for (const [i, link] of links.entries()) {
    const entry = i + 1
    const of = `entry ${entry} (${link.kind})`
    if (link.seq !== entry) return { entry, says: `entry ${entry} is missing` }
    if (!link.prev.equals(prev)) return { entry, says: `${of} does not follow the one before it` }
    if (link.salt === null || link.body === null) {
      if (!erased.has(entry))
        return { entry, says: `the content of ${of} is gone, and no entry says that it was erased` }
    } else if (!payloadHash(link.salt, link.body).equals(link.payloadSha)) {
      return { entry, says: `the content of ${of} was altered` }
    }
    const sha = linkHash({ ...link, prev })
    if (!sha.equals(link.sha) || link.strange) return { entry, says: `${of} was altered` }
    for (; anchors[next]?.seq === entry; next++) {
      const anchor = anchors[next]!
      if (!anchor.sha.equals(sha)) return rewritten(sure + 1, entry, anchor.by)
      sure = entry
    }
    prev = sha
  }
  const end = links.length
  const later = anchors[next]
  if (later) {
    return { entry: end + 1, says: `entry ${end + 1} is missing: ${later.by} knows the chain up to entry ${later.seq}` }
  }
  if (!head) return end > 0 ? { entry: end, says: 'the row that holds the head of this chain is missing' } : undefined
  if (head.seq > end) return { entry: end + 1, says: `entry ${end + 1} is missing: the head is entry ${head.seq}` }
  if (head.seq < end) return { entry: head.seq + 1, says: `entry ${head.seq + 1} stands behind the head` }
  if (!prev.equals(head.sha)) return { entry: end, says: `the head is not the hash of entry ${end}` }
  return undefined
}

function rewritten(from: number, until: number, by: string): Fault {
  const says = `by ${by} entry ${until} had another hash`
  return from === until
    ? { entry: from, says: `entry ${from} was rewritten, with a new hash: ${says}` }
    : {
        entry: from,
        until,
        says: `entry ${from}, or one up to ${until}, was rewritten, and all hashes from there on: ${says}`,
      }
}
