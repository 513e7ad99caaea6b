// What the list of cases is narrowed by, and the views that somebody keeps of it.

import {
  ActionIcon,
  Button,
  Collapse,
  Group,
  NumberInput,
  Popover,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconAdjustmentsHorizontal, IconBookmarkPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAsk, useDo } from '../api.ts'
import { caseListWords } from '../words/cases.ts'
import { collectorWords } from '../words/collectors.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { isStale } from './change.tsx'
import type { Sorting } from './column.ts'
import { type Filters, textOf } from './search.ts'
import { SearchField } from './search-field.tsx'
import { useForms, useWords } from './tongue.tsx'

interface Narrowed {
  readonly all: Filters
  readonly sorting: Sorting
  set(some: Filters, anew?: boolean): void
}

export function CaseFilters({ all, set, sorting }: Narrowed) {
  const w = useWords(caseListWords)
  const [open, { toggle }] = useDisclosure(Object.keys(all).some((it) => !['words', 'late', 'next'].includes(it)))
  const extra = Object.keys(all).filter((it) => !['words', 'late', 'next'].includes(it)).length
  return (
    <Stack gap="xs">
      <Views all={all} set={set} sorting={sorting} />
      <Group gap="xs" wrap="wrap">
        <SearchField label={w.search} value={textOf(all.words)} set={(words) => set({ words })} />
        <Choice label={w.anyLate} from={w.lates} value={all.late} set={(late) => set({ late })} />
        <Choice label={w.anyNext} from={w.nexts} value={all.next} set={(next) => set({ next })} />
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          aria-expanded={open}
          onClick={toggle}
        >
          {w.filters}
          {extra > 0 && ` (${extra})`}
        </Button>
      </Group>
      <Collapse expanded={open}>
        <More all={all} set={set} />
      </Collapse>
    </Stack>
  )
}

function Choice({
  label,
  from,
  value,
  set,
}: {
  label: string
  from: Readonly<Record<string, string>>
  value: Filters[string]
  set: (next: string | undefined) => void
}) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={Object.entries(from).map(([key, says]) => ({ value: key, label: says }))}
      value={textOf(value) ?? null}
      onChange={(next) => set(next ?? undefined)}
      allowDeselect
      clearable
      style={{ flex: '1 1 9rem', maxWidth: 210 }}
    />
  )
}

function More({ all, set }: Pick<Narrowed, 'all' | 'set'>) {
  const w = useWords(caseListWords)
  const d = useWords(debtorWords)
  const c = useWords(collectorWords)
  const { data } = useAsk('GET /v1/cases/choices')
  const forms = useForms()
  const people = useAsk('GET /v1/collectors').data?.people ?? []
  const plain = (some: readonly string[] | undefined, words: object = {}) =>
    (some ?? []).map((it) => ({
      value: it,
      label: (words as Record<string, string>)[it] ?? it.replaceAll('_', ' '),
    }))
  const named = (words: object) => plain(Object.keys(words), words)
  const fields: [string, string, { value: string; label: string }[]][] = [
    ['currency', w.currency, plain(data?.currency)],
    ['country', w.country, (data?.country ?? []).map((it) => ({ value: it, label: forms.place(it) }))],
    ['kind', w.kind, named(d.kinds)],
    ['handling', w.handling, named(d.handlings)],
    ['stage', w.stage, plain(data?.stage, w.stages)],
    ['held', w.heldBecause, plain(data?.held, w.causes)],
    ['segment', w.segment, plain(data?.segment)],
    [
      'collector',
      w.collector,
      (data?.collector.length ?? 0) === 0
        ? []
        : [
            { value: 'mine', label: c.filterMine },
            ...people.filter((it) => data!.collector.includes(it.id)).map((it) => ({ value: it.id, label: it.name })),
            { value: 'none', label: c.filterNobody },
          ],
    ],
  ]
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm" p={2}>
      {fields
        .filter(([key, , data]) => data.length > 0 || all[key] !== undefined)
        .map(([key, label, data]) => (
          <Select
            key={key}
            label={label}
            placeholder={w.any}
            data={data}
            value={textOf(all[key]) ?? null}
            onChange={(next) => set({ [key]: next ?? undefined })}
            allowDeselect
            clearable
            searchable={data.length > 8}
          />
        ))}
      {(['overdueFrom', 'overdueTo'] as const).map((key) => (
        <NumberInput
          key={key}
          label={key === 'overdueFrom' ? w.from : w.to}
          placeholder={w.any}
          min={0}
          allowDecimal={false}
          hideControls
          value={all[key] === undefined ? '' : Number(all[key]) / 100}
          onChange={(next) => set({ [key]: next === '' ? undefined : Math.round(Number(next) * 100) })}
          title={w.wholeUnits}
        />
      ))}
    </SimpleGrid>
  )
}

function Views({ all, set, sorting }: Narrowed) {
  const w = useWords(caseListWords)
  const shell = useWords(shellWords)
  const c = useWords(collectorWords)
  // Where nobody was given anything nothing is anybody's own.
  const shared = useAsk('GET /v1/collectors').data?.people.some((it) => it.cases > 0) ?? false
  const kept = useAsk('GET /v1/views', { query: { page: 'cases' } })
  const save = useDo('POST /v1/views', { form: true })
  const drop = useDo('POST /v1/views/{id}/drop')
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const now = { ...all, order: sorting.by, down: sorting.down }
  const given: { id: string; name: string; body: Filters }[] = [
    { id: 'all', name: w.viewAll, body: {} },
    ...(shared ? [{ id: 'mine', name: c.viewMine, body: { collector: 'mine' } }] : []),
    { id: 'approve', name: w.viewApprove, body: { next: 'approve' } },
    { id: 'old', name: w.viewOld, body: { late: '90+' } },
    { id: 'held', name: w.viewHeld, body: { next: 'held' } },
  ]
  const isNow = (body: Filters) => same({ order: 'overdue', down: true, ...body }, now)
  const own = (kept.data?.items ?? []).map((it) => ({ ...it, body: it.body as Filters }))
  const standing = own.find((it) => it.name === name.trim())
  const keep = () => {
    save.mutate(
      { body: { page: 'cases', name: name.trim(), instead: standing?.id ?? null, body: plain(now) } },
      {
        // One of this name was kept in another window: it is fetched, and the button says what would become of it.
        onError: (error) => void (isStale(error) && kept.refetch()),
        onSuccess: () => {
          notifications.show({ message: w.viewKept })
          setOpen(false)
          setName('')
        },
      },
    )
  }
  return (
    <Group gap={6} role="group" aria-label={w.views}>
      {[...given, ...own].map((it) => (
        <Button.Group key={it.id}>
          <Button
            size="compact-sm"
            radius="xl"
            variant={isNow(it.body) ? 'filled' : 'default'}
            aria-pressed={isNow(it.body)}
            onClick={() => set({ ...it.body }, true)}
          >
            <span className="name">{it.name}</span>
          </Button>
          {own.includes(it as never) && (
            <ActionIcon
              size={26}
              radius="xl"
              variant="subtle"
              color="gray"
              aria-label={w.dropView(it.name)}
              onClick={() => drop.mutate({ params: { id: it.id } })}
            >
              <IconX size={13} />
            </ActionIcon>
          )}
        </Button.Group>
      ))}
      <Popover opened={open} onChange={setOpen} trapFocus withArrow position="bottom-start">
        <Popover.Target>
          <Tooltip label={w.saveView}>
            <ActionIcon variant="subtle" color="gray" aria-label={w.saveView} onClick={() => setOpen(!open)}>
              <IconBookmarkPlus size={18} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={w.saveView}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim()) keep()
            }}
          >
            <Group gap="xs" align="flex-end">
              <TextInput
                label={w.viewName}
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.currentTarget.value)}
                error={isStale(save.error) ? undefined : save.error?.message}
                data-autofocus
              />
              <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
                {standing ? w.replaceView : shell.save}
              </Button>
            </Group>
            {standing && (
              <Text size="sm" c="dimmed" mt="xs" role="status">
                {same(standing.body, now) ? w.viewSame : w.viewStands}
              </Text>
            )}
          </form>
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}

function plain(all: Filters): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(all).filter((it): it is [string, string] => it[1] !== undefined))
}

function same(a: Filters, b: Filters): boolean {
  const text = (it: Filters) =>
    JSON.stringify(
      Object.entries(plain(it))
        .map(([key, value]) => [key, String(value)])
        .sort(),
    )
  return text(a) === text(b)
}
