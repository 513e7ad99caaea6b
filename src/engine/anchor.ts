// Anchors outside: a file of one JSON line that says what it is, and one line for each book with the heads it had. Whoever keeps
// it elsewhere can show later that nothing before it was changed, cut off or removed, even by someone who owns the database.

import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { anchorRoot, type BookRoot, headBytes, headsRoot } from '../core/anchor.ts'
import { day, dayText } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { anchoredBooks, listAnchors } from '../store/anchor.ts'
import type { Tx } from '../store/db.ts'
import type { Outside } from '../store/verify.ts'

interface Header {
  readonly format: 'dunwell-anchor'
  readonly formatVersion: 1
  readonly workspaceId: string
  readonly workspace: string
  readonly no: number
  readonly day: string
  readonly at: number
  readonly previous: string
  readonly root: string
  readonly seq: number
  readonly head: string
}

/** Writes an anchor with all heads it knows; the last one unless a number is given. A file that is there is not overwritten. */
export async function exportAnchor(tx: Tx, workspace: { id: string; name: string }, file: string, no?: number) {
  const anchor = (await listAnchors(tx)).find((it) => no === undefined || it.no === no)
  if (!anchor) {
    throw problem(
      'anchor.none',
      no === undefined ? 'There is no anchor yet.' : `There is no anchor ${no}.`,
      'See "dunwell anchor list"; make one now: ./dunwell anchor make',
    )
  }
  const header: Header = {
    format: 'dunwell-anchor',
    formatVersion: 1,
    workspaceId: workspace.id,
    workspace: workspace.name,
    no: anchor.no,
    day: dayText(anchor.day),
    at: anchor.at,
    previous: anchor.previous.toString('hex'),
    root: anchor.root.toString('hex'),
    seq: anchor.seq,
    head: anchor.head.toString('hex'),
  }
  async function* lines() {
    yield `${JSON.stringify(header)}\n`
    for await (const { book, heads } of anchoredBooks(tx, anchor!.no)) {
      yield `${JSON.stringify({ book, heads: heads.toString('base64') })}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { flags: 'wx', mode: 0o600 })).catch((error) => {
    if (error.code !== 'EEXIST') throw error
    throw problem('anchor.exists', `${quoted(file, 200)} is there already.`, 'Give another name.')
  })
  return anchor
}

/** Reads such a file, and refuses one whose heads are not those of its root. */
export async function readAnchorFile(file: string, workspaceId: string): Promise<Outside> {
  const books = new Map<number, Buffer>()
  const roots: BookRoot[] = []
  let header: Header | undefined
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue
      const it = JSON.parse(line)
      if (header === undefined) {
        if (it.format !== 'dunwell-anchor' || it.formatVersion !== 1) throw strange(file)
        header = it
        continue
      }
      const heads = Buffer.from(String(it.heads), 'base64')
      if (!Number.isSafeInteger(it.book) || heads.length % headBytes !== 0) throw strange(file)
      books.set(it.book, heads)
      roots.push({ book: it.book, root: headsRoot(heads) })
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw problem(
        'anchor.missing',
        `There is no file ${quoted(file, 200)}.`,
        'Name a file that "anchor export" made.',
      )
    if (error instanceof SyntaxError) throw strange(file)
    throw error
  }
  if (!header) throw strange(file)
  if (header.workspaceId !== workspaceId) {
    throw problem(
      'anchor.other',
      `This anchor is of another workspace, ${quoted(String(header.workspace))}.`,
      'Name an anchor of this one, or choose its data folder with --data.',
    )
  }
  const facts = {
    ...header,
    day: day(header.day),
    previous: Buffer.from(header.previous, 'hex'),
    head: Buffer.from(header.head, 'hex'),
    books: roots,
  }
  if (anchorRoot(facts).toString('hex') !== header.root) {
    throw problem(
      'anchor.altered',
      'This file was altered: its root is not the hash of the heads in it.',
      'Take another copy of it.',
    )
  }
  return { no: header.no, day: facts.day, root: header.root, seq: header.seq, head: header.head, books }
}

function strange(file: string) {
  return problem(
    'anchor.strange',
    `${quoted(file, 200)} is no anchor.`,
    'Name a file that "dunwell anchor export" made, whole.',
  )
}
