// Documents: what is filed, found by name or number and looked at; PDFs dropped and filed by the number in them; and what fits nowhere,
// filed where a person says.

import { Anchor, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { DocumentDialog } from '../ui/documents.tsx'
import { Drop } from '../ui/drop.tsx'
import { type DocumentKind, documentKinds } from '../ui/filing.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed, Shown } from '../ui/state.tsx'
import { useForms, useWords } from '../ui/tongue.tsx'
import { documentWords } from '../words/documents.ts'
import { shellWords } from '../words/shell.ts'
import { PrintLetters } from './documents-letters.tsx'

type Filed = Answer<'GET /v1/documents'>['items'][number]
interface LeftOver {
  readonly file: File
  readonly says: string
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

export default function DocumentsPage() {
  const w = useWords(documentWords)
  const may = useMay('collector')
  const add = useDo('POST /v1/documents')
  const [busy, setBusy] = useState<string>()
  const [left, setLeft] = useState<readonly LeftOver[]>([])
  const take = async (files: readonly File[]) => {
    for (const [i, file] of files.entries()) {
      setBusy(w.reading(i + 1, files.length))
      try {
        const query = { fileName: file.name.slice(-200) }
        const it = await add.mutateAsync({ query, file: await bytesOf(file) })
        if (it.known) notifications.show({ message: w.known(file.name) })
        else if (it.filed) notifications.show({ message: w.filed(file.name, it.filed.claim ?? it.filed.customer) })
        else if (it.leftOver) {
          const { says } = it.leftOver
          setLeft((before) => [...before, { file, says }])
        }
      } catch (error) {
        notifications.show({ title: file.name, message: (error as Error).message, autoClose: 15_000 })
      }
    }
    setBusy(undefined)
  }
  const drop = (it: LeftOver) => setLeft((before) => before.filter((one) => one !== it))
  return (
    <Page title={w.title} says={w.says}>
      {may && (
        <Drop
          small
          title={w.drop}
          says={w.dropSays}
          choose={w.choose}
          accept="application/pdf"
          busy={busy}
          onFiles={(files) => void take(files)}
        />
      )}
      {left.length > 0 && (
        <Paper title={w.left} flush>
          <Text size="sm" c="dimmed" px="md" pb="xs">
            {w.leftSays}
          </Text>
          {left.map((it) => (
            <ByHand key={`${it.file.name} ${it.file.size} ${it.file.lastModified}`} it={it} done={() => drop(it)} />
          ))}
        </Paper>
      )}
      <All />
      <PrintLetters />
    </Page>
  )
}

function ByHand({ it, done }: { it: LeftOver; done: () => void }) {
  const w = useWords(documentWords)
  const add = useDo('POST /v1/documents')
  const [claim, setClaim] = useState('')
  const [kind, setKind] = useState<DocumentKind>('invoice')
  const file = async (event: FormEvent) => {
    event.preventDefault()
    if (claim.trim() === '') return
    const query = { fileName: it.file.name.slice(-200), claim: claim.trim(), kind }
    add.mutate({ query, file: await bytesOf(it.file) }, { onSuccess: done })
  }
  return (
    <form onSubmit={file} style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Stack px="md" py="sm" gap="xs">
        <Text fw={600} className="theirs">
          {it.file.name}
        </Text>
        <Text size="sm" c="dimmed" className="theirs">
          {it.says}
        </Text>
        <Group align="flex-end" gap="sm">
          <TextInput label={w.number} value={claim} onChange={(event) => setClaim(event.currentTarget.value)} />
          <Select
            label={w.what}
            w={190}
            value={kind}
            data={documentKinds.map((value) => ({ value, label: w.kinds[value]! }))}
            onChange={(value) => value && setKind(value as DocumentKind)}
          />
          <Button type="submit" loading={add.isPending}>
            {w.fileIt}
          </Button>
          <Button variant="subtle" color="gray" onClick={done}>
            {w.leave}
          </Button>
        </Group>
        {add.error && <Failed error={add.error} />}
      </Stack>
    </form>
  )
}

function All() {
  const w = useWords(documentWords)
  const s = useWords(shellWords)
  const [words, setWords] = useState('')
  const [limit, setLimit] = useState(50)
  const [q] = useDebouncedValue(words.trim(), 250)
  const ask = useAsk('GET /v1/documents', { query: { limit, ...(q !== '' && { q }) } })
  const [shown, show] = useState<Filed>()
  return (
    <Paper
      title={w.title}
      aside={
        <TextInput
          aria-label={w.find}
          placeholder={w.find}
          w={{ base: '100%', xs: 260 }}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      }
      flush
    >
      <Shown ask={ask} lines={8}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={q === '' ? w.none : w.noMatch} says={q === '' ? w.noneSays : w.noMatchSays} />
          ) : (
            <>
              <div className="stacking">
                <Table horizontalSpacing="md" className="stacked history">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{w.file}</Table.Th>
                      <Table.Th>{w.under}</Table.Th>
                      <Table.Th>{w.when}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.map((it) => (
                      <Line key={it.id} it={it} onShow={() => show(it)} />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              {next !== undefined && limit < 500 && (
                <Group p="md" justify="center">
                  <Button
                    variant="default"
                    loading={ask.isFetching}
                    onClick={() => setLimit(Math.min(500, limit + 150))}
                  >
                    {s.more}
                  </Button>
                </Group>
              )}
            </>
          )
        }
      </Shown>
      <DocumentDialog it={shown} close={() => show(undefined)} />
    </Paper>
  )
}

function Line({ it, onShow }: { it: Filed; onShow: () => void }) {
  const w = useWords(documentWords)
  const forms = useForms()
  const may = useMay('collector')
  const withdraw = useDo('POST /v1/documents/{id}/withdraw')
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Anchor component="button" type="button" onClick={onShow} c="inherit" fw={600} ta="left" className="theirs">
          {it.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {w.kinds[it.kind] ?? it.kind}
        </Text>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/cases/${it.debtor.id}` as never} c="inherit" className="theirs">
          {it.debtor.name}
        </Anchor>
        {it.claim !== null && (
          <Text size="xs" c="dimmed" className="theirs">
            {it.claim}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="figure">{forms.moment(it.at)}</Table.Td>
      <Table.Td ta={{ base: 'left', sm: 'right' }}>
        {may && (
          <Button
            size="compact-sm"
            variant="default"
            loading={withdraw.isPending}
            onClick={() =>
              withdraw.mutate(
                { params: { id: it.id } },
                { onSuccess: () => notifications.show({ message: w.withdrawn(it.name) }) },
              )
            }
          >
            {w.withdraw}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
