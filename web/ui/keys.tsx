// Keys of the desk. A page names its keys with what they do; they rest while somebody writes, and "?" shows all that count here.

import { Box, Modal, SimpleGrid, Text } from '@mantine/core'
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
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
  /** All that count now, the innermost page's first. */
  all(): readonly Key[]
  /** Shows them. */
  sheet(): void
}
const Context = createContext<Keys | undefined>(undefined)

/** The keys of a page or a part of it, while it is shown. */
export function useKeys(keys: readonly Key[]): void {
  const own = useRef(keys)
  own.current = keys
  const all = useContext(Context)
  useEffect(() => all?.add(() => own.current), [all])
}

/** Opens the sheet of keys, for those who look for it with a mouse. */
export function useSheet(): () => void {
  const all = useContext(Context)
  return () => all?.sheet()
}

/** What can be done here by a key, for whoever finds it by its name: not the ways to other pages, nor moving and opening in lists,
 * nor taking back. */
export function useDeeds(): () => readonly Key[] {
  const all = useContext(Context)
  return () => all?.all().filter((it) => it.key.length === 1 && !/^[jkoux ]$/.test(it.key)) ?? []
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
      sheet: () => setShown(true),
      all: () => [...sources.current].reverse().flatMap((it) => it()),
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
      const all = keys.all()
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
  }, [keys])
  const listed = shown ? keys.all() : []
  const ways = listed.filter((it) => it.key.startsWith('g '))
  const here = [
    ...together(listed.filter((it) => !it.key.startsWith('g '))),
    { key: 'ctrl K', says: w.keyFind },
    { key: '?', says: w.keyHelp },
  ]
  return (
    <Context.Provider value={keys}>
      {children}
      <Modal
        opened={shown}
        onClose={() => setShown(false)}
        title={w.keys}
        size="lg"
        closeButtonProps={{ 'aria-label': w.close }}
      >
        <Text c="dimmed" size="sm" mb="md">
          {w.keysSay}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl" verticalSpacing="lg">
          <Sheet title={w.keysHere} its={here} />
          <Sheet title={w.keysGo} its={ways} />
        </SimpleGrid>
      </Modal>
    </Context.Provider>
  )
}

interface Said {
  readonly key: string
  readonly says: string
}

/** Keys that do the same stand on one line: space and x. */
function together(its: readonly Said[]): Said[] {
  return [...Map.groupBy(its, (it) => it.says)].map(([says, some]) => ({
    key: some.map((it) => it.key).join('/'),
    says,
  }))
}

function Sheet({ title, its }: { title: string; its: readonly Said[] }) {
  const w = useWords(shellWords)
  return (
    <Box component="section" aria-label={title}>
      <Text size="sm" fw={620} mb={6}>
        {title}
      </Text>
      <dl className="keys">
        {its.map((it) => (
          <div key={`${it.key} ${it.says}`}>
            <dt>
              {it.key.split('/').map((one) => (
                <Fragment key={one}>
                  {(one === ' ' ? [w.space] : one.split(' ')).map((part) => (
                    <kbd className="key" key={part}>
                      {part}
                    </kbd>
                  ))}
                </Fragment>
              ))}
            </dt>
            <dd>{it.says}</dd>
          </div>
        ))}
      </dl>
    </Box>
  )
}
