// "Why?" beside every decision, "How did this come to be?" beside every sum: opened by a click or the keyboard, in sentences with the
// law they rest on.

import { Anchor, List, Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { shellWords } from '../words/shell.ts'
import { Told } from './told.tsx'
import { useWords } from './tongue.tsx'

export interface Reason {
  readonly says: string
  readonly rule?: string
  readonly cite?: string
  readonly url?: string
}

export function Why({
  reasons,
  how,
  label,
  children,
}: {
  reasons?: readonly Reason[]
  how?: boolean
  label?: string
  children?: ReactNode
}) {
  const w = useWords(shellWords)
  const [open, setOpen] = useState(false)
  const says = label ?? (how ? w.whyHow : w.why)
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      // Never wider than a phone.
      width="min(420px, calc(100vw - 24px))"
      position="bottom-start"
      shadow="md"
      trapFocus
      withArrow
    >
      <Popover.Target>
        <UnstyledButton
          onClick={() => setOpen(!open)}
          aria-expanded={open}
          className="quiet"
          style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}
        >
          <IconHelpCircle size={16} aria-hidden />
          <Text size="xs" component="span" td="underline" style={{ textUnderlineOffset: 3 }}>
            {says}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {children}
          {reasons && reasons.length > 0 && (
            <List size="sm" spacing={6}>
              {reasons.map((it) => (
                <List.Item key={it.says}>
                  <span className="sentence" style={{ display: 'block' }}>
                    <Told text={it.says} />
                  </span>
                  {it.cite && (
                    <Text size="xs" c="dimmed">
                      {it.url ? (
                        <Anchor href={it.url} target="_blank" rel="noreferrer" size="xs">
                          {it.cite}
                        </Anchor>
                      ) : (
                        it.cite
                      )}
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
