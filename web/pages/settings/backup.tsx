// Backups: whether the last one was proved, and when, where and how long they are kept.

import { Alert, Badge, Box, Button, Checkbox, Group, Progress, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { queries, useAsk, useDo } from '../../api.ts'
import { errorAt, Form, Two, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { useMay } from '../../ui/seat.tsx'
import { useSettingsSave } from '../../ui/settings-save.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { settingsWords } from '../../words/settings.ts'
import type { SettingsAnswer } from './business.tsx'

export default function Backup() {
  const asked = useAsk('GET /v1/settings')
  return <Shown ask={asked}>{(it) => <Fields it={it} />}</Shown>
}

const usual = { at: '03:00', folder: 'backups', keep: 'daily=7,weekly=4,monthly=12' }
const keeps = [usual.keep, 'daily=14', 'daily=30,monthly=24', 'daily=7,weekly=8,monthly=120']

function Fields({ it: all }: { it: SettingsAnswer }) {
  const w = useWords(settingsWords)
  const forms = useForms()
  const may = useMay('owner')
  const save = useSettingsSave(all)
  const kept = useKept()
  const { backup: it } = all
  const { value, set, clear } = useDraft({
    on: it.at !== null,
    at: it.at ?? usual.at,
    folder: it.folder ?? usual.folder,
    keep: it.keep ?? usual.keep,
    to: it.to ?? '',
  })
  const submit = () => {
    const { at, folder, keep, to } = value
    const next = { at, folder, keep, ...(to.trim() !== '' && { to: to.trim() }) }
    save.mutate(
      { body: { backup: value.on ? next : null } },
      {
        onSuccess: () => {
          clear()
          kept()
        },
      },
    )
  }
  const text = (key: 'at' | 'folder' | 'to') => ({
    value: value[key],
    onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
    error: errorAt(save.error, `backup.${key}`),
    readOnly: !may,
  })
  const fields = ['at', 'folder', 'keep', 'to'].map((one) => `backup.${one}`)
  const rules = [...new Set([...keeps, value.keep])]
  return (
    <Paper
      title={w.parts.backup}
      aside={
        <Badge variant="light" color={it.failed ? 'amber' : it.provedAt ? 'accent' : 'gray'}>
          {it.failed ? w.backupFailed : it.provedAt ? w.backupGood : w.backupNone}
        </Badge>
      }
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {w.backupSays}
        </Text>
        {it.provedAt && <Text size="sm">{w.backupProved(forms.moment(it.provedAt))}</Text>}
        {it.failed && (
          <Alert color="amber" variant="light" title={w.backupFailed}>
            {it.failed.says}
          </Alert>
        )}
        {may && <Now />}
        <Form onSubmit={submit} error={save.error} fields={fields} busy={save.isPending} off={!may}>
          <Checkbox
            label={w.backupOn}
            checked={value.on}
            onChange={(event) => set('on', event.currentTarget.checked)}
            disabled={!may}
          />
          {value.on && (
            <Two>
              <TextInput label={w.backupDaily} type="time" description={w.backupAtSays(all.zone)} {...text('at')} />
              <Select
                label={w.backupKeep}
                description={w.backupKeepSays}
                data={rules.map((rule) => ({ value: rule, label: keepText(rule, w) }))}
                value={value.keep}
                onChange={(next) => next !== null && set('keep', next)}
                error={errorAt(save.error, 'backup.keep')}
                disabled={!may}
              />
              <TextInput
                label={w.backupFolder}
                description={w.backupFolderSays}
                placeholder="backups"
                {...text('folder')}
              />
              <TextInput label={w.backupTo} description={w.backupToSays} placeholder="age1…" {...text('to')} />
            </Two>
          )}
          {!value.on && (
            <Group>
              <Text size="sm" c="dimmed">
                {w.backupOffSays}
              </Text>
            </Group>
          )}
        </Form>
      </Stack>
      {save.question}
    </Paper>
  )
}

const lookMs = 1000

/** One made now: begun by a button, looked at until it is over, and told by its outcome. It goes on without this page. */
function Now() {
  const w = useWords(settingsWords)
  const forms = useForms()
  const make = useDo('POST /v1/backups')
  // What stood there when it was begun; another outcome than that is its own.
  const [before, setBefore] = useState<string>()
  const seen = useRef(false)
  const { data } = useAsk('GET /v1/backups', undefined, {
    refetchInterval: ({ state }) => (before !== undefined || state.data?.atWork ? lookMs : false),
  })
  const mark = `${data?.proved?.madeAt} ${data?.failed?.madeAt}`
  const far = data?.atWork
  const over = before !== undefined && (before !== mark || (seen.current && !far))
  const good = data?.failed == null
  useEffect(() => {
    if (far) seen.current = true
    if (!over) return
    const message = before === mark ? w.backupEnded : good ? w.backupIsGood : w.backupIsBad
    notifications.show({ message, ...(before === mark || !good ? { color: 'amber' } : {}) })
    setBefore(undefined)
    seen.current = false
    void queries.invalidateQueries()
  }, [far, over, before, mark, good, w])
  const begin = () =>
    make.mutate(
      {},
      {
        onSuccess: ({ begun }) => {
          if (begun) setBefore(mark)
          else notifications.show({ message: w.backupAlready })
        },
      },
    )
  const says = far ? w.backupDoing[far.doing] : w.backupBegins
  const by = far && (far.begunBy === 'schedule' ? w.backupBySelf : far.begunBy)
  return (
    <Stack gap="sm" pb="md" style={{ borderBottom: '1px solid var(--desk-line)' }}>
      {make.error && <Failed error={make.error} />}
      {before !== undefined || far ? (
        <Box role="status">
          <Text fw={620}>{says}</Text>
          <Text size="sm" c="dimmed">
            {far && by ? `${w.backupBegunBy(by, forms.moment(far.begunAt))} ${w.backupNowSays}` : w.backupNowSays}
          </Text>
          <Progress value={far?.of ? (100 * far.done) / far.of : 100} animated mt="sm" aria-label={says} />
        </Box>
      ) : (
        <Group>
          <Button variant="default" onClick={begin} loading={make.isPending} disabled={!data}>
            {w.backupNow}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** `daily=7,weekly=4` in words. */
function keepText(rule: string, w: (typeof settingsWords)['en']): string {
  const parts = rule.split(',').map((part) => part.split('=') as [keyof typeof w.keeps, string])
  return parts.map(([every, count]) => w.keeps[every]?.(count) ?? `${every}=${count}`).join(', ')
}
