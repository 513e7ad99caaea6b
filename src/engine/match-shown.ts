// Bank lines with their proposals as people and programs are shown them: names and numbers are read where they live, now.

import { dayText } from '../core/day.ts'
import { type Key, publicId } from '../core/id.ts'
import { proposalText } from '../core/match.ts'
import { readClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, readDebtors } from '../store/debtor.ts'
import {
  heldFor,
  type KeptProposal,
  type LineMatchRow,
  type LineState,
  openMatches,
  partsOf,
} from '../store/line-match.ts'
import { paidBy } from '../store/payment.ts'

/** A line's public id; it lives in no book. */
const lineId = (id: string) => publicId('bln', { book: 0, id })

export interface ShownProposal {
  readonly says: string
  readonly chips: readonly string[]
  readonly parts: readonly {
    readonly debtor: string
    readonly no: number
    readonly name: string
    readonly amountMinor: number
    readonly claims: readonly {
      readonly claim: string
      readonly number: string
      readonly amountMinor: number
      readonly allowedMinor?: number
      readonly creditMinor?: number
    }[]
  }[]
}

export interface ShownMatch {
  readonly id: string
  /** The last eight signs, by which a person names it. */
  readonly short: string
  readonly day: string
  readonly amountMinor: number
  readonly currency: string
  readonly name?: string
  readonly account?: string
  readonly text: string
  readonly state: LineState
  readonly because: string
  readonly proposals: readonly ShownProposal[]
  readonly parts: readonly {
    readonly debtor: string
    readonly no: number
    readonly name: string
    readonly amountMinor: number
    readonly payment: string
  }[]
  readonly held: readonly { readonly debtor: string; readonly no: number; readonly name: string }[]
}

interface Who {
  readonly no: number
  readonly name: string
}

class Names {
  private readonly debtors = new Map<string, Who>()
  private readonly claims = new Map<string, string>()

  async read(tx: Tx, debtors: readonly Key[], claims: readonly Key[]): Promise<void> {
    for (const [book, some] of Map.groupBy(debtors, (it) => it.book))
      for (const it of await readDebtors(tx, book, [...new Set(some.map((one) => one.id))]))
        this.debtors.set(`${book} ${it.id}`, it)
    for (const [book, some] of Map.groupBy(claims, (it) => it.book))
      for (const it of await readClaims(tx, book, [...new Set(some.map((one) => one.id))]))
        this.claims.set(`${book} ${it.id}`, it.number)
  }

  who(it: Key): Who {
    return this.debtors.get(`${it.book} ${it.id}`) ?? { no: 0, name: 'erased' }
  }

  number(book: number, id: string): string {
    return this.claims.get(`${book} ${id}`) ?? 'gone'
  }
}

/** Lines in these states (those that wait, unless said), the oldest first. */
export async function shownMany(tx: Tx, ask: Parameters<typeof openMatches>[1]): Promise<ShownMatch[]> {
  const found: ShownMatch[] = []
  const lines = await openMatches(tx, ask)
  const names = await namesOf(tx, lines)
  for (const line of lines) found.push(await shownWith(tx, line, names))
  return found
}

export async function shown(tx: Tx, line: LineMatchRow): Promise<ShownMatch> {
  return shownWith(tx, line, await namesOf(tx, [line]))
}

async function namesOf(tx: Tx, lines: readonly LineMatchRow[]): Promise<Names> {
  const names = new Names()
  const parts = lines.flatMap((line) => line.proposals.flatMap((it) => it.parts))
  const claims = parts.flatMap((part) => part.gives.map((it) => ({ book: part.book, id: it.claimId })))
  await names.read(tx, parts, claims)
  return names
}

async function shownWith(tx: Tx, line: LineMatchRow, names: Names): Promise<ShownMatch> {
  const settled = line.state === 'booked' ? await bookedOf(tx, line, names) : []
  const held: Key[] = []
  for (const book of line.heldBooks) for (const id of await heldFor(tx, book, [line.id])) held.push({ book, id })
  await names.read(tx, held, [])
  const { raw } = line
  return {
    id: lineId(line.id),
    short: line.id.slice(-8),
    day: dayText(line.day),
    amountMinor: line.amountMinor,
    currency: line.currency,
    name: raw.name,
    account: raw.account,
    text: raw.text ?? '',
    state: line.state,
    because: line.because,
    proposals: line.proposals.map((it) => proposalShown(it, line.currency, names)),
    parts: settled,
    held: held.map((it) => ({ debtor: debtorId(it), no: names.who(it).no, name: names.who(it).name })),
  }
}

async function bookedOf(tx: Tx, line: LineMatchRow, names: Names): Promise<ShownMatch['parts']> {
  const { parts } = await partsOf(tx, line.id)
  const found: ShownMatch['parts'][number][] = []
  for (const it of parts) {
    const owner = await paidBy(tx, it)
    if (!owner) continue
    await names.read(tx, [owner], [])
    const { no, name } = names.who(owner)
    found.push({ debtor: debtorId(owner), no, name, amountMinor: it.amountMinor, payment: publicId('pay', it) })
  }
  return found
}

function proposalShown(it: KeptProposal, currency: string, names: Names): ShownProposal {
  const parts = it.parts.map((part) => ({
    ...part,
    ...names.who(part),
    book: part.book,
    id: part.id,
    gives: part.gives.map((give) => ({ ...give, number: names.number(part.book, give.claimId) })),
  }))
  return {
    says: proposalText({ parts, chips: it.chips, score: 0 }, currency),
    chips: it.chips,
    parts: parts.map((part) => ({
      debtor: debtorId(part),
      no: part.no,
      name: part.name,
      amountMinor: part.amountMinor,
      claims: part.gives.map(({ claimId, ...give }) => ({
        claim: publicId('clm', { book: part.book, id: claimId }),
        ...give,
      })),
    })),
  }
}
