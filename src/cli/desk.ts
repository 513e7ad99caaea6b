// What every command of the terminal stands on: the open workspace, its day, and how a command speaks to a person (text) or
// to a program (--json).

import { type Command, Option } from 'commander'
import { type Day, day, dayAt, type Moment, momentAt } from '../core/day.ts'
import { assert, Problem, problem } from '../core/problem.ts'
import { type Db, inWorkspace, type Source, type Tx } from '../store/db.ts'
import { turnTo } from '../store/policy.ts'
import { listWorkspaces, readWorkspace, type Workspace } from '../store/workspace.ts'

/** The clock as the wiring gives it; a rehearsal may set it. */
export interface Clock extends Source {
  /** From here on it shows this moment. */
  set(moment: number): void
}

/** What main hands to the terminal. */
export interface Wiring {
  readonly clock: Clock
  readonly actor: string
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The program's own root folder, for the demo and its version. */
  readonly version: string
  write(text: string): void
  /** Shows how far something long is, in place of what was shown before; where nobody looks there is none. */
  progress?(text: string): void
  /** The clock on the wall, which no rehearsal turns; where it is left out, that of the wiring. */
  wall?(): Moment
  /** Hears that a person wants this to end (ctrl C), once. @returns what takes that back */
  onInterrupt?(told: () => void): () => void
  /** `hasty`: for what is made anew when the machine stops meanwhile; no commit waits for the disk. */
  openDatabase(dataDir: string, options?: { readonly hasty?: boolean }): Promise<Db>
  /** Serves, or works without answering anybody, until the process is told to end and all in hand is finished. */
  stay?(it: {
    db: Db
    dataDir: string
    listen?: Listen
    books?: number
    origins?: readonly string[]
    /** Who is let in by a link that is shown, once. */
    welcome?: { readonly email: string; readonly name: string }
  }): Promise<void>
}

/** Where a process that stays listens; a worker for its health alone. */
export interface Listen {
  readonly host: string
  readonly port: number
  readonly healthOnly?: boolean
}

export interface Desk {
  readonly db: Db
  readonly workspace: Workspace
  /** The run day: today in the workspace's zone, or the day of the rehearsal. */
  readonly today: Day
  readonly dataDir: string
  readonly env: Wiring['env']
  readonly actor: string
  /** One transaction in this workspace. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  say(text?: string): void
}

export interface CommonOptions {
  readonly data?: string
  readonly day?: string
  readonly json?: boolean
}

/** A command's answer: the object for programs, and its text for people. */
export interface Answer {
  readonly json: unknown
  readonly text: string
}

/** A command with the options all have: `--data`, and with `json` also `--json`. */
export function command(
  parent: Command,
  name: string,
  says: string,
  example: string,
  options: { json?: boolean; day?: string } = {},
): Command {
  const it = parent
    .command(name)
    .description(says)
    .addHelpText('after', `\nExample:\n  ${example.replaceAll('\n', '\n  ')}`)
  it.addOption(new Option('--data <folder>', 'the data folder (or DUNWELL_DATA; default ./dunwell-data)'))
  if (options.json) it.option('--json', 'answer as JSON, for programs')
  it.option('--day <day>', options.day ?? 'in rehearsal: set the clock to 09:00 of this day (2026-03-31)')
  return it
}

/** Runs `work` at the open desk and prints its answer. */
export function atDesk<O extends CommonOptions>(
  wiring: Wiring,
  work: (desk: Desk, options: O) => Promise<Answer | undefined>,
  mode: { anyDay?: boolean } = {},
) {
  return async (options: O): Promise<void> => {
    const dataDir = options.data ?? wiring.dataDir
    const db = await wiring.openDatabase(dataDir)
    try {
      const desk = await openDesk(db, wiring, dataDir, mode.anyDay ? undefined : options.day)
      const answer = await work(desk, options)
      if (answer) wiring.write(options.json ? `${JSON.stringify(answer.json, null, 2)}\n` : ended(answer.text))
    } finally {
      await db.close()
    }
  }
}

function ended(text: string): string {
  const shown = harmless(text)
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}\n`
}

/** What others wrote may hold characters that steer a terminal or turn a line around; a blank stands in for each. */
function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach a terminal
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g, ' ')
}

async function openDesk(db: Db, wiring: Wiring, dataDir: string, dayOption: string | undefined): Promise<Desk> {
  const [first, ...more] = await listWorkspaces(db)
  if (!first) {
    throw problem(
      'workspace.none',
      'There is no workspace in this data folder yet.',
      'Make one: ./dunwell init --name "Nordwind Ltd" --country GB --currency GBP',
    )
  }
  assert(more.length === 0 || wiring.env.DUNWELL_WORKSPACE === undefined, 'several workspaces are chosen by name')
  const workspace = await inWorkspace(db, first.id, wiring.actor, readWorkspace)
  if (workspace.liveSince !== undefined) {
    if (dayOption !== undefined && day(dayOption) !== dayAt(wiring.clock.now(), workspace.zone)) {
      throw problem(
        'day.live',
        'This workspace is live: its day is today.',
        'Leave --day out, or look ahead with: ./dunwell run --dry-run --day 2026-03-31',
      )
    }
  } else {
    const set = dayOption === undefined ? workspace.runDay : day(dayOption)
    if (set !== undefined) wiring.clock.set(momentAt(set, 9, workspace.zone))
    if (set !== undefined && set !== workspace.runDay)
      await inWorkspace(db, first.id, wiring.actor, (tx) => turnTo(tx, set))
  }
  return {
    db,
    workspace,
    dataDir,
    env: wiring.env,
    actor: wiring.actor,
    today: dayAt(wiring.clock.now(), workspace.zone),
    tx: (work) => inWorkspace(db, workspace.id, wiring.actor, work),
    say: (text = '') => wiring.write(ended(`${text}\n`.replace(/\n\n$/, '\n'))),
  }
}

/** Columns as a terminal shows them: numbers right, text left, two spaces between. */
export function columns(head: readonly string[], body: readonly (readonly (string | number)[])[]): string {
  const all = [head, ...body].map((cells) => cells.map((cell) => String(cell)))
  const widths = head.map((_, i) => Math.max(...all.map((cells) => width(cells[i] ?? ''))))
  const right = head.map(
    (_, i) => body.length > 0 && body.every((cells) => /^[-+]?[\d.,]*( [A-Z]{3})?$/.test(String(cells[i] ?? ''))),
  )
  return all
    .map((cells) =>
      cells
        .map((cell, i) => {
          const gap = ' '.repeat(Math.max(0, widths[i]! - width(cell)))
          return right[i] ? gap + cell : cell + gap
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function width(text: string): number {
  return [...text].length
}

/** Prints what went wrong and says with which code to leave: 2 for what the caller can cure, 1 for a bug. */
export function failed(error: unknown, write: (text: string) => void, verbose: boolean): number {
  if (error instanceof Problem) {
    const { says, fix, line } = error.facts
    write(harmless(`${line === undefined ? '' : `Line ${line}: `}${says}\n  ${fix}\n`))
    return 2
  }
  const it = error as Error & { code?: string }
  if (it.code === 'ENOSPC') {
    write('The disk is full.\n  Make room and run the same command again; nothing was left half-written.\n')
    return 2
  }
  write(
    `Dunwell stopped at something it did not expect: ${it.message}\n  Nothing is half-written. Please report it with the command you ran.\n`,
  )
  if (verbose && it.stack) write(`${it.stack}\n`)
  return 1
}

/** A day given as an option. */
export function dayOption(text: string | undefined, otherwise: Day): Day {
  return text === undefined ? otherwise : day(text)
}
