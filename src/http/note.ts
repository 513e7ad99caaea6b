// Notes over the API: what a person wants to remember of a debtor, said to nobody.

import { z } from '@hono/zod-openapi'
import { addNote, withdrawNote } from '../store/note.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { idShape, oneOf, textShape } from './shape.ts'

export const notes = [
  operation({
    id: 'addNote',
    noun: 'notes',
    method: 'post',
    path: '/v1/notes',
    says: 'Keeps a note about a debtor. It moves nothing and is sent to nobody.',
    body: z.strictObject({ debtor: idShape('dbt'), says: textShape(4_000) }),
    answer: z.object({ id: z.string() }),
    status: 201,
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, body.debtor)
        return { json: { id: await addNote(tx, found, body.says, desk.today) } }
      }),
  }),
  operation({
    id: 'withdrawNote',
    noun: 'notes',
    method: 'post',
    path: '/v1/notes/{id}/withdraw',
    says: 'Takes a note back; it is shown no more and stays on the record.',
    params: oneOf('nte'),
    answer: z.object({ id: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await withdrawNote(tx, params.id)
        return { json: { id: params.id } }
      }),
  }),
] as const
