// What waits for a yes to be sent, as one batch: how much it is, and the way to the week ahead.

import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../../src/http/client.ts'
import { Paper } from '../../ui/page.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { collectorWords } from '../../words/collectors.ts'
import { todayWords } from '../../words/today.ts'

export function Send({ it }: { it: Answer<'GET /v1/today'> }) {
  const w = useWords(todayWords)
  const c = useWords(collectorWords)
  const forms = useForms()
  const badge = (
    <Badge variant="light" color="gray" className="figure">
      {forms.count(it.waiting)}
    </Badge>
  )
  return (
    <Paper title={w.send} aside={badge}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2}>
          {it.waiting > 0 && <Text>{it.waiting === 1 ? w.sendOne : w.sendSays(forms.count(it.waiting))}</Text>}
          {it.waitingMine !== null && it.waitingMine > 0 && (
            <Text c="dimmed">{c.sendMine(forms.count(it.waitingMine))}</Text>
          )}
          {it.inDoubt > 0 && <Text c="dimmed">{w.doubt(forms.count(it.inDoubt))}</Text>}
        </Stack>
        <Button component={Link} to={'/week' as never}>
          {w.sendGo}
        </Button>
      </Group>
    </Paper>
  )
}
