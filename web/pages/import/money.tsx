// A bank's file or an e-invoice: what it tells before anything is kept, what only a person knows of a table, and taking it in.

import { Alert, Button, Group, Loader, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Answer, Ask } from '../../../src/http/client.ts'
import { useDo } from '../../api.ts'
import { Paper } from '../../ui/page.tsx'
import { Failed } from '../../ui/state.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { importWords } from '../../words/import.ts'
import type { Looked } from '../imports.tsx'

type Bank = Answer<'POST /v1/imports/bank'>
type Invoices = Answer<'POST /v1/imports/einvoice'>
type BankSaid = Pick<NonNullable<Ask<'POST /v1/imports/bank'>['query']>, 'dates' | 'currency' | 'account'>

export function MoneyImport({ looked, file }: { looked: Looked; file: File }) {
  return looked.what === 'bank' ? <BankImport file={file} /> : <InvoiceImport file={file} />
}

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

function BankImport({ file }: { file: File }) {
  const w = useWords(importWords)
  const ask = useDo('POST /v1/imports/bank')
  const [shown, setShown] = useState<Bank>()
  const [done, setDone] = useState<Bank>()
  const [said, setSaid] = useState<BankSaid>({})
  const send = async (preview: boolean, with_ = said) => {
    const filled = Object.fromEntries(Object.entries(with_).filter(([, value]) => value)) as BankSaid
    const query = { ...filled, fileName: file.name.slice(-200), preview: String(preview) as never }
    ask.mutate({ query, file: await bytesOf(file) }, { onSuccess: preview ? setShown : setDone })
  }
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void send(true)
  })
  const it = done ?? shown
  return (
    <Paper title={done ? undefined : w.preview}>
      <Stack gap="md">
        {ask.isPending && <Busy />}
        {ask.error && <Failed error={ask.error} />}
        {ask.error && (
          <Asked
            said={said}
            onSay={(next) => {
              setSaid(next)
              void send(true, next)
            }}
          />
        )}
        {done && <Done />}
        {it && <BankShown it={it} />}
        {it && !done && !it.known && (
          <Group>
            <Button size="md" loading={ask.isPending} onClick={() => void send(false)} disabled={it.fresh === 0}>
              {w.takePlain}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function Busy() {
  const w = useWords(importWords)
  return (
    <Group gap="sm" role="status">
      <Loader size="xs" />
      <Text>{w.reading}</Text>
    </Group>
  )
}

function Done() {
  const w = useWords(importWords)
  return (
    <Group gap="sm" role="status">
      <IconCircleCheck size={24} color="var(--mantine-primary-color-filled)" aria-hidden />
      <Text fw={620} size="lg">
        {w.done}
      </Text>
      <Button component={Link} to="/" variant="default" size="xs">
        {w.toToday}
      </Button>
    </Group>
  )
}

/** What a table of a bank may leave open. */
function Asked({ said, onSay }: { said: BankSaid; onSay: (next: BankSaid) => void }) {
  const w = useWords(importWords)
  const [it, setIt] = useState(said)
  const again = (event: FormEvent) => {
    event.preventDefault()
    onSay(it)
  }
  return (
    <form onSubmit={again}>
      <Stack gap="sm">
        <Text fw={600}>{w.bankAsk}</Text>
        <Group align="flex-end" gap="sm">
          <Select
            label={w.dates}
            value={it.dates ?? null}
            clearable
            data={Object.entries(w.orders).map(([value, label]) => ({ value, label }))}
            onChange={(dates) => setIt({ ...it, dates: (dates ?? undefined) as BankSaid['dates'] })}
          />
          <TextInput
            label={w.currency}
            w={90}
            maxLength={3}
            value={it.currency ?? ''}
            onChange={(event) => setIt({ ...it, currency: event.currentTarget.value.toUpperCase() })}
          />
          <TextInput
            label={w.bankAccount}
            w={260}
            value={it.account ?? ''}
            onChange={(event) => setIt({ ...it, account: event.currentTarget.value })}
          />
          <Button type="submit">{w.lookAgain}</Button>
        </Group>
      </Stack>
    </form>
  )
}

function BankShown({ it }: { it: Bank }) {
  const w = useWords(importWords)
  const forms = useForms()
  if (it.known) return <Text>{w.known}</Text>
  return (
    <Stack gap="sm">
      <Text>
        {w.lines(forms.count(it.fresh), forms.count(it.knownLines))}. {w.incoming(forms.count(it.incoming))}.
      </Text>
      <div className="stacking">
        <Table className="stacked">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{w.account}</Table.Th>
              <Table.Th>{w.from}</Table.Th>
              <Table.Th>{w.until}</Table.Th>
              <Table.Th ta="right">{w.moneyIn}</Table.Th>
              <Table.Th ta="right">{w.moneyOut}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {it.statements.map((one) => (
              <Table.Tr key={`${one.file} ${one.account} ${one.number} ${one.from}`}>
                <Table.Td className="theirs">{one.account}</Table.Td>
                <Table.Td className="figure" data-says={w.from}>
                  {one.from && forms.day(one.from)}
                </Table.Td>
                <Table.Td className="figure" data-says={w.until}>
                  {one.until && forms.day(one.until)}
                </Table.Td>
                <Table.Td ta={{ base: 'left', sm: 'right' }} className="figure" data-says={w.moneyIn}>
                  {forms.money(one.inMinor, one.currency)}
                </Table.Td>
                <Table.Td ta={{ base: 'left', sm: 'right' }} className="figure" data-says={w.moneyOut}>
                  {forms.money(one.outMinor, one.currency)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  )
}

function InvoiceImport({ file }: { file: File }) {
  const w = useWords(importWords)
  const ask = useDo('POST /v1/imports/einvoice')
  const [shown, setShown] = useState<Invoices>()
  const [done, setDone] = useState<Invoices>()
  const send = async (preview: boolean) => {
    const query = { fileName: file.name.slice(-200), preview: String(preview) as never }
    ask.mutate({ query, file: await bytesOf(file) }, { onSuccess: preview ? setShown : setDone })
  }
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void send(true)
  })
  const it = done ?? shown
  const any = it?.invoices.some((one) => one.became === 'new' || one.became === 'changed') ?? false
  return (
    <Paper title={done ? undefined : w.preview}>
      <Stack gap="md">
        {ask.isPending && <Busy />}
        {ask.error && <Failed error={ask.error} />}
        {done && <Done />}
        {it?.known && <Text>{w.known}</Text>}
        {it && it.invoices.length > 0 && <InvoiceTable it={it} />}
        {it?.refused.map((one) => (
          <Alert key={String(one.says)} color="amber" variant="light" title={w.whatOf.unknown} role="alert">
            <Text size="sm" className="theirs">
              <Told text={`${String(one.says)} ${String(one.fix)}`} />
            </Text>
          </Alert>
        ))}
        {it && !done && !it.known && it.invoices.length > 0 && (
          <Group>
            <Button size="md" loading={ask.isPending} disabled={!any} onClick={() => void send(false)}>
              {w.takePlain}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function InvoiceTable({ it }: { it: Invoices }) {
  const w = useWords(importWords)
  const forms = useForms()
  return (
    <div className="stacking">
      <Table className="stacked">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{w.invoiceNo}</Table.Th>
            <Table.Th>{w.invoiceTo}</Table.Th>
            <Table.Th ta="right">{w.amount}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {it.invoices.map((one) => (
            <Table.Tr key={one.number}>
              <Table.Td fw={600} className="theirs">
                {one.number}
              </Table.Td>
              <Table.Td className="theirs">{one.customer}</Table.Td>
              <Table.Td ta={{ base: 'left', sm: 'right' }} className="figure">
                {forms.money(one.amountMinor, one.currency)}
              </Table.Td>
              <Table.Td>
                {w.became[one.became]}
                {one.problem && (
                  <Text size="sm" c="dimmed" className="theirs">
                    {String(one.problem.says)} {String(one.problem.fix)}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
