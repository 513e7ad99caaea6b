// The case: one page that tells the whole story without a second click, and from which everything is done. It asks every few seconds
// whether anything has changed and then takes itself anew.

import { Box, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAsk } from '../api.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Failed } from '../ui/state.tsx'
import { useWords } from '../ui/tongue.tsx'
import { useUndoKey } from '../ui/undo.ts'
import { actWords } from '../words/case-acts.ts'
import { shellWords } from '../words/shell.ts'
import { ActModal } from './case/acts.tsx'
import { Head, Thumb } from './case/bar.tsx'
import { Beside } from './case/beside.tsx'
import { CallDrawer } from './case/call.tsx'
import { Ladders, Summary, Who } from './case/head.tsx'
import { type Act, actKeys, acts, type CaseAnswer, CaseContext, type Small } from './case/page.tsx'
import { Story } from './case/story.tsx'
import { WriteDrawer } from './case/write.tsx'

const pollMs = 4_000

export default function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const ask = useAsk('GET /v1/cases/{id}', { params: { id } }, { placeholderData: undefined })
  const version = useAsk('GET /v1/cases/{id}/version', { params: { id } }, { refetchInterval: pollMs, staleTime: 0 })
  const all = useQueryClient()
  const s = useWords(shellWords)
  const seen = ask.data?.version
  const now = version.data?.version
  // A page that was left open over night is of yesterday: days that it proposes would be over.
  const turned = version.data !== undefined && ask.data !== undefined && version.data.day > ask.data.day
  useEffect(() => {
    if (!turned && (seen === undefined || now === undefined || now <= seen)) return
    void all.invalidateQueries({ queryKey: ['GET /v1/cases/{id}'] })
    void all.invalidateQueries({ queryKey: ['GET /v1/cases/{id}/timeline'] })
  }, [seen, now, turned, all])
  // Whoever comes to do one thing does it on the case as it is now, not as it was kept from an earlier look.
  const { do: wish } = useSearch({ strict: false }) as { do?: string }
  const looking =
    ask.isFetching || version.isFetching || turned || (seen !== undefined && now !== undefined && now > seen)
  if (ask.data && (wish === undefined || !looking)) return <Shown key={id} it={ask.data} id={id} />
  if (ask.error)
    return (
      <Page title={s.cases}>
        <Failed error={ask.error} again={() => void ask.refetch()} />
      </Page>
    )
  return <Coming />
}

// The shape of what comes: the three answers, the ladder, the story and what stands beside it.
function Coming() {
  const s = useWords(shellWords)
  return (
    <Stack gap="md" maw={1440} mx="auto" aria-busy="true" role="status" aria-label={s.loading}>
      <Group justify="space-between" mb="xs">
        <Stack gap={10}>
          <Skeleton height={26} width="min(280px, 70vw)" />
          <Skeleton height={14} width="min(380px, 85vw)" />
        </Stack>
        <Skeleton height={34} width={320} visibleFrom="sm" />
      </Group>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing={0} className="paper case-summary">
        {[0, 1, 2].map((it) => (
          <Lines key={it} widths={['30%', '58%', '72%', '44%']} />
        ))}
      </SimpleGrid>
      <Box className="paper">
        <Lines widths={['22%', '100%']} />
      </Box>
      <div className="case-two">
        <Box className="paper">
          {[0, 1, 2, 3].map((it) => (
            <Lines key={it} widths={['36%', '74%']} />
          ))}
        </Box>
        <Box className="paper">
          <Lines widths={['40%', '88%', '64%', '76%']} />
        </Box>
      </div>
    </Stack>
  )
}

function Lines({ widths }: { widths: readonly string[] }) {
  return (
    <Stack gap={12} p="md">
      {widths.map((width) => (
        <Skeleton key={width} height={13} width={width} radius="sm" />
      ))}
    </Stack>
  )
}

interface Opened {
  readonly act: Act | Small
  readonly about?: string | undefined
}

function Shown({ it, id }: { it: CaseAnswer; id: string }) {
  const w = useWords(actWords)
  const may = useMay('collector')
  const wish = useSearch({ strict: false }) as { do?: string; about?: string; at?: string }
  const navigate = useNavigate()
  const asked = may ? acts.find((one) => one === wish.do) : undefined
  const [opened, setOpened] = useState<Opened | undefined>(asked && { act: asked, about: wish.about })
  // Somebody came to do one thing; once it is open, the address is that of the case, and going back does not ask for it again.
  const came = wish.do !== undefined
  useEffect(() => {
    if (came) void navigate({ to: '.', search: {} as never, replace: true })
  }, [came, navigate])
  const open = (act: Act | Small, about?: string) => setOpened({ act, ...(about !== undefined && { about }) })
  const close = () => setOpened(undefined)
  useEffect(() => {
    document.title = `${it.debtor.name} · Dunwell`
  }, [it.debtor.name])
  useKeys(
    may
      ? acts.flatMap((act) => (actKeys[act] ? [{ key: actKeys[act], says: w.acts[act], run: () => open(act) }] : []))
      : [],
  )
  useUndoKey()
  const act = opened?.act
  const small = act === 'write' || act === 'call' ? undefined : (act as Small | undefined)
  return (
    <CaseContext.Provider value={{ it, may, open }}>
      <Box maw={1440} mx="auto" className="case">
        <Head />
        <Stack gap="md">
          <Box>
            <Who />
            {it.habits.says && (
              <Text size="sm" mt={2} className="sentence">
                {it.habits.says}
              </Text>
            )}
          </Box>
          <Summary />
          <Ladders />
          <div className="case-two">
            <Story id={id} at={wish.at} />
            <Beside />
          </div>
        </Stack>
        {may && <Thumb />}
        <ActModal act={small} about={opened?.about} close={close} />
        <CallDrawer opened={act === 'call'} task={opened?.about} close={close} />
        <WriteDrawer opened={act === 'write'} address={opened?.about} close={close} />
      </Box>
    </CaseContext.Provider>
  )
}
