// A text as its lines, numbered, with a mark at those of which something is remarked: for templates, written in a typewriter's letters.

import { Box } from '@mantine/core'
import { useEffect, useRef } from 'react'

export function LinedText({
  label,
  value,
  change,
  marks,
  readOnly,
  at,
}: {
  label: string
  value: string
  change: (next: string) => void
  /** By line from 1: how bad. */
  marks: ReadonlyMap<number, 'error' | 'warning'>
  readOnly?: boolean
  /** The line to go to; another object of the same line goes there once more. */
  at?: { readonly line: number } | undefined
}) {
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!at || !field.current || !box.current) return
    const lines = field.current.value.split('\n')
    const from = lines.slice(0, at.line - 1).join('\n').length + (at.line > 1 ? 1 : 0)
    field.current.focus({ preventScroll: true })
    field.current.setSelectionRange(from, from + (lines[at.line - 1]?.length ?? 0))
    const row = box.current.querySelectorAll<HTMLElement>('.lined-row')[at.line - 1]
    if (row) box.current.scrollTo({ top: row.offsetTop - box.current.clientHeight / 3 })
    box.current.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <Box className="lined" ref={box}>
      <div className="lined-sheet">
        {/* Written a second time, unseen: a long line takes as many rows here as in the field over it, and so its number stays beside it. */}
        <div className="lined-rows" aria-hidden="true">
          {value.split('\n').map((line, i) => {
            const mark = marks.get(i + 1)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <div key={i} className="lined-row" data-mark={mark}>
                <span>
                  {mark === 'error' ? '✕ ' : mark === 'warning' ? '! ' : ''}
                  {i + 1}
                </span>
                <pre>{line === '' ? ' ' : line}</pre>
              </div>
            )
          })}
        </div>
        <textarea
          ref={field}
          aria-label={label}
          spellCheck={false}
          readOnly={readOnly}
          value={value}
          onChange={(it) => change(it.target.value)}
        />
      </div>
    </Box>
  )
}
