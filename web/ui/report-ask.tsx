// What a report is asked for, kept in the address so that it can be sent to somebody: a day or a span of days, how many days count, one
// currency or all, and whether all is turned into one's own.

import { Button, Checkbox, Group, Menu, NumberInput, Select } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAsk } from '../api.ts'
import { reportWords } from '../words/reports.ts'
import { DateField } from './date-field.tsx'
import { useWords } from './tongue.tsx'

export interface Asked {
  readonly day?: string
  readonly from?: string
  readonly to?: string
  readonly days?: number
  readonly converted?: boolean
  readonly currency?: string
}

/** The same as the server is asked; which currency is shown is chosen here. */
export function queryOf({ currency: _, converted, ...rest }: Asked) {
  return { ...rest, ...(converted && { converted: 'true' as const }) }
}

/** What the address asks for, and a way to ask for something else. */
export function useAsked(): [Asked, (patch: Asked) => void] {
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const change = (patch: Asked) =>
    void navigate({ to: '.', search: ((now: Asked) => ({ ...now, ...patch })) as never, replace: true })
  return [asked, change]
}

export function ReportAsk({
  looks,
  days,
  asOf,
  currencies,
}: {
  looks: 'day' | 'span'
  days?: { says: string; usual: number }
  asOf: { day: string; from?: string | undefined; to?: string | undefined }
  currencies: readonly string[]
}) {
  const w = useWords(reportWords)
  const [asked, change] = useAsked()
  const { data } = useAsk('GET /v1/workspace')
  const today = data?.today ?? asOf.day
  const presets = looks === 'day' ? daysFrom(today, w) : spansFrom(today, w)
  return (
    <Group gap="sm" align="flex-end">
      {looks === 'day' ? (
        <DateField
          atEnd
          label={w.day}
          value={asked.day ?? asOf.day}
          onChange={(day) => day !== '' && change({ day })}
          w="10rem"
        />
      ) : (
        <>
          <DateField
            atEnd
            label={w.from}
            value={asked.from ?? asOf.from ?? ''}
            onChange={(from) => from !== '' && change({ from, to: asked.to ?? asOf.to ?? asOf.day })}
            w="10rem"
          />
          <DateField
            atEnd
            label={w.to}
            value={asked.to ?? asOf.to ?? ''}
            onChange={(to) => to !== '' && change({ to, from: asked.from ?? asOf.from })}
            w="10rem"
          />
        </>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconCalendar size={16} aria-hidden />}>
            {w.period}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {presets.map((it) => (
            <Menu.Item key={it.label} onClick={() => change(it.asked)}>
              {it.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {days && (
        <NumberInput
          label={w.days}
          w={90}
          min={1}
          max={3660}
          value={asked.days ?? days.usual}
          onChange={(it) => typeof it === 'number' && it >= 1 && change({ days: it })}
        />
      )}
      {currencies.length > 1 && (
        <Select
          label={w.currency}
          w={110}
          data={[{ value: '', label: w.every }, ...currencies.map((it) => ({ value: it, label: it }))]}
          value={asked.currency ?? ''}
          onChange={(it) => change({ currency: it || undefined })}
        />
      )}
      {data && (currencies.length > 1 || currencies.some((it) => it !== data.currency) || asked.converted) && (
        <Checkbox
          mb={9}
          label={w.converted(data.currency)}
          checked={asked.converted ?? false}
          onChange={(it) => change({ converted: it.target.checked || undefined, currency: undefined })}
        />
      )}
    </Group>
  )
}

type Words = ReturnType<typeof useWords<(typeof reportWords)['en']>>

const text = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

function daysFrom(today: string, w: Words) {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1]
  return [
    { label: w.today, asked: { day: undefined } },
    { label: w.lastMonthEnd, asked: { day: text(year, month, 0) } },
    { label: w.lastQuarterEnd, asked: { day: text(year, month - (month % 3), 0) } },
    { label: w.lastYearEnd, asked: { day: text(year, 0, 0) } },
  ]
}

function spansFrom(today: string, w: Words) {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1]
  const quarter = month - (month % 3)
  return [
    { label: w.thisMonth, asked: { from: text(year, month, 1), to: today } },
    { label: w.lastMonth, asked: { from: text(year, month - 1, 1), to: text(year, month, 0) } },
    { label: w.lastQuarter, asked: { from: text(year, quarter - 3, 1), to: text(year, quarter, 0) } },
    { label: w.thisYear, asked: { from: text(year, 0, 1), to: today } },
    { label: w.lastYear, asked: { from: text(year - 1, 0, 1), to: text(year, 0, 0) } },
  ]
}
