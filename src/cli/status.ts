// `dunwell status`: where things stand that nobody looks at every day: backups, lists that wait, signing in to mail.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { momentText } from '../core/day.ts'
import { usualKeep } from '../core/keep.ts'
import { inboxOf, waitingIn } from '../engine/import-inbox.ts'
import { webhookFaults } from '../engine/webhook.ts'
import { listAnchors } from '../store/anchor.ts'
import { countOpen } from '../store/line-match.ts'
import { refusedPayEvents } from '../store/pay-event.ts'
import { lastProof } from '../store/proof.ts'
import { readSignIn } from '../store/sign-in.ts'
import { webhookId } from '../store/webhook.ts'
import { listWorkspaces } from '../store/workspace.ts'
import { anchorJson, anchorText } from './anchor.ts'
import { ageText } from './backup.ts'
import { atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'
import { missingHint } from './law-missing.ts'
import { endingLicences } from './licence.ts'

/** One thing of the status: its lines, name and what is so, and the same for a program. */
interface Part {
  readonly lines: readonly (readonly [name: string, says: string])[]
  readonly json: object
}

export function status(program: Command, wiring: Wiring): void {
  command(
    program,
    'status',
    'where things stand: the last proved backup, lists and payments that wait, mail, webhooks that fail',
    './dunwell status',
    { json: true },
  ).action((options: CommonOptions) => {
    // Before a rehearsal turns the clock: a backup is as old as it is on the wall.
    const now = wiring.clock.now()
    return atDesk(wiring, async (desk) => {
      const { name, liveSince } = desk.workspace
      const parts = [
        await backups(desk, now),
        await anchors(desk),
        await inbox(desk),
        await mail(desk),
        await payments(desk),
        await webhooks(desk),
        await onlinePay(desk),
        await law(desk),
      ]
      const lines = [
        ['Workspace', `${name}, ${liveSince === undefined ? 'in rehearsal' : 'live'}`] as const,
        ...parts.flatMap((part) => part.lines),
      ]
      return {
        json: Object.assign({}, ...parts.map((part) => part.json)),
        text: lines.map(([what, says]) => `${what.padEnd(18)}${says}`).join('\n'),
      }
    })(options)
  })
}

async function backups(desk: Desk, now: number): Promise<Part> {
  const { proved, failed } = await desk.tx(lastProof)
  const daily = desk.workspace.settings.backup
  const when = (moment: number) => `${momentText(moment, desk.workspace.zone)} (${ageText(now - moment)} ago)`
  return {
    json: { backup: { daily, proved, failed, ageSeconds: proved && Math.floor((now - proved.madeAt) / 1000) } },
    lines: [
      [
        'Last good backup',
        proved
          ? `${when(proved.madeAt)}, ${proved.file}: ${proved.says}`
          : `none yet: ./dunwell backup --keep ${usualKeep} backups`,
      ],
      [
        'Made each day',
        daily
          ? `by serve or worker, after ${daily.at}, into ${resolve(desk.dataDir, daily.folder)}`
          : 'no: ./dunwell settings set backup.at=03:00 backup.folder=backups',
      ],
      ...(failed ? [['A later one failed', ` ${when(failed.madeAt)}: ${failed.says}`] as const] : []),
    ],
  }
}

async function inbox(desk: Desk): Promise<Part> {
  const alone = (await listWorkspaces(desk.db)).length === 1
  const waiting = await waitingIn(inboxOf(desk.dataDir, desk.workspace.id, alone))
  const says = `waiting: ${waiting.join(', ')}; see ./dunwell import inbox`
  return { json: { inbox: { waiting } }, lines: waiting.length > 0 ? [['Inbox', says]] : [] }
}

async function payments(desk: Desk): Promise<Part> {
  const waiting = await desk.tx(countOpen)
  const says = `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for you: ./dunwell match list`
  return { json: { paymentsWaiting: waiting }, lines: waiting > 0 ? [['Payments', says]] : [] }
}

async function mail(desk: Desk): Promise<Part> {
  const signIn = await desk.tx((tx) => readSignIn(tx))
  const says = signIn?.refusedAt
    ? `refused: ${signIn.refusedSays} Sign in again: ./dunwell mail sign-in ${signIn.provider}`
    : undefined
  return {
    json: { mailSignIn: signIn ? (signIn.refusedSays ?? 'good') : null },
    lines: says ? [['Mail sign-in', says]] : [],
  }
}

async function webhooks(desk: Desk): Promise<Part> {
  const faults = await desk.tx(webhookFaults)
  const at = (id: string) => webhookId(id)
  return {
    json: {
      webhooks: faults.map(({ webhook, says, fix }) => ({ id: at(webhook.id), url: webhook.url, says, fix })),
    },
    lines: faults.map(({ webhook, says, fix }) => [
      'Webhook',
      `${webhook.url}: ${says} ${fix.replace('ID', at(webhook.id))}`,
    ]),
  }
}

async function onlinePay(desk: Desk): Promise<Part> {
  const faults = await desk.tx((tx) => refusedPayEvents(tx))
  return {
    json: { onlinePay: { faults } },
    lines: faults.length > 0 ? [['Online payments', `${faults.length} to look at: ./dunwell pay status`]] : [],
  }
}

async function law(desk: Desk): Promise<Part> {
  const licences = await endingLicences(desk)
  const missing = await missingHint(desk)
  return {
    json: { licences, missing },
    lines: [
      ...licences.map((says) => ['Licence', says] as const),
      ...missing.map((says, i) => [i === 0 ? 'Facts missing' : '', says] as const),
    ],
  }
}

async function anchors(desk: Desk): Promise<Part> {
  const [last] = await desk.tx((tx) => listAnchors(tx, 1))
  return {
    json: { anchor: last && anchorJson(last) },
    lines: [['Last anchor', last ? anchorText(last) : 'none yet: the run of a day makes one']],
  }
}
