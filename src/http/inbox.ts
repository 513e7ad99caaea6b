// Mails that came in, over the API: what waits for a person, its words, and that somebody has looked.

import { z } from '@hono/zod-openapi'
import { lookedAt } from '../engine/inbox.ts'
import { ofOthers } from '../store/collector.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, readDebtors } from '../store/debtor.ts'
import { findMail, listMail, type MailRow, mailId } from '../store/inbox.ts'
import { mineOf, mineQuery } from './collector.ts'
import { operation } from './operation.ts'
import { flagShape, oneOf, wire, wireDay, wireMoment } from './shape.ts'

const mailShape = z
  .object({
    id: z.string(),
    direction: z.enum(['in', 'out']),
    kind: z.string(),
    state: z.string(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    says: z.string().openapi({ description: 'What followed from it.' }),
    day: wireDay,
    at: z.string(),
    debtors: z.array(z.object({ id: z.string(), no: z.int(), name: z.string() })),
  })
  .openapi('Mail')

const mailsMax = 200

async function mailsJson(tx: Tx, mails: readonly MailRow[]) {
  const keys = mails.flatMap((it) => it.landed)
  const names = new Map<string, { id: string; no: number; name: string }>()
  for (const [book, some] of Map.groupBy(keys, (it) => it.book))
    for (const it of await readDebtors(tx, book, [...new Set(some.map((one) => one.id))]))
      names.set(it.id, { id: debtorId(it), no: it.no, name: it.name })
  return mails.map(({ landed, day, at, ...it }) => ({
    id: mailId(it),
    direction: it.direction,
    kind: it.kind,
    state: it.state,
    from: it.from,
    subject: it.subject,
    text: it.text,
    says: it.says,
    day: wire(day),
    at: wireMoment(at),
    debtors: landed.flatMap((one) => names.get(one.id) ?? []),
  }))
}

export const mails = [
  operation({
    id: 'listMail',
    noun: 'inbox',
    method: 'get',
    path: '/v1/inbox',
    says: 'Mails that wait for a person, the newest first; or all of them.',
    query: z.strictObject({ all: flagShape.optional(), ...mineQuery }),
    answer: z.object({ items: z.array(mailShape) }),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const found = await listMail(tx, query.all === true, mailsMax)
        const { of } = await mineOf(tx, desk, query.mine)
        const others = of
          ? await ofOthers(
              tx,
              found.flatMap((it) => it.landed),
              of,
            )
          : undefined
        // What landed nowhere, or with somebody whom nobody has, is for everybody.
        const its = others
          ? found.filter((it) => it.landed.length === 0 || it.landed.some((one) => !others.has(one.id)))
          : found
        return { json: { items: await mailsJson(tx, its) } }
      }),
  }),
  operation({
    id: 'readMail',
    noun: 'inbox',
    method: 'get',
    path: '/v1/inbox/{id}',
    says: 'One mail.',
    params: oneOf('inb'),
    answer: mailShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({ json: (await mailsJson(tx, [await findMail(tx, params.id)]))[0] })),
  }),
  operation({
    id: 'mailDone',
    noun: 'inbox',
    method: 'post',
    path: '/v1/inbox/{id}/done',
    says: 'Somebody has looked: what the mail held goes on, after five quiet business days.',
    params: oneOf('inb'),
    answer: z.object({ lifted: z.int().openapi({ description: 'Holds that are lifted by it.' }) }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({ json: { lifted: await lookedAt(tx, await findMail(tx, params.id), desk.today) } })),
  }),
] as const
