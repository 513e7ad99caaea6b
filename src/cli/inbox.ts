// `dunwell inbox`: what came in by mail, where it landed, and a person's word that they have looked.

import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { type Landed, landMail, lookedAt } from '../engine/inbox.ts'
import { fetchMail } from '../engine/mailbox.ts'
import { readDebtors } from '../store/debtor.ts'
import { findMail, listMail, type MailRow, mailBytes, mailId } from '../store/inbox.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function inbox(program: Command, wiring: Wiring): void {
  const it = program.command('inbox').description('mails that came in: fetch, list, show, done, add')
  command(it, 'list', 'mails that wait for a person, and those that landed nowhere', './dunwell inbox list', {
    json: true,
  })
    .option('--all', 'everything that came in, and what was written by hand')
    .action(atDesk(wiring, (desk, options: CommonOptions & { all?: boolean }) => list(desk, options.all === true)))

  command(it, 'show', 'a mail: whose it is, what it says, what followed', './dunwell inbox show inb_…', { json: true })
    .argument('<mail>')
    .option('--raw', 'the exact bytes as they came')
    .action((id: string, options: CommonOptions & { raw?: boolean }) =>
      atDesk(wiring, (desk) => show(desk, id, options.raw === true))(options),
    )

  command(
    it,
    'done',
    'say that you have looked: what it holds goes on, after five quiet business days',
    './dunwell inbox done inb_…',
    { json: true },
  )
    .argument('<mails...>')
    .action((ids: string[], options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          let lifted = 0
          for (const id of ids) lifted += await lookedAt(tx, await findMail(tx, id), desk.today)
          return {
            json: { done: ids, lifted },
            text: `${ids.length === 1 ? 'Looked at' : `${ids.length} looked at`}; ${lifted} ${lifted === 1 ? 'hold is' : 'holds are'} lifted.`,
          }
        }),
      )(options),
    )

  command(
    it,
    'fetch',
    'read what is new in the mailbox and its sent folder; copy what was sent',
    './dunwell settings set imap.host=imap.example.com imap.user=ada imap.password=…\n./dunwell inbox fetch',
    { json: true },
  ).action(
    atDesk(wiring, async (desk) => {
      const done = await fetchMail(desk.db, desk.workspace, { actor: desk.actor, day: desk.today })
      const lines = [
        done.landed.length === 0 ? 'Nothing new came in.' : await landedText(desk, done.landed),
        ...(done.copied > 0 ? [`${done.copied} of ours copied to ${done.sentFolder}.`] : []),
        ...(done.sentFolder === undefined
          ? ['The server names no folder of sent mails; name it: ./dunwell settings set imap.sent=Sent']
          : []),
        ...done.unreadable.map((one) => `Could not be read: ${one}`),
      ]
      return { json: done, text: lines.join('\n') }
    }),
  )

  command(it, 'add', 'land mails from files, as if they had come in', './dunwell inbox add reply.eml bounce.eml', {
    json: true,
  })
    .argument('<files...>')
    .option('--sent', 'they were written by hand, to a customer')
    .action((files: string[], options: CommonOptions & { sent?: boolean }) =>
      atDesk(wiring, async (desk) => {
        const landed: Landed[] = []
        for (const file of files)
          landed.push(
            await landMail(desk.db, desk.workspace, bytesOf(file), {
              actor: desk.actor,
              day: desk.today,
              sent: options.sent,
            }),
          )
        return { json: landed, text: await landedText(desk, landed) }
      })(options),
    )
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch {
    throw problem('inbox.file', `The file ${quoted(file)} cannot be read.`, 'Check its name.')
  }
}

async function landedText(desk: Desk, landed: readonly Landed[]): Promise<string> {
  const named = await names(
    desk,
    landed.flatMap((it) => it.landed),
  )
  const body = landed.map((it) => [
    it.kind.replaceAll('_', ' '),
    it.from,
    it.subject.slice(0, 40),
    whom(it.landed, named),
    it.says,
  ])
  return columns(['kind', 'from', 'subject', 'customer', 'what followed'], body)
}

async function list(desk: Desk, all: boolean): Promise<Answer> {
  const found = await desk.tx((tx) => listMail(tx, all))
  const named = await names(
    desk,
    found.flatMap((it) => it.landed),
  )
  const body = found.map((it) => [
    mailId(it),
    dayText(it.day),
    it.kind.replaceAll('_', ' '),
    it.from,
    whom(it.landed, named),
    it.subject.slice(0, 50),
  ])
  return {
    json: found.map(shown),
    text:
      found.length === 0
        ? 'No mail waits for you.'
        : `${columns(['mail', 'day', 'kind', 'from', 'customer', 'subject'], body)}\n\nRead one: ./dunwell inbox show inb_…; when you have looked: ./dunwell inbox done inb_…`,
  }
}

async function show(desk: Desk, id: string, raw: boolean): Promise<Answer> {
  return desk.tx(async (tx) => {
    const it = await findMail(tx, id)
    if (raw) {
      const bytes = Buffer.from(await mailBytes(tx, it))
      return { json: { ...shown(it), bytes: bytes.toString('base64') }, text: bytes.toString('utf8') }
    }
    const named = await names(desk, it.landed)
    const head = [
      `${it.kind.replaceAll('_', ' ')}, ${dayText(it.day)}, ${it.state === 'open' ? 'waits for you' : it.state}`,
      `from     ${it.from}`,
      `customer ${whom(it.landed, named)}`,
      `subject  ${it.subject}`,
      it.says,
    ]
    return { json: shown(it), text: `${head.join('\n')}\n\n${it.text}` }
  })
}

function shown(it: MailRow) {
  return { ...it, id: mailId(it), day: dayText(it.day) }
}

async function names(desk: Desk, landed: MailRow['landed']): Promise<Map<string, string>> {
  const byBook = Map.groupBy(landed, (it) => it.book)
  const found = new Map<string, string>()
  for (const [book, some] of byBook) {
    const ids = [...new Set(some.map((it) => it.id))]
    for (const one of await desk.tx((tx) => readDebtors(tx, book, ids))) found.set(one.id, one.name)
  }
  return found
}

function whom(landed: MailRow['landed'], named: ReadonlyMap<string, string>): string {
  return landed.length === 0 ? '(nobody known)' : landed.map((it) => named.get(it.id) ?? '?').join(', ')
}
