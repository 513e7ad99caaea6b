// States of the settings: forms with errors, dialogs, what waits, what fails, what is empty and what is long.

import type { Page } from 'playwright-core'
import { all, arabic, awkward, type Doing, dialog, moment, named, part, submit, told } from './settings-steps.ts'
import { changed, held, type Loose, refused, type State, severed } from './states.ts'

const soon = '2026-11-23T10:15:00.000Z'

const first =
  (selector: string): Doing =>
  (page) =>
    page.locator(selector).first().click()

/** A Problem about a field, as the server says it. */
const field =
  (path: string, column: string, detail: string): ((page: Page) => Promise<unknown>) =>
  (page) =>
    page.route(
      (url) => url.pathname === path,
      async (route) => {
        if (route.request().method() === 'GET') return route.fallback()
        const json = {
          type: 'about:blank',
          title: detail,
          status: 422,
          code: 'screens.made',
          detail,
          fix: 'Check it.',
          column,
        }
        await route.fulfill({ status: 422, contentType: 'application/problem+json', json })
      },
    )

const account = { holder: 'Nordwind Ltd', bankName: 'Quay Bank', iban: 'GB82WEST12345698765432', lines: [] }

const change = (over: object) => ({
  id: 'bch_1',
  state: 'waiting',
  before: { bank: account, payLink: null, factors: {} },
  next: { bank: { ...account, iban: 'DE89370400440532013000' }, payLink: null, factors: {} },
  askedBy: 'Mara Lind',
  askedAt: moment,
  effectiveAt: soon,
  needsSecond: true,
  agreedBy: null,
  agreedAt: null,
  own: false,
  ...over,
})

const bank = (over: object) => changed('/v1/bank-details', (it: Loose) => ({ ...it, ...over }))

const finding = (what: string, state: string, says: string, record: object | null) => ({
  what,
  state,
  says,
  found: state === 'missing' ? null : 'v=spf1 include:_spf.mail.example ~all',
  record,
})

const domain: Doing = (page) =>
  page.route(
    (url) => url.pathname === '/v1/settings/sending-domain',
    (route) =>
      route.fulfill({
        json: {
          domain: 'nordwind.example',
          findings: [
            finding('spf', 'good', 'good', null),
            finding('dkim', 'missing', 'missing', null),
            finding('dmarc', 'weak', 'none', {
              name: '_dmarc.nordwind.example',
              type: 'TXT',
              value: 'v=DMARC1; p=quarantine; rua=mailto:accounts@nordwind.example',
            }),
          ],
        },
      }),
  )

const working = (doing: string, done: number, of: number | null) =>
  changed('/v1/backups', (it: Loose) => ({
    ...it,
    atWork: { doing, done, of, begunAt: moment, begunBy: 'Ada Palmer' },
  }))

const exchange = (page: Page) =>
  page.route(
    (url) => url.pathname === '/v1/exchange-rates',
    (route) =>
      route.fulfill({
        json: {
          items: [
            {
              base: 'EUR',
              source: 'ECB reference rates',
              currencies: 30,
              days: 6_921,
              from: '1999-01-04',
              to: '2026-11-19',
            },
            {
              base: 'GBP',
              source: 'Our bank, Quay Street branch',
              currencies: 1,
              days: 1,
              from: '2026-11-02',
              to: '2026-11-02',
            },
          ],
        },
      }),
  )

const lastRates = (page: Page) =>
  page.route(
    (url) => url.pathname === '/v1/exchange-rates/last',
    (route) =>
      route.fulfill({
        json: {
          day: '2026-11-19',
          items: [
            'AUD 1.7712',
            'CHF 0.9301',
            'CZK 24.215',
            'GBP 0.8781',
            'HUF 384.45',
            'IDR 19342.11',
            'JPY 178.92',
            'USD 1.1586',
          ]
            .map((it) => it.split(' '))
            .map(([currency, rate]) => ({ currency, rate })),
        },
      }),
  )

const rateFile: Doing = async (page) => {
  const chooser = page.locator('input[type=file]').last()
  await chooser.setInputFiles({
    name: 'eurofxref-hist.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Date,USD,GBP\n2026-11-19,1.1586,0.8781\n'),
  })
}

const asks: Readonly<Record<string, string>> = {
  ...{ business: '/v1/settings', bank: '/v1/bank-details', mail: '/v1/settings', autopilot: '/v1/autopilots' },
  ...{ people: '/v1/members', collectors: '/v1/collectors', keys: '/v1/keys', webhooks: '/v1/webhooks' },
  ...{
    law: '/v1/law/missing',
    pay: '/v1/online-pay',
    backup: '/v1/settings',
    audit: '/v1/audit',
    account: '/v1/account',
  },
}

const broken = { detail: 'The server could not do this.', fix: 'Try again; if it stays so, look into its log.' }
// Whose list or facts can be missing, and what there is before anything is set up.
const failing = ['business', 'bank', 'people', 'collectors', 'law', 'audit', 'account']
const fresh = ['bank', 'autopilot', 'people', 'collectors', 'law', 'pay', 'audit', 'account']

export const states: readonly State[] = [
  ...['people', 'law', 'audit'].map(
    (it): State => ({ name: `settings-${it}-loading`, at: part(it), answers: [held(asks[it]!)], waits: true }),
  ),
  ...failing.map((it): State => ({ name: `settings-${it}-failed`, at: part(it), answers: [severed(asks[it]!)] })),
  ...fresh.map((it): State => ({ name: `settings-${it}-new`, at: part(it), desk: 'new' })),
  {
    name: 'settings-business-wrong',
    at: part('business'),
    answers: [field('/v1/settings', 'email', 'That is no email address: "accounts at nordwind".')],
    open: all((page) => page.locator('input[type=email]').first().fill('accounts at nordwind'), submit, told),
  },
  {
    name: 'settings-business-long',
    at: part('business'),
    answers: [
      changed('/v1/settings', (it: Loose) => ({ ...it, name: awkward, addressLines: [awkward, arabic, 'Bristol'] })),
    ],
  },
  {
    name: 'settings-bank-ask',
    at: part('bank'),
    answers: [bank({ proof: 'password' })],
    open: all(named(/Change|ndern/)),
  },
  {
    name: 'settings-bank-show',
    at: part('bank'),
    answers: [bank({ proof: 'second_factor', totp: true, passkeys: true })],
    open: all(named(/Change|ndern/), submit, (page) => dialog(page).waitFor()),
  },
  {
    name: 'settings-bank-wrong',
    at: part('bank'),
    answers: [
      bank({ proof: 'password' }),
      field('/v1/bank-changes', 'bank.iban', 'The check digits of this IBAN are wrong.'),
    ],
    open: all(
      named(/Change|ndern/),
      submit,
      async (page) => {
        await dialog(page).locator('input').first().fill('seven herons')
        await dialog(page).locator('button[type=submit]').click()
      },
      told,
    ),
  },
  { name: 'settings-bank-second', at: part('bank'), answers: [bank({ waiting: change({}) })] },
  { name: 'settings-bank-own', at: part('bank'), answers: [bank({ waiting: change({ own: true, askedBy: 'You' }) })] },
  {
    name: 'settings-bank-agreed',
    at: part('bank'),
    answers: [
      bank({
        waiting: change({ agreedBy: 'Ada Palmer', agreedAt: moment }),
        past: [change({ id: 'bch_2', state: 'done' }), change({ id: 'bch_3', state: 'withdrawn' })],
      }),
    ],
  },
  { name: 'settings-bank-nofactor', at: part('bank'), answers: [bank({ proof: 'none' })] },
  {
    name: 'settings-mail-domain',
    at: part('mail'),
    answers: [domain],
    open: all(named(/Check the domain|prüfen/), (page) => page.getByText('DMARC', { exact: true }).waitFor()),
  },
  {
    name: 'settings-mail-wrong',
    at: part('mail'),
    answers: [field('/v1/settings', 'smtp.host', 'The server refused to sign in: 535 authentication failed.')],
    open: all((page) => page.locator('main form input').first().fill('smtp.nordwind.example'), submit, told),
  },
  {
    name: 'settings-mail-set',
    at: part('mail'),
    answers: [
      changed('/v1/settings', (it: Loose) => ({
        ...it,
        smtp: {
          host: 'smtp.nordwind.example',
          port: 587,
          security: 'starttls',
          user: 'accounts@nordwind.example',
          secret: true,
        },
        imap: {
          host: 'imap.nordwind.example',
          port: 993,
          security: 'tls',
          user: 'accounts@nordwind.example',
          secret: true,
        },
        signedIn: { account: 'accounts@nordwind.example', refused: 'The sign-in ran out.' },
      })),
      refused('/v1/settings/mail-test', 422, {
        detail: 'The server did not answer within 20 seconds.',
        fix: 'Check host and port.',
      }),
    ],
    open: all(named(/Send|test|Test/), told),
  },
  {
    name: 'settings-sending-wrong',
    at: part('sending'),
    answers: [field('/v1/settings', 'ownerMail.minutesBefore', 'That is more than 600 minutes.')],
    open: all(
      async (page) => {
        const box = page.locator('main input[type=checkbox]').first()
        await box.click()
      },
      submit,
      told,
    ),
  },
  { name: 'settings-law-answer', at: part('law'), open: first('main form .mantine-Select-input') },
  {
    name: 'settings-law-exchange',
    at: '/settings/law?show=exchange',
    answers: [exchange, lastRates],
    open: named(/last list|Letzte Liste/),
  },
  { name: 'settings-law-exchange-file', at: '/settings/law?show=exchange', open: rateFile },
  {
    name: 'settings-law-exchange-enter',
    at: '/settings/law?show=exchange',
    open: named(/Enter one rate|Einen Kurs eintragen/),
  },
  { name: 'settings-law-rules', at: '/settings/law?show=rules' },
  {
    name: 'settings-law-rules-none',
    at: '/settings/law?show=rules',
    open: (page) => page.locator('main input').last().fill('nothing says this'),
  },
  {
    name: 'settings-pay-set',
    at: part('pay'),
    answers: [
      changed('/v1/online-pay', (it: Loose) => ({
        ...it,
        ...{
          provider: 'stripe',
          keyEnds: 'x4f9',
          setAt: moment,
          publicUrl: 'https://pay.nordwind.example',
          ready: true,
          test: true,
        },
      })),
    ],
  },
  {
    name: 'settings-pay-show',
    at: part('pay'),
    answers: [changed('/v1/online-pay', (it: Loose) => ({ ...it, proof: 'password' }))],
    open: all(submit, (page) => dialog(page).waitFor()),
  },
  { name: 'settings-backup-work', at: part('backup'), answers: [working('reading', 37, 118)] },
  {
    name: 'settings-backup-bad',
    at: part('backup'),
    answers: [
      changed('/v1/settings', (it: Loose) => ({
        ...it,
        backup: {
          ...{ at: '03:00', folder: 'backups', keep: 'daily=7,weekly=4,monthly=12', to: null, provedAt: moment },
          failed: { madeAt: moment, says: 'The disk is full. Make room, or let fewer be kept.' },
        },
      })),
    ],
  },
  {
    name: 'settings-backup-refused',
    at: part('backup'),
    answers: [
      (page) =>
        page.route(
          (url) => url.pathname === '/v1/backups',
          async (route) => {
            if (route.request().method() === 'GET') return route.fallback()
            const json = { type: 'about:blank', title: '', status: 500, code: 'screens.made', ...broken }
            await route.fulfill({ status: 500, contentType: 'application/problem+json', json })
          },
        ),
    ],
    open: all(named(/Back up now|Jetzt sichern/), told),
  },
  {
    name: 'settings-audit-facts',
    at: part('audit'),
    open: async (page) => {
      const all = page.getByRole('button', { name: /What exactly|Was genau/ })
      for (const at of [0, 1, 2, 4]) await all.nth(at).click()
    },
  },
]
