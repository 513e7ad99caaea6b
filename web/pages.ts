// Every page of the desk, a line each: where it is, what it is called, and how it is fetched when somebody goes there.

import {
  IconBriefcase,
  IconBuildingBank,
  IconCalendarWeek,
  IconChartBar,
  IconFileImport,
  IconFileInvoice,
  IconFiles,
  IconFileText,
  IconHeartHandshake,
  IconPhone,
  IconSettings,
  IconStairs,
  IconSun,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
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
    path: '/week',
    load: () => import('./pages/week.tsx'),
    menu: { word: 'week', icon: IconCalendarWeek, group: 'work', key: 'w' },
  },
  {
    path: '/calls',
    load: () => import('./pages/calls.tsx'),
    menu: { word: 'calls', icon: IconPhone, group: 'work', key: 'l' },
  },
  {
    path: '/promises',
    load: () => import('./pages/promises.tsx'),
    menu: { word: 'promises', icon: IconHeartHandshake, group: 'work', key: 'p' },
  },
  {
    path: '/cases',
    load: () => import('./pages/cases.tsx'),
    menu: { word: 'cases', icon: IconBriefcase, group: 'work', key: 'c' },
  },
  {
    path: '/debtors',
    load: () => import('./pages/debtors.tsx'),
    menu: { word: 'debtors', icon: IconUsers, group: 'work', key: 'k' },
  },
  { path: '/debtors/$id', load: () => import('./pages/debtor.tsx') },
  {
    path: '/claims',
    load: () => import('./pages/claims.tsx'),
    menu: { word: 'claims', icon: IconFileInvoice, group: 'work', key: 'i' },
  },
  { path: '/claims/$id', load: () => import('./pages/claim.tsx') },
  { path: '/cases/$id', load: () => import('./pages/case.tsx') },
  {
    path: '/bank',
    load: () => import('./pages/bank.tsx'),
    menu: { word: 'bank', icon: IconBuildingBank, group: 'work', key: 'b' },
  },
  {
    path: '/templates',
    load: () => import('./pages/templates.tsx'),
    menu: { word: 'templates', icon: IconFileText, group: 'arrange', key: 'v' },
  },
  { path: '/templates/$language/$id', load: () => import('./pages/template.tsx') },
  {
    path: '/policies',
    load: () => import('./pages/policies.tsx'),
    menu: { word: 'policies', icon: IconStairs, group: 'arrange', key: 'o' },
  },
  { path: '/policies/$id', load: () => import('./pages/policy.tsx') },
  {
    path: '/reports',
    load: () => import('./pages/reports.tsx'),
    menu: { word: 'reports', icon: IconChartBar, group: 'arrange', key: 'r' },
  },
  { path: '/reports/$name', load: () => import('./pages/report.tsx') },
  {
    path: '/imports',
    load: () => import('./pages/imports.tsx'),
    menu: { word: 'imports', icon: IconFileImport, group: 'arrange', key: 'm' },
  },
  {
    path: '/documents',
    load: () => import('./pages/documents.tsx'),
    menu: { word: 'documents', icon: IconFiles, group: 'arrange', key: 'd' },
  },
  { path: '/approvals', load: () => import('./pages/approvals.tsx') },
  { path: '/begin', load: () => import('./pages/begin.tsx') },
  { path: '/golive', load: () => import('./pages/golive.tsx') },
  { path: '/backlog', load: () => import('./pages/backlog.tsx') },
  {
    path: '/settings',
    load: () => import('./pages/settings.tsx'),
    menu: { word: 'settings', icon: IconSettings, group: 'arrange', key: 's' },
  },
  { path: '/settings/$part', load: () => import('./pages/settings.tsx') },
]
