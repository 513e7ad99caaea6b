// The focus of a page: what it is on, whether that can be seen, and going by Tab to something.

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const tabsMax = 90

/** What the focus is on, and whether that can be seen: an outline, a shadow or another border on it or on what stands for it. */
export async function focused(page: Page): Promise<{ name: string; seen: boolean }> {
  return page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: the page's own world, of which Node has no types
    const browser = globalThis as unknown as { document: any; getComputedStyle(it: unknown): Record<string, string> }
    const it = browser.document.activeElement
    const label = it.labels?.[0]?.textContent
    // Letters of keys and signs are not part of a name.
    const heard = it.cloneNode(true)
    for (const one of heard.querySelectorAll?.('[aria-hidden=true]') ?? []) one.remove()
    const name = it.getAttribute('aria-label') ?? label ?? (heard.textContent || it.getAttribute('placeholder')) ?? ''
    const shows = (one: unknown) => {
      if (!one) return false
      const style = browser.getComputedStyle(one)
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth!) > 0) || style.boxShadow !== 'none'
    }
    const field = /^(INPUT|TEXTAREA|SELECT)$/.test(it.tagName)
    const seen =
      shows(it) ||
      shows(it.nextElementSibling) ||
      shows(it.parentElement) ||
      // In a day's field the browser marks the part that is typed into.
      (field && (it.matches(':focus-visible') || it.type === 'date'))
    return { name: name.trim(), seen: it === browser.document.body || seen }
  })
}

/** Tab by tab to what is called so; each stop on the way can be seen. */
export async function tabOn(page: Page, name: RegExp): Promise<void> {
  const met: string[] = []
  for (let i = 0; i < tabsMax; i++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    expect(at.seen, `the focus on "${at.name}" can be seen`).toBe(true)
    if (name.test(at.name)) return
    met.push(at.name.slice(0, 30))
  }
  throw new Error(`${name} is not reached by Tab: ${met.join(' | ')}`)
}
