// `dunwell demo`: builds a small company in a folder of its own, lives half a year of it through the real engine, and shows what
// stands on the last day.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { bucketNames } from '../core/aging.ts'
import { addDays, type Day, day, dayAt, dayText, monthOf } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { demo as build, type DemoMessage, type DemoResult, demoSeed, demoZone } from '../engine/demo.ts'
import { freshFolder } from '../engine/demo-folder.ts'
import { calendarOf } from '../rules/calendar.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { addMember } from '../store/member.ts'
import { listWorkspaces } from '../store/workspace.ts'
import { columns, type Wiring } from './desk.ts'
import { portOf } from './serve.ts'

interface Options {
  readonly data: string
  readonly day?: string
  readonly seed: string
  readonly port: string
  readonly serve: boolean
}

const shownTraits = 16
const shownMessages = 5
const shownTasks = 8
const shownReason = 100

export function demo(program: Command, wiring: Wiring): void {
  program
    .command('demo')
    .description('build a small company, live half a year of it, and look at today')
    .option('--data <folder>', 'a folder of its own, built anew each time', 'dunwell-demo')
    .option('--day <day>', 'the last day (default: today, or the business day before)')
    .option('--seed <number>', 'another company', String(demoSeed))
    .option('--port <port>', 'where the desk is opened', '4580')
    .option('--no-serve', 'end when it is built; so it does by itself where CI is set')
    .addHelpText('after', '\nExample:\n  ./dunwell demo --data dunwell-demo --day 2026-03-31')
    .action(async (options: Options) => {
      const seed = Number(options.seed)
      if (!Number.isSafeInteger(seed) || seed < 0)
        throw problem('demo.seed', `${quoted(options.seed)} is no seed.`, 'Give a whole number, such as 7.')
      if (wiring.databaseUrl !== undefined) {
        throw problem(
          'demo.server',
          'The demo makes a database of its own, and DATABASE_URL names another.',
          'Run it without: env -u DATABASE_URL ./dunwell demo',
        )
      }
      const today = options.day === undefined ? lastBusinessDay(wiring) : day(options.day)
      const dataDir = resolve(options.data)
      await freshFolder(dataDir)
      const progress = progressTo(wiring)
      // Held to the end, so that the server need not start again for the desk.
      const building = await wiring.openDatabase(dataDir, { hasty: true })
      try {
        const result = await build(building, { seed, today, dataDir, clock: wiring.clock, onDay: progress.on })
        progress.end()
        wiring.write(summary(result, options.data))
        if (options.serve && wiring.env.CI === undefined) await serveIt(wiring, dataDir, options.port)
      } finally {
        await building.close()
      }
    })
}

const visitor = { email: 'you@nordwind.example', name: 'You', role: 'owner' } as const

// What is done at the desk is on the disk when it says so.
async function serveIt(wiring: Wiring, dataDir: string, port: string): Promise<void> {
  const db = await wiring.openDatabase(dataDir)
  try {
    await open(wiring, db, dataDir, port)
  } finally {
    await db.close()
  }
}

/** Shows the company at the desk until the process is told to end. */
async function open(wiring: Wiring, db: Db, dataDir: string, port: string): Promise<void> {
  const [workspace] = await listWorkspaces(db)
  await inWorkspace(db, workspace!.id, wiring.actor, (tx) => addMember(tx, visitor))
  const at = (no: number) => wiring.stay!({ db, dataDir, welcome: visitor, listen: { host: '127.0.0.1', port: no } })
  await at(portOf(port)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    return at(0)
  })
}

// On a Sunday nothing is decided that one could look at.
function lastBusinessDay(wiring: Wiring): Day {
  const calendar = calendarOf('GB')
  let today = dayAt(wiring.clock.now(), demoZone)
  while (!calendar.isBusinessDay(today)) today = addDays(today, -1)
  return today
}

function progressTo(wiring: Wiring) {
  const terminal = process.stdout.isTTY === true
  let month = 0
  return {
    on(at: Day, lived: number, of: number): void {
      const line = `Living ${dayText(at).slice(0, 7)} … ${Math.round((100 * lived) / of)} %`
      if (terminal) wiring.write(`\r${line}\u001b[K`)
      else if (monthOf(at) !== month) wiring.write(`${line}\n`)
      month = monthOf(at)
    },
    end(): void {
      if (terminal) wiring.write('\r\u001b[K')
    },
  }
}

function summary(it: DemoResult, dataDir: string): string {
  const { company, happened } = it
  const traits = company.debtors.filter((one) => one.trait)
  const awkward = traits.slice(0, shownTraits)
  const more = traits.length - awkward.length
  const countries = new Set(company.debtors.map((one) => one.country)).size
  const said = [
    `${happened.payments} payments`,
    `${it.messages} messages`,
    `${happened.calls} calls`,
    `${happened.promises} promises`,
    `${happened.queries} queries`,
    `${happened.disputes} disputes`,
  ]
  const width = Math.max(...awkward.map((one) => one.name.length))
  return [
    `Nordwind Ltd, in rehearsal: ${company.debtors.length} customers in ${countries} countries, ${company.claims.length} claims.`,
    `Lived from ${dayText(company.opensOn)} to ${dayText(it.today)}: ${said.join(', ')}.`,
    ...it.setAside.map((says) => `Set aside: ${says}`),
    '',
    'Worth a look',
    ...awkward.map((one) => `  ${one.name.padEnd(width)}  ${one.trait}`),
    ...(more > 0 ? [`  … and ${more} whose matters are on Today, at the desk`] : []),
    '',
    `Decided on ${dayText(it.today)}`,
    ...messages('Waiting for your approval', it.waiting),
    ...messages('Sent', it.sent),
    ...messages('Held back', it.heldBack),
    ...(it.writtenOff.length > 0 ? [`  Written off by rule (${it.writtenOff.length})`] : []),
    ...it.writtenOff.slice(0, shownMessages).map((one) => `    ${one.debtor}: ${short(one.because)}`),
    ...tasks(it),
    '',
    'Open, by days late',
    aging(it),
    '',
    `Mails are in ${dataDir}/mail, letters in ${dataDir}/letters: nothing has left this machine.`,
    '',
    'Try next',
    `  ./dunwell outbox list --data ${dataDir}`,
    `  ./dunwell explain "Brackwater Joinery" --data ${dataDir}`,
    `  ./dunwell report worklist --data ${dataDir}`,
    `  ./dunwell report aging --data ${dataDir}`,
    '',
  ].join('\n')
}

function messages(what: string, some: readonly DemoMessage[]): string[] {
  if (some.length === 0) return []
  const rest = some.length - shownMessages
  return [
    `  ${what} (${some.length})`,
    ...some.slice(0, shownMessages).map((one) => {
      const sums = one.sums === '' ? '' : `, ${one.sums}`
      return `    ${one.debtor}: ${one.what}${sums}. ${short(one.because)}`
    }),
    ...(rest > 0 ? [`    … and ${rest} more`] : []),
  ]
}

function tasks(it: DemoResult): string[] {
  if (it.tasks.length === 0) return []
  const newest = [...it.tasks].reverse()
  const rest = newest.length - shownTasks
  return [
    `  To do (${newest.length})`,
    ...newest.slice(0, shownTasks).map((one) => `    ${one.debtor.name}: ${short(one.says)}`),
    ...(rest > 0 ? [`    … and ${rest} more`] : []),
  ]
}

function short(says: string): string {
  return says.length > shownReason ? `${says.slice(0, shownReason - 1)}…` : says
}

function aging(it: DemoResult): string {
  const plain = (amountMinor: number, currency: string) => moneyText(amountMinor, currency).slice(0, -4)
  return columns(
    ['', 'open', ...bucketNames, 'on account'],
    it.aging.map((one) => [
      one.currency,
      plain(one.open.amountMinor, one.currency),
      ...one.buckets.map((bucket) => plain(bucket.amountMinor, one.currency)),
      plain(one.unappliedMinor + one.creditsMinor, one.currency),
    ]),
  )
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}
