// Answers in German: the same facts as in English, no sentence of ours left in English, and nothing of it kept. A small book is lived for a
// while, and everything that can be read of it is read in both.

import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, day, dayText } from '../core/day.ts'
import { run } from '../engine/run.ts'
import { readyMade } from '../rules/policies.ts'
import { inWorkspace } from '../store/db.ts'
import { addKey } from '../store/door.ts'
import { savePolicies } from '../store/policy.ts'
import { readWorkspace } from '../store/workspace.ts'
import { api } from './app.ts'
import { spokenBody, tongueOf } from './tongue.ts'

const start = day('2026-03-02')
const at = await freshDatabase(dayText(start))
const app = api({ db: at.db, dataDir: at.dataDir, version: 'test' })
const id = await nordwind(at)
const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(at.db, id, 'ada@nordwind.example', work)
const key = await inside(async (tx) => {
  await savePolicies(tx, readyMade)
  return (await addKey(tx, 'client', true)).secret
})

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await app.request(path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: answer.status, text: await answer.text() }
}
// biome-ignore lint/suspicious/noExplicitAny: each use says what it expects
const json = async (...ask: Parameters<typeof call>): Promise<any> => JSON.parse((await call(...ask)).text)
const german = { 'Accept-Language': 'de-DE,de;q=0.9' }

async function owe(name: string, number: string, dueOn: string, facts: object = {}): Promise<string> {
  const debtor = { name, externalId: name, country: 'GB', email: `ap@${number.toLowerCase()}.example`, ...facts }
  const body = { debtor, number, amount: { amountMinor: 124_000, currency: 'GBP' }, issuedOn: '2026-01-20', dueOn }
  return (await json('POST', '/v1/claims', body)).debtor
}

test('a problem says its cure in German where that is asked for, and in English else', async () => {
  const path = '/v1/claims/clm_00000000000000000000000000'
  expect(await json('GET', path)).toMatchObject({
    title: 'There is no such thing',
    fix: expect.stringMatching(/^Take/),
  })
  expect(await json('GET', path, undefined, german)).toMatchObject({
    title: 'Das gibt es nicht',
    detail: expect.stringMatching(/^Es gibt keine Forderung/),
    fix: 'Nehmen Sie eine Kennung aus der Liste der Forderungen.',
    code: 'claim.unknown',
  })
  expect(await json('GET', path, undefined, { 'Accept-Language': 'fr,de;q=0.5' })).toMatchObject({
    title: 'There is no such thing',
  })
})

test('what is kept stays as it was said: the same request repeated is answered in the language of each asking', async () => {
  const body = { debtor: 'dbt_00000000000000000000000000', cause: 'talks', until: '2026-04-01' }
  const headers = { 'Idempotency-Key': 'once' }
  const inGerman = await json('POST', '/v1/holds', body, { ...headers, ...german })
  const inEnglish = await json('POST', '/v1/holds', body, headers)
  expect(inGerman.code).toBe(inEnglish.code)
  expect(inGerman.fix).not.toBe(inEnglish.fix)
})

test('whoever reads English reads days as they are written there; a program, and a number or a command, keeps them', () => {
  const say = tongueOf('en-GB,en;q=0.9')
  const shown = (says: string) =>
    JSON.parse(spokenBody(JSON.stringify({ says, on: '2026-07-12' }), say).replaceAll('\u00a0', ' '))
  for (const [said, read] of [
    ['The letter waits: 2026-07-12 is no business day.', 'The letter waits: 12 July 2026 is no business day.'],
    ['It was promised until 2026-06-02.', 'It was promised until 2 June 2026.'],
    ['2026-11-19 email: Invoice 7', '19 November 2026, email: Invoice 7'],
    ['RE-2026-07-12 and 2026-07-12-3 are numbers.', 'RE-2026-07-12 and 2026-07-12-3 are numbers.'],
    ['Run it: dunwell run --day 2026-07-12', 'Run it: dunwell run --day 2026-07-12'],
    ['2026-02-30 is no day.', '2026-02-30 is no day.'],
  ])
    expect(shown(said!)).toEqual({ says: read, on: '2026-07-12' })
  expect(tongueOf(undefined)).toBeUndefined()
  expect(tongueOf('*')).toBeUndefined()
})

test('only sentences of ours are touched', () => {
  const say = tongueOf('de')
  const body = {
    says: 'Nothing is open.',
    name: 'Nothing is open.',
    note: 'Nothing is open.',
    title: 'Nothing is open.',
  }
  expect(JSON.parse(spokenBody(JSON.stringify(body), say))).toEqual({ ...body, says: 'Nichts ist offen.' })
  expect(spokenBody('number;says\n1;Nothing is open.', say)).toBe('number;says\n1;Nothing is open.')
})

const fields = /^(says|why|because|kindBecause|habits|asks|approve|formula|notes|detail|fix|chips)$/
const english = /\b(the|is|was|are|were|has|they|with|before|until|which|their|nothing|since)\b/i
// What a person typed in this test, and words of programs. Titles of tables and columns are the desk's own words.
const theirs = /talks with|price differs|proof of delivery|^\S*_\S*$|Invalid (input|option)/

function sentences(value: unknown, name = '', found: string[] = []): string[] {
  if (typeof value === 'string') {
    if (fields.test(name) && english.test(value) && value.includes(' ') && !theirs.test(value)) found.push(value)
  } else if (Array.isArray(value)) for (const one of value) sentences(one, name, found)
  else if (typeof value === 'object' && value !== null)
    for (const [its, one] of Object.entries(value)) sentences(one, its, found)
  return found
}

test('whatever can be read of a lived book is read in German', async () => {
  const late = await owe('Meyer Joinery Ltd', 'R-1', '2026-02-20')
  await owe('Seen First Ltd', 'R-2', '2026-02-10', { handling: 'approve' })
  await owe('By Hand Ltd', 'R-3', '2026-02-12', { handling: 'by_hand' })
  const held = await owe('Held Ltd', 'R-4', '2026-01-25')
  await owe('Jana Reuter', 'R-5', '2026-02-25', { kind: 'consumer' })
  await json('POST', '/v1/holds', { debtor: held, cause: 'talks with them', until: '2026-03-20' })
  await json('POST', '/v1/promises', { debtor: late, amountMinor: 50_000, currency: 'GBP', byDay: '2026-03-05' })
  const workspace = await inside(readWorkspace)
  for (let on = start; on <= addDays(start, 18); on = addDays(on, 1)) {
    at.clock.set(dayText(on))
    await run(at.db, workspace, { day: on, actor: 'schedule' })
  }
  const document = await json('GET', '/openapi.json')
  const paths = Object.keys(document.paths).filter(
    (path) => document.paths[path].get && !/\{(key|name|step)\}/.test(path),
  )
  const debtors = (await json('GET', '/v1/debtors')).items.map((it: { id: string }) => it.id) as string[]
  const claims = (await json('GET', '/v1/claims')).items.map((it: { id: string }) => it.id) as string[]
  const messages = (await json('GET', '/v1/outbox?all=true')).items?.map((it: { id: string }) => it.id) as
    | string[]
    | undefined
  const ids = { debtors, cases: debtors, claims, outbox: messages ?? [], messages: messages ?? [] }
  const reports = [
    'aging',
    'overdue',
    'dso',
    'cei',
    'cash-in',
    'cash',
    'steps',
    'promises',
    'disputes',
    'costs',
    'bad-debt-tax',
  ]
  const asked = [
    ...paths.filter((path) => !path.includes('{')),
    ...paths
      .filter((path) => path.includes('{id}'))
      .flatMap((path) => (ids[path.split('/')[2] as keyof typeof ids] ?? []).map((one) => path.replace('{id}', one))),
    ...reports.map((name) => `/v1/reports/tables/${name}`),
  ]
  let read = 0
  const left = new Set<string>()
  for (const path of asked) {
    const answer = await call('GET', path, undefined, german)
    if (!answer.text.startsWith('{')) continue
    const before = await json('GET', path)
    read += sentences(before).length
    for (const one of sentences(JSON.parse(answer.text)))
      if (sentences(before).includes(one)) left.add(`${path}: ${one}`)
  }
  expect([...left]).toEqual([])
  expect(read).toBeGreaterThan(200)
})
