// The name of a group of customers: those under one owner or payer carry the same, however it is spelled.

import { problem, quoted } from './problem.ts'
import { folded } from './text.ts'

export const groupMax = 100

/** The name as it is kept, with single spaces; undefined where it is empty or longer than `groupMax` characters. */
export function groupOf(text: string): string | undefined {
  const name = text.replace(/\s+/g, ' ').trim()
  return name === '' || name.length > groupMax ? undefined : name
}

/** As `groupOf`; throws a Problem for what is no name of a group. */
export function groupNamed(text: string): string {
  const name = groupOf(text)
  if (name === undefined)
    throw problem(
      'group.name',
      `${quoted(text)} is no name of a group.`,
      `Give it a name of 1 to ${groupMax} characters.`,
    )
  return name
}

/** Under which it is found. */
export function groupKey(name: string): string {
  return folded(name).slice(0, 2 * groupMax)
}
