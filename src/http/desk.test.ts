// Signing in and what a session may do: the first start behind its code, roles, requests of other pages, names of other machines, and
// two workspaces of which neither learns that the other is there.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { inWorkspace } from '../store/db.ts'
import { addMember, changeMember, listMembers, removeMember } from '../store/member.ts'
import { operations } from './operations.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
let said = ''
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
  say: (text) => {
    said += text
  },
})
afterAll(() => serving.stop())
const origin = `http://127.0.0.1:${serving.port}`
const password = 'seven herons over flat water'

interface Ask {
  readonly cookie?: string
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

async function ask(path: string, { cookie, method, body, headers }: Ask = {}): Promise<Response> {
  return fetch(`${origin}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      Origin: origin,
      'Dunwell-Desk': '1',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(cookie !== undefined && { Cookie: cookie }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { code: string }).code
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0]!)
    .join('; ')
}

const cookies = new Map<string, string>()

/** The session of somebody, begun once. */
async function sessionOf(email: string): Promise<string> {
  const cookie = cookies.get(email) ?? (await signIn(email))
  cookies.set(email, cookie)
  return cookie
}

async function signIn(email: string): Promise<string> {
  const people = await identities(at.db, origin)
  await people.enrol({ email, name: email.split('@')[0]! })
  const url = wayInUrl(origin, await people.wayIn(email))
  return cookieOf(await ask(url.slice(origin.length)))
}

interface State {
  readonly person: { readonly email: string } | null
  readonly workspaces: readonly { readonly id: string; readonly name: string }[]
}

async function stateOf(cookie: string): Promise<State> {
  return (await (await ask('/desk/state', { cookie })).json()) as State
}

const owner = { name: 'Ada Palmer', email: 'ada@nordwind.example', password }
const business = { name: 'Nordwind Ltd', country: 'GB', currency: 'GBP' }

test('the first person needs the code of the terminal and a password that is not guessed', async () => {
  const code = /code: (\S+)/.exec(said)![1]!
  expect(await (await ask('/desk/state')).json()).toMatchObject({ start: { needed: true }, person: null })
  expect(await codeOf(await ask('/desk/start', { body: { ...owner, business, code: 'AAAA-AAAA' } }))).toBe('start.code')
  expect(await codeOf(await ask('/desk/start', { body: { ...owner, business, code, password: 'password1234' } }))).toBe(
    'password.weak',
  )
  expect(await codeOf(await ask('/desk/start', { body: { ...owner, business, code, password: 'short' } }))).toBe(
    'password.length',
  )
  expect((await ask('/desk/start', { body: { ...owner, business, code } })).status).toBe(201)
  expect(await codeOf(await ask('/desk/start', { body: { ...owner, business, code } })), 'spent').toBe('start.code')
  const wrong = await ask('/auth/sign-in/email', { body: { email: owner.email, password: 'another thing entirely' } })
  expect(wrong.status).toBe(401)
  const right = await ask('/auth/sign-in/email', { body: { email: owner.email, password } })
  expect(right.status).toBe(200)
  expect(right.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
  const state = await (await ask('/desk/state', { cookie: cookieOf(right) })).json()
  expect(state).toMatchObject({
    start: { needed: false },
    person: { email: owner.email },
    workspaces: [{ name: 'Nordwind Ltd', role: 'owner' }],
  })
})

test('a session is heeded from the desk’s own pages alone, and under a name of this machine', async () => {
  const cookie = await signIn(owner.email)
  const runs = (headers: Record<string, string>) => ask('/v1/runs', { cookie, method: 'POST', body: {}, headers })
  expect((await runs({})).status).toBe(200)
  const bare = await fetch(`${origin}/v1/runs`, { method: 'POST', headers: { Cookie: cookie } })
  expect(await codeOf(bare), 'a form of another page sends no header').toBe('request.foreign')
  expect(await codeOf(await runs({ Origin: 'https://elsewhere.example' }))).toBe('request.foreign')
  const signOut = await ask('/auth/sign-out', { cookie, body: {} })
  expect(signOut.status).toBe(200)
  expect(await codeOf(await ask('/v1/workspace', { cookie })), 'ended').toBe('signin.needed')
})

test('nobody makes themselves a way in over the network', async () => {
  const sent = await ask('/auth/sign-in/magic-link', { body: { email: owner.email } })
  expect(sent.status).toBe(404)
  expect((await ask('/auth/sign-up/email', { body: { ...owner, email: 'eve@elsewhere.example' } })).status).toBe(404)
})

test('a way in is good once', async () => {
  const people = await identities(at.db, origin)
  const url = wayInUrl(origin, await people.wayIn(owner.email)).slice(origin.length)
  expect(cookieOf(await ask(url))).toContain('session_token')
  expect(cookieOf(await ask(url))).not.toContain('session_token')
})

test('pages come with a policy that lets no script of others run', async () => {
  const page = await ask('/cases', { headers: { Accept: 'text/html' } })
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
})

test('each role does what it may and no more, and who was removed is out at once', async () => {
  const [workspace] = (await stateOf(await sessionOf(owner.email))).workspaces
  const id = (
    await at.db.app
      .selectFrom('workspaces' as never)
      .select('id' as never)
      .execute()
  )[0]! as { id: string }
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id.id, 'test', work)
  for (const role of ['manager', 'collector', 'viewer'] as const)
    await inside((tx) => addMember(tx, { email: `${role}@nordwind.example`, name: role, role }))
  const asked = async (role: string, path: string, method = 'GET') =>
    (
      await ask(path, {
        cookie: await sessionOf(`${role}@nordwind.example`),
        method,
        ...(method !== 'GET' && { body: {} }),
        headers: { 'Dunwell-Workspace': workspace!.id },
      })
    ).status
  expect(await asked('viewer', '/v1/tasks')).toBe(200)
  expect(await asked('viewer', '/v1/runs', 'POST')).toBe(403)
  expect(await asked('collector', '/v1/runs', 'POST')).toBe(200)
  const viewer = (await inside(listMembers)).find((it) => it.role === 'viewer')!
  await inside((tx) => changeMember(tx, viewer.id, { role: 'collector' }))
  expect(await asked('viewer', '/v1/runs', 'POST')).toBe(200)
  await inside((tx) => removeMember(tx, viewer.id))
  expect(await asked('viewer', '/v1/tasks')).toBe(403)
  const ada = (await inside(listMembers)).find((it) => it.role === 'owner')!
  await expect(inside((tx) => removeMember(tx, ada.id))).rejects.toThrow(/only owner/)
})

test('a seat in one workspace opens no other, whatever is named', async () => {
  const other = await nordwind(at, { name: 'Southwind Ltd' })
  await inWorkspace(at.db, other, 'test', (tx) =>
    addMember(tx, { email: 'sam@southwind.example', name: 'Sam', role: 'owner' }),
  )
  const ada = await sessionOf(owner.email)
  const sam = await sessionOf('sam@southwind.example')
  const named = (await stateOf(sam)).workspaces[0]!.id
  expect(await (await ask('/v1/workspace', { cookie: sam })).json()).toMatchObject({ name: 'Southwind Ltd' })
  for (const one of operations) {
    const path = one.path.replaceAll(/\{\w+\}/g, 'dbt_00000000000000000000000000')
    const answer = await ask(path, {
      cookie: ada,
      method: one.method.toUpperCase(),
      ...(one.method !== 'get' && { body: {} }),
      headers: { 'Dunwell-Workspace': named },
    })
    expect(await codeOf(answer), `${one.method} ${one.path}`).toBe('seat.none')
    const nobody = await ask(path, { method: one.method.toUpperCase(), ...(one.method !== 'get' && { body: {} }) })
    expect(nobody.status, `${one.method} ${one.path} by nobody`).toBe(401)
  }
})

test('what one changes the other hears, and neither of another workspace', async () => {
  const ada = await sessionOf(owner.email)
  const sam = await sessionOf('sam@southwind.example')
  const hear = async (cookie: string) => {
    const quit = new AbortController()
    const answer = await fetch(`${origin}/desk/live`, { headers: { Cookie: cookie }, signal: quit.signal })
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (part: string) => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`The stream ended before ${part}: ${text}`)
        text += value
      }
    }
    await until('event: open')
    return { until, said: () => text, end: () => quit.abort() }
  }
  const [hers, his] = [await hear(ada), await hear(sam)]
  const made = await ask('/v1/debtors', { cookie: sam, body: { name: 'Harbour Stores Ltd', country: 'GB' } })
  const { id } = (await made.json()) as { id: string }
  await his.until(id)
  await ask('/desk/here', { cookie: ada, body: { path: '/cases' } })
  await hers.until('"path":"/cases"')
  expect(hers.said()).not.toContain(id)
  expect(his.said()).not.toContain('/cases')
  hers.end()
  his.end()
})
