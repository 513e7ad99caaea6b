// Holds who would be written to, until a day.

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useDo } from '../../api.ts'
import { DateField } from '../../ui/date-field.tsx'
import { Failed } from '../../ui/state.tsx'
import { useWords } from '../../ui/tongue.tsx'
import { shellWords } from '../../words/shell.ts'
import { weekWords } from '../../words/week.ts'
import type { Going } from './line.tsx'

function inTwoWeeks(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10)
}

export function HoldDialog({ it, close }: { it: Going; close: () => void }) {
  const w = useWords(weekWords)
  const s = useWords(shellWords)
  const [until, setUntil] = useState(inTwoWeeks(it.day))
  const hold = useDo('POST /v1/holds')
  const save = () =>
    hold.mutate(
      { body: { debtor: it.debtor.id, cause: w.holdCause, until } },
      {
        onSuccess: () => {
          notifications.show({ message: w.held, closeButtonProps: { 'aria-label': s.close } })
          close()
        },
      },
    )
  return (
    <Modal opened onClose={close} title={w.holdTitle(it.debtor.name)} closeButtonProps={{ 'aria-label': s.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {w.holdSays}
          </Text>
          <DateField label={w.holdUntil} value={until} min={it.day} required data-autofocus onChange={setUntil} />
          {hold.error && <Failed error={hold.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={hold.isPending}>
              {w.holdGo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
