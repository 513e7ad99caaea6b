// Some of each way to tamper with a record, found and named; `npm run tamper` does a thousand.

import { expect, test } from 'vitest'
import { verifyChains } from '../../src/store/verify.ts'
import { freshDatabase } from '../database.ts'
import { lived } from './scene.ts'
import { tamper, ways } from './tamper.ts'

// To tamper past the foreign keys one owns the server: the user of a test server does not, and tampers nothing there.
const owned = process.env.DATABASE_URL === undefined

test.skipIf(!owned)('five of each way to tamper are found, and the customer and the entry are named', async () => {
  const at = await freshDatabase('2026-03-01')
  let moment = 0
  const clock = {
    now: () => moment,
    random: at.clock.random,
    set: (to: number) => {
      moment = to
    },
  }
  const workspaceId = await lived(at.db, clock, at.dataDir, 21)
  const before = await verifyChains(at.db, workspaceId)
  expect(before.broken).toEqual([])
  expect(before.anchors).toBeGreaterThan(14)
  const done = await tamper(
    { connectionString: at.url },
    workspaceId,
    5 * ways.length,
    Number(process.env.DUNWELL_SEED ?? 5),
  )
  expect(done.filter((it) => !it.found)).toEqual([])
  // All that changes a link, and does not make every hash after it anew, is named to the entry.
  expect(done.filter((it) => !it.exact && !it.way.startsWith('a chain re-hashed'))).toEqual([])
  expect((await verifyChains(at.db, workspaceId)).broken).toEqual([])
})
