// Whether a backup is good: it is restored into a database of its own, elsewhere, and verified to the cent; only then it gets its
// name, and is kept by rule. Here is also the backup that a workspace makes by itself, once a day at its time.

import { chmod, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { dayAt, momentAt } from '../core/day.ts'
import { type KeepRule, keepRule, kept, usualKeep } from '../core/keep.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import type { About } from '../store/backup.ts'
import { type Db, inWorkspace, openPlace } from '../store/db.ts'
import { asTheOne } from '../store/election.ts'
import { addProof, lastTry } from '../store/proof.ts'
import { listWorkspaces, readWorkspace } from '../store/workspace.ts'
import { type BackupOptions, backUp, type Made, restore, settle, type Told } from './backup.ts'
import { seenBackup } from './backup-seen.ts'

export interface Proof {
  readonly proved: boolean
  readonly says: string
}

/** Restores a backup into a database of its own, elsewhere, which is gone afterwards. */
async function prove(file: string, options: { dataDir: string; identity?: string; told?: Told }): Promise<Proof> {
  const root = resolve(options.dataDir)
  for (const left of await readdir(root).catch(() => [])) {
    if (isLeft(/^scratch-(\d+)$/.exec(left))) await clearScratch(join(root, left))
  }
  const scratch = join(root, `scratch-${process.pid}`)
  await mkdir(scratch, { recursive: true, mode: 0o711 })
  // The account that runs the database must be able to pass.
  await chmod(scratch, 0o711)
  try {
    const about = await restore(file, { dataDir: scratch, identity: options.identity, told: options.told })
    return { proved: true, says: sums(about) }
  } catch (error) {
    if (!(error instanceof Problem) || error.facts.code === stopped) throw error
    return { proved: false, says: error.facts.says }
  } finally {
    await removeScratch(scratch)
  }
}

/** Whether the program whose number stands in a name is gone: it was killed, and what it was making is nobody's. */
function isLeft(name: RegExpExecArray | null): boolean {
  const pid = Number(name?.[1])
  if (!pid) return false
  // In a container the next program often gets the same number.
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** A killed program leaves its server running: it is joined, and stopped by the last one to leave. */
async function clearScratch(scratch: string): Promise<void> {
  const place = await openPlace({ dataDir: scratch }).catch(() => undefined)
  await place?.leave()
  await removeScratch(scratch)
}

async function removeScratch(scratch: string): Promise<void> {
  // As root the database may live elsewhere, behind a link.
  const lent = await realpath(join(scratch, 'database')).catch(() => undefined)
  if (lent) await rm(lent, { recursive: true, force: true })
  await rm(scratch, { recursive: true, force: true })
}

function sums(about: About): string {
  const claims = about.figures.reduce((sum, one) => sum + one.claims, 0)
  return `${claims} claims restored and verified to the cent`
}

const named = /^dunwell-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.zst(\.age)?$/

/**
 * Makes a backup in a folder, proves it, and lets go of those that the rule does not keep. Only what was proved has its name. An
 * encrypted one is proved with `identity`, or else with a key that is made for this, is a second one to the file, and is forgotten.
 */
export async function backUpAndKeep(
  folder: string,
  rule: KeepRule,
  options: BackupOptions & { readonly identity?: string },
): Promise<{ made: Made; proof: Proof; removed: string[] }> {
  await mkdir(folder, { recursive: true })
  const stamp = new Date(options.source.now()).toISOString().slice(0, 19).replaceAll(':', '')
  const name = join(folder, `dunwell-${stamp}Z.tar.zst${options.to?.length ? '.age' : ''}`)
  if (await stat(name).catch(() => undefined)) {
    throw problem('backup.exists', `${quoted(name, 200)} is there already.`, 'Wait a second and run it again.')
  }
  for (const left of await readdir(folder)) {
    if (isLeft(/^dunwell-.*\.(\d+)\.(?:part|unproved)$/.exec(left))) await rm(join(folder, left), { force: true })
  }
  const unproved = `${name}.${process.pid}.unproved`
  const own = options.to?.length && options.identity === undefined ? await generateX25519Identity() : undefined
  const to = own === undefined ? options.to : [...options.to!, await identityToRecipient(own)]
  const made = await backUp(unproved, { ...options, to })
  const proof = await prove(unproved, { ...options, identity: own ?? options.identity }).catch(async (error) => {
    // It could not be tried, so nobody knows what it is worth.
    await rm(unproved, { force: true })
    throw error
  })
  if (!proof.proved) {
    const failed = `${name}.failed`
    await rename(unproved, failed)
    return { made: { ...made, file: failed }, proof, removed: [] }
  }
  await rename(unproved, name)
  await settle(resolve(folder))
  return { made: { ...made, file: name }, proof, removed: await letGo(folder, rule) }
}

async function letGo(folder: string, rule: KeepRule): Promise<string[]> {
  const found = (await readdir(folder)).flatMap((name) => {
    const at = named.exec(name)
    return at ? [{ name, moment: Date.parse(`${at[1]}T${at[2]}:${at[3]}:${at[4]}Z`) }] : []
  })
  const stay = kept(
    found.map((one) => one.moment),
    rule,
  )
  const go = found.filter((one) => !stay.has(one.moment)).map((one) => join(folder, one.name))
  for (const path of go) await rm(path)
  return go.map((path) => basename(path)).sort()
}

/** What a workspace's own backup came to; nothing in it says who owes. */
export interface BackupNews {
  readonly what: 'backup'
  readonly workspace: string
  readonly proved: boolean
  readonly bytes: number
  readonly ms: number
  readonly code?: string
}

/** What the process lends to backups that workspaces make for themselves. */
interface OwnBackup {
  readonly dataDir: string
  readonly url?: string
  readonly program: string
  readonly stopping: () => boolean
  readonly onNews?: (news: BackupNews) => void
}

interface Wish {
  readonly folder: string
  readonly keep: string
  readonly to?: string
}

const usualFolder = 'backups'
const actor = 'schedule'
const stopped = 'backup.stopped'
// What failed is tried again, but not at every look: a full disk stays full for a while.
const againMs = 3_600_000

/**
 * Makes the backups that workspaces asked for (`settings set backup.at=03:00 …`) and that are due: once a day, after its time, by
 * one of several processes. Each holds the whole database, so one counts for all workspaces. @returns false where another
 * process is at it
 */
export function backUpOnTime(db: Db, options: OwnBackup): Promise<boolean> {
  const { stopping } = options
  const work = async () => {
    for (const { id } of await listWorkspaces(db)) {
      if (stopping()) return
      const { zone, settings } = await inWorkspace(db, id, actor, readWorkspace)
      const wish = settings.backup
      if (!wish || !(await isDue(db, id, momentAtText(db.source.now(), wish.at, zone)))) continue
      if (!(await makeOne(db, { id, who: actor, wish }, options))) return
    }
  }
  // They take minutes, for which the day must not wait.
  return asTheOne(db, 'backup', work)
}

/**
 * Makes one now, as the workspace's settings say or else as is usual, beside whoever asks. `begun` answers at once: false where one is
 * being made already, by this process or another. What it came to is noted as that of the daily one is.
 */
export function backUpNow(
  db: Db,
  asked: { readonly id: string; readonly who: string },
  options: OwnBackup,
): { readonly begun: Promise<boolean>; readonly over: Promise<void> } {
  const { promise: begun, resolve: answer, reject } = Promise.withResolvers<boolean>()
  const work = async () => {
    answer(true)
    const { settings } = await inWorkspace(db, asked.id, asked.who, readWorkspace)
    const wish = { folder: usualFolder, keep: usualKeep, ...settings.backup }
    await makeOne(db, { ...asked, wish }, options)
  }
  return { begun, over: asTheOne(db, 'backup', work).then(answer, reject) }
}

/** One backup of a workspace's own, with its proof and what it came to noted. @returns false where the process is ending */
async function makeOne(
  db: Db,
  { id, who, wish }: { readonly id: string; readonly who: string; readonly wish: Wish },
  options: OwnBackup,
): Promise<boolean> {
  const { dataDir, url, program, stopping, onNews } = options
  const from = db.source.now()
  const seen = seenBackup(db, { id, who })
  const told: Told = (far) => {
    if (stopping()) throw problem(stopped, 'The process was told to end.', 'The backup is made at the next start.')
    seen.told(far)
  }
  try {
    const folder = resolve(dataDir, wish.folder)
    const to = wish.to === undefined ? undefined : [wish.to]
    const { made, proof } = await backUpAndKeep(folder, keepRule(wish.keep), {
      ...{ dataDir, url, program, to, told },
      source: db.source,
    })
    await noteProof(db, who, made, proof)
    onNews?.({ what: 'backup', workspace: id, proved: proof.proved, bytes: made.bytes, ms: db.source.now() - from })
  } catch (error) {
    const facts = error instanceof Problem ? error.facts : undefined
    if (facts?.code === stopped) return false
    const says = facts ? `${facts.says} ${facts.fix}` : (error as Error).message
    const about = { madeAt: new Date(from).toISOString() }
    await noteProof(db, who, { file: wish.folder, bytes: 0, about }, { proved: false, says })
    const code = facts?.code ?? (error as NodeJS.ErrnoException).code ?? 'bug'
    onNews?.({ what: 'backup', workspace: id, proved: false, bytes: 0, ms: db.source.now() - from, code })
  } finally {
    await seen.end()
  }
  return true
}

/** The last moment at or before `now` at which a clock in this zone showed `at` (03:00). */
function momentAtText(now: number, at: string, zone: string): number {
  const [hour, minute] = at.split(':').map(Number) as [number, number]
  const today = dayAt(now, zone)
  const moment = momentAt(today, hour, zone) + minute * 60_000
  return moment <= now ? moment : momentAt((today - 1) as typeof today, hour, zone) + minute * 60_000
}

/** Whether no good one was made since that moment, and none was tried within the last hour. */
async function isDue(db: Db, id: string, since: number): Promise<boolean> {
  const { provedAt, triedAt } = await inWorkspace(db, id, actor, lastTry)
  return provedAt < since && (triedAt < since || db.source.now() - triedAt >= againMs)
}

/** The proof is noted in every workspace that the backup holds, because each asks for itself. */
export async function noteProof(
  db: Db,
  who: string,
  made: { readonly file: string; readonly bytes: number; readonly about: Pick<About, 'madeAt'> },
  proof: Proof,
): Promise<void> {
  const facts = { file: made.file, bytes: made.bytes, madeAt: Date.parse(made.about.madeAt), ...proof }
  for (const { id } of await listWorkspaces(db)) await inWorkspace(db, id, who, (tx) => addProof(tx, facts))
}
