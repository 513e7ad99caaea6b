// What a morning after a sleep or an outage opens with: what was due meanwhile, what goes out now, and the brake where it holds that.

import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../../src/http/client.ts'
import { useDo } from '../../api.ts'
import { useStage } from '../../ui/autopilot.tsx'
import { RunOfDay } from '../../ui/beside.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { autopilotWords } from '../../words/autopilot.ts'
import { shellWords } from '../../words/shell.ts'
import { todayWords } from '../../words/today.ts'
import { BankChangeWaits } from './bank-change.tsx'

type Today = Answer<'GET /v1/today'>

/** What is to be said of the day before its work: what was missed, whether it is held, how far its run is. */
export function DayItself({ it }: { it: Today }) {
  return (
    <>
      <BankChangeWaits />
      {it.missed && <Missed it={it.missed} waiting={it.waiting} held={it.brake !== null} />}
      {it.brake && <Brake says={it.brake.says} />}
      <RunOfDay day={it.day} />
    </>
  )
}

/** After a sleep or an outage: what was due meanwhile, and what goes out now. */
function Missed({
  it,
  waiting,
  held,
}: {
  it: NonNullable<Today['missed']>
  waiting: number
  /** The brake holds today, and says so itself. */
  held: boolean
}) {
  const w = useWords(todayWords)
  const p = useWords(autopilotWords)
  const stage = useStage()
  const forms = useForms()
  const sums = it.sums.map((sum) => forms.money(sum.amountMinor, sum.currency)).join(' · ')
  const wrote = it.messages === 0 ? w.missedNothing : w.missedWrote(forms.count(it.messages), sums)
  return (
    <Paper title={w.missedTitle}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2}>
          <Text>{w.missed(it.days, forms.day(it.lastOn))}</Text>
          <Text c="dimmed">{it.decided ? wrote : w.missedWaits}</Text>
          {it.decided && !held && it.goes > 0 && <Text c="dimmed">{w.missedGoes(forms.count(it.goes))}</Text>}
          {it.decided && waiting > 0 && <Text c="dimmed">{w.missedAsks(forms.count(waiting))}</Text>}
        </Stack>
        {it.decided && !held && it.messages > 0 && (
          <Button component={Link} to={'/week' as never} variant="default">
            {w.missedGo}
          </Button>
        )}
      </Group>
      {it.decided && it.first.length > 0 && (
        <Stack gap={4} m={0} mt="sm" component="ul" p={0} style={{ listStyle: 'none' }}>
          {it.first.map((one) => (
            <Group key={`${one.debtor.id} ${one.stage}`} component="li" justify="space-between" gap="sm" wrap="nowrap">
              <Text size="sm" style={{ minWidth: 0 }}>
                <Anchor component={Link} to={`/cases/${one.debtor.id}` as never} c="inherit" className="theirs">
                  {one.debtor.name}
                </Anchor>
                <Text span c="dimmed">
                  {' '}
                  · {stage(one.stage)}
                  {one.autopilot && ` · ${p.badge}`}
                </Text>
              </Text>
              <Text size="sm" className="figure" style={{ flex: 'none' }}>
                {one.sums.map((sum) => forms.money(sum.amountMinor, sum.currency)).join(' · ')}
              </Text>
            </Group>
          ))}
          {it.goes > it.first.length && (
            <Text size="sm" c="dimmed" component="li">
              {w.missedMore(forms.count(it.goes - it.first.length))}
            </Text>
          )}
        </Stack>
      )}
    </Paper>
  )
}

/** A day far beyond the usual waits for a person. */
function Brake({ says }: { says: string }) {
  const w = useWords(todayWords)
  const s = useWords(shellWords)
  const may = useMay('collector')
  const go = useDo('POST /v1/outbox/go')
  const letGo = () =>
    go.mutate(
      { body: undefined as never },
      {
        onSuccess: () => void notifications.show({ message: w.brakeDone, closeButtonProps: { 'aria-label': s.close } }),
      },
    )
  return (
    <Paper title={w.brake}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2} style={{ flex: '1 1 280px' }}>
          <Text>{says}</Text>
          <Text size="sm" c="dimmed">
            {w.brakeSays}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button component={Link} to={'/week' as never} variant="default">
            {w.missedGo}
          </Button>
          {may && (
            <Button variant="light" loading={go.isPending} onClick={letGo}>
              {w.brakeGo}
            </Button>
          )}
        </Group>
      </Group>
      {go.error && <Failed error={go.error} />}
    </Paper>
  )
}
