// The payment pages, which anybody opens who has a link, and the door at which the payment provider tells what happened. Neither
// needs a key: the one is opened by the secret of its address, the other by the provider's signature.

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { referenceFor } from '../core/iban.ts'
import { Problem } from '../core/problem.ts'
import { transferCode } from '../documents/facts.ts'
import {
  checkoutText,
  closedPage,
  nowherePage,
  openPage,
  type PayPage,
  type PaySum,
  payPolicy,
  thanksPage,
} from '../documents/pay-page.ts'
import { hearPay } from '../engine/pay-event.ts'
import { beginCheckout, type LinkView, viewLink } from '../engine/pay-link.ts'
import { checkoutsOf } from '../store/checkout.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { openPayDoor, type PayLink, readPayLink } from '../store/pay-link.ts'
import { isWorkspace, readWorkspace, type Workspace } from '../store/workspace.ts'
import { atWorkspace } from './door.ts'

interface PayWiring {
  readonly db: Db
  onAnswer?(it: { operation: string; status: number; ms: number; code?: string; error?: unknown }): void
}

const formBytes = 1_000
const eventBytes = 512 * 1024

export function payPages(app: OpenAPIHono, wiring: PayWiring): void {
  const served =
    (operation: string, work: (c: Context) => Promise<Response>, failed: (c: Context) => Response) =>
    async (c: Context): Promise<Response> => {
      const begun = wiring.db.source.now()
      const told = (status: number, error?: unknown) =>
        wiring.onAnswer?.({ operation, status, ms: wiring.db.source.now() - begun, error })
      try {
        const answer = await work(c)
        told(answer.status)
        return answer
      } catch (error) {
        const answer = failed(c)
        told(answer.status, error)
        return answer
      }
    }
  const lost = (c: Context) => html(c, nowherePage(), 503)
  app.get(
    '/pay/:token',
    served('payPage', (c) => showLink(wiring, c), lost),
  )
  app.get(
    '/pay/:token/thanks',
    served('payThanks', (c) => showThanks(wiring, c), lost),
  )
  app.post(
    '/pay/:token',
    bodyLimit({ maxSize: formBytes, onError: (c) => html(c, nowherePage(), 413) }),
    served('payBegin', (c) => begin(wiring, c), lost),
  )
  app.post(
    '/hooks/stripe/:workspace',
    bodyLimit({ maxSize: eventBytes, onError: (c) => c.json({ heard: 'too large' }, 413) }),
    served(
      'payHook',
      (c) => hear(wiring, c),
      (c) => c.json({ heard: 'not kept' }, 500),
    ),
  )
}

interface Opened {
  readonly db: Db
  readonly workspace: Workspace
  readonly link: PayLink
  readonly view: LinkView
}

async function open({ db }: PayWiring, c: Context): Promise<Opened | undefined> {
  const door = await openPayDoor(db, c.req.param('token') ?? '')
  if (!door) return undefined
  const workspace = await inWorkspace(db, door.workspaceId, 'payment link', readWorkspace)
  const at = atWorkspace(db, workspace)
  return inWorkspace(at.db, workspace.id, 'payment link', async (tx) => {
    const link = await readPayLink(tx, door.link)
    return link && { db: at.db, workspace, link, view: await viewLink(tx, workspace, link) }
  })
}

async function showLink(wiring: PayWiring, c: Context): Promise<Response> {
  const it = await open(wiring, c)
  return it ? html(c, pageOf(it, c)) : html(c, nowherePage(), 404)
}

function pageOf({ workspace, view }: Opened, c: Context, notNow = false): string {
  const page = frame(workspace, view.debtor)
  if (view.kind !== 'open') return closedPage(page, view.kind)
  const sums = view.owed.map((it): PaySum => ({ ...it, transfer: transferOf(workspace, view.debtor, it) }))
  // By its own path alone, so that it holds behind any name that the desk is reached by.
  const action = view.card && !notNow ? c.req.path.split('/').at(-1)! : undefined
  return openPage({ ...page, sums, underWay: view.underWay, action, notNow })
}

function frame({ name, settings }: Workspace, debtor: DebtorRow): PayPage {
  return { language: debtor.language, creditor: { name, email: settings.email, phone: settings.phone } }
}

function transferOf(workspace: Workspace, debtor: DebtorRow, sum: { currency: string; amountMinor: number }) {
  const { bank, addressLines } = workspace.settings
  if (!bank) return undefined
  const reference = referenceFor(debtor.no, bank.iban)
  const code = transferCode(bank, { ...sum, reference }, { addressLines, country: workspace.country })
  return { ...bank, reference, code }
}

async function showThanks(wiring: PayWiring, c: Context): Promise<Response> {
  const it = await open(wiring, c)
  if (!it) return html(c, nowherePage(), 404)
  const paid = await inWorkspace(it.db, it.workspace.id, 'payment link', async (tx) =>
    (await checkoutsOf(tx, it.link)).filter((one) => one.state === 'paid' && one.standingMinor > 0),
  )
  const received = paid.map(({ currency, standingMinor }) => ({ currency, amountMinor: standingMinor }))
  return html(c, thanksPage(frame(it.workspace, it.view.debtor), received))
}

async function begin(wiring: PayWiring, c: Context): Promise<Response> {
  const it = await open(wiring, c)
  if (!it) return html(c, nowherePage(), 404)
  const currency = new URLSearchParams(await c.req.text()).get('currency') ?? ''
  const { db, workspace, link, view } = it
  if (view.kind !== 'open') return html(c, pageOf(it, c))
  const token = c.req.param('token')!
  try {
    const begun = await beginCheckout(db, workspace, {
      link,
      currency,
      wall: wiring.db.source.now(),
      pageUrl: `${(workspace.settings.publicUrl ?? '').replace(/\/+$/, '')}/pay/${token}`,
      about: (owed, debtor) => checkoutText(owed.claims, workspace.name, debtor.language),
    })
    // Paid meanwhile, or nothing is to be paid online: the page says how it stands now.
    if (begun.kind === 'nothing') return html(c, pageOf((await open(wiring, c)) ?? it, c))
    return c.body(null, 303, { ...headers, Location: begun.url })
  } catch (error) {
    if (!(error instanceof Problem) || !error.facts.code.startsWith('pay.')) throw error
    wiring.onAnswer?.({ operation: 'payBegin', status: 503, ms: 0, code: error.facts.code })
    return html(c, pageOf(it, c, true), 503)
  }
}

async function hear({ db }: PayWiring, c: Context): Promise<Response> {
  const id = c.req.param('workspace') ?? ''
  if (!(await isWorkspace(db, id))) return c.json({ heard: 'nowhere' }, 404)
  const workspace = await inWorkspace(db, id, 'payment provider', readWorkspace)
  const at = atWorkspace(db, workspace)
  const body = new Uint8Array(await c.req.arrayBuffer())
  const signature = c.req.header('Stripe-Signature')
  const heard = await hearPay(at.db, at, { body, signature, wall: db.source.now() })
  return c.json({ heard }, heard === 'unsigned' ? 400 : 200)
}

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': payPolicy,
  // The address is a secret: it goes to nobody with a click, and into no cache or index.
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
}

function html(c: Context, text: string, status = 200): Response {
  return c.body(text, status as 200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' })
}
