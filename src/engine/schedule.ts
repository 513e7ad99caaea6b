// The day by itself: every live workspace is run at its own hour, once, and what is ready goes out at its pace. Each look asks what
// is still to do today, so a day missed while nothing ran is caught up at the next look, and a killed process leaves no gap. Several
// processes may look; one does the work.

import { dayAt, momentAt } from '../core/day.ts'
import { Problem } from '../core/problem.ts'
import { writeAnchor } from '../store/anchor.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { asTheOne } from '../store/election.ts'
import { forgetAnswers } from '../store/request.ts'
import { readRun } from '../store/run.ts'
import { listWorkspaces, readWorkspace } from '../store/workspace.ts'
import { send } from './release.ts'
import { run } from './run.ts'

/** What happened, in ids, codes and counts: nothing that says who owes. */
export type ScheduleNews =
  | { what: 'run'; workspace: string; cases: number; messages: number; tasks: number; setAside: number; held: boolean }
  | { what: 'send'; workspace: string; sent: number; printed: number; refused: number; inDoubt: number; paced: number }
  | { what: 'failed'; workspace: string; code: string; error: unknown }

export interface ScheduleOptions {
  readonly dataDir: string
  /** Who holds the leases: unique per process. */
  readonly worker: string
  /** True once the process is to end: nothing new is begun. */
  readonly stopping: () => boolean
  readonly onNews?: (news: ScheduleNews) => void
}

const actor = 'schedule'
const answersKeptMs = 7 * 86_400_000

/** One look at every workspace. @returns false where another process is at it */
export function lookOnce(db: Db, options: ScheduleOptions): Promise<boolean> {
  return asTheOne(db, async () => {
    for (const { id } of await listWorkspaces(db)) {
      if (options.stopping()) return
      try {
        await lookAtWorkspace(db, id, options)
      } catch (error) {
        // One workspace that cannot go on keeps none of the others waiting; it is tried again at the next look.
        const code = error instanceof Problem ? error.facts.code : 'bug'
        options.onNews?.({ what: 'failed', workspace: id, code, error })
      }
    }
  })
}

async function lookAtWorkspace(db: Db, id: string, options: ScheduleOptions): Promise<void> {
  const now = db.source.now()
  const workspace = await inWorkspace(db, id, actor, async (tx) => {
    await forgetAnswers(tx, now - answersKeptMs)
    return readWorkspace(tx)
  })
  const { zone, liveSince, settings } = workspace
  // A rehearsal's days are lived when a person says so.
  if (liveSince === undefined) return
  const day = dayAt(now, zone)
  const { dataDir, worker, stopping, onNews } = options
  if (now >= momentAt(day, settings.runHour, zone)) {
    const before = await inWorkspace(db, id, actor, (tx) => readRun(tx, day))
    if (before?.decided_at === undefined || before.decided_at === null) {
      const { cases, messages, tasks, setAside, brake } = await run(db, workspace, { day, actor })
      onNews?.({ what: 'run', workspace: id, cases, messages, tasks, setAside: setAside.length, held: !!brake })
    }
  }
  if (stopping()) return
  const { sent, printed, refused, inDoubt, paced } = await send(db, workspace, {
    day,
    actor,
    dataDir,
    worker,
    stop: stopping,
  })
  // After the day's first sending, so that what it said stands under the day's anchor.
  if (now >= momentAt(day, settings.runHour, zone))
    await inWorkspace(db, id, actor, (tx) => writeAnchor(tx, day, 'daily'))
  if (sent + printed + refused + inDoubt > 0)
    onNews?.({ what: 'send', workspace: id, sent, printed, refused, inDoubt, paced })
}
