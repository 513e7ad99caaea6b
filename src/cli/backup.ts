// `dunwell backup`, `restore`, `move` and `status`: the whole ledger as a file, and back; and how old the last good one is.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { dayAt } from '../core/day.ts'
import { keepRule, usualKeep } from '../core/keep.ts'
import { problem } from '../core/problem.ts'
import { backUp, checkFile, move, type Progress, restore } from '../engine/backup.ts'
import { type SeenBackup, seenBackup } from '../engine/backup-seen.ts'
import { backUpAndKeep, noteProof, type Proof } from '../engine/proof.ts'
import { writeAnchor } from '../store/anchor.ts'
import { inWorkspace, openPlace } from '../store/db.ts'
import { isCurrent } from '../store/migrate.ts'
import { listWorkspaces, readWorkspace } from '../store/workspace.ts'
import { type Answer, type CommonOptions, command, type Wiring } from './desk.ts'

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
  const told = teller(wiring)
  const maker = { source: wiring.clock, program: wiring.version, told }

  backingUp(program)
    .argument('<file>', 'the file to make; with --keep the folder')
    .action(async (path: string, options: BackupCommand) => {
      const from = { ...where(options), ...maker, to: options.to === undefined ? undefined : [options.to] }
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
      const { made, proof, removed } = await atTheDesk(wiring, options, (seen) => {
        const toldBoth = (far: Progress) => {
          told?.(far)
          seen?.told(far)
        }
        return backUpAndKeep(resolve(path), rule, { ...from, told: toldBoth, identity: options.identity })
      })
      await note(wiring, options, made, proof)
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
        ? await checkFile(file, options.identity, told)
        : await restore(file, { ...where(options), identity: options.identity, told })
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
}

function backingUp(program: Command): Command {
  return command(
    program,
    'backup',
    'write everything into one file, in open formats',
    './dunwell backup march.tar.zst\n./dunwell backup --keep daily=7,weekly=4,monthly=12 backups\n./dunwell settings set backup.at=03:00 backup.folder=backups    (then serve or worker makes one each day)',
    { json: true },
  )
    .option('--to <recipient>', 'encrypt to this age key (age1…)')
    .option('--keep <rule>', 'prove it by restoring it elsewhere, and keep so many: daily=7,weekly=4,monthly=12')
    .option(
      '--identity <file>',
      'with --keep and --to: prove it with this secret key; else with one made for that alone',
    )
    .option('--scheduled', `the same with the usual rule, ${usualKeep}`)
}

/** Whether the tables are those of this program. */
async function isOurs(wiring: Wiring, options: CommonOptions): Promise<boolean> {
  const place = await openPlace({ dataDir: resolve(options.data ?? wiring.dataDir), url: wiring.databaseUrl })
  return isCurrent(place.connection).finally(() => place.leave())
}

/** So that a backup holds an anchor of its own moment. Where there is nothing to back up, the backup says so itself. */
async function anchorAll(wiring: Wiring, options: CommonOptions): Promise<void> {
  // Tables of another version are backed up as they are.
  if (!(await isOurs(wiring, options))) return
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

/** Whoever has a desk open sees how far the backup is. Tables of another version know of no such thing. */
async function atTheDesk<T>(
  wiring: Wiring,
  options: CommonOptions,
  work: (seen: SeenBackup | undefined) => Promise<T>,
): Promise<T> {
  const db = (await isOurs(wiring, options)) ? await wiring.openDatabase(options.data ?? wiring.dataDir) : undefined
  try {
    const [first] = db ? await listWorkspaces(db) : []
    const seen = db && first && seenBackup(db, { id: first.id, who: wiring.actor })
    try {
      return await work(seen)
    } finally {
      await seen?.end()
    }
  } finally {
    await db?.close()
  }
}

async function note(
  wiring: Wiring,
  options: CommonOptions,
  made: Parameters<typeof noteProof>[2],
  proof: Proof,
): Promise<void> {
  const db = await wiring.openDatabase(options.data ?? wiring.dataDir)
  try {
    await noteProof(db, wiring.actor, made, proof)
  } finally {
    await db.close()
  }
}

const doing: Readonly<Record<Progress['doing'], string>> = {
  writing: 'writing',
  checking: 'checking the file',
  reading: 'reading',
  indexes: 'indexes and keys',
  verifying: 'verifying balances and chains',
}

/** One line that is written over as the work goes on, and gone before the answer. */
function teller({ progress }: Wiring): ((it: Progress) => void) | undefined {
  if (!progress) return undefined
  return ({ doing: what, done, of, rows }) => {
    const parts = of === undefined || of < 2 ? '' : `, ${done} of ${of}${what === 'indexes' ? '' : ' tables'}`
    progress(`${doing[what]}${parts}${rows === undefined ? '' : `, ${rows.toLocaleString('en-GB')} rows`}`)
  }
}

function say(wiring: Wiring, options: CommonOptions, answer: Answer): void {
  wiring.progress?.('')
  wiring.write(options.json ? `${JSON.stringify(answer.json, null, 2)}\n` : `${answer.text.trimEnd()}\n`)
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function ageText(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  if (hours < 1) return `${Math.max(0, Math.floor(ms / 60_000))} minutes`
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`
}
