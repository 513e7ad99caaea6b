// `dunwell import inbox`: one look at the folder `inbox/`, as "serve" takes it every half minute: what was taken in, and what waits.

import { relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { problem } from '../core/problem.ts'
import { type InboxFile, inboxOf, lookAtInbox } from '../engine/import-inbox.ts'
import { resultJson } from '../engine/import-json.ts'
import { listWorkspaces } from '../store/workspace.ts'
import { atDesk, command, type Desk, type Wiring } from './desk.ts'

/** A file that has not grown in this time is taken for whole; "serve" waits for its next look instead. */
const steadyMs = 1500

export function inboxing(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'inbox',
    'take in what lies in the folder inbox/ of the data folder, as "serve" does by itself',
    './dunwell import inbox\ncp open-items.csv dunwell-data/inbox/ && ./dunwell import inbox --json',
    { json: true },
  ).action(
    atDesk(wiring, async (desk) => {
      const { folder, files } = await look(desk)
      return { json: { folder, files: files.map(plain) }, text: text(folder, files) }
    }),
  )
}

async function look(desk: Desk): Promise<{ folder: string; files: InboxFile[] }> {
  const alone = (await listWorkspaces(desk.db)).length === 1
  const given = { dataDir: desk.dataDir, actor: desk.actor, alone, seen: new Map<string, string>() }
  const first = await lookAtInbox(desk.db, desk.workspace, given)
  if (first && first.length > 0) await pause(steadyMs)
  const files = first?.length === 0 ? [] : await lookAtInbox(desk.db, desk.workspace, given)
  if (files === undefined) {
    throw problem(
      'inbox.taken',
      'Another program is taking in files from the inbox just now.',
      'Try again in a minute; "serve" takes them in by itself.',
    )
  }
  return { folder: inboxOf(desk.dataDir, desk.workspace.id, alone), files }
}

function plain(file: InboxFile): unknown {
  return file.what === 'imported' ? { ...file, result: resultJson(file.result) } : file
}

function text(folder: string, files: readonly InboxFile[]): string {
  if (files.length === 0)
    return `Nothing lies in ${folder}. Put a list there; one whose columns were taken in before comes in by itself.`
  const lines = files.map((file) => `${file.name}: ${what(folder, file)}`)
  const questions = files.flatMap((it) => (it.what === 'waiting' ? [it.question.trimEnd()] : []))
  return [lines.join('\n'), ...questions].join('\n\n')
}

function what(folder: string, file: InboxFile): string {
  const to = (path: string) => relative(folder, path)
  const count = (some: number, noun: string) => `${some} ${noun}${some === 1 ? '' : 's'}`
  switch (file.what) {
    case 'imported': {
      const { rows, summed, claims, debtors, changed, unchanged, problems } = file.result
      const news = `${count(claims, 'new claim')}, ${count(debtors, 'new customer')}, ${changed.count} changed, ${unchanged} unchanged`
      const refused = problems.count === 0 ? '' : `; ${count(problems.count, 'row')} refused, see problem/`
      return `taken in, ${count(rows + summed, 'row')}: ${news}${refused} → ${to(file.movedTo)}`
    }
    case 'money':
      return `taken in, ${file.says} → ${to(file.movedTo)}`
    case 'known':
      return `was taken in before, nothing to do → ${to(file.movedTo)}`
    case 'refused':
      return `not taken in → ${to(file.movedTo)}\n  ${file.problem.says}\n  ${file.problem.fix}`
    case 'waiting':
      return `waits, its question is in ${file.name}.question.txt`
    case 'arriving':
      return 'is still arriving, or open in another program'
  }
}
