// What two policies do differently, field by field: a step is the same step where its id is the same.

import type { PolicyBody } from './policy.ts'

export interface PolicyDifference {
  /** Absent: it is said of the whole ladder. */
  readonly step?: string
  readonly what: string
  /** Absent: that policy has no such step or says nothing there. */
  readonly a?: string
  readonly b?: string
}

/** In the order of the first ladder, then of what only the second has. Their ids, names and versions are no difference. */
export function policyDifferences(a: PolicyBody, b: PolicyBody): PolicyDifference[] {
  const whole = fields({ ...a, steps: undefined }, { ...b, steps: undefined }).filter(
    (it) => !['id', 'name', 'version'].includes(it.what),
  )
  const ids = [...new Set([...a.steps, ...b.steps].map((step) => step.id))]
  const steps = ids.flatMap((id): PolicyDifference[] => {
    const [mine, other] = [a, b].map((it) => it.steps.find((step) => step.id === id))
    if (mine && other) return fields(mine, other).map((it) => ({ step: id, ...it }))
    return [{ step: id, what: 'the step', a: mine && trigger(mine), b: other && trigger(other) }]
  })
  return [...whole, ...steps]
}

function fields(a: object, b: object): PolicyDifference[] {
  const [mine, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  return [...new Set([...Object.keys(mine), ...Object.keys(other)])]
    .filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(other[key]))
    .map((key) => ({ what: key, a: said(mine[key]), b: said(other[key]) }))
}

function said(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (Array.isArray(value)) return value.join(', ') || undefined
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = Object.entries(value).map(([key, one]) => `${key} ${said(one) ?? 'none'}`)
  return parts.join(', ') || undefined
}

function trigger(step: PolicyBody['steps'][number]): string {
  const [count, unit] =
    step.businessDays === undefined ? [step.days ?? 0, 'days'] : [step.businessDays, 'business days']
  return `${step.kind}, ${count} ${unit} after ${step.after}`
}
