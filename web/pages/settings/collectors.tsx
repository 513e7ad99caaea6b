// The rules by which cases are given, in order, and who has how many. Rules are kept together; where somebody else was quicker, both
// versions are laid side by side.

import {
  ActionIcon,
  Anchor,
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { dunwell, once, queries, useAsk } from '../../api.ts'
import { isStale } from '../../ui/change.tsx'
import { type Collectors, useWhenText, type When } from '../../ui/collector.tsx'
import { Form, Two } from '../../ui/form.tsx'
import { useCountryChoices, useLanguageChoices } from '../../ui/named-codes.ts'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { collectorWords } from '../../words/collectors.ts'
import { shellWords } from '../../words/shell.ts'

type Rule = Collectors['rules'][number]

export default function CollectorRules() {
  const asked = useAsk('GET /v1/collectors')
  return <Shown ask={asked}>{(it) => <Rules it={it} />}</Shown>
}

function Rules({ it }: { it: Collectors }) {
  const w = useWords(collectorWords)
  const may = useMay('manager')
  // What I began from, whatever is fetched anew meanwhile.
  const [draft, setDraft] = useState<{ rules: readonly Rule[]; version: number }>()
  const [opened, open] = useState<number | 'new'>()
  const [crossed, cross] = useState<Collectors>()
  const [failed, fail] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const rules = draft?.rules ?? it.rules
  const change = (next: readonly Rule[]) => setDraft({ rules: next, version: draft?.version ?? it.version })
  const move = (at: number, by: number) => change(rules.toSpliced(at, 1).toSpliced(at + by, 0, rules[at]!))
  const names = it.people.filter((one) => one.shares).map((one) => one.name)
  const save = async (version: number) => {
    setBusy(true)
    fail(undefined)
    try {
      await once('PUT /v1/collectors/rules', {
        body: { rules: rules.map(({ when, to }) => ({ when, to: [...to] })) },
        ifMatch: version,
      })
      await queries.invalidateQueries()
      setDraft(undefined)
      cross(undefined)
      notifications.show({ message: w.kept })
    } catch (error) {
      if (isStale(error)) cross(await dunwell('GET /v1/collectors', {}))
      else fail(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Text c="dimmed">{w.says}</Text>
      <Paper
        title={w.rules}
        aside={
          may && (
            <Button size="compact-sm" onClick={() => open('new')}>
              {w.add}
            </Button>
          )
        }
        flush
      >
        <RuleList
          rules={rules}
          people={it.people}
          aside={
            may
              ? (at) => (
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`${w.up}: ${at + 1}`}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    >
                      <IconArrowUp size={16} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`${w.down}: ${at + 1}`}
                      disabled={at === rules.length - 1}
                      onClick={() => move(at, 1)}
                    >
                      <IconArrowDown size={16} />
                    </ActionIcon>
                    <Button size="compact-sm" variant="default" onClick={() => open(at)}>
                      {w.edit}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="gray"
                      onClick={() => change(rules.toSpliced(at, 1))}
                    >
                      {w.drop}
                    </Button>
                  </Group>
                )
              : undefined
          }
        />
        <Text px="md" py="sm" size="sm" c="dimmed" style={{ borderTop: '1px solid var(--desk-line)' }}>
          {names.length === 0
            ? w.notShared
            : rules.length === 0
              ? w.sharedAll(names.join(', '))
              : w.sharedRest(names.join(', '))}
        </Text>
        {(draft || failed) && (
          <Stack px="md" pb="md" gap="sm">
            {failed && <Failed error={failed} />}
            {draft && (
              <Group gap="sm">
                <Button loading={busy} onClick={() => void save(draft.version)}>
                  {w.keep}
                </Button>
                <Button variant="default" onClick={() => setDraft(undefined)}>
                  {w.discard}
                </Button>
                <Text size="sm" c="dimmed">
                  {w.unsaved}
                </Text>
              </Group>
            )}
          </Stack>
        )}
      </Paper>
      <Paper title={w.people} flush>
        <People it={it} />
      </Paper>
      {opened !== undefined && (
        <RuleForm
          rule={opened === 'new' ? undefined : rules[opened]}
          people={it.people}
          close={() => open(undefined)}
          done={(rule) => {
            change(opened === 'new' ? [...rules, rule] : rules.toSpliced(opened, 1, rule))
            open(undefined)
          }}
        />
      )}
      {crossed && (
        <Merge
          mine={rules}
          theirs={crossed}
          busy={busy}
          keepMine={() => void save(crossed.version)}
          keepTheirs={() => {
            setDraft(undefined)
            cross(undefined)
            void queries.invalidateQueries()
          }}
          close={() => cross(undefined)}
        />
      )}
    </>
  )
}

function RuleList({
  rules,
  people,
  aside,
}: {
  rules: readonly Rule[]
  people: Collectors['people']
  aside?: (at: number) => React.ReactNode
}) {
  const w = useWords(collectorWords)
  const whenText = useWhenText()
  const names = new Map(people.map((it) => [it.id, it.name]))
  if (rules.length === 0)
    return (
      <Text px="md" py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
        {w.noRules}
      </Text>
    )
  return (
    <Stack gap={0} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
      {rules.map((rule, at) => {
        const to = rule.to.map((id) => names.get(id) ?? w.left).join(w.or) || w.left
        return (
          <Group
            component="li"
            key={`${JSON.stringify(rule)} ${rules.slice(0, at).filter((one) => same(one, rule)).length}`}
            justify="space-between"
            gap="sm"
            px="md"
            py="sm"
            style={{ borderTop: '1px solid var(--desk-line)' }}
          >
            <Group gap="sm" wrap="nowrap" align="baseline" style={{ minWidth: 0, flex: '1 1 14rem' }}>
              <Text c="dimmed" className="figure">
                {at + 1}
              </Text>
              <Text className="theirs" style={{ minWidth: 0 }}>
                {whenText(rule.when)} <span aria-hidden>→</span>{' '}
                <Text span fw={620}>
                  {to}
                </Text>
              </Text>
            </Group>
            {aside?.(at)}
          </Group>
        )
      })}
    </Stack>
  )
}

const same = (a: Rule, b: Rule) => JSON.stringify(a) === JSON.stringify(b)

function People({ it }: { it: Collectors }) {
  const w = useWords(collectorWords)
  const forms = useForms()
  const line = (key: string, name: string, says: string, count: string, to: string) => (
    <Group
      key={key}
      justify="space-between"
      px="md"
      py="sm"
      gap="sm"
      style={{ borderTop: '1px solid var(--desk-line)' }}
    >
      <div style={{ minWidth: 0 }}>
        <Text fw={620} className="name">
          {name}
        </Text>
        {says && (
          <Text size="sm" c="dimmed">
            {says}
          </Text>
        )}
      </div>
      <Anchor component={Link} to={`/cases?collector=${to}` as never} className="figure" size="sm">
        {count}
      </Anchor>
    </Group>
  )
  return (
    <>
      {it.people.map((one) =>
        line(
          one.id,
          one.name,
          [
            one.away?.until && w.isAway(forms.day(one.away.until), one.away.by),
            one.covers.length > 0 && w.covers(one.covers.join(', ')),
          ]
            .filter(Boolean)
            .join(' · '),
          one.atLeast ? w.atLeast(forms.count(one.cases)) : w.cases(forms.count(one.cases)),
          one.id,
        ),
      )}
      {it.nobody > 0 && line('nobody', w.nobody, '', w.cases(forms.count(it.nobody)), 'none')}
    </>
  )
}

function RuleForm({
  rule,
  people,
  close,
  done,
}: {
  rule: Rule | undefined
  people: Collectors['people']
  close: () => void
  done: (rule: Rule) => void
}) {
  const w = useWords(collectorWords)
  const shell = useWords(shellWords)
  const forms = useForms()
  const currency = useAsk('GET /v1/workspace').data?.currency ?? 'EUR'
  const agency = useAsk('GET /v1/workspace').data?.kind === 'agency'
  const [when, setWhen] = useState<When>(rule?.when ?? {})
  const [to, setTo] = useState<readonly string[]>(rule?.to ?? [])
  const [asked, ask] = useState(false)
  const own = when.currency ?? currency
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: own }).resolvedOptions()
  const per = 10 ** (digits.maximumFractionDigits ?? 2)
  const countries = useCountryChoices()
  const languages = useLanguageChoices()
  const choice = (key: 'country' | 'language') => ({
    placeholder: w.any,
    searchable: true,
    clearable: true,
    value: when[key] ?? null,
    onChange: (value: string | null) => setWhen({ ...when, [key]: value ?? undefined }),
  })
  const text = (key: 'creditor' | 'nameFrom' | 'nameTo') => ({
    value: when[key] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setWhen({ ...when, [key]: value === '' ? undefined : value })
    },
  })
  const sum = (key: 'owedFromMinor' | 'owedToMinor') => ({
    value: when[key] === undefined ? '' : when[key] / per,
    onChange: (value: string | number) =>
      setWhen({ ...when, [key]: value === '' ? undefined : Math.round(Number(value) * per) }),
    min: 0,
    hideControls: true,
    ...forms.marks,
  })
  const whole = (): When => {
    const { currency: _, ...rest } = JSON.parse(JSON.stringify(when)) as When
    return rest.owedFromMinor === undefined && rest.owedToMinor === undefined ? rest : { ...rest, currency: own }
  }
  const sound = Object.keys(whole()).length > 0 && to.length > 0
  return (
    <Modal
      opened
      onClose={close}
      title={rule ? w.editTitle : w.addTitle}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <Form
        onSubmit={() => (sound ? done({ when: whole(), to: [...to] }) : ask(true))}
        fields={[]}
        busy={false}
        label={rule ? w.edit : w.add}
      >
        <Two>
          <Select label={w.country} data={countries} {...choice('country')} openOnFocus={false} data-autofocus />
          <Select label={w.language} data={languages} {...choice('language')} />
          <TextInput label={w.nameFrom} maxLength={20} {...text('nameFrom')} />
          <TextInput label={w.nameTo} maxLength={20} {...text('nameTo')} />
          <NumberInput label={`${w.owedFrom} (${own})`} {...sum('owedFromMinor')} />
          <NumberInput label={`${w.owedTo} (${own})`} {...sum('owedToMinor')} />
          {(agency || when.creditor !== undefined) && (
            <TextInput label={w.creditor} maxLength={200} {...text('creditor')} />
          )}
        </Two>
        <MultiSelect
          label={w.to}
          description={w.toSays}
          data={people.map((it) => ({ value: it.id, label: it.name }))}
          value={[...to].filter((id) => people.some((it) => it.id === id))}
          onChange={setTo}
          error={asked && !sound ? w.needs : undefined}
        />
      </Form>
    </Modal>
  )
}

/** Both versions whole, one above the other: rules are read in their order, so they are kept together. */
function Merge(it: {
  mine: readonly Rule[]
  theirs: Collectors
  busy: boolean
  keepMine: () => void
  keepTheirs: () => void
  close: () => void
}) {
  const w = useWords(collectorWords)
  const shell = useWords(shellWords)
  return (
    <Modal opened onClose={it.close} title={w.mergeTitle} size="lg" closeButtonProps={{ 'aria-label': shell.close }}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {w.mergeSays}
        </Text>
        <Paper title={w.mineTitle} flush>
          <RuleList rules={it.mine} people={it.theirs.people} />
        </Paper>
        <Paper title={w.theirsTitle} flush>
          <RuleList rules={it.theirs.rules} people={it.theirs.people} />
        </Paper>
        <Group justify="flex-end">
          <Button variant="default" onClick={it.keepTheirs} data-autofocus>
            {w.theirs}
          </Button>
          <Button loading={it.busy} onClick={it.keepMine}>
            {w.mine}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
