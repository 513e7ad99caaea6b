// Takes a whole import back: what it posted is corrected on the day it counted, what it changed is put back from the record,
// claims it made are withdrawn and their numbers free. It refuses while anything was built on it, and says what.

import { type Day, dayAt, dayText } from '../core/day.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { withdrawAlias } from '../store/alias.ts'
import type { Tx } from '../store/db.ts'
import { changeDebtor, type DebtorChange, readDebtors } from '../store/debtor.ts'
import { withdrawFiled } from '../store/document.ts'
import { lookAgain } from '../store/ledger.ts'
import { unknowUntil } from '../store/list.ts'
import { addRecord, addWorkspaceRecord, type Heads, lockDebtors } from '../store/record.ts'
import { correctGroups } from '../store/reversal.ts'
import {
  calledAs,
  closeDispute,
  debtorsWrittenIn,
  entriesOf,
  freeCredits,
  holdAgain,
  type ImportRow,
  liftHold,
  listImports,
  lowerDue,
  markUndone,
  namedLater,
  type RecordEntry,
  reopenDispute,
  restoreClaim,
  reviveAddress,
  standsStill,
  takeName,
  takeNumber,
  withdrawAddresses,
  withdrawClaims,
} from '../store/undo.ts'
import { listBooks } from '../store/workspace.ts'
import { undoBank } from './bank.ts'
import type { ImportDesk } from './import.ts'

export interface Undone {
  readonly it: ImportRow
  /** Debtors it had written to. */
  readonly debtors: number
  readonly claims: number
  /** Of a bank's file: its lines. */
  readonly lines?: number
}

const debtorsAtOnce = 500
const namedMax = 5

/** The program's own thoughts; nothing rests on them, and the next run has newer ones. */
const thoughts: ReadonlySet<string> = new Set(['decision', 'refusal', 'task', 'message.dropped', 'message.recalled'])

export function readImports(desk: ImportDesk): Promise<ImportRow[]> {
  return desk.tx(listImports)
}

/** All or nothing, in one transaction. `id` is that of `import list`, or `last`. Throws a Problem that names what was built on it. */
export async function undoImport(desk: ImportDesk, id: string): Promise<Undone> {
  return desk.tx(async (plain) => {
    const all = await listImports(plain)
    const it = id === 'last' ? all.find((one) => one.undoneAt === null) : all.find((one) => one.id === id.trim())
    if (it === undefined) {
      throw problem('import.unknown', `There is no import ${quoted(id)}.`, 'See them: ./dunwell import list')
    }
    if (it.undoneAt !== null) {
      throw problem('import.undone', `${it.fileName} was taken back already.`, 'Nothing is left to do.')
    }
    if (it.kind === 'bank') return { it, debtors: 0, claims: 0, lines: await undoBank(plain, desk, it) }
    await refuseLater(plain, it)
    const tx: Tx = { ...plain, stamp: { undoes: it.id } }
    const undone = new Set(all.flatMap((one) => (one.undoneAt === null ? [] : [one.id])))
    const built: string[] = []
    let debtors = 0
    let claims = 0
    for (const book of await listBooks(tx)) {
      let after: string | undefined
      for (;;) {
        const span = { from: it.startedAt, until: it.endedAt ?? tx.now }
        const ids = await debtorsWrittenIn(tx, book, span, after, debtorsAtOnce)
        const heads = await lockDebtors(tx, book, ids, 'taken too')
        const chains = Map.groupBy(await entriesOf(tx, book, ids), (entry) => entry.debtorId)
        const touched: string[] = []
        for (const [debtorId, chain] of chains) {
          const trace = traceOf(it.id, chain, undone)
          if (trace === undefined) continue
          const blocked = blockedBy(trace)
          if (blocked) built.push(`${await calledAs(tx, book, debtorId)}: ${blocked}`)
          if (built.length > 0) continue
          claims += await undoFor(tx, heads, desk, it, debtorId, trace)
          touched.push(debtorId)
        }
        if (touched.length > 0) await lookAgain(tx, book, touched, desk.today)
        debtors += touched.length
        after = ids.at(-1)
        if (ids.length < debtorsAtOnce || built.length >= namedMax) break
      }
    }
    if (built.length > 0) throw builtOn(it, built)
    const { created, changed = 0, payments = 0 } = it.counts
    const brought = changed + payments + (created ? created.debtors + created.claims + created.credits : 0) > 0
    if ((debtors === 0 && brought) || (await standsStill(tx, it.id))) throw unstamped(it)
    if (it.fullListOn !== null && !it.partial && it.endedAt !== null) {
      const before = it.counts.knownBefore ?? undefined
      await unknowUntil(tx, it.creditorId, it.fullListOn, before, `the import of ${it.fileName} was taken back`)
    }
    await markUndone(tx, it.id)
    await addWorkspaceRecord(tx, 'import.undone', it.id, { fileName: it.fileName, debtors, claims })
    return { it, debtors, claims }
  })
}

async function refuseLater(tx: Tx, it: ImportRow): Promise<void> {
  const [later] = await namedLater(tx, it.id)
  if (later === undefined) return
  throw problem(
    'import.built_on',
    `${it.fileName} cannot be taken back: the import of ${later.fileName} names ${later.claims} of its claims.`,
    `Take that back first: ./dunwell import undo ${later.id}`,
  )
}

function builtOn(it: ImportRow, built: readonly string[]): Problem {
  const some = built.slice(0, namedMax).map((one) => `  ${one}`)
  return new Problem({
    code: 'import.built_on',
    says: `${it.fileName} cannot be taken back, because something was built on it:\n${some.join('\n')}${built.length > namedMax ? '\n  …' : ''}\n`,
    fix: 'Undo that first (./dunwell payments CUSTOMER, ./dunwell reverse ID), or correct single claims instead.',
  })
}

/** Its entries in the record do not say that they are its own, so that nobody can tell what to take back. */
function unstamped(it: ImportRow): Problem {
  return problem(
    'import.unstamped',
    `${it.fileName} cannot be taken back: it was imported by an older version, which did not note in the record what the import wrote. Nothing was changed.`,
    'Correct single claims instead (./dunwell case NUMBER), or restore the backup from before it: ./dunwell restore',
  )
}

interface Trace {
  /** What the import wrote, in its order. */
  readonly own: readonly (RecordEntry & { readonly facts: Facts })[]
  /** What others wrote after its first entry. */
  readonly later: readonly RecordEntry[]
  readonly made: boolean
}

// biome-ignore lint/suspicious/noExplicitAny: bodies of the record are read as the writers in store/ wrote them
type Facts = any

/** Undefined where the import wrote nothing about this debtor. */
function traceOf(importId: string, chain: readonly RecordEntry[], undone: ReadonlySet<string>): Trace | undefined {
  const read = chain.map((entry) => ({ ...entry, facts: JSON.parse(entry.body) as Facts }))
  const own = read.filter((entry) => entry.facts.import === importId)
  if (own.length === 0) return undefined
  const later = read.filter(
    ({ seq, kind, facts }) =>
      seq > own[0]!.seq &&
      facts.import !== importId &&
      !thoughts.has(kind) &&
      // An import taken back, and its taking back, leave things as they were.
      !undone.has(facts.import) &&
      facts.undoes === undefined,
  )
  return { own, later, made: own.some((entry) => entry.kind === 'debtor.made') }
}

/** The first thing that stands on what the import did, as words. */
function blockedBy({ own, later, made }: Trace): string | undefined {
  const ids = own.flatMap(({ kind, subjectId, facts }) => [
    ...(kind.startsWith('debtor.') || kind === 'document.filed' || subjectId === null ? [] : [subjectId]),
    ...(facts.claims ?? []).map((it: { id: string }) => it.id),
    ...(facts.groups ?? []).flatMap((group: { lines: { claimId?: string; paymentId?: string }[] }) =>
      group.lines.flatMap((line) => [line.claimId, line.paymentId].filter((id) => id !== undefined)),
    ),
  ])
  const fields = own.flatMap(({ kind, facts }) => (kind === 'debtor.changed' ? Object.keys(facts) : []))
  const on = later.find(({ kind, subjectId, body }) => {
    // Of a customer that the import made everything is built on it.
    if (made || kind === 'debtor.moved') return true
    if (kind === 'debtor.changed') return fields.some((field) => field !== 'import' && body.includes(`"${field}"`))
    return ids.some((id) => id === subjectId || body.includes(id))
  })
  if (on === undefined) return undefined
  const what = on.kind === 'posting' ? 'a payment or another posting' : on.kind.replace(/[._]/g, ' ')
  return `${what}, ${dayText(dayAt(on.at, 'UTC'))}`
}

/** @returns how many claims were withdrawn. */
async function undoFor(
  tx: Tx,
  heads: Heads,
  desk: ImportDesk,
  it: ImportRow,
  debtorId: string,
  { own, made }: Trace,
): Promise<number> {
  const reason = `The import of ${it.fileName} was taken back`
  const claims: string[] = own.flatMap(({ facts }) => (facts.claims ?? []).map((one: { id: string }) => one.id))
  const groups: string[] = own.flatMap(({ facts }) => (facts.groups ?? []).map((one: { id: string }) => one.id))
  const mine = new Set(claims)
  if (groups.length > 0) {
    for (const line of await correctGroups(tx, heads, debtorId, groups, reason)) {
      if (line.kind !== 'charge' || line.claimId === null || line.dueNo === null || mine.has(line.claimId)) continue
      await lowerDue(tx, heads, { claimId: line.claimId, no: line.dueNo, byMinor: line.amountMinor })
    }
  }
  await withdrawClaims(tx, heads, claims, desk.today)
  await freeCredits(tx, heads, debtorId, it.id)
  for (const entry of [...own].reverse()) await putBack(tx, heads, desk.today, it, entry, made)
  await addRecord(tx, heads, [
    { debtorId, kind: 'import.undone', subjectId: it.id, body: { fileName: it.fileName, withdrawn: claims } },
  ])
  return claims.length
}

async function putBack(
  tx: Tx,
  heads: Heads,
  today: Day,
  it: ImportRow,
  { debtorId, kind, subjectId, facts }: Trace['own'][number],
  made: boolean,
): Promise<void> {
  if (kind === 'claim.changed') await restoreClaim(tx, heads, subjectId!, facts)
  else if (kind === 'debtor.changed') await restoreDebtor(tx, heads, it, debtorId, facts)
  else if (kind === 'address.dead') await reviveAddress(tx, heads, subjectId!)
  else if (kind === 'dispute.opened') await closeDispute(tx, heads, subjectId!, today)
  else if (kind === 'dispute.settled') await reopenDispute(tx, heads, subjectId!)
  else if (kind === 'hold.added') await liftHold(tx, heads, subjectId!, today)
  else if (kind === 'hold.lifted') await holdAgain(tx, heads, subjectId!)
  else if (kind === 'debtor.alias') {
    const { alias } = facts as { alias: string }
    await withdrawAlias(tx, heads, debtorId, { importId: it.id, alias, creditorId: it.creditorId })
  } else if (kind === 'document.filed') {
    const { id, name } = facts as { id: string; name: string }
    await withdrawFiled(tx, heads, { id, debtorId, subjectId: subjectId!, name }, `${it.fileName} was taken back`)
  } else if (made) return
  else if (kind === 'address.added') await withdrawAddresses(tx, heads, debtorId, [facts])
  else if (kind === 'contact.added') {
    const of = (channel: string, list: readonly string[] = []) => list.map((address) => ({ channel, address }))
    const all = [...of('email', facts.emails), ...of('phone', facts.phones), ...of('post', facts.posts)]
    await withdrawAddresses(tx, heads, debtorId, all)
  }
}

async function restoreDebtor(tx: Tx, heads: Heads, it: ImportRow, debtorId: string, facts: Facts): Promise<void> {
  const { import: _, externalId, ...fields } = facts as Record<string, { from: never; to: string }>
  if (externalId) await takeNumber(tx, heads, debtorId, it.creditorId, externalId.to)
  const [now] = await readDebtors(tx, heads.book, [debtorId])
  const back = Object.fromEntries(Object.entries(fields).map(([field, { from }]) => [field, from])) as DebtorChange
  await changeDebtor(tx, heads, now!, back)
  if (fields.name) await takeName(tx, debtorId, it.creditorId, fields.name.to)
}
