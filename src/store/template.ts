// The owner's own words: templates by language and id, each version kept. Whether they can be used is the documents room's to
// say, before they are saved.

import { insert, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

export interface TemplateVersion {
  readonly language: string
  readonly id: string
  readonly version: number
  readonly source: string
}

/** The newest of each, those put back to the house's words included with an empty source. */
export async function newestTemplates(tx: Tx): Promise<TemplateVersion[]> {
  return rows(
    tx,
    sql`SELECT DISTINCT ON (language COLLATE "C", template_id COLLATE "C") language, template_id AS id, version, source FROM template_versions
        WHERE workspace_id = ${tx.workspaceId}::uuid ORDER BY language COLLATE "C", template_id COLLATE "C", version DESC`,
  )
}

/** By `language/id`, as the documents room takes them. */
export async function readTemplates(tx: Tx): Promise<Record<string, string>> {
  const own = (await newestTemplates(tx)).filter((it) => it.source !== '')
  return Object.fromEntries(own.map((it) => [`${it.language}/${it.id}`, it.source]))
}

/** @returns the new version, or undefined where it says what the newest says. An empty source goes back to the house's words. */
export async function saveTemplate(
  tx: Tx,
  wanted: Pick<TemplateVersion, 'language' | 'id' | 'source'>,
): Promise<number | undefined> {
  const { language, id, source } = wanted
  const before = (await newestTemplates(tx)).find((it) => it.language === language && it.id === id)
  if ((before?.source ?? '') === source) return undefined
  const version = (before?.version ?? 0) + 1
  await insert(
    tx,
    'template_versions',
    ['language:text', 'template_id:text', 'version:integer', 'source:text', 'recorded_at:timestamptz', 'actor:text'],
    [[language, id, version, source, tx.now, tx.actor]],
  )
  await addWorkspaceRecord(tx, 'template.saved', undefined, { language, id, version, source })
  return version
}

/** What one version said; undefined where there is none. */
export async function readTemplateVersion(
  tx: Tx,
  wanted: Pick<TemplateVersion, 'language' | 'id' | 'version'>,
): Promise<string | undefined> {
  const [found] = await rows<{ source: string }>(
    tx,
    sql`SELECT source FROM template_versions WHERE workspace_id = ${tx.workspaceId}::uuid AND language = ${wanted.language}
          AND template_id = ${wanted.id} AND version = ${wanted.version}`,
  )
  return found?.source
}
