// Effects: what was done for whom and for which occurrence, each once. A row that is there already says that it was done.

import { insert, type Tx } from './db.ts'

export type EffectRow = readonly [
  book: number,
  subjectId: string,
  effect: string,
  occurrence: string,
  actionId: string | undefined,
  at: number,
]

const columns = [
  'book_id:bigint',
  'subject_id:uuid',
  'effect:text',
  'occurrence:text',
  'action_id:uuid',
  'recorded_at:timestamptz',
]

/** Writes effects that nobody else can have written: one that is there already is an error. */
export async function addEffects(tx: Tx, effects: readonly EffectRow[]): Promise<void> {
  await insert(tx, 'effects', columns, effects)
}

/** Writes those that are not there yet. @returns how many. */
export function claimEffects(tx: Tx, effects: readonly EffectRow[]): Promise<number> {
  return insert(tx, 'effects', columns, effects, { conflict: 'nothing' })
}
