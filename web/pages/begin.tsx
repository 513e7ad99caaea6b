// The first claims: a list dropped, or a few typed one after the other; then Today, with its drafts ready.

import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { useAsk, useDo } from '../api.ts'
import { minorOf } from '../ui/amount.ts'
import { useRunDay } from '../ui/beside.tsx'
import { DateField } from '../ui/date-field.tsx'
import { Drop } from '../ui/drop.tsx'
import { handOver } from '../ui/handed.ts'
import { Page, Paper } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/state.tsx'
import { useForms, useLanguage, useWords } from '../ui/tongue.tsx'
import { beginWords } from '../words/begin.ts'

type Kind = 'invoice' | 'rent' | 'loan' | 'other'

interface Typed {
  readonly number: string
  readonly who: string
  readonly amountMinor: number
  readonly currency: string
  readonly since: string
}

/** What the first start was told is owed, as a kind of claim. */
function firstKind(): Kind {
  const owed = localStorage.getItem('dunwell.owed')
  return owed === 'rent' || owed === 'loan' ? owed : 'invoice'
}

export default function BeginPage() {
  const w = useWords(beginWords)
  const [all, setAll] = useState<readonly Typed[]>([])
  const navigate = useNavigate()
  const workspace = useAsk('GET /v1/workspace')
  return (
    <Page title={w.title} says={w.says} narrow>
      <Drop
        small
        title={w.import}
        says={w.importSays}
        choose={w.importGo}
        onFiles={(files) => {
          handOver(files)
          void navigate({ to: '/imports' })
        }}
      />
      <Paper title={w.type}>
        {workspace.data ? (
          <OneClaim
            currency={workspace.data.currency}
            today={workspace.data.today}
            onAdded={(it) => setAll([...all, it])}
          />
        ) : (
          <Loading lines={4} />
        )}
      </Paper>
      {all.length > 0 && <Added all={all} />}
    </Page>
  )
}

function OneClaim({
  currency: own,
  today,
  onAdded,
}: {
  currency: string
  today: string
  onAdded: (it: Typed) => void
}) {
  const w = useWords(beginWords)
  const language = useLanguage()
  const add = useDo('POST /v1/claims', { form: true })
  // Of one invoice the same number, however often it is sent.
  const [made, makeAnew] = useState(dice)
  const who = useRef<HTMLInputElement>(null)
  const blank = { who: '', email: '', number: '', amount: '', since: '' }
  const [it, setIt] = useState(blank)
  const [kind, setKind] = useState<Kind>(firstKind)
  const [currency, setCurrency] = useState(own)
  const [errors, setErrors] = useState<Partial<typeof blank>>({})
  const put = (name: keyof typeof blank, value: string) => {
    setIt((before) => ({ ...before, [name]: value }))
    setErrors((before) => ({ ...before, [name]: undefined }))
  }
  const field = (name: keyof typeof blank) => ({
    value: it[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => put(name, event.currentTarget.value),
  })
  const dayField = (name: keyof typeof blank) => ({
    ...field(name),
    onChange: (day: string) => put(name, day),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const amountMinor = minorOf(it.amount, digitsOf(currency))
    const found = {
      ...(it.who.trim() === '' && { who: w.missing }),
      ...(amountMinor === undefined && { amount: w.amountWrong }),
      ...(it.since === '' && kind !== 'loan' && { since: w.missing }),
    }
    setErrors(found)
    if (Object.keys(found).length > 0 || amountMinor === undefined) return
    const number = it.number.trim() || madeNumber(kind, today, made)
    const dueOn = it.since === '' ? null : it.since
    const body = {
      debtor: { name: it.who.trim(), ...(it.email.trim() && { email: it.email.trim() }) },
      number,
      kind,
      amount: { amountMinor, currency },
      issuedOn: dueOn !== null && dueOn < today ? dueOn : today,
      dueOn,
    }
    add.mutate(
      { body },
      {
        onSuccess: () => {
          onAdded({ number, who: it.who, amountMinor, currency, since: it.since })
          setIt(blank)
          makeAnew(dice())
          who.current?.focus()
        },
      },
    )
  }
  const loan = kind === 'loan'
  return (
    <form onSubmit={submit} noValidate lang={language}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput ref={who} label={w.who} autoComplete="off" autoFocus {...field('who')} />
          <TextInput
            label={w.email}
            placeholder={w.emailHint}
            type="email"
            inputMode="email"
            autoComplete="off"
            {...field('email')}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <TextInput label={w.amount} inputMode="decimal" autoComplete="off" {...field('amount')} />
          <TextInput
            label={w.currency}
            value={currency}
            maxLength={3}
            onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
          />
          <DateField
            label={loan ? w.lentSince : w.since}
            description={loan ? w.lentHint : undefined}
            {...dayField('since')}
          />
          <Select
            label={w.kind}
            value={kind}
            data={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))}
            onChange={(value) => value && setKind(value as Kind)}
          />
        </SimpleGrid>
        {!loan && (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={w.number} placeholder={w.numberHint} autoComplete="off" {...field('number')} />
          </SimpleGrid>
        )}
        {add.error && <Failed error={add.error} />}
        <Group>
          <Button type="submit" loading={add.isPending}>
            {w.add}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

// No letters that look like figures; two of the same day hardly ever meet, and if they do, the server says so.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

const dice = () => [...crypto.getRandomValues(new Uint8Array(3))]

function madeNumber(kind: Kind, today: string, thrown: readonly number[]): string {
  return `${kind[0]!.toUpperCase()}${today.replaceAll('-', '')}-${thrown.map((it) => letters[it % letters.length]).join('')}`
}

function Added({ all }: { all: readonly Typed[] }) {
  const w = useWords(beginWords)
  const forms = useForms()
  const navigate = useNavigate()
  const run = useRunDay(() => void navigate({ to: '/' as never }))
  return (
    <Paper title={w.added} flush>
      <ul className="added">
        {all.map((it) => (
          <li key={it.number}>
            <IconCheck size={18} aria-hidden color="var(--mantine-primary-color-filled)" />
            <Text fw={600} className="theirs">
              {it.who}
            </Text>
            <Text fw={600} className="figure">
              {forms.money(it.amountMinor, it.currency)}
            </Text>
            <Text size="xs" c="dimmed">
              {it.since ? `${it.number} · ${forms.day(it.since)}` : it.number}
            </Text>
          </li>
        ))}
      </ul>
      <Stack p="md" gap="sm">
        {run.error && <Failed error={run.error} />}
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed">
            {run.busy ? w.preparing : w.enoughSays}
          </Text>
          <Button loading={run.busy} onClick={run.run}>
            {w.enough}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
