// The states a page has besides its content: it loads, it failed with a cure, it is empty and says what belongs there.

import { Alert, Box, Button, Center, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertCircle, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { DunwellProblem, type ProblemFacts } from '../../src/http/client.ts'
import { shellWords } from '../words/shell.ts'
import { Told } from './told.tsx'
import { useWords } from './tongue.tsx'

/** What is said to programs of keys and sign-ins, as it is for who sits at the desk. */
function toldHere(facts: ProblemFacts | undefined, w: typeof shellWords.en): ProblemFacts | undefined {
  if (facts?.code === 'request.key_used') return { ...facts, detail: w.keptBefore, fix: w.keptBeforeFix }
  if (facts?.code === 'signin.needed') return { ...facts, detail: w.signedOut, fix: w.signedOutFix }
  return facts
}

/** What went wrong, and the cure where there is one. */
export function Failed({ error, again }: { error: Error; again?: () => void }) {
  const w = useWords(shellWords)
  const facts = toldHere(error instanceof DunwellProblem ? error.facts : undefined, w)
  return (
    <Alert
      color="rust"
      variant="light"
      icon={<IconAlertCircle size={20} />}
      title={facts ? <Told text={facts.detail} /> : w.failed}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{facts ? <Told text={facts.fix} /> : w.offline}</Text>
        {again && (
          <Button size="xs" variant="default" onClick={again}>
            {w.again}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Lines where text will stand, so that nothing jumps when it comes. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const w = useWords(shellWords)
  return (
    <Stack gap="sm" aria-busy="true" aria-label={w.loading} role="status">
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
        <Skeleton key={i} height={18} width={`${92 - ((i * 17) % 40)}%`} radius="sm" />
      ))}
    </Stack>
  )
}

/** Sheets with rows where such will stand: the shape of Today and of the week. */
export function LoadingSheets({ first }: { first: number }) {
  const w = useWords(shellWords)
  return (
    <Stack gap="lg" aria-busy="true" aria-label={w.loading} role="status">
      {first > 0 && <Skeleton height={first} radius="md" />}
      {[3, 2].map((rows) => (
        <Box key={rows} className="paper" p="md">
          <Skeleton height={16} width={160} mb="lg" />
          <Stack gap="lg">
            {Array.from({ length: rows }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
              <Group key={i} justify="space-between" wrap="nowrap" align="flex-start">
                <Stack gap={8} flex={1}>
                  <Skeleton height={14} width="32%" />
                  <Skeleton height={12} width="58%" />
                </Stack>
                <Skeleton height={14} width={96} />
              </Group>
            ))}
          </Stack>
        </Box>
      ))}
    </Stack>
  )
}

/** What belongs here, and the one button that fills it. */
export function Empty({
  title,
  says,
  icon: Icon,
  children,
}: {
  title: string
  says: string
  /** Of what belongs here. */
  icon?: TablerIcon
  children?: ReactNode
}) {
  return (
    <Center py={56} px="md">
      <Stack gap="xs" align="center" maw={440} ta="center">
        {Icon && (
          <Center className="empty-icon" aria-hidden>
            <Icon size={24} stroke={1.6} />
          </Center>
        )}
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text c="dimmed">{says}</Text>
        {children && <Group mt="xs">{children}</Group>}
      </Stack>
    </Center>
  )
}

/** One of the three, or the content. */
export function Shown<T>({
  ask,
  lines,
  waiting,
  children,
}: {
  ask: { data: T | undefined; error: Error | null; refetch: () => unknown }
  lines?: number
  /** What stands there while it loads, in place of lines. */
  waiting?: ReactNode
  children: (data: T) => ReactNode
}) {
  if (ask.data !== undefined) return <>{children(ask.data)}</>
  if (ask.error) return <Failed error={ask.error} again={() => void ask.refetch()} />
  return waiting ?? <Loading lines={lines} />
}

/** Cards where cards will stand. */
export function LoadingCards({ cards, cols = 3 }: { cards: number; cols?: number }) {
  const w = useWords(shellWords)
  return (
    <SimpleGrid
      cols={{ base: 1, sm: Math.min(2, cols), lg: cols }}
      spacing="sm"
      aria-busy="true"
      aria-label={w.loading}
      role="status"
    >
      {Array.from({ length: cards }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
        <Box key={i} className="paper" p="md">
          <Skeleton height={15} width={`${44 + ((i * 17) % 30)}%`} mb={12} />
          <Skeleton height={12} width={`${88 - ((i * 13) % 30)}%`} />
        </Box>
      ))}
    </SimpleGrid>
  )
}
