// Keys of the desk. A page names its keys with what they do; they rest while somebody writes, and "?" shows all that count here.

import { Modal, Stack, Table, Text } from '@mantine/core'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { shellWords } from '../words/shell.ts'
import { useWords } from './tongue.tsx'

export interface Key {
  /** One letter, or two that follow one another: `g t`. */
  readonly key: string
  readonly says: string
  readonly run: () => void
}

interface Keys {
  add(keys: () => readonly Key[]): () => void
}
const Context = createContext<Keys | undefined>(undefined)

/** The keys of a page or a part of it, while it is shown. */
export function useKeys(keys: readonly Key[]): void {
  const own = useRef(keys)
  own.current = keys
  const all = useContext(Context)
  useEffect(() => all?.add(() => own.current), [all])
}

const writing = (at: EventTarget | null) =>
  at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))

const acting = (at: EventTarget | null) =>
  at instanceof Element && at.closest('a, button, summary, [role="button"]') !== null

export function KeysProvider({ children }: { children: ReactNode }) {
  const w = useWords(shellWords)
  const sources = useRef(new Set<() => readonly Key[]>())
  const [shown, setShown] = useState(false)
  const before = useRef<{ key: string; at: number } | undefined>(undefined)
  const keys = useMemo<Keys>(
    () => ({
      add(source) {
        sources.current.add(source)
        return () => void sources.current.delete(source)
      },
    }),
    [],
  )
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      // These two are the button's or link's own while it has the focus.
      if ((event.key === 'Enter' || event.key === ' ') && acting(event.target)) return
      if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return
      // A dialog that is open has the keys to itself.
      if (
        document.querySelector(
          '[role="dialog"][data-modal-content], .mantine-Modal-content, .mantine-Drawer-content, .mantine-Spotlight-content',
        )
      )
        return
      if (event.key === '?') {
        event.preventDefault()
        setShown(true)
        return
      }
      // The innermost page was added last and goes first.
      const all = [...sources.current].reverse().flatMap((it) => it())
      const last = before.current
      const both =
        last && event.timeStamp - last.at < 1200 ? all.find((it) => it.key === `${last.key} ${event.key}`) : undefined
      const one = both ?? all.find((it) => it.key === event.key)
      before.current = { key: event.key, at: event.timeStamp }
      if (!one) return
      event.preventDefault()
      one.run()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
  const listed = shown ? [...sources.current].reverse().flatMap((it) => it()) : []
  return (
    <Context.Provider value={keys}>
      {children}
      <Modal opened={shown} onClose={() => setShown(false)} title={w.keys} closeButtonProps={{ 'aria-label': w.close }}>
        <Stack gap="sm">
          <Text c="dimmed" size="sm">
            {w.keysSay}
          </Text>
          <Table>
            <Table.Tbody>
              {[{ key: 'ctrl K', says: w.keyFind }, ...listed, { key: '?', says: w.keyHelp }].map((it) => (
                <Table.Tr key={`${it.key} ${it.says}`}>
                  <Table.Td w={90}>
                    {(it.key === ' ' ? [w.space] : it.key.split(' ')).map((one) => (
                      <kbd className="key" key={one}>
                        {one}
                      </kbd>
                    ))}
                  </Table.Td>
                  <Table.Td>{it.says}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      </Modal>
    </Context.Provider>
  )
}
