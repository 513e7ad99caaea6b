// What the groups of a batch come to, written book by book: new claims, payments, credits and disputes in bulk, changes to known
// claims one by one. The debtors are locked and made by then.

import { allocate, asNamed } from '../core/allocation.ts'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { asListed } from '../rules/allocation.ts'
import { addClaims, addDue, changeClaim, correctDue, type NewClaim } from '../store/claim.ts'
import { caseOf, readDebtors } from '../store/debtor.ts'
import { disputeByFile, givenTo, type NewDispute, type OpenDispute, settleByFile } from '../store/import.ts'
import { post } from '../store/ledger.ts'
import { addPayments, type NewPayment } from '../store/payment.ts'
import type { Heads } from '../store/record.ts'
import { addRefs, claimRef, type Ref } from '../store/ref.ts'
import { knownSince } from '../store/rerun.ts'
import type { Batch, Compared, GrownCredit } from './import-batch.ts'
import { type Group, type Known, reminderOf, taxOf, toldOf } from './import-claim.ts'
import { addSum } from './import-outcome.ts'
import { rerunMoney } from './rerun.ts'

/** What is written for a book when its groups are gone through. */
interface Sheet {
  readonly claims: NewClaim[]
  readonly fresh: Group[]
  readonly payments: (NewPayment & { readonly ref?: Ref })[]
  readonly disputes: NewDispute[]
  readonly settled: OpenDispute[]
}

/** @returns the claims that were there and that the batch named; a new one says itself which import made it. */
export async function writeGroups(
  batch: Batch,
  fresh: readonly Group[],
  known: readonly Compared[],
  grown: readonly GrownCredit[],
): Promise<Key[]> {
  const { tx, taking } = batch
  const sheets = new Map<number, Sheet>()
  const sheet = (book: number): Sheet => {
    const one = sheets.get(book) ?? { claims: [], fresh: [], payments: [], disputes: [], settled: [] }
    sheets.set(book, one)
    return one
  }
  const named: Key[] = []
  for (const one of known) {
    named.push({ book: one.known.claim.book, id: one.known.claim.id })
    await writeDifference(batch, one, sheet(one.known.claim.book))
  }
  for (const group of fresh) {
    const { slot } = group
    slot.caseId ??= await caseOf(tx, slot.key!, taking.creditorId)
    if (group.rows[0]!.claim.kind === 'credit_note') creditOf(batch, group, sheet(slot.key!.book))
    else {
      const one = sheet(slot.key!.book)
      one.fresh.push(group)
      one.claims.push(newClaim(batch, group))
    }
  }
  for (const one of grown) growCredit(batch, one, sheet(one.group.slot.key!.book))
  for (const [book, { claims, fresh: made, payments, disputes, settled }] of [...sheets].sort(([a], [b]) => a - b)) {
    const heads = batch.heads.get(book)!
    const ids = claims.length === 0 ? [] : await addClaims(tx, heads, claims)
    for (const [i, group] of made.entries()) {
      freshMoney(batch, group, claims[i]!, ids[i]!, payments, disputes)
    }
    if (payments.length > 0) {
      const paid = await addPayments(tx, heads, payments)
      const refs = payments.flatMap((it, i) => (it.ref ? [{ ...it.ref, target: { book, id: paid[i]! } }] : []))
      await addRefs(tx, refs)
      batch.outcome.payments += payments.filter((it) => it.kind === 'payment').length
    }
    await workedOutAnew(batch, book, heads, [
      ...payments.flatMap((it) => it.parts.map(({ claimId }) => ({ debtorId: it.debtorId, day: it.day, claimId }))),
      ...claims.map((it) => ({ debtorId: it.debtorId, day: it.issuedOn })),
    ])
    if (disputes.length > 0) await disputeByFile(tx, heads, disputes, taking.today)
    if (settled.length > 0) await settleByFile(tx, heads, settled, taking.today)
  }
  return named
}

/** What a list says of days past may change where later money went; mostly none is known. */
async function workedOutAnew(
  { tx, taking: { workspace, today } }: Batch,
  book: number,
  heads: Heads,
  told: readonly { readonly debtorId: string; readonly day: Day; readonly claimId?: string }[],
): Promise<void> {
  const known = told.length === 0 ? new Set<string>() : await knownSince(tx, book, told)
  for (const debtor of known.size === 0 ? [] : await readDebtors(tx, book, [...known])) {
    const days = told.filter((it) => it.debtorId === debtor.id).map((it) => it.day)
    await rerunMoney(tx, { workspace, today }, heads, debtor, Math.min(...days) as Day, 'A list told of days past')
  }
}

function newClaim(batch: Batch, group: Group): NewClaim {
  const { today, creditorId, importId } = batch.taking
  const [first] = group.rows
  const { claim } = first!
  const of = <
    Field extends
      | 'issuedOn'
      | 'orderNumber'
      | 'deliveryNote'
      | 'about'
      | 'factor'
      | 'notice'
      | 'payment'
      | 'buyerReference',
  >(
    field: Field,
  ) => group.rows.map((row) => row.claim[field]).find((value) => value !== undefined)
  for (const row of group.rows) batch.isNew(row)
  batch.outcome.claims += 1
  batch.touch(group.slot.key!)
  return {
    debtorId: group.slot.key!.id,
    creditorId,
    caseId: group.slot.caseId!,
    number: claim.number,
    kind: claim.kind,
    currency: claim.currency,
    issuedOn: of('issuedOn') ?? (Math.min(today, ...group.dues.map((it) => it.dueOn)) as Day),
    arrivedOn: today,
    dues: group.dues.map(({ dueOn, amountMinor }) => ({ dueOn, amountMinor })),
    taxMinor: taxOf(group),
    orderNumber: of('orderNumber'),
    terms: termsOf({ notice: of('notice'), payment: of('payment'), buyerReference: of('buyerReference') }),
    deliveryNote: of('deliveryNote'),
    about: of('about'),
    factor: of('factor'),
    lastReminder: reminderOf(group),
    importId,
  }
}

function termsOf(it: NonNullable<NewClaim['terms']>): NewClaim['terms'] {
  return Object.values(it).every((value) => value === undefined) ? undefined : it
}

function freshMoney(
  batch: Batch,
  group: Group,
  claim: NewClaim,
  id: string,
  payments: NewPayment[],
  disputes: NewDispute[],
): void {
  const { taking } = batch
  const total = claim.dues.reduce((sum, due) => sum + due.amountMinor, 0)
  let left = total
  let openNow = total
  for (const told of toldOf(group, taking.moneyDay)) {
    const part = Math.min(left, told.amountMinor)
    left -= part
    if (told.day <= taking.today) openNow -= part
    payments.push({
      debtorId: claim.debtorId,
      creditorId: claim.creditorId,
      kind: 'payment',
      amountMinor: told.amountMinor,
      currency: claim.currency,
      day: told.day,
      reference: claim.number,
      note: told.note,
      importId: taking.importId,
      parts: part > 0 ? [{ claimId: id, component: 'principal', amountMinor: part }] : [],
      ruleId: asListed.id,
    })
  }
  addSum(batch.outcome, claim.currency, 1, total, left)
  const cause = causeOf(group)
  if (cause !== undefined && openNow > 0) {
    disputes.push({ debtorId: claim.debtorId, caseId: claim.caseId, claimId: id, cause })
  }
}

function causeOf(group: Group): string | undefined {
  const disputed = group.rows.map((row) => row.claim.disputed).find((it) => it !== undefined)
  return disputed && (disputed.cause ?? 'named as disputed in the list')
}

/** A credit note waits on account until it is given to claims. */
function creditOf(batch: Batch, group: Group, sheet: Sheet): void {
  const { creditorId, importId, today } = batch.taking
  const { claim } = group.rows[0]!
  // Part of it may have been used before the list was drawn up; what is open is what it still lowers.
  const amountMinor =
    claim.openMinor ?? claim.amountMinor - (claim.paid ?? []).reduce((sum, it) => sum + it.amountMinor, 0)
  if (amountMinor <= 0) return
  for (const row of group.rows) batch.isNew(row)
  batch.outcome.credits += 1
  batch.touch(group.slot.key!)
  sheet.payments.push({
    debtorId: group.slot.key!.id,
    creditorId,
    kind: 'credit',
    amountMinor,
    currency: claim.currency,
    day: claim.issuedOn ?? today,
    reference: claim.number,
    note: claim.about,
    importId,
    parts: [],
    ruleId: asListed.id,
    ref: claimRef(creditorId, 'credit_note', claim.number),
  })
}

function growCredit(batch: Batch, { group, beforeMinor }: GrownCredit, sheet: Sheet): void {
  const { creditorId, importId, moneyDay } = batch.taking
  const { claim } = group.rows[0]!
  const { number, amountMinor, currency } = claim
  const says = `credit note ${moneyText(beforeMinor, currency)} → ${moneyText(amountMinor, currency)}`
  for (const row of group.rows) batch.changes(row, number, says)
  batch.touch(group.slot.key!)
  sheet.payments.push({
    debtorId: group.slot.key!.id,
    creditorId,
    kind: 'credit',
    amountMinor: amountMinor - beforeMinor,
    currency,
    day: moneyDay,
    reference: number,
    note: `a newer list says ${moneyText(amountMinor, currency)} instead of ${moneyText(beforeMinor, currency)}`,
    importId,
    parts: [],
    ruleId: asListed.id,
  })
}

/** Writes how one claim differs: row by row, for few rows do. */
async function writeDifference(
  batch: Batch,
  { group, known, difference, disputes }: Compared,
  sheet: Sheet,
): Promise<void> {
  const { tx, taking } = batch
  const { claim, money } = known
  const heads = batch.heads.get(claim.book)!
  const [row] = group.rows
  const says = [...difference.says]
  const because = 'a newer list says so'
  for (const { due, toMinor } of difference.corrections) {
    const from = moneyText(due.amount_minor, claim.currency)
    const reason = `${claim.number}: a newer list says ${moneyText(toMinor, claim.currency)} instead of ${from}`
    await correctDue(tx, heads, claim, due, toMinor, reason)
  }
  for (const due of difference.further) await addDue(tx, heads, claim, due)
  const { fields, moves } = difference
  if (fields) await changeClaim(tx, heads, claim, fields, because)
  for (const move of moves) await changeClaim(tx, heads, claim, { due_on: move }, because)
  let left = difference.principal
  if (left < 0) {
    says.push(`${moneyText(-left, claim.currency)} paid too much is on account`)
    await freeSurplus(batch, heads, known, -left)
    left = 0
  }
  const { payment } = difference
  if (payment) {
    const { interest, fee, cost } = money
    const open = { principal: left, interest, fee, cost }
    const facts = { claimId: claim.id, number: claim.number, dueOn: claim.issuedOn, open }
    // The list speaks of the invoice itself: that is lowered first, and what was added to it after.
    const parts = allocate(payment.amountMinor, [facts], asNamed, asListed)
    left -= Math.min(left, payment.amountMinor)
    sheet.payments.push({
      debtorId: claim.debtorId,
      creditorId: claim.creditorId,
      kind: 'payment',
      amountMinor: payment.amountMinor,
      currency: claim.currency,
      day: payment.day,
      reference: claim.number,
      note: payment.note,
      importId: taking.importId,
      parts,
      ruleId: asListed.id,
    })
  }
  const cause = causeOf(group)
  if (cause !== undefined && disputes.length === 0 && left > 0) {
    sheet.disputes.push({ debtorId: claim.debtorId, caseId: claim.caseId, claimId: claim.id, cause })
    says.push(`disputed: ${cause}`)
  }
  const over = cause === undefined && taking.said.disputes ? disputes.filter((it) => it.byFile) : []
  if (over.length > 0) {
    sheet.settled.push(...over)
    says.push('no longer disputed')
  }
  for (const note of difference.notes) batch.note(row!, note)
  if (says.length > 0) {
    batch.changes(row!, claim.number, says.join('; '))
    batch.touch({ book: claim.book, id: claim.debtorId })
  }
  const total = group.dues.reduce((sum, due) => sum + due.amountMinor, 0)
  addSum(batch.outcome, claim.currency, 1, total, Math.max(0, left))
}

/** A claim that turns out smaller than what was paid on it gives the surplus back to the account. */
async function freeSurplus(batch: Batch, heads: Heads, { claim }: Known, surplusMinor: number): Promise<void> {
  let rest = surplusMinor
  for (const given of await givenTo(batch.tx, claim.book, claim.id)) {
    const amountMinor = Math.min(rest, given.amountMinor)
    if (amountMinor === 0) break
    rest -= amountMinor
    const line = { kind: given.kind, currency: claim.currency, day: given.day, paymentId: given.paymentId }
    await post(batch.tx, heads, [
      {
        debtorId: claim.debtorId,
        creditorId: claim.creditorId,
        reason: `${claim.number} was corrected: what was paid beyond it is on account`,
        // It names nothing: what was freed so is not spread again by itself.
        allocation: { paymentId: given.paymentId, ruleId: asListed.id, named: [] },
        lines: [
          { ...line, claimId: claim.id, component: 'principal', amountMinor },
          { ...line, component: 'unapplied', amountMinor: -amountMinor },
        ],
      },
    ])
  }
}
