// Today over the API: the figures a person acts on, and what waits for them, in the order of a good morning.

import { z } from '@hono/zod-openapi'
import { dayAt } from '../core/day.ts'
import { callsInTime } from '../engine/calling.ts'
import { totalsAtOnce } from '../engine/totals.ts'
import { type WorkItem, worklist } from '../engine/worklist.ts'
import { countAsking } from '../store/collector.ts'
import type { Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { countOutbox } from '../store/outbox.ts'
import { goesToday } from '../store/owner-mail.ts'
import { missedBefore, readRun } from '../store/run.ts'
import { liftStop, standingStop, stopSending } from '../store/stop.ts'
import { countTasks } from '../store/task.ts'
import type { BookTotals, Totals } from '../store/totals.ts'
import { mineOf, mineQuery, mineShape } from './collector.ts'
import { type ApiDesk, operation } from './operation.ts'
import { moneySums, sumsOf, wire, wireDay, wireMoment } from './shape.ts'

const moneyOrNone = z.object({ currency: z.string(), amountMinor: z.int().nullable() })

export const workShape = z
  .looseObject({
    id: z.string(),
    kind: z.string(),
    day: wireDay,
    says: z.string(),
    stage: z.string().nullable(),
    debtor: z.object({ id: z.string(), no: z.int(), name: z.string() }),
    call: z.object({ name: z.string().nullable(), phone: z.string() }).nullable(),
    lastWords: z.string().nullable(),
    letter: z.string().nullable().openapi({ description: 'The message that is to be printed and posted.' }),
    callable: z
      .object({
        now: z.boolean(),
        from: z.string().nullable(),
        zone: z.string(),
        today: wireDay.openapi({ description: 'Where they are.' }),
        says: z.string().nullable(),
      })
      .optional()
      .openapi({
        description:
          'Of calls: whether now is a time to ring them, by law, by their hours and their holidays; else from when.',
      }),
    why: z.string(),
    habits: z.string(),
    open: z.array(z.object({ currency: z.string(), amountMinor: z.int() })),
    daysLate: z.int().nullable(),
    claims: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        currency: z.string(),
        openMinor: z.int(),
        daysLate: z.int().nullable(),
      }),
    ),
  })
  .openapi('Work')

/** Calls as they are answered: those for whom now is no time stand last, with from when. */
export async function callsJson(desk: ApiDesk, tx: Tx, items: readonly WorkItem[]) {
  const found = await callsInTime(tx, desk.workspace, items, { day: desk.today, now: tx.now })
  return found.map(({ callable: { now, from, zone, says }, ...it }) => ({
    ...it,
    callable: { now, from: wireMoment(from) ?? null, zone, today: wire(dayAt(tx.now, zone))!, says: says ?? null },
  }))
}

// What belongs to which part of the morning; what no part names is "fix".
const parts = {
  broken: ['promise_broken'],
  call: ['call', 'agree_date'],
  letters: ['post', 'write'],
  dates: ['manager_note', 'stop_supply', 'resume_supply'],
  fix: ['fix', 'allocate'],
} as const
type Part = keyof typeof parts
const shown = 12
const goesShown = 6
const named = new Set<string>(Object.values(parts).flat())
const freshMs = 20_000
// Live, a loop of the server keeps them fresher than this, and works out what is expected; nobody waits for it here.
const liveMs = 180_000

export const today = [
  operation({
    id: 'readToday',
    noun: 'today',
    method: 'get',
    path: '/v1/today',
    says: 'The figures a person acts on, and what waits for them: of each part the work about the most money, and how much there is in all. The figures are of the whole book.',
    query: z.strictObject(mineQuery),
    answer: z.object({
      day: wireDay,
      mine: mineShape,
      /** When the oldest of the sums was made; null where there is nothing yet. */
      asOf: z.string().nullable(),
      figures: z.array(
        z.object({
          currency: z.string(),
          openMinor: z.int(),
          overdueMinor: z.int(),
          overdueClaims: z.int(),
          atRiskMinor: z.int(),
          collectedMinor: z.int(),
          expected: moneyOrNone,
        }),
      ),
      waiting: z.int().openapi({ description: 'Messages that wait to be approved.' }),
      waitingMine: z.int().nullable().openapi({
        description: 'To how many of one’s own cases; null where all are shown.',
      }),
      inDoubt: z.int(),
      parts: z.record(z.string(), z.object({ count: z.int(), items: z.array(workShape) })),
      missed: z
        .object({
          lastOn: wireDay,
          days: z.int(),
          decided: z.boolean(),
          messages: z.int(),
          sums: moneySums,
          goes: z.int(),
          first: z.array(
            z.object({
              debtor: z.object({ id: z.string(), name: z.string() }),
              stage: z.string(),
              sums: moneySums,
              autopilot: z.boolean(),
            }),
          ),
        })
        .nullable()
        .openapi({
          description:
            'Days that nobody ran, as after a sleep or an outage: how many, whether what was due meanwhile is decided now, what was written, how much goes without being asked again, and the first of that.',
        }),
      stopped: z.object({ at: z.string(), by: z.string() }).nullable(),
      brake: z.object({ says: z.string() }).nullable().openapi({
        description: 'Why nothing of today goes out before a person lets it: a day far beyond the usual.',
      }),
    }),
    apart: true,
    work: async (desk, { query }) => {
      const { db, workspace, actor } = desk
      const live = workspace.liveSince !== undefined
      const totals = await totalsAtOnce(db, workspace, {
        day: desk.today,
        actor,
        olderThanMs: live ? liveMs : freshMs,
        expect: !live,
      })
      return desk.tx(async (tx) => {
        const { of, mine } = await mineOf(tx, desk, query.mine)
        const counts = await countTasks(tx, desk.today, of)
        const others = [...counts.keys()].filter((kind) => !named.has(kind))
        const kindsOf = (part: Part): readonly string[] => (part === 'fix' ? [...parts.fix, ...others] : parts[part])
        const all = Object.keys(parts) as Part[]
        const countOf = (part: Part) => kindsOf(part).reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
        // All parts in one go: what is known of their customers is read once.
        const top = all.filter((part) => countOf(part) > 0).map((part) => ({ kinds: kindsOf(part), limit: shown, of }))
        const { tasks } = top.length === 0 ? { tasks: [] } : await worklist(tx, desk.today, { top })
        const found: Record<string, { count: number; items: readonly WorkItem[] }> = {}
        for (const part of all) {
          const items = tasks.filter((it) => kindsOf(part).includes(it.kind))
          const rung = part === 'call' || part === 'broken'
          found[part] = { count: countOf(part), items: rung ? await callsJson(desk, tx, items) : items }
        }
        const outbox = await countOutbox(tx)
        const stop = await standingStop(tx)
        // A rehearsal's days are lived when a person says so: none is missed.
        const missed = workspace.liveSince === undefined ? undefined : await missedBefore(tx, desk.today)
        const goes = missed ? await goesToday(tx, desk.today, goesShown) : undefined
        const { brake, brake_says } = (await readRun(tx, desk.today)) ?? {}
        return {
          json: {
            missed: missed
              ? {
                  lastOn: wire(missed.lastOn),
                  ...{ days: missed.days, decided: missed.decided, messages: missed.messages },
                  sums: sumsOf(missed.sums),
                  goes: goes!.count,
                  first: goes!.first.map(({ debtor, name, stage, sums, autopilot }) => ({
                    debtor: { id: debtorId(debtor), name },
                    ...{ stage, sums: sumsOf(sums), autopilot },
                  })),
                }
              : null,
            day: wire(desk.today),
            mine,
            asOf: totals.length === 0 ? null : wireMoment(Math.min(...totals.map((it) => it.at))),
            figures: figuresOf(totals),
            waiting: outbox.toApprove,
            waitingMine: of ? await countAsking(tx, of) : null,
            inDoubt: outbox.inDoubt,
            parts: found,
            stopped: stop ? { at: wireMoment(stop.at), by: stop.by } : null,
            brake: brake === 'held' ? { says: brake_says ?? '' } : null,
          },
        }
      })
    },
  }),
  operation({
    id: 'readStop',
    noun: 'today',
    method: 'get',
    path: '/v1/stop',
    says: 'Whether all sending is stopped, since when and by whom.',
    answer: z.object({ stopped: z.object({ at: z.string(), by: z.string() }).nullable() }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const stop = await standingStop(tx)
        return { json: { stopped: stop ? { at: wireMoment(stop.at), by: stop.by } : null } }
      }),
  }),
  operation({
    id: 'stopSending',
    noun: 'today',
    method: 'post',
    path: '/v1/stop',
    says: 'Stops all sending at once: nothing more is released until it is lifted.',
    answer: z.object({ stopped: z.object({ at: z.string(), by: z.string() }) }),
    work: (desk) =>
      desk.tx(async (tx) => {
        const { at, by } = await stopSending(tx)
        return { json: { stopped: { at: wireMoment(at), by } } }
      }),
  }),
  operation({
    id: 'liftStop',
    noun: 'today',
    method: 'post',
    path: '/v1/stop/lift',
    says: 'Lets sending go on.',
    answer: z.object({ stopped: z.null() }),
    right: 'manage',
    work: (desk) =>
      desk.tx(async (tx) => {
        await liftStop(tx)
        return { json: { stopped: null } }
      }),
  }),
] as const

function figuresOf(books: readonly BookTotals[]) {
  const sums = new Map<string, Totals>()
  for (const it of books.flatMap((book) => book.currencies)) {
    const had = sums.get(it.currency)
    sums.set(
      it.currency,
      had
        ? {
            currency: it.currency,
            openMinor: had.openMinor + it.openMinor,
            overdueMinor: had.overdueMinor + it.overdueMinor,
            overdueClaims: had.overdueClaims + it.overdueClaims,
            atRiskMinor: had.atRiskMinor + it.atRiskMinor,
            collectedMinor: had.collectedMinor + it.collectedMinor,
            expectedMinor:
              had.expectedMinor === null || it.expectedMinor === null ? null : had.expectedMinor + it.expectedMinor,
          }
        : it,
    )
  }
  return [...sums.values()]
    .sort((a, b) => b.openMinor - a.openMinor)
    .map(({ expectedMinor, ...it }) => ({
      ...it,
      expected: { currency: it.currency, amountMinor: expectedMinor },
    }))
}
