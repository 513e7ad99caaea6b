// A table of a report: what columns hold decides how a cell is written. Currencies stand in groups of their own, each with its sums; on
// a narrow screen a row is a few lines, with what it is about and its chief figure first. A CSV has all of it.

import { Anchor, Box, Button, Group, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode, useState } from 'react'
import type { Column, Row } from '../../src/core/report.ts'
import type { Answer } from '../../src/http/client.ts'
import { reportWords } from '../words/reports.ts'
import { shellWords } from '../words/shell.ts'
import { stepName } from '../words/steps.ts'
import { Paper } from './page.tsx'
import { type Forms, useForms, useLanguage, useWords } from './tongue.tsx'

export type ReportFacts = Answer<'GET /v1/reports/tables/{name}'>
export type TableFacts = ReportFacts['more'][number]

const atOnce = 100
// What others wrote, as long as it may be.
const longTexts = new Set(['customer', 'cause', 'at_rate'])
/** What is said beneath another column rather than in one of its own, so that a row has room. */
const beneath: Readonly<Record<string, readonly string[]>> = {
  customer: ['no'],
  amount: ['what'],
  step: ['how', 'step_on', 'days'],
}

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/
const isText = (one: Column) => one.kind === 'text' || one.kind === 'day'

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

/** Which columns stand beside each other, which beneath them, what a row is about and what its chief figure is. */
function layout(it: TableFacts, grouped: boolean, chief: string | undefined) {
  const there = (it.columns as unknown as Column[]).filter((one) => !one.quiet && !(one.id === 'currency' && grouped))
  const under = (id: string) =>
    (beneath[id] ?? []).flatMap((lower) => there.find((one) => one.id === lower && one.kind !== 'ratio') ?? [])
  const lowered = new Set(there.flatMap((one) => under(one.id)).map((one) => one.id))
  // A column in which nothing stands, or only that money came, says nothing.
  const says = (one: Column) =>
    it.rows.some((row) => row[one.id] != null && !(one.id === 'what' && row.what === 'came'))
  const columns = there.filter((one) => !lowered.has(one.id) && says(one))
  const title =
    columns.find((one) => one.id === 'customer') ??
    columns.find((one) => isText(one) && one.id !== 'currency') ??
    columns.find(isText)
  const lead =
    columns.find((one) => one.id === chief) ??
    columns.find((one) => one.kind === 'money') ??
    columns.find((one) => !isText(one))
  return { columns, under, title: title?.id, lead: lead?.id }
}

export function ReportTable({
  it,
  title,
  currency,
  chief,
  rowsInAll,
  onCsv,
}: {
  it: TableFacts
  title: string
  currency: string | undefined
  /** The column that counts most: it stands first where there is no room for all. */
  chief?: string | undefined
  rowsInAll: number
  onCsv: () => void
}) {
  const w = useWords(reportWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const [many, setMany] = useState(atOnce)
  const fitting = (row: Row) => currency === undefined || row.currency === undefined || row.currency === currency
  const rows = it.rows.filter(fitting)
  const totals = it.totals.filter(fitting)
  const used = [...new Set(it.rows.map((row) => row.currency).filter((one) => typeof one === 'string'))]
  const only = currency ?? (used.length === 1 ? String(used[0]) : undefined)
  // One row for each currency needs no groups.
  const grouped = only !== undefined || rows.length > used.length
  const shape = layout(it, grouped, chief)
  const groups =
    only === undefined && grouped ? [...Map.groupBy(rows, (row) => row.currency)] : [[undefined, rows] as const]
  let left = many
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
      <Box className="report-scroll" tabIndex={0} role="region" aria-label={title}>
        <Table className="report-table report-cards" fz="sm" horizontalSpacing={10}>
          <Heads columns={shape.columns} />
          {groups.map(([name, some]) => {
            const shown = some.slice(0, Math.max(0, left))
            left -= some.length
            const sums = totals.filter((row) => name === undefined || row.currency === name)
            return (
              <Table.Tbody key={String(name)}>
                {name !== undefined && (
                  <Table.Tr className="report-group">
                    <Table.Th scope="rowgroup" colSpan={shape.columns.length}>
                      {name}
                    </Table.Th>
                  </Table.Tr>
                )}
                {shown.map((row, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows of a report have no names and do not move
                  <Line key={i} row={row} {...shape} />
                ))}
                {some.length > 1 &&
                  rows.length > totals.length &&
                  sums.map((row) => <Sums key={String(row.currency)} row={row} {...shape} />)}
              </Table.Tbody>
            )
          })}
        </Table>
      </Box>
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

type Shape = ReturnType<typeof layout>

function Heads({ columns }: { columns: readonly Column[] }) {
  const w = useWords(reportWords)
  return (
    <Table.Thead>
      <Table.Tr>
        {columns.map((one) => (
          <Table.Th key={one.id} ta={isText(one) ? 'left' : 'right'} scope="col">
            {w.term(one.title)}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  )
}

/** Where a cell stands on a narrow screen. */
const placeOf = (one: Column, { title, lead }: Shape) =>
  one.id === title ? 'title' : one.id === lead ? 'lead' : 'rest'

function Line({ row, ...shape }: { row: Row } & Shape) {
  const forms = useForms()
  const w = useWords(reportWords)
  return (
    <Table.Tr>
      {shape.columns.map((one) => (
        <Table.Td
          key={one.id}
          ta={isText(one) ? 'left' : 'right'}
          className={longTexts.has(one.id) ? 'theirs' : isText(one) && one.kind !== 'day' ? 'capital' : 'figure'}
          data-place={placeOf(one, shape)}
          data-empty={(row[one.id] ?? null) === null || undefined}
          data-says={w.term(one.title)}
        >
          <Cell one={one} row={row} />
          <Beneath of={shape.under(one.id)} row={row} forms={forms} />
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function Cell({ one, row }: { one: Column; row: Row }): ReactNode {
  const forms = useForms()
  const language = useLanguage()
  const w = useWords(reportWords)
  const said = figure(one, row, forms)
  if (one.id === 'customer' && typeof row.debtor === 'string')
    return (
      <Anchor component={Link} to={`/cases/${row.debtor}` as never} c="inherit" inherit>
        {said}
      </Anchor>
    )
  if (one.id === 'claims')
    // Between numbers a line may break, within one never.
    return w
      .term(said)
      .split(', ')
      .map((number, i) => (
        <Fragment key={number}>
          {i > 0 && ', '}
          <span className="figure">{number}</span>
        </Fragment>
      ))
  if (!isText(one)) return said
  if (one.id === 'age' && /\d/.test(said)) return w.aged(said.replace('-', '–'))
  return one.id === 'step' && said !== '' ? stepName(language, said) : w.term(said)
}

function Beneath({ of, row, forms }: { of: readonly Column[]; row: Row; forms: Forms }) {
  const w = useWords(reportWords)
  const language = useLanguage()
  const said = of.flatMap((one) => {
    const text = figure(one, row, forms)
    // That money came is said by its sum.
    if (text === '' || (one.id === 'what' && text === 'came')) return []
    if (one.id === 'no') return [w.number(text)]
    if (one.kind === 'days') return [w.daysBefore(Number(row[one.id]))]
    return [one.id === 'how' ? stepName(language, text.replaceAll(' ', '_')) : w.term(text)]
  })
  if (said.length === 0) return null
  // A single word has room beside.
  const beside = of.length === 1 && of[0]!.id === 'how'
  return (
    <span className="report-beneath" data-beside={beside || undefined}>
      {said.join(' · ')}
    </span>
  )
}

function Sums({ row, ...shape }: { row: Row } & Shape) {
  const w = useWords(reportWords)
  const forms = useForms()
  return (
    <Table.Tr className="report-sum">
      {shape.columns.map((one, i) => {
        const first = i === 0 && (isText(one) || row[one.id] === undefined)
        const said = first ? w.total : figure(one, row, forms)
        return (
          <Table.Td
            key={one.id}
            ta={isText(one) ? 'left' : 'right'}
            className="figure"
            data-place={first ? 'title' : one.id === shape.lead ? 'lead' : 'rest'}
            data-empty={said === '' || undefined}
            data-says={w.term(one.title)}
          >
            {said}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}
