// The floor of a run: what plain SQL needs on the same database for the same rows, the same batches and as many connections.
// It reads what a decision reads of a case, inserts one action and one message each, and updates the case. It decides nothing.

import pg from 'pg'
import { uuid7 } from '../src/core/id.ts'
import { today } from './ledger.ts'

const batch = 1_000
const connections = 4

/** @returns cases done */
export async function floor(url: string, random: (bytes: number) => Uint8Array): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const books: number[] = (await pool.query('SELECT id FROM books ORDER BY id')).rows.map((it) => Number(it.id))
  let cases = 0
  const work = async () => {
    const client = await pool.connect()
    await client.query('SET ROLE dunwell_app')
    for (let book = books.shift(); book !== undefined; book = books.shift()) {
      for (;;) {
        const done = await one(client, book, random)
        if (done === 0) break
        cases += done
      }
    }
    client.release()
  }
  await Promise.all(Array.from({ length: connections }, work))
  await pool.end()
  return cases
}

async function one(client: pg.PoolClient, book: number, random: (bytes: number) => Uint8Array): Promise<number> {
  await client.query('BEGIN')
  const [space] = (await client.query('SELECT workspace_id AS id FROM books WHERE id = $1', [book])).rows
  await client.query(`SET LOCAL app.workspace_id = '${space.id}'`)
  const due = (
    await client.query(
      'SELECT case_id, debtor_id FROM case_state WHERE book_id = $1 AND next_look_on <= $2 ORDER BY debtor_id LIMIT $3',
      [book, today, batch],
    )
  ).rows
  const debtors = due.map((it) => it.debtor_id)
  const ids = due.map((it) => it.case_id)
  if (ids.length > 0) {
    for (const table of ['debtors WHERE id', 'contacts WHERE debtor_id', 'addresses WHERE debtor_id'])
      await client.query(`SELECT * FROM ${table} = ANY($2::uuid[]) AND book_id = $1`, [book, debtors])
    await client.query('SELECT * FROM debtor_state WHERE book_id = $1 AND debtor_id = ANY($2) FOR UPDATE', [
      book,
      debtors,
    ])
    const claims = await client.query(
      `SELECT c.*, s.principal, s.interest, s.fee, s.cost FROM claim_state s JOIN claims c ON c.book_id = s.book_id AND c.id = s.claim_id
       WHERE s.book_id = $1 AND s.case_id = ANY($2::uuid[]) AND s.open`,
      [book, ids],
    )
    await client.query('SELECT * FROM dues WHERE book_id = $1 AND claim_id = ANY($2::uuid[])', [
      book,
      claims.rows.map((it) => it.id),
    ])
    const fresh = () => ids.map(() => uuid7(Date.now(), random(10)))
    const actions = fresh()
    await client.query(
      `INSERT INTO actions (book_id, id, workspace_id, debtor_id, case_id, day, kind, reasons, recorded_at)
       SELECT $1, a, $2, d, c, $3, 'message', '[]', $4 FROM unnest($5::uuid[], $6::uuid[], $7::uuid[]) AS v (a, d, c)`,
      [book, space.id, today, `${today}T09:00:00Z`, actions, debtors, ids],
    )
    await client.query(
      `INSERT INTO messages (book_id, id, workspace_id, debtor_id, case_id, action_id, direction, channel, intent, run_day, at, actor)
       SELECT $1, m, $2, d, c, a, 'out', 'email', '{}', $3, $4, 'bench' FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[]) AS v (m, a, d, c)`,
      [book, space.id, today, `${today}T09:00:00Z`, fresh(), actions, debtors, ids],
    )
    await client.query(
      'UPDATE case_state SET next_look_on = $3::date + 30 WHERE book_id = $1 AND case_id = ANY($2::uuid[])',
      [book, ids, today],
    )
  }
  await client.query('COMMIT')
  return ids.length
}
