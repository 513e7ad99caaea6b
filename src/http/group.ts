// Groups of customers over the API: which there are, and what each owes together.

import { z } from '@hono/zod-openapi'
import { groupMax } from '../core/group.ts'
import { type GroupRow, listGroups } from '../store/group.ts'
import { operation } from './operation.ts'
import { pageShape, textShape } from './shape.ts'

export const owedShape = z.array(z.object({ currency: z.string(), openMinor: z.int(), overdueMinor: z.int() }))

export const groupShape = z
  .object({
    name: z.string(),
    debtors: z.int().openapi({ description: 'How many customers are in it.' }),
    owed: owedShape.openapi({ description: 'What they owe together, one for each currency, the largest sum first.' }),
  })
  .openapi('Group')

export function groupJson({ key: _, ...it }: GroupRow) {
  return { ...it, owed: [...it.owed] }
}

export const groups = [
  operation({
    id: 'listGroups',
    noun: 'debtors',
    method: 'get',
    path: '/v1/groups',
    says: 'The first groups of customers in the order of their names, each with what its customers owe together. A group is there while somebody is in it.',
    query: z.strictObject({
      limit: pageShape.limit,
      starts: textShape(groupMax).optional().openapi({ description: 'How its name begins.' }),
    }),
    answer: z.object({ items: z.array(groupShape) }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => ({
        json: { items: (await listGroups(tx, query.starts ?? '', query.limit)).map(groupJson) },
      })),
  }),
] as const
