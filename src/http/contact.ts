// Contacts of a debtor over the API: added, changed and ended, with their addresses, their roles, and what they asked for or agreed to.
// Their version is that of their debtor.

import { z } from '@hono/zod-openapi'
import { keyOf, publicId } from '../core/id.ts'
import { roles } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { addContactTo, changeContactOf, endContactOf, wishes } from '../engine/contact.ts'
import { type ContactRow, readContact } from '../store/contact.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId } from '../store/debtor.ts'
import { versionOf } from '../store/page.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { debtorBy } from './debtor.ts'
import { checkVersion, operation } from './operation.ts'
import { idShape, oneOf, textShape } from './shape.ts'

const addressShape = z.strictObject({
  id: idShape('adr').optional().openapi({ description: 'One that stands; without it the address is new.' }),
  channel: z.enum(['email', 'phone', 'post']),
  address: textShape(600).openapi({ description: 'Of a postal address its lines.' }),
  works: z.boolean().optional().openapi({ description: 'True: it works after all.' }),
  wish: z
    .enum(wishes)
    .nullable()
    .optional()
    .openapi({ description: 'What they said of being reached there; null takes it back, left out it stays.' }),
  source: textShape(200).optional().openapi({ description: 'Where that is known from.' }),
})

const rolesShape = z.array(z.enum(roles)).max(roles.length)
const addresses = z.array(addressShape).max(30)
const answer = z.object({ id: z.string(), version: z.int() })

const added = z.strictObject({
  name: textShape(200).optional(),
  site: textShape(100).optional(),
  roles: rolesShape.default([]),
  addresses: addresses.default([]),
})

const changed = z.strictObject({
  name: textShape(200).nullable().optional(),
  site: textShape(100).nullable().optional(),
  roles: rolesShape.optional(),
  addresses: addresses
    .optional()
    .openapi({ description: 'All that stand from now on; one that is not named is withdrawn.' }),
})

export const contacts = [
  operation({
    id: 'addContact',
    noun: 'contacts',
    method: 'post',
    path: '/v1/debtors/{id}/contacts',
    says: 'Adds a contact with addresses. The version is that of the debtor.',
    params: oneOf('dbt'),
    body: added,
    answer,
    status: 201,
    versioned: true,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const heads = await lockDebtors(tx, found.book, [found.id])
        const it = { name: body.name?.trim() ?? null, site: body.site?.trim() ?? null, roles: body.roles }
        const its = body.addresses.map(inHouse)
        return answered(tx, found, await addContactTo(tx, heads, found, { ...it, addresses: its }, desk.today))
      }),
  }),
  operation({
    id: 'changeContact',
    noun: 'contacts',
    method: 'patch',
    path: '/v1/contacts/{id}',
    says: 'Changes what is named of a contact, if the debtor is still at the version of If-Match.',
    params: oneOf('con'),
    body: changed,
    answer,
    versioned: true,
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const { found, heads, contact } = await locked(tx, params.id, version)
        const { name, site, roles: wanted } = body
        const to = {
          name: name === undefined ? contact.name : (name?.trim() ?? null),
          site: site === undefined ? contact.site : (site?.trim() ?? null),
          roles: wanted ?? contact.roles,
          addresses: body.addresses?.map(inHouse),
        }
        await changeContactOf(tx, heads, found, contact, to, desk.today)
        return answered(tx, found, contact.id)
      }),
  }),
  operation({
    id: 'endContact',
    noun: 'contacts',
    method: 'post',
    path: '/v1/contacts/{id}/end',
    says: 'They are no contact any more: nothing goes to them from now on. What was said and sent stays.',
    params: oneOf('con'),
    answer,
    versioned: true,
    work: (desk, { params, version }) =>
      desk.tx(async (tx) => {
        const { found, heads, contact } = await locked(tx, params.id, version)
        await endContactOf(tx, heads, found, contact, desk.today)
        return answered(tx, found, contact.id)
      }),
  }),
] as const

const inHouse = ({ id, ...it }: z.output<typeof addressShape>) => ({
  ...it,
  ...(id !== undefined && { id: keyOf('adr', id).id }),
})

/** The contact as it stands under the lock of its debtor, who is at the version that the caller saw. */
async function locked(
  tx: Tx,
  id: string,
  version: number | undefined,
): Promise<{ found: DebtorRow; heads: Heads; contact: ContactRow }> {
  const key = keyOf('con', id)
  const unknown = () => problem('contact.unknown', 'There is no such contact.', 'Take an id from their debtor’s page.')
  const before = await readContact(tx, key)
  if (!before) throw unknown()
  const found = await debtorBy(tx, debtorId({ book: key.book, id: before.debtorId }))
  // Of who was merged into another the contacts went along, under ids of their own.
  if (found.id !== before.debtorId) throw unknown()
  const heads = await lockDebtors(tx, found.book, [found.id])
  checkVersion(version, await versionOf(tx, 'debtors', found))
  const contact = await readContact(tx, key)
  if (!contact) throw unknown()
  return { found, heads, contact }
}

async function answered(tx: Tx, debtor: DebtorRow, id: string) {
  const version = (await versionOf(tx, 'debtors', debtor))!
  return { json: { id: publicId('con', { book: debtor.book, id }), version }, version }
}
