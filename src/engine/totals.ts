// Keeps the sums of books fresh: those that are old, or of another day, a few at each look. What is expected of a week takes longest
// and is worked out once a day.

import { type Day, dayAt, noDay } from '../core/day.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { asTheOne } from '../store/election.ts'
import { readRun } from '../store/run.ts'
import { type BookTotals, debtorsAbout, keepTotals, readTotals, sumBook } from '../store/totals.ts'
import { listBooks, listWorkspaces, readWorkspace, type Workspace } from '../store/workspace.ts'
import { forecast } from './forecast.ts'

export interface Freshness {
  readonly day: Day
  readonly actor: string
  /** Older sums are made anew. */
  readonly olderThanMs: number
  /** At most so many books, those with the oldest sums first. */
  readonly books: number
  /** Without it what is expected stays as it was. */
  readonly expect?: boolean
}

/** How long the sums of a workspace took when they were made last, without what is expected. */
const took = new Map<string, number>()

/** @returns the sums of all books as they then stand. */
async function freshTotals(db: Db, workspace: Workspace, it: Freshness): Promise<BookTotals[]> {
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace.id, it.actor, work)
  const { books, had } = await inside(async (tx) => ({ books: await listBooks(tx), had: await readTotals(tx) }))
  const of = new Map(had.map((one) => [one.book, one]))
  const now = db.source.now()
  // Another day, back or forth, is another sum; so is a clock that was turned back.
  const age = (book: number) => {
    const one = of.get(book)
    return one === undefined || one.day !== it.day || one.at > now ? Number.POSITIVE_INFINITY : now - one.at
  }
  const old = books.filter((book) => age(book) > it.olderThanMs).sort((a, b) => age(b) - age(a))
  let tookMs = 0
  for (const book of old.slice(0, it.books)) {
    const before = of.get(book)
    const known = before?.day === it.day && before.currencies.some((one) => one.expectedMinor !== null)
    const week = it.expect && !known ? await forecast(db, workspace, it.actor, it.day, 1, { only: [book] }) : undefined
    const begun = db.source.now()
    const made = await inside(async (tx) => {
      const currencies = (await sumBook(tx, book, it.day)).map((one) => ({
        ...one,
        expectedMinor: week
          ? (week.currencies.find((its) => its.currency === one.currency)?.weeks[0]?.expectedMinor ?? 0)
          : known
            ? (before.currencies.find((its) => its.currency === one.currency)?.expectedMinor ?? null)
            : null,
      }))
      await keepTotals(tx, { book, day: it.day, currencies })
      return { book, day: it.day, at: tx.now, currencies }
    })
    of.set(book, made)
    tookMs += Math.max(0, db.source.now() - begun)
  }
  if (old.length > 0) took.set(workspace.id, tookMs)
  return books.flatMap((book) => of.get(book) ?? { book, day: noDay, at: 0, currencies: [] })
}

// As many debtors as are summed, and their week worked out, before anybody notices.
const debtorsAtOnce = 500
const allBooks = Number.MAX_SAFE_INTEGER
/** Workspaces whose sums are being made for somebody who did not wait for them. */
const making = new Map<string, Promise<unknown>>()
// A book of millions is summed a fiftieth of the time, and no more of it.
const restsTimes = 50

/**
 * The sums for a screen. Those of a small workspace are made anew while it waits; those of a large one are begun, once at a time, and
 * what there is is answered meanwhile, with its moment.
 */
export async function totalsAtOnce(db: Db, workspace: Workspace, it: Omit<Freshness, 'books'>): Promise<BookTotals[]> {
  const { books, had, debtors } = await inWorkspace(db, workspace.id, it.actor, async (tx) => ({
    books: await listBooks(tx),
    had: await readTotals(tx),
    debtors: await debtorsAbout(tx),
  }))
  if (debtors <= debtorsAtOnce) return freshTotals(db, workspace, { ...it, books: allBooks })
  const now = db.source.now()
  // Live, the loop makes those anew that are there, so that several processes do not all do it.
  const looped = workspace.liveSince !== undefined
  const restsMs = Math.max(it.olderThanMs, restsTimes * (took.get(workspace.id) ?? 0))
  const old = (one: BookTotals) => !looped && (one.day !== it.day || one.at > now || now - one.at > restsMs)
  if (!making.has(workspace.id) && (had.length < books.length || had.some(old))) {
    const made = freshTotals(db, workspace, { ...it, books: allBooks })
    // Who asked has their answer already; what failed here is tried again by who asks next.
    const over = made.catch(() => undefined).finally(() => making.delete(workspace.id))
    making.set(workspace.id, over)
  }
  const of = new Map(had.map((one) => [one.book, one]))
  return books.flatMap((book) => of.get(book) ?? [])
}

// What screens show at once is a few minutes old at most, on however many books.
const oldMs = 120_000
const booksAtOnce = 8
const actor = 'schedule'

/**
 * A look at the sums of every live workspace, by one of several processes. What is expected is worked out when the day is run: before
 * that the run needs the processor more.
 */
export async function sumOnTime(db: Db, options: { readonly stopping: () => boolean }): Promise<void> {
  for (const { id } of await listWorkspaces(db)) {
    if (options.stopping()) return
    const { workspace, day, expect } = await inWorkspace(db, id, actor, async (tx) => {
      const its = await readWorkspace(tx)
      const today = dayAt(tx.now, its.zone)
      const run = its.liveSince === undefined ? undefined : await readRun(tx, today)
      return { workspace: its, day: today, expect: run !== undefined && run.decided_at !== null }
    })
    // A rehearsal's days stand still: its sums are made when somebody looks.
    if (workspace.liveSince === undefined) continue
    await asTheOne(db, `totals ${id}`, async () => {
      await freshTotals(db, workspace, { day, actor, olderThanMs: oldMs, books: booksAtOnce, expect })
    })
  }
}
