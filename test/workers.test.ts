// Workers as real processes on one database: told to end they finish what is in hand, killed they are made good by the others, and
// nothing is done twice, neither a case nor a mail nor an event under another id.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, test } from 'vitest'
import { nextBusinessDay } from '../src/core/calendar.ts'
import { addDays, type Day, dayAt, dayText, momentAt } from '../src/core/day.ts'
import { registerWebhook } from '../src/engine/webhook.ts'
import { calendarOf } from '../src/rules/calendar.ts'
import { readyMade } from '../src/rules/policies.ts'
import { readAttempts } from '../src/store/attempt.ts'
import { addClaims } from '../src/store/claim.ts'
import { inWorkspace, type Tx } from '../src/store/db.ts'
import { addDebtors } from '../src/store/debtor.ts'
import { lookAgain, verifyLedger } from '../src/store/ledger.ts'
import { listOutbox } from '../src/store/outbox.ts'
import { savePolicies } from '../src/store/policy.ts'
import { verifyRecord } from '../src/store/record.ts'
import { readRun } from '../src/store/run.ts'
import { changeSettings, goLive, readWorkspace, type Settings } from '../src/store/workspace.ts'
import { freshDatabase, nordwind, type TestDatabase } from './database.ts'
import { startReceiver } from './peers/receiver.ts'
import { startSmtp } from './peers/start.ts'

const zone = 'Europe/London'
const real = dayAt(Date.now(), zone)
const today = nextBusinessDay(calendarOf('GB'), real)
// Nine in the morning there, whatever the hour here.
const shift = momentAt(today, 9, zone) - Date.now()
// Less than a test has, so that what hangs says where.
const patienceMs = 180_000
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

interface Line {
  readonly msg: string
  readonly [fact: string]: unknown
}

interface Worker {
  readonly child: ChildProcess
  readonly lines: Line[]
  /** The first line that fits; fails with all it said where none comes in time or the process ends. */
  until(fits: (line: Line) => boolean): Promise<Line>
  readonly ended: Promise<number | null>
}

function program(file: string, args: readonly string[], env: Record<string, string> = {}): Worker {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  children.add(child)
  const lines: Line[] = []
  const reader = createInterface(child.stdout!)
  reader.on('line', (line) => lines.push(JSON.parse(line) as Line))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    lines,
    ended,
    until: (fits) =>
      new Promise((done, fail) => {
        const found = lines.find(fits)
        if (found) return done(found)
        const said = (why: string) => new Error(`${why} It said:\n${lines.map((it) => JSON.stringify(it)).join('\n')}`)
        const late = setTimeout(() => fail(said(`Nothing came in ${patienceMs / 1000} s.`)), patienceMs)
        reader.on('line', () => {
          const last = lines.at(-1)!
          if (!fits(last)) return
          clearTimeout(late)
          done(last)
        })
        ended.then((code) => {
          clearTimeout(late)
          fail(said(`The worker ended with ${code}.`))
        })
      }),
  }
}

function worker(at: TestDatabase): Worker {
  return program('peers/worker.ts', ['--url', at.url, '--data', at.dataDir, '--shift', String(shift)])
}

/** A live workspace whose customers lie in several books, each with one invoice that is to be reminded of today. */
async function scene(ask: { books: number; customers: number; settings?: Partial<Settings> }) {
  const at = await freshDatabase(dayText(today))
  const id = await nordwind(at, {
    settings: {
      mailsPerHour: 0,
      inboxConnected: true,
      knowledge: { reminders: null, demands: null },
      brake: { on: false, factor: 3, firstDay: 25 },
      runHour: 0,
      ...ask.settings,
    },
  })
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, id, 'test', work)
  await inside((tx) => savePolicies(tx, readyMade))
  for (let book = 0; book < ask.books; book++) {
    await inside((tx) => fill(tx, book, ask.customers))
    await say(at, 'UPDATE books SET debtors = 20000')
  }
  await inside(goLive)
  return { at, id, inside, all: ask.books * ask.customers }
}

async function fill(tx: Tx, book: number, customers: number): Promise<void> {
  const { creditorId } = await readWorkspace(tx)
  const arrivedOn = addDays(today, -40)
  const { made, heads } = await addDebtors(
    tx,
    Array.from({ length: customers }, (_, i) => ({
      name: `Harbour ${book}-${i} Ltd`,
      kind: 'business' as const,
      kindBecause: 'Ltd',
      country: 'GB',
      language: 'en',
      handling: 'automatic' as const,
      arrivedOn,
      creditorId,
      contacts: [{ roles: ['accounts_payable' as const], emails: [`ap@harbour-${book}-${i}.example`] }],
    })),
  )
  const no = made[0]!.book
  await addClaims(
    tx,
    heads.get(no)!,
    made.map((debtor, i) => ({
      debtorId: debtor.id,
      creditorId,
      caseId: debtor.caseId,
      number: `INV-${book}-${i}`,
      kind: 'invoice',
      currency: 'GBP',
      issuedOn: arrivedOn,
      arrivedOn,
      dues: [{ dueOn: addDays(today, -10), amountMinor: 100_000 + i }],
    })),
  )
  const ids = made.map((it) => it.id)
  await lookAgain(tx, no, ids, today as Day)
}

async function say<T extends pg.QueryResultRow>(at: TestDatabase, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: at.url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

/** Asks on one connection, again and again, until there is a row; fails where the worker that is to write it has ended. */
async function asked(at: TestDatabase, text: string, by: Worker): Promise<void> {
  const client = new pg.Client({ connectionString: at.url })
  await client.connect()
  let over: string | undefined
  by.ended.then((code) => {
    over = `The worker ended with ${code}.`
  })
  const began = performance.now()
  try {
    while ((await client.query(text)).rowCount === 0) {
      if (performance.now() - began > patienceMs) over ??= `Nothing came in ${patienceMs / 1000} s.`
      if (over) throw new Error(`${over} It said:\n${by.lines.map((it) => JSON.stringify(it)).join('\n')}`)
    }
  } finally {
    await client.end()
  }
}

async function count(at: TestDatabase, table: string): Promise<number> {
  return (await say<{ count: number }>(at, `SELECT count(*)::int AS count FROM ${table}`))[0]!.count
}

test('a worker killed in the middle of a run is made good by the others, and nothing is done twice', async () => {
  const its = await scene({ books: 8, customers: 1_200 })
  const { at, all } = its
  const killed = worker(at)
  // What is asked again and again is the database, so that the kill falls between two batches as well as into one.
  await asked(at, 'SELECT FROM outbox LIMIT 1', killed)
  killed.child.kill('SIGKILL')
  expect(await killed.ended).toBeNull()
  const left = all - (await count(at, 'outbox'))
  expect(left, 'in the middle').toBeGreaterThan(0)
  expect((await its.inside((tx) => readRun(tx, today)))?.decided_at).toBeNull()
  const others = [worker(at), worker(at)]
  const news = await Promise.race(others.map((it) => it.until((line) => line.msg === 'run')))
  expect(news).toMatchObject({ held: false, setAside: 0 })
  await asked(at, 'SELECT FROM runs WHERE decided_at IS NOT NULL', others[0]!)
  for (const it of others) it.child.kill('SIGTERM')
  expect(await Promise.all(others.map((it) => it.ended))).toEqual([0, 0])
  expect(await count(at, 'outbox')).toBe(all)
  const cases = others.flatMap((it) =>
    it.lines.filter((line) => line.msg === 'run').map((line) => line.cases as number),
  )
  expect(cases.reduce((sum, it) => sum + it, 0)).toBe(left)
  expect(await say(at, 'SELECT debtor_id FROM outbox GROUP BY book_id, debtor_id HAVING count(*) > 1')).toEqual([])
  expect(await its.inside(verifyLedger)).toEqual([])
  expect(await verifyRecord(at.db, its.id)).toEqual([])
})

test('several workers share one run: each decides a part, and the brake is asked once every book is decided', async () => {
  const its = await scene({
    books: 12,
    customers: 400,
    settings: { brake: { on: true, factor: 3, firstDay: 25 } },
  })
  const { at, all } = its
  // Both are up before there is anything to do, so that neither has a start.
  await its.inside((tx) => changeSettings(tx, { runHour: 23 }))
  const both = [worker(at), worker(at)]
  await Promise.all(both.map((it) => it.until((line) => line.msg === 'working')))
  await its.inside((tx) => changeSettings(tx, { runHour: 0 }))
  await Promise.all(both.map((it) => it.until((line) => line.msg === 'run')))
  for (const it of both) it.child.kill('SIGTERM')
  expect(await Promise.all(both.map((it) => it.ended))).toEqual([0, 0])
  const news = both.map((it) => it.lines.find((line) => line.msg === 'run')!)
  expect(news[0]!.cases as number).toBeGreaterThan(0)
  expect(news[1]!.cases as number).toBeGreaterThan(0)
  expect((news[0]!.cases as number) + (news[1]!.cases as number)).toBe(all)
  expect(news.map((it) => it.held)).toEqual([true, true])
  expect(await its.inside((tx) => readRun(tx, today))).toMatchObject({
    brake: 'held',
    brake_says: expect.stringMatching(new RegExp(`^${all} messages on the first day`)),
  })
  expect(await count(at, 'attempts'), 'nothing moves while the brake holds').toBe(0)
})

test('told to end while it sends, a worker finishes the message in hand, hears of it, and leaves nothing in doubt', async () => {
  const peer = await startSmtp('--delay-final-ms', '400')
  try {
    const its = await scene({
      books: 1,
      customers: 60,
      settings: { smtp: { host: '127.0.0.1', port: peer.port, security: 'none' } },
    })
    const { at } = its
    const first = worker(at)
    while ((await peer.messages()).length < 3) await pause(5)
    // Twice, as whoever ends a group of processes does.
    first.child.kill('SIGTERM')
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(first.lines.at(-1)?.msg).toBe('ended')
    const states = async (state: 'sent' | 'in_doubt' | 'released' | 'waiting') =>
      (await its.inside((tx) => listOutbox(tx, [state]))).length
    const taken = (await peer.messages()).length
    expect([await states('sent'), await states('in_doubt'), await states('released')]).toEqual([taken, 0, 0])
    expect(await states('waiting')).toBe(60 - taken)
    expect(taken).toBeLessThan(60)
    const second = worker(at)
    await second.until((line) => line.msg === 'send')
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    const messages = await peer.messages()
    expect(messages).toHaveLength(60)
    expect(new Set(messages.map((it) => it.messageId)).size).toBe(60)
    await its.inside(async (tx) => {
      for (const it of await listOutbox(tx, ['sent'])) expect(await readAttempts(tx, it)).toHaveLength(1)
    })
  } finally {
    await peer.stop()
  }
})

test('killed while it delivers, an event comes again from another worker, under the same id', async () => {
  const receiver = await startReceiver()
  try {
    const its = await scene({ books: 1, customers: 3 })
    const { secret } = await its.inside(async (tx) => {
      await changeSettings(tx, { webhooks: { privateAddresses: true, http: true } })
      return registerWebhook(tx, await readWorkspace(tx), { url: receiver.url, events: ['message.drafted'] })
    })
    receiver.answer = 'hang'
    const [first, standby] = [worker(its.at), worker(its.at)]
    await receiver.until(1)
    receiver.answer = 200
    // Whichever of the two delivers has it in hand; the other takes over.
    first.child.kill('SIGKILL')
    await first.ended
    const third = worker(its.at)
    standby.child.kill('SIGKILL')
    await standby.ended
    await receiver.until(4)
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
    const ids = receiver.received.map((it) => it.id)
    expect(ids[1], 'what was in hand comes again').toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
    const { headers, body, id } = receiver.received[1]!
    const at = new Date(Number(headers['webhook-timestamp']) * 1000)
    expect(new Webhook(secret).sign(id, at, body)).toBe(headers['webhook-signature'])
  } finally {
    await receiver.stop()
  }
})

test('the program itself, told twice to end, drains all the same', async () => {
  const { at } = await scene({ books: 1, customers: 1 })
  const it = program('../src/main.ts', ['worker', '--data', at.dataDir], { DATABASE_URL: at.url })
  await it.until((line) => line.msg === 'working')
  it.child.kill('SIGTERM')
  it.child.kill('SIGTERM')
  expect(await it.ended).toBe(0)
  expect(it.lines.map((line) => line.msg)).toEqual(expect.arrayContaining(['draining', 'ended']))
})
