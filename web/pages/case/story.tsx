// The story of a case, newest first: what was said with its exact words and its proof, calls, money, answers, papers, notes and
// decisions; one kind of it, or all.

import { ActionIcon, Box, Button, Chip, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import {
  IconArrowUp,
  IconBan,
  IconBulb,
  IconCash,
  IconCheck,
  IconFileText,
  IconGitMerge,
  IconHandStop,
  IconInfoCircle,
  IconMail,
  IconMailOpened,
  IconMessageQuestion,
  IconNote,
  IconPaperclip,
  IconPhone,
  IconPlayerPause,
  IconScale,
  IconTrash,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useDo } from '../../api.ts'
import { nameOnly } from '../../ui/autopilot.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { Empty, Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { type Reason, Why } from '../../ui/why.tsx'
import { approvalWords } from '../../words/approvals.ts'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { caseListWords } from '../../words/cases.ts'
import { shellWords } from '../../words/shell.ts'
import { type Entry, useCase, useSaid, useStepName, wordOf } from './page.tsx'
import { Paper } from './paper.tsx'
import { type Facts, Line, Own, Readable, Said, text } from './said.tsx'
import { useStory, useWanted } from './story-pages.ts'

const kinds = ['said', 'calls', 'money', 'answers', 'decided', 'papers', 'notes'] as const

/** `at`: the message that somebody came for; the story is opened where it stands. */
export function Story({ id, at }: { id: string; at?: string | undefined }) {
  const w = useWords(caseWords)
  const s = useWords(shellWords)
  const [kind, setKind] = useState('all')
  const [mark, setMark] = useState(-1)
  const list = useRef<HTMLOListElement>(null)
  const { ask, newest } = useStory(id, kind, at)
  const items = ask.data?.pages.flatMap((page) => page.items) ?? []
  const move = (by: number) => {
    const next = Math.max(0, Math.min(items.length - 1, mark + by))
    setMark(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { key: 'j', says: s.keyMove, run: () => move(1) },
    { key: 'k', says: s.keyMove, run: () => move(-1) },
    {
      key: 'Enter',
      says: w.keyRead,
      run: () => list.current?.children[mark]?.querySelector<HTMLElement>('.case-read')?.click(),
    },
  ])
  return (
    <Box component="section" aria-label={w.story}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} size="h3">
          {w.story}
        </Title>
        <Chip.Group
          value={kind}
          onChange={(value) => {
            setKind(value as string)
            setMark(-1)
          }}
        >
          <Group gap={4} className="story-kinds">
            <Chip value="all" size="xs" variant="light">
              {w.storyAll}
            </Chip>
            {kinds.map((it) => (
              <Chip key={it} value={it} size="xs" variant="light">
                {w.storyKinds[it]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Group>
      {ask.data?.pages[0]?.above && (
        <Group justify="center" mb="sm">
          <Button variant="default" size="xs" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={newest}>
            {w.toNewest}
          </Button>
        </Group>
      )}
      <Box className="paper">
        {ask.error && !ask.data ? (
          <Box p="md">
            <Failed error={ask.error} again={() => void ask.refetch()} />
          </Box>
        ) : ask.isPending ? (
          <Stack p="md" gap="lg" aria-busy="true" role="status" aria-label={s.loading}>
            {[0, 1, 2, 3].map((it) => (
              <Group key={it} wrap="nowrap" align="flex-start">
                <Skeleton circle height={28} />
                <Stack gap={6} flex={1}>
                  <Skeleton height={14} width="45%" />
                  <Skeleton height={12} width="75%" />
                </Stack>
              </Group>
            ))}
          </Stack>
        ) : items.length === 0 ? (
          kind === 'all' ? (
            <Empty title={w.storyEmpty} says={w.storyEmptySays} />
          ) : (
            <Text p="lg" c="dimmed" ta="center">
              {w.storyEmptyKind}
            </Text>
          )
        ) : (
          <ol className="story" ref={list}>
            {items.map((it, i) => (
              <EntryLine
                key={`${it.what} ${it.id}`}
                it={it}
                here={i === mark}
                newDay={items[i - 1]?.day !== it.day}
                wanted={kind === 'all' && it.id === at}
              />
            ))}
          </ol>
        )}
      </Box>
      {ask.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" size="xs" loading={ask.isFetchingNextPage} onClick={() => void ask.fetchNextPage()}>
            {w.more}
          </Button>
        </Group>
      )}
    </Box>
  )
}

const money = (facts: Facts) => ({ amountMinor: Number(facts.amountMinor), currency: String(facts.currency) })

const icons: Readonly<Record<string, TablerIcon>> = {
  message: IconMail,
  mail: IconMailOpened,
  call: IconPhone,
  payment: IconCash,
  credit: IconCash,
  undone: IconBan,
  let_go: IconTrash,
  promise: IconCheck,
  dispute: IconHandStop,
  query: IconMessageQuestion,
  hold: IconPlayerPause,
  told: IconInfoCircle,
  decided: IconBulb,
  refused: IconScale,
  done: IconCheck,
  merged: IconGitMerge,
  document: IconPaperclip,
  note: IconNote,
  approval: IconUsers,
}

function EntryLine({ it, here, newDay, wanted }: { it: Entry; here: boolean; newDay: boolean; wanted: boolean }) {
  const forms = useForms()
  const own = useWanted(wanted)
  const Icon = icons[it.what] ?? IconFileText
  const decided = it.what === 'decided' || it.what === 'refused'
  const theirs = it.what === 'mail' && it.facts.direction === 'in'
  return (
    <li
      ref={own}
      className={here ? 'row-here' : undefined}
      aria-current={here || wanted || undefined}
      data-quiet={decided || undefined}
      data-theirs={theirs || undefined}
      {...(wanted && { 'data-wanted': true, tabIndex: -1 })}
    >
      <Text size="xs" c="dimmed" className="story-day figure">
        {newDay ? forms.day(it.day) : ''}
      </Text>
      <Box className="story-icon" aria-hidden>
        <Icon size={16} stroke={1.7} />
      </Box>
      <Box style={{ minWidth: 0 }} flex={1}>
        <Body it={it} />
      </Box>
    </li>
  )
}

function Body({ it }: { it: Entry }) {
  const w = useWords(caseWords)
  const forms = useForms()
  const nameOf = useStepName()
  const l = useWords(caseListWords)
  const { facts } = it
  const who = text(facts, 'by')
  const by = who && nameOnly(who)
  const until = text(facts, 'until')
  const ended = text(facts, 'ended')
  const sum = () => forms.money(money(facts).amountMinor, money(facts).currency)
  switch (it.what) {
    case 'message':
      return <Said it={it} />
    case 'mail':
      return (
        <Stack gap={3}>
          <Line
            title={facts.direction === 'in' ? w.mailIn : w.mailOut}
            says={[
              text(facts, 'subject'),
              facts.direction === 'in' && text(facts, 'from') && w.from(String(facts.from)),
            ]}
          />
          {text(facts, 'text') && (
            <Text size="sm" className="theirs case-quote">
              {text(facts, 'text')}
            </Text>
          )}
          <Readable id={it.id} />
        </Stack>
      )
    case 'call':
      return (
        <Stack gap={3}>
          <Line
            title={facts.direction === 'in' ? w.callIn : w.callOut}
            says={[
              wordOf(w.outcomes, text(facts, 'outcome')),
              facts.undone === true && w.undoneCall,
              by && w.byWhom(by),
            ]}
            struck={facts.undone === true}
          />
          <Own says={text(facts, 'note')} />
        </Stack>
      )
    case 'payment':
    case 'credit': {
      const claims = (facts.claims as { number: string }[] | null) ?? []
      return (
        <Stack gap={3}>
          <Line
            title={`${it.what === 'credit' ? w.credit : w.payment} ${sum()}`}
            says={[
              claims.length > 0 && w.wentTo(claims.map((one) => one.number).join(', ')),
              text(facts, 'reference') !== claims[0]?.number && text(facts, 'reference'),
              facts.undone === true && w.undonePayment,
            ]}
            struck={facts.undone === true}
          />
          <Own says={text(facts, 'note')} />
        </Stack>
      )
    }
    case 'undone':
      return <Line title={`${w.undone} ${sum()}`} says={[text(facts, 'why'), by && w.byWhom(by)]} />
    case 'let_go':
      return (
        <Line
          title={`${facts.kind === 'waiver' ? w.waived : w.letGo} ${sum()}`}
          says={[text(facts, 'why'), by && w.byWhom(by)]}
        />
      )
    case 'promise':
      return (
        <Line
          title={w.promise}
          says={[
            w.promiseBy(sum(), forms.shortDay(until!)),
            wordOf(w.promiseStates, text(facts, 'state')),
            text(facts, 'who'),
            by && w.byWhom(by),
          ]}
        />
      )
    case 'dispute':
    case 'query':
      return (
        <Stack gap={3}>
          <Line
            title={it.what === 'dispute' ? w.dispute : w.query}
            says={[ended && w.ended(forms.shortDay(ended)), by && w.byWhom(by)]}
          />
          <Own says={text(facts, 'says')} />
          <Own says={text(facts, 'answer')} />
        </Stack>
      )
    case 'hold':
      return (
        <Stack gap={3}>
          <Line
            title={w.hold}
            says={[
              wordOf(l.causes, text(facts, 'says')),
              ended ? w.ended(forms.shortDay(ended)) : until ? w.until(forms.shortDay(until)) : w.untilLifted,
              by && w.byWhom(by),
            ]}
          />
          <Own says={text(facts, 'note')} />
        </Stack>
      )
    case 'told':
      return (
        <Line
          title={w.told}
          says={[wordOf(w.toldKinds, text(facts, 'kind')), ended && w.ended(forms.shortDay(ended))]}
        />
      )
    case 'decided':
    case 'refused':
      return <Decided it={it} />
    case 'done':
      if (facts.kind === 'escalation')
        return (
          <Stack gap={3}>
            <Line title={w.tasks.escalation} says={[text(facts, 'says'), by && w.byWhom(by)]} />
            <Own says={text(facts, 'note')} />
          </Stack>
        )
      return (
        <Stack gap={3}>
          <Line
            title={`${w.done}: ${wordOf(w.tasks, text(facts, 'kind'))}`}
            says={[text(facts, 'outcome') !== 'done' && wordOf(w.outcomes, text(facts, 'outcome')), by && w.byWhom(by)]}
          />
          <Own says={text(facts, 'note')} />
        </Stack>
      )
    case 'merged':
      return <Line title={w.merged(String(facts.no), String(facts.name))} says={[by && w.byWhom(by)]} />
    case 'document':
      return <Paper it={it} />
    case 'approval':
      return <Second it={it} />
    case 'note':
      return <Note it={it} />
    default:
      return <Line title={nameOf({ kind: it.what })} says={[text(facts, 'says')]} />
  }
}

function Decided({ it }: { it: Entry }) {
  const w = useWords(caseWords)
  const reasons = (it.facts.reasons as Reason[] | null) ?? []
  const kind = text(it.facts, 'kind')
  const title =
    it.what === 'refused'
      ? w.refused
      : kind === 'task'
        ? w.decidedTask
        : kind === 'write_off'
          ? w.decidedLetGo
          : w.decidedNothing
  return (
    <Group gap={8} wrap="nowrap" align="flex-start" justify="space-between">
      <Text size="sm" className="theirs">
        <Text span c="dimmed">
          {title}{' '}
        </Text>
        {reasons[0]?.says}
      </Text>
      {(reasons.length > 1 || reasons[0]?.cite) && <Why reasons={reasons} />}
    </Group>
  )
}

/** What was asked of a second person, and how it ended. */
function Second({ it }: { it: Entry }) {
  const w = useWords(approvalWords)
  const c = useWords(caseWords)
  const { facts } = it
  const plain = (key: string) => text(facts, key)?.replace(/ <[^<>]*>$/, '')
  const state = (text(facts, 'state') ?? 'waiting') as keyof typeof w.states
  const ended = plain('ended')
  const answer = text(facts, 'answer')
  return (
    <Stack gap={3}>
      <Line
        title={`${w.page}: ${wordOf(w.kinds, text(facts, 'kind'))}`}
        says={[
          text(facts, 'number'),
          plain('by') && c.byWhom(plain('by')!),
          state === 'fallen'
            ? (w.fell[answer as keyof typeof w.fell] ?? w.states.fallen)
            : `${w.states[state]}${ended && state !== 'withdrawn' ? ` ${w.by(ended)}` : ''}`,
        ]}
      />
      <Own says={text(facts, 'says')} />
      {state === 'refused' && <Own says={answer} />}
    </Stack>
  )
}

function Note({ it }: { it: Entry }) {
  const { may } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  const said = useSaid()
  const withdraw = useDo('POST /v1/notes/{id}/withdraw')
  const who = text(it.facts, 'by')
  const by = who && nameOnly(who)
  const away = async () => {
    await withdraw.mutateAsync({ params: { id: it.id } })
    said(a.undone)
  }
  return (
    <Stack gap={3}>
      <Line
        title={w.note}
        says={[by && w.byWhom(by)]}
        aside={
          may && (
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={w.broughtBack} onClick={() => void away()}>
              <IconTrash size={15} />
            </ActionIcon>
          )
        }
      />
      <Own says={text(it.facts, 'says')} />
    </Stack>
  )
}
