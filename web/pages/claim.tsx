// One invoice: its dues, every line that made it what it is, what is owed of it on any day and why, what holds it, its documents.

import { Anchor, Button, Grid, Group, Stack, Table, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { DateField } from '../ui/date-field.tsx'
import { FactList } from '../ui/facts.tsx'
import { Filing } from '../ui/filing.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { Loading, Shown } from '../ui/state.tsx'
import { useForms, useNouns, useWords } from '../ui/tongue.tsx'
import { Why } from '../ui/why.tsx'
import { claimWords } from '../words/claims.ts'
import { debtorWords } from '../words/debtors.ts'

type Claim = Answer<'GET /v1/claims/{id}'>
type Overview = Answer<'GET /v1/claims/{id}/overview'>

export default function ClaimPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const ask = useAsk('GET /v1/claims/{id}', { params: { id } })
  return <Shown ask={ask}>{(claim) => <Whole claim={claim} />}</Shown>
}

function Whole({ claim }: { claim: Claim }) {
  const w = useWords(claimWords)
  const d = useWords(debtorWords)
  const nouns = useNouns()
  const forms = useForms()
  const { data } = useAsk('GET /v1/claims/{id}/overview', { params: { id: claim.id } })
  return (
    <Page
      title={`${nouns.aClaim} ${claim.number}`}
      says={
        data && (
          <Anchor component={Link} to={`/debtors/${data.debtor.id}`} className="theirs">
            {data.debtor.no} {data.debtor.name}
          </Anchor>
        )
      }
      actions={
        <Button component={Link} to={`/cases/${claim.debtor}`}>
          {d.toCase}
        </Button>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Paper title={w.money}>
              <Stack gap="sm">
                <Text size="sm" c="dimmed">
                  {w.moneySays}
                </Text>
                {data ? <Postings it={data} claim={claim} /> : <Loading lines={4} />}
              </Stack>
            </Paper>
            <Statement claim={claim} />
            <Paper title={w.resting}>{data ? <Rests it={data} /> : <Loading lines={2} />}</Paper>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <Paper title={w.facts}>
              <FactList
                facts={[
                  [w.open, forms.money(claim.openMinor, claim.currency)],
                  [w.kind, w.kindOf(claim.kind)],
                  [w.issued, forms.day(claim.issuedOn)],
                  [w.order, claim.orderNumber],
                  [w.delivery, claim.deliveryNote],
                  [w.about, claim.about],
                  [w.handling, claim.handling && d.handlings[claim.handling]],
                ]}
              />
            </Paper>
            <Paper title={w.dues}>
              <Stack gap={6}>
                {claim.dues.map((due) => (
                  <Group key={due.no} justify="space-between">
                    <Text size="sm">{due.dueOn === null ? w.noDue : forms.day(due.dueOn)}</Text>
                    <Text size="sm" className="figure">
                      {forms.money(due.amountMinor, claim.currency)}
                    </Text>
                  </Group>
                ))}
              </Stack>
            </Paper>
            <Filing
              some={data?.documents}
              place={{ name: `${nouns.aClaim} ${claim.number}`, debtor: claim.debtor, claim: claim.number }}
            />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  )
}

function Postings({ it, claim }: { it: Overview; claim: Claim }) {
  const w = useWords(claimWords)
  const forms = useForms()
  const named = (words: object, key: string) => (words as Record<string, string>)[key] ?? key.replaceAll('_', ' ')
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{w.day}</Table.Th>
            <Table.Th>{w.what}</Table.Th>
            <Table.Th ta="end">{w.amount}</Table.Th>
            <Table.Th w={200}>
              <span className="unseen">{w.money}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {it.postings.map((line) => (
            <Table.Tr key={line.id} style={line.undone || line.undoes ? { opacity: 0.72 } : undefined}>
              <Table.Td className="figure">{forms.day(line.day)}</Table.Td>
              <Table.Td>
                {named(w.kindsOfPosting, line.kind)}{' '}
                <Text span size="sm" c="dimmed">
                  {named(w.components, line.component)}
                </Text>
              </Table.Td>
              <Table.Td ta="end" className="figure" td={line.undone ? 'line-through' : undefined}>
                {forms.money(line.amountMinor, claim.currency)}
              </Table.Td>
              <Table.Td>
                <Why
                  how
                  reasons={[
                    { says: line.reason },
                    ...(line.reference ? [{ says: w.fromPayment(line.reference) }] : []),
                    ...(line.rule ? [{ says: w.spread(line.rule) }] : []),
                    ...(line.undoes ? [{ says: w.isUndoing }] : []),
                    ...(line.undone ? [{ says: w.wasUndone }] : []),
                    { says: w.recorded(line.recordedAt ? forms.moment(line.recordedAt) : '', line.actor) },
                  ]}
                />
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td />
            <Table.Td fw={650}>{w.open}</Table.Td>
            <Table.Td ta="end" fw={650} className="figure">
              {forms.money(claim.openMinor, claim.currency)}
            </Table.Td>
            <Table.Td />
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** A claim of a statement, as the API gives it. */
interface Stated {
  readonly currency: string
  readonly basis: { readonly says: string; readonly cite?: string }
  readonly lines: readonly {
    readonly day: string
    readonly what: string
    readonly says: string
    readonly ground: string | null
    readonly amountMinor: number
    readonly component: string
    readonly segment: { readonly from: string; readonly until: string; readonly ratePercent: string } | null
  }[]
  readonly notes: readonly string[]
  readonly totalMinor: number
  readonly perDiem: string
}

function Statement({ claim }: { claim: Claim }) {
  const w = useWords(claimWords)
  const forms = useForms()
  const here = useAsk('GET /v1/workspace')
  const [chosen, choose] = useState('')
  const day = chosen || here.data?.today
  const ask = useAsk(
    'GET /v1/claims/{id}/statement',
    { params: { id: claim.id }, query: day ? { day } : {} },
    { enabled: day !== undefined },
  )
  return (
    <Paper
      title={w.statement}
      aside={<DateField atEnd size="xs" aria-label={w.onDay} value={day ?? ''} onChange={choose} w="9.5rem" />}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {w.statementSays}
      </Text>
      <Shown ask={ask} lines={4}>
        {({ claims }) => (
          <Stack gap="sm">
            {(claims as unknown as Stated[]).map((one) => (
              <Stack key={one.currency} gap={6}>
                {one.lines.map((line, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of one statement have no name and never move
                  <Group key={i} justify="space-between" wrap="nowrap" align="baseline" gap="md">
                    <Text size="sm">
                      <Text span size="sm" c="dimmed" className="figure" mr={8}>
                        {forms.day(line.segment ? line.segment.from : line.day)}
                      </Text>
                      {line.says}
                      {line.segment && (
                        <Text span size="sm" c="dimmed">
                          {' '}
                          {line.segment.ratePercent} %
                        </Text>
                      )}
                      {line.ground && (
                        <Text span size="xs" c="dimmed">
                          {' '}
                          ({line.ground})
                        </Text>
                      )}
                    </Text>
                    <Text size="sm" className="figure">
                      {forms.money(line.amountMinor, one.currency)}
                    </Text>
                  </Group>
                ))}
                <Group justify="space-between" pt={6} style={{ borderTop: '1px solid var(--desk-line)' }}>
                  <Group gap="md">
                    <Text size="sm" fw={650}>
                      {w.total}
                    </Text>
                    <Why reasons={[one.basis, ...one.notes.map((says) => ({ says }))]} />
                  </Group>
                  <Text size="sm" fw={650} className="figure">
                    {forms.money(one.totalMinor, one.currency)}
                  </Text>
                </Group>
                {!one.perDiem.startsWith('0.000000') && (
                  <Text size="xs" c="dimmed" ta="end">
                    {w.perDay(one.perDiem)}
                  </Text>
                )}
              </Stack>
            ))}
          </Stack>
        )}
      </Shown>
    </Paper>
  )
}

function Rests({ it }: { it: Overview }) {
  const w = useWords(claimWords)
  const forms = useForms()
  if (it.resting.length === 0) return <Text c="dimmed">{w.nothingRests}</Text>
  return (
    <Stack gap={8}>
      {it.resting.map((one) => (
        <Group key={one.id} justify="space-between" gap="xs" align="baseline">
          <Text size="sm">
            <Text span fw={600} size="sm" mr={8}>
              {w.restings[one.what]}
            </Text>
            <span className="theirs">{one.says.replaceAll('_', ' ')}</span>
          </Text>
          <Text size="sm" c="dimmed">
            {forms.day(one.since)}
            {' · '}
            {one.ended ? w.ended(forms.day(one.ended)) : one.until ? w.until(forms.day(one.until)) : w.standing}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
