// The group a customer belongs to: what all in it owe together, and who else is in it.

import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../src/http/client.ts'
import { debtorWords } from '../words/debtors.ts'
import { OwedSums } from './owed-sums.tsx'
import { Paper } from './page.tsx'
import { useForms, useWords } from './tongue.tsx'

type Around = NonNullable<Answer<'GET /v1/debtors/{id}/overview'>['group']>

export function DebtorGroup({ it }: { it: Around }) {
  const w = useWords(debtorWords)
  const forms = useForms()
  const late = it.owed.filter((one) => one.overdueMinor > 0)
  return (
    <Paper title={w.group}>
      <Stack gap="xs">
        <Text fw={620} className="theirs">
          {it.name}
        </Text>
        <Text size="sm" c="dimmed">
          {w.together(forms.count(it.debtors))}
        </Text>
        {it.owed.length === 0 && <Text size="sm">{w.nothingOpen}</Text>}
        {late.map((one) => (
          <Text key={one.currency} size="sm">
            <span className="figure">{forms.money(one.overdueMinor, one.currency)}</span> {w.overdue}
          </Text>
        ))}
        {it.owed.map((one) => (
          <Text key={one.currency} size="sm">
            <span className="figure">{forms.money(one.openMinor, one.currency)}</span> {w.openIn}
          </Text>
        ))}
        {it.others.map((one) => (
          <Group key={one.id} justify="space-between" wrap="nowrap" gap="sm" align="baseline">
            <Anchor component={Link} to={`/debtors/${one.id}` as never} size="sm" className="name">
              {one.name}
            </Anchor>
            <Text size="sm" span className="figure" style={{ flex: 'none' }}>
              <OwedSums some={one.owed.map((sum) => ({ ...sum, minor: sum.openMinor }))} none={w.nothing} />
            </Text>
          </Group>
        ))}
        {it.debtors > 1 ? (
          <Anchor component={Link} to={'/debtors' as never} search={{ group: it.name } as never} size="sm">
            {w.wholeGroup(forms.count(it.debtors))}
          </Anchor>
        ) : (
          <Text size="sm" c="dimmed">
            {w.aloneInGroup}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}
