// A real customer to show words for: somebody who owes something today, or whoever is found by typing a name or a number.

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useAsk } from '../api.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** Some who owe something, and who is chosen: the first of them until somebody else is. */
export function useOwing() {
  const claims = useAsk('GET /v1/claims', { query: { open: 'true', limit: 50 } }, { staleTime: 300_000 })
  const [chosen, choose] = useState<Named>()
  const owing = new Map((claims.data?.items ?? []).map((it) => [it.debtor, it.debtorName]))
  const items: Named[] = [...owing].map(([id, name]) => ({ id, name }))
  const first = items[0]
  const ready = claims.data !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first is the same as long as its id is
  useEffect(() => {
    if (ready && first) choose((now) => now ?? first)
  }, [ready, first?.id])
  return { items, chosen, choose, ready }
}

export function DebtorChoice({ owing, label }: { owing: ReturnType<typeof useOwing>; label: string }) {
  const [typed, type] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 150)
  const looking = text !== '' && text !== owing.chosen?.name
  const found = useAsk('GET /v1/search', { query: { text } }, { enabled: looking })
  const some: readonly Named[] = looking && found.data ? found.data.debtors : owing.items
  const all = new Map([...(owing.chosen ? [owing.chosen] : []), ...some].map((it) => [it.id, it]))
  return (
    <Select
      aria-label={label}
      searchable
      w={260}
      maw="100%"
      data={[...all.values()].map((it) => ({ value: it.id, label: it.name }))}
      filter={({ options }) => options}
      value={owing.chosen?.id ?? null}
      searchValue={typed}
      onSearchChange={type}
      onChange={(it) => it && owing.choose(all.get(it))}
    />
  )
}
