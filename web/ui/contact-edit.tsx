// The form of one contact: name, branch, roles, every address with what they said of it. Where somebody was quicker, what crosses is asked.

import {
  ActionIcon,
  Anchor,
  Button,
  Checkbox,
  Chip,
  Drawer,
  Group,
  Input,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { dunwell, once, queries, useDo } from '../api.ts'
import { contactWords } from '../words/contacts.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { type Fields, useMerging } from './change.tsx'
import type { Contact } from './contacts.tsx'
import { useFocusBack } from './focus-back.ts'
import { errorAt } from './form.tsx'
import { Failed } from './state.tsx'
import { useWords } from './tongue.tsx'

type Debtor = Answer<'GET /v1/debtors/{id}'>
type Channel = 'email' | 'phone' | 'post'
type Wish = 'agreed' | 'not_here' | 'none'

interface Line {
  readonly key: number
  readonly id?: string
  readonly channel: Channel
  readonly address: string
  readonly dead: boolean
  readonly works: boolean
  readonly wish: Wish
  readonly was: Wish
  readonly source: string
}

interface Draft {
  readonly name: string
  readonly site: string
  readonly roles: readonly string[]
  readonly lines: readonly Line[]
}

let made = 0

function draftOf(it: Contact | undefined): Draft {
  const lines = it?.addresses.map((at): Line => {
    const wish = at.wish?.wish ?? 'none'
    const { id, address } = at
    const dead = at.health !== 'ok'
    return { key: ++made, id, channel: at.channel as Channel, address, dead, works: false, wish, was: wish, source: '' }
  })
  return { name: it?.name ?? '', site: it?.site ?? '', roles: it?.roles ?? [], lines: lines ?? [newLine('email')] }
}

const newLine = (channel: Channel): Line => ({
  ...{ key: ++made, channel, address: '', dead: false, works: false },
  ...{ wish: 'none', was: 'none', source: '' },
})

/** As it is compared with what another may have made of it. */
const fieldsOf = (it: Draft): Fields => ({
  name: it.name.trim(),
  site: it.site.trim(),
  roles: it.roles.toSorted().join(' '),
  addresses: filled(it.lines)
    .map((one) => `${one.address.trim()}${one.wish === 'none' ? '' : ` (${one.wish})`}`)
    .join('\n'),
})

/** An empty line that was only begun says nothing. */
const filled = (lines: readonly Line[]) => lines.filter((it) => it.address.trim() !== '' || it.id !== undefined)

const addressesOf = (lines: readonly Line[], standing?: ReadonlySet<string>) =>
  filled(lines).map((it) => ({
    ...(it.id !== undefined && (standing?.has(it.id) ?? true) && { id: it.id }),
    ...{ channel: it.channel, address: it.address.trim() },
    ...(it.works && { works: true }),
    ...(it.wish !== it.was && { wish: it.wish === 'none' ? null : it.wish }),
    ...(it.wish !== it.was && it.source.trim() !== '' && { source: it.source.trim() }),
  }))

interface Standing {
  readonly fields: Fields
  readonly version: number
  /** The addresses that stand now; what was withdrawn meanwhile is named no more. */
  readonly standing?: ReadonlySet<string>
}

export function ContactEdit({ debtor, contact, close }: { debtor: Debtor; contact?: Contact; close: () => void }) {
  useFocusBack()
  const w = useWords(contactWords)
  const d = useWords(debtorWords)
  const shell = useWords(shellWords)
  const [draft, setDraft] = useState(() => draftOf(contact))
  const [wrong, setWrong] = useState<'both' | number>()
  const form = useRef<HTMLFormElement>(null)
  const adding = useDo('POST /v1/debtors/{id}/contacts', { form: true })
  const {
    seen,
    save,
    error: failed,
    fail,
    busy,
    question,
  } = useMerging<Standing>({
    begun: { fields: fieldsOf(draftOf(contact)), version: debtor.version },
    labels: { name: w.name, site: w.site, roles: w.roles, addresses: w.addresses },
    shown: ({ fields }) => fields,
    says: (key, value) => {
      if (key === 'roles')
        return value
          .split(' ')
          .map((it) => d.roles[it as keyof typeof d.roles] ?? it)
          .join(', ')
      if (key !== 'addresses') return value
      const worded = value.replaceAll(
        / \((agreed|not_here)\)$/gm,
        (_, wish: 'agreed' | 'not_here') => ` (${w.shown[wish]})`,
      )
      return worded.replaceAll('\n', ' · ')
    },
    read: async () => {
      const params = { id: debtor.id }
      const { version } = await dunwell('GET /v1/debtors/{id}', { params })
      const { contacts } = await dunwell('GET /v1/debtors/{id}/overview', { params })
      const now = contacts.find((it) => it.id === contact?.id)
      return { fields: fieldsOf(draftOf(now)), version, standing: new Set(now?.addresses.map((it) => it.id)) }
    },
  })
  const set = (some: Partial<Draft>) => {
    // What was wrong was so of what stood there before.
    fail(null)
    setWrong(undefined)
    setDraft((it) => ({ ...it, ...some }))
  }
  const setLine = (key: number, some: Partial<Line>) =>
    set({ lines: draft.lines.map((it) => (it.key === key ? { ...it, ...some } : it)) })
  const title = contact ? w.change(contact.name ?? w.noName) : w.fresh
  const named = draft.name.trim() || draft.lines.find((it) => it.address.trim() !== '')?.address || w.noName
  const done = async (message: string) => {
    notifications.show({ message })
    await queries.invalidateQueries()
    close()
  }
  /** Where the server says which field is wrong, that is where to go on. */
  const trying = async (work: Promise<void>) => {
    await work
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), 0)
  }
  const change = async (fields: ReadonlySet<string>, { version, standing }: Standing): Promise<void> => {
    if (!contact) throw new Error('There is none to change.')
    if (fields.size === 0) return done(w.nothing)
    const body = {
      ...(fields.has('name') && { name: draft.name.trim() || null }),
      ...(fields.has('site') && { site: draft.site.trim() || null }),
      ...(fields.has('roles') && { roles: draft.roles }),
      ...(fields.has('addresses') && { addresses: addressesOf(draft.lines, standing) }),
    }
    await once('PATCH /v1/contacts/{id}', { params: { id: contact.id }, body: body as never, ifMatch: version })
    return done(w.kept)
  }
  const add = async () => {
    const roles = draft.roles as never
    const [name, site] = [draft.name.trim(), draft.site.trim()]
    const body = { ...(name && { name }), ...(site && { site }), roles, addresses: addressesOf(draft.lines) }
    await adding.mutateAsync({ params: { id: debtor.id }, body })
    return done(w.made(named))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lines = filled(draft.lines)
    const blank = lines.find((it) => it.address.trim() === '')
    const empty = lines.length === 0 && draft.name.trim() === ''
    setWrong(empty ? 'both' : blank?.key)
    if (empty || blank) return
    const mine = fieldsOf(draft)
    const works = lines.some((it) => it.works)
    const fields = Object.entries(mine).filter(([key, it]) => it !== seen.fields[key] || (key === 'addresses' && works))
    void trying(contact ? save(Object.fromEntries(fields), change) : save({}, add))
  }
  const end = () =>
    save(Object.fromEntries(Object.keys(seen.fields).map((key) => [key, ''])), async (fields, { version }) => {
      if (!contact) return
      // Whoever lets stand what another has just entered does not end them.
      if (fields.size < Object.keys(seen.fields).length) return close()
      await once('POST /v1/contacts/{id}/end', { params: { id: contact.id }, ifMatch: version })
      const message = `ended-${contact.id}`
      const back = async () => {
        const before = draftOf(contact)
        const its = { roles: [...contact.roles] as never, addresses: addressesOf(before.lines, new Set()) }
        const body = {
          ...(contact.name && { name: contact.name }),
          ...(contact.site && { site: contact.site }),
          ...its,
        }
        await once('POST /v1/debtors/{id}/contacts', { params: { id: debtor.id }, body })
        notifications.hide(message)
        notifications.show({ message: w.back(contact.name ?? w.noName) })
        await queries.invalidateQueries()
      }
      notifications.show({
        id: message,
        autoClose: 12_000,
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{w.ended(contact.name ?? w.noName)}</Text>
            <Button size="compact-sm" variant="default" onClick={() => void back()}>
              {shell.undo}
            </Button>
          </Group>
        ),
      })
      await queries.invalidateQueries()
      close()
    })
  const said = (i: number) => errorAt(failed, `addresses.${i}.address`)
  const beside = draft.lines.some((_, i) => said(i) !== undefined)
  return (
    <Drawer opened onClose={close} position="right" title={title} closeButtonProps={{ 'aria-label': shell.close }}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={w.name}
            maxLength={200}
            data-autofocus
            value={draft.name}
            error={wrong === 'both' ? w.emptyBoth : undefined}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={w.site}
            description={w.siteHint}
            maxLength={100}
            value={draft.site}
            onChange={(event) => set({ site: event.currentTarget.value })}
          />
          <Input.Wrapper label={w.roles} description={w.rolesHint} labelElement="div">
            <Chip.Group multiple value={[...draft.roles]} onChange={(roles) => set({ roles })}>
              <Group gap={6} my={6} role="group" aria-label={w.roles} className="story-kinds">
                {Object.entries(d.roles).map(([role, label]) => (
                  <Chip key={role} value={role} size="xs" radius="sm" variant="light">
                    {label}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <Stack gap="sm" role="group" aria-label={w.addresses}>
            <Text size="sm" fw={500}>
              {w.addresses}
            </Text>
            {draft.lines.length === 0 && (
              <Text size="sm" c="dimmed">
                {w.noAddresses}
              </Text>
            )}
            {draft.lines.map((it, i) => (
              <AddressLine
                key={it.key}
                it={it}
                error={said(i) ?? (wrong === it.key ? w.emptyAddress : undefined)}
                set={(some) => setLine(it.key, some)}
                drop={() => set({ lines: draft.lines.filter((one) => one.key !== it.key) })}
              />
            ))}
            <Group gap="xs">
              {(['email', 'phone', 'post'] as const).map((channel) => (
                <Button
                  key={channel}
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconPlus size={14} aria-hidden />}
                  onClick={() => set({ lines: [...draft.lines, newLine(channel)] })}
                >
                  {{ email: w.addEmail, phone: w.addPhone, post: w.addPost }[channel]}
                </Button>
              ))}
            </Group>
          </Stack>
          {failed && !beside && <Failed error={failed} />}
          <Group justify="space-between" mt="xs">
            {contact ? (
              <Button variant="subtle" color="rust" px={6} disabled={busy} onClick={() => void end()}>
                {w.end}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={close}>
                {shell.cancel}
              </Button>
              <Button type="submit" loading={busy}>
                {shell.save}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      {question}
    </Drawer>
  )
}

function AddressLine({
  it,
  error,
  set,
  drop,
}: {
  it: Line
  error?: string
  set: (some: Partial<Line>) => void
  drop: () => void
}) {
  const w = useWords(contactWords)
  const [asks, ask] = useState(it.was !== 'none')
  const label = { email: w.email, phone: w.phone, post: w.post }[it.channel]
  const shared = {
    label,
    error,
    value: it.address,
    maxLength: 600,
    autoFocus: it.id === undefined && it.address === '' && it.channel !== 'email',
    onChange: (event: { currentTarget: { value: string } }) => set({ address: event.currentTarget.value }),
  }
  return (
    <Stack gap={6} className="address-line">
      <Group gap={6} wrap="nowrap" align="flex-start">
        {it.channel === 'post' ? (
          <Textarea {...shared} flex={1} minRows={2} />
        ) : (
          <TextInput {...shared} flex={1} type={it.channel === 'email' ? 'email' : 'tel'} />
        )}
        <ActionIcon variant="subtle" color="gray" mt={27} aria-label={w.drop(it.address || w.empty)} onClick={drop}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {asks ? (
        <Group gap={6} grow align="flex-start" pr={34}>
          <Select
            size="xs"
            label={w.says}
            value={it.wish}
            data={(['none', 'agreed', 'not_here'] as const).map((value) => ({ value, label: w.wishes[value] }))}
            onChange={(value) => value && set({ wish: value as Wish })}
          />
          {it.wish !== it.was && it.wish !== 'none' && (
            <TextInput
              size="xs"
              label={w.source}
              placeholder={w.sourceHint}
              maxLength={200}
              value={it.source}
              onChange={(event) => set({ source: event.currentTarget.value })}
            />
          )}
        </Group>
      ) : (
        <Anchor component="button" type="button" size="xs" c="dimmed" ta="start" onClick={() => ask(true)}>
          {w.tell}
        </Anchor>
      )}
      {it.dead && (
        <Checkbox
          size="xs"
          label={w.works}
          checked={it.works}
          onChange={(event) => set({ works: event.currentTarget.checked })}
        />
      )}
    </Stack>
  )
}
