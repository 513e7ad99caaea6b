// All customers of the workspace with what they owe.

import { Button, Group, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { usePages } from '../api.ts'
import { MakeFile } from '../ui/beside.tsx'
import type { Column } from '../ui/column.ts'
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
  const bySum = sorting.by === 'open' || sorting.by === 'overdue'
  const query = { limit: 100, order: sorting.by, down: String(sorting.down), ...(words && { words }) }
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
    { id: 'name', head: w.name, width: 'minmax(12rem, 3fr)', sort: 'name', card: 'title', cell: (it) => it.name },
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
      cell: (it) => <Sums some={it.owed.map((one) => ({ ...one, minor: one.overdueMinor }))} />,
      brief: (it) =>
        it.owed.some((one) => one.overdueMinor > 0) ? (
          <>
            <span className="quiet">{w.overdueHead} </span>
            <Sums some={it.owed.map((one) => ({ ...one, minor: one.overdueMinor }))} />
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
      cell: (it) => <Sums some={it.owed.map((one) => ({ ...one, minor: one.openMinor }))} none={w.nothing} />,
    },
  ]
  return (
    <Page title={nouns.debtors} actions={<MakeFile body={{ list: { name: 'debtors', query: rest } }} label={b.csv} />}>
      <Group gap="md">
        <SearchField label={w.search} value={words} set={(next) => set({ words: next })} />
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
          words || bySum ? (
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

/** The largest sum; those in other currencies stand behind it, for sums of different money are never added. */
function Sums({
  some,
  none,
}: {
  some: readonly { readonly currency: string; readonly minor: number }[]
  none?: string
}) {
  const forms = useForms()
  const [first, ...rest] = some.filter((it) => it.minor !== 0).sort((a, b) => b.minor - a.minor)
  if (!first) return none ? <span className="quiet">{none}</span> : null
  if (rest.length === 0) return forms.money(first.minor, first.currency)
  const others = rest.map((it) => forms.money(it.minor, it.currency)).join(', ')
  return (
    <span title={others}>
      {forms.money(first.minor, first.currency)}
      <span className="quiet" aria-hidden>{` +${rest.length}`}</span>
      <span className="unseen">, {others}</span>
    </span>
  )
}
