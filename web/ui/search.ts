// What a list is filtered and ordered by stands in the address, so that it can be gone back to, kept and sent to somebody.

import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Sorting } from './column.ts'

type Value = string | number | boolean
export type Filters = Readonly<Record<string, Value | undefined>>

/** The filters of this page and a way to change some; `undefined` takes one away. */
export function useFilters() {
  const all = useSearch({ strict: false }) as Filters
  const navigate = useNavigate()
  const set = (some: Filters, anew = false) => {
    const next = Object.fromEntries(
      Object.entries({ ...(anew ? {} : all), ...some }).filter(([, value]) => value !== undefined && value !== ''),
    )
    void navigate({ to: '.', search: next as never, replace: true })
  }
  return { all, set }
}

/** The order in the address, or the one that a list begins with. */
export function sortingOf(all: Filters, first: Sorting): Sorting {
  if (typeof all.order !== 'string') return first
  return { by: all.order, down: all.down === true || all.down === 'true' }
}

/** A filter as text, where it is one. */
export function textOf(value: Value | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : String(value)
}
