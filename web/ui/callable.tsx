// From when somebody may be rung, in their own time, with what stands in the way; nothing where that is now.

import { Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { callsWords } from '../words/calls.ts'
import { useForms, useWords } from './tongue.tsx'

export interface Callable {
  readonly now: boolean
  readonly from: string | null
  readonly zone: string
  /** Where they are. */
  readonly today: string
  readonly says: string | null
}

export function CallableFrom({ it }: { it: Callable | undefined }) {
  const w = useWords(callsWords)
  const forms = useForms()
  if (!it || it.now) return null
  const dayIn = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: it.zone }).format(at)
  const clockOf = (text: string) => {
    const at = new Date(text)
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: it.zone, hour: '2-digit', minute: '2-digit' }).format(at)
    return dayIn(at) === it.today ? clock : `${forms.shortDay(dayIn(at))}, ${clock}`
  }
  return (
    <Text size="sm" c="dimmed" className="figure" style={{ whiteSpace: 'normal' }}>
      <IconClock size={14} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />
      {it.from === null ? w.notNow : w.from(clockOf(it.from))}
      {it.says && ` · ${it.says}`}
    </Text>
  )
}
