// Letters printed together: those of one day as one file.

import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../api.ts'
import { MakeFile } from '../ui/beside.tsx'
import { DateField } from '../ui/date-field.tsx'
import { Paper } from '../ui/page.tsx'
import { useWords } from '../ui/tongue.tsx'
import { besideWords } from '../words/beside.ts'

export function PrintLetters() {
  const w = useWords(besideWords)
  const today = useAsk('GET /v1/workspace').data?.today
  const [chosen, choose] = useState<string>()
  const day = chosen ?? today ?? ''
  return (
    <Paper title={w.letters}>
      <Group justify="space-between" gap="sm" align="flex-end">
        <Text size="sm" c="dimmed" maw="32rem">
          {w.lettersSays}
        </Text>
        <Group gap="xs" align="flex-end">
          <DateField
            label={w.lettersDay}
            value={day}
            max={today ?? undefined}
            onChange={(next) => choose(next || undefined)}
            w="10rem"
          />
          <MakeFile body={{ letters: { from: day, to: day } }} label={w.lettersGo} />
        </Group>
      </Group>
    </Paper>
  )
}
