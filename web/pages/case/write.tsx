// Writing by hand: one's own words at the left, at the right how they will be read, and beneath them what the linter and the gate say
// while one types; the gate from the first moment on.

import {
  Alert,
  Badge,
  Box,
  Button,
  Center,
  Checkbox,
  Drawer,
  Group,
  Loader,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconCheck, IconClock } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { useAsk, useDo } from '../../api.ts'
import { useAlone } from '../../ui/alone.ts'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { type Reason, Why } from '../../ui/why.tsx'
import { actWords } from '../../words/case-acts.ts'
import { starts } from '../../words/case-starts.ts'
import { Changed } from './acts.tsx'
import { MailFrame } from './message.tsx'
import { useCase, useClock, useSaid } from './page.tsx'

type Preview = Answer<'POST /v1/messages/preview'>

export function WriteDrawer({ opened, address, close }: { opened: boolean; address?: string; close: () => void }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const narrow = useMediaQuery('(max-width: 62em)')
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position={narrow ? 'bottom' : 'right'}
      size={narrow ? '96%' : 1040}
      title={w.writeWho(it.debtor.name)}
      classNames={{ body: 'write-body', content: 'write-content' }}
      closeButtonProps={{ 'aria-label': w.close }}
    >
      {opened && <Panel address={address} close={close} narrow={narrow === true} />}
    </Drawer>
  )
}

function Panel({ address: first, close, narrow }: { address?: string; close: () => void; narrow: boolean }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const said = useSaid()
  const [since] = useState(it.version)
  const addresses = it.contacts.flatMap((one) =>
    one.addresses
      .filter((at) => at.channel !== 'phone' && at.usable)
      .map((at) => ({ value: at.id, label: `${one.name ? `${one.name}, ` : ''}${at.address.split('\n').join(', ')}` })),
  )
  const [address, setAddress] = useState(first ?? addresses[0]?.value)
  const [begin, setBegin] = useState<string>()
  const wordsBox = useRef<HTMLTextAreaElement>(null)
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const [account, setAccount] = useState(false)
  const [failed, setFailed] = useState<Error>()
  const { busy, alone } = useAlone()
  const write = useDo('POST /v1/messages', { form: true })
  const recall = useDo('POST /v1/outbox/{id}/recall')
  const drop = useDo('POST /v1/outbox/{id}/drop')
  const typed = { subject: subject.trim(), text: text.trimEnd(), account, address }
  const [settled] = useDebouncedValue(JSON.stringify(typed), 350)
  const asked = JSON.parse(settled) as typeof typed
  const enough = asked.subject !== '' && asked.text.trim() !== '' && asked.address !== undefined
  const ask = useAsk(
    'POST /v1/messages/preview',
    { body: { debtor: it.debtor.id, ...asked } },
    { enabled: enough, retry: false, staleTime: 10_000 },
  )
  const shown = enough ? ask.data : undefined
  const stops = shown?.remarks.some((one) => one.level === 'error') === true
  const theirs = starts[it.debtor.language] ?? starts.en!
  const way = it.contacts.flatMap((one) => one.addresses).find((at) => at.id === address)?.may
  // What the page knows already, until there is enough to ask about.
  const gate: Gate | undefined =
    shown?.may ?? (way && { may: way.may, until: way.until, reasons: way.may ? way.warnings : way.grounds })
  // Chosen again it goes, unless somebody has written on from it.
  const start = (id: string) => {
    const words = theirs[id]!
    const untouched = begin !== undefined && theirs[begin]?.text === text && theirs[begin]?.subject === subject
    if (id === begin && untouched) {
      setBegin(undefined)
      setSubject('')
      setText('')
      return
    }
    setBegin(id)
    setSubject(words.subject)
    setText(words.text)
    requestAnimationFrame(() => wordsBox.current?.focus())
  }
  const keep = async (approve: boolean) => {
    setFailed(undefined)
    try {
      const { id } = await write.mutateAsync({ body: { debtor: it.debtor.id, ...typed, approve } })
      close()
      said(approve ? w.approvedNow : w.kept, async () => {
        if (approve) await recall.mutateAsync({ params: { id }, body: undefined as never })
        await drop.mutateAsync({ params: { id }, body: { because: 'entered by mistake' } })
      })
    } catch (error) {
      setFailed(error as Error)
    }
  }
  const ready = typed.subject !== '' && typed.text.trim() !== '' && address !== undefined && !stops
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) {
      event.preventDefault()
      void alone(() => keep(true))
    }
  }
  if (addresses.length === 0) return <Alert color="amber">{w.noAddress}</Alert>
  return (
    <Box className="write-two" onKeyDown={pressed}>
      <Stack gap="sm" className="write-own">
        <Changed since={since} />
        <Select label={w.writeTo} data={addresses} value={address} onChange={(value) => value && setAddress(value)} />
        <Box role="group" aria-label={w.start}>
          <Text size="sm" fw={500} mb={4}>
            {w.start}
          </Text>
          <Group gap={6}>
            {Object.keys(theirs).map((id) => (
              <Button
                key={id}
                size="compact-sm"
                radius="xl"
                variant={id === begin ? 'light' : 'default'}
                aria-pressed={id === begin}
                onClick={() => start(id)}
              >
                {w.starts[id as keyof typeof w.starts] ?? id}
              </Button>
            ))}
          </Group>
        </Box>
        <TextInput
          label={w.subject}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        <Textarea
          ref={wordsBox}
          label={w.text}
          description={w.textSays}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          minRows={8}
          maxRows={16}
          maxLength={10_000}
          lang={it.debtor.language}
        />
        <Checkbox label={w.account} checked={account} onChange={(event) => setAccount(event.currentTarget.checked)} />
        {shown && <Remarks shown={shown} />}
        {failed && <Failed error={failed} />}
        <Group justify="space-between" gap="xs" className="write-foot">
          {gate ? <Leave may={gate} stops={stops} /> : <span />}
          <Group gap="xs">
            <Button variant="default" disabled={!ready} loading={busy} onClick={() => void alone(() => keep(false))}>
              {w.keepDraft}
            </Button>
            <Button
              disabled={!ready}
              loading={busy}
              onClick={() => void alone(() => keep(true))}
              aria-keyshortcuts="Control+Enter"
              rightSection={
                <kbd className="key" data-on aria-hidden>
                  ctrl ↵
                </kbd>
              }
            >
              {w.approveNow}
            </Button>
          </Group>
        </Group>
      </Stack>
      <Stack gap={6} className="write-read">
        <Group justify="space-between" h={22}>
          <Text size="sm" fw={500}>
            {w.preview}
          </Text>
          {ask.isFetching && <Loader size="xs" aria-label={w.previewBusy} />}
        </Group>
        {ask.error && enough ? (
          <Failed error={ask.error} />
        ) : shown ? (
          <>
            <Text fw={620} className="theirs">
              {shown.subject}
            </Text>
            <MailFrame html={shown.html} title={shown.subject} height={narrow ? 420 : undefined} />
          </>
        ) : (
          <Center className="write-none">
            <Text size="sm" c="dimmed" ta="center" maw={240}>
              {w.previewEmpty}
            </Text>
          </Center>
        )}
      </Stack>
    </Box>
  )
}

interface Gate {
  readonly may: boolean
  readonly until: string | null
  readonly reasons: readonly Reason[]
}

function Leave({ may, stops }: { may: Gate; stops: boolean }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const forms = useForms()
  const clock = useClock()
  const until = may.until
  const when = until === null ? '' : until.length === 10 ? forms.shortDay(until) : clock(until, it.debtor.zone, it.now)
  return (
    <Group gap={8} role="status">
      <Badge
        variant="light"
        color={may.may && !stops ? 'accent' : 'amber'}
        leftSection={may.may && !stops ? <IconCheck size={13} aria-hidden /> : <IconClock size={13} aria-hidden />}
      >
        {stops ? w.gateStops : may.may ? w.gateYes : until === null ? w.gateNo : w.gateNotBefore(when)}
      </Badge>
      {may.reasons.length > 0 && <Why reasons={may.reasons} />}
    </Group>
  )
}

/** What must not leave so stands first. */
function inOrder(remarks: Preview['remarks']): Preview['remarks'] {
  return [...remarks].sort((a, b) => Number(b.level === 'error') - Number(a.level === 'error'))
}

function Remarks({ shown }: { shown: Preview }) {
  const w = useWords(actWords)
  return (
    <Box className="case-inset" role="status">
      <Text size="sm" fw={600} mb={4}>
        {w.remarks}
      </Text>
      {shown.remarks.length === 0 && (
        <Text size="sm" c="dimmed">
          {w.noRemarks}
        </Text>
      )}
      <Stack gap={8}>
        {inOrder(shown.remarks).map((one) => (
          <Box key={`${one.rule} ${one.line} ${one.words} ${one.part}`}>
            <Text size="sm">
              <Text span fw={620}>
                {one.line ? w.remarkLine(one.line) : w.remarkAround}
                {' · '}
                {one.level === 'error' ? w.remarkStops : w.remarkLook}
              </Text>
              {': '}
              <Text span className="theirs" td="underline" style={{ textUnderlineOffset: 3 }}>
                {one.words}
              </Text>{' '}
              {one.says}
            </Text>
            {one.better && (
              <Text size="sm" c="dimmed">
                {w.remarkBetter(one.better)}
              </Text>
            )}
          </Box>
        ))}
      </Stack>
    </Box>
  )
}
