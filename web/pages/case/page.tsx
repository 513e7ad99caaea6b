// What the parts of a case's page share: its answer, its id, and the words for what the server names by a code.

import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { createContext, useContext } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useForms, useLanguage, useWords } from '../../ui/tongue.tsx'
import { keepUndo } from '../../ui/undo.ts'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { stepName } from '../../words/steps.ts'

export type CaseAnswer = Answer<'GET /v1/cases/{id}'>
export type Entry = Answer<'GET /v1/cases/{id}/timeline'>['items'][number]
export type May = CaseAnswer['may']['phone']

export const acts = [
  'write',
  'call',
  'promise',
  'money',
  'note',
  'hold',
  'query',
  'dispute',
  'date',
  'escalate',
  'offer',
  'waive',
  'writeOff',
] as const
export type Act = (typeof acts)[number]
export const actKeys: Readonly<Partial<Record<Act, string>>> = {
  write: 'w',
  call: 'c',
  promise: 'p',
  money: 'm',
  note: 'n',
  hold: 'h',
  query: 'q',
  dispute: 'd',
  date: 't',
  escalate: 'e',
  offer: 'f',
  waive: 'v',
  writeOff: 'l',
}

/** Those that a small dialog asks for; the last three end what is open. */
export type Small = Exclude<Act, 'write' | 'call'> | 'drop' | 'answer' | 'settle'

export interface CasePlace {
  readonly it: CaseAnswer
  /** Whether the one who looks may act. */
  readonly may: boolean
  open(act: Act | Small, about?: string): void
}
export const CaseContext = createContext<CasePlace | undefined>(undefined)

export function useCase(): CasePlace {
  return useContext(CaseContext)!
}

/** A word of a record for a code of the server; the code itself, readable, where there is none. */
export function wordOf(words: Readonly<Record<string, string>>, code: string | null | undefined): string {
  if (code === null || code === undefined) return ''
  return words[code] ?? code.replaceAll('_', ' ')
}

/** Why something is held: the cause in words, and what was noted with it. */
export function causeOf(words: Readonly<Record<string, string>>, says: string): readonly [string, string?] {
  const [, cause = says, note] = /^([a-z_]+): (.*)$/s.exec(says) ?? []
  return [wordOf(words, cause), note]
}

/** What a step or a task is called. */
export function useStepName(): (it: {
  kind?: string
  stage?: string | null
  step?: string | null
  task?: string
}) => string {
  const w = useWords(caseWords)
  const language = useLanguage()
  return ({ kind, stage, step, task }) => {
    if (step === 'by-hand') return w.byHandStep
    // They ask for nothing, and stand on no stage that a reader would know them by.
    if (step && /^(personal-)?(thank-you|crossed|receipt)$/.test(step))
      return stepName(language, step.replace('personal-', ''))
    if (kind === 'stop') return w.stop
    if (kind === 'call') return w.stages.call
    if (task !== undefined && task !== 'call') return wordOf(w.tasks, task)
    return stage ? wordOf(w.stages, stage) : wordOf(w.tasks, task ?? kind)
  }
}

/** Says that it is done, with the way back. */
export function useSaid(): (says: string, undo?: () => Promise<unknown>) => void {
  const w = useWords(actWords)
  return (says, undo) => {
    const id = crypto.randomUUID()
    const back = async () => {
      notifications.hide(id)
      keepUndo(undefined)
      try {
        await undo?.()
        notifications.show({ message: w.undone, autoClose: 3_000 })
      } catch (problem) {
        notifications.show({ message: (problem as Error).message, color: 'rust' })
      }
    }
    keepUndo(undo && back)
    const message = undo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{says}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void back()}>
          {w.undo}{' '}
          <kbd className="key" aria-hidden style={{ marginInlineStart: 6 }}>
            u
          </kbd>
        </Button>
      </Group>
    ) : (
      says
    )
    notifications.show({ id, message, autoClose: undo ? 12_000 : 4_000, withCloseButton: !undo })
  }
}

/** A moment as the clock of a place shows it; with the day where it is not this one. */
export function useClock(): (moment: string, zone: string, now: string) => string {
  const forms = useForms()
  return (moment, zone, now) => {
    const at = new Date(moment)
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(now))
    return day === today ? clock : `${forms.shortDay(day)}, ${clock}`
  }
}

/** A later day of the wire, weekends left out. */
export function laterDay(from: string, days: number): string {
  const at = new Date(`${from}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  while (at.getUTCDay() === 0 || at.getUTCDay() === 6) at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}
