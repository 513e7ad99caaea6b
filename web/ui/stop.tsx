// "Stop all sending" on every page: one press, no question; what stands still says so at the top of every page.

import { Alert, Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useAsk, useDo } from '../api.ts'
import { todayWords } from '../words/today.ts'
import { useMay } from './seat.tsx'
import { useForms, useWords } from './tongue.tsx'

export function StopButton() {
  const w = useWords(todayWords)
  const { data } = useAsk('GET /v1/stop')
  const stop = useDo('POST /v1/stop')
  const may = useMay('collector')
  if (!may || data?.stopped) return null
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      fullWidth
      justify="flex-start"
      leftSection={<IconHandStop size={16} aria-hidden />}
      loading={stop.isPending}
      onClick={() => stop.mutate({}, { onSuccess: () => notifications.show({ message: w.stopDone }) })}
    >
      {w.stop}
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
    <Alert color="amber" variant="light" icon={<IconHandStop size={20} />} mb="md" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{w.stopped(data.stopped.by, forms.moment(data.stopped.at))}</Text>
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
