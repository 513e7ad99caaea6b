// All customers of the workspace.

import { Button } from '@mantine/core'
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
  const query = { limit: 100, order: sorting.by, down: String(sorting.down), ...(words && { words }) }
  const { limit: _, ...rest } = query
  const its = usePages('GET /v1/debtors', { query: query as never })
  type Row = NonNullable<typeof its.rows>[number]
  const columns: Column<Row>[] = [
    { id: 'no', head: w.no, width: '5.5rem', sort: 'no', end: true, card: 'aside', cell: (it) => String(it.no) },
    { id: 'name', head: w.name, width: 'minmax(12rem, 3fr)', sort: 'name', card: 'title', cell: (it) => it.name },
    { id: 'kind', head: w.kind, width: 'minmax(7rem, 1fr)', cell: (it) => w.kinds[it.kind] },
    { id: 'country', head: w.country, width: 'minmax(7rem, 1fr)', cell: (it) => forms.place(it.country) },
    { id: 'handling', head: w.handling, width: 'minmax(7rem, 1fr)', cell: (it) => w.handlings[it.handling] },
    { id: 'manager', head: w.manager, width: 'minmax(8rem, 1.3fr)', cell: (it) => it.accountManager ?? '' },
  ]
  return (
    <Page title={nouns.debtors} actions={<MakeFile body={{ list: { name: 'debtors', query: rest } }} label={b.csv} />}>
      <SearchField label={w.search} value={words} set={(next) => set({ words: next })} />
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
          words ? (
            <NoMatch clear={() => set({}, true)} />
          ) : (
            <Empty title={nouns.noDebtors} says={w.emptySays}>
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
