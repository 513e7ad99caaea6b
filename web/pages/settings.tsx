// Settings: a list of parts on the left, one part beside it; on a narrow screen a chooser above. Each part has an address of its own.

import { Box, NavLink, Select, Stack, Text } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { Page } from '../ui/page.tsx'
import { useMay } from '../ui/seat.tsx'
import { Loading } from '../ui/state.tsx'
import { useWords } from '../ui/tongue.tsx'
import { settingsWords } from '../words/settings.ts'

type PartName = keyof (typeof settingsWords)['en']['parts']

type GroupName = keyof (typeof settingsWords)['en']['groups']

interface PartEntry {
  readonly name: PartName
  readonly group: GroupName
  readonly least: 'viewer' | 'manager' | 'owner'
  readonly Content: ComponentType
}

const parts: readonly PartEntry[] = [
  { name: 'business', group: 'us', least: 'manager', Content: lazy(() => import('./settings/business.tsx')) },
  { name: 'bank', group: 'us', least: 'manager', Content: lazy(() => import('./settings/bank.tsx')) },
  { name: 'pay', group: 'us', least: 'manager', Content: lazy(() => import('./settings/pay.tsx')) },
  { name: 'people', group: 'us', least: 'viewer', Content: lazy(() => import('./settings/people.tsx')) },
  { name: 'collectors', group: 'us', least: 'viewer', Content: lazy(() => import('./settings/collectors.tsx')) },
  { name: 'mail', group: 'out', least: 'manager', Content: lazy(() => import('./settings/mail.tsx')) },
  { name: 'sending', group: 'out', least: 'manager', Content: lazy(() => import('./settings/sending.tsx')) },
  { name: 'autopilot', group: 'out', least: 'viewer', Content: lazy(() => import('./settings/autopilot.tsx')) },
  { name: 'law', group: 'out', least: 'viewer', Content: lazy(() => import('./settings/law.tsx')) },
  { name: 'keys', group: 'programs', least: 'owner', Content: lazy(() => import('./settings/keys.tsx')) },
  { name: 'webhooks', group: 'programs', least: 'manager', Content: lazy(() => import('./settings/webhooks.tsx')) },
  { name: 'backup', group: 'safe', least: 'manager', Content: lazy(() => import('./settings/backup.tsx')) },
  { name: 'audit', group: 'safe', least: 'manager', Content: lazy(() => import('./settings/audit.tsx')) },
  { name: 'account', group: 'you', least: 'viewer', Content: lazy(() => import('./settings/account.tsx')) },
]

export default function Settings() {
  const w = useWords(settingsWords)
  const navigate = useNavigate()
  const { part } = useParams({ strict: false }) as { part?: string }
  const may = { viewer: true, manager: useMay('manager'), owner: useMay('owner') }
  const mine = parts.filter((it) => may[it.least])
  const here = mine.find((it) => it.name === part) ?? mine[0]!
  const groups = [...Map.groupBy(mine, (it) => it.group)].map(([group, its]) => ({ group, its }))
  const go = (name: string) => void navigate({ to: `/settings/${name}` as never })
  return (
    <Page title={w.title}>
      <Box className="settings">
        <Box visibleFrom="sm" component="nav" aria-label={w.title}>
          <Stack gap="sm">
            {groups.map(({ group, its }) => (
              <Stack key={group} gap={2} role="group" aria-label={w.groups[group]}>
                <Text size="xs" c="dimmed" px="sm" pb={2} aria-hidden>
                  {w.groups[group]}
                </Text>
                {its.map((it) => (
                  <NavLink
                    key={it.name}
                    component={Link}
                    to={`/settings/${it.name}` as never}
                    label={w.parts[it.name]}
                    active={it.name === here.name}
                    aria-current={it.name === here.name ? 'page' : undefined}
                    py={6}
                    style={{ borderRadius: 'var(--mantine-radius-md)' }}
                  />
                ))}
              </Stack>
            ))}
          </Stack>
        </Box>
        <Select
          hiddenFrom="sm"
          label={w.part}
          data={groups.map(({ group, its }) => ({
            group: w.groups[group],
            items: its.map((it) => ({ value: it.name, label: w.parts[it.name] })),
          }))}
          value={here.name}
          onChange={(it) => it !== null && go(it)}
        />
        <Stack gap="lg" maw={760} w="100%" style={{ minWidth: 0 }}>
          <Suspense fallback={<Loading />}>
            <here.Content />
          </Suspense>
        </Stack>
      </Box>
    </Page>
  )
}
