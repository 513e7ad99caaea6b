// A checksum of every row that a workspace has, table by table: two readings that are alike say that nothing of it was changed between
// them. Of the schema of sign-ins only what its people have is read.

import pg from 'pg'

export interface Rows {
  /** A checksum for each table that has rows. */
  read(workspaceId: string, mark: string): Promise<Map<string, string>>
  end(): Promise<void>
}

export async function openRows(url: string): Promise<Rows> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: tables } = await client.query(
    `SELECT c.relname AS name, bool_or(a.attname = 'workspace_id') AS walled FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY c.relname ORDER BY c.relname`,
  )
  const sum = (name: string, from: string, where: string) =>
    `SELECT '${name}' AS name, md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS sum FROM ${from} t WHERE ${where}`
  // A backup holds every workspace, and each is told that there is one, whoever asked for it.
  const of = new Set(['backups', 'backup_work'])
  const walled = tables.filter((it) => it.walled && !of.has(it.name)).map((it) => it.name as string)
  const people = `(SELECT id FROM auth."user" WHERE email LIKE '%@' || lower($2) || '.example')`
  const statement = [
    ...walled.map((name) => sum(name, name, 't.workspace_id = $1')),
    sum('workspaces', 'workspaces', 't.id = $1'),
    sum('auth.user', 'auth."user"', `t.id IN ${people}`),
    sum('auth.session', 'auth."session"', `t."userId" IN ${people}`),
    sum('auth.account', 'auth."account"', `t."userId" IN ${people}`),
  ].join(' UNION ALL ')
  return {
    async read(workspaceId, mark) {
      const { rows } = await client.query(statement, [workspaceId, mark])
      return new Map(rows.filter((it) => it.sum !== null).map((it) => [it.name as string, it.sum as string]))
    },
    end: () => client.end(),
  }
}
