// What may take long is worked out beside whoever asks: begun at once, told how far it is, left, found finished, and stopped. A question
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
/** Who gave no sign for so long works on it no more. */
const aliveMs = 10 * 60_000
const tellMs = 400
/** So long whoever asks waits whether it is done already. */
const atOnceMs = 90
const sideBySide = 2

const gone = () =>
  problem('reckoning.unknown', 'This is not kept any more.', 'Ask for it again: what is worked out is kept for a day.')
const stopped = () => problem('reckoning.cancelled', 'It was stopped before it was done.', 'Ask for it again.')

/** What this process works on, by its database, so that it can be ended with it. */
const running = new WeakMap<object, Set<{ quit: boolean; over: Promise<void> }>>()
const waiting: (() => void)[] = []
let busy = 0

/**
 * Begins to work out what is asked, or joins whoever is at it, or answers with what is kept.
 * @param work gives the answer; it calls `watch` as it gets on, which throws where nobody wants it any more
 */
export async function reckon(
  desk: ReckoningDesk,
  asked: { readonly kind: Reckoning['kind']; readonly ask: object; readonly anew: boolean },
  work: (watch: Watch) => Promise<unknown>,
): Promise<Reckoning> {
  const now = desk.wall()
  const tx = <T>(inside: (tx: Tx) => Promise<T>) => inWorkspace(desk.db, desk.workspace.id, desk.actor, inside)
  const askSha = createHash('sha256')
    .update(JSON.stringify([asked.kind, asked.ask]))
    .digest()
  const { there, id } = await tx(async (one) => {
    await dropReckonings(one, now - dayMs)
    const keptFor = asked.anew || (await debtorsAbout(one)) <= debtorsFew ? -1 : keptMs
    const found = await standingReckoning(one, { askSha, since: now - keptFor, alive: now - aliveMs })
    if (found) return { there: found, id: found.id }
    return { there: undefined, id: await addReckoning(one, { kind: asked.kind, ask: asked.ask, askSha, at: now }) }
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

export async function findReckoning(tx: Tx, id: string): Promise<Reckoning> {
  const found = await readReckoning(tx, id)
  if (!found) throw gone()
  return found
}

/** Nobody wants it any more; whoever works on it stops at the next part. */
export async function cancelReckoning(tx: Tx, id: string): Promise<Reckoning> {
  await findReckoning(tx, id)
  await endReckoning(tx, id, { state: 'cancelled' })
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
  work: (watch: Watch) => Promise<unknown>,
  mine: { readonly quit: boolean },
): Promise<void> {
  const tx = <T>(inside: (tx: Tx) => Promise<T>) => inWorkspace(desk.db, desk.workspace.id, desk.actor, inside)
  const far = { done: 0, parts: 0, told: desk.wall() }
  let telling: Promise<void> | undefined
  let wanted = true
  const tell = async () => {
    wanted = await tx((one) => tellReckoning(one, id, { ...far, at: far.told }))
  }
  const watch: Watch = {
    more(parts) {
      far.parts += parts
    },
    async step(parts = 0) {
      far.done += parts
      // Whoever asks for something else meanwhile comes in between.
      await breath()
      if (mine.quit || !wanted) throw stopped()
      const now = desk.wall()
      if (telling || now - far.told < tellMs) return
      far.told = now
      telling = tell().finally(() => {
        telling = undefined
      })
      // Not waited for: it may itself stand in a transaction. What goes wrong shows at the end.
      telling.catch(() => undefined)
    },
  }
  try {
    await tell()
    if (!wanted) return
    const answer = JSON.stringify(await work(watch))
    await telling
    await tell()
    await tx((one) => endReckoning(one, id, { state: 'done', answer }))
  } catch (error) {
    await telling?.catch(() => undefined)
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
  }
}
