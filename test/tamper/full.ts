// A thousand tamperings with a lived record, for a person to read: node test/tamper/full.ts [--count 1000] [--seed 7]. It ends
// with 1 where one was not found, or not named.

import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dice } from '../../src/engine/demo-draw.ts'
import { openDb, openPlace } from '../../src/store/db.ts'
import { lived } from './scene.ts'
import { tamper, ways } from './tamper.ts'

const { values: options } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '7' } },
})
const dataDir = mkdtempSync(join(tmpdir(), 'dunwell-tamper-'))
// The server runs as an ordinary user, who must be able to enter.
chmodSync(dataDir, 0o755)
try {
  let moment = 0
  const roll = dice(Number(options.seed))
  const random = (bytes: number) => Uint8Array.from({ length: bytes }, () => roll.from(0, 255))
  const clock = {
    now: () => moment,
    random,
    set: (to: number) => {
      moment = to
    },
  }
  const place = await openPlace({ dataDir })
  const db = await openDb({ dataDir, source: clock })
  try {
    const workspaceId = await lived(db, clock, dataDir, 60)
    const began = performance.now()
    const done = await tamper(place.connection, workspaceId, Number(options.count), Number(options.seed))
    for (const way of ways) {
      const of = done.filter((it) => it.way === way)
      const counts = [of.length, of.filter((it) => it.found).length, of.filter((it) => it.exact).length]
      console.log(`${way.padEnd(48)}${counts.map((it) => String(it).padStart(6)).join('')}`)
    }
    const missed = done.filter((it) => !it.found)
    for (const it of missed) console.log(`NOT NAMED  ${it.way}, ${it.did}: ${it.says}`)
    const exact = done.filter((it) => it.exact).length
    const seconds = Math.round((performance.now() - began) / 1000)
    console.log(
      `${done.length} tamperings, ${done.length - missed.length} found and named, ${exact} of them to the very entry; ${seconds} s, seed ${options.seed}`,
    )
    if (missed.length > 0) process.exitCode = 1
  } finally {
    await db.close()
    await place.leave()
  }
} finally {
  // As root the database lives elsewhere, behind a link.
  for (const folder of [realpathSync(join(dataDir, 'database')), dataDir])
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}
