// The process that stays: the API, the daily schedule, health and metrics. Told to end, it takes nothing new, finishes the request
// and the message in hand, and leaves. Its log and its metrics hold ids, codes and counts, never a name, an address or a sum.

import { hostname } from 'node:os'
import { serve as listen, type ServerType } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import { type Logger, pino } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ResolveTxt } from '../channels/dns.ts'
import { identities, wayInUrl } from '../engine/identity.ts'
import { warmLint } from '../engine/lint.ts'
import { type BackupNews, backUpNow, backUpOnTime } from '../engine/proof.ts'
import { quitReckonings } from '../engine/reckoning.ts'
import { lookOnce, type ScheduleNews } from '../engine/schedule.ts'
import { sumOnTime } from '../engine/totals.ts'
import { deliver } from '../engine/webhook.ts'
import type { Db } from '../store/db.ts'
import { deliveryCounts } from '../store/delivery.ts'
import { isReady } from '../store/election.ts'
import { backupHealth } from '../store/proof.ts'
import { api } from './app.ts'
import { desk } from './desk.ts'
import { serveLive } from './live.ts'
import { startCode, startState } from './start.ts'

export interface ServeOptions {
  readonly db: Db
  readonly dataDir: string
  /** The server's URL, where the database is not the embedded one: backups read it by connections of their own. */
  readonly url?: string
  readonly version: string
  /** Without it the process works and answers nobody; a worker answers for its health alone, without the API. */
  readonly listen?: { readonly host: string; readonly port: number; readonly healthOnly?: boolean }
  /** Books decided side by side. */
  readonly books?: number
  /** Seconds between two looks at what is to do. */
  readonly everySeconds?: number
  readonly log?: Logger
  readonly resolveTxt?: ResolveTxt
  /** Where browsers reach the desk besides this machine itself. */
  readonly origins?: readonly string[]
  /** Who is let in by a link that is said, once; and shown a browser where there is one. */
  readonly welcome?: { readonly email: string; readonly name: string }
  readonly openBrowser?: (url: string) => void
  /** Tells who sees the terminal where the desk is, and the code by which its first person begins. */
  readonly say?: (text: string) => void
}

export interface Serving {
  /** Where it listens; port 0 asks for any free one. */
  readonly port?: number
  /** Resolves when all in hand is finished. */
  stop(): Promise<void>
}

const warmsMs = 2_000
const everySecondsDefault = 30

/** Serves until the process is told to end, and finishes what is in hand. */
export async function serveUntilTold(options: ServeOptions): Promise<void> {
  // Before anything is begun, and not once: who ends a whole group of processes tells this one twice, and the second time would
  // kill it with a message in hand.
  const told = new Promise<void>((end) => {
    process.on('SIGTERM', end)
    process.on('SIGINT', end)
  })
  const serving = await serve(options)
  await told
  await serving.stop()
}

/** Starts; resolves as soon as it listens. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { db, dataDir } = options
  const log = options.log ?? pino({ base: { pid: process.pid }, level: options.welcome ? 'warn' : 'info' })
  const metrics = metricsOf()
  let stopping = false
  const code = startCode(db)
  const door = desk({ db, origins: options.origins ?? [], code })
  // The end of the backup that somebody asked for.
  let backingUp: Promise<void> = Promise.resolve()
  const app = options.listen?.healthOnly
    ? new OpenAPIHono()
    : api({
        db,
        dataDir,
        version: options.version,
        callerOf: door.callerOf,
        resolveTxt: options.resolveTxt,
        backups: {
          begin(id, who) {
            const { begun, over } = backUpNow(db, { id, who }, often)
            backingUp = over.catch((error) => log.error(errorFacts(error), 'a backup failed'))
            return begun
          },
        },
        onAnswer({ operation, status, ms, code, error }) {
          metrics.requests.inc({ operation, status })
          metrics.seconds.observe({ operation }, ms / 1000)
          if (error !== undefined) log.error({ operation, status, code, ...errorFacts(error) }, 'a request failed')
          else log.info({ operation, status, ms, code }, 'request')
        },
      })
  app.get('/healthz', (c) => c.json({ alive: true }))
  app.get('/readyz', async (c) => {
    const ready = !stopping && (await isReady(db))
    return c.json({ ready, backup: ready ? await backupFacts(db) : undefined }, ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const backup = await backupFacts(db).catch(() => undefined)
    metrics.backupAge.set(backup?.ageSeconds ?? Number.POSITIVE_INFINITY)
    metrics.backupFailed.set(backup?.failedSince ? 1 : 0)
    const { waiting, off } = await deliveryCounts(db)
    metrics.eventsWaiting.set(waiting)
    metrics.webhooksOff.set(off)
    return c.text(await metrics.all())
  })
  const quitLive = options.listen?.healthOnly ? undefined : serveLive(app, { db, callerOf: door.callerOf })
  if (!options.listen?.healthOnly) door.mount(app)
  const told = (news: ScheduleNews | BackupNews) => {
    metrics.looks.inc({ what: news.what })
    if (news.what === 'send') metrics.messages.inc(news.sent + news.printed)
    if (news.what === 'failed') {
      const { error, ...facts } = news
      log.error({ ...facts, ...errorFacts(error) }, 'a workspace failed')
    } else log.info(news, news.what)
  }

  const seen = new Map<string, string>()
  const often = {
    dataDir,
    url: options.url,
    program: options.version,
    worker: `${hostname()}@${process.pid}`,
    stopping: () => stopping,
    onNews: told,
    seen,
    books: options.books,
  }
  const timers = new Map<string, NodeJS.Timeout>()
  const looking = new Map<string, Promise<void>>()
  /** Again and again, with a pause between the end of one look and the next. */
  const look = (name: string, once: () => Promise<unknown>) => {
    const over = once().then(
      () => undefined,
      (error) => log.error(errorFacts(error), `${name} failed`),
    )
    looking.set(name, over)
    void over.then(() => {
      if (stopping) return
      timers.set(
        name,
        setTimeout(() => look(name, once), (options.everySeconds ?? everySecondsDefault) * 1000),
      )
    })
  }
  const server = options.listen && (await listening(app.fetch, options.listen))
  const address = server?.address()
  const port = typeof address === 'object' && address ? address.port : undefined
  log.info({ port, version: options.version }, server ? 'serving' : 'working')
  if (server && !options.listen?.healthOnly)
    await sayWhere(db, options, `http://${options.listen!.host}:${port}`, code.shown)
  look('looking', () => lookOnce(db, often))
  // Beside the day, which must not wait for them.
  look('backing up', () => backUpOnTime(db, often))
  look('summing', () => sumOnTime(db, often))
  // Whoever previews a message first need not wait for it.
  if (server)
    timers.set(
      'warming',
      setTimeout(() => void warmLint().catch((error) => log.error(errorFacts(error), 'warming failed')), warmsMs),
    )
  const quit = new AbortController()
  const delivering = deliver(db, {
    stopping: () => stopping,
    signal: quit.signal,
    onTry({ delivered, ms }) {
      metrics.deliveries.inc({ delivered: String(delivered) })
      metrics.deliverySeconds.observe(ms / 1000)
    },
    onError: (error) => log.error(errorFacts(error), 'delivering failed'),
  })
  return {
    port,
    async stop() {
      stopping = true
      for (const timer of timers.values()) clearTimeout(timer)
      quit.abort()
      await quitLive?.()
      await quitReckonings(db)
      log.info('draining')
      const closed = server && new Promise<void>((done) => void server.close(() => done()))
      if (server && 'closeIdleConnections' in server) server.closeIdleConnections()
      await Promise.all([...looking.values(), backingUp, delivering, closed])
      log.info('ended')
    },
  }
}

async function sayWhere(db: Db, options: ServeOptions, own: string, code: string): Promise<void> {
  const at = options.origins?.[0] ?? own
  const { welcome, say } = options
  if (welcome) {
    const people = await identities(db, at)
    await people.enrol(welcome)
    const url = wayInUrl(at, await people.wayIn(welcome.email))
    say?.(`The desk is open. This link lets you in, once:\n\n  ${url}\n\nEnd it with ctrl C.\n`)
    options.openBrowser?.(url)
    return
  }
  const { needed } = await startState(db)
  say?.(
    needed ? `The desk is at ${at}/?code=${code}\nTo begin, give it this code: ${code}\n` : `The desk is at ${at}\n`,
  )
}

function listening(fetch: Parameters<typeof listen>[0]['fetch'], at: { host: string; port: number }) {
  return new Promise<ServerType>((done, fail) => {
    const server = listen({ fetch, hostname: at.host, port: at.port }, () => done(server))
    server.once('error', fail)
  })
}

async function backupFacts(db: Db): Promise<{ ageSeconds?: number; failedSince: boolean }> {
  const { provedAt, failedSince } = await backupHealth(db)
  const ageSeconds = provedAt === undefined ? undefined : Math.floor((db.source.now() - provedAt) / 1000)
  return { ageSeconds, failedSince }
}

function metricsOf() {
  const kept = new Registry()
  collectDefaultMetrics({ register: kept })
  const registers = [kept]
  return {
    all: () => kept.metrics(),
    requests: new Counter({
      name: 'dunwell_requests_total',
      help: 'Requests answered, by operation and status.',
      labelNames: ['operation', 'status'] as const,
      registers,
    }),
    seconds: new Histogram({
      name: 'dunwell_request_seconds',
      help: 'How long requests took.',
      labelNames: ['operation'] as const,
      registers,
    }),
    looks: new Counter({
      name: 'dunwell_schedule_total',
      help: 'Runs, sendings and failures of the schedule.',
      labelNames: ['what'] as const,
      registers,
    }),
    backupAge: new Gauge({
      name: 'dunwell_backup_age_seconds',
      help: 'How long ago the last backup was begun that was restored elsewhere and verified; +Inf where there is none.',
      registers,
    }),
    backupFailed: new Gauge({
      name: 'dunwell_backup_failed',
      help: '1 where a backup failed after the last good one.',
      registers,
    }),
    deliveries: new Counter({
      name: 'dunwell_webhook_deliveries_total',
      help: 'Tries at delivering to webhooks, by whether they arrived.',
      labelNames: ['delivered'] as const,
      registers,
    }),
    deliverySeconds: new Histogram({ name: 'dunwell_webhook_seconds', help: 'How long receivers took.', registers }),
    eventsWaiting: new Gauge({ name: 'dunwell_webhook_waiting', help: 'Events that wait for a receiver.', registers }),
    webhooksOff: new Gauge({ name: 'dunwell_webhooks_off', help: 'Webhooks off after lasting failure.', registers }),
    messages: new Counter({ name: 'dunwell_messages_sent_total', help: 'Messages handed over.', registers }),
  }
}

/** Where an error came from. Its message may quote what a person wrote, so it stays out. */
function errorFacts(error: unknown): { error: string; code?: string; at?: string } {
  const { name, code, stack } = error as NodeJS.ErrnoException
  return { error: name, code, at: /src\/[\w/.-]+:\d+/.exec(stack ?? '')?.[0] }
}
