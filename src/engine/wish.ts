// A person's own words about contact become facts that the gate goes by; what they said stands with each as its source.

import type { Day } from '../core/day.ts'
import { heard } from '../core/heard.ts'
import type { NewTold } from '../store/told.ts'

/** What their words ask for, none where they ask for nothing that lasts. */
export function wished(words: string, base: { on: Day; until?: Day; source?: string }): NewTold[] {
  const it = heard(words, base.on)
  const source = `${base.source ?? 'said to us'}: ${words.slice(0, 200)}`
  const dated = { ...base, until: base.until ?? it.until, source }
  return [
    ...it.noTimes.map((times): NewTold => ({ ...dated, kind: 'no_time', times })),
    ...it.noPlaces.map((spot): NewTold => ({ ...dated, kind: 'no_place', spot })),
    ...it.noMedia.map((one): NewTold => ({ ...dated, kind: 'no_medium', ...one })),
    ...(it.cease ? [{ ...dated, kind: 'cease' as const, written: false }] : []),
  ]
}
