// A desk served on a database, with somebody signed in: what the benches ask, as the pages ask it.

import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { day, momentAt } from '../src/core/day.ts'
import { identities, wayInUrl } from '../src/engine/identity.ts'
import { workspaceId } from '../src/http/door.ts'
import { serve } from '../src/http/serve.ts'
import { type Db, inWorkspace, openDb, type Tx } from '../src/store/db.ts'
import { addMember, memberBy } from '../src/store/member.ts'
import { changeSettings, listWorkspaces, readWorkspace, type Workspace } from '../src/store/workspace.ts'
import { today } from './ledger.ts'

export interface BenchDesk {
  readonly db: Db
  readonly workspace: Workspace
  readonly origin: string
  readonly cookie: string
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Asks as the one who is signed in: with a body by POST. Throws where it is refused. */
  ask(path: string, body?: unknown): Promise<unknown>
  close(): Promise<void>
}

const email = 'ada@nordwind.example'
const business = {
  requestsPerMinute: 0,
  phone: '+44 117 496 0000',
  signatory: { name: 'Ada Palmer', phone: '+44 117 496 0001' },
  bank: { holder: 'Nordwind Ltd', iban: 'GB33BUKB20201555555555', lines: [] },
}
// Whatever is done by itself is done when a bench says so.
const neverSeconds = 86_400
// One clock for all that a bench serves: to one that begins anew, sums just made would be of the future, or fresh for ever.
const started = performance.now()

export async function servedDesk(url: string, everySeconds = neverSeconds): Promise<BenchDesk> {
  const source = {
    now: () => momentAt(day(today), 9, 'Europe/London') + Math.round(performance.now() - started),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  }
  const db = await openDb({ dataDir: tmpdir(), url, source })
  const [there] = await listWorkspaces(db)
  const tx = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, there!.id, 'bench', work)
  await tx((one) => changeSettings(one, business))
  if (!(await tx((one) => memberBy(one, email))))
    await tx((one) => addMember(one, { email, name: 'Ada Palmer', role: 'owner' }))
  const workspace = await tx(readWorkspace)
  const serving = await serve({
    db,
    dataDir: tmpdir(),
    version: 'bench',
    listen: { host: '127.0.0.1', port: 0 },
    log: pino({ level: 'silent' }),
    everySeconds,
  })
  const origin = `http://127.0.0.1:${serving.port}`
  const own = { Origin: origin, 'Dunwell-Desk': '1', 'Dunwell-Workspace': workspaceId(workspace.id) }
  const people = await identities(db, origin)
  await people.enrol({ email, name: 'Ada Palmer' })
  const link = wayInUrl(origin, await people.wayIn(email))
  const let_ = await fetch(link, { redirect: 'manual', headers: own })
  const cookie = let_.headers
    .getSetCookie()
    .map((it) => it.split(';')[0]!)
    .join('; ')
  return {
    db,
    workspace,
    origin,
    cookie,
    tx,
    async ask(path, body) {
      const bytes = body instanceof Uint8Array
      const answer = await fetch(`${origin}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...own,
          Cookie: cookie,
          ...(body !== undefined && { 'Content-Type': bytes ? 'application/octet-stream' : 'application/json' }),
        },
        ...(body !== undefined && { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`)
      return answer.headers.get('Content-Type')?.startsWith('application/json') ? JSON.parse(text) : text
    },
    async close() {
      await serving.stop()
      await db.close()
    },
  }
}
