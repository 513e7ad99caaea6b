// Reading a whole workspace book by book, a few books side by side: each in a transaction of its own, the answers in the order of the
// books. For what only looks; what several books say together is as of moments a few seconds apart.

import type { Tx } from '../store/db.ts'
import { listBooks } from '../store/workspace.ts'

/** Told how far a long piece of work is. */
export interface Watch {
  /** So many parts come to it. */
  more(parts: number): void
  /** So many parts are done; lets others in between, and throws where nobody wants the rest any more. */
  step(parts?: number): Promise<void>
}

/** What can begin transactions, each by itself where it stands apart. */
export interface Reader {
  readonly watch?: Watch
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

const atOnce = 4
// What is worked out beside whoever asks leaves room for the others.
const besideAtOnce = 2

/** @returns one answer for each book */
export async function eachBook<T>(
  desk: Reader,
  read: (tx: Tx, book: number) => Promise<T>,
  only?: readonly number[],
): Promise<T[]> {
  const books = only ?? (await desk.tx(listBooks))
  const answers: T[] = []
  let next = 0
  desk.watch?.more(books.length)
  const taker = async () => {
    for (let at = next++; at < books.length; at = next++) {
      answers[at] = await desk.tx((tx) => read(tx, books[at]!))
      await desk.watch?.step(1)
    }
  }
  await Promise.all(Array.from({ length: Math.min(desk.watch ? besideAtOnce : atOnce, books.length) }, taker))
  return answers
}
