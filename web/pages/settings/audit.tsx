// Who did what in this workspace, the newest first, by person.

import { Box, Button, Group, Select, Stack, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk } from '../../api.ts'
import { Paper } from '../../ui/page.tsx'
import { Recorded } from '../../ui/recorded.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useLanguage, useWords } from '../../ui/tongue.tsx'
import { auditName } from '../../words/audit.ts'
import type { Language } from '../../words/both.ts'
import { settingsWords } from '../../words/settings.ts'
import { policyName } from '../../words/steps.ts'
import { templateName } from '../../words/template-names.ts'

type Entry = Answer<'GET /v1/audit'>['items'][number]
const all = '*'

export default function Audit() {
  const w = useWords(settingsWords)
  const people = useAsk('GET /v1/audit/people')
  const [who, setWho] = useState(all)
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined])
  return (
    <Paper title={w.parts.audit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.auditSays}
        </Text>
        <Select
          label={w.auditWho}
          maw={360}
          searchable
          data={[
            { value: all, label: w.auditAll },
            ...(people.data?.items ?? []).map((it) => ({ value: it, label: it.replace(/ <.*>$/, '') })),
          ]}
          value={who}
          onChange={(it) => {
            setWho(it ?? all)
            setCursors([undefined])
          }}
        />
        <div>
          {cursors.map((cursor, i) => (
            <PageOf
              key={cursor ?? 'first'}
              who={who}
              cursor={cursor}
              last={i === cursors.length - 1}
              onMore={(next) => setCursors([...cursors, next])}
            />
          ))}
        </div>
      </Stack>
    </Paper>
  )
}

function PageOf({
  who,
  cursor,
  last,
  onMore,
}: {
  who: string
  cursor: string | undefined
  last: boolean
  onMore: (next: string) => void
}) {
  const w = useWords(settingsWords)
  const query = { limit: 50, ...(who !== all && { who }), ...(cursor !== undefined && { cursor }) }
  const asked = useAsk('GET /v1/audit', { query })
  return (
    <Shown ask={asked}>
      {({ items, next }) => (
        <>
          {items.length === 0 && <Text size="sm">{w.auditNone}</Text>}
          {items.map((it) => (
            <One key={it.no} it={it} />
          ))}
          {last && next !== undefined && (
            <Group mt="md">
              <Button variant="default" onClick={() => onMore(next)}>
                {w.auditMore}
              </Button>
            </Group>
          )}
        </>
      )}
    </Shown>
  )
}

function One({ it }: { it: Entry }) {
  const w = useWords(settingsWords)
  const forms = useForms()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const about = aboutOf(it, language)
  const bare = it.body === null || Object.keys(it.body).length === 0
  return (
    <Box py="xs" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm" fw={550} style={{ minWidth: 0 }}>
          {auditName(language, it.kind)}
          {about && <span className="theirs">{`: ${about}`}</span>}
        </Text>
        <Text size="xs" c="dimmed" className="figure">
          {it.at && forms.moment(it.at)}
        </Text>
      </Group>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" className="name">
          {it.who}
        </Text>
        {!bare && (
          <UnstyledButton onClick={() => setOpen(!open)} aria-expanded={open} fz="xs" td="underline">
            {w.auditFacts}
          </UnstyledButton>
        )}
      </Group>
      {open && it.body !== null && <Recorded body={it.body} />}
    </Box>
  )
}

/** What it was done to, by the name it had then. */
function aboutOf({ kind, body }: Entry, language: Language): string | undefined {
  const text = (key: string) => (typeof body?.[key] === 'string' && body[key] !== '' ? body[key] : undefined)
  if (kind === 'policy.saved') return policyName(language, text('name') ?? '')
  if (kind === 'template.saved') return templateName(language, text('id') ?? '')
  return text('fileName') ?? text('email') ?? text('name') ?? text('url')
}
