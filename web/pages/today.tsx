// Today: what waits for a person, in the order of a good morning.

import { Page } from '../ui/page.tsx'
import { Empty } from '../ui/state.tsx'
import { useWords } from '../ui/tongue.tsx'
import { todayWords } from '../words/today.ts'

export default function Today() {
  const w = useWords(todayWords)
  return (
    <Page title={w.title}>
      <Empty title={w.empty} says={w.emptySays} />
    </Page>
  )
}
