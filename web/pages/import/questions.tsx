// What a file leaves open, asked with what it may mean: a guess there would cost months, or a factor of a thousand.

import { Group, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../../api.ts'
import { useWords } from '../../ui/tongue.tsx'
import { importWords } from '../../words/import.ts'
import type { List, Said } from './list.tsx'

type Question = List['questions'][number]
type Choice = Question['answers'][number]

interface Sets {
  readonly dateOrder?: string
  readonly decimal?: string
  readonly field?: string
}

const setsOf = (it: Choice): Sets => Object.values((it.columns ?? {}) as Record<string, Sets>)[0] ?? {}
const defaultsOf = (it: Choice) => (it.defaults ?? {}) as { currency?: string; termsDays?: number }

export function Questions({ list, onSay, busy }: { list: List; onSay: (said: Said) => void; busy: boolean }) {
  if (list.questions.length === 0) return null
  return (
    <Stack gap="lg" aria-busy={busy}>
      {list.questions.map((it) => (
        <One key={`${it.column} ${it.asks}`} it={it} onSay={onSay} />
      ))}
    </Stack>
  )
}

function One({ it, onSay }: { it: Question; onSay: (said: Said) => void }) {
  const w = useWords(importWords)
  const [value, setValue] = useState('')
  const own = useAsk('GET /v1/workspace').data?.currency
  const currency = it.answers.some((one) => defaultsOf(one).currency)
  const answers = currency && own ? withOwn(it.answers, own) : it.answers
  const asks = () => {
    const sets = it.answers[0] ? setsOf(it.answers[0]) : {}
    if (currency) return w.askCurrency
    if (sets.dateOrder && it.column) return w.askDates(it.column)
    if (sets.decimal && it.column) return w.askDecimal(it.column)
    return it.answers.some((one) => defaultsOf(one).termsDays) ? w.askDue : it.asks
  }
  const says = (one: Choice) => {
    const { dateOrder, decimal } = setsOf(one)
    const { termsDays } = defaultsOf(one)
    if (dateOrder) return w.orders[dateOrder] ?? one.says
    if (decimal) return w.marks[decimal] ?? one.says
    return termsDays === undefined ? one.says : w.terms(termsDays)
  }
  const choose = (index: string) => {
    setValue(index)
    const one = answers[Number(index)]
    if (one) onSay({ columns: one.columns, defaults: one.defaults } as Said)
  }
  return (
    <Radio.Group label={asks()} value={value} onChange={choose}>
      <Group mt="xs" gap="lg" align="center">
        {answers.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a question stand still
          <Radio key={index} value={String(index)} label={says(one)} />
        ))}
        {currency && <Other onSay={onSay} />}
      </Group>
    </Radio.Group>
  )
}

function withOwn(answers: readonly Choice[], own: string): readonly Choice[] {
  const others = answers.filter((it) => defaultsOf(it).currency !== own)
  return [{ says: own, defaults: { currency: own } }, ...others]
}

function Other({ onSay }: { onSay: (said: Said) => void }) {
  const w = useWords(importWords)
  const [text, setText] = useState('')
  const say = () => {
    if (/^[a-z]{3}$/i.test(text)) onSay({ defaults: { currency: text.toUpperCase() } })
  }
  return (
    <TextInput
      aria-label={w.currency}
      placeholder={w.other}
      w={84}
      maxLength={3}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={say}
      onKeyDown={(event) => event.key === 'Enter' && say()}
      styles={{ input: { textTransform: 'uppercase' } }}
    />
  )
}
