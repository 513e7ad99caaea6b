// The backlog: what was overdue already when a list first came in, by age, and what a person says is to happen with each part of it.

import { Box, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { useAlone } from '../ui/alone.ts'
import { type Act, type Approval, ApprovalCard, SecondSays, useChecks } from '../ui/approval.tsx'
import { useRunDay } from '../ui/beside.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, LoadingCards, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { backlogWords } from '../words/begin.ts'
import { shellWords } from '../words/shell.ts'

type Band = Answer<'GET /v1/backlog'>['bands'][number]
type Said = NonNullable<Band['answer']>
const answers: readonly Said[] = ['statement', 'ladder', 'by_hand', 'write_off']

export default function BacklogPage() {
  const w = useWords(backlogWords)
  const ask = useAsk('GET /v1/backlog')
  return (
    <Page title={w.title} says={w.says} narrow>
      <Shown ask={ask} waiting={<LoadingCards cards={4} cols={1} />}>
        {({ bands }) =>
          bands.length === 0 ? (
            <Empty title={w.none} says={w.noneSays}>
              <Button component={Link} to="/imports">
                {w.noneGo}
              </Button>
            </Empty>
          ) : (
            <Bands bands={bands} />
          )
        }
      </Shown>
    </Page>
  )
}

function Bands({ bands }: { bands: readonly Band[] }) {
  const w = useWords(backlogWords)
  const navigate = useNavigate()
  const answer = useDo('POST /v1/backlog/{id}/answer')
  const askFor = useDo('POST /v1/approvals')
  const run = useRunDay(() => void navigate({ to: '/' as never }))
  const may = useMay('collector')
  const [chosen, choose] = useState<Readonly<Record<string, Said>>>({})
  const open = bands.filter((it) => it.answer === null)
  // What somebody was asked for waits for them, and is not answered beside it.
  const asked = useAsk('GET /v1/approvals').data?.items.filter((it) => it.kind === 'backlog') ?? []
  const askedOf = (it: Band) => asked.find((one) => one.facts.band === it.id)
  const toSay = open.filter((it) => !askedOf(it))
  const writtenOff = may ? toSay.filter((it) => chosen[it.id] === 'write_off') : []
  const actOf = (it: Band): Act => ({ kind: 'backlog', band: it.id, because: `${w.title}: ${w.answers.write_off}` })
  const { checks, second, nobodyElse, ready } = useChecks(writtenOff.map(actOf))
  const { busy, alone } = useAlone()
  const all = async () => {
    for (const it of toSay) {
      const check = checks[writtenOff.indexOf(it)]
      if (check && !check.alone) await askFor.mutateAsync({ body: { act: actOf(it) } })
      else await answer.mutateAsync({ params: { id: it.id }, body: { answer: chosen[it.id] ?? 'statement' } })
    }
  }
  const error = answer.error ?? askFor.error ?? run.error
  return (
    <Stack gap="lg">
      {bands.map((it) => (
        <One
          key={it.id}
          it={it}
          asked={askedOf(it)}
          value={chosen[it.id] ?? 'statement'}
          onChange={(said) => choose({ ...chosen, [it.id]: said })}
        />
      ))}
      {error && <Failed error={error} />}
      {writtenOff.length > 0 && <SecondSays second={second} nobodyElse={nobodyElse} />}
      {toSay.length > 0 && may && (
        <Group>
          <Button size="md" loading={busy} disabled={!ready} onClick={() => void alone(all).catch(() => undefined)}>
            {w.go}
          </Button>
        </Group>
      )}
      {open.length === 0 && (
        <Paper>
          <Group justify="space-between" gap="md">
            <Box>
              <Text fw={620}>{w.all}</Text>
              <Text size="sm" c="dimmed">
                {w.allSays}
              </Text>
            </Box>
            <Button loading={run.busy} onClick={run.run}>
              {w.today}
            </Button>
          </Group>
        </Paper>
      )}
    </Stack>
  )
}

/** The four answers side by side, one above the other where it is narrow; what the chosen one means stands beneath. */
function Choice({ late, value, onChange }: { late: string; value: Said; onChange: (said: Said) => void }) {
  const w = useWords(backlogWords)
  const narrow = useMediaQuery('(max-width: 48em)')
  const may = useMay('collector')
  const manages = useMay('manager')
  return (
    <Stack gap={6} mt="md">
      <SegmentedControl
        fullWidth
        orientation={narrow ? 'vertical' : 'horizontal'}
        aria-label={`${late}: ${w.what}`}
        value={value}
        disabled={!may}
        onChange={(said) => onChange(said as Said)}
        data={answers.map((said) => ({
          value: said,
          label: w.answers[said],
          disabled: said === 'write_off' && !manages,
        }))}
      />
      <Text size="sm" c="dimmed">
        {w.answerSays[value]}
      </Text>
    </Stack>
  )
}

function One({
  it,
  asked,
  value,
  onChange,
}: {
  it: Band
  asked: Approval | undefined
  value: Said
  onChange: (said: Said) => void
}) {
  const w = useWords(backlogWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const may = useMay('collector')
  const undo = useDo('POST /v1/backlog/{id}/undo')
  const late = it.band === '181+' ? w.older : w.late(it.band.replace('-', '–'))
  const back = () =>
    undo.mutate(
      { params: { id: it.id } },
      {
        onSuccess: () => notifications.show({ message: w.undone }),
        onError: (error) => notifications.show({ title: s.failed, message: error.message, autoClose: 15_000 }),
      },
    )
  return (
    <Box className="paper" component="section" aria-label={late} p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box>
          <Text fw={640} size="lg">
            {late}
          </Text>
          <Text size="sm" c="dimmed">
            {w.of(forms.count(it.claims), forms.count(it.debtors))}
          </Text>
        </Box>
        <Stack gap={0} align="flex-end">
          {it.open.map((sum) => (
            <Text key={sum.currency} fw={640} size="lg" className="figure">
              {forms.money(sum.amountMinor, sum.currency)}
            </Text>
          ))}
        </Stack>
      </Group>
      {asked ? (
        <Box mt="md" mx="calc(-1 * var(--mantine-spacing-md))" mb="calc(-1 * var(--mantine-spacing-md))">
          <ApprovalCard it={asked} here />
        </Box>
      ) : it.answer === null ? (
        <Choice late={late} value={value} onChange={onChange} />
      ) : (
        <Group justify="space-between" gap="sm" mt="md">
          <Box>
            <Text>{w.said[it.answer]}</Text>
            {it.answeredBy && it.answeredAt && (
              <Text size="xs" c="dimmed" className="theirs">
                {w.by(nameOf(it.answeredBy), forms.moment(it.answeredAt))}
              </Text>
            )}
          </Box>
          {may && (
            <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={back}>
              {w.undo}
            </Button>
          )}
        </Group>
      )}
    </Box>
  )
}

/** Who it was, without the address that the record keeps beside the name. */
function nameOf(actor: string): string {
  return actor.replace(/ <[^>]*>$/, '')
}
