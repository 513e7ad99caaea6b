// Autopilot on the desk: the offer, made calmly in one sentence with its evidence, and the mark on what goes by it.

import { Anchor, Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { autopilotWords } from '../words/autopilot.ts'
import { shellWords } from '../words/shell.ts'
import { weekWords } from '../words/week.ts'
import { Paper } from './page.tsx'
import { useMay } from './seat.tsx'
import { Failed } from './state.tsx'
import { useForms, useWords } from './tongue.tsx'

export type Autopilots = Answer<'GET /v1/autopilots'>
type StepState = Autopilots['steps'][number]

/** Whose leave a message goes by. */
export interface Flown {
  readonly by: string
  readonly on: string
  readonly mostMinor: number
  readonly currency: string
}

/** Their name will do; the address stands in the record. */
export function nameOnly(by: string): string {
  return by.replace(/ <[^>]*>$/, '')
}

export function useStage() {
  const w = useWords(weekWords)
  return (stage: string) => (w.stages as Record<string, string>)[stage] ?? stage
}

/** What is offered now, to who may accept it: the mildest step, and the others by a link; or all of them. */
export function AutopilotOffers({ all = false }: { all?: boolean }) {
  const w = useWords(autopilotWords)
  const may = useMay('manager')
  const { data } = useAsk('GET /v1/autopilots', undefined, { enabled: may, staleTime: 60_000 })
  const { stages } = useWords(weekWords)
  const offered = data?.steps.filter((it) => it.state === 'offered') ?? []
  if (!may || !data || offered.length === 0) return null
  const order = Object.keys(stages)
  const mildest = [...offered].sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage))
  const shown = all ? mildest : mildest.slice(0, 1)
  const rest = offered.length - shown.length
  return (
    <>
      {shown.map((it, i) => (
        <Offer key={`${it.policy.id} ${it.step}`} it={it} most={data.most}>
          {i === shown.length - 1 && rest > 0 && (
            <Anchor component={Link} to={'/settings/autopilot' as never} size="sm">
              {w.more(rest)}
            </Anchor>
          )}
        </Offer>
      ))}
    </>
  )
}

function Offer({ it, most, children }: { it: StepState; most: Autopilots['most']; children: ReactNode }) {
  const w = useWords(autopilotWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const stage = useStage()(it.stage)
  const accept = useDo('POST /v1/autopilots')
  const later = useDo('POST /v1/autopilots/put-off')
  const body = { policy: it.policy.id, step: it.step }
  const told = (message: string) => ({
    onSuccess: () => void notifications.show({ message, closeButtonProps: { 'aria-label': s.close } }),
  })
  const since = it.since === null ? '' : forms.shortDay(it.since)
  return (
    <Paper title={w.offer(stage)}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" maw={720} style={{ flex: '1 1 280px' }}>
          {w.offerSays(it.policy.name, it.inARow, since, forms.money(most.amountMinor, most.currency))} {children}
        </Text>
        <Group gap="xs">
          <Button variant="default" loading={later.isPending} onClick={() => later.mutate({ body }, told(w.putOff))}>
            {w.later}
          </Button>
          <Button
            variant="light"
            loading={accept.isPending}
            onClick={() => accept.mutate({ body: { ...body, mostMinor: most.amountMinor } }, told(w.accepted(stage)))}
          >
            {w.accept}
          </Button>
        </Group>
      </Group>
      {(accept.error ?? later.error) && (
        <Stack mt="sm">
          <Failed error={(accept.error ?? later.error)!} />
        </Stack>
      )}
    </Paper>
  )
}

/** The mark of a message that goes without a yes, by somebody's leave. */
export function ByAutopilot({ it }: { it: Flown }) {
  const w = useWords(autopilotWords)
  const forms = useForms()
  const says = w.badgeSays(nameOnly(it.by), forms.day(it.on), forms.money(it.mostMinor, it.currency))
  return (
    <Tooltip label={says} multiline w={260}>
      <Badge variant="light" color="gray" tt="none" tabIndex={0}>
        {w.badge}
      </Badge>
    </Tooltip>
  )
}
