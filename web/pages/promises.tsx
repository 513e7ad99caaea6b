// Promises by what became of them: what is due, coming, broken and kept, with their sums; the days of those to come; a verb beside each;
// and the offers that stand.

import { ActionIcon, Anchor, Badge, Box, Button, Group, Menu, Modal, Stack, Text, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDotsVertical, IconDownload, IconHeartHandshake, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { dunwell, useAsk, useDo, usePages } from '../api.ts'
import type { Column } from '../ui/column.ts'
import { DateField } from '../ui/date-field.tsx'
import { saveText } from '../ui/download.ts'
import { Form } from '../ui/form.tsx'
import { Covering, MineSwitch, useMine } from '../ui/mine.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { sortingOf, useFilters } from '../ui/search.ts'
import { useMay } from '../ui/seat.tsx'
import { Empty, Failed } from '../ui/state.tsx'
import { Table } from '../ui/table.tsx'
import { useForms, useNouns, useWords } from '../ui/tongue.tsx'
import { promiseWords } from '../words/promises.ts'
import { shellWords } from '../words/shell.ts'

type Row = Answer<'GET /v1/promises'>['items'][number]
type Sums = Answer<'GET /v1/promises/sums'>
const standings = ['due', 'coming', 'broken', 'kept', 'withdrawn'] as const
type Standing = (typeof standings)[number]
const first = { by: 'day', down: true }

export default function Promises() {
  const w = useWords(promiseWords)
  const forms = useForms()
  const nouns = useNouns()
  const mayWork = useMay('collector')
  const { mine, query: whose, choose } = useMine()
  const { all, set } = useFilters()
  const sums = useAsk('GET /v1/promises/sums', { query: whose })
  // What needs somebody today is shown first; where nothing does, what comes.
  const least = sums.data && sums.data.due.length === 0 ? 'coming' : 'due'
  const standing = standings.find((it) => it === all.standing) ?? least
  const on = typeof all.on === 'string' && standing === 'coming' ? all.on : undefined
  const sorting = sortingOf(all, first)
  const order = sorting.by === 'sum' ? 'sum' : 'day'
  const query = { ...whose, standing, order, ...(on && { from: on, to: on }) }
  const its = usePages('GET /v1/promises', { query: { ...query, limit: 100 } as never })
  const [moving, move] = useState<Row>()
  const [failed, fail] = useState<Error>()
  const today = sums.data?.day
  const save = async () => {
    fail(undefined)
    try {
      saveText(`${w.title}-${standing}.csv`, await dunwell('GET /v1/promises/csv', { query: query as never }))
    } catch (error) {
      fail(error as Error)
    }
  }
  const columns: Column<Row>[] = [
    { id: 'name', head: nouns.aDebtor, width: 'minmax(8rem, 1.8fr)', card: 'title', cell: (it) => it.name },
    {
      id: 'sum',
      head: w.amount,
      width: 'minmax(7.5rem, 1fr)',
      sort: 'sum',
      end: true,
      card: 'aside',
      cell: (it) => forms.money(it.amountMinor, it.currency),
    },
    {
      id: 'by',
      head: w.by,
      width: 'minmax(7rem, 1.1fr)',
      sort: 'day',
      cell: (it) => <By it={it} today={today} />,
    },
    {
      id: 'open',
      head: w.openNow,
      width: 'minmax(7.5rem, 1fr)',
      end: true,
      cell: (it) =>
        it.openMinor === 0 ? <span className="quiet">{w.settled}</span> : forms.money(it.openMinor, it.currency),
    },
    {
      id: 'about',
      head: w.about,
      width: 'minmax(5.5rem, 1fr)',
      cell: (it) => (
        <span className="name quiet" title={it.claims.join(', ')}>
          {it.claims.join(', ')}
        </span>
      ),
    },
    {
      id: 'who',
      head: w.who,
      width: 'minmax(5.5rem, 1fr)',
      cell: (it) => (it.who === null ? null : <span className="name">{it.who}</span>),
    },
  ]
  if (its.rows?.some((it) => it.collector !== null))
    columns.push({
      id: 'collector',
      head: w.collector,
      width: 'minmax(5rem, 0.8fr)',
      cell: (it) => (it.collector ? <span className="name">{it.collector.name}</span> : null),
    })
  if (mayWork)
    columns.push({ id: 'verbs', head: '', width: '2.75rem', end: true, cell: (it) => <Verbs it={it} move={move} /> })
  return (
    <Page
      title={w.title}
      says={<Covering mine={sums.data?.mine} />}
      actions={
        <>
          <MineSwitch mine={mine} choose={choose} />
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void save()}>
            {w.csv}
          </Button>
        </>
      }
    >
      {failed && <Failed error={failed} />}
      <Stack gap="sm">
        <Group gap="sm" role="group" aria-label={w.standing} className="promise-standings">
          {standings.map((it) => (
            <Choice
              key={it}
              standing={it}
              sums={it === 'withdrawn' ? undefined : sums.data?.[it]}
              here={it === standing}
              choose={() => set({ standing: it, on: undefined })}
            />
          ))}
        </Group>
        <Text size="sm" c="dimmed">
          {w.says[standing]}
        </Text>
      </Stack>
      {standing === 'coming' && sums.data && sums.data.days.length > 0 && (
        <Days sums={sums.data} on={on} choose={(day) => set({ standing: 'coming', on: day })} />
      )}
      <Table
        label={`${w.title}: ${w.standings[standing]}`}
        columns={columns}
        its={its}
        keyOf={(it) => it.id}
        nameOf={(it) => it.name}
        href={(it) => `/cases/${it.debtor}`}
        sorting={{ by: order, down: order === 'sum' || (standing !== 'due' && standing !== 'coming') }}
        onSort={(next) => set({ order: next.by })}
        empty={
          <Empty icon={IconHeartHandshake} title={w.empty[standing]} says={w.emptySays}>
            <Button component={Link} to={'/calls' as never} variant="default">
              {w.emptyGo}
            </Button>
          </Empty>
        }
      />
      {sums.data && sums.data.offers.length > 0 && <Offers its={sums.data.offers} />}
      {moving && today && <Move it={moving} today={today} close={() => move(undefined)} />}
    </Page>
  )
}

/** One standing with how many and how much: a button that shows them. */
function Choice({
  standing,
  sums,
  here,
  choose,
}: {
  standing: Standing
  sums: Sums['due'] | undefined
  here: boolean
  choose: () => void
}) {
  const w = useWords(promiseWords)
  const forms = useForms()
  const count = sums?.reduce((sum, it) => sum + it.promises, 0) ?? 0
  const [top, ...rest] = sums ?? []
  const judged = standing === 'broken' || standing === 'kept'
  return (
    <UnstyledButton
      className="paper promise-standing"
      aria-pressed={here}
      data-here={here || undefined}
      data-bare={standing === 'withdrawn' || undefined}
      onClick={choose}
      px="md"
      py="sm"
    >
      <Text size="sm" fw={here ? 640 : 500}>
        {w.standings[standing]}
      </Text>
      {sums && (
        <>
          <Text fw={top ? 640 : 400} fz="lg" lh={1.3} c={top ? undefined : 'dimmed'} className="figure">
            {top ? forms.roughMoney(top.amountMinor, top.currency) : w.none}
          </Text>
          {rest.length > 0 && (
            <Text size="sm" component="span" className="figures-rest">
              {rest.map((it) => (
                <span key={it.currency} className="figure">
                  {forms.roughMoney(it.amountMinor, it.currency)}
                </span>
              ))}
            </Text>
          )}
          <Text size="xs" c="dimmed" mt={2}>
            {[...(count > 0 ? [w.count(forms.count(count))] : []), ...(judged ? [w.sinceDays] : [])].join(' · ')}
          </Text>
        </>
      )}
    </UnstyledButton>
  )
}

function By({ it, today }: { it: Row; today: string | undefined }) {
  const w = useWords(promiseWords)
  const forms = useForms()
  if (it.until === null) return null
  const over = today ? Math.round((Date.parse(today) - Date.parse(it.until)) / 86_400_000) : -1
  const near = it.state === 'open' && over >= 0
  return (
    <span>
      {forms.day(it.until)}
      {near && <span className="quiet"> · {over === 0 ? w.today : w.daysOver(over)}</span>}
    </span>
  )
}

function Verbs({ it, move }: { it: Row; move: (it: Row) => void }) {
  const w = useWords(promiseWords)
  const withdraw = useDo('POST /v1/promises/{id}/withdraw')
  const live = it.state === 'open' || ((it.state === 'broken' || it.state === 'kept') && it.openMinor > 0)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={w.actions(it.name)} loading={withdraw.isPending}>
          <IconDotsVertical size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/cases/${it.debtor}?do=call` as never}>
          {w.call}
        </Menu.Item>
        {live && <Menu.Item onClick={() => move(it)}>{w.move}</Menu.Item>}
        {it.state === 'open' && (
          <Menu.Item
            onClick={() =>
              withdraw.mutate(
                { params: { id: it.id }, body: {} },
                {
                  onSuccess: () => notifications.show({ message: w.withdrawn }),
                  onError: (error) => notifications.show({ message: <Failed error={error} />, autoClose: 12_000 }),
                },
              )
            }
          >
            {w.withdraw}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Days({ sums, on, choose }: { sums: Sums; on: string | undefined; choose: (day: string | undefined) => void }) {
  const w = useWords(promiseWords)
  const forms = useForms()
  const days = [...Map.groupBy(sums.days, (it) => it.day)]
  return (
    <Paper title={w.days}>
      <div className="promise-days">
        {days.map(([day, its]) => {
          const said = its.map((it) => forms.roughMoney(it.amountMinor, it.currency)).join(' · ')
          return (
            <UnstyledButton
              key={day}
              className="promise-day"
              data-here={day === on || undefined}
              aria-pressed={day === on}
              title={w.dayShow(forms.shortDay(day), said)}
              onClick={() => choose(day === on ? undefined : day)}
            >
              <Text size="xs" c="dimmed" component="span" display="block">
                {forms.shortDay(day)}
              </Text>{' '}
              <Text size="sm" fw={600} component="span" display="block" className="figure">
                {said}
              </Text>
            </UnstyledButton>
          )
        })}
        {on && (
          <Badge
            variant="light"
            size="lg"
            tt="none"
            rightSection={
              <ActionIcon size={18} variant="transparent" aria-label={w.allDays} onClick={() => choose(undefined)}>
                <IconX size={13} />
              </ActionIcon>
            }
          >
            {w.onDay(forms.shortDay(on))}
          </Badge>
        )}
      </div>
    </Paper>
  )
}

function Move({ it, today, close }: { it: Row; today: string; close: () => void }) {
  const w = useWords(promiseWords)
  const shell = useWords(shellWords)
  const forms = useForms()
  const again = useDo('POST /v1/promises/{id}/move')
  const [by, setBy] = useState('')
  const over = it.state !== 'open' || (it.until !== null && it.until < today)
  return (
    <Modal opened onClose={close} title={w.moveTitle(it.name)} closeButtonProps={{ 'aria-label': shell.close }}>
      <Form
        onSubmit={() =>
          by !== '' &&
          again.mutate(
            { params: { id: it.id }, body: { by } },
            {
              onSuccess: () => {
                notifications.show({ message: w.moved })
                close()
              },
            },
          )
        }
        error={again.error}
        fields={[]}
        busy={again.isPending}
        label={w.moveGo}
      >
        <Box>
          <Text size="sm">{w.moveSays(forms.money(it.amountMinor, it.currency), forms.day(it.until ?? today))}</Text>
          <Text size="sm" c="dimmed">
            {over ? w.moveOver : w.moveOpen}
          </Text>
        </Box>
        <DateField label={w.newDay} min={today} value={by} onChange={setBy} required data-autofocus />
      </Form>
    </Modal>
  )
}

function Offers({ its }: { its: Sums['offers'] }) {
  const w = useWords(promiseWords)
  const forms = useForms()
  const what = (it: Sums['offers'][number]) => {
    const says = w.waives[it.what as keyof typeof w.waives] ?? it.what
    return it.amountMinor === null ? says : w.waivesUpTo(says, forms.money(it.amountMinor, it.currency))
  }
  return (
    <Paper title={w.offers} flush>
      <Text size="sm" c="dimmed" px="md" pb="sm">
        {w.offersSays}
      </Text>
      {its.map((it) => (
        <Group
          key={it.claim}
          justify="space-between"
          gap="sm"
          px="md"
          py="sm"
          style={{ borderTop: '1px solid var(--desk-line)' }}
        >
          <Box style={{ minWidth: 0 }}>
            <Anchor component={Link} to={`/cases/${it.debtor}` as never} fw={620} c="inherit" className="name">
              {it.name}
            </Anchor>
            <Text size="sm">
              {w.payBy(forms.day(it.payBy))}: {what(it)}
            </Text>
            <Text size="xs" c="dimmed" className="theirs">
              {it.because}
            </Text>
          </Box>
          <Box ta="right">
            <Anchor component={Link} to={`/claims/${it.claim}` as never} size="sm" className="name">
              {w.ofInvoice(it.number)}
            </Anchor>
            <Text size="sm" c="dimmed" className="figure">
              {w.open(forms.money(it.openMinor, it.currency))}
            </Text>
          </Box>
        </Group>
      ))}
    </Paper>
  )
}
