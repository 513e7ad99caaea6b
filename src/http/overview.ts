// What the desk's pages of a customer and of a claim show beside their own fields, each in one answer.

import { z } from '@hono/zod-openapi'
import { publicId } from '../core/id.ts'
import { wishAt, wishes } from '../engine/contact.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId } from '../store/debtor.ts'
import { type DocumentRow, documentId, listDocuments } from '../store/document.ts'
import { readGroup } from '../store/group.ts'
import { casesOf, contactsOf, onAccountOf, postingsOf, restingOf } from '../store/overview.ts'
import { owedBy, pageOwing } from '../store/owing.ts'
import { debtorsInOrder, pageDebtors } from '../store/page.ts'
import { readChoices } from '../store/policy.ts'
import { readTold } from '../store/told.ts'
import { claimBy } from './claim.ts'
import { debtorBy } from './debtor.ts'
import { groupJson, groupShape, owedShape } from './group.ts'
import { operation } from './operation.ts'
import { moneySums, oneOf, openDay, wire, wireDay, wireMoment } from './shape.ts'

const documentShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  size: z.int(),
  claim: z.string().nullable(),
  filedAt: z.string().nullable(),
})

function documentJson(it: DocumentRow) {
  const { name, kind, size, claimNumber: claim } = it
  return { id: documentId(it), name, kind, size, claim, filedAt: wireMoment(it.recordedAt) }
}

const documentsShown = 200
const othersShown = 12

/** The group of a debtor with the first others in it: those who owe, the most overdue first, then the rest by name. */
async function groupAround(tx: Tx, { id, group }: DebtorRow) {
  const found = group === undefined ? undefined : await readGroup(tx, group)
  if (!found) return null
  const ask = { limit: othersShown + 1 }
  const filter = { group: found.name }
  const owing = await debtorsInOrder(tx, await pageOwing(tx, { ...ask, order: 'overdue', down: true }, filter))
  const all = [...owing, ...(await pageDebtors(tx, { ...ask, order: 'name' }, filter))]
  const others = [...new Map(all.filter((it) => it.id !== id).map((it) => [it.id, it])).values()].slice(0, othersShown)
  const owed = await owedBy(tx, others)
  return {
    ...groupJson(found),
    others: others.map((it) => ({ id: debtorId(it), no: it.no, name: it.name, owed: owed.get(it.id) ?? [] })),
  }
}

export const overviews = [
  operation({
    id: 'readDebtorOverview',
    noun: 'debtors',
    method: 'get',
    path: '/v1/debtors/{id}/overview',
    says: 'The contacts of a debtor with consent and health of each address, their group, money on account, cases, the policy chosen for them, and documents.',
    params: oneOf('dbt'),
    answer: z.object({
      contacts: z.array(
        z.object({
          id: z.string(),
          name: z.string().nullable(),
          site: z.string().nullable(),
          roles: z.array(z.string()),
          addresses: z.array(
            z.object({
              id: z.string(),
              channel: z.string(),
              address: z.string(),
              health: z.string(),
              wish: z
                .object({ wish: z.enum(wishes), on: wireDay, source: z.string().nullable() })
                .nullable()
                .openapi({ description: 'What they said last of being reached there, as far as it holds.' }),
              facts: z.array(
                z.object({ kind: z.string(), scope: z.string().nullable(), source: z.string(), at: z.string() }),
              ),
            }),
          ),
        }),
      ),
      group: groupShape
        .extend({ others: z.array(z.object({ id: z.string(), no: z.int(), name: z.string(), owed: owedShape })) })
        .nullable()
        .openapi({
          description: 'Their group with what it owes together, and the first others in it who owe the most.',
        }),
      policy: z.string().nullable(),
      onAccount: moneySums,
      cases: z.array(
        z.object({
          currency: z.string(),
          claims: z.int(),
          openMinor: z.int(),
          overdueMinor: z.int(),
          oldestDueOn: wireDay.nullable(),
          daysLate: z.int(),
          nextLookOn: wireDay.nullable(),
          next: z.string(),
          step: z.string().nullable(),
          held: z.string().nullable(),
        }),
      ),
      documents: z.array(documentShape),
    }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, params.id)
        const choices = await readChoices(tx)
        const told = (await readTold(tx, found.book, [found.id])).get(found.id) ?? []
        const own = choices.find((it) => it.reach === 'debtor' && it.subject === found.id)
        return {
          json: {
            contacts: (await contactsOf(tx, found)).map((it) => ({
              ...it,
              id: publicId('con', { book: found.book, id: it.id }),
              roles: it.roles.split(/[,\s]+/).filter(Boolean),
              addresses: it.addresses.map((at) => {
                const wish = wishAt(told, at, desk.today)
                return {
                  ...at,
                  id: publicId('adr', { book: found.book, id: at.id }),
                  wish: wish ? { wish: wish.wish, on: wire(wish.on), source: wish.source ?? null } : null,
                }
              }),
            })),
            group: await groupAround(tx, found),
            policy: own?.policyId ?? null,
            onAccount: await onAccountOf(tx, found),
            cases: (await casesOf(tx, found)).map((it) => ({
              ...it,
              oldestDueOn: openDay(it.oldestDueOn),
              daysLate: Math.max(0, desk.today - it.oldestDueOn),
              nextLookOn: openDay(it.nextLookOn),
            })),
            documents: (await listDocuments(tx, { debtor: found }, documentsShown)).map(documentJson),
          },
        }
      }),
  }),
  operation({
    id: 'readClaimOverview',
    noun: 'claims',
    method: 'get',
    path: '/v1/claims/{id}/overview',
    says: 'Every posting of a claim with where it came from, what held or contested it, its documents, and whose it is.',
    params: oneOf('clm'),
    answer: z.object({
      debtor: z.object({ id: z.string(), no: z.int(), name: z.string() }),
      postings: z.array(
        z.object({
          id: z.string(),
          day: wireDay,
          recordedAt: z.string().nullable(),
          kind: z.string(),
          component: z.string(),
          amountMinor: z.int(),
          reason: z.string(),
          actor: z.string(),
          undoes: z.string().nullable(),
          undone: z.boolean(),
          rule: z.string().nullable(),
          payment: z.string().nullable(),
          reference: z.string().nullable(),
        }),
      ),
      resting: z.array(
        z.object({
          id: z.string(),
          what: z.enum(['hold', 'dispute', 'query', 'promise']),
          says: z.string(),
          since: wireDay,
          until: wireDay.nullable(),
          ended: wireDay.nullable(),
          partMinor: z.int().nullable(),
        }),
      ),
      documents: z.array(documentShape),
    }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        const debtor = await debtorBy(tx, debtorId({ book: claim.book, id: claim.debtorId }))
        return {
          json: {
            debtor: { id: debtorId(debtor), no: debtor.no, name: debtor.name },
            postings: (await postingsOf(tx, claim)).map(({ paymentId, ...it }) => ({
              ...it,
              day: wire(it.day),
              recordedAt: wireMoment(it.recordedAt),
              payment: paymentId === null ? null : publicId('pay', { book: claim.book, id: paymentId }),
            })),
            resting: (await restingOf(tx, claim)).map((it) => ({
              ...it,
              since: wire(it.since),
              until: wire(it.until),
              ended: wire(it.ended),
            })),
            documents: (await listDocuments(tx, { claim }, documentsShown)).map(documentJson),
          },
        }
      }),
  }),
] as const
