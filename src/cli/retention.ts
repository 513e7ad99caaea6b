// `dunwell retention`, `hold legal`, `debtor erase`: how long what we know of a customer is kept, why, and its end.

import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { dayText, momentText } from '../core/day.ts'
import { assert, problem, quoted } from '../core/problem.ts'
import { dueForErasure, type ErasedLine, type ErasurePlan, erase, eraseAgain, planErasure } from '../engine/erasure.ts'
import { findDebtor } from '../store/debtor.ts'
import { addLegalHold, liftLegalHolds, listLegalHolds } from '../store/erasure.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { plural } from './run.ts'

const listName = 'erased.jsonl'
const elsewhere = `Files in the folders letters and mail, and older backups, still hold what was erased: let those go too. After restoring an older
backup: ./dunwell retention again OLD-DATA-FOLDER/${listName}`

export function retention(program: Command, wiring: Wiring): void {
  const it = program.command('retention').description('how long what we know of customers is kept, and its end')
  command(it, 'list', 'customers of whom nothing must be kept any more', './dunwell retention list', {
    json: true,
  }).action(atDesk(wiring, (desk) => listDue(desk)))
  command(
    it,
    'run',
    'erase what is due: contents, names, addresses, words; sums and the chain stay',
    './dunwell retention run --dry-run\n./dunwell retention run',
    { json: true },
  )
    .option('--dry-run', 'only show what would be erased')
    .action((options: CommonOptions & { dryRun?: boolean }) =>
      atDesk(wiring, (desk) => (options.dryRun ? listDue(desk) : runDue(desk)))(options),
    )
  command(
    it,
    'again',
    'erase again what an older backup has brought back, by the list that lies in the data folder',
    `./dunwell retention again dunwell-data/${listName} --data restored`,
    { json: true },
  )
    .argument('<file>')
    .action((file: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const again = await eraseAgain(desk.db, desk.workspace, desk.actor, await readList(resolve(file)))
        const says = again === 0 ? 'All of it is erased here already.' : `${plural(again, 'customer')} erased again.`
        return { json: { again }, text: says }
      })(options),
    )
  legalHolds(under(program, 'hold'), wiring)
  erasing(under(program, 'debtor'), wiring)
}

/** Beside the database, so that it outlives a restore; ids only, nothing that says who they are. */
async function note(desk: Desk, line: ErasedLine): Promise<void> {
  await mkdir(desk.dataDir, { recursive: true })
  await appendFile(join(desk.dataDir, listName), `${JSON.stringify(line)}\n`, { mode: 0o600 })
}

async function readList(file: string): Promise<ErasedLine[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw problem(
      'retention.list',
      `There is no file ${quoted(file, 200)}.`,
      `It is called ${listName}, in the data folder.`,
    )
  })
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      try {
        const it = JSON.parse(line)
        if (['personal', 'all'].includes(it.scope) && typeof it.debtor === 'string') return it
      } catch {
        // Said below, with its line.
      }
      throw problem(
        'retention.list',
        'This is no line of a list of erasures.',
        `Name the ${listName} of the old place.`,
        {
          line: i + 1,
        },
      )
    })
}

function under(program: Command, name: string): Command {
  const found = program.commands.find((it) => it.name() === name)
  assert(found, `"${name}" is registered before`)
  return found
}

async function listDue(desk: Desk): Promise<Answer> {
  const due = await desk.tx((tx) => dueForErasure(tx, desk.workspace, desk.today))
  const body = due.map((it) => [
    it.trace.no,
    it.trace.name,
    dayText(it.trace.last),
    dayText(it.until),
    it.keep[0]!.cite,
  ])
  return {
    json: due.map(planJson),
    text:
      due.length === 0
        ? 'Nothing is due: of every customer something must still be kept, or is erased already.'
        : `${columns(['no', 'name', 'last act', 'kept until', 'by'], body)}\n\n${plural(due.length, 'customer')} to erase: ./dunwell retention run`,
  }
}

async function runDue(desk: Desk): Promise<Answer> {
  const due = await desk.tx((tx) => dueForErasure(tx, desk.workspace, desk.today))
  const options = { actor: desk.actor, today: desk.today, because: 'its time of keeping is over' }
  let contents = 0
  for (const it of due) {
    const done = await erase(desk.db, desk.workspace, it.trace, options)
    await note(desk, done.line)
    contents += done.contents
  }
  const says = `${plural(due.length, 'customer')} erased, the content of ${contents} entries with them. Sums and the chain stay: ./dunwell verify`
  return {
    json: { erased: due.map((it) => it.trace.no), contents },
    text: due.length === 0 ? 'Nothing is due.' : `${says}\n${elsewhere}`,
  }
}

function legalHolds(hold: Command, wiring: Wiring): void {
  const legal = hold.command('legal').description('nothing of a customer is erased: a lawsuit, an audit, an inquiry')
  command(legal, 'add', 'keep everything', './dunwell hold legal add "Meyer GmbH" --because "lawsuit 12 C 34/26"', {
    json: true,
  })
    .argument('<customer>')
    .requiredOption('--because <text>')
    .action((customer: string, options: CommonOptions & { because: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findDebtor(tx, customer)
          const id = await addLegalHold(tx, found, options.because)
          return { json: { id, debtor: found.no }, text: `Nothing of ${found.name} is erased until this is lifted.` }
        }),
      )(options),
    )
  command(legal, 'lift', 'let the rules of keeping count again', './dunwell hold legal lift "Meyer GmbH"', {
    json: true,
  })
    .argument('<customer>')
    .action((customer: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findDebtor(tx, customer)
          const lifted = await liftLegalHolds(tx, found)
          const says =
            lifted === 0 ? 'There was no legal hold.' : `${plural(lifted, 'legal hold')} of ${found.name} lifted.`
          return { json: { lifted }, text: says }
        }),
      )(options),
    )
  command(legal, 'list', 'all that stand', './dunwell hold legal list', { json: true }).action(
    atDesk(wiring, (desk) =>
      desk.tx(async (tx) => {
        const found = await listLegalHolds(tx)
        const body = found.map((it) => [it.no, it.name, it.because, momentText(it.at, desk.workspace.zone), it.by])
        return {
          json: found,
          text: found.length === 0 ? 'No legal hold.' : columns(['no', 'name', 'because', 'since', 'by'], body),
        }
      }),
    ),
  )
}

function erasing(debtor: Command, wiring: Wiring): void {
  command(
    debtor,
    'erase',
    'what would be erased of a customer who asks for it, and what must be kept; with --yes it is done (GDPR art. 17)',
    './dunwell debtor erase "Meyer GmbH"\n./dunwell debtor erase "Meyer GmbH" --yes',
    { json: true },
  )
    .argument('<customer>')
    .option('--yes', 'do it: it cannot be undone')
    .action((customer: string, options: CommonOptions & { yes?: boolean }) =>
      atDesk(wiring, async (desk) => {
        const found = await desk.tx((tx) => findDebtor(tx, customer))
        if (!options.yes) {
          const plan = await desk.tx((tx) => planErasure(tx, desk.workspace, found, desk.today))
          return { json: { done: false, ...planJson(plan) }, text: planText(plan) }
        }
        const because = 'they asked for it (GDPR art. 17)'
        const { plan, contents, line } = await erase(desk.db, desk.workspace, found, {
          actor: desk.actor,
          today: desk.today,
          because,
        })
        await note(desk, line)
        const rest =
          plan.scope === 'all'
            ? 'Nothing of them is left but sums and hashes.'
            : `The rest is restricted: it stands in no list, and goes on ${dayText(plan.until)} (./dunwell retention run).`
        return {
          json: { done: true, contents, ...planJson(plan) },
          text: `Erased: ${goes(plan)}, and the content of ${contents} entries of the record.\n${rest}\n${elsewhere}`,
        }
      })(options),
    )
}

function goes(plan: ErasurePlan): string {
  return plan.scope === 'all'
    ? 'name, addresses, contacts, words sent and received, letters, notes, references, what they told us'
    : 'contacts and addresses, other names, notes of calls and tasks, what they told us'
}

function planText(plan: ErasurePlan): string {
  const { trace, keep, refused, scope, until } = plan
  return [
    `${trace.name} (${trace.no}), last act ${dayText(trace.last)}`,
    '',
    ...(refused ? [`Nothing is erased now. ${refused}`] : [`Would go now: ${goes(plan)}.`]),
    '',
    scope === 'all' ? 'Nothing must be kept any more; it was kept by' : 'Must be kept, and is restricted meanwhile',
    ...keep.map(
      (it) => `  ${it.what.padEnd(10)} until ${dayText(it.until)}  ${it.says} [${it.rule}; ${it.cite}; ${it.sure}]`,
    ),
    '',
    'What stays for good: sums, days and numbers of claims and payments without a name, and the hashes of the record.',
    ...(refused
      ? []
      : [scope === 'all' ? 'Do it: add --yes.' : `Do it: add --yes. The rest goes after ${dayText(until)}.`]),
  ].join('\n')
}

function planJson(it: ErasurePlan) {
  return {
    debtor: { no: it.trace.no, name: it.trace.name },
    lastAct: dayText(it.trace.last),
    refused: it.refused,
    scope: it.scope,
    keptUntil: dayText(it.until),
    keep: it.keep.map((one) => ({ ...one, until: dayText(one.until) })),
  }
}
