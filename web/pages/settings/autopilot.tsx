// Autopilot: whether messages are seen first, up to which sum a step may go alone, which steps do, which are on the way, and which did.

import { Box, Button, Group, NumberInput, Progress, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useAsk, useDo } from '../../api.ts'
import { AutopilotOffers, type Autopilots, nameOnly, useStage } from '../../ui/autopilot.tsx'
import { errorAt, Form, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { useSettingsSave } from '../../ui/settings-save.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { autopilotWords } from '../../words/autopilot.ts'
import { shellWords } from '../../words/shell.ts'
import type { SettingsAnswer } from './business.tsx'

type StepState = Autopilots['steps'][number]

export default function Autopilot() {
  const ask = useAsk('GET /v1/autopilots')
  return (
    <Shown ask={ask} lines={10}>
      {(it) => (
        <>
          <Limits it={it} />
          <AutopilotOffers all />
          <On it={it} />
          <Way it={it} />
          <Past it={it} />
        </>
      )}
    </Shown>
  )
}

function unitsOf(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return 10 ** maximumFractionDigits
}

/** With the version that was seen, so that nobody's change is lost. */
function Limits({ it }: { it: Autopilots }) {
  const asked = useAsk('GET /v1/settings')
  return <Shown ask={asked}>{(settings) => <Fields it={it} settings={settings} />}</Shown>
}

function Fields({ it, settings }: { it: Autopilots; settings: SettingsAnswer }) {
  const w = useWords(autopilotWords)
  const forms = useForms()
  const may = useMay('owner')
  const save = useSettingsSave(settings)
  const kept = useKept()
  const units = unitsOf(it.most.currency)
  const { value, set, clear } = useDraft({ seenFirst: settings.seenFirst, most: settings.autopilot.mostMinor / units })
  const submit = () =>
    save.mutate(
      { body: { seenFirst: value.seenFirst, autopilot: { mostMinor: Math.round(value.most * units) } } },
      {
        onSuccess: () => {
          clear()
          kept()
        },
      },
    )
  return (
    <Paper title={w.title}>
      <Form onSubmit={submit} error={save.error} fields={['autopilot']} busy={save.isPending} off={!may}>
        <Text size="sm" c="dimmed">
          {w.says}
        </Text>
        <Switch
          label={w.seenFirst}
          description={w.seenFirstSays}
          checked={value.seenFirst}
          onChange={(event) => set('seenFirst', event.currentTarget.checked)}
          disabled={!may}
        />
        <NumberInput
          label={w.most(it.most.currency)}
          description={w.mostSays}
          value={value.most}
          onChange={(next) => set('most', Number(next))}
          min={0}
          maw={320}
          decimalScale={Math.round(Math.log10(units))}
          {...forms.marks}
          readOnly={!may}
          error={errorAt(save.error, 'autopilot')}
        />
      </Form>
      {save.question}
    </Paper>
  )
}

function On({ it }: { it: Autopilots }) {
  const w = useWords(autopilotWords)
  const on = it.steps.filter((one) => one.allowed !== null)
  return (
    <Paper title={w.on} flush={on.length > 0}>
      {on.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.onNone}
        </Text>
      ) : (
        on.map((one) => <OnLine key={`${one.policy.id} ${one.step}`} it={one} />)
      )}
    </Paper>
  )
}

function OnLine({ it }: { it: StepState }) {
  const w = useWords(autopilotWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const may = useMay('collector')
  const stop = useDo('POST /v1/autopilots/{id}/stop')
  const { by, on, mostMinor, currency, id } = it.allowed!
  const takeBack = () =>
    stop.mutate(
      { params: { id }, body: undefined as never },
      {
        onSuccess: () => void notifications.show({ message: w.stopped, closeButtonProps: { 'aria-label': s.close } }),
      },
    )
  return (
    <Row
      it={it}
      says={w.onSays(nameOnly(by), forms.day(on), forms.money(mostMinor, currency))}
      aside={
        may && (
          <Button size="compact-sm" variant="default" loading={stop.isPending} onClick={takeBack}>
            {w.stop}
          </Button>
        )
      }
    >
      {stop.error && <Failed error={stop.error} />}
    </Row>
  )
}

function Row({ it, says, aside, children }: { it: StepState; says?: string; aside: ReactNode; children?: ReactNode }) {
  const stage = useStage()
  return (
    <Box px="md" py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Box style={{ minWidth: 0 }}>
          <Text fw={620}>{stage(it.stage)}</Text>
          <Text size="sm" c="dimmed">
            {it.policy.name}
            {says && ` · ${says}`}
          </Text>
        </Box>
        <Box style={{ flex: 'none' }}>{aside}</Box>
      </Group>
      {children}
    </Box>
  )
}

function Way({ it }: { it: Autopilots }) {
  const w = useWords(autopilotWords)
  const counting = it.steps.filter((one) => one.state === 'counting' && one.inARow > 0)
  const says = counting.length > 0 ? undefined : it.seenFirst ? w.wayNone : w.noSteps
  const noInbox = it.steps.some((one) => one.state === 'no_inbox')
  return (
    <Paper title={w.way} flush={counting.length > 0}>
      {says && (
        <Text size="sm" c="dimmed">
          {says}
        </Text>
      )}
      {counting.map((one) => (
        <Row
          key={`${one.policy.id} ${one.step}`}
          it={one}
          aside={
            <Box miw={120}>
              <Text size="sm" className="figure" ta="right">
                {w.inARow(one.inARow, it.needed)}
              </Text>
              <Progress value={(one.inARow / it.needed) * 100} size="xs" mt={4} aria-hidden />
            </Box>
          }
        />
      ))}
      {noInbox && (
        <Text
          size="sm"
          c="dimmed"
          mt={says ? 'xs' : undefined}
          px={counting.length > 0 ? 'md' : undefined}
          py={counting.length > 0 ? 'sm' : undefined}
          style={counting.length > 0 ? { borderTop: '1px solid var(--desk-line)' } : undefined}
        >
          {w.noInbox}
        </Text>
      )}
    </Paper>
  )
}

function Past({ it }: { it: Autopilots }) {
  const w = useWords(autopilotWords)
  const forms = useForms()
  const policies = new Map(it.steps.map((one) => [`${one.policy.id} ${one.step}`, one]))
  const stage = useStage()
  if (it.past.length === 0) return null
  return (
    <Paper title={w.past} flush>
      {it.past.map((one) => {
        const known = policies.get(`${one.policy} ${one.step}`)
        const because = (w.because as Record<string, string>)[one.because] ?? one.because
        return (
          <Box key={one.id} px="md" py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
            <Text fw={620}>{known ? stage(known.stage) : one.step}</Text>
            <Text size="sm" c="dimmed">
              {known ? known.policy.name : one.policy} ·{' '}
              {w.onSays(nameOnly(one.by), forms.day(one.on), forms.money(one.mostMinor, one.currency))}
            </Text>
            <Text size="sm" c="dimmed">
              {w.ended(forms.day(one.endedAt))}: {because}
            </Text>
          </Box>
        )
      })}
    </Paper>
  )
}
