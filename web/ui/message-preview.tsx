// How a step would read for a real customer today: the email in a frame that runs nothing, the letter as a picture of its pages.

import { Box, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Ask, DunwellProblem } from '../../src/http/client.ts'
import { dunwell } from '../api.ts'
import { policyWords } from '../words/policies.ts'
import { DebtorChoice, type useOwing } from './debtor-choice.tsx'
import { Failed } from './state.tsx'
import { useWords } from './tongue.tsx'

export type Wanted = Omit<Ask<'POST /v1/templates/preview'>['body'], 'debtor' | 'letter'>

export function MessagePreview({
  owing,
  wanted,
  refused,
}: {
  owing: ReturnType<typeof useOwing>
  wanted: Wanted | undefined
  /** The words or the ladder cannot be read as they stand. */
  refused?: boolean
}) {
  const w = useWords(policyWords)
  const [as, setAs] = useState<'email' | 'letter'>('email')
  const letter = as === 'letter'
  const body = wanted && owing.chosen ? { ...wanted, debtor: owing.chosen.id, letter } : undefined
  const ask = useQuery({
    queryKey: ['preview', body],
    queryFn: ({ signal }) => dunwell('POST /v1/templates/preview', { body: body!, signal }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: (failures, error) => failures < 2 && !(error instanceof DunwellProblem),
  })
  if (owing.ready && owing.items.length === 0) return <Text c="dimmed">{w.nobodyOwes}</Text>
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <DebtorChoice owing={owing} label={w.previewFor} />
        <SegmentedControl
          size="xs"
          value={as}
          onChange={(it) => setAs(it as typeof as)}
          data={[
            { value: 'email', label: w.asMail },
            { value: 'letter', label: w.asLetter },
          ]}
        />
      </Group>
      {!wanted && <Text c="dimmed">{refused ? w.previewRefused : w.previewNone}</Text>}
      {wanted && ask.error && !ask.isFetching && <Failed error={ask.error} />}
      {wanted && !ask.data && !ask.error && <Skeleton height={360} />}
      {wanted && ask.data && !ask.error && (
        <Box style={ask.isPlaceholderData ? { opacity: 0.6 } : undefined}>
          <Text size="sm" className="theirs" lang={ask.data.language}>
            <Text span c="dimmed" size="sm">
              {w.subject}:{' '}
            </Text>
            {ask.data.subject}
          </Text>
          <Text size="xs" c="dimmed" className="theirs" mb="xs">
            {ask.data.to ? w.previewTo(ask.data.to) : w.previewNobody}
          </Text>
          {letter && ask.data.drawn ? (
            <img
              className="letter-pages"
              alt={w.letterAlt}
              src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(ask.data.drawn)}`}
            />
          ) : (
            <iframe className="mail-frame" sandbox="" srcDoc={ask.data.html} title={w.mailTitle} />
          )}
          {ask.data.enclosed.length > 0 && (
            <Text size="xs" c="dimmed" mt={4} className="theirs">
              {w.enclosed}: {ask.data.enclosed.join(', ')}
            </Text>
          )}
        </Box>
      )}
    </Stack>
  )
}
