// A worker as a process of its own, as "dunwell worker" is one, but with its clock some days off: nobody is reminded on a Sunday,
// and a test must pass on one.
//
//   node test/peers/worker.ts --url postgres://… --data FOLDER --shift MS

import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { serveUntilTold } from '../../src/http/serve.ts'
import { openDb } from '../../src/store/db.ts'

const { values } = parseArgs({
  options: { url: { type: 'string' }, data: { type: 'string' }, shift: { type: 'string', default: '0' } },
})
const shift = Number(values.shift)
const db = await openDb({
  dataDir: values.data!,
  url: values.url!,
  source: { now: () => Date.now() + shift, random: (bytes) => randomBytes(bytes) },
})
await serveUntilTold({ db, dataDir: values.data!, version: 'test', everySeconds: 0.2 })
await db.close()
