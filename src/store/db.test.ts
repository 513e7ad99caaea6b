// What becomes of a transaction whose database goes away, and of the program that had it open.

import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { Problem } from '../core/problem.ts'
import { change, insert, inWorkspace, row, rows, sql, type Tx } from './db.ts'

const at = await freshDatabase()
const workspaceId = await nordwind(at)
const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, workspaceId, 'test', work)

/** As an administrator or a crash does it, while the transaction is between two statements. */
async function cut(tx: Tx): Promise<void> {
  const { pid } = (await row(tx, sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`))!
  const client = new pg.Client({ connectionString: inject('server') })
  await client.connect()
  // Returns when that connection is gone, or after five seconds.
  const { rows } = await client.query('SELECT pg_terminate_backend($1, 5000) AS gone', [pid])
  expect(rows).toEqual([{ gone: true }])
  await client.end()
}

test('a connection that is lost in a transaction is a Problem, nothing is written, and the next one works', async () => {
  const rename = (tx: Tx) => change(tx, sql`UPDATE workspaces SET name = 'Sudwind Ltd' WHERE id = ${workspaceId}::uuid`)
  const lost = await inside(async (tx) => {
    await rename(tx)
    await cut(tx)
    await rename(tx)
  }).catch((error) => error)
  expect(lost).toBeInstanceOf(Problem)
  expect(lost.facts).toMatchObject({
    code: 'database.lost',
    fix: 'Run the same command again; nothing is half-written.',
  })
  const name = (tx: Tx) => row(tx, sql`SELECT name FROM workspaces WHERE id = ${workspaceId}::uuid`)
  expect(await inside(name)).toEqual({ name: 'Nordwind Ltd' })
})

test('it is one as well where only the commit was left', async () => {
  await expect(inside(cut)).rejects.toMatchObject({ facts: { code: 'database.lost' } })
})

test('an error of a statement stays what it was', async () => {
  await expect(inside((tx) => row(tx, sql`SELECT 1 / 0`))).rejects.toMatchObject({ code: '22012' })
})

test('texts come back as they went in, whatever they hold', async () => {
  const said = ['plain', '', null, 'NULL', '{"a":"b"}', 'a,b', '\\', '\u001f', 'x\u001ey', '{}', ' ']
  const others = said.filter((it) => it === null || !['\u001e', '\u001f'].some((sign) => it.includes(sign)))
  for (const [kind, texts] of [
    ['odd', said],
    ['even', others],
    ['two', ['', '']],
    ['none', [null, null]],
  ] as const) {
    const found = await inside(async (tx) => {
      const cells = texts.map((text) => [tx.newId(), kind, text, { text }])
      const columns = ['id:uuid', 'kind:text', 'note:text', 'facts:jsonb']
      await sql`CREATE TEMPORARY TABLE "sheet" (workspace_id uuid, id uuid, kind text, note text, facts jsonb) ON COMMIT DROP`.execute(
        tx.query,
      )
      await insert(tx, 'sheet', columns, cells)
      return rows<{ note: string | null; facts: object }>(tx, sql`SELECT note, facts FROM "sheet" ORDER BY id`)
    })
    expect(found, kind).toEqual(texts.map((text) => ({ note: text, facts: { text } })))
  }
})
