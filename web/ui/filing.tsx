// Documents of a customer or of an invoice: those filed there, looked at; and PDFs dropped anywhere on the page, or chosen, which are filed
// there once it is said what they are.

import { Button, FileButton, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileUpload, IconPlus } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useDo } from '../api.ts'
import { documentWords } from '../words/documents.ts'
import { shellWords } from '../words/shell.ts'
import { Documents, type Filed } from './documents.tsx'
import { useFocusBack } from './focus-back.ts'
import { Paper } from './page.tsx'
import { useMay } from './seat.tsx'
import { Failed, Loading } from './state.tsx'
import { useWords } from './tongue.tsx'

export const documentKinds = ['invoice', 'contract', 'order', 'proof_of_delivery'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Where they go: an invoice by its number, or a customer. */
interface Place {
  readonly name: string
  readonly debtor: string
  readonly claim?: string
}

export function Filing({ some, place }: { some?: readonly Filed[]; place: Place }) {
  const w = useWords(documentWords)
  const may = useMay('collector')
  const [files, take] = useState<readonly File[]>([])
  const over = usePageDrop(may ? take : undefined)
  return (
    <Paper
      title={w.title}
      aside={
        may && (
          <FileButton multiple accept="application/pdf" onChange={take}>
            {(props) => (
              <Button
                {...props}
                size="compact-sm"
                variant="subtle"
                aria-label={w.addPdf}
                leftSection={<IconPlus size={15} aria-hidden />}
              >
                {w.add}
              </Button>
            )}
          </FileButton>
        )
      }
    >
      {some ? <Documents some={some} of={place.claim} none={may ? w.noneHere : w.noneYet} /> : <Loading lines={2} />}
      {over && (
        <div className="page-drop">
          <Stack align="center" gap="xs">
            <IconFileUpload size={40} stroke={1.3} aria-hidden className="quiet" />
            <Text fw={620} size="lg">
              {w.dropOn(place.name)}
            </Text>
          </Stack>
        </div>
      )}
      {files.length > 0 && <Sort files={files} place={place} close={() => take([])} />}
    </Paper>
  )
}

/** What is dragged over the window, wherever it is let go. */
function usePageDrop(onFiles: ((files: readonly File[]) => void) | undefined): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!onFiles) return
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enters = (event: DragEvent) => {
      if (!holds(event)) return
      event.preventDefault()
      setOver(true)
    }
    // Out of the window, not from one thing in it to the next.
    const leaves = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drops = (event: DragEvent) => {
      if (!holds(event)) return
      event.preventDefault()
      setOver(false)
      onFiles([...(event.dataTransfer?.files ?? [])])
    }
    const all = { dragover: enters, dragleave: leaves, drop: drops } as const
    for (const [name, heard] of Object.entries(all)) window.addEventListener(name, heard as EventListener)
    return () => {
      for (const [name, heard] of Object.entries(all)) window.removeEventListener(name, heard as EventListener)
    }
  }, [onFiles])
  return over
}

function Sort({ files, place, close }: { files: readonly File[]; place: Place; close: () => void }) {
  useFocusBack()
  const w = useWords(documentWords)
  const shell = useWords(shellWords)
  const add = useDo('POST /v1/documents')
  const usual: DocumentKind = place.claim === undefined ? 'contract' : 'invoice'
  const [kinds, setKinds] = useState<Readonly<Record<number, DocumentKind>>>({})
  const [left, setLeft] = useState(files)
  const file = async (event: FormEvent) => {
    event.preventDefault()
    for (const one of left) {
      const kind = kinds[files.indexOf(one)] ?? usual
      const where = place.claim === undefined ? { debtor: place.debtor } : { claim: place.claim, debtor: place.debtor }
      const query = { fileName: one.name.slice(-200), kind, ...where }
      try {
        const it = await add.mutateAsync({ query, file: new Uint8Array(await one.arrayBuffer()) })
        notifications.show({ message: it.known ? w.known(one.name) : w.filed(one.name, place.name) })
        setLeft((before) => before.filter((it) => it !== one))
      } catch {
        // It stands in the dialog, with what is left.
        return
      }
    }
    close()
  }
  return (
    <Modal opened onClose={close} title={w.sortTitle(place.name)} closeButtonProps={{ 'aria-label': shell.close }}>
      <form onSubmit={(event) => void file(event)}>
        <Stack>
          {left.map((one) => (
            <Select
              key={`${one.name} ${one.size} ${one.lastModified}`}
              label={<span className="theirs">{one.name}</span>}
              value={kinds[files.indexOf(one)] ?? usual}
              data={documentKinds.map((value) => ({ value, label: w.kinds[value]! }))}
              onChange={(value) => value && setKinds({ ...kinds, [files.indexOf(one)]: value as DocumentKind })}
            />
          ))}
          {add.error && <Failed error={add.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={add.isPending} data-autofocus>
              {w.fileIt}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
