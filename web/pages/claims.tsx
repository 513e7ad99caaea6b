// All invoices of the workspace, the newest first, or in the order in which they fall due.

import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { MakeFile } from '../ui/beside.tsx'
import { ClaimList } from '../ui/claim-list.tsx'
import { Page } from '../ui/page.tsx'
import { sortingOf, textOf, useFilters } from '../ui/search.ts'
import { SearchField } from '../ui/search-field.tsx'
import { Empty } from '../ui/state.tsx'
import { NoMatch } from '../ui/table-states.tsx'
import { useNouns, useWords } from '../ui/tongue.tsx'
import { besideWords } from '../words/beside.ts'
import { claimWords } from '../words/claims.ts'

const first = { by: 'made', down: true }

export default function Claims() {
  const w = useWords(claimWords)
  const nouns = useNouns()
  const b = useWords(besideWords)
  const { all, set } = useFilters()
  const starts = textOf(all.starts)
  const open = textOf(all.open)
  const sorting = sortingOf(all, first)
  const order = sorting.by === 'due' ? { order: 'due', down: String(sorting.down) } : { newest: String(sorting.down) }
  const query = { limit: 100, ...order, ...(open && { open }), ...(starts && { starts }) }
  const { limit: _, ...rest } = query
  return (
    <Page title={nouns.claims} actions={<MakeFile body={{ list: { name: 'claims', query: rest } }} label={b.csv} />}>
      <Group gap="xs">
        <SearchField label={w.search} value={starts} set={(next) => set({ starts: next })} />
        <SegmentedControl
          aria-label={w.which}
          value={open ?? ''}
          onChange={(next) => set({ open: next || undefined })}
          data={[
            { value: '', label: w.whichAll },
            { value: 'true', label: w.whichOpen },
            { value: 'false', label: w.whichSettled },
          ]}
        />
      </Group>
      <ClaimList
        whose
        query={query as never}
        sorting={sorting}
        onSort={({ by, down }) => set({ order: by, down })}
        empty={
          starts || open ? (
            <NoMatch clear={() => set({}, true)} />
          ) : (
            <Empty icon={IconFileInvoice} title={nouns.noClaims} says={w.emptySays}>
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
