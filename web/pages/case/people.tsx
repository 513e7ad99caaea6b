// The people of a case, how each may be reached, and what they have said of it.

import { ActionIcon, Anchor, Badge, Box, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconMail, IconMapPin, IconPencil, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Paper } from '../../ui/page.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { Gate } from './head.tsx'
import { type CaseAnswer, useCase, wordOf } from './page.tsx'

const channelIcons: Readonly<Record<string, ReactNode>> = {
  email: <IconMail size={15} />,
  phone: <IconPhone size={15} />,
  post: <IconMapPin size={15} />,
}

export function People() {
  const { it } = useCase()
  const w = useWords(caseWords)
  const some = it.contacts.filter((one) => one.addresses.length > 0 || one.name)
  return (
    <Paper title={w.people}>
      <Stack gap="md">
        {some.length === 0 && (
          <Text size="sm" c="dimmed">
            {w.noPeople}
          </Text>
        )}
        {some.map((one) => (
          <Box key={one.addresses[0]?.id ?? one.name}>
            {(one.name || one.roles.length > 0) && (
              <Text size="sm" fw={620} className="theirs">
                {one.name ?? ''}
                {one.roles.length > 0 && (
                  <Text span c="dimmed" fw={400}>
                    {one.name ? ' · ' : ''}
                    {one.roles.map((role) => wordOf(w.roles, role)).join(', ')}
                  </Text>
                )}
              </Text>
            )}
            <Stack gap={6} mt={4}>
              {one.addresses.map((at) => (
                <AddressLine key={at.id} at={at} name={one.name ?? it.debtor.name} />
              ))}
            </Stack>
          </Box>
        ))}
        {it.told.length > 0 && (
          <Group gap={4} className="case-rule">
            {it.told.map((one) => (
              <Badge key={`${one.kind} ${one.on}`} variant="light" color="amber" size="sm">
                {wordOf(w.toldKinds, one.kind)}
              </Badge>
            ))}
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

type Address = CaseAnswer['contacts'][number]['addresses'][number]

function AddressLine({ at, name }: { at: Address; name: string }) {
  const { may, open } = useCase()
  const w = useWords(caseWords)
  const a = useWords(actWords)
  const forms = useForms()
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Box c="dimmed" mt={2} aria-hidden>
        {channelIcons[at.channel]}
      </Box>
      <Box flex={1} style={{ minWidth: 0 }}>
        <Text size="sm" className="theirs" td={at.usable ? undefined : 'line-through'}>
          {at.channel === 'phone' && at.usable ? (
            <Anchor href={`tel:${at.address}`} inherit onClick={() => may && open('call')}>
              {forms.phone(at.address)}
            </Anchor>
          ) : at.channel === 'phone' ? (
            forms.phone(at.address)
          ) : (
            at.address
          )}
        </Text>
        {at.usable ? (
          !at.may.may && <Gate may={at.may} />
        ) : (
          <Text size="xs" c="dimmed">
            {w.dead}
          </Text>
        )}
      </Box>
      {may && at.usable && (
        <Tooltip label={at.channel === 'phone' ? a.acts.call : a.acts.write}>
          <ActionIcon
            variant="subtle"
            size="sm"
            aria-label={`${at.channel === 'phone' ? a.acts.call : a.acts.write}: ${name}`}
            onClick={() => open(at.channel === 'phone' ? 'call' : 'write', at.channel === 'phone' ? undefined : at.id)}
          >
            {at.channel === 'phone' ? <IconPhone size={15} /> : <IconPencil size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}
