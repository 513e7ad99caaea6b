// Some e-invoices in one transaction: whose they are, what is known of their numbers, the rows through the import's own batch, then
// each file under its claim, and each credit note taken off the invoices that it names.

import { asNamed, ruleIdOf } from '../core/allocation.ts'
import { dueText } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { type Problem, type ProblemFacts, problem, quoted } from '../core/problem.ts'
import type { ReadInvoice } from '../imports/einvoice/read.ts'
import type { ImportClaim, ImportRow } from '../imports/row.ts'
import { debtorsWithVat } from '../store/alias.ts'
import { readClaims, readDues } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { addDocument } from '../store/document.ts'
import { lookAgain } from '../store/ledger.ts'
import { findPayment } from '../store/payment.ts'
import { lockDebtors } from '../store/record.ts'
import { claimRef, externalRef, findRefs, refText } from '../store/ref.ts'
import { plainName } from './filing.ts'
import type { ImportDesk } from './import.ts'
import { type Taking, takeBatch } from './import-batch.ts'
import type { Seen } from './import-outcome.ts'
import { spreadBy } from './money.ts'
import { wishFor } from './rerun.ts'

/** A file that was read. */
export interface Paper {
  readonly file: string
  readonly bytes: Uint8Array
  readonly sha: Buffer
  readonly pdf: boolean
  readonly invoices: readonly ReadInvoice[]
}

/** What became of one invoice of a file. */
export interface TakenInvoice {
  readonly file: string
  readonly claim: ImportClaim
  readonly customer: string
  readonly seller?: string
  readonly syntax: string
  readonly profile?: string
  readonly became: 'new' | 'changed' | 'unchanged' | 'refused'
  readonly says?: string
  readonly problem?: ProblemFacts
}

/** Growing while files are taken in. */
export interface Progress {
  readonly invoices: TakenInvoice[]
  readonly notes: { file: string; note: ProblemFacts }[]
  /** What credit notes took off the invoices that they name, as sentences. */
  readonly lowered: string[]
  /** Credit notes whose invoices are not here yet. */
  waiting: Waiting[]
  customers: number
  documents: number
  claims: number
  credits: number
  changed: number
}

interface Waiting {
  readonly file: string
  readonly claim: ImportClaim
  readonly refersTo: readonly string[]
}

interface At {
  readonly desk: ImportDesk
  readonly importId: string
  readonly seen: Seen
  readonly total: Progress
}

type ClaimedRow = ImportRow & { readonly claim: ImportClaim }

interface Item {
  readonly paper: Paper
  readonly invoice: ReadInvoice['invoice']
  row: ClaimedRow
  known: boolean
  problem?: Problem
}

export async function takeInvoices(tx: Tx, at: At, papers: readonly Paper[]): Promise<void> {
  const { total } = at
  const items: Item[] = papers.flatMap((paper) =>
    paper.invoices.map(({ row, invoice }) => ({ paper, invoice, row: row as ClaimedRow, known: false })),
  )
  await findCustomers(tx, at, items)
  await compareNumbers(tx, at, items)
  const rows = items.filter((it) => it.problem === undefined).map((it) => it.row)
  const { outcome, refused, seenNos } = await takeBatch(takingOf(at, rows), tx, rows)
  for (const no of seenNos) at.seen.add(no)
  for (const it of items) it.problem ??= refused.get(it.row)
  const says = Map.groupBy(outcome.changed.first, (it) => it.line)
  const fileOf = new Map(items.map((it) => [it.row.line, it.paper.file]))
  for (const { line, ...note } of outcome.notes.first) total.notes.push({ file: fileOf.get(line ?? 0) ?? '', note })
  total.customers += outcome.debtors
  total.claims += outcome.claims
  total.credits += outcome.credits
  total.changed += outcome.changed.count
  await fileAll(tx, at, items)
  for (const it of items) {
    const { line: _, ...facts } = it.problem?.facts ?? ({} as ProblemFacts)
    const changes = says.get(it.row.line)?.map((one) => one.says)
    total.invoices.push({
      file: it.paper.file,
      claim: it.row.claim,
      customer: it.row.debtor.name!,
      seller: it.invoice.seller.name,
      syntax: it.invoice.syntax,
      profile: it.invoice.profile,
      became: it.problem ? 'refused' : !it.known ? 'new' : changes ? 'changed' : 'unchanged',
      ...(changes && it.known ? { says: changes.join('; ') } : {}),
      ...(it.problem ? { problem: facts } : {}),
    })
  }
  const credits = items.filter((it) => it.problem === undefined && it.row.claim.kind === 'credit_note')
  const waiting: Waiting[] = [
    ...(papers.length === 0 ? total.waiting : []),
    ...credits.map((it) => ({ file: it.paper.file, claim: it.row.claim, refersTo: it.invoice.refersTo })),
  ]
  const left = papers.length === 0 ? [] : total.waiting
  for (const one of waiting) if (!(await lower(tx, at, one))) left.push(one)
  total.waiting = left
  if (papers.length > 0) return
  for (const { file, claim, refersTo } of left) total.notes.push({ file, note: waits(claim, refersTo) })
}

function takingOf({ desk, importId, seen }: At, rows: readonly ImportRow[]): Taking {
  const { workspace, today } = desk
  const country = rows.some((it) => it.debtor.country !== undefined)
  return {
    ...{ workspace, today, importId, seen, moneyDay: today },
    creditorId: workspace.creditorId,
    said: { disputes: false, country, language: false },
  }
}

/** By the number that we keep them under, else by a VAT number that one customer alone has; names and aliases the batch looks at. */
async function findCustomers(tx: Tx, { desk }: At, items: readonly Item[]): Promise<void> {
  const { creditorId } = desk.workspace
  const numbers = items.flatMap((it) => it.row.debtor.externalId ?? []).map((it) => externalRef(creditorId, it))
  const byNumber = await findRefs(tx, [...new Map(numbers.map((ref) => [refText(ref), ref])).values()])
  const byVat = await debtorsWithVat(
    tx,
    items.flatMap((it) => it.row.debtor.vatNumber ?? []),
  )
  for (const it of items) {
    const { externalId, vatNumber } = it.row.debtor
    if (externalId !== undefined && byNumber.has(refText(externalRef(creditorId, externalId)))) continue
    const [key, ...more] = vatNumber === undefined ? [] : (byVat.get(vatNumber) ?? [])
    if (key && more.length === 0) it.row = { ...it.row, debtorKey: key }
  }
}

/** An invoice is never rewritten: one whose number is known over another amount is refused, and what was agreed since stands. */
async function compareNumbers(tx: Tx, { desk, total }: At, items: readonly Item[]): Promise<void> {
  const { creditorId } = desk.workspace
  const found = await findItems(tx, creditorId, items)
  for (const it of items) {
    const { claim } = it.row
    const key = found.get(refOf(creditorId, claim))
    if (!key) continue
    it.known = true
    if (claim.kind === 'credit_note') {
      const before = await findPayment(tx, key)
      const open = claim.amountMinor - (claim.paid ?? []).reduce((sum, one) => sum + one.amountMinor, 0)
      if (before && (before.currency !== claim.currency || before.amountMinor !== open))
        it.problem = otherAmount(claim, moneyText(before.amountMinor, before.currency))
      continue
    }
    const [stored] = await readClaims(tx, key.book, [key.id])
    const dues = await readDues(tx, key.book, [key.id])
    const sum = dues.reduce((all, due) => all + due.amount_minor, 0)
    if (stored!.currency !== claim.currency || sum !== claim.amountMinor) {
      it.problem = otherAmount(claim, moneyText(sum, stored!.currency))
      continue
    }
    const own = dues.map((due) => ({ dueOn: due.due_on, amountMinor: due.amount_minor }))
    const days = (some: ImportClaim['dues']) => some.map((due) => dueText(due.dueOn) ?? 'no day').join(', ')
    if (days(own) !== days(claim.dues))
      total.notes.push({
        file: it.paper.file,
        note: {
          code: 'einvoice.due_kept',
          says: `The invoice ${quoted(claim.number)} says due ${days(claim.dues)}; here it is due ${days(own)}, and stays so.`,
          fix: 'Correct the due day by hand if the invoice is right.',
        },
      })
    // What was paid since is known better here than on the day it was written.
    const { paid: _, ...rest } = claim
    it.row = { ...it.row, claim: { ...rest, dues: own } }
  }
}

function otherAmount(claim: ImportClaim, before: string): Problem {
  return problem(
    'einvoice.other_amount',
    `${quoted(claim.number)} is known over ${before}; this file says ${moneyText(claim.amountMinor, claim.currency)}.`,
    'An invoice is corrected by a credit note, not by another of its number: ask who wrote it, or withdraw the claim.',
  )
}

function refOf(creditorId: string, claim: ImportClaim): string {
  return refText(claimRef(creditorId, claim.kind, claim.number))
}

async function findItems(tx: Tx, creditorId: string, items: readonly Item[]): Promise<Map<string, Key>> {
  const refs = items.map(({ row }) => claimRef(creditorId, row.claim.kind, row.claim.number))
  return findRefs(tx, [...new Map(refs.map((ref) => [refText(ref), ref])).values()])
}

/** Each file under the claim it made, or for a credit note under the customer. */
async function fileAll(tx: Tx, { desk, total }: At, items: readonly Item[]): Promise<void> {
  const { creditorId } = desk.workspace
  const sound = items.filter((it) => it.problem === undefined)
  const found = await findItems(tx, creditorId, sound)
  for (const { paper, row } of sound) {
    const key = found.get(refOf(creditorId, row.claim))
    if (!key) continue
    const credit = row.claim.kind === 'credit_note'
    const debtorId = credit
      ? (await findPayment(tx, key))!.debtorId
      : (await readClaims(tx, key.book, [key.id]))[0]!.debtorId
    const heads = await lockDebtors(tx, key.book, [debtorId])
    const id = await addDocument(tx, heads, {
      debtorId,
      ...(credit ? {} : { claimId: key.id }),
      // What a person can read may go out as a copy; XML is kept, and never sent to a customer who asks for an invoice.
      kind: credit ? 'credit_note' : paper.pdf ? 'invoice' : 'xml_invoice',
      name: plainName(paper.file.split(/[\\/]/).at(-1)!, paper.pdf ? '.pdf' : '.xml'),
      bytes: paper.bytes,
      because: `the claim was made of it: ${row.claim.number} stands in it`,
    })
    if (id !== undefined) total.documents += 1
  }
}

/** Takes a credit note off the invoices that it names. @returns false while none of them is here */
async function lower(tx: Tx, { desk, total }: At, { claim, refersTo }: Waiting): Promise<boolean> {
  const { creditorId } = desk.workspace
  const own = (await findRefs(tx, [claimRef(creditorId, 'credit_note', claim.number)])).get(refOf(creditorId, claim))
  const payment = own && (await findPayment(tx, own))
  if (!payment || payment.leftMinor <= 0) return true
  const refs = refersTo.map((number) => claimRef(creditorId, 'invoice', number))
  const found = await findRefs(tx, [...new Map(refs.map((ref) => [refText(ref), ref])).values()])
  const keys = refs.flatMap((ref) => found.get(refText(ref)) ?? []).filter((it) => it.book === payment.book)
  const claims = (await readClaims(tx, payment.book, [...new Set(keys.map((it) => it.id))])).filter(
    (it) => it.debtorId === payment.debtorId && it.currency === payment.currency,
  )
  if (claims.length === 0) return false
  const heads = await lockDebtors(tx, payment.book, [payment.debtorId])
  const [debtor] = await readDebtors(tx, payment.book, [payment.debtorId])
  const by = await spreadBy(tx, desk, debtor!, payment.day)
  const parts = await wishFor(tx, desk, heads, debtor!, {
    creditorId,
    currency: payment.currency,
    ruleId: ruleIdOf(asNamed, by.order),
    named: claims.map((it) => it.id),
    until: desk.today,
    paymentIds: [payment.id],
  })
  for (const it of claims) {
    const sum = parts.filter((part) => part.claimId === it.id).reduce((all, part) => all + part.amountMinor, 0)
    if (sum > 0)
      total.lowered.push(`Credit note ${claim.number} takes ${moneyText(sum, payment.currency)} off ${it.number}.`)
  }
  await lookAgain(tx, payment.book, [payment.debtorId], desk.today)
  return true
}

function waits(claim: ImportClaim, refersTo: readonly string[]): ProblemFacts {
  return {
    code: 'einvoice.credit_waits',
    says:
      refersTo.length === 0
        ? `The credit note ${quoted(claim.number)} names no invoice: it waits on account.`
        : `The credit note ${quoted(claim.number)} names ${refersTo
            .slice(0, 3)
            .map((it) => quoted(it))
            .join(', ')}, which is no claim against this customer: it waits on account.`,
    fix: 'Give it to a claim: ./dunwell allocate CUSTOMER --claim NUMBER',
  }
}
