// What the law asks and nobody has said: each question with whom it concerns and what it holds back, and one answer for all of them.

import { Anchor, Box, Button, Group, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { once, queries, useAsk } from '../../api.ts'
import { Paper } from '../../ui/page.tsx'
import { RegionField } from '../../ui/region.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { lawWords } from '../../words/law.ts'

type Missing = Answer<'GET /v1/law/missing'>['groups'][number]

export function MissingFacts() {
  const w = useWords(lawWords)
  const forms = useForms()
  const asked = useAsk('GET /v1/law/missing')
  return (
    <Paper title={w.missing}>
      <Stack>
        <Text size="sm" c="dimmed">
          {w.missingSay}
        </Text>
        <Shown ask={asked}>
          {({ groups, all, looked }) => (
            <Stack gap={0}>
              {groups.length === 0 && <Text size="sm">{w.nothing}</Text>}
              {groups.map((it) => (
                <Question key={`${it.fact} ${it.country} ${it.kind}`} it={it} />
              ))}
              {!all && (
                <Text size="xs" c="dimmed" mt="xs">
                  {w.looked(forms.count(looked))}
                </Text>
              )}
            </Stack>
          )}
        </Shown>
      </Stack>
    </Paper>
  )
}

// Asked of one kind of customer at a time; the others of all alike.
const byKind: Partial<Record<Missing['fact'], true>> = { region: true, purpose: true, debtor_kind: true }

function Question({ it }: { it: Missing }) {
  const w = useWords(lawWords)
  const forms = useForms()
  const may = useMay('manager')
  const [value, setValue] = useState('')
  const [done, setDone] = useState<number>()
  const [error, setError] = useState<Error>()
  const choices: Readonly<Record<string, string>> | undefined = it.fact === 'region' ? undefined : w.answers[it.fact]
  const give = async (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    let changed = 0
    try {
      for (let more = true; more; ) {
        setDone(changed)
        const whom = {
          ...(it.fact in byKind && { kind: it.kind }),
          ...(it.fact === 'region' && { country: it.country }),
        }
        const answer = await once('POST /v1/law/answers', {
          body: { fact: it.fact, value, ...whom },
        })
        changed += answer.changed
        more = answer.more
      }
      notifications.show({ message: w.given(forms.count(changed)) })
      await queries.invalidateQueries()
    } catch (problem) {
      setError(problem as Error)
    } finally {
      setDone(undefined)
    }
  }
  const media = (['email', 'letter', 'phone'] as const).flatMap((medium) =>
    it.holds[medium] ? [w.media[medium](forms.count(it.holds[medium]))] : [],
  )
  return (
    <Box component="form" onSubmit={give} py="md" style={{ borderTop: '1px solid var(--desk-line)' }}>
      <Text fw={600}>{w.asks[it.fact](forms.place(it.country))}</Text>
      <Text size="sm" mt={2}>
        {[
          ...(it.fact in byKind
            ? [w.answers.debtor_kind[it.kind as keyof typeof w.answers.debtor_kind] ?? it.kind]
            : []),
          w.customers(forms.count(it.customers)),
          w.claims(forms.count(it.claims)),
          w.open(it.open.map((sum) => forms.money(sum.amountMinor, sum.currency)).join(' + ')),
        ].join(' · ')}
      </Text>
      <Text size="sm" c="dimmed" mt={2}>
        {it.first.map((one, i) => (
          <span key={one.id}>
            {i > 0 && ', '}
            <Anchor component={Link} to={`/debtors/${one.id}` as never} inherit underline="always" className="name">
              {one.name}
            </Anchor>
          </span>
        ))}
        {it.customers > it.first.length && ` ${w.more(forms.count(it.customers - it.first.length))}`}
      </Text>
      <Text size="sm" mt={2}>
        {media.length > 0 && `${w.holds(media.join(', '))} `}
        {it.warns > 0 && w.warns(forms.count(it.warns))}
        {media.length === 0 && it.warns === 0 && w.quiet}
      </Text>
      {may && (
        <Group gap="sm" mt="xs" align="flex-end">
          {choices ? (
            <Select
              label={w.answer}
              data={Object.entries(choices).map(([key, label]) => ({ value: key, label }))}
              value={value || null}
              onChange={(next) => setValue(next ?? '')}
              w={{ base: '100%', sm: 260 }}
            />
          ) : (
            <RegionField
              label={w.region}
              country={it.country}
              value={value}
              onChange={setValue}
              w={{ base: '100%', sm: 320 }}
            />
          )}
          <Button type="submit" variant="default" disabled={value.trim() === ''} loading={done !== undefined}>
            {it.customers === 1 ? w.giveOne : w.giveAll}
          </Button>
        </Group>
      )}
      {done !== undefined && done > 0 && (
        <Text size="sm" c="dimmed" role="status" mt="xs">
          {w.giving(forms.count(done))}
        </Text>
      )}
      {may && it.customers > 1 && (
        <Text size="xs" c="dimmed" mt={4}>
          {w.single}
        </Text>
      )}
      {error && <Failed error={error} />}
    </Box>
  )
}
