// The pages behind the links of the morning mail: asking shows what would be held, only the button does it, and once.

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { addDays } from '../core/day.ts'
import { askToHold, type HoldPage, heldPage, spentHoldPage } from '../documents/hold-page.ts'
import { ownerLanguage } from '../documents/owner-mail.ts'
import { payPolicy } from '../documents/pay-page.ts'
import { heldDays, holdByLink, seeHoldLink } from '../engine/owner-mail.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { memberBy } from '../store/member.ts'
import { openHoldDoor } from '../store/owner-mail.ts'
import { readWorkspace } from '../store/workspace.ts'
import { atWorkspace } from './door.ts'

interface HoldWiring {
  readonly db: Db
  onAnswer?(it: { operation: string; status: number; ms: number; error?: unknown }): void
}

const formBytes = 1_000

export function holdPages(app: OpenAPIHono, wiring: HoldWiring): void {
  const served = (operation: string, does: boolean) => async (c: Context) => {
    const begun = wiring.db.source.now()
    const answer = await answered(wiring, c, does).catch((error: unknown) => ({
      text: spentHoldPage({ language: 'en', business: '' }, 'nowhere'),
      status: 503,
      error,
    }))
    const error = 'error' in answer ? answer.error : undefined
    wiring.onAnswer?.({ operation, status: answer.status, ms: wiring.db.source.now() - begun, error })
    return c.body(answer.text, answer.status as 200, headers)
  }
  app.get('/hold/:token', served('holdPage', false))
  app.post('/hold/:token', bodyLimit({ maxSize: formBytes }), served('holdByLink', true))
}

const headers: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': payPolicy,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
}

const actor = 'morning mail'

async function answered({ db }: HoldWiring, c: Context, does: boolean): Promise<{ text: string; status: number }> {
  const token = c.req.param('token') ?? ''
  const door = await openHoldDoor(db, token)
  if (!door) return { text: spentHoldPage({ language: 'en', business: '' }, 'nowhere'), status: 404 }
  const workspace = await inWorkspace(db, door.workspaceId, actor, readWorkspace)
  const at = atWorkspace(db, workspace)
  return inWorkspace(at.db, workspace.id, actor, async (tx) => {
    const { name, address, used, over } = await seeHoldLink(tx, door, at.db.source.now())
    // In the language of the mail that the link stood in.
    const language = ownerLanguage((await memberBy(tx, address))?.language ?? workspace.settings.language)
    const it: HoldPage = { language, business: workspace.name }
    if (used || over) return { text: spentHoldPage(it, used ? 'used' : 'over'), status: 410 }
    if (!does) return { text: askToHold(it, name, addDays(at.today, heldDays), token), status: 200 }
    const until = await holdByLink(tx, workspace, door.id, at.today)
    return { text: heldPage(it, name, until), status: 200 }
  })
}
