// The ladders there are: how far each reaches, which is the usual one, and which has a draft in this browser.

import { Badge, Group, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api.ts'
import { Page } from '../ui/page.tsx'
import { draftsHere, type PolicyBody } from '../ui/policy-draft.ts'
import { useSeat } from '../ui/seat.tsx'
import { LoadingCards, Shown } from '../ui/state.tsx'
import { useForms, useLanguage, useWords } from '../ui/tongue.tsx'
import { policyWords } from '../words/policies.ts'
import { policyName } from '../words/steps.ts'

export default function PoliciesPage() {
  const w = useWords(policyWords)
  const ask = useAsk('GET /v1/policies')
  const here = useAsk('GET /v1/workspace')
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
                  version={'version' in it ? Number(it.version) : undefined}
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
  version,
  usual,
  drafted,
}: {
  it: PolicyBody
  version: number | undefined
  usual: boolean
  drafted: boolean
}) {
  const w = useWords(policyWords)
  const forms = useForms()
  const language = useLanguage()
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
        {version !== undefined && (
          <Text size="xs" c="dimmed">
            {w.version(version)}
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
