// Debtors over the API: list, add, read, change; their money and their story.

import { z } from '@hono/zod-openapi'
import { groupMax, groupNamed } from '../core/group.ts'
import { type Key, keyOf, parseId } from '../core/id.ts'
import { debtorKinds, handlings } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import { addRow } from '../engine/add.ts'
import { confirmOther } from '../engine/reconsider.ts'
import { typedDebtor } from '../engine/typed.ts'
import { countryOf, languageOf } from '../imports/country.ts'
import { readAddresses } from '../store/address.ts'
import { aliasesOf } from '../store/alias.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId, readDebtors, readHome, setDebtor } from '../store/debtor.ts'
import { saidByHand } from '../store/kind.ts'
import { lookAgain } from '../store/ledger.ts'
import { mergedInto } from '../store/merge.ts'
import { type OwingAt, type OwingOrder, owedBy, owingOrders, pageOwing } from '../store/owing.ts'
import {
  type DebtorAt,
  type DebtorFilter,
  debtorsInOrder,
  pageDebtors,
  type Versioned,
  versionOf,
} from '../store/page.ts'
import { lockDebtors } from '../store/record.ts'
import { timeline } from '../store/timeline.ts'
import { owedShape } from './group.ts'
import { checkVersion, operation } from './operation.ts'
import {
  badCursor,
  cursorOf,
  flagShape,
  oneOf,
  pageOf,
  pageShape,
  readCursor,
  textShape,
  wire,
  wireDay,
} from './shape.ts'

const debtorShape = z
  .object({
    id: z.string(),
    no: z.int(),
    name: z.string(),
    kind: z.enum(debtorKinds),
    kindBecause: z.string(),
    externalId: z.string().optional(),
    country: z.string(),
    region: z.string().optional(),
    language: z.string(),
    handling: z.enum(handlings),
    paysBy: z.string().optional(),
    vatNumber: z.string().optional(),
    accountManager: z.string().optional(),
    segment: z.string().optional(),
    group: z.string().optional(),
    version: z.int(),
  })
  .openapi('Debtor')

const listed = debtorShape
  .extend({
    owed: owedShape.openapi({ description: 'What they owe, one for each currency, the largest sum first.' }),
  })
  .openapi('DebtorInList')

const addressed = debtorShape
  .extend({
    addresses: z.array(z.object({ channel: z.string(), address: z.string(), health: z.string() })),
    /** Other spellings, and the numbers that were merged into this one. */
    aliases: z.array(z.object({ name: z.string(), fileName: z.string().nullable(), seenOn: wireDay.nullable() })),
    merged: z.array(z.object({ id: z.string(), no: z.int(), name: z.string(), on: wireDay })),
  })
  .openapi('DebtorWithAddresses')

const codeShape = z.string().min(2).max(60)

/** A debtor as a program types them: for a debtor alone, and for a claim whose debtor may be new. */
export const newDebtor = z.strictObject({
  name: textShape(300),
  externalId: textShape(100)
    .optional()
    .openapi({ description: 'Your own number for them; the surest way to name them.' }),
  kind: z.enum(debtorKinds).optional(),
  country: codeShape.optional().openapi({ example: 'DE' }),
  language: codeShape.optional().openapi({ example: 'de' }),
  handling: z.enum(handlings).optional(),
  email: z.string().max(300).optional(),
  phone: z.string().max(60).optional(),
  contact: textShape(200).optional(),
  address: z.array(textShape(200)).min(1).max(8).optional(),
  vat: textShape(40).optional(),
  paysBy: textShape(40).optional(),
  accountManager: textShape(200).optional(),
  group: textShape(groupMax)
    .optional()
    .openapi({ description: 'The name under which customers of one owner or payer stand together.' }),
})

/** What need not be said: null takes it out. */
const free = (max: number) => textShape(max).nullable().optional()

const changes = z.strictObject({
  name: textShape(300).optional().openapi({ description: 'The one before stays an alias.' }),
  kind: z.enum(debtorKinds).optional(),
  handling: z.enum(handlings).optional(),
  language: codeShape.optional(),
  country: codeShape.optional(),
  region: textShape(20).optional(),
  paysBy: free(40),
  accountManager: free(200),
  segment: free(100),
  group: free(groupMax),
  confirm: z
    .boolean()
    .optional()
    .openapi({ description: 'True where the caller has seen what another kind, country or region changes.' }),
})

function debtorJson({ book: _, movedTo: __, ...it }: Versioned<DebtorRow>) {
  return { ...it, id: debtorId({ book: _, id: it.id }) }
}

/** By public id; who was merged into another is that other. Who lives in another workspace is as unknown as who lives nowhere. */
export async function debtorBy(tx: Tx, id: string): Promise<DebtorRow> {
  const found = await readHome(tx, keyOf('dbt', id))
  if (!found)
    throw problem('debtor.unknown', `There is no customer ${quoted(id)}.`, 'Take an id from the list of debtors.')
  return found
}

/** The last debtor of the page before, by whom the next one begins; their name may be long, so the cursor holds only who it was. */
function debtorCursor(order: string, cursor: string | undefined): Key | undefined {
  const at = readCursor(order, cursor)
  if (at === undefined) return undefined
  const key = parseId('dbt', at)
  if (!key) throw badCursor()
  return key
}

async function placeOf(tx: Tx, key: Key): Promise<DebtorAt> {
  const [found] = await readDebtors(tx, key.book, [key.id])
  if (!found) throw badCursor()
  return { no: found.no, nameKey: folded(found.name) }
}

interface PageAsk<O> {
  readonly order: O
  readonly down: boolean
  readonly cursor: string | undefined
  readonly limit: number
}

async function plainPage(tx: Tx, { cursor, limit, ...ask }: PageAsk<'no' | 'name'>, filter: DebtorFilter) {
  const at = debtorCursor(ask.order, cursor)
  const after = at && (await placeOf(tx, at))
  const found = await pageDebtors(tx, { ...ask, after, limit: limit + 1 }, filter)
  const items = found.slice(0, limit)
  return { items, next: found.length > items.length ? cursorOf(ask.order, debtorId(items.at(-1)!)) : undefined }
}

async function owingPage(tx: Tx, { cursor, limit, ...ask }: PageAsk<OwingOrder>, filter: DebtorFilter) {
  const found = await pageOwing(tx, { ...ask, after: owingCursor(ask.order, cursor), limit: limit + 1 }, filter)
  const keys = found.slice(0, limit)
  const last = keys.at(-1)
  const at = last && [last.minor, last.caseId, last.currency].join('~')
  const next = found.length > keys.length ? cursorOf(`owing.${ask.order}`, at!) : undefined
  return { items: await debtorsInOrder(tx, keys), next }
}

function owingCursor(order: OwingOrder, cursor: string | undefined): OwingAt | undefined {
  const at = readCursor(`owing.${order}`, cursor)
  if (at === undefined) return undefined
  const [, minor, caseId, currency] = /^(-?\d{1,16})~([0-9a-f-]{36})~([A-Z]{3})$/.exec(at) ?? []
  if (minor === undefined || caseId === undefined || currency === undefined) throw badCursor()
  return { minor: Number(minor), caseId, currency }
}

async function versioned(tx: Tx, key: Key) {
  const [found] = await readDebtors(tx, key.book, [key.id])
  const version = (await versionOf(tx, 'debtors', key))!
  return { json: debtorJson({ ...found!, version }), version }
}

export const debtors = [
  operation({
    id: 'listDebtors',
    noun: 'debtors',
    method: 'get',
    path: '/v1/debtors',
    says: 'All debtors in order of their number or name, those who owe in order of what is open or overdue, those that fit the filters, or the one with your own number.',
    query: z.strictObject({
      ...pageShape,
      externalId: textShape(100).optional(),
      words: textShape(100).optional().openapi({ description: 'Beginnings of words of the name, or of the number.' }),
      handling: z.enum(handlings).optional(),
      kind: z.enum(debtorKinds).optional(),
      country: textShape(2).optional(),
      group: textShape(groupMax).optional().openapi({ description: 'Who is in this group.' }),
      order: z.enum(['no', 'name', ...owingOrders]).default('no'),
      down: flagShape.default(false),
    }),
    answer: pageOf(listed),
    work: (desk, { query: { limit, cursor, order, down, ...filter } }) =>
      desk.tx(async (tx) => {
        const { items, next } =
          order === 'open' || order === 'overdue'
            ? await owingPage(tx, { order, down, cursor, limit }, filter)
            : await plainPage(tx, { order, down, cursor, limit }, filter)
        const owed = await owedBy(tx, items)
        return { json: { items: items.map((it) => ({ ...debtorJson(it), owed: owed.get(it.id) ?? [] })), next } }
      }),
  }),
  operation({
    id: 'addDebtor',
    noun: 'debtors',
    method: 'post',
    path: '/v1/debtors',
    says: 'Adds a debtor, with the rules of a row of a file.',
    body: newDebtor,
    answer: debtorShape,
    status: 201,
    versioned: true,
    work: async (desk, { body: { name, kind, ...facts } }) => {
      const { debtor } = await addRow(desk, typedDebtor(desk.workspace.country, name, kind, facts))
      return desk.tx((tx) => versioned(tx, debtor))
    },
  }),
  operation({
    id: 'readDebtor',
    noun: 'debtors',
    method: 'get',
    path: '/v1/debtors/{id}',
    says: 'One debtor with the addresses known of them.',
    params: oneOf('dbt'),
    answer: addressed,
    versioned: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const { json, version } = await versioned(tx, found)
        const addresses = (await readAddresses(tx, found.book, [found.id])).map(({ channel, address, health }) => ({
          channel,
          address,
          health,
        }))
        const aliases = (await aliasesOf(tx, found)).map((it) => ({
          name: it.alias,
          fileName: it.fileName,
          seenOn: wire(it.seenOn),
        }))
        const merged = (await mergedInto(tx, found)).map((it) => ({
          id: debtorId(it),
          no: it.no,
          name: it.name,
          on: wire(it.on),
        }))
        return { json: { ...json, addresses, aliases, merged }, version }
      }),
  }),
  operation({
    id: 'changeDebtor',
    noun: 'debtors',
    method: 'patch',
    path: '/v1/debtors/{id}',
    says: 'Changes what is named of a debtor, if it is still at the version of If-Match. Another kind, country or region that makes a difference is refused with that difference until "confirm" is true.',
    params: oneOf('dbt'),
    body: changes,
    answer: debtorShape,
    versioned: true,
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const { book, id } = await debtorBy(tx, params.id)
        await lockDebtors(tx, book, [id])
        checkVersion(version, await versionOf(tx, 'debtors', { book, id }))
        // Read under the lock, so that the record says from what it changed.
        const [found] = await readDebtors(tx, book, [id])
        const { confirm, ...named } = body
        const country = known('country', body.country, countryOf)
        const region = body.region?.toUpperCase()
        const other = { kind: body.kind, country, region }
        if (!confirm)
          await confirmOther(tx, desk.workspace, found!, other, desk.today, 'Send it again with "confirm": true.')
        await setDebtor(tx, found!, {
          ...named,
          ...other,
          group: body.group && groupNamed(body.group),
          kindBecause: body.kind && saidByHand,
          language: known('language', body.language, languageOf),
        })
        await lookAgain(tx, book, [id], desk.today)
        return versioned(tx, { book, id })
      }),
  }),
  operation({
    id: 'readTimeline',
    noun: 'debtors',
    method: 'get',
    path: '/v1/debtors/{id}/timeline',
    says: 'All that was said, paid and decided, the newest first.',
    params: oneOf('dbt'),
    query: z.strictObject({ limit: pageShape.limit }),
    answer: z.object({ items: z.array(z.object({ day: wireDay, what: z.string(), says: z.string() })) }),
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => {
        const story = await timeline(tx, await debtorBy(tx, params.id), query.limit)
        return { json: { items: story.map((it) => ({ ...it, day: wire(it.day) })) } }
      }),
  }),
] as const

function known(noun: string, text: string | undefined, read: (text: string) => string | undefined): string | undefined {
  const code = text === undefined ? undefined : read(text)
  if (text !== undefined && code === undefined)
    throw problem(`${noun}.unreadable`, `${quoted(text)} is no known ${noun}.`, 'Use two letters, such as de.')
  return code
}
