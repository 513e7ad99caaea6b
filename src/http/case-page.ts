// The page of a case over the API: one answer with all that it shows, a number that tells whether anything has changed, and what
// the gate says now.

import { z } from '@hono/zod-openapi'
import { type Day, dueText } from '../core/day.ts'
import type { Ground } from '../core/gate.ts'
import { publicId } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { type CasePage, casePage } from '../engine/case-page.ts'
import { type May, mayNow } from '../engine/may.ts'
import { houseOf } from '../engine/run.ts'
import { listAnswers } from '../store/answer.ts'
import { claimId } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId } from '../store/debtor.ts'
import { documentId, listDocuments } from '../store/document.ts'
import { messageId, pageOutbox } from '../store/outbox.ts'
import { chainLength, claimVersions, closedClaims, openTasksOf } from '../store/page.ts'
import { runFacts, snapshot } from '../store/snapshot.ts'
import { taskId } from '../store/task.ts'
import { flownJson, flownShape } from './autopilot.ts'
import { actionJson } from './case.ts'
import { collectorsJson, collectorsOfCase } from './collector.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { anyObject, oneOf, wire, wireDay, wireMoment } from './shape.ts'

const groundShape = z.object({ says: z.string(), rule: z.string(), cite: z.string(), force: z.string() })
const mayShape = z
  .object({
    may: z.boolean(),
    until: z
      .string()
      .nullable()
      .openapi({ description: 'The first moment at which it may be allowed; null: a new fact must end it.' }),
    grounds: z.array(groundShape),
    warnings: z.array(groundShape),
  })
  .openapi('May')

const ground = ({ says, rule, cite, force }: Ground) => ({ says, rule, cite, force })

function mayJson(it: May) {
  const { may, grounds, warnings } = it
  return { may, until: wireMoment(it.until), grounds: grounds.map(ground), warnings: warnings.map(ground) }
}

const moneyState = z.object({
  currency: z.string(),
  openMinor: z.int(),
  overdueMinor: z.int(),
  onAccountMinor: z.int(),
  daysLate: z.int(),
})
const reasonShape = z.object({ says: z.string(), rule: z.string().optional(), cite: z.string().optional() })
const comes = z.object({
  day: wireDay,
  kind: z.string(),
  step: z.string().optional(),
  stage: z.string().optional(),
  task: z.string().optional(),
  sums: z.array(z.object({ amountMinor: z.int(), currency: z.string() })).optional(),
  reasons: z.array(reasonShape),
})

const caseShape = z
  .object({
    version: z.int().openapi({ description: 'Grows with every change to this debtor; see /v1/cases/{id}/version.' }),
    day: wireDay,
    now: z.string(),
    debtor: z.object({
      id: z.string(),
      no: z.int(),
      name: z.string(),
      kind: z.string(),
      country: z.string(),
      region: z.string().nullable(),
      language: z.string(),
      handling: z.string(),
      segment: z.string().nullable(),
      accountManager: z.string().nullable(),
      group: z.string().nullable(),
      zone: z.string(),
      theirTime: z.string(),
    }),
    owed: z.array(moneyState),
    habits: z.object({
      says: z.string(),
      daysLate: z.number(),
      keptShare: z.number(),
      promises: z.int(),
      kept: z.int(),
    }),
    knownUntil: wireDay.nullable(),
    ladders: z.array(
      z.object({
        policy: z.string(),
        name: z.string(),
        claims: z.array(z.string()),
        steps: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            stage: z.string(),
            kind: z.string(),
            state: z.enum(['given', 'passed', 'next', 'ahead']),
            on: wireDay.nullable(),
          }),
        ),
      }),
    ),
    next: comes.nullable(),
    today: z.array(comes).openapi({ description: 'What is decided for today, "nothing, because" included.' }),
    nextLookOn: wireDay.nullable(),
    may: z.object({ phone: mayShape, email: mayShape, letter: mayShape }),
    calls: z
      .object({ from: z.string(), until: z.string() })
      .nullable()
      .openapi({ description: 'When they may be rung next.' }),
    contacts: z.array(
      z.object({
        name: z.string().nullable(),
        site: z.string().nullable(),
        roles: z.array(z.string()),
        addresses: z.array(
          z.object({ id: z.string(), channel: z.string(), address: z.string(), usable: z.boolean(), may: mayShape }),
        ),
      }),
    ),
    told: z.array(z.object({ kind: z.string(), on: wireDay, until: wireDay.nullable(), facts: anyObject })),
    claims: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        kind: z.string(),
        about: z.string().nullable(),
        currency: z.string(),
        issuedOn: wireDay,
        amountMinor: z.int(),
        openMinor: z.int(),
        version: z.int().openapi({ description: 'What If-Match of a change to this claim takes.' }),
        dues: z.array(z.object({ no: z.int(), dueOn: wireDay.nullable(), amountMinor: z.int(), openMinor: z.int() })),
        rests: z.array(z.string()),
      }),
    ),
    closedClaims: z.int(),
    drafts: z.array(
      z.object({
        id: z.string(),
        step: z.string(),
        stage: z.string(),
        channel: z.string(),
        needsApproval: z.boolean(),
        asks: z.string().nullable(),
        approvedAt: z.string().nullable(),
        approvedBy: z.string().nullable(),
        autopilot: flownShape.nullable(),
        leavesAt: z.string(),
        says: z.string().nullable(),
        reasons: z.array(reasonShape),
      }),
    ),
    tasks: z.array(
      z.object({ id: z.string(), kind: z.string(), day: wireDay, says: z.string(), letter: z.string().nullable() }),
    ),
    collectors: collectorsOfCase,
    answers: z.array(
      z.object({
        id: z.string(),
        noun: z.enum(['hold', 'promise', 'query', 'dispute']),
        says: z.string(),
        from: wireDay,
        until: wireDay.nullable(),
        claims: z.array(z.string()),
      }),
    ),
    documents: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        name: z.string(),
        size: z.int(),
        claim: z.string().nullable(),
        at: z.string(),
      }),
    ),
  })
  .openapi('CasePage')

const nouns = ['hold', 'promise', 'query', 'dispute'] as const
const prefixes = { hold: 'hld', promise: 'prm', query: 'qry', dispute: 'dsp' } as const

// What is still open; the timeline has the rest.
async function openAnswers(tx: Tx, debtor: DebtorRow) {
  const found = []
  for (const noun of nouns)
    for (const it of await listAnswers(tx, noun, debtor))
      if (it.state === 'open')
        found.push({
          id: publicId(prefixes[noun], it),
          noun,
          says: it.says,
          from: wire(it.from)!,
          until: wire(it.until),
          claims: [...it.claims],
        })
  return found
}

function cameJson(book: number, day: Day, action: Parameters<typeof actionJson>[1]) {
  const { kind, step, stage, task, sums, reasons } = actionJson(book, action)
  return { day: wire(day)!, kind, step, stage, task, sums, reasons }
}

function pageJson(found: DebtorRow, page: CasePage, day: Day, versions: ReadonlyMap<string, number>) {
  const { debtor, view } = page
  const next = view.ahead[0]
  const decided = view.today.flatMap((it) => it.actions.map((action) => cameJson(found.book, day, action)))
  const acts = decided.find((it) => it.kind === 'message' || it.kind === 'task')
  const looks = view.today.flatMap((it) => it.nextLookOn ?? [])
  const known = debtor.cases.flatMap((it) => it.knownUntil ?? [])
  const { habits } = page
  return {
    debtor: {
      id: debtorId(found),
      no: found.no,
      name: found.name,
      kind: found.kind,
      country: found.country,
      region: found.region ?? null,
      language: found.language,
      handling: found.handling,
      segment: found.segment ?? null,
      accountManager: found.accountManager ?? null,
      group: found.group ?? null,
      zone: page.zone,
      theirTime: page.theirTime,
    },
    owed: page.owed,
    habits: {
      says: habits.says,
      daysLate: habits.daysLate,
      keptShare: habits.keptShare,
      promises: habits.past.promises,
      kept: habits.past.kept,
    },
    knownUntil: known.length > 0 ? wire(Math.max(...known) as Day) : null,
    ladders: page.ladders.map((it) => ({
      policy: it.policyId,
      name: it.name,
      claims: it.claims,
      steps: it.steps.map((step) => ({ ...step, on: wire(step.on) })),
    })),
    next: acts ?? (next ? cameJson(found.book, next.day, next.action) : null),
    today: decided,
    nextLookOn: looks.length > 0 ? wire(Math.min(...looks) as Day) : null,
    may: { phone: mayJson(page.may.phone), email: mayJson(page.may.email), letter: mayJson(page.may.letter) },
    calls: page.calls ? { from: wireMoment(page.calls.from)!, until: wireMoment(page.calls.until)! } : null,
    contacts: debtor.contacts.map((it) => ({
      name: it.name ?? null,
      site: it.site ?? null,
      roles: it.roles,
      addresses: it.addresses.map(({ id, channel, address, usable }) => ({
        id: publicId('adr', { book: found.book, id }),
        ...{ channel, address, usable },
        may: mayJson(page.mayAt.get(id)!),
      })),
    })),
    told: (debtor.told ?? [])
      .filter((it) => it.kind !== 'notice' && (it.until === undefined || it.until > day))
      .map(({ kind, on, until, id: _, source: __, ...facts }) => ({ kind, on: wire(on), until: wire(until), facts })),
    claims: debtor.cases.flatMap((one) =>
      one.claims.map((claim) => ({
        id: claimId({ book: found.book, id: claim.id }),
        number: claim.number,
        kind: claim.kind,
        about: claim.about ?? null,
        currency: claim.currency,
        issuedOn: wire(claim.issuedOn),
        amountMinor: claim.amountMinor,
        openMinor: claim.openMinor,
        version: versions.get(claim.id)!,
        dues: claim.dues.map((due) => ({
          no: due.no,
          dueOn: dueText(due.dueOn) ?? null,
          amountMinor: due.amountMinor,
          openMinor: due.openMinor,
        })),
        rests: [
          ...claim.disputes.map(() => 'dispute'),
          ...claim.queries.map(() => 'query'),
          ...one.promises.filter((it) => it.claimIds.includes(claim.id)).map(() => 'promise'),
          ...debtor.holds
            .filter((it) => it.claimId === claim.id || (!it.claimId && (!it.caseId || it.caseId === one.caseId)))
            .map(() => 'hold'),
          ...(claim.elsewhere ? ['elsewhere'] : []),
        ].filter((it, i, all) => all.indexOf(it) === i),
      })),
    ),
  }
}

export const casePages = [
  operation({
    id: 'readCase',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/{id}',
    says: 'One debtor as they are worked: what they owe, where on the ladder, what comes next and why, what the gate says now, people, claims, drafts, tasks and papers.',
    params: oneOf('dbt'),
    answer: caseShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        // Before all else: what changes while this is read shows in the next number.
        const version = await chainLength(tx, found)
        const page = await casePage(tx, desk.workspace, found, { day: desk.today, now: tx.now })
        const ids = page.debtor.cases.flatMap((it) => it.claims.map((claim) => claim.id))
        const versions = await claimVersions(tx, found.book, ids)
        const drafts = await pageOutbox(tx, 'waiting', { limit: 20, debtor: found })
        const tasks = await openTasksOf(tx, found)
        const documents = await listDocuments(tx, { debtor: found }, 50)
        return {
          json: {
            version,
            day: wire(desk.today),
            now: wireMoment(tx.now),
            ...pageJson(found, page, desk.today, versions),
            closedClaims: await closedClaims(tx, found),
            drafts: drafts.map((it) => ({
              id: messageId(it),
              step: it.stepId,
              stage: it.stage,
              channel: it.channel,
              needsApproval: it.needsApproval,
              asks: it.asks,
              approvedAt: wireMoment(it.approvedAt),
              approvedBy: it.approvedBy,
              autopilot: !it.needsApproval && it.intent.autopilot ? flownJson(it.intent.autopilot) : null,
              leavesAt: wireMoment(it.notBefore),
              says: it.says,
              reasons: it.intent.reasons,
            })),
            tasks: tasks.map((it) => ({
              id: taskId(it),
              kind: it.kind,
              day: wire(it.day),
              says: it.says,
              letter: it.letter,
            })),
            collectors: await collectorsJson(tx, found, desk.today),
            answers: await openAnswers(tx, found),
            documents: documents.map((it) => ({
              id: documentId(it),
              kind: it.kind,
              name: it.name,
              size: it.size,
              claim: it.claimNumber,
              at: wireMoment(it.recordedAt),
            })),
          },
        }
      }),
  }),
  operation({
    id: 'caseVersion',
    noun: 'cases',
    method: 'get',
    path: '/v1/cases/{id}/version',
    says: 'A number that grows with every change to this debtor, and the day it is asked: cheap to ask every few seconds.',
    params: oneOf('dbt'),
    answer: z.object({ version: z.int(), day: wireDay }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({
        json: { version: await chainLength(tx, await debtorBy(tx, params.id)), day: wire(desk.today) },
      })),
  }),
  operation({
    id: 'mayReach',
    noun: 'debtors',
    method: 'get',
    path: '/v1/debtors/{id}/may',
    says: 'What the gate says now to a contact with a debtor: yes, or no with its law and until when. Asking writes nothing.',
    params: oneOf('dbt'),
    query: z.strictObject({
      by: z.enum(['phone', 'email', 'letter', 'sms', 'visit']).default('phone'),
      address: z.string().min(1).max(300).optional(),
    }),
    answer: mayShape,
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const run = await runFacts(tx, desk.workspace, desk.today)
        const [debtor] = await snapshot(tx, run, found.book, [found.id])
        if (!debtor) throw problem('case.none', 'This customer has no case.', 'Add a claim first.')
        const house = houseOf(run, desk.workspace)
        const one = debtor.cases.find((it) => it.claims.length > 0) ?? debtor.cases[0]!
        return { json: mayJson(mayNow(house, debtor, one, { medium: query.by, address: query.address, at: tx.now })) }
      }),
  }),
] as const
