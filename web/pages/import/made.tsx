// What an import makes, or would make: counts, sums by currency, and the rows with problems, each with its line, its value and its cure.

import { Box, Button, Group, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { csvLine, saveText } from '../../ui/drop.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { importWords } from '../../words/import.ts'
import type { Imported, List } from './list.tsx'

const problemsShown = 20
const notesShown = 5

export function Made({ it, kind, name }: { it: Imported; kind: List['kind']; name: string }) {
  const w = useWords(importWords)
  const forms = useForms()
  const { created } = it
  const counts: readonly (readonly [number, string])[] = [
    ...(kind === 'claims' ? [[created.claims, w.newClaims(created.claims)] as const] : []),
    [created.debtors, w.newDebtors(created.debtors)],
    [created.credits, w.newCredits(created.credits)],
    [it.payments, w.payments(it.payments)],
    [it.changedCount, w.changed],
    [it.unchanged, w.unchanged],
    [it.problemsCount, w.problems],
  ]
  const shown = counts.filter(([count], i) => i < 2 || count > 0)
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, xs: 3, md: 5 }} spacing="lg">
        {shown.map(([count, says]) => (
          <Box key={says}>
            <Text fw={640} fz="1.45rem" lh={1.2} className="figure">
              {forms.count(count)}
            </Text>
            <Text size="sm" c="dimmed">
              {says}
            </Text>
          </Box>
        ))}
        {Object.entries(it.sums).map(([currency, sum]) => (
          <Box key={currency}>
            <Text fw={640} fz="1.2rem" lh={1.45} className="figure">
              {forms.money(sum.openMinor, currency)}
            </Text>
            <Text size="sm" c="dimmed">
              {w.open}, {w.sumOf(forms.count(sum.claims))}
            </Text>
          </Box>
        ))}
      </SimpleGrid>
      {it.problems.length > 0 && <Problems it={it} name={name} />}
      {it.notes.length > 0 && (
        <Stack gap={4}>
          <Title order={3} size="h4">
            {w.notes}
          </Title>
          {it.notes.slice(0, notesShown).map((note) => (
            <Text size="sm" key={`${note.line} ${note.says}`} className="theirs">
              {note.line !== undefined && `${w.line} ${note.line}: `}
              <Told text={`${note.says} ${note.fix}`} />
            </Text>
          ))}
        </Stack>
      )}
    </Stack>
  )
}

function Problems({ it, name }: { it: Imported; name: string }) {
  const w = useWords(importWords)
  const forms = useForms()
  const download = () => {
    const plain = name.replace(/\.\w+$/, '')
    // Once it is in, the rows themselves, to be corrected and dropped again; before, what is wrong with each.
    if (it.rejects !== null) return saveText(`${plain}.rejects.csv`, it.rejects)
    const head = csvLine([w.line, w.column, w.value, w.wrong, w.cure])
    const body = it.problems.map((one) => csvLine([one.line, one.column, one.value, one.says, one.fix]))
    saveText(`${plain}.problems.csv`, `\ufeff${[head, ...body].join('\r\n')}\r\n`)
  }
  const more = it.problemsCount - Math.min(problemsShown, it.problems.length)
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <Title order={3} size="h4">
          {w.problemsTitle}
        </Title>
        <Button size="xs" variant="default" onClick={download}>
          {w.download}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {w.problemsSay}
      </Text>
      <div className="stacking">
        <Table className="stacked">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{w.line}</Table.Th>
              <Table.Th>{w.value}</Table.Th>
              <Table.Th>{w.wrong}</Table.Th>
              <Table.Th>{w.cure}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {it.problems.slice(0, problemsShown).map((one) => (
              <Table.Tr key={`${one.line} ${one.column} ${one.says}`}>
                <Table.Td className="figure" data-says={w.line}>
                  {one.line}
                </Table.Td>
                <Table.Td miw={90}>
                  <Text size="sm" className="theirs" lineClamp={2}>
                    {one.value}
                  </Text>
                  <Text size="xs" c="dimmed" className="theirs">
                    {one.column}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" className="theirs">
                    {one.says}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" className="theirs">
                    <Told text={one.fix} />
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {w.moreProblems(forms.count(more))}
        </Text>
      )}
    </Stack>
  )
}
