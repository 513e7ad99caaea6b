// Another step of a ladder: a message like the last one after the due day and a week later, or a call.

import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { policyWords } from '../words/policies.ts'
import type { PolicyBody, Step } from './policy-draft.ts'
import { useWords } from './tongue.tsx'

export function AddStep({
  policy,
  set,
  choose,
}: {
  policy: PolicyBody
  set: (next: PolicyBody) => void
  choose: (id: string) => void
}) {
  const w = useWords(policyWords)
  const add = (kind: 'message' | 'call') => {
    const last = policy.steps.findLast((it) => it.kind === 'message' && it.after === 'due' && (it.days ?? 1) > 0)
    const taken = new Set(policy.steps.map((it) => it.id))
    const base = kind === 'call' ? 'call' : (last?.id ?? 'second')
    let no = 2
    while (taken.has(`${base}-${no}`)) no++
    const at = last ? policy.steps.indexOf(last) : policy.steps.length - 1
    const days = (last?.days ?? last?.businessDays ?? 7) + 7
    const fresh = { ...(last ?? policy.steps[0]!), id: `${base}-${no}`, days } as Record<string, unknown>
    delete fresh.businessDays
    if (kind === 'call') {
      for (const key of ['template', 'payBy', 'notice', 'attach']) delete fresh[key]
      Object.assign(fresh, { kind: 'call', channels: ['phone'], approve: false, copy: [] })
    }
    const steps = [...policy.steps.slice(0, at + 1), fresh as unknown as Step, ...policy.steps.slice(at + 1)]
    set({ ...policy, steps })
    choose(`${base}-${no}`)
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
          {w.addStep}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => add('message')}>{w.kindMessage}</Menu.Item>
        <Menu.Item onClick={() => add('call')}>{w.kindCall}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
