// One wish is done once, however often it is clicked and however the answer was lost: a request like one that is under way waits for that
// one's answer, and a request like one that was never answered goes under the same key, which the server knows for a repetition.

import { DunwellProblem } from '../src/http/client.ts'

type Send = (call: string, ask?: unknown) => Promise<unknown>

interface Wish {
  readonly idempotencyKey?: string
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly ifMatch?: unknown
  readonly file?: string | Uint8Array
}

// The server answers so while the first request works: about as long as a large import may take.
const triesAtWork = 60

export function makeOnce(send: Send, wait: (ms: number) => Promise<void> = later): Send {
  const underway = new Map<string, Promise<unknown>>()
  const unanswered = new Map<string, string>()
  const sent = async (call: string, it: Wish, content: string): Promise<unknown> => {
    const idempotencyKey = it.idempotencyKey ?? unanswered.get(content) ?? crypto.randomUUID()
    unanswered.set(content, idempotencyKey)
    for (let left = triesAtWork; ; left--) {
      try {
        const answer = await send(call, { ...it, idempotencyKey })
        unanswered.delete(content)
        return answer
      } catch (error) {
        const facts = error instanceof DunwellProblem ? error.facts : undefined
        // A refusal is an answer: nothing was done, and another try is another wish. What fell on the way may have been done.
        const atWork = facts?.code === 'request.at_work'
        if (facts && facts.status < 500 && !atWork) unanswered.delete(content)
        if (!atWork || left === 0) throw error
        await wait(1000 * ((error as DunwellProblem).retryAfter ?? 5))
      }
    }
  }
  return (call, given) => {
    const it = (given ?? {}) as Wish
    const content = contentOf(call, it)
    const there = underway.get(content)
    if (there) return there
    const work = sent(call, it, content).finally(() => underway.delete(content))
    underway.set(content, work)
    return work
  }
}

function contentOf(call: string, { params, query, body, ifMatch, file }: Wish): string {
  return JSON.stringify([call, params, query, body, ifMatch, file === undefined ? undefined : markOf(file)])
}

/** A short mark of a file (FNV-1a and its length), so that the same bytes chosen twice are known as the same. */
function markOf(file: string | Uint8Array): string {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return `${bytes.length} ${hash >>> 0}`
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
