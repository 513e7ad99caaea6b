// The way to the database: embedded or by DATABASE_URL, the two roles, and the transaction that stands inside one workspace.
// Other files of this room write SQL through it; nothing else does.

import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { type Day, dayText, type Moment } from '../core/day.ts'
import { uuid7 } from '../core/id.ts'
import { assert, Problem, problem } from '../core/problem.ts'
import { openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

export { sql }

/** What the wiring gives: the only clock and the only dice. */
export interface Source {
  now(): Moment
  random(bytes: number): Uint8Array
}

export interface DbSettings {
  readonly dataDir: string
  /** `postgres://…` of a server; without it the embedded one is started or joined. */
  readonly url?: string
  readonly source: Source
  /** Connections of the pool. */
  readonly connections?: number
  /** No commit waits for the disk: for what can be made anew, such as the demo's past, and for nothing that anybody relies on. */
  readonly hasty?: boolean
}

export interface Db {
  readonly app: Kysely<unknown>
  readonly owner: Kysely<unknown>
  /** The schema of its own in which better-auth keeps who may sign in; nothing else asks there. */
  readonly identities: Kysely<unknown>
  /** A connection of one's own, to listen on; the caller ends it. */
  readonly connect: () => Promise<pg.Client>
  readonly source: Source
  readonly dataDir: string
  close(): Promise<void>
}

/** One transaction inside one workspace. */
export interface Tx {
  readonly workspaceId: string
  readonly actor: string
  /** When this transaction says it happened: the program's clock, once. */
  readonly now: Moment
  readonly query: Transaction<unknown>
  /** Stands in every entry of the record that is written now, so that what belongs together is found again. */
  readonly stamp?: { readonly import: string } | { readonly undoes: string }
  /** Whose record was added to: who looks at them is told when this is committed. */
  readonly touched: Set<string>
  /** Debtors, by book, whose rows of lists are derived by whoever handed this in, once, when all of it is written. */
  readonly later?: Map<number, Set<string>>
  newId(): string
  random(bytes: number): Uint8Array
  /** Does this as the last thing of the transaction. */
  atEnd(work: () => Promise<void>): void
}

// Days are numbers and money is a safe integer everywhere in the program.
const types = new Map<number, (text: string) => unknown>([
  [
    20,
    (text) => {
      const value = Number(text)
      assert(Number.isSafeInteger(value), `${text} is past what a number holds`)
      return value
    },
  ],
  [
    1082,
    (text) => Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / 86_400_000,
  ],
  [1184, (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))],
  [
    1700,
    (text) => {
      const value = Number(text)
      assert(!Number.isInteger(value) || Number.isSafeInteger(value), `${text} is past what a number holds`)
      return value
    },
  ],
])
export const parsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    types.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
} as unknown as pg.CustomTypesConfig

/** Opens the database, brings its tables up to date, and refuses one that a newer program has written. */
export async function openDb(settings: DbSettings): Promise<Db> {
  const { connection, leave } = await openPlace(settings)
  try {
    await migrate(connection)
    const app = pool(connection, 'dunwell_app', settings.connections ?? 8, { hasty: settings.hasty })
    const owner = pool(connection, 'dunwell_owner', 2)
    const identities = pool(connection, 'dunwell_owner', 4, { schema: 'auth' })
    return {
      app: app.kysely,
      owner: owner.kysely,
      identities: identities.kysely,
      async connect() {
        const client = new pg.Client({ ...connection, application_name: 'dunwell' })
        client.on('error', () => undefined)
        await client.connect()
        return client
      },
      source: settings.source,
      dataDir: settings.dataDir,
      async close() {
        await Promise.all([app, owner, identities].map((it) => it.kysely.destroy()))
        await leave()
      },
    }
  } catch (error) {
    await leave()
    throw lost(error)
  }
}

/** Where a database is, before anything is known of its tables. */
export interface Place {
  readonly connection: pg.ClientConfig
  /** Lets go of the embedded server, if it is one. */
  leave(): Promise<void>
}

/** Starts or joins the embedded server, or makes sure that the other one answers; changes no table. */
export async function openPlace(settings: Pick<DbSettings, 'dataDir' | 'url'>): Promise<Place> {
  const embedded = settings.url === undefined ? await openEmbedded(settings.dataDir) : undefined
  const leave = async () => embedded?.leave()
  try {
    const connection = embedded ? await ownDatabase(embedded.connection) : { connectionString: settings.url }
    await reach(connection)
    return { connection, leave }
  } catch (error) {
    await leave()
    throw lost(error)
  }
}

async function ownDatabase(connection: pg.ClientConfig): Promise<pg.ClientConfig> {
  const client = new pg.Client(connection)
  // The statement that fails tells it; without a listener the end of a connection would end the program.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'dunwell'`)
    if (found.rowCount === 0) await client.query('CREATE DATABASE dunwell').catch(alreadyThere)
  } finally {
    await client.end()
  }
  return { ...connection, database: 'dunwell' }
}

function alreadyThere(error: { code?: string }): void {
  if (error.code !== '42P04' && error.code !== '23505') throw error
}

async function reach(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    throw problem(
      'database.unreachable',
      `The database cannot be reached: ${(error as Error).message}.`,
      'Check DATABASE_URL and that the server is running.',
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

function pool(
  connection: pg.ClientConfig,
  role: string,
  max: number,
  { schema, hasty }: { readonly schema?: string; readonly hasty?: boolean } = {},
) {
  // Only our own tables hold days as numbers: what better-auth reads has the types of the driver.
  const own = schema === undefined ? { types: parsers } : {}
  const connections = new pg.Pool({ ...connection, max, ...own, application_name: 'dunwell' })
  // A connection lost while idle is replaced by the next query, and one lost in a transaction fails its statement; without
  // these listeners either would end the program.
  connections.on('error', () => undefined)
  connections.on('connect', (client) => client.on('error', () => undefined))
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: connections,
      onCreateConnection: async (it) => {
        await it.executeQuery(CompiledQuery.raw(`SET ROLE ${role}`))
        if (schema !== undefined) await it.executeQuery(CompiledQuery.raw(`SET search_path = ${schema}`))
        // Batches look up their rows by key in tables that are mostly in memory. With the server's usual guess, made for disks
        // that turn, it reads whole tables instead, and a batch costs what there is, not what it touches.
        await it.executeQuery(CompiledQuery.raw('SET random_page_cost = 1.1'))
        if (hasty) await it.executeQuery(CompiledQuery.raw('SET synchronous_commit = off'))
      },
    }),
  })
  return { kysely }
}

/**
 * Runs `work` in one transaction that sees and writes this workspace only. A Problem (`database.lost`) where the database went
 * away meanwhile: then it was written whole or not at all, and which of the two only the database knows.
 */
export async function inWorkspace<T>(
  db: Db,
  workspaceId: string,
  actor: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  assert(/^[0-9a-f-]{36}$/.test(workspaceId), 'a workspace id is a uuid')
  const now = db.source.now()
  const dice = dicePool(db.source)
  let made = 0
  try {
    return await db.app.transaction().execute(async (query) => {
      await query.executeQuery(CompiledQuery.raw(`SET LOCAL app.workspace_id = '${workspaceId}'`))
      const touched = new Set<string>()
      const ends: (() => Promise<void>)[] = []
      const done = await work({
        workspaceId,
        actor,
        now,
        query,
        touched,
        newId: () => uuid7(now, counted(dice(10), made++)),
        random: dice,
        atEnd: (end) => void ends.push(end),
      })
      if (touched.size > 0)
        await sql`SELECT pg_notify(${changesChannel}, ${changeOf(workspaceId, touched)})`.execute(query)
      for (const end of ends) await end()
      return done
    })
  } catch (error) {
    throw lost(error)
  }
}

/** Where a committed change is told to whoever listens (store/live.ts). */
export const changesChannel = 'dunwell_changes'
const namedMax = 20

/** Few are named; of a run it is enough that much has changed. */
function changeOf(workspaceId: string, touched: ReadonlySet<string>): string {
  return `${workspaceId} ${touched.size > namedMax ? '*' : [...touched].join(' ')}`
}

/** The same as the owner of the tables, who may change what is history: for erasing, and nothing else. */
export function asOwner<T>(db: Db, workspaceId: string, actor: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace({ ...db, app: db.owner }, workspaceId, actor, work)
}

// Admin shutdown, crash, starting or stopping, and all of class 08; then what the system calls it.
const lostCodes =
  /^(57P0[1-3]|08\w{3}|ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ENOENT|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)$/
// pg has no code for these.
const lostWords =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** The same error, or the Problem that a person can cure where it says that the connection is gone. */
function lost(error: unknown): unknown {
  const { code = '', message = '', syscall } = error as NodeJS.ErrnoException
  // A file that is missing is no database that is missing.
  const gone = lostWords.test(message) || (lostCodes.test(code) && (code !== 'ENOENT' || syscall === 'connect'))
  if (error instanceof Problem || !gone) return error
  return problem(
    'database.lost',
    `The database went away: ${message || code}.`,
    'Run the same command again; nothing is half-written.',
  )
}

/** Ids of one transaction follow one another (RFC 9562, 6.2): 26 bits count, 48 are left to chance. Sorted by id is as made. */
function counted(bytes: Uint8Array, count: number): Uint8Array {
  bytes.set([(count >>> 22) & 0x0f, (count >>> 14) & 0xff, (count >>> 8) & 0x3f, count & 0xff])
  return bytes
}

/** Random bytes drawn in growing handfuls: ten at a time is slow where a batch makes thousands of ids. */
function dicePool(source: Source): (bytes: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array(0)
  let at = 0
  return (bytes) => {
    if (at + bytes > pool.length) {
      pool = source.random(Math.max(bytes, Math.min(pool.length * 4, 8000)))
      at = 0
    }
    at += bytes
    return pool.subarray(at - bytes, at)
  }
}

/** The rows of a statement. */
export async function rows<T>(tx: Pick<Tx, 'query'>, statement: RawBuilder<T>): Promise<T[]> {
  try {
    return (await statement.execute(tx.query)).rows
  } catch (error) {
    throw lost(error)
  }
}

export async function row<T>(tx: Pick<Tx, 'query'>, statement: RawBuilder<T>): Promise<T | undefined> {
  return (await rows(tx, statement))[0]
}

/** How many rows a statement changed. */
export async function change(tx: Pick<Tx, 'query'>, statement: RawBuilder<unknown>): Promise<number> {
  return Number((await statement.execute(tx.query)).numAffectedRows ?? 0)
}

/**
 * This transaction's commit does not wait for the disk. A crash of the machine may lose it, whole, with those after it; whoever
 * tells people that it is in commits another one after it, which waits.
 */
export async function needNotWait(tx: Tx): Promise<void> {
  await change(tx, sql`SET LOCAL synchronous_commit = off`)
}

type Column = readonly [name: string, type: string]
export type Cell = string | number | boolean | Uint8Array | null | undefined | object

/**
 * Inserts many rows in one statement by `unnest`. Columns are `name:type`; `workspace_id` is added by itself. A Day goes in
 * as a number under the type `date`, a Moment under `timestamptz`.
 * @returns how many rows went in, which may be fewer with `conflict: 'nothing'`.
 */
export async function insert(
  tx: Tx,
  table: string,
  columns: readonly string[],
  values: readonly (readonly Cell[])[],
  options: { conflict?: 'nothing' } = {},
): Promise<number> {
  if (values.length === 0) return 0
  const named: Column[] = columns.map((column) => column.split(':') as unknown as Column)
  const parameters: unknown[] = []
  const arrays: string[] = []
  const read: string[] = []
  const taken = named.map(([, type], i) => {
    // What is the same in all rows travels once; a batch of one book and one import has many such columns.
    const mayBeOne = values.length === 1 || i < named.length - 1 || arrays.length > 0
    if (mayBeOne && isSame(values, i)) {
      const value = toSql(values[0]![i], type)
      return value === null ? `NULL::${type}` : `$${parameters.push(value)}::${type}`
    }
    const joined = joinedTexts(values, i, type)
    if (joined !== undefined)
      arrays.push(
        `string_to_array($${parameters.push(joined)}, E'\\x1f', E'\\x1e')${type === 'text' ? '' : `::${type}[]`}`,
      )
    else arrays.push(`$${parameters.push(arrayOf(values, i, type))}::${type}[]`)
    read.push(`c${i}`)
    return `c${i}`
  })
  const names = named.map(([name]) => `"${name}"`).join(', ')
  const from = arrays.length === 0 ? '' : ` FROM unnest(${arrays.join(', ')}) AS rows (${read.join(', ')})`
  const text =
    `INSERT INTO "${table}" ("workspace_id", ${names}) SELECT '${tx.workspaceId}'::uuid, ${taken.join(', ')}` +
    `${from}${options.conflict ? ' ON CONFLICT DO NOTHING' : ''}`
  const done = await tx.query.executeQuery(CompiledQuery.raw(text, parameters))
  return Number(done.numAffectedRows ?? 0)
}

function isSame(values: readonly (readonly Cell[])[], at: number): boolean {
  const first = values[0]![at] ?? null
  return values.every((cells) => (cells[at] ?? null) === first)
}

// What can hold no quote, brace or comma needs no escaping.
const bare = new Set(['uuid', 'bigint', 'integer', 'date', 'timestamptz', 'boolean'])

/**
 * Texts one behind the other with what no text holds between them, U+001F, and U+001E for null: nothing needs escaping, and a
 * record's JSON is mostly quotes. Undefined where a text does hold one of the two.
 */
function joinedTexts(values: readonly (readonly Cell[])[], at: number, type: string): string | undefined {
  // One text alone would be no text if it were empty.
  if ((type !== 'text' && type !== 'jsonb') || values.length < 2) return undefined
  let text = ''
  for (const [i, cells] of values.entries()) {
    const value = toSql(cells[at], type) ?? '\u001e'
    text += i === 0 ? value : `\u001f${value}`
  }
  let [between, nulls] = [0, 0]
  for (let i = text.indexOf('\u001f'); i !== -1; i = text.indexOf('\u001f', i + 1)) between += 1
  for (let i = text.indexOf('\u001e'); i !== -1; i = text.indexOf('\u001e', i + 1)) nulls += 1
  const missing = values.reduce((sum, cells) => sum + ((cells[at] ?? null) === null ? 1 : 0), 0)
  return between === values.length - 1 && nulls === missing ? text : undefined
}

/** The literal of an array, written here: the driver's own escapes each element twice, whether it must or not. */
function arrayOf(values: readonly (readonly Cell[])[], at: number, type: string): string {
  const plain = bare.has(type)
  let text = '{'
  for (const [i, cells] of values.entries()) {
    const value = toSql(cells[at], type)
    text += `${i === 0 ? '' : ','}${value === null ? 'NULL' : plain ? value : inArray(String(value))}`
  }
  return `${text}}`
}

function inArray(text: string): string {
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`
}

function toSql(cell: Cell, type: string): unknown {
  if (cell === undefined || cell === null) return null
  if (type === 'date') return dayText(cell as Day)
  if (type === 'timestamptz') return typeof cell === 'string' ? cell : new Date(cell as number).toISOString()
  if (type === 'bytea') return `\\x${Buffer.from(cell as Uint8Array).toString('hex')}`
  if (type === 'jsonb') return JSON.stringify(cell)
  return cell
}

/** A Day as a parameter. */
export function onDay(value: Day | undefined | null): string | null {
  return value === undefined || value === null ? null : dayText(value)
}

/** A Moment as a parameter. */
export function atMoment(value: Moment | undefined | null): string | null {
  return value === undefined || value === null ? null : new Date(value).toISOString()
}

/**
 * The moment of what is entered now, to the microsecond and after the newest of `before`: where the newest counts none may be as old as
 * another, though time stands still on a rehearsed day and clocks differ.
 */
export async function momentAfter(tx: Pick<Tx, 'query' | 'now'>, before: RawBuilder<unknown>): Promise<string> {
  const [found] = await rows<{ moment: string }>(
    tx,
    sql`SELECT to_char(greatest(${atMoment(tx.now)}::timestamptz, (${before}) + interval '1 microsecond') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS moment`,
  )
  return found!.moment
}

/**
 * Whether another program was in the way, so that the same transaction may succeed when it is tried again: a key taken, a lock
 * crossed, or a debtor merged into another after it was looked up.
 */
export function isConflict(error: unknown): boolean {
  if (error instanceof Problem) return error.facts.code === 'debtor.moved'
  return ['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '')
}
