// All open cases: found, ordered, kept as views, and worked many at once.

import { Button } from '@mantine/core'
import { IconBriefcase } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, usePages } from '../api.ts'
import { MakeFile } from '../ui/beside.tsx'
import { CaseBulk } from '../ui/case-bulk.tsx'
import { CaseFilters } from '../ui/case-filters.tsx'
import { Lately } from '../ui/case-lately.tsx'
import type { Column } from '../ui/column.ts'
import { Page } from '../ui/page.tsx'
import { type Filters, sortingOf, useFilters } from '../ui/search.ts'
import { useMay } from '../ui/seat.tsx'
import { Empty } from '../ui/state.tsx'
import { Table } from '../ui/table.tsx'
import { NoMatch } from '../ui/table-states.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { useUndoKey } from '../ui/undo.ts'
import { besideWords } from '../words/beside.ts'
import { caseListWords } from '../words/cases.ts'

const first = { by: 'overdue', down: true }
const none: ReadonlySet<string> = new Set()

export default function Cases() {
  const w = useWords(caseListWords)
  const forms = useForms()
  const mayWork = useMay('collector')
  const { all, set } = useFilters()
  const sorting = sortingOf(all, first)
  const { order: _order, down: _down, ...filter } = all
  const its = usePages('GET /v1/cases', { query: queryOf(filter, sorting) as never })
  const { limit: _limit, ...listed } = queryOf(filter, sorting)
  const b = useWords(besideWords)
  const [chosen, choose] = useState(none)
  type Row = NonNullable<typeof its.rows>[number]
  const named = (from: object, it: string | null) =>
    it === null ? '' : ((from as Record<string, string>)[it] ?? it.replaceAll('_', ' '))
  const nextOf = (it: Row) => (
    <span className="case-next" title={[w.nexts[it.next], named(w.stages, it.step)].filter(Boolean).join(' · ')}>
      {it.next === 'approve' && <span style={dot} aria-hidden />}
      <span className="name">
        {it.next === 'look' ? <span className="quiet">{w.nexts.look}</span> : w.nexts[it.next]}
        {it.step !== null && it.next !== 'held' && it.next !== 'look' && (
          <span className="quiet"> · {named(w.stages, it.step)}</span>
        )}
      </span>
    </span>
  )
  const columns: Column<Row>[] = [
    { id: 'name', head: w.debtor, width: 'minmax(10rem, 2.2fr)', sort: 'name', card: 'title', cell: (it) => it.name },
    {
      id: 'overdue',
      head: w.overdue,
      width: 'minmax(8.25rem, 1fr)',
      sort: 'overdue',
      end: true,
      card: 'aside',
      cell: (it) => forms.money(it.overdueMinor, it.currency),
    },
    {
      id: 'late',
      head: w.late,
      width: '6rem',
      sort: 'late',
      end: true,
      cell: (it) => (it.daysLate > 0 ? forms.count(it.daysLate) : <span className="quiet">{w.notLate}</span>),
      brief: (it) => <span className="quiet">{it.daysLate > 0 ? w.daysLate(it.daysLate) : w.notLate}</span>,
    },
    {
      id: 'next',
      head: w.next,
      width: 'minmax(13rem, 2.9fr)',
      brief: (it) => nextOf(it),
      cell: (it) => nextOf(it),
    },
    {
      id: 'look',
      head: w.look,
      width: '7.5rem',
      sort: 'look',
      card: 'none',
      cell: (it) => (it.nextLookOn ? forms.day(it.nextLookOn) : ''),
    },
    {
      id: 'held',
      head: w.held,
      width: 'minmax(5.5rem, 0.9fr)',
      cell: (it) =>
        it.held === null ? null : (
          <span title={it.heldUntil ? w.heldUntil(forms.day(it.heldUntil)) : undefined}>
            {named(w.causes, it.held)}
          </span>
        ),
    },
  ]
  // A column of its own once cases are somebody's.
  if (its.rows?.some((it) => it.collector !== null)) {
    const narrower: Readonly<Record<string, string>> = {
      ...{ name: 'minmax(11rem, 2.6fr)', overdue: '7.75rem', late: '4.75rem' },
      ...{ next: 'minmax(11.5rem, 2.5fr)', look: '6.25rem', held: 'minmax(4.25rem, 0.6fr)' },
    }
    for (const [at, it] of columns.entries()) columns[at] = { ...it, width: narrower[it.id] ?? it.width }
    columns.splice(4, 0, {
      id: 'collector',
      head: w.collector,
      width: 'minmax(4.5rem, 0.8fr)',
      cell: (it) => (it.collector ? <span className="name">{it.collector.name}</span> : null),
      brief: (it) => it.collector && <span className="quiet">{it.collector.name}</span>,
    })
  }
  useUndoKey()
  const filtered = Object.keys(filter).length > 0
  // Asked beside the rows, which never wait for it.
  const { data: total } = useAsk('GET /v1/cases/count', { query: filter as never })
  return (
    <Page
      title={w.title}
      actions={
        <>
          {mayWork && <Lately />}
          <MakeFile body={{ list: { name: 'cases', query: listed } }} label={b.csv} />
        </>
      }
    >
      <CaseFilters all={filter} set={(some, anew) => set(some, anew)} sorting={sorting} />
      <Table
        label={w.title}
        columns={columns}
        its={its}
        keyOf={(it) => `${it.debtor} ${it.currency}`}
        nameOf={(it) => it.name}
        href={(it) => `/cases/${it.debtor}`}
        sorting={sorting}
        onSort={(next) => set({ order: next.by, down: next.down })}
        total={total}
        chosen={mayWork ? chosen : undefined}
        onChoose={mayWork ? choose : undefined}
        bulk={
          <CaseBulk
            chosen={[...chosen].map((it) => it.split(' ')[0]!)}
            rows={its.rows ?? []}
            done={() => choose(none)}
          />
        }
        empty={
          filtered ? (
            <NoMatch clear={() => set({}, true)} />
          ) : (
            <Empty icon={IconBriefcase} title={w.empty} says={w.emptySays}>
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

const dot = { width: 8, minWidth: 8, height: 8, borderRadius: 4, background: 'var(--mantine-color-amber-5)' }

function queryOf(filter: Filters, sorting: { by: string; down: boolean }) {
  return { ...filter, order: sorting.by, down: String(sorting.down), limit: 100 }
}
