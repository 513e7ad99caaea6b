// Changing a ladder: what is done at once by who may, and asked of a second person by who may not; and what of a ladder waits so.

import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { useAsk, useDo } from '../api.ts'
import { approvalWords } from '../words/approvals.ts'
import { shellWords } from '../words/shell.ts'
import { type Act, ApprovalCard, SecondSays, useChecks, useNames } from './approval.tsx'
import { Paper } from './page.tsx'
import { Failed } from './state.tsx'
import { useWords } from './tongue.tsx'

/** An act on a ladder, but for why it is asked for. */
export type PolicyAct = { kind: 'policy'; policy: object } | { kind: 'policy_use'; policy: string }

export function PolicyDialog({
  act,
  title,
  close,
  direct,
  busy,
  done,
  children,
}: {
  /** Undefined: closed. */
  act: PolicyAct | undefined
  title: string
  close: () => void
  /** Does it, where nobody needs to be asked. */
  direct: () => void
  busy: boolean
  /** After it was asked for. */
  done: () => void
  children: ReactNode
}) {
  const w = useWords(approvalWords)
  const s = useWords(shellWords)
  const names = useNames()
  const [because, setBecause] = useState('')
  const ask = useDo('POST /v1/approvals')
  const { second, nobodyElse, ready, error } = useChecks(act ? [{ ...act, because: '-' } as Act] : [])
  const asking = () =>
    ask.mutate(
      { body: { act: { ...act, because } as Act } },
      {
        onSuccess: () => {
          notifications.show({ message: w.askedFor(names(second?.who ?? [])) })
          setBecause('')
          done()
          close()
        },
      },
    )
  const failed = ask.error ?? error
  return (
    <Modal opened={act !== undefined} onClose={close} title={title} closeButtonProps={{ 'aria-label': s.close }}>
      <Stack gap="md">
        {children}
        <SecondSays second={second} nobodyElse={nobodyElse} />
        {second && second.who.length > 0 && (
          <Textarea
            label={w.policyWhy}
            placeholder={w.policyWhyHint}
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
          />
        )}
        {failed && <Failed error={failed} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {s.cancel}
          </Button>
          {second ? (
            <Button onClick={asking} loading={ask.isPending} disabled={!ready || because.trim() === ''}>
              {second.who.length === 1 ? w.ask(second.who[0]!) : w.askSome}
            </Button>
          ) : (
            <Button onClick={direct} loading={busy} disabled={!ready} data-autofocus>
              {s.save}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

/** What of this ladder waits for a second person. */
export function PolicyWaits({ id }: { id: string }) {
  const w = useWords(approvalWords)
  const { data } = useAsk('GET /v1/approvals', { query: {} })
  const its = data?.items.filter((it) => it.debtor === null && it.facts.policy === id) ?? []
  if (its.length === 0) return null
  return (
    <Paper title={w.policyWaits} flush>
      {its.map((it) => (
        <ApprovalCard key={it.id} it={it} />
      ))}
    </Paper>
  )
}
