// The field above a list: what is typed narrows it at once, as soon as the fingers rest.

import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

export function SearchField({
  label,
  value = '',
  set,
}: {
  label: string
  value?: string
  set: (next: string | undefined) => void
}) {
  const [typed, type] = useState(value)
  const search = useDebouncedCallback((text: string) => set(text.trim() || undefined), 25)
  // Whoever goes back, or takes all filters away, changes it from outside.
  useEffect(() => type((now) => (now.trim() === value ? now : value)), [value])
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        type(event.currentTarget.value)
        search(event.currentTarget.value)
      }}
      style={{ flex: '2 1 16rem', maxWidth: 420 }}
    />
  )
}
