// `dunwell match`: payments that wait for a person, each with whom it could belong to and why; taken, split, put aside, taken back.

import { type Command, InvalidArgumentError } from 'commander'
import { minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { matchAgain, matchLines } from '../engine/match.ts'
import { acceptLine, ignoreLine, lineOf, type SplitTo, splitLine, undoLine } from '../engine/match-settle.ts'
import { type ShownMatch, shown, shownMany } from '../engine/match-shown.ts'
import { countOpen, type LineMatchRow } from '../store/line-match.ts'
import { findRefs, refText } from '../store/ref.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function matching(program: Command, wiring: Wiring): void {
  const parent = program.command('match').description('payments of bank files: whose they are')
  command(
    parent,
    'list',
    'payments that wait for you, with whom they could belong to and why',
    './dunwell match list',
    {
      json: true,
    },
  )
    .option('--booked', 'those that are booked instead, the newest last')
    .option('--ignored', 'those that were put aside instead')
    .option('--limit <count>', 'at most so many', count, 50)
    .action((options: CommonOptions & { booked?: boolean; ignored?: boolean; limit: number }) =>
      atDesk(wiring, (desk) => list(desk, options))(options),
    )
  command(
    parent,
    'accept',
    'take a proposal: the payment is booked as it says',
    './dunwell match accept 6f1d4b6a\n./dunwell match accept 6f1d4b6a --proposal 2',
    { json: true },
  )
    .argument('<line>', 'from "match list"')
    .option('--proposal <number>', 'another than the first', count, 1)
    .action((id: string, options: CommonOptions & { proposal: number }) =>
      settling(wiring, (desk) => desk.tx((tx) => acceptLine(tx, desk, id, options.proposal)), 'Booked')(options),
    )
  command(
    parent,
    'split',
    'say yourself whose a payment is: claims and customers, each with its amount',
    './dunwell match split 6f1d4b6a --to 2026-0117=400.00 --to 2026-0121=80.50\n./dunwell match split 6f1d4b6a --to "Meyer GmbH=480.50"',
    { json: true },
  )
    .argument('<line>', 'from "match list"')
    .requiredOption('--to <who=amount...>', 'a claim’s number, or a customer’s number or name; together the payment')
    .action((id: string, options: CommonOptions & { to: string[] }) =>
      settling(
        wiring,
        async (desk) => {
          const to = await splitsOf(desk, id, options.to)
          return desk.tx((tx) => splitLine(tx, desk, id, to))
        },
        'Booked',
      )(options),
    )
  command(
    parent,
    'ignore',
    'put a payment aside: it is from no customer',
    './dunwell match ignore 6f1d4b6a --because "tax refund"',
    { json: true },
  )
    .argument('<line>', 'from "match list"')
    .requiredOption('--because <reason>')
    .action((id: string, options: CommonOptions & { because: string }) =>
      settling(wiring, (desk) => desk.tx((tx) => ignoreLine(tx, desk, id, options.because)), 'Put aside')(options),
    )
  command(
    parent,
    'undo',
    'take back what was done with a payment: what it had paid is open again',
    './dunwell match undo 6f1d4b6a',
    { json: true },
  )
    .argument('<line>', 'from "match list --booked"')
    .action((id: string, options: CommonOptions) =>
      settling(wiring, (desk) => desk.tx((tx) => undoLine(tx, desk, id)), 'Undone')(options),
    )
  command(
    parent,
    'explain',
    'all that is known of a payment and why it is not booked',
    './dunwell match explain 6f1d4b6a',
    {
      json: true,
    },
  )
    .argument('<line>', 'from "match list"')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const it = await desk.tx(async (tx) => shown(tx, await lineOf(tx, id)))
        return { json: it, text: explained(it) }
      })(options),
    )
  command(
    parent,
    'run',
    'look again at what waits, for claims that came in since; and at lines that were never looked at',
    './dunwell match run',
    { json: true },
  ).action((options: CommonOptions) =>
    atDesk(wiring, async (desk) => {
      const fresh = await matchLines(desk)
      const again = await matchAgain(desk)
      const json = { booked: fresh.booked + again.booked, waiting: again.waiting, unapplied: again.unapplied }
      const text = `${some(json.booked, 'payment')} booked, ${json.waiting} wait for one keystroke, ${json.unapplied} unapplied.`
      return { json, text: json.waiting + json.unapplied === 0 ? text : `${text}\n\nNext:  ./dunwell match list` }
    })(options),
  )
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 9999.')
  return Number(text)
}

function some(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

async function list(desk: Desk, options: { booked?: boolean; ignored?: boolean; limit: number }): Promise<Answer> {
  const states = options.booked ? (['booked'] as const) : options.ignored ? (['ignored'] as const) : undefined
  const { lines, open } = await desk.tx(async (tx) => ({
    lines: await shownMany(tx, { limit: options.limit, states }),
    open: await countOpen(tx),
  }))
  if (lines.length === 0) {
    const none = states ? 'No line.' : 'No payment waits for you. Take in the bank’s file:  ./dunwell import bank FILE'
    return { json: [], text: none }
  }
  const text = lines.map(block).join('\n\n')
  const more = !states && open > lines.length ? `\n\n… and ${open - lines.length} more: --limit` : ''
  const next = states
    ? 'Take one back:  ./dunwell match undo LINE'
    : 'Next:  ./dunwell match accept LINE, or split LINE --to CLAIM=AMOUNT, or ignore LINE --because …'
  return { json: lines, text: `${text}${more}\n\n${next}` }
}

/** A payment as an inbox shows it: the line, then each proposal with its evidence. */
function block(it: ShownMatch): string {
  const head = `${it.short}  ${it.day}  ${moneyText(it.amountMinor, it.currency)}  ${it.name ?? 'no name'}${it.text === '' ? '' : `  “${cut(it.text)}”`}`
  const why = it.state === 'waiting' ? 'likely' : it.state
  const proposals = it.proposals.slice(0, 3).map((one, i) => `  ${i + 1}. ${one.says}\n     [${one.chips.join('] [')}]`)
  const more =
    it.proposals.length > 3 ? [`  … ${it.proposals.length - 3} more: ./dunwell match explain ${it.short}`] : []
  return [head, `  ${why}: ${it.because}`, ...proposals, ...more].join('\n')
}

function cut(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text
}

function explained(it: ShownMatch): string {
  const facts = columns(
    ['', ''],
    [
      ['line', it.id],
      ['day', it.day],
      ['amount', moneyText(it.amountMinor, it.currency)],
      ['from', it.name ?? 'no name'],
      ['their account', it.account ?? 'not given'],
      ['text', it.text === '' ? 'none' : it.text],
      ['state', `${it.state}: ${it.because}`],
      ...(it.held.length > 0 ? [['held meanwhile', it.held.map((one) => `${one.no} ${one.name}`).join(', ')]] : []),
    ],
  )
  const booked = it.parts.map(
    (one) => `  ${moneyText(one.amountMinor, it.currency)} to ${one.no} ${one.name} (${one.payment})`,
  )
  const proposals = it.proposals.map((one, i) => `  ${i + 1}. ${one.says}\n     [${one.chips.join('] [')}]`)
  return [
    facts,
    ...(booked.length > 0 ? ['', 'Booked:', ...booked] : []),
    '',
    proposals.length === 0 ? 'Nothing in it points at a customer.' : 'It could be:',
    ...proposals,
  ].join('\n')
}

function settling(wiring: Wiring, work: (desk: Desk) => Promise<LineMatchRow>, done: string) {
  return atDesk<CommonOptions>(wiring, async (desk) => {
    const line = await work(desk)
    const { it, open } = await desk.tx(async (tx) => ({
      it: await shown(tx, await lineOf(tx, line.id)),
      open: await countOpen(tx),
    }))
    const parts = it.parts.map(
      (one) => `  ${moneyText(one.amountMinor, it.currency)} to ${one.no} ${one.name} (${one.payment})`,
    )
    const text = [
      `${done}: ${moneyText(it.amountMinor, it.currency)} of ${it.day}${it.name ? ` from ${it.name}` : ''}.`,
      ...parts,
      ...(it.held.length > 0
        ? [`Not chased until it is settled: ${it.held.map((one) => `${one.no} ${one.name}`).join(', ')}.`]
        : []),
      open === 0
        ? 'No payment waits for you.'
        : `${some(open, 'payment')} ${open === 1 ? 'waits' : 'wait'} for you:  ./dunwell match list`,
    ]
    return { json: it, text: text.join('\n') }
  })
}

/** `2026-0117=400.00`: a claim where one has this number, else a customer. */
async function splitsOf(desk: Desk, id: string, texts: readonly string[]): Promise<SplitTo[]> {
  return desk.tx(async (tx) => {
    const { currency } = await lineOf(tx, id)
    const found: SplitTo[] = []
    for (const text of texts) {
      const match = /^(.+)=([^=]+)$/.exec(text)
      if (!match)
        throw problem(
          'match.to',
          `${quoted(text)} does not say who gets how much.`,
          'Write CLAIM=AMOUNT or CUSTOMER=AMOUNT, such as 2026-0117=400.00.',
        )
      const [, who, amount] = match
      const amountMinor = minorFrom(amount!.trim(), currency)
      if (amountMinor === undefined || amountMinor <= 0)
        throw problem(
          'money.amount',
          `${quoted(amount!)} is not an amount in ${currency}.`,
          'Write it with a point and above zero: 400.00',
        )
      const ref = { scopeId: desk.workspace.creditorId, kind: 'claim', value: who!.trim().toLowerCase() }
      const isClaim = who!.trim().startsWith('clm_') || (await findRefs(tx, [ref])).has(refText(ref))
      found.push(isClaim ? { claim: who!.trim(), amountMinor } : { debtor: who!.trim(), amountMinor })
    }
    return found
  })
}
