// What a draft changes of a ladder, step by step, in the words of the form it was changed by.

import { Text } from '@mantine/core'
import { policyWords } from '../words/policies.ts'
import { stepName, toneName } from '../words/steps.ts'
import { Paper } from './page.tsx'
import type { PolicyBody, Step } from './policy-draft.ts'
import { whenOf } from './policy-ladder.tsx'
import { useLanguage, useWords } from './tongue.tsx'

type Words = (typeof policyWords)['en']
interface Difference {
  readonly of: string
  readonly what: string
  readonly before: string
  readonly after: string
}

const isFilled = (it: Difference | undefined) => it !== undefined

export function Differences({ saved, draft }: { saved: PolicyBody; draft: PolicyBody }) {
  const w = useWords(policyWords)
  const language = useLanguage()
  const all = differencesOf(saved, draft, w, language)
  if (all.length === 0) return null
  return (
    <Paper title={w.differences}>
      <dl className="changes">
        {all.map((it) => (
          <div key={`${it.of} ${it.what}`}>
            <dt>
              <Text span size="sm" fw={620}>
                {it.of}
              </Text>
              <Text size="xs" c="dimmed" className="capital">
                {it.what}
              </Text>
            </dt>
            <dd>
              <Text span size="sm" c="dimmed" td={it.after === '' ? undefined : 'line-through'}>
                {it.before || w.nothing}
              </Text>
              <Text span size="sm" aria-label={w.becomes}>
                {' → '}
              </Text>
              <Text span size="sm" fw={620}>
                {it.after || w.nothing}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </Paper>
  )
}

function differencesOf(saved: PolicyBody, draft: PolicyBody, w: Words, language: 'en' | 'de'): Difference[] {
  const yes = (it: boolean) => (it ? w.yes : w.no)
  const named = (its: readonly string[]) => its.map((it) => stepName(language, it)).join(', ')
  const said: Readonly<Record<string, (step: Step) => string>> = {
    [w.when]: (it) => whenOf(it, w),
    [w.channels]: (it) => named(it.channels),
    [w.to]: (it) => named(it.to),
    [w.template]: (it) => (it.template ? stepName(language, it.template) : ''),
    [w.tone]: (it) => toneName(language, it.tone),
    [w.deadline]: (it) => String(it.payBy?.days ?? it.payBy?.businessDays ?? ''),
    [w.asks]: (it) => yes(it.approve),
  }
  const whole = [
    ...([w.name, w.minDaysBetween, w.quietAfterTalk] as const).map((what, i) => {
      const key = (['name', 'minDaysBetween', 'quietAfterTalk'] as const)[i]!
      return { what, before: String(saved[key]), after: String(draft[key]) }
    }),
    ...(['waitForSteady', 'thankYou'] as const).map((key) => ({
      what: w[key],
      before: yes(saved[key]),
      after: yes(draft[key]),
    })),
  ].filter((it) => it.before !== it.after)
  const ids = [...new Set([...saved.steps, ...draft.steps].map((it) => it.id))]
  const steps = ids.flatMap((id): (Difference | undefined)[] => {
    const of = stepName(language, id)
    const [before, after] = [saved, draft].map((one) => one.steps.find((it) => it.id === id))
    if (!before || !after)
      return [{ of, what: w.step, before: before ? whenOf(before, w) : '', after: after ? whenOf(after, w) : '' }]
    return Object.entries(said).map(([what, says]) => {
      const [was, is] = [says(before), says(after)]
      return was === is ? undefined : { of, what, before: was, after: is }
    })
  })
  return [...whole.map((it) => ({ of: w.whole, ...it })), ...steps.filter(isFilled)]
}
