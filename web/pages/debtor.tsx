// One customer: what they owe, everything of theirs, how they are reached, and the facts that decide how they are written to.

import { Button, Grid, Group, Stack, Tabs, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { useAsk } from '../api.ts'
import { MakeFile } from '../ui/beside.tsx'
import { ClaimList } from '../ui/claim-list.tsx'
import { Contacts } from '../ui/contacts.tsx'
import { DebtorEdit } from '../ui/debtor-edit.tsx'
import { DebtorGroup } from '../ui/debtor-group.tsx'
import { FactList } from '../ui/facts.tsx'
import { Filing } from '../ui/filing.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Page, Paper } from '../ui/page.tsx'
import { usePlace } from '../ui/region.tsx'
import { useMay } from '../ui/seat.tsx'
import { Loading, LoadingSheets, Shown } from '../ui/state.tsx'
import { CreditTerms } from '../ui/terms.tsx'
import { useForms, useNouns, useWords } from '../ui/tongue.tsx'
import { besideWords } from '../words/beside.ts'
import { caseListWords } from '../words/cases.ts'
import { debtorWords } from '../words/debtors.ts'

type Overview = Answer<'GET /v1/debtors/{id}/overview'>

export default function Debtor() {
  const { id } = useParams({ strict: false }) as { id: string }
  const ask = useAsk('GET /v1/debtors/{id}', { params: { id } })
  const nouns = useNouns()
  if (ask.data) return <Whole debtor={ask.data} />
  return (
    <Page title={nouns.debtors}>
      <Shown ask={ask} waiting={<LoadingSheets first={104} />}>
        {() => null}
      </Shown>
    </Page>
  )
}

function Whole({ debtor }: { debtor: Answer<'GET /v1/debtors/{id}'> }) {
  const w = useWords(debtorWords)
  const forms = useForms()
  const place = usePlace()
  const b = useWords(besideWords)
  const mayWork = useMay('collector')
  const [editing, edit] = useDisclosure(false)
  const { data } = useAsk('GET /v1/debtors/{id}/overview', { params: { id: debtor.id } })
  useKeys(mayWork ? [{ key: 'e', says: w.edit, run: edit.open }] : [])
  const facts: [string, string | undefined][] = [
    [w.external, debtor.externalId],
    [w.kind, `${w.kinds[debtor.kind]} (${w.because} ${debtor.kindBecause})`],
    [w.country, place(debtor.country, debtor.region)],
    [w.language, forms.speech(debtor.language)],
    [w.handling, w.handlings[debtor.handling]],
    [w.policy, data?.policy ?? w.policyUsual],
    [w.paysBy, debtor.paysBy],
    [w.vat, debtor.vatNumber],
    [w.manager, debtor.accountManager],
    [w.segment, debtor.segment],
  ]
  return (
    <Page
      title={debtor.name}
      says={`${w.no} ${debtor.no}`}
      actions={
        <>
          <Button component={Link} to={`/cases/${debtor.id}`}>
            {w.toCase}
          </Button>
          {mayWork && (
            <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
              {w.edit}
            </Button>
          )}
          <MakeFile body={{ dossier: { debtor: debtor.id } }} label={b.data} says={b.dataSays} />
        </>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Paper title={w.now}>{data ? <Owed it={data} /> : <Loading lines={2} />}</Paper>
            <Claims id={debtor.id} />
            <Filing some={data?.documents} place={{ name: debtor.name, debtor: debtor.id }} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <Contacts debtor={debtor} some={data?.contacts} />
            {data?.group && <DebtorGroup it={data.group} />}
            <Paper title={w.facts}>
              <FactList facts={facts} />
            </Paper>
            <CreditTerms id={debtor.id} />
            {debtor.aliases.length > 0 && (
              <Paper title={w.aliases}>
                <Stack gap={4}>
                  {debtor.aliases.map((it) => (
                    <Text key={it.name} size="sm" className="theirs">
                      {it.name}
                    </Text>
                  ))}
                </Stack>
              </Paper>
            )}
            {debtor.merged.length > 0 && (
              <Paper title={w.merged}>
                {debtor.merged.map((it) => (
                  <Text key={it.id} size="sm" className="theirs">
                    {it.no} {it.name}
                  </Text>
                ))}
              </Paper>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      {editing && <DebtorEdit debtor={debtor} close={edit.close} />}
    </Page>
  )
}

function Owed({ it }: { it: Overview }) {
  const w = useWords(debtorWords)
  const c = useWords(caseListWords)
  const forms = useForms()
  const words = c.nexts as Record<string, string>
  if (it.cases.length === 0 && it.onAccount.length === 0) return <Text c="dimmed">{w.nothingOpen}</Text>
  return (
    <Stack gap="sm">
      {it.cases.map((one) => (
        <Group key={one.currency} justify="space-between" align="baseline" gap="md">
          <Stack gap={0}>
            <Text fz="xl" fw={650} className="figure">
              {forms.money(one.overdueMinor > 0 ? one.overdueMinor : one.openMinor, one.currency)}{' '}
              <Text span size="sm" c="dimmed" fw={400}>
                {one.overdueMinor > 0 ? w.overdue : w.openIn}
              </Text>
            </Text>
            <Text size="sm" c="dimmed">
              {one.daysLate > 0 ? w.daysLate(forms.count(one.daysLate)) : w.notLate}
              {' · '}
              {words[one.next] ?? one.next}
              {one.nextLookOn && ` · ${forms.day(one.nextLookOn)}`}
            </Text>
          </Stack>
          {one.overdueMinor > 0 && (
            <Text className="figure">
              {forms.money(one.openMinor, one.currency)}{' '}
              <Text span size="sm" c="dimmed">
                {w.openIn}
              </Text>
            </Text>
          )}
        </Group>
      ))}
      {it.onAccount.map((one) => (
        <Text key={one.currency} size="sm">
          <span className="figure">{forms.money(one.amountMinor, one.currency)}</span> {w.onAccount}.{' '}
          <Text span c="dimmed" size="sm">
            {w.onAccountSays}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}

function Claims({ id }: { id: string }) {
  const w = useWords(debtorWords)
  const forms = useForms()
  const { data } = useAsk('GET /v1/debtors/{id}/overview', { params: { id } })
  const [which, choose] = useState<string | null>('open')
  const count = data?.cases.reduce((sum, it) => sum + it.claims, 0) ?? 0
  const none = (says: string) => (
    <Text c="dimmed" p="md">
      {says}
    </Text>
  )
  return (
    <Tabs value={which} onChange={choose} keepMounted={false}>
      <Tabs.List mb="xs">
        <Tabs.Tab value="open">{w.openTab(forms.count(count))}</Tabs.Tab>
        <Tabs.Tab value="settled">{w.settledTab}</Tabs.Tab>
      </Tabs.List>
      {(['open', 'settled'] as const).map((it) => (
        <Tabs.Panel key={it} value={it}>
          <ClaimList
            query={{ debtor: id, open: String(it === 'open'), newest: 'true', limit: 100 } as never}
            empty={none(it === 'open' ? w.noneOpen : w.noneSettled)}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
