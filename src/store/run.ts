// The runs of a workspace, a row a day: whether every book is decided, and whether the brake holds what was written.

import { type Day, dayText } from '../core/day.ts'
import { atMoment, change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { tell } from './event.ts'
import { addWorkspaceRecord } from './record.ts'

export interface RunRow {
  readonly day: Day
  readonly decided_at: number | null
  readonly brake: 'open' | 'held' | 'released'
  readonly brake_says: string | null
}

export async function beginRun(tx: Tx, day: Day): Promise<RunRow> {
  await insert(tx, 'runs', ['day:date', 'started_at:timestamptz', 'brake:text'], [[day, tx.now, 'open']], {
    conflict: 'nothing',
  })
  return (await readRun(tx, day))!
}

export async function readRun(tx: Tx, day: Day): Promise<RunRow | undefined> {
  return (
    await rows<RunRow>(
      tx,
      sql`SELECT day, decided_at, brake, brake_says FROM runs WHERE workspace_id = ${tx.workspaceId}::uuid AND day = ${onDay(day)}::date`,
    )
  )[0]
}

/** Days that nobody ran, before the one that caught up. */
export interface Missed {
  /** The last day that was run before. */
  readonly lastOn: Day
  readonly days: number
  /** Whether what was due meanwhile is decided now. */
  readonly decided: boolean
  /** What that run wrote. */
  readonly messages: number
  readonly sums: Readonly<Record<string, number>>
}

/** What was missed before `day`, as after a sleep or an outage; undefined where the day before was run, or none ever was. */
export async function missedBefore(tx: Tx, day: Day): Promise<Missed | undefined> {
  const [last, before] = await rows<{
    day: Day
    decided: boolean
    messages: number | null
    sums: Record<string, number> | null
  }>(
    tx,
    sql`SELECT day, decided_at IS NOT NULL AS decided, messages, sums FROM runs
        WHERE workspace_id = ${tx.workspaceId}::uuid AND day <= ${onDay(day)}::date ORDER BY day DESC LIMIT 2`,
  )
  const ofToday = last?.day === day
  const earlier = ofToday ? before : last
  if (!earlier || day - earlier.day <= 1) return undefined
  return {
    lastOn: earlier.day,
    days: day - earlier.day - 1,
    decided: ofToday && last.decided,
    messages: ofToday ? (last.messages ?? 0) : 0,
    sums: ofToday ? (last.sums ?? {}) : {},
  }
}

/** Messages and sums of a day and of the days with messages in the 30 before it, for the brake. */
export async function dayCounts(
  tx: Tx,
  day: Day,
): Promise<{ day: Day; messages: number; sums: Record<string, number> }[]> {
  const of = sql`workspace_id = ${tx.workspaceId}::uuid AND run_day BETWEEN ${onDay(day)}::date - 30 AND ${onDay(day)}::date
          AND (state NOT IN ('waiting', 'overtaken', 'dropped', 'copied') OR run_day = ${onDay(day)}::date AND state = 'waiting')`
  const days = await rows<{ day: Day; messages: number }>(
    tx,
    sql`SELECT run_day AS day, count(*)::int AS messages FROM outbox WHERE ${of} GROUP BY run_day ORDER BY run_day`,
  )
  // Added up there: a month of messages is a few sums, and would be a hundred thousand objects here.
  const found = await rows<{ day: Day; currency: string; sum: number }>(
    tx,
    sql`SELECT run_day AS day, e.key AS currency, sum(e.value::bigint) AS sum FROM outbox CROSS JOIN LATERAL jsonb_each_text(sums) e
        WHERE ${of} GROUP BY run_day, e.key ORDER BY run_day, e.key`,
  )
  const sums = Map.groupBy(found, (it) => it.day)
  return days.map((it) => ({
    ...it,
    sums: Object.fromEntries((sums.get(it.day) ?? []).map(({ currency, sum }) => [currency, sum])),
  }))
}

export async function endRun(
  tx: Tx,
  day: Day,
  brake: RunRow['brake'],
  says: string | undefined,
  counts: { messages: number; sums: object },
): Promise<void> {
  const [before] = await rows<{ decided_at: number | null }>(
    tx,
    sql`SELECT decided_at FROM runs WHERE workspace_id = ${tx.workspaceId}::uuid AND day = ${onDay(day)}::date FOR UPDATE`,
  )
  await change(
    tx,
    sql`UPDATE runs SET decided_at = ${atMoment(tx.now)}::timestamptz, brake = CASE WHEN brake = 'released' THEN brake ELSE ${brake} END, brake_says = ${says ?? null},
          messages = ${counts.messages}, sums = ${JSON.stringify(counts.sums)}::jsonb
        WHERE workspace_id = ${tx.workspaceId}::uuid AND day = ${onDay(day)}::date`,
  )
  // Once a day, whoever of several was the first to find every book decided.
  if (before?.decided_at === null)
    await tell(tx, [
      { kind: 'run.finished', data: { day: dayText(day), messages: counts.messages, held: brake === 'held' } },
    ])
}

export async function releaseBrake(tx: Tx, day: Day): Promise<boolean> {
  const done = await change(
    tx,
    sql`UPDATE runs SET brake = 'released' WHERE workspace_id = ${tx.workspaceId}::uuid AND day = ${onDay(day)}::date AND brake = 'held'`,
  )
  // A person let a whole day's messages pass: the record names who.
  if (done > 0) await addWorkspaceRecord(tx, 'brake.released', undefined, { day })
  return done > 0
}
