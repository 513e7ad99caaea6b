// Rehearses a stretch of days as if they were lived: each day the run, the approvals that were agreed beforehand, and the
// sending. For trying a policy on a real ledger, and for the demo.

import { addDays, type Day, momentAt } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { writeAnchor } from '../store/anchor.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { approve, listOutbox } from '../store/outbox.ts'
import { releaseBrake } from '../store/run.ts'
import { freshStatistics } from '../store/statistics.ts'
import { readWorkspace, setKnownUntil } from '../store/workspace.ts'
import { type SendResult, send } from './release.ts'
import { type RunResult, run } from './run.ts'

export interface RehearseOptions {
  readonly from: Day
  /** Included. */
  readonly until: Day
  readonly actor: string
  readonly dataDir: string
  readonly clock: { set(moment: number): void }
  readonly worker: string
  /** Give every approval that is asked for. */
  readonly approveAll?: boolean
  /** Let every day pass the brake. */
  readonly noBrake?: boolean
  /** Each day we know of all payments dated up to it. */
  readonly knownEveryDay?: boolean
  readonly onDay?: (day: Day, run: RunResult, sent: SendResult) => Promise<void> | void
  /** Before the run of a day: what happened in the world. */
  readonly beforeDay?: (day: Day) => Promise<void>
}

/** @returns messages sent and printed in all. */
export async function rehearse(
  db: Db,
  workspaceId: string,
  options: RehearseOptions,
): Promise<{ days: number; sent: number }> {
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspaceId, options.actor, work)
  let sent = 0
  let days = 0
  for (let day = options.from; day <= options.until; day = addDays(day, 1)) {
    const before = await inside(readWorkspace)
    if (before.liveSince !== undefined)
      throw problem('rehearse.live', 'This workspace is live.', 'Rehearse in another data folder: --data rehearsal')
    options.clock.set(momentAt(day, 9, before.zone))
    await options.beforeDay?.(day)
    const workspace = await inside(async (tx) => {
      if (options.knownEveryDay)
        await setKnownUntil(tx, before.creditorId, day, 'rehearsal: payments are known every day')
      return readWorkspace(tx)
    })
    const result = await run(db, workspace, { day, actor: options.actor })
    await inside(async (tx) => {
      if (options.noBrake) await releaseBrake(tx, day)
      if (!options.approveAll) return
      for (const message of await listOutbox(tx, ['waiting'])) {
        if (message.needsApproval && message.approvedAt === null) await approve(tx, message, tx.now)
      }
    })
    const out = await send(db, workspace, {
      day,
      actor: options.actor,
      dataDir: options.dataDir,
      worker: options.worker,
    })
    await inside((tx) => writeAnchor(tx, day, 'daily'))
    sent += out.sent + out.printed
    days += 1
    // A rehearsal writes months in minutes, faster than the server notices by itself.
    if (days % 30 === 1) await freshStatistics(db)
    await options.onDay?.(day, result, out)
  }
  return { days, sent }
}
