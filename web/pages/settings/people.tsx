// Who works here, as what, and up to which sums they decide: inviting, changing, letting go.

import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { dunwell, once, queries, useAsk, useDo } from '../../api.ts'
import { Away, AwayLine } from '../../ui/away.tsx'
import { type Fields, useMerging } from '../../ui/change.tsx'
import { errorAt, Form, Once, Two } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { approvalWords } from '../../words/approvals.ts'
import { settingsWords } from '../../words/settings.ts'
import { trustWords } from '../../words/trust.ts'

type Member = Answer<'GET /v1/members'>['items'][number]
type Invited = Answer<'POST /v1/members'>
type Role = Member['role']

export default function People() {
  const w = useWords(trustWords)
  const may = useMay('owner')
  const asked = useAsk('GET /v1/members')
  const [open, setOpen] = useState(false)
  const [let_, setLet] = useState<Invited | undefined>(undefined)
  return (
    <>
      {let_ && <LetIn it={let_} />}
      <Paper
        title={w.people}
        aside={
          may && (
            <Button size="compact-sm" onClick={() => setOpen(true)}>
              {w.invite}
            </Button>
          )
        }
        flush
      >
        <Shown ask={asked}>
          {({ items }) => (
            <>
              {items.map((it) => (
                <Line key={it.id} it={it} onLink={setLet} />
              ))}
            </>
          )}
        </Shown>
      </Paper>
      <Modal opened={open} onClose={() => setOpen(false)} title={w.invite}>
        <Invite
          done={(it) => {
            setLet(it)
            setOpen(false)
          }}
        />
      </Modal>
    </>
  )
}

function LetIn({ it }: { it: Invited }) {
  const w = useWords(trustWords)
  if (it.link !== null)
    return <Once title={w.handOver(it.member.name)} says={`${w.handOverSays} ${it.says ?? ''}`} text={it.link} />
  return (
    <Alert color="accent" variant="light" role="status">
      {it.mailed ? w.invited(it.member.name) : w.already}
    </Alert>
  )
}

function useRoles() {
  const w = useWords(trustWords)
  return (['owner', 'manager', 'collector', 'viewer'] as const).map((it) => ({
    value: it,
    label: `${w.roles[it]}: ${w.rolesSay[it]}`,
  }))
}

function Invite({ done }: { done: (it: Invited) => void }) {
  const w = useWords(trustWords)
  const roles = useRoles()
  const invite = useDo('POST /v1/members', { form: true })
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('collector')
  return (
    <Form
      onSubmit={() => invite.mutate({ body: { name, email, role } }, { onSuccess: done })}
      error={invite.error}
      fields={['name', 'email']}
      busy={invite.isPending}
      label={w.inviteGo}
    >
      <TextInput
        label={w.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errorAt(invite.error, 'name')}
        data-autofocus
      />
      <TextInput
        label={w.email}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={errorAt(invite.error, 'email')}
      />
      <Select label={w.role} data={roles} value={role} onChange={(it) => it !== null && setRole(it as Role)} />
    </Form>
  )
}

function Line({ it, onLink }: { it: Member; onLink: (it: Invited) => void }) {
  const w = useWords(trustWords)
  const a = useWords(approvalWords)
  const may = useMay('owner')
  const manages = useMay('manager')
  const works = useMay('collector')
  const forms = useForms()
  const [open, setOpen] = useState(false)
  const link = useDo('POST /v1/members/{id}/link')
  const again = !it.secondFactor && (!it.started || it.role === 'collector' || it.role === 'viewer')
  return (
    <Group
      justify="space-between"
      px="md"
      py="sm"
      gap="sm"
      align="flex-start"
      style={{ borderTop: '1px solid var(--desk-line)' }}
    >
      <Stack gap={2} flex="1 1 260px" miw={0}>
        <Group gap="xs">
          <Text fw={620} className="name">
            {it.name}
          </Text>
          <Badge variant="light" color="gray">
            {w.roles[it.role]}
          </Badge>
          {it.you && <Badge variant="outline">{w.you}</Badge>}
          {it.secondFactor && <Badge variant="light">{w.factorOn}</Badge>}
          {it.role !== 'viewer' && (it.approves?.approver ?? it.role === 'owner') && (
            <Badge variant="light">{a.approves}</Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" className="theirs">
          {it.email}
          {!it.started && !it.you && ` · ${w.notStarted}`}
        </Text>
        <AwayLine it={it} day={forms.day} />
      </Stack>
      <Group gap="xs">
        {(it.you ? works : manages) && it.role !== 'viewer' && <Away it={it} />}
        {may && !it.you && again && (
          <Button
            size="compact-sm"
            variant="default"
            loading={link.isPending}
            onClick={() => link.mutate({ params: { id: it.id } }, { onSuccess: onLink })}
          >
            {w.link}
          </Button>
        )}
        {may && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setOpen(true)}
            aria-label={`${w.edit}: ${it.name}`}
          >
            {w.edit}
          </Button>
        )}
      </Group>
      <Modal opened={open} onClose={() => setOpen(false)} title={it.name}>
        <Edit it={it} done={() => setOpen(false)} />
      </Modal>
    </Group>
  )
}

type Rights = Readonly<{ role: Role }> & NonNullable<Member['approves']>
const rightKeys = [
  'role',
  'writeOffMinor',
  'settlementMinor',
  'waiverMinor',
  'policies',
  'approver',
  'approverMinor',
] as const

const rightsOf = (it: Pick<Member, 'role' | 'approves'>): Rights => ({ role: it.role, ...it.approves })

/** As it can be laid beside another. */
function shownRights(rights: Rights, digits: number): Fields {
  return Object.fromEntries(
    rightKeys.map((key) => {
      const value = rights[key]
      return [key, typeof value === 'number' ? String(value / 10 ** digits) : value === undefined ? '' : String(value)]
    }),
  )
}

/** Mine of these fields, and of the rest what stands now. */
function mergedRights(mine: Rights, now: Rights, fields: ReadonlySet<string>): Rights {
  return Object.fromEntries(rightKeys.map((key) => [key, fields.has(key) ? mine[key] : now[key]])) as unknown as Rights
}

function Edit({ it, done }: { it: Member; done: () => void }) {
  const w = useWords(trustWords)
  const a = useWords(approvalWords)
  const s = useWords(settingsWords)
  const roles = useRoles()
  const forms = useForms()
  const { data: workspace } = useAsk('GET /v1/workspace')
  const remove = useDo('POST /v1/members/{id}/remove')
  const [role, setRole] = useState<Role>(it.role)
  const [limits, setLimits] = useState(it.approves ?? {})
  const digits = workspace
    ? (new Intl.NumberFormat('en', { style: 'currency', currency: workspace.currency }).resolvedOptions()
        .maximumFractionDigits ?? 2)
    : 2
  const limit = (key: 'writeOffMinor' | 'settlementMinor' | 'waiverMinor' | 'approverMinor') => ({
    value: limits[key] === undefined ? '' : limits[key] / 10 ** digits,
    onChange: (next: string | number) =>
      setLimits({ ...limits, [key]: next === '' ? undefined : Math.round(Number(next) * 10 ** digits) }),
    min: 0,
    decimalScale: digits,
    hideControls: true,
    ...forms.marks,
  })
  const approver = role !== 'viewer' && (limits.approver ?? role === 'owner')
  const { seen, save, error, busy, question } = useMerging({
    begun: it,
    labels: {
      ...{ role: w.role, writeOffMinor: w.writeOff, waiverMinor: a.waiver, settlementMinor: a.settlement },
      ...{ policies: a.policies, approver: a.approver, approverMinor: a.approverUp },
    },
    shown: (of) => shownRights(rightsOf(of), digits),
    says: (key, value) =>
      key === 'role' ? w.roles[value as Role] : value === 'true' ? s.yes : value === 'false' ? s.no : value,
    read: async () => (await dunwell('GET /v1/members')).items.find((one) => one.id === it.id) ?? it,
  })
  const send = () => {
    const mine: Rights = { role, ...limits }
    const [was, wanted] = [shownRights(rightsOf(seen), digits), shownRights(mine, digits)]
    const changed = Object.entries(wanted).filter(([key, value]) => value !== was[key])
    void save(Object.fromEntries(changed), async (fields, now) => {
      const { role: to, ...rest } = mergedRights(mine, rightsOf(now), fields)
      const approves = Object.values(rest).some((one) => one !== undefined) ? rest : null
      await once('PATCH /v1/members/{id}', {
        ...{ params: { id: it.id }, ifMatch: now.version },
        body: { role: to, approves },
      })
      await queries.invalidateQueries()
      done()
    })
  }
  return (
    <Stack>
      <Form onSubmit={send} error={error} fields={[]} busy={busy}>
        <Select label={w.role} data={roles} value={role} onChange={(next) => next !== null && setRole(next as Role)} />
        <Stack gap={0}>
          <Text fw={620}>{w.limits}</Text>
          {workspace && (
            <Text size="sm" c="dimmed">
              {w.limitsSay(workspace.currency)}
            </Text>
          )}
        </Stack>
        <Two>
          <NumberInput label={w.writeOff} {...limit('writeOffMinor')} />
          <NumberInput label={a.waiver} {...limit('waiverMinor')} />
          <NumberInput label={a.settlement} description={a.settlementSays} {...limit('settlementMinor')} />
        </Two>
        <Checkbox
          label={a.policies}
          checked={limits.policies === true}
          onChange={(event) => setLimits({ ...limits, policies: event.currentTarget.checked || undefined })}
        />
        <Stack gap="sm" pt="md" style={{ borderTop: '1px solid var(--desk-line)' }}>
          <Checkbox
            label={a.approver}
            description={a.approverSays}
            checked={approver}
            disabled={role === 'viewer'}
            onChange={(event) => setLimits({ ...limits, approver: event.currentTarget.checked })}
          />
          {approver && (
            <NumberInput label={a.approverUp} placeholder={a.anySum} maw={260} {...limit('approverMinor')} />
          )}
        </Stack>
      </Form>
      {question}
      {!it.you && (
        <Stack gap="xs" pt="md" style={{ borderTop: '1px solid var(--desk-line)' }} align="flex-start">
          <Text size="sm" c="dimmed">
            {w.removeSays(it.name)}
          </Text>
          {remove.error && <Failed error={remove.error} />}
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { id: it.id } }, { onSuccess: done })}
          >
            {w.remove}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
