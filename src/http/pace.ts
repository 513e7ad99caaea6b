// How many requests a key may make: so many a minute, with as many saved up at most. Counted in this process alone, which is enough to
// keep one program that runs wild from the others.

import type { Moment } from '../core/day.ts'
import { Problem } from '../core/problem.ts'

const minute = 60_000
/** Keys that were quiet for so long have all saved up again and are forgotten. */
const keysMax = 10_000

/** A request too many, and when there is room again. */
export class TooMany extends Problem {
  readonly retryAfter: number
  constructor(perMinute: number, retryAfter: number) {
    super({
      code: 'request.many',
      says: `This key may make ${perMinute} requests a minute.`,
      fix: `Wait ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'} and send it again; claims go in by ten thousand with POST /v1/claims/bulk. The owner may allow more: ./dunwell settings set requestsPerMinute=${perMinute * 2}`,
    })
    this.retryAfter = retryAfter
  }
}

/** Takes one request of a key, or throws TooMany. */
export type Pace = (key: string, perMinute: number, now: Moment) => void

export function pace(): Pace {
  const left = new Map<string, { requests: number; at: Moment }>()
  return (key, perMinute, now) => {
    // As many as they like.
    if (perMinute === 0) return
    const before = left.get(key) ?? { requests: perMinute, at: now }
    const saved = before.requests + (Math.max(0, now - before.at) * perMinute) / minute
    const requests = Math.min(perMinute, saved) - 1
    if (requests < 0) throw new TooMany(perMinute, Math.max(1, Math.ceil((-requests * minute) / perMinute / 1000)))
    left.delete(key)
    left.set(key, { requests, at: now })
    if (left.size > keysMax) left.delete(left.keys().next().value!)
  }
}
