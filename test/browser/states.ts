// The states of pages of which `npm run screens` makes pictures: a line each in a list of states-*.ts, with what brings them about. What
// is done for a picture changes nothing in the desk: what would be written is answered here.

import type { Page } from 'playwright-core'

// biome-ignore lint/suspicious/noExplicitAny: each state knows the answers that it asks for or changes
export type Loose = any

/** Asks the API of the desk that the picture is of. */
export type Asking = (path: string) => Promise<Loose>

export interface State {
  /** The page first: `bank-split`. */
  readonly name: string
  /** Where it is, or how that is found. */
  readonly at: string | ((ask: Asking) => Promise<string>)
  /** The demo company, if nothing else is said; `new` has its owner and nothing in it, `crowd` thousands of everything. */
  readonly desk?: 'demo' | 'new' | 'crowd'
  /** Which answers come differently, before the page asks for them. */
  readonly answers?: readonly Answered[]
  /** What one does on the page once it is there. */
  readonly open?: (page: Page) => Promise<unknown>
  /** The picture is of the waiting. */
  readonly waits?: true
}

type Answered = (page: Page) => Promise<unknown>

const isAt = (path: string | RegExp) => (url: URL) =>
  typeof path === 'string' ? url.pathname === path : path.test(url.pathname)

/** Does not answer while the picture is made. */
export function held(path: string | RegExp): Answered {
  return (page) => page.route(isAt(path), () => undefined)
}

/** The server is not reached. */
export function severed(path: string | RegExp): Answered {
  return (page) => page.route(isAt(path), (route) => route.abort())
}

/** Answers with a problem; writing alone where a method is named. */
export function refused(
  path: string | RegExp,
  status: number,
  says: { detail: string; fix: string },
  method?: string,
): Answered {
  return (page) =>
    page.route(isAt(path), async (route) => {
      if (method && route.request().method() !== method) return route.fallback()
      await route.fulfill({
        status,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: says.detail, status, code: 'screens.made', ...says },
      })
    })
}

/** Answers with what the server says, changed. */
export function changed(path: string | RegExp, change: (body: Loose) => Loose): Answered {
  return (page) =>
    page.route(isAt(path), async (route) => {
      if (route.request().method() !== 'GET') return route.fallback()
      // A page that is left lets go of what it asked for.
      const response = await route.fetch().catch(() => undefined)
      if (!response) return route.abort()
      await route.fulfill({ response, json: change(await response.json()) })
    })
}
