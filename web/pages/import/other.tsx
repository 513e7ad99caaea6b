// Files that are no list and no money: a PDF belongs to the documents, and what was not understood says what would help.

import { Alert, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Paper } from '../../ui/page.tsx'
import { useWords } from '../../ui/tongue.tsx'
import { importWords } from '../../words/import.ts'
import type { Looked } from '../imports.tsx'

export function Document() {
  const w = useWords(importWords)
  return (
    <Paper>
      <Group justify="space-between" gap="sm">
        <Text>{w.document}</Text>
        <Button component={Link} to={'/documents' as never}>
          {w.documentGo}
        </Button>
      </Group>
    </Paper>
  )
}

export function Unknown({ looked }: { looked: Looked }) {
  const w = useWords(importWords)
  return (
    <Alert color="amber" variant="light" title={w.whatOf.unknown} role="alert">
      <Text size="sm" className="theirs">
        {looked.says} {looked.fix}
      </Text>
    </Alert>
  )
}
