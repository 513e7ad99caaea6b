// How each policy stands: since when it is as it is, who changed it last, and how many cases follow it today.

import type { Moment } from '../core/day.ts'
import { policyByKind, readyMade } from '../rules/policies.ts'
import type { Tx } from '../store/db.ts'
import { casesByChoice, newestSaved, readPolicies } from '../store/policy.ts'
import { collectsForOthers, type Workspace } from '../store/workspace.ts'
import { keptAWhile } from './kept.ts'

export interface PolicyStanding {
  readonly id: string
  readonly version: number
  readonly savedAt: Moment
  readonly savedBy: string
  /** As it came with the program. */
  readonly house: boolean
  /** Undefined where an agency's policies are chosen by creditor, which the list of cases does not tell. */
  readonly cases?: number
}

const keptMs = 5 * 60_000

export async function policyStandings(tx: Tx, workspace: Workspace): Promise<PolicyStanding[]> {
  const saved = await newestSaved(tx)
  const counts = await keptAWhile(tx, 'cases by policy', keptMs, () => countCases(tx, workspace))
  return saved.map((it) => ({
    ...it,
    house: it.version === 1 && readyMade.some((one) => one.id === it.id),
    ...(counts && { cases: counts.get(it.id) ?? 0 }),
  }))
}

/** As the snapshot chooses: for the customer, for their segment, by their kind, else the workspace's own. */
async function countCases(tx: Tx, workspace: Workspace): Promise<ReadonlyMap<string, number> | undefined> {
  const { settings, creditorKind } = workspace
  const policies = await readPolicies(tx)
  const found = await casesByChoice(tx)
  if (!found) return undefined
  const counts = new Map<string, number>()
  for (const it of found) {
    const ours = { creditor: creditorKind, forOthers: collectsForOthers(workspace), country: it.country }
    const byKind = settings.policyByKind ? policyByKind({ ...ours, debtor: it.kind }) : undefined
    const id = it.own ?? it.ofSegment ?? (byKind && policies.has(byKind) ? byKind : settings.policy)
    counts.set(id, (counts.get(id) ?? 0) + it.cases)
  }
  return counts
}
