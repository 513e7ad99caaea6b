// Changing what somebody else may be changing too: the change goes with the version it was made for, and where that is past, the two
// are laid side by side and a person chooses. Nothing is lost without a word.

import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { useWords } from './tongue.tsx'

export type Fields = Readonly<Record<string, string>>

/** What differs: the field, what I want, and what stands now, where another changed it since I looked. */
export interface Crossing {
  readonly key: string
  readonly mine: string
  readonly theirs: string
}

/** Of my change what another changed differently meanwhile. */
export function crossings(seen: Fields, wanted: Fields, now: Fields): Crossing[] {
  return Object.entries(wanted)
    .filter(([key, mine]) => (now[key] ?? '') !== (seen[key] ?? '') && (now[key] ?? '') !== mine)
    .map(([key, mine]) => ({ key, mine, theirs: now[key] ?? '' }))
}

export const isStale = (error: unknown) => error instanceof DunwellProblem && error.facts.status === 412

export function MergeQuestion({
  crossed,
  labels,
  close,
  choose,
}: {
  crossed: readonly Crossing[]
  labels: Readonly<Record<string, string>>
  close: () => void
  /** The fields of which mine shall stand. */
  choose: (mine: ReadonlySet<string>) => void
}) {
  const w = useWords(debtorWords)
  const shell = useWords(shellWords)
  const [picked, pick] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const shown = (value: string) => (value === '' ? w.empty : value)
  return (
    <Modal opened onClose={close} title={w.mergeTitle} closeButtonProps={{ 'aria-label': shell.close }}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {w.mergeSays}
        </Text>
        {crossed.map(({ key, mine, theirs }) => (
          <Radio.Group
            key={key}
            label={labels[key] ?? key}
            value={picked[key] ?? 'theirs'}
            onChange={(next) => pick({ ...picked, [key]: next as 'mine' | 'theirs' })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="mine" label={w.mine(shown(mine))} />
              <Radio value="theirs" label={w.theirs(shown(theirs))} />
            </Stack>
          </Radio.Group>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {shell.cancel}
          </Button>
          <Button onClick={() => choose(new Set(Object.keys(picked).filter((key) => picked[key] === 'mine')))}>
            {shell.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
