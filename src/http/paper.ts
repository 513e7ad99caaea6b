// Papers over the API: what is filed under a debtor, and the bytes of one as they were filed.

import { z } from '@hono/zod-openapi'
import { type DocumentRow, documentBytes, documentId, findDocument, listDocuments } from '../store/document.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { oneOf, wireMoment } from './shape.ts'

const paperShape = z
  .object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    size: z.int(),
    claim: z.string().nullable(),
    at: z.string(),
  })
  .openapi('Paper')

function paperJson(it: DocumentRow) {
  const { kind, name, size, claimNumber, recordedAt } = it
  return { id: documentId(it), kind, name, size, claim: claimNumber, at: wireMoment(recordedAt)! }
}

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  csv: 'text/csv',
  xml: 'application/xml',
  eml: 'message/rfc822',
}

/** What a browser is told of a file; of what it does not know, that it is bytes to be saved. */
function typeOf(name: string): string {
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

export const papers = [
  operation({
    id: 'listPapers',
    noun: 'papers',
    method: 'get',
    path: '/v1/debtors/{id}/documents',
    says: 'The documents filed under a debtor and their claims, the newest first, at most 200.',
    params: oneOf('dbt'),
    answer: z.object({ items: z.array(paperShape) }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await listDocuments(tx, { debtor: await debtorBy(tx, params.id) }, 200)
        return { json: { items: found.map(paperJson) } }
      }),
  }),
  operation({
    id: 'readPaper',
    noun: 'papers',
    method: 'get',
    path: '/v1/documents/{id}/content',
    says: 'A document with its bytes in base64, exactly as they were filed.',
    params: oneOf('doc'),
    answer: paperShape.extend({ type: z.string(), base64: z.string() }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = await findDocument(tx, params.id)
        const bytes = await documentBytes(tx, found)
        return {
          json: { ...paperJson(found), type: typeOf(found.name), base64: Buffer.from(bytes).toString('base64') },
        }
      }),
  }),
] as const
