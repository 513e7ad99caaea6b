// What is written as a whole and was saved by somebody else meanwhile: it is said as soon as it is known, before anybody saves over it,
// and a person chooses which shall stand.

import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { mergeWords } from '../words/merge.ts'
import { useWords } from './tongue.tsx'

export function Crossed({
  says,
  mine,
  theirs,
  children,
}: {
  says: string
  mine: () => void
  theirs: () => void
  children?: ReactNode
}) {
  const w = useWords(mergeWords)
  return (
    <Alert color="amber" variant="light" title={w.title} role="alert" mb="sm">
      <Stack gap="sm">
        <Text size="sm">{says}</Text>
        {children}
        <Group gap="sm">
          <Button size="compact-md" onClick={mine}>
            {w.mine}
          </Button>
          <Button size="compact-md" variant="default" onClick={theirs}>
            {w.theirs}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
