// What stands outside the desk and is only looked at here: backups and payment links, each with how to set it up.

import { Alert, Badge, Code, Group, Stack, Text } from '@mantine/core'
import { useAsk } from '../../api.ts'
import { Fact } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { settingsWords } from '../../words/settings.ts'

export function Backup() {
  const w = useWords(settingsWords)
  const forms = useForms()
  const asked = useAsk('GET /v1/settings')
  return (
    <Paper title={w.parts.backup}>
      <Shown ask={asked}>
        {({ backup: it }) => (
          <Stack>
            <Group gap="xs">
              <Badge variant="light" color={it.failed ? 'amber' : it.provedAt ? 'accent' : 'gray'}>
                {it.failed ? w.backupFailed : it.provedAt ? w.backupGood : w.backupNone}
              </Badge>
              {it.provedAt && <Text size="sm">{w.backupProved(forms.moment(it.provedAt))}</Text>}
            </Group>
            {it.failed && (
              <Alert color="amber" variant="light" title={w.backupFailed}>
                {it.failed.says}
              </Alert>
            )}
            {it.at !== null ? (
              <>
                <Fact label={w.backupDaily}>{it.at}</Fact>
                <Fact label={w.backupFolder}>{it.folder}</Fact>
                <Fact label={w.backupKeep}>{it.keep}</Fact>
                <Fact label={w.backupSealed}>{it.encrypted ? w.yes : w.no}</Fact>
              </>
            ) : (
              <Stack gap="xs">
                <Text size="sm">{w.backupHow}</Text>
                <Code block>./dunwell settings set backup.at=03:00 backup.folder=backups</Code>
              </Stack>
            )}
          </Stack>
        )}
      </Shown>
    </Paper>
  )
}

export function Pay() {
  const w = useWords(settingsWords)
  const asked = useAsk('GET /v1/settings')
  return (
    <Paper title={w.parts.pay}>
      <Shown ask={asked}>
        {({ pay: it }) => (
          <Stack>
            <Group gap="xs">
              <Badge variant="light" color={it.ready ? 'accent' : 'gray'}>
                {it.ready ? w.payReady : w.payNot}
              </Badge>
              {it.test && (
                <Badge variant="light" color="amber">
                  {w.payTest}
                </Badge>
              )}
            </Group>
            <Fact label={w.payProvider}>{it.provider ?? w.none}</Fact>
            <Fact label={w.payUrl}>{it.publicUrl ?? w.none}</Fact>
            {it.because !== null && (
              <Text size="sm" c="dimmed">
                {it.because}
              </Text>
            )}
            {it.provider === null && (
              <Stack gap="xs">
                <Text size="sm">{w.payHow}</Text>
                <Code block>./dunwell pay setup stripe</Code>
              </Stack>
            )}
          </Stack>
        )}
      </Shown>
    </Paper>
  )
}
