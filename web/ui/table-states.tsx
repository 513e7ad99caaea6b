// What stands in a list's place or above it: rows that are still coming, nothing that fits, and the order of cards.

import { ActionIcon, Box, Button, Group, Select, Skeleton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconSearchOff } from '@tabler/icons-react'
import { tableWords } from '../words/table.ts'
import { type Column, cardHigh, listHead, rowHigh, type Sorting, tracks } from './column.ts'
import { Empty } from './state.tsx'
import { useWords } from './tongue.tsx'

interface Ordered<R> {
  readonly columns: readonly Column<R>[]
  readonly sorting?: Sorting
  readonly onSort?: (next: Sorting) => void
}

/** Nothing fits the filters; `clear` takes them away. */
export function NoMatch({ clear }: { clear?: () => void }) {
  const w = useWords(tableWords)
  return (
    <Empty icon={IconSearchOff} title={w.noMatch} says={w.noMatchSays}>
      {clear && (
        <Button variant="default" onClick={clear}>
          {w.clear}
        </Button>
      )}
    </Empty>
  )
}

/** On a narrow screen the order is chosen beside the cards, which have no heads to press. */
export function Orders<R>({ columns, sorting, onSort }: Ordered<R>) {
  const w = useWords(tableWords)
  const its = columns.filter((column) => column.sort !== undefined)
  if (its.length === 0 || !onSort) return null
  return (
    <Group gap={6} mb="xs" wrap="nowrap">
      <Select
        size="xs"
        aria-label={w.order}
        style={{ flex: 1 }}
        data={its.map((column) => ({ value: column.sort!, label: w.sortBy(column.head) }))}
        value={sorting?.by ?? null}
        onChange={(by) => by && onSort({ by, down: sorting?.down ?? false })}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label={sorting?.down ? w.downwards : w.upwards}
        onClick={() => sorting && onSort({ ...sorting, down: !sorting.down })}
      >
        {sorting?.down ? <IconArrowDown size={16} /> : <IconArrowUp size={16} />}
      </ActionIcon>
    </Group>
  )
}

/** Rows where rows will stand. */
export function Waiting<R>({
  columns,
  narrow,
  label,
}: {
  columns: readonly Column<R>[]
  narrow: boolean
  label: string
}) {
  const lines = Array.from({ length: narrow ? 6 : 14 }, (_, i) => i)
  return (
    <Box className="list" role="status" aria-busy="true" aria-label={label}>
      {!narrow && (
        <div
          className="list-head"
          style={{ gridTemplateColumns: tracks(columns, false), height: listHead }}
          aria-hidden
        >
          {columns.map((column) => (
            <div key={column.id} className={column.end ? 'list-end' : undefined}>
              {column.head}
            </div>
          ))}
        </div>
      )}
      {lines.map((line) => (
        <div
          key={line}
          className="list-still"
          style={narrow ? { height: cardHigh } : { height: rowHigh, gridTemplateColumns: tracks(columns, false) }}
          aria-hidden
        >
          {(narrow ? columns.slice(0, 2) : columns).map((column, i) => (
            <Skeleton key={column.id} height={12} width={`${35 + ((line * 13 + i * 29) % 50)}%`} radius="sm" />
          ))}
        </div>
      ))}
    </Box>
  )
}
