// States of the settings that are about people and programs: who works here, who works what, keys, webhooks, one's own account.

import { all, arabic, awkward, dialog, moment, named, part, submit } from './settings-steps.ts'
import { changed, type Loose, type State } from './states.ts'

const hook = (over: object) => ({
  id: 'whk_1',
  url: 'https://shop.nordwind.example/hooks/dunwell/events/of/a/very/long/path/that/does/not/end',
  state: 'on',
  waiting: 0,
  offBecause: null,
  ...over,
})

const key = (over: object) => ({ id: 'key_1', name: 'Shop', mayWrite: false, madeAt: moment, revokedAt: null, ...over })

export const states: readonly State[] = [
  {
    name: 'settings-people-long',
    at: part('people'),
    answers: [
      changed('/v1/members', (it: Loose) => ({
        items: Array.from({ length: 24 }, (_, i) => ({
          ...it.items[i % it.items.length],
          id: `mem_${i}`,
          name: [awkward, arabic, 'Cole Marsh'][i % 3],
          email:
            i % 3 === 0
              ? `a.very.long.address.of.somebody.in.the.accounts.department.${i}@nordwind.example`
              : `c${i}@nordwind.example`,
          secondFactor: i % 2 === 0,
          ...(i === 1 && { away: { from: '2026-11-18', until: '2026-12-02', by: 'Ben Carter' } }),
        })),
      })),
    ],
  },
  {
    name: 'settings-people-invite',
    at: part('people'),
    open: all(named(/Invite|einladen/), (page) => dialog(page).waitFor()),
  },
  {
    name: 'settings-people-link',
    at: part('people'),
    answers: [
      (page) =>
        page.route(
          (url) => /^\/v1\/members\/[^/]+\/link$/.test(url.pathname),
          (route) =>
            route.fulfill({
              json: {
                member: { name: 'Ben Carter' },
                link: 'https://desk.nordwind.example/auth/magic-link/verify?token=0123456789abcdef0123456789abcdef',
                mailed: false,
                says: 'There is no mail server yet.',
              },
            }),
        ),
    ],
    open: all(named(/New link|Neuer Link/), (page) => page.locator('code').first().waitFor()),
  },
  {
    name: 'settings-people-edit',
    at: part('people'),
    open: all(
      (page) =>
        page
          .getByRole('button', { name: /Ben Carter/ })
          .last()
          .click(),
      (page) => dialog(page).waitFor(),
    ),
  },
  {
    name: 'settings-people-away',
    at: part('people'),
    open: all(named(/(is|am) away|abwesend/i), (page) => dialog(page).waitFor()),
  },
  {
    name: 'settings-collectors-rule',
    at: part('collectors'),
    open: all(named(/Add a rule|Regel/), (page) => dialog(page).waitFor()),
  },
  {
    name: 'settings-collectors-unsaved',
    at: part('collectors'),
    open: all((page) =>
      page
        .getByRole('button', { name: /^(Later|Später): 1$/ })
        .first()
        .click(),
    ),
  },
  {
    name: 'settings-keys-list',
    at: part('keys'),
    answers: [
      changed('/v1/keys', () => ({
        items: [key({}), key({ id: 'key_2', name: awkward, mayWrite: true }), key({ id: 'key_3', revokedAt: moment })],
      })),
    ],
  },
  {
    name: 'settings-keys-made',
    at: part('keys'),
    answers: [
      (page) =>
        page.route(
          (url) => url.pathname === '/v1/keys',
          (route) =>
            route.request().method() === 'GET'
              ? route.fulfill({ json: { items: [key({})] } })
              : route.fulfill({
                  status: 201,
                  json: { ...key({}), secret: 'dwk_0123456789abcdef0123456789abcdef0123456789' },
                }),
        ),
    ],
    open: all(
      (page) => page.locator('main form input').first().fill('Shop'),
      submit,
      (page) => page.locator('code').first().waitFor(),
    ),
  },
  {
    name: 'settings-webhooks-list',
    at: part('webhooks'),
    answers: [
      changed('/v1/webhooks', () => ({
        items: [
          hook({ waiting: 12 }),
          hook({
            id: 'whk_2',
            url: 'https://crm.example/in',
            state: 'off',
            offBecause: 'It failed for five days: 410 Gone.',
          }),
        ],
      })),
      (page) =>
        page.route(
          (url) => /^\/v1\/webhooks\/[^/]+\/log$/.test(url.pathname),
          (route) =>
            route.fulfill({
              json: {
                items: Array.from({ length: 5 }, (_, i) => ({
                  id: `t${i}`,
                  at: moment,
                  type: 'claim.paid',
                  status: i === 0 ? null : 200,
                  says: i === 0 ? 'The address does not answer.' : 'Delivered.',
                })),
              },
            }),
        ),
    ],
    open: all(named(/Tries|Versuche/)),
  },
  {
    name: 'settings-account-factor',
    at: part('account'),
    // Who came by a link has no password yet, and so no second factor.
    answers: [changed('/v1/account', (it: Loose) => ({ ...it, password: true }))],
    open: all(named(/Set it up|Einrichten/i), (page) => dialog(page).waitFor()),
  },
  {
    name: 'settings-account-code',
    at: part('account'),
    answers: [
      changed('/v1/account', (it: Loose) => ({ ...it, password: true })),
      (page) =>
        page.route(
          (url) => url.pathname === '/auth/two-factor/enable',
          (route) =>
            route.fulfill({
              json: {
                totpURI:
                  'otpauth://totp/Dunwell:ada@nordwind.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Dunwell',
                backupCodes: Array.from({ length: 10 }, (_, i) => `a1b2c-${10_000 + i}`),
              },
            }),
        ),
    ],
    open: all(
      named(/Set it up|Einrichten/i),
      async (page) => {
        await dialog(page).locator('input').first().fill('seven herons')
        await dialog(page).locator('button[type=submit]').click()
      },
      (page) => page.locator('svg[role=img]').first().waitFor(),
    ),
  },
  {
    name: 'settings-account-full',
    at: part('account'),
    answers: [
      changed('/v1/account', (it: Loose) => ({
        ...it,
        password: true,
        totp: true,
        sessions: [
          ...it.sessions,
          ...['Mozilla/5.0 (iPhone) Safari/605', 'Mozilla/5.0 (Windows NT 10.0) Edg/140', ''].map((agent, i) => ({
            ...it.sessions[0],
            id: `s${i}`,
            agent: agent === '' ? null : agent,
            here: false,
          })),
        ],
      })),
      (page) =>
        page.route(
          (url) => url.pathname === '/auth/passkey/list-user-passkeys',
          (route) => route.fulfill({ json: [{ id: 'p1', name: 'Chrome, macOS', createdAt: moment }, { id: 'p2' }] }),
        ),
    ],
  },
]
