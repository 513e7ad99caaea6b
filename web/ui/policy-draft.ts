// A ladder being written: kept in this browser under its workspace and id until it is saved or thrown away.

import { useEffect, useState } from 'react'
import type { PolicyBody, Step } from '../../src/core/policy.ts'

export type { PolicyBody, Step }

const prefix = (workspace: string) => `dunwell.policy.${workspace}.`

function readDraft(workspace: string, id: string): PolicyBody | undefined {
  try {
    const kept = localStorage.getItem(prefix(workspace) + id)
    return kept === null ? undefined : (JSON.parse(kept) as PolicyBody)
  } catch {
    return undefined
  }
}

export function keepDraft(workspace: string, draft: PolicyBody): void {
  localStorage.setItem(prefix(workspace) + draft.id, JSON.stringify(draft))
}

/** All drafts of a workspace in this browser. */
export function draftsHere(workspace: string): PolicyBody[] {
  const keys = Object.keys(localStorage).filter((it) => it.startsWith(prefix(workspace)))
  return keys.flatMap((key) => readDraft(workspace, key.slice(prefix(workspace).length)) ?? [])
}

// The version a draft was begun from lies beside it: who saves must not write over what they have not seen.
const basePrefix = (workspace: string) => `dunwell.policy-from.${workspace}.`

function readBase(workspace: string, id: string): number | undefined {
  const kept = localStorage.getItem(basePrefix(workspace) + id)
  return kept === null ? undefined : Number(kept)
}

/**
 * The draft of a policy, how it is changed (undefined throws it away), the version it was begun from, and how it is said that it stands
 * upon another. `version` is the one in force, once it is known.
 */
export function useDraft(workspace: string, id: string, version: number | undefined) {
  const [draft, setDraft] = useState(() => readDraft(workspace, id))
  const [base, setBase] = useState(() => readBase(workspace, id))
  useEffect(() => {
    setDraft(readDraft(workspace, id))
    setBase(readBase(workspace, id))
  }, [workspace, id])
  const rebase = (on: number | undefined) => {
    if (on === undefined) localStorage.removeItem(basePrefix(workspace) + id)
    else localStorage.setItem(basePrefix(workspace) + id, String(on))
    setBase(on)
  }
  const change = (next: PolicyBody | undefined) => {
    if (next) keepDraft(workspace, next)
    else localStorage.removeItem(prefix(workspace) + id)
    if (!next) rebase(undefined)
    else if (base === undefined) rebase(version)
    setDraft(next)
  }
  return { draft, change, base, rebase } as const
}

/** A saved policy as a body: what the server adds to it is no part of it. */
export function bodyOf(saved: object): PolicyBody {
  const { version: _, ...body } = saved as PolicyBody & { version?: number }
  return body
}

export function sameBody(a: PolicyBody, b: PolicyBody): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
