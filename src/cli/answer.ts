// `dunwell hold`, `promise`, `query`, `dispute`, `call`, `task`: what they answered, and what a person did.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { addDays, type Day, dayText, day as parse } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { currencyCode, minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { askAt, disputeAt, holdAt, type Place, placeOf, promiseAt } from '../engine/answers.ts'
import { keepContested, verifyClaims } from '../engine/dispute.ts'
import { answerNote } from '../engine/manager.ts'
import { calendarOf } from '../rules/calendar.ts'
import { type AnswerRow, answerQuery, liftHold, listAnswers, settleDispute } from '../store/answer.ts'
import { type ClaimRow, findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, findDebtor } from '../store/debtor.ts'
import { findTask, finishTask, logCall, outcomes, type TaskRow, taskId } from '../store/task.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { promiseCommands } from './promise.ts'

const prefixes = { hold: 'hld', promise: 'prm', query: 'qry', dispute: 'dsp' } as const

interface On extends CommonOptions {
  readonly claim?: string[]
}

export function answers(program: Command, wiring: Wiring): void {
  const hold = program.command('hold').description('pause the chasing of a customer, a case, a claim or a part of it')
  command(
    hold,
    'add',
    'hold: everything of a customer, or named claims, or a part of one',
    './dunwell hold add "Meyer GmbH" --cause "talks" --days 10\n./dunwell hold add "Meyer GmbH" --claim 2026-0117 --part 120.00 --cause "price check" --until 2026-04-01',
    { json: true },
  )
    .argument('<customer>')
    .requiredOption('--cause <text>', 'why')
    .option('--days <n>', 'for so many days')
    .option('--until <day>', 'until this day (not included)')
    .option('--reach <reach>', 'debtor or case, where no claim is named', 'debtor')
    .option('--claim <numbers...>')
    .option('--part <amount>', 'only this much of the claim')
    .option('--note <text>')
    .action((customer: string, options: On & HoldOptions) =>
      atDesk(wiring, (desk) => holdIt(desk, customer, options))(options),
    )
  ending(hold, wiring, 'lift', 'hold', 'lift a hold', (tx, key, on) => liftHold(tx, key, on))
  listing(hold, wiring, 'hold')

  const promise = program.command('promise').description('what they said they will pay, and when')
  command(
    promise,
    'add',
    'keep a promise; its claims rest until its day and two business days more',
    './dunwell promise add "Meyer GmbH" --amount 600.00 --by 2026-04-05 --claim 2026-0117 --who "Frau Adler"',
    { json: true },
  )
    .argument('<customer>')
    .requiredOption('--amount <amount>')
    .requiredOption('--by <day>')
    .option('--currency <code>')
    .option('--claim <numbers...>', 'which claims (default: all open ones in that currency)')
    .option('--who <name>', 'who said so')
    .action((customer: string, options: On & { amount: string; by: string; currency?: string; who?: string }) =>
      atDesk(wiring, (desk) => promiseIt(desk, customer, options))(options),
    )
  promiseCommands(promise, wiring)

  const query = program
    .command('query')
    .description('what they need from us first; its claims rest while we owe the answer')
  command(
    query,
    'add',
    'keep a query',
    './dunwell query add "Meyer GmbH" --asks "copy of the delivery note" --claim 2026-0117',
    { json: true },
  )
    .argument('<customer>')
    .requiredOption('--asks <text>')
    .option('--claim <numbers...>', 'which claims (default: all open ones)')
    .option('--spoken', 'said, not written')
    .action((customer: string, options: On & { asks: string; spoken?: boolean }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const at = await placeOf(tx, desk.workspace, await findDebtor(tx, customer), options.claim)
          const id = await askAt(tx, at, desk.today, options.asks)
          const contested = { ...at, says: options.asks, written: options.spoken !== true }
          await keepContested(tx, desk.workspace, contested, desk.today)
          return added(
            'query',
            at.in.book,
            id,
            `We owe ${at.debtor.name} an answer; ${numbersOf(at.claims)} ${at.claims.length === 1 ? 'rests' : 'rest'} meanwhile.`,
          )
        }),
      )(options),
    )
  ending(query, wiring, 'answer', 'query', 'say that it was answered', (tx, key, on, note) =>
    answerQuery(tx, key, note ?? 'answered', on),
  )
  listing(query, wiring, 'query')

  const dispute = program.command('dispute').description('what they contest')
  command(
    dispute,
    'add',
    'keep a dispute about claims or a part of one',
    './dunwell dispute add "Meyer GmbH" --cause "two boxes broken" --claim 2026-0117 --part 120.00',
    { json: true },
  )
    .argument('<customer>')
    .requiredOption('--cause <text>')
    .requiredOption('--claim <numbers...>')
    .option('--part <amount>', 'only this much of it')
    .option('--spoken', 'said, not written')
    .action((customer: string, options: On & { cause: string; part?: string; spoken?: boolean }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const at = await placeOf(tx, desk.workspace, await findDebtor(tx, customer), options.claim)
          const partMinor = partMinorOf(options.part, at, desk.workspace.currency)
          const id = await disputeAt(tx, at, desk.today, { cause: options.cause, partMinor })
          const contested = { ...at, says: options.cause, written: options.spoken !== true }
          await keepContested(tx, desk.workspace, contested, desk.today)
          return added(
            'dispute',
            at.in.book,
            id,
            `${partText(options.part, at.claims)}${numbersOf(at.claims)} ${at.claims.length === 1 || options.part ? 'is' : 'are'} disputed and not chased.`,
          )
        }),
      )(options),
    )
  ending(dispute, wiring, 'settle', 'dispute', 'say how it ended', (tx, key, on, note) =>
    settleDispute(tx, key, note ?? 'settled', on),
  )
  command(
    dispute,
    'verify',
    'answer with what proves the claim: a letter with it goes first, then collecting may go on',
    './dunwell dispute verify 2026-0117 --document contract.pdf',
    { json: true },
  )
    .argument('<claims...>')
    .requiredOption('--document <file>', 'what goes into the envelope')
    .action((numbers: string[], options: CommonOptions & { document: string }) =>
      atDesk(wiring, (desk) => desk.tx((tx) => verifyIt(desk, tx, numbers, options.document)))(options),
    )
  listing(dispute, wiring, 'dispute')

  const call = program.command('call').description('calls')
  command(
    call,
    'log',
    'keep a call that no task asked for',
    './dunwell call log "Meyer GmbH" --outcome reached --note "pays on Friday"',
    { json: true },
  )
    .argument('<customer>')
    .requiredOption('--outcome <code>', outcomes.join(', '))
    .option('--note <text>')
    .option('--incoming', 'they rang us')
    .action((customer: string, options: CommonOptions & { outcome: string; note?: string; incoming?: boolean }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          checkOutcome(options.outcome)
          const at = await placeOf(tx, desk.workspace, await findDebtor(tx, customer), undefined)
          await logCall(tx, at.in, at.in.caseId, {
            outcome: options.outcome,
            note: options.note,
            on: desk.today,
            direction: options.incoming ? 'in' : 'out',
          })
          return { json: { logged: true }, text: `The call with ${at.debtor.name} is kept.` }
        }),
      )(options),
    )

  const task = program.command('task').description('tasks; "dunwell report worklist" lists them')
  command(task, 'done', 'end a task; for a call say how it ended', './dunwell task done tsk_… --outcome no_answer', {
    json: true,
  })
    .argument('<task>')
    .option('--outcome <code>', `for calls: ${outcomes.join(', ')}`, 'done')
    .option('--note <text>')
    .action((id: string, options: CommonOptions & { outcome: string; note?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const it = await findTask(tx, id)
          if (it.kind === 'call' || it.kind === 'promise_broken') checkOutcome(options.outcome)
          if (it.kind === 'manager_note') return managerSays(tx, desk, it, options.outcome, options.note)
          await finishTask(tx, it, { outcome: options.outcome, note: options.note, on: desk.today })
          return { json: { task: id, outcome: options.outcome }, text: `Done: ${it.says}` }
        }),
      )(options),
    )
}

// The account manager's answer to a note: the step goes on at once, or waits for their talk.
async function managerSays(
  tx: Tx,
  desk: Desk,
  it: TaskRow,
  outcome: string,
  note: string | undefined,
): Promise<Answer> {
  if (outcome !== 'go_on' && outcome !== 'talk_first') {
    throw problem(
      'task.manager',
      `${quoted(outcome)} is no answer to this note.`,
      'Use --outcome go_on or --outcome talk_first.',
    )
  }
  const until = await answerNote(tx, it, {
    outcome,
    note,
    on: desk.today,
    calendar: calendarOf(desk.workspace.country),
  })
  return until === undefined
    ? { json: { task: taskId(it), outcome }, text: 'It goes on.' }
    : { json: { task: taskId(it), outcome, until: dayText(until) }, text: `The case rests until ${dayText(until)}.` }
}

interface HoldOptions {
  readonly cause: string
  readonly days?: string
  readonly until?: string
  readonly reach: string
  readonly part?: string
  readonly note?: string
}

async function holdIt(desk: Desk, customer: string, options: On & HoldOptions): Promise<Answer> {
  const until = untilOf(desk.today, options)
  if (options.reach !== 'debtor' && options.reach !== 'case')
    throw problem('hold.reach', `${quoted(options.reach)} is no reach.`, 'Use debtor or case, or name claims.')
  return desk.tx(async (tx) => {
    const at = await placeOf(tx, desk.workspace, await findDebtor(tx, customer), options.claim)
    const named = options.claim ? at.claims : []
    const ids = await holdAt(tx, at, {
      cause: options.cause,
      note: options.note,
      from: desk.today,
      until,
      reach: options.claim ? 'claims' : (options.reach as 'debtor' | 'case'),
      partMinor: partMinorOf(options.part, at, desk.workspace.currency),
    })
    const what =
      named.length > 0 ? `${partText(options.part, named)}${numbersOf(named)}` : `everything of ${at.debtor.name}`
    return {
      json: { holds: ids.map((id) => publicId('hld', { book: at.in.book, id })) },
      text: `On hold ${until === undefined ? 'until it is lifted' : `until ${dayText(until)}`}: ${what}.`,
    }
  })
}

function untilOf(today: Day, options: { days?: string; until?: string }): Day | undefined {
  if (options.until !== undefined) return parse(options.until)
  if (options.days === undefined) return undefined
  const days = Number(options.days)
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw problem('hold.days', `${quoted(options.days)} is no number of days.`, 'Give a whole number from 1 to 3650.')
  return addDays(today, days)
}

async function promiseIt(
  desk: Desk,
  customer: string,
  options: On & { amount: string; by: string; currency?: string; who?: string },
): Promise<Answer> {
  return desk.tx(async (tx) => {
    const at = await placeOf(tx, desk.workspace, await findDebtor(tx, customer), options.claim)
    const currency = options.currency
      ? currencyCode(options.currency)
      : (at.claims[0]?.currency ?? desk.workspace.currency)
    const amountMinor = amountOf(options.amount, currency)
    const byDay = parse(options.by)
    const { id, claims } = await promiseAt(tx, at, desk.today, { amountMinor, currency, byDay, who: options.who })
    return added(
      'promise',
      at.in.book,
      id,
      `${at.debtor.name} promises ${moneyText(amountMinor, currency)} by ${dayText(byDay)}; ${numbersOf(claims)} ${claims.length === 1 ? 'rests' : 'rest'} until two business days after.`,
    )
  })
}

function amountOf(text: string, currency: string): number {
  const amount = minorFrom(text, currency)
  if (amount === undefined || amount <= 0)
    throw problem(
      'money.amount',
      `${quoted(text)} is not an amount in ${currency}.`,
      'Write it with a point and above zero: 400.00',
    )
  return amount
}

/** The part as typed, in the currency of the claim it is of. */
function partMinorOf(text: string | undefined, at: Place, otherwise: string): number | undefined {
  const [claim] = at.claims
  if (text === undefined) return undefined
  return amountOf(text, claim?.currency ?? otherwise)
}

function partText(part: string | undefined, claims: readonly ClaimRow[]): string {
  return part === undefined
    ? ''
    : `${moneyText(amountOf(part, claims[0]!.currency), claims[0]!.currency)} of ${claims.length > 1 ? 'each of ' : ''}`
}

function numbersOf(claims: readonly ClaimRow[]): string {
  if (claims.length === 0) return 'nothing'
  return claims.length <= 4 ? claims.map((it) => it.number).join(', ') : `${claims.length} claims`
}

function checkOutcome(code: string): void {
  if (!(outcomes as readonly string[]).includes(code))
    throw problem('call.outcome', `${quoted(code)} is no outcome of a call.`, `Use one of: ${outcomes.join(', ')}.`)
}

async function verifyIt(desk: Desk, tx: Tx, numbers: readonly string[], file: string): Promise<Answer> {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw problem('dispute.document', `The file ${quoted(file)} cannot be read.`, 'Check its name.')
  }
  // The mark says later which bytes were in the envelope.
  const mark = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const document = `${basename(file)} (sha256 ${mark})`
  const first = await findClaim(tx, numbers[0]!)
  const debtor = await findDebtor(tx, debtorId({ book: first.book, id: first.debtorId }))
  const at = await placeOf(tx, desk.workspace, debtor, numbers)
  const { settled, open, on } = await verifyClaims(tx, desk.workspace, debtor, at.claims, document, desk.today)
  return {
    json: { claims: at.claims.map((it) => it.number), document, settled, open, on: dayText(on) },
    text: `${numbersOf(at.claims)}: answered with ${document}. The letter to ${debtor.name} is written at the next run; enclose the document.${open > 0 ? ' A dispute that names further claims stays open.' : ''}`,
  }
}

function added(noun: AnswerRow['noun'], book: number, id: string, text: string): Answer {
  const name = publicId(prefixes[noun], { book, id })
  return { json: { [noun]: name }, text: `${text}\n  ${name}` }
}

function ending(
  parent: Command,
  wiring: Wiring,
  verb: string,
  noun: AnswerRow['noun'],
  says: string,
  work: (tx: Tx, key: ReturnType<typeof keyOf>, on: Day, note?: string) => Promise<void>,
): void {
  command(parent, verb, says, `./dunwell ${noun} ${verb} ${prefixes[noun]}_…`, { json: true })
    .argument('<id>', `from "dunwell ${noun} list"`)
    .option('--note <text>')
    .action((id: string, options: CommonOptions & { note?: string }) =>
      atDesk(wiring, async (desk) => {
        await desk.tx((tx) => work(tx, keyOf(prefixes[noun], id), desk.today, options.note))
        return { json: { [verb]: id }, text: 'Kept. The case is looked at again today.' }
      })(options),
    )
}

function listing(parent: Command, wiring: Wiring, noun: AnswerRow['noun']): void {
  command(parent, 'list', `every ${noun}, open ones first`, `./dunwell ${noun} list "Meyer GmbH"`, { json: true })
    .argument('[customer]')
    .action((customer: string | undefined, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await listAnswers(tx, noun, customer === undefined ? undefined : await findDebtor(tx, customer))
          const body = found.map((it) => [
            publicId(prefixes[noun], it),
            it.debtorName,
            it.says,
            dayText(it.from),
            it.until === null ? '' : dayText(it.until),
            it.state,
            it.claims.join(', '),
          ])
          return {
            json: found.map((it) => ({
              ...it,
              id: publicId(prefixes[noun], it),
              from: dayText(it.from),
              until: it.until === null ? null : dayText(it.until),
            })),
            text:
              found.length === 0
                ? `There is no ${noun}.`
                : columns(['', 'customer', 'says', 'from', 'until', 'state', 'claims'], body),
          }
        }),
      )(options),
    )
}
