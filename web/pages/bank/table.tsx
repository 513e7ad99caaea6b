// A bank's table that was not recognised: its rows as they stand, which of them names the columns, and what each column is; looked at
// before anything is kept. What was said is kept with the columns for the next file.

import { Button, Group, Radio, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import type { Answer, Ask } from '../../../src/http/client.ts'
import { dunwell, once, queries } from '../../api.ts'
import { Paper } from '../../ui/page.tsx'
import { Failed, Loading } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { bankWords } from '../../words/bank.ts'

type Look = Answer<'POST /v1/imports/bank/look'>
type Taken = Answer<'POST /v1/imports/bank'>
type Query = NonNullable<Ask<'POST /v1/imports/bank'>['query']>
type Dates = Query['dates']

const shownRows = 12

export function BankTable({ file, close }: { file: File; close: () => void }) {
  const w = useWords(bankWords)
  const forms = useForms()
  const [look, setLook] = useState<Look>()
  const [line, setLine] = useState<number | null>(null)
  /** By the name of a column. */
  const [said, say] = useState<Readonly<Record<string, string>>>({})
  const [currency, setCurrency] = useState('')
  const [account, setAccount] = useState('')
  const [dates, setDates] = useState<Dates>()
  const [shown, setShown] = useState<Taken>()
  const [failed, fail] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const bytes = async () => new Uint8Array(await file.arrayBuffer())
  const begin = async (sheet?: string) => {
    fail(undefined)
    try {
      const query = { fileName: file.name.slice(-200), ...(sheet !== undefined && { sheet }) }
      const found = await dunwell('POST /v1/imports/bank/look', { query, file: await bytes() })
      setLook(found)
      setLine(found.header ?? likely(found))
      say(
        Object.fromEntries(
          Object.entries(found.columns).flatMap(([field, names]) => names.map((name) => [name, field])),
        ),
      )
    } catch (error) {
      fail(error as Error)
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once for each file
  useEffect(() => void begin(), [file])
  if (failed && !look) return <Failed error={failed} />
  if (!look) return <Loading lines={5} />
  const header = look.rows.find((row) => row.line === line)
  const below = look.rows.filter((row) => line !== null && row.line > line)
  const fields = new Set(Object.values(said))
  const enough = fields.has('day') && (fields.has('amount') || fields.has('debit') || fields.has('credit'))
  const query = (preview: boolean): Query => {
    const mine = Object.entries(said).filter(([, field]) => field !== '')
    // What was known by itself and a person takes away is said to be none.
    const gone = Object.keys(look.columns).filter((field) => !fields.has(field))
    const map = [...mine.map(([name, field]) => `${field}=${name}`), ...gone.map((field) => `${field}=`)].join('\n')
    return {
      ...{ fileName: file.name.slice(-200), map, preview: String(preview) as never },
      ...(look.sheet !== null && { sheet: look.sheet }),
      ...(currency.trim() !== '' && { currency: currency.trim().toUpperCase() }),
      ...(account.trim() !== '' && { account: account.trim() }),
      ...(dates !== undefined && { dates }),
    }
  }
  const send = async (preview: boolean) => {
    setBusy(true)
    fail(undefined)
    try {
      const it = await once('POST /v1/imports/bank', {
        query: query(preview),
        file: await bytes(),
      })
      if (preview) return setShown(it)
      notifications.show({ message: it.known ? w.takenBefore : w.taken(it.fresh, it.knownLines) })
      await queries.invalidateQueries()
      close()
    } catch (error) {
      setShown(undefined)
      fail(error as Error)
    } finally {
      setBusy(false)
    }
  }
  const choose = (name: string, field: string) => {
    setShown(undefined)
    const others = Object.fromEntries(Object.entries(said).filter(([, one]) => one !== field || field === ''))
    say({ ...others, [name]: field })
  }
  const choices = [
    { value: '', label: `– ${w.tableIgnore}` },
    ...look.fields.map((field) => ({ value: field, label: w.fields[field] })),
  ]
  return (
    <Paper title={w.tableTitle}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          <span className="theirs">{file.name}</span>. {w.tableSays}
        </Text>
        {look.sheets.length > 1 && (
          <Select
            label={w.tableSheet}
            data={[...look.sheets]}
            value={look.sheet}
            onChange={(next) => next !== null && void begin(next)}
            maw={280}
          />
        )}
        <Radio.Group
          label={w.tableHeader}
          value={line === null ? '' : String(line)}
          onChange={(next) => {
            setLine(Number(next))
            setShown(undefined)
          }}
        >
          <Table.ScrollContainer minWidth={560} mt="xs" type="native" tabIndex={0} aria-label={w.tableHeader}>
            <Table>
              <Table.Tbody>
                {look.rows.slice(0, shownRows).map((row) => (
                  <Table.Tr key={row.line} fw={row.line === line ? 620 : undefined}>
                    <Table.Td w={110}>
                      <Radio value={String(row.line)} label={w.tableRow(row.line)} size="xs" />
                    </Table.Td>
                    {row.cells.slice(0, 10).map((cell, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a row never move
                      <Table.Td key={i} className="theirs" fz="sm" maw={220} style={{ overflowWrap: 'anywhere' }}>
                        {cell.slice(0, 60)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Radio.Group>
        {header && (
          <Stack gap="xs">
            <Text fw={620}>{w.tableColumns}</Text>
            <div className="stacking">
              <Table layout="fixed" className="stacked">
                <Table.Tbody>
                  {header.cells.map((name, i) =>
                    name.trim() === '' ? null : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                      <Table.Tr key={i}>
                        <Table.Td w={{ base: '100%', sm: '28%' }} className="theirs" fw={said[name] ? 620 : 400}>
                          {name}
                        </Table.Td>
                        <Table.Td w={{ base: '100%', sm: '36%' }} className="name" fz="sm">
                          {below
                            .slice(0, 2)
                            .map((row) => row.cells[i])
                            .filter(Boolean)
                            .join(' · ')}
                        </Table.Td>
                        <Table.Td>
                          <Select
                            aria-label={w.tableIs(name)}
                            data={choices}
                            value={said[name] ?? ''}
                            onChange={(field) => choose(name, field ?? '')}
                            searchable
                          />
                        </Table.Td>
                      </Table.Tr>
                    ),
                  )}
                </Table.Tbody>
              </Table>
            </div>
            <Group gap="sm" align="flex-end">
              <TextInput
                label={w.tableCurrency}
                value={currency}
                onChange={(event) => setCurrency(event.currentTarget.value)}
                placeholder="EUR"
                maxLength={3}
                w={90}
              />
              <TextInput
                label={w.tableAccount}
                value={account}
                onChange={(event) => setAccount(event.currentTarget.value)}
                w={260}
              />
              <Select
                label={w.tableDates}
                data={(['dmy', 'mdy', 'ymd'] as const).map((one) => ({ value: one, label: w.tableOrders[one] }))}
                value={dates ?? null}
                onChange={(next) => setDates((next ?? undefined) as Dates)}
                clearable
                w={180}
              />
            </Group>
          </Stack>
        )}
        {header && !enough && (
          <Text size="sm" c="dimmed">
            {w.tableNeeds}
          </Text>
        )}
        {failed && <Failed error={failed} />}
        {shown?.statements.map((one) => (
          <Text key={`${one.account} ${one.currency}`} role="status">
            {one.account}{' '}
            {w.tableFound(
              forms.count(one.entries),
              forms.money(one.inMinor, one.currency),
              forms.money(Math.abs(one.outMinor), one.currency),
            )}
          </Text>
        ))}
        {shown?.known && <Text role="status">{w.takenBefore}</Text>}
        <Group gap="xs">
          {shown && !shown.known ? (
            <Button loading={busy} onClick={() => void send(false)} disabled={shown.fresh === 0}>
              {w.tableTake}
            </Button>
          ) : (
            <Button loading={busy} onClick={() => void send(true)} disabled={!enough}>
              {w.tableLook}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {w.tableClose}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

/** The first row that is as wide as most: mostly the one with the names. */
function likely({ rows }: Look): number | null {
  const widths = Map.groupBy(rows, (row) => row.cells.filter((cell) => cell.trim() !== '').length)
  const [widest] = [...widths].sort(([, a], [, b]) => b.length - a.length)
  const width = widest?.[0] ?? 0
  return rows.find((row) => row.cells.filter((cell) => cell.trim() !== '').length >= width)?.line ?? null
}
