// The words of one message: an editor with the linter's remarks beside the lines, how it reads for a real customer, and its versions.

import { Alert, Anchor, Badge, Box, Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconArrowLeft, IconMailForward } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PolicyBody } from '../../src/core/policy.ts'
import type { Answer, Ask } from '../../src/http/client.ts'
import { queries, useAsk, useDo } from '../api.ts'
import { isStale } from '../ui/change.tsx'
import { Crossed } from '../ui/crossed.tsx'
import { useOwing } from '../ui/debtor-choice.tsx'
import { LinedText } from '../ui/lined-text.tsx'
import { lineDifferences } from '../ui/lines.ts'
import { MessagePreview } from '../ui/message-preview.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { useMay, useSeat } from '../ui/seat.tsx'
import { Failed, Shown } from '../ui/state.tsx'
import { useLanguage, useWords } from '../ui/tongue.tsx'
import { mergeWords } from '../words/merge.ts'
import { templateName } from '../words/template-names.ts'
import { templateWords } from '../words/templates.ts'

type Words = Answer<'GET /v1/templates/{language}/{id}'>

export default function TemplatePage() {
  const w = useWords(templateWords)
  const spoken = useLanguage()
  const { language = '', id = '' } = useParams({ strict: false }) as { language?: string; id?: string }
  const ask = useAsk('GET /v1/templates/{language}/{id}', { params: { language, id } }, { placeholderData: undefined })
  return (
    <Page title={templateName(spoken, id)} says={`${w.languages[language] ?? language} · ${id}`}>
      <Anchor component={Link} to={'/templates' as never} size="sm" mt={-12}>
        <Group gap={4}>
          <IconArrowLeft size={14} aria-hidden />
          {w.all}
        </Group>
      </Anchor>
      <Shown ask={ask} lines={14}>
        {(it) => <Editor key={`${language}/${id}`} it={it} />}
      </Shown>
    </Page>
  )
}

function Editor({ it }: { it: Words }) {
  const w = useWords(templateWords)
  const m = useWords(mergeWords)
  const params = { language: it.language, id: it.id }
  const may = useMay('manager')
  // What I write goes with the version it was begun from, whatever is fetched anew meanwhile.
  const now = it.version ?? 0
  const [draft, setDraft] = useState<{ text: string; from: number }>()
  const source = draft?.text ?? it.source
  const write = (text: string) => setDraft(text === it.source ? undefined : { text, from: draft?.from ?? now })
  const [settled] = useDebouncedValue(source, 500)
  const check = useAsk(
    'POST /v1/templates/{language}/{id}/check',
    { params, body: { source: settled } },
    { staleTime: 60_000 },
  )
  const policies = useAsk('GET /v1/policies')
  const owing = useOwing()
  const save = useDo('PUT /v1/templates/{language}/{id}')
  const keep = (text: string) =>
    save.mutate(
      { params, body: { source: text }, ifMatch: draft?.from ?? now },
      {
        onSuccess: ({ version }) => {
          setDraft(undefined)
          notifications.show({ message: text === '' ? w.reverted : version === null ? w.same : w.saved(version) })
        },
        onError: (error) => isStale(error) && void queries.invalidateQueries(),
      },
    )
  const step = stepFor(it.id, (policies.data?.items ?? []) as unknown as PolicyBody[])
  const changed = source !== it.source
  const wanted =
    step && check.data?.refused == null
      ? { step: step.step, policy: step.policy, language: it.language, template: it.id, source: settled }
      : undefined
  const crossed = draft !== undefined && !save.isPending && draft.from !== now
  const remarks = check.data?.remarks ?? []
  const refused = check.data?.refused
  const [at, show] = useState<{ readonly line: number }>()
  const marks = new Map<number, 'error' | 'warning'>()
  for (const one of remarks) if (marks.get(one.line) !== 'error') marks.set(one.line, one.level)
  // What reads the text says the place at the end of its sentence.
  const wrongAt = refused ? (refused.line ?? (Number(/line:(\d+)/.exec(refused.says)?.[1]) || undefined)) : undefined
  if (wrongAt) marks.set(wrongAt, 'error')
  return (
    <Box className="template">
      <Box style={{ gridArea: 'text' }}>
        <Paper
          title={w.text}
          aside={
            may && (
              <Group gap="xs">
                {changed && (
                  <Button size="compact-sm" variant="default" onClick={() => setDraft(undefined)}>
                    {w.throwAway}
                  </Button>
                )}
                <Button
                  size="compact-sm"
                  disabled={!changed || crossed || refused != null}
                  loading={save.isPending}
                  onClick={() => keep(source)}
                >
                  {w.save}
                </Button>
              </Group>
            )
          }
        >
          <Text size="sm" c="dimmed" mb="xs">
            {w.textSays}
          </Text>
          {crossed && draft && (
            <Crossed
              says={m.wordsSays}
              mine={() => setDraft({ text: draft.text, from: now })}
              theirs={() => setDraft(undefined)}
            >
              <Differing mine={draft.text} theirs={it.source} />
            </Crossed>
          )}
          <LinedText label={w.text} value={source} change={write} marks={marks} readOnly={!may} at={at} />
          {save.error && !isStale(save.error) && (
            <Box mt="sm">
              <Failed error={save.error} />
            </Box>
          )}
        </Paper>
      </Box>
      <Box style={{ gridArea: 'remarks' }}>
        <Paper title={w.remarks}>
          {refused && (
            <Alert color="amber" variant="light" title={w.refused} mb={remarks.length > 0 ? 'sm' : 0}>
              <Text size="sm">
                {wrongAt && (
                  <Anchor component="button" type="button" inherit fw={620} onClick={() => show({ line: wrongAt })}>
                    {w.line(wrongAt)}
                  </Anchor>
                )}
                {wrongAt && ': '}
                {refused.says.replace(/, line:\d+, col:\d+/, '')}
              </Text>
              <Text size="sm" c="dimmed">
                {refused.fix}
              </Text>
            </Alert>
          )}
          <Stack gap="sm" role="status">
            {!check.data && <Text c="dimmed">{w.checking}</Text>}
            {check.data && !refused && remarks.length === 0 && <Text size="sm">{w.noRemarks}</Text>}
            {remarks.map((one) => (
              <Box key={`${one.rule} ${one.line} ${one.words}`}>
                <Group gap="xs">
                  <Anchor component="button" type="button" size="sm" fw={620} onClick={() => show({ line: one.line })}>
                    {w.line(one.line)}
                  </Anchor>
                  <Badge size="sm" variant="light" color={one.level === 'error' ? 'rust' : 'amber'}>
                    {w[one.level]}
                  </Badge>
                </Group>
                <Text size="sm" className="theirs">
                  {one.words !== '' && `${w.quoted(one.words)} `}
                  {/* The code of the rule is for programs. */}
                  {one.says.replace(/ \([\w.-]+\)\.$/, '.')}
                </Text>
                <Text size="sm">
                  {w.better}: {one.better}
                </Text>
                <Text size="xs" c="dimmed">
                  {one.cite}
                </Text>
              </Box>
            ))}
          </Stack>
        </Paper>
      </Box>
      <Box style={{ gridArea: 'preview' }}>
        <Paper title={w.preview}>
          {policies.data ? (
            <MessagePreview owing={owing} wanted={wanted} refused={refused != null} />
          ) : (
            <Skeleton height={360} />
          )}
          {wanted && owing.chosen && <TestToMe body={{ ...wanted, debtor: owing.chosen.id, source }} />}
        </Paper>
      </Box>
      <Box style={{ gridArea: 'versions' }}>
        <Versions
          it={it}
          source={source}
          write={write}
          revert={may && it.version !== null ? () => keep('') : undefined}
        />
      </Box>
    </Box>
  )
}

/** The words as they stand in the editor, as a mail to oneself. */
function TestToMe({ body }: { body: Ask<'POST /v1/templates/test'>['body'] }) {
  const w = useWords(templateWords)
  const { person } = useSeat()
  const may = useMay('collector')
  const test = useDo('POST /v1/templates/test')
  if (!may) return null
  return (
    <Stack gap="xs" mt="md">
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconMailForward size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate({ body })}
        >
          {w.test}
        </Button>
        <Text size="sm" c="dimmed" style={{ flex: 1, minWidth: 200 }} role="status">
          {test.data ? w.tested(test.data.to) : w.testSays(person.email)}
        </Text>
      </Group>
      {test.error && <Failed error={test.error} />}
    </Stack>
  )
}

/** The lines that are in one of two versions alone. */
function Differing({ mine, theirs }: { mine: string; theirs: string }) {
  const m = useWords(mergeWords)
  const lines = (of: string, other: string) => {
    const known = new Set(other.split('\n'))
    return of.split('\n').filter((it) => it.trim() !== '' && !known.has(it))
  }
  const part = (title: string, its: readonly string[]) =>
    its.length > 0 && (
      <Box>
        <Text size="xs" c="dimmed">
          {title}
        </Text>
        {its.map((line) => (
          <Text key={line} size="sm" className="theirs" style={{ overflowWrap: 'anywhere' }}>
            {line}
          </Text>
        ))}
      </Box>
    )
  return (
    <Stack gap="xs">
      {part(m.onlyMine, lines(mine, theirs))}
      {part(m.onlyTheirs, lines(theirs, mine))}
    </Stack>
  )
}

/** A step that says these words, or else the first that says any: what the words are given does not depend on the step. */
function stepFor(id: string, policies: readonly PolicyBody[]): { policy: string; step: string } | undefined {
  const all = policies.flatMap((policy) =>
    policy.steps
      .filter((it) => it.kind === 'message' || it.kind === 'statement')
      .map((it) => ({ policy: policy.id, step: it.id, template: it.template })),
  )
  const own = all.filter((it) => it.template === id)
  return own.find((it) => it.policy === 'standard') ?? own[0] ?? all.find((it) => it.policy === 'standard') ?? all[0]
}

function Versions({
  it,
  source,
  write,
  revert,
}: {
  it: Words
  source: string
  write: (next: string) => void
  revert: (() => void) | undefined
}) {
  const w = useWords(templateWords)
  const [no, choose] = useState<number>()
  const params = { language: it.language, id: it.id }
  const older = useAsk(
    'GET /v1/templates/{language}/{id}',
    { params, query: { version: no } },
    { enabled: no !== undefined },
  )
  const all = Array.from({ length: it.version ?? 0 }, (_, i) => (it.version ?? 0) - i)
  const lines = no !== undefined && older.data ? lineDifferences(older.data.source, source) : []
  const differing = lines.filter((one) => one.kind !== 'both')
  return (
    <Paper title={w.versions}>
      {all.length === 0 ? (
        <Text size="sm" c="dimmed">
          {w.noVersions}
        </Text>
      ) : (
        <Stack gap="sm">
          <Group gap="sm" align="flex-end">
            <Select
              label={w.compare}
              w={260}
              data={all.map((one) => ({
                value: String(one),
                label: one === it.version ? `${w.version(one)}, ${w.now}` : w.version(one),
              }))}
              value={no === undefined ? null : String(no)}
              onChange={(one) => one && choose(Number(one))}
            />
            {no !== undefined && older.data && (
              <Button variant="default" onClick={() => write(older.data!.source)}>
                {w.restore}
              </Button>
            )}
          </Group>
          {older.error && <Failed error={older.error} />}
          {no !== undefined && older.data && differing.length === 0 && <Text size="sm">{w.noDifference}</Text>}
          {differing.length > 0 && (
            <pre className="difference">
              {lines
                .map((one, i) => ({ ...one, at: i }))
                .filter((one) => one.kind !== 'both')
                .map((one) => (
                  <span key={one.at} data-kind={one.kind}>
                    {one.kind === 'gone' ? `− ${one.text}` : `+ ${one.text}`}
                    {'\n'}
                  </span>
                ))}
            </pre>
          )}
          {revert && (
            <Group>
              <Button variant="subtle" color="gray" size="xs" onClick={revert}>
                {w.house2}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Paper>
  )
}
