// The inbox of payments: each line with whose it may be and why; Enter takes the proposal, s splits, x puts aside, u undoes. Bank files
// are dropped here, and money marked as settling all is answered here.

import { Alert, Box, Button, FileButton, Group, SegmentedControl, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBuildingBank, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { once, useAsk, useDo, usePages } from '../api.ts'
import { BankLine, type Line } from '../ui/bank-line.tsx'
import { SplitDialog } from '../ui/bank-split.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, Loading } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { bankWords } from '../words/bank.ts'
import { shellWords } from '../words/shell.ts'
import { InFull } from './bank/in-full.tsx'
import { Returned } from './bank/returned.tsx'
import { BankTable } from './bank/table.tsx'

type State = 'open' | 'booked' | 'ignored'

export default function BankPage() {
  const w = useWords(bankWords)
  const forms = useForms()
  const may = useMay('collector')
  const all = useQueryClient()
  const [state, setState] = useState<State>('open')
  const [over, setOver] = useState(false)
  const counts = useAsk('GET /v1/bank-lines', { query: { limit: 1 } }).data?.counts
  const upload = useMutation({
    mutationFn: async (file: File) =>
      once('POST /v1/imports/bank', {
        query: { fileName: file.name },
        file: new Uint8Array(await file.arrayBuffer()),
      }),
    onSuccess: (it) => {
      notifications.show({ message: it.known ? w.takenBefore : w.taken(it.fresh, it.knownLines) })
      void all.invalidateQueries()
    },
  })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file && may) upload.mutate(file)
  }
  const labels = counts && {
    open: w.open(forms.count(counts.waiting + counts.unapplied)),
    booked: w.booked(forms.count(counts.booked)),
    ignored: w.ignored(forms.count(counts.ignored)),
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Page
        title={w.title}
        says={w.titleSays}
        actions={
          may && (
            <FileButton onChange={(file) => file && upload.mutate(file)}>
              {(props) => (
                <Button {...props} loading={upload.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
                  {w.file}
                </Button>
              )}
            </FileButton>
          )
        }
      >
        {over && <Alert variant="light">{w.drop}</Alert>}
        {upload.isPending && <Text role="status">{w.reading}</Text>}
        {upload.error && upload.variables && isTable(upload.variables) ? (
          <BankTable key={upload.variables.name} file={upload.variables} close={() => upload.reset()} />
        ) : (
          upload.error && <NotRead error={upload.error} />
        )}
        <Returned />
        <InFull />
        {labels && (
          <SegmentedControl
            value={state}
            onChange={(it) => setState(it as State)}
            data={(['open', 'booked', 'ignored'] as const).map((it) => ({ value: it, label: labels[it] }))}
            style={{ alignSelf: 'flex-start' }}
          />
        )}
        <Lines key={state} state={state} />
        <Statements />
      </Page>
    </Box>
  )
}

/** What the server says of such a file names options of the terminal. */
function NotRead({ error }: { error: Error }) {
  const w = useWords(bankWords)
  if (!(error instanceof DunwellProblem) || error.facts.code !== 'bank.unknown') return <Failed error={error} />
  return (
    <Alert color="rust" variant="light" title={w.unknownFile} role="alert">
      {w.unknownFix}
    </Alert>
  )
}

/** What may be a table whose columns a person can name. */
function isTable({ name }: File): boolean {
  return /\.(csv|tsv|txt|xlsx|xlsm|xls|ods)$/i.test(name)
}

function Lines({ state }: { state: State }) {
  const w = useWords(bankWords)
  const s = useWords(shellWords)
  const [at, setAt] = useState(0)
  const [splitting, setSplitting] = useState<Line>()
  const [last, setLast] = useState<string>()
  const its = usePages('GET /v1/bank-lines', { query: { state, limit: 30 } })
  const accept = useDo('POST /v1/bank-lines/{id}/accept')
  const ignore = useDo('POST /v1/bank-lines/{id}/ignore')
  const undo = useDo('POST /v1/bank-lines/{id}/undo')
  const may = useMay('collector')
  const rows = its.rows ?? []
  const here = rows[Math.min(at, rows.length - 1)]
  const failed = (error: Error) => notifications.show({ color: 'rust', message: error.message })
  const undoIt = (id: string) =>
    undo.mutate(
      { params: { id }, body: {} },
      {
        onError: failed,
        onSuccess: () => {
          setLast(undefined)
          notifications.show({ message: w.undone })
        },
      },
    )
  const done = (id: string, says: string) => {
    setLast(id)
    notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          {says}
          <Button size="compact-xs" variant="default" onClick={() => undoIt(id)}>
            {s.undo}
          </Button>
        </Group>
      ),
    })
  }
  const take = (line: Line, proposal: number) =>
    accept.mutate(
      { params: { id: line.id }, body: { proposal } },
      {
        onError: failed,
        onSuccess: (it) => done(line.id, w.accepted(it.parts.map((one) => one.name).join(', '))),
      },
    )
  const putAside = (line: Line) =>
    ignore.mutate(
      { params: { id: line.id }, body: { because: w.asideBecause } },
      { onError: failed, onSuccess: () => done(line.id, w.asideDone) },
    )
  const move = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by))
    setAt(next)
    document.getElementById(rows[next]?.id ?? '')?.scrollIntoView({ block: 'nearest' })
  }
  const open = state === 'open' && may
  useKeys([
    { key: 'j', says: s.keyMove, run: () => move(1) },
    { key: 'k', says: s.keyMove, run: () => move(-1) },
    { key: 'Enter', says: w.keyAccept, run: () => open && here?.proposals[0] && take(here, 1) },
    { key: 's', says: w.keySplit, run: () => open && here && setSplitting(here) },
    { key: 'x', says: w.keyAside, run: () => open && here && putAside(here) },
    { key: 'u', says: w.keyUndo, run: () => (last ? undoIt(last) : !open && here && may && undoIt(here.id)) },
  ])
  if (its.error) return <Failed error={its.error} again={its.again} />
  if (!its.rows) return <Loading lines={8} />
  if (rows.length === 0)
    return (
      <Box className="paper">
        <Empty
          icon={IconBuildingBank}
          title={state === 'open' ? w.empty : state === 'booked' ? w.noneBooked : w.noneIgnored}
          says={state === 'open' ? w.emptySays : w.drop}
        />
      </Box>
    )
  return (
    <Box className="paper bank-lines">
      {rows.map((it, i) => (
        <BankLine
          key={it.id}
          it={it}
          here={i === Math.min(at, rows.length - 1)}
          busy={
            (accept.isPending && accept.variables.params.id === it.id) ||
            (undo.isPending && undo.variables.params.id === it.id)
          }
          accept={(proposal) => take(it, proposal)}
          split={() => setSplitting(it)}
          aside={() => putAside(it)}
          undo={() => undoIt(it.id)}
        />
      ))}
      {its.more && (
        <Box p="sm">
          <Button variant="default" size="xs" onClick={its.fetchMore} loading={its.fetching}>
            {s.more}
          </Button>
        </Box>
      )}
      {splitting && <SplitDialog line={splitting} close={() => setSplitting(undefined)} />}
    </Box>
  )
}

const end = { base: 'left', sm: 'right' } as const

function Statements() {
  const w = useWords(bankWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/bank/statements', { query: { limit: 10 } })
  if (!data || data.items.length === 0) return null
  const sum = (minor: number | undefined, currency: string) => (minor === undefined ? '' : forms.money(minor, currency))
  return (
    <Paper title={w.statements} flush>
      <div className="stacking">
        <Table className="report-table stacked" aria-label={w.statements}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{w.account}</Table.Th>
              <Table.Th scope="col">{w.days}</Table.Th>
              <Table.Th scope="col" ta="right">
                {w.opening}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {w.closing}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {w.lines}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {w.fresh}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map((it, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one file may hold two statements alike
              <Table.Tr key={`${it.importId} ${i}`}>
                <Table.Td>
                  {it.account}
                  <Text size="xs" c="dimmed" className="theirs">
                    {it.file ?? it.fileName}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {it.from && forms.day(it.from)}
                  {it.until && it.until !== it.from && ` – ${forms.day(it.until)}`}
                </Table.Td>
                <Table.Td ta={end} className="figure" visibleFrom="sm">
                  {sum(it.openingMinor, it.currency)}
                </Table.Td>
                <Table.Td ta={end} className="figure" data-says={w.closing}>
                  {sum(it.closingMinor, it.currency)}
                </Table.Td>
                <Table.Td ta={end} visibleFrom="sm">
                  {forms.count(it.entries)}
                </Table.Td>
                <Table.Td ta={end} data-says={w.fresh}>
                  {forms.count(it.fresh)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  )
}
