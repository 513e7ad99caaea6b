// The head of a page and the papers on it: one title, what can be done, and content at the width it reads best.
// Every page begins at the same edge.

import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

export function Page({
  title,
  says,
  actions,
  children,
  narrow,
}: {
  title: string
  says?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** For what is read rather than worked: it ends sooner. */
  narrow?: boolean
}) {
  useEffect(() => {
    document.title = `${title} · Dunwell`
  }, [title])
  return (
    <Box maw={1440} mx="auto" w="100%">
      <Stack gap="lg" maw={narrow ? 860 : undefined}>
        <Group justify="space-between" align="flex-start" gap="sm">
          <Box miw={0}>
            <Title order={1} style={{ overflowWrap: 'anywhere', unicodeBidi: 'isolate' }}>
              {title}
            </Title>
            {says && (
              <Text c="dimmed" mt={4} component="div">
                {says}
              </Text>
            )}
          </Box>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Box>
  )
}

/** A sheet with a heading of its own. */
export function Paper({
  title,
  aside,
  children,
  flush,
}: {
  title?: string
  aside?: ReactNode
  children: ReactNode
  flush?: boolean
}) {
  return (
    <Box className="paper" component="section" aria-label={title}>
      {(title || aside) && (
        <Group justify="space-between" px="md" pt="sm" pb={flush ? 'xs' : 0} gap="xs">
          {title && (
            <Title order={2} size="h3">
              {title}
            </Title>
          )}
          {aside}
        </Group>
      )}
      <Box p={flush ? 0 : 'md'} className={flush ? 'paper-flush' : undefined}>
        {children}
      </Box>
    </Box>
  )
}
