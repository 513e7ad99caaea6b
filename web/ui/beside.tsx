// What is worked on beside the people of the desk: how far it is and how it ended, on every screen; begun, left, come back to, stopped, and the
// file that came of it saved.

import { ActionIcon, Box, Button, Group, Indicator, Popover, Progress, Stack, Text, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconLoader2 } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { dunwell, once, useAsk, useDo } from '../api.ts'
import { besideWords } from '../words/beside.ts'
import { shellWords } from '../words/shell.ts'
import { Paper } from './page.tsx'
import { reckoned, stopReckoning, wasStopped } from './reckoning.ts'
import { useMay } from './seat.tsx'
import { useForms, useNouns, useWords } from './tongue.tsx'

type Seen = Answer<'GET /v1/reckonings'>['items'][number]
type Body = NonNullable<Ask<'POST /v1/reckonings'>['body']>

const oftenMs = 1_500
const seldomMs = 60_000

function useSeen() {
  return useAsk('GET /v1/reckonings', undefined, {
    refetchInterval: ({ state }) => (state.data?.items.some((it) => it.state === 'at_work') ? oftenMs : seldomMs),
  })
}

function useStop(): (it: Seen) => void {
  const all = useQueryClient()
  const renew = () => void all.invalidateQueries({ queryKey: ['GET /v1/reckonings'] })
  return (it) => {
    if (it.kind !== 'run') stopReckoning(it.id)
    else void dunwell('POST /v1/runs/{id}/cancel', { params: { id: it.id } }).catch(() => undefined)
    setTimeout(renew, 300)
  }
}

/** What it is, in a few words. */
function useNamed(): (it: Seen) => string {
  const w = useWords(besideWords)
  const nouns = useNouns()
  const forms = useForms()
  return (it) => {
    const lists = { ...w.lists, debtors: nouns.debtors, claims: nouns.claims }
    const about =
      it.kind === 'list'
        ? (lists[it.about as keyof typeof lists] ?? it.about)
        : it.kind === 'run' || it.kind === 'letters'
          ? it.about
              .split(' ')
              .map((day) => forms.day(day))
              .join(' – ')
          : // Reports and ladders have names of their own where they are shown.
            it.kind === 'report' || it.kind === 'simulation'
            ? ''
            : it.about
    return w.about(w.kinds[it.kind], about)
  }
}

function useFar(): (it: Seen) => string {
  const w = useWords(besideWords)
  const forms = useForms()
  return ({ done, parts }) => {
    if (parts > 0) return w.far(forms.count(Math.min(done, parts)), forms.count(parts))
    return done > 0 ? w.sofar(forms.count(done)) : w.waits
  }
}

async function saveMade(id: string): Promise<string> {
  const file = await dunwell('GET /v1/reckonings/{id}/file', { params: { id } })
  const bytes = Uint8Array.from(atob(file.base64), (one) => one.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: file.type }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
  return file.name
}

/** Beside one's own name on every screen, as long as there is anything to tell. */
export function BesideMenu() {
  const w = useWords(besideWords)
  const [open, setOpen] = useState(false)
  const items = useSeen().data?.items ?? []
  const shown = items.filter((it) => it.state === 'at_work' || it.file !== null || it.kind === 'run')
  if (shown.length === 0) return null
  const working = shown.filter((it) => it.state === 'at_work').length
  const says = working > 0 ? w.titleOf(working) : w.title
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} trapFocus withinPortal shadow="md">
      <Indicator disabled={working === 0} label={working} size={16} offset={5}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={says} onClick={() => setOpen(!open)}>
            {working > 0 ? <IconLoader2 size={20} /> : <IconDownload size={20} />}
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p="sm" aria-label={w.title}>
        <Text fw={620}>{w.title}</Text>
        <Text size="xs" c="dimmed" mb="xs">
          {w.says}
        </Text>
        <Stack gap="sm" mah={420} style={{ overflowY: 'auto' }}>
          {shown.slice(0, 12).map((it) => (
            <One key={it.id} it={it} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function One({ it }: { it: Seen }) {
  const w = useWords(besideWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const named = useNamed()
  const far = useFar()
  const stop = useStop()
  const works = useMay('collector')
  const what = named(it)
  // What writes is stopped by who may work; an import also takes back what it wrote, where it was begun.
  const mayStop = it.state === 'at_work' && it.kind !== 'import' && (works || it.kind !== 'run')
  const save = () =>
    void saveMade(it.id).catch((error: Error) => notifications.show({ title: s.failed, message: error.message }))
  return (
    <Box>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Box style={{ minWidth: 0 }}>
          <Text size="sm" className="theirs">
            {what}
          </Text>
          <Text size="xs" c="dimmed" className="theirs">
            {it.state === 'at_work'
              ? far(it)
              : `${it.stoppedBy ? w.stoppedBy(it.stoppedBy) : w.states[it.state]}, ${forms.moment(it.askedAt)}`}
            {` · ${it.askedBy === 'schedule' ? w.bySelf : it.askedBy}`}
          </Text>
        </Box>
        {mayStop && (
          <Button size="compact-xs" variant="default" aria-label={w.stopOf(what)} onClick={() => stop(it)}>
            {w.stop}
          </Button>
        )}
        {it.file !== null && (
          <Button size="compact-xs" variant="default" aria-label={w.saveOf(what)} onClick={save}>
            {w.save}
          </Button>
        )}
      </Group>
      {it.state === 'at_work' && (
        <Progress
          value={it.parts > 0 ? (100 * it.done) / it.parts : 100}
          animated={it.parts === 0}
          size="sm"
          mt={4}
          aria-label={what}
        />
      )}
    </Box>
  )
}

/** A file that may take a while: begun here, saved when it is done, and kept above for who has left meanwhile. */
export function MakeFile({ body, label, says }: { body: Body; label: string; says?: string }) {
  const w = useWords(besideWords)
  const s = useWords(shellWords)
  const all = useQueryClient()
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    let told = false
    try {
      const made = await reckoned(body, () => {
        if (told) return
        told = true
        void all.invalidateQueries({ queryKey: ['GET /v1/reckonings'] })
        notifications.show({ message: w.making })
      })
      notifications.show({ message: w.saved(await saveMade(made.id)) })
    } catch (error) {
      if (!wasStopped(error))
        notifications.show({ title: s.failed, message: (error as Error).message, autoClose: 12_000 })
    }
    setBusy(false)
    void all.invalidateQueries({ queryKey: ['GET /v1/reckonings'] })
  }
  const button = (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={busy}
      onClick={() => void make()}
    >
      {label}
    </Button>
  )
  return says ? <Tooltip label={says}>{button}</Tooltip> : button
}

/** The run of today while it is at work, and where somebody stopped it. */
export function RunOfDay({ day }: { day: string }) {
  const w = useWords(besideWords)
  const far = useFar()
  const stop = useStop()
  const works = useMay('collector')
  const begin = useDo('POST /v1/runs/beside')
  const it = useSeen().data?.items.find((one) => one.kind === 'run' && one.about === day)
  if (it?.state !== 'at_work' && it?.state !== 'cancelled') return null
  const working = it.state === 'at_work'
  return (
    <Paper title={working ? w.running : w.stopped}>
      <Group justify="space-between" gap="md" role="status">
        <Text flex={1} miw={240}>
          {working
            ? `${far(it)}, ${w.begunBy(it.askedBy === 'schedule' ? w.bySelf : it.askedBy)}. ${w.runningSays}`
            : `${it.stoppedBy ? `${w.stoppedByWho(it.stoppedBy)} ` : ''}${w.stoppedSays}`}
        </Text>
        {works && working && (
          <Button variant="default" onClick={() => stop(it)}>
            {w.stop}
          </Button>
        )}
        {works && !working && (
          <Button loading={begin.isPending} onClick={() => begin.mutate({} as never)}>
            {w.goOn}
          </Button>
        )}
      </Group>
      {working && <Progress value={it.parts > 0 ? (100 * it.done) / it.parts : 100} mt="sm" aria-label={w.running} />}
    </Paper>
  )
}

/** Runs the day and calls back when it is decided; it goes on where the page is left. */
export function useRunDay(onDone: () => void) {
  const all = useQueryClient()
  const [state, setState] = useState<{ busy: boolean; far?: Seen; error?: Error }>({ busy: false })
  const run = async () => {
    setState({ busy: true })
    try {
      let it = await once('POST /v1/runs/beside')
      for (let wait = 150; it.state === 'at_work'; wait = Math.min(1_500, wait * 1.4)) {
        setState({ busy: true, far: it })
        await new Promise((go) => setTimeout(go, wait))
        it = await dunwell('GET /v1/reckonings/{id}', { params: { id: it.id } })
      }
      void all.invalidateQueries()
      setState({ busy: false, ...(it.says && { error: new Error(`${it.says} ${it.fix ?? ''}`) }) })
      if (it.state !== 'failed') onDone()
    } catch (error) {
      setState({ busy: false, error: error as Error })
    }
  }
  return { ...state, run: () => void run() }
}
