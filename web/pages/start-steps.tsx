// The steps of the first start, each a few fields: what is asked stands above, what is wrong stands at its field.

import {
  Alert,
  Box,
  Group,
  PasswordInput,
  Progress,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ChangeEvent, useEffect, useMemo, useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { post } from '../api.ts'
import { useLanguage, useWords } from '../ui/tongue.tsx'
import { startWords } from '../words/start.ts'

export type Step = 'code' | 'you' | 'business'

export interface Place {
  readonly country: string
  readonly currency: string
  readonly zone: string
}

export const empty = {
  code: '',
  name: '',
  email: '',
  password: '',
  business: '',
  kind: 'business',
  owed: 'invoices',
  country: '',
  currency: '',
  zone: '',
  address: '',
  phone: '',
  iban: '',
  policy: 'standard',
}
export type Filled = typeof empty
export type Errors = { [K in keyof Filled]?: string }

interface Fields {
  readonly it: Filled
  readonly set: (changes: Partial<Filled>) => void
  readonly errors: Errors
}

const passwordMin = 10

/** Where the browser seems to be: by the country of its language, else by its clock. */
export function placeAround(places: readonly Place[]): Partial<Filled> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const region = /-([A-Z]{2})\b/.exec(navigator.language)?.[1]
  const byZone = places.find((it) => it.zone === zone)
  const found = byZone ?? places.find((it) => it.country === region)
  return found ? { country: found.country, currency: found.currency, zone: found.zone } : {}
}

/** What every field of text has in common. */
function field({ it, set, errors }: Fields, name: keyof Filled) {
  return {
    name,
    value: it[name],
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      set({ [name]: event.currentTarget.value }),
  }
}

export function YourCode(fields: Fields) {
  const w = useWords(startWords)
  return (
    <TextInput
      {...field(fields, 'code')}
      label={w.code}
      description={w.codeHint}
      autoComplete="off"
      spellCheck={false}
      size="md"
      styles={{ input: { letterSpacing: '0.08em', textTransform: 'uppercase' } }}
    />
  )
}

export function Yourself(fields: Fields) {
  const w = useWords(startWords)
  return (
    <Stack>
      <TextInput {...field(fields, 'name')} label={w.name} description={w.nameHint} autoComplete="name" />
      <TextInput {...field(fields, 'email')} label={w.email} type="email" autoComplete="username" inputMode="email" />
      <Box>
        <PasswordInput
          {...field(fields, 'password')}
          label={w.password}
          description={w.rules}
          autoComplete="new-password"
        />
        <Strength {...fields} />
      </Box>
    </Stack>
  )
}

/** How hard the password is to guess, as the server judges it; asked when the typing rests. */
function Strength({ it }: Fields) {
  const w = useWords(startWords)
  const [score, setScore] = useState<number | null>(null)
  const [rested] = useDebouncedValue(it.password, 250)
  const { code, name, email } = it
  useEffect(() => {
    let stale = false
    if (rested.length < passwordMin) return setScore(null)
    post<{ score: number | null }>('/desk/start/check', { code, you: { name, email, password: rested } })
      .then((answer) => stale || setScore(answer.score))
      .catch(() => stale || setScore(null))
    return () => {
      stale = true
    }
  }, [rested, code, name, email])
  if (it.password === '') return null
  const short = passwordMin - it.password.length
  const says = short > 0 ? w.rulesLength(short) : score === null ? '' : w.strength[score]
  const share = short > 0 ? (it.password.length / passwordMin) * 30 : score === null ? 30 : 30 + (score / 4) * 70
  return (
    <Group gap="sm" mt={8} wrap="nowrap">
      <Progress
        value={share}
        size={6}
        style={{ flex: 1 }}
        color={short > 0 || (score ?? 0) < 2 ? 'amber' : 'accent'}
        aria-label={w.strengthOf}
      />
      <Text size="xs" c="dimmed" miw={120} ta="right" role="status">
        {says}
      </Text>
    </Group>
  )
}

export function WhoIsOwed({ places, ...fields }: Fields & { places: readonly Place[] }) {
  const w = useWords(startWords)
  const { it, set, errors } = fields
  const countries = useCountries(places)
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  const chooseOwed = (owed: string) =>
    set({
      owed,
      // Who lent to a friend is owed in their own name.
      ...(owed === 'loan' && { kind: 'private_person', business: it.business || it.name }),
      ...(it.owed === 'loan' &&
        owed !== 'loan' && { kind: 'business', business: it.business === it.name ? '' : it.business }),
    })
  return (
    <Stack gap="lg">
      <Cards
        label={w.owed}
        value={it.owed}
        onChange={chooseOwed}
        cols={2}
        all={(['invoices', 'rent', 'loan', 'others'] as const).map((id) => ({
          id,
          title: w.owedOf[id],
          says: w.owedSays[id],
        }))}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...field(fields, 'business')}
          label={it.owed === 'loan' ? w.name : w.business}
          autoComplete={it.owed === 'loan' ? 'name' : 'organization'}
        />
        <Select
          label={w.kind}
          value={it.kind}
          onChange={(kind) => kind && set({ kind })}
          data={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))}
        />
        <Select
          label={w.country}
          name="country"
          searchable
          value={it.country}
          error={errors.country}
          data={countries}
          onChange={(country) => {
            const place = places.find((one) => one.country === country)
            if (place) set({ country: place.country, currency: place.currency, zone: place.zone })
          }}
        />
        <TextInput
          {...field(fields, 'currency')}
          label={w.currency}
          maxLength={3}
          styles={{ input: { textTransform: 'uppercase' } }}
        />
      </SimpleGrid>
      <Select
        label={w.zone}
        searchable
        limit={60}
        value={it.zone}
        error={errors.zone}
        data={zones}
        onChange={(zone) => zone && set({ zone })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Textarea
          {...field(fields, 'address')}
          label={<Optional says={w.address} />}
          description={w.addressHint}
          autoComplete="street-address"
        />
        <Stack>
          <TextInput
            {...field(fields, 'phone')}
            label={<Optional says={w.phone} />}
            type="tel"
            autoComplete="tel"
            inputMode="tel"
          />
          <Iban {...fields} />
        </Stack>
      </SimpleGrid>
      {it.kind === 'private_person' && it.owed === 'loan' ? (
        <Alert variant="light" color="accent" title={w.peopleTitle}>
          {w.peopleSays}
        </Alert>
      ) : (
        <Cards
          label={w.policy}
          value={it.policy}
          onChange={(policy) => set({ policy })}
          cols={1}
          all={(['gentle', 'standard', 'firm'] as const).map((id) => ({
            id,
            title: w.policies[id],
            says: w.policySays[id],
            example: (it.owed === 'rent' ? w.rentExample : w.policyExample)[id],
          }))}
        />
      )}
    </Stack>
  )
}

function Optional({ says }: { says: string }) {
  const w = useWords(startWords)
  return (
    <>
      {says}{' '}
      <Text span size="xs" c="dimmed">
        {w.optional}
      </Text>
    </>
  )
}

function Iban(fields: Fields) {
  const w = useWords(startWords)
  const { it, errors } = fields
  const [verdict, setVerdict] = useState<'fine' | 'wrong'>()
  const look = async () => {
    if (it.iban.trim() === '') return setVerdict(undefined)
    try {
      await post('/desk/start/check', { code: it.code, iban: it.iban })
      setVerdict('fine')
    } catch (error) {
      setVerdict(error instanceof DunwellProblem && error.facts.code === 'iban.invalid' ? 'wrong' : undefined)
    }
  }
  return (
    <TextInput
      {...field(fields, 'iban')}
      label={<Optional says={w.iban} />}
      description={verdict === 'fine' ? w.ibanFine : w.ibanHint}
      error={errors.iban ?? (verdict === 'wrong' ? w.problems['iban.invalid'] : undefined)}
      onBlur={() => void look()}
      onFocus={() => setVerdict(undefined)}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

function useCountries(places: readonly Place[]) {
  const language = useLanguage()
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' })
    return places
      .map(({ country }) => ({ value: country, label: names.of(country) ?? country }))
      .sort((a, b) => a.label.localeCompare(b.label, language))
  }, [places, language])
}

/** A choice among a few, each with its words and perhaps an example; the arrows move between them. */
function Cards({
  label,
  value,
  onChange,
  cols,
  all,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  cols: number
  all: readonly { id: string; title: string; says: string; example?: string }[]
}) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, xs: cols }} spacing="xs" mt={6}>
        {all.map((it) => (
          <Radio.Card
            key={it.id}
            value={it.id}
            p="sm"
            radius="md"
            style={{
              display: 'flex',
              alignItems: 'flex-start',
              ...(it.id === value && { borderColor: 'var(--mantine-primary-color-filled)' }),
            }}
          >
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator mt={3} />
              <Box>
                <Text fw={600} lh={1.3}>
                  {it.title}
                </Text>
                <Text size="sm" c="dimmed">
                  {it.says}
                </Text>
                {it.example && (
                  <Text size="sm" mt={4} fs="italic">
                    {it.example}
                  </Text>
                )}
              </Box>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
