// Every page of the desk, a line each: where it is, what it is called, and how it is fetched when somebody goes there.

import { IconSettings, IconSun, type TablerIcon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { shellWords } from './words/shell.ts'

type Word = keyof (typeof shellWords)['en']

export interface PageEntry {
  readonly path: string
  readonly load: () => Promise<{ readonly default: ComponentType }>
  /** Where it stands in the menu; left out for pages that one comes to from another. */
  readonly menu?: {
    readonly word: Word
    readonly icon: TablerIcon
    readonly group: 'work' | 'arrange'
    /** With `g` before it. */
    readonly key?: string
  }
}

export const pages: readonly PageEntry[] = [
  {
    path: '/',
    load: () => import('./pages/today.tsx'),
    menu: { word: 'today', icon: IconSun, group: 'work', key: 't' },
  },
  {
    path: '/settings',
    load: () => import('./pages/settings.tsx'),
    menu: { word: 'settings', icon: IconSettings, group: 'arrange', key: 's' },
  },
  { path: '/settings/$part', load: () => import('./pages/settings.tsx') },
]
