// `dunwell escalate`: the next step of a customer's ladder before its day, by a person's decision; and that taken back.

import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { type Escalatable, escalatable, escalate } from '../engine/escalate.ts'
import { findDebtor } from '../store/debtor.ts'
import { withdrawEscalation } from '../store/escalation.ts'
import { findTask, taskId } from '../store/task.ts'
import { atDesk, type CommonOptions, command, type Wiring } from './desk.ts'

interface Options extends CommonOptions {
  readonly because?: string
  readonly dryRun?: boolean
  readonly undo?: boolean
}

export function escalations(program: Command, wiring: Wiring): void {
  command(
    program,
    'escalate',
    'let the next step come before its day; the law, the days between contacts and approvals hold as always',
    './dunwell escalate "Meyer GmbH" --dry-run\n./dunwell escalate "Meyer GmbH" --because "they sold the stock"\n./dunwell escalate tsk_… --undo',
    { json: true },
  )
    .argument('<customer>', 'a customer; with --undo the id of an escalation')
    .option('--because <text>', 'why, for the record')
    .option('--dry-run', 'show what would come and when, and decide nothing')
    .option('--undo', 'take an escalation back')
    .action((customer: string, options: Options) =>
      atDesk<Options>(wiring, (desk) =>
        desk.tx(async (tx) => {
          if (options.undo) {
            await withdrawEscalation(tx, await findTask(tx, customer), desk.today)
            return { json: { withdrawn: customer }, text: 'Taken back: the step waits for its own day again.' }
          }
          const found = await findDebtor(tx, customer)
          if (options.dryRun) {
            const next = await escalatable(tx, desk.workspace, found, desk.today)
            if (!next) return { json: { next: null }, text: 'Nothing here can come sooner.' }
            return { json: { next: jsonOf(next) }, text: textOf(next) }
          }
          const { because } = options
          const { what, ...key } = await escalate(tx, desk.workspace, found, {
            on: desk.today,
            ...(because !== undefined && { because }),
          })
          const id = taskId(key)
          const undo = `Undo: ./dunwell escalate ${id} --undo`
          return { json: { id, next: jsonOf(what) }, text: `Escalated. ${textOf(what)}\n${undo}` }
        }),
      )(options),
    )
}

function jsonOf({ step, claims, on, sooner, waits }: Escalatable) {
  const says = waits.map((it) => it.says)
  return { step: step.id, stage: step.stage, claims, on: dayText(on), sooner: dayText(sooner), waits: says }
}

function textOf({ name, claims, on, sooner, waits }: Escalatable): string {
  const what = `${name} for ${claims.join(', ')}`
  const when = `${what}: from ${dayText(sooner)} on instead of ${dayText(on)}.`
  return waits.length === 0 ? when : `${when}\nUntil then it waits:\n${waits.map((it) => `  ${it.says}`).join('\n')}`
}
