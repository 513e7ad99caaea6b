// Licences to collect for others: place, number, from when until when.

import type { Day } from '../core/day.ts'
import type { Place } from '../core/law.ts'
import { problem } from '../core/problem.ts'
import { change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface Licence {
  readonly id: string
  readonly place: Place
  readonly number: string
  readonly from: Day
  /** Not included. */
  readonly until?: Day
}

export async function addLicence(tx: Tx, it: Omit<Licence, 'id'>): Promise<string> {
  const id = tx.newId()
  await insert(
    tx,
    'licences',
    [
      'id:uuid',
      'place:text',
      'number:text',
      'from_day:date',
      'until_day:date',
      'recorded_at:timestamptz',
      'actor:text',
    ],
    [[id, it.place, it.number, it.from, it.until, tx.now, tx.actor]],
  )
  await addWorkspaceRecord(tx, 'licence', id, it)
  return id
}

export async function endLicence(tx: Tx, number: string, on: Day): Promise<void> {
  const done = await change(
    tx,
    sql`UPDATE licences SET until_day = ${onDay(on)}::date WHERE workspace_id = ${tx.workspaceId}::uuid AND number = ${number}
          AND (until_day IS NULL OR until_day > ${onDay(on)}::date)`,
  )
  if (done === 0) throw problem('licence.unknown', `No licence ${number} is in force.`, 'See "dunwell licence list".')
  await addWorkspaceRecord(tx, 'licence.ended', undefined, { number, on })
}

export async function readLicences(tx: Tx): Promise<Licence[]> {
  const found = await rows<{ id: string; place: string; number: string; from: Day; until: Day | null }>(
    tx,
    sql`SELECT id, place, number, from_day AS from, until_day AS until FROM licences WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY place COLLATE "C", from_day, id`,
  )
  return found.map((it) => ({ ...it, until: it.until ?? undefined }))
}
