// Payment links: the address under which people outside reach us, and the keys of the provider. Who changes them shows anew who they are.

import {
  Alert,
  Anchor,
  Badge,
  Button,
  Code,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { dunwell, once, queries, useAsk } from '../../api.ts'
import { type Fields, useMerging } from '../../ui/change.tsx'
import { errorAt, Fact, Form, Two, useDraft, useKept } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { type Proof, ShowWho } from '../../ui/proof.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { settingsWords } from '../../words/settings.ts'
import { trustWords } from '../../words/trust.ts'

type Online = Answer<'GET /v1/online-pay'>

export default function Pay() {
  const asked = useAsk('GET /v1/online-pay')
  return <Shown ask={asked}>{(it) => <Standing it={it} />}</Shown>
}

function Standing({ it }: { it: Online }) {
  const w = useWords(settingsWords)
  const t = useWords(trustWords)
  const forms = useForms()
  const may = useMay('owner')
  const key = it.keyEnds === null ? w.none : w.payKey(it.keyEnds, it.setAt === null ? '' : forms.moment(it.setAt))
  return (
    <>
      <Paper
        title={w.parts.pay}
        aside={
          <Group gap="xs">
            {it.test && (
              <Badge variant="light" color="amber">
                {w.payTest}
              </Badge>
            )}
            <Badge variant="light" color={it.ready ? 'accent' : 'gray'}>
              {it.ready ? w.payReady : w.payNot}
            </Badge>
          </Group>
        }
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {w.paySays}
          </Text>
          <Fact label={w.payProvider}>{it.provider === null ? w.payNone : `Stripe, ${key}`}</Fact>
          <Fact label={w.payUrl}>{it.publicUrl ?? w.payNoUrl}</Fact>
          {it.because !== null && it.provider !== null && it.publicUrl !== null && (
            <Text size="sm" c="dimmed">
              {it.because}
            </Text>
          )}
          {may && it.proof === 'none' && (
            <Alert color="amber" variant="light" title={t.noFactor}>
              <Anchor component={Link} to={'/settings/account' as never} size="sm">
                {t.noFactorGo}
              </Anchor>
            </Alert>
          )}
        </Stack>
      </Paper>
      {may && it.proof !== 'none' && <Change it={it} />}
    </>
  )
}

function Change({ it }: { it: Online }) {
  const w = useWords(settingsWords)
  const t = useWords(trustWords)
  const kept = useKept()
  const [showing, setShowing] = useState<'save' | 'drop'>()
  const { value, set, clear } = useDraft({
    publicUrl: it.publicUrl ?? '',
    days: it.payLinkDays,
    secretKey: '',
    webhookSecret: '',
  })
  const fieldsOf = (of: Online): Fields => ({
    publicUrl: of.publicUrl ?? '',
    payLinkDays: String(of.payLinkDays),
    stripe: of.keyEnds === null ? '' : `…${of.keyEnds}`,
  })
  const { seen, see, save, error, busy, question } = useMerging({
    ...{ begun: it, labels: { publicUrl: w.payUrl, payLinkDays: w.payDays, stripe: w.paySecret }, shown: fieldsOf },
    read: () => dunwell('GET /v1/online-pay'),
  })
  const send = (proof: Proof) => {
    const { secretKey, webhookSecret } = value
    const url = value.publicUrl.trim()
    const keys = showing === 'drop' || secretKey !== '' || webhookSecret !== ''
    const mine: Fields = {
      ...(showing !== 'drop' && { publicUrl: url, payLinkDays: String(value.days) }),
      ...(keys && { stripe: showing === 'drop' ? '' : `…${secretKey.slice(-4)}` }),
    }
    const was = fieldsOf(seen)
    const wanted = Object.entries(mine).filter(([key, to]) => key === 'stripe' || to !== was[key])
    const stripe = showing === 'drop' ? null : { secretKey, webhookSecret }
    void save(Object.fromEntries(wanted), async (fields, { version: ifMatch }) => {
      const body = {
        ...(fields.has('publicUrl') && { publicUrl: url === '' ? null : url }),
        ...(fields.has('payLinkDays') && { payLinkDays: value.days }),
        ...(fields.has('stripe') && { stripe }),
        proof,
      }
      try {
        see(await once('PATCH /v1/online-pay', { body: body as never, ifMatch }))
      } catch (problem) {
        // What was shown was wrong: it is asked again there. All else is about what stands behind it.
        setShowing(errorAt(problem as Error, 'proof') === undefined ? undefined : showing)
        throw problem
      }
      setShowing(undefined)
      await queries.invalidateQueries()
      clear()
      kept()
    })
  }
  const at = (field: string) => errorAt(error, field)
  const fields = ['publicUrl', 'payLinkDays', 'secretKey', 'webhookSecret', 'proof']
  return (
    <Paper title={w.payChange}>
      <Form onSubmit={() => setShowing('save')} error={error} fields={fields} busy={false}>
        <Two>
          <TextInput
            label={w.payUrl}
            description={w.payUrlSays}
            placeholder="https://pay.nordwind.example"
            value={value.publicUrl}
            onChange={(event) => set('publicUrl', event.currentTarget.value)}
            error={at('publicUrl')}
          />
          <NumberInput
            label={w.payDays}
            description={w.payDaysSays}
            value={value.days}
            onChange={(next) => set('days', Number(next))}
            min={1}
            max={365}
            error={at('payLinkDays')}
          />
          <PasswordInput
            label={w.paySecret}
            description={w.paySecretSays}
            placeholder={it.keyEnds === null ? 'rk_live_…' : `…${it.keyEnds}`}
            value={value.secretKey}
            onChange={(event) => set('secretKey', event.currentTarget.value)}
            error={at('secretKey') ?? at('stripe.secretKey')}
            autoComplete="off"
          />
          <PasswordInput
            label={w.payHookSecret}
            description={w.payHookSecretSays}
            placeholder="whsec_…"
            value={value.webhookSecret}
            onChange={(event) => set('webhookSecret', event.currentTarget.value)}
            error={at('webhookSecret') ?? at('stripe.webhookSecret')}
            autoComplete="off"
          />
        </Two>
        <Stack gap={4}>
          <Text size="sm">{w.payHook}</Text>
          {it.publicUrl === null ? (
            <Text size="sm" c="dimmed">
              {w.payHookFirst}
            </Text>
          ) : (
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {it.hook}
            </Code>
          )}
          <Text size="xs" c="dimmed">
            {w.payHookEvents}: {it.hookEvents.join(', ')}
          </Text>
        </Stack>
        {it.provider !== null && (
          <Group>
            <Button variant="default" onClick={() => setShowing('drop')}>
              {w.payDrop}
            </Button>
          </Group>
        )}
      </Form>
      <Modal opened={showing !== undefined} onClose={() => setShowing(undefined)} title={t.showTitle}>
        <ShowWho
          by={it.proof === 'password' ? 'password' : 'second_factor'}
          totp={it.totp}
          passkeys={it.passkeys}
          busy={busy}
          label={showing === 'drop' ? w.payDrop : w.save}
          error={at('proof')}
          onProof={send}
          onCancel={() => setShowing(undefined)}
        />
      </Modal>
      {question}
    </Paper>
  )
}
