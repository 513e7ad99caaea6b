// Documents by name, with what they are and when they came; each is looked at where it stands.

import { Anchor, Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAsk } from '../api.ts'
import { documentWords } from '../words/documents.ts'
import { shellWords } from '../words/shell.ts'
import { Failed } from './state.tsx'
import { useForms, useWords } from './tongue.tsx'

export interface Filed {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly claim: string | null
  readonly filedAt: string | null
}

export function Documents({
  some,
  of,
  none,
}: {
  some: readonly Filed[]
  /** The number of the claim they stand at, which need not be said again. */
  of?: string
  none: string
}) {
  const w = useWords(documentWords)
  const forms = useForms()
  const [shown, show] = useState<Filed>()
  if (some.length === 0) return <Text c="dimmed">{none}</Text>
  return (
    <Stack gap={8}>
      {some.map((it) => (
        <Group key={it.id} gap="xs" wrap="nowrap" align="flex-start">
          <IconFile size={16} aria-hidden className="quiet" style={{ flex: 'none', marginTop: 3 }} />
          <div>
            <Anchor component="button" type="button" size="sm" ta="start" className="theirs" onClick={() => show(it)}>
              {it.name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {[w.kinds[it.kind] ?? it.kind, it.claim !== of && it.claim, it.filedAt && forms.day(it.filedAt)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
        </Group>
      ))}
      <DocumentDialog it={shown} close={() => show(undefined)} />
    </Stack>
  )
}

/** A filed document over the page, where one is looked at. */
export function DocumentDialog({ it, close }: { it: Shown | undefined; close: () => void }) {
  const s = useWords(shellWords)
  return (
    <Modal
      opened={it !== undefined}
      onClose={close}
      title={it?.name}
      size="xl"
      closeButtonProps={{ 'aria-label': s.close }}
    >
      {it && <DocumentPreview it={it} />}
    </Modal>
  )
}

interface Shown {
  readonly id: string
  readonly name: string
}

/** The very bytes that were filed, as the browser shows a PDF; where it shows none, they can be saved. */
function DocumentPreview({ it }: { it: Shown }) {
  const w = useWords(documentWords)
  const ask = useAsk(
    'GET /v1/documents/{id}/content',
    { params: { id: it.id } },
    { staleTime: Number.POSITIVE_INFINITY },
  )
  const [url, setUrl] = useState<string>()
  const content = ask.data
  useEffect(() => {
    if (!content) return undefined
    const bytes = Uint8Array.from(atob(content.base64), (one) => one.charCodeAt(0))
    // Whatever it claims to be, only a PDF is shown; anything else can be saved.
    const made = URL.createObjectURL(
      new Blob([bytes], { type: content.type === 'application/pdf' ? content.type : 'application/octet-stream' }),
    )
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [content])
  if (ask.error) return <Failed error={ask.error} />
  if (!url || !content) return <Loader size="sm" />
  return (
    <Stack>
      {content.type === 'application/pdf' && (
        <iframe src={url} title={it.name} style={{ border: 0, height: '70vh', width: '100%' }} />
      )}
      <Group>
        <Button component="a" href={url} download={it.name} variant="default">
          {w.save}
        </Button>
      </Group>
    </Stack>
  )
}
