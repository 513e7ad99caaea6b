// A text as its lines, numbered, with a mark at those of which something is remarked: for templates, written in a typewriter's letters.

import { Box } from '@mantine/core'

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
  return (
    <Box className="lined">
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
