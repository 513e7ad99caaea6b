// The form in which a customer's facts are changed.

import { Alert, Autocomplete, Button, Drawer, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { type Answer, DunwellProblem } from '../../src/http/client.ts'
import { dunwell, once, queries, useAsk } from '../api.ts'
import { debtorWords } from '../words/debtors.ts'
import { regionName } from '../words/regions.ts'
import { shellWords } from '../words/shell.ts'
import { type Fields, useMerging } from './change.tsx'
import { useFocusBack } from './focus-back.ts'
import { type Choice, useCountryChoices, useLanguageChoices } from './named-codes.ts'
import { RegionField } from './region.tsx'
import { Failed } from './state.tsx'
import { useLanguage, useWords } from './tongue.tsx'

type Debtor = Answer<'GET /v1/debtors/{id}'>

const editable = [
  'name',
  'kind',
  'handling',
  'language',
  'country',
  'region',
  'paysBy',
  'accountManager',
  'segment',
  'group',
] as const

/** What need not be said: emptied, it is taken out. */
const free = new Set<string>(['paysBy', 'accountManager', 'segment', 'group'])

const fieldsOf = (it: Debtor): Fields => Object.fromEntries(editable.map((key) => [key, it[key] ?? '']))

export function DebtorEdit({ debtor, close }: { debtor: Debtor; close: () => void }) {
  useFocusBack()
  const w = useWords(debtorWords)
  const shell = useWords(shellWords)
  const [fields, setFields] = useState(fieldsOf(debtor))
  const [asks, ask] = useState<DunwellProblem>()
  const labels: Record<string, string> = {
    name: w.name,
    kind: w.kind,
    handling: w.handling,
    language: w.language,
    country: w.country,
    region: w.region,
    paysBy: w.paysBy,
    accountManager: w.manager,
    segment: w.segment,
    group: w.group,
  }
  const countries = useCountryChoices()
  const languages = useLanguageChoices()
  const language = useLanguage()
  const says = (key: string, value: string): string => {
    if (key === 'region') return regionName(fields.country ?? '', value, language)
    const words: Readonly<Record<string, string>> = key === 'kind' ? w.kinds : key === 'handling' ? w.handlings : {}
    const choices = key === 'country' ? countries : key === 'language' ? languages : []
    return words[value] ?? choices.find((it) => it.value === value)?.label ?? value
  }
  const { seen, save, error, busy, question } = useMerging({
    ...{ begun: debtor, labels, shown: fieldsOf, says },
    read: () => dunwell('GET /v1/debtors/{id}', { params: { id: debtor.id } }) as Promise<Debtor>,
  })
  const send = (confirm = false) => {
    const was = fieldsOf(seen)
    const wanted = Object.fromEntries(
      Object.entries(fields).filter(([key, value]) => (value.trim() !== '' || free.has(key)) && value !== was[key]),
    )
    return save(wanted, async (keys, { version }) => {
      const some = Object.fromEntries(
        Object.entries(wanted)
          .filter(([key]) => keys.has(key))
          .map(([key, value]) => [key, value.trim() === '' ? null : value]),
      )
      const body = { ...some, ...(confirm && { confirm }) } as never
      ask(undefined)
      try {
        if (keys.size > 0) await once('PATCH /v1/debtors/{id}', { params: { id: debtor.id }, body, ifMatch: version })
      } catch (problem) {
        if (confirm || !(problem instanceof DunwellProblem) || !/confirm/.test(problem.facts.fix)) throw problem
        return ask(problem)
      }
      notifications.show({ message: keys.size > 0 ? w.changed : w.nothingChanged })
      await queries.invalidateQueries()
      close()
    })
  }
  const text = (key: (typeof editable)[number]) => ({
    label: labels[key],
    value: fields[key] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [key]: event.currentTarget.value }),
  })
  const choice = (key: 'kind' | 'handling' | 'country' | 'language', words: object) => ({
    label: labels[key],
    data: Object.entries(words).map(([value, label]) => ({ value, label: String(label) })),
    value: fields[key] ?? null,
    onChange: (value: string | null) => value && setFields({ ...fields, [key]: value }),
  })
  const code = (key: 'country' | 'language', all: readonly Choice[]) => {
    const value = fields[key] || null
    // What was kept before and has no name here stays as it is.
    const unnamed = value !== null && !all.some((it) => it.value === value) ? [{ value, label: value }] : []
    return { ...choice(key, {}), data: [...unnamed, ...all], value, searchable: true }
  }
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      title={`${w.edit}: ${debtor.name}`}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack gap="sm">
          <TextInput {...text('name')} maxLength={300} data-autofocus />
          <Select {...choice('kind', w.kinds)} />
          <Select {...choice('handling', w.handlings)} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select {...code('country', countries)} />
            <RegionField
              label={labels.region}
              country={fields.country ?? ''}
              value={fields.region ?? ''}
              onChange={(region) => setFields({ ...fields, region })}
            />
          </SimpleGrid>
          <Select {...code('language', languages)} />
          <TextInput {...text('paysBy')} maxLength={40} />
          <TextInput {...text('accountManager')} maxLength={200} />
          <TextInput {...text('segment')} maxLength={100} />
          <GroupField
            label={labels.group}
            value={fields.group ?? ''}
            onChange={(group) => setFields({ ...fields, group })}
          />
          {error && <Failed error={error} />}
          {asks && (
            <Alert color="amber" title={w.confirmTitle} role="alert">
              <Stack gap="xs" align="flex-start">
                <Text size="sm">{asks.facts.detail}</Text>
                <Button size="xs" loading={busy} onClick={() => void send(true)}>
                  {w.confirm}
                </Button>
              </Stack>
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Drawer>
  )
}

/** A group that there is, or the name of a new one. */
function GroupField({
  label,
  value,
  onChange,
}: {
  label: string | undefined
  value: string
  onChange: (name: string) => void
}) {
  const w = useWords(debtorWords)
  const [starts] = useDebouncedValue(value.trim(), 150)
  const { data } = useAsk('GET /v1/groups', { query: { limit: '8', ...(starts && { starts }) } as never })
  return (
    <Autocomplete
      label={label}
      description={w.groupSays}
      value={value}
      onChange={onChange}
      data={data?.items.map((it) => it.name) ?? []}
      filter={({ options }) => options}
      maxLength={100}
    />
  )
}
