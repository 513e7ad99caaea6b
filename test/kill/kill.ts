// The kill test: a program that sends is killed again and again, in every phase and at times with its database, and what the
// mail server has taken is compared with what the outbox believes. It repairs nothing; it only starts the program anew.

import { settle } from '../../src/engine/release.ts'
import { readAttempts } from '../../src/store/attempt.ts'
import { type Db, inWorkspace } from '../../src/store/db.ts'
import { listOutbox, messageId, type OutboxState } from '../../src/store/outbox.ts'
import { verifyRecord } from '../../src/store/record.ts'
import {
  actor,
  databaseProcesses,
  drain,
  finalDelayMs,
  killDatabase,
  killQuietly,
  type Scene,
  type SceneFacts,
  setScene,
} from './scene.ts'

export const phases = ['before', 'released', 'handed_over', 'answered'] as const
export type Phase = (typeof phases)[number]

export interface Plan extends Omit<SceneFacts, 'cut'> {
  readonly killsPerPhase: number
  /** Kills that take the database down too. */
  readonly withDatabase: number
  /** Programs that lose their database and live on to say so. */
  readonly databaseAlone: number
  readonly onKill?: (says: string) => void
}

export interface Findings {
  readonly kills: Record<Phase, number>
  /** Of these, with the database. */
  readonly withDatabase: Record<Phase, number>
  /** Before the first message, or after the last. */
  readonly elsewhere: number
  /** Of those in `released`: the server had the whole message and had not answered yet. */
  readonly finalDot: number
  /** What programs said whose database went away. */
  readonly lost: readonly string[]
  readonly messages: number
  readonly sent: number
  /** Public ids, as a person sees them in the list. */
  readonly inDoubt: readonly string[]
  readonly inDoubtTaken: number
  /** Looks in between and at the end: a sentence for each thing that must never be. Empty when all is well. */
  readonly faults: readonly string[]
  /** Released a second time because a person found that it had not left. */
  readonly settledNotSent: number
  readonly settledSent: number
}

/** Kills until every count is reached, lets the rest go out, and compares; then a person settles what is in doubt. */
export async function killTest(plan: Plan): Promise<Findings> {
  const scene = await setScene({ ...plan, cut: 0.1 })
  try {
    const chance = dice(plan.seed)
    const kills: Record<Phase, number> = { before: 0, released: 0, handed_over: 0, answered: 0 }
    const withDatabase = { ...kills }
    let [elsewhere, finalDot] = [0, 0]
    const lost: string[] = []
    const faults: string[] = []
    for (let round = 1; ; round++) {
      const short = phases.filter((it) => kills[it] < plan.killsPerPhase)
      const databaseShort = sum(withDatabase) < plan.withDatabase
      const lostShort = lost.length < plan.databaseAlone
      if (short.length === 0 && !databaseShort && !lostShort) break
      const among = short.length > 0 ? short : phases
      const phase = among[Math.floor(chance() * among.length)]!
      if (lostShort && (chance() < 0.15 || (short.length === 0 && !databaseShort))) {
        const says = await loseDatabase(scene, phase, chance)
        if (says !== undefined) lost.push(says)
        continue
      }
      // A quarter of them in each phase.
      const takes = withDatabase[phase] < plan.withDatabase / phases.length && (chance() < 0.4 || short.length === 0)
      const last = await killOnce(scene, phase, chance, takes)
      if (last === 'drained') throw new Error(`All was sent after ${round} rounds: give it more messages.`)
      const [reached, message] = (last?.split(' ') ?? []) as [Phase?, string?]
      if (reached === undefined) elsewhere += 1
      else {
        kills[reached] += 1
        if (takes) withDatabase[reached] += 1
      }
      if (reached === 'released' && (await takenBy(scene)).has(message!)) finalDot += 1
      plan.onKill?.(`${round}  ${last ?? 'starting'}${takes ? ', with its database' : ''}`)
      // The server lives on between the other kills, as it would.
      if (round % 10 === 0) faults.push(...(await scene.look((db) => compare(db, scene))).faults)
    }
    await drain(scene)
    const end = await scene.look((db) => compare(db, scene))
    faults.push(...end.faults)
    for (const state of ['waiting', 'released'] as const) {
      if (end.states[state]) faults.push(`${end.states[state]} messages are still ${state}`)
    }
    const settled = await settleAll(scene, faults)
    faults.push(...(await scene.look((db) => verifyRecord(db, scene.workspaceId))))
    return {
      kills,
      withDatabase,
      elsewhere,
      finalDot,
      lost,
      messages: plan.messages,
      sent: end.states.sent ?? 0,
      inDoubt: end.inDoubt,
      inDoubtTaken: end.inDoubtTaken,
      faults,
      ...settled,
    }
  } finally {
    await scene.end()
  }
}

/** @returns the program's last line before it died. */
async function killOnce(scene: Scene, phase: Phase, chance: () => number, takes: boolean): Promise<string | undefined> {
  const nth = 1 + Math.floor(chance() * 3)
  const way = chance()
  // Some stand still exactly there; the others are on their way when it hits them, and a few are hit at any moment. Most of
  // those that are released are hit in the middle of their conversation with the mail server.
  const stands = way < (phase === 'released' ? 0.2 : 0.5)
  const anywhere = way > 0.93
  const program = scene.start(stands ? `${phase}:${nth}` : undefined)
  let seen = 0
  if (anywhere) await Promise.race([elapsed(chance() * 1_500), program.ended])
  else {
    await program.until((line) => (stands ? line === 'stopped' : line.startsWith(`${phase} `) && ++seen === nth))
    // That conversation lasts up to 300 ms, a transaction a few.
    if (!stands) await elapsed(chance() * (phase === 'released' ? finalDelayMs + 20 : 4))
  }
  const family = takes ? databaseProcesses(scene.dataDir) : []
  program.child.kill('SIGKILL')
  for (const pid of family) killQuietly(pid)
  const { code, errors } = await program.ended
  if (code !== null && code !== 0) throw new Error(`The program ended by itself with ${code}: ${errors}`)
  return program.said.filter((line) => line !== 'stopped').at(-1)
}

/** Takes the database from a program that lives; what it then said, or undefined where it had no transaction open. */
async function loseDatabase(scene: Scene, phase: Phase, chance: () => number): Promise<string | undefined> {
  const program = scene.start()
  let seen = 0
  await program.until((line) => line.startsWith(`${phase} `) && ++seen === 2)
  await elapsed(chance() * 4)
  killDatabase(scene.dataDir)
  const next = program.said.length
  // Either it ends, or it goes on with a database that stands again, and then it is well.
  await program.until(() => program.said.length > next + 8)
  if (program.child.exitCode === null) program.child.kill('SIGKILL')
  const { code, errors } = await program.ended
  if (code === null || code === 0) return undefined
  if (code !== 2) throw new Error(`Without its database the program ended with ${code}: ${errors}`)
  return errors
}

interface Comparison {
  readonly states: Partial<Record<OutboxState, number>>
  readonly inDoubt: readonly string[]
  readonly inDoubtTaken: number
  readonly faults: readonly string[]
}

const allStates: readonly OutboxState[] = ['waiting', 'released', 'sent', 'in_doubt', 'failed', 'overtaken', 'dropped']

/** What the outbox believes, held against what the server wrote down before it answered. */
export async function compare(db: Db, scene: Scene): Promise<Comparison> {
  const taken = await takenBy(scene)
  const arrived = Map.groupBy(await scene.peer.messages(), (it) => idOf(it.messageId))
  const faults: string[] = []
  const states: Partial<Record<OutboxState, number>> = {}
  const inDoubt: string[] = []
  await inWorkspace(db, scene.workspaceId, actor, async (tx) => {
    for (const message of await listOutbox(tx, allStates)) {
      const id = messageId(message)
      const { state } = message
      const times = taken.get(id) ?? 0
      states[state] = (states[state] ?? 0) + 1
      if (state === 'in_doubt') inDoubt.push(id)
      if (times > 1) faults.push(`${id} was taken ${times} times`)
      if (times === 1 && !['sent', 'in_doubt', 'released'].includes(state))
        faults.push(`${id} was taken and is ${state}`)
      if (times === 0 && state === 'sent') faults.push(`${id} was not taken and is sent`)
      const attempts = await readAttempts(tx, message)
      for (const it of arrived.get(id) ?? []) {
        const kept = attempts.find((one) => one.external_id === it.messageId)
        if (kept?.bytes_sha.toString('hex') !== it.sha256) faults.push(`${it.messageId} arrived with other bytes`)
      }
    }
  })
  const inDoubtTaken = inDoubt.filter((id) => taken.has(id)).length
  return { states, inDoubt, inDoubtTaken, faults }
}

/** How often the server has taken each message. */
async function takenBy(scene: Scene): Promise<Map<string, number>> {
  const taken = new Map<string, number>()
  for (const it of await scene.peer.messages()) {
    if (it.taken) taken.set(idOf(it.messageId), (taken.get(idOf(it.messageId)) ?? 0) + 1)
  }
  return taken
}

/** `<msg_….2@nordwind.example>` is the second attempt of `msg_…`. */
function idOf(externalId: string): string {
  return externalId.slice(1).split('.')[0]!
}

/**
 * A person who can ask the mail server settles what is in doubt, and again what comes into doubt by that, until nothing is: then
 * everything was taken exactly once, and what was settled as not sent came to the server once more each time.
 */
async function settleAll(scene: Scene, faults: string[]): Promise<{ settledSent: number; settledNotSent: number }> {
  let [settledSent, settledNotSent] = [0, 0]
  for (;;) {
    const taken = await takenBy(scene)
    const before = await dots(scene)
    const settled = await scene.look((db) =>
      inWorkspace(db, scene.workspaceId, actor, async (tx) => {
        const doubtful = await listOutbox(tx, ['in_doubt'])
        for (const it of doubtful) await settle(tx, it, taken.has(messageId(it)), 'asked at the mail server')
        return doubtful.map(messageId)
      }),
    )
    if (settled.length === 0) break
    await drain(scene)
    const after = await dots(scene)
    for (const [id, count] of after) {
      const expected = settled.includes(id) && !taken.has(id) ? 1 : 0
      const more = count - (before.get(id) ?? 0)
      if (more !== expected) faults.push(`${id} came ${more} times after it was settled, not ${expected}`)
    }
    const arrived = settled.filter((id) => taken.has(id)).length
    settledSent += arrived
    settledNotSent += settled.length - arrived
  }
  const end = await scene.look((db) => compare(db, scene))
  faults.push(...end.faults)
  const taken = await takenBy(scene)
  if (taken.size !== end.states.sent)
    faults.push(`${end.states.sent} are sent in the end, and ${taken.size} were taken`)
  return { settledSent, settledNotSent }
}

/** How often each message came to the server whole, taken or not. */
async function dots(scene: Scene): Promise<Map<string, number>> {
  const all = Map.groupBy(await scene.peer.messages(), (it) => idOf(it.messageId))
  return new Map([...all].map(([id, list]) => [id, list.length]))
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Numbers from 0 up to 1, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4_294_967_296
  }
}

function sum(counts: Record<Phase, number>): number {
  return phases.reduce((total, phase) => total + counts[phase], 0)
}
