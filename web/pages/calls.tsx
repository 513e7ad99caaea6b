// The call session: one call after the other with all that one needs to know, an outcome by one key, and the next opens by itself.

import { Badge, Box, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconClock, IconPhone } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { CallableFrom } from '../ui/callable.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Covering, MineSwitch, useMine } from '../ui/mine.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, Loading, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { useUndoKey } from '../ui/undo.ts'
import { Why } from '../ui/why.tsx'
import { callsWords } from '../words/calls.ts'
import { actWords } from '../words/case-acts.ts'
import { ActModal } from './case/acts.tsx'
import { Claims } from './case/beside.tsx'
import { CallPanel } from './case/call.tsx'
import { Summary, Who } from './case/head.tsx'
import { type Act, CaseContext, type Small } from './case/page.tsx'
import { Story } from './case/story.tsx'

type Queue = Answer<'GET /v1/calls'>

export default function CallsPage() {
  const w = useWords(callsWords)
  const { mine, query, choose } = useMine()
  const ask = useAsk('GET /v1/calls', { query }, { refetchInterval: 60_000 })
  return (
    <Page
      title={w.title}
      says={
        <>
          {w.says}
          <Covering mine={ask.data?.mine} />
        </>
      }
      actions={<MineSwitch mine={mine} choose={choose} />}
    >
      <Shown ask={ask} lines={12}>
        {(it) => <Session key={String(it.mine.on)} it={it} />}
      </Shown>
    </Page>
  )
}

function Session({ it }: { it: Queue }) {
  const w = useWords(callsWords)
  const forms = useForms()
  const [called, setCalled] = useState<ReadonlySet<string>>(new Set())
  const [later, setLater] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<string>()
  const open = it.items.filter((one) => !called.has(one.id))
  // Nobody is opened by itself while they may not be rung; a person may open them and read.
  const resting = open.filter((one) => one.callable?.now === false)
  const next =
    open.find((one) => one.id === chosen) ?? open.find((one) => !later.includes(one.id) && one.callable?.now !== false)
  const skip = () => {
    if (!next) return
    setChosen(undefined)
    setLater([...later, next.id])
  }
  useUndoKey()
  useKeys([{ key: 's', says: w.keySkip, run: skip }])
  const toToday = (
    <Button component={Link} to="/" variant={later.length > 0 ? 'default' : 'filled'}>
      {w.toToday}
    </Button>
  )
  const off = open.filter((one) => later.includes(one.id) && one.callable?.now !== false)
  if (!next && resting.length > 0)
    return (
      <Stack gap="md">
        <Empty
          icon={IconClock}
          title={w.notYet}
          says={[off.length > 0 && w.skipped(off.length), w.notYetSays].filter(Boolean).join(' ')}
        >
          {off.length > 0 && <Button onClick={() => setLater([])}>{w.again}</Button>}
          {toToday}
        </Empty>
        <Resting its={resting} open={setChosen} />
      </Stack>
    )
  if (!next)
    return (
      <Empty
        icon={called.size + later.length === 0 ? IconPhone : IconCheck}
        title={called.size + later.length === 0 ? w.none : w.finished}
        says={
          called.size + later.length === 0
            ? w.noneSays
            : [open.length > 0 && w.skipped(open.length), w.finishedSays].filter(Boolean).join(' ')
        }
      >
        {open.length > 0 && <Button onClick={() => setLater([])}>{w.again}</Button>}
        {toToday}
      </Empty>
    )
  const left = Math.max(open.length, it.count - called.size)
  const others = resting.filter((one) => one.id !== next.id)
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <Badge variant="light" color="gray" className="figure" tt="none">
            {left === 1 ? w.leftOne : w.left(forms.count(left))}
          </Badge>
          {others.length > 0 && (
            <Badge variant="light" color="gray" className="figure" tt="none">
              {w.waiting(others.length)}
            </Badge>
          )}
          {called.size > 0 && (
            <Badge variant="light" className="figure" tt="none">
              {w.done(called.size)}
            </Badge>
          )}
        </Group>
        <Button variant="default" size="compact-md" onClick={skip} rightSection={<kbd className="key">s</kbd>}>
          {w.skip}
        </Button>
      </Group>
      <Call
        key={next.id}
        it={next}
        done={() => {
          setChosen(undefined)
          setCalled(new Set([...called, next.id]))
        }}
      />
      {others.length > 0 && <Resting its={others} open={setChosen} />}
    </Stack>
  )
}

/** Who may not be rung now, and from when; to read, or to open all the same. */
function Resting({ its, open }: { its: readonly Queue['items'][number][]; open: (id: string) => void }) {
  const w = useWords(callsWords)
  return (
    <Paper title={w.waiting(its.length)} flush>
      {its.map((one) => (
        <Group
          key={one.id}
          justify="space-between"
          gap="sm"
          wrap="nowrap"
          px="md"
          py="sm"
          style={{ borderTop: '1px solid var(--desk-line)' }}
        >
          <Box style={{ minWidth: 0 }}>
            <Text fw={620} className="name">
              {one.debtor.name}
            </Text>
            <CallableFrom it={one.callable} />
          </Box>
          <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={() => open(one.id)}>
            {w.anyway}
          </Button>
        </Group>
      ))}
    </Paper>
  )
}

function Call({ it, done }: { it: Queue['items'][number]; done: () => void }) {
  const w = useWords(callsWords)
  const a = useWords(actWords)
  const navigate = useNavigate()
  const may = useMay('collector')
  const [act, setAct] = useState<{ act: Act | Small; about?: string }>()
  const ask = useAsk('GET /v1/cases/{id}', { params: { id: it.debtor.id } }, { placeholderData: undefined })
  const panel = useRef<HTMLDivElement>(null)
  const there = ask.data !== undefined
  useKeys([{ key: 'o', says: w.keyOpen, run: () => void navigate({ to: `/cases/${it.debtor.id}` as never }) }])
  // One key says what came of it, so the keys begin where they are heard.
  useEffect(() => {
    if (there) panel.current?.querySelector<HTMLElement>('button.outcome')?.focus({ preventScroll: true })
  }, [there])
  if (!ask.data)
    return ask.error ? <Failed error={ask.error} again={() => void ask.refetch()} /> : <Loading lines={10} />
  const open = (next: Act | Small, about?: string) => setAct({ act: next, ...(about !== undefined && { about }) })
  const small = act && act.act !== 'write' && act.act !== 'call' ? (act.act as Small) : undefined
  return (
    <CaseContext.Provider value={{ it: ask.data, may, open }}>
      <Box className="case">
        <div className="case-two">
          <Stack gap="md">
            <Box>
              <Group justify="space-between" gap="sm" align="flex-start">
                <Title order={2} className="theirs">
                  {it.debtor.name}
                </Title>
                <Button component={Link} to={`/cases/${it.debtor.id}` as never} variant="subtle" size="compact-sm">
                  {w.open}
                </Button>
              </Group>
              <Who />
              <CallableFrom it={it.callable} />
              <Text mt={6} className="theirs">
                {it.says}
              </Text>
              {it.lastWords && (
                <Text size="sm" c="dimmed" mt={2} className="theirs">
                  {w.lastWords}: {it.lastWords}
                </Text>
              )}
              <Group gap="sm" mt={4}>
                <Text size="sm" className="sentence">
                  {ask.data.habits.says}
                </Text>
                <Why label={w.why} reasons={[{ says: it.why }]} />
              </Group>
            </Box>
            <Summary short />
            <Claims />
            <Story id={it.debtor.id} />
          </Stack>
          <Box ref={panel} className="calls-panel">
            <Paper title={a.callWho(it.debtor.name)}>
              <CallPanel task={it.id} close={done} />
            </Paper>
          </Box>
        </div>
        <ActModal act={small} about={act?.about} close={() => setAct(undefined)} />
      </Box>
    </CaseContext.Provider>
  )
}
