// `dunwell debtor merge`: proposals of who may be one customer, a preview of what would move, and the doing once a person says yes.

import type { Command } from 'commander'
import { problem, quoted } from '../core/problem.ts'
import { type MergePlan, mergeDebtors, movesText, planMerge } from '../engine/merge.ts'
import { proposeMerges } from '../engine/proposal.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId, findDebtor } from '../store/debtor.ts'
import { mergedInto } from '../store/merge.ts'
import { keepNotSame, type Traits } from '../store/proposal.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'

interface MergeOptions extends CommonOptions {
  readonly into?: string
  readonly yes?: boolean
  readonly not?: boolean
  readonly proposals?: boolean
  readonly limit?: string
}

export function merging(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'merge',
    'one customer under two numbers: move everything of the first to the second',
    './dunwell debtor merge --proposals               who may be one customer\n./dunwell debtor merge 1017 --into 1002           what would move\n./dunwell debtor merge 1017 --into 1002 --yes\n./dunwell debtor merge --not 1017 1002            they are two; not proposed again',
    { json: true },
  )
    .argument('[customer...]', 'the number that ends; with --not, the two that are not the same')
    .option('--proposals', 'pairs that may be one customer, with what speaks for it')
    .option('--limit <count>', 'at most so many proposals', '25')
    .option('--not', 'these two are not the same')
    .option('--into <customer>', 'the number that stays')
    .option('--yes', 'merge; without it nothing is written')
    .action((customers: string[], options: MergeOptions) =>
      atDesk(wiring, (desk) => {
        if (options.proposals) return propose(desk, options.limit ?? '25')
        if (options.not) return apart(desk, customers)
        if (customers.length !== 1 || options.into === undefined)
          throw problem(
            'merge.names',
            'A merge needs the customer that ends and the one that stays.',
            'Write: ./dunwell debtor merge 1017 --into 1002',
          )
        return mergeOne(desk, customers[0]!, options.into, options.yes === true)
      })(options),
    )
}

async function propose(desk: Desk, limitText: string): Promise<Answer> {
  const limit = /^\d{1,6}$/.test(limitText) ? Number(limitText) : 0
  if (limit < 1) throw problem('merge.limit', `${quoted(limitText)} is no number.`, 'Give a whole number from 1 on.')
  const { proposals, found } = await desk.tx((tx) => proposeMerges(tx, limit))
  const who = ({ no, name, ...it }: Traits) => ({ id: debtorId(it), no, name })
  const json = proposals.map((it) => ({ ...it, from: who(it.from), into: who(it.into) }))
  if (found === 0)
    return {
      json: { found, proposals: json },
      text: 'No two customers look like one. Nothing is ever merged by itself.',
    }
  const lines = proposals.flatMap(({ from, into, score, evidence }) => [
    `${String(score).padStart(3)}  ${from.no} ${from.name}  and  ${into.no} ${into.name}`,
    `     ${evidence.join('; ')}`,
    `     ./dunwell debtor merge ${from.no} --into ${into.no}    or: ./dunwell debtor merge --not ${from.no} ${into.no}`,
  ])
  const more = found > proposals.length ? [`… and ${found - proposals.length} more: --limit ${found}`] : []
  const head = `${found} pair${found === 1 ? '' : 's'} may be one customer; nothing is merged until you say so.`
  return { json: { found, proposals: json }, text: [head, '', ...lines, ...more].join('\n') }
}

async function apart(desk: Desk, customers: readonly string[]): Promise<Answer> {
  if (customers.length !== 2)
    throw problem('merge.names', 'Two customers are not the same, or they are.', 'Write: … merge --not 1017 1002')
  return desk.tx(async (tx) => {
    const one = await findDebtor(tx, customers[0]!)
    const other = await findDebtor(tx, customers[1]!)
    if (one.id === other.id) throw problem('merge.same', `${one.name} (${one.no}) is one customer.`, 'Name two.')
    const fresh = await keepNotSame(tx, one, other)
    const says = fresh ? 'They are not proposed again.' : 'That was known.'
    return {
      json: { fresh },
      text: `${one.name} (${one.no}) and ${other.name} (${other.no}) are not the same. ${says}`,
    }
  })
}

async function mergeOne(desk: Desk, oldText: string, newText: string, yes: boolean): Promise<Answer> {
  return desk.tx(async (tx) => {
    const from = await findDebtor(tx, oldText)
    const into = await findDebtor(tx, newText)
    if (from.id === into.id && (await wasMergedAs(tx, into, oldText)))
      return {
        json: { merged: true, before: true, into: debtorId(into), no: into.no },
        text: `${oldText} was merged into ${into.name} (${into.no}) before. Nothing is left to do.`,
      }
    const plan = await planMerge(tx, from, into)
    const json = planJson(plan)
    if (!yes) {
      const words = [
        `${from.name} (${from.no}) would be merged into ${into.name} (${into.no}). What moves:`,
        ...movesText(plan).map((it) => `  ${it}`),
        ...plan.says,
        `Nothing was written. Do it: ./dunwell debtor merge ${from.no} --into ${into.no} --yes`,
      ]
      return { json: { merged: false, ...json }, text: words.join('\n') }
    }
    await mergeDebtors(tx, desk.today, plan)
    const words = [
      `${from.name} (${from.no}) was merged into ${into.name} (${into.no}). What moved:`,
      ...movesText(plan).map((it) => `  ${it}`),
      `The number ${from.no} and its payment reference lead to ${into.no} from now on.`,
    ]
    return { json: { merged: true, before: false, ...json }, text: words.join('\n') }
  })
}

/** Whether the text names one who was merged into this customer before. */
async function wasMergedAs(tx: Tx, into: DebtorRow, text: string): Promise<boolean> {
  return (await mergedInto(tx, into)).some((it) => [String(it.no), it.name, debtorId(it)].includes(text.trim()))
}

function planJson({ from, into, moves, sums, says }: MergePlan) {
  const who = (it: DebtorRow) => ({ id: debtorId(it), no: it.no, name: it.name })
  return { from: who(from), into: who(into), moves, sums, says }
}
