// A message with its exact words: the mail in a frame where nothing runs and nothing is fetched, the letter as its PDF, the text.

import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconDownload, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useAsk } from '../../api.ts'
import { Shown } from '../../ui/state.tsx'
import { useWords } from '../../ui/tongue.tsx'
import { caseWords } from '../../words/case.ts'
import { actWords } from '../../words/case-acts.ts'

export function MessageModal({ id, opened, close }: { id: string; opened: boolean; close: () => void }) {
  const a = useWords(actWords)
  const w = useWords(caseWords)
  return (
    <Modal opened={opened} onClose={close} size="xl" title={w.message} closeButtonProps={{ 'aria-label': a.close }}>
      {opened && <MessageWords id={id} />}
    </Modal>
  )
}

export function MessageWords({ id }: { id: string }) {
  const w = useWords(caseWords)
  const ask = useAsk('GET /v1/messages/{id}/content', { params: { id } }, { staleTime: 60_000 })
  const [shown, setShown] = useState<'mail' | 'text'>('mail')
  return (
    <Shown ask={ask} lines={5}>
      {(found) => (
        <Stack gap="xs">
          <Text fw={620} className="theirs">
            {found.subject}
          </Text>
          <Text size="xs" c="dimmed" className="theirs">
            {[found.from && w.from(found.from), found.to && w.to(found.to), !found.exact && w.notSentYet]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Group gap="xs">
            {found.html && (
              <SegmentedControl
                size="xs"
                value={shown}
                onChange={(value) => setShown(value as 'mail' | 'text')}
                data={[
                  { value: 'mail', label: w.showMail },
                  { value: 'text', label: w.showText },
                ]}
              />
            )}
            {found.file && <FileButtons file={found.file} />}
          </Group>
          {found.html && shown === 'mail' ? (
            <MailFrame html={found.html} title={found.subject} height={460} />
          ) : (
            <Text size="sm" className="theirs case-text">
              {found.text}
            </Text>
          )}
        </Stack>
      )}
    </Shown>
  )
}

/** No scripts, no forms, no way out of it; what it would fetch from elsewhere is refused by the page's own policy. */
export function MailFrame({ html, title, height }: { html: string; title: string; height?: number }) {
  return (
    <iframe className="mail-frame" sandbox="" srcDoc={html} title={title} style={height ? { height } : undefined} />
  )
}

interface File {
  readonly name: string
  readonly type: string
  readonly base64: string
}

function FileButtons({ file }: { file: File }) {
  const w = useWords(caseWords)
  const pdf = file.type === 'application/pdf'
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={pdf ? <IconFileText size={15} /> : <IconDownload size={15} />}
      onClick={() => show(file)}
    >
      {pdf ? w.openPdf : w.saveFile}
    </Button>
  )
}

/** A PDF or picture opens beside; anything else is saved, because nobody knows what it would do. */
export function show(file: File): void {
  const bytes = Uint8Array.from(atob(file.base64), (one) => one.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: file.type }))
  if (/^(application\/pdf|image\/(png|jpeg))$/.test(file.type)) window.open(url, '_blank', 'noopener')
  else {
    const link = document.createElement('a')
    link.href = url
    link.download = file.name
    link.click()
  }
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
