// What stands beside the story: what waits, what is open, the money, the people and how they may be reached, the papers.

import { ActionIcon, Anchor, Badge, Box, Button, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useDo } from '../../api.ts'
import { ApprovalCard } from '../../ui/approval.tsx'
import { Paper } from '../../ui/page.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { approvalWords } from '../../words/approvals.ts'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { caseListWords } from '../../words/cases.ts'
import { MessageModal } from './message.tsx'
import { type CaseAnswer, causeOf, useCase, useSaid, wordOf } from './page.tsx'
import { OpenPaper } from './paper.tsx'
import { People } from './people.tsx'

export function Beside() {
  return (
    <Stack gap="md">
      <SecondPerson />
      <Waiting />
      <Claims />
      <People />
      <Papers />
    </Stack>
  )
}

/** What waits for a second person here, whoever asked. */
function SecondPerson() {
  const { it } = useCase()
  const w = useWords(approvalWords)
  const { data } = useAsk('GET /v1/approvals', { query: { debtor: it.debtor.id } })
  if (!data || data.items.length === 0) return null
  return (
    <Paper title={w.page} flush>
      {data.items.map((one) => (
        <ApprovalCard key={one.id} it={one} here />
      ))}
    </Paper>
  )
}

function Waiting() {
  const { it, may, open } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  const forms = useForms()
  const said = useSaid()
  const lift = useDo('POST /v1/holds/{id}/lift')
  const withdraw = useDo('POST /v1/promises/{id}/withdraw')
  if (it.tasks.length === 0 && it.answers.length === 0) return null
  return (
    <Paper title={w.waiting}>
      <Stack gap="sm">
        {it.tasks.map((task) => (
          <Group key={task.id} gap={8} wrap="nowrap" align="flex-start" justify="space-between">
            <Box style={{ minWidth: 0 }}>
              <Text size="sm" fw={620}>
                {wordOf(w.tasks, task.kind)}
                <Text span c="dimmed" fw={400}>{` · ${forms.shortDay(task.day)}`}</Text>
              </Text>
              <Text size="sm" className="theirs">
                <Told text={task.says} />
              </Text>
            </Box>
            {may && <TaskVerbs task={task} />}
          </Group>
        ))}
        {it.answers.map((one) => (
          <Group key={one.id} gap={8} wrap="nowrap" align="flex-start" justify="space-between">
            <Box style={{ minWidth: 0 }}>
              <Text size="sm" fw={620}>
                {{ hold: w.hold, promise: w.promise, query: w.query, dispute: w.dispute }[one.noun]}
                {one.until && <Text span c="dimmed" fw={400}>{` · ${w.until(forms.shortDay(one.until))}`}</Text>}
              </Text>
              <Says of={one} />
              {one.claims.length > 0 && (
                <Text size="xs" c="dimmed" className="theirs">
                  {one.claims.join(', ')}
                </Text>
              )}
            </Box>
            {may && one.noun === 'hold' && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flex: 'none' }}
                onClick={() => void lift.mutateAsync({ params: { id: one.id }, body: {} }).then(() => said(a.done))}
              >
                {w.lift}
              </Button>
            )}
            {may && one.noun === 'promise' && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flex: 'none' }}
                onClick={() =>
                  void withdraw.mutateAsync({ params: { id: one.id }, body: {} }).then(() => said(a.undone))
                }
              >
                {w.broughtBack}
              </Button>
            )}
            {may && one.noun === 'query' && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flex: 'none' }}
                onClick={() => open('answer', one.id)}
              >
                {w.answered}
              </Button>
            )}
            {may && one.noun === 'dispute' && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flex: 'none' }}
                onClick={() => open('settle', one.id)}
              >
                {w.settled}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}

/** What the task asks for, and that it is done; a call is done by what came of it. */
/** What it is about, with what was noted where something is held. */
function Says({ of }: { of: CaseAnswer['answers'][number] }) {
  const l = useWords(caseListWords)
  const [cause, note] = causeOf(l.causes, of.says)
  if (of.noun !== 'hold' || note === undefined)
    return (
      <Text size="sm" className="theirs">
        {wordOf(l.causes, of.says)}
      </Text>
    )
  return (
    <>
      <Text size="sm">{cause}</Text>
      <Text size="xs" c="dimmed" className="theirs">
        <Told text={note} />
      </Text>
    </>
  )
}

function TaskVerbs({ task }: { task: CaseAnswer['tasks'][number] }) {
  const { open } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  const said = useSaid()
  const done = useDo('POST /v1/tasks/{id}/done')
  const reopen = useDo('POST /v1/tasks/{id}/reopen')
  const [reading, setReading] = useState(false)
  const { id, kind, letter } = task
  const act = kind === 'write' ? 'write' : kind === 'agree_date' ? 'date' : undefined
  if (kind === 'call' || kind === 'promise_broken')
    return (
      <Button size="compact-xs" variant="light" style={{ flex: 'none' }} onClick={() => open('call', id)}>
        {a.acts.call}
      </Button>
    )
  const finish = async () => {
    await done.mutateAsync({ params: { id }, body: {} })
    said(a.done, () => reopen.mutateAsync({ params: { id }, body: undefined as never }))
  }
  return (
    <Group gap={4} wrap="nowrap" style={{ flex: 'none' }}>
      {letter && (
        <>
          <Button size="compact-xs" variant="light" onClick={() => setReading(true)}>
            {w.read}
          </Button>
          <MessageModal id={letter} opened={reading} close={() => setReading(false)} />
        </>
      )}
      {act && (
        <Button size="compact-xs" variant="light" onClick={() => open(act)}>
          {a.acts[act]}
        </Button>
      )}
      {kind !== 'manager_note' && (
        <Tooltip label={w.done}>
          <ActionIcon
            variant="default"
            size={22}
            aria-label={w.done}
            loading={done.isPending}
            onClick={() => void finish()}
          >
            <IconCheck size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}

type Claim = CaseAnswer['claims'][number]

export function Claims() {
  const { it, may } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  const forms = useForms()
  const said = useSaid()
  const allocate = useDo('POST /v1/debtors/{id}/allocate')
  const account = it.owed.filter((one) => one.onAccountMinor > 0)
  return (
    <Paper
      title={w.claims}
      aside={
        it.closedClaims > 0 && (
          <Text size="xs" c="dimmed">
            {w.closedClaims(it.closedClaims)}
          </Text>
        )
      }
    >
      <Stack gap="sm">
        {it.claims.length === 0 && (
          <Text size="sm" c="dimmed">
            {w.noClaims}
          </Text>
        )}
        {it.claims.map((claim) => (
          <ClaimLine key={claim.id} claim={claim} />
        ))}
        {account.map((one) => (
          <Group key={one.currency} justify="space-between" gap={8} className="case-rule">
            <Text size="sm">{w.onAccount(forms.money(one.onAccountMinor, one.currency))}</Text>
            {may && it.claims.some((claim) => claim.currency === one.currency) && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flex: 'none' }}
                onClick={() =>
                  void allocate
                    .mutateAsync({ params: { id: it.debtor.id }, body: { currency: one.currency } })
                    .then(() => said(a.done))
                }
              >
                {w.allocate}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}

function ClaimLine({ claim }: { claim: Claim }) {
  const { it } = useCase()
  const w = useWords(caseWords)
  const forms = useForms()
  const open = claim.dues.filter((due) => due.openMinor > 0)
  return (
    <Box>
      <Group justify="space-between" wrap="nowrap" gap={8} align="baseline">
        <Anchor
          component={Link}
          to={`/claims/${claim.id}` as never}
          size="sm"
          fw={620}
          c="inherit"
          className="name"
          title={claim.about ?? claim.number}
        >
          {claim.number}
        </Anchor>
        <Text size="sm" className="figure" fw={620}>
          {forms.money(claim.openMinor, claim.currency)}
        </Text>
      </Group>
      {open.slice(0, 3).map((due) => (
        <Group key={due.no} justify="space-between" wrap="nowrap" gap={8}>
          <Text size="xs" c="dimmed">
            {due.dueOn ? w.due(forms.day(due.dueOn)) : w.noDue}
            {due.dueOn && due.dueOn < it.day && ` · ${w.late(late(due.dueOn, it.day))}`}
          </Text>
          {(open.length > 1 || claim.openMinor !== claim.amountMinor) && (
            <Text size="xs" c="dimmed" className="figure">
              {open.length > 1
                ? forms.money(due.openMinor, claim.currency)
                : w.ofWhole(forms.money(claim.amountMinor, claim.currency))}
            </Text>
          )}
        </Group>
      ))}
      {open.length > 3 && (
        <Text size="xs" c="dimmed">
          +{open.length - 3}
        </Text>
      )}
      {claim.rests.length > 0 && (
        <Group gap={4} mt={3}>
          {claim.rests.map((one) => (
            <Badge key={one} size="xs" variant="light" color="amber">
              {wordOf(w.rests, one)}
            </Badge>
          ))}
        </Group>
      )}
    </Box>
  )
}

function late(dueOn: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000)
}

function Papers() {
  const { it } = useCase()
  const w = useWords(caseWords)
  return (
    <Paper title={w.documents}>
      <Stack gap={8}>
        {it.documents.length === 0 && (
          <Text size="sm" c="dimmed">
            {w.noDocuments}
          </Text>
        )}
        {it.documents.map((one) => (
          <Group key={one.id} gap={8} wrap="nowrap" justify="space-between">
            <Box style={{ minWidth: 0 }}>
              <Text size="sm" className="name" title={one.name}>
                {one.name}
              </Text>
              <Text size="xs" c="dimmed">
                {[one.kind.replaceAll('_', ' '), one.claim].filter(Boolean).join(' · ')}
              </Text>
            </Box>
            <OpenPaper id={one.id} name={one.name} />
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}
