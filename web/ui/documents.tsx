// Documents by name, with what they are and when they came.

import { Group, Stack, Text } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useForms } from './tongue.tsx'

interface Filed {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly claim: string | null
  readonly filedAt: string | null
}

export function Documents({ some, none }: { some: readonly Filed[]; none: string }) {
  const forms = useForms()
  if (some.length === 0) return <Text c="dimmed">{none}</Text>
  return (
    <Stack gap={6}>
      {some.map((it) => (
        <Group key={it.id} gap="xs" wrap="nowrap" align="baseline">
          <IconFile size={15} aria-hidden style={{ flex: 'none', alignSelf: 'center' }} />
          <Text size="sm" className="theirs">
            {it.name}
          </Text>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {[it.kind.replaceAll('_', ' '), it.claim, it.filedAt && forms.day(it.filedAt)].filter(Boolean).join(' · ')}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
