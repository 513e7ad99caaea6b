// One invoice: its dues, every line that made it what it is, what is owed of it on any day and why, what holds it, its documents.

import { Anchor, Button, Grid, Group, Stack, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { DateField } from '../ui/date-field.tsx'
import { FactList } from '../ui/facts.tsx'
import { Filing } from '../ui/filing.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { Loading, LoadingSheets, Shown } from '../ui/state.tsx'
import { useForms, useNouns, useWords } from '../ui/tongue.tsx'
import { Why } from '../ui/why.tsx'
import { caseWords } from '../words/case.ts'
import { caseListWords } from '../words/cases.ts'
import { claimWords } from '../words/claims.ts'
import { debtorWords } from '../words/debtors.ts'
import { readable } from './case/statement.tsx'

type Claim = Answer<'GET /v1/claims/{id}'>
type Overview = Answer<'GET /v1/claims/{id}/overview'>

export default function ClaimPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const ask = useAsk('GET /v1/claims/{id}', { params: { id } })
  const nouns = useNouns()
  if (ask.data) return <Whole claim={ask.data} />
  return (
    <Page title={nouns.claims}>
      <Shown ask={ask} waiting={<LoadingSheets first={104} />}>
        {() => null}
      </Shown>
    </Page>
  )
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
    <ol className="lines">
      {it.postings.map((line) => (
        <li key={line.id} className="statement-line posting" data-undone={line.undone || line.undoes || undefined}>
          <Text size="sm" c="dimmed" className="figure">
            {forms.day(line.day)}
          </Text>
          <Text size="sm">
            <span className="sentence">{named(w.kindsOfPosting, line.kind)}</span>{' '}
            <Text span c="dimmed" inherit>
              {named(w.components, line.component)}
            </Text>
          </Text>
          <Text size="sm" className="figure" ta="end" td={line.undone ? 'line-through' : undefined}>
            {forms.money(line.amountMinor, claim.currency)}
          </Text>
          <Why
            reasons={[
              { says: line.reason },
              ...(line.reference ? [{ says: w.fromPayment(line.reference) }] : []),
              ...(line.rule ? [{ says: w.spread(line.rule) }] : []),
              ...(line.undoes ? [{ says: w.isUndoing }] : []),
              ...(line.undone ? [{ says: w.wasUndone }] : []),
              { says: w.recorded(line.recordedAt ? forms.moment(line.recordedAt) : '', line.actor) },
            ]}
          />
        </li>
      ))}
      <li className="statement-line posting">
        <Text size="sm" fw={650}>
          {w.open}
        </Text>
        <span />
        <Text size="sm" fw={650} className="figure" ta="end">
          {forms.money(claim.openMinor, claim.currency)}
        </Text>
        <span />
      </li>
    </ol>
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
  const c = useWords(caseWords)
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
                <div>
                  {one.lines.map(readable(c.payment)).map((line, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one statement have no name and never move
                    <div key={i} className="statement-line">
                      <Text size="sm" c="dimmed" className="figure">
                        {forms.day(line.segment ? line.segment.from : line.day)}
                      </Text>
                      <Text size="sm" className="theirs sentence">
                        {line.says}
                        {line.segment && !line.says.includes('%') && (
                          <Text span inherit c="dimmed">
                            {` ${forms.count(Number(line.segment.ratePercent))}\u00a0%`}
                          </Text>
                        )}
                        {line.ground && !line.segment && (
                          <Text span display="block" size="xs" c="dimmed">
                            {line.ground}
                          </Text>
                        )}
                      </Text>
                      <Text size="sm" className="figure" ta="end">
                        {forms.money(line.amountMinor, one.currency)}
                      </Text>
                    </div>
                  ))}
                </div>
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
                    {w.perDay(forms.rounded(one.perDiem))}
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
  const l = useWords(caseListWords)
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
            <span className="theirs">
              {(l.causes as Record<string, string>)[one.says] ?? one.says.replaceAll('_', ' ')}
            </span>
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
