// The reports there are, by the question that each answers.

import { Box, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api.ts'
import { Page } from '../ui/page.tsx'
import { LoadingCards, Shown } from '../ui/state.tsx'
import { useLanguage, useWords } from '../ui/tongue.tsx'
import { reportNames, reportWords } from '../words/reports.ts'

const groups = [
  { word: 'owed', names: ['aging', 'overdue', 'dso', 'disputes'] },
  { word: 'came', names: ['cash', 'cash-in', 'promises', 'bad-debt-tax'] },
  { word: 'brought', names: ['cei', 'steps', 'costs'] },
] as const

export default function ReportsPage() {
  const w = useWords(reportWords)
  const ask = useAsk('GET /v1/reports/tables')
  return (
    <Page title={w.title} says={w.titleSays}>
      <Shown ask={ask} waiting={<LoadingCards cards={11} cols={4} />}>
        {({ items }) => {
          const placed = new Set<string>(groups.flatMap((it) => it.names))
          const last = groups.at(-1)!.word
          return (
            <Stack gap="xl">
              {groups.map(({ word, names }) => (
                <Box key={word} component="section">
                  <Title order={2} size="h3" mb="sm">
                    {w[word]}
                  </Title>
                  <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
                    {items
                      .filter(
                        (it) =>
                          (names as readonly string[]).includes(it.name) || (last === word && !placed.has(it.name)),
                      )
                      .map((it) => (
                        <Card key={it.name} {...it} />
                      ))}
                  </SimpleGrid>
                </Box>
              ))}
            </Stack>
          )
        }}
      </Shown>
    </Page>
  )
}

function Card({ name, says }: { name: string; says: string }) {
  const known = reportNames[useLanguage()][name]
  return (
    <Link to={`/reports/${name}` as never} className="paper card-link">
      <Text fw={620}>{known?.title ?? name}</Text>
      <Text size="sm" c="dimmed" mt={2}>
        {known?.says ?? says}
      </Text>
    </Link>
  )
}
