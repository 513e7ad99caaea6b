// The ladder as a line: from before the due day, over the due day, to the court door; each step a card that says when, how, to whom, in
// which tone, and whether it asks first. On a narrow screen the line stands upright.

import { Badge, Box, Group, Text, UnstyledButton } from '@mantine/core'
import { IconBuildingBank, IconCalendarDue, IconFileText, IconHandStop, IconMail, IconPhone } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { autopilotWords } from '../words/autopilot.ts'
import { policyWords } from '../words/policies.ts'
import { stepName, toneName } from '../words/steps.ts'
import type { PolicyBody, Step } from './policy-draft.ts'
import { useLanguage, useWords } from './tongue.tsx'

type Words = ReturnType<typeof useWords<(typeof policyWords)['en']>>

/** When a step comes, in words. */
export function whenOf(step: Step, w: Words): string {
  const business = step.businessDays !== undefined
  const days = step.businessDays ?? step.days ?? 0
  if (step.after === 'month') return w.monthly(days)
  const count = Math.abs(days)
  const said =
    days < 0
      ? business
        ? w.businessBefore(count)
        : w.dayBefore(count)
      : business
        ? w.businessAfter(count)
        : w.dayAfter(count)
  if (step.after === 'previous') return w.afterPrevious(said)
  return step.after === 'issue' ? w.afterIssue(said) : said
}

const isBefore = (it: Step) =>
  it.after === 'issue' || it.after === 'month' || (it.after === 'due' && (it.days ?? it.businessDays ?? 0) < 0)

/** What goes without a yes: the steps on autopilot with whose leave that is, and whether each other message is seen first. */
export interface Leave {
  readonly flown: ReadonlyMap<string, string>
  readonly seenFirst: boolean
}

export function Ladder({
  policy,
  saved,
  at,
  choose,
  look,
  leave,
}: {
  policy: PolicyBody
  saved: PolicyBody | undefined
  at: string | undefined
  choose: (id: string) => void
  /** The step under the cursor. */
  look: (id: string | undefined) => void
  leave: Leave
}) {
  const w = useWords(policyWords)
  const firstAfter = policy.steps.findIndex((it) => !isBefore(it))
  const dueAt = firstAfter === -1 ? policy.steps.length : firstAfter
  return (
    <Box className="rungs" role="group" aria-label={w.ladder} onMouseLeave={() => look(undefined)}>
      {policy.steps.map((it, i) => (
        <Fragment key={it.id}>
          {i === dueAt && <Post icon={<IconCalendarDue size={18} aria-hidden />} says={w.due} />}
          <StepCard
            step={it}
            changed={
              saved !== undefined && JSON.stringify(saved.steps.find((one) => one.id === it.id)) !== JSON.stringify(it)
            }
            here={it.id === at}
            choose={choose}
            look={look}
            leave={leave}
          />
        </Fragment>
      ))}
      {dueAt === policy.steps.length && <Post icon={<IconCalendarDue size={18} aria-hidden />} says={w.due} />}
      <Post icon={<IconBuildingBank size={18} aria-hidden />} says={w.court} last />
    </Box>
  )
}

function Post({ icon, says, last }: { icon: ReactNode; says: string; last?: boolean }) {
  return (
    <Box className="ladder-post" data-last={last || undefined}>
      <span className="rungs-dot">{icon}</span>
      <Text size="xs" fw={620}>
        {says}
      </Text>
    </Box>
  )
}

function StepCard({
  step,
  changed,
  here,
  choose,
  look,
  leave,
}: {
  step: Step
  changed: boolean
  here: boolean
  choose: (id: string) => void
  look: (id: string | undefined) => void
  leave: Leave
}) {
  const w = useWords(policyWords)
  const a = useWords(autopilotWords)
  const language = useLanguage()
  const Icon =
    step.kind === 'call'
      ? IconPhone
      : step.kind === 'stop'
        ? IconHandStop
        : step.channels[0] === 'letter'
          ? IconFileText
          : IconMail
  const task = step.kind === 'call' || step.kind === 'stop'
  // A step that is changed here would lose its leave, because that was for the old one.
  const flown = task || changed ? undefined : leave.flown.get(step.id)
  const waits = !task && !flown && (step.approve || leave.seenFirst)
  const asks = task ? w.task : flown ? a.badge : waits ? w.approve : w.byItself
  return (
    <UnstyledButton
      className="ladder-step"
      aria-pressed={here}
      data-here={here || undefined}
      onClick={() => choose(step.id)}
      onMouseEnter={() => look(step.id)}
      onFocus={() => look(step.id)}
    >
      <span className="rung-when">{whenOf(step, w)}</span>
      <span className="ladder-card paper">
        <Group gap={6} wrap="nowrap" align="flex-start">
          <Icon size={17} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Text fw={620} lh={1.25} size="sm">
            {stepName(language, step.id)}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          {step.kind === 'stop' ? '' : `${step.channels.map((it) => stepName(language, it)).join(', ')} · `}
          {step.kind === 'stop' ? '' : `${stepName(language, step.to[0] ?? '')} · `}
          {toneName(language, step.tone)}
        </Text>
        <Group gap={4} mt={6}>
          <Badge size="xs" variant={waits ? 'filled' : 'light'} color={waits || flown ? 'accent' : 'gray'}>
            {asks}
          </Badge>
          {step.notice && (
            <Badge size="xs" variant="outline" color="gray">
              {w.notice}
            </Badge>
          )}
          {changed && (
            <Badge size="xs" variant="light" color="amber">
              {w.changed}
            </Badge>
          )}
        </Group>
        {flown && (
          <Text size="xs" c="dimmed" mt={4}>
            {flown}
          </Text>
        )}
      </span>
    </UnstyledButton>
  )
}
