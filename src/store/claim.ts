// Claims: made in bulk with their dues, their charge and their number in `refs`; found by what a person types; changed with
// their version.

import type { Day } from '../core/day.ts'
import { type Key, parseId, publicId } from '../core/id.ts'
import type { InvoiceTerms } from '../core/invoice-terms.ts'
import type { Handling, Stage } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { change, insert, onDay, rows, sql, type Tx } from './db.ts'
import { post } from './ledger.ts'
import { addNumbers } from './number.ts'
import { addRecord, type Heads } from './record.ts'
import { addRefs, claimRef, targetsOf } from './ref.ts'

export interface NewDue {
  readonly dueOn: Day
  readonly amountMinor: number
}

export interface NewClaim {
  readonly debtorId: string
  readonly creditorId: string
  readonly caseId: string
  readonly number: string
  readonly kind: string
  readonly currency: string
  readonly issuedOn: Day
  readonly arrivedOn: Day
  readonly dues: readonly NewDue[]
  readonly taxMinor?: number
  readonly orderNumber?: string
  readonly deliveryNote?: string
  readonly about?: string
  readonly factor?: string
  readonly handling?: Handling
  readonly lastReminder?: { readonly on?: Day; readonly stage: Stage }
  readonly terms?: InvoiceTerms & { readonly days?: number; readonly notice?: string }
  readonly importId?: string
}

const noTerms = {}

/** Makes claims of one book with dues, charge, state and ref. Debtors are locked in `heads`. */
export async function addClaims(tx: Tx, heads: Heads, claims: readonly NewClaim[]): Promise<string[]> {
  const ids = claims.map(() => tx.newId())
  await insert(
    tx,
    'claims',
    [
      'book_id:bigint',
      'id:uuid',
      'debtor_id:uuid',
      'creditor_id:uuid',
      'case_id:uuid',
      'number:text',
      'kind:text',
      'currency:text',
      'issued_on:date',
      'arrived_on:date',
      'tax_minor:bigint',
      'order_number:text',
      'delivery_note:text',
      'about:text',
      'terms:jsonb',
      'factor:text',
      'handling:text',
      'last_reminder_on:date',
      'last_reminder_stage:text',
      'import_id:uuid',
    ],
    claims.map((it, i) => [
      heads.book,
      ids[i]!,
      it.debtorId,
      it.creditorId,
      it.caseId,
      it.number,
      it.kind,
      it.currency,
      it.issuedOn,
      it.arrivedOn,
      it.taxMinor,
      it.orderNumber,
      it.deliveryNote,
      it.about,
      it.terms ?? noTerms,
      it.factor,
      it.handling,
      it.lastReminder?.on,
      it.lastReminder?.stage,
      it.importId,
    ]),
  )
  // A claim's own set of dues is named after the claim; a plan brings a set of its own.
  await insert(
    tx,
    'dues',
    ['book_id:bigint', 'claim_id:uuid', 'set_id:uuid', 'no:integer', 'due_on:date', 'amount_minor:bigint'],
    claims.flatMap((it, i) =>
      it.dues.map((due, no) => [heads.book, ids[i]!, ids[i]!, no + 1, due.dueOn, due.amountMinor]),
    ),
  )
  await addRefs(
    tx,
    claims.map((it, i) => ({
      ...claimRef(it.creditorId, it.kind, it.number),
      target: { book: heads.book, id: ids[i]! },
    })),
  )
  await addNumbers(tx, heads.book, claims)
  await post(
    tx,
    heads,
    claims.map((it, i) => ({
      debtorId: it.debtorId,
      creditorId: it.creditorId,
      reason: `${it.kind.replaceAll('_', ' ')} ${it.number}`,
      lines: it.dues.map((due, no) => ({
        claimId: ids[i]!,
        component: 'principal' as const,
        kind: 'charge' as const,
        amountMinor: due.amountMinor,
        currency: it.currency,
        day: it.issuedOn,
        dueNo: no + 1,
      })),
    })),
    claims.map(({ debtorId, ...facts }, i) => ({ id: ids[i]!, debtorId, facts })),
  )
  // After the charges, with their sums: a row written once is a row that needs no second version.
  const charged = claims.map((it) => it.dues.reduce((sum, due) => sum + due.amountMinor, 0))
  await insert(
    tx,
    'claim_state',
    [
      'book_id:bigint',
      'claim_id:uuid',
      'case_id:uuid',
      'debtor_id:uuid',
      'principal:bigint',
      'open:boolean',
      'last_day:date',
    ],
    claims.map((it, i) => [
      heads.book,
      ids[i]!,
      it.caseId,
      it.debtorId,
      charged[i]!,
      charged[i] !== 0,
      it.dues.length === 0 ? undefined : it.issuedOn,
    ]),
  )
  return ids
}

export interface ClaimRow extends Key {
  readonly debtorId: string
  readonly creditorId: string
  readonly caseId: string
  readonly number: string
  readonly kind: string
  readonly currency: string
  readonly issuedOn: Day
  readonly arrivedOn: Day
  readonly taxMinor: number | null
  readonly orderNumber: string | null
  readonly deliveryNote: string | null
  readonly about: string | null
  readonly factor: string | null
  readonly handling: Handling | null
  readonly lastReminderOn: Day | null
  readonly lastReminderStage: Stage | null
  readonly importId: string | null
  readonly withdrawnOn: Day | null
  readonly principal: number
  readonly openMinor: number
}

const claimColumns = sql.raw(
  `c.book_id AS book, c.id, c.debtor_id AS "debtorId", c.creditor_id AS "creditorId", c.case_id AS "caseId", c.number, c.kind, c.currency,
   c.issued_on AS "issuedOn", c.arrived_on AS "arrivedOn", c.tax_minor AS "taxMinor", c.order_number AS "orderNumber", c.delivery_note AS "deliveryNote",
   c.about, c.factor, c.handling, c.last_reminder_on AS "lastReminderOn", c.last_reminder_stage AS "lastReminderStage", c.import_id AS "importId",
   c.withdrawn_on AS "withdrawnOn", s.principal, s.principal + s.interest + s.fee + s.cost AS "openMinor"`,
)
const joined = sql.raw('claims c JOIN claim_state s ON s.book_id = c.book_id AND s.claim_id = c.id')

export async function readClaims(tx: Tx, book: number, ids: readonly string[]): Promise<ClaimRow[]> {
  return rows(
    tx,
    sql`SELECT ${claimColumns} FROM ${joined} WHERE c.book_id = ${book} AND c.id = ANY(${ids as string[]}::uuid[]) ORDER BY c.id`,
  )
}

export async function claimsOf(tx: Tx, debtor: Key, openOnly = true): Promise<ClaimRow[]> {
  return rows(
    tx,
    sql`SELECT ${claimColumns} FROM ${joined} WHERE c.book_id = ${debtor.book} AND c.debtor_id = ${debtor.id}::uuid ${openOnly ? sql`AND s.open` : sql``}
        ORDER BY c.issued_on, c.number COLLATE "C"`,
  )
}

/** What the e-invoices of these claims say of how they want to be paid, by claim; those that say nothing are not in it. */
export async function invoiceTermsOf(
  tx: Tx,
  book: number,
  claimIds: readonly string[],
): Promise<Map<string, InvoiceTerms>> {
  const found = await rows<{ id: string; terms: InvoiceTerms }>(
    tx,
    sql`SELECT id, terms FROM claims WHERE book_id = ${book} AND id = ANY(${claimIds as string[]}::uuid[])`,
  )
  return new Map(
    found.flatMap(({ id, terms: { payment, buyerReference } }) =>
      payment === undefined && buyerReference === undefined ? [] : [[id, { payment, buyerReference }] as const],
    ),
  )
}

async function claimsAt(tx: Tx, keys: readonly Key[]): Promise<ClaimRow[]> {
  const found: ClaimRow[] = []
  for (const [book, own] of Map.groupBy(keys, (it) => it.book)) {
    const ids = own.map((it) => it.id)
    found.push(...(await readClaims(tx, book, ids)))
  }
  return found
}

/** Where a claim is now: one whose debtor was merged into another leads on. */
export async function homeOfClaim(tx: Tx, key: Key): Promise<Key> {
  const [found] = await rows<{ moved_to: Key | null }>(
    tx,
    sql`SELECT moved_to FROM claims WHERE book_id = ${key.book} AND id = ${key.id}::uuid`,
  )
  return found?.moved_to ? homeOfClaim(tx, found.moved_to) : key
}

/** One claim by its number or public id; several or none is a Problem. */
export async function findClaim(tx: Tx, text: string): Promise<ClaimRow> {
  const key = parseId('clm', text)
  const now = key && (await homeOfClaim(tx, key))
  const found: ClaimRow[] = now
    ? await readClaims(tx, now.book, [now.id])
    : await claimsAt(tx, await targetsOf(tx, 'claim', text))
  if (found.length === 1) return found[0]!
  if (found.length === 0)
    throw problem('claim.unknown', `There is no claim ${quoted(text)}.`, 'Use its number as on the invoice.')
  const ids = found.map((it) => claimId(it)).join(', ')
  throw problem('claim.several', `${quoted(text)} is the number of several claims: ${ids}.`, 'Use the id.')
}

export function claimId(key: Key): string {
  return publicId('clm', key)
}

export type ClaimChange = Partial<Record<'order_number' | 'delivery_note' | 'about' | 'factor', string>> & {
  /** Null: as the customer is handled. */
  handling?: string | null
  last_reminder?: { on?: Day; stage: Stage }
  tax_minor?: number
  due_on?: { no: number; from: Day; to: Day }
  withdrawn_on?: Day
}

/** Changes what is not money. The record keeps what it was. */
export async function changeClaim(
  tx: Tx,
  heads: Heads,
  claim: ClaimRow,
  to: ClaimChange,
  because: string,
): Promise<void> {
  const { due_on, last_reminder, withdrawn_on, ...plain } = to
  const sets = Object.entries(plain).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (last_reminder) {
    sets.push(sql`last_reminder_on = ${onDay(last_reminder.on)}::date`)
    sets.push(sql`last_reminder_stage = ${last_reminder.stage}`)
  }
  if (withdrawn_on !== undefined) sets.push(sql`withdrawn_on = ${onDay(withdrawn_on)}::date`)
  sets.push(sql`version = version + 1`)
  await change(tx, sql`UPDATE claims SET ${sql.join(sets)} WHERE book_id = ${claim.book} AND id = ${claim.id}::uuid`)
  if (due_on) {
    await change(
      tx,
      sql`UPDATE dues SET due_on = ${onDay(due_on.to)}::date
          WHERE book_id = ${claim.book} AND claim_id = ${claim.id}::uuid AND set_id = ${claim.id}::uuid AND no = ${due_on.no}`,
    )
  }
  await addRecord(tx, heads, [
    {
      debtorId: claim.debtorId,
      kind: 'claim.changed',
      subjectId: claim.id,
      body: { from: was(claim, to), to, because },
    },
  ])
}

/** What stood in the fields that change. */
function was(claim: ClaimRow, to: ClaimChange): object {
  const fields: Record<string, unknown> = {
    order_number: claim.orderNumber,
    delivery_note: claim.deliveryNote,
    about: claim.about,
    factor: claim.factor,
    handling: claim.handling,
    tax_minor: claim.taxMinor,
    withdrawn_on: claim.withdrawnOn,
    last_reminder: { on: claim.lastReminderOn, stage: claim.lastReminderStage },
  }
  return Object.fromEntries(Object.keys(to).flatMap((key) => (key in fields ? [[key, fields[key]]] : [])))
}

export interface DueRow {
  readonly claim_id: string
  readonly no: number
  readonly due_on: Day
  readonly amount_minor: number
}

/** The claims' own dues, oldest first. */
export async function readDues(tx: Tx, book: number, claimIds: readonly string[]): Promise<DueRow[]> {
  return rows(
    tx,
    sql`SELECT claim_id, no, due_on, amount_minor FROM dues WHERE book_id = ${book} AND claim_id = ANY(${claimIds as string[]}::uuid[])
          AND set_id = claim_id AND replaced_at IS NULL ORDER BY claim_id, due_on, no`,
  )
}

/** A further due of a claim with its charge: the file names several under one number. */
export async function addDue(tx: Tx, heads: Heads, claim: ClaimRow, due: NewDue): Promise<void> {
  // After all that ever were: one that was taken back keeps its number.
  const [last] = await rows<{ no: number }>(
    tx,
    sql`SELECT coalesce(max(no), 0) AS no FROM dues WHERE book_id = ${claim.book} AND claim_id = ${claim.id}::uuid AND set_id = ${claim.id}::uuid`,
  )
  const no = last!.no + 1
  await insert(
    tx,
    'dues',
    ['book_id:bigint', 'claim_id:uuid', 'set_id:uuid', 'no:integer', 'due_on:date', 'amount_minor:bigint'],
    [[claim.book, claim.id, claim.id, no, due.dueOn, due.amountMinor]],
  )
  await post(tx, heads, [
    {
      debtorId: claim.debtorId,
      creditorId: claim.creditorId,
      reason: `${claim.number}, part ${no}`,
      lines: [
        {
          claimId: claim.id,
          component: 'principal',
          kind: 'charge',
          amountMinor: due.amountMinor,
          currency: claim.currency,
          day: claim.issuedOn,
          dueNo: no,
        },
      ],
    },
  ])
}

/** A due whose amount a newer file gives otherwise: a correction on the day of the charge, and the due follows. */
export async function correctDue(
  tx: Tx,
  heads: Heads,
  claim: ClaimRow,
  due: DueRow,
  toMinor: number,
  because: string,
): Promise<void> {
  await change(
    tx,
    sql`UPDATE dues SET amount_minor = ${toMinor} WHERE book_id = ${claim.book} AND claim_id = ${claim.id}::uuid AND set_id = ${claim.id}::uuid AND no = ${due.no}`,
  )
  await post(tx, heads, [
    {
      debtorId: claim.debtorId,
      creditorId: claim.creditorId,
      reason: because,
      lines: [
        {
          claimId: claim.id,
          component: 'principal',
          kind: 'charge',
          amountMinor: toMinor - due.amount_minor,
          currency: claim.currency,
          day: claim.issuedOn,
          dueNo: due.no,
        },
      ],
    },
  ])
}
