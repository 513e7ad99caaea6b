// What goes along when a debtor is merged into another: what was said to them (so that no ladder begins anew and limits count it),
// tasks, holds, promises, queries, disputes, documents, and how they are reached. Copied as facts; what waited at the old is ended there.

import type { Day } from '../core/day.ts'
import { insertClauses } from './charge.ts'
import { change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { claimEffects } from './effect.ts'
import { addressKey } from './import.ts'
import { casesOf, idsOf, type Move, pairs, renamed } from './transfer.ts'

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Copies everything of the old debtor that a decision or a person needs. Money has been moved before. */
export async function carryAll(tx: Tx, it: Move, today: Day): Promise<void> {
  const claims = await idsOf(tx, it, 'claims')
  await carryAnswers(tx, it, today, claims)
  await carryMessages(tx, it, claims)
  await carryTasks(tx, it, today, claims)
  await carryDocuments(tx, it)
  await carryEffects(tx, it, claims)
  await carryReach(tx, it)
  await carryTold(tx, it)
  await carryCharges(tx, it, claims)
}

async function carryAnswers(tx: Tx, it: Move, today: Day, claims: readonly string[]): Promise<void> {
  const cases = casesOf(it)
  const claim = pairs(it, claims)
  const caseOf = sql`LEFT JOIN unnest(${cases.from}::uuid[], ${cases.to}::uuid[]) AS k (old, new) ON k.old = x.case_id`
  const claimOf = sql`LEFT JOIN unnest(${claim.from}::uuid[], ${claim.to}::uuid[]) AS c (old, new) ON c.old = x.claim_id`
  const own = sql`${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid`
  const each = async (table: string) => {
    const { from, to } = renamed(tx, it, await idsOf(tx, it, table))
    return sql`unnest(${from}::uuid[], ${to}::uuid[]) AS v (old, new) JOIN ${sql.table(table)} x ON x.book_id = ${it.from.book} AND x.id = v.old`
  }
  await change(
    tx,
    sql`INSERT INTO holds (book_id, id, workspace_id, debtor_id, case_id, claim_id, part_minor, cause, note, from_day, until_day, subject_id, recorded_at, actor, lifted_on, lifted_at, lifted_by)
        SELECT ${own}, k.new, c.new, x.part_minor, x.cause, x.note, x.from_day, x.until_day, x.subject_id, x.recorded_at, x.actor, x.lifted_on, x.lifted_at, x.lifted_by
        FROM ${await each('holds')} ${caseOf} ${claimOf}`,
  )
  await change(
    tx,
    sql`INSERT INTO promises (book_id, id, workspace_id, debtor_id, case_id, amount_minor, currency, by_day, made_on, who, state, judged_on, recorded_at, actor)
        SELECT ${own}, k.new, x.amount_minor, x.currency, x.by_day, x.made_on, x.who, x.state, x.judged_on, x.recorded_at, x.actor FROM ${await each('promises')} ${caseOf}`,
  )
  await change(
    tx,
    sql`INSERT INTO notes (book_id, id, workspace_id, debtor_id, says, day, recorded_at, actor, withdrawn_at)
        SELECT ${own}, x.says, x.day, x.recorded_at, x.actor, x.withdrawn_at FROM ${await each('notes')}`,
  )
  await change(
    tx,
    sql`INSERT INTO queries (book_id, id, workspace_id, debtor_id, case_id, asks, asked_on, answered_on, answer, recorded_at, actor)
        SELECT ${own}, k.new, x.asks, x.asked_on, x.answered_on, x.answer, x.recorded_at, x.actor FROM ${await each('queries')} ${caseOf}`,
  )
  await change(
    tx,
    sql`INSERT INTO disputes (book_id, id, workspace_id, debtor_id, case_id, cause, opened_on, settled_on, outcome, recorded_at, actor)
        SELECT ${own}, k.new, x.cause, x.opened_on, x.settled_on, x.outcome, x.recorded_at, x.actor FROM ${await each('disputes')} ${caseOf}`,
  )
  await change(
    tx,
    sql`INSERT INTO tax_reliefs (book_id, id, workspace_id, debtor_id, claim_id, amount_minor, on_day, because, recorded_at, actor)
        SELECT ${own}, c.new, x.amount_minor, x.on_day, x.because, x.recorded_at, x.actor FROM ${await each('tax_reliefs')} ${claimOf}`,
  )
  for (const [table, column, more] of [
    ['promise_claims', 'promise_id', ''],
    ['query_claims', 'query_id', ''],
    ['dispute_claims', 'dispute_id', ', part_minor'],
  ] as const) {
    const all = pairs(
      it,
      await idsOf(tx, it, { promise_claims: 'promises', query_claims: 'queries', dispute_claims: 'disputes' }[table]),
    )
    await change(
      tx,
      sql`INSERT INTO ${sql.table(table)} (book_id, ${sql.ref(column)}, claim_id, workspace_id${sql.raw(more)})
          SELECT ${it.to.book}::bigint, v.new, c.new, x.workspace_id${sql.raw(more)} FROM unnest(${all.from}::uuid[], ${all.to}::uuid[]) AS v (old, new)
          JOIN ${sql.table(table)} x ON x.book_id = ${it.from.book} AND x.${sql.ref(column)} = v.old
          JOIN unnest(${claim.from}::uuid[], ${claim.to}::uuid[]) AS c (old, new) ON c.old = x.claim_id`,
    )
  }
  const day = onDay(today)
  const here = sql`WHERE book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid`
  await change(
    tx,
    sql`UPDATE holds SET lifted_on = ${day}::date, lifted_at = ${new Date(tx.now).toISOString()}::timestamptz, lifted_by = ${tx.actor} ${here} AND lifted_at IS NULL`,
  )
  await change(tx, sql`UPDATE promises SET state = 'moved', judged_on = ${day}::date ${here} AND state = 'open'`)
  await change(
    tx,
    sql`UPDATE queries SET answered_on = ${day}::date, answer = ${it.says} ${here} AND answered_on IS NULL`,
  )
  await change(
    tx,
    sql`UPDATE disputes SET settled_on = ${day}::date, outcome = ${it.says} ${here} AND settled_on IS NULL`,
  )
}

async function carryMessages(tx: Tx, it: Move, claims: readonly string[]): Promise<void> {
  const cases = casesOf(it)
  const said = renamed(
    tx,
    it,
    await idsOf(
      tx,
      it,
      'messages',
      sql`AND NOT EXISTS (SELECT 1 FROM undone_calls u WHERE u.book_id = x.book_id AND u.message_id = x.id) AND (x.step_id IS NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.book_id = x.book_id AND o.message_id = x.id)
        OR EXISTS (SELECT 1 FROM outbox o WHERE o.book_id = x.book_id AND o.message_id = x.id AND o.given_on IS NOT NULL))`,
    ),
  )
  const v = sql`unnest(${said.from}::uuid[], ${said.to}::uuid[]) AS v (old, new)`
  await change(
    tx,
    sql`INSERT INTO messages (book_id, id, workspace_id, debtor_id, case_id, direction, channel, step_id, stage, policy_id, policy_version, template_id, language, intent, run_day, at, actor)
        SELECT ${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid, k.new, x.direction, x.channel, x.step_id, x.stage, x.policy_id, x.policy_version, x.template_id,
          x.language, x.intent, x.run_day, x.at, x.actor
        FROM ${v} JOIN messages x ON x.book_id = ${it.from.book} AND x.id = v.old LEFT JOIN unnest(${cases.from}::uuid[], ${cases.to}::uuid[]) AS k (old, new) ON k.old = x.case_id`,
  )
  // What was sent is found where it was sent; what came in or was called is found here.
  await change(
    tx,
    sql`INSERT INTO message_words (book_id, message_id, word, workspace_id)
        SELECT ${it.to.book}::bigint, v.new, x.word, x.workspace_id FROM ${v} JOIN message_words x ON x.book_id = ${it.from.book} AND x.message_id = v.old
        WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.book_id = x.book_id AND o.message_id = x.message_id)`,
  )
  // A copy is never handed over: it only says that this was given.
  await change(
    tx,
    sql`INSERT INTO outbox (book_id, message_id, workspace_id, debtor_id, state, run_day, needs_approval, not_before, sums, pay_by, given_on, says)
        SELECT ${it.to.book}::bigint, v.new, o.workspace_id, ${it.to.id}::uuid, 'copied', o.run_day, false, o.not_before, o.sums, o.pay_by, o.given_on, ${it.says}
        FROM ${v} JOIN outbox o ON o.book_id = ${it.from.book} AND o.message_id = v.old`,
  )
  const claim = pairs(it, claims)
  const c = sql`unnest(${claim.from}::uuid[], ${claim.to}::uuid[]) AS c (old, new)`
  await change(
    tx,
    sql`INSERT INTO message_claims (book_id, message_id, claim_id, due_no, workspace_id, named, open_minor)
        SELECT ${it.to.book}::bigint, v.new, c.new, x.due_no, x.workspace_id, x.named, x.open_minor
        FROM ${v} JOIN message_claims x ON x.book_id = ${it.from.book} AND x.message_id = v.old JOIN ${c} ON c.old = x.claim_id`,
  )
  if (it.from.book === it.to.book) {
    // What others who answer for a claim were told of it stays told.
    await change(
      tx,
      sql`INSERT INTO message_claims (book_id, message_id, claim_id, due_no, workspace_id, named, open_minor)
          SELECT x.book_id, x.message_id, c.new, x.due_no, x.workspace_id, x.named, x.open_minor
          FROM ${c} JOIN message_claims x ON x.book_id = ${it.from.book} AND x.claim_id = c.old
          JOIN messages m ON m.book_id = x.book_id AND m.id = x.message_id AND m.debtor_id <> ${it.from.id}::uuid`,
    )
  }
  await change(
    tx,
    sql`UPDATE outbox SET state = 'overtaken', says = ${it.says} WHERE book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid AND state = 'waiting'`,
  )
}

async function carryTasks(tx: Tx, it: Move, today: Day, claims: readonly string[]): Promise<void> {
  const cases = casesOf(it)
  const all = renamed(tx, it, await idsOf(tx, it, 'tasks', sql`AND x.state IN ('open', 'done')`))
  const v = sql`unnest(${all.from}::uuid[], ${all.to}::uuid[]) AS v (old, new)`
  await change(
    tx,
    sql`INSERT INTO tasks (book_id, id, workspace_id, debtor_id, case_id, kind, step_id, stage, policy_id, day, says, facts, state, outcome, note, done_by, done_on, done_at)
        SELECT ${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid, k.new, x.kind, x.step_id, x.stage, x.policy_id, x.day, x.says, x.facts, x.state, x.outcome, x.note,
          x.done_by, x.done_on, x.done_at
        FROM ${v} JOIN tasks x ON x.book_id = ${it.from.book} AND x.id = v.old JOIN unnest(${cases.from}::uuid[], ${cases.to}::uuid[]) AS k (old, new) ON k.old = x.case_id`,
  )
  const claim = pairs(it, claims)
  const c = sql`unnest(${claim.from}::uuid[], ${claim.to}::uuid[]) AS c (old, new)`
  await change(
    tx,
    sql`INSERT INTO task_claims (book_id, task_id, claim_id, due_no, workspace_id)
        SELECT ${it.to.book}::bigint, v.new, c.new, x.due_no, x.workspace_id
        FROM ${v} JOIN task_claims x ON x.book_id = ${it.from.book} AND x.task_id = v.old JOIN ${c} ON c.old = x.claim_id`,
  )
  if (it.from.book === it.to.book) {
    await change(
      tx,
      sql`INSERT INTO task_claims (book_id, task_id, claim_id, due_no, workspace_id)
          SELECT x.book_id, x.task_id, c.new, x.due_no, x.workspace_id FROM ${c} JOIN task_claims x ON x.book_id = ${it.from.book} AND x.claim_id = c.old
          JOIN tasks t ON t.book_id = x.book_id AND t.id = x.task_id AND t.debtor_id <> ${it.from.id}::uuid`,
    )
  }
  await change(
    tx,
    sql`UPDATE tasks SET state = 'dropped', outcome = 'merged', done_on = ${onDay(today)}::date
        WHERE book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid AND state = 'open'`,
  )
}

/** What was told of the old debtor is told of the new: a cease, a lawyer, times, consents, with the claims it names as they are now. */
async function carryTold(tx: Tx, it: Move): Promise<void> {
  const { from, to } = renamed(tx, it, await idsOf(tx, it, 'told'))
  const found = await rows<{ id: string; body: object }>(
    tx,
    sql`SELECT id, body FROM told WHERE book_id = ${it.from.book} AND id = ANY(${from}::uuid[])`,
  )
  const bodies = new Map(
    found.map((one) => [one.id, JSON.stringify(one.body).replace(uuids, (id) => it.ids.get(id) ?? id)]),
  )
  await change(
    tx,
    sql`INSERT INTO told (book_id, id, workspace_id, debtor_id, kind, body, on_day, until_day, source, recorded_at, actor, ended_on, ended_at, ended_by, ended_because)
        SELECT ${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid, x.kind, v.body::jsonb, x.on_day, x.until_day, x.source, x.recorded_at, x.actor, x.ended_on, x.ended_at,
          x.ended_by, x.ended_because
        FROM unnest(${from}::uuid[], ${to}::uuid[], ${from.map((id) => bodies.get(id)!)}::text[]) AS v (old, new, body)
        JOIN told x ON x.book_id = ${it.from.book} AND x.id = v.old`,
  )
}

/** The grounds of charges go along with their postings; what the terms said for all claims of the old debtor is said for each moved. */
async function carryCharges(tx: Tx, it: Move, claims: readonly string[]): Promise<void> {
  const clauses = await rows<{ claim_id: string | null; body: object; because: string; at: number; actor: string }>(
    tx,
    sql`SELECT claim_id, body, because, recorded_at AS at, actor FROM clauses
        WHERE book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid ORDER BY claim_id NULLS FIRST, recorded_at, id`,
  )
  await insertClauses(
    tx,
    clauses.flatMap(({ claim_id, body, because, at, actor }) =>
      (claim_id === null ? claims : [claim_id]).flatMap((old) => {
        const claim = it.ids.get(old)
        return claim === undefined ? [] : [[it.to.book, tx.newId(), it.to.id, claim, body, because, at, actor]]
      }),
    ),
  )
  const grounds = await rows<{ group_id: string; claim_id: string }>(
    tx,
    sql`SELECT group_id, claim_id FROM charge_grounds WHERE book_id = ${it.from.book} AND debtor_id = ${it.from.id}::uuid`,
  )
  const moved = grounds.filter((one) => it.ids.has(one.group_id) && it.ids.has(one.claim_id))
  const groups = moved.map((one) => one.group_id)
  await change(
    tx,
    sql`INSERT INTO charge_grounds (book_id, group_id, workspace_id, debtor_id, claim_id, component, rule_id, cite, until_day, lines, recorded_at)
        SELECT ${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid, v.claim, x.component, x.rule_id, x.cite, x.until_day, x.lines, x.recorded_at
        FROM unnest(${groups}::uuid[], ${groups.map((id) => it.ids.get(id)!)}::uuid[], ${moved.map((one) => it.ids.get(one.claim_id)!)}::uuid[]) AS v (old, new, claim)
        JOIN charge_grounds x ON x.book_id = ${it.from.book} AND x.group_id = v.old`,
  )
}

async function carryDocuments(tx: Tx, it: Move): Promise<void> {
  const { from, to } = renamed(tx, it, await idsOf(tx, it, 'documents'))
  const found = await rows<{ id: string; subject_id: string }>(
    tx,
    sql`SELECT id, subject_id FROM documents WHERE book_id = ${it.from.book} AND id = ANY(${from}::uuid[])`,
  )
  const subject = new Map(
    found.map((one) => [
      one.id,
      it.ids.get(one.subject_id) ?? (one.subject_id === it.from.id ? it.to.id : one.subject_id),
    ]),
  )
  await change(
    tx,
    sql`INSERT INTO documents (book_id, id, workspace_id, debtor_id, subject_id, kind, name, sha, size, recorded_at, withdrawn_at)
        SELECT ${it.to.book}::bigint, v.new, x.workspace_id, ${it.to.id}::uuid, v.subject, x.kind, x.name, x.sha, x.size, x.recorded_at, x.withdrawn_at
        FROM unnest(${from}::uuid[], ${to}::uuid[], ${from.map((id) => subject.get(id)!)}::uuid[]) AS v (old, new, subject)
        JOIN documents x ON x.book_id = ${it.from.book} AND x.id = v.old`,
  )
}

/** What was done once is not done again: effects of debtor and claims, but for messages that did not arrive. */
async function carryEffects(tx: Tx, it: Move, claims: readonly string[]): Promise<void> {
  const found = await rows<{
    subject_id: string
    effect: string
    occurrence: string
    action_id: string | null
    at: number
  }>(
    tx,
    sql`SELECT e.subject_id, e.effect, e.occurrence, e.action_id, e.recorded_at AS at FROM effects e
        WHERE e.book_id = ${it.from.book} AND e.subject_id = ANY(${[it.from.id, ...claims]}::uuid[])
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.book_id = e.book_id AND o.message_id = e.action_id AND o.given_on IS NULL)`,
  )
  const renamedIn = (text: string) =>
    text.replace(uuids, (id) => (id === it.from.id ? it.to.id : (it.ids.get(id) ?? id)))
  await claimEffects(
    tx,
    found.map((one) => [
      it.to.book,
      renamedIn(one.subject_id),
      one.effect,
      renamedIn(one.occurrence),
      one.action_id === null ? undefined : it.ids.get(one.action_id),
      one.at,
    ]),
  )
}

interface Reach {
  id: string
  contact_id: string
  channel: string
  address: string
  health: string
}

/** Contacts and addresses that the new one lacks, with their facts; of one that both have the worse health holds. */
async function carryReach(tx: Tx, it: Move): Promise<void> {
  const addresses = (at: Move['from']) =>
    rows<Reach>(
      tx,
      sql`SELECT id, contact_id, channel, address, health FROM addresses WHERE book_id = ${at.book} AND debtor_id = ${at.id}::uuid ORDER BY id`,
    )
  const contacts = (at: Move['from']) =>
    rows<{ id: string; name: string | null; site: string | null; roles: string; no: number }>(
      tx,
      sql`SELECT id, name, site, roles, no FROM contacts WHERE book_id = ${at.book} AND debtor_id = ${at.id}::uuid AND ended_at IS NULL ORDER BY no, id`,
    )
  const there = new Map((await addresses(it.to)).map((one) => [addressKey(one.channel, one.address), one]))
  const theirs = await contacts(it.to)
  const old = (await addresses(it.from)).filter((one) => one.health !== 'withdrawn')
  const fresh = old.filter((one) => !there.has(addressKey(one.channel, one.address)))
  const names = new Set(theirs.map((one) => one.name))
  let no = Math.max(0, ...theirs.map((one) => one.no))
  const kept = (await contacts(it.from)).filter(
    (one) => fresh.some((address) => address.contact_id === one.id) || (one.name !== null && !names.has(one.name)),
  )
  renamed(
    tx,
    it,
    kept.map((one) => one.id),
  )
  await insert(
    tx,
    'contacts',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'site:text', 'name:text', 'roles:text', 'no:integer'],
    kept.map((one) => {
      no += 1
      return [it.to.book, it.ids.get(one.id)!, it.to.id, one.site, one.name, one.roles, no]
    }),
  )
  renamed(
    tx,
    it,
    fresh.map((one) => one.id),
  )
  await insert(
    tx,
    'addresses',
    ['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'contact_id:uuid', 'channel:text', 'address:text', 'health:text'],
    fresh.map((one) => [
      it.to.book,
      it.ids.get(one.id)!,
      it.to.id,
      it.ids.get(one.contact_id)!,
      one.channel,
      one.address,
      one.health,
    ]),
  )
  for (const one of old) {
    const same = there.get(addressKey(one.channel, one.address))
    if (same === undefined) continue
    it.ids.set(one.id, same.id)
    if (one.health === 'ok' || same.health !== 'ok') continue
    await change(
      tx,
      sql`UPDATE addresses SET health = ${one.health} WHERE book_id = ${it.to.book} AND id = ${same.id}::uuid`,
    )
  }
  const facts = await rows<{ address_id: string; kind: string; scope: string | null; source: string; at: number }>(
    tx,
    sql`SELECT address_id, kind, scope, source, at FROM address_facts WHERE book_id = ${it.from.book} AND address_id = ANY(${old.map((one) => one.id)}::uuid[]) ORDER BY id`,
  )
  await insert(
    tx,
    'address_facts',
    ['book_id:bigint', 'id:uuid', 'address_id:uuid', 'kind:text', 'scope:text', 'source:text', 'at:timestamptz'],
    facts.map((one) => [it.to.book, tx.newId(), it.ids.get(one.address_id)!, one.kind, one.scope, one.source, one.at]),
  )
}
