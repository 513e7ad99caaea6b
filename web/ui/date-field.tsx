// A field for a day: typed as one writes it in one's own language, in words or by keys, or picked from a calendar, which is fetched only then.

import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useAsk } from '../api.ts'
import { dateWords } from '../words/dates.ts'
import { addDays, dayFrom, dayText } from './date-text.ts'
import { useForms, useLanguage, useWords } from './tongue.tsx'

const Calendar = lazy(() => import('./calendar.tsx'))

interface Wanted extends Omit<TextInputProps, 'value' | 'onChange' | 'type' | 'min' | 'max'> {
  /** A day of the wire, `2026-12-24`, or nothing. */
  readonly value: string
  /** Told each day that is understood while it is typed; nothing where it is none. */
  readonly onChange: (day: string) => void
  /** It is told only once whoever types is done: where each day asks for much. */
  readonly atEnd?: boolean
  readonly min?: string | undefined
  readonly max?: string | undefined
}

export function DateField({ value, onChange, min, max, atEnd, description, error, onBlur, onFocus, ...rest }: Wanted) {
  const w = useWords(dateWords)
  const language = useLanguage()
  const forms = useForms()
  // The workspace's day, which in a rehearsal is not that of the wall; every page has asked for it already.
  const today = useAsk('GET /v1/workspace').data?.today ?? undefined
  const meantBy = (text: string) =>
    today === undefined || text.trim() === '' ? undefined : dayFrom(text, { today, min, max })
  const shown = (day: string) => (day === '' ? '' : dayText(day, language))
  const [text, setText] = useState(shown(value))
  const [typing, type] = useState(false)
  const [opened, open] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const day = meantBy(text)
  const wrong =
    text.trim() === '' || today === undefined
      ? undefined
      : day === undefined
        ? w.notADay
        : min !== undefined && day < min
          ? w.tooEarly(forms.day(min))
          : max !== undefined && day > max
            ? w.tooLate(forms.day(max))
            : undefined
  // What was changed from outside is shown, but not over what is being typed.
  const told = useRef(value)
  useEffect(() => {
    if (typing || value === told.current) return
    told.current = value
    setText(value === '' ? '' : dayText(value, language))
  }, [value, typing, language])
  // A form does not go out with a day that is none, where the browser watches over it.
  useEffect(() => input.current?.setCustomValidity(wrong ?? ''), [wrong])
  const take = (next: string, day: string) => {
    setText(next)
    told.current = day
    onChange(day)
  }
  const typed = (next: string) => {
    if (atEnd) return setText(next)
    const meant = meantBy(next)
    const fits = meant !== undefined && (min === undefined || meant >= min) && (max === undefined || meant <= max)
    take(next, fits ? meant : '')
  }
  /** Whoever types is done: what is understood is written as it is shown. */
  const done = () => {
    if (day === undefined || wrong !== undefined) return
    setText(dayText(day, language))
    if (atEnd && day !== told.current) take(dayText(day, language), day)
  }
  const pick = (next: string) => take(dayText(next, language), next)
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') done()
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    if (today === undefined) return
    if (event.altKey) return open(true)
    const next = day === undefined ? today : addDays(day, event.key === 'ArrowUp' ? 1 : -1)
    if ((min === undefined || next >= min) && (max === undefined || next <= max)) pick(next)
  }
  // What was written otherwise than it is shown is said in full, so that nobody has to guess how it was read.
  const understood = typing && day !== undefined && wrong === undefined && text.trim() !== dayText(day, language)
  return (
    <TextInput
      placeholder={w.hint}
      autoComplete="off"
      spellCheck={false}
      {...rest}
      ref={input}
      description={understood ? forms.wholeDay(day) : description}
      error={(typing ? undefined : wrong) ?? error}
      value={text}
      onChange={(event) => typed(event.currentTarget.value)}
      onFocus={(event) => {
        type(true)
        onFocus?.(event)
      }}
      onBlur={(event) => {
        type(false)
        done()
        onBlur?.(event)
      }}
      onKeyDown={pressed}
      rightSectionPointerEvents="all"
      rightSection={
        <Popover opened={opened} onChange={open} position="bottom-end" shadow="md" trapFocus returnFocus width="auto">
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={w.choose}
              aria-expanded={opened}
              onClick={() => open(!opened)}
            >
              <IconCalendar size={16} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown p="xs" aria-label={w.choose}>
            <Suspense fallback={<div style={{ width: 252, height: 268 }} />}>
              {opened && today !== undefined && (
                <Calendar
                  value={wrong === undefined ? day : undefined}
                  today={today}
                  min={min}
                  max={max}
                  pick={(next) => {
                    pick(next)
                    open(false)
                  }}
                  close={() => open(false)}
                />
              )}
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      }
    />
  )
}
