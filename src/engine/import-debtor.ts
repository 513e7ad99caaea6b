// The customers of a batch of rows: found by their number, else by their name; made where there are none; and what a newer
// file says of one that is known, as field changes. The first row of an import that names a customer decides their fields.

import { dayText } from '../core/day.ts'
import { problem, quoted } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import type { ImportAddress, ImportDebtor, ImportRow } from '../imports/claims.ts'
import { postcodeLast } from '../rules/place.ts'
import { markAddress, readAddresses } from '../store/address.ts'
import { debtorsNamed, keepAliases } from '../store/alias.ts'
import {
  addContacts,
  addDebtors,
  changeDebtor,
  type DebtorChange,
  type DebtorRow,
  type MadeDebtor,
  type NewContact,
  type NewDebtor,
  readDebtors,
} from '../store/debtor.ts'
import { addAddresses, addressKey, casesOf, confirmedKinds, giveNumber, readContacts } from '../store/import.ts'
import { addRecord, type Heads, lockDebtors } from '../store/record.ts'
import { externalRef, nameRef, refText } from '../store/ref.ts'
import { listBooks } from '../store/workspace.ts'
import type { Batch } from './import-batch.ts'

/** A debtor of the batch with the rows that name them. */
export interface Slot {
  readonly rows: ImportRow[]
  /** Where they are; for a new one once they are made. */
  key?: { readonly book: number; readonly id: string }
  caseId?: string
  name?: string
  externalId?: string
  readonly made: boolean
  /** A number that a debtor known by name alone gets from this file. */
  adopts?: string
}

export const nothingSays = 'nothing says otherwise; the stricter rules hold'
const fileSays = 'the list says so'
const mapSays = 'the map says that customers are'

/** Refs by which rows' debtors may be found. */
export function debtorRefs(creditorId: string, rows: readonly ImportRow[]) {
  return rows.flatMap(({ debtor }, i) =>
    // A list names a customer with each of their claims, one below the other.
    i > 0 && rows[i - 1]!.debtor.externalId === debtor.externalId && rows[i - 1]!.debtor.name === debtor.name
      ? []
      : [
          ...(debtor.externalId === undefined ? [] : [externalRef(creditorId, debtor.externalId)]),
          ...(ownName(debtor) === undefined ? [] : [nameRef(creditorId, ownName(debtor)!)]),
        ],
  )
}

/** A file without a column of names gives the number instead, which is no name. */
function ownName(debtor: ImportDebtor): string | undefined {
  return debtor.name === debtor.externalId ? undefined : debtor.name
}

/** Gives each row its slot; a row whose name is borne by several debtors is refused. */
export async function slotsOf(
  batch: Batch,
  rows: readonly ImportRow[],
  found: ReadonlyMap<string, { book: number; id: string }>,
): Promise<Map<ImportRow, Slot>> {
  const { creditorId } = batch.taking
  const byKey = new Map<string, Slot>()
  const byExternal = new Map<string, Slot>()
  const newByName = new Map<string, Slot[]>()
  const named = Map.groupBy(await namesakes(batch, rows, found), (it) => it.nameKey)
  const known = (key: { book: number; id: string }): Slot => {
    const text = `${key.book} ${key.id}`
    const slot = byKey.get(text) ?? { rows: [], key, made: false }
    byKey.set(text, slot)
    return slot
  }
  const slots = new Map<ImportRow, Slot>()
  for (const row of rows) {
    const { debtor } = row
    const name = ownName(debtor)
    const nameKey = name === undefined ? undefined : folded(name)
    const stored = nameKey === undefined ? [] : (named.get(nameKey) ?? [])
    const fresh = nameKey === undefined ? [] : (newByName.get(nameKey) ?? [])
    let slot: Slot | undefined
    if (row.debtorKey) slot = known(row.debtorKey)
    else if (debtor.externalId !== undefined) {
      const ref = refText(externalRef(creditorId, debtor.externalId))
      const key = found.get(ref)
      slot = key ? known(key) : byExternal.get(ref)
      if (!slot) {
        // Known by name alone until now, and the only one without a number: the same customer.
        const free = [
          ...stored.filter((it) => it.externalId === null).map(known),
          ...fresh.filter((it) => it.externalId === undefined),
        ].filter((it) => it.adopts === undefined)
        if (free.length === 1) {
          slot = free[0]!
          if (slot.made) slot.externalId = debtor.externalId
          else slot.adopts = debtor.externalId
        }
      }
      slot ??= { rows: [], made: true, name: name ?? debtor.externalId, externalId: debtor.externalId }
      byExternal.set(ref, slot)
    } else {
      const all = [...stored.map(known), ...fresh]
      if (all.length > 1) {
        batch.refuse(
          row,
          problem(
            'import.debtor_several',
            `${all.length} customers are called ${quoted(name!)}.`,
            'Add a column with the number of the customer, so that it is clear whose claim this is.',
          ),
        )
        continue
      }
      const alias = nameKey === undefined ? undefined : found.get(refText(nameRef(creditorId, name!)))
      slot = all[0] ?? (alias ? known(alias) : { rows: [], made: true, name: name! })
    }
    if (slot.made && name !== undefined && (slot.rows.length === 0 || slot.name === slot.externalId)) {
      slot.name = name
      newByName.set(nameKey!, [...fresh, slot])
    }
    slot.rows.push(row)
    slots.set(row, slot)
  }
  return slots
}

/** Asked only for names that somebody bears or bore: new ones cost nothing. */
async function namesakes(batch: Batch, rows: readonly ImportRow[], found: ReadonlyMap<string, unknown>) {
  const { creditorId } = batch.taking
  const keys = new Set<string>()
  for (const { debtor } of rows) {
    const name = ownName(debtor)
    if (name === undefined || !found.has(refText(nameRef(creditorId, name)))) continue
    if (debtor.externalId !== undefined && found.has(refText(externalRef(creditorId, debtor.externalId)))) continue
    keys.add(folded(name))
  }
  if (keys.size === 0) return []
  return debtorsNamed(batch.tx, creditorId, await listBooks(batch.tx), [...keys])
}

/** Locks the debtors that exist, book by book in order. */
export async function lockSlots(batch: Batch, slots: readonly Slot[]): Promise<void> {
  const { tx, taking } = batch
  const books = Map.groupBy(
    slots.filter((it) => !it.made),
    (it) => it.key!.book,
  )
  for (const book of [...books.keys()].sort((a, b) => a - b)) {
    const some = books.get(book)!
    const ids = some.map((it) => it.key!.id)
    batch.heads.set(book, await lockDebtors(tx, book, ids))
    const cases = await casesOf(tx, book, ids, taking.creditorId)
    for (const slot of some) slot.caseId = cases.get(slot.key!.id)
  }
}

/** Writes what is new about those that exist, and makes the others: after all rows that are refused are known. */
export async function settleSlots(batch: Batch, slots: readonly Slot[]): Promise<void> {
  const { tx } = batch
  const there = slots.filter((it) => !it.made)
  for (const [book, some] of Map.groupBy(there, (it) => it.key!.book)) await compareDebtors(batch, book, some)
  const fresh = slots.filter((it) => it.made)
  const debtors = fresh.map((slot) => newDebtor(batch, slot))
  const { made, heads } = await addDebtors(tx, debtors, { oneOfName: true, takeNumbers: batch.taking.takeNumbers })
  for (const [book, chain] of heads) {
    const there = batch.heads.get(book)
    if (there) for (const [id, head] of chain.of) there.of.set(id, head)
    else batch.heads.set(book, chain)
  }
  for (const [i, slot] of fresh.entries()) place(batch, slot, made[i]!, debtors[i]!)
  for (const [book, some] of Map.groupBy(fresh, (it) => it.key!.book))
    await keepSpellings(batch, batch.heads.get(book)!, some, (slot) => slot.name!)
}

function place(batch: Batch, slot: Slot, made: MadeDebtor, debtor: NewDebtor): void {
  slot.key = { book: made.book, id: made.id }
  slot.caseId = made.caseId
  batch.seenNos.push(made.no)
  batch.outcome.debtors += 1
  batch.isNew(slot.rows[0]!)
  batch.touch(slot.key)
  const { kind, kindBecause } = debtor
  batch.addKind(kind, kindBecause)
}

function newDebtor(batch: Batch, slot: Slot): NewDebtor {
  const { workspace, creditorId, today } = batch.taking
  // The first row that says something says it; contacts come from all.
  const first = <Key extends keyof ImportDebtor>(key: Key) =>
    slot.rows.map(({ debtor }) => debtor[key]).find((value) => value !== undefined)
  const sure = slot.rows.map(({ debtor }) => debtor).find((it) => it.kind !== undefined)
  return {
    name: slot.name!,
    externalId: slot.externalId,
    kind: sure?.kind ?? 'consumer',
    kindBecause: sure === undefined ? nothingSays : (sure.kindBecause ?? fileSays),
    country: first('country') ?? workspace.country,
    language: first('language') ?? workspace.settings.language,
    handling: first('handling') ?? 'automatic',
    paysBy: first('paysBy'),
    vatNumber: first('vatNumber'),
    accountManager: first('accountManager'),
    group: first('group'),
    arrivedOn: today,
    creditorId,
    contacts: contactsOf(slot.rows.map(({ debtor }) => debtor)),
  }
}

/** One contact for the customer's own address, and one for each person or role named beside it. */
function contactsOf(debtors: readonly ImportDebtor[]): NewContact[] {
  type Growing = { name?: string; roles: NewContact['roles']; emails: string[]; phones: string[]; posts: string[] }
  const main: Growing = { roles: ['accounts_payable'], emails: [], phones: [], posts: [] }
  const others = new Map<string, Growing>()
  const put = (list: string[], value: string | undefined, channel: string) => {
    if (value === undefined || list.some((it) => addressKey(channel, it) === addressKey(channel, value))) return
    list.push(value)
  }
  for (const debtor of debtors) {
    put(main.emails, debtor.email, 'email')
    put(main.phones, debtor.phone, 'phone')
    const post = debtor.address && postText(debtor.address)
    if (main.posts.length === 0) put(main.posts, post, 'post')
    for (const contact of debtor.contacts) {
      const unnamed = contact.name === undefined && contact.roles.length === 0
      const key = `${folded(contact.name ?? '')}|${contact.roles.join(' ')}`
      const one = unnamed ? main : (others.get(key) ?? { ...contact, emails: [], phones: [], posts: [] })
      if (!unnamed) others.set(key, one)
      put(one.emails, contact.email, 'email')
      put(one.phones, contact.phone, 'phone')
    }
  }
  const reachable = main.emails.length + main.phones.length + main.posts.length > 0
  return [...(reachable ? [main] : []), ...others.values()].map(({ name, roles, emails, phones, posts }) => ({
    name,
    roles,
    emails,
    phones,
    posts,
  }))
}

/** The lines of a letter's window below the name. */
function postText(address: ImportAddress): string | undefined {
  const { lines, postcode, city, region, country } = address
  const last = postcodeLast(country)
    ? [city, region, postcode].filter((it) => it !== undefined).join(' ')
    : [postcode, city].filter((it) => it !== undefined).join(' ')
  const all = [...lines, ...(last === '' ? [] : [last])]
  return all.length === 0 ? undefined : all.join('\n')
}

async function compareDebtors(batch: Batch, book: number, slots: readonly Slot[]): Promise<void> {
  const { tx, taking } = batch
  const heads = batch.heads.get(book)!
  const ids = slots.map((it) => it.key!.id)
  const stored = new Map((await readDebtors(tx, book, ids)).map((it) => [it.id, it]))
  const reach = slots.some((it) => it.rows.some(({ debtor }) => hasReach(debtor)))
  const addresses = reach ? Map.groupBy(await readAddresses(tx, book, ids), (it) => it.debtor_id) : new Map()
  const contacts = reach ? Map.groupBy(await readContacts(tx, book, ids), (it) => it.debtor_id) : new Map()
  const kinds = slots.some((it) => it.rows.some(({ debtor }) => debtor.kind !== stored.get(it.key!.id)?.kind))
  const confirmed = kinds ? await confirmedKinds(tx, book, ids) : new Set<string>()
  for (const slot of slots) {
    const debtor = stored.get(slot.key!.id)!
    const first = !taking.seen.has(debtor.no)
    batch.seenNos.push(debtor.no)
    const row = slot.rows[0]!
    const says: string[] = []
    if (slot.adopts !== undefined) {
      await giveNumber(tx, heads, taking.creditorId, debtor, slot.adopts)
      says.push(`known as number ${slot.adopts} from now on`)
    }
    if (first) says.push(...(await changeFields(batch, heads, debtor, row, confirmed.has(debtor.id))))
    const there = { addresses: addresses.get(debtor.id) ?? [], contacts: contacts.get(debtor.id) ?? [] }
    if (reach) says.push(...(await addReach(batch, heads, debtor, slot, first, there)))
    if (says.length > 0) {
      batch.changes(row, debtor.name, says.join('; '))
      batch.touch(debtor)
    }
  }
  await keepSpellings(batch, heads, slots, (slot) => {
    const before = stored.get(slot.key!.id)!
    return firstName(before, slot.rows[0]!.debtor) ?? before.name
  })
}

/** The name of one who was known by number alone. */
function firstName(before: DebtorRow, debtor: ImportDebtor): string | undefined {
  return before.name === before.externalId ? ownName(debtor) : undefined
}

/** The first spelling of a customer is the name; every other one in their rows is an alias. */
async function keepSpellings(batch: Batch, heads: Heads, slots: readonly Slot[], nameOf: (slot: Slot) => string) {
  const { importId, creditorId, today } = batch.taking
  const because = importId === undefined ? 'entered so' : 'in a list'
  const rowOf = new Map<string, ImportRow>()
  const others = slots.flatMap((slot) => {
    const own = folded(nameOf(slot))
    return slot.rows.flatMap((row) => {
      const alias = ownName(row.debtor)
      if (alias === undefined || folded(alias) === own) return []
      rowOf.set(`${slot.key!.id} ${alias}`, row)
      return [{ debtorId: slot.key!.id, alias, creditorIds: [creditorId], because, importId, seenOn: today }]
    })
  })
  const made = new Set(slots.filter((it) => it.made).map((it) => it.key!.id))
  for (const it of await keepAliases(batch.tx, heads, others)) {
    if (!made.has(it.debtorId))
      batch.changes(rowOf.get(`${it.debtorId} ${it.alias}`)!, it.alias, 'a further spelling of a known customer')
  }
}

function hasReach(debtor: ImportDebtor): boolean {
  return (
    debtor.email !== undefined ||
    debtor.phone !== undefined ||
    debtor.address !== undefined ||
    debtor.contacts.length > 0
  )
}

async function changeFields(
  batch: Batch,
  heads: Heads,
  before: DebtorRow,
  row: ImportRow,
  confirmed: boolean,
): Promise<string[]> {
  const { debtor } = row
  const { said } = batch.taking
  const to: { -readonly [Key in keyof DebtorChange]: DebtorChange[Key] } = {
    handling: debtor.handling,
    accountManager: debtor.accountManager,
    group: debtor.group,
    paysBy: debtor.paysBy,
    vatNumber: debtor.vatNumber,
    name: firstName(before, debtor),
    // What only the defaults say is no news about someone who is known.
    country: said.country && debtor.country !== said.defaultCountry ? debtor.country : undefined,
    language: said.language && debtor.language !== said.defaultLanguage ? debtor.language : undefined,
  }
  const outright = debtor.kind !== undefined && debtor.kindBecause === undefined
  const weak = before.kindBecause === nothingSays || before.kindBecause.startsWith(mapSays)
  if (debtor.kind !== undefined && debtor.kind !== before.kind && (outright || weak)) {
    if (confirmed) {
      batch.note(row, {
        code: 'import.kind_confirmed',
        says: `The list says that ${quoted(before.name)} is a ${debtor.kind.replace('_', ' ')}; a person has confirmed ${before.kind.replace('_', ' ')}, which stays.`,
        fix: `Change it with: ./dunwell debtor set ${before.no} --kind ${debtor.kind}`,
      })
    } else {
      to.kind = debtor.kind
      to.kindBecause = debtor.kindBecause ?? fileSays
    }
  }
  const changed = await changeDebtor(batch.tx, heads, before, to)
  return changed
    .filter((field) => field !== 'kindBecause')
    .map((field) => {
      const key = field as keyof DebtorChange
      return `${labels[key] ?? key} ${before[key] ?? 'none'} → ${to[key]}`
    })
}

const labels: Partial<Record<keyof DebtorChange, string>> = {
  accountManager: 'account manager',
  paysBy: 'pays by',
  vatNumber: 'VAT number',
}

interface There {
  readonly addresses: readonly { id: string; channel: string; address: string; health: string }[]
  readonly contacts: readonly { id: string; name: string | null; no: number }[]
}

/** Further addresses are added; a postal address takes the place of the one there was. */
async function addReach(
  batch: Batch,
  heads: Heads,
  debtor: DebtorRow,
  slot: Slot,
  first: boolean,
  there: There,
): Promise<string[]> {
  const { tx, taking } = batch
  const known = new Set(
    there.addresses.filter((it) => it.health !== 'withdrawn').map((it) => addressKey(it.channel, it.address)),
  )
  const says: string[] = []
  const fresh: NewContact[] = []
  const more: { debtorId: string; contactId: string; channel: 'email' | 'phone' | 'post'; address: string }[] = []
  for (const contact of contactsOf(slot.rows.map((row) => row.debtor))) {
    const news = (channel: string, list: readonly string[] | undefined) =>
      (list ?? []).filter((it) => !known.has(addressKey(channel, it)))
    const emails = news('email', contact.emails)
    const phones = news('phone', contact.phones)
    const posts = first ? news('post', contact.posts) : []
    if (emails.length + phones.length + posts.length === 0) continue
    const nameKey = contact.name === undefined ? undefined : folded(contact.name)
    const home =
      nameKey === undefined
        ? (there.contacts.find((it) => it.name === null) ?? there.contacts[0])
        : there.contacts.find((it) => it.name !== null && folded(it.name) === nameKey)
    const channels = { email: emails, phone: phones, post: posts }
    if (!home) fresh.push({ ...contact, emails, phones, posts })
    for (const [channel, list] of Object.entries(channels) as ['email' | 'phone' | 'post', string[]][]) {
      for (const address of list) {
        known.add(addressKey(channel, address))
        says.push(`${channel === 'post' ? 'address' : channel} ${address.replaceAll('\n', ', ')} added`)
        if (home) more.push({ debtorId: debtor.id, contactId: home.id, channel, address })
      }
    }
    const old = there.addresses.filter((it) => it.channel === 'post' && it.health === 'ok')
    if (posts.length > 0 && old.length === 1) {
      const because = `the list of ${dayText(taking.today)} gives another address`
      await markAddress(tx, heads, debtor.id, old[0]!.id, because)
    }
  }
  if (more.length > 0) await addAddresses(tx, heads, more)
  if (fresh.length > 0) {
    await addContacts(tx, [{ key: debtor, contacts: fresh, firstNo: there.contacts.length + 1 }])
    await addRecord(
      tx,
      heads,
      fresh.map((body) => ({ debtorId: debtor.id, kind: 'contact.added', subjectId: debtor.id, body })),
    )
  }
  return says
}
