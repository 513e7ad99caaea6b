// Who may be one customer under two numbers: pairs with evidence in plain words and a score. Candidates share a key (a tax number,
// an address, a name without its legal form, or that name less one letter); all pairs are never gone through, and nothing is merged.

import { likeness, nameForm, ownWords } from '../core/name.ts'
import type { DebtorKind } from '../core/policy.ts'
import { addressForm, taxForm } from '../imports/likeness.ts'
import type { Tx } from '../store/db.ts'
import { readNotSame, readTold, readTraits, type Traits } from '../store/proposal.ts'
import { listBooks } from '../store/workspace.ts'

export interface Proposal {
  /** The one with the lower number, which was here first. */
  readonly into: Traits
  readonly from: Traits
  /** 30 to 100. */
  readonly score: number
  readonly evidence: readonly string[]
}

type Sign = 'tax' | 'email' | 'phone' | 'post' | 'name' | 'alike'
const weights: Readonly<Record<Sign, number>> = { tax: 60, email: 40, phone: 30, post: 25, name: 35, alike: 30 }
const scoreMin = 30
// More than these under one key is a head office, an accountant or a common name, and no sign of anything.
const sharedMost = 6
const likenessMin = 85

interface Pair {
  readonly a: number
  readonly b: number
  readonly signs: Map<Sign, string>
}

/** The likeliest first, at most `limit`. */
export async function proposeMerges(tx: Tx, limit: number): Promise<{ proposals: Proposal[]; found: number }> {
  const all: Traits[] = []
  const at = new Map<string, number>()
  const keys = new Map<string, number[]>()
  const put = (sign: Sign, form: string | undefined, who: number) => {
    if (form === undefined) return
    const key = `${sign} ${form}`
    const there = keys.get(key)
    if (there === undefined) keys.set(key, [who])
    else if (!there.includes(who) && there.length <= sharedMost) there.push(who)
  }
  for (const book of await listBooks(tx)) {
    for (const it of await readTraits(tx, book)) {
      const who = all.push(it) - 1
      at.set(it.id, who)
      put('name', nameForm(it.name), who)
      if (it.vatNumber !== null) put('tax', taxForm(it.vatNumber), who)
    }
    for (const it of await readTold(tx, book)) {
      const who = at.get(it.debtorId)
      if (who === undefined) continue
      if (it.channel === 'name') put('name', nameForm(it.text), who)
      else put(it.channel as Sign, addressForm(it.channel, it.text), who)
    }
  }
  const notSame = await readNotSame(tx)
  const pairs = new Map<number, Pair>()
  const pair = (one: number, other: number, sign: Sign, value: string) => {
    const [a, b] = one < other ? [one, other] : [other, one]
    const key = a * all.length + b
    const there = pairs.get(key) ?? { a, b, signs: new Map() }
    pairs.set(key, there)
    if (!there.signs.has(sign)) there.signs.set(sign, value)
  }
  for (const [key, some] of keys) {
    if (some.length < 2 || some.length > sharedMost) continue
    const sign = key.slice(0, key.indexOf(' ')) as Sign
    each(some, (a, b) => pair(a, b, sign, key.slice(sign.length + 1)))
  }
  for (const [a, b] of nearly(all)) pair(a, b, 'alike', '')
  const proposals = [...pairs.values()]
    .filter(({ a, b }) => !notSame(all[a]!.id, all[b]!.id))
    .map((it) => judge(it, all))
    .filter((it) => it.score >= scoreMin)
    .sort((x, y) => y.score - x.score || x.into.no - y.into.no || x.from.no - y.from.no)
  return { proposals: proposals.slice(0, limit), found: proposals.length }
}

function each(some: readonly number[], visit: (a: number, b: number) => void): void {
  for (const [i, a] of some.entries()) for (const b of some.slice(i + 1)) visit(a, b)
}

const people: ReadonlySet<DebtorKind> = new Set(['consumer', 'sole_trader'])

function judge({ a, b, signs }: Pair, all: readonly Traits[]): Proposal {
  const [one, other] = [all[a]!, all[b]!].sort((x, y) => x.no - y.no) as [Traits, Traits]
  const evidence: string[] = []
  let score = 0
  const says = (points: number, text: string) => {
    score += points
    evidence.push(text)
  }
  for (const sign of ['tax', 'email', 'phone', 'post'] as const) {
    const value = signs.get(sign)
    if (value !== undefined) says(weights[sign], `the same ${signNames[sign]} ${value}`)
  }
  const near = signs.has('name') || sameDigits(one.name, other.name) ? likeness(one.name, other.name) : 0
  if (signs.has('name') && near === 100) says(weights.name, 'the same name but for its legal form')
  else if (signs.has('name')) says(weights.name, 'a spelling of one is the name of the other')
  else if (near >= likenessMin) says(weights.alike, 'names that differ by a typing error')
  // People share names; a name alone says little of them.
  if (
    evidence.length === 1 &&
    (signs.has('name') || signs.has('alike')) &&
    people.has(one.kind) &&
    people.has(other.kind)
  )
    score -= 20
  const [tax, otherTax] = [one, other].map((it) => (it.vatNumber === null ? undefined : taxForm(it.vatNumber)))
  if (tax !== undefined && otherTax !== undefined && tax !== otherTax) says(-40, 'but their tax numbers differ')
  if (one.country !== other.country && !signs.has('tax'))
    says(-20, `but one is in ${one.country}, the other in ${other.country}`)
  if (one.kind !== other.kind && (one.kind === 'consumer' || other.kind === 'consumer'))
    says(
      -10,
      `but one is taken for a ${one.kind.replaceAll('_', ' ')}, the other for a ${other.kind.replaceAll('_', ' ')}`,
    )
  return { into: one, from: other, score: Math.max(0, Math.min(100, score)), evidence }
}

const signNames = { tax: 'tax number', email: 'email', phone: 'phone number', post: 'address' }

/** "Shop 17" and "Shop 18" are no typing error. */
function sameDigits(a: string, b: string): boolean {
  return a.replace(/\D/g, '') === b.replace(/\D/g, '')
}

const shortest = 5
// Room for a million customers below what a number holds exactly beside 32 bits of hash.
const places = 2 ** 20

/** Pairs whose names, without legal form, differ by one letter more, less, other or swapped: both are the same less one. */
function nearly(all: readonly Traits[]): [number, number][] {
  let count = 0
  const forms = all.map((it) => {
    const form = ownWords(it.name).join('').slice(0, 40)
    count += form.length < shortest ? 0 : form.length + 1
    return form
  })
  const marks = new Float64Array(count)
  let next = 0
  for (const [who, form] of forms.entries()) {
    if (form.length < shortest || who >= places) continue
    marks[next++] = hash(form, -1) * places + who
    for (let i = 0; i < form.length; i++) marks[next++] = hash(form, i) * places + who
  }
  const sorted = marks.subarray(0, next).sort()
  const found = new Map<number, [number, number]>()
  for (let from = 0; from < sorted.length; ) {
    const mark = Math.floor(sorted[from]! / places)
    let to = from
    while (to < sorted.length && Math.floor(sorted[to]! / places) === mark) to++
    const some = to - from < 2 ? [] : [...new Set(Array.from(sorted.subarray(from, to), (it) => it % places))]
    if (some.length > 1 && some.length <= sharedMost)
      each(some, (a, b) => {
        const alike = sameDigits(all[a]!.name, all[b]!.name) && likeness(all[a]!.name, all[b]!.name) >= likenessMin
        if (alike) found.set(a * all.length + b, [a, b])
      })
    from = to
  }
  return [...found.values()]
}

/** FNV-1a of a text without the letter at `but`. */
function hash(text: string, but: number): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) if (i !== but) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
