// The seven days of the week ahead side by side.

import { Box, SimpleGrid, Text } from '@mantine/core'
import type { Answer } from '../../../src/http/client.ts'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { weekWords } from '../../words/week.ts'
import type { Going } from './line.tsx'

type Week = Answer<'GET /v1/week'>

/** The days side by side: how much of what is shown goes when. */
export function Strip({ days, all }: { days: Week['days']; all: readonly Going[] }) {
  const w = useWords(weekWords)
  const forms = useForms()
  const counts = days.map(({ day }) => all.filter((one) => one.day === day).length)
  const most = Math.max(1, ...counts)
  return (
    <SimpleGrid cols={{ base: 7 }} spacing={{ base: 4, sm: 'sm' }}>
      {days.map(({ day }, i) => (
        <Box
          key={day}
          className="paper"
          px={{ base: 6, sm: 'sm' }}
          py="xs"
          aria-label={`${forms.shortDay(day)}: ${w.messages(counts[i]!)}`}
          role="img"
        >
          <Text size="xs" c="dimmed" className="name" visibleFrom="sm">
            {forms.shortDay(day)}
          </Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {forms.shortDay(day).slice(0, 2)}
          </Text>
          <Text fw={640} fz={{ base: 'md', sm: 'xl' }} className="figure">
            {forms.count(counts[i]!)}
          </Text>
          <Box mt={4} h={4} style={{ borderRadius: 2, background: 'var(--desk-line)' }}>
            <Box
              h={4}
              w={`${(counts[i]! / most) * 100}%`}
              style={{ borderRadius: 2, background: 'var(--mantine-primary-color-filled)' }}
            />
          </Box>
        </Box>
      ))}
    </SimpleGrid>
  )
}
