// The desk in the browser: sign-in, the first start, the API under a session, the web app's files. A session counts only for requests
// that come from the desk's own pages, and only under a name that this machine goes by.

import { getConnInfo } from '@hono/node-server/conninfo'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { problem, quoted } from '../core/problem.ts'
import { addressHeader, type Identities, identities, identityPath } from '../engine/identity.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { memberBy, seatsOf } from '../store/member.ts'
import { readWorkspace } from '../store/workspace.ts'
import { type Caller, workspaceHeader, workspaceId } from './door.ts'
import { begin, checkStart, type StartCode, startState } from './start.ts'
import { guardedHeaders, serveWeb } from './web.ts'

export interface DeskWiring {
  readonly db: Db
  /** Where the desk may be reached besides this machine itself: `https://desk.example`. */
  readonly origins: readonly string[]
  readonly code: StartCode
}

export interface DeskDoor {
  callerOf(c: Context): Caller
  mount(app: OpenAPIHono): void
}

/** A header that no form and no page of others can send. */
const deskHeader = 'Dunwell-Desk'
/** Whom a page of the desk was opened for. */
const personHeader = 'Dunwell-Person'
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])$/

export function desk(wiring: DeskWiring): DeskDoor {
  const { db, code } = wiring
  const byOrigin = new Map<string, Promise<Identities>>()
  const peopleAt = (c: Context): Promise<Identities> => {
    const origin = originOf(c, wiring.origins)
    const there = byOrigin.get(origin)
    if (there) return there
    const made = identities(db, origin)
    byOrigin.set(origin, made)
    // What failed once, because the database was away, is tried again at the next request.
    made.catch(() => byOrigin.delete(origin))
    return made
  }
  const personAt = async (c: Context) => {
    if (!c.req.header('Cookie')) return undefined
    if (c.req.method !== 'GET' && c.req.header(deskHeader) === undefined)
      throw problem('request.foreign', 'This request does not come from the desk.', 'Open the desk and do it there.')
    return (await peopleAt(c)).personOf(c.req.raw.headers)
  }
  return {
    callerOf: (c) => ({
      authorization: c.req.header('Authorization'),
      // A stream of events cannot send a header.
      workspace: c.req.header(workspaceHeader) ?? c.req.query('workspace'),
      person: async () => {
        const person = await personAt(c)
        const meant = c.req.header(personHeader)
        // Who signed in meanwhile in another window of this browser is not who wrote what stands on this page.
        if (person && meant !== undefined && meant !== encodeURIComponent(person.email))
          throw problem(
            'signin.other',
            'Somebody else is signed in in this browser now.',
            'Go on as they, or sign in again as yourself.',
          )
        return person
      },
      browser: async (person) => ({
        person,
        headers: c.req.raw.headers,
        people: await peopleAt(c),
        origin: originOf(c, wiring.origins),
      }),
    }),
    mount(app) {
      app.all(`${identityPath}/*`, async (c) => {
        const people = await peopleAt(c)
        const headers = new Headers(c.req.raw.headers)
        headers.set(addressHeader, getConnInfo(c).remote.address ?? 'unknown')
        const request = new Request(c.req.raw, { headers })
        return people.handle(request)
      })
      app.get('/desk/state', async (c) => {
        const start = await startState(db)
        const person = start.needed ? undefined : await personAt(c)
        guardedHeaders(c)
        return c.json({
          start,
          person: person ? { email: person.email, name: person.name, twoFactor: person.twoFactor } : null,
          workspaces: person ? await workspacesOf(db, person.email) : [],
        })
      })
      const atStart = async (c: Context): Promise<unknown> => {
        guardedHeaders(c)
        if (c.req.header(deskHeader) === undefined)
          throw problem('request.foreign', 'This request does not come from the desk.', 'Open the desk first.')
        return c.req.json().catch(() => undefined)
      }
      app.post('/desk/start/check', async (c) => c.json(await checkStart(db, code, await atStart(c))))
      app.post('/desk/start', async (c) => {
        const body = await atStart(c)
        await begin(db, await peopleAt(c), code, body)
        return c.json({ begun: true }, 201)
      })
      serveWeb(app)
    },
  }
}

async function workspacesOf(db: Db, email: string) {
  const found = []
  for (const id of await seatsOf(db, email)) {
    const one = await inWorkspace(db, id, 'door', async (tx) => {
      const member = await memberBy(tx, email)
      return member && { member, workspace: await readWorkspace(tx) }
    })
    if (!one) continue
    const { member, workspace } = one
    found.push({ id: workspaceId(id), name: workspace.name, role: member.role, language: member.language })
  }
  return found
}

/** Where the browser believes to be. Any other name than the desk's own is a page that was led here. */
function originOf(c: Context, allowed: readonly string[]): string {
  const url = new URL(c.req.url)
  const named = allowed.find((it) => new URL(it).host === url.host)
  const origin = named ?? (loopback.test(url.hostname) ? url.origin : undefined)
  if (origin === undefined)
    throw problem(
      'desk.address',
      `The desk does not go by the name ${quoted(url.host, 100)}.`,
      'Start it with --origin https://…, as it stands in the address line.',
    )
  const from = c.req.header('Origin')
  if (from !== undefined && c.req.method !== 'GET' && from !== origin)
    throw problem('request.foreign', 'This request comes from a page of others.', 'Open the desk and do it there.')
  return origin
}
