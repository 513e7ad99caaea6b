// The forms that values have on the wire, the same for every noun: days as text, money as whole minor units with their currency,
// ids with their prefix, and pages with a cursor that says nothing to anyone but us.

import { z } from '@hono/zod-openapi'
import { type Day, dayText, dueText, parseDay } from '../core/day.ts'
import { type Key, parseId, publicId } from '../core/id.ts'
import { isCurrency } from '../core/money.ts'
import { problem } from '../core/problem.ts'

/** A single amount; the terminal and files take ten times more, but a request may hold ten thousand. */
const largestMinor = 10_000_000_000_000

export const dayShape = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => parseDay(text) !== undefined, 'is no day from 1900 to 2199, such as 2026-03-31')
  .transform((text) => parseDay(text) as Day)
  .openapi({ type: 'string', format: 'date', example: '2026-03-31' })

export const currencyShape = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine(isCurrency, 'is no currency, such as EUR')
  .openapi({ example: 'EUR' })

/** Above zero, in whole minor units: 12.40 EUR is 1240. */
export const amountShape = z.int().min(1).max(largestMinor).openapi({ example: 124000 })

export const moneyShape = z
  .strictObject({ amountMinor: amountShape, currency: currencyShape })
  .openapi('Money', { description: 'Whole minor units and their currency: 1240.00 EUR is 124000 EUR.' })

/** Text of a person, not empty. */
export function textShape(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.trim() !== '', 'is blank')
}

/** An id as it is handed out: the prefix and base 32. */
export function idShape(prefix: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{20,40}$`))
    .openapi({ example: publicId(prefix, { book: 1, id: '01990000-0000-7000-8000-000000000000' }) })
}

/** The path of one thing. */
export function oneOf(prefix: string) {
  return z.strictObject({ id: idShape(prefix) })
}

export const pageShape = {
  limit: z.coerce.number<number>().int().min(1).max(500).default(100),
  cursor: z.string().min(1).max(600).optional().openapi({ description: 'The "next" of the page before.' }),
}

/** The body of a page; `next` is missing on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}

/** Yes or no in a query. */
export const flagShape = z.stringbool().openapi({ type: 'string', enum: ['true', 'false'] })

export const anyObject = z.looseObject({})
export const moneySums = z.array(z.object({ amountMinor: z.int(), currency: z.string() }))
export const wireDay = z.string().openapi({ format: 'date', example: '2026-03-31' })

export function cursorOf(kind: string, at: string): string {
  return Buffer.from(`${kind} ${at}`).toString('base64url')
}

/** What a cursor of this kind of list holds; a Problem for any other text. */
export function readCursor(kind: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [its, at, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  const sound = its === kind && at !== undefined && rest.length === 0 && cursorOf(kind, at) === cursor
  if (!sound) throw badCursor()
  return at
}

export function badCursor() {
  return problem(
    'request.invalid',
    'The cursor is none that this list gave.',
    'Take "next" of the page before, as it is.',
  )
}

/** The cursor of a list in order of its ids. */
export function keyCursor(prefix: string, cursor: string | undefined): Key | undefined {
  const at = readCursor(prefix, cursor)
  if (at === undefined) return undefined
  const key = parseId(prefix, at)
  if (!key) throw badCursor()
  return key
}

/** The cursor of a record, which goes by its numbers. */
export function seqCursor(cursor: string | undefined): number | undefined {
  const at = readCursor('seq', cursor)
  if (at !== undefined && !/^\d{1,15}$/.test(at)) throw badCursor()
  return at === undefined ? undefined : Number(at)
}

/** Sums by currency as a list of money. */
export function sumsOf(sums: Readonly<Record<string, number>>): { amountMinor: number; currency: string }[] {
  return Object.entries(sums).map(([currency, amountMinor]) => ({ amountMinor, currency }))
}

export function wire(value: Day | null | undefined): string | null {
  return value === null || value === undefined ? null : dayText(value)
}

/** A day that may be none, which is kept as the last of all days. */
export function openDay(value: Day): string | null {
  return dueText(value) ?? null
}

export function wireMoment(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : new Date(value).toISOString()
}
