// States of the pages that work is done on: Today, week ahead, cases, case, calls, promises, approvals, customers, invoices, bank.

import type { Page } from 'playwright-core'
import { type Asking, changed, held, type Loose, refused, type State, severed } from './states.ts'

const conflict = {
  detail: 'Somebody else has changed this since you opened it.',
  fix: 'Look at what it is now, and save again if it still holds.',
}
const broken = { detail: 'The server could not do this.', fix: 'Try again; if it stays so, look into its log.' }
const wrong = { detail: 'This cannot be so: the day is over.', fix: 'Give a day from today on.' }
const awkward = [
  'Gesellschaft für internationale Warenwirtschaftsberatung und Logistikdienstleistungen Nordwestdeutschland mbH & Co. KG',
  'شركة النور للتجارة والمقاولات العامة المحدودة',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
]
const huge = 98_765_432_198

type Doing = (page: Page) => Promise<unknown>

/** The names, sums and sentences of an answer as hard as they come. */
function hard(body: Loose): Loose {
  let at = 0
  const within = (it: Loose, key: string): Loose => {
    if (Array.isArray(it)) return it.map((one) => within(one, key))
    if (it !== null && typeof it === 'object')
      return Object.fromEntries(Object.entries(it).map(([name, value]) => [name, within(value, name)]))
    if (key === 'name' && typeof it === 'string') return awkward[at++ % awkward.length]
    if (/Minor$/.test(key) && typeof it === 'number' && it > 0) return huge + it
    return it
  }
  return within(body, '')
}

const bottom = (page: Page) => page.evaluate('window.scrollTo(0, document.body.scrollHeight)')
const press =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key)
  }
const dialog = (page: Page) => page.locator('[role=dialog]').last()
/** A key opens it; what is seen is the dialog. */
const opened =
  (key: string, ...steps: Doing[]) =>
  async (page: Page) => {
    await page.keyboard.press(key)
    await dialog(page).waitFor()
    for (const step of steps) await step(page)
  }
/** What is kept is refused, as it comes; nothing reaches the desk. */
const saved = (page: Page) => page.keyboard.press('Control+Enter')
const click =
  (selector: string, nth = 0) =>
  async (page: Page) => {
    await page.locator(selector).nth(nth).click()
  }
const told = (page: Page) => page.locator('main [role=alert], [role=dialog] [role=alert]').first().waitFor()

/** Somebody else changed what is being saved: a name, and the kind. */
async function quickerElsewhere(page: Page): Promise<void> {
  await page.route(/\/v1\/debtors\/[^/]+$/, async (route) => {
    const request = route.request()
    if (request.method() === 'PATCH') {
      const facts = {
        type: 'about:blank',
        title: 'version',
        detail: conflict.detail,
        fix: conflict.fix,
        code: 'version.other',
      }
      return route.fulfill({ status: 412, contentType: 'application/problem+json', json: { ...facts, status: 412 } })
    }
    const response = await route.fetch()
    const body = (await response.json()) as Loose
    return route.fulfill({ response, json: { ...body, name: awkward[0], kind: 'sole_trader' } })
  })
  await dialog(page).locator('input').first().fill('Brackwater Joinery & Daughters Ltd')
  await dialog(page).locator('input[aria-haspopup=listbox]').first().click()
  await page.locator('[role=option]:visible').last().click()
  await dialog(page).locator('button[type=submit]').click()
  await page.locator('input[type=radio]').first().waitFor()
}

/** The case that owes most, of those where this comes next. */
async function caseAt(ask: Asking, next: string): Promise<string> {
  const { items } = await ask(`/v1/cases?order=overdue&down=true&limit=1${next && `&next=${next}`}`)
  const one = items[0] ?? (await ask('/v1/cases?order=overdue&down=true&limit=1')).items[0]
  return `/cases/${one.debtor}`
}
// Where a draft waits much has been said already.
const most = (ask: Asking) => caseAt(ask, 'approve')
const first = (noun: string) => async (ask: Asking) => `/${noun}/${(await ask(`/v1/${noun}?limit=3`)).items[0].id}`

// The one group of the demo.
const ofGroup = 'group=Ardenvale%20Holdings'

const lists = [
  { name: 'today', at: '/', asks: '/v1/today' },
  { name: 'week', at: '/week', asks: /^\/v1\/(week|outbox)$/ },
  { name: 'cases', at: '/cases', asks: '/v1/cases' },
  { name: 'calls', at: '/calls', asks: '/v1/calls' },
  { name: 'promises', at: '/promises', asks: /^\/v1\/promises/ },
  { name: 'approvals', at: '/approvals', asks: '/v1/approvals' },
  { name: 'debtors', at: '/debtors', asks: '/v1/debtors' },
  { name: 'claims', at: '/claims', asks: '/v1/claims' },
  { name: 'bank', at: '/bank', asks: '/v1/bank-lines' },
] as const
const ones = [
  { name: 'case', at: most, asks: /^\/v1\/cases\/dbt_[^/]*$/ },
  { name: 'debtor', at: first('debtors'), asks: /^\/v1\/debtors\/dbt_[^/]*$/ },
  { name: 'claim', at: first('claims'), asks: /^\/v1\/claims\/clm_[^/]*$/ },
] as const

const everywhere = [...lists, ...ones].flatMap(({ name, at, asks }): State[] => [
  { name: `${name}-loading`, at, answers: [held(asks)], waits: true },
  { name: `${name}-failed`, at, answers: [refused(asks, 422, broken)], open: told },
  { name: `${name}-hard`, at, answers: [changed(/^\/v1\/(?!workspace|members|me)/, hard)] },
])

export const states: readonly State[] = [
  ...everywhere,
  ...lists.map(({ name, at }): State => ({ name: `${name}-new`, at, desk: 'new' })),
  ...lists.map(({ name, at }): State => ({ name: `${name}-crowd`, at, desk: 'crowd' })),
  { name: 'today-offline', at: '/', answers: [severed('/v1/today')], open: told },
  {
    name: 'today-finished',
    at: '/',
    answers: [
      changed('/v1/today', (it) => ({ ...it, parts: {}, waiting: 0, inDoubt: 0 })),
      changed('/v1/inbox', () => ({ items: [] })),
      changed('/v1/bank-lines', (it) => ({ ...it, items: [], counts: { ...it.counts, waiting: 0, unapplied: 0 } })),
      changed('/v1/approvals', () => ({ items: [] })),
      changed('/v1/backlog', (it) => ({ ...it, bands: [] })),
    ],
  },
  { name: 'today-keys', at: '/', open: opened('?') },
  { name: 'today-marked', at: '/', open: press('j', 'j', 'j') },
  {
    name: 'today-mail',
    at: '/',
    open: (page) => page.locator('.work-line button[aria-haspopup=dialog]').first().click(),
  },
  {
    name: 'week-customers',
    at: '/week',
    open: async (page) => page.locator('.mantine-SegmentedControl-label').nth(1).click(),
  },
  { name: 'week-words', at: '/week', open: press('j', 'Enter') },
  { name: 'week-menu', at: '/week', open: click('.week-line [aria-haspopup=menu]') },
  { name: 'week-hold', at: '/week', open: press('j', 'h') },
  { name: 'cases-none', at: '/cases?words=zzzz' },
  { name: 'cases-filtered', at: '/cases?late=90%2B&next=approve' },
  {
    name: 'cases-more',
    at: '/cases',
    open: (page) => page.locator('main button[aria-expanded=false]:not([aria-haspopup])').first().click(),
  },
  { name: 'cases-view', at: '/cases', open: (page) => page.locator('main .tabler-icon-bookmark-plus').click() },
  { name: 'cases-chosen', at: '/cases', open: press('j', 'x', 'j', 'x', 'j', 'x') },
  { name: 'cases-chosen-crowd', at: '/cases', desk: 'crowd', open: press('j', 'x', 'j', 'x') },
  { name: 'case-by-hand', at: (ask) => caseAt(ask, '') },
  { name: 'case-held', at: (ask) => caseAt(ask, 'held') },
  { name: 'case-moved', at: most, open: press('j', 'j', 'j') },
  {
    name: 'case-more',
    at: most,
    open: (page) =>
      page.locator('.case-head [aria-haspopup=menu], .case-thumb [aria-haspopup=menu]').locator('visible=true').click(),
  },
  { name: 'case-statement', at: most, open: (page) => page.locator('.case-summary button.quiet').first().click() },
  { name: 'case-why', at: most, open: (page) => page.locator('.case-summary [aria-haspopup=dialog]').first().click() },
  { name: 'case-read', at: most, open: (page) => page.locator('.story .case-read').first().click() },
  { name: 'case-bottom', at: most, open: bottom },
  { name: 'case-write', at: most, open: opened('w') },
  {
    name: 'case-written',
    at: most,
    open: opened('w', async (page) => {
      await dialog(page).locator('[role=group] button').nth(2).click()
      await page.locator('iframe').waitFor()
    }),
  },
  {
    name: 'case-write-stopped',
    at: most,
    open: opened('w', async (page) => {
      await dialog(page).locator('input[data-autofocus]').fill('FINAL WARNING!!!')
      await dialog(page)
        .locator('textarea')
        .first()
        .fill('Pay at once or we will call the police and tell your neighbours.\n\nYou are a liar. {{balance}}')
      await page.locator('.case-inset').first().waitFor()
      await page.locator('iframe, [role=dialog] [role=alert]').first().waitFor()
    }),
  },
  { name: 'case-call', at: most, open: opened('c') },
  { name: 'case-call-promised', at: most, open: opened('c', press('p')) },
  { name: 'case-call-none', at: most, open: opened('c', saved) },
  {
    name: 'case-call-refused',
    at: most,
    answers: [refused('/v1/calls', 409, conflict, 'POST')],
    open: opened('c', press('r'), saved, told),
  },
  ...(['promise', 'money', 'note', 'hold', 'query', 'dispute'] as const).map(
    (act): State => ({ name: `case-${act}`, at: most, open: opened(act[0]!) }),
  ),
  {
    name: 'case-promise-refused',
    at: most,
    answers: [refused('/v1/promises', 422, wrong, 'POST')],
    open: opened('p', saved, told),
  },
  ...(['offer', 'waive', 'writeOff'] as const).map(
    (act): State => ({ name: `case-${act.toLowerCase()}`, at: async (ask) => `${await most(ask)}?do=${act}` }),
  ),
  {
    name: 'case-kept',
    at: most,
    answers: [
      (page) => page.route(/\/v1\/notes$/, (route) => route.fulfill({ status: 201, json: { id: 'not_made' } })),
    ],
    open: opened('n', async (page) => {
      await page.keyboard.type('Rang their accounts: Ines is back on Monday.')
      await saved(page)
      await page.locator('.mantine-Notification-root').waitFor()
    }),
  },
  { name: 'case-gone', at: '/cases/dbt_00000000000000000000000000000000', open: told },
  { name: 'case-crowd', at: most, desk: 'crowd' },
  {
    name: 'case-many',
    at: most,
    answers: [
      changed(/^\/v1\/cases\/dbt_[^/]*$/, (it) => ({
        ...it,
        claims: Array.from({ length: 140 }, (_, i) => ({
          ...it.claims[i % it.claims.length],
          id: `${i}`,
          number: `INV-${7000 + i}`,
        })),
      })),
    ],
  },
  {
    name: 'calls-none',
    at: '/calls',
    answers: [changed('/v1/calls', (it) => ({ ...it, items: [], count: 0 }))],
  },
  {
    name: 'calls-resting',
    at: '/calls',
    answers: [
      changed('/v1/calls', (it) => ({
        ...it,
        items: it.items.map((one: Loose) => ({ ...one, callable: one.callable && { ...one.callable, now: false } })),
      })),
    ],
  },
  { name: 'calls-promised', at: '/calls', open: press('p') },
  ...['coming', 'broken', 'kept', 'withdrawn'].map(
    (standing): State => ({ name: `promises-${standing}`, at: `/promises?standing=${standing}` }),
  ),
  {
    name: 'promises-menu',
    at: '/promises?standing=broken',
    open: click('.list [aria-haspopup=menu]'),
  },
  {
    name: 'promises-move',
    at: '/promises?standing=broken',
    open: async (page) => {
      await click('.list [aria-haspopup=menu]')(page)
      await page.locator('[role=menuitem]').nth(1).click()
      await dialog(page).waitFor()
    },
  },
  { name: 'debtors-none', at: '/debtors?words=zzzz' },
  { name: 'debtors-by-sum', at: '/debtors?order=open&down=true' },
  { name: 'debtor-edit', at: first('debtors'), open: opened('e') },
  { name: 'debtor-merge', at: first('debtors'), open: opened('e', quickerElsewhere) },
  {
    name: 'debtor-settled',
    at: first('debtors'),
    open: async (page) => page.locator('[role=tab]').nth(1).click(),
  },
  { name: 'debtor-crowd', at: first('debtors'), desk: 'crowd' },
  { name: 'debtors-group', at: `/debtors?${ofGroup}` },
  {
    name: 'debtor-group',
    at: async (ask) => `/debtors/${(await ask(`/v1/debtors?${ofGroup}&limit=1`)).items[0].id}`,
  },
  { name: 'claims-none', at: '/claims?starts=zzzz' },
  { name: 'claim-settled', at: async (ask) => `/claims/${(await ask('/v1/claims?open=false&limit=3')).items[0].id}` },
  { name: 'bank-split', at: '/bank', open: opened('s') },
  {
    name: 'bank-split-left',
    at: '/bank',
    open: opened('s', async (page) => {
      await dialog(page).locator('.split-part input[inputmode]').first().fill('1')
      await dialog(page).locator('form button.mantine-Button-root').first().click()
    }),
  },
  {
    name: 'bank-booked',
    at: '/bank',
    open: async (page) => page.locator('.mantine-SegmentedControl-label').nth(1).click(),
  },
  {
    name: 'bank-ignored',
    at: '/bank',
    open: async (page) => page.locator('.mantine-SegmentedControl-label').nth(2).click(),
  },
  {
    name: 'bank-unread',
    at: '/bank',
    open: async (page) => {
      const file = {
        name: 'statement.bin',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('nothing at all'),
      }
      await page.locator('input[type=file]').first().setInputFiles(file)
      await told(page)
    },
  },
  {
    name: 'bank-table',
    at: '/bank',
    open: async (page) => {
      const text =
        'When;What;In;Out;Whose\n03.11.2026;INV-2101;1.250,50;;Harbour Lights\n04.11.2026;rent;;900,00;Landlord\n'
      const file = { name: 'konto.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
      await page.locator('input[type=file]').first().setInputFiles(file)
      await page.locator('main select, main .mantine-Select-root').first().waitFor()
    },
  },
]
