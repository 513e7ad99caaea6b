// Numbers of claims as the search has them: their digits alone, leading to the debtor, so that a payer's "2025 117" finds RE-2025-00117.

import { numberKey } from '../core/match-words.ts'
import { insert, type Tx } from './db.ts'

/** Lets the numbers of these claims of a book lead to their debtors. */
export async function addNumbers(
  tx: Tx,
  book: number,
  claims: readonly { readonly number: string; readonly debtorId: string }[],
): Promise<void> {
  await insert(
    tx,
    'search_words',
    ['word:text', 'book_id:bigint', 'subject_id:uuid', 'kind:text'],
    claims.flatMap((it) => {
      const key = numberKey(it.number)
      return key === undefined ? [] : [[`#${key}`, book, it.debtorId, 'number']]
    }),
    { conflict: 'nothing' },
  )
}
