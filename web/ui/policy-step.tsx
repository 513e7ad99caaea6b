// One step of a ladder as a form. Every change goes into the draft at once; what cannot be saved is said by the server beside it.

import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useAsk } from '../api.ts'
import { policyWords } from '../words/policies.ts'
import { stepName, toneName } from '../words/steps.ts'
import type { Step } from './policy-draft.ts'
import { useLanguage, useWords } from './tongue.tsx'

const roles = ['accounts_payable', 'accountant', 'buyer', 'decision_maker', 'attorney'] as const

export function StepEditor({
  step,
  change,
  remove,
}: {
  step: Step
  change: (next: Step) => void
  remove: (() => void) | undefined
}) {
  const w = useWords(policyWords)
  const language = useLanguage()
  const templates = useAsk('GET /v1/templates')
  const business = step.businessDays !== undefined
  const days = step.businessDays ?? step.days ?? 0
  const place = step.after === 'due' ? (days < 0 ? 'before' : 'after') : step.after
  const written = step.kind === 'message' || step.kind === 'statement'
  const set = (patch: Partial<Record<keyof Step, unknown>>) => {
    const next = { ...step, ...patch } as Record<string, unknown>
    for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key]
    change(next as unknown as Step)
  }
  const setWhen = (count: number, unit: boolean, where: string) => {
    const signed = where === 'before' ? -Math.abs(count) : Math.abs(count)
    const after = where === 'before' || where === 'after' ? 'due' : where
    set({ after, days: unit ? undefined : signed, businessDays: unit ? signed : undefined })
  }
  const words = [
    ...new Set((templates.data?.items ?? []).filter((it) => !it.id.startsWith('_')).map((it) => it.id)),
  ].sort()
  return (
    <Stack gap="md">
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={w.when}
          w={90}
          min={0}
          max={365}
          allowDecimal={false}
          value={Math.abs(days)}
          onChange={(it) => typeof it === 'number' && setWhen(it, business, place)}
        />
        <Select
          aria-label={w.unitDays}
          w={140}
          data={[
            { value: 'days', label: w.unitDays },
            { value: 'business', label: w.unitBusiness },
          ]}
          value={business ? 'business' : 'days'}
          onChange={(it) => setWhen(days, it === 'business', place)}
          disabled={step.after === 'month'}
        />
        <Select
          aria-label={w.when}
          style={{ flex: 1, minWidth: 180 }}
          data={(step.kind === 'statement'
            ? (['month'] as const)
            : (['before', 'after', 'previous', 'issue'] as const)
          ).map((it) => ({ value: it, label: w[it] }))}
          value={place}
          onChange={(it) => it && setWhen(days, business, it)}
        />
      </Group>
      {written && (
        <MultiSelect
          label={w.channels}
          data={['email', 'letter'].map((it) => ({ value: it, label: stepName(language, it) }))}
          value={step.channels}
          onChange={(it) => it.length > 0 && set({ channels: it })}
        />
      )}
      {step.kind !== 'stop' && (
        <MultiSelect
          label={w.to}
          data={roles.map((it) => ({ value: it, label: stepName(language, it) }))}
          value={step.to}
          onChange={(it) => it.length > 0 && set({ to: it })}
        />
      )}
      {written && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select
            label={w.template}
            searchable
            data={words.map((it) => ({ value: it, label: stepName(language, it) }))}
            value={step.template ?? null}
            onChange={(it) => it && set({ template: it })}
          />
          <Select
            label={w.tone}
            data={['gentle', 'standard', 'firm'].map((it) => ({ value: it, label: toneName(language, it) }))}
            value={step.tone}
            onChange={(it) => it && set({ tone: it })}
          />
        </SimpleGrid>
      )}
      {step.kind === 'message' && (
        <NumberInput
          label={w.deadline}
          description={w.deadlineSays}
          min={1}
          max={90}
          allowDecimal={false}
          value={step.payBy?.days ?? step.payBy?.businessDays ?? ''}
          onChange={(it) =>
            set({
              payBy:
                typeof it === 'number'
                  ? step.payBy?.businessDays === undefined
                    ? { days: it }
                    : { businessDays: it }
                  : undefined,
            })
          }
        />
      )}
      {step.kind === 'message' && (
        <Checkbox label={w.asks} checked={step.approve} onChange={(it) => set({ approve: it.target.checked })} />
      )}
      {remove && (
        <Group>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={remove}
          >
            {w.remove}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
