// What a list is told: its columns, its order, its rows as far as they came, and the measures that all of its states share.

import type { ReactNode } from 'react'

export interface Column<R> {
  readonly id: string
  readonly head: string
  /** A track of a CSS grid: `minmax(12rem, 2fr)`. */
  readonly width: string
  readonly cell: (row: R) => ReactNode
  /** The server's word for this order; without one the column cannot be sorted. */
  readonly sort?: string
  /** Figures stand at the end of their column. */
  readonly end?: boolean
  /** Where it stands on a card: its first line, the end of that line, left out, a line with its heading, or without. */
  readonly card?: 'title' | 'aside' | 'none' | 'bare'
  /** What a card says in place of the heading and the cell; null where there is nothing to say. */
  readonly brief?: (row: R) => ReactNode
}

export interface Sorting {
  readonly by: string
  readonly down: boolean
}

/** What is known of the rows, as `usePages` of web/api.ts gives it. */
export interface Rows<R> {
  readonly rows: readonly R[] | undefined
  readonly error: Error | null
  /** There is another page. */
  readonly more: boolean
  readonly fetching: boolean
  fetchMore(): void
  again(): void
}

export const rowHigh = 38
export const cardHigh = 104
// The head of the desk and the head of the list stay above what scrolls.
export const deskHead = 52
export const listHead = 36

export function tracks<R>(columns: readonly Column<R>[], choosing: boolean): string {
  return [...(choosing ? ['2.25rem'] : []), ...columns.map((column) => column.width)].join(' ')
}
