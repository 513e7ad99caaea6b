// All customers of the workspace with what they owe.

import { Button, Group, Text } from '@mantine/core'
import { IconUsers, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { usePages } from '../api.ts'
import { MakeFile } from '../ui/beside.tsx'
import type { Column } from '../ui/column.ts'
import { OwedSums } from '../ui/owed-sums.tsx'
import { Page } from '../ui/page.tsx'
import { sortingOf, textOf, useFilters } from '../ui/search.ts'
import { SearchField } from '../ui/search-field.tsx'
import { Empty } from '../ui/state.tsx'
import { Table } from '../ui/table.tsx'
import { NoMatch } from '../ui/table-states.tsx'
import { useForms, useNouns, useWords } from '../ui/tongue.tsx'
import { besideWords } from '../words/beside.ts'
import { debtorWords } from '../words/debtors.ts'

export default function Debtors() {
  const w = useWords(debtorWords)
  const nouns = useNouns()
  const b = useWords(besideWords)
  const { all, set } = useFilters()
  const forms = useForms()
  const sorting = sortingOf(all, { by: 'no', down: false })
  const words = textOf(all.words)
  const group = textOf(all.group)
  const bySum = sorting.by === 'open' || sorting.by === 'overdue'
  const query = {
    limit: 100,
    order: sorting.by,
    down: String(sorting.down),
    ...(words && { words }),
    ...(group && { group }),
  }
  const { limit: _, ...rest } = query
  const its = usePages('GET /v1/debtors', { query: query as never })
  type Row = NonNullable<typeof its.rows>[number]
  const columns: Column<Row>[] = [
    {
      id: 'no',
      head: w.no,
      width: '4.5rem',
      sort: 'no',
      card: 'none',
      cell: (it) => <span className="figure quiet">{it.no}</span>,
    },
    {
      id: 'name',
      head: w.name,
      width: 'minmax(12rem, 3fr)',
      sort: 'name',
      card: 'title',
      cell: (it) => (it.group && !group ? <Grouped name={it.name} group={it.group} /> : it.name),
    },
    {
      id: 'country',
      head: w.country,
      width: 'minmax(7rem, 1fr)',
      card: 'none',
      cell: (it) => <span className="quiet">{forms.place(it.country)}</span>,
    },
    {
      id: 'handling',
      head: w.handling,
      width: 'minmax(6rem, 0.8fr)',
      card: 'none',
      cell: (it) => (
        <span className={it.handling === 'automatic' ? 'quiet' : undefined}>{w.handlings[it.handling]}</span>
      ),
    },
    // Where nobody looks after anybody, its column would be a hole.
    ...(its.rows?.some((it) => it.accountManager)
      ? [
          {
            id: 'manager',
            head: w.manager,
            width: 'minmax(8rem, 1.3fr)',
            cell: (it: Row) => it.accountManager ?? '',
          },
        ]
      : []),
    {
      id: 'overdue',
      head: w.overdueHead,
      width: 'minmax(9rem, 1fr)',
      sort: 'overdue',
      end: true,
      cell: (it) => <OwedSums some={it.owed.map((one) => ({ ...one, minor: one.overdueMinor }))} />,
      brief: (it) =>
        it.owed.some((one) => one.overdueMinor > 0) ? (
          <>
            <span className="quiet">{w.overdueHead} </span>
            <OwedSums some={it.owed.map((one) => ({ ...one, minor: one.overdueMinor }))} />
          </>
        ) : null,
    },
    {
      id: 'open',
      head: w.open,
      width: 'minmax(9rem, 1fr)',
      sort: 'open',
      end: true,
      card: 'aside',
      cell: (it) => <OwedSums some={it.owed.map((one) => ({ ...one, minor: one.openMinor }))} none={w.nothing} />,
    },
  ]
  return (
    <Page title={nouns.debtors} actions={<MakeFile body={{ list: { name: 'debtors', query: rest } }} label={b.csv} />}>
      <Group gap="md">
        <SearchField label={w.search} value={words} set={(next) => set({ words: next })} />
        {group && (
          <Button
            size="compact-sm"
            radius="xl"
            variant="light"
            rightSection={<IconX size={13} aria-hidden />}
            title={w.leaveGroup}
            onClick={() => set({ group: undefined })}
          >
            <span className="name">{w.inGroup(group)}</span>
          </Button>
        )}
        {bySum && (
          <Text size="sm" c="dimmed">
            {w.owingOnly}
          </Text>
        )}
      </Group>
      <Table
        label={nouns.debtors}
        columns={columns}
        its={its}
        keyOf={(it) => it.id}
        nameOf={(it) => it.name}
        href={(it) => `/debtors/${it.id}`}
        sorting={sorting}
        onSort={(next) => set({ order: next.by, down: next.down })}
        empty={
          words || bySum || group ? (
            <NoMatch clear={() => set({}, true)} />
          ) : (
            <Empty icon={IconUsers} title={nouns.noDebtors} says={w.emptySays}>
              <Button component={Link} to="/imports">
                {w.bringIn}
              </Button>
            </Empty>
          )
        }
      />
    </Page>
  )
}

/** A customer with their group, where the list is not of that group alone. */
function Grouped({ name, group }: { name: string; group: string }) {
  return (
    <>
      {name}
      <span className="quiet">{` · ${group}`}</span>
    </>
  )
}
