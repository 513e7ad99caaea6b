// What is done to all chosen cases at once; each can be taken back from the note that says it was done.

import { Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconChevronDown, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { useAsk, useDo } from '../api.ts'
import { caseListWords } from '../words/cases.ts'
import { collectorWords } from '../words/collectors.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { policyName } from '../words/steps.ts'
import { useDidWords, useTakeBack } from './case-lately.tsx'
import { GiveItems } from './collector.tsx'
import { DateField } from './date-field.tsx'
import { Failed } from './state.tsx'
import { useForms, useLanguage, useWords } from './tongue.tsx'
import { keepUndo } from './undo.ts'

type Deed = Ask<'POST /v1/cases/bulk'>['body']['deed']
type Crossed = Answer<'POST /v1/cases/bulk'>['crossed']

const atOnce = 500
const namedMost = 3

/** A line of the list as it is shown. */
interface Shown {
  readonly debtor: string
  readonly handling: string
  readonly collector: { readonly id: string } | null
}

/** `rows` are the lines as they stand on the page: what another has changed since is asked, not overwritten. */
export function CaseBulk({
  chosen,
  rows,
  done,
}: {
  chosen: readonly string[]
  rows: readonly Shown[]
  done: () => void
}) {
  const w = useWords(caseListWords)
  const d = useWords(debtorWords)
  const shell = useWords(shellWords)
  const language = useLanguage()
  const forms = useForms()
  const c = useWords(collectorWords)
  const people = useAsk('GET /v1/collectors').data?.people ?? []
  const debtors = [...new Set(chosen)]
  const bulk = useDo('POST /v1/cases/bulk')
  const policies = useAsk('GET /v1/policies')
  const [holding, hold] = useDisclosure(false)
  const did = useDidWords()
  const takeBack = useTakeBack()
  const seenOf = (deed: Deed) => {
    if (deed.do !== 'handling' && deed.do !== 'collector') return []
    const its = rows.filter((it) => debtors.includes(it.debtor))
    return its.map((it) => ({
      debtor: it.debtor,
      was: deed.do === 'handling' ? it.handling : (it.collector?.id ?? null),
    }))
  }
  const run = (deed: Deed, some = debtors, seen = seenOf(deed)) => {
    if (some.length > atOnce) {
      notifications.show({ message: w.tooMany, color: 'amber' })
      return
    }
    bulk.mutate(
      { body: { debtors: some, ...(seen.length > 0 && { seen }), deed } },
      {
        onSuccess: ({ done: count, id, crossed }) => {
          hold.close()
          done()
          keepUndo(id === null ? undefined : () => takeBack(id))
          if (id === null && crossed.length === 0) notifications.show({ message: w.nothingDone })
          if (id !== null)
            notifications.show({
              id,
              autoClose: 12_000,
              message: (
                <Group justify="space-between" wrap="nowrap">
                  <span>{did[deed.do](forms.count(count))}</span>
                  <Button size="compact-sm" variant="light" onClick={() => void takeBack(id)}>
                    {shell.undo}
                    <kbd className="key" aria-hidden style={{ marginInlineStart: 6 }}>
                      u
                    </kbd>
                  </Button>
                </Group>
              ),
            })
          if (crossed.length > 0) askAgain(deed, crossed)
        },
        onError: (error) => notifications.show({ message: <Failed error={error} />, autoClose: 12_000 }),
      },
    )
  }
  // What somebody else changed meanwhile was left as it is: it is named, and one click does it there too.
  const askAgain = (deed: Deed, crossed: Crossed) => {
    const id = crypto.randomUUID()
    const nowOf = (now: string | null) =>
      deed.do === 'handling'
        ? d.handlings[now as keyof typeof d.handlings]
        : (people.find((it) => it.id === now)?.name ?? c.nobodyWorks)
    notifications.show({
      id,
      autoClose: false,
      color: 'amber',
      message: (
        <Stack gap="xs" align="flex-start">
          <span>{w.crossed(crossed.length)}</span>
          {crossed.slice(0, namedMost).map((it) => (
            <span key={it.debtor} className="theirs">
              {it.name}: {nowOf(it.now)}
            </span>
          ))}
          {crossed.length > namedMost && <span>{w.crossedMore(forms.count(crossed.length - namedMost))}</span>}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(id)
              run(
                deed,
                crossed.map((it) => it.debtor),
                [],
              )
            }}
          >
            {w.crossedGo}
          </Button>
        </Stack>
      ),
    })
  }
  return (
    <>
      <Button size="compact-sm" leftSection={<IconPlayerPause size={15} aria-hidden />} onClick={hold.open}>
        {w.hold}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlayerPlay size={15} aria-hidden />}
        loading={bulk.isPending}
        onClick={() => run({ do: 'lift' })}
      >
        {w.lift}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCheck size={15} aria-hidden />}
        onClick={() => run({ do: 'approve' })}
      >
        {w.approve}
      </Button>
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {w.setHandling}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['automatic', 'approve', 'by_hand'] as const).map((handling) => (
            <Menu.Item key={handling} onClick={() => run({ do: 'handling', handling })}>
              {d.handlings[handling]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {w.setPolicy}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {(policies.data?.items ?? []).map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => run({ do: 'policy', policy: id })}>
              {policyName(language, name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {people.length > 1 && (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {c.give}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            <GiveItems give={(to) => run({ do: 'collector', collector: to?.id ?? null })} />
          </Menu.Dropdown>
        </Menu>
      )}
      <HoldForm
        open={holding}
        close={hold.close}
        title={w.holdTitle(forms.count(debtors.length))}
        busy={bulk.isPending}
        run={run}
      />
    </>
  )
}

function HoldForm({
  open,
  close,
  title,
  busy,
  run,
}: {
  open: boolean
  close: () => void
  title: string
  busy: boolean
  run: (deed: Deed) => void
}) {
  const w = useWords(caseListWords)
  const shell = useWords(shellWords)
  const [cause, setCause] = useState('')
  const [until, setUntil] = useState('')
  const { data } = useAsk('GET /v1/workspace')
  return (
    <Modal opened={open} onClose={close} title={title} closeButtonProps={{ 'aria-label': shell.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (cause.trim()) run({ do: 'hold', cause: cause.trim(), ...(until && { until }) })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={w.holdCause}
            description={w.holdCauseHint}
            value={cause}
            maxLength={200}
            onChange={(event) => setCause(event.currentTarget.value)}
            data-autofocus
            required
          />
          <DateField
            label={w.holdUntil}
            description={w.holdOpen}
            value={until}
            min={data?.today ?? undefined}
            onChange={setUntil}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={busy} disabled={cause.trim() === ''}>
              {w.hold}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
