// Rates of interest that the law refers to: what is known for today, and entering one that somebody looked up.

import { Badge, Box, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { DateField } from '../../ui/date-field.tsx'
import { errorAt, Form, Two } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { lawWords } from '../../words/law.ts'

type Rate = Answer<'GET /v1/rates'>['items'][number]

const isKnown = (it: Rate) => it.today !== null && it.today.sure !== 'memory'

export function Rates() {
  const w = useWords(lawWords)
  const forms = useForms()
  const may = useMay('manager')
  const asked = useAsk('GET /v1/rates')
  const [all, showAll] = useState(false)
  return (
    <Paper title={w.rates}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.ratesSay}
        </Text>
        <Shown ask={asked}>
          {({ items }) => {
            const unknown = items.filter((it) => !isKnown(it))
            return (
              <Stack>
                <Group justify="space-between" gap="sm">
                  <Text size="sm">
                    {unknown.length === 0 ? w.ratesKnown : w.ratesMissing(forms.count(unknown.length))}
                  </Text>
                  <Button variant="default" size="compact-sm" onClick={() => showAll(!all)} aria-expanded={all}>
                    {all ? w.fewer : w.all}
                  </Button>
                </Group>
                <Box>
                  {(all ? items : unknown).map((it) => (
                    <One key={it.id} it={it} />
                  ))}
                </Box>
                {may && <Enter items={items} first={unknown[0]?.id} />}
              </Stack>
            )
          }}
        </Shown>
      </Stack>
    </Paper>
  )
}

function One({ it }: { it: Rate }) {
  const w = useWords(lawWords)
  const forms = useForms()
  const point = it.today ?? it.last
  return (
    <Box py="xs" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <Text size="sm" style={{ minWidth: 0 }}>
          {it.name}
        </Text>
        <Text size="sm" className="figure" fw={600}>
          {it.today && w.holdsNow(it.today.percent)}
        </Text>
      </Group>
      <Group gap="xs" mt={2}>
        {it.today === null && (
          <Badge size="sm" variant="light" color="amber">
            {w.unknownToday}
          </Badge>
        )}
        {it.today?.sure === 'memory' && (
          <Badge size="sm" variant="light" color="amber">
            {w.unsure}
          </Badge>
        )}
        <Text size="xs" c="dimmed" className="theirs">
          {[it.cite, point?.until && w.until(forms.day(point.until)), point?.source].filter(Boolean).join(' · ')}
        </Text>
      </Group>
    </Box>
  )
}

function Enter({ items, first }: { items: readonly Rate[]; first: string | undefined }) {
  const w = useWords(lawWords)
  const enter = useDo('POST /v1/rates')
  const begin = { series: first ?? '', from: '', until: '', percent: '', source: '' }
  const [it, set] = useState(begin)
  const change = (some: Partial<typeof begin>) => set((was) => ({ ...was, ...some }))
  const chosen = items.find((one) => one.id === it.series)
  const from = it.from || (chosen?.last?.until ?? '')
  const fields = ['series', 'from', 'until', 'percent', 'source'] as const
  const text = (field: (typeof fields)[number]) => ({
    value: field === 'from' ? from : it[field],
    required: true,
    error: errorAt(enter.error, field),
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  })
  return (
    <Form
      fields={fields}
      error={enter.error}
      busy={enter.isPending}
      label={w.keep}
      off={it.series === ''}
      onSubmit={() =>
        enter.mutate(
          { body: { ...it, from, percent: it.percent.trim().replace(',', '.') } },
          {
            onSuccess: ({ name }) => {
              notifications.show({ message: w.entered(name) })
              set({ ...begin, series: '' })
            },
          },
        )
      }
    >
      <Text fw={600}>{w.enter}</Text>
      <Select
        label={w.series}
        placeholder={w.seriesChoose}
        searchable
        data={items.map((one) => ({ value: one.id, label: one.name }))}
        value={it.series || null}
        onChange={(series) => change({ series: series ?? '', from: '' })}
        error={errorAt(enter.error, 'series')}
      />
      <Two>
        <DateField label={w.from} {...text('from')} onChange={(from) => change({ from })} />
        <DateField label={w.end} {...text('until')} onChange={(until) => change({ until })} />
      </Two>
      <Two>
        <TextInput label={w.percent} inputMode="decimal" placeholder="1.27" {...text('percent')} />
        <TextInput label={w.source} placeholder={w.sourceSays} {...text('source')} />
      </Two>
    </Form>
  )
}
