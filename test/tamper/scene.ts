// A record with a life behind it: the demo's company over some weeks, with anchors day by day, on a database of its own.

import { addDays, day } from '../../src/core/day.ts'
import { demo } from '../../src/engine/demo.ts'
import { writeAnchor } from '../../src/store/anchor.ts'
import { type Db, inWorkspace } from '../../src/store/db.ts'

export const lastDay = day('2026-03-20')

/** @returns the workspace. */
export async function lived(
  db: Db,
  clock: { now(): number; set(moment: number): void; random(bytes: number): Uint8Array },
  dataDir: string,
  days: number,
): Promise<string> {
  const { workspaceId } = await demo({ ...db, source: clock }, { seed: 11, today: lastDay, days, dataDir, clock })
  await inWorkspace({ ...db, source: clock }, workspaceId, 'test', (tx) =>
    writeAnchor(tx, addDays(lastDay, 1), 'changed'),
  )
  return workspaceId
}
