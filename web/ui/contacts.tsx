// The contacts of a customer: who is there, how they are reached, and what they said of that. One is added, changed and ended here.

import { Anchor, Badge, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Answer } from '../../src/http/client.ts'
import { contactWords } from '../words/contacts.ts'
import { debtorWords } from '../words/debtors.ts'
import { ContactEdit } from './contact-edit.tsx'
import { Paper } from './page.tsx'
import { useMay } from './seat.tsx'
import { Loading } from './state.tsx'
import { useForms, useWords } from './tongue.tsx'

export type Contact = Answer<'GET /v1/debtors/{id}/overview'>['contacts'][number]
type Address = Contact['addresses'][number]

export function Contacts({ debtor, some }: { debtor: Answer<'GET /v1/debtors/{id}'>; some?: readonly Contact[] }) {
  const w = useWords(contactWords)
  const may = useMay('collector')
  const [edited, edit] = useState<Contact | 'new'>()
  return (
    <Paper
      title={w.title}
      aside={
        may && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={w.add}
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => edit('new')}
          >
            {w.addShort}
          </Button>
        )
      }
    >
      {!some && <Loading lines={3} />}
      {some?.length === 0 && <Text c="dimmed">{w.none}</Text>}
      <Stack gap="md">
        {some?.map((it) => (
          <One key={it.id} it={it} edit={may ? () => edit(it) : undefined} />
        ))}
      </Stack>
      {edited && (
        <ContactEdit debtor={debtor} contact={edited === 'new' ? undefined : edited} close={() => edit(undefined)} />
      )}
    </Paper>
  )
}

function One({ it, edit }: { it: Contact; edit?: () => void }) {
  const w = useWords(contactWords)
  const d = useWords(debtorWords)
  const roles = d.roles as Readonly<Record<string, string>>
  const name = it.name ?? w.noName
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group gap={6}>
          <Text size="sm" fw={600} className="theirs" c={it.name === null ? 'dimmed' : undefined}>
            {name}
          </Text>
          {it.roles.map((role) => (
            <Badge key={role} size="sm" variant="light" color="gray">
              {roles[role] ?? role}
            </Badge>
          ))}
          {it.site && (
            <Text size="xs" c="dimmed" className="theirs">
              {it.site}
            </Text>
          )}
        </Group>
        {edit && (
          <UnstyledButton aria-label={w.change(name)} title={w.change(name)} onClick={edit} className="quiet" p={2}>
            <IconPencil size={16} aria-hidden />
          </UnstyledButton>
        )}
      </Group>
      {it.addresses.map((at) => (
        <Reached key={at.id} at={at} />
      ))}
    </Stack>
  )
}

// What stands where nobody said how they know.
const unnamed = 'a person'

function Reached({ at }: { at: Address }) {
  const w = useWords(contactWords)
  const d = useWords(debtorWords)
  const forms = useForms()
  const facts = d.consents as Readonly<Record<string, string>>
  const schemes: Readonly<Record<string, string>> = { email: 'mailto', phone: 'tel' }
  const scheme = schemes[at.channel]
  return (
    <div className="reach">
      <Text size="xs" c="dimmed" pt={3}>
        {(d.channels as Readonly<Record<string, string>>)[at.channel] ?? at.channel}
      </Text>
      <div>
        {scheme ? (
          <Anchor size="sm" className="theirs" href={`${scheme}:${at.address}`}>
            {at.channel === 'phone' ? forms.phone(at.address) : at.address}
          </Anchor>
        ) : (
          <Text size="sm" className="theirs">
            {at.address}
          </Text>
        )}
        {at.health !== 'ok' && (
          <Badge size="sm" variant="light" color="rust" ml={6}>
            {w.dead}
          </Badge>
        )}
        {at.wish && (
          <Text size="xs" c={at.wish.wish === 'not_here' ? 'rust' : 'dimmed'}>
            {at.wish.wish === 'agreed' ? w.agreed(forms.day(at.wish.on)) : w.notHere(forms.day(at.wish.on))}
            {at.wish.source && at.wish.source !== unnamed && <span className="theirs">: {at.wish.source}</span>}
          </Text>
        )}
        {at.facts.map((fact) => (
          <Text key={`${fact.kind} ${fact.at}`} size="xs" c="dimmed" className="theirs">
            {facts[fact.kind] ?? fact.kind}
            {fact.scope ? ` (${fact.scope})` : ''}, {forms.day(fact.at)}: {fact.source}
          </Text>
        ))}
      </div>
    </div>
  )
}
