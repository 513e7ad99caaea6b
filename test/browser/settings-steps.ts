// What the states of the settings have in common: what one does on a page, and words that are hard to show.

import type { Page } from 'playwright-core'

export type Doing = (page: Page) => Promise<unknown>

export const awkward =
  'Gesellschaft für internationale Warenwirtschaftsberatung und Logistikdienstleistungen Nordwestdeutschland mbH & Co. KG'
export const arabic = 'شركة النور للتجارة والمقاولات العامة المحدودة'
export const moment = '2026-11-20T10:15:00.000Z'
export const named =
  (name: RegExp): Doing =>
  (page) =>
    page.getByRole('button', { name }).first().click()
export const submit: Doing = (page) => page.locator('main form button[type=submit]').first().click()
export const told: Doing = (page) => page.locator('[role=alert], .mantine-InputWrapper-error').first().waitFor()
export const all =
  (...steps: Doing[]): Doing =>
  async (page) => {
    for (const step of steps) await step(page)
  }
export const dialog = (page: Page) => page.locator('[role=dialog]').last()
export const part = (name: string) => `/settings/${name}`
