// How long the reports take on a made-up book with a past: two years of claims, nine of ten paid, four of ten reminded before they
// were. The past is written by plain SQL, because living it would take hours; what is measured is the program's own reports.

import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, type Day, day, momentAt } from '../src/core/day.ts'
import { makeReport, reportKinds } from '../src/engine/reports.ts'
import { inWorkspace, openDb } from '../src/store/db.ts'
import { listWorkspaces, readWorkspace } from '../src/store/workspace.ts'
import { today, writeLedger } from './ledger.ts'
import { drop, embeddedPlace, say } from './place.ts'

interface Bench {
  readonly claims: number
  readonly folder: string
  readonly step: (...args: string[]) => Promise<{ readonly done: number }>
  readonly print: (text: string) => void
}

/** `late` is how long after falling due a claim was paid, 0 to 39 days; one in ten never was. */
const past = [
  `CREATE TABLE made AS SELECT c.book_id, c.id AS claim_id, c.workspace_id, c.debtor_id, c.case_id, c.creditor_id, c.currency, s.principal,
     (abs(hashtext(c.id::text)) % 690) AS back, abs(hashtext('l' || c.id::text)) % 40 AS late, abs(hashtext('p' || c.id::text)) % 10 = 0 AS never,
     gen_random_uuid() AS payment_id, gen_random_uuid() AS message_id, d.due_on
   FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id JOIN dues d ON d.book_id = c.book_id AND d.claim_id = c.id`,
  'UPDATE made SET due_on = due_on - back',
  'CREATE INDEX made_claim ON made (claim_id)',
  'ANALYZE made',
  'UPDATE dues d SET due_on = m.due_on FROM made m WHERE m.book_id = d.book_id AND m.claim_id = d.claim_id',
  'UPDATE claims c SET issued_on = m.due_on - 30, arrived_on = m.due_on - 30, tax_minor = m.principal / 6 FROM made m WHERE m.book_id = c.book_id AND m.claim_id = c.id',
  'UPDATE postings p SET day = m.due_on - 30 FROM made m WHERE m.book_id = p.book_id AND m.claim_id = p.claim_id',
  `DELETE FROM made WHERE due_on + late >= date '${today}'`,
  `INSERT INTO payments (book_id, id, workspace_id, debtor_id, creditor_id, kind, amount_minor, currency, day, recorded_at)
   SELECT book_id, payment_id, workspace_id, debtor_id, creditor_id, 'payment', principal, currency, due_on + late, due_on + late FROM made WHERE NOT never`,
  `INSERT INTO postings (book_id, id, workspace_id, group_id, debtor_id, creditor_id, claim_id, component, kind, amount_minor, currency, day, recorded_at, payment_id, reason, actor)
   SELECT m.book_id, gen_random_uuid(), m.workspace_id, CASE WHEN l.no = 1 THEN m.payment_id ELSE m.message_id END, m.debtor_id, m.creditor_id,
     CASE WHEN l.no = 3 THEN m.claim_id END, CASE WHEN l.no = 3 THEN 'principal' ELSE 'unapplied' END, 'payment',
     CASE WHEN l.no = 2 THEN m.principal ELSE -m.principal END, m.currency, m.due_on + m.late, m.due_on + m.late, m.payment_id, 'made', 'bench'
   FROM made m CROSS JOIN generate_series(1, 3) AS l (no) WHERE NOT m.never`,
  'UPDATE claim_state s SET principal = 0, open = false FROM made m WHERE NOT m.never AND m.book_id = s.book_id AND m.claim_id = s.claim_id',
  `INSERT INTO messages (book_id, id, workspace_id, debtor_id, case_id, direction, channel, step_id, stage, intent, at, actor)
   SELECT book_id, message_id, workspace_id, debtor_id, case_id, 'out', 'email', x.step, x.step, '{}', due_on, 'bench'
   FROM made CROSS JOIN LATERAL (SELECT CASE WHEN late < 16 THEN 'friendly' ELSE 'second' END AS step) x WHERE never OR late > 23`,
  `INSERT INTO outbox (book_id, message_id, workspace_id, debtor_id, state, run_day, needs_approval, not_before, sums, given_on)
   SELECT book_id, message_id, workspace_id, debtor_id, 'accepted', due_on + late / 2, false, due_on, '{}', due_on + late / 2 FROM made WHERE never OR late > 23`,
  `INSERT INTO message_claims (book_id, message_id, claim_id, due_no, workspace_id, named, open_minor)
   SELECT book_id, message_id, claim_id, 1, workspace_id, true, principal FROM made WHERE never OR late > 23`,
  'DROP TABLE made',
]

/** Prints a line for each report: its seconds, and how many rows it has. */
export async function reportBench({ claims, folder, step, print }: Bench): Promise<void> {
  const place = await embeddedPlace()
  const name = 'dunwell_bench_reports'
  try {
    const file = join(folder, 'reports.csv')
    await writeLedger(file, claims)
    await drop(place, name)
    await say(place.url('postgres'), `CREATE DATABASE ${name}`)
    await step('import', place.url(name), file)
    for (const statement of past) await say(place.url(name), statement)
    await say(place.url(name), 'VACUUM ANALYZE')
    const on = day(today)
    const source = {
      now: () => momentAt(on, 9, 'Europe/London'),
      random: (bytes: number): Uint8Array => randomBytes(bytes),
    }
    const db = await openDb({ dataDir: tmpdir(), url: place.url(name), source })
    try {
      const [first] = await listWorkspaces(db)
      const tx = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, first!.id, 'bench', work)
      const desk = { db, actor: 'bench', workspace: await tx(readWorkspace), tx }
      print(`reports of ${claims.toLocaleString('en-GB')} claims, one after another, once each`)
      for (const kind of reportKinds) {
        const begun = performance.now()
        const it = await makeReport(desk, kind.name, { day: addDays(on, -1) as Day })
        const seconds = ((performance.now() - begun) / 1000).toFixed(2)
        print(`  ${kind.name.padEnd(14)} ${seconds.padStart(7)} s  ${it.rows.length.toLocaleString('en-GB')} rows`)
      }
    } finally {
      await db.close()
    }
    await drop(place, name)
  } finally {
    await place.close()
  }
}
