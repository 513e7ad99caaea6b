// What may take long is worked on beside whoever asks: begun at once, told how far it is, left, found finished, and stopped by anybody who may,
// whichever process works on it. A question
// that was asked on the same day, of the same book, is answered by what was worked out then, until somebody wants it made anew.

import { createHash } from 'node:crypto'
import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises'
import type { Moment } from '../core/day.ts'
import { Problem, problem } from '../core/problem.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import {
  addReckoning,
  dropReckonings,
  endReckoning,
  latestReckoning,
  lockAsk,
  type MadeFile,
  type Reckoning,
  readReckoning,
  standingReckoning,
  tellReckoning,
} from '../store/reckoning.ts'
import { debtorsAbout } from '../store/totals.ts'
import type { Watch } from './books.ts'

export interface ReckoningDesk {
  /** With the clock of the workspace, which may stand still. */
  readonly db: Db
  readonly workspace: { readonly id: string }
  readonly actor: string
  /** The clock on the wall. */
  wall(): Moment
}

// In a small book all is quick, and a change shows at once.
const debtorsFew = 500
const keptMs = 30 * 60_000
const dayMs = 24 * 60 * 60_000
/** Who works on it says so this often how far it is, and is gone after so long without a sign. */
const tellMs = 400
const aliveMs = 90_000
/** So long whoever asks waits whether it is done already. */
const atOnceMs = 90
const sideBySide = 2

const gone = () =>
  problem('reckoning.unknown', 'This is not kept any more.', 'Ask for it again: what is worked out is kept for a day.')
const stopped = () => problem('reckoning.cancelled', 'It was stopped before it was done.', 'Ask for it again.')
// Nobody stopped it: whoever worked on it was told to end.
const ended = () => problem('reckoning.quit', 'Whoever worked on this is gone.', 'Ask for it again: it is begun anew.')

/** What came of it: an answer as JSON, and a file where one was made. */
export interface Worked {
  readonly answer: unknown
  readonly file?: MadeFile
}

interface Asked extends Pick<Reckoning, 'kind' | 'about'> {
  readonly ask: object
}

function shaOf({ kind, ask }: Pick<Asked, 'kind' | 'ask'>): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, ask]))
    .digest()
}

/** What this process works on, by its database, so that it can be ended with it. */
const running = new WeakMap<object, Set<{ quit: boolean; over: Promise<void> }>>()
/** How each is told at once, by its id, where it is this process that works on it; any other hears it from the row. */
const unwanted = new Map<string, () => void>()
const waiting: (() => void)[] = []
let busy = 0

/**
 * Begins to work out what is asked, or joins whoever is at it, or answers with what is kept.
 * @param work gives the answer; it calls `watch` as it gets on, which throws where nobody wants it any more
 */
export async function reckon(
  desk: ReckoningDesk,
  asked: Asked & { readonly anew: boolean },
  work: (watch: Watch) => Promise<Worked>,
): Promise<Reckoning> {
  const now = desk.wall()
  const tx = <T>(inside: (tx: Tx) => Promise<T>) => inWorkspace(desk.db, desk.workspace.id, desk.actor, inside)
  const askSha = shaOf(asked)
  const { there, id } = await tx(async (one) => {
    await lockAsk(one, askSha)
    await dropReckonings(one, now - dayMs)
    const keptFor = asked.anew || (await debtorsAbout(one)) <= debtorsFew ? -1 : keptMs
    const found = await standingReckoning(one, { askSha, since: now - keptFor, alive: now - aliveMs })
    if (found) return { there: found, id: found.id }
    return { there: undefined, id: await addReckoning(one, { ...asked, askSha, at: now }) }
  })
  if (there) return there
  const mine = { quit: false, over: Promise.resolve() }
  const all = running.get(desk.db.app) ?? new Set()
  running.set(desk.db.app, all.add(mine))
  mine.over = inTurn(() => worked(desk, id, work, mine))
    .catch(() => undefined)
    .finally(() => all.delete(mine))
  await Promise.race([mine.over, pause(atOnceMs)])
  return tx((one) => findReckoning(one, id))
}

/** What others see of work that whoever asked waits for. */
export interface Seen {
  readonly watch: Watch
  /** So many parts are done by now. */
  far(done: number): void
  /** Whether nobody stopped it. */
  wanted(): boolean
}

/**
 * Works while whoever asks waits; others see how far it is and may stop it. Where somebody is at the same already, `beside` says whether this
 * works beside them, and heeds the same wish to stop; without it a Problem is thrown.
 */
export async function reckonHere<T>(
  desk: ReckoningDesk,
  asked: Asked & { readonly beside?: () => Problem },
  work: (seen: Seen) => Promise<T>,
): Promise<T> {
  const now = desk.wall()
  const tx = <R>(inside: (tx: Tx) => Promise<R>) => inWorkspace(desk.db, desk.workspace.id, desk.actor, inside)
  const askSha = shaOf(asked)
  const { id, joined } = await tx(async (one) => {
    await lockAsk(one, askSha)
    await dropReckonings(one, now - dayMs)
    const found = await latestReckoning(one, askSha)
    if (found?.state !== 'at_work' || isLost(found, now))
      return { id: await addReckoning(one, { ...asked, askSha, at: now }), joined: false }
    if (asked.beside) throw asked.beside()
    return { id: found.id, joined: true }
  })
  const mine = { quit: false }
  let answer: T | undefined
  await worked(
    desk,
    id,
    async (watch, seen) => {
      answer = await work({ watch, ...seen })
      return { answer: null }
    },
    mine,
    { joined, throws: true },
  )
  return answer as T
}

/** What is at work of such a question, where whoever works on it is alive. */
export async function atWork(tx: Tx, asked: Pick<Asked, 'kind' | 'ask'>, now: Moment): Promise<Reckoning | undefined> {
  const found = await latestReckoning(tx, shaOf(asked))
  return found?.state === 'at_work' && !isLost(found, now) ? found : undefined
}

/** The last time that such a thing was asked, where somebody stopped it. */
export async function lastCancelled(tx: Tx, asked: Pick<Asked, 'kind' | 'ask'>): Promise<Reckoning | undefined> {
  const found = await latestReckoning(tx, shaOf(asked))
  return found?.state === 'cancelled' ? found : undefined
}

/** Who stopped it, where that is known. */
export function stoppedBy(it: Reckoning): string | undefined {
  return it.state === 'cancelled' ? (it.problem?.by as string | undefined) : undefined
}

export async function findReckoning(tx: Tx, id: string): Promise<Reckoning> {
  const found = await readReckoning(tx, id)
  if (!found) throw gone()
  return found
}

/** Nobody wants it any more; whoever works on it stops at the next part. */
export async function cancelReckoning(tx: Tx, id: string): Promise<Reckoning> {
  await findReckoning(tx, id)
  if (await endReckoning(tx, id, { state: 'cancelled', problem: { code: 'reckoning.cancelled', by: tx.actor } }))
    unwanted.get(id)?.()
  return findReckoning(tx, id)
}

/** Whether nobody can be at work on it any more. */
export function isLost(it: Reckoning, now: Moment): boolean {
  return it.state === 'at_work' && now - it.seenAt > aliveMs
}

/** Ends what this process works on: it can be asked for again. */
export async function quitReckonings(db: Db): Promise<void> {
  const all = [...(running.get(db.app) ?? [])]
  for (const one of all) one.quit = true
  await Promise.all(all.map((one) => one.over))
}

/** A few at a time, so that what is long leaves room for what is quick. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  if (busy >= sideBySide) await new Promise<void>((go) => waiting.push(go))
  else busy++
  try {
    await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

async function worked(
  desk: ReckoningDesk,
  id: string,
  work: (watch: Watch, seen: Omit<Seen, 'watch'>) => Promise<Worked>,
  mine: { readonly quit: boolean },
  here: { readonly joined: boolean; readonly throws: boolean } = { joined: false, throws: false },
): Promise<void> {
  const tx = <T>(inside: (tx: Tx) => Promise<T>) => inWorkspace(desk.db, desk.workspace.id, desk.actor, inside)
  const far = { done: 0, parts: 0, told: desk.wall() }
  let telling: Promise<void> | undefined
  let wanted = true
  const tell = async () => {
    // Of several at one thing the first says how far it is, and all hear whether it is wanted.
    wanted &&= here.joined
      ? (await tx((one) => readReckoning(one, id)))?.state !== 'cancelled'
      : await tx((one) => tellReckoning(one, id, { ...far, at: far.told }))
  }
  const watch: Watch = {
    more(parts) {
      far.parts += parts
    },
    async step(parts = 0) {
      far.done += parts
      // Whoever asks for something else meanwhile comes in between.
      await breath()
      if (mine.quit) throw ended()
      if (!wanted) throw stopped()
    },
  }
  const seen = {
    far(done: number) {
      far.done = done
    },
    wanted: () => wanted && !mine.quit,
  }
  const hear = () => {
    wanted = false
  }
  unwanted.set(id, hear)
  // Beside the work, also where one part takes long: others see how far it is, and this hears where it is wanted no more.
  const beat = setInterval(() => {
    if (telling) return
    far.told = desk.wall()
    telling = tell().finally(() => {
      telling = undefined
    })
    // What goes wrong shows at the end.
    telling.catch(() => undefined)
  }, tellMs)
  try {
    await tell()
    if (!wanted) throw stopped()
    const { answer, file } = await work(watch, seen)
    await telling
    if (here.joined) return
    await tell()
    await tx((one) => endReckoning(one, id, { state: 'done', answer: JSON.stringify(answer), file }))
  } catch (error) {
    await telling?.catch(() => undefined)
    if (here.joined) throw error
    const facts = error instanceof Problem ? error.facts : undefined
    const cancelled = facts?.code === 'reckoning.cancelled'
    await tx((one) =>
      endReckoning(one, id, {
        state: cancelled ? 'cancelled' : 'failed',
        problem: facts ?? {
          code: 'failed',
          says: 'Something went wrong while this was worked out.',
          fix: 'Ask for it again.',
        },
      }),
    )
    if (here.throws) throw error
  } finally {
    clearInterval(beat)
    if (unwanted.get(id) === hear) unwanted.delete(id)
  }
}
