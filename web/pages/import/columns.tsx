// The columns of a list, each with what stands in it and what it is taken for; a person's word goes over every guess.

import { Box, Select, Table, Text, Tooltip } from '@mantine/core'
import { useMemo } from 'react'
import { Paper } from '../../ui/page.tsx'
import { useLanguage, useWords } from '../../ui/tongue.tsx'
import { fieldNames, importWords } from '../../words/import.ts'
import type { Looked } from '../imports.tsx'
import type { List, Said } from './list.tsx'

// Several columns may be of these: instalments side by side, further contacts, the lines of an address.
const several = new Set(['dueOn', 'dueAmount', 'contactName', 'contactRole', 'contactEmail', 'contactPhone', 'about'])

export function Columns({
  looked,
  list,
  onSay,
  busy,
}: {
  looked: Looked
  list: List
  onSay: (said: Said) => void
  busy: boolean
}) {
  const w = useWords(importWords)
  const language = useLanguage()
  const data = useMemo(
    () => [
      { value: 'ignore', label: `– ${w.ignore}` },
      ...looked.fields
        .map(({ field, says }) => ({ value: field, label: fieldNames[language][field] ?? says }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    ],
    [looked.fields, language, w.ignore],
  )
  const choose = (name: string, field: string) => {
    const before = several.has(field) ? [] : list.columns.filter((it) => it.field === field && it.name !== name)
    const columns = Object.fromEntries([...before.map((it) => [it.name, { field: 'ignore' }]), [name, { field }]])
    onSay({ columns } as Said)
  }
  return (
    <Paper title={w.columns} flush>
      <Text size="sm" c="dimmed" px="md" pb="xs">
        {w.columnsSay}
      </Text>
      <div className="stacking">
        <Table className="stacked" aria-busy={busy} layout="fixed" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="26%">{w.column}</Table.Th>
              <Table.Th w="36%">{w.inFile}</Table.Th>
              <Table.Th>{w.isTaken}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.columns.map((it) => (
              <Table.Tr key={it.name} c={it.field === 'ignore' ? 'dimmed' : undefined}>
                <Table.Td>
                  <Text size="sm" fw={it.field === 'ignore' ? 400 : 600} className="theirs">
                    {it.name}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Box className="samples" fz="sm">
                    {it.samples.map((text) => (
                      <span key={text} className="theirs" title={text}>
                        {text}
                      </span>
                    ))}
                  </Box>
                </Table.Td>
                <Table.Td>
                  <Tooltip label={`${w.because}: ${it.because}`} disabled={it.because === ''} multiline maw={320}>
                    <Select
                      aria-label={`${it.name}: ${w.isTaken}`}
                      searchable
                      value={it.field}
                      data={data}
                      onChange={(field) => field && field !== it.field && choose(it.name, field)}
                    />
                  </Tooltip>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  )
}
