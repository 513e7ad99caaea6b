// Sentences of the program as the desk shows them. Their cures name commands, because the terminal says the same; who sits here gets the
// page on which it is done, and the command only where there is none.

import { Anchor, Code } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { Fragment } from 'react'
import { partWords } from '../words/parts.ts'
import { toldWords } from '../words/told.ts'
import { piecesOf, placeOf } from './command.ts'
import { useWords } from './tongue.tsx'

export function Told({ text }: { text: string }) {
  const w = useWords(toldWords)
  const parts = useWords(partWords)
  // A notice stands beside the pages, and knows no way among them but the address.
  const inside = useRouter({ warn: false }) !== undefined
  return piecesOf(text).map((piece, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence stay where they are
    if (typeof piece === 'string') return <Fragment key={i}>{piece}</Fragment>
    const place = placeOf(piece.command)
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    if (!place) return <Code key={i}>./dunwell {piece.command}</Code>
    const to = 'part' in place ? `/settings/${place.part}` : place.page
    const search = 'part' in place && place.show ? { show: place.show } : undefined
    const way = inside
      ? { component: Link, to: to as never, search: search as never }
      : { href: search ? `${to}?show=${search.show}` : to }
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Anchor key={i} inherit underline="always" {...way}>
        {'part' in place ? `${w.settings}, ${parts[place.part]}` : w[place.word]}
      </Anchor>
    )
  })
}
