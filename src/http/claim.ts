// Claims over the API: list, add one, upsert ten thousand, read, change what is not money, write off.

import { z } from '@hono/zod-openapi'
import { type Day, dayText, dueText, noDay, parseDay } from '../core/day.ts'
import { type Key, keyOf } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { handlings } from '../core/policy.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { addRow } from '../engine/add.ts'
import { agreeDate } from '../engine/agree.ts'
import { mustBeAlone } from '../engine/approval.ts'
import { writeOffClaim } from '../engine/money.ts'
import { keepTaxRelief } from '../engine/tax-relief.ts'
import { typedDebtor } from '../engine/typed.ts'
import { upsertClaims } from '../engine/upsert.ts'
import type { ImportClaim, ImportDebtor } from '../imports/claims.ts'
import { claimKinds } from '../imports/word.ts'
import { type ClaimRow, changeClaim, claimId, type DueRow, homeOfClaim, readClaims, readDues } from '../store/claim.ts'
import { claimsByDue, type DueAt } from '../store/claim-order.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, readDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { type ClaimFilter, pageClaims, type Versioned, versionOf } from '../store/page.ts'
import { lockDebtors } from '../store/record.ts'
import { debtorBy, newDebtor } from './debtor.ts'
import { type ApiDesk, checkVersion, operation } from './operation.ts'
import { problemBody } from './problem.ts'
import {
  amountShape,
  anyObject,
  badCursor,
  cursorOf,
  dayShape,
  flagShape,
  idShape,
  keyCursor,
  moneyShape,
  oneOf,
  pageOf,
  pageShape,
  readCursor,
  textShape,
  wire,
  wireDay,
} from './shape.ts'

const claimShape = z
  .object({
    id: z.string(),
    debtor: z.string(),
    number: z.string(),
    kind: z.string(),
    issuedOn: wireDay,
    arrivedOn: wireDay,
    withdrawnOn: wireDay.nullable(),
    dues: z.array(z.object({ no: z.int(), dueOn: wireDay.nullable(), amountMinor: z.int() })),
    currency: z.string(),
    openMinor: z.int(),
    taxMinor: z.int().nullable(),
    orderNumber: z.string().nullable(),
    deliveryNote: z.string().nullable(),
    about: z.string().nullable(),
    factor: z.string().nullable(),
    handling: z.enum(handlings).nullable(),
    version: z.int(),
  })
  .openapi('Claim')

const newClaim = z
  .strictObject({
    debtor: newDebtor,
    number: textShape(100),
    kind: z.enum(claimKinds).default('invoice'),
    amount: moneyShape,
    issuedOn: dayShape.optional().openapi({ description: 'Today unless said.' }),
    dueOn: dayShape
      .nullable()
      .optional()
      .openapi({ description: '30 days after it was issued unless said; null for a loan without a due day.' }),
    dues: z
      .array(z.strictObject({ dueOn: dayShape, amountMinor: amountShape }))
      .min(1)
      .max(120)
      .optional()
      .openapi({ description: 'Instalments that sum to the amount, instead of dueOn.' }),
    openMinor: z.int().min(0).optional().openapi({ description: 'What is open of it, where part of it was paid.' }),
    taxMinor: z.int().min(0).optional(),
    orderNumber: textShape(100).optional(),
    deliveryNote: textShape(100).optional(),
    about: textShape(500).optional(),
    factor: textShape(100).optional(),
    notice: textShape(200).optional().openapi({ description: 'The notice that a loan asks for, as agreed.' }),
  })
  .openapi('NewClaim')

const changes = z.strictObject({
  orderNumber: textShape(100).optional(),
  deliveryNote: textShape(100).optional(),
  about: textShape(500).optional(),
  factor: textShape(100).optional(),
  handling: z.enum(handlings).optional(),
})

const claimsMax = 10_000

function claimJson(it: Versioned<ClaimRow>, dues: readonly DueRow[]) {
  const { number, kind, currency, openMinor, taxMinor, orderNumber, deliveryNote, about, factor, handling, version } =
    it
  return {
    id: claimId(it),
    debtor: debtorId({ book: it.book, id: it.debtorId }),
    number,
    kind,
    issuedOn: wire(it.issuedOn),
    arrivedOn: wire(it.arrivedOn),
    withdrawnOn: wire(it.withdrawnOn),
    dues: dues.map((due) => ({ no: due.no, dueOn: dueText(due.due_on) ?? null, amountMinor: due.amount_minor })),
    ...{ currency, openMinor, taxMinor, orderNumber, deliveryNote, about, factor, handling, version },
  }
}

export async function claimBy(tx: Tx, id: string): Promise<ClaimRow> {
  const key = await homeOfClaim(tx, keyOf('clm', id))
  const [found] = await readClaims(tx, key.book, [key.id])
  if (!found) throw problem('claim.unknown', `There is no claim ${quoted(id)}.`, 'Take an id from the list of claims.')
  return found
}

async function versioned(tx: Tx, key: Key) {
  const [found] = await readClaims(tx, key.book, [key.id])
  const version = (await versionOf(tx, 'claims', key))!
  return { json: claimJson({ ...found!, version }, await readDues(tx, key.book, [key.id])), version }
}

/** What a body says, as the row of a file would say it. */
function typedClaim(desk: ApiDesk, it: z.output<typeof newClaim>): { debtor: ImportDebtor; claim: ImportClaim } {
  const { debtor: typed, amount, issuedOn = desk.today, dueOn, dues, ...rest } = it
  const { name, kind: debtorKind, ...facts } = typed
  const { amountMinor, currency } = amount
  if (dueOn === null && it.kind !== 'loan')
    throw problem('claim.no_due', `${quoted(it.number)} has no due day, and is no loan.`, 'Give its due day.')
  const one = dueOn === null ? noDay : (dueOn ?? ((issuedOn + 30) as Day))
  const all = dues ?? [{ dueOn: one, amountMinor }]
  const sum = all.reduce((total, due) => total + due.amountMinor, 0)
  if (sum !== amountMinor)
    throw problem(
      'claim.dues',
      `The dues of ${quoted(it.number)} sum to ${moneyText(sum, currency)}, and it is over ${moneyText(amountMinor, currency)}.`,
      'Let the dues sum to the amount.',
    )
  if (rest.openMinor !== undefined && rest.openMinor > amountMinor)
    throw problem(
      'claim.open',
      `More is open of ${quoted(it.number)} than it is over, ${moneyText(amountMinor, currency)}.`,
      'Give what is open of it, at most its amount.',
    )
  return {
    debtor: typedDebtor(desk.workspace.country, name, debtorKind, facts),
    claim: {
      ...rest,
      number: it.number.trim(),
      issuedOn,
      dues: it.kind === 'credit_note' ? [] : all,
      amountMinor,
      currency,
    },
  }
}

interface PageAsk {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly down: boolean
}

async function madePage(tx: Tx, { cursor, limit }: PageAsk, filter: ClaimFilter) {
  const found = await pageClaims(tx, keyCursor('clm', cursor), limit + 1, filter)
  const items = found.slice(0, limit)
  return { items, next: found.length > items.length ? cursorOf('clm', claimId(items.at(-1)!)) : undefined }
}

async function duePage(tx: Tx, { cursor, limit, down }: PageAsk, filter: ClaimFilter) {
  const kind = `claims.due.${down ? 'down' : 'up'}`
  const { items, next } = await claimsByDue(tx, { down, limit, ...dueAt(kind, cursor) }, filter)
  return { items, next: next && cursorOf(kind, `${dayText(next.dueOn)}~${next.id}`) }
}

function dueAt(kind: string, cursor: string | undefined): { after?: DueAt } {
  const at = readCursor(kind, cursor)
  if (at === undefined) return {}
  const [text = '', id = ''] = at.split('~')
  const dueOn = parseDay(text)
  if (dueOn === undefined || !/^[0-9a-f-]{36}$/.test(id)) throw badCursor()
  return { after: { dueOn, id } }
}

export const claims = [
  operation({
    id: 'listClaims',
    noun: 'claims',
    method: 'get',
    path: '/v1/claims',
    says: 'All claims in the order they were made or fall due, or those of a debtor, those open, or those of a number.',
    query: z.strictObject({
      ...pageShape,
      debtor: idShape('dbt').optional(),
      open: flagShape.optional(),
      number: textShape(100).optional(),
      starts: textShape(100).optional().openapi({ description: 'The beginning of a number.' }),
      newest: flagShape.default(false).openapi({ description: 'The newest first.' }),
      order: z
        .enum(['made', 'due'])
        .default('made')
        .openapi({ description: 'due: by the first due day; a page may hold fewer than its limit.' }),
      down: flagShape.default(false).openapi({ description: 'With order=due: the latest day first.' }),
    }),
    answer: pageOf(claimShape.extend({ debtorName: z.string() })),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const debtor = query.debtor === undefined ? undefined : await debtorBy(tx, query.debtor)
        const { open, number, starts } = query
        const { items, next } =
          query.order === 'due'
            ? await duePage(tx, query, { debtor, open, number, starts })
            : await madePage(tx, query, { debtor, open, number, starts, newest: query.newest })
        const dues = new Map<string, DueRow[]>()
        const names = new Map<string, string>()
        for (const [book, some] of Map.groupBy(items, (it) => it.book)) {
          const ids = some.map((it) => it.id)
          for (const one of await readDebtors(tx, book, [...new Set(some.map((it) => it.debtorId))]))
            names.set(one.id, one.name)
          for (const [id, its] of Map.groupBy(await readDues(tx, book, ids), (due) => due.claim_id)) dues.set(id, its)
        }
        const named = (it: Versioned<ClaimRow>) => ({ debtorName: names.get(it.debtorId) ?? '' })
        return { json: { items: items.map((it) => ({ ...claimJson(it, dues.get(it.id) ?? []), ...named(it) })), next } }
      }),
  }),
  operation({
    id: 'addClaim',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims',
    says: 'Adds a claim, and its debtor where there is none of that number or name.',
    body: newClaim,
    answer: z.object({ claim: claimShape.nullable(), debtor: z.string(), says: z.array(z.string()) }),
    status: 201,
    work: async (desk, { body }) => {
      const { debtor, claim } = typedClaim(desk, body)
      const added = await addRow(desk, debtor, claim)
      const made = added.claim && (await desk.tx((tx) => versioned(tx, added.claim!)))
      return { json: { claim: made?.json ?? null, debtor: debtorId(added.debtor), says: added.says } }
    },
  }),
  operation({
    id: 'upsertClaims',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/bulk',
    says: `Takes in up to ${claimsMax.toLocaleString('en')} claims as a file would: new ones are added, known ones changed, each that is refused says why.`,
    body: z.strictObject({ claims: z.array(newClaim).min(1).max(claimsMax) }),
    answer: z.object({
      created: z.object({ debtors: z.int(), claims: z.int(), credits: z.int() }),
      payments: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      refused: z.int(),
      rows: z.array(z.object({ claim: z.string().optional(), problem: anyObject.optional() })),
    }),
    bytesMax: 16 * 1024 * 1024,
    work: async (desk, { body }) => {
      const typed = body.claims.map((it) => {
        try {
          return typedClaim(desk, it)
        } catch (error) {
          if (error instanceof Problem) return error
          throw error
        }
      })
      const { outcome, rows } = await upsertClaims(
        desk,
        typed.flatMap((it) => (it instanceof Problem ? [] : [it])),
      )
      let at = 0
      const each = typed.map((it, i) => {
        const { claim, problem: facts } = it instanceof Problem ? { problem: it.facts } : rows[at++]!
        return {
          ...(claim && { claim: claimId(claim) }),
          ...(facts && { problem: problemBody({ ...facts, line: i + 1 }) }),
        }
      })
      return {
        json: {
          created: { debtors: outcome.debtors, claims: outcome.claims, credits: outcome.credits },
          payments: outcome.payments,
          changed: outcome.changed.count,
          unchanged: outcome.unchanged,
          refused: each.filter((it) => it.problem).length,
          rows: each,
        },
      }
    },
  }),
  operation({
    id: 'readClaim',
    noun: 'claims',
    method: 'get',
    path: '/v1/claims/{id}',
    says: 'One claim with its dues.',
    params: oneOf('clm'),
    answer: claimShape,
    versioned: true,
    work: (desk, { params }) => desk.tx(async (tx) => versioned(tx, await claimBy(tx, params.id))),
  }),
  operation({
    id: 'changeClaim',
    noun: 'claims',
    method: 'patch',
    path: '/v1/claims/{id}',
    says: 'Changes what is not money, if the claim is still at the version of If-Match.',
    params: oneOf('clm'),
    body: changes,
    answer: claimShape,
    versioned: true,
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const { book, id, debtorId: owner } = await claimBy(tx, params.id)
        const heads = await lockDebtors(tx, book, [owner])
        checkVersion(version, await versionOf(tx, 'claims', { book, id }))
        const [found] = await readClaims(tx, book, [id])
        const wanted = {
          order_number: body.orderNumber,
          delivery_note: body.deliveryNote,
          about: body.about,
          factor: body.factor,
          handling: body.handling,
        }
        const to = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
        if (Object.keys(to).length > 0) await changeClaim(tx, heads, found!, to, `said by ${desk.actor}`)
        await lookAgain(tx, book, [owner], desk.today)
        return versioned(tx, { book, id })
      }),
  }),
  operation({
    id: 'agreeDate',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/{id}/agree-date',
    says: 'Enters the day that was agreed for a loan without one; the ladder runs from it.',
    params: oneOf('clm'),
    body: z.strictObject({ dueOn: dayShape }),
    answer: claimShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        await agreeDate(tx, claim, { dueOn: body.dueOn, on: desk.today })
        return { json: (await versioned(tx, claim)).json }
      }),
  }),
  operation({
    id: 'writeOffClaim',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/{id}/write-off',
    says: 'Lowers a claim to nothing, with its reason. Above one’s own limit it is asked for: POST /v1/approvals.',
    params: oneOf('clm'),
    body: z.strictObject({ because: textShape(500), on: dayShape.optional() }),
    answer: z.object({ amountMinor: z.int(), currency: z.string(), on: wireDay }),
    versioned: true,
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        await lockDebtors(tx, claim.book, [claim.debtorId])
        checkVersion(version, await versionOf(tx, 'claims', claim))
        const on = body.on ?? desk.today
        const act = { kind: 'write_off', claim: params.id, because: body.because } as const
        const note = await mustBeAlone(tx, desk, desk.member, act)
        const amountMinor = await writeOffClaim(tx, desk, claim, on, `${body.because}${note}`)
        return { json: { amountMinor, currency: claim.currency, on: dayText(on) } }
      }),
  }),
  operation({
    id: 'keepTaxRelief',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/{id}/tax-relief',
    says: 'Keeps that tax of a bad debt was taken back in a return (above zero), or went back (below).',
    params: oneOf('clm'),
    body: z.strictObject({
      amountMinor: z
        .int()
        .refine((it) => it !== 0, 'is nothing')
        .openapi({ example: 19_000 }),
      because: textShape(500),
      on: dayShape.optional(),
    }),
    answer: z.object({ takenMinor: z.int(), currency: z.string(), on: wireDay }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        const on = body.on ?? desk.today
        const { takenMinor } = await keepTaxRelief(tx, claim, { ...body, on })
        return { json: { takenMinor, currency: claim.currency, on: dayText(on) } }
      }),
  }),
] as const
