// Escalate: the next step of the ladder before its day. What would come, when at the earliest and what it waits for is said first.

import { Box, Button, Group, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAsk, useDo } from '../../api.ts'
import { Failed } from '../../ui/state.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { actWords } from '../../words/case-acts.ts'
import { Changed } from './acts.tsx'
import { useCase, useSaid, useStepName } from './page.tsx'

export function Escalate({ close }: { close: () => void }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const forms = useForms()
  const nameOf = useStepName()
  const said = useSaid()
  const [since] = useState(it.version)
  const [words, setWords] = useState('')
  const params = { id: it.debtor.id }
  const ask = useAsk('GET /v1/cases/{id}/escalation', { params }, { staleTime: 0 })
  const go = useDo('POST /v1/cases/{id}/escalation')
  const back = useDo('POST /v1/escalations/{id}/withdraw')
  if (ask.error) return <Failed error={ask.error} again={() => void ask.refetch()} />
  if (!ask.data)
    return (
      <Stack gap="sm" aria-busy="true">
        <Skeleton height={22} width="60%" />
        <Skeleton height={16} />
        <Skeleton height={64} />
      </Stack>
    )
  const { next } = ask.data
  if (!next)
    return (
      <Stack gap="md">
        <Text>{w.escalateNone}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} autoFocus>
            {w.close}
          </Button>
        </Group>
      </Stack>
    )
  const step = nameOf({ kind: next.kind, stage: next.stage, step: next.step })
  const sooner = next.sooner ?? it.day
  const usual = forms.shortDay(next.on ?? it.day)
  const gains = sooner < (next.on ?? it.day)
  const save = async () => {
    const because = words.trim()
    const body = { step: next.step, ...(because && { because }) }
    const { id } = await go.mutateAsync({ params, body })
    said(w.escalateDone(step, forms.shortDay(sooner)), () =>
      back.mutateAsync({ params: { id }, body: undefined as never }),
    )
    close()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!go.isPending) void save().catch(() => {})
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      <Stack gap="md">
        <Changed since={since} />
        <Box>
          <Text fz="lg" fw={620} lh={1.3} className="theirs">
            {w.escalateWhat(step, next.claims.join(', '))}
          </Text>
          <Text size="sm" c="dimmed">
            {!gains
              ? w.escalateNot(usual)
              : sooner === it.day
                ? w.escalateToday(usual)
                : w.escalateOn(forms.shortDay(sooner), usual)}
          </Text>
        </Box>
        {next.waits.length > 0 && (
          <Box className="case-inset">
            <Text size="sm" c="dimmed">
              {w.escalateWaits}
            </Text>
            {next.waits.map((says) => (
              <Text size="sm" key={says}>
                <Told text={says} />
              </Text>
            ))}
          </Box>
        )}
        {next.waits.length === 0 && sooner > it.day && (
          <Text size="sm" c="dimmed">
            {w.escalateRests}
          </Text>
        )}
        {gains && (
          <Textarea
            label={w.escalateWhy}
            placeholder={w.escalateWhyHint}
            description={w.escalateSays}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            autoFocus
          />
        )}
        {go.error && <Failed error={go.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {gains ? w.cancel : w.close}
          </Button>
          {gains && (
            <Button type="submit" loading={go.isPending}>
              {w.escalateButton}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
