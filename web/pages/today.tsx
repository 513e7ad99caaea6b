// Today: four figures, then what waits for a person in the order of a good morning, each with its sum and its why; a finished list says so.

import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconSun } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { AutopilotOffers } from '../ui/autopilot.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Covering, MineSwitch, useMine } from '../ui/mine.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, LoadingSheets, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { useUndoKey } from '../ui/undo.ts'
import { actWords } from '../words/case-acts.ts'
import { collectorWords } from '../words/collectors.ts'
import { shellWords } from '../words/shell.ts'
import { todayWords } from '../words/today.ts'
import { Count } from './today/count.tsx'
import { Figures } from './today/figures.tsx'
import { isTicked, type Mail, MailLine, placeOf, useDone, useLooked, WorkLine } from './today/line.tsx'
import { DayItself } from './today/missed.tsx'
import { MoneyIn, useMoneyIn } from './today/money.tsx'
import { Send } from './today/send.tsx'

type Today = Answer<'GET /v1/today'>

// Most mornings nobody asks: their words are fetched when somebody does.
const SecondPerson = lazy(() => import('./today/second.tsx'))

export default function TodayPage() {
  const w = useWords(todayWords)
  const c = useWords(collectorWords)
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
            {forms.wholeDay(ask.data.day)}
            {ask.data.asOf && ` · ${w.asOf(forms.momentOn(ask.data.asOf, ask.data.day))}`}
            {ask.data.asOf && ask.data.mine.on && ` · ${c.figuresAll}`}
            <Covering mine={ask.data.mine} />
          </>
        )
      }
      actions={<MineSwitch mine={mine} choose={choose} />}
    >
      <Shown ask={ask} waiting={<LoadingSheets first={104} />}>
        {(it) => <Morning it={it} asked={mails} mails={mails.data?.items ?? []} />}
      </Shown>
    </Page>
  )
}

const mailsShown = 8

/** A question whose answer is a part of the morning. */
interface Asked {
  readonly isPending: boolean
  readonly data: unknown
  readonly error: Error | null
  readonly refetch: () => unknown
}

function Morning({ it, asked, mails }: { it: Today; asked: Asked; mails: readonly Mail[] }) {
  const w = useWords(todayWords)
  const navigate = useNavigate()
  const [at, setAt] = useState(-1)
  const wrote = mails.slice(0, mailsShown)
  const works = ['broken', 'call', 'letters', 'dates', 'fix'].flatMap((part) => it.parts[part]?.items ?? [])
  const lines = [...wrote, ...works]
  const mail = wrote[at]
  const work = works[at - wrote.length]
  const debtor = work?.debtor ?? mail?.debtors[0]
  const move = (by: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, at + by))
    setAt(next)
    document.getElementById(lines[next]?.id ?? '')?.scrollIntoView({ block: 'nearest' })
  }
  const go = (act?: string) => {
    if (debtor)
      void navigate({ to: (work ? placeOf(work, act) : `/cases/${debtor.id}${act ? `?do=${act}` : ''}`) as never })
  }
  const { done } = useDone()
  const { looked } = useLooked()
  const tick = () => {
    if (mail) looked(mail)
    else if (work && isTicked(work)) done(work)
  }
  const s = useWords(shellWords)
  const a = useWords(actWords)
  const may = useMay('collector')
  useKeys([
    { key: 'j', says: s.keyMove, run: () => move(1) },
    { key: 'k', says: s.keyMove, run: () => move(-1) },
    { key: 'Enter', says: w.keyOpen, run: () => debtor && void navigate({ to: `/cases/${debtor.id}` as never }) },
    ...(may
      ? [
          { key: 'a', says: w.keyWeek, run: () => void navigate({ to: '/week' as never }) },
          { key: 'c', says: a.acts.call, run: () => go('call') },
          { key: 'w', says: a.acts.write, run: () => go('write') },
          { key: 'p', says: a.acts.promise, run: () => go('promise') },
          { key: 'h', says: a.acts.hold, run: () => go('hold') },
          { key: 'x', says: w.keyDone, run: tick },
        ]
      : []),
  ])
  useUndoKey()
  const here = lines[at]?.id
  const second = useAsk('GET /v1/approvals', { query: {} }, { refetchInterval: 60_000 })
  const mine = second.data?.items.filter((one) => one.may) ?? []
  const { ask: bank, ...money } = useMoneyIn()
  const backlog = useAsk('GET /v1/backlog')
  // Where all was paid there are no figures either, and that desk is not new.
  const anybody = useAsk('GET /v1/debtors', { query: { limit: 1 } }, { enabled: it.figures.length === 0 })
  if (anybody.isLoading) return null
  if (it.figures.length === 0 && anybody.data?.items.length === 0)
    return (
      <Empty icon={IconSun} title={w.none} says={w.noneSays}>
        <Button component={Link} to={'/imports' as never}>
          {w.noneGo}
        </Button>
      </Empty>
    )
  // Nothing waits only where each part has said so.
  const parts: readonly Asked[] = [asked, second, bank, backlog]
  const failed = parts.find((one) => one.error && !one.data)
  const bands = backlog.data?.bands.filter((one) => one.answer === null) ?? []
  const count = bands.length + mine.length + money.count + mails.length + it.waiting + it.inDoubt + lines.length
  return (
    <Stack gap="lg">
      <DayItself it={it} />
      {it.figures.length > 0 && <Figures it={it} />}
      <BacklogCard open={bands} />
      {mine.length > 0 && (
        <Suspense>
          <SecondPerson mine={mine} />
        </Suspense>
      )}
      <MoneyIn {...money} />
      {failed?.error && <Failed error={failed.error} again={() => parts.forEach((one) => void one.refetch())} />}
      {count === 0 &&
        !failed &&
        (parts.some((one) => one.isPending) ? (
          <LoadingSheets first={0} />
        ) : (
          <Empty icon={IconSun} title={w.empty} says={w.emptySays} />
        ))}
      {mails.length > 0 && (
        <Paper title={w.wrote} aside={<Count of={mails.length} />} flush>
          {wrote.map((mail) => (
            <MailLine key={mail.id} it={mail} here={mail.id === here} />
          ))}
          {mails.length > mailsShown && <More of={mails.length - mailsShown} />}
        </Paper>
      )}
      <Part
        title={w.broken}
        part={it.parts.broken}
        here={here}
        to={{ href: '/promises?standing=broken', says: w.promises }}
      />
      {(it.waiting > 0 || it.inDoubt > 0) && <Send it={it} />}
      <AutopilotOffers />
      <Part title={w.call} part={it.parts.call} here={here} />
      <Part title={w.letters} part={it.parts.letters} here={here} />
      <Part title={w.dates} part={it.parts.dates} here={here} />
      <Part title={w.fix} part={it.parts.fix} here={here} />
    </Stack>
  )
}

/** What a first list brought that is overdue already, and waits to be spoken of. */
function BacklogCard({ open }: { open: readonly { readonly claims: number }[] }) {
  const w = useWords(todayWords)
  const forms = useForms()
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

function More({ of }: { of: number }) {
  const w = useWords(todayWords)
  const forms = useForms()
  return (
    <Text size="sm" c="dimmed" px="md" py="xs" style={{ borderTop: '1px solid var(--desk-line)' }}>
      {w.more(forms.count(of))}
    </Text>
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
      {rest > 0 && <More of={rest} />}
    </Paper>
  )
}
