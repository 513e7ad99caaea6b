// Claims as a list: of a whole workspace, or of one customer.

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { usePages } from '../api.ts'
import { claimWords } from '../words/claims.ts'
import type { Column } from './column.ts'
import { Table } from './table.tsx'
import { useForms, useNouns, useWords } from './tongue.tsx'

type Row = Answer<'GET /v1/claims'>['items'][number]

/** The first due that was or is to be paid; a claim without one has none. */
const dueOf = (it: Row) => it.dues.find((due) => due.dueOn !== null)?.dueOn ?? null

export function ClaimList({
  query,
  whose,
  empty,
}: {
  query: Ask<'GET /v1/claims'>['query']
  /** Shows whose each is. */
  whose?: boolean
  empty: ReactNode
}) {
  const w = useWords(claimWords)
  const nouns = useNouns()
  const forms = useForms()
  const its = usePages('GET /v1/claims', { query })
  const columns: Column<Row>[] = [
    { id: 'name', head: w.number, width: 'minmax(8rem, 1.3fr)', card: 'title', cell: (it) => it.number },
    ...(whose
      ? [
          {
            id: 'whose',
            head: nouns.aDebtor,
            width: 'minmax(10rem, 2fr)',
            cell: (it: Row) => it.debtorName,
          },
          {
            id: 'kind',
            head: w.kind,
            width: 'minmax(6rem, 1fr)',
            card: 'none' as const,
            cell: (it: Row) => <span className={it.kind === 'invoice' ? 'quiet' : undefined}>{w.kindOf(it.kind)}</span>,
          },
          {
            id: 'issued',
            head: w.issued,
            width: '7.5rem',
            card: 'none' as const,
            cell: (it: Row) => forms.day(it.issuedOn),
          },
        ]
      : []),
    {
      id: 'due',
      head: w.due,
      width: '7.5rem',
      cell: (it) => {
        const due = dueOf(it)
        return due === null ? '' : forms.day(due)
      },
    },
    {
      id: 'amount',
      head: w.amount,
      width: 'minmax(8rem, 1fr)',
      end: true,
      card: 'none',
      cell: (it) =>
        forms.money(
          it.dues.reduce((sum, due) => sum + due.amountMinor, 0),
          it.currency,
        ),
    },
    {
      id: 'open',
      head: w.open,
      width: 'minmax(8rem, 1fr)',
      end: true,
      card: 'aside',
      cell: (it) =>
        it.openMinor === 0 ? (
          <Text span size="sm" c="dimmed">
            {it.withdrawnOn ? w.withdrawn : w.settled}
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
    />
  )
}
