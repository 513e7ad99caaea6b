// A list of claims or customers: the questions it leaves open, its columns as guessed and corrected, what it would make, and taking it in.

import { Alert, Button, Group, Loader, Radio, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type Answer, type Ask, DunwellProblem } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { Paper } from '../../ui/page.tsx'
import { Failed } from '../../ui/state.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { importWords } from '../../words/import.ts'
import type { Looked } from '../imports.tsx'
import { Columns } from './columns.tsx'
import { Made } from './made.tsx'
import { Questions } from './questions.tsx'

type Body = Ask<'POST /v1/uploads/{id}/look'>['body']
export type Said = NonNullable<Body>
export type List = NonNullable<Looked['list']>
export type Imported = Answer<'POST /v1/uploads/{id}/import'>

// Up to this size what would come of a file is worked out at once, without being asked.
const quickBytes = 2_000_000

export function ListImport({ looked: first, file }: { looked: Looked; file: File }) {
  const w = useWords(importWords)
  const [looked, setLooked] = useState(first)
  const [said, setSaid] = useState<Said>({})
  const [preview, setPreview] = useState<Imported>()
  const [done, setDone] = useState<Imported>()
  const begun = useRef(false)
  const look = useDo('POST /v1/uploads/{id}/look')
  const take = useDo('POST /v1/uploads/{id}/import')
  const params = { id: first.id }
  const list = looked.list ?? undefined
  const today = useAsk('GET /v1/workspace').data?.today
  const ready = list !== undefined && list.questions.length === 0
  const show = (with_: Said, kind: List['kind']) =>
    take.mutate({ params, body: { ...with_, kind, dryRun: true } }, { onSuccess: setPreview })
  /** What a person says is looked at at once; what it would make follows, where that is quick. */
  const say = (changes: Said) => {
    begun.current = true
    const next = joined(said, changes)
    setSaid(next)
    setPreview(undefined)
    take.reset()
    look.mutate(
      { params, body: next },
      {
        onSuccess: (it) => {
          setLooked(it)
          if (it.list && it.list.questions.length === 0 && first.size < quickBytes) show(next, it.list.kind)
        },
      },
    )
  }
  useEffect(() => {
    if (begun.current || !ready || first.size >= quickBytes) return
    begun.current = true
    show(said, list.kind)
  })
  if (done) return <Done it={done} kind={list?.kind ?? 'claims'} file={file} />
  if (!list)
    return (
      <Stack>
        {looked.sheets.length > 0 && (
          <Paper title={w.sheetAsk}>
            <Sheets looked={looked} value={said.sheet} onChange={(sheet) => say({ sheet })} />
          </Paper>
        )}
        {look.isPending && <Loader size="sm" />}
        {looked.what === 'unknown' && (
          <Alert color="amber" variant="light" title={w.whatOf.unknown}>
            <Told text={`${looked.says} ${looked.fix}`} />
          </Alert>
        )}
        {look.error && <Failed error={look.error} />}
      </Stack>
    )
  // What was answered stays in sight, so that it can be answered otherwise.
  const asksWho = list.asksCustomers || said.customers !== undefined
  const takeIn = () => take.mutate({ params, body: { ...said, kind: list.kind } }, { onSuccess: setDone })
  const taking = take.isPending && take.variables.body.dryRun !== true
  return (
    <Stack gap="lg">
      <Paper>
        <Group justify="space-between" gap="md">
          <Group gap="sm">
            <Text fw={600}>{w.itIs}</Text>
            <SegmentedControl
              value={list.kind}
              onChange={(kind) => say({ kind: kind as List['kind'] })}
              aria-label={w.itIs}
              data={[
                { value: 'claims', label: w.kinds.claims },
                { value: 'debtors', label: w.kinds.debtors },
              ]}
            />
          </Group>
          {looked.sheets.length > 0 && (
            <Sheets looked={looked} value={said.sheet} onChange={(sheet) => say({ sheet })} />
          )}
        </Group>
        <Recognised list={list} />
        {list.kind === 'claims' && today && (
          <Switch
            mt="md"
            label={w.fullList}
            description={w.fullListSays}
            checked={said.fullList !== undefined ? said.fullList !== 'no' : list.fullListOn !== null}
            onChange={(event) => say({ fullList: event.currentTarget.checked ? today : 'no' })}
          />
        )}
      </Paper>
      {look.error && <Failed error={look.error} />}
      {(list.questions.length > 0 || asksWho) && (
        <Paper title={w.asks}>
          <Stack gap="lg">
            <Questions list={list} onSay={say} busy={look.isPending} />
            {asksWho && (
              <Radio.Group
                label={w.customers}
                description={w.customersSay}
                inputWrapperOrder={['label', 'description', 'input', 'error']}
                value={said.customers ?? ''}
                onChange={(it) => say({ customers: it as Said['customers'] })}
              >
                <Group mt="xs" gap="lg">
                  {(['business', 'consumer', 'both'] as const).map((it) => (
                    <Radio key={it} value={it} label={w.customersOf[it]} />
                  ))}
                </Group>
              </Radio.Group>
            )}
          </Stack>
        </Paper>
      )}
      <Columns looked={looked} list={list} onSay={say} busy={look.isPending} />
      {ready && (
        <Paper title={w.preview}>
          {take.error && (isCancelled(take.error) ? <Cancelled error={take.error} /> : <Failed error={take.error} />)}
          {take.isPending && <Working id={first.id} taking={taking} />}
          {!take.isPending && !preview && (!take.error || isCancelled(take.error)) && (
            <Button variant="default" onClick={() => show(said, list.kind)}>
              {w.previewGo}
            </Button>
          )}
          {preview && !taking && <Made it={preview} kind={list.kind} name={first.fileName} />}
          {preview && <Confirm it={preview} kind={list.kind} busy={taking} onTake={takeIn} />}
        </Paper>
      )}
    </Stack>
  )
}

function isCancelled(error: Error): error is DunwellProblem {
  return error instanceof DunwellProblem && error.facts.code.startsWith('import.cancelled')
}

/** What a person asked for is no failure. */
function Cancelled({ error }: { error: DunwellProblem }) {
  return (
    <Alert color="gray" variant="light" title={error.facts.detail} role="status" mb="md">
      <Told text={error.facts.fix} />
    </Alert>
  )
}

function joined(before: Said, changes: Said): Said {
  // Another kind or sheet is another list: what was said of its columns holds no more.
  if (changes.kind || changes.sheet)
    return { ...(before.sheet && { sheet: before.sheet }), ...(before.kind && { kind: before.kind }), ...changes }
  const columns = { ...before.columns, ...changes.columns }
  const defaults = { ...before.defaults, ...changes.defaults }
  return { ...before, ...changes, columns, defaults }
}

function Recognised({ list }: { list: List }) {
  const w = useWords(importWords)
  const forms = useForms()
  const lines = [
    list.kept && w.kept(list.kept.fileName, forms.day(list.kept.on)),
    list.program && w.program(list.program),
    list.lines && w.summed,
  ].filter((it) => it)
  if (lines.length === 0) return null
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {lines.join(' ')}
    </Text>
  )
}

function Sheets({
  looked,
  value,
  onChange,
}: {
  looked: Looked
  value: string | undefined
  onChange: (sheet: string) => void
}) {
  const w = useWords(importWords)
  return (
    <Select
      aria-label={w.sheet}
      placeholder={w.sheet}
      data={[...looked.sheets]}
      value={value ?? null}
      onChange={(sheet) => sheet && onChange(sheet)}
      w={220}
    />
  )
}

/** How far it is; the server counts rows while it works. */
function Working({ id, taking }: { id: string; taking: boolean }) {
  const w = useWords(importWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/uploads/{id}', { params: { id } }, { refetchInterval: 700, retry: false })
  const cancel = useDo('POST /v1/uploads/{id}/cancel')
  const ending = cancel.isPending || cancel.data?.atWork === true
  return (
    <Stack gap="xs">
      <Group gap="sm" role="status">
        <Loader size="xs" />
        <Text>
          {ending ? w.cancelling : taking ? w.taking : w.reading}{' '}
          {data?.rowsDone ? w.working(forms.count(data.rowsDone)) : ''}
        </Text>
      </Group>
      {taking && (
        <Text size="sm" c="dimmed">
          {w.leave} {w.cancelSays}
        </Text>
      )}
      <Group>
        <Button size="xs" variant="default" disabled={ending} onClick={() => cancel.mutate({ params: { id } })}>
          {w.cancel}
        </Button>
      </Group>
    </Stack>
  )
}

function Confirm({ it, kind, busy, onTake }: { it: Imported; kind: List['kind']; busy: boolean; onTake: () => void }) {
  const w = useWords(importWords)
  const forms = useForms()
  const { created, payments, changedCount } = it
  const count = kind === 'claims' ? created.claims : created.debtors
  const any = created.claims + created.debtors + created.credits + payments + changedCount > 0
  if (!any) return <Text mt="md">{w.nothingNew}</Text>
  const says =
    count === 0 ? w.takePlain : kind === 'claims' ? w.take(forms.count(count)) : w.takeDebtors(forms.count(count))
  return (
    <Group mt="lg">
      <Button size="md" loading={busy} onClick={onTake}>
        {says}
      </Button>
    </Group>
  )
}

function Done({ it, kind, file }: { it: Imported; kind: List['kind']; file: File }) {
  const w = useWords(importWords)
  const undo = useDo('POST /v1/imports/{id}/undo')
  const { importId } = it
  const backlog = useAsk('GET /v1/backlog')
  const waits = backlog.data?.bands.some((band) => band.answer === null) ?? false
  if (undo.isSuccess) return <Text role="status">{w.undone(file.name)}</Text>
  return (
    <Paper>
      <Stack gap="md">
        <Group gap="sm" role="status">
          <IconCircleCheck size={24} color="var(--mantine-primary-color-filled)" aria-hidden />
          <Text fw={620} size="lg">
            {w.done}
          </Text>
        </Group>
        <Made it={it} kind={kind} name={file.name} />
        {undo.error && <Failed error={undo.error} />}
        <Group gap="sm">
          <Button component={Link} to={(waits ? '/backlog' : '/') as never}>
            {waits ? w.toBacklog : w.toToday}
          </Button>
          {importId !== null && (
            <Button
              variant="subtle"
              color="gray"
              loading={undo.isPending}
              onClick={() => undo.mutate({ params: { id: importId } })}
            >
              {w.undo}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
