// The bar of verbs of a case: at the top where there is a keyboard, at the bottom where there is a thumb.

import { ActionIcon, Button, Group, Menu, Stack, Text, Title } from '@mantine/core'
import {
  IconCalendarEvent,
  IconCash,
  IconCheck,
  IconDiscount,
  IconDots,
  IconEraser,
  IconHandStop,
  IconHeartHandshake,
  IconMessageQuestion,
  IconNote,
  IconPencil,
  IconPhone,
  IconPlayerPause,
  IconStairsUp,
  type TablerIcon,
} from '@tabler/icons-react'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { actWords } from '../../words/case-acts.ts'
import { type Act, actKeys, acts, useCase } from './page.tsx'

const longName = 60

export function Head() {
  const { it, may } = useCase()
  const forms = useForms()
  const owing = it.owed.filter((one) => one.openMinor > 0)
  return (
    <Group justify="space-between" wrap="nowrap" gap="md" className="case-head">
      <Group gap="0 12px" style={{ minWidth: 0 }} align="baseline">
        <Title
          order={1}
          className="theirs"
          lineClamp={3}
          title={it.debtor.name}
          fz={it.debtor.name.length > longName ? 'lg' : undefined}
        >
          {it.debtor.name}
        </Title>
        <Text className="figure" c="dimmed" visibleFrom="md">
          {owing.map((one) => forms.money(one.openMinor, one.currency)).join(' · ')}
        </Text>
      </Group>
      {may && (
        <Group gap={6} wrap="nowrap" visibleFrom="sm">
          {(['write', 'call', 'promise'] as const).map((act) => (
            <ActButton key={act} act={act} primary={act === 'write'} />
          ))}
          <More />
        </Group>
      )}
    </Group>
  )
}

function ActButton({ act, primary }: { act: Act; primary?: boolean }) {
  const { open } = useCase()
  const w = useWords(actWords)
  const Icon = icons[act]
  return (
    <Button
      variant={primary ? 'filled' : 'default'}
      onClick={() => open(act)}
      leftSection={<Icon size={16} aria-hidden />}
      aria-keyshortcuts={actKeys[act]}
      rightSection={
        <kbd className="key" data-on={primary || undefined} aria-hidden>
          {actKeys[act]}
        </kbd>
      }
    >
      {w.acts[act]}
    </Button>
  )
}

function More() {
  const w = useWords(actWords)
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
          {w.more}
        </Button>
      </Menu.Target>
      <MoreItems from={3} />
    </Menu>
  )
}

function MoreItems({ from }: { from: number }) {
  const { it, open } = useCase()
  const w = useWords(actWords)
  const undated = it.claims.some((one) => one.dues.some((due) => due.dueOn === null))
  return (
    <Menu.Dropdown>
      {acts.slice(from).map((act) => {
        // A day is agreed for what has none.
        if (act === 'date' && !undated) return null
        const Icon = icons[act]
        return (
          <Menu.Item
            key={act}
            onClick={() => open(act)}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={
              actKeys[act] && (
                <kbd className="key" aria-hidden>
                  {actKeys[act]}
                </kbd>
              )
            }
          >
            {w.acts[act]}
          </Menu.Item>
        )
      })}
    </Menu.Dropdown>
  )
}

/** In reach of a thumb. */
export function Thumb() {
  const { open } = useCase()
  const w = useWords(actWords)
  return (
    <Group className="case-thumb" hiddenFrom="sm" gap={6} wrap="nowrap" role="toolbar" aria-label={w.actions}>
      {(['call', 'write', 'promise', 'note'] as const).map((act) => {
        const Icon = icons[act]
        return (
          <Button
            key={act}
            variant={act === 'call' ? 'filled' : 'default'}
            flex={1}
            px={4}
            h={48}
            onClick={() => open(act)}
          >
            <Stack gap={0} align="center">
              <Icon size={18} aria-hidden />
              <Text size="xs" lh={1.2}>
                {w.acts[act]}
              </Text>
            </Stack>
          </Button>
        )
      })}
      <Menu position="top-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" h={48} w={44} aria-label={w.more}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <MoreItems from={3} />
      </Menu>
    </Group>
  )
}

const icons: Readonly<Record<Act, TablerIcon>> = {
  write: IconPencil,
  call: IconPhone,
  promise: IconCheck,
  money: IconCash,
  note: IconNote,
  hold: IconPlayerPause,
  query: IconMessageQuestion,
  dispute: IconHandStop,
  date: IconCalendarEvent,
  escalate: IconStairsUp,
  offer: IconHeartHandshake,
  waive: IconDiscount,
  writeOff: IconEraser,
}
