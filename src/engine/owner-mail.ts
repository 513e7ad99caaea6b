// The mails to the owners of a workspace, each once: in the morning what goes out today, before it goes, with links by which it is held;
// on Friday what the week brought. They go through the workspace's own mail server; a rehearsal's lie in the mail folder.

import { composeEmail } from '../channels/compose.ts'
import { openFolder } from '../channels/folder.ts'
import { isLoopback, openSmtp } from '../channels/smtp.ts'
import { addDays, type Day, dayText, weekday } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { dayMail, ownerLanguage, type WordedMail, weekMail } from '../documents/owner-mail.ts'
import { listAnchors } from '../store/anchor.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { listMembers, type Member } from '../store/member.ts'
import { countOutbox } from '../store/outbox.ts'
import {
  addHoldLink,
  addOwnerMail,
  goesToday,
  keepOutcome,
  type OwnerMailKind,
  ownerMailAt,
  readHoldLink,
  spendHoldLink,
  weekOf,
} from '../store/owner-mail.ts'
import type { Workspace } from '../store/workspace.ts'
import { holdAt, placeOf } from './answers.ts'
import { falseChases } from './report.ts'
import { withSignIn } from './sign-in.ts'

export interface OwnerMailOptions {
  readonly day: Day
  readonly dataDir: string
  readonly actor: string
}

const shown = 40
const linkMs = 3 * 86_400_000

/** Writes and sends what is to be told about a day. Each owner gets each once. @returns to whom, and what the server said */
export async function mailOwners(
  db: Db,
  workspace: Workspace,
  kind: OwnerMailKind,
  options: OwnerMailOptions,
): Promise<{ to: string; outcome: string }[]> {
  const { settings } = workspace
  const address = settings.email
  if (address === undefined) return []
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspace.id, options.actor, work)
  const owners = (await inside(listMembers)).filter((it) => it.role === 'owner')
  const done: { to: string; outcome: string }[] = []
  for (const owner of owners) {
    const written = await inside((tx) => write(tx, workspace, kind, owner, options))
    if (!written) continue
    const bytes = await composeEmail({
      messageId: `<owner.${written.id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
      from: { name: workspace.name, address },
      to: [{ name: owner.name, address: owner.email }],
      ...written.mail,
      attachments: [],
      date: db.source.now(),
      autoSubmitted: true,
    })
    const outcome = await hand(db, workspace, options, { owner, bytes, id: written.id, kind, from: address })
    await inside((tx) => keepOutcome(tx, written.id, outcome))
    done.push({ to: owner.email, outcome })
  }
  return done
}

async function write(
  tx: Tx,
  workspace: Workspace,
  kind: OwnerMailKind,
  owner: Member,
  { day }: OwnerMailOptions,
): Promise<{ id: string; mail: WordedMail } | undefined> {
  // Before any link is made: what was written once is not written again.
  if ((await ownerMailAt(tx, kind, day, owner.email)) !== undefined) return undefined
  const language = ownerLanguage(owner.language ?? workspace.settings.language)
  const desk = workspace.settings.publicUrl?.replace(/\/+$/, '')
  const of = { language, business: workspace.name, desk }
  if (kind === 'week') {
    const from = addDays(day, -7)
    const { sent, paid } = await weekOf(tx, from, day)
    const { chases } = await falseChases(tx, workspace.zone)
    const its = chases.filter((it) => it.sentOn >= dayText(from) && it.sentOn < dayText(day))
    const mail = weekMail({
      ...of,
      ...{ from, until: addDays(day, -1), sent, paid },
      falseChases: its.map((it) => ({ name: it.debtor.name, number: it.number, paidOn: it.paymentDay })),
    })
    const id = await addOwnerMail(tx, { kind, day, address: owner.email, subject: mail.subject, messages: sent })
    return id === undefined ? undefined : { id, mail }
  }
  const { first, count, sums } = await goesToday(tx, day, shown)
  const [anchor] = await listAnchors(tx, 1)
  const holds: (string | undefined)[] = []
  for (const it of first)
    holds.push(
      desk &&
        `${desk}/hold/${await addHoldLink(tx, { debtor: it.debtor, address: owner.email, expiresAt: tx.now + linkMs })}`,
    )
  const mail = dayMail({
    ...of,
    ...{ day, count, sums },
    first: first.map(({ debtor: _, ...it }, i) => ({ ...it, hold: holds[i] })),
    toApprove: (await countOutbox(tx)).toApprove,
    anchor: anchor && { no: anchor.no, day: anchor.day, hash: anchor.root.toString('hex') },
    leavesIn: workspace.settings.ownerMail.minutesBefore,
  })
  const id = await addOwnerMail(tx, { kind, day, address: owner.email, subject: mail.subject, messages: count })
  return id === undefined ? undefined : { id, mail }
}

async function hand(
  db: Db,
  workspace: Workspace,
  options: OwnerMailOptions,
  it: { owner: Member; bytes: Uint8Array; id: string; kind: OwnerMailKind; from: string },
): Promise<string> {
  const { settings, liveSince } = workspace
  const server =
    settings.smtp && (liveSince !== undefined || isLoopback(settings.smtp.host)) ? settings.smtp : undefined
  if (server) {
    const smtp = openSmtp(await withSignIn(db, workspace, server, options))
    try {
      return (await smtp.send(it.bytes, { from: it.from, to: [it.owner.email] })).kind
    } finally {
      await smtp.close()
    }
  }
  const file = { day: options.day, debtor: it.owner.name, about: `owner ${it.kind}`, id: it.id, extension: 'eml' }
  return (await openFolder(`${options.dataDir}/mail`).send({ ...file, bytes: it.bytes })).kind
}

/** On which days the mail of the week is written. */
export function isWeekMailDay(day: Day): boolean {
  return weekday(day) === 5
}

export const heldDays = 7

/** What a link would hold; undefined where it is used or its time is over. */
export async function seeHoldLink(
  tx: Tx,
  door: { id: string; expiresAt: number },
  wall: number,
): Promise<{ name: string; address: string; used: boolean; over: boolean }> {
  const link = await readHoldLink(tx, door.id)
  const [debtor] = await readDebtors(tx, link.debtor.book, [link.debtor.id])
  if (!debtor) throw problem('debtor.unknown', 'There is no such customer any more.', 'Look at the desk.')
  return { name: debtor.name, address: link.address, used: link.usedAt !== null, over: wall >= door.expiresAt }
}

/** Holds the customer of a link, once. @returns until when */
export async function holdByLink(tx: Tx, workspace: Workspace, id: string, day: Day): Promise<Day> {
  const until = addDays(day, heldDays)
  const link = await readHoldLink(tx, id)
  if (!(await spendHoldLink(tx, id))) return until
  const [debtor] = await readDebtors(tx, link.debtor.book, [link.debtor.id])
  const at = await placeOf(tx, workspace, debtor!, undefined)
  await holdAt(tx, at, { cause: `held from the morning mail by ${link.address}`, from: day, until, reach: 'debtor' })
  return until
}
