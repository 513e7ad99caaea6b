// Views that somebody keeps of a list: its filters and its order under a name of their own.

import { change, insert, row, rows, sql, type Tx } from './db.ts'

export interface ViewRow {
  readonly id: string
  readonly page: string
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

export async function viewsOf(tx: Tx, memberId: string, page: string): Promise<ViewRow[]> {
  return rows(
    tx,
    sql`SELECT id, page, name, body FROM saved_views WHERE workspace_id = ${tx.workspaceId}::uuid AND member_id = ${memberId}::uuid AND page = ${page} ORDER BY name`,
  )
}

/** The view of theirs that has this name; whoever keeps one waits for whoever keeps another. */
export async function viewNamed(
  tx: Tx,
  memberId: string,
  at: { page: string; name: string },
): Promise<ViewRow | undefined> {
  await row(
    tx,
    sql`SELECT id FROM members WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ${memberId}::uuid FOR UPDATE`,
  )
  return (await viewsOf(tx, memberId, at.page)).find((it) => it.name === at.name)
}

/** Keeps a view; one of the same name takes the place of the last. */
export async function saveView(
  tx: Tx,
  memberId: string,
  view: { page: string; name: string; body: object },
): Promise<string> {
  await change(
    tx,
    sql`DELETE FROM saved_views WHERE workspace_id = ${tx.workspaceId}::uuid AND member_id = ${memberId}::uuid AND page = ${view.page} AND name = ${view.name}`,
  )
  const id = tx.newId()
  await insert(
    tx,
    'saved_views',
    ['id:uuid', 'member_id:uuid', 'page:text', 'name:text', 'body:jsonb', 'saved_at:timestamptz'],
    [[id, memberId, view.page, view.name, view.body, tx.now]],
  )
  return id
}

/** Whether there was such a view of theirs. */
export async function dropView(tx: Tx, memberId: string, id: string): Promise<boolean> {
  const gone = await change(
    tx,
    sql`DELETE FROM saved_views WHERE workspace_id = ${tx.workspaceId}::uuid AND member_id = ${memberId}::uuid AND id = ${id}::uuid`,
  )
  return gone > 0
}
