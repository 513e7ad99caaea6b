// The form in which a customer's facts are changed.

import { Alert, Button, Drawer, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { type Answer, DunwellProblem } from '../../src/http/client.ts'
import { dunwell, queries } from '../api.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { type Crossing, crossings, type Fields, isStale, MergeQuestion } from './change.tsx'
import { useFocusBack } from './focus-back.ts'
import { RegionField } from './region.tsx'
import { Failed } from './state.tsx'
import { useWords } from './tongue.tsx'

type Debtor = Answer<'GET /v1/debtors/{id}'>

const editable = [
  'name',
  'kind',
  'handling',
  'language',
  'country',
  'region',
  'paysBy',
  'accountManager',
  'segment',
] as const

const fieldsOf = (it: Debtor): Fields => Object.fromEntries(editable.map((key) => [key, it[key] ?? '']))

export function DebtorEdit({ debtor, close }: { debtor: Debtor; close: () => void }) {
  useFocusBack()
  const w = useWords(debtorWords)
  const shell = useWords(shellWords)
  // What I saw when I began, whatever is fetched anew meanwhile.
  const [seen, see] = useState({ fields: fieldsOf(debtor), version: debtor.version })
  const [fields, setFields] = useState(seen.fields)
  const [crossed, cross] = useState<{ some: Crossing[]; now: Debtor }>()
  const [asks, ask] = useState<DunwellProblem>()
  const [failed, fail] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const labels: Record<string, string> = {
    name: w.name,
    kind: w.kind,
    handling: w.handling,
    language: w.language,
    country: w.country,
    region: w.region,
    paysBy: w.paysBy,
    accountManager: w.manager,
    segment: w.segment,
  }
  const wantedOf = (from: Fields, to: Fields): Fields =>
    Object.fromEntries(Object.entries(to).filter(([key, value]) => value.trim() !== '' && value !== from[key]))
  const send = async (wanted: Fields, version: number, confirm = false) => {
    setBusy(true)
    fail(undefined)
    try {
      if (Object.keys(wanted).length > 0)
        await dunwell('PATCH /v1/debtors/{id}', {
          params: { id: debtor.id },
          body: { ...wanted, ...(confirm && { confirm }) } as never,
          ifMatch: version,
          idempotencyKey: crypto.randomUUID(),
        })
      notifications.show({ message: Object.keys(wanted).length > 0 ? w.changed : w.nothingChanged })
      await queries.invalidateQueries()
      close()
    } catch (error) {
      if (isStale(error)) await meet(wanted)
      else if (error instanceof DunwellProblem && !confirm && /confirm/.test(error.facts.fix)) ask(error)
      else fail(error as Error)
    } finally {
      setBusy(false)
    }
  }
  // Somebody was quicker: what does not cross is sent again by itself, what crosses is asked.
  const meet = async (wanted: Fields) => {
    const now = await dunwell('GET /v1/debtors/{id}', { params: { id: debtor.id } })
    const some = crossings(seen.fields, wanted, fieldsOf(now))
    if (some.length === 0) await send(wanted, now.version)
    else cross({ some, now })
  }
  const text = (key: (typeof editable)[number]) => ({
    label: labels[key],
    value: fields[key] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [key]: event.currentTarget.value }),
  })
  const choice = (key: 'kind' | 'handling', words: object) => ({
    label: labels[key],
    data: Object.entries(words).map(([value, label]) => ({ value, label: String(label) })),
    value: fields[key] ?? null,
    onChange: (value: string | null) => value && setFields({ ...fields, [key]: value }),
  })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      title={`${w.edit}: ${debtor.name}`}
      closeButtonProps={{ 'aria-label': shell.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send(wantedOf(seen.fields, fields), seen.version)
        }}
      >
        <Stack gap="sm">
          <TextInput {...text('name')} maxLength={300} data-autofocus />
          <Select {...choice('kind', w.kinds)} />
          <Select {...choice('handling', w.handlings)} />
          <Group grow>
            <TextInput {...text('country')} maxLength={60} />
            <RegionField
              label={labels.region}
              country={fields.country ?? ''}
              value={fields.region ?? ''}
              onChange={(region) => setFields({ ...fields, region })}
            />
            <TextInput {...text('language')} maxLength={60} />
          </Group>
          <TextInput {...text('paysBy')} maxLength={40} />
          <TextInput {...text('accountManager')} maxLength={200} />
          <TextInput {...text('segment')} maxLength={100} />
          {failed && <Failed error={failed} />}
          {asks && (
            <Alert color="amber" title={w.confirmTitle} role="alert">
              <Stack gap="xs" align="flex-start">
                <Text size="sm">{asks.facts.detail}</Text>
                <Button
                  size="xs"
                  loading={busy}
                  onClick={() => void send(wantedOf(seen.fields, fields), seen.version, true)}
                >
                  {w.confirm}
                </Button>
              </Stack>
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
      {crossed && (
        <MergeQuestion
          crossed={crossed.some}
          labels={labels}
          close={() => cross(undefined)}
          choose={(mine) => {
            const dropped = new Set(crossed.some.map((it) => it.key).filter((key) => !mine.has(key)))
            const kept = Object.fromEntries(
              Object.entries(wantedOf(seen.fields, fields)).filter(([key]) => !dropped.has(key)),
            )
            see({ fields: fieldsOf(crossed.now), version: crossed.now.version })
            cross(undefined)
            void send(kept, crossed.now.version)
          }}
        />
      )}
    </Drawer>
  )
}
