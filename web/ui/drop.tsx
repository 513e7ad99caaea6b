// A place to drop files on, or to choose them by the keyboard; and a text handed over as a file.

import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'

export function Drop({
  title,
  says,
  choose,
  busy,
  small,
  accept,
  onFiles,
}: {
  title: string
  says?: string
  choose: string
  busy?: string
  small?: boolean
  accept?: string
  onFiles: (files: readonly File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0 && !busy) onFiles(files)
  }
  const says2 = busy ?? title
  return (
    <Box
      className={over ? 'drop drop-over' : 'drop'}
      px="md"
      py={small ? 'md' : 48}
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
      aria-busy={busy !== undefined}
    >
      <Group justify="center" gap="md" wrap={small ? 'nowrap' : 'wrap'}>
        <Stack gap={small ? 2 : 'sm'} align={small ? 'flex-start' : 'center'} style={{ flex: small ? 1 : undefined }}>
          {!small && <IconFileUpload size={34} stroke={1.3} aria-hidden className="quiet" />}
          <Text fw={620} size={small ? 'md' : 'lg'} role="status">
            {says2}
          </Text>
          {says && (
            <Text size="sm" c="dimmed" ta={small ? 'left' : 'center'} maw={520}>
              {says}
            </Text>
          )}
        </Stack>
        <Box w={small ? undefined : '100%'} ta="center">
          <Button
            variant={small ? 'default' : 'filled'}
            loading={busy !== undefined}
            onClick={() => input.current?.click()}
          >
            {choose}
          </Button>
        </Box>
      </Group>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={choose}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </Box>
  )
}

/** Hands a text to the person as a file of that name. */
export function saveText(name: string, text: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Cells as a line of CSV; what a spreadsheet would take for a formula stays text. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return cells
    .map((it) => {
      const text = String(it ?? '')
      const number = typeof it === 'number' || /^-?\d+(\.\d+)?$/.test(text)
      const plain = !number && /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text
      return /[",;\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
    })
    .join(',')
}
