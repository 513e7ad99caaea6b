// States of the pages that arrange and tell: policies with the time machine, templates, reports, documents, imports, the backlog, going
// live, and the doors before the desk.

import type { Page } from 'playwright-core'
import { changed, held, type Loose, refused, type State, severed } from './states.ts'

const broken = { detail: 'The server could not do this.', fix: 'Try again; if it stays so, look into its log.' }

type Doing = (page: Page) => Promise<unknown>
const click =
  (selector: string, nth = 0): Doing =>
  (page) =>
    page.locator(selector).nth(nth).click()
const all =
  (...steps: Doing[]): Doing =>
  async (page) => {
    for (const step of steps) await step(page)
  }
const shown =
  (selector: string): Doing =>
  (page) =>
    page.locator(selector).first().waitFor()
const told = shown('main [role=alert], [role=dialog] [role=alert]')

/** What an earlier picture drafted is no part of this one. */
const fresh: Doing = (page) =>
  page.addInitScript(
    'if (window.top === window) for (const key of Object.keys(localStorage)) if (/^dunwell\\.policy/.test(key)) localStorage.removeItem(key)',
  )
/** A ladder with a step that comes a week later and gives fewer days. */
const drafted = all(click('.ladder-step', 2), async (page) => {
  const days = page.locator('.bare-fieldset .mantine-NumberInput-input').first()
  await days.fill('15')
  await days.blur()
})
const run = all(click('#time-machine .mantine-Button-root'), shown('#time-machine .recharts-surface'))
const past = click('#time-machine .mantine-SegmentedControl-label', 1)

/** The words of a template with these at its end. */
const said =
  (words: string): Doing =>
  async (page) => {
    const text = page.locator('.lined textarea')
    await text.fill(`${await text.inputValue()}\n${words}\n`)
    await page.locator('.lined-row[data-mark]').first().waitFor()
  }

const dropped =
  (name: string, text: string, ...steps: Doing[]): Doing =>
  async (page) => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(text),
      })
    for (const step of steps) await step(page)
  }
const head = 'Customer,Country,Invoice number,Invoice date,Due date,Amount,Currency\n'
const hardRows = `${head}${[
  '=HYPERLINK("x"),GB,Z-1,2026-03-01,2026-04-01,12.50,GBP',
  'Plover & Sons <b>Ltd</b>,GB,Z-2,2026-03-01,2026-13-01,12.50,GBP',
  'شركة النور للتجارة,GB,Z-3,2026-03-01,2026-04-01,twelve,GBP',
  ',GB,Z-5,2026-03-01,2026-04-01,100,GBP',
  'Plover Ltd,GB,Z-6,2026-03-01,2026-04-01,99999999999999999999,GBP',
].join('\n')}\n`
const thousands = `${head}${Array.from(
  { length: 10_000 },
  (_, i) =>
    `Customer ${i % 900} Ltd,GB,B-${i},2026-08-${String(1 + (i % 28)).padStart(2, '0')},2026-09-${String(1 + (i % 28)).padStart(2, '0')},${i % 5000}.50,GBP`,
).join('\n')}\n`
const asBusinesses = all(click('main input[type=radio][value=business]'), shown('.figure'))

const band = (no: number, name: string, answer: string | null): Loose => ({
  id: `blg_${no}`,
  band: name,
  claims: 12 * no,
  debtors: 5 * no,
  open: [{ currency: 'GBP', amountMinor: 1_234_500 * no }],
  answer,
  answeredBy: answer && 'Ada Palmer <ada@nordwind.example>',
  answeredAt: answer && '2026-11-20T09:12:00Z',
})
const nobody = changed('/desk/state', (it) => ({ ...it, person: null, workspaces: [] }))
const beforeAll = changed('/desk/state', (it) => ({
  ...it,
  person: null,
  workspaces: [],
  start: {
    needed: true,
    workspace: null,
    places: [
      { country: 'GB', currency: 'GBP', zone: 'Europe/London' },
      { country: 'DE', currency: 'EUR', zone: 'Europe/Berlin' },
    ],
  },
}))
const typed: Doing = async (page) => {
  await page.locator('input[type=email]').fill('you@nordwind.example')
  await page.locator('input[type=password]').fill('not the password')
  await page.locator('input[type=password]').press('Enter')
}
const entered = (answer: object, status = 200): Doing => {
  return (page) =>
    page.route('**/auth/sign-in/email', (route) => route.fulfill({ status, json: { ...answer, status } }))
}
const looked: Doing = (page) => page.route('**/desk/start/check', (route) => route.fulfill({ json: { score: 4 } }))
const begun = all(click('button[type=submit]'), shown('[name=code][aria-invalid]'), async (page) => {
  await page.locator('[name=code]').fill('K7QM-4ZXA')
  await page.keyboard.press('Enter')
  await page.locator('[name=email]').waitFor()
})
const introduced = all(begun, async (page) => {
  await page.locator('[name=name]').fill('Ada Palmer')
  await page.locator('[name=email]').fill('ada@nordwind.example')
  await page.locator('[name=password]').fill('seven herons over flat water')
  await page.keyboard.press('Enter')
  await page.locator('[name=iban]').waitFor()
})

const pages = [
  { name: 'policies', at: '/policies', asks: '/v1/policies' },
  { name: 'templates', at: '/templates', asks: '/v1/templates' },
  { name: 'reports', at: '/reports', asks: '/v1/reports/tables' },
  { name: 'documents', at: '/documents', asks: '/v1/documents' },
  { name: 'imports', at: '/imports', asks: '/v1/imports' },
  { name: 'backlog', at: '/backlog', asks: '/v1/backlog' },
  { name: 'golive', at: '/golive', asks: '/v1/live' },
] as const

export const states: readonly State[] = [
  ...pages.flatMap(({ name, at, asks }): State[] => [
    { name: `${name}-loading`, at, answers: [held(asks)], waits: true },
    { name: `${name}-failed`, at, answers: [refused(asks, 422, broken)], open: told },
    { name: `${name}-new`, at, desk: 'new' },
  ]),
  { name: 'policy-draft', at: '/policies/standard', answers: [fresh], open: all(drafted, run) },
  { name: 'policy-past', at: '/policies/standard', answers: [fresh], open: all(past, run) },
  {
    name: 'policy-machine-failed',
    at: '/policies/standard',
    answers: [fresh, severed('/v1/reckonings')],
    open: all(click('#time-machine .mantine-Button-root'), told),
  },
  {
    name: 'policy-add',
    at: '/policies/standard',
    answers: [fresh],
    open: all(click('main .paper .mantine-Button-root'), shown('[role=menu]')),
  },
  { name: 'policy-unknown', at: '/policies/nothing-of-that-name' },
  {
    name: 'template-remarks',
    at: '/templates/en/second',
    open: said('Pay immediately or we will tell your neighbours.'),
  },
  { name: 'template-refused', at: '/templates/en/second', open: said('{% if %}') },
  { name: 'report-loading', at: '/reports/aging', answers: [held('/v1/reckonings')], waits: true },
  { name: 'report-failed', at: '/reports/aging', answers: [refused('/v1/reckonings', 422, broken)], open: told },
  { name: 'report-nothing', at: '/reports/cash-in?from=1999-01-01&to=1999-01-31' },
  { name: 'report-one-currency', at: '/reports/costs?currency=GBP' },
  { name: 'report-crowd', at: '/reports/aging', desk: 'crowd' },
  { name: 'import-problems', at: '/imports', open: dropped('hard.csv', hardRows, asBusinesses) },
  { name: 'import-thousands', at: '/imports', open: dropped('thousands.csv', thousands, asBusinesses) },
  { name: 'import-unknown', at: '/imports', open: dropped('page.csv', '<html><body>Sign in</body></html>', told) },
  { name: 'import-empty', at: '/imports', open: dropped('empty.csv', '', told) },
  {
    name: 'backlog-bands',
    at: '/backlog',
    answers: [
      changed('/v1/backlog', (it) => ({
        ...it,
        bands: [band(1, '1-30', null), band(2, '31-90', 'ladder'), band(3, '91-180', null), band(4, '181+', null)],
      })),
    ],
  },
  {
    name: 'golive-ready',
    at: '/golive',
    answers: [changed('/v1/live', (it) => ({ ...it, lacks: [], mailServer: 'smtp.nordwind.example' }))],
  },
  {
    name: 'golive-live',
    at: '/golive',
    answers: [changed('/v1/live', (it) => ({ ...it, lacks: [], liveSince: '2026-11-02T08:00:00Z' }))],
  },
  {
    name: 'signin-wrong',
    at: '/',
    answers: [nobody, entered({ code: 'INVALID', message: 'wrong' }, 401)],
    open: all(typed, shown('[role=alert]')),
  },
  {
    name: 'signin-code',
    at: '/',
    answers: [nobody, entered({ twoFactorRedirect: true })],
    open: all(typed, shown('[autocomplete=one-time-code]')),
  },
  { name: 'start-you', at: '/', answers: [beforeAll, looked], open: begun },
  { name: 'start-business', at: '/', answers: [beforeAll, looked], open: introduced },
  { name: 'start-loan', at: '/', answers: [beforeAll, looked], open: all(introduced, click('[role=radio]', 2)) },
]
