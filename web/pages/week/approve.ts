// Saying yes to many at once, and taking it back: in blocks, so that a long list neither waits for one long answer nor stands half done
// without being told.

import { once } from '../../api.ts'
import type { Going } from './line.tsx'

/** What one yes was given to, so that it can be taken back. */
export interface Given {
  readonly messages: readonly string[]
  /** Yeses to what is not written yet. */
  readonly ahead: readonly string[]
  /** Of those, how many had changed meanwhile and got none. */
  readonly changed: number
}

const atOnce = 500

function* blocks<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce)
}

export async function approveAll(some: readonly Going[]): Promise<Given> {
  const messages: string[] = []
  const ahead: string[] = []
  let changed = 0
  const written = some.filter((one) => one.written).map((one) => one.id)
  for (const block of blocks(written)) {
    const { approved } = await once('POST /v1/outbox/approve', { body: { messages: block } })
    messages.push(...approved)
  }
  const coming = some.filter((one) => !one.written).map((one) => ({ debtor: one.debtor.id, key: one.id }))
  for (const block of blocks(coming)) {
    const done = await once('POST /v1/week/approve', { body: { coming: block } })
    ahead.push(...done.approvals)
    changed += done.changed.length
  }
  return { messages, ahead, changed }
}

/** Takes back what has not left. @returns how many were taken back, and how many had left */
export async function takeBack({ messages, ahead }: Given): Promise<{ recalled: number; left: number }> {
  const done = { recalled: 0, left: 0 }
  const count = (it: { recalled: readonly string[]; left: number }) => {
    done.recalled += it.recalled.length
    done.left += it.left
  }
  for (const block of blocks(messages)) count(await once('POST /v1/outbox/recall', { body: { messages: block } }))
  for (const block of blocks(ahead)) count(await once('POST /v1/week/recall', { body: { approvals: block } }))
  return done
}
