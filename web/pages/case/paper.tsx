// A paper in the story of a case, and the button that opens one wherever it is named.

import { ActionIcon } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { dunwell } from '../../api.ts'
import { useWords } from '../../ui/tongue.tsx'
import { caseWords } from '../../words/case.ts'
import { show } from './message.tsx'
import { type Entry, wordOf } from './page.tsx'
import { Line, text } from './said.tsx'

/** A paper that was filed, as a line of the story. */
export function Paper({ it }: { it: Entry }) {
  const w = useWords(caseWords)
  const { facts } = it
  return (
    <Line
      title={text(facts, 'name') ?? w.document}
      says={[wordOf({}, text(facts, 'kind')), facts.withdrawn === true && w.undonePayment]}
      struck={facts.withdrawn === true}
      aside={<OpenPaper id={it.id} name={text(facts, 'name') ?? w.document} />}
    />
  )
}

/** Opens a filed paper beside, or saves it. */
export function OpenPaper({ id, name }: { id: string; name: string }) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<Error>()
  const open = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      show(await dunwell('GET /v1/documents/{id}/content', { params: { id } }))
    } catch (error) {
      setFailed(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <ActionIcon
      variant="subtle"
      color={failed ? 'rust' : 'gray'}
      size="sm"
      loading={busy}
      aria-label={failed ? failed.message : name}
      title={failed?.message ?? name}
      onClick={() => void open()}
    >
      <IconFileText size={16} />
    </ActionIcon>
  )
}
