// Import: drop any file, see what was understood, correct it, see what it would make, take it in; and what was taken in before, each
// to be taken back as a whole.

import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { Drop } from '../ui/drop.tsx'
import { takeUp } from '../ui/handed.ts'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Failed, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { importWords } from '../words/import.ts'
import { shellWords } from '../words/shell.ts'
import { ListImport } from './import/list.tsx'
import { MoneyImport } from './import/money.tsx'
import { Document, Unknown } from './import/other.tsx'

export type Looked = Answer<'POST /v1/uploads'>
const historyShown = 12
const bytesMax = 64 * 1024 * 1024

export default function ImportsPage() {
  const w = useWords(importWords)
  const may = useMay('collector')
  const upload = useDo('POST /v1/uploads')
  const [files, setFiles] = useState<readonly File[]>([])
  const [looked, setLooked] = useState<Looked>()
  const [large, setLarge] = useState(false)
  const [file, ...rest] = files
  const look = async (all: readonly File[]) => {
    const [first] = all
    setFiles(all)
    setLooked(undefined)
    setLarge(false)
    upload.reset()
    if (!first) return
    if (first.size > bytesMax) return setLarge(true)
    const bytes = new Uint8Array(await first.arrayBuffer())
    upload.mutate({ query: { fileName: first.name.slice(-200) }, file: bytes }, { onSuccess: setLooked })
  }
  // What was dropped on another page is taken up here.
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const handed = takeUp()
    if (handed.length > 0) void look(handed)
  })
  const next = () => void look(rest)
  const shown = { file: file!, next, last: rest.length === 0 }
  return (
    <Page title={w.title} says={w.says}>
      {may && !looked && (
        <Drop
          title={w.drop}
          says={w.dropSays}
          choose={w.choose}
          busy={upload.isPending ? w.reading : undefined}
          onFiles={(all) => void look(all)}
        />
      )}
      {large && <Text role="alert">{w.tooLarge}</Text>}
      {upload.error && <Failed error={upload.error} />}
      {looked && (
        <Group justify="space-between" gap="sm">
          <Stack gap={0}>
            <Text fw={640} size="lg" className="theirs">
              {file?.name ?? looked.fileName}
            </Text>
            <Text size="sm" c="dimmed">
              {w.whatOf[looked.what]}
              {(looked.what === 'bank' || looked.what === 'einvoice') && ` · ${looked.says}`}
              {rest.length > 0 && ` · ${w.waiting(rest.length)}`}
            </Text>
          </Stack>
          <Button variant="default" onClick={next}>
            {rest.length > 0 ? w.nextFile : w.another}
          </Button>
        </Group>
      )}
      {looked?.what === 'table' && <ListImport key={looked.id} looked={looked} {...shown} />}
      {(looked?.what === 'bank' || looked?.what === 'einvoice') && (
        <MoneyImport key={looked.id} looked={looked} {...shown} />
      )}
      {looked?.what === 'document' && <Document />}
      {looked?.what === 'unknown' && <Unknown looked={looked} />}
      {!looked && <History />}
    </Page>
  )
}

type Past = Answer<'GET /v1/imports'>['items'][number]

function History() {
  const w = useWords(importWords)
  const [many, setMany] = useState(historyShown)
  const ask = useAsk('GET /v1/imports', { query: { limit: 50 } })
  return (
    <Paper title={w.history} flush>
      <Shown ask={ask} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed" px="md" pb="md">
              {w.historyNone}
            </Text>
          ) : (
            <>
              <div className="stacking">
                <Table horizontalSpacing="md" className="stacked history">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{w.file}</Table.Th>
                      <Table.Th>{w.made}</Table.Th>
                      <Table.Th>{w.when}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.slice(0, many).map((it) => (
                      <PastLine key={it.id} it={it} />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              {items.length > many && (
                <Group p="sm" justify="center" style={{ borderTop: '1px solid var(--desk-line)' }}>
                  <Button size="compact-sm" variant="default" onClick={() => setMany(items.length)}>
                    {w.olderOnes(items.length - many)}
                  </Button>
                </Group>
              )}
            </>
          )
        }
      </Shown>
    </Paper>
  )
}

function PastLine({ it }: { it: Past }) {
  const w = useWords(importWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const may = useMay('collector')
  const undo = useDo('POST /v1/imports/{id}/undo')
  const back = () =>
    undo.mutate(
      { params: { id: it.id } },
      {
        onSuccess: () => notifications.show({ message: w.undone(it.fileName) }),
        onError: (error) => notifications.show({ title: s.failed, message: error.message, autoClose: 15_000 }),
      },
    )
  return (
    <Table.Tr>
      <Table.Td maw={280}>
        <Text className="theirs" fw={550} lineClamp={2}>
          {it.fileName}
        </Text>
        <Text size="xs" c="dimmed">
          {w.kinds[it.kind]}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{madeText(it, w, forms)}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" className="figure">
          {it.startedAt && forms.moment(it.startedAt)}
        </Text>
      </Table.Td>
      <Table.Td ta={{ base: 'left', sm: 'right' }}>
        {it.undoneAt !== null ? (
          <Badge variant="light" color="gray">
            {w.takenBack}
          </Badge>
        ) : (
          may && (
            <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={back}>
              {w.undo}
            </Button>
          )
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function madeText(it: Past, w: (typeof importWords)['en'], forms: ReturnType<typeof useForms>): string {
  if (it.endedAt === null) return w.running
  const counts = it.counts as {
    created?: { claims?: number; debtors?: number; credits?: number }
    payments?: number
    changed?: number
    problems?: number
    lines?: number
    knownLines?: number
  }
  if (it.kind === 'bank') return w.lines(forms.count(counts.lines ?? 0), forms.count(counts.knownLines ?? 0))
  const some = (count: number | undefined, says: string | ((count: number) => string)) =>
    count ? [`${forms.count(count)} ${typeof says === 'string' ? says : says(count)}`] : []
  const all = [
    ...some(counts.created?.claims, w.newClaims),
    ...some(counts.created?.debtors, w.newDebtors),
    ...some(counts.created?.credits, w.newCredits),
    ...some(counts.payments, w.payments),
    ...some(counts.changed, w.changed),
    ...some(counts.problems, w.problems),
  ]
  return all.length === 0 ? w.nothingNew : all.join(', ')
}
