// Forms that save by parts: what a person changed, the one button, what went wrong beside the field it is about.

import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DunwellProblem } from '../../src/http/client.ts'
import { settingsWords } from '../words/settings.ts'
import { Failed } from './state.tsx'
import { useWords } from './tongue.tsx'

/** The sentence about one field, where the server named it. */
export function errorAt(error: Error | null | undefined, field: string): string | undefined {
  if (!(error instanceof DunwellProblem)) return undefined
  const { column, detail, fix } = error.facts
  if (column !== field && !column?.startsWith(`${field}.`)) return undefined
  // The server quotes the place; beside its field that would be said twice.
  const says = /should be: "(.+)"\.$/.exec(detail)?.[1]
  return says ?? `${detail} ${fix}`
}

/** A paper's form: fields, then what is wrong with none of them, then the button. */
export function Form({
  onSubmit,
  error,
  fields,
  busy,
  label,
  off,
  children,
}: {
  onSubmit: () => void
  error?: Error | null
  /** Names of fields that show their own errors. */
  fields: readonly string[]
  busy: boolean
  label?: string
  off?: boolean
  children: ReactNode
}) {
  const w = useWords(settingsWords)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  const elsewhere = error && !fields.some((it) => errorAt(error, it) !== undefined)
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        {elsewhere && <Failed error={error} />}
        {!off && (
          <Group>
            <Button type="submit" loading={busy}>
              {label ?? w.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

/** Two fields beside each other where there is room. */
export function Two({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      {children}
    </SimpleGrid>
  )
}

/** A draft of some of what stands: what was not touched follows the server. */
export function useDraft<T extends object>(
  standing: T,
): {
  readonly value: T
  readonly set: <K extends keyof T>(key: K, value: T[K]) => void
  readonly clear: () => void
} {
  const [draft, setDraft] = useState<Partial<T>>({})
  return {
    value: { ...standing, ...draft },
    set: (key, value) => setDraft((it) => ({ ...it, [key]: value })),
    clear: () => setDraft({}),
  }
}

export function useKept(): () => void {
  const w = useWords(settingsWords)
  return () => notifications.show({ message: w.kept })
}

/** What is only shown once, to copy. */
export function Once({ title, says, text }: { title: string; says: string; text: string }) {
  const w = useWords(settingsWords)
  const [copied, setCopied] = useState(false)
  return (
    <Alert color="accent" variant="light" title={title}>
      <Stack gap="xs">
        <Text size="sm">{says}</Text>
        <Text component="code" size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {text}
        </Text>
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
          >
            {copied ? w.copied : w.copy}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

/** A line of facts: what it is called, and what stands there. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div" className="theirs">
        {children}
      </Text>
    </div>
  )
}
