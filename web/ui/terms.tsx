// On what terms a customer buys, whose terms say so, and what was agreed with them changed.

import { Anchor, Button, Drawer, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Answer, Ask } from '../../src/http/client.ts'
import { dunwell, once, queries, useAsk } from '../api.ts'
import { debtorWords } from '../words/debtors.ts'
import { shellWords } from '../words/shell.ts'
import { termWords } from '../words/terms.ts'
import { minorOf } from './amount.ts'
import { type Fields, useMerging } from './change.tsx'
import { FactList } from './facts.tsx'
import { useFocusBack } from './focus-back.ts'
import { Paper } from './page.tsx'
import { useMay } from './seat.tsx'
import { Failed, Loading } from './state.tsx'
import { useForms, useWords } from './tongue.tsx'

type Terms = Answer<'GET /v1/debtors/{id}/terms'>
type Change = NonNullable<Ask<'PATCH /v1/debtors/{id}/terms'>['body']>

export function CreditTerms({ id }: { id: string }) {
  const w = useWords(termWords)
  const mayChange = useMay('manager')
  const [editing, edit] = useDisclosure(false)
  const ask = useAsk('GET /v1/debtors/{id}/terms', { params: { id } })
  return (
    <Paper title={w.title}>
      {ask.error && !ask.data ? (
        <Failed error={ask.error} again={() => void ask.refetch()} />
      ) : ask.data ? (
        <Stack gap="sm" align="flex-start">
          <Agreed it={ask.data} />
          {mayChange && (
            <Button variant="default" size="xs" onClick={edit.open}>
              {w.edit}
            </Button>
          )}
        </Stack>
      ) : (
        <Loading lines={3} />
      )}
      {editing && ask.data && <TermsEdit id={id} it={ask.data} close={edit.close} />}
    </Paper>
  )
}

const exact = (percent: string, mark: string) => percent.replace('.', mark)

function Agreed({ it }: { it: Terms }) {
  const w = useWords(termWords)
  const forms = useForms()
  const mark = forms.marks.decimalSeparator
  const from = (of: 'debtor' | 'workspace', cite?: string) => (
    <Text span size="sm" c="dimmed">
      {[of === 'debtor' ? w.ofDebtor : w.ofWorkspace, cite].filter(Boolean).join(': ')}
    </Text>
  )
  const two = (what: ReactNode, says: ReactNode) => (
    <>
      {what}
      <br />
      {says}
    </>
  )
  const { payment, interest, lateFee, none, spread } = it
  const fee = lateFee && [
    w.fee(
      lateFee.amountMinor === null
        ? `${exact(lateFee.percent ?? '', mark)} %`
        : forms.money(lateFee.amountMinor, it.currency),
      lateFee.per,
    ),
    lateFee.maxMinor !== null && w.atMost(forms.money(lateFee.maxMinor, it.currency)),
  ]
  const facts: [string, ReactNode][] = [
    [
      w.payment,
      payment
        ? two(
            w.days(forms.count(payment.days)),
            <Text span size="sm" c="dimmed">
              {w.asOn(forms.count(payment.of), forms.count(payment.among))}{' '}
              <Anchor component={Link} to={`/claims/${payment.claim.id}`} className="theirs" underline="always">
                {payment.claim.number}
              </Anchor>
            </Text>,
          )
        : w.noInvoice,
    ],
    [
      w.interest,
      none.none
        ? two(w.none, from(none.of))
        : interest
          ? two(w.rate(exact(interest.percent, mark), interest.per), from(interest.of, interest.cite))
          : w.byLaw,
    ],
    [
      w.lateFee,
      fee && lateFee && !none.none ? two(fee.filter(Boolean).join(', '), from(lateFee.of, lateFee.cite)) : undefined,
    ],
    [w.spread, spread ? two(w.spreads[spread.spread], from(spread.of)) : undefined],
    [w.supply, it.supplyStoppedOn === null ? undefined : w.stopped(forms.day(it.supplyStoppedOn))],
  ]
  return (
    <>
      <FactList facts={facts} />
      {it.claims > 0 && (
        <Text size="sm" c="dimmed">
          {w.own(forms.count(it.claims))}
        </Text>
      )}
    </>
  )
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** What was agreed with this customer alone; what holds for everybody is not theirs to begin from. */
function fieldsOf(it: Terms, mark: string): Fields {
  const digits = digitsOf(it.currency)
  const interest = it.interest?.of === 'debtor' ? it.interest : undefined
  const fee = it.lateFee?.of === 'debtor' ? it.lateFee : undefined
  const amount = fee?.amountMinor ?? null
  return {
    percent: interest ? exact(interest.percent, mark) : '',
    per: interest?.per ?? 'year',
    cite: interest?.cite ?? '',
    fee:
      amount === null
        ? fee?.percent
          ? `${exact(fee.percent, mark)} %`
          : ''
        : exact((amount / 10 ** digits).toFixed(digits), mark),
    feePer: fee?.per ?? 'claim',
    feeCite: fee?.cite ?? '',
    none: it.none.none && it.none.of === 'debtor' ? 'yes' : 'no',
  }
}

const percentOf = (text: string) => text.trim().replace(/\s*%$/, '').replace(',', '.')
const isPercent = (text: string) => /^\d{1,3}(\.\d{1,6})?$/.test(percentOf(text))

function TermsEdit({ id, it, close }: { id: string; it: Terms; close: () => void }) {
  useFocusBack()
  const w = useWords(termWords)
  const d = useWords(debtorWords)
  const shell = useWords(shellWords)
  const { marks } = useForms()
  const mark = marks.decimalSeparator
  const digits = digitsOf(it.currency)
  const [fields, setFields] = useState(fieldsOf(it, mark))
  const [because, setBecause] = useState('')
  const [tried, tryIt] = useState(false)
  const at = (key: string) => fields[key] ?? ''
  const feeMinor = minorOf(at('fee'), digits)
  const feeIsShare = /%\s*$/.test(at('fee'))
  const wrong = {
    percent: at('percent') !== '' && !isPercent(at('percent')) ? w.notPercent : undefined,
    cite: at('percent') !== '' && at('cite').trim().length < 3 ? w.wanted : undefined,
    fee: at('fee') !== '' && !(feeIsShare ? isPercent(at('fee')) : feeMinor !== undefined) ? w.notAmount : undefined,
    feeCite: at('fee') !== '' && at('feeCite').trim().length < 3 ? w.wanted : undefined,
    because: because.trim() === '' ? w.wantedBecause : undefined,
  }
  const error = (key: keyof typeof wrong) => (tried ? wrong[key] : undefined)
  const labels = { interest: w.interest, lateFee: w.lateFee, none: w.none }
  // A rate goes with where it was agreed, and a fee with all that is said of it: each stands as a whole, this one or that.
  const wholes = (its: Fields): Fields => {
    const said = (key: string, ...rest: (string | undefined)[]) =>
      (its[key] ?? '').trim() === ''
        ? ''
        : rest
            .map((it) => it?.trim())
            .filter(Boolean)
            .join(', ')
    return {
      interest: said('percent', w.rate((its.percent ?? '').replace(/\s*%$/, ''), its.per as 'year'), its.cite),
      lateFee: said('fee', w.fee(its.fee ?? '', its.feePer as 'claim'), its.feeCite),
      none: its.none === 'yes' ? w.yes : w.no,
    }
  }
  const bodyOf = (changed: ReadonlySet<string>, { lateFee }: Terms): Change => {
    const most = lateFee?.of === 'debtor' ? lateFee.maxMinor : null
    return {
      because: because.trim(),
      ...(changed.has('interest') &&
        at('percent') !== '' && {
          interest: { percent: percentOf(at('percent')), per: at('per') as 'year', cite: at('cite').trim() },
        }),
      ...(changed.has('lateFee') &&
        at('fee') !== '' && {
          lateFee: {
            ...(feeIsShare ? { percent: percentOf(at('fee')) } : { amountMinor: feeMinor! }),
            per: at('feePer') as 'claim',
            cite: at('feeCite').trim(),
            ...(most !== null && { maxMinor: most }),
          },
        }),
      ...(changed.has('none') && { none: at('none') === 'yes' }),
    }
  }
  const {
    seen,
    save,
    error: failed,
    busy,
    question,
  } = useMerging({
    ...{ begun: it, labels, shown: (of: Terms) => wholes(fieldsOf(of, mark)) },
    read: () => dunwell('GET /v1/debtors/{id}/terms', { params: { id } }),
  })
  const send = () => {
    const was = wholes(fieldsOf(seen, mark))
    const wanted = Object.fromEntries(Object.entries(wholes(fields)).filter(([key, value]) => value !== was[key]))
    return save(wanted, async (keys, of) => {
      const body = bodyOf(keys, of)
      const some = Object.keys(body).length > 1
      if (some) await once('PATCH /v1/debtors/{id}/terms', { params: { id }, body, ifMatch: of.version })
      notifications.show({ message: some ? d.changed : d.nothingChanged })
      await queries.invalidateQueries()
      close()
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    tryIt(true)
    if (Object.values(wrong).every((one) => one === undefined)) void send()
  }
  const set = (key: string, value: string) => setFields({ ...fields, [key]: value })
  const text = (key: string) => ({
    value: at(key),
    onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
  })
  const choices = (words: object) => Object.entries(words).map(([value, label]) => ({ value, label: String(label) }))
  return (
    <Drawer opened onClose={close} position="right" title={w.edit} closeButtonProps={{ 'aria-label': shell.close }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Group grow align="flex-start">
            <TextInput
              {...text('percent')}
              label={w.percent}
              error={error('percent')}
              inputMode="decimal"
              maxLength={12}
              data-autofocus
            />
            <Select
              label={w.per}
              data={choices(w.pers)}
              value={at('per')}
              onChange={(value) => value && set('per', value)}
            />
          </Group>
          <TextInput {...text('cite')} label={w.cite} placeholder={w.citeHint} error={error('cite')} maxLength={300} />
          <Group grow align="flex-start">
            <TextInput {...text('fee')} label={w.feeAmount} error={error('fee')} inputMode="decimal" maxLength={20} />
            <Select
              label={w.feePer}
              data={choices(w.feePers)}
              value={at('feePer')}
              onChange={(value) => value && set('feePer', value)}
            />
          </Group>
          <TextInput
            {...text('feeCite')}
            label={w.feeCite}
            placeholder={w.citeHint}
            error={error('feeCite')}
            maxLength={300}
          />
          <Switch
            label={w.charge}
            checked={at('none') === 'yes'}
            onChange={(event) => set('none', event.currentTarget.checked ? 'yes' : 'no')}
          />
          <TextInput
            label={w.because}
            placeholder={w.becauseHint}
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
            error={error('because')}
            maxLength={500}
          />
          {failed && <Failed error={failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Drawer>
  )
}
