// The ladders there are: how far each reaches, which is the usual one, and which has a draft in this browser.

import { Badge, Group, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { nameOnly } from '../ui/autopilot.tsx'
import { Page } from '../ui/page.tsx'
import { draftsHere, type PolicyBody } from '../ui/policy-draft.ts'
import { useSeat } from '../ui/seat.tsx'
import { LoadingCards, Shown } from '../ui/state.tsx'
import { useForms, useLanguage, useWords } from '../ui/tongue.tsx'
import { policyWords } from '../words/policies.ts'
import { policyName } from '../words/steps.ts'

type Standing = Answer<'GET /v1/policy-standings'>['items'][number]

export default function PoliciesPage() {
  const w = useWords(policyWords)
  const ask = useAsk('GET /v1/policies')
  const here = useAsk('GET /v1/workspace')
  const standings = useAsk('GET /v1/policy-standings').data?.items
  const drafts = draftsHere(useSeat().workspace.id)
  return (
    <Page title={w.title} says={w.titleSays}>
      <Shown ask={ask} waiting={<LoadingCards cards={9} />}>
        {({ items }) => {
          const saved = items as unknown as (PolicyBody & { version: number })[]
          const fresh = drafts.filter((it) => !saved.some((one) => one.id === it.id))
          const usual = here.data?.policy
          const ordered = [...saved].sort((a, b) => Number(b.id === usual) - Number(a.id === usual))
          return (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
              {[...fresh, ...ordered].map((it) => (
                <Card
                  key={it.id}
                  it={it}
                  standing={standings?.find((one) => one.id === it.id)}
                  usual={usual === it.id}
                  drafted={drafts.some((one) => one.id === it.id)}
                />
              ))}
            </SimpleGrid>
          )
        }}
      </Shown>
    </Page>
  )
}

function Card({
  it,
  standing,
  usual,
  drafted,
}: {
  it: PolicyBody
  standing: Standing | undefined
  usual: boolean
  drafted: boolean
}) {
  const w = useWords(policyWords)
  const forms = useForms()
  const language = useLanguage()
  const day = standing ? forms.day(standing.savedAt) : ''
  const days = it.steps.filter((one) => one.after === 'due').map((one) => one.days ?? one.businessDays ?? 0)
  return (
    <Link to={`/policies/${it.id}` as never} className="paper card-link">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text fw={620}>{policyName(language, it.name)}</Text>
        {usual && (
          <Badge variant="light" style={{ flex: 'none' }}>
            {w.usual}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={2}>
        {w.steps(forms.count(it.steps.length))}
        {days.length > 0 && `, ${w.span(Math.min(...days), Math.max(...days))}`}
      </Text>
      <Group gap="xs" mt="xs">
        {standing && (
          <Text size="xs" c="dimmed">
            {[
              standing.cases !== null && w.follow(forms.count(standing.cases)),
              standing.house
                ? w.asItCame(day)
                : standing.version === 1
                  ? w.madeOn(day, nameOnly(standing.savedBy))
                  : w.changedOn(day, nameOnly(standing.savedBy)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        )}
        {drafted && (
          <Badge variant="light" color="amber" size="sm">
            {w.draft}
          </Badge>
        )}
      </Group>
    </Link>
  )
}
