// `dunwell backup`, `restore`, `move` and `status`: the whole ledger as a file, and back; and how old the last good one is.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { dayAt, momentText } from '../core/day.ts'
import { keepRule } from '../core/keep.ts'
import { problem } from '../core/problem.ts'
import { backUp, backUpAndKeep, checkFile, move, type Proof, restore } from '../engine/backup.ts'
import { listAnchors, writeAnchor } from '../store/anchor.ts'
import { inWorkspace, openPlace } from '../store/db.ts'
import { isCurrent } from '../store/migrate.ts'
import { addProof, lastProof } from '../store/proof.ts'
import { listWorkspaces, readWorkspace } from '../store/workspace.ts'
import { anchorJson, anchorText } from './anchor.ts'
import { type Answer, atDesk, type CommonOptions, command, type Wiring } from './desk.ts'

const usualKeep = 'daily=7,weekly=4,monthly=12'

interface BackupCommand extends CommonOptions {
  readonly to?: string
  readonly keep?: string
  readonly identity?: string
  readonly scheduled?: boolean
}

export function backup(program: Command, wiring: Wiring): void {
  const where = (options: CommonOptions) => ({
    dataDir: resolve(options.data ?? wiring.dataDir),
    url: wiring.databaseUrl,
  })
  const maker = { source: wiring.clock, program: wiring.version }

  backingUp(program)
    .argument('<file>', 'the file to make; with --keep the folder')
    .action(async (path: string, options: BackupCommand) => {
      const from = { ...where(options), ...maker, to: options.to }
      await anchorAll(wiring, options)
      const keep = options.keep ?? (options.scheduled ? usualKeep : undefined)
      if (keep === undefined) {
        const made = await backUp(resolve(path), from)
        const size = sizeText(made.bytes)
        say(wiring, options, {
          json: { file: made.file, bytes: made.bytes, rows: made.rows, madeAt: made.about.madeAt },
          text: `${made.rows} rows of ${made.about.tables.length} tables in ${path}, ${size}. To see whether it is good: ./dunwell restore ${path} --data SOMEWHERE-ELSE\n${options.to === undefined ? 'It holds names, addresses and the passwords of your mail account, readable by anybody who has the file; --to age1… encrypts it.' : ''}`,
        })
        return
      }
      const rule = keepRule(keep)
      if (options.to !== undefined && options.identity === undefined)
        throw problem(
          'backup.identity_missing',
          'An encrypted backup can only be proved with its secret key.',
          'Add --identity key.txt; or leave --keep out and try the file on the machine that has the key.',
        )
      const { made, proof, removed } = await backUpAndKeep(resolve(path), rule, { ...from, identity: options.identity })
      await note(wiring, options, { ...made, madeAt: Date.parse(made.about.madeAt) }, proof)
      if (!proof.proved) {
        throw problem(
          'backup.unproved',
          `This backup cannot be trusted: ${proof.says}`,
          `Run "dunwell verify". What was written is kept as ${made.file} to be looked at; older backups are untouched.`,
        )
      }
      const gone = removed.length === 0 ? '' : `\n${removed.length} older ones were let go, as --keep says.`
      say(wiring, options, {
        json: { file: made.file, bytes: made.bytes, rows: made.rows, proof, removed },
        text: `${made.file}, ${sizeText(made.bytes)}: ${proof.says}.${gone}`,
      })
    })

  command(program, 'restore', 'fill an empty place from a backup', './dunwell restore march.tar.zst --data restored', {
    json: true,
  })
    .argument('<file>', 'a file that backup made')
    .option('--identity <file>', 'the age key to decrypt with')
    .option('--check', 'only read the file to its end and say whether it is whole')
    .action(async (file: string, options: CommonOptions & { identity?: string; check?: boolean }) => {
      const about = options.check
        ? await checkFile(file, options.identity)
        : await restore(file, { ...where(options), identity: options.identity })
      const names = about.workspaces.map((one) => one.name).join(', ')
      const place = wiring.databaseUrl === undefined ? where(options).dataDir : 'the database of DATABASE_URL'
      say(wiring, options, {
        json: { ...about, checkedOnly: options.check === true },
        text: options.check
          ? `Every part of this backup of ${names}, ${about.madeAt}, is as it was written.`
          : `${names} as of ${about.madeAt} is in ${place}. All sums, balances and chains hold.\nWhat was sent, paid or answered after that moment is not known here: enter it first, and look at "dunwell run --dry-run" before\nthe next run. Mails are sent from one place only: do not go on working in the old one.`,
      })
    })

  command(
    program,
    'move',
    'move everything to a PostgreSQL server',
    './dunwell move --to postgres://user:password@db.example/dunwell',
    { json: true },
  )
    .requiredOption('--to <url>', 'an empty database, PostgreSQL 15 or newer')
    .action(async (options: CommonOptions & { to: string }) => {
      if (!/^postgres(ql)?:\/\//.test(options.to))
        throw problem('move.url', 'That is not a PostgreSQL server.', 'Write it as postgres://user@host/database.')
      const about = await move({ ...where(options), ...maker }, options.to)
      say(wiring, options, {
        json: about,
        text: `${about.workspaces.map((one) => one.name).join(', ')} is on the server; all sums, balances and chains hold there.\nSet DATABASE_URL to it from now on. The old tables stay where they were and refuse to be worked with.`,
      })
    })

  status(program, wiring)
}

function backingUp(program: Command): Command {
  return command(
    program,
    'backup',
    'write everything into one file, in open formats',
    './dunwell backup march.tar.zst\n./dunwell backup --keep daily=7,weekly=4,monthly=12 backups',
    { json: true },
  )
    .option('--to <recipient>', 'encrypt to this age key (age1…)')
    .option('--keep <rule>', 'prove it by restoring it elsewhere, and keep so many: daily=7,weekly=4,monthly=12')
    .option('--identity <file>', 'with --keep and --to: the secret key, to prove it with')
    .option('--scheduled', `the same with the usual rule, ${usualKeep}`)
}

function status(program: Command, wiring: Wiring): void {
  command(program, 'status', 'where things stand: the last proved backup', './dunwell status', { json: true }).action(
    (options: CommonOptions) => {
      // Before a rehearsal turns the clock: a backup is as old as it is on the wall.
      const now = wiring.clock.now()
      return atDesk(wiring, async (desk) => {
        const { proved, failed } = await desk.tx(lastProof)
        const anchor = (await desk.tx((tx) => listAnchors(tx, 1)))[0]
        const when = (moment: number) => `${momentText(moment, desk.workspace.zone)} (${ageText(now - moment)} ago)`
        return {
          json: {
            backup: { proved, failed, ageSeconds: proved && Math.floor((now - proved.madeAt) / 1000) },
            anchor: anchor && anchorJson(anchor),
          },
          text: [
            `Workspace         ${desk.workspace.name}, ${desk.workspace.liveSince === undefined ? 'in rehearsal' : 'live'}`,
            proved
              ? `Last good backup  ${when(proved.madeAt)}, ${proved.file}: ${proved.says}`
              : 'Last good backup  none yet: ./dunwell backup --keep daily=7,weekly=4,monthly=12 backups',
            ...(failed ? [`A later one failed  ${when(failed.madeAt)}: ${failed.says}`] : []),
            `Last anchor       ${anchor ? anchorText(anchor) : 'none yet: the run of a day makes one'}`,
          ].join('\n'),
        }
      })(options)
    },
  )
}

/** So that a backup holds an anchor of its own moment. Where there is nothing to back up, the backup says so itself. */
async function anchorAll(wiring: Wiring, options: CommonOptions): Promise<void> {
  // Tables of another version are backed up as they are.
  const place = await openPlace({ dataDir: resolve(options.data ?? wiring.dataDir), url: wiring.databaseUrl })
  const current = await isCurrent(place.connection).finally(() => place.leave())
  if (!current) return
  const db = await wiring.openDatabase(options.data ?? wiring.dataDir)
  try {
    for (const { id } of await listWorkspaces(db)) {
      await inWorkspace(db, id, wiring.actor, async (tx) => {
        const { zone, liveSince, runDay } = await readWorkspace(tx)
        const today = liveSince === undefined && runDay !== undefined ? runDay : dayAt(tx.now, zone)
        await writeAnchor(tx, today, 'changed')
      })
    }
  } finally {
    await db.close()
  }
}

/** The proof is noted in every workspace that the backup holds, because each asks for itself. */
async function note(
  wiring: Wiring,
  options: CommonOptions,
  made: { file: string; bytes: number; madeAt: number },
  proof: Proof,
): Promise<void> {
  const db = await wiring.openDatabase(options.data ?? wiring.dataDir)
  try {
    for (const { id } of await listWorkspaces(db)) {
      await inWorkspace(db, id, wiring.actor, (tx) => addProof(tx, { ...made, ...proof }))
    }
  } finally {
    await db.close()
  }
}

function say(wiring: Wiring, options: CommonOptions, answer: Answer): void {
  wiring.write(options.json ? `${JSON.stringify(answer.json, null, 2)}\n` : `${answer.text.trimEnd()}\n`)
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function ageText(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  if (hours < 1) return `${Math.max(0, Math.floor(ms / 60_000))} minutes`
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`
}
