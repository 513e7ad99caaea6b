// What others change, as it is committed: one connection listens for all who look, by PostgreSQL's own notifications, so that every
// process hears what any other wrote. It says which customers, never what; who cannot be told is told to ask again.

import type pg from 'pg'
import { changesChannel, type Db } from './db.ts'

/** `'*'` for much, `'workspace'` for what has no customer, else the customers' public ids. */
export type Change = readonly string[]

/** Who has a page open: told to all processes, kept by each for a while. */
export interface Presence {
  readonly member: string
  readonly name: string
  readonly path: string
}

export interface Live {
  /** @returns what ends it. */
  onChange(workspaceId: string, told: (change: Change) => void): () => void
  onPresence(workspaceId: string, told: (all: readonly Presence[]) => void): () => void
  here(workspaceId: string, it: Presence): Promise<void>
  close(): Promise<void>
}

const presenceChannel = 'dunwell_presence'
const presenceMs = 45_000
const againMs = 2_000

export function openLive(db: Db, now: () => number): Live {
  const changes = new Map<string, Set<(change: Change) => void>>()
  const presences = new Map<string, Set<(all: readonly Presence[]) => void>>()
  const seen = new Map<string, Map<string, Presence & { at: number }>>()
  let client: pg.Client | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined

  const heard = ({ channel, payload = '' }: { channel: string; payload?: string }) => {
    if (channel === changesChannel) {
      const [workspaceId, ...ids] = payload.split(' ')
      for (const told of changes.get(workspaceId!) ?? []) told(ids)
      return
    }
    const { workspaceId, ...it } = JSON.parse(payload) as Presence & { workspaceId: string }
    const all = seen.get(workspaceId) ?? new Map()
    seen.set(workspaceId, all)
    all.set(it.member, { ...it, at: now() })
    for (const [member, one] of all) if (now() - one.at > presenceMs) all.delete(member)
    for (const told of presences.get(workspaceId) ?? []) told([...all.values()])
  }
  const connect = async () => {
    if (closed) return
    try {
      client = await db.connect()
      client.on('notification', heard)
      client.on('end', lost)
      await client.query(`LISTEN ${changesChannel}`)
      await client.query(`LISTEN ${presenceChannel}`)
      // What was said meanwhile nobody heard.
      for (const all of changes.values()) for (const told of all) told(['*'])
    } catch {
      lost()
    }
  }
  const lost = () => {
    client = undefined
    if (!closed) again = setTimeout(() => void connect(), againMs)
  }
  const listening = connect()

  const subscribe = <T>(of: Map<string, Set<T>>, workspaceId: string, told: T) => {
    const all = of.get(workspaceId) ?? new Set<T>()
    of.set(workspaceId, all)
    all.add(told)
    return () => void all.delete(told)
  }
  return {
    onChange: (workspaceId, told) => subscribe(changes, workspaceId, told),
    onPresence(workspaceId, told) {
      // Who comes sees at once who is there, not only when they next say so.
      const all = [...(seen.get(workspaceId)?.values() ?? [])].filter((it) => now() - it.at <= presenceMs)
      if (all.length > 0) told(all)
      return subscribe(presences, workspaceId, told)
    },
    async here(workspaceId, it) {
      await listening
      await client?.query('SELECT pg_notify($1, $2)', [presenceChannel, JSON.stringify({ workspaceId, ...it })])
    },
    async close() {
      closed = true
      clearTimeout(again)
      await listening
      await client?.end()
    },
  }
}
