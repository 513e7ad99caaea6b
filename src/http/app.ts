// The API: every operation of every noun served alike. A request shows its key, its form is checked, its work is done in one
// transaction with the answer kept under its Idempotency-Key, and whatever goes wrong is told with its cure.

import { createHash } from 'node:crypto'
import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ResolveTxt } from '../channels/dns.ts'
import type { Moment } from '../core/day.ts'
import { Problem, problem, quoted } from '../core/problem.ts'
import { type Db, inWorkspace, isConflict, type Tx } from '../store/db.ts'
import { atWork, forgetAnswer, type KeptAnswer, keepAnswer, lockRequest } from '../store/request.ts'
import { describe, referencePage } from './document.ts'
import { type Caller, type Entered, enter } from './door.ts'
import { holdPages } from './hold.ts'
import { type BackupMaker, type Operation, overwrites } from './operation.ts'
import { operations as all } from './operations.ts'
import { type Pace, pace, TooMany } from './pace.ts'
import { payPages } from './pay.ts'
import { type ProblemBody, problemOf } from './problem.ts'
import { spokenBody, tongueOf } from './tongue.ts'

const operations: readonly Operation[] = all

export interface ApiWiring {
  readonly db: Db
  readonly dataDir: string
  readonly version: string
  /** How a request without a key shows whose it is: the desk knows sessions, a bare API does not. */
  readonly callerOf?: (c: Context) => Caller
  readonly resolveTxt?: ResolveTxt
  readonly backups?: BackupMaker
  /** Told of every request when it is answered: nothing in it says who or how much. */
  onAnswer?(it: { operation: string; status: number; ms: number; code?: string; error?: unknown }): void
}

const bytesDefault = 1024 * 1024
/** After so long a request that never ended counts as cut off, and its repetition begins anew. */
const atWorkMs = 15 * 60_000
const tries = 3

export function api(wiring: ApiWiring): OpenAPIHono {
  const app = new OpenAPIHono()
  const take = pace()
  describe(app, operations)
  app.get('/docs', (c) => c.html(referencePage(app.getOpenAPI31Document(document(wiring.version)))))
  app.get('/openapi.json', (c) => c.json(app.getOpenAPI31Document(document(wiring.version))))
  for (const one of operations) {
    const path = one.path.replaceAll(/\{(\w+)\}/g, ':$1')
    app.on(one.method.toUpperCase(), path, limit(one), (c) => serveOne(wiring, take, one, c))
  }
  payPages(app, wiring)
  holdPages(app, wiring)
  app.notFound((c) => failing(c, nowhere(c.req.method, c.req.path)))
  app.onError((error, c) => {
    const body = problemOf(error)
    // What stands beside the operations: signing in, the first start, the desk's files.
    if (!(error instanceof Problem))
      wiring.onAnswer?.({ operation: 'desk', status: body.status, ms: 0, code: body.code, error })
    return shown(c, body)
  })
  return app
}

function document(version: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dunwell',
      version,
      description:
        'The verbs of the terminal for programs. Days are "2026-03-31", money is whole minor units with its currency. Every problem (RFC 9457) says its cure in "fix".',
    },
    servers: [{ url: '/' }],
  }
}

function limit(one: Operation) {
  const maxSize = one.bytesMax ?? bytesDefault
  return bodyLimit({
    maxSize,
    onError: (c) =>
      failing(
        c,
        problem('request.large', `The body is larger than ${maxSize} bytes.`, 'Send it in several smaller requests.'),
      ),
  })
}

function nowhere(method: string, path: string) {
  const there = operations.filter((it) => new RegExp(`^${it.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
  return there.length > 0
    ? problem(
        'request.nowhere',
        `${method} is not done at ${quoted(path)}.`,
        `Use ${there.map((it) => it.method.toUpperCase()).join(' or ')}; see /docs.`,
      )
    : problem('request.nowhere', `There is nothing at ${quoted(path)}.`, 'See /docs for what there is.')
}

function failing(c: Context, error: unknown): Response {
  return shown(c, problemOf(error))
}

function shown(c: Context, body: ProblemBody): Response {
  if (body.status === 401) c.header('WWW-Authenticate', 'Bearer')
  if (body.status === 503 || body.code === 'request.at_work') c.header('Retry-After', '5')
  return c.body(spokenBody(JSON.stringify(body), tongueOf(c.req.header('Accept-Language'))), body.status as 400, {
    'Content-Type': 'application/problem+json',
  })
}

interface Done {
  readonly status: number
  readonly body: string
  readonly etag: string | null
}

async function serveOne(wiring: ApiWiring, take: Pace, one: Operation, c: Context): Promise<Response> {
  const begun = wiring.db.source.now()
  const told = (status: number, code?: string, error?: unknown) =>
    wiring.onAnswer?.({ operation: one.id, status, ms: wiring.db.source.now() - begun, code, error })
  try {
    const caller = wiring.callerOf?.(c) ?? { authorization: c.req.header('Authorization') }
    const entered = await enter(wiring, caller, one)
    take(entered.keyId, entered.workspace.settings.requestsPerMinute, begun)
    const { status, body, etag } = await answered(wiring, entered, one, c)
    told(status)
    if (etag !== null) c.header('ETag', etag)
    const say = one.gives ? undefined : tongueOf(c.req.header('Accept-Language'))
    return c.body(spokenBody(body, say), status as 200, {
      'Content-Type': one.gives ? `${one.gives}; charset=utf-8` : 'application/json',
    })
  } catch (error) {
    const body = problemOf(error)
    told(body.status, body.code, error instanceof Problem ? undefined : error)
    if (error instanceof TooMany) c.header('Retry-After', String(error.retryAfter))
    return shown(c, body)
  }
}

async function answered(wiring: ApiWiring, entered: Entered, one: Operation, c: Context): Promise<Done> {
  const bytes = one.method === 'get' ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer())
  const ask = { ...read(one, c, bytes), version: versionSeen(one, c.req.header('If-Match')), bytes }
  const { db, workspace: at } = entered
  const { today, actor, member, browser } = entered
  const { dataDir, resolveTxt, backups } = wiring
  const wall = () => wiring.db.source.now()
  const facts = {
    db,
    workspace: at,
    today,
    dataDir,
    actor,
    member,
    browser,
    resolveTxt,
    backups,
    wall,
  }
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db, at.id, entered.actor, work)
  const work = async (tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>): Promise<Done> => {
    const { json, version } = await one.work({ ...facts, tx }, ask as never)
    return {
      status: one.status ?? 200,
      body: one.gives ? String(json) : JSON.stringify(json),
      etag: version === undefined ? null : `"${version}"`,
    }
  }
  const key = one.method === 'get' || one.secret ? undefined : requestKey(c.req.header('Idempotency-Key'))
  // Without the host: the repeat may come to another process, or by another name.
  const { pathname, search } = new URL(c.req.url)
  const requestSha = createHash('sha256')
    .update(`${c.req.method} ${pathname}${search} ${ask.version ?? ''}\n`)
    .update(bytes)
    .digest()
  if (one.apart)
    return key === undefined ? work(inside) : apartOnce(inside, { key, requestSha, wall }, () => work(inside))
  const whole = () =>
    inside(async (tx) => {
      const own = <T>(part: (tx: Tx) => Promise<T>) => part(tx)
      if (key === undefined) return work(own)
      const kept = same(await lockRequest(tx, key), { key, requestSha })
      if (kept) return kept
      const done = await work(own)
      await keepAnswer(tx, key, { ...done, requestSha }, wall())
      return done
    })
  return again(whole, tries)
}

interface Repeatable {
  readonly key: string
  readonly requestSha: Buffer
}

function same<T extends KeptAnswer>(kept: T | undefined, { key, requestSha }: Repeatable): T | undefined {
  if (kept && !kept.requestSha.equals(requestSha))
    throw problem(
      'request.key_used',
      `The Idempotency-Key ${quoted(key)} came with another request before.`,
      'Give each request a key of its own; repeat a request with its body unchanged.',
    )
  return kept
}

/**
 * What has transactions of its own cannot keep its answer in one with its work: first it is noted that it is at work, then it works,
 * then its answer takes the note's place. Who asks meanwhile is told to wait; where the program died, the next one begins anew, and
 * finds done what was done.
 */
async function apartOnce(
  inside: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  it: Repeatable & { wall(): Moment },
  work: () => Promise<Done>,
): Promise<Done> {
  const { key, requestSha, wall } = it
  const kept = await inside(async (tx) => {
    const found = same(await lockRequest(tx, key), it)
    if (found && found.status !== atWork) return found
    if (found && wall() - found.answeredAt < atWorkMs)
      throw problem(
        'request.at_work',
        'The first request with this Idempotency-Key is still at work.',
        'Send it again in a few seconds; the answer is kept for it.',
      )
    await forgetAnswer(tx, key)
    await keepAnswer(tx, key, { requestSha, status: atWork, body: '', etag: null }, wall())
    return undefined
  })
  if (kept) return kept
  try {
    const done = await work()
    await inside(async (tx) => {
      await forgetAnswer(tx, key)
      await keepAnswer(tx, key, { ...done, requestSha }, wall())
    })
    return done
  } catch (error) {
    await inside((tx) => forgetAnswer(tx, key))
    throw error
  }
}

/** Two requests that make the same thing, or lock in each other's way, are told apart by trying again. */
async function again<T>(work: () => Promise<T>, left: number): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (left > 1 && isConflict(error)) return again(work, left - 1)
    throw error
  }
}

function requestKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  if (!/^[\x21-\x7e]{1,200}$/.test(header))
    throw problem(
      'request.invalid',
      'The Idempotency-Key is none.',
      'Give 1 to 200 printable characters without blanks, such as a UUID.',
    )
  return header
}

/** What changes a thing in place must say which state of it the caller has seen. */
function versionSeen(one: Operation, header: string | undefined): number | undefined {
  if (header === undefined && overwrites(one))
    throw problem(
      'version.needed',
      'The request does not say for which version it is.',
      'Send the ETag that came with it as If-Match, such as "3"; or If-Match: * to change whatever stands there.',
    )
  if (header === undefined || header === '*') return undefined
  const match = /^"(\d{1,15})"$/.exec(header)
  if (!match)
    throw problem(
      'request.invalid',
      `If-Match ${quoted(header)} is no version.`,
      'Send the ETag as it came, such as "3".',
    )
  return Number(match[1])
}

function read(one: Operation, c: Context, bytes: Uint8Array) {
  const params = one.params?.safeParse(c.req.param())
  // A path that no id can have is a thing that is not there.
  if (params && !params.success)
    throw problem('id.unreadable', `There is nothing at ${quoted(c.req.path)}.`, 'Take the id as it was given, whole.')
  return {
    params: params?.data,
    query: one.query && checked(one.query, queryOf(c), 'query'),
    body: one.takes ? fileOnly(one.takes, c) : one.body && checked(one.body, jsonOf(c, bytes), 'body'),
  }
}

function queryOf(c: Context): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length > 1)
      throw problem('request.invalid', `${quoted(name)} stands in the query ${values.length} times.`, 'Give it once.')
    found[name] = values[0]!
  }
  return found
}

/** Files of several kinds come under many names, and what they are shows in them. */
const fileTypes = ['text/csv', 'text/plain', 'text/xml', 'application/xml', 'application/pdf', 'application/zip']

function fileOnly(takes: NonNullable<Operation['takes']>, c: Context): undefined {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  const others = takes === 'text/csv' ? [takes] : fileTypes
  if (type !== 'application/octet-stream' && !others.some((it) => it === type))
    throw problem(
      'request.form',
      `The body is ${quoted(type ?? 'of no type')}.`,
      `Send the file with Content-Type: ${takes}.`,
    )
  return undefined
}

function jsonOf(c: Context, bytes: Uint8Array): unknown {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (bytes.length > 0 && type !== 'application/json')
    throw problem(
      'request.form',
      `The body is ${quoted(type ?? 'of no type')}.`,
      'Send JSON with Content-Type: application/json.',
    )
  try {
    return bytes.length === 0 ? {} : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw problem(
      'request.unreadable',
      'The body is no JSON in UTF-8.',
      'Check its brackets, quotation marks and encoding.',
    )
  }
}

function checked(shape: z.ZodType, value: unknown, where: string): unknown {
  const unfit = unfitText(value)
  if (unfit !== undefined)
    throw problem('request.invalid', `A text in the ${where} holds ${unfit}.`, 'Take that character out.')
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue!.path.join('.') || (issue!.code === 'unrecognized_keys' ? issue.keys.join(', ') : `the ${where}`)
  throw problem(
    'request.invalid',
    `${quoted(at)} in the ${where} is not as it should be: ${quoted(issue!.message, 300)}.`,
    'Correct that place; /docs shows the form.',
    { column: at.slice(0, 200) },
  )
}

/** What no database keeps in a text, wherever it stands. */
function unfitText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return 'a character of number zero'
    return value.isWellFormed() ? undefined : 'half a character'
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, one] of Object.entries(value)) {
    const found = unfitText(name) ?? unfitText(one)
    if (found !== undefined) return found
  }
  return undefined
}
