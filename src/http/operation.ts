// One operation of the API: what the document says of it, and what it does. Every noun is a list of these; app.ts serves them all
// alike, so that keys, versions, repeated requests and Problems are the same everywhere.

import type { z } from '@hono/zod-openapi'
import type { ResolveTxt } from '../channels/dns.ts'
import type { Day, Moment } from '../core/day.ts'
import type { Right } from '../core/member.ts'
import { problem } from '../core/problem.ts'
import type { Identities, Person } from '../engine/identity.ts'
import type { Db, Tx } from '../store/db.ts'
import type { Member } from '../store/member.ts'
import type { Workspace } from '../store/workspace.ts'

/** A person's own browser, where a request came from one: who it is, and what it can show. */
export interface Browser {
  readonly person: Person
  readonly headers: Headers
  readonly people: Identities
  /** As it stands in the address line. */
  readonly origin: string
}

/** The workspace as a request finds it. */
/** What a process that makes backups lends to the API. */
export interface BackupMaker {
  /** Begins one beside whoever asks. @returns false where one is being made already */
  begin(workspaceId: string, who: string): Promise<boolean>
}

export interface ApiDesk {
  readonly db: Db
  readonly workspace: Workspace
  /** Today in the workspace's zone, or the day of the rehearsal. */
  readonly today: Day
  readonly dataDir: string
  readonly actor: string
  /** Who sits at the desk; undefined for a program with a key. */
  readonly member?: Member
  readonly browser?: Browser
  /** Asks the names of the internet; whoever starts the server hands it in. */
  readonly resolveTxt?: ResolveTxt
  /** Makes backups, where the process does. */
  readonly backups?: BackupMaker
  /** The clock on the wall, where that of a rehearsal stands still. */
  wall(): Moment
  /** The request's own transaction; of an operation that stands apart, one of its own each time. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface Reply {
  readonly json: unknown
  /** The version of what is answered, which becomes its ETag. */
  readonly version?: number
}

interface Asked<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The version that the caller has seen, from If-Match. */
  readonly version?: number
  readonly bytes: Uint8Array
}

export interface Operation {
  readonly id: string
  readonly noun: string
  readonly method: 'get' | 'post' | 'put' | 'patch'
  readonly path: string
  readonly says: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly answer: z.ZodType
  /** 200 unless it makes something. */
  readonly status?: 200 | 201
  /** What the body is, where it is no JSON. */
  readonly takes?: 'text/csv' | 'application/octet-stream'
  /** What the answer is, where it is no JSON: a text. */
  readonly gives?: 'text/csv'
  readonly bytesMax?: number
  /** Writes, though it only asks to be done; a GET never writes. */
  readonly apart?: boolean
  /** Asks by POST, because what it asks is long, and changes nothing: a reading key may. */
  readonly reads?: boolean
  /** What a person needs to be allowed: `read` for a GET and `work` for the rest, unless it says more. */
  readonly right?: Right
  /** For people at the desk alone: a key that leaks must not be able to do it. */
  readonly peopleOnly?: boolean
  /** Its answer holds a secret that is kept nowhere, so neither is the answer for a repeated request. */
  readonly secret?: boolean
  /** Answers with a version, and heeds If-Match where it writes; what puts something in the place of what stands needs it. */
  readonly versioned?: boolean
  work(desk: ApiDesk, ask: Asked<never, never, never>): Promise<Reply>
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined

/** What a caller of an operation gives and gets; it exists for the compiler alone. */
export interface Described<M extends Operation['method'], W extends string, P, Q, B, A extends z.ZodType>
  extends Operation {
  readonly method: M
  readonly path: W
  readonly types?: { readonly params: In<P>; readonly query: In<Q>; readonly body: In<B>; readonly answer: z.output<A> }
}

type In<T> = T extends z.ZodType ? z.input<T> : undefined

/** Keeps the types of an operation's own parts, for its work and for the typed client; to app.ts they are all alike. */
export function operation<
  const M extends Operation['method'],
  const W extends string,
  A extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  it: Omit<Operation, 'method' | 'path' | 'params' | 'query' | 'body' | 'answer' | 'work'> & {
    readonly method: M
    readonly path: W
    readonly params?: P
    readonly query?: Q
    readonly body?: B
    readonly answer: A
    work(desk: ApiDesk, ask: Asked<Out<P>, Out<Q>, Out<B>>): Promise<Reply>
  },
): Described<M, W, P, Q, B, A> {
  return it as unknown as Described<M, W, P, Q, B, A>
}

/** Whether it puts something in the place of what stands, so that who asks must say which state they saw. */
export function overwrites(one: Pick<Operation, 'method' | 'versioned'>): boolean {
  return one.versioned === true && (one.method === 'patch' || one.method === 'put')
}

/** Refuses to change what has changed since the caller saw it. The debtor is locked. */
export function checkVersion(seen: number | undefined, now: number | undefined): void {
  if (seen !== undefined && seen !== now)
    throw problem(
      'version.other',
      `It is at version ${now} now; the request was made for version ${seen}.`,
      'Read it again, look at what changed, and send the change with the new ETag as If-Match.',
    )
}
