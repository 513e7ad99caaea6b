// `dunwell autopilot`: steps that go without a yes, those that are offered it, and a person's word on them.

import type { Command } from 'commander'
import { inARow } from '../core/autopilot.ts'
import { dayAt, dayText } from '../core/day.ts'
import { nameOf } from '../core/ladder.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { allow, autopilotSteps, type Deciding, mostOf, putOff, type StepState, takeBack } from '../engine/autopilot.ts'
import { houseOf } from '../engine/run.ts'
import { pastAutopilots } from '../store/autopilot.ts'
import type { Tx } from '../store/db.ts'
import { runFacts } from '../store/snapshot.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function autopilot(program: Command, wiring: Wiring): void {
  const it = program
    .command('autopilot')
    .description(
      'steps that go without a yes once ten in a row were approved as they were: list, accept, decline, stop',
    )

  command(it, 'list', 'which steps are on it, and how far the others are', './dunwell autopilot list', {
    json: true,
  })
    .option('--all', 'steps too that nobody has approved anything of')
    .action(atDesk(wiring, list))

  command(
    it,
    'accept',
    'let a step that is offered go by itself, up to a sum',
    './dunwell autopilot accept standard friendly\n./dunwell autopilot accept standard friendly --most 250.00',
    { json: true },
  )
    .argument('<policy>')
    .argument('<step>')
    .option('--most <amount>', 'no message that asks for more; at most the owner’s amount')
    .action((policyId: string, stepId: string, options: CommonOptions & { most?: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const { currency } = desk.workspace
          const mostMinor = options.most === undefined ? mostOf(desk.workspace) : amountOf(options.most, currency)
          await allow(tx, await deciding(tx, desk), { policyId, stepId }, { mostMinor })
          return {
            json: { policy: policyId, step: stepId, mostMinor, currency },
            text: `${stepId} of ${policyId} is on autopilot up to ${moneyText(mostMinor, currency)}, from the next run on. It ends by itself when its words change or a message of it is taken out; end it with: ./dunwell autopilot stop ${policyId} ${stepId}`,
          }
        }),
      )(options),
    )

  command(
    it,
    'decline',
    'not now; it is offered again after ten more',
    './dunwell autopilot decline standard friendly',
    {
      json: true,
    },
  )
    .argument('<policy>')
    .argument('<step>')
    .action((policyId: string, stepId: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          await putOff(tx, await deciding(tx, desk), { policyId, stepId })
          return { json: { declined: true }, text: 'Not now. It is offered again after ten more.' }
        }),
      )(options),
    )

  command(
    it,
    'stop',
    'ask for a yes to each again, those that wait too',
    './dunwell autopilot stop standard friendly',
    {
      json: true,
    },
  )
    .argument('<policy>')
    .argument('<step>')
    .action((policyId: string, stepId: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          await takeBack(tx, (one) => one.policyId === policyId && one.stepId === stepId)
          return { json: { stopped: true }, text: `${stepId} of ${policyId} asks for a yes again.` }
        }),
      )(options),
    )
}

function amountOf(text: string, currency: string): number {
  const amount = minorFrom(text, currency)
  if (amount === undefined || amount <= 0)
    throw problem('money.amount', `${quoted(text)} is not an amount in ${currency}.`, 'Write it with a point: 250.00')
  return amount
}

async function deciding(tx: Tx, { workspace, today }: Desk): Promise<Deciding> {
  const run = await runFacts(tx, workspace, today)
  return { workspace, run, house: houseOf(run, workspace) }
}

async function list(desk: Desk, options: CommonOptions & { all?: boolean }): Promise<Answer> {
  const { workspace } = desk
  const { steps, past } = await desk.tx(async (tx) => {
    const { run, house } = await deciding(tx, desk)
    return { steps: await autopilotSteps(tx, run, house), past: await pastAutopilots(tx, 10) }
  })
  const most = moneyText(mostOf(workspace), workspace.currency)
  const lines = [
    workspace.settings.seenFirst
      ? 'Each message is seen first, until its step is on autopilot.'
      : 'Steps whose policy asks for no yes go by themselves (see each first: ./dunwell settings set seenFirst=true).',
    `No message above ${most} goes by autopilot (./dunwell settings set autopilot.mostMinor=…).`,
  ]
  const shown = steps.filter((it) => options.all || it.on || it.inARow > 0)
  if (shown.length > 0)
    lines.push(
      '',
      columns(
        ['policy', 'step', 'says', ''],
        shown.map((it) => [it.policy.id, it.step.id, nameOf(it.step), stateText(it)]),
      ),
    )
  else if (steps.length > 0)
    lines.push(
      '',
      'Nothing counts yet: it begins with the first message that you approve as it is (--all shows every step).',
    )
  else lines.push('', 'No step asks for a yes that autopilot could give.')
  if (past.length > 0)
    lines.push(
      '',
      'Ended',
      ...past.map(
        (it) =>
          `  ${it.policyId} ${it.stepId}: allowed by ${it.by} on ${dayText(it.day)}, ended ${dayText(dayAt(it.endedAt, workspace.zone))}: ${it.because}`,
      ),
    )
  return {
    json: {
      seenFirst: workspace.settings.seenFirst,
      most: { amountMinor: mostOf(workspace), currency: workspace.currency },
      steps: steps.map((it) => ({
        policy: it.policy.id,
        step: it.step.id,
        state: it.state,
        inARow: it.inARow,
        allowed: it.on ? { ...it.on, day: dayText(it.on.day) } : null,
      })),
      past: past.map((it) => ({ ...it, day: dayText(it.day) })),
    },
    text: lines.join('\n'),
  }
}

function stateText(it: StepState): string {
  if (it.on)
    return `on autopilot up to ${moneyText(it.on.mostMinor, it.on.currency)}, allowed by ${it.on.by} on ${dayText(it.on.day)}`
  if (it.state === 'no_inbox') return 'asked each time: no inbox is connected'
  if (it.state === 'offered')
    return `offered: the last ${inARow} were approved as they were; accept it: ./dunwell autopilot accept ${it.policy.id} ${it.step.id}`
  return `${it.inARow} of ${inARow} in a row approved as they were`
}
