// Money that came marked as settling all: what taking it would mean, and the three answers. Letting the rest go above one's own limit is
// asked of a second person.

import { Anchor, Box, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { SecondSays, useChecks, useNames } from '../../ui/approval.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { approvalWords } from '../../words/approvals.ts'
import { bankWords } from '../../words/bank.ts'

type Offer = Answer<'GET /v1/offers-in-full'>['items'][number]

export function InFull() {
  const w = useWords(bankWords)
  const { data } = useAsk('GET /v1/offers-in-full')
  if (!data || data.items.length === 0) return null
  return (
    <Paper title={w.inFull}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {w.inFullSays}
        </Text>
        {data.items.map((it) => (
          <One key={it.id} it={it} />
        ))}
      </Stack>
    </Paper>
  )
}

function One({ it }: { it: Offer }) {
  const w = useWords(bankWords)
  const forms = useForms()
  const may = useMay('collector')
  return (
    <Box>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={`/cases/${it.debtor}` as never} fw={620} c="inherit" className="theirs">
          {it.name}
        </Anchor>
        <Text size="sm">
          {w.inFullOpen(forms.money(it.amountMinor, it.currency), forms.money(it.openMinor, it.currency))}
        </Text>
      </Group>
      <Text size="sm" className="theirs">
        “{it.words}”, {forms.day(it.day)}
      </Text>
      <Text size="sm" mt={4}>
        {it.says}
      </Text>
      <Text size="xs" c="dimmed">
        {it.cite}
      </Text>
      {may && <Answers it={it} />}
    </Box>
  )
}

function Answers({ it }: { it: Offer }) {
  const w = useWords(bankWords)
  const a = useWords(approvalWords)
  const names = useNames()
  const act = { kind: 'in_full', offer: it.id, because: it.words } as const
  const { second, nobodyElse } = useChecks([act])
  const answer = useDo('POST /v1/offers-in-full/{id}/answer')
  const ask = useDo('POST /v1/approvals')
  const failed = (error: Error) => notifications.show({ color: 'rust', message: error.message })
  const say = (one: 'part' | 'send-back' | 'accept') =>
    one === 'accept' && second
      ? ask.mutate(
          { body: { act } },
          { onSuccess: () => notifications.show({ message: a.askedFor(names(second.who)) }), onError: failed },
        )
      : answer.mutate(
          { params: { id: it.id }, body: { answer: one } },
          {
            onSuccess: ({ reply }) =>
              notifications.show({
                title: w.answered,
                message: reply ? `${w.reply}: ${reply}` : '',
                autoClose: reply ? false : 6000,
              }),
            onError: failed,
          },
        )
  const asks = second && second.who.length > 0 ? `${w['accept-all']}: ${a.ask(names(second.who))}` : w['accept-all']
  return (
    <Stack gap="xs" mt="xs">
      <SecondSays second={second} nobodyElse={nobodyElse} />
      <Group gap="xs">
        {(['part', 'send-back', 'accept'] as const).map((one) => (
          <Button
            key={one}
            size="xs"
            variant="default"
            loading={answer.isPending || ask.isPending}
            disabled={one === 'accept' && second?.who.length === 0}
            onClick={() => say(one)}
          >
            {one === 'accept' ? asks : w[one]}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}
