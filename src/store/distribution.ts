// How the tables lie on a cluster of Citus: what is in a book lies with its book, what is small and asked for everywhere lies on every
// node, and a few large ones by a key of their own. It writes the statements; it installs nothing and adds no node.

import pg from 'pg'
import { assert, problem, quoted } from '../core/problem.ts'
import type { Place } from './db.ts'
import { migrationLock, roles } from './migrate.ts'

/** Where a table lies: with its book, on every node, or by a column, together with the others of the same company. */
export type Lies = 'book' | 'everywhere' | { readonly by: string; readonly company: string }

// A row of `refs` is found by its value, whatever the book; a blob by its hash. The workspace's own history and mail grow with
// the workspace, and nothing in a book is ever joined to them.
const otherwise: Readonly<Record<string, Lies>> = {
  doors: 'everywhere',
  refs: { by: 'value', company: 'refs' },
  blobs: { by: 'sha', company: 'blobs' },
  bank_lines: { by: 'workspace_id', company: 'workspace' },
  bank_line_parts: { by: 'workspace_id', company: 'workspace' },
  line_matches: { by: 'workspace_id', company: 'workspace' },
  payers: { by: 'workspace_id', company: 'workspace' },
  workspace_record: { by: 'workspace_id', company: 'workspace' },
  workspace_record_payloads: { by: 'workspace_id', company: 'workspace' },
  inbox: { by: 'workspace_id', company: 'workspace' },
  api_requests: { by: 'workspace_id', company: 'workspace' },
  pay_events: { by: 'workspace_id', company: 'workspace' },
  step_verdicts: { by: 'workspace_id', company: 'workspace' },
}

/** A table with a book lies with it, any other lies everywhere, unless it is named above. */
export function liesOf(table: string, columns: readonly string[]): Lies {
  return otherwise[table] ?? (columns.includes('book_id') ? 'book' : 'everywhere')
}

/** One statement of the way to a cluster. `as` is who runs it: the user of the connection, or the owner of the tables. */
export interface Statement {
  readonly as: 'user' | 'owner'
  readonly text: string
  /** Why, where it is not plain. */
  readonly because?: string
}

/** The statements that are still to do here, in an order that Citus takes. Without Citus they are all of them. */
export async function distribution(place: Place): Promise<Statement[]> {
  return withClient(place, async (client) => {
    const there = await hasCitus(client)
    return statements(client, there)
  })
}

/**
 * Runs them, one after another, each on its own: what was done before a failure stays, and the next call goes on from there. A Problem
 * where the server has no Citus, or one that is too old. @returns what was done
 */
export async function distribute(place: Place, told?: (it: Statement) => void): Promise<Statement[]> {
  return withClient(place, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    if (!(await hasCitus(client))) {
      throw problem(
        'distribute.no_citus',
        'This database has no Citus.',
        'Install Citus 13 on every node and name it in shared_preload_libraries; then, in this database: CREATE EXTENSION citus, and SELECT citus_add_node(…) for each worker. --dry-run shows what would be done.',
      )
    }
    const version = (await client.query('SELECT citus_version() AS version')).rows[0].version as string
    const major = Number(/(\d+)\./.exec(version)?.[1])
    if (!(major >= citusMin)) {
      throw problem(
        'distribute.old_citus',
        `This is ${quoted(version)}; Dunwell needs Citus ${citusMin} or newer.`,
        'Update Citus on every node, then run it again.',
      )
    }
    await roles(client)
    const all = await statements(client, true)
    for (const one of all) {
      told?.(one)
      await client.query(one.as === 'owner' ? 'SET ROLE dunwell_owner' : 'RESET ROLE')
      await client.query(one.text).catch((error) => {
        throw refused(one, error as Error & { code?: string })
      })
    }
    return all
  })
}

/** What only an administrator may do is theirs to do; anything else is told as the server said it. */
function refused(it: Statement, error: Error & { code?: string }): Error {
  if (error.code !== '42501') return error
  return problem(
    'distribute.forbidden',
    `The user of this database may not do this: ${error.message}.`,
    `Let an administrator run it, then run this again: ${it.text};`,
  )
}

const citusMin = 13

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly points: readonly string[]
  /** Rows lie here, in this database itself. */
  readonly full: boolean
}

async function statements(client: pg.Client, citus: boolean): Promise<Statement[]> {
  const tables = await readTables(client)
  const done = citus ? await readDone(client) : new Map<string, string>()
  const all: Statement[] = []
  const { name, local } = (
    await client.query(
      `SELECT quote_ident(current_database()) AS name, current_setting('citus.propagate_set_commands', true) = 'local' AS local`,
    )
  ).rows[0]
  if (!local) {
    all.push({
      as: 'user',
      text: `ALTER DATABASE ${name} SET citus.propagate_set_commands TO 'local'`,
      because: 'the row policies ask for app.workspace_id on every node',
    })
  }
  for (const role of (
    await client.query(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('dunwell_owner', 'dunwell_app') AND NOT rolcanlogin ORDER BY rolname DESC`,
    )
  ).rows) {
    all.push({
      as: 'user',
      text: `ALTER ROLE ${role.rolname} LOGIN`,
      because: 'nodes call each other under the role that asks',
    })
  }
  const leads = new Map<string, string>()
  for (const table of inOrder(tables)) {
    const lies = liesOf(table.name, table.columns)
    const wanted = lies === 'everywhere' ? 'reference' : lies === 'book' ? 'book_id' : lies.by
    const company = lies === 'everywhere' ? undefined : lies === 'book' ? 'book' : lies.company
    const was = done.get(table.name)
    if (was !== undefined && was !== wanted) {
      throw problem(
        'distribute.otherwise',
        `The table ${quoted(table.name)} is distributed already, by ${quoted(was)} and not by ${quoted(wanted)}.`,
        `Undo it with SELECT undistribute_table('${table.name}', cascade_via_foreign_keys => true), then run it again.`,
      )
    }
    if (was === undefined) {
      const lead = company && leads.get(company)
      all.push({
        as: 'owner',
        text:
          company === undefined
            ? `SELECT create_reference_table('public.${table.name}')`
            : `SELECT create_distributed_table('public.${table.name}', '${wanted}', colocate_with => '${lead ? `public.${lead}` : 'none'}')`,
      })
    }
    if (company !== undefined && !leads.has(company)) leads.set(company, table.name)
  }
  // Citus copies the rows to their nodes and leaves those that were here, unseen; whoever they point to is distributed by now. Also
  // those of an earlier call that did not come so far.
  for (const table of inOrder(tables)) {
    if (table.full)
      all.push({ as: 'owner', text: `SELECT truncate_local_data_after_distributing_table('public.${table.name}')` })
  }
  return all
}

/** Reference tables first, then whoever is pointed to before who points; debtors lead the books. */
function inOrder(tables: readonly Table[]): Table[] {
  const left = [...tables].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
  const placed = new Set<string>()
  const order: Table[] = []
  while (left.length > 0) {
    const at = left.findIndex((one) => one.points.every((other) => other === one.name || placed.has(other)))
    assert(at >= 0, 'foreign keys go in no circle')
    const [one] = left.splice(at, 1)
    placed.add(one!.name)
    order.push(one!)
  }
  return order
}

function rank(table: Table): number {
  if (liesOf(table.name, table.columns) === 'everywhere') return 0
  return table.name === 'debtors' ? 1 : 2
}

async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid WHERE f.contype = 'f' AND f.conrelid = c.oid) AS points,
       pg_relation_size(c.oid) > 0 AS "full"
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations'
       AND pg_get_userbyid(c.relowner) = 'dunwell_owner' ORDER BY c.relname`,
  )
  if (rows.length === 0) {
    throw problem(
      'workspace.none',
      'There are no tables of Dunwell in this database yet.',
      'Make a workspace (./dunwell init), or bring yours: ./dunwell move --to URL, ./dunwell restore FILE.',
    )
  }
  return rows
}

async function hasCitus(client: pg.Client): Promise<boolean> {
  return (await client.query(`SELECT to_regproc('citus_version') IS NOT NULL AS there`)).rows[0].there
}

async function readDone(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query(
    `SELECT c.relname AS name, t.citus_table_type AS kind, t.distribution_column AS key
     FROM citus_tables t JOIN pg_class c ON c.oid = t.table_name WHERE c.relnamespace = 'public'::regnamespace`,
  )
  return new Map(rows.map((one) => [one.name, one.kind === 'distributed' ? one.key : one.kind]))
}

async function withClient<T>(place: Place, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...place.connection, application_name: 'dunwell distribute' })
  // The statement that fails tells it; without a listener the end of a connection would end the program.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
