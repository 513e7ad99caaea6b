// The scene of the kill test: a live workspace on a private database of its own, a mail server that breaks lines, and the program
// that sends, started as often as it is killed. It sends nothing itself.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { nextBusinessDay } from '../../src/core/calendar.ts'
import { addDays, type Day, dayAt, dayText } from '../../src/core/day.ts'
import { uuid7 } from '../../src/core/id.ts'
import { run } from '../../src/engine/run.ts'
import { calendarOf } from '../../src/rules/calendar.ts'
import { readyMade } from '../../src/rules/policies.ts'
import { addClaims } from '../../src/store/claim.ts'
import { type Db, inWorkspace, openDb, type Tx } from '../../src/store/db.ts'
import { addDebtors } from '../../src/store/debtor.ts'
import { lookAgain } from '../../src/store/ledger.ts'
import { savePolicies } from '../../src/store/policy.ts'
import { createWorkspace, goLive, readWorkspace, settingsShape } from '../../src/store/workspace.ts'
import { type SmtpPeer, startSmtp } from '../peers/start.ts'

export interface SceneFacts {
  readonly messages: number
  readonly leaseSeconds: number
  readonly seed: number
  /** The share of messages at whose final dot the line is cut; half of those are taken all the same. */
  readonly cut: number
}

/** A data folder with a live workspace in it, its mail server, and what it takes to send from it. */
export interface Scene {
  readonly dataDir: string
  readonly workspaceId: string
  readonly day: Day
  readonly peer: SmtpPeer
  /** Starts the program; `stop` as `released:3`. */
  start(stop?: string): Program
  /** Opens the database for one piece of work. */
  look<T>(work: (db: Db) => Promise<T>): Promise<T>
  end(): Promise<void>
}

export interface Program {
  readonly child: ChildProcess
  /** Phase and message of each line so far. */
  readonly said: readonly string[]
  /** Resolves when a line fits, or with undefined when the program has ended. */
  until(fits: (line: string) => boolean): Promise<string | undefined>
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>
}

/** Who the record says it was. */
export const actor = 'kill test'
const zone = 'Europe/London'
const dayMs = 86_400_000
/** The mail server takes up to this long to answer the final dot. */
export const finalDelayMs = 300

export async function setScene(facts: SceneFacts): Promise<Scene> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dunwell-kill-'))
  // The database runs as an ordinary user, who must be able to enter.
  chmodSync(dataDir, 0o755)
  const peer = await startSmtp(
    '--delay-final-ms',
    `${finalDelayMs}`,
    '--cut',
    `${facts.cut}`,
    '--seed',
    `${facts.seed}`,
  )
  // Nobody is reminded on a Sunday: then the clock runs a day ahead, at its usual pace.
  const real = dayAt(Date.now(), zone)
  const day = nextBusinessDay(calendarOf('GB'), real)
  const shift = (day - real) * dayMs
  const source = { now: () => Date.now() + shift, random: (bytes: number) => randomBytes(bytes) }
  const workspaceId = uuid7(source.now(), randomBytes(10))
  const children = new Set<ChildProcess>()
  const scene: Scene = {
    dataDir,
    workspaceId,
    day,
    peer,
    start(stop) {
      const program = startProgram(scene, shift, stop)
      children.add(program.child)
      program.ended.then(() => children.delete(program.child))
      return program
    },
    async look(work) {
      const db = await openDb({ dataDir, source, connections: 2 })
      try {
        return await work(db)
      } finally {
        await db.close()
      }
    },
    async end() {
      for (const child of children) child.kill('SIGKILL')
      await peer.stop()
      killDatabase(dataDir)
      for (const folder of [realpathSync(join(dataDir, 'database')), dataDir]) {
        rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
      }
    },
  }
  await scene.look((db) => furnish(db, scene, facts))
  return scene
}

async function furnish(db: Db, scene: Scene, facts: SceneFacts): Promise<void> {
  const { workspaceId, day, peer } = scene
  await createWorkspace(
    db,
    {
      name: 'Nordwind Ltd',
      kind: 'creditor',
      creditorKind: 'business',
      country: 'GB',
      currency: 'GBP',
      zone,
      settings: settingsShape.parse({
        addressLines: ['4 Quay Street', 'Bristol BS1 4AA'],
        legalLines: ['Company no. 01234567'],
        phone: '+44 117 496 0000',
        email: 'accounts@nordwind.example',
        signatory: { name: 'Ada Palmer', role: 'Accounts', phone: '+44 117 496 0001', email: 'ada@nordwind.example' },
        bank: { holder: 'Nordwind Ltd', iban: 'GB33BUKB20201555555555', lines: [] },
        smtp: { host: '127.0.0.1', port: peer.port, security: 'none' },
        mailsPerHour: 0,
        inboxConnected: true,
        knowledge: { reminders: null, demands: null },
        brake: { on: false, factor: 3, firstDay: 25 },
        leaseSeconds: facts.leaseSeconds,
      }),
    },
    actor,
    workspaceId,
  )
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, workspaceId, actor, work)
  await inside(async (tx) => {
    await savePolicies(tx, readyMade)
    const { creditorId } = await readWorkspace(tx)
    const arrivedOn = addDays(day, -40)
    const { made, heads } = await addDebtors(
      tx,
      Array.from({ length: facts.messages }, (_, i) => ({
        name: `Harbour ${i + 1} Ltd`,
        kind: 'business' as const,
        kindBecause: 'Ltd',
        country: 'GB',
        language: 'en',
        handling: 'automatic' as const,
        arrivedOn,
        creditorId,
        contacts: [{ roles: ['accounts_payable' as const], emails: [`ap@harbour-${i + 1}.example`] }],
      })),
    )
    const book = made[0]!.book
    await addClaims(
      tx,
      heads.get(book)!,
      made.map((debtor, i) => ({
        debtorId: debtor.id,
        creditorId,
        caseId: debtor.caseId,
        number: `INV-${i + 1}`,
        kind: 'invoice',
        currency: 'GBP',
        issuedOn: arrivedOn,
        arrivedOn,
        dues: [{ dueOn: addDays(day, -10), amountMinor: 100_000 + i }],
      })),
    )
    await lookAgain(
      tx,
      book,
      made.map((debtor) => debtor.id),
      day,
    )
    await goLive(tx)
  })
  const done = await run(db, await inside(readWorkspace), { day, actor })
  if (done.messages !== facts.messages) throw new Error(`${done.messages} of ${facts.messages} messages wait.`)
}

function startProgram(scene: Scene, shift: number, stop: string | undefined): Program {
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('sender.ts', import.meta.url)),
      ...['--data', scene.dataDir, '--workspace', scene.workspaceId],
      ...['--day', dayText(scene.day), '--shift', `${shift}`],
      ...(stop === undefined ? [] : ['--stop', stop]),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const said: string[] = []
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  // A program that was killed reads no more.
  child.stdin.on('error', () => undefined)
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => said.push(line))
  const ended = Promise.all([once(child, 'close'), once(lines, 'close')]).then(([[code]]) => ({ code, errors }))
  return {
    child,
    said,
    ended,
    until(fits) {
      return new Promise((resolve) => {
        lines.on('line', (line) => fits(line) && resolve(line))
        ended.then(() => resolve(undefined))
      })
    },
  }
}

/** The postmaster and its children; none where no server runs. */
export function databaseProcesses(dataDir: string): number[] {
  let postmaster: number
  try {
    const file = join(realpathSync(join(dataDir, 'database')), 'cluster', 'postmaster.pid')
    postmaster = Number.parseInt(readFileSync(file, 'utf8'), 10)
  } catch {
    return []
  }
  const all = process.platform === 'linux' ? linuxParents() : unixParents()
  // The file outlives a server that was killed, and its number may be another's by now.
  const family = all.filter(([, parent]) => parent === postmaster).map(([pid]) => pid)
  return family.length > 0 ? [postmaster, ...family] : []
}

function linuxParents(): [pid: number, parent: number][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name of the program, in brackets, may hold anything.
        const facts = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!
        return [[Number(name), Number(facts.split(' ')[1])] as [number, number]]
      } catch {
        return []
      }
    })
}

function unixParents(): [pid: number, parent: number][] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
}

export function killDatabase(dataDir: string): void {
  for (const pid of databaseProcesses(dataDir)) killQuietly(pid)
}

export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The program without interruption: until nothing waits and nothing is in the air. */
export async function drain(scene: Scene): Promise<void> {
  const { code, errors } = await scene.start().ended
  if (code !== 0) throw new Error(`The program ended with ${code}: ${errors}`)
}
