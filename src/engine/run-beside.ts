// The run of a day as others see it: how far it is, beside whoever asked for it or by the schedule, and stopped by a person in whichever
// process it works. Who stopped it says when it goes on; until then the schedule leaves that day alone.

import { type Day, dayText, type Moment } from '../core/day.ts'
import type { Db, Tx } from '../store/db.ts'
import type { Reckoning } from '../store/reckoning.ts'
import type { Workspace } from '../store/workspace.ts'
import { atWork, cancelReckoning, lastCancelled, type ReckoningDesk, reckon, reckonHere } from './reckoning.ts'
import { type RunOptions, type RunResult, run } from './run.ts'

const askOf = (day: Day) => ({ kind: 'run', ask: { day: dayText(day) }, about: dayText(day) }) as const

/** Begins the run of a day beside whoever asks, or joins whoever is at it. */
export async function runBeside(desk: ReckoningDesk & { readonly workspace: Workspace }, day: Day): Promise<Reckoning> {
  return reckon(desk, { ...askOf(day), anew: true }, async (watch) => {
    const done = await run(desk.db, desk.workspace, { day, actor: desk.actor, watch })
    const { cases, messages, kept, tasks, setAside, brake } = done
    return { answer: { cases, messages: messages + kept, tasks, setAside: setAside.length, held: brake !== undefined } }
  })
}

/**
 * Runs a day that others may watch and stop. Several processes share its books; a Problem (`reckoning.cancelled`) where it was stopped.
 * @param wall the clock on the wall, where that of `db` is turned by a rehearsal
 */
export async function runSeen(
  db: Db,
  workspace: Workspace,
  options: RunOptions,
  wall: () => Moment = db.source.now,
): Promise<RunResult> {
  const desk = { db, workspace, actor: options.actor, wall }
  return reckonHere(desk, askOf(options.day), ({ watch }) => run(db, workspace, { ...options, watch }))
}

/** The run of this day that somebody is at now, in whichever process. */
export async function runAtWork(tx: Tx, day: Day, now: Moment): Promise<Reckoning | undefined> {
  return atWork(tx, askOf(day), now)
}

/** Stops the run of this day in whichever process it works; what is decided stays. @returns what was stopped */
export async function stopRun(tx: Tx, day: Day, now: Moment): Promise<Reckoning | undefined> {
  const found = await runAtWork(tx, day, now)
  if (found) await cancelReckoning(tx, found.id)
  return found
}

/** The run of this day, where a person stopped it and nobody has begun it again. */
export async function stoppedRun(tx: Tx, day: Day): Promise<Reckoning | undefined> {
  return lastCancelled(tx, askOf(day))
}

/** Whether a person stopped the run of this day, and nobody has begun it again. */
export async function runWasStopped(tx: Tx, day: Day): Promise<boolean> {
  return (await stoppedRun(tx, day)) !== undefined
}
