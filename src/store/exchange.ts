// Rates between currencies as they were read from files: history, of which the newest for a day, a pair and a source counts.

import { addDays, type Day } from '../core/day.ts'
import { carryDays, type ExchangeRate } from '../core/exchange.ts'
import { insert, momentAfter, onDay, row, rows, sql, type Tx } from './db.ts'
import { addWorkspaceRecord } from './record.ts'

const columns = sql.raw(`base, currency, day, rate_billionths AS billionths, source`)
const atOnce = 10_000

/** Keeps what is new or other than what was known. @returns how many were kept */
export async function addExchangeRates(tx: Tx, rates: readonly ExchangeRate[], file: string): Promise<number> {
  if (rates.length === 0) return 0
  const { base, source } = rates[0]!
  const days = rates.map((it) => it.day).sort((a, b) => a - b)
  const span = { from: days[0]!, to: days.at(-1)! }
  const known = new Map(
    (await newest(tx, sql`AND day BETWEEN ${onDay(span.from)}::date AND ${onDay(span.to)}::date`)).map((it) => [
      keyOf(it),
      it.billionths,
    ]),
  )
  const fresh = rates.filter((it) => known.get(keyOf(it)) !== it.billionths)
  const at = await momentAfter(
    tx,
    sql`SELECT max(recorded_at) FROM exchange_rates WHERE workspace_id = ${tx.workspaceId}::uuid
        AND day BETWEEN ${onDay(span.from)}::date AND ${onDay(span.to)}::date`,
  )
  const names = ['id:uuid', 'base:text', 'currency:text', 'day:date', 'rate_billionths:bigint', 'source:text']
  for (let from = 0; from < fresh.length; from += atOnce) {
    await insert(
      tx,
      'exchange_rates',
      [...names, 'recorded_at:timestamptz', 'actor:text'],
      fresh
        .slice(from, from + atOnce)
        .map((it) => [tx.newId(), it.base, it.currency, it.day, it.billionths, it.source, at, tx.actor]),
    )
  }
  if (fresh.length > 0)
    await addWorkspaceRecord(tx, 'exchange_rates.entered', undefined, {
      file,
      base,
      source,
      ...span,
      rates: fresh.length,
    })
  return fresh.length
}

function keyOf(it: ExchangeRate): string {
  return `${it.base} ${it.currency} ${it.day} ${it.source}`
}

/** The rates of a day and of the days before it that may stand in for it, what was entered last first. */
export function exchangeRatesNear(tx: Tx, day: Day): Promise<ExchangeRate[]> {
  return newest(tx, sql`AND day BETWEEN ${onDay(addDays(day, -carryDays))}::date AND ${onDay(day)}::date`)
}

/** The last list of one publisher, by currency. */
export async function lastExchangeRates(
  tx: Tx,
  { base, source }: { readonly base: string; readonly source: string },
): Promise<ExchangeRate[]> {
  const last = await row<{ day: Day }>(
    tx,
    sql`SELECT day FROM exchange_rates WHERE workspace_id = ${tx.workspaceId}::uuid AND base = ${base} AND source = ${source}
        ORDER BY day DESC LIMIT 1`,
  )
  if (!last) return []
  const found = await newest(tx, sql`AND day = ${onDay(last.day)}::date AND base = ${base} AND source = ${source}`)
  return found.sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

async function newest(tx: Tx, reach: ReturnType<typeof sql>): Promise<ExchangeRate[]> {
  const found = await rows<ExchangeRate>(
    tx,
    sql`SELECT ${columns} FROM exchange_rates WHERE workspace_id = ${tx.workspaceId}::uuid ${reach} ORDER BY recorded_at DESC, id DESC`,
  )
  const once = new Map<string, ExchangeRate>()
  for (const it of found) if (!once.has(keyOf(it))) once.set(keyOf(it), it)
  return [...once.values()]
}

export interface KnownRates {
  readonly base: string
  readonly source: string
  readonly currencies: number
  readonly days: number
  readonly from: Day
  readonly to: Day
}

/** What is known, by who published it. */
export function listExchangeRates(tx: Tx): Promise<KnownRates[]> {
  return rows(
    tx,
    sql`SELECT base, source, count(DISTINCT currency) AS currencies, count(DISTINCT day) AS days, min(day) AS from, max(day) AS to FROM exchange_rates
        WHERE workspace_id = ${tx.workspaceId}::uuid GROUP BY base, source ORDER BY base COLLATE "C", source COLLATE "C"`,
  )
}
