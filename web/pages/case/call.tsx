// Logging a call in under ten seconds: the number with the gate's answer, one key for what came of it, a line, and the next look.

import {
  Anchor,
  Box,
  Button,
  Checkbox,
  Drawer,
  Group,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  UnstyledButton,
} from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPhone } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useDo } from '../../api.ts'
import { useAlone } from '../../ui/alone.ts'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { Changed, DayInput, SumInput, usualSum } from './acts.tsx'
import { Gate } from './head.tsx'
import { laterDay, useCase, useClock, useSaid } from './page.tsx'

const results = [
  { id: 'reached', key: 'r', outcome: 'reached', again: 'none' },
  { id: 'promised', key: 'p', outcome: 'reached', again: 'none' },
  { id: 'left_message', key: 'l', outcome: 'left_message', again: 'three' },
  { id: 'no_answer', key: 'n', outcome: 'no_answer', again: 'tomorrow' },
  { id: 'callback', key: 'b', outcome: 'reached', again: 'tomorrow' },
  { id: 'disputes', key: 'd', outcome: 'reached', again: 'none' },
  { id: 'refused', key: 'f', outcome: 'refused', again: 'none' },
  { id: 'wrong_number', key: 'w', outcome: 'wrong_number', again: 'none' },
] as const
type Result = (typeof results)[number]
type Again = 'none' | 'tomorrow' | 'three' | 'week' | 'day'

export function CallDrawer({ opened, task, close }: { opened: boolean; task?: string; close: () => void }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const narrow = useMediaQuery('(max-width: 48em)')
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position={narrow ? 'bottom' : 'right'}
      size={narrow ? '92%' : 460}
      title={w.callWho(it.debtor.name)}
      closeButtonProps={{ 'aria-label': w.close }}
    >
      {opened && <CallPanel task={task} close={close} />}
    </Drawer>
  )
}

/** Number, gate, outcome, line and next look. `close` is called once it is kept. */
export function CallPanel({ task, close }: { task?: string; close: () => void }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const c = useWords(caseWords)
  const forms = useForms()
  const said = useSaid()
  const clock = useClock()
  const log = useDo('POST /v1/calls', { form: true })
  const undo = useDo('POST /v1/calls/{id}/undo')
  const { busy, alone } = useAlone()
  const [since] = useState(it.version)
  const [result, setResult] = useState<Result>()
  const [note, setNote] = useState('')
  const [incoming, setIncoming] = useState(false)
  const [sum, setSum] = useState(usualSum(it))
  const [by, setBy] = useState(laterDay(it.day, 7))
  const [again, setAgain] = useState<Again>('none')
  const [on, setOn] = useState(laterDay(it.day, 1))
  const [failed, setFailed] = useState<Error>()
  const noteBox = useRef<HTMLTextAreaElement>(null)
  const own = it.tasks.find((one) => one.id === task)
  const waiting = own ?? it.tasks.find((one) => one.kind === 'call' || one.kind === 'promise_broken')
  const phones = it.contacts.flatMap((one) =>
    one.addresses.filter((at) => at.channel === 'phone').map((at) => ({ ...at, name: one.name })),
  )
  const choose = (next: Result) => {
    setResult(next)
    setAgain(next.again)
    setFailed(undefined)
    // What is typed next is the line about it.
    requestAnimationFrame(() => noteBox.current?.focus())
  }
  const nextDay = {
    none: undefined,
    tomorrow: laterDay(it.day, 1),
    three: laterDay(it.day, 3),
    week: laterDay(it.day, 7),
    day: on,
  }[again]
  const save = async () => {
    if (!result) return setFailed(new Error(w.callPick))
    setFailed(undefined)
    try {
      const { call } = await log.mutateAsync({
        body: {
          debtor: it.debtor.id,
          outcome: result.outcome,
          incoming,
          ...(note.trim() && { note }),
          ...(waiting && { task: waiting.id }),
          ...(result.id === 'promised' && { promise: { ...sum, by } }),
          ...(result.id === 'disputes' && { dispute: { cause: note.trim() || w.outcomes.disputes } }),
          ...(nextDay && { again: nextDay }),
        },
      })
      close()
      said(w.callDone(w.outcomes[result.id]), () => undo.mutateAsync({ params: { id: call } }))
    } catch (error) {
      setFailed(error as Error)
    }
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void alone(save)
      return
    }
    const at = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return
    const found = results.find((one) => one.key === event.key)
    if (!found) return
    event.preventDefault()
    choose(found)
  }
  return (
    <Box onKeyDown={pressed}>
      <Stack gap="md">
        <Changed since={since} />
        <Stack gap={8}>
          {phones.length === 0 && (
            <Text size="sm" c="dimmed">
              {w.noPhone}
            </Text>
          )}
          {phones.map((phone) => (
            <Group key={phone.id} gap={10} wrap="nowrap" align="flex-start">
              <IconPhone size={18} aria-hidden style={{ marginTop: 3, flexShrink: 0 }} />
              <Box>
                <Anchor
                  href={`tel:${phone.address}`}
                  fz="lg"
                  fw={620}
                  className="figure"
                  td={phone.usable ? undefined : 'line-through'}
                >
                  {forms.phone(phone.address)}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {[phone.name, c.theirTime(it.debtor.theirTime.slice(11))].filter(Boolean).join(' · ')}
                </Text>
                {phone.usable && (
                  <Gate
                    may={phone.may}
                    until={it.calls ? c.mayRingUntil(clock(it.calls.until, it.debtor.zone, it.now)) : c.mayRing}
                  />
                )}
              </Box>
            </Group>
          ))}
        </Stack>
        <Box role="group" aria-label={w.outcome}>
          <Text size="sm" fw={600} mb={6}>
            {w.outcome}
          </Text>
          <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
            {results.map((one) => (
              <UnstyledButton
                key={one.id}
                className="outcome"
                aria-pressed={result?.id === one.id}
                aria-keyshortcuts={one.key}
                onClick={() => choose(one)}
                data-autofocus={one.id === 'reached' || undefined}
              >
                <span>{w.outcomes[one.id]}</span>
                <kbd className="key">{one.key}</kbd>
              </UnstyledButton>
            ))}
          </SimpleGrid>
        </Box>
        {result?.id === 'promised' && (
          <Stack gap="xs" className="case-inset">
            <SumInput sum={sum} set={setSum} />
            <DayInput label={w.by} value={by} set={setBy} min={it.day} />
          </Stack>
        )}
        <Textarea
          ref={noteBox}
          label={w.callNote}
          placeholder={w.callNoteHint}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          minRows={2}
          maxLength={500}
        />
        <Box>
          <Text size="sm" fw={600} mb={6}>
            {w.callAgain}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            value={again}
            onChange={(value) => setAgain(value as Again)}
            data={[
              { value: 'none', label: w.againAuto },
              { value: 'tomorrow', label: w.againTomorrow },
              { value: 'three', label: w.againDays(3) },
              { value: 'week', label: w.againWeek },
              { value: 'day', label: w.againOn },
            ]}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {nextDay ? forms.shortDay(nextDay) : w.againNone}
          </Text>
          {again === 'day' && <DayInput label={w.day} value={on} set={setOn} min={laterDay(it.day, 1)} />}
        </Box>
        <Checkbox
          label={w.theyCalled}
          checked={incoming}
          onChange={(event) => setIncoming(event.currentTarget.checked)}
        />
        {failed &&
          (result ? (
            <Failed error={failed} />
          ) : (
            <Text size="sm" fw={620} c="var(--mantine-color-error)" role="alert">
              {failed.message}
            </Text>
          ))}
        <Group justify="space-between" className="write-foot call-foot">
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {w.callSaveHint}
          </Text>
          <Button onClick={() => void alone(save)} loading={busy}>
            {w.save}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}
