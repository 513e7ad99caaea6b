// A table of a report: what columns hold decides how a cell is written; sums stand under it by currency, and a CSV has all of it.

import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Column, Row } from '../../src/core/report.ts'
import type { Answer } from '../../src/http/client.ts'
import { reportNames, reportWords, term } from '../words/reports.ts'
import { shellWords } from '../words/shell.ts'
import { stepName } from '../words/steps.ts'
import { Paper } from './page.tsx'
import { type Forms, useForms, useLanguage, useWords } from './tongue.tsx'

export type ReportFacts = Answer<'GET /v1/reports/tables/{name}'>
export type TableFacts = ReportFacts['more'][number]

const atOnce = 100
// What others wrote, as long as it may be.
const longTexts = new Set(['customer', 'cause', 'claims', 'at_rate', 'what'])

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/

/** A figure of a column as a person reads it; `currency` is said beside money only where it is not said elsewhere. */
export function figure(column: Column, row: Row, forms: Forms): string {
  const cell = row[column.id] ?? null
  if (cell === null) return ''
  if (typeof cell === 'string') {
    if (column.kind === 'day') return forms.day(cell)
    return isMonth.test(cell) ? forms.month(cell) : cell
  }
  if (column.kind === 'money') return forms.money(cell, String(row.currency)).split('\u00a0')[0]!
  if (column.kind === 'ratio' && column.unit === '%') return forms.percent(cell / 100)
  // The number of a customer is a name, not a quantity.
  return column.kind === 'text' ? String(cell) : forms.count(cell)
}

export function ReportTable({
  it,
  currency,
  rowsInAll,
  onCsv,
}: {
  it: TableFacts
  currency: string | undefined
  rowsInAll: number
  onCsv: () => void
}) {
  const w = useWords(reportWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const language = useLanguage()
  const [many, setMany] = useState(atOnce)
  const fitting = (row: Row) => currency === undefined || row.currency === undefined || row.currency === currency
  const rows = it.rows.filter(fitting)
  const totals = it.totals.filter(fitting)
  const used = [...new Set(it.rows.map((row) => row.currency).filter((one) => typeof one === 'string'))]
  const only = currency ?? (used.length === 1 ? String(used[0]) : undefined)
  const columns = (it.columns as unknown as Column[]).filter(
    (one) => !one.quiet && !(one.id === 'currency' && only !== undefined),
  )
  const isText = (one: Column) => one.kind === 'text' || one.kind === 'day'
  const title = language === 'de' ? (reportNames.de[it.name]?.title ?? term(language, it.title)) : it.title
  const words = (one: Column, row: Row) => {
    const said = figure(one, row, forms)
    return one.id === 'step' && said !== '' ? stepName(language, said) : term(language, said)
  }
  return (
    <Paper
      title={title}
      flush
      aside={
        <Group gap="sm">
          {only && (
            <Text size="sm" c="dimmed">
              {w.in(only)}
            </Text>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={onCsv}
            aria-label={w.csvSays(title)}
          >
            {w.csv}
          </Button>
        </Group>
      }
    >
      <Table.ScrollContainer
        minWidth={Math.min(1100, 110 * columns.length)}
        type="native"
        tabIndex={0}
        aria-label={title}
      >
        <Table className="report-table">
          <Table.Thead>
            <Table.Tr>
              {columns.map((one) => (
                <Table.Th key={one.id} ta={isText(one) ? 'left' : 'right'} scope="col">
                  {term(language, one.title)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, many).map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a report have no names and do not move
              <Table.Tr key={i}>
                {columns.map((one) => (
                  <Table.Td
                    key={one.id}
                    ta={isText(one) ? 'left' : 'right'}
                    className={isText(one) && longTexts.has(one.id) ? 'theirs' : 'figure'}
                  >
                    {one.id === 'customer' && typeof row.debtor === 'string' ? (
                      <Anchor component={Link} to={`/cases/${row.debtor}` as never} c="inherit" size="sm">
                        {figure(one, row, forms)}
                      </Anchor>
                    ) : isText(one) ? (
                      words(one, row)
                    ) : (
                      figure(one, row, forms)
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          {totals.length > 0 && rows.length > totals.length && (
            <Table.Tfoot>
              {totals.map((row) => (
                <Table.Tr key={String(row.currency)}>
                  {columns.map((one, i) => (
                    <Table.Td key={one.id} ta={isText(one) ? 'left' : 'right'} className="figure" fw={650}>
                      {i === 0 && (isText(one) || row[one.id] === undefined)
                        ? `${w.total}${one.id === 'currency' && row.currency ? ` ${row.currency}` : ''}`
                        : figure(one, row, forms)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tfoot>
          )}
        </Table>
      </Table.ScrollContainer>
      {(rows.length > many || rowsInAll > it.rows.length) && (
        <Group px="md" py="xs" justify="space-between" style={{ borderTop: '1px solid var(--desk-line)' }}>
          <Text size="sm" c="dimmed">
            {w.shown(
              forms.count(Math.min(many, rows.length)),
              forms.count(currency === undefined ? rowsInAll : rows.length),
            )}
          </Text>
          {rows.length > many && (
            <Button size="compact-sm" variant="default" onClick={() => setMany(many + atOnce * 5)}>
              {s.more}
            </Button>
          )}
        </Group>
      )}
    </Paper>
  )
}
