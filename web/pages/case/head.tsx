// The head of a case: who they are, what they owe, what happens next and why, and whether they may be reached now.

import { Anchor, Badge, Box, Button, Group, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { IconCheck, IconClock, IconMail, IconPhone, IconSend } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDo } from '../../api.ts'
import { nameOnly } from '../../ui/autopilot.tsx'
import { CaseCollectors } from '../../ui/collector.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { usePlace } from '../../ui/region.tsx'
import { Told } from '../../ui/told.tsx'
import { useForms, useLanguage, useWords } from '../../ui/tongue.tsx'
import { Why } from '../../ui/why.tsx'
import { autopilotWords } from '../../words/autopilot.ts'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { policyName } from '../../words/steps.ts'
import { MessageModal } from './message.tsx'
import { type CaseAnswer, type May, useCase, useClock, useSaid, useStepName } from './page.tsx'
import { StatementDrawer } from './statement.tsx'

export function Who() {
  const { it, may } = useCase()
  const w = useWords(caseWords)
  const language = useLanguage()
  const place = usePlace()
  const { debtor } = it
  const speaks = new Intl.DisplayNames([language], { type: 'language' }).of(debtor.language) ?? debtor.language
  const facts = [
    w.kinds[debtor.kind as keyof typeof w.kinds] ?? debtor.kind,
    place(debtor.country, debtor.region),
    speaks,
    w.thereNow(debtor.theirTime.slice(11)),
    w.handlings[debtor.handling as keyof typeof w.handlings] ?? debtor.handling,
    ...(debtor.accountManager ? [debtor.accountManager] : []),
  ]
  return (
    <>
      <Text size="sm" c="dimmed">
        <Anchor component={Link} to={`/debtors/${debtor.id}` as never} inherit underline="always">
          {w.number(debtor.no)}
        </Anchor>
        {` · ${facts.join(' · ')}`}
        {debtor.group && (
          <>
            {' · '}
            <Anchor
              component={Link}
              to={'/debtors' as never}
              search={{ group: debtor.group } as never}
              inherit
              underline="always"
              className="theirs"
            >
              {debtor.group}
            </Anchor>
          </>
        )}
      </Text>
      <CaseCollectors debtor={debtor.id} its={it.collectors} may={may} />
    </>
  )
}

/** What they owe, what happens next, and whether they may be reached; `short` where the last stands elsewhere. */
export function Summary({ short }: { short?: boolean }) {
  const w = useWords(caseWords)
  return (
    <SimpleGrid cols={{ base: 1, md: short ? 2 : 3 }} spacing={0} className="paper case-summary">
      <Cell title={w.owesNow}>
        <Owes />
      </Cell>
      <Cell title={w.nextTitle}>
        <Next />
      </Cell>
      {!short && (
        <Cell title={w.reachTitle}>
          <Reach />
        </Cell>
      )}
    </SimpleGrid>
  )
}

function Cell({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box p="md" component="section" aria-label={title} style={{ minWidth: 0 }}>
      <Title order={2} size="sm" fw={600} c="dimmed" mb={6}>
        {title}
      </Title>
      {children}
    </Box>
  )
}

function Owes() {
  const { it } = useCase()
  const w = useWords(caseWords)
  const forms = useForms()
  const [shown, setShown] = useState(false)
  const owing = it.owed.filter((one) => one.openMinor > 0 || one.onAccountMinor > 0)
  return (
    <Stack gap={8}>
      {owing.length === 0 && (
        <Text fz="lg" fw={620} lh={1.3}>
          {w.owesNothing}
        </Text>
      )}
      {owing.map((one) => (
        <Box key={one.currency}>
          <Text className="figure" fz={26} fw={640} lh={1.15}>
            {forms.money(one.openMinor, one.currency)}
          </Text>
          <Text size="sm" c="dimmed">
            {one.overdueMinor > 0
              ? `${w.overdueOf(forms.money(one.overdueMinor, one.currency))}, ${w.daysLate(one.daysLate)}`
              : w.notYetDue}
            {one.onAccountMinor > 0 && ` · ${w.onAccount(forms.money(one.onAccountMinor, one.currency))}`}
          </Text>
        </Box>
      ))}
      <Group gap="md">
        <UnstyledButton className="quiet" onClick={() => setShown(true)}>
          <Text size="xs" td="underline" style={{ textUnderlineOffset: 3 }}>
            {w.statement}
          </Text>
        </UnstyledButton>
        {it.knownUntil && (
          <Text size="xs" c="dimmed">
            {w.knownUntil(forms.day(it.knownUntil))}
          </Text>
        )}
      </Group>
      <StatementDrawer opened={shown} close={() => setShown(false)} />
    </Stack>
  )
}

function Next() {
  const { it } = useCase()
  const w = useWords(caseWords)
  const forms = useForms()
  const nameOf = useStepName()
  const { next } = it
  const nothing = it.today.filter((one) => one.kind === 'nothing')
  const first = nothing[0]?.reasons[0]
  const drafts = it.drafts
  const waiting = drafts.find((draft) => draft.needsApproval && draft.approvedAt === null)
  return (
    <Stack gap={8} align="flex-start">
      {drafts.map((draft) => (
        <Draft key={draft.id} draft={draft} first={draft === waiting} />
      ))}
      {drafts.length === 0 && next && (
        <Box>
          <Text fz="lg" fw={620} lh={1.3}>
            {nameOf({ kind: next.kind, stage: next.stage, step: next.step, task: next.task })}
          </Text>
          <Group gap="0 12px">
            <Text size="sm" c="dimmed">
              {next.day === it.day ? w.nextToday : forms.shortDay(next.day)}
              {next.sums?.map((sum) => ` · ${forms.money(sum.amountMinor, sum.currency)}`).join('')}
            </Text>
            <Why reasons={next.reasons} />
          </Group>
        </Box>
      )}
      {drafts.length === 0 && !next && (
        <Text fz="lg" fw={620} lh={1.3}>
          {w.nextNothing}
        </Text>
      )}
      {drafts.length === 0 && first && (
        <Text size="sm" c="dimmed" className="theirs">
          {w.nothingBecause} <Told text={first.says} />
        </Text>
      )}
      {it.nextLookOn && drafts.length === 0 && (
        <Text size="xs" c="dimmed">
          {w.nextLook(forms.shortDay(it.nextLookOn))}
        </Text>
      )}
    </Stack>
  )
}

function Draft({ draft, first }: { draft: CaseAnswer['drafts'][number]; first: boolean }) {
  const { it, may, open } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  const forms = useForms()
  const nameOf = useStepName()
  const said = useSaid()
  const p = useWords(autopilotWords)
  const approve = useDo('POST /v1/outbox/approve')
  const recall = useDo('POST /v1/outbox/{id}/recall')
  const [shown, setShown] = useState(false)
  const waits = draft.needsApproval && draft.approvedAt === null
  const back = () => recall.mutateAsync({ params: { id: draft.id }, body: undefined as never })
  const yes = async () => {
    await approve.mutateAsync({ body: { messages: [draft.id] } })
    said(a.approved, back)
  }
  // One letter approves one draft, the first that waits.
  const keyed = first && may
  useKeys(keyed ? [{ key: 'a', says: w.approve, run: () => void yes() }] : [])
  const later = draft.approvedAt !== null && draft.leavesAt > it.now
  return (
    <Box w="100%">
      <Text fz="lg" fw={620} lh={1.3}>
        {nameOf({ kind: 'message', stage: draft.stage, step: draft.step })}
      </Text>
      <Group gap="0 12px">
        <Text size="sm" c="dimmed">
          {waits
            ? w.draftWaits
            : later
              ? w.draftLeaves(forms.moment(draft.leavesAt))
              : draft.approvedAt !== null
                ? w.draftReady
                : draft.autopilot
                  ? p.badgeSays(
                      nameOnly(draft.autopilot.by),
                      forms.day(draft.autopilot.on),
                      forms.money(draft.autopilot.mostMinor, draft.autopilot.currency),
                    )
                  : w.draftAuto}
        </Text>
        <Why reasons={draft.reasons} />
      </Group>
      {(draft.says ?? (waits ? draft.asks : null)) && (
        <Text size="sm" mt={2}>
          {draft.says ?? draft.asks}
        </Text>
      )}
      <Group gap={6} mt={8}>
        {may && waits && (
          <Button
            size="xs"
            onClick={() => void yes()}
            loading={approve.isPending}
            leftSection={<IconCheck size={15} aria-hidden />}
            rightSection={
              keyed && (
                <kbd className="key" data-on aria-hidden>
                  a
                </kbd>
              )
            }
            aria-keyshortcuts={keyed ? 'a' : undefined}
          >
            {w.approve}
          </Button>
        )}
        {may && !waits && draft.approvedAt !== null && (
          <Button size="xs" variant="default" onClick={() => void back().then(() => said(a.recalled))}>
            {w.recall}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setShown(true)}>
          {w.read}
        </Button>
        {may && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => open('drop', draft.id)}>
            {w.drop}
          </Button>
        )}
      </Group>
      <MessageModal id={draft.id} opened={shown} close={() => setShown(false)} />
    </Box>
  )
}

function Reach() {
  const { it } = useCase()
  const w = useWords(caseWords)
  const clock = useClock()
  const { zone } = it.debtor
  const has = (channel: string) =>
    it.contacts.some((one) => one.addresses.some((at) => at.channel === channel && at.usable))
  const until = it.calls && it.may.phone.may ? w.yesUntil(clock(it.calls.until, zone, it.now)) : undefined
  return (
    <Stack gap={6}>
      <Way icon={<IconPhone size={16} />} name={w.byPhone} may={it.may.phone} has={has('phone')} until={until} />
      <Way icon={<IconMail size={16} />} name={w.byEmail} may={it.may.email} has={has('email')} />
      <Way icon={<IconSend size={16} />} name={w.byLetter} may={it.may.letter} has={has('post')} />
      {it.calls && has('phone') && (
        <Text size="xs" c="dimmed">
          {w.bestTime(clock(it.calls.from, zone, it.now), clock(it.calls.until, zone, it.now))}
        </Text>
      )}
    </Stack>
  )
}

function Way(of: { icon: React.ReactNode; name: string; may: May; has: boolean; until?: string }) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Box c="dimmed" mt={2}>
        {of.icon}
      </Box>
      <Text size="sm" w={58} style={{ flexShrink: 0 }}>
        {of.name}
      </Text>
      <Box style={{ minWidth: 0 }}>
        <Gate may={of.may} has={of.has} until={of.until} />
      </Box>
    </Group>
  )
}

/** The gate's answer in a line: yes, or no, until when, and why. */
export function Gate({ may, has = true, until }: { may: May; has?: boolean; until?: string }) {
  const { it } = useCase()
  const w = useWords(caseWords)
  const clock = useClock()
  if (!has)
    return (
      <Text size="sm" c="dimmed">
        {w.noWay}
      </Text>
    )
  const reasons = may.may ? [...may.grounds, ...may.warnings] : may.grounds
  const says = may.may
    ? (until ?? w.yesNow)
    : may.until
      ? w.notBefore(clock(may.until, it.debtor.zone, it.now))
      : w.notUntilFact
  return (
    <Group gap="4px 8px">
      <Badge
        variant="light"
        color={may.may ? 'accent' : 'amber'}
        leftSection={may.may ? <IconCheck size={13} aria-hidden /> : <IconClock size={13} aria-hidden />}
        styles={{ label: { overflow: 'visible' } }}
      >
        {says}
      </Badge>
      {reasons.length > 0 && <Why reasons={reasons} />}
    </Group>
  )
}

/** What stands before the next step and was not given is behind it, and not to come. */
function stepsOf({ steps }: CaseAnswer['ladders'][number]): CaseAnswer['ladders'][number]['steps'] {
  const next = steps.findIndex((step) => step.state === 'next')
  return steps.map((step, i) => (i < next && step.state === 'ahead' ? { ...step, state: 'passed' } : step))
}

/** Where the case stands: the steps given and to come, on one quiet line. */
export function Ladders() {
  const { it } = useCase()
  const w = useWords(caseWords)
  const forms = useForms()
  const nameOf = useStepName()
  const language = useLanguage()
  if (it.ladders.length === 0) return null
  return (
    <Box className="paper" px="md" py="sm" component="section" aria-label={w.ladder}>
      {it.ladders.map((ladder) => (
        <Box key={ladder.policy} className="ladder-scroll">
          <Group gap={8} mb={6}>
            <Title order={2} size="sm" fw={600} c="dimmed">
              {w.ladder}
            </Title>
            <Text size="xs" c="dimmed">
              {w.ladderOf(policyName(language, ladder.name), ladder.claims.length)}
            </Text>
          </Group>
          <ol className="ladder">
            {stepsOf(ladder).map((step) => (
              <li key={step.id} data-state={step.state} aria-current={step.state === 'next' ? 'step' : undefined}>
                <span className="ladder-dot" aria-hidden />
                <span className="ladder-day">
                  {step.on
                    ? forms.shortDay(step.on)
                    : step.state === 'passed' && it.debtor.handling === 'by_hand'
                      ? w.handlings.by_hand
                      : w[step.state]}
                </span>
                <span className="ladder-name">{nameOf({ kind: step.kind, stage: step.stage, step: step.id })}</span>
              </li>
            ))}
          </ol>
        </Box>
      ))}
    </Box>
  )
}
