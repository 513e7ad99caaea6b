// Mine or all: the switch of pages that show work, with a word about those one covers; and what somebody chose stays with this browser.

import { Group, SegmentedControl, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { collectorWords } from '../words/collectors.ts'
import { useSeat } from './seat.tsx'
import { useForms, useWords } from './tongue.tsx'

export interface Mine {
  readonly on: boolean
  readonly covers: readonly { readonly id: string; readonly name: string; readonly until: string | null }[]
  readonly away: { readonly until: string | null; readonly by: string } | null
}

/** Whether one's own work alone is shown: so at first for collectors, until they say otherwise. */
export function useMine() {
  const { workspace } = useSeat()
  const [chosen, choose] = useLocalStorage<'mine' | 'all' | ''>({
    key: 'dunwell-whose',
    defaultValue: '',
    getInitialValueInEffect: false,
  })
  const mine = chosen === '' ? workspace.role === 'collector' : chosen === 'mine'
  return { mine, query: { mine: mine ? 'true' : 'false' }, choose } as const
}

export function MineSwitch({ mine, choose }: Pick<ReturnType<typeof useMine>, 'mine' | 'choose'>) {
  const w = useWords(collectorWords)
  return (
    <SegmentedControl
      size="sm"
      aria-label={w.whose}
      value={mine ? 'mine' : 'all'}
      onChange={(next) => choose(next as 'mine' | 'all')}
      data={[
        { value: 'mine', label: w.mineWord },
        { value: 'all', label: w.allWord },
      ]}
    />
  )
}

/** Whom one covers, and whether one ought to be elsewhere. */
export function Covering({ mine }: { mine: Mine | undefined }) {
  const w = useWords(collectorWords)
  const forms = useForms()
  if (!mine || (!mine.away && !(mine.on && mine.covers.length > 0))) return null
  const day = (it: string | null) => (it === null ? '' : forms.day(it))
  return (
    <Group gap="xs">
      {mine.on && mine.covers.length > 0 && (
        <Text size="sm" c="dimmed">
          {w.covering(mine.covers.map((it) => w.coverOf(it.name, day(it.until))).join(', '))}
        </Text>
      )}
      {mine.away && (
        <Text size="sm" c="dimmed">
          {w.youAway(day(mine.away.until), mine.away.by)}
        </Text>
      )}
    </Group>
  )
}
