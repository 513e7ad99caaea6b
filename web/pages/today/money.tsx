// Money in, the first part of a morning: payments of which a person must say whose they are, each with its best evidence. What was certain
// is booked already and stands on the page of the bank.

import { Anchor, Badge, Box, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../../api.ts'
import type { Line } from '../../ui/bank-line.tsx'
import { Paper } from '../../ui/page.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { moneyInWords } from '../../words/money-in.ts'

const shown = 4

/** The payments that wait, the oldest first, and how many there are in all. */
export function useMoneyIn() {
  const ask = useAsk('GET /v1/bank-lines', { query: { limit: shown } }, { refetchInterval: 60_000 })
  const { data } = ask
  return { ask, lines: data?.items ?? [], count: data ? data.counts.waiting + data.counts.unapplied : 0 }
}

export function MoneyIn({ lines, count }: Omit<ReturnType<typeof useMoneyIn>, 'ask'>) {
  const w = useWords(moneyInWords)
  const forms = useForms()
  if (count === 0) return null
  const rest = count - lines.length
  return (
    <Paper
      title={w.title}
      aside={
        <Badge variant="light" color="gray" className="figure">
          {forms.count(count)}
        </Badge>
      }
      flush
    >
      {lines.map((it) => (
        <Payment key={it.id} it={it} />
      ))}
      <Group justify="space-between" px="md" py="sm" gap="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
        <Text size="sm" c="dimmed">
          {rest > 0 ? w.more(forms.count(rest)) : w.says}
        </Text>
        <Button component={Link} to={'/bank' as never} size="compact-sm" variant="light">
          {w.go}
        </Button>
      </Group>
    </Paper>
  )
}

function Payment({ it }: { it: Line }) {
  const w = useWords(moneyInWords)
  const forms = useForms()
  const [first] = it.proposals
  const owner = first?.parts[0]
  return (
    <Box className="work-line">
      <Group gap="0 8px" align="baseline" className="work-name">
        <Text fw={620} className="theirs" lineClamp={2}>
          {it.name ?? it.account ?? '–'}
        </Text>
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          {forms.day(it.day)}
        </Text>
      </Group>
      <Text fw={620} className="work-sum figure">
        {forms.money(it.amountMinor, it.currency)}
      </Text>
      <div className="work-text">
        {owner ? (
          <Group gap="4px 8px">
            <Anchor component={Link} to={`/cases/${owner.debtor}` as never} size="sm" c="inherit" className="theirs">
              {owner.name}
            </Anchor>
            {first.chips.map((chip) => (
              <Badge key={chip} variant="light" color="gray" className="chip">
                {chip}
              </Badge>
            ))}
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {w.unknown}
          </Text>
        )}
      </div>
    </Box>
  )
}
