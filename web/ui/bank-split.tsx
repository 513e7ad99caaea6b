// Splitting a payment: parts for invoices or for customers on account, found by typing. It closes only when the parts sum to the payment.

import { ActionIcon, Button, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAsk, useDo } from '../api.ts'
import { bankWords } from '../words/bank.ts'
import { shellWords } from '../words/shell.ts'
import type { Line } from './bank-line.tsx'
import { useFocusBack } from './focus-back.ts'
import { Failed } from './state.tsx'
import { useForms, useWords } from './tongue.tsx'

interface Part {
  readonly key: number
  readonly to: string | null
  readonly label: string
  readonly amountMinor: number
}

export function SplitDialog({ line, close }: { line: Line; close: () => void }) {
  useFocusBack()
  const w = useWords(bankWords)
  const s = useWords(shellWords)
  const forms = useForms()
  const split = useDo('POST /v1/bank-lines/{id}/split')
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: line.currency }).resolvedOptions()
    .maximumFractionDigits!
  const [parts, setParts] = useState<readonly Part[]>(() => {
    const proposed = line.proposals[0]?.parts.flatMap((it) =>
      it.claims.map((one, i) => ({
        key: i,
        to: one.claim,
        label: `${one.number} · ${it.name}`,
        amountMinor: one.amountMinor,
      })),
    )
    const given = (proposed ?? []).map((it, key) => ({ ...it, key }))
    return given.length > 0 ? given : [{ key: 0, to: null, label: '', amountMinor: line.amountMinor }]
  })
  const left = line.amountMinor - parts.reduce((sum, it) => sum + it.amountMinor, 0)
  const set = (key: number, patch: Partial<Part>) =>
    setParts((now) => now.map((it) => (it.key === key ? { ...it, ...patch } : it)))
  const ready = left === 0 && parts.every((it) => it.to !== null && it.amountMinor > 0)
  const send = () =>
    split.mutate(
      {
        params: { id: line.id },
        body: {
          to: parts.map((it) =>
            it.to!.startsWith('dbt')
              ? { debtor: it.to!, amountMinor: it.amountMinor }
              : { claim: it.to!, amountMinor: it.amountMinor },
          ),
        },
      },
      { onSuccess: close },
    )
  return (
    <Modal opened onClose={close} title={w.splitTitle} size="lg" closeButtonProps={{ 'aria-label': s.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) send()
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {forms.money(line.amountMinor, line.currency)}. {w.splitSays}
          </Text>
          {parts.map((it, i) => (
            <Group key={it.key} gap="xs" align="flex-end" className="split-part">
              <Target
                label={w.splitTo}
                part={it}
                focus={i === parts.length - 1}
                currency={line.currency}
                choose={(to, label) => set(it.key, { to, label })}
              />
              <NumberInput
                label={w.splitAmount}
                data-autofocus={(i === parts.length - 1 && it.to !== null) || undefined}
                w={150}
                min={0}
                hideControls
                {...forms.marks}
                decimalScale={digits}
                fixedDecimalScale
                value={it.amountMinor / 10 ** digits}
                // What is typed with a nought at its end comes as text until one leaves the field.
                onChange={(value) => set(it.key, { amountMinor: Math.round((Number(value) || 0) * 10 ** digits) })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={w.splitTake}
                disabled={parts.length === 1}
                onClick={() => setParts(parts.filter((one) => one.key !== it.key))}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ))}
          <Group justify="space-between">
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                setParts([
                  ...parts,
                  {
                    key: Math.max(...parts.map((it) => it.key)) + 1,
                    to: null,
                    label: '',
                    amountMinor: Math.max(0, left),
                  },
                ])
              }
            >
              {w.splitAdd}
            </Button>
            <Text size="sm" fw={620} role="status" className="figure">
              {left === 0
                ? w.splitEven
                : left > 0
                  ? w.splitLeft(forms.money(left, line.currency))
                  : w.splitOver(forms.money(-left, line.currency))}
            </Text>
          </Group>
          {split.error && <Failed error={split.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {s.cancel}
            </Button>
            <Button type="submit" disabled={!ready} loading={split.isPending}>
              {parts.length === 1 ? w.assign : w.split}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Target({
  label,
  part,
  focus,
  currency,
  choose,
}: {
  label: string
  part: Part
  /** What was added last is said first. */
  focus: boolean
  currency: string
  choose: (to: string, label: string) => void
}) {
  const w = useWords(bankWords)
  const forms = useForms()
  const [typed, type] = useState(part.label)
  const [text] = useDebouncedValue(typed.trim(), 150)
  const looking = text !== '' && text !== part.label
  const { data } = useAsk('GET /v1/search', { query: { text } }, { enabled: looking })
  const found = looking && data ? data : undefined
  const options = new Map<string, string>()
  if (part.to) options.set(part.to, part.label)
  for (const it of found?.claims ?? [])
    if (it.currency === currency)
      options.set(it.id, `${it.number} · ${it.debtorName} · ${forms.money(it.openMinor, it.currency)}`)
  for (const it of found?.debtors ?? []) options.set(it.id, `${it.name}, ${w.onAccount}`)
  return (
    <Select
      label={label}
      data-autofocus={(focus && part.to === null) || undefined}
      autoFocus={focus && part.to === null}
      placeholder={w.splitFind}
      searchable
      style={{ flex: '1 1 14rem', minWidth: 0 }}
      data={[...options].map(([value, says]) => ({ value, label: says }))}
      filter={({ options: all }) => all}
      value={part.to}
      searchValue={typed}
      onSearchChange={type}
      onChange={(it) => it && choose(it, options.get(it) ?? '')}
    />
  )
}
