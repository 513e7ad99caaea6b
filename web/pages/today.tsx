// Today: four figures, then what waits for a person in the order of a good morning. Each line says how much it is about and why it
// stands where it stands; a finished list says so.

import { Anchor, Badge, Box, Button, Group, SimpleGrid, Stack, Text, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconMail, IconPhone } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { type Approval, ApprovalCard } from '../ui/approval.tsx'
import { AutopilotOffers } from '../ui/autopilot.tsx'
import { CallableFrom } from '../ui/callable.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Covering, MineSwitch, useMine } from '../ui/mine.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { Empty, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { Why } from '../ui/why.tsx'
import { approvalWords } from '../words/approvals.ts'
import { collectorWords } from '../words/collectors.ts'
import { shellWords } from '../words/shell.ts'
import { todayWords } from '../words/today.ts'
import { Brake, Missed } from './today/missed.tsx'
import { MoneyIn, useMoneyIn } from './today/money.tsx'
import { Send } from './today/send.tsx'

type Today = Answer<'GET /v1/today'>
type Work = Today['parts'][string]['items'][number]
type Mail = Answer<'GET /v1/inbox'>['items'][number]

export default function TodayPage() {
  const w = useWords(todayWords)
  const forms = useForms()
  const { mine, query, choose } = useMine()
  const ask = useAsk('GET /v1/today', { query }, { refetchInterval: 60_000 })
  const mails = useAsk('GET /v1/inbox', { query }, { refetchInterval: 60_000 })
  return (
    <Page
      title={w.title}
      says={
        ask.data && (
          <>
            {forms.day(ask.data.day)}
            <Covering mine={ask.data.mine} />
          </>
        )
      }
      actions={<MineSwitch mine={mine} choose={choose} />}
    >
      <Shown ask={ask} lines={12}>
        {(it) => <Morning it={it} mails={mails.data?.items ?? []} />}
      </Shown>
    </Page>
  )
}

function Morning({ it, mails }: { it: Today; mails: readonly Mail[] }) {
  const w = useWords(todayWords)
  const navigate = useNavigate()
  const [at, setAt] = useState(-1)
  const lines = ['broken', 'call', 'letters', 'dates', 'fix'].flatMap((part) => it.parts[part]?.items ?? [])
  const go = (line: Work | undefined) => line && void navigate({ to: `/cases/${line.debtor.id}` as never })
  const move = (by: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, at + by))
    setAt(next)
    document.getElementById(lines[next]?.id ?? '')?.scrollIntoView({ block: 'nearest' })
  }
  const s = useWords(shellWords)
  useKeys([
    { key: 'j', says: s.keyMove, run: () => move(1) },
    { key: 'k', says: s.keyMove, run: () => move(-1) },
    { key: 'Enter', says: w.keyOpen, run: () => go(lines[at]) },
  ])
  const here = lines[at]?.id
  const second = useAsk('GET /v1/approvals', { query: {} }, { refetchInterval: 60_000 })
  const mine = second.data?.items.filter((one) => one.may) ?? []
  const money = useMoneyIn()
  // Where all was paid there are no figures either, and that desk is not new.
  const anybody = useAsk('GET /v1/debtors', { query: { limit: 1 } }, { enabled: it.figures.length === 0 })
  if (anybody.isLoading) return null
  if (it.figures.length === 0 && anybody.data?.items.length === 0)
    return (
      <Empty title={w.none} says={w.noneSays}>
        <Button component={Link} to={'/imports' as never}>
          {w.noneGo}
        </Button>
      </Empty>
    )
  const count = mine.length + money.count + mails.length + it.waiting + it.inDoubt + lines.length
  return (
    <Stack gap="lg">
      {it.missed && <Missed it={it.missed} waiting={it.waiting} held={it.brake !== null} />}
      {it.brake && <Brake says={it.brake.says} />}
      <AutopilotOffers />
      {it.figures.length > 0 && <Figures it={it} />}
      <BacklogCard />
      <SecondPerson mine={mine} />
      <MoneyIn {...money} />
      {count === 0 && <Empty title={w.empty} says={w.emptySays} />}
      {mails.length > 0 && (
        <Paper title={w.wrote} aside={<Count of={mails.length} />} flush>
          {mails.slice(0, 8).map((mail) => (
            <MailLine key={mail.id} it={mail} />
          ))}
        </Paper>
      )}
      <Part
        title={w.broken}
        part={it.parts.broken}
        here={here}
        to={{ href: '/promises?standing=broken', says: w.promises }}
      />
      {(it.waiting > 0 || it.inDoubt > 0) && <Send it={it} />}
      <Part title={w.call} part={it.parts.call} here={here} />
      <Part title={w.letters} part={it.parts.letters} here={here} />
      <Part title={w.dates} part={it.parts.dates} here={here} />
      <Part title={w.fix} part={it.parts.fix} here={here} />
    </Stack>
  )
}

/** What others ask of who looks: above their own limit. */
function SecondPerson({ mine }: { mine: readonly Approval[] }) {
  const w = useWords(approvalWords)
  if (mine.length === 0) return null
  return (
    <Paper
      title={w.title}
      aside={
        <Group gap="sm">
          <Anchor component={Link} to={'/approvals' as never} size="sm">
            {w.all}
          </Anchor>
          <Count of={mine.length} />
        </Group>
      }
      flush
    >
      {mine.slice(0, 8).map((it) => (
        <ApprovalCard key={it.id} it={it} />
      ))}
    </Paper>
  )
}

/** What a first list brought that is overdue already, and waits to be spoken of. */
function BacklogCard() {
  const w = useWords(todayWords)
  const forms = useForms()
  const open = useAsk('GET /v1/backlog').data?.bands.filter((it) => it.answer === null) ?? []
  if (open.length === 0) return null
  const claims = open.reduce((sum, it) => sum + it.claims, 0)
  return (
    <Paper title={w.backlog} aside={<Count of={claims} />}>
      <Group justify="space-between" gap="sm">
        <Text>{w.backlogSays(forms.count(claims))}</Text>
        <Button component={Link} to="/backlog">
          {w.backlogGo}
        </Button>
      </Group>
    </Paper>
  )
}

function Count({ of }: { of: number }) {
  const forms = useForms()
  return (
    <Badge variant="light" color="gray" className="figure">
      {forms.count(of)}
    </Badge>
  )
}

function Figures({ it }: { it: Today }) {
  const w = useWords(todayWords)
  const c = useWords(collectorWords)
  const forms = useForms()
  const claims = it.figures.reduce((sum, one) => sum + one.overdueClaims, 0)
  const sums = (of: (one: Today['figures'][number]) => number | null) =>
    it.figures.map((one) => ({ currency: one.currency, amountMinor: of(one) }))
  return (
    <Box>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Figure title={w.overdue} says={w.overdueOf(forms.count(claims))} sums={sums((one) => one.overdueMinor)} />
        <Figure
          title={w.expected}
          says={w.expectedSays}
          to={{ href: '/promises', says: w.promises }}
          sums={sums((one) => one.expected.amountMinor)}
        />
        <Figure title={w.collected} sums={sums((one) => one.collectedMinor)} />
        <Figure title={w.risk} says={w.riskSays} sums={sums((one) => one.atRiskMinor)} />
      </SimpleGrid>
      {it.asOf && (
        <Text size="xs" c="dimmed" mt={6} ta="right">
          {w.asOf(forms.moment(it.asOf))}
          {it.mine.on && ` · ${c.figuresAll}`}
        </Text>
      )}
    </Box>
  )
}

/** One sum large, those of other currencies small beneath: they are never added. */
function Figure({
  title,
  says,
  to,
  sums,
}: {
  title: string
  says?: string
  to?: { readonly href: string; readonly says: string }
  sums: readonly { currency: string; amountMinor: number | null }[]
}) {
  const w = useWords(todayWords)
  const forms = useForms()
  const [first, ...rest] = sums
  return (
    <Box className="paper" p="md">
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      {first && (
        <Text fw={640} fz={{ base: 'lg', sm: '1.45rem' }} lh={1.25} className="figure">
          {first.amountMinor === null ? (
            <Text span size="sm" c="dimmed">
              {w.unknown}
            </Text>
          ) : (
            forms.roughMoney(first.amountMinor, first.currency)
          )}
        </Text>
      )}
      {rest.some((it) => it.amountMinor) && (
        <Text size="xs" c="dimmed" className="figure" style={{ whiteSpace: 'normal' }}>
          {rest
            .filter((it) => it.amountMinor)
            .map((it) => forms.roughMoney(it.amountMinor!, it.currency))
            .join(' · ')}
        </Text>
      )}
      {says && (
        <Text size="xs" c="dimmed" mt={2}>
          {says}
        </Text>
      )}
      {to && (
        <Anchor component={Link} to={to.href as never} size="xs">
          {to.says}
        </Anchor>
      )}
    </Box>
  )
}

function Part({
  title,
  part,
  here,
  to,
}: {
  title: string
  part: Today['parts'][string] | undefined
  here: string | undefined
  /** Where all of it stands. */
  to?: { readonly href: string; readonly says: string }
}) {
  const w = useWords(todayWords)
  const forms = useForms()
  if (!part || part.count === 0) return null
  const rest = part.count - part.items.length
  return (
    <Paper
      title={title}
      aside={
        <Group gap="sm">
          {to && (
            <Anchor component={Link} to={to.href as never} size="sm">
              {to.says}
            </Anchor>
          )}
          <Count of={part.count} />
        </Group>
      }
      flush
    >
      {part.items.map((it) => (
        <WorkLine key={it.id} it={it} here={it.id === here} />
      ))}
      {rest > 0 && (
        <Text size="sm" c="dimmed" px="md" py="xs" style={{ borderTop: '1px solid var(--desk-line)' }}>
          {w.more(forms.count(rest))}
        </Text>
      )}
    </Paper>
  )
}

function Line({ id, here, children }: { id: string; here?: boolean; children: ReactNode }) {
  return (
    <Box
      id={id}
      px="md"
      py="sm"
      style={{ borderTop: '1px solid var(--desk-line)' }}
      className={here ? 'row-here' : undefined}
      aria-current={here ? 'true' : undefined}
    >
      {children}
    </Box>
  )
}

function WorkLine({ it, here }: { it: Work; here: boolean }) {
  const w = useWords(todayWords)
  const forms = useForms()
  const done = useDo('POST /v1/tasks/{id}/done')
  const calls = it.kind === 'call' || it.kind === 'promise_broken'
  const late = it.daysLate === null ? undefined : it.daysLate > 0 ? w.daysLate(it.daysLate) : w.notDue
  return (
    <Line id={it.id} here={here}>
      <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
        <Box style={{ minWidth: 0, flex: 1 }}>
          <Group gap="xs" wrap="nowrap">
            <Anchor component={Link} to={`/cases/${it.debtor.id}` as never} fw={620} c="inherit" className="name">
              {it.debtor.name}
            </Anchor>
            {late && (
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {late}
              </Text>
            )}
          </Group>
          <Text size="sm" className="theirs" lineClamp={2}>
            {it.says}
          </Text>
          {it.lastWords && (
            <Text size="xs" c="dimmed" className="theirs" lineClamp={1}>
              {w.lastWords}: {it.lastWords}
            </Text>
          )}
          {calls && <CallableFrom it={it.callable} />}
          <Group gap="sm" mt={4}>
            {it.call && (
              <Anchor href={`tel:${it.call.phone.replaceAll(/[^\d+]/g, '')}`} size="sm" c="inherit">
                <Group gap={4} wrap="nowrap">
                  <IconPhone size={14} aria-hidden />
                  <span className="figure">{it.call.phone}</span>
                </Group>
              </Anchor>
            )}
            <Why label={w.why} reasons={[{ says: it.why }, { says: it.habits }]} />
          </Group>
        </Box>
        <Stack gap={6} align="flex-end">
          {it.open.map((sum) => (
            <Text key={sum.currency} fw={620} className="figure">
              {forms.money(sum.amountMinor, sum.currency)}
            </Text>
          ))}
          {calls ? (
            <Button component={Link} to={`/cases/${it.debtor.id}?do=call` as never} size="compact-sm" variant="light">
              {w.called}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              loading={done.isPending}
              onClick={() => done.mutate({ params: { id: it.id }, body: {} })}
            >
              {w.done}
            </Button>
          )}
        </Stack>
      </Group>
    </Line>
  )
}

function MailLine({ it }: { it: Mail }) {
  const w = useWords(todayWords)
  const forms = useForms()
  const done = useDo('POST /v1/inbox/{id}/done')
  const [debtor] = it.debtors
  return (
    <Line id={it.id}>
      <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
        <Box style={{ minWidth: 0, flex: 1 }}>
          <Group gap="xs" wrap="nowrap">
            <IconMail size={16} aria-hidden />
            {debtor ? (
              <Anchor component={Link} to={`/cases/${debtor.id}` as never} fw={620} c="inherit" className="name">
                {debtor.name}
              </Anchor>
            ) : (
              <Text fw={620} className="name">
                {it.from}
              </Text>
            )}
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {forms.moment(it.at)}
            </Text>
          </Group>
          <Text size="sm" fw={550} className="theirs" lineClamp={1}>
            {it.subject}
          </Text>
          <Text size="sm" c="dimmed" className="theirs" lineClamp={3}>
            {it.text}
          </Text>
        </Box>
        <Tooltip label={it.says} multiline w={260}>
          <Button
            size="compact-sm"
            variant="default"
            loading={done.isPending}
            onClick={() =>
              done.mutate(
                { params: { id: it.id } },
                { onSuccess: ({ lifted }) => notifications.show({ message: w.lookedDone(lifted) }) },
              )
            }
          >
            {w.looked}
          </Button>
        </Tooltip>
      </Group>
    </Line>
  )
}
