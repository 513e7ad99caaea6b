// The law that the gate keeps: what it asks and nobody has said, the rates it refers to, and its rules of contact by place, with source,
// dates and how sure we are.

import { Badge, Box, Group, Select, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk } from '../../api.ts'
import { Two } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useFilters } from '../../ui/search.ts'
import { Shown } from '../../ui/state.tsx'
import { type Forms, useForms, useLanguage, useWords } from '../../ui/tongue.tsx'
import type { Language } from '../../words/both.ts'
import { lawWords } from '../../words/law.ts'
import { regionName } from '../../words/regions.ts'
import { settingsWords } from '../../words/settings.ts'
import { Exchange } from './exchange.tsx'
import { MissingFacts } from './law-missing.tsx'
import { Rates } from './rates.tsx'

type Rule = Answer<'GET /v1/law'>['rules'][number]
const all = 'everywhere'
// What a person reads at once; the rest is found by typing.
const shownMax = 40

const tabs = { missing: MissingFacts, rates: Rates, exchange: Exchange, rules: Rules } as const
type Tab = keyof typeof tabs

export default function Law() {
  const w = useWords(lawWords)
  const { all, set } = useFilters()
  const wanted = String(all.show)
  const show: Tab = wanted in tabs ? (wanted as Tab) : 'missing'
  const Shows = tabs[show]
  return (
    <Stack>
      <Tabs value={show} onChange={(next) => set({ show: next === 'missing' ? undefined : (next ?? undefined) })}>
        <Tabs.List>
          {(Object.keys(tabs) as Tab[]).map((it) => (
            <Tabs.Tab key={it} value={it}>
              {w.tabs[it]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Shows />
    </Stack>
  )
}

function Rules() {
  const w = useWords(settingsWords)
  const forms = useForms()
  const language = useLanguage()
  const asked = useAsk('GET /v1/law', { query: {} })
  const [place, setPlace] = useState(all)
  const [text, setText] = useState('')
  return (
    <Paper title={w.lawRules}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.lawSays}
        </Text>
        <Shown ask={asked}>
          {({ rules }) => {
            const places = [...new Map(rules.map((it) => [it.place, placeOf(it, forms, language)]))]
            const wanted = text.trim().toLowerCase()
            const found = rules.filter(
              (it) =>
                (place === all || it.place === place) &&
                (wanted === '' || `${it.says} ${it.cite} ${it.id}`.toLowerCase().includes(wanted)),
            )
            return (
              <Stack>
                <Two>
                  <Select
                    label={w.lawPlace}
                    searchable
                    data={[
                      { value: all, label: w.lawAll },
                      ...places.map(([value, label]) => ({ value, label: `${label} (${value})` })),
                    ]}
                    value={place}
                    onChange={(it) => setPlace(it ?? all)}
                  />
                  <TextInput label={w.lawFind} value={text} onChange={(event) => setText(event.currentTarget.value)} />
                </Two>
                <Text size="sm" c="dimmed" role="status">
                  {w.lawCount(forms.count(found.length), forms.count(Math.min(found.length, shownMax)))}
                </Text>
                {found.length === 0 && <Text size="sm">{w.lawNone}</Text>}
                {found.slice(0, shownMax).map((it) => (
                  <One key={`${it.id} ${it.from}`} it={it} />
                ))}
              </Stack>
            )
          }}
        </Shown>
      </Stack>
    </Paper>
  )
}

/** A country or a region in the viewer's language; a city by its own name. */
function placeOf(it: Rule, forms: Forms, language: Language): string {
  if (/^[A-Z]{2}$/.test(it.place)) return forms.place(it.place)
  const [country = '', region = ''] = [it.place.slice(0, 2), it.place.slice(3)]
  const name = region === '' ? region : regionName(country, region, language)
  return name === region ? it.placeName : name
}

function One({ it }: { it: Rule }) {
  const w = useWords(settingsWords)
  const forms = useForms()
  const language = useLanguage()
  const sure = w.sure[it.sure as keyof typeof w.sure] ?? it.sure
  const days = [it.from && w.lawFrom(forms.day(it.from)), it.until && w.lawUntil(forms.day(it.until))].filter(Boolean)
  return (
    <Box pt="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Text size="sm">{it.says}</Text>
      <Text size="xs" c="dimmed" mt={2}>
        {[placeOf(it, forms, language), it.cite, ...days].join(' · ')}
      </Text>
      <Group gap="xs" mt={4}>
        <Badge size="sm" variant="light" color={it.sure === 'primary' || it.sure === 'derived' ? 'accent' : 'amber'}>
          {sure}
        </Badge>
        <Text size="xs" c="dimmed">
          {it.binds}
        </Text>
      </Group>
    </Box>
  )
}
