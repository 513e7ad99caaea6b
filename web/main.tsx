// The desk starts: whose session is it, is there anybody yet, and then the page of the address.

import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@fontsource-variable/source-sans-3/wght.css'
import './ui/desk.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api.ts'
import { Door } from './ui/door.tsx'
import { keepSecondClicks } from './ui/second-click.ts'
import { theme, variables } from './ui/theme.ts'

keepSecondClicks()
createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queries}>
        <Door />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
