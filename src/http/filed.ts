// Documents of the whole workspace over the API: those filed, by words of their name, their claim or their customer; and a PDF that comes
// in, filed by the number that stands in it, or where a person says.

import { z } from '@hono/zod-openapi'
import { documentKinds } from '../core/document.ts'
import { keyOf } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { fileBytes } from '../engine/filing-one.ts'
import { pdfLimits } from '../imports/pdf.ts'
import { debtorId } from '../store/debtor.ts'
import { type DocumentRow, documentId, findDocument, pageDocuments, withdrawDocument } from '../store/document.ts'
import { operation } from './operation.ts'
import { cursorOf, idShape, keyCursor, oneOf, pageOf, pageShape, textShape, wireMoment } from './shape.ts'

const filedShape = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    size: z.int(),
    debtor: z.object({ id: z.string(), name: z.string() }),
    claim: z.string().nullable(),
    at: z.string(),
  })
  .openapi('FiledDocument')

function filedJson(it: DocumentRow) {
  const { kind, name, size, claimNumber, recordedAt, book, debtorId: id, debtorName } = it
  const debtor = { id: debtorId({ book, id }), name: debtorName }
  return { id: documentId(it), kind, name, size, debtor, claim: claimNumber, at: wireMoment(recordedAt)! }
}

export const filed = [
  operation({
    id: 'listDocuments',
    noun: 'documents',
    method: 'get',
    path: '/v1/documents',
    says: 'The documents that are filed, the newest first, or those whose name begins so, and those of the claim or customer of that number.',
    query: z.strictObject({ ...pageShape, q: textShape(100).optional() }),
    answer: pageOf(filedShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const before = keyCursor('doc', query.cursor)
        const found = await pageDocuments(tx, { before, limit: query.limit + 1, words: query.q })
        const items = found.slice(0, query.limit)
        const next = found.length > items.length ? cursorOf('doc', documentId(items.at(-1)!)) : undefined
        return { json: { items: items.map(filedJson), next } }
      }),
  }),
  operation({
    id: 'fileDocument',
    noun: 'documents',
    method: 'post',
    path: '/v1/documents',
    says: 'Files a PDF under the claim or customer whose number stands in its name or text, or where the query says; or says why it fits nowhere. The same bytes again change nothing.',
    query: z.strictObject({
      fileName: textShape(200),
      kind: z.enum(documentKinds).optional(),
      claim: textShape(100).optional().openapi({ description: 'The number of the claim it belongs to.' }),
      debtor: idShape('dbt').optional(),
    }),
    answer: z.object({
      filed: z
        .object({ kind: z.string(), claim: z.string().nullable(), customer: z.string(), because: z.string() })
        .nullable(),
      known: z.boolean().openapi({ description: 'It was filed before: the same bytes.' }),
      leftOver: z.object({ what: z.enum(['none', 'several', 'kind']), says: z.string() }).nullable(),
    }),
    takes: 'application/octet-stream',
    bytesMax: pdfLimits.bytesMax,
    apart: true,
    work: async (desk, { query, bytes }) => {
      const { fileName, kind, claim, debtor } = query
      if ((claim !== undefined || debtor !== undefined) && kind === undefined)
        throw problem('document.kind', 'What is it?', `Say one of: ${documentKinds.join(', ')}.`, { column: 'kind' })
      const to = claim !== undefined ? { claim } : debtor !== undefined ? { debtor: keyOf('dbt', debtor) } : undefined
      const done = await fileBytes(desk.tx, { name: fileName, bytes, kind, to })
      if (done === 'known') return { json: { filed: null, known: true, leftOver: null } }
      if ('what' in done) return { json: { filed: null, known: false, leftOver: { what: done.what, says: done.says } } }
      return { json: { filed: { ...done, claim: done.claim ?? null }, known: false, leftOver: null } }
    },
  }),
  operation({
    id: 'withdrawDocument',
    noun: 'documents',
    method: 'post',
    path: '/v1/documents/{id}/withdraw',
    says: 'It was filed wrongly: from now on it goes out with nothing. It is not deleted.',
    params: oneOf('doc'),
    answer: z.object({ id: z.string(), withdrawn: z.boolean() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const withdrawn = await withdrawDocument(tx, await findDocument(tx, params.id))
        return { json: { id: params.id, withdrawn } }
      }),
  }),
] as const
