// The copies that go with a message: the documents filed under the claims it names, of the kinds its step attaches. Too much for
// a mailbox means none of them, and that is said.

import type { MessageAction } from '../core/case.ts'
import type { DocumentKind } from '../core/document.ts'
import type { Step } from '../core/policy.ts'
import { languageOf } from '../documents/languages.ts'
import type { Tx } from '../store/db.ts'
import { type DocumentRow, documentBytes, documentId, documentsOf } from '../store/document.ts'

export interface Enclosed {
  readonly documents: readonly DocumentRow[]
  /** For the message itself, in its language: "copy of invoice 2024-0117". */
  readonly lines: readonly string[]
  /** Why some did not go; for us. */
  readonly leftOut?: string
}

// Many mailboxes take 20 MB, and a mail makes its attachments a third larger.
const bytesMax = 10_000_000
const documentsMax = 30

/** What a step attaches for this action; nothing where it attaches nothing or nothing is filed. */
export async function enclosedWith(
  tx: Tx,
  book: number,
  step: Pick<Step, 'attach'> | undefined,
  action: Pick<MessageAction, 'items'>,
  language: string,
): Promise<Enclosed> {
  const claimIds = [...new Set(action.items.filter((it) => it.named).map((it) => it.claimId))]
  const filed = await documentsOf(tx, book, claimIds, step?.attach ?? [])
  const documents = filed.filter(
    (it, i) =>
      !filed.some(
        (later, j) =>
          j > i &&
          // Of an invoice only what was filed last, and the same bytes once.
          ((it.kind === 'invoice' && later.kind === 'invoice' && later.claimId === it.claimId) ||
            later.sha.equals(it.sha)),
      ),
  )
  const size = documents.reduce((sum, it) => sum + it.size, 0)
  if (size > bytesMax || documents.length > documentsMax)
    return {
      documents: [],
      lines: [],
      leftOut: `No copies go with it: ${documents.length} with ${(size / 1e6).toFixed(1)} MB are more than one mail should carry (${documentsMax}, ${bytesMax / 1e6} MB).`,
    }
  return { documents, lines: linesOf(documents, language) }
}

function linesOf(documents: readonly DocumentRow[], language: string): string[] {
  const { copies } = languageOf(language)
  return [...Map.groupBy(documents, (it) => it.kind)].map(([kind, some]) => {
    const numbers = [...new Set(some.map((it) => it.claimNumber))]
    const [one, many] = copies[kind as DocumentKind]
    return `${numbers.length === 1 ? one : many} ${numbers.join(', ')}`
  })
}

/** The bytes, each under a name that no other of them has. */
export async function attachmentsOf(
  tx: Tx,
  { documents }: Enclosed,
): Promise<{ name: string; contentType: string; bytes: Uint8Array }[]> {
  const names = new Set<string>()
  const found: { name: string; contentType: string; bytes: Uint8Array }[] = []
  for (const it of documents) {
    let name = it.name
    for (let i = 2; names.has(name.toLowerCase()); i++) name = it.name.replace(/(\.pdf)?$/i, `-${i}$1`)
    names.add(name.toLowerCase())
    found.push({ name, contentType: 'application/pdf', bytes: await documentBytes(tx, it) })
  }
  return found
}

/** What is kept with the permit: which documents went, by the hash of their bytes. */
export function enclosedFacts({ documents, leftOut }: Enclosed): object {
  return {
    ...(documents.length > 0 && {
      enclosed: documents.map((it) => ({
        id: documentId(it),
        name: it.name,
        kind: it.kind,
        claim: it.claimNumber,
        sha256: it.sha.toString('hex'),
      })),
    }),
    ...(leftOut !== undefined && { leftOut }),
  }
}

/** For a person who looks at a message before it leaves. */
export function enclosedText({ documents, leftOut }: Enclosed): string[] {
  return [
    ...documents.map(
      (it) =>
        `Enclosed: ${it.name} (${it.kind.replaceAll('_', ' ')} of ${it.claimNumber}, ${Math.ceil(it.size / 1000)} kB)`,
    ),
    ...(leftOut === undefined ? [] : [leftOut]),
  ]
}
