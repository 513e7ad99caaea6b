// Reads what a decision needs to know of some debtors of one book, in a handful of statements. A rehearsal sees no later fact.

import type { Autopilot } from '../core/autopilot.ts'
import { byHand } from '../core/by-hand.ts'
import type { AddressFacts, CaseFacts, ClaimFacts, ContactFacts, DebtorFacts, DueFacts } from '../core/case.ts'
import { type Day, noDay } from '../core/day.ts'
import { type Policy, type Role, rank } from '../core/policy.ts'
import { policyByKind } from '../rules/policies.ts'
import { readAddresses } from './address.ts'
import { standingAutopilots } from './autopilot.ts'
import { onDay, row, rows, sql, type Tx } from './db.ts'
import { type DebtorRow, readDebtors } from './debtor.ts'
import { history } from './history.ts'
import { inboxRead } from './inbox.ts'
import { type Licence, readLicences } from './licence.ts'
import { givenFor, type OpenClaim, openClaims, ownDues, seenOn } from './open-claim.ts'
import { holdOf, pauses, promiseOf } from './pause.ts'
import { type Choice, readChoices, readPolicies } from './policy.ts'
import { aboutSteps, stoppedOf, type TaskSql, tasksOf } from './task-facts.ts'
import { readTemplates } from './template.ts'
import { readContacted, readTold } from './told.ts'
import { collectsForOthers, type Workspace } from './workspace.ts'

/** What holds for a whole run, read once. */
export interface RunFacts {
  readonly day: Day
  /** Facts after the day are not seen: the workspace is in rehearsal. */
  readonly rehearsal: boolean
  readonly policies: ReadonlyMap<string, Policy>
  readonly choices: ReadonlyMap<string, string>
  readonly policyId: string
  /** The ladder of a debtor for whom nobody chose one, where it is not the workspace's. */
  readonly policyOfKind: (kind: string, country: string) => string | undefined
  /** The owner's own words, by `language/id`. */
  readonly templates: Readonly<Record<string, string>>
  /** The mailbox was read of late, so that no answer since is a fact and not a guess. */
  readonly inboxRead?: boolean
  /** Of who collects for others: the places where a licence is in force, and when. */
  readonly licences: readonly Licence[]
  /** Steps that a person allowed to go by themselves, in the words they had then. */
  readonly autopilots: readonly Autopilot[]
}

export async function runFacts(tx: Tx, workspace: Workspace, day: Day): Promise<RunFacts> {
  const choices = await readChoices(tx)
  const policies = await readPolicies(tx)
  return {
    day,
    rehearsal: workspace.liveSince === undefined,
    policies,
    choices: new Map(choices.map((it: Choice) => [`${it.reach}:${it.subject}`, it.policyId])),
    policyId: workspace.settings.policy,
    policyOfKind(kind, country) {
      const ours = { creditor: workspace.creditorKind, forOthers: collectsForOthers(workspace), country }
      const id = policyByKind({ ...ours, debtor: kind })
      return workspace.settings.policyByKind && id && policies.has(id) ? id : undefined
    },
    templates: await readTemplates(tx),
    inboxRead: await inboxRead(tx, workspace),
    licences: await readLicences(tx),
    autopilots: await standingAutopilots(tx),
  }
}

/** Debtors of a book with a case to look at on `day` or before, oldest look first, bounded by cases and claims. */
export async function dueDebtors(
  tx: Tx,
  book: number,
  day: Day,
  limit: number,
): Promise<{ debtorId: string; claims: number }[]> {
  return rows(
    tx,
    sql`SELECT s.debtor_id AS "debtorId", (SELECT count(*) FROM claim_state c WHERE c.book_id = ${book} AND c.case_id = ANY(array_agg(s.case_id)) AND c.open)::int AS claims
        FROM case_state s WHERE s.book_id = ${book} AND s.next_look_on <= ${onDay(day)}::date
          AND NOT EXISTS (SELECT 1 FROM debtor_state m WHERE m.book_id = ${book} AND m.debtor_id = s.debtor_id AND m.moved)
        GROUP BY s.debtor_id ORDER BY s.debtor_id LIMIT ${limit}`,
  )
}

/** How many debtors of a book are due on a day. */
export async function countDue(tx: Tx, book: number, day: Day): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`SELECT count(DISTINCT s.debtor_id)::int AS count FROM case_state s WHERE s.book_id = ${book} AND s.next_look_on <= ${onDay(day)}::date`,
  )
  return found!.count
}

/** The debtors of a book that have a case, in order of id: all, or a page of them behind one. */
export async function debtorsWithCases(
  tx: Tx,
  book: number,
  page?: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const behind = page?.after === undefined ? sql`` : sql`AND k.debtor_id > ${page.after}::uuid`
  const some = page === undefined ? sql`` : sql`LIMIT ${page.limit}`
  return (
    await rows<{ id: string }>(
      tx,
      sql`SELECT DISTINCT debtor_id AS id FROM cases k WHERE k.book_id = ${book} ${behind}
          AND NOT EXISTS (SELECT 1 FROM debtor_state m WHERE m.book_id = ${book} AND m.debtor_id = k.debtor_id AND m.moved) ORDER BY debtor_id ${some}`,
    )
  ).map((it) => it.id)
}

/** The facts of debtors of one book; those without a case, or merged into another, are left out. */
export async function snapshot(
  tx: Tx,
  run: RunFacts,
  book: number,
  debtorIds: readonly string[],
): Promise<DebtorFacts[]> {
  const ids = debtorIds as string[]
  const day = onDay(run.day)
  const seen = seenOn(run)
  const debtors = (await readDebtors(tx, book, ids)).filter((it) => it.movedTo === undefined)
  const addresses = await readAddresses(tx, book, ids)
  const contacts = await rows<{
    id: string
    debtor_id: string
    name: string | null
    site: string | null
    roles: string
  }>(
    tx,
    sql`SELECT id, debtor_id, name, site, roles FROM contacts WHERE book_id = ${book} AND debtor_id = ANY(${ids}::uuid[]) AND ended_at IS NULL ORDER BY debtor_id, no, id`,
  )
  const cases = await rows<{ id: string; debtor_id: string; creditor_id: string; known_until: Day | null }>(
    tx,
    sql`SELECT c.id, c.debtor_id, c.creditor_id, r.known_until FROM cases c JOIN creditors r ON r.workspace_id = c.workspace_id AND r.id = c.creditor_id
        WHERE c.book_id = ${book} AND c.debtor_id = ANY(${ids}::uuid[]) ORDER BY c.id`,
  )
  const claims = await openClaims(tx, run, book, ids)
  const claimIds = [...new Set(claims.map((it) => it.id))]
  const dues = await ownDues(tx, book, claimIds)
  const given = await givenFor(tx, run, book, claimIds)
  const rest = await pauses(tx, run.day, book, ids, claimIds)
  const onAccount = await rows<{
    debtor_id: string
    creditor_id: string
    currency: string
    kind: 'payment' | 'credit'
    amount: number
  }>(
    tx,
    sql`SELECT p.debtor_id, p.creditor_id, p.currency, p.kind, -sum(p.amount_minor) AS amount FROM postings p
        WHERE p.book_id = ${book} AND p.debtor_id = ANY(${ids}::uuid[]) AND p.component = 'unapplied' ${seen}
        GROUP BY p.debtor_id, p.creditor_id, p.currency, p.kind HAVING sum(p.amount_minor) < 0`,
  )
  const tasks = await rows<TaskSql>(
    tx,
    sql`SELECT t.id, t.case_id, t.kind, t.policy_id, t.step_id, t.day, c.claim_id, c.due_no FROM tasks t
        LEFT JOIN task_claims c ON c.book_id = t.book_id AND c.task_id = t.id
        WHERE t.book_id = ${book} AND t.debtor_id = ANY(${ids}::uuid[]) AND t.state = 'open' ORDER BY t.day, t.id`,
  )
  const notes = await rows<{
    case_id: string
    policy_id: string
    step_id: string
    claim_id: string
    due_no: number
    day: Day
    outcome: string | null
    kind: 'manager_note' | 'stop_supply' | 'resume_supply' | 'escalation'
    stopped_on: Day | null
  }>(
    tx,
    sql`SELECT t.case_id, t.policy_id, t.step_id, c.claim_id, c.due_no, t.day, t.outcome, t.kind,
          CASE WHEN t.kind = 'stop_supply' AND t.state = 'done' THEN t.done_on END AS stopped_on FROM tasks t
        JOIN task_claims c ON c.book_id = t.book_id AND c.task_id = t.id
        WHERE t.book_id = ${book} AND t.debtor_id = ANY(${ids}::uuid[]) AND t.kind IN ('manager_note', 'stop_supply', 'resume_supply', 'escalation') AND t.state <> 'undone' AND t.day <= ${day}::date`,
  )
  const drafts = await rows<{
    message_id: string
    case_id: string
    policy_id: string
    step_id: string
    run_day: Day
    approved: boolean
    attempted: boolean
  }>(
    tx,
    sql`SELECT o.message_id, m.case_id, m.policy_id, m.step_id, o.run_day, o.approved_at IS NOT NULL AS approved,
          EXISTS (SELECT 1 FROM attempts a WHERE a.book_id = o.book_id AND a.message_id = o.message_id) AS attempted FROM outbox o
        JOIN messages m ON m.book_id = o.book_id AND m.id = o.message_id
        WHERE o.book_id = ${book} AND o.debtor_id = ANY(${ids}::uuid[]) AND o.state = 'waiting' AND m.step_id <> ${byHand} ORDER BY o.message_id`,
  )
  const past = await history(tx, run, book, ids)
  const told = await readTold(tx, book, ids)
  const contacted = await readContacted(tx, book, ids, run.day)

  const by = {
    contacts: Map.groupBy(contacts, (it) => it.debtor_id),
    addresses: Map.groupBy(addresses, (it) => it.contact_id),
    claims: Map.groupBy(claims, (it) => it.case_id),
    dues: Map.groupBy(dues, (it) => it.claim_id),
    given: Map.groupBy(given, (it) => `${it.debtor_id}:${it.claim_id}:${it.due_no}`),
    holds: Map.groupBy(rest.holds, (it) => it.debtor_id),
    promises: Map.groupBy(rest.promises, (it) => it.case_id),
    queries: Map.groupBy(rest.queries, (it) => it.claim_id),
    disputes: Map.groupBy(rest.disputes, (it) => it.claim_id),
    elsewhere: new Map(rest.elsewhere.map((it) => [it.claim_id, it.says])),
    tasks: Map.groupBy(tasks, (it) => it.case_id),
    notes: Map.groupBy(notes, (it) => it.case_id),
    drafts: Map.groupBy(drafts, (it) => it.case_id),
    said: Map.groupBy(past.said, (it) => it.debtor_id),
    closed: Map.groupBy(past.closed, (it) => it.case_id),
    crossed: Map.groupBy(past.crossed, (it) => it.case_id),
    cases: Map.groupBy(cases, (it) => it.debtor_id),
  }
  const claimOf = (it: OpenClaim, debtor: DebtorRow): ClaimFacts => {
    const own = by.dues.get(it.id) ?? []
    const amountMinor = own.reduce((sum, due) => sum + due.amount_minor, 0)
    return {
      id: it.id,
      number: it.number,
      kind: it.kind,
      purpose: it.purpose ?? undefined,
      sector: it.sector ?? undefined,
      inDefaultWhenObtained: it.in_default_when_obtained ?? undefined,
      currency: it.currency,
      issuedOn: it.issued_on,
      // A past that is rehearsed saw the claim when it was issued, not when the file was read.
      arrivedOn: it.arrived_on > run.day ? it.issued_on : it.arrived_on,
      amountMinor,
      principalMinor: it.principal,
      openMinor: it.open_minor,
      paidMinor: Math.max(0, amountMinor - it.principal),
      orderNumber: it.order_number ?? undefined,
      deliveryNote: it.delivery_note ?? undefined,
      about: it.about ?? undefined,
      factor: it.factor ?? undefined,
      handling: it.handling ?? undefined,
      lastReminder: it.last_reminder_stage
        ? { stage: it.last_reminder_stage, on: it.last_reminder_on ?? undefined }
        : undefined,
      policyId:
        run.choices.get(`claim:${it.id}`) ??
        run.choices.get(`debtor:${debtor.id}`) ??
        (debtor.segment && run.choices.get(`segment:${debtor.segment}`)) ??
        run.choices.get(`creditor:${it.creditor_id}`) ??
        run.policyOfKind(debtor.kind, debtor.country) ??
        run.policyId,
      dues: openDues(own, it, amountMinor).map((due) => ({
        ...due,
        given: by.given.get(`${debtor.id}:${it.id}:${due.no}`) ?? [],
      })),
      disputes: (by.disputes.get(it.id) ?? []).map((one) => ({
        id: one.id,
        cause: one.cause,
        partMinor: one.part_minor ?? undefined,
      })),
      queries: by.queries.get(it.id) ?? [],
      elsewhere: by.elsewhere.get(it.id),
    }
  }
  return debtors.flatMap((debtor) => {
    const own = by.cases.get(debtor.id) ?? []
    if (own.length === 0) return []
    const kindPolicy = run.policyOfKind(debtor.kind, debtor.country)
    const spoken = by.said.get(debtor.id) ?? []
    return [
      {
        book,
        id: debtor.id,
        no: debtor.no,
        name: debtor.name,
        kind: debtor.kind,
        kindConfirmed: debtor.kindConfirmed,
        country: debtor.country,
        region: debtor.region,
        zone: debtor.zone,
        language: debtor.language,
        handling: debtor.handling,
        paysBy: debtor.paysBy,
        accountManager: debtor.accountManager,
        contacts: (by.contacts.get(debtor.id) ?? []).map(
          (it): ContactFacts => ({
            id: it.id,
            name: it.name ?? undefined,
            site: it.site ?? undefined,
            roles: it.roles === '' ? [] : (it.roles.split(' ') as Role[]),
            addresses: (by.addresses.get(it.id) ?? [])
              .filter((one) => one.health !== 'withdrawn')
              .map(
                (one): AddressFacts => ({
                  id: one.id,
                  channel: one.channel,
                  address: one.address,
                  usable: one.health === 'ok',
                }),
              ),
          }),
        ),
        holds: (by.holds.get(debtor.id) ?? []).map(holdOf),
        lastContactOn: spoken.at(-1)?.given_on,
        lastTalkOn: past.talks.get(debtor.id),
        told: told.get(debtor.id),
        contacted: contacted.get(debtor.id),
        cases: own.map((it): CaseFacts => {
          const inCase = spoken.filter((one) => one.case_id === it.id)
          const reminders = inCase.filter((one) => one.stage && rank(one.stage) >= rank('friendly'))
          const last = reminders.at(-1)
          const done = by.closed.get(it.id) ?? []
          const open = (by.claims.get(it.id) ?? []).map((one) => claimOf(one, debtor))
          const clearing =
            open.length === 0 && done[0]?.payment_id && !past.thanked.has(done[0].payment_id) ? done[0] : undefined
          return {
            caseId: it.id,
            creditorId: it.creditor_id,
            knownUntil: it.known_until ?? undefined,
            claims: open,
            onAccount: onAccount
              .filter((one) => one.debtor_id === debtor.id && one.creditor_id === it.creditor_id)
              .map((one) => ({ currency: one.currency, kind: one.kind, amountMinor: one.amount })),
            promises: (by.promises.get(it.id) ?? []).map(promiseOf),
            tasks: tasksOf(by.tasks.get(it.id) ?? []),
            stopped: stoppedOf(by.notes.get(it.id) ?? []),
            notes: aboutSteps(by.notes.get(it.id), 'manager_note'),
            escalations: aboutSteps(by.notes.get(it.id), 'escalation'),
            drafts: (by.drafts.get(it.id) ?? []).map((one) => ({
              messageId: one.message_id,
              policyId: one.policy_id,
              stepId: one.step_id,
              runDay: one.run_day,
              approved: one.approved,
              attempted: one.attempted,
            })),
            crossed: (by.crossed.get(it.id) ?? []).map((one) => ({
              messageId: one.message_id,
              paymentId: one.payment_id,
              amountMinor: one.amount,
              currency: one.currency,
              day: one.day,
            })),
            cleared: clearing && {
              paymentId: clearing.payment_id!,
              amountMinor: clearing.amount!,
              currency: clearing.currency,
              day: clearing.last_day,
              reminded:
                last?.stage !== undefined &&
                rank(last.stage!) >= rank('second') &&
                last.given_on <= clearing.last_day &&
                clearing.last_day - last.given_on <= 60,
            },
            paidOnTime: done.map((one) => one.last_day <= one.due_on),
            paidLate: done
              .filter((one) => one.due_on !== noDay)
              .map((one) => one.last_day - one.due_on)
              .reverse(),
            lastStatementOn: inCase.filter((one) => one.stage === 'statement').at(-1)?.given_on,
            policyId: run.choices.get(`debtor:${debtor.id}`) ?? kindPolicy ?? run.policyId,
            lastSaid: last ? { stage: last.stage!, on: last.given_on } : undefined,
            lastPaidOn: done[0]?.last_day,
            nextFactOn: past.ahead
              .filter((one) => one.case_id === it.id)
              .map((one) => one.day)
              .sort((a, b) => a - b)[0],
          }
        }),
      },
    ]
  })
}

/** What is open of each due: money lowers the oldest first; interest, fees and costs stand with the oldest that is open. */
function openDues(
  dues: readonly { no: number; due_on: Day; amount_minor: number }[],
  claim: OpenClaim,
  amountMinor: number,
): Omit<DueFacts, 'given'>[] {
  let paid = amountMinor - claim.principal
  const open = dues.map((due) => {
    const part = Math.max(0, Math.min(paid, due.amount_minor))
    paid -= part
    return { no: due.no, dueOn: due.due_on, amountMinor: due.amount_minor, openMinor: due.amount_minor - part }
  })
  const extra = claim.open_minor - claim.principal
  const first = open.find((due) => due.openMinor > 0) ?? open.at(-1)
  if (extra > 0 && first) first.openMinor += extra
  return open
}
