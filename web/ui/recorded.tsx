// What exactly an entry of the record holds, for people: each fact with its name, days and sums as they are read; what is
// nothing, none or empty is left out.

import { Stack } from '@mantine/core'
import { factName } from '../words/audit.ts'
import { settingsWords } from '../words/settings.ts'
import { trustWords } from '../words/trust.ts'
import { Fact } from './form.tsx'
import { type Forms, useForms, useLanguage, useWords } from './tongue.tsx'

type Body = Readonly<Record<string, unknown>>
type Words = (typeof settingsWords)['en']

// A day is a whole number of days since 1970; these names hold one.
const dayKeys = /^(day|on|from|to|until|since|onDay)$|(Day|On)$/
const isDay = (key: string, value: number) => dayKeys.test(key) && value > 7_000 && value < 80_000
const dayMs = 86_400_000
const momentFrom = 1_000_000_000_000
const nested = 3

export function Recorded({ body }: { body: Body }) {
  const w = useWords(settingsWords)
  const forms = useForms()
  const language = useLanguage()
  return (
    <Stack gap={2} mt="xs" p="sm" bg="var(--desk-side)" style={{ borderRadius: 'var(--mantine-radius-sm)' }}>
      {Object.entries(body)
        .filter(([, value]) => !isNothing(value))
        .map(([key, value]) => (
          <Fact key={key} label={factName(language, key)}>
            {textOf(key, value, body, { w, forms, language }, 0)}
          </Fact>
        ))}
    </Stack>
  )
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(isNothing))

const isCurrency = /^[A-Z]{3}$/
const inCurrency = (value: unknown, currency: string) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, currency } : value

interface Tongue {
  readonly w: Words
  readonly forms: Forms
  readonly language: Parameters<typeof factName>[0]
}

function textOf(key: string, value: unknown, beside: Body, tongue: Tongue, depth: number): string {
  const { w, forms, language } = tongue
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (typeof value === 'number') {
    if (isDay(key, value)) return forms.day(new Date(value * dayMs).toISOString())
    if (value >= momentFrom) return forms.moment(new Date(value).toISOString())
    // Of an entry without a currency the sum is that of the list it stands in.
    if (/Minor$/.test(key) && typeof beside.currency === 'string') return forms.money(value, beside.currency)
    return forms.count(/Minor$/.test(key) ? value / 100 : value)
  }
  if (typeof value === 'string') {
    if (key === 'role') return trustWords[language].roles[value as 'owner'] ?? value
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return forms.day(value)
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return forms.moment(value)
    // A fingerprint is told apart by its beginning.
    return /^[0-9a-f]{32,}$/.test(value) ? `${value.slice(0, 16)}…` : value
  }
  if (Array.isArray(value)) return value.map((one) => textOf(key, one, beside, tongue, depth)).join(', ')
  if (typeof value !== 'object' || value === null) return '–'
  if (depth >= nested) return JSON.stringify(value)
  const its = value as Body
  return Object.entries(its)
    .filter(([, one]) => !isNothing(one))
    .map(([name, one]) => {
      // Sums by currency: what stands under one is in it.
      if (isCurrency.test(name))
        return typeof one === 'number'
          ? forms.money(one, name)
          : textOf(name, inCurrency(one, name), its, tongue, depth + 1)
      if (name === 'currency') return undefined
      return `${factName(language, name)}: ${textOf(name, one, its, tongue, depth + 1)}`
    })
    .filter((it) => it !== undefined)
    .join(' · ')
}
