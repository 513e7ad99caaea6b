// Payments that the bank took back and that wait, because nothing says beyond doubt which they were: one of those it could be, another, or
// none of ours.

import { Badge, Box, Button, Group, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { bankWords } from '../../words/bank.ts'
import { shellWords } from '../../words/shell.ts'

type CameBack = Answer<'GET /v1/bank/returns'>['items'][number]

export function Returned() {
  const w = useWords(bankWords)
  const { data } = useAsk('GET /v1/bank/returns', { query: { limit: 20 } })
  if (!data || data.items.length === 0) return null
  return (
    <Paper title={w.returns} flush>
      <Text size="sm" c="dimmed" px="md" pb="sm">
        {w.returnsSay}
      </Text>
      {data.items.map((it) => (
        <One key={`${it.line} ${it.part}`} it={it} />
      ))}
    </Paper>
  )
}

function One({ it }: { it: CameBack }) {
  const w = useWords(bankWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const may = useMay('collector')
  const [other, setOther] = useState(false)
  const give = useDo('POST /v1/bank/lines/{id}/return')
  const back = useDo('POST /v1/payments/{id}/unreturn')
  const aside = useDo('POST /v1/bank/lines/{id}/set-aside')
  const params = { id: it.line }
  const undo = (payment: string) =>
    back.mutate(
      { params: { id: payment }, body: { because: w.undone } },
      { onSuccess: () => notifications.show({ message: w.undone }) },
    )
  const say = (payment: string) =>
    give.mutate(
      { params, body: { payment, part: it.part } },
      {
        onSuccess: (done) =>
          notifications.show({
            autoClose: 12_000,
            message: (
              <Group justify="space-between" wrap="nowrap">
                <Text size="sm">{w.returnDone(done.says)}</Text>
                <Button size="compact-xs" variant="default" onClick={() => undo(payment)}>
                  {s.undo}
                </Button>
              </Group>
            ),
          }),
      },
    )
  const failed = give.error ?? aside.error
  return (
    <Box px="md" py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
        <Box style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={620} className="theirs">
              {it.name ?? '–'}
            </Text>
            <Text size="xs" c="dimmed">
              {forms.day(it.day)}
            </Text>
          </Group>
          <Text size="sm" c="dimmed" className="theirs" lineClamp={2}>
            {it.text}
          </Text>
          <Text size="sm">
            {it.reason} {it.question}
          </Text>
        </Box>
        <Text fw={650} className="figure" fz="lg">
          {forms.money(it.amountMinor, it.currency)}
        </Text>
      </Group>
      <Stack gap="xs" mt="xs">
        {it.among.map((one) => (
          <Group key={one.payment} justify="space-between" gap="sm" align="flex-start">
            <Box style={{ minWidth: 0 }}>
              <Text size="sm" fw={620} className="name">
                {one.debtor}
              </Text>
              <Group gap={4}>
                {one.says.map((chip) => (
                  <Badge key={chip} variant="light" color="gray" size="sm" className="chip">
                    {chip}
                  </Badge>
                ))}
              </Group>
            </Box>
            {may && (
              <Button
                size="xs"
                variant="default"
                loading={give.isPending && give.variables.body?.payment === one.payment}
                onClick={() => say(one.payment)}
                aria-label={`${w.returnThis}: ${one.debtor}`}
              >
                {w.returnThis}
              </Button>
            )}
          </Group>
        ))}
        {other && <Other it={it} say={say} />}
        {may && (
          <Group gap="xs">
            {!other && (
              <Button size="xs" variant="default" onClick={() => setOther(true)}>
                {w.returnOther}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              loading={aside.isPending}
              onClick={() =>
                aside.mutate(
                  { params, body: { part: it.part, because: w.returnAsideBecause } },
                  { onSuccess: () => notifications.show({ message: w.returnAsideDone }) },
                )
              }
            >
              {w.returnAside}
            </Button>
          </Group>
        )}
        {failed && <Failed error={failed} />}
      </Stack>
    </Box>
  )
}

/** A payment that nothing pointed to: of a customer, of about this sum. */
function Other({ it, say }: { it: CameBack; say: (payment: string) => void }) {
  const w = useWords(bankWords)
  const forms = useForms()
  const [typed, type] = useState('')
  const [words] = useDebouncedValue(typed.replace(/ \(\d+\)$/, ''), 200)
  const [debtor, choose] = useState<string | null>(null)
  const found = useAsk('GET /v1/debtors', { query: { words, limit: 20 } }, { enabled: words.trim().length > 1 })
  const payments = useAsk('GET /v1/payments', { query: { debtor: debtor ?? '' } }, { enabled: debtor !== null })
  const its = payments.data?.items.filter((one) => one.currency === it.currency && one.amountMinor <= -it.amountMinor)
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={w.returnOtherCustomer}
        searchable
        searchValue={typed}
        onSearchChange={type}
        data={(found.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} (${one.no})` }))}
        filter={({ options }) => options}
        value={debtor}
        onChange={choose}
        w={280}
        data-autofocus
      />
      {debtor !== null && its?.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.returnOtherNone}
        </Text>
      )}
      {debtor !== null && its && its.length > 0 && (
        <Select
          label={w.returnOtherPayment}
          data={its.map((one) => ({
            value: one.id,
            label: `${forms.day(one.day ?? '')} · ${forms.money(one.amountMinor, one.currency)}`,
          }))}
          onChange={(payment) => payment !== null && say(payment)}
          w={260}
        />
      )}
    </Group>
  )
}
