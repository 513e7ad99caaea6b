// Where customers pay to: what stands, what waits with its day, and asking for another with all that stands in a thief's way.

import { Alert, Anchor, Badge, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../../src/http/client.ts'
import { dunwell, once, queries, useAsk, useDo } from '../../api.ts'
import { type Fields, useMerging } from '../../ui/change.tsx'
import { errorAt, Fact, Form, Two, useDraft } from '../../ui/form.tsx'
import { Paper } from '../../ui/page.tsx'
import { type Proof, ShowWho } from '../../ui/proof.tsx'
import { useMay } from '../../ui/seat.tsx'
import { Failed, Shown } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { trustWords } from '../../words/trust.ts'

type Details = Answer<'GET /v1/bank-details'>
type Change = NonNullable<Details['waiting']>
type Account = Details['now']['bank']

export default function Bank() {
  const asked = useAsk('GET /v1/bank-details')
  return (
    <Shown ask={asked}>
      {(it) => (
        <>
          {it.waiting && <Waiting it={it.waiting} />}
          <Standing it={it} />
          {it.past.length > 0 && <Past of={it.past} />}
        </>
      )}
    </Shown>
  )
}

function spaced(iban: string | undefined): string {
  return iban?.replaceAll(/(.{4})(?=.)/g, '$1 ') ?? ''
}

function AccountFacts({ it }: { it: Account }) {
  const w = useWords(trustWords)
  if (!it) return <Text size="sm">{w.noAccount}</Text>
  return (
    <Stack gap={4}>
      <Fact label={w.holder}>{it.holder}</Fact>
      {it.iban && <Fact label="IBAN">{spaced(it.iban)}</Fact>}
      {it.bic && <Fact label="BIC">{it.bic}</Fact>}
      {it.lines.length > 0 && <Fact label={w.numbers}>{it.lines.join('\n')}</Fact>}
    </Stack>
  )
}

function Waiting({ it }: { it: Change }) {
  const w = useWords(trustWords)
  const forms = useForms()
  const agree = useDo('POST /v1/bank-changes/{id}/agree')
  const withdraw = useDo('POST /v1/bank-changes/{id}/withdraw')
  const open = it.needsSecond && it.agreedAt === null
  return (
    <Alert color="amber" variant="light" title={(open ? w.waitingSecond : w.waiting)(forms.moment(it.effectiveAt!))}>
      <Stack gap="sm">
        <Text size="sm">{w.askedBy(it.askedBy, forms.moment(it.askedAt!))}</Text>
        <AccountFacts it={it.next.bank} />
        {it.next.payLink !== it.before.payLink && <Fact label={w.payLink}>{it.next.payLink ?? '–'}</Fact>}
        <Text size="sm">
          {open ? (it.own ? w.needsOther : w.needsYou) : it.agreedBy !== null ? w.agreedBy(it.agreedBy) : w.noOther}
        </Text>
        {(agree.error ?? withdraw.error) && <Failed error={(agree.error ?? withdraw.error)!} />}
        <Group>
          {open && !it.own && (
            <Button loading={agree.isPending} onClick={() => agree.mutate({ params: { id: it.id } })}>
              {w.agree}
            </Button>
          )}
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params: { id: it.id } })}
          >
            {w.withdraw}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

function Standing({ it }: { it: Details }) {
  const w = useWords(trustWords)
  const may = useMay('owner')
  const [open, setOpen] = useState(false)
  return (
    <Paper
      title={w.bankTitle}
      aside={
        open &&
        !it.waiting && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(false)}>
            {w.cancel}
          </Button>
        )
      }
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {w.bankSays}
        </Text>
        <AccountFacts it={it.now.bank} />
        {it.now.payLink !== null && <Fact label={w.payLink}>{it.now.payLink}</Fact>}
        {Object.entries(it.now.factors).map(([name, one]) => (
          <Fact key={name} label={name}>
            {one.holder !== name && `${one.holder} `}
            {spaced(one.iban)}
          </Fact>
        ))}
        {may && !it.waiting && !open && it.proof !== 'none' && (
          <Group>
            <Button variant="default" onClick={() => setOpen(true)}>
              {w.change}
            </Button>
          </Group>
        )}
        {may && it.proof === 'none' && (
          <Alert color="amber" variant="light" title={w.noFactor}>
            <Anchor component={Link} to={'/settings/account' as never} size="sm">
              {w.noFactorGo}
            </Anchor>
          </Alert>
        )}
        {open && !it.waiting && <Ask it={it} done={() => setOpen(false)} />}
      </Stack>
    </Paper>
  )
}

function Ask({ it, done }: { it: Details; done: () => void }) {
  const w = useWords(trustWords)
  const [showing, setShowing] = useState(false)
  const { value, set } = useDraft({
    holder: it.now.bank?.holder ?? '',
    iban: spaced(it.now.bank?.iban),
    bic: it.now.bank?.bic ?? '',
    lines: it.now.bank?.lines.join('\n') ?? '',
    payLink: it.now.payLink ?? '',
  })
  const fieldsOf = ({ now }: Details): Fields => ({
    holder: now.bank?.holder ?? '',
    iban: spaced(now.bank?.iban),
    bic: now.bank?.bic ?? '',
    lines: now.bank?.lines.join('\n') ?? '',
    payLink: now.payLink ?? '',
  })
  const { seen, save, error, busy, question } = useMerging({
    begun: it,
    labels: { holder: w.holder, iban: 'IBAN', bic: 'BIC', lines: w.numbers, payLink: w.payLink },
    shown: fieldsOf,
    read: () => dunwell('GET /v1/bank-details'),
  })
  const send = (proof: Proof) => {
    const was = fieldsOf(seen)
    const mine: Fields = { ...value }
    const wanted = Object.entries(mine).filter(([key, to]) => to !== was[key])
    void save(Object.fromEntries(wanted), async (fields, of) => {
      const stands = fieldsOf(of)
      const to = (key: keyof typeof value) => ((fields.has(key) ? mine[key] : stands[key]) ?? '').trim()
      const bank = {
        holder: to('holder'),
        lines: to('lines')
          .split('\n')
          .filter((one) => one.trim() !== ''),
        ...(to('iban') !== '' && { iban: to('iban') }),
        ...(to('bic') !== '' && { bic: to('bic') }),
        ...(of.now.bank?.bankName !== undefined && { bankName: of.now.bank.bankName }),
      }
      const payLink = to('payLink') === '' ? null : to('payLink')
      try {
        await once('POST /v1/bank-changes', { body: { bank, payLink, proof, version: of.version } })
      } catch (problem) {
        // What was shown was wrong: it is asked again there. All else is about a field behind it.
        setShowing(errorAt(problem as Error, 'proof') !== undefined)
        throw problem
      }
      setShowing(false)
      await queries.invalidateQueries()
      done()
    })
  }
  const text = (key: 'holder' | 'iban' | 'bic' | 'payLink', field: string) => ({
    value: value[key],
    onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
    error: errorAt(error, field),
  })
  const fields = ['bank.holder', 'bank.iban', 'bank.bic', 'payLink', 'proof']
  return (
    <>
      <Form onSubmit={() => setShowing(true)} error={error} fields={fields} busy={false} label={w.go}>
        <Two>
          <TextInput label={w.holder} autoFocus {...text('holder', 'bank.holder')} />
          <TextInput label="IBAN" {...text('iban', 'bank.iban')} />
          <TextInput label="BIC" description={w.ifAbroad} {...text('bic', 'bank.bic')} />
          <Textarea
            label={w.numbers}
            description={w.numbersSays}
            minRows={1}
            value={value.lines}
            onChange={(event) => set('lines', event.currentTarget.value)}
          />
          <TextInput label={w.payLink} description={w.payLinkSays} {...text('payLink', 'payLink')} />
        </Two>
        <Text size="sm" c="dimmed">
          {w.bankRules}
        </Text>
      </Form>
      <Modal opened={showing} onClose={() => setShowing(false)} title={w.showTitle}>
        <ShowWho
          by={it.proof === 'password' ? 'password' : 'second_factor'}
          totp={it.totp}
          passkeys={it.passkeys}
          busy={busy}
          label={w.go}
          error={errorAt(error, 'proof')}
          onProof={send}
          onCancel={() => setShowing(false)}
        />
      </Modal>
      {question}
    </>
  )
}

function Past({ of }: { of: readonly Change[] }) {
  const w = useWords(trustWords)
  const forms = useForms()
  return (
    <Paper title={w.past}>
      <Stack gap="sm">
        {of.map((it) => (
          <Group key={it.id} justify="space-between" gap="sm" align="flex-start">
            <Stack gap={0} style={{ minWidth: 0 }}>
              <Text size="sm" className="theirs">
                {it.next.bank?.holder} {spaced(it.next.bank?.iban)}
              </Text>
              <Text size="xs" c="dimmed">
                {w.askedBy(it.askedBy, forms.moment(it.askedAt!))}
              </Text>
            </Stack>
            <Badge variant="light" color={it.state === 'done' ? 'accent' : 'gray'}>
              {it.state === 'done' ? w.done : w.withdrawn}
            </Badge>
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}
