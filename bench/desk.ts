// How long a person at the desk waits for the server: every list, filter, order and search of the desk, asked over HTTP on a book of any
// size, the way the pages ask. Shown are the middle and the slow end (p95) of many tries, first pages and later ones.

import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { day, momentAt } from '../src/core/day.ts'
import { serve } from '../src/http/serve.ts'
import { inWorkspace, openDb } from '../src/store/db.ts'
import { addKey } from '../src/store/door.ts'
import { listWorkspaces } from '../src/store/workspace.ts'
import { today } from './ledger.ts'
import { type Place, say } from './place.ts'

// A ledger that is all alike would flatter every filter: some are held, abroad, handled by hand, late in many ways.
const spread = `UPDATE case_lists SET
  oldest_due_on = oldest_due_on - (no * 7919 % 200)::integer, next_look_on = date '${today}' + (no * 31 % 60)::integer,
  country = (ARRAY['GB','GB','GB','DE','FR','NL','IE','US','PL','SE'])[1 + no % 10],
  handling = CASE WHEN no % 40 = 0 THEN 'by_hand' WHEN no % 11 = 0 THEN 'approve' ELSE 'automatic' END,
  next = CASE WHEN no % 9 = 0 THEN 'approve' WHEN no % 50 = 0 THEN 'task' WHEN no % 300 = 0 THEN 'held' ELSE 'look' END,
  held = CASE WHEN no % 300 = 0 THEN 'dispute' END`

const cases = [
  'order=overdue&down=true',
  'order=overdue&down=false',
  'order=late&down=true',
  'order=look&down=false',
  'order=name&down=false',
  'order=name&down=true',
  'order=overdue&late=90%2B',
  'order=late&late=31-60',
  'order=overdue&overdueFrom=250000&overdueTo=260000',
  'order=name&next=approve',
  'order=overdue&next=held',
  'order=look&held=dispute',
  'order=late&country=SE&handling=by_hand',
  'order=name&country=US&late=61-90',
  'order=overdue&currency=GBP&kind=business',
  'order=overdue&words=customer+777',
  'order=name&words=C99',
  'order=overdue&currency=USD',
]
const asked = [
  ...cases.map((it) => `/v1/cases?limit=100&${it}`),
  ...['', 'next=approve', 'late=31-60', 'country=SE&handling=by_hand'].map((it) => `/v1/cases/count?${it}`),
  '/v1/cases/choices',
  '/v1/debtors?limit=100',
  '/v1/debtors?limit=100&order=name',
  '/v1/debtors?limit=100&order=name&down=true&handling=automatic',
  '/v1/debtors?limit=100&words=customer+77',
  '/v1/claims?limit=100&newest=true',
  '/v1/claims?limit=100&open=true',
  '/v1/claims?limit=100&starts=R777',
  '/v1/search?text=customer',
  '/v1/search?text=customer+4711',
  '/v1/search?text=R4711-',
  '/v1/search?text=C12',
  '/v1/workspace',
]
const tries = 12
const pagesEach = 3

/** One line for each: what was asked, rows of the first page, middle and slow end in milliseconds. */
export async function measureDesk(place: Place, url: string): Promise<string[][]> {
  await say(url, spread)
  await say(url, 'VACUUM ANALYZE')
  const started = performance.now()
  const source = {
    now: () => momentAt(day(today), 9, 'Europe/London') + Math.round(performance.now() - started),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  }
  const db = await openDb({ dataDir: tmpdir(), url, source })
  const [workspace] = await listWorkspaces(db)
  const { secret } = await inWorkspace(db, workspace!.id, 'bench', (tx) => addKey(tx, 'bench', false))
  const log = pino({ level: 'silent' })
  const listen = { host: '127.0.0.1', port: 0 }
  const serving = await serve({ db, dataDir: tmpdir(), version: 'bench', listen, log, say: () => undefined })
  const origin = `http://127.0.0.1:${serving.port}`
  const headers = { Authorization: `Bearer ${secret}` }
  const lines: string[][] = []
  try {
    for (const path of asked) {
      const times: number[] = []
      let first = 0
      // The pace a key is held to is no matter here; a try that was turned away is tried again.
      const ask = async (at: string): Promise<{ items?: unknown[]; next?: string }> => {
        for (;;) {
          const from = performance.now()
          const answer = await fetch(`${origin}${at}`, { headers })
          const body = (await answer.json()) as { items?: unknown[]; next?: string }
          if (answer.ok) {
            times.push(performance.now() - from)
            return body
          }
          if (answer.status !== 429) throw new Error(`${at}: ${answer.status} ${JSON.stringify(body)}`)
          await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get('Retry-After') ?? 1)))
        }
      }
      await ask(path)
      times.length = 0
      for (let i = 0; i < tries; i++) {
        let page = await ask(path)
        first = page.items?.length ?? 0
        for (let more = 1; more < pagesEach && page.next; more++)
          page = await ask(`${path}&cursor=${encodeURIComponent(page.next)}`)
      }
      times.sort((a, b) => a - b)
      const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)
      lines.push([path, String(first), at(0.5), at(0.95)])
      process.stderr.write(`${place.name}  ${lines.at(-1)!.join('  ')}\n`)
    }
  } finally {
    await serving.stop()
    await db.close()
  }
  return lines
}
