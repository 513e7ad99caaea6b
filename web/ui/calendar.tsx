// The month of a field for a day: picked by mouse, or gone through by arrows, by weeks (Home, End) and by months (Page up, Page down).

import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { dateWords } from '../words/dates.ts'
import { addDays, addMonths, weekdayOf } from './date-text.ts'
import { useForms, useLanguage, useWords } from './tongue.tsx'

export default function Calendar({
  value,
  today,
  min,
  max,
  pick,
  close,
}: {
  value: string | undefined
  today: string
  min: string | undefined
  max: string | undefined
  pick: (day: string) => void
  close: () => void
}) {
  const w = useWords(dateWords)
  const forms = useForms()
  const locale = useLanguage() === 'de' ? 'de-DE' : 'en-GB'
  const fits = (day: string) => (min === undefined || day >= min) && (max === undefined || day <= max)
  const [at, setAt] = useState(() => {
    const wish = value ?? today
    return fits(wish) ? wish : min !== undefined && wish < min ? min : (max ?? wish)
  })
  const here = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button of the day that is gone to is another one each time
  useEffect(() => here.current?.focus(), [at])
  const first = `${at.slice(0, 7)}-01`
  const start = addDays(first, -weekdayOf(first))
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => addDays(start, week * 7 + i)),
  )
  const asDate = (day: string) => new Date(`${day}T00:00:00Z`)
  const heading = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    asDate(at),
  )
  const weekday = (style: 'short' | 'long', day: string) =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(asDate(day))
  const go = (next: string) => fits(next) && setAt(next)
  const pressed = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, string>> = {
      ArrowLeft: addDays(at, -1),
      ArrowRight: addDays(at, 1),
      ArrowUp: addDays(at, -7),
      ArrowDown: addDays(at, 7),
      Home: addDays(at, -weekdayOf(at)),
      End: addDays(at, 6 - weekdayOf(at)),
      PageUp: addMonths(at, event.shiftKey ? -12 : -1),
      PageDown: addMonths(at, event.shiftKey ? 12 : 1),
    }
    if (event.key === 'Escape') {
      // The calendar alone: what it stands on stays open.
      event.preventDefault()
      event.stopPropagation()
      return close()
    }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    go(next)
  }
  const turn = (months: number) => {
    const next = addMonths(at, months)
    setAt(fits(next) ? next : months < 0 ? (min ?? next) : (max ?? next))
  }
  const stays = { 'data-mantine-stop-propagation': true } as const
  return (
    <div className="calendar">
      <Group justify="space-between" mb={6} wrap="nowrap">
        <ActionIcon {...stays} variant="subtle" color="gray" aria-label={w.earlier} onClick={() => turn(-1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" fw={620} aria-live="polite">
          {heading}
        </Text>
        <ActionIcon {...stays} variant="subtle" color="gray" aria-label={w.later} onClick={() => turn(1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <table aria-label={heading} onKeyDown={pressed}>
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th key={day} scope="col" abbr={weekday('long', day)}>
                {weekday('short', day).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    {...stays}
                    type="button"
                    ref={day === at ? here : undefined}
                    tabIndex={day === at ? 0 : -1}
                    disabled={!fits(day)}
                    data-other={day.slice(0, 7) !== at.slice(0, 7) || undefined}
                    aria-current={day === today ? 'date' : undefined}
                    aria-pressed={day === value}
                    aria-label={forms.wholeDay(day)}
                    onClick={() => pick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {fits(today) && (
        <Button {...stays} variant="subtle" size="compact-xs" mt={6} fullWidth onClick={() => pick(today)}>
          {w.today}
        </Button>
      )}
    </div>
  )
}
