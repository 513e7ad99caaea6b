// `dunwell outbox`: what waits, what it says, and a person's yes or no.

import type { Command } from 'commander'
import { dayText, momentText } from '../core/day.ts'
import { messageName } from '../core/ladder.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { takeOut } from '../engine/autopilot.ts'
import { wordsFor } from '../engine/preview.ts'
import { settle } from '../engine/release.ts'
import { type AttemptRow, readAttempts } from '../store/attempt.ts'
import {
  approve,
  findMessage,
  listOutbox,
  messageId,
  type OutboxRow,
  type OutboxState,
  recall,
} from '../store/outbox.ts'
import { releaseBrake } from '../store/run.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { plural, sendNow, sendText, sentJson, waitingForApproval } from './run.ts'

export function outbox(program: Command, wiring: Wiring): void {
  const it = program
    .command('outbox')
    .description('what waits to go out: list, show, approve, drop, recall, send, settle, go')

  command(
    it,
    'list',
    'messages that wait, newest day first',
    './dunwell outbox list\n./dunwell outbox list --in-doubt',
    { json: true },
  )
    .option('--sent', 'what was sent')
    .option('--in-doubt', 'what may or may not have arrived')
    .option('--all', 'everything, dropped and overtaken too')
    .action(atDesk(wiring, list))

  command(
    it,
    'show',
    'the words of a message, why it is written, and what became of it',
    './dunwell outbox show msg_…',
    { json: true },
  )
    .argument('<message>')
    .action((id: string, options: CommonOptions) => atDesk(wiring, (desk) => show(desk, id))(options))

  command(
    it,
    'approve',
    'approve messages; they can be recalled for 15 minutes',
    './dunwell outbox approve msg_…\n./dunwell outbox approve --all',
    { json: true },
  )
    .argument('[messages...]')
    .option('--all', 'every message that waits for approval')
    .action((ids: string[], options: CommonOptions & { all?: boolean }) =>
      atDesk(wiring, (desk) => approveThem(desk, ids, options.all === true))(options),
    )

  command(it, 'recall', 'take an approval back while the message still waits', './dunwell outbox recall msg_…', {
    json: true,
  })
    .argument('<message>')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        await desk.tx(async (tx) => recall(tx, await findMessage(tx, id)))
        return { json: { recalled: id }, text: 'Recalled; it waits for approval again.' }
      })(options),
    )

  command(it, 'drop', 'do not send a message', './dunwell outbox drop msg_… --because "spoke to them this morning"', {
    json: true,
  })
    .argument('<message>')
    .requiredOption('--because <reason>')
    .action((id: string, options: CommonOptions & { because: string }) =>
      atDesk(wiring, async (desk) => {
        await desk.tx((tx) => takeOut(tx, id, options.because))
        return {
          json: { dropped: id },
          text: 'Dropped. The case is looked at again at its next day; hold it to keep it quiet: ./dunwell hold add',
        }
      })(options),
    )

  command(it, 'send', 'send what is approved or needs no approval', './dunwell outbox send', { json: true })
    .option('--limit <n>', 'no more than so many')
    .action(
      atDesk(wiring, async (desk, options: CommonOptions & { limit?: string }) => {
        const limit = options.limit === undefined ? undefined : Number(options.limit)
        if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
          throw problem(
            'outbox.limit',
            `${quoted(options.limit!)} is no number of messages.`,
            'Give a whole number above zero.',
          )
        const sent = await sendNow(desk, limit)
        const lines = sendText(sent, desk, await waitingForApproval(desk))
        return {
          json: sentJson(sent),
          text: lines.length > 0 ? lines.join('\n').trimStart() : 'Nothing is ready to go.',
        }
      }),
    )

  command(
    it,
    'settle',
    'say what became of a message that is in doubt',
    './dunwell outbox settle msg_… --arrived --note "she has it"',
    { json: true },
  )
    .argument('<message>')
    .option('--arrived', 'it arrived')
    .option('--not-sent', 'it surely did not; it waits again')
    .option('--note <text>', 'how you know', 'settled by hand')
    .action((id: string, options: CommonOptions & { arrived?: boolean; notSent?: boolean; note: string }) =>
      atDesk(wiring, async (desk) => {
        if (options.arrived === options.notSent)
          throw problem('outbox.settle', 'Say which: it arrived or it did not.', 'Add --arrived or --not-sent.')
        await desk.tx(async (tx) => settle(tx, await findMessage(tx, id), options.arrived === true, options.note))
        return {
          json: { settled: id, arrived: options.arrived === true },
          text: options.arrived ? 'Settled: it arrived.' : 'Settled: it waits to be sent again.',
        }
      })(options),
    )

  command(it, 'go', 'let a day pass that the brake holds', './dunwell outbox go', { json: true }).action(
    atDesk(wiring, async (desk) => {
      const held = await desk.tx((tx) => releaseBrake(tx, desk.today))
      if (!held) return { json: { released: false }, text: 'The brake does not hold today.' }
      const sent = await sendNow(desk)
      return {
        json: { released: true, sent: sentJson(sent) },
        text: ['The brake is off for today.', ...sendText(sent, desk, await waitingForApproval(desk))].join('\n'),
      }
    }),
  )
}

async function list(
  desk: Desk,
  options: CommonOptions & { sent?: boolean; inDoubt?: boolean; all?: boolean },
): Promise<Answer> {
  const states: OutboxState[] = options.all
    ? ['waiting', 'released', 'sent', 'in_doubt', 'failed', 'overtaken', 'dropped']
    : options.sent
      ? ['sent']
      : options.inDoubt
        ? ['in_doubt']
        : ['waiting', 'released', 'in_doubt']
  const found = await desk.tx((tx) => listOutbox(tx, states))
  const body = found.map((it) => [
    messageId(it),
    dayText(it.runDay),
    it.debtorName,
    stageName(it),
    sumsText(it.sums),
    stateText(it),
  ])
  return {
    json: found.map((it) => ({
      ...it,
      id: messageId(it),
      runDay: dayText(it.runDay),
      givenOn: it.givenOn === null ? null : dayText(it.givenOn),
    })),
    text: found.length === 0 ? 'Nothing waits.' : columns(['message', 'day', 'customer', 'step', 'sum', 'state'], body),
  }
}

function stageName(it: OutboxRow): string {
  const courtesies: Record<string, string> = { 'thank-you': 'Thank-you', crossed: 'Payment crossed' }
  return courtesies[it.templateId] ?? messageName({ ...it.intent, stage: it.stage, templateId: it.templateId })
}

export function stateText(it: OutboxRow): string {
  if (it.state === 'waiting' && it.needsApproval && it.approvedAt === null) return `to approve: ${it.asks ?? ''}`
  if (it.state === 'waiting' && it.says) return `waits: ${it.says}`
  if (it.state === 'waiting' && it.approvedAt === null) return it.intent.autopilot ? 'ready, by autopilot' : 'ready'
  if (it.state === 'waiting') return `approved by ${it.approvedBy}`
  return `${it.state.replaceAll('_', ' ')}${it.says ? `: ${it.says}` : ''}`
}

function sumsText(sums: Readonly<Record<string, number>>): string {
  return Object.entries(sums)
    .map(([currency, sum]) => moneyText(sum, currency))
    .join(', ')
}

function enclosedOf({ permit }: AttemptRow): string[] {
  return [
    ...(permit.enclosed ?? []).map((it) => `Enclosed: ${it.name} (${it.kind.replaceAll('_', ' ')} of ${it.claim})`),
    ...(permit.leftOut === undefined ? [] : [permit.leftOut]),
  ]
}

async function show(desk: Desk, id: string): Promise<Answer> {
  return desk.tx(async (tx) => {
    const message = await findMessage(tx, id)
    const attempts = await readAttempts(tx, message)
    const last = attempts.at(-1)
    const words = last
      ? { to: last.address, subject: last.subject, text: last.text_body, enclosed: enclosedOf(last) }
      : await wordsFor(tx, desk.workspace, message, desk.today)
    const reasons = message.intent.reasons.map((reason) => `  ${reason.says}`)
    const became = attempts.flatMap((it) => [
      `  ${momentText(it.released_at, desk.workspace.zone)} released to ${it.address}`,
      ...(it.facts ?? []).map(
        (fact) =>
          `  ${momentText(Date.parse(fact.at), desk.workspace.zone)} ${fact.kind.replaceAll('_', ' ')}: ${fact.detail}`,
      ),
    ])
    return {
      json: {
        ...message,
        id: messageId(message),
        words,
        attempts: attempts.map((it) => ({ ...it, bytes_sha: it.bytes_sha.toString('hex') })),
      },
      text: [
        `${stageName(message)} to ${message.debtorName}, ${dayText(message.runDay)}: ${stateText(message)}`,
        '',
        'Why',
        ...reasons,
        ...(became.length > 0 ? ['', 'What became of it', ...became] : []),
        '',
        `To: ${words.to ?? 'no address that works'}`,
        `Subject: ${words.subject}`,
        ...(words.enclosed ?? []),
        '',
        words.text,
      ].join('\n'),
    }
  })
}

async function approveThem(desk: Desk, ids: readonly string[], all: boolean): Promise<Answer> {
  if (ids.length === 0 && !all) throw problem('outbox.which', 'Which message?', 'Name it, or give --all.')
  const minutes = desk.workspace.liveSince === undefined ? 0 : desk.workspace.settings.recallMinutes
  let before = 0
  const approved = await desk.tx(async (tx) => {
    const wanted = all
      ? (await listOutbox(tx, ['waiting'])).filter((it) => it.needsApproval && it.approvedAt === null)
      : await Promise.all(ids.map((id) => findMessage(tx, id)))
    const done: string[] = []
    for (const it of wanted) if (await approve(tx, it, tx.now + minutes * 60_000)) done.push(messageId(it))
    before = wanted.length - done.length
    return done
  })
  const when =
    minutes > 0
      ? ` They can be recalled for ${minutes} minutes; then "dunwell outbox send" sends them.`
      : ' "dunwell outbox send" sends them.'
  return {
    json: { approved },
    text: `${plural(approved.length, 'message')} approved.${approved.length > 0 ? when : ''}${before > 0 ? ` ${before === 1 ? '1 was' : `${before} were`} approved before.` : ''}`,
  }
}
