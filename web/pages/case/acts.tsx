// What a person does that needs a line or two: promise, money, note, hold, query, dispute, date agreed, and the ends of what is open;
// letting go of money stands in let-go.tsx. Each can be taken back where the record knows a way back.

import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useDo } from '../../api.ts'
import { useAlone } from '../../ui/alone.ts'
import { DateField } from '../../ui/date-field.tsx'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'
import { Escalate } from './escalate.tsx'
import { LetGo, type LettingGo } from './let-go.tsx'
import { type CaseAnswer, laterDay, type Small, useCase, useSaid } from './page.tsx'

/** The dialog of one act, for the thing it was opened on where there is one. */
export function ActModal({ act, about, close }: { act: Small | undefined; about?: string; close: () => void }) {
  const w = useWords(actWords)
  const c = useWords(caseWords)
  const titles: Record<Small, string> = {
    ...w.acts,
    drop: c.drop,
    answer: c.answered,
    settle: c.settled,
  }
  return (
    <Modal
      opened={act !== undefined}
      onClose={close}
      title={act && titles[act]}
      closeButtonProps={{ 'aria-label': w.close }}
    >
      {lettingGo(act) ? (
        <LetGo key={act} act={act} close={close} />
      ) : act === 'escalate' ? (
        <Escalate close={close} />
      ) : (
        act && <Form key={`${act} ${about}`} act={act} about={about} close={close} />
      )}
    </Modal>
  )
}

/** Says when the case has changed under a dialog, so that nobody overwrites what they have not seen. */
export function Changed({ since }: { since: number }) {
  const { it } = useCase()
  const w = useWords(caseWords)
  if (it.version === since) return null
  return (
    <Alert color="amber" variant="light" title={w.changed} role="status">
      <Text size="sm">{w.changedSays}</Text>
    </Alert>
  )
}

const minor = (value: number | string, currency: string) => Math.round(Number(value) * 10 ** digits(currency))
const major = (value: number, currency: string) => value / 10 ** digits(currency)
function digits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** What they owe now: overdue first, else all. */
export function usualSum(it: CaseAnswer): { amountMinor: number; currency: string } {
  const one = it.owed.find((sum) => sum.overdueMinor > 0) ?? it.owed.find((sum) => sum.openMinor > 0) ?? it.owed[0]
  const currency = one?.currency ?? 'EUR'
  return { amountMinor: one ? one.overdueMinor || one.openMinor : 0, currency }
}

export function SumInput(of: {
  sum: { amountMinor: number; currency: string }
  set: (sum: { amountMinor: number; currency: string }) => void
  label?: string
  focus?: boolean
}) {
  const { it } = useCase()
  const w = useWords(actWords)
  const forms = useForms()
  const { currency } = of.sum
  const currencies = [...new Set([...it.owed.map((one) => one.currency), currency])]
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      <NumberInput
        label={of.label ?? w.amount}
        value={of.sum.amountMinor === 0 ? '' : major(of.sum.amountMinor, currency)}
        onChange={(value) => of.set({ currency, amountMinor: value === '' ? 0 : minor(value, currency) })}
        decimalScale={digits(currency)}
        fixedDecimalScale
        {...forms.marks}
        min={0}
        hideControls
        flex={1}
        data-autofocus={of.focus || undefined}
      />
      <Select
        aria-label={w.currency}
        data={currencies}
        value={currency}
        onChange={(value) => value && of.set({ amountMinor: of.sum.amountMinor, currency: value })}
        w={90}
        comboboxProps={{ withinPortal: true }}
      />
    </Group>
  )
}

export function DayInput(of: {
  label: string
  value: string
  set: (day: string) => void
  says?: string
  focus?: boolean
  min?: string
}) {
  return (
    <DateField
      label={of.label}
      description={of.says}
      value={of.value}
      min={of.min}
      onChange={of.set}
      data-autofocus={of.focus || undefined}
    />
  )
}

function lettingGo(act: Small | undefined): act is LettingGo {
  return act === 'writeOff' || act === 'waive' || act === 'offer'
}

type Plain = Exclude<Small, LettingGo | 'escalate'>

function Form({ act, about, close }: { act: Plain; about?: string; close: () => void }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const forms = useForms()
  const said = useSaid()
  const [since] = useState(it.version)
  const [words, setWords] = useState('')
  const [who, setWho] = useState('')
  const [day, setDay] = useState(act === 'promise' ? laterDay(it.day, 7) : act === 'money' ? it.day : '')
  const [sum, setSum] = useState(act === 'dispute' ? { ...usualSum(it), amountMinor: 0 } : usualSum(it))
  const undated = it.claims.filter((one) => one.dues.some((due) => due.dueOn === null))
  const [numbers, setNumbers] = useState<string[]>(
    act === 'date'
      ? undated.slice(0, 1).map((one) => one.number)
      : it.claims.length === 1
        ? [it.claims[0]!.number]
        : [],
  )
  const [credit, setCredit] = useState(false)
  const dos = {
    promise: useDo('POST /v1/promises', { form: true }),
    promiseBack: useDo('POST /v1/promises/{id}/withdraw'),
    money: useDo('POST /v1/payments', { form: true }),
    moneyBack: useDo('POST /v1/payments/{id}/reverse'),
    note: useDo('POST /v1/notes', { form: true }),
    noteBack: useDo('POST /v1/notes/{id}/withdraw'),
    hold: useDo('POST /v1/holds', { form: true }),
    holdBack: useDo('POST /v1/holds/{id}/lift'),
    query: useDo('POST /v1/queries', { form: true }),
    answer: useDo('POST /v1/queries/{id}/answer'),
    dispute: useDo('POST /v1/disputes', { form: true }),
    settle: useDo('POST /v1/disputes/{id}/settle'),
    date: useDo('POST /v1/claims/{id}/agree-date'),
    drop: useDo('POST /v1/outbox/{id}/drop'),
  }
  const { busy, alone } = useAlone()
  const [failed, setFailed] = useState<Error>()
  const debtor = it.debtor.id
  const claims = numbers.length > 0 ? numbers : undefined
  const chosen = it.claims.filter((one) => numbers.includes(one.number))
  const back = (id: string, note = 'entered by mistake') => ({ params: { id }, body: { note } })

  const work: Record<Plain, () => Promise<void>> = {
    promise: async () => {
      const { ids } = await dos.promise.mutateAsync({
        body: { debtor, amount: sum, by: day, claims, ...(who.trim() && { who }) },
      })
      said(w.promiseDone, () => dos.promiseBack.mutateAsync({ params: { id: ids[0]! }, body: {} }))
    },
    money: async () => {
      const { payment } = await dos.money.mutateAsync({
        body: {
          debtor,
          amount: sum,
          day,
          claims,
          kind: credit ? 'credit' : 'payment',
          ...(words.trim() && { reference: words }),
        },
      })
      said(w.moneyDone(forms.money(sum.amountMinor, sum.currency)), () =>
        dos.moneyBack.mutateAsync({
          params: { id: payment.id },
          body: { because: 'entered by mistake', mistake: true },
        }),
      )
    },
    note: async () => {
      const { id } = await dos.note.mutateAsync({ body: { debtor, says: words } })
      said(w.noteDone, () => dos.noteBack.mutateAsync({ params: { id } }))
    },
    hold: async () => {
      const { ids } = await dos.hold.mutateAsync({ body: { debtor, cause: words, claims, ...(day && { until: day }) } })
      said(w.holdDone, async () => {
        for (const id of ids) await dos.holdBack.mutateAsync({ params: { id }, body: {} })
      })
    },
    query: async () => {
      const { ids } = await dos.query.mutateAsync({ body: { debtor, asks: words, claims } })
      said(w.queryDone, () => dos.answer.mutateAsync(back(ids[0]!)))
    },
    dispute: async () => {
      const part = sum.amountMinor > 0 && numbers.length === 1 ? { partMinor: sum.amountMinor } : {}
      const { ids } = await dos.dispute.mutateAsync({ body: { debtor, cause: words, claims: numbers, ...part } })
      said(w.disputeDone, () => dos.settle.mutateAsync(back(ids[0]!)))
    },
    date: async () => {
      for (const one of chosen) await dos.date.mutateAsync({ params: { id: one.id }, body: { dueOn: day } })
      said(w.dateDone)
    },
    drop: async () => {
      await dos.drop.mutateAsync({ params: { id: about! }, body: { because: words } })
      said(w.dropDone)
    },
    answer: async () => {
      await dos.answer.mutateAsync({ params: { id: about! }, body: { note: words } })
      said(w.done)
    },
    settle: async () => {
      await dos.settle.mutateAsync({ params: { id: about! }, body: { note: words } })
      said(w.done)
    },
  }
  const needsWords = ['note', 'hold', 'query', 'dispute', 'drop', 'answer', 'settle'].includes(act)
  const needsClaims = act === 'dispute' || act === 'date'
  const ready =
    (!needsWords || words.trim() !== '') &&
    (!needsClaims || numbers.length > 0) &&
    ((act !== 'promise' && act !== 'money') || (sum.amountMinor > 0 && day !== '')) &&
    (act !== 'date' || day !== '')
  const save = () =>
    alone(async () => {
      if (!ready) return
      setFailed(undefined)
      try {
        await work[act]()
        close()
      } catch (error) {
        setFailed(error as Error)
      }
    })
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  const labels: Partial<Record<Plain, [string, string?, string?]>> = {
    note: [w.noteLabel, undefined, w.noteSays],
    hold: [w.holdCause, w.holdCauseHint],
    query: [w.queryLabel, w.queryHint, w.querySays],
    dispute: [w.disputeLabel, w.disputeHint, w.disputeSays],
    drop: [w.dropWhy, w.dropHint],
    answer: [w.answer],
    settle: [w.settle],
  }
  const label = labels[act]
  if (act === 'date' && undated.length === 0) return <Text>{w.dateNone}</Text>
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={pressed}
    >
      <Stack gap="md">
        <Changed since={since} />
        {(act === 'promise' || act === 'money') && <SumInput sum={sum} set={setSum} focus />}
        {act === 'promise' && <DayInput label={w.by} value={day} set={setDay} says={w.promiseSays} min={it.day} />}
        {act === 'money' && <DayInput label={w.day} value={day} set={setDay} />}
        {label && (
          <Textarea
            label={label[0]}
            placeholder={label[1]}
            description={label[2]}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            maxLength={act === 'note' ? 4_000 : act === 'hold' ? 200 : 500}
            minRows={act === 'note' ? 4 : 2}
            data-autofocus
          />
        )}
        {act === 'hold' && (
          <DayInput label={w.holdUntil} value={day} set={setDay} says={w.holdUntilSays} min={it.day} />
        )}
        {act === 'date' && <DayInput label={w.dateLabel} value={day} set={setDay} says={w.dateSays} focus />}
        {['promise', 'money', 'hold', 'query', 'dispute', 'date'].includes(act) && it.claims.length > 0 && (
          <MultiSelect
            label={w.which}
            placeholder={numbers.length === 0 && !needsClaims ? w.whichAll : undefined}
            data={(act === 'date' ? undated : it.claims).map((one) => ({
              value: one.number,
              label: `${one.number} · ${forms.money(one.openMinor, one.currency)}`,
            }))}
            value={numbers}
            onChange={setNumbers}
            searchable={it.claims.length > 8}
            clearable
          />
        )}
        {act === 'dispute' && numbers.length === 1 && <SumInput label={w.disputePart} sum={sum} set={setSum} />}
        {act === 'promise' && (
          <TextInput
            label={w.who}
            placeholder={w.optional}
            value={who}
            onChange={(event) => setWho(event.currentTarget.value)}
            maxLength={200}
          />
        )}
        {act === 'money' && (
          <>
            <TextInput
              label={w.moneyReference}
              placeholder={w.optional}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              maxLength={200}
            />
            <Checkbox
              label={w.moneyCredit}
              checked={credit}
              onChange={(event) => setCredit(event.currentTarget.checked)}
            />
            <Text size="xs" c="dimmed">
              {w.moneySays}
            </Text>
          </>
        )}
        {failed && <Failed error={failed} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {w.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready}>
            {w.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
