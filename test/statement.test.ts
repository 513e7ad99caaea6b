// The rules for statements themselves: what they let through, what they refuse with which cure, and that they hear what the program
// puts together at run time.

import { expect, inject, test } from 'vitest'
import { inWorkspace } from '../src/store/db.ts'
import { listDebtors } from '../src/store/debtor.ts'
import { versionOf } from '../src/store/page.ts'
import { freshDatabase, nordwind } from './database.ts'
import { heardSoFar } from './listen.ts'
import { wrongIn } from './statement.ts'

const { columns, localeTexts, unsteady } = inject('catalogue')
const known = { columns: new Map(columns), localeTexts: new Set(localeTexts), unsteady: new Set(unsteady) }

test.each([
  'SELECT * FROM claims WHERE book_id = $1 AND id = $2::uuid',
  'SELECT c.id FROM claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id WHERE c.workspace_id = $1::uuid',
  'SELECT c.id FROM claims c JOIN claim_state s USING (book_id) WHERE c.book_id = ANY($1::bigint[])',
  'SELECT 1 FROM tasks t WHERE t.book_id = $1 AND EXISTS (SELECT 1 FROM task_claims c WHERE c.book_id = t.book_id AND c.task_id = t.id)',
  'WITH mine AS (SELECT id AS claim_id FROM claims WHERE book_id = $1) SELECT c.number FROM mine m JOIN claims c ON c.book_id = $1 AND c.id = m.claim_id ORDER BY c.number COLLATE "C"',
  'UPDATE claims SET version = version + 1 WHERE book_id = $1 AND id = $2::uuid',
  'UPDATE case_state s SET next_look_on = v.day FROM unnest($1::uuid[], $2::date[]) AS v (id, day) WHERE s.book_id = $3 AND s.case_id = v.id',
  'SELECT d.id FROM debtors d WHERE (d.book_id, d.id) IN (SELECT s.book_id, s.subject_id FROM search_words s WHERE s.workspace_id = $1::uuid)',
  'SELECT r.book_id FROM unnest($1::text[]) AS w (value) JOIN refs r ON r.value = w.value',
  'SELECT c.id, r.known_until FROM cases c JOIN creditors r ON r.workspace_id = c.workspace_id AND r.id = c.creditor_id WHERE c.book_id = $1',
  `INSERT INTO "claims" ("workspace_id", "book_id") SELECT $1::uuid, $2::bigint ON CONFLICT DO NOTHING`,
  `SELECT extract(day FROM due_on) FROM dues WHERE book_id = $1`,
  'SELECT book_id, sum(amount_minor) FROM postings GROUP BY book_id',
])('%s', (text) => {
  expect(wrongIn(text, known)).toEqual([])
})

test.each([
  ['SELECT * FROM claims WHERE id = $1::uuid', /claims: name the book, or ask for one workspace/],
  ['SELECT * FROM claims WHERE workspace_id = $1::uuid AND id = $2::uuid', /asks by an id without its book/],
  [
    'SELECT * FROM claims WHERE workspace_id = $1::uuid AND debtor_id = ANY($2::uuid[])',
    /asks by an id without its book/,
  ],
  ['SELECT 1 FROM claims c JOIN dues d ON d.claim_id = c.id WHERE c.book_id = $1', /join them by book_id/],
  [
    'SELECT 1 FROM claims c JOIN postings p ON p.book_id = c.book_id AND p.id = coalesce(c.id, c.debtor_id) WHERE c.book_id = $1',
    /ask an index with CASE/,
  ],
  ['SELECT 1 FROM claims c, dues d WHERE c.book_id = $1 AND d.claim_id = c.id', /join them by book_id/],
  [
    'SELECT 1 FROM tasks t WHERE t.book_id = $1 AND EXISTS (SELECT 1 FROM task_claims c WHERE c.task_id = t.id)',
    /task_claims c: name the book/,
  ],
  ['SELECT 1 FROM claims WHERE book_id = $1 UNION ALL SELECT 1 FROM dues WHERE claim_id = $2', /dues: name the book/],
  ['UPDATE claims SET version = 2 WHERE workspace_id = $1::uuid', /a write names its book/],
  ['DELETE FROM search_words WHERE subject_id = $1::uuid', /a write names its book/],
  [
    'WITH gone AS (DELETE FROM search_words WHERE workspace_id = $1 RETURNING word) SELECT * FROM gone',
    /a write names its book/,
  ],
  ['SELECT seq FROM debtor_state WHERE workspace_id = $1::uuid FOR UPDATE', /a lock names its book/],
  [
    'SELECT 1 FROM attempts a JOIN blobs b ON b.sha = a.bytes_sha WHERE a.book_id = $1',
    /blobs and books lie on different nodes/,
  ],
  [
    'SELECT 1 FROM claims WHERE book_id = $1 AND id IN (SELECT target_id FROM refs WHERE value = $2)',
    /books and refs lie on different nodes/,
  ],
  [
    'SELECT number FROM claims WHERE book_id = $1 ORDER BY issued_on, number',
    /order by claims.number: sort by COLLATE "C"/,
  ],
  ['SELECT array_agg(c.number ORDER BY c.number DESC) FROM claims c WHERE c.book_id = $1', /order by claims.number/],
  ['UPDATE tasks SET done_on = done_at::date WHERE book_id = $1', /done_at::date in a write/],
  [`UPDATE tasks SET note = to_char(done_at, 'YYYY') WHERE book_id = $1`, /to_char\(…\) in a write/],
  ['UPDATE tasks SET done_at = now() WHERE book_id = $1', /pass the moment/],
  [`SELECT 1 FROM debtors WHERE book_id = $1 AND name ILIKE 'a%'`, /compare ranges of folded words/],
  ['SELECT 1 FROM outbox WHERE book_id = $1 FOR UPDATE SKIP LOCKED', /lock within one book/],
  ['SELECT € FROM claims', /cannot read/],
])('%s is refused', (text, says) => {
  expect(wrongIn(text, known).join('\n')).toMatch(says)
})

test('what the program puts together at run time is heard', async () => {
  const at = await freshDatabase()
  const id = await nordwind(at)
  const before = heardSoFar().statements
  await inWorkspace(at.db, id, 'test', async (tx) => {
    await listDebtors(tx)
    for (const table of ['debtors', 'claims'] as const) await versionOf(tx, table, { book: 1, id })
  })
  expect(heardSoFar().statements).toBe(before + 3)
})
