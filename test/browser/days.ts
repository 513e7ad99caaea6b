// The days of a browser's test: lived by the real engine, one after the other, on the clock of the database.

import { addDays, type Day, day, dayText } from '../../src/core/day.ts'
import { rehearse } from '../../src/engine/rehearse.ts'
import type { TestDatabase } from '../database.ts'

export interface Days {
  /** The last one that was lived. */
  last(): Day
  /** Lives the days after the last one, this one included. Nothing is approved by it. */
  live(until: Day): Promise<void>
  /** Lives on until this is so, for so many days at most. */
  liveUntil(so: () => Promise<boolean>, daysMax?: number): Promise<Day>
}

/** Days of a workspace, which is known only once the desk is open. */
export function daysOf(at: TestDatabase, workspaceId: () => string, before: string): Days {
  let last = day(before)
  const live = async (until: Day) => {
    await rehearse(at.db, workspaceId(), {
      from: addDays(last, 1),
      until,
      actor: 'test',
      dataDir: at.dataDir,
      clock: { set: (moment) => at.clock.set(new Date(moment).toISOString().slice(0, 10)) },
      worker: 'life',
      noBrake: true,
      knownEveryDay: true,
    })
    last = until
  }
  return {
    last: () => last,
    live,
    async liveUntil(so, daysMax = 30) {
      for (let i = 0; i < daysMax; i++) {
        await live(addDays(last, 1))
        if (await so()) return last
      }
      throw new Error(`It did not happen by ${dayText(last)}.`)
    },
  }
}
