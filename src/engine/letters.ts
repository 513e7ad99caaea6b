// The letters of some days as one file to print, in the order in which they were released.

import { addDays, type Day, dayText, momentAt } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { bindLetters } from '../documents/printed.ts'
import { type LetterRow, lettersReleased } from '../store/attempt.ts'
import { readBlob } from '../store/blob.ts'
import type { Tx } from '../store/db.ts'
import type { Workspace } from '../store/workspace.ts'
import type { Watch } from './books.ts'
import type { Worked } from './reckoning.ts'

/** As many as a printer takes in an afternoon: more days are asked for one after the other. */
const lettersMax = 500

/** From the first day to the last, both included. A Problem where there are none, or more than one file should hold. */
export async function printedLetters(
  desk: { readonly workspace: Workspace; tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> },
  { from, to }: { readonly from: Day; readonly to: Day },
  watch: Watch,
): Promise<Worked> {
  const { zone } = desk.workspace
  const span = { from: momentAt(from, 0, zone), until: momentAt(addDays(to, 1), 0, zone) }
  const some = await desk.tx((tx) => lettersReleased(tx, span, lettersMax + 1))
  if (some.length === 0)
    throw problem(
      'letters.none',
      `No letter was released from ${dayText(from)} to ${dayText(to)}.`,
      'Choose other days; what waits is not printed before it is sent.',
    )
  if (some.length > lettersMax)
    throw problem(
      'letters.many',
      `More than ${lettersMax} letters were released from ${dayText(from)} to ${dayText(to)}.`,
      'Ask for fewer days at once.',
    )
  watch.more(some.length)
  const letters: Uint8Array[] = []
  for (const it of some) {
    letters.push(await desk.tx((tx) => bytesOf(tx, it)))
    await watch.step(1)
  }
  const { pdf, pages } = bindLetters(letters)
  const name = `letters-${dayText(from)}${to === from ? '' : `-${dayText(to)}`}.pdf`
  return { answer: { rows: letters.length, pages }, file: { name, type: 'application/pdf', bytes: pdf } }
}

async function bytesOf(tx: Tx, it: LetterRow): Promise<Uint8Array> {
  const bytes = await readBlob(tx, it.sha)
  if (bytes) return bytes
  throw problem('letters.gone', 'The bytes of a letter are kept no more.', 'Print the others day by day.')
}
