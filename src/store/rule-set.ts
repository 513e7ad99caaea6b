// Rules as they stood, kept once by their hash and never changed: a permit of years ago is read with the rules it rested on.

import { type Rule, rulesSha } from '../core/law.ts'
import { insert, row, sql, type Tx } from './db.ts'

export async function keepRules(tx: Tx, rules: readonly Rule[] | undefined): Promise<void> {
  if (!rules) return
  const columns = ['sha:bytea', 'body:jsonb', 'recorded_at:timestamptz']
  const sha = Buffer.from(rulesSha(rules), 'hex')
  await insert(tx, 'rule_sets', columns, [[sha, rules, tx.now]], { conflict: 'nothing' })
}

/** The rules of that hash that are named, as they stood; undefined where none were kept under it. */
export async function readRules(tx: Tx, sha: string, ids: readonly string[]): Promise<Rule[] | undefined> {
  const found = await row<{ body: Rule[] }>(
    tx,
    sql`SELECT body FROM rule_sets WHERE workspace_id = ${tx.workspaceId}::uuid AND sha = ${Buffer.from(sha, 'hex')}`,
  )
  return found?.body.filter((it) => ids.includes(it.id))
}
