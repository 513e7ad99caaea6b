// Fetching: what is new in the inbox and in the folder of sent mails lands, and what we sent is copied there. Nothing in the
// mailbox is changed otherwise, and whatever ends it in between is made good by the next fetch.

import { type Imap, openImap } from '../channels/imap.ts'
import { isLoopback } from '../channels/smtp.ts'
import type { Day } from '../core/day.ts'
import { Problem, problem } from '../core/problem.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { folderName, keepPosition, readPosition, uncopied } from '../store/inbox.ts'
import { heard } from '../store/outbox.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'
import { type Landed, landMail } from './inbox.ts'
import { withSignIn } from './sign-in.ts'

export interface Fetched {
  readonly landed: readonly Landed[]
  /** Known from before, or sent by the program itself. */
  readonly known: number
  /** Put into the folder of sent mails. */
  readonly copied: number
  readonly sentFolder?: string
  /** Could not be read; each stays in the mailbox for a person. */
  readonly unreadable: readonly string[]
}

// The first time, and when the server has numbered a folder anew. What is older was answered before Dunwell came.
const firstDays = 14
const keepEvery = 25
const dayMs = 86_400_000

/** Reads the mailbox of the settings, and copies what was sent. */
export async function fetchMail(
  db: Db,
  workspace: Workspace,
  options: { readonly actor: string; readonly day: Day; readonly ca?: string },
): Promise<Fetched> {
  const { imap: settings } = workspace.settings
  if (!settings)
    throw problem(
      'inbox.none',
      'No mailbox is set.',
      'Set one: ./dunwell settings set imap.host=imap.example.com imap.user=ada imap.password=…',
    )
  if (!mayFetch(workspace))
    throw problem(
      'inbox.rehearsal',
      'A rehearsal reads no mailbox but one on this same machine.',
      'Go live first, or land files by hand: ./dunwell inbox add reply.eml',
    )
  const open = async (fresh: boolean) =>
    openImap({
      ...(await withSignIn(db, workspace, settings, { actor: options.actor, fresh })),
      ...(options.ca && { ca: options.ca }),
    })
  const imap = await open(false).catch((error) => {
    // A token may be taken back before its time is over: a fresh one is tried once.
    if (error instanceof Problem && error.facts.code === 'inbox.sign_in' && settings.password === undefined)
      return open(true)
    throw error
  })
  const landed: Landed[] = []
  const unreadable: string[] = []
  try {
    const sentFolder = await imap.sentFolder()
    const copied =
      sentFolder !== undefined && settings.copyToSent
        ? await copySent(db, workspace, imap, sentFolder, options.actor)
        : 0
    for (const folder of ['INBOX', ...(sentFolder === undefined ? [] : [sentFolder])])
      await readFolder(
        db,
        workspace,
        imap,
        { folder, name: folderName(settings, folder), sent: folder === sentFolder },
        options,
        {
          landed,
          unreadable,
        },
      )
    const fresh = landed.filter((it) => it.kind !== 'known')
    return { landed: fresh, known: landed.length - fresh.length, copied, sentFolder, unreadable }
  } finally {
    await imap.close()
  }
}

async function readFolder(
  db: Db,
  workspace: Workspace,
  imap: Imap,
  at: { folder: string; name: string; sent: boolean },
  options: { readonly actor: string; readonly day: Day },
  into: { landed: Landed[]; unreadable: string[] },
): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
  const after = await inside((tx) => readPosition(tx, at.name))
  let count = 0
  for await (const mail of imap.mails(at.folder, after, db.source.now() - firstDays * dayMs)) {
    try {
      into.landed.push(await landMail(db, workspace, mail.bytes, { ...options, sent: at.sent }))
    } catch (error) {
      // A lost database ends it all; one mail that cannot be worked out must not keep the others out for ever.
      if (error instanceof Problem) throw error
      into.unreadable.push(`${at.folder}, number ${mail.uid}: ${(error as Error).message}`)
    }
    count += 1
    if (count % keepEvery === 0) await inside((tx) => keepPosition(tx, at.name, mail))
  }
  const { end } = imap
  if (end) await inside((tx) => keepPosition(tx, at.name, end))
}

/** Whether a mailbox is set that may be read now: a rehearsal reads only one on this machine. */
export function mayFetch(workspace: Workspace): boolean {
  const { imap } = workspace.settings
  return imap !== undefined && (workspace.liveSince !== undefined || isLoopback(imap.host))
}

/** Puts a copy of what was accepted by the mail server into the folder of sent mails, each once. */
async function copySent(db: Db, workspace: Workspace, imap: Imap, folder: string, actor: string): Promise<number> {
  if (workspace.settings.smtp === undefined) return 0
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, actor, work)
  const since = Math.max(workspace.liveSince ?? 0, db.source.now() - firstDays * dayMs)
  let copied = 0
  for (const one of await inside((tx) => uncopied(tx, since))) {
    // Some servers keep a copy by themselves; and a program may have ended between the copy and its fact.
    const there = await imap.holds(folder, one.externalId)
    if (!there) {
      await imap.append(folder, one.bytes(), one.releasedAt)
      copied += 1
    }
    await inside(async (tx) => {
      const heads = await lockDebtors(tx, one.book, [one.debtorId], 'taken too')
      await heard(tx, heads, one, one.no, {
        kind: 'copied',
        detail: there ? `${folder} had it.` : `Copied to ${folder}.`,
      })
    })
  }
  return copied
}
