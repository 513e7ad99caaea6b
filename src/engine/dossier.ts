// A debtor's own copy of all that is kept of them (GDPR art. 15): a page to read, every table and the record as JSON, and each
// message as it was sent or received. Names of files are made of days and ids alone: what others wrote never becomes a path.

import { writeFile } from 'node:fs/promises'
import { strToU8, zipSync } from 'fflate'
import { type Day, dayAt, dayText, momentText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { readAddresses } from '../store/address.ts'
import { claimsOf } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { readBytes, readRecord, readTables, type Sent } from '../store/dossier.ts'
import { messageId } from '../store/outbox.ts'
import { timeline } from '../store/timeline.ts'
import type { Workspace } from '../store/workspace.ts'
import type { Watch } from './books.ts'
import { planErasure } from './erasure.ts'

const timelineMax = 100_000

/** Writes the archive into a file that is not there yet. @returns what it holds */
export async function exportDebtor(tx: Tx, workspace: Workspace, debtor: DebtorRow, file: string, today: Day) {
  const { bytes, ...held } = await packDebtor(tx, workspace, debtor, today)
  await writeFile(file, bytes, { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
    throw problem('export.exists', `${quoted(file, 200)} is there already.`, 'Give another name.')
  })
  return held
}

/** The archive itself, and what it holds. */
export async function packDebtor(tx: Tx, workspace: Workspace, debtor: DebtorRow, today: Day, watch?: Watch) {
  watch?.more(3)
  const tables = await readTables(tx, debtor)
  await watch?.step(1)
  const record = await readRecord(tx, debtor)
  await watch?.step(1)
  const entries: Record<string, Uint8Array> = {}
  const messages: string[] = []
  for await (const it of readBytes(tx, debtor)) {
    const name = nameOf(it, debtor.book, workspace.zone)
    entries[name] = it.bytes
    await watch?.step(0)
    messages.push(
      `${momentText(it.at, workspace.zone)}  ${it.direction === 'in' ? 'received' : 'sent'}  ${oneLine(it.subject)}\n    ${name}`,
    )
  }
  for (const [name, list] of Object.entries(tables)) entries[`data/${name}.json`] = json(list)
  entries['data/record.json'] = json(record)
  entries['read-me-first.txt'] = strToU8(await page(tx, workspace, debtor, today, messages))
  const rows = Object.values(tables).reduce((sum, list) => sum + list.length, 0)
  const held = { files: Object.keys(entries).length, rows, entries: record.length, messages: messages.length }
  await watch?.step(1)
  return { ...held, bytes: zipSync(entries) }
}

function nameOf(it: Sent, book: number, zone: string): string {
  const id = messageId({ book, id: it.id })
  const ending = it.channel === 'letter' ? 'pdf' : 'eml'
  return `messages/${dayText(dayAt(it.at, zone))}-${it.direction}-${id}${it.no > 1 ? `-${it.no}` : ''}.${ending}`
}

function json(value: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`)
}

/** One line that reads in the order in which it is written. */
function plainLine(text: string): string {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\s\p{Cc}]+/gu, ' ')
}

function oneLine(text: string): string {
  return plainLine(text).slice(0, 200)
}

async function page(tx: Tx, workspace: Workspace, debtor: DebtorRow, today: Day, messages: readonly string[]) {
  const claims = await claimsOf(tx, debtor, false)
  const addresses = await readAddresses(tx, debtor.book, [debtor.id])
  const plan = await planErasure(tx, workspace, debtor, today)
  const { addressLines = [], legalLines = [], email } = workspace.settings
  const story = await timeline(tx, debtor, timelineMax)
  return [
    `What ${workspace.name} keeps about ${plainLine(debtor.name)}`,
    `As of ${dayText(today)}. Everything is also in the folder "data", for programs; messages are in "messages".`,
    '',
    'Who keeps it',
    ...[workspace.name, ...addressLines, ...legalLines, ...(email ? [email] : [])].map((it) => `  ${it}`),
    '',
    'What for, and from where',
    '  To be paid what is owed, to answer you, and to keep the books that law asks for. It comes from the invoices and lists of the',
    '  creditor, from what you told us, and from the bank accounts into which you paid.',
    '',
    'Who you are to us',
    `  number ${debtor.no}, ${debtor.kind.replaceAll('_', ' ')} (${debtor.kindBecause}), ${debtor.country}${debtor.region ? `-${debtor.region}` : ''}, language ${debtor.language}`,
    ...addresses.map((it) => `  ${it.channel}: ${oneLine(it.address)} (${it.health})`),
    '',
    `Claims (${claims.length})`,
    ...claims.map(
      (it) => `  ${oneLine(it.number)}  issued ${dayText(it.issuedOn)}  open ${moneyText(it.openMinor, it.currency)}`,
    ),
    '',
    `Messages (${messages.length})`,
    ...messages.map((it) => `  ${it}`),
    '',
    `What happened, the newest first (${story.length})`,
    ...story.map((it) => `  ${dayText(it.day)}  ${oneLine(it.what)}: ${oneLine(it.says)}`),
    '',
    'How long it is kept',
    ...(plan.refused ? [`  ${plan.refused}`] : []),
    ...plan.keep.map((it) => `  ${it.what} until ${dayText(it.until)}: ${it.says} (${it.cite})`),
    '',
    'Your rights',
    '  You may ask us to correct or erase this, to restrict its use or to hand it on, you may object, and you may complain to the',
    '  data protection authority of where you live.',
    '',
  ].join('\n')
}
