// Every page of the desk, a line each: where it is, what it is called, and how it is fetched when somebody goes there.

import { IconChartBar, IconStairs, IconSun, type TablerIcon } from '@tabler/icons-react'
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
    path: '/policies',
    load: () => import('./pages/policies.tsx'),
    menu: { word: 'policies', icon: IconStairs, group: 'arrange', key: 'l' },
  },
  { path: '/policies/$id', load: () => import('./pages/policy.tsx') },
  {
    path: '/reports',
    load: () => import('./pages/reports.tsx'),
    menu: { word: 'reports', icon: IconChartBar, group: 'arrange', key: 'r' },
  },
  { path: '/reports/$name', load: () => import('./pages/report.tsx') },
]
