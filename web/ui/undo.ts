// The last thing that can be taken back, so that `u` takes it back also when the note that offered it has gone.

import { shellWords } from '../words/shell.ts'
import { type Key, useKeys } from './keys.tsx'
import { useWords } from './tongue.tsx'

let last: (() => Promise<unknown>) | undefined

/** Keeps the way back of what was just done; of what came after it there is one way back, not two. */
export function keepUndo(back: (() => Promise<unknown>) | undefined): void {
  last = back
}

/** `u` takes back what was done last, on the pages that say so; once. */
export function useUndoKey(): void {
  const w = useWords(shellWords)
  const key: Key = {
    key: 'u',
    says: w.keyUndo,
    run: () => {
      const back = last
      last = undefined
      void back?.()
    },
  }
  useKeys([key])
}
