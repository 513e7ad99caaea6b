// `dunwell debtor merge`: proposals of who may be one customer, a preview of what would move, and the doing once a person says yes.

import type { Command } from 'commander'
import { problem } from '../core/problem.ts'
import { type MergePlan, mergeDebtors, movesText, planMerge } from '../engine/merge.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId, findDebtor } from '../store/debtor.ts'
import { mergedInto } from '../store/merge.ts'
import { type Answer, atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'

interface MergeOptions extends CommonOptions {
  readonly into?: string
  readonly yes?: boolean
}

export function merging(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'merge',
    'one customer under two numbers: move everything of the first to the second',
    './dunwell debtor merge 1017 --into 1002        what would move\n./dunwell debtor merge 1017 --into 1002 --yes',
    { json: true },
  )
    .argument('[customer...]', 'the number that ends; with --not, the two that are not the same')
    .option('--into <customer>', 'the number that stays')
    .option('--yes', 'merge; without it nothing is written')
    .action((customers: string[], options: MergeOptions) =>
      atDesk(wiring, (desk) => {
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
