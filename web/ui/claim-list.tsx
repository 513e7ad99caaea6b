// Claims as a list: of a whole workspace, or of one customer.

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { useAsk, usePages } from '../api.ts'
import { claimWords } from '../words/claims.ts'
import type { Column, Sorting } from './column.ts'
import { Table } from './table.tsx'
import { useForms, useNouns, useWords } from './tongue.tsx'

type Row = Answer<'GET /v1/claims'>['items'][number]

const dayMs = 86_400_000
const total = (it: Row) => it.dues.reduce((sum, due) => sum + due.amountMinor, 0)

/** The oldest due that is not paid, for money lowers the oldest first; of what is settled the first. A claim without a day has none. */
function dueOf(it: Row): string | null {
  let paid = it.openMinor === 0 ? 0 : Math.max(0, total(it) - it.openMinor)
  for (const due of it.dues) {
    if (paid < due.amountMinor) return due.dueOn
    paid -= due.amountMinor
  }
  return it.dues.at(-1)?.dueOn ?? null
}

export function ClaimList({
  query,
  whose,
  empty,
  ...order
}: {
  query: Ask<'GET /v1/claims'>['query']
  /** Shows whose each is. */
  whose?: boolean
  empty: ReactNode
  /** In which order they stand, where it can be chosen. */
  sorting?: Sorting
  onSort?: (next: Sorting) => void
}) {
  const w = useWords(claimWords)
  const nouns = useNouns()
  const forms = useForms()
  const its = usePages('GET /v1/claims', { query })
  const today = useAsk('GET /v1/workspace').data?.today
  const late = (it: Row) => {
    if (it.openMinor === 0) return <span className="quiet">{it.withdrawnOn ? w.withdrawn : w.settled}</span>
    const due = dueOf(it)
    if (due === null) return <span className="quiet">{w.noDueDay}</span>
    if (today == null) return ''
    const days = Math.round((Date.parse(today) - Date.parse(due)) / dayMs)
    return days > 0 ? w.daysLate(days) : <span className="quiet">{w.dueIn(-days)}</span>
  }
  const columns: Column<Row>[] = [
    {
      id: 'name',
      head: w.number,
      width: 'minmax(6.5rem, 1.2fr)',
      card: 'title',
      cell: (it) =>
        it.kind === 'invoice' ? (
          it.number
        ) : (
          <>
            {it.number} <span className="quiet">{w.kindOf(it.kind)}</span>
          </>
        ),
    },
    ...(whose
      ? [
          {
            id: 'whose',
            head: nouns.aDebtor,
            width: 'minmax(9rem, 2.2fr)',
            cell: (it: Row) => it.debtorName,
          },
          {
            id: 'entered',
            head: w.entered,
            width: '6.5rem',
            sort: order.onSort && 'made',
            card: 'none' as const,
            cell: (it: Row) => forms.day(it.arrivedOn),
          },
        ]
      : []),
    {
      id: 'due',
      head: w.due,
      width: '6.5rem',
      sort: order.onSort && 'due',
      cell: (it) => {
        const due = dueOf(it)
        return due === null ? '' : forms.day(due)
      },
    },
    {
      id: 'late',
      head: w.late,
      width: 'minmax(7.5rem, 1fr)',
      card: 'bare',
      cell: late,
    },
    {
      id: 'amount',
      head: w.amount,
      width: whose ? 'minmax(7.5rem, 1fr)' : 'minmax(6.5rem, 1fr)',
      end: true,
      card: 'none',
      cell: (it) => forms.money(total(it), it.currency),
    },
    {
      id: 'open',
      head: w.open,
      width: whose ? 'minmax(7.5rem, 1fr)' : 'minmax(6.5rem, 1fr)',
      end: true,
      card: 'aside',
      cell: (it) =>
        it.openMinor === 0 ? (
          <Text span size="sm" c="dimmed">
            {forms.money(0, it.currency)}
          </Text>
        ) : (
          forms.money(it.openMinor, it.currency)
        ),
    },
  ]
  return (
    <Table
      label={nouns.claims}
      columns={columns}
      its={its}
      keyOf={(it) => it.id}
      nameOf={(it) => it.number}
      href={(it) => `/claims/${it.id}`}
      empty={empty}
      {...order}
    />
  )
}
