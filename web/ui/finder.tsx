// Ctrl-K: finds pages and, while somebody types, customers and claims.

import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { pages } from '../pages.ts'
import { shellWords } from '../words/shell.ts'
import { useWords } from './tongue.tsx'

export function Finder() {
  const w = useWords(shellWords)
  const navigate = useNavigate()
  const actions: SpotlightActionData[] = pages
    .filter((it) => it.menu !== undefined)
    .map((it) => {
      const Icon = it.menu!.icon
      return {
        id: it.path,
        label: w[it.menu!.word] as string,
        leftSection: <Icon size={18} aria-hidden />,
        onClick: () => void navigate({ to: it.path }),
      }
    })
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      nothingFound={w.nothingFound}
      highlightQuery
      scrollable
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: w.findHint, 'aria-label': w.find }}
    />
  )
}
