// A text as its lines, numbered, with a mark at those of which something is remarked: for templates, written in a typewriter's letters.

import { Box } from '@mantine/core'
import { useRef } from 'react'

export function LinedText({
  label,
  value,
  change,
  marks,
  readOnly,
}: {
  label: string
  value: string
  change: (next: string) => void
  /** By line from 1: how bad. */
  marks: ReadonlyMap<number, 'error' | 'warning'>
  readOnly?: boolean
}) {
  const gutter = useRef<HTMLPreElement>(null)
  const lines = value.split('\n').length
  return (
    <Box className="lined">
      <pre ref={gutter} aria-hidden="true">
        {Array.from({ length: lines }, (_, i) => {
          const mark = marks.get(i + 1)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={i} data-mark={mark}>
              {mark === 'error' ? '✕ ' : mark === 'warning' ? '! ' : ''}
              {i + 1}
              {'\n'}
            </span>
          )
        })}
      </pre>
      <textarea
        aria-label={label}
        spellCheck={false}
        wrap="off"
        readOnly={readOnly}
        value={value}
        onChange={(it) => change(it.target.value)}
        onScroll={(it) => {
          if (gutter.current) gutter.current.scrollTop = it.currentTarget.scrollTop
        }}
      />
    </Box>
  )
}
