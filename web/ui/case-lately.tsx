// What one did to many cases at once, and the way back: from the note that says it was done, and for two weeks from this list, also after
// the tab was closed.

import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconHistory } from '@tabler/icons-react'
import type { Answer } from '../../src/http/client.ts'
import { once, queries, useAsk } from '../api.ts'
import { caseListWords } from '../words/cases.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { policyName } from '../words/steps.ts'
import { Failed } from './state.tsx'
import { useForms, useLanguage, useWords } from './tongue.tsx'
import { keepUndo } from './undo.ts'

type Deed = Answer<'GET /v1/cases/bulk'>['items'][number]

/** Takes a deed back and says how many of it could be. */
export function useTakeBack(): (id: string) => Promise<void> {
  const w = useWords(caseListWords)
  const forms = useForms()
  return async (id) => {
    notifications.hide(id)
    keepUndo(undefined)
    try {
      const { undone } = await once('POST /v1/cases/bulk/{id}/undo', { params: { id } })
      notifications.show({ message: w.undone(forms.count(undone)) })
    } catch (error) {
      notifications.show({ message: <Failed error={error as Error} />, withBorder: false })
    }
    void queries.invalidateQueries()
  }
}

/** How many, and what was done to them. */
export function useDidWords(): Record<Deed['do'], (count: string) => string> {
  const w = useWords(caseListWords)
  return {
    hold: w.didHold,
    lift: w.didLift,
    handling: w.didHandling,
    policy: w.didPolicy,
    collector: w.didCollector,
    approve: w.didApprove,
  }
}

/** The button with its list; not there while there is nothing to take back. */
export function Lately() {
  const w = useWords(caseListWords)
  const shell = useWords(shellWords)
  const [opened, { open, close }] = useDisclosure(false)
  const items = useAsk('GET /v1/cases/bulk').data?.items ?? []
  if (items.length === 0) return null
  return (
    <>
      <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={open}>
        {w.lately}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        title={w.lately}
        closeButtonProps={{ 'aria-label': shell.close }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {w.latelySays}
          </Text>
          <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((it) => (
              <Line key={it.id} it={it} />
            ))}
          </Stack>
        </Stack>
      </Drawer>
    </>
  )
}

function Line({ it }: { it: Deed }) {
  const w = useWords(caseListWords)
  const d = useWords(debtorWords)
  const shell = useWords(shellWords)
  const did = useDidWords()
  const forms = useForms()
  const language = useLanguage()
  const takeBack = useTakeBack()
  const policies = useAsk('GET /v1/policies').data?.items
  const whats: Record<Deed['do'], (what: string | null) => string | null> = {
    hold: (what) => what,
    lift: () => null,
    handling: (what) => d.handlings[what as keyof typeof d.handlings] ?? what,
    policy: (what) => policyName(language, policies?.find((one) => one.id === what)?.name ?? what ?? ''),
    collector: (what) => (what === null ? w.latelyRules : w.latelyTo(what)),
    approve: () => null,
  }
  const what = [whats[it.do](it.what), it.until && w.latelyUntil(forms.day(it.until))].filter(Boolean).join(', ')
  return (
    <Group
      component="li"
      justify="space-between"
      wrap="nowrap"
      gap="sm"
      py="sm"
      style={{ borderTop: '1px solid var(--desk-line)' }}
    >
      <Stack gap={0} style={{ minWidth: 0 }}>
        <Text size="sm">{did[it.do](forms.count(it.done))}</Text>
        {what !== '' && (
          <Text size="sm" className="theirs">
            {what}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {it.undoneAt === null ? forms.moment(it.at) : w.latelyBack(forms.moment(it.undoneAt))}
        </Text>
      </Stack>
      {it.undoneAt === null && (
        <Button
          size="compact-sm"
          variant="default"
          style={{ flexShrink: 0 }}
          aria-label={`${shell.undo}: ${did[it.do](forms.count(it.done))}`}
          onClick={() => void takeBack(it.id)}
        >
          {shell.undo}
        </Button>
      )}
    </Group>
  )
}
