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

/** The draft of a policy, and how it is changed; undefined throws it away. */
export function useDraft(workspace: string, id: string) {
  const [draft, setDraft] = useState(() => readDraft(workspace, id))
  useEffect(() => setDraft(readDraft(workspace, id)), [workspace, id])
  const change = (next: PolicyBody | undefined) => {
    if (next) keepDraft(workspace, next)
    else localStorage.removeItem(prefix(workspace) + id)
    setDraft(next)
  }
  return [draft, change] as const
}

/** A saved policy as a body: what the server adds to it is no part of it. */
export function bodyOf(saved: object): PolicyBody {
  const { version: _, ...body } = saved as PolicyBody & { version?: number }
  return body
}

export function sameBody(a: PolicyBody, b: PolicyBody): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
