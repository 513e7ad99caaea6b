// A real customer to show words for: those who owe something today, found by typing.

import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useAsk } from '../api.ts'

/** Those who owe something, and who of them is chosen: the first until somebody else is. */
export function useOwing() {
  const claims = useAsk('GET /v1/claims', { query: { open: 'true', limit: 200 } }, { staleTime: 300_000 })
  const debtors = useAsk('GET /v1/debtors', { query: { limit: 200 } }, { staleTime: 300_000 })
  const [chosen, choose] = useState<string>()
  const owing = new Set((claims.data?.items ?? []).map((it) => it.debtor))
  const items = (debtors.data?.items ?? []).filter((it) => owing.has(it.id)).map(({ id, name }) => ({ id, name }))
  const first = items[0]?.id
  useEffect(() => {
    if (chosen === undefined && first !== undefined) choose(first)
  }, [chosen, first])
  return { items, chosen, choose, ready: claims.data !== undefined && debtors.data !== undefined }
}

export function DebtorChoice({ owing, label }: { owing: ReturnType<typeof useOwing>; label: string }) {
  return (
    <Select
      aria-label={label}
      searchable
      w={260}
      maw="100%"
      data={owing.items.map((it) => ({ value: it.id, label: it.name }))}
      value={owing.chosen ?? null}
      onChange={(it) => it && owing.choose(it)}
    />
  )
}
