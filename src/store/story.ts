// The story of one case in pages, newest first, each entry with what a person needs to see of it: what was said with its proof,
// calls, money, answers, papers, notes, and decisions with their reasons. It only reads.

import type { Day, Moment } from '../core/day.ts'
import { restRule } from '../core/decide.ts'
import type { Key } from '../core/id.ts'
import { type rows as readRows, row, rows, sql, type Tx } from './db.ts'

export const storyKinds = ['said', 'calls', 'money', 'answers', 'decided', 'papers', 'notes'] as const
export type StoryKind = (typeof storyKinds)[number]

export interface StoryRow {
  readonly day: Day
  readonly at: Moment
  readonly id: string
  /** What it is: `message`, `mail`, `call`, `payment`, `undone`, `let_go`, `promise`, `dispute`, `query`, `hold`, `told`, … */
  readonly what: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Where a page begins: just below this entry. */
export interface StoryPlace {
  readonly day: Day
  readonly at: Moment
  readonly id: string
}

type Part = Parameters<typeof readRows>[1]

// Days on the wire are numbers of days, which a JSON object of the database does not know: it says them as text.
function parts(debtor: Key): Record<StoryKind, Part[]> {
  const at = sql`x.book_id = ${debtor.book} AND x.debtor_id = ${debtor.id}::uuid`
  // What was sent before a merge stays with the record it was sent to.
  const all = sql`(x.book_id, x.debtor_id) IN (SELECT ${debtor.book}::bigint, ${debtor.id}::uuid UNION ALL
    SELECT m.from_book, m.from_id FROM merges m WHERE m.book_id = ${debtor.book} AND m.debtor_id = ${debtor.id}::uuid)`
  return {
    said: [
      sql`SELECT coalesce(x.given_on, x.run_day) AS day, coalesce(a.released_at, m.at) AS at, m.id, 'message' AS what, jsonb_build_object(
          'channel', coalesce(a.channel, m.channel), 'step', m.step_id, 'stage', m.stage, 'state', x.state, 'to', a.address, 'subject', a.subject, 'tries', a.no,
          'by', x.approved_by, 'autopilot', CASE WHEN x.approved_at IS NULL AND NOT x.needs_approval THEN m.intent -> 'autopilot' END, 'says', x.says, 'heard',
          (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'detail', f.detail, 'at', f.at) ORDER BY f.at, f.id) FROM attempt_facts f
            WHERE f.book_id = x.book_id AND f.message_id = x.message_id AND f.no = a.no)) AS facts
        FROM outbox x JOIN messages m ON m.book_id = x.book_id AND m.id = x.message_id
        LEFT JOIN LATERAL (SELECT * FROM attempts t WHERE t.book_id = x.book_id AND t.message_id = x.message_id ORDER BY t.no DESC LIMIT 1) a ON true
        WHERE ${all} AND x.state NOT IN ('waiting', 'overtaken', 'copied')`,
      sql`SELECT x.run_day, x.at, x.id, 'mail', jsonb_build_object('direction', x.direction, 'from', x.intent ->> 'from', 'subject', x.intent ->> 'subject',
          'kind', x.intent ->> 'kind', 'mail', x.intent ->> 'mail')
        FROM messages x WHERE ${at} AND x.channel = 'email' AND x.step_id IS NULL AND x.intent ->> 'mail' IS NOT NULL`,
    ],
    calls: [
      sql`SELECT x.run_day, x.at, x.id, 'call', jsonb_build_object('direction', x.direction, 'outcome', x.intent ->> 'outcome', 'note', x.intent ->> 'note', 'by', x.actor,
          'undone', EXISTS (SELECT 1 FROM undone_calls u WHERE u.book_id = x.book_id AND u.message_id = x.id))
        FROM messages x WHERE ${at} AND x.channel = 'phone'`,
    ],
    money: [
      sql`SELECT x.day, x.recorded_at, x.id, x.kind, jsonb_build_object('amountMinor', x.amount_minor, 'currency', x.currency, 'reference', x.reference, 'note', x.note,
          'undone', EXISTS (SELECT 1 FROM postings p WHERE p.book_id = x.book_id AND p.payment_id = x.id AND p.component = 'unapplied' AND p.undoes IS NOT NULL),
          'claims', (SELECT jsonb_agg(jsonb_build_object('number', c.number, 'amountMinor', g.amount) ORDER BY c.number COLLATE "C") FROM (
            SELECT p.claim_id, -sum(p.amount_minor) AS amount FROM postings p WHERE p.book_id = x.book_id AND p.payment_id = x.id AND p.claim_id IS NOT NULL
            GROUP BY p.claim_id HAVING sum(p.amount_minor) <> 0) g JOIN claims c ON c.book_id = x.book_id AND c.id = g.claim_id))
        FROM payments x WHERE ${at}`,
      sql`SELECT x.day, x.recorded_at, x.id, CASE WHEN x.undoes IS NOT NULL THEN 'undone' ELSE 'let_go' END,
          jsonb_build_object('amountMinor', CASE WHEN x.undoes IS NULL THEN -x.amount_minor ELSE x.amount_minor END, 'currency', x.currency, 'why', x.reason, 'kind', x.kind, 'how', x.undoes, 'by', x.actor)
        FROM postings x WHERE ${at} AND (x.kind IN ('write_off', 'waiver') OR x.undoes IS NOT NULL AND x.component = 'unapplied' AND x.reverses_id IS NOT NULL AND x.kind IN ('payment', 'credit'))`,
    ],
    answers: [
      sql`SELECT x.made_on, x.recorded_at, x.id, 'promise', jsonb_build_object('amountMinor', x.amount_minor, 'currency', x.currency, 'until', x.by_day, 'state', x.state, 'who', x.who, 'by', x.actor) FROM promises x WHERE ${at}`,
      sql`SELECT x.opened_on, x.recorded_at, x.id, 'dispute', jsonb_build_object('says', x.cause, 'ended', x.settled_on, 'answer', x.outcome, 'by', x.actor) FROM disputes x WHERE ${at}`,
      sql`SELECT x.asked_on, x.recorded_at, x.id, 'query', jsonb_build_object('says', x.asks, 'ended', x.answered_on, 'answer', x.answer, 'by', x.actor) FROM queries x WHERE ${at}`,
      sql`SELECT x.from_day, x.recorded_at, x.id, 'hold', jsonb_build_object('says', x.cause, 'note', x.note, 'until', x.until_day, 'ended', x.lifted_on, 'by', x.actor) FROM holds x WHERE ${at}`,
      sql`SELECT x.on_day, x.recorded_at, x.id, 'told', jsonb_build_object('kind', x.kind, 'source', x.source, 'until', x.until_day, 'ended', x.ended_on, 'by', x.actor) FROM told x WHERE ${at} AND x.kind <> 'notice'`,
    ],
    decided: [
      sql`SELECT x.day, x.recorded_at, x.id, 'decided', jsonb_build_object('kind', x.kind, 'step', x.step_id, 'reasons', x.reasons) FROM actions x
        WHERE ${at} AND x.kind IN ('nothing', 'task', 'write_off') AND coalesce(x.reasons -> 0 ->> 'rule', '') <> ${restRule}`,
      sql`SELECT x.run_day, r.at, r.id, 'refused', jsonb_build_object('reasons', r.reasons, 'until', r.until_day, 'step', m.step_id, 'stage', m.stage)
        FROM outbox x JOIN messages m ON m.book_id = x.book_id AND m.id = x.message_id JOIN refusals r ON r.book_id = x.book_id AND r.message_id = x.message_id WHERE ${at}`,
      sql`SELECT x.done_on, x.done_at, x.id, 'done', jsonb_build_object('kind', x.kind, 'says', x.says, 'outcome', x.outcome, 'note', x.note, 'by', x.done_by) FROM tasks x
        WHERE ${at} AND x.state = 'done' AND x.kind NOT IN ('call', 'promise_broken')`,
      sql`SELECT x.asked_on, coalesce(x.ended_at, x.asked_at), x.id, 'approval', jsonb_build_object('kind', x.kind, 'says', x.because, 'state', x.state, 'answer', x.answer,
          'amountMinor', x.amount_minor, 'currency', x.currency, 'number', x.facts ->> 'number', 'by', x.asked_by, 'ended', x.ended_by) FROM approvals x
        WHERE ${at}`,
      sql`SELECT x.on_day, x.on_day::timestamp AT TIME ZONE 'UTC', x.from_id, 'merged', jsonb_build_object('no', x.from_no, 'name', x.from_name, 'by', x.actor) FROM merges x WHERE ${at}`,
    ],
    papers: [
      sql`SELECT (x.recorded_at AT TIME ZONE 'UTC')::date, x.recorded_at, x.id, 'document', jsonb_build_object('kind', x.kind, 'name', x.name, 'size', x.size, 'withdrawn', x.withdrawn_at IS NOT NULL) FROM documents x WHERE ${at}`,
    ],
    notes: [
      sql`SELECT x.day, x.recorded_at, x.id, 'note', jsonb_build_object('says', x.says, 'by', x.actor) FROM notes x WHERE ${at} AND x.withdrawn_at IS NULL`,
    ],
  }
}

/** The newest entries, or those below a place, of these kinds or of all. */
export async function storyPage(
  tx: Tx,
  debtor: Key,
  ask: { readonly limit: number; readonly after?: StoryPlace; readonly kinds?: readonly StoryKind[] },
): Promise<StoryRow[]> {
  const every = parts(debtor)
  const wanted = (ask.kinds ?? storyKinds).flatMap((kind) => every[kind])
  const { after } = ask
  // `given_on` of today's calls and the moment they were written may fall apart where a day is rehearsed: the day goes first.
  const below = after
    ? sql`WHERE (t.day - '1970-01-01'::date, t.ms, t.id) < (${after.day}::int, ${after.at}::bigint, ${after.id}::uuid)`
    : sql``
  return rows(
    tx,
    sql`SELECT t.day, t.ms AS at, t.id, t.what, t.facts FROM (
        SELECT s.day, (extract(epoch FROM s.at) * 1000)::bigint AS ms, s.id, s.what, s.facts FROM (${sql.join(wanted, sql` UNION ALL `)}) AS s (day, at, id, what, facts)) t
      ${below} ORDER BY t.day DESC, t.ms DESC, t.id DESC LIMIT ${ask.limit}`,
  )
}

/**
 * Where a page begins that shows one entry with a few that are newer above it.
 * @returns undefined where that is the top of the story, or where there is no such entry
 */
export async function placeAround(tx: Tx, debtor: Key, id: string, above: number): Promise<StoryPlace | undefined> {
  const every = parts(debtor)
  const all = storyKinds.flatMap((kind) => every[kind])
  return row(
    tx,
    sql`SELECT t.day, t.ms AS at, t.id FROM (
        SELECT e.day, e.ms, e.id, max(CASE WHEN e.id = ${id}::uuid THEN e.place END) OVER () AS mine, e.place FROM (
          SELECT d.day, d.ms, d.id, row_number() OVER (ORDER BY d.day DESC, d.ms DESC, d.id DESC) AS place FROM (
            SELECT s.day, (extract(epoch FROM s.at) * 1000)::bigint AS ms, s.id
            FROM (${sql.join(all, sql` UNION ALL `)}) AS s (day, at, id, what, facts)) d) e) t
      WHERE t.place = t.mine - ${above}::int - 1`,
  )
}

/** The words of mails that came in, by the id of the mail. */
export async function mailTexts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows<{ id: string; text: string }>(
    tx,
    sql`SELECT id, text_body AS text FROM inbox WHERE workspace_id = ${tx.workspaceId}::uuid AND id = ANY(${ids as string[]}::uuid[])`,
  )
  return new Map(found.map((it) => [it.id, it.text]))
}
