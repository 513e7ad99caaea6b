// The day by itself: every live workspace is run at its own hour, once, and what is ready goes out at its pace. Each look asks what
// is still to do today, so a day missed while nothing ran is caught up at the next look, and a killed process leaves no gap. Several
// processes may look: they share a run by books, and one of them sends, because the pace of mails is one.

import { type Day, dayAt, momentAt } from '../core/day.ts'
import { Problem } from '../core/problem.ts'
import { writeAnchor } from '../store/anchor.ts'
import { forgetBulkDeeds } from '../store/bulk-deed.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { forgetEvents } from '../store/delivery.ts'
import { asTheOne } from '../store/election.ts'
import { type OwnerMailKind, ownerMailAt } from '../store/owner-mail.ts'
import { dropReckonings } from '../store/reckoning.ts'
import { forgetAnswers } from '../store/request.ts'
import { readRun } from '../store/run.ts'
import { listWorkspaces, readWorkspace, type Workspace } from '../store/workspace.ts'
import { tellApprovers } from './approval-mail.ts'
import { takeBankChange } from './bank-change.ts'
import { shareCases } from './collector.ts'
import { sendHouseMails } from './house-mail.ts'
import { type InboxFile, lookAtInbox } from './import-inbox.ts'
import { isWeekMailDay, mailOwners } from './owner-mail.ts'
import { send } from './release.ts'
import { runSeen, runWasStopped } from './run-beside.ts'

/** What happened, in ids, codes and counts: nothing that says who owes. */
export type ScheduleNews =
  | { what: 'run'; workspace: string; cases: number; messages: number; tasks: number; setAside: number; held: boolean }
  | { what: 'send'; workspace: string; sent: number; printed: number; refused: number; inDoubt: number; paced: number }
  | { what: 'inbox'; workspace: string; imported: number; refused: number; waiting: number }
  | { what: 'failed'; workspace: string; code: string; error: unknown }

export interface ScheduleOptions {
  readonly dataDir: string
  /** Who holds the leases: unique per process. */
  readonly worker: string
  /** True once the process is to end: nothing new is begun. */
  readonly stopping: () => boolean
  readonly onNews?: (news: ScheduleNews) => void
  /** What the last look saw in the inbox folders; the same map at each look. */
  readonly seen?: Map<string, string>
  /** Books decided side by side. */
  readonly books?: number
}

const actor = 'schedule'
const answersKeptMs = 7 * 86_400_000
/** What was done to many cases at once can be taken back for so long. */
const deedsKeptMs = 14 * 86_400_000
const eventsKeptMs = 30 * 86_400_000
const reckoningsKeptMs = 86_400_000

/** One look at every workspace. */
export async function lookOnce(db: Db, options: ScheduleOptions): Promise<void> {
  const all = await listWorkspaces(db)
  for (const { id } of all) {
    if (options.stopping()) return
    try {
      await lookAtWorkspace(db, id, options, all.length === 1)
    } catch (error) {
      // One workspace that cannot go on keeps none of the others waiting; it is tried again at the next look.
      const code = error instanceof Problem ? error.facts.code : 'bug'
      options.onNews?.({ what: 'failed', workspace: id, code, error })
    }
  }
}

async function lookAtWorkspace(db: Db, id: string, options: ScheduleOptions, alone: boolean): Promise<void> {
  const now = db.source.now()
  // A change of where debtors pay stands before anything is written today.
  await takeBankChange(db, id, actor, now)
  const workspace = await inWorkspace(db, id, actor, async (tx) => {
    await forgetAnswers(tx, now - answersKeptMs)
    await forgetBulkDeeds(tx, now - deedsKeptMs)
    await forgetEvents(tx, now - eventsKeptMs)
    await dropReckonings(tx, now - reckoningsKeptMs)
    return readWorkspace(tx)
  })
  const { zone, liveSince, settings } = workspace
  await asTheOne(db, `house mails ${id}`, async () => {
    await tellApprovers(db, workspace, { actor, now })
    await sendHouseMails(db, workspace, { actor, now })
  })
  // Before the run, so that it decides on what has come.
  await takeInbox(db, workspace, options, alone)
  // What came has somebody to work it, in a rehearsal too.
  await asTheOne(db, `share ${id}`, async () => {
    await shareCases(db, workspace, { actor, stopping: options.stopping })
  })
  // A rehearsal's days are lived when a person says so.
  if (liveSince === undefined) return
  const day = dayAt(now, zone)
  const { stopping, onNews } = options
  if (now >= momentAt(day, settings.runHour, zone)) {
    const before = await inWorkspace(db, id, actor, (tx) => readRun(tx, day))
    const decided = before?.decided_at !== undefined && before.decided_at !== null
    // Who stopped it says when it goes on.
    if (!decided && !(await inWorkspace(db, id, actor, (tx) => runWasStopped(tx, day)))) {
      const done = await runSeen(db, workspace, { day, actor, workers: options.books }).catch(orStopped)
      if (done) {
        const { cases, messages, tasks, setAside, brake } = done
        onNews?.({ what: 'run', workspace: id, cases, messages, tasks, setAside: setAside.length, held: !!brake })
      }
    }
  }
  if (stopping()) return
  await asTheOne(db, `send ${id}`, () => sendReady(db, workspace, day, options))
}

/** A run that a person stopped is no failure. */
function orStopped(error: unknown): undefined {
  if (!(error instanceof Problem && error.facts.code === 'reckoning.cancelled')) throw error
}

async function sendReady(db: Db, workspace: Workspace, day: Day, options: ScheduleOptions): Promise<void> {
  const { dataDir, worker, stopping, onNews } = options
  if (!(await ownersHadTime(db, workspace, day, options))) return
  const { sent, printed, refused, inDoubt, paced } = await send(db, workspace, {
    day,
    actor,
    dataDir,
    worker,
    stop: stopping,
  })
  const { id, zone, settings } = workspace
  // After the day's first sending, so that what it said stands under the day's anchor.
  if (db.source.now() >= momentAt(day, settings.runHour, zone))
    await inWorkspace(db, id, actor, (tx) => writeAnchor(tx, day, 'daily'))
  if (sent + printed + refused + inDoubt > 0)
    onNews?.({ what: 'send', workspace: id, sent, printed, refused, inDoubt, paced })
}

/** A folder that cannot be read, or a list that meets a bug, keeps no run waiting. */
async function takeInbox(db: Db, workspace: Workspace, options: ScheduleOptions, alone: boolean): Promise<void> {
  const { dataDir, seen, stopping, onNews } = options
  if (seen === undefined || stopping()) return
  try {
    const files = (await lookAtInbox(db, workspace, { dataDir, actor, alone, seen, stopping })) ?? []
    const count = (...what: InboxFile['what'][]) => files.filter((it) => what.includes(it.what)).length
    const [imported, refused, waiting] = [count('imported', 'money', 'known'), count('refused'), count('waiting')]
    const asked = files.some((it) => it.what === 'waiting' && it.asked)
    if (imported + refused > 0 || asked)
      onNews?.({ what: 'inbox', workspace: workspace.id, imported, refused, waiting })
  } catch (error) {
    const code = error instanceof Problem ? error.facts.code : 'inbox'
    onNews?.({ what: 'failed', workspace: workspace.id, code, error })
  }
}

/** Tells the owners what the day brings, once it is decided. @returns whether they have had the time to hold it */
async function ownersHadTime(db: Db, workspace: Workspace, day: Day, options: ScheduleOptions): Promise<boolean> {
  const { dataDir, onNews } = options
  const { id, settings } = workspace
  const { day: daily, week, minutesBefore } = settings.ownerMail
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, id, actor, work)
  if (!(await inside((tx) => readRun(tx, day)))?.decided_at) return true
  const kinds: OwnerMailKind[] = [
    ...(daily ? ['day' as const] : []),
    ...(week && isWeekMailDay(day) ? ['week' as const] : []),
  ]
  for (const kind of kinds) {
    try {
      await mailOwners(db, workspace, kind, { day, dataDir, actor })
    } catch (error) {
      // A mail to the owner that cannot be written keeps nobody's message waiting.
      const code = error instanceof Problem ? error.facts.code : 'owner_mail'
      onNews?.({ what: 'failed', workspace: id, code, error })
    }
  }
  const told = daily ? await inside((tx) => ownerMailAt(tx, 'day', day)) : undefined
  return told === undefined || db.source.now() >= told + minutesBefore * 60_000
}
