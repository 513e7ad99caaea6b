// Writes messages as files instead of sending them: emails where no mail server is set, and letters to print. A file appears
// whole or not at all, and the same message is the same file however often it is written.

import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Day, dayText } from '../core/day.ts'
import { assert } from '../core/problem.ts'
import type { Outcome } from './outcome.ts'

export interface FolderMessage {
  readonly day: Day
  /** The debtor's name, as it stands in the records. */
  readonly debtor: string
  /** What it is, in a word or two: `second`, `statement`. */
  readonly about: string
  /** The message's own id: the same id is the same file. */
  readonly id: string
  /** Without the dot: `eml`, `pdf`. */
  readonly extension: string
  readonly bytes: Uint8Array
}

export interface Folder {
  /** Never throws for what a disk does; the folder is made where there is none. */
  send(message: FolderMessage): Promise<Outcome>
}

export function openFolder(path: string): Folder {
  return { send: (message) => write(path, message) }
}

/**
 * `2026-03-31-meyer-gmbh-second-7k2m9q4x.eml`: in order of days, readable, and never more than one plain file name, whatever
 * the debtor is called.
 */
export function fileName({ day, debtor, about, id, extension }: Omit<FolderMessage, 'bytes'>): string {
  assert(/^[a-z0-9]{1,8}$/.test(extension), `${extension} is no extension`)
  // Ids made in one second begin alike, so their first letters would not do.
  const short = BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 15)}`)
    .toString(36)
    .padStart(12, '0')
  const words = [plainWords(debtor, 100), plainWords(about, 60)].filter((word) => word !== '')
  return `${[dayText(day), ...words, short].join('-')}.${extension}`
}

/** Letters and digits of any script, joined by hyphens; cut to a length in bytes, of which a file name may have 255. */
function plainWords(text: string, bytesMax: number): string {
  const words = text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  let cut = ''
  for (const letter of words) {
    if (Buffer.byteLength(cut + letter) > bytesMax) break
    cut += letter
  }
  return cut.replace(/^-+|-+$/g, '')
}

async function write(folder: string, message: FolderMessage): Promise<Outcome> {
  const name = fileName(message)
  const path = join(folder, name)
  const temporary = join(folder, `.${randomUUID()}.part`)
  let inPlace = false
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const there = await readFile(path).catch(orAbsent)
    if (there) {
      if (there.equals(message.bytes)) return { kind: 'accepted', detail: `Already written to ${name}` }
      return { kind: 'refused', permanent: true, detail: `${name} is there already and says something else.` }
    }
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(message.bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // Two writers of one message write the same bytes, so it does not matter whose rename comes last.
    await rename(temporary, path)
    inPlace = true
    await syncFolder(folder)
    return { kind: 'accepted', detail: `Written to ${name}` }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    const detail = `${name}: ${(error as Error).message}`
    return inPlace ? { kind: 'in_doubt', detail } : { kind: 'not_sent', detail }
  }
}

/** The name must survive a power cut as well as the bytes. Windows cannot sync a folder, and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function orAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
