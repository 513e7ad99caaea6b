// The API for programs in TypeScript: what a call takes and what it answers is known to the compiler, from the very shapes that the
// server checks. It needs nothing but fetch, and imports nothing of the server at run time.
//
//   const dunwell = client({ url: 'http://127.0.0.1:4580', key: 'dw_…' })
//   const { claim } = await dunwell('POST /v1/claims', { body: { … }, idempotencyKey: 'order-17' })

import type { Described, Operation } from './operation.ts'
import type { operations } from './operations.ts'

type All = (typeof operations)[number]
type Named<O> =
  O extends Described<infer M, infer W, infer _P, infer _Q, infer _B, infer _A>
    ? { readonly of: `${Uppercase<M>} ${W}`; readonly types: NonNullable<O['types']> }
    : never

/** `'GET /v1/claims'`, and every other. */
export type Call = Named<All>['of']
type Types<C extends Call> = Extract<Named<All>, { readonly of: C }>['types']
/** What a call answers. */
export type Answer<C extends Call> = Types<C>['answer']

// A part that has no member one must give may be left out.
type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : object extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T }

export interface Extras {
  /** The same key again is the same request: done once, answered alike. */
  readonly idempotencyKey?: string
  /** The version that the change is made for; `'*'` for any. */
  readonly ifMatch?: number | '*'
  /** A file, where the body is no JSON: an import. */
  readonly file?: string | Uint8Array<ArrayBuffer>
  readonly signal?: AbortSignal
}

/** What a call takes. */
export type Ask<C extends Call> = Part<'params', Types<C>['params']> &
  Part<'query', Types<C>['query']> &
  Part<'body', Types<C>['body']> &
  Extras

type Args<C extends Call> = object extends Ask<C> ? [ask?: Ask<C>] : [ask: Ask<C>]

/** What the server says when it refuses (RFC 9457), with the cure. */
export interface ProblemFacts {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly fix: string
  /** The field it is about, where it is about one. */
  readonly column?: string
}

/** Thrown for every answer that is no success. */
export class DunwellProblem extends Error {
  readonly facts: ProblemFacts
  /** Seconds to wait before it is worth another try, where the server said so. */
  readonly retryAfter: number | undefined
  constructor(facts: ProblemFacts, retryAfter?: number) {
    super(`${facts.detail} ${facts.fix}`)
    this.name = 'DunwellProblem'
    this.facts = facts
    this.retryAfter = retryAfter
  }
}

type Lists = { [C in Call]: Answer<C> extends { items: unknown[]; next?: string | undefined } ? C : never }[Call]
type Item<C extends Lists> = Answer<C> extends { items: (infer T)[] } ? T : never

/** A call, and `pages` for lists: every item of every page, one after the other. */
export interface Client {
  <C extends Call>(call: C, ...args: Args<C>): Promise<Answer<C>>
  pages<C extends Lists>(call: C, ...args: Args<C>): AsyncGenerator<Item<C>, void, undefined>
}

export interface ClientOptions {
  /** Where `dunwell serve` answers: `https://desk.example`. */
  readonly url: string
  /** Left out where a session stands for it: the desk. */
  readonly key?: string
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
}

interface Loose extends Extras {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

export function client(options: ClientOptions): Client {
  const ask = options.fetch ?? ((url, init) => fetch(url, init))
  const base = options.url.replace(/\/+$/, '')
  const call = async (name: string, it: Loose = {}): Promise<unknown> => {
    const [method, path] = name.split(' ') as [Uppercase<Operation['method']>, string]
    const place = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(it.params?.[key])))
    const given = Object.entries(it.query ?? {}).filter(([, value]) => value !== undefined)
    const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
    const type = it.file === undefined ? 'application/json' : 'application/octet-stream'
    const answer = await ask(`${base}${place}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      headers: {
        ...options.headers,
        ...(options.key !== undefined && { Authorization: `Bearer ${options.key}` }),
        ...(method !== 'GET' && { 'Content-Type': type }),
        ...(it.idempotencyKey !== undefined && { 'Idempotency-Key': it.idempotencyKey }),
        ...(it.ifMatch !== undefined && { 'If-Match': it.ifMatch === '*' ? '*' : `"${it.ifMatch}"` }),
      },
      ...(method !== 'GET' && { body: it.file ?? JSON.stringify(it.body ?? {}) }),
      ...(it.signal && { signal: it.signal }),
    })
    if (answer.ok) return answer.headers.get('Content-Type')?.startsWith('text/csv') ? answer.text() : answer.json()
    const wait = Number(answer.headers.get('Retry-After') ?? Number.NaN)
    throw new DunwellProblem(await problemIn(answer), Number.isNaN(wait) ? undefined : wait)
  }
  async function* pages(name: string, it: Loose = {}) {
    for (let cursor: string | undefined; ; ) {
      const page = (await call(name, { ...it, query: { ...it.query, cursor } })) as { items: unknown[]; next?: string }
      yield* page.items
      if (page.next === undefined) return
      cursor = page.next
    }
  }
  return Object.assign(call, { pages }) as unknown as Client
}

/** What stands between, a proxy for one, may answer in another form. */
async function problemIn(answer: Response): Promise<ProblemFacts> {
  const { status, statusText } = answer
  const body = (await answer.json().catch(() => undefined)) as ProblemFacts | undefined
  if (typeof body?.code === 'string' && typeof body.fix === 'string') return body
  const detail = `The answer was ${status} ${statusText}, and no problem of Dunwell.`
  const fix = 'Check the address, and what stands between.'
  return { type: 'about:blank', title: statusText, status, detail, code: 'answer.foreign', fix }
}
