// An anchor: the heads of all chains at one moment under one hash. Heads of a book lie packed behind one another in the order of
// their debtors, 56 bytes each, so that a million take seconds to hash and a book at a time is held in memory.

import { createHash } from 'node:crypto'
import { type Day, dayText, type Moment } from './day.ts'

/** A debtor's uuid, the number of the last entry, and its hash. */
export const headBytes = 16 + 8 + 32

export interface Head {
  readonly debtorId: string
  readonly seq: number
  readonly sha: Buffer
}

export function readHeads(packed: Buffer): Head[] {
  const heads: Head[] = []
  for (let at = 0; at + headBytes <= packed.length; at += headBytes) {
    const hex = packed.toString('hex', at, at + 16)
    heads.push({
      debtorId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
      seq: Number(packed.readBigUInt64BE(at + 16)),
      sha: packed.subarray(at + 24, at + headBytes),
    })
  }
  return heads
}

/** The heads of `now` that are not in `before` as they are. */
export function changedHeads(before: Buffer, now: Buffer): Buffer {
  const changed: Buffer[] = []
  let old = 0
  for (let at = 0; at < now.length; at += headBytes) {
    while (old < before.length && order(before, old, now, at) < 0) old += headBytes
    const same = old < before.length && before.compare(now, at, at + headBytes, old, old + headBytes) === 0
    if (!same) changed.push(now.subarray(at, at + headBytes))
  }
  return Buffer.concat(changed)
}

/** `before` with the heads of `changed` in their places. */
export function mergeHeads(before: Buffer, changed: Buffer): Buffer {
  const merged: Buffer[] = []
  let old = 0
  for (let at = 0; at < changed.length; at += headBytes) {
    const from = old
    while (old < before.length && order(before, old, changed, at) < 0) old += headBytes
    if (old > from) merged.push(before.subarray(from, old))
    if (old < before.length && order(before, old, changed, at) === 0) old += headBytes
    merged.push(changed.subarray(at, at + headBytes))
  }
  merged.push(before.subarray(old))
  return Buffer.concat(merged)
}

function order(a: Buffer, i: number, b: Buffer, j: number): number {
  return a.compare(b, j, j + 16, i, i + 16)
}

/** The hash over all heads of a book. */
export function headsRoot(packed: Buffer): Buffer {
  return createHash('sha256').update(packed).digest()
}

export interface BookRoot {
  readonly book: number
  readonly root: Buffer
}

export interface AnchorFacts {
  readonly workspaceId: string
  readonly no: number
  readonly day: Day
  readonly at: Moment
  /** The root of the anchor before; empty for the first. */
  readonly previous: Buffer
  /** The head of the workspace's own chain. */
  readonly seq: number
  readonly head: Buffer
  /** In the order of the books. */
  readonly books: readonly BookRoot[]
}

/** The one hash that stands for all heads: whoever keeps it can show years later that nothing before it was changed. */
export function anchorRoot(it: AnchorFacts): Buffer {
  const facts = [
    it.workspaceId,
    it.no,
    dayText(it.day),
    it.at,
    it.previous.toString('hex'),
    it.seq,
    it.head.toString('hex'),
    it.books.map(({ book, root }) => [book, root.toString('hex')]),
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest()
}
