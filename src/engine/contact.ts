// Contacts of a debtor, changed by a person: who they are, where they can be reached, and what they asked for or agreed to there. The
// gate goes by such wishes as by everything told to us; they are kept with where we know it from.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { Medium } from '../core/law.ts'
import { problem, quoted } from '../core/problem.ts'
import { holdsOn, type Told } from '../core/told.ts'
import { emailsOf, phoneOf } from '../imports/reach.ts'
import {
  anotherVersion,
  type Channel,
  type ContactFields,
  type ContactRow,
  endContact,
  makeContact,
  setContact,
  trustAddress,
  withdrawSome,
} from '../store/contact.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { addAddresses, addressKey } from '../store/import.ts'
import { lookAgain } from '../store/ledger.ts'
import type { Heads } from '../store/record.ts'
import { addToldTo, endTold, type NewTold, readTold } from '../store/told.ts'

export const wishes = ['agreed', 'not_here'] as const
export type Wish = (typeof wishes)[number]

/** An address as a person says it: one that stands, by its id, or a new one. */
export interface SaidAddress {
  readonly id?: string
  readonly channel: Channel
  readonly address: string
  /** It works after all. */
  readonly works?: boolean
  /** What they said of being reached there; null: nothing any more. Left out, it stays. */
  readonly wish?: Wish | null
  readonly source?: string
}

const mediaOf: Readonly<Record<Channel, readonly Medium[]>> = {
  email: ['email'],
  phone: ['phone', 'sms'],
  post: ['letter'],
}

export interface StandingWish {
  readonly wish: Wish
  readonly on: Day
  readonly source: string | undefined
}

/** What was said last of an address, and still holds. */
export function wishAt(
  told: readonly Told[],
  at: { channel: string; address: string },
  day: Day,
): StandingWish | undefined {
  const last = wishesAt(told, at, day).at(-1)
  return last && { wish: last.kind === 'no_medium' ? 'not_here' : 'agreed', on: last.on, source: last.source }
}

function wishesAt(told: readonly Told[], at: { channel: string; address: string }, day: Day) {
  const media = mediaOf[at.channel as Channel]
  return told.filter(
    (it) =>
      (it.kind === 'no_medium' || (it.kind === 'consent' && (it.about ?? 'contact') === 'contact')) &&
      it.address === at.address &&
      media.includes(it.medium) &&
      holdsOn(it, day),
  )
}

/** Adds a contact to a locked debtor. @returns its id */
export async function addContactTo(
  tx: Tx,
  heads: Heads,
  debtor: DebtorRow,
  it: ContactFields & { readonly addresses: readonly SaidAddress[] },
  today: Day,
): Promise<string> {
  if (it.name === null && it.addresses.length === 0)
    throw problem('contact.empty', 'It has neither a name nor an address.', 'Give one of them.', { column: 'name' })
  const id = await makeContact(tx, heads, debtor.id, it)
  await reach(tx, heads, debtor, { ...it, id, debtorId: debtor.id, addresses: [] }, it.addresses, today)
  return id
}

/** Changes a contact of a locked debtor to what is said; of addresses all are named, and who is not named is withdrawn. */
export async function changeContactOf(
  tx: Tx,
  heads: Heads,
  debtor: DebtorRow,
  was: ContactRow,
  to: ContactFields & { readonly addresses?: readonly SaidAddress[] },
  today: Day,
): Promise<void> {
  await setContact(tx, heads, was, to)
  await (to.addresses ? reach(tx, heads, debtor, was, to.addresses, today) : seenAnew(tx, debtor, today))
}

/** Ends a contact of a locked debtor with all addresses. */
export async function endContactOf(
  tx: Tx,
  heads: Heads,
  debtor: DebtorRow,
  was: ContactRow,
  today: Day,
): Promise<void> {
  await withdrawSome(tx, heads, debtor.id, was.addresses)
  await endContact(tx, heads, was)
  await seenAnew(tx, debtor, today)
}

async function seenAnew(tx: Tx, debtor: Key, today: Day): Promise<void> {
  await anotherVersion(tx, debtor)
  await lookAgain(tx, debtor.book, [debtor.id], today)
}

async function reach(
  tx: Tx,
  heads: Heads,
  debtor: DebtorRow,
  was: ContactRow,
  said: readonly SaidAddress[],
  today: Day,
): Promise<void> {
  const all = said.map((it, i) => ({ ...it, address: readAddress(it, debtor.country, `addresses.${i}.address`) }))
  for (const [i, it] of all.entries()) {
    const same = all.findIndex((one) => addressKey(one.channel, one.address) === addressKey(it.channel, it.address))
    if (same < i)
      throw problem('address.twice', `${quoted(it.address)} stands here twice.`, 'Leave one of them out.', {
        column: `addresses.${i}.address`,
      })
  }
  const standing = new Map(was.addresses.map((it) => [it.id, it]))
  const kept = new Set<string>()
  const fresh: { debtorId: string; contactId: string; channel: Channel; address: string }[] = []
  for (const it of all) {
    const old = it.id === undefined ? undefined : standing.get(it.id)
    if (it.id !== undefined && !old)
      throw problem(
        'address.unknown',
        'One of the addresses is not this contact’s any more.',
        'Read the contact again.',
      )
    if (old && old.channel === it.channel && old.address === it.address) {
      kept.add(old.id)
      if (it.works === true && old.health !== 'ok') await trustAddress(tx, heads, debtor.id, old.id)
    } else fresh.push({ debtorId: debtor.id, contactId: was.id, channel: it.channel, address: it.address })
  }
  await withdrawSome(
    tx,
    heads,
    debtor.id,
    was.addresses.filter((it) => !kept.has(it.id)),
  )
  if (fresh.length > 0) await addAddresses(tx, heads, fresh)
  const told = (await readTold(tx, debtor.book, [debtor.id])).get(debtor.id) ?? []
  for (const it of all)
    if (it.wish !== undefined) await wished(tx, heads, debtor, told, { ...it, wish: it.wish }, today)
  await seenAnew(tx, debtor, today)
}

async function wished(
  tx: Tx,
  heads: Heads,
  debtor: Key,
  told: readonly Told[],
  it: SaidAddress & { readonly wish: Wish | null },
  today: Day,
): Promise<void> {
  if ((wishAt(told, it, today)?.wish ?? null) === it.wish) return
  for (const one of wishesAt(told, it, today))
    await endTold(tx, { book: debtor.book, id: one.id }, today, it.source ?? 'changed by a person')
  if (it.wish === null) return
  const media = mediaOf[it.channel]
  const base = { on: today, address: it.address, source: it.source }
  const facts: NewTold[] =
    it.wish === 'agreed'
      ? [{ ...base, kind: 'consent', medium: media[0]!, to: 'us' }]
      : media.map((medium) => ({ ...base, kind: 'no_medium', medium }))
  for (const fact of facts) await addToldTo(tx, heads, debtor, fact)
}

/** An address in the form in which it is kept, or a Problem. */
function readAddress({ channel, address }: SaidAddress, country: string, column: string): string {
  if (channel === 'post') {
    const lines = address.split(/\r?\n/).map((line) => line.trim())
    return lines.filter((line) => line !== '').join('\n')
  }
  if (channel === 'phone') {
    const found = phoneOf(address, country)
    if (found !== undefined) return found
    throw problem('address.phone', `${quoted(address)} is no phone number.`, 'Write it with its country: +44 …', {
      column,
    })
  }
  const { good, bad } = emailsOf(address)
  if (good.length === 1 && bad.length === 0) return good[0]!
  throw problem('address.email', `${quoted(address)} is no email address.`, 'Correct it.', { column })
}
