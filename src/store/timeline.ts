// Everything said, paid and decided about a debtor, newest first: the case's story as a person reads it.

import type { Day } from '../core/day.ts'
import { restRule } from '../core/decide.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { rows, sql, type Tx } from './db.ts'

export interface TimelineRow {
  readonly day: Day
  readonly what: string
  readonly says: string
}

export async function timeline(tx: Tx, debtor: Key, limit: number): Promise<TimelineRow[]> {
  const at = sql`x.book_id = ${debtor.book} AND x.debtor_id = ${debtor.id}::uuid`
  // What was sent before a merge stays with the record it was sent to.
  const all = sql`(x.book_id, x.debtor_id) IN (SELECT ${debtor.book}::bigint, ${debtor.id}::uuid UNION ALL
    SELECT m.from_book, m.from_id FROM merges m WHERE m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid)`
  const found = await rows<TimelineRow & { at: number; amount: number | null; currency: string | null }>(
    tx,
    sql`SELECT * FROM (
      SELECT o.given_on AS day, x.released_at AS at, x.channel || ' to ' || x.address AS what, x.subject || CASE WHEN o.state = 'in_doubt' THEN ' (in doubt)' ELSE '' END AS says, NULL::bigint AS amount, NULL AS currency
        FROM attempts x JOIN outbox o ON o.book_id = x.book_id AND o.message_id = x.message_id WHERE ${all} AND o.given_on IS NOT NULL
      UNION ALL SELECT x.run_day, x.at, CASE WHEN x.direction = 'in' THEN 'mail from ' || coalesce(x.intent ->> 'from', '') ELSE 'mail by hand' END, coalesce(x.intent ->> 'subject', '') || ' (' || (x.intent ->> 'kind') || ')', NULL, NULL FROM messages x WHERE ${at} AND x.channel = 'email' AND x.step_id IS NULL AND x.intent ->> 'mail' IS NOT NULL
      UNION ALL SELECT x.day, x.recorded_at, x.kind, coalesce(x.reference, '') || coalesce(' ' || x.note, ''), x.amount_minor, x.currency FROM payments x WHERE ${at}
      UNION ALL SELECT x.done_on, x.done_at, 'done: ' || x.kind, coalesce(x.outcome, '') || coalesce(': ' || x.note, ''), NULL, NULL FROM tasks x WHERE ${at} AND x.state = 'done'
      UNION ALL SELECT x.made_on, x.recorded_at, 'promise', 'by ' || x.by_day || ', ' || x.state, x.amount_minor, x.currency FROM promises x WHERE ${at}
      UNION ALL SELECT x.opened_on, x.recorded_at, 'dispute', x.cause || coalesce('; settled: ' || x.outcome, ''), NULL, NULL FROM disputes x WHERE ${at}
      UNION ALL SELECT x.asked_on, x.recorded_at, 'query', x.asks || coalesce('; answered: ' || x.answer, ''), NULL, NULL FROM queries x WHERE ${at}
      UNION ALL SELECT x.from_day, x.recorded_at, 'hold', x.cause || coalesce(': ' || x.note, ''), x.part_minor, NULL FROM holds x WHERE ${at}
      UNION ALL SELECT x.day, x.recorded_at, x.kind, x.reason, -x.amount_minor, x.currency FROM postings x WHERE ${at} AND (x.kind IN ('write_off', 'waiver') OR x.undoes IS NOT NULL AND x.component = 'unapplied')
      UNION ALL SELECT x.day, x.recorded_at, 'decided: ' || x.kind, coalesce(x.reasons -> 0 ->> 'says', ''), NULL, NULL FROM actions x WHERE ${at} AND x.kind IN ('nothing', 'task') AND coalesce(x.reasons -> 0 ->> 'rule', '') <> ${restRule}
      UNION ALL SELECT x.on_day, NULL, 'merged', x.from_no || ' ' || x.from_name, NULL, NULL FROM merges x WHERE ${at}
    ) t ORDER BY day DESC, at DESC LIMIT ${limit}`,
  )
  return found.map((it) => ({
    day: it.day,
    what: it.what,
    says: [it.amount === null || it.currency === null ? '' : moneyText(it.amount, it.currency), it.says.trim()]
      .filter((text) => text !== '')
      .join(' '),
  }))
}
