// One PDF filed: where a person says, or by the number that stands in it. The same bytes at the same place are filed once.

import { basename } from 'node:path'
import type { DocumentKind } from '../core/document.ts'
import type { Key } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import { checkWhole, openPdfReader, pdfLimits } from '../imports/pdf.ts'
import { hashOf } from '../store/blob.ts'
import { findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { findDebtor, readDebtors } from '../store/debtor.ts'
import { addDocument, documentsWith } from '../store/document.ts'
import { lockDebtors } from '../store/record.ts'
import { asProblem, bytesOf, type Filed, fileOne, type LeftOver, plainName } from './filing.ts'

/** Files a PDF that came as bytes: where it is said, else by the number that stands in it. `known` where the same bytes are filed already. */
export async function fileBytes(
  inside: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  it: {
    readonly name: string
    readonly bytes: Uint8Array
    readonly kind?: DocumentKind
    readonly to?: { readonly claim: string } | { readonly debtor: Key }
  },
): Promise<Filed | LeftOver | 'known'> {
  const { bytes, kind, to } = it
  checkWhole(bytes)
  const file = plainName(basename(it.name))
  if (to !== undefined) {
    const done = await inside((tx) => fileUnder(tx, { file, bytes, kind: kind! }, to))
    const { claim, customer } = done
    return done.id === undefined ? 'known' : { file, kind: kind!, claim, customer, because: bySomebody }
  }
  const before = await inside((tx) => documentsWith(tx, hashOf(bytes)))
  if (before.some((one) => one.withdrawnAt === null)) return 'known'
  const reader = openPdfReader()
  try {
    const { lines } = await reader.read(bytes)
    return await inside((tx) => fileOne(tx, { path: file, file, bytes, lines }, { kind }))
  } finally {
    await reader.close()
  }
}

const bySomebody = 'a person said so'

/** Files one PDF where a person says. @returns undefined where it stands there already */
export async function fileByHand(
  tx: Tx,
  path: string,
  to: { readonly claim?: string; readonly debtor?: string; readonly kind: DocumentKind },
): Promise<{ id: string | undefined; key: Key; claim?: string; customer: string }> {
  const bytes = await bytesOf(path, pdfLimits.bytesMax).catch((error) => {
    throw asProblem(error)
  })
  checkWhole(bytes)
  const file = plainName(basename(path))
  const at = to.claim === undefined ? { debtor: await findDebtor(tx, to.debtor!) } : { claim: to.claim }
  return fileUnder(tx, { file, bytes, kind: to.kind }, at)
}

async function fileUnder(
  tx: Tx,
  { file: name, bytes, kind }: { file: string; bytes: Uint8Array; kind: DocumentKind },
  to: { readonly claim: string } | { readonly debtor: Key },
) {
  const claim = 'claim' in to ? await findClaim(tx, to.claim) : undefined
  const key = claim ? { book: claim.book, id: claim.debtorId } : (to as { debtor: Key }).debtor
  const [debtor] = await readDebtors(tx, key.book, [key.id])
  if (!debtor) throw problem('debtor.unknown', 'There is no such customer.', 'Take an id from the list of debtors.')
  const heads = await lockDebtors(tx, key.book, [key.id])
  const because = bySomebody
  const id = await addDocument(tx, heads, { debtorId: key.id, claimId: claim?.id, kind, name, bytes, because })
  return { id, key: { book: key.book, id: id ?? key.id }, claim: claim?.number, customer: debtor.name }
}
