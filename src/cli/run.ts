// `dunwell run`, `rehearse`, `live`, `known-until`: the day and its clock.

import type { Command } from 'commander'
import type { Action, CaseDecision } from '../core/case.ts'
import { type Day, day, dayText } from '../core/day.ts'
import { messageName } from '../core/ladder.ts'
import { moneyText } from '../core/money.ts'
import { Problem, problem } from '../core/problem.ts'
import { shareCases } from '../engine/collector.ts'
import { switchLive } from '../engine/golive.ts'
import { fetchMail, mayFetch } from '../engine/mailbox.ts'
import { rehearse } from '../engine/rehearse.ts'
import { type SendResult, send } from '../engine/release.ts'
import { preview, type RunResult } from '../engine/run.ts'
import { runAtWork, runSeen, stoppedRun, stopRun } from '../engine/run-beside.ts'
import { writeAnchor } from '../store/anchor.ts'
import { nameOf } from '../store/approval.ts'
import { listOutbox } from '../store/outbox.ts'
import { setKnownUntil } from '../store/workspace.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { missingHint } from './law-missing.ts'

interface RunOptions extends CommonOptions {
  readonly dryRun?: boolean
  readonly workers?: string
  readonly send: boolean
  readonly stop?: boolean
}

export function runCommands(program: Command, wiring: Wiring): void {
  command(
    program,
    'run',
    'run the day: decide every case that is due, write drafts and tasks, send what may go',
    './dunwell run\n./dunwell run --dry-run --day 2026-03-31\n./dunwell run --stop',
    {
      json: true,
      day: 'rehearsal: live this day; with --dry-run: any day, to look ahead',
    },
  )
    .option('--dry-run', 'show what would happen; write and send nothing')
    .option('--workers <n>', 'books decided side by side', '4')
    .option('--no-send', 'decide only; send later with "dunwell outbox send"')
    .option('--stop', 'stop the run of today that is at work, here, at the desk or by the schedule')
    .addHelpText(
      'after',
      '\nThe desk shows a run while it works, whoever began it, and can stop it; so does ctrl C here. What is decided stays, nothing\nof the day goes out, and the next run goes on from there.',
    )
    .action(async (options: RunOptions) => {
      if (options.dryRun) return atDesk(wiring, dryRun, { anyDay: true })(options)
      if (options.stop) return atDesk(wiring, (desk) => stopDay(desk, wallOf(wiring)))(options)
      return atDesk(wiring, (desk) => runDay(desk, options, wiring))(options)
    })

  command(
    program,
    'rehearse',
    'live a stretch of days in rehearsal, as a trial of your policy on your ledger',
    './dunwell rehearse --from 2026-01-01 --until 2026-03-31 --approve-all --no-brake --known-every-day',
    { json: true },
  )
    .requiredOption('--from <day>')
    .requiredOption('--until <day>')
    .option('--approve-all', 'give every approval')
    .option('--no-brake', 'let every day pass the brake')
    .option('--known-every-day', 'payments are known up to each day')
    .action(
      atDesk(
        wiring,
        (
          desk,
          options: CommonOptions & {
            from: string
            until: string
            approveAll?: boolean
            brake: boolean
            knownEveryDay?: boolean
          },
        ) => rehearsal(desk, wiring, options),
        { anyDay: true },
      ),
    )

  command(
    program,
    'live',
    'switch from rehearsal to live, after a test message to yourself',
    './dunwell live --test-to ada@nordwind.example\n./dunwell live --letters-only',
    { json: true },
  )
    .option('--test-to <address>', 'your own address: a test message goes there first')
    .option('--letters-only', 'without a mail server: what would be an email becomes a letter to print')
    .action(atDesk(wiring, live, { anyDay: true }))

  command(program, 'known-until', 'say up to which day all payments are entered', './dunwell known-until 2026-03-31', {
    json: true,
  })
    .argument('[until]', 'the day (default: today)')
    .action((until: string | undefined, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const known = until === undefined ? desk.today : day(until)
        if (known > desk.today)
          throw problem('known.future', `${dayText(known)} is not over yet.`, 'Give today or an earlier day.')
        await desk.tx((tx) => setKnownUntil(tx, desk.workspace.creditorId, known, 'said by hand'))
        return { json: { knownUntil: dayText(known) }, text: `Payments are entered up to ${dayText(known)}.` }
      })(options),
    )
}

async function runDay(desk: Desk, options: RunOptions, wiring: Wiring): Promise<Answer> {
  const workers = Number(options.workers)
  if (!Number.isInteger(workers) || workers < 1 || workers > 64)
    throw problem('run.workers', 'Workers are 1 to 64.', 'Leave --workers out for 4.')
  const answers = await answersFirst(desk)
  // As the schedule does: what came has somebody to work it.
  const given = [...(await shareCases(desk.db, desk.workspace, { actor: desk.actor })).values()].reduce(
    (a, b) => a + b,
    0,
  )
  const result = await decideDay(desk, options, wiring, workers)
  const sent = options.send ? await sendNow(desk) : undefined
  const toApprove = await waitingForApproval(desk)
  await desk.tx((tx) => writeAnchor(tx, desk.today, 'daily'))
  const missing = await missingHint(desk)
  return {
    json: {
      run: { ...result, day: dayText(result.day) },
      sent: sent && sentJson(sent),
      toApprove,
      answers,
      given,
      missing,
    },
    text: `${answers ? `${answers}\n` : ''}${given > 0 ? `${plural(given, 'case')} given to who works them: ./dunwell collector list\n` : ''}${runText(result, sent, desk, toApprove)}${missing.length > 0 ? `\n\n${missing.join('\n')}` : ''}`,
  }
}

const wallOf = (wiring: Wiring) => wiring.wall ?? (() => wiring.clock.now())

/** Decides the day where others see it: how far it is here and at the desk, and stopped from either. */
async function decideDay(desk: Desk, options: RunOptions, wiring: Wiring, workers: number): Promise<RunResult> {
  const { db, workspace, today: on, actor } = desk
  const wall = wallOf(wiring)
  const before = await desk.tx((tx) => runAtWork(tx, on, wall()))
  if (before && !options.json)
    desk.say(
      `Beside the run that ${nameOf(before.askedBy)} began (${farText(before)}). To stop both: ./dunwell run --stop`,
    )
  // Whoever only helps leaves alone; the run that they joined is not theirs to stop by the way.
  const deaf = before ? undefined : wiring.onInterrupt?.(() => void desk.tx((tx) => stopRun(tx, on, wall())))
  const onProgress = (cases: number) => wiring.progress?.(`${plural(cases, 'customer')} looked at; ctrl C stops it`)
  try {
    return await runSeen(db, workspace, { day: on, actor, workers, onProgress }, wall)
  } catch (error) {
    if (!(error instanceof Problem && error.facts.code === 'reckoning.cancelled')) throw error
    const by = (await desk.tx((tx) => stoppedRun(tx, on)))?.problem?.by as string | undefined
    throw problem(
      'run.stopped',
      `${by === undefined ? 'Somebody' : nameOf(by)} stopped the run of ${dayText(on)}.`,
      'What was decided stays, and nothing of the day goes out. Go on with: ./dunwell run',
    )
  } finally {
    deaf?.()
    wiring.progress?.('')
  }
}

async function stopDay(desk: Desk, wall: () => number): Promise<Answer> {
  const found = await desk.tx((tx) => stopRun(tx, desk.today, wall()))
  const on = dayText(desk.today)
  if (!found) return { json: { stopped: false, day: on }, text: `No run of ${on} is at work.` }
  const { done, parts } = found
  const by = nameOf(found.askedBy)
  return {
    json: { stopped: true, day: on, by, done, parts },
    text: `The run of ${on} that ${by} began is stopped (${farText(found)}). What was decided stays; go on with: ./dunwell run`,
  }
}

/** How far a run is, in a few words. */
function farText({ done, parts }: { readonly done: number; readonly parts: number }): string {
  return parts > 0 ? `${Math.min(done, parts).toLocaleString('en')} of ${plural(parts, 'customer')}` : 'it begins'
}

// Who has answered should not hear from us today. A mailbox that cannot be read stops nobody's day: without news of it for long,
// what needs to know of answers waits for approval.
async function answersFirst(desk: Desk): Promise<string | undefined> {
  if (!mayFetch(desk.workspace)) return undefined
  try {
    const { landed } = await fetchMail(desk.db, desk.workspace, { actor: desk.actor, day: desk.today })
    return landed.length === 0 ? undefined : `${plural(landed.length, 'mail')} came in: ./dunwell inbox list`
  } catch (error) {
    if (!(error instanceof Problem) || !error.facts.code.startsWith('inbox.')) throw error
    return `The inbox could not be read. ${error.message}`
  }
}

export function sendNow(desk: Desk, limit?: number): Promise<SendResult> {
  return send(desk.db, desk.workspace, {
    day: desk.today,
    actor: desk.actor,
    dataDir: desk.dataDir,
    worker: `${desk.actor}@${process.pid}`,
    limit,
  })
}

/** How many messages wait for a person's yes. */
export async function waitingForApproval(desk: Desk): Promise<number> {
  return (await desk.tx((tx) => listOutbox(tx, ['waiting']))).filter((it) => it.needsApproval && it.approvedAt === null)
    .length
}

export function sentJson(it: SendResult) {
  const named = (some: SendResult['heldBack']) =>
    some.map(({ message, says }) => ({ debtor: message.debtorName, step: message.stepId, says }))
  return { ...it, heldBack: named(it.heldBack), dropped: named(it.dropped) }
}

function runText(result: RunResult, sent: SendResult | undefined, desk: Desk, toApprove: number): string {
  const lines = [
    `${dayText(result.day)}: ${plural(result.cases, 'customer')} looked at, ${plural(result.messages + result.kept, 'message')} written, ${plural(result.tasks, 'task')} for you.`,
  ]
  if (result.brake)
    lines.push(
      '',
      `The brake holds this day: ${result.brake}`,
      '  Look at them (./dunwell outbox list) and let them go: ./dunwell outbox go',
    )
  if (result.setAside.length > 0)
    lines.push(
      '',
      `Set aside, for they could not be decided (${result.setAside.length}); each is tried again tomorrow, or when it changes:`,
      ...result.setAside.map((it) => `  ${it.debtor}: ${it.says}`),
    )
  if (sent) lines.push(...sendText(sent, desk, toApprove))
  return lines.join('\n')
}

export function sendText(sent: SendResult, desk: Desk, toApprove: number): string[] {
  const lines: string[] = []
  const went = [
    ...(sent.sent > 0
      ? [`${plural(sent.sent, 'email')} ${desk.workspace.settings.smtp ? 'sent' : `written to ${desk.dataDir}/mail`}`]
      : []),
    ...(sent.printed > 0 ? [`${plural(sent.printed, 'letter')} in ${desk.dataDir}/letters, to print and post`] : []),
    ...(sent.refused > 0 ? [`${sent.refused} refused by the mail server`] : []),
    ...(sent.inDoubt > 0 ? [`${sent.inDoubt} in doubt: see ./dunwell outbox list --in-doubt`] : []),
    ...(sent.notSent > 0 ? [`${sent.notSent} could not be sent; they go on waiting`] : []),
    ...(sent.paced > 0 ? [`${sent.paced} wait for their turn (${desk.workspace.settings.mailsPerHour} an hour)`] : []),
  ]
  if (toApprove > 0) went.push(`${plural(toApprove, 'message')} for you to approve: ./dunwell outbox list`)
  if (went.length > 0) lines.push('', ...went.map((it) => `  ${it}`))
  for (const [says, some] of Map.groupBy(sent.heldBack, (it) => it.says))
    lines.push('', `Held back (${some.length}): ${says}`)
  for (const { message, says } of sent.dropped)
    lines.push(
      `Not sent: ${messageName({ ...message.intent, stage: message.stage }).toLowerCase()} to ${message.debtorName}: ${says}`,
    )
  return lines
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

async function dryRun(desk: Desk, options: RunOptions): Promise<Answer> {
  const on = options.day === undefined ? desk.today : day(options.day)
  const found = await preview(desk.db, desk.workspace, { day: on, actor: desk.actor })
  const all = found.flatMap(({ debtor, decisions }) => decisions.map((decision) => ({ debtor, decision })))
  const json = all.map(({ debtor, decision }) => ({
    debtor: { no: debtor.no, name: debtor.name },
    actions: decision.actions,
    nextLookOn: textOf(decision.nextLookOn),
  }))
  const lines = all
    .flatMap(({ debtor, decision }) =>
      decision.actions
        .filter((it) => it.kind !== 'nothing')
        .map((action) => [debtor.name, whatText(action), action.reasons[0]?.says ?? '']),
    )
    .map((cells) => cells as [string, string, string])
  const quiet = all.filter(({ decision }) => decision.actions.every((it) => it.kind === 'nothing')).length
  const table = lines.length > 0 ? `${columns(['customer', 'what', 'why'], lines)}\n\n` : ''
  return {
    json: { day: dayText(on), cases: json },
    text: `What ${dayText(on)} would bring. Nothing is written and nothing is sent.\n\n${table}${plural(lines.length, 'action')}; nothing to do for ${plural(quiet, 'customer')}.`,
  }
}

function textOf(it: Day | undefined): string | undefined {
  return it === undefined ? undefined : dayText(it)
}

/** What an action is, in a few words. */
export function whatText(action: Action): string {
  if (action.kind === 'message') {
    const sums = Object.entries(action.sums)
      .map(([currency, sum]) => moneyText(sum, currency))
      .join(', ')
    const name =
      action.stepId === 'thank-you'
        ? 'thank-you'
        : action.stepId === 'crossed'
          ? 'note: payment crossed'
          : messageName(action).toLowerCase()
    return `${name}${sums ? `, ${sums}` : ''}${action.approve ? ' (to approve)' : ''}`
  }
  if (action.kind === 'task') {
    const name = action.says.split(':')[0]!.replace(/\.$/, '')
    return `${name[0]!.toLowerCase()}${name.slice(1)}`
  }
  if (action.kind === 'write_off') return `write off ${moneyText(action.amountMinor, action.currency)}`
  return action.kind === 'promise' ? `promise ${action.state}` : 'nothing'
}

export function decisionJson(decision: CaseDecision) {
  return { ...decision, nextLookOn: textOf(decision.nextLookOn) }
}

async function rehearsal(
  desk: Desk,
  wiring: Wiring,
  options: {
    from: string
    until: string
    approveAll?: boolean
    brake: boolean
    knownEveryDay?: boolean
    json?: boolean
  },
): Promise<Answer> {
  const from = day(options.from)
  const until = day(options.until)
  if (until < from)
    throw problem('rehearse.order', `${options.until} is before ${options.from}.`, 'Give --from before --until.')
  const days: object[] = []
  let month = ''
  const done = await rehearse(desk.db, desk.workspace.id, {
    from,
    until,
    actor: desk.actor,
    dataDir: desk.dataDir,
    clock: wiring.clock,
    worker: `${desk.actor}@${process.pid}`,
    approveAll: options.approveAll,
    noBrake: !options.brake,
    knownEveryDay: options.knownEveryDay,
    onDay: (on, result, out) => {
      days.push({
        day: dayText(on),
        cases: result.cases,
        messages: result.messages,
        tasks: result.tasks,
        sent: out.sent,
        printed: out.printed,
        heldBack: out.heldBack.length,
      })
      if (!options.json && dayText(on).slice(0, 7) !== month) {
        month = dayText(on).slice(0, 7)
        desk.say(`${month} …`)
      }
    },
  })
  return {
    json: { ...done, byDay: days },
    text: `${plural(done.days, 'day')} rehearsed, ${plural(done.sent, 'message')} written.`,
  }
}

async function live(desk: Desk, options: CommonOptions & { testTo?: string; lettersOnly?: boolean }): Promise<Answer> {
  const { testTo, lettersOnly } = options
  if ((testTo === undefined) === (lettersOnly !== true))
    throw problem(
      'live.how',
      'It is not said how to go live.',
      'Give --test-to with your own address, or --letters-only where there is no mail server.',
    )
  const { since, test } = await switchLive(desk, testTo === undefined ? { lettersOnly: true } : { testTo })
  if (test === undefined)
    return {
      json: { liveSince: since, lettersOnly: true },
      text: `${desk.workspace.name} is live with printed letters: what is approved is written to ${desk.dataDir}/letters. Once a mail server is set, mails go out by it.`,
    }
  return {
    json: { liveSince: since, test },
    text: `The test message was accepted (${test}).\n${desk.workspace.name} is live: from now on the day is today, and what is approved goes out.`,
  }
}
