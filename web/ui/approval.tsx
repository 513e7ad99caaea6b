// What needs a second person: said before the act, and the card of a request while it waits, with the answer of who may give it.

import { Alert, Anchor, Badge, Box, Button, Group, List, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconUsers } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { dunwell, useDo } from '../api.ts'
import { approvalWords } from '../words/approvals.ts'
import { policyWords } from '../words/policies.ts'
import { stepName } from '../words/steps.ts'
import { Failed } from './state.tsx'
import { useForms, useLanguage, useWords } from './tongue.tsx'

export type Approval = Answer<'GET /v1/approvals'>['items'][number]
export type Act = Ask<'POST /v1/approvals'>['body']['act']
export type Checked = Answer<'POST /v1/approvals/check'>

/** What each of these acts would do, and whether it needs somebody else. */
export function useChecks(acts: readonly Act[]) {
  const all = useQueries({
    queries: acts.map((act) => ({
      queryKey: ['POST /v1/approvals/check', act],
      queryFn: ({ signal }: { signal: AbortSignal }) => dunwell('POST /v1/approvals/check', { body: { act }, signal }),
      retry: false,
      staleTime: 5_000,
    })),
  })
  const checks = all.map((it) => it.data)
  const second = checks.find((it) => it !== undefined && !it.alone)
  return {
    checks,
    second,
    nobodyElse: checks.some((it) => it?.nobodyElse),
    ready: checks.every((it) => it !== undefined) && (second === undefined || second.who.length > 0),
    error: all.find((it) => it.error)?.error ?? null,
  }
}

export function useNames(): (who: readonly string[]) => string {
  const w = useWords(approvalWords)
  return (who) => who.slice(0, 3).join(w.or)
}

/** Said before the act: that it asks somebody, or that nobody is there to be asked. */
export function SecondSays({ second, nobodyElse }: { second: Checked | undefined; nobodyElse: boolean }) {
  const w = useWords(approvalWords)
  const names = useNames()
  if (!second && !nobodyElse) return null
  const says = !second ? w.nobodyElse : second.who.length === 0 ? w.willAskNobody : w.willAsk(names(second.who))
  return (
    <Alert color="amber" variant="light" icon={<IconUsers size={18} aria-hidden />} role="status">
      <Text size="sm">{says}</Text>
    </Alert>
  )
}

/** What a request does, in a sentence. */
function useDoes(): (it: Approval) => string {
  const w = useWords(approvalWords)
  const forms = useForms()
  return (it) => {
    const { facts } = it
    const text = (key: string) => String(facts[key] ?? '')
    const money = (minor: unknown) => forms.money(Number(minor ?? 0), it.currency ?? 'EUR')
    const sum = money(it.amountMinor)
    switch (it.kind) {
      case 'write_off':
        return w.does.write_off(sum, text('number'))
      case 'waiver':
        return w.does.waiver(sum, text('number'), money(facts.leavesMinor))
      case 'offer':
        return w.does.offer(sum, text('number'), money(facts.leavesMinor), forms.day(text('payBy')))
      case 'in_full':
        return w.does.in_full(sum, money(facts.amountMinor))
      case 'policy':
        return w.does.policy(text('name'), text('version'))
      case 'backlog':
        return w.does.backlog(sum, forms.count(Number(facts.claims)), text('late').replace('-', '–'), text('fileName'))
      default:
        return facts.segment
          ? w.does.policy_segment(text('name'), text('segment'))
          : w.does.policy_use(text('name'), text('before'))
    }
  }
}

/** One request: what it does, who asked and why, and what the one who looks can do with it; `here` where whose case it is stands above. */
export function ApprovalCard({ it, here }: { it: Approval; here?: boolean }) {
  const w = useWords(approvalWords)
  const forms = useForms()
  const names = useNames()
  const does = useDoes()
  const [refusing, setRefusing] = useState(false)
  const [word, setWord] = useState('')
  const accept = useDo('POST /v1/approvals/{id}/accept')
  const refuse = useDo('POST /v1/approvals/{id}/refuse')
  const withdraw = useDo('POST /v1/approvals/{id}/withdraw')
  const tell = (done: Approval) => {
    const message =
      done.state === 'fallen'
        ? (w.fell[done.answer as keyof typeof w.fell] ?? w.states.fallen)
        : { done: w.approved, refused: w.refused, withdrawn: w.withdrawn, waiting: w.states.waiting }[done.state]
    notifications.show({ message, autoClose: done.state === 'fallen' ? 10_000 : 4_000 })
  }
  const params = { id: it.id }
  const failed = accept.error ?? refuse.error ?? withdraw.error
  return (
    <Box id={it.id} px="md" py="sm" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <div className="approval">
        <Group gap="0 8px" align="baseline" className="work-name">
          <Text fw={620}>{w.kinds[it.kind]}</Text>
          {it.debtor && !here && (
            <Anchor component={Link} to={`/cases/${it.debtor.id}` as never} className="theirs" c="inherit">
              {it.debtor.name}
            </Anchor>
          )}
          {it.state !== 'waiting' && (
            <Badge variant="light" color={it.state === 'done' ? 'accent' : 'gray'} className="chip">
              {w.states[it.state]}
              {it.endedBy !== null && it.state !== 'fallen' && ` ${w.by(it.endedBy)}`}
            </Badge>
          )}
        </Group>
        <Stack gap={3} className="work-text">
          <Text size="sm" className="theirs">
            {does(it)}
          </Text>
          <PolicyChanges it={it} />
          <Text size="sm" c="dimmed" className="theirs">
            {w.quote(it.because)} · {w.asked(it.askedBy, it.askedOn ? forms.shortDay(it.askedOn) : '')}
          </Text>
          {it.answer !== null && it.state === 'refused' && (
            <Text size="sm" className="theirs">
              {w.quote(it.answer)}
            </Text>
          )}
          {it.state === 'fallen' && (
            <Text size="sm">{w.fell[it.answer as keyof typeof w.fell] ?? w.states.fallen}</Text>
          )}
          {it.state === 'waiting' && !it.may && (
            <Text size="sm" c="dimmed">
              {it.who.length === 0 ? w.waitsForNobody : w.waitsFor(names(it.who))}
            </Text>
          )}
        </Stack>
        {it.amountMinor !== null && it.currency !== null && !here && (
          <Text fw={620} className="work-sum figure">
            {forms.money(it.amountMinor, it.currency)}
          </Text>
        )}
      </div>
      {refusing && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (word.trim() !== '')
              refuse.mutate(
                { params, body: { because: word } },
                {
                  onSuccess: (done) => {
                    setRefusing(false)
                    tell(done)
                  },
                },
              )
          }}
        >
          <Stack gap="xs" mt="xs">
            <Textarea
              label={w.refuseWhy}
              placeholder={w.refuseHint}
              value={word}
              onChange={(event) => setWord(event.currentTarget.value)}
              maxLength={500}
              autosize
              minRows={2}
              data-autofocus
              autoFocus
            />
            <Group gap="xs">
              <Button type="submit" size="xs" disabled={word.trim() === ''} loading={refuse.isPending}>
                {w.refuse}
              </Button>
              <Button size="xs" variant="default" onClick={() => setRefusing(false)}>
                {w.cancel}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      {it.state === 'waiting' && !refusing && (it.may || it.yours) && (
        <Group gap="xs" mt="xs">
          {it.may && (
            <>
              <Button
                size="xs"
                loading={accept.isPending}
                onClick={() => accept.mutate({ params } as never, { onSuccess: tell })}
              >
                {w.approve}
              </Button>
              <Button size="xs" variant="default" onClick={() => setRefusing(true)}>
                {w.refuse}
              </Button>
            </>
          )}
          {it.yours && (
            <Button
              size="xs"
              variant="default"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ params } as never, { onSuccess: tell })}
            >
              {w.withdraw}
            </Button>
          )}
        </Group>
      )}
      {failed && (
        <Box mt="xs">
          <Failed error={failed} />
        </Box>
      )}
    </Box>
  )
}

interface Difference {
  readonly step: string | null
  readonly what: string
  readonly before: string | null
  readonly after: string | null
}

function PolicyChanges({ it }: { it: Approval }) {
  const w = useWords(approvalWords)
  const p = useWords(policyWords)
  const language = useLanguage()
  const all = (it.facts.differences as readonly Difference[] | undefined) ?? []
  if (all.length === 0) return null
  return (
    <Box>
      <Text size="sm">{w.changes(all.length)}:</Text>
      <List size="sm" spacing={2}>
        {all.slice(0, 12).map((one) => (
          <List.Item key={`${one.step} ${one.what}`}>
            <Text span size="sm" fw={620}>
              {one.step ? stepName(language, one.step) : p.whole}
            </Text>
            , {one.what}: {p.was} {one.before ?? p.nothing}, {p.becomes} {one.after ?? p.nothing}
          </List.Item>
        ))}
      </List>
    </Box>
  )
}
