// "Stop all sending" on every page: one press, no question; what stands still says so at the top of every page.

import { Alert, Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useAsk, useDo } from '../api.ts'
import { todayWords } from '../words/today.ts'
import { nameOnly } from './autopilot.tsx'
import { useMay } from './seat.tsx'
import { useForms, useWords } from './tongue.tsx'

/** Stopping as one of the things that can be done from anywhere; nothing where it is stopped or not theirs to do. */
export function useHalt(): { says: string; run: () => void } | undefined {
  const w = useWords(todayWords)
  const { data } = useAsk('GET /v1/stop')
  const stop = useDo('POST /v1/stop')
  const may = useMay('collector')
  // Where nobody knows yet whether it is stopped, it can be.
  if (!may || data?.stopped) return undefined
  return {
    says: w.stop,
    run: () => stop.mutate({}, { onSuccess: () => notifications.show({ message: w.stopDone }) }),
  }
}

export function StopButton() {
  const halt = useHalt()
  if (!halt) return null
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      fullWidth
      justify="flex-start"
      leftSection={<IconHandStop size={16} aria-hidden />}
      onClick={halt.run}
    >
      {halt.says}
    </Button>
  )
}

export function StopBanner() {
  const w = useWords(todayWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/stop', undefined, { refetchInterval: 30_000 })
  const lift = useDo('POST /v1/stop/lift')
  const may = useMay('manager')
  if (!data?.stopped) return null
  return (
    <Alert color="amber" variant="light" mb="md" py="xs" role="status">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
          <IconHandStop size={20} aria-hidden style={{ flex: 'none' }} />
          <Text size="sm">{w.stopped(nameOnly(data.stopped.by), forms.moment(data.stopped.at))}</Text>
        </Group>
        {may && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={lift.isPending}
            onClick={() => lift.mutate({}, { onSuccess: () => notifications.show({ message: w.liftDone }) })}
          >
            {w.lift}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
