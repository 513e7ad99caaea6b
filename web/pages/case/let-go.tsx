// Letting go of money: writing off, waiving charges, offering to waive them if the rest comes by a day. What is above one's own limit is
// said before, and asked of a second person instead of done.

import { Box, Button, Group, MultiSelect, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { DunwellProblem } from '../../../src/http/client.ts'
import { queries, useDo } from '../../api.ts'
import { useAlone } from '../../ui/alone.ts'
import { type Act as Asked, SecondSays, useChecks, useNames } from '../../ui/approval.tsx'
import { isStale } from '../../ui/change.tsx'
import { Crossed } from '../../ui/crossed.tsx'
import { Failed } from '../../ui/state.tsx'
import { useForms, useWords } from '../../ui/tongue.tsx'
import { approvalWords } from '../../words/approvals.ts'
import { actWords } from '../../words/case-acts.ts'
import { mergeWords } from '../../words/merge.ts'
import { Changed, DayInput } from './acts.tsx'
import { laterDay, useCase, useSaid } from './page.tsx'

export type LettingGo = 'writeOff' | 'waive' | 'offer'
type What = 'all' | 'interest' | 'fee' | 'cost'

/** Why there is nothing to let go of, said as a fact; what did not work is said as that. */
function NothingToDo({ error }: { error: Error }) {
  if (!(error instanceof DunwellProblem)) return <Failed error={error} />
  return (
    <Box className="case-inset" role="status">
      <Text size="sm">{error.facts.detail}</Text>
      <Text size="sm" c="dimmed">
        {error.facts.fix}
      </Text>
    </Box>
  )
}

export function LetGo({ act, close }: { act: LettingGo; close: () => void }) {
  const { it } = useCase()
  const w = useWords(actWords)
  const a = useWords(approvalWords)
  const m = useWords(mergeWords)
  const forms = useForms()
  const names = useNames()
  const said = useSaid()
  // What I saw when I opened this, whatever is fetched anew meanwhile.
  const [seen, see] = useState(it)
  const open = it.claims.filter((one) => one.openMinor > 0)
  const [ids, setIds] = useState<string[]>(
    open.length === 1 || act !== 'writeOff' ? open.slice(0, 1).map((one) => one.id) : [],
  )
  const [what, setWhat] = useState<What>('all')
  const [most, setMost] = useState<number | string>('')
  const [payBy, setPayBy] = useState(laterDay(it.day, 7))
  const [words, setWords] = useState('')
  const { busy, alone } = useAlone()
  const [failed, setFailed] = useState<Error>()
  const [crossed, setCrossed] = useState(false)
  const chosen = open.filter((one) => ids.includes(one.id))
  const currency = chosen[0]?.currency ?? it.owed[0]?.currency ?? 'EUR'
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const amountMinor = most === '' ? undefined : Math.round(Number(most) * 10 ** digits)
  const part = { what, ...(amountMinor !== undefined && amountMinor > 0 && { amountMinor }) }
  const actOf = (claim: string, because: string): Asked =>
    act === 'writeOff'
      ? { kind: 'write_off', claim, because }
      : act === 'waive'
        ? { kind: 'waiver', claim, because, ...part }
        : { kind: 'offer', claim, because, payBy, ...part }
  const [looked] = useDebouncedValue(JSON.stringify(ids.map((id) => actOf(id, '-'))), 250)
  const { checks, second, nobodyElse, ready: checked, error } = useChecks(JSON.parse(looked) as Asked[])
  const dos = {
    writeOff: useDo('POST /v1/claims/{id}/write-off'),
    waive: useDo('POST /v1/claims/{id}/waive', { form: true }),
    offer: useDo('POST /v1/claims/{id}/offer'),
    offerBack: useDo('POST /v1/claims/{id}/offer/withdraw'),
    ask: useDo('POST /v1/approvals'),
    askBack: useDo('POST /v1/approvals/{id}/withdraw'),
  }
  const settled = looked === JSON.stringify(ids.map((id) => actOf(id, '-')))
  const ready = words.trim() !== '' && ids.length > 0 && settled && checked && (act !== 'offer' || payBy !== '')
  const doOne = async (id: string) => {
    const params = { id }
    const ifMatch = seen.claims.find((one) => one.id === id)?.version
    if (act === 'writeOff') await dos.writeOff.mutateAsync({ params, body: { because: words }, ifMatch })
    if (act === 'waive') await dos.waive.mutateAsync({ params, body: { because: words, ...part } })
    if (act === 'offer') await dos.offer.mutateAsync({ params, body: { because: words, payBy, ...part }, ifMatch })
  }
  const save = async () => {
    if (!ready || crossed) return
    setFailed(undefined)
    try {
      const asked: string[] = []
      for (const [i, id] of ids.entries())
        if (checks[i]?.alone) await doOne(id)
        else asked.push((await dos.ask.mutateAsync({ body: { act: actOf(id, words) } })).id)
      const back = async () => {
        for (const id of asked) await dos.askBack.mutateAsync({ params: { id } } as never)
      }
      if (second) said(a.askedFor(names(second.who)), back)
      else if (act === 'offer')
        said(a.offerDone, () => dos.offerBack.mutateAsync({ params: { id: ids[0]! }, body: { because: w.undone } }))
      else said(act === 'waive' ? a.waiveDone : w.writeOffDone)
      close()
    } catch (problem) {
      if (!isStale(problem)) return setFailed(problem as Error)
      // Somebody was quicker: it is said, and saving again is for what stands now.
      setCrossed(true)
      await queries.invalidateQueries()
    }
  }
  if (open.length === 0) return <Text>{a.nothing}</Text>
  const choices = open.map((one) => ({
    value: one.id,
    label: `${one.number} · ${forms.money(one.openMinor, one.currency)}`,
  }))
  const sums = Object.entries(
    chosen.reduce<Record<string, number>>((all, one) => {
      all[one.currency] = (all[one.currency] ?? 0) + one.openMinor
      return all
    }, {}),
  ).map(([unit, minor]) => forms.money(minor, unit))
  const [first] = checks
  const rest = forms.money(Number(first?.facts.leavesMinor ?? 0), currency)
  const gone = forms.money(first?.amountMinor ?? 0, currency)
  const label = act === 'writeOff' ? w.writeOffButton : w.acts[act]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void alone(save)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void alone(save)
      }}
    >
      <Stack gap="md">
        {crossed ? (
          <Crossed
            says={m.claimSays}
            mine={() => {
              see(it)
              setCrossed(false)
            }}
            theirs={close}
          />
        ) : (
          <Changed since={seen.version} />
        )}
        {act === 'writeOff' ? (
          <MultiSelect
            label={w.which}
            data={choices}
            value={ids}
            onChange={setIds}
            searchable={choices.length > 8}
            clearable
          />
        ) : (
          <Select
            label={a.claim}
            data={choices}
            value={ids[0] ?? null}
            onChange={(next) => next !== null && setIds([next])}
            searchable={choices.length > 8}
          />
        )}
        {act !== 'writeOff' && (
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <Select
              label={a.what}
              data={(['all', 'interest', 'fee', 'cost'] as const).map((one) => ({ value: one, label: a.whats[one] }))}
              value={what}
              onChange={(next) => next !== null && setWhat(next as What)}
              flex={1}
            />
            <NumberInput
              label={`${a.sum} (${currency})`}
              description={a.sumSays}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={most}
              onChange={setMost}
              min={0}
              decimalScale={digits}
              {...forms.marks}
              hideControls
              w={150}
            />
          </Group>
        )}
        {act === 'offer' && <DayInput label={a.payBy} value={payBy} set={setPayBy} says={a.payBySays} min={it.day} />}
        <Textarea
          label={act === 'offer' ? a.offerBecause : a.because}
          placeholder={act === 'offer' ? a.offerHint : act === 'waive' ? a.waiveHint : undefined}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
        />
        {act === 'writeOff' && chosen.length > 0 && <Text size="sm">{w.writeOffSays(sums.join(', '))}</Text>}
        {act === 'waive' && first && <Text size="sm">{a.waives(gone, rest)}</Text>}
        {act === 'offer' && first && <Text size="sm">{a.offers(gone, rest)}</Text>}
        <SecondSays second={second} nobodyElse={nobodyElse} />
        {failed ? <Failed error={failed} /> : error && <NothingToDo error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {w.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready || crossed}>
            {second ? (second.who.length === 1 ? a.ask(second.who[0]!) : a.askSome) : label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
