// Rates between currencies: whose are known and what their last list says, a publisher's file dropped, or one rate entered by hand.

import { Box, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { DateField } from '../../ui/date-field.tsx'
import { Drop } from '../../ui/drop.tsx'
import { errorAt, Form, Two } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useLanguage, useWords } from '../../ui/tongue.tsx'
import { exchangeWords } from '../../words/exchange.ts'

type Known = Answer<'GET /v1/exchange-rates'>['items'][number]

const bytesMost = 50_000_000
// Those that are quoted most; the list of all stands in the browser.
const common = ['EUR', 'GBP', 'USD', 'CHF']

export function Exchange() {
  const w = useWords(exchangeWords)
  const may = useMay('collector')
  const asked = useAsk('GET /v1/exchange-rates')
  return (
    <Paper title={w.title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.says}
        </Text>
        <Shown ask={asked} lines={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Text size="sm">{w.none}</Text>
            ) : (
              <Box>
                {items.map((it) => (
                  <One key={`${it.base} ${it.source}`} it={it} />
                ))}
              </Box>
            )
          }
        </Shown>
        {may && <Give />}
      </Stack>
    </Paper>
  )
}

function One({ it }: { it: Known }) {
  const w = useWords(exchangeWords)
  const forms = useForms()
  const [open, setOpen] = useState(false)
  const count = forms.count(it.currencies)
  return (
    <Box py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <Box miw={0}>
          <Text size="sm" fw={600} className="theirs">
            {it.source}
          </Text>
          <Text size="sm" c="dimmed">
            {it.days === 1
              ? w.oneDay(count, forms.day(it.to))
              : w.span(count, forms.count(it.days), forms.day(it.from), forms.day(it.to))}
          </Text>
        </Box>
        <Button variant="default" size="compact-sm" onClick={() => setOpen(!open)} aria-expanded={open} flex="none">
          {open ? w.hide : w.show}
        </Button>
      </Group>
      {open && <Last base={it.base} source={it.source} />}
    </Box>
  )
}

/** The list of the last day, as narrow columns: a currency and what one unit bought of it. */
function Last({ base, source }: Pick<Known, 'base' | 'source'>) {
  const w = useWords(exchangeWords)
  const forms = useForms()
  const language = useLanguage()
  const asked = useAsk('GET /v1/exchange-rates/last', { query: { base, source } })
  return (
    <Box mt="sm">
      <Shown ask={asked} lines={3}>
        {({ day, items }) => (
          <>
            <Text size="sm" c="dimmed" mb={4}>
              {day && w.lastOf(forms.day(day))} ({w.unit(base).replace(' =', '')})
            </Text>
            <SimpleGrid component="ul" cols={{ base: 2, sm: 4 }} spacing="lg" verticalSpacing={2} p={0} m={0}>
              {items.map((one) => (
                <Group key={one.currency} component="li" justify="space-between" gap="xs" wrap="nowrap">
                  <Text size="sm" c="dimmed">
                    {one.currency}
                  </Text>
                  <Text size="sm" className="figure">
                    {language === 'de' ? one.rate.replace('.', ',') : one.rate}
                  </Text>
                </Group>
              ))}
            </SimpleGrid>
          </>
        )}
      </Shown>
    </Box>
  )
}

function Give() {
  const [entering, setEntering] = useState(false)
  return entering ? <Enter back={() => setEntering(false)} /> : <FromFile enter={() => setEntering(true)} />
}

function FromFile({ enter }: { enter: () => void }) {
  const w = useWords(exchangeWords)
  const forms = useForms()
  const ask = useDo('POST /v1/exchange-rates')
  const [file, setFile] = useState<File>()
  const [source, setSource] = useState('')
  const [base, setBase] = useState('EUR')
  const [wanted, want] = useState(false)
  const take = ([first]: readonly File[]) => {
    if (!first) return
    if (first.size > bytesMost) return notifications.show({ message: w.large, color: 'amber' })
    setFile(first)
    setSource(/^eurofx/i.test(first.name) ? w.ecb : '')
    ask.reset()
  }
  const read = async () =>
    ask.mutate(
      { query: { source: source.trim(), base }, file: new Uint8Array(await file!.arrayBuffer()) },
      {
        onSuccess: ({ read: all, kept }) => {
          notifications.show({ message: w.done(forms.count(all), forms.count(kept)) })
          setFile(undefined)
        },
      },
    )
  if (!file)
    return (
      <Stack gap="sm">
        <Drop title={w.drop} says={w.dropSays} choose={w.choose} small accept=".csv,text/csv" onFiles={take} />
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={enter}>
            {w.enter}
          </Button>
        </Group>
      </Stack>
    )
  return (
    <Form
      fields={['source', 'base']}
      error={ask.error}
      busy={ask.isPending}
      label={w.read}
      onSubmit={() => (source.trim() === '' ? want(true) : void read())}
    >
      <Group justify="space-between" gap="sm">
        <Text fw={600} className="theirs">
          {w.file(file.name)}
        </Text>
        <Button variant="default" size="compact-sm" onClick={() => setFile(undefined)}>
          {w.other}
        </Button>
      </Group>
      <Two>
        <TextInput
          label={w.source}
          description={w.sourceSays}
          value={source}
          required
          error={errorAt(ask.error, 'source') ?? (wanted && source.trim() === '' ? w.needed : undefined)}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Currency
          label={w.base}
          description={w.baseSays}
          value={base}
          onChange={setBase}
          error={errorAt(ask.error, 'base')}
        />
      </Two>
    </Form>
  )
}

function Enter({ back }: { back: () => void }) {
  const w = useWords(exchangeWords)
  const ask = useDo('POST /v1/exchange-rates')
  const [it, set] = useState({ base: 'EUR', currency: '', rate: '', day: '', source: '' })
  const [wanted, want] = useState(false)
  const change = (some: Partial<typeof it>) => set((was) => ({ ...was, ...some }))
  const missing = (key: keyof typeof it) => (wanted && it[key].trim() === '' ? w.needed : undefined)
  const rate = it.rate.trim().replace(',', '.')
  const whole = it.currency !== '' && rate !== '' && it.day !== '' && it.source.trim() !== ''
  const submit = () =>
    ask.mutate(
      {
        query: { source: it.source.trim(), base: it.base },
        file: new TextEncoder().encode(`date,base,currency,rate\n${it.day},${it.base},${it.currency},${rate}\n`),
      },
      {
        onSuccess: () => {
          notifications.show({ message: w.entered(`1 ${it.base} = ${it.rate.trim()} ${it.currency}`) })
          back()
        },
      },
    )
  return (
    <Form
      fields={['source']}
      error={ask.error}
      busy={ask.isPending}
      label={w.keep}
      onSubmit={() => (whole ? submit() : want(true))}
    >
      <Group justify="space-between" gap="sm">
        <Text fw={600}>{w.enter}</Text>
        <Button variant="default" size="compact-sm" onClick={back}>
          {w.choose}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md" style={{ alignItems: 'start' }}>
        <Currency label={w.one} value={it.base} onChange={(base) => change({ base })} />
        <TextInput
          label={w.buys}
          inputMode="decimal"
          placeholder={w.example}
          required
          error={missing('rate')}
          value={it.rate}
          onChange={(event) => change({ rate: event.currentTarget.value })}
        />
        <Currency
          label={w.of}
          value={it.currency}
          onChange={(currency) => change({ currency })}
          error={missing('currency')}
        />
      </SimpleGrid>
      <Two>
        <DateField label={w.day} required value={it.day} error={missing('day')} onChange={(day) => change({ day })} />
        <TextInput
          label={w.source}
          required
          value={it.source}
          error={errorAt(ask.error, 'source') ?? missing('source')}
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
      </Two>
    </Form>
  )
}

function Currency({
  value,
  onChange,
  ...rest
}: {
  label: string
  description?: string
  value: string
  onChange: (value: string) => void
  error?: string
}) {
  const names = new Intl.DisplayNames([useLanguage()], { type: 'currency' })
  const all = [...new Set([...common, ...Intl.supportedValuesOf('currency')])]
  return (
    <Select
      searchable
      data={all.map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }))}
      limit={40}
      value={value || null}
      onChange={(next) => next !== null && onChange(next)}
      {...rest}
    />
  )
}
