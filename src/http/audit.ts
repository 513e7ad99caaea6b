// Who did what, over the API: the workspace's own record by the page, for those who manage.

import { z } from '@hono/zod-openapi'
import { auditActors, readAudit } from '../store/audit.ts'
import { operation } from './operation.ts'
import { anyObject, cursorOf, pageOf, pageShape, seqCursor, textShape, wireMoment } from './shape.ts'

export const audits = [
  operation({
    id: 'listAudit',
    noun: 'record',
    method: 'get',
    path: '/v1/audit',
    says: 'What was done in this workspace besides the cases of debtors, and by whom, the newest first.',
    query: z.strictObject({ ...pageShape, who: textShape(300).optional() }),
    answer: pageOf(
      z.object({
        no: z.int(),
        at: z.string().nullable(),
        who: z.string(),
        kind: z.string(),
        body: anyObject.nullable(),
      }),
    ),
    right: 'manage',
    peopleOnly: true,
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const before = seqCursor(query.cursor)
        const found = await readAudit(tx, { before, actor: query.who, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        return {
          json: {
            items: items.map((it) => ({
              ...{ no: it.seq, at: wireMoment(it.at), who: it.actor, kind: it.kind },
              body: it.body === null ? null : JSON.parse(it.body),
            })),
            next: found.length > items.length ? cursorOf('seq', String(items.at(-1)!.seq)) : undefined,
          },
        }
      }),
  }),
  operation({
    id: 'listAuditPeople',
    noun: 'record',
    method: 'get',
    path: '/v1/audit/people',
    says: 'Everybody who stands in the record of this workspace: people, keys, and the schedule.',
    answer: z.object({ items: z.array(z.string()) }),
    right: 'manage',
    peopleOnly: true,
    work: (desk) => desk.tx(async (tx) => ({ json: { items: await auditActors(tx) } })),
  }),
] as const
