// Changing what somebody else may be changing too: the change goes with the version it was made for, and where that is past, the two
// are laid side by side and a person chooses. Nothing is lost without a word.

import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { useWords } from './tongue.tsx'

export type Fields = Readonly<Record<string, string>>

/** What differs: the field, what I want, and what stands now, where another changed it since I looked. */
interface Crossing {
  readonly key: string
  readonly mine: string
  readonly theirs: string
}

/** Of my change what another changed differently meanwhile. */
function crossings(seen: Fields, wanted: Fields, now: Fields): Crossing[] {
  return Object.entries(wanted)
    .filter(([key, mine]) => (now[key] ?? '') !== (seen[key] ?? '') && (now[key] ?? '') !== mine)
    .map(([key, mine]) => ({ key, mine, theirs: now[key] ?? '' }))
}

export const isStale = (error: unknown) => error instanceof DunwellProblem && error.facts.status === 412

/** Sends the fields of a change for the state that it is for. What it throws ends it, unless another was quicker. */
type Send<Now> = (fields: ReadonlySet<string>, of: Now) => Promise<void>

interface Crossed<Now> {
  readonly some: readonly Crossing[]
  readonly wanted: Fields
  readonly now: Now
  readonly send: Send<Now>
}

/**
 * Changes what was seen when the form was opened, whatever is fetched anew meanwhile. Where another was quicker, what does not cross is
 * sent again by itself for what stands now; what crosses is asked, and what was typed stays.
 */
export function useMerging<Now>(it: {
  readonly begun: Now
  readonly labels: Readonly<Record<string, string>>
  /** A state as fields, to be compared. */
  readonly shown: (of: Now) => Fields
  /** A field's value in words, where it is not for people as it stands. */
  readonly says?: (key: string, value: string) => string
  /** The state as it is now. */
  readonly read: () => Promise<Now>
}) {
  const [seen, see] = useState(it.begun)
  const [crossed, cross] = useState<Crossed<Now>>()
  const [error, fail] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)
  const tried = async (wanted: Fields, from: Now, of: Now, send: Send<Now>): Promise<void> => {
    try {
      await send(new Set(Object.keys(wanted)), of)
    } catch (problem) {
      if (!isStale(problem)) throw problem
      const now = await it.read()
      const some = crossings(it.shown(from), wanted, it.shown(now))
      if (some.length === 0) return tried(wanted, from, now, send)
      cross({ some, wanted, now, send })
    }
  }
  const alone = useRef(false)
  const save = async (wanted: Fields, send: Send<Now>, from = seen): Promise<void> => {
    if (alone.current) return
    alone.current = true
    setBusy(true)
    fail(null)
    try {
      await tried(wanted, from, from, send)
    } catch (problem) {
      fail(problem as Error)
    } finally {
      alone.current = false
      setBusy(false)
    }
  }
  const question = crossed && (
    <MergeQuestion
      crossed={crossed.some}
      labels={it.labels}
      says={(key, value) => it.says?.(key, value) ?? value}
      close={() => cross(undefined)}
      choose={(mine) => {
        const { some, wanted, now, send } = crossed
        const theirs = new Set(some.map(({ key }) => key).filter((key) => !mine.has(key)))
        see(now)
        cross(undefined)
        void save(Object.fromEntries(Object.entries(wanted).filter(([key]) => !theirs.has(key))), send, now)
      }}
    />
  )
  return { seen, see, save, error, fail, busy, question }
}

function MergeQuestion({
  crossed,
  labels,
  says,
  close,
  choose,
}: {
  crossed: readonly Crossing[]
  labels: Readonly<Record<string, string>>
  says: (key: string, value: string) => string
  close: () => void
  /** The fields of which mine shall stand. */
  choose: (mine: ReadonlySet<string>) => void
}) {
  const w = useWords(debtorWords)
  const shell = useWords(shellWords)
  const [picked, pick] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  const shown = (key: string, value: string) => (value === '' ? w.empty : says(key, value))
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
              <Radio value="mine" label={w.mine(shown(key, mine))} />
              <Radio value="theirs" label={w.theirs(shown(key, theirs))} />
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
