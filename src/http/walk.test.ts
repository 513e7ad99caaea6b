// Two workspaces, and every operation of the API asked in one with what is the other's: as each role, with a key, and as nobody. Whether an
// id is another's or nobody's, the answer is the same; nothing of the other is in any answer, and none of its rows has changed.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { type Input, inputs } from '../../test/walk/inputs.ts'
import { openRows } from '../../test/walk/rows.ts'
import { type Answered, ask, makeWorld, people } from '../../test/walk/world.ts'
import { parseId } from '../core/id.ts'
import { may } from '../core/member.ts'
import { type Operation, overwrites } from './operation.ts'
import { operations as described } from './operations.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const failed: string[] = []
const serving = await serve({
  db: at.db,
  dataDir: at.dataDir,
  url: at.url,
  version: 'test',
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'error' }, { write: (line: string) => void failed.push(line) }),
  resolveTxt: async () => [],
  everySeconds: 86_400,
})
const all = await openRows(at.url)
afterAll(async () => {
  await all.end()
  await serving.stop()
})
const origin = `http://127.0.0.1:${serving.port}`
const own = await makeWorld(at, origin, 'Larkspur')
const theirs = await makeWorld(at, origin, 'Zephyr')
const rowsOf = (it: typeof own) => all.read(it.workspaceId, it.mark)
const theirRows = await rowsOf(theirs)

// What reads comes first; what takes a name that the other uses as well, and so makes it ours, comes last.
const making = ['savePolicy', 'saveTemplate']
const rank = (one: Operation) => (one.method === 'get' ? 0 : making.includes(one.id) ? 2 : 1)
const operations: readonly Operation[] = [...described].sort((a, b) => rank(a) - rank(b))
type Ids = Readonly<Record<string, string>>

/** Like their ids and of no workspace: in our own book, where one is named in it. */
const nowhere: Ids = Object.fromEntries(Object.entries(own.ids).map(([name, id]) => [name, unlike(name, id)]))

function unlike(name: string, id: string): string {
  const theirOne = theirs.ids[name]!
  if (/^[a-z]{3}_|-7[0-9a-f]{3}-|^[0-9a-f]{24}$/.test(id)) return `${id.slice(0, -3)}000`
  return theirOne.replace(/zephyr/gi, (it) => (it === 'Zephyr' ? 'Zephyq' : 'zephyq'))
}

interface Drawn {
  readonly input: Input
  /** The names of the ids it took. */
  readonly took: readonly string[]
}

/** What an operation is asked, in each shape that it has. */
function inputsOf(one: Operation, ids: Ids): Drawn[] {
  const given = inputs[one.id] ?? (() => ({}))
  return [given].flat().map((make) => {
    const took = new Set<string>()
    const seen = new Proxy(ids, {
      get(from, name: string) {
        took.add(name)
        return from[name]
      },
    })
    return { input: make(seen), took: [...took] }
  })
}

type By = { readonly cookie?: string; readonly key?: string }

async function asked(one: Operation, input: Input, by: By): Promise<Answered> {
  const path = one.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(input.params![name]!))
  const query = new URLSearchParams(input.query)
  const answer = await ask(origin, {
    method: one.method,
    path: `${path}${query.size > 0 ? `?${query}` : ''}`,
    ...by,
    ...(one.method !== 'get' && { body: input.file ?? input.body ?? {} }),
    ...(input.file !== undefined && { type: one.takes }),
    headers: overwrites(one) ? { 'If-Match': '*' } : {},
  })
  if (answer.status >= 500) throw new Error(`${one.id} answered ${answer.text}\n${failed.at(-1)}`)
  return answer
}

/** An answer without the ids that it was asked with. */
function plain(answer: Answered, ids: Ids, took: readonly string[]): string {
  const text = took.reduce((rest, name) => {
    const key = parseId(ids[name]!.slice(0, 3), ids[name]!)
    return rest.replaceAll(ids[name]!, `<${name}>`).replaceAll(key?.id ?? ids[name]!, `<${name}>`)
  }, answer.text)
  return `${answer.status} ${text}`
}

/** What of theirs stands in an answer, besides the ids it was asked with. */
function leaks(answer: Answered, took: readonly string[]): string[] {
  const rest = plain(answer, theirs.ids, took)
  const marks = [theirs.mark, theirs.mark.toLowerCase(), ...Object.values(theirs.ids)]
  return marks.filter((it) => rest.includes(it)).map((it) => `${it} in ${rest.slice(0, 600)}`)
}

const callers: readonly (By & { readonly as: string; mayDo(one: Operation): boolean })[] = [
  ...people.map((role) => ({
    as: role,
    cookie: own.cookies[role],
    mayDo: (one: Operation) => may(role, one.right ?? (one.method !== 'get' && !one.reads ? 'work' : 'read')),
  })),
  { as: 'key', key: own.key, mayDo: (one) => !one.peopleOnly },
]

interface Schema {
  readonly $ref?: string
  readonly pattern?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** The names in a form whose values are ids. */
function idsIn(schema: Schema | undefined, of: { readonly name: string; readonly components: object }): string[] {
  if (schema === undefined) return []
  const known = (of.components as Record<string, Schema>)[schema.$ref?.split('/').at(-1) ?? '']
  const parts = [known, schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [
    ...(/^\^[a-z]{3}_\[/.test(schema.pattern ?? '') ? [of.name] : []),
    ...parts.flatMap((part) => idsIn(part, of)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => idsIn(part, { ...of, name })),
  ]
}

test('every operation is walked, and every id that it takes is given to it', async () => {
  const { json: document } = await ask(origin, { method: 'get', path: '/openapi.json' })
  const forgotten: string[] = []
  for (const one of operations) {
    const it = document.paths[one.path][one.method]
    const drawn = inputsOf(one, theirs.ids)
    const given = JSON.stringify(drawn.map(({ input }) => ({ ...input.params, ...input.query, body: input.body })))
    const slots = [
      ...(it.parameters ?? []).flatMap((part: { name: string; schema: Schema }) =>
        idsIn(part.schema, { name: part.name, components: document.components.schemas }),
      ),
      ...Object.values<{ schema: Schema }>(it.requestBody?.content ?? {}).flatMap(({ schema }) =>
        idsIn(schema, { name: '', components: document.components.schemas }),
      ),
    ]
    for (const slot of new Set(slots)) {
      const value = new RegExp(`"${slot}":(?:"|\\[")([^"]+)"`).exec(given)?.[1]
      if (!Object.values(theirs.ids).includes(value ?? '')) forgotten.push(`${one.id} ${slot}`)
    }
    const needs = it.requestBody !== undefined && one.body !== undefined && Object.keys(one.body).length > 0
    if ((needs || one.params !== undefined) && inputs[one.id] === undefined) forgotten.push(one.id)
  }
  expect(forgotten).toEqual([])
  expect(Object.keys(inputs).filter((id) => !operations.some((one) => one.id === id))).toEqual([])
})

test.each(operations.map((it) => [it.id, it] as const))('%s tells nothing of the other workspace', async (_, one) => {
  const foreign = inputsOf(one, theirs.ids)
  const unknown = inputsOf(one, nowhere)
  const mine = inputsOf(one, own.ids)
  for (const { input } of foreign) expect((await asked(one, input, {})).status).toBe(401)
  const shut = callers.filter((it) => !it.mayDo(one))
  const before = shut.length > 0 ? await rowsOf(own) : undefined
  for (const by of shut) {
    const refused = await asked(one, foreign[0]!.input, by)
    expect(refused, by.as).toMatchObject({ status: 403, json: { code: by.key ? 'key.people' : 'right.missing' } })
    expect(refused.json.fix).toMatch(/\w{3}/)
    expect((await asked(one, mine[0]!.input, by)).text, by.as).toBe(refused.text)
  }
  if (before) expect(await rowsOf(own), 'a refusal has no effect').toEqual(before)
  for (const [i, { input, took }] of foreign.entries()) {
    let refused: Answered | undefined
    for (const by of callers.filter((it) => it.mayDo(one))) {
      const answer = await asked(one, input, by)
      expect(leaks(answer, took), by.as).toEqual([])
      if (took.length === 0) continue
      // A refusal is the same for all; what is answered is each one's own.
      const none = refused ?? (await asked(one, unknown[i]!.input, by))
      if (none.status >= 400) refused = none
      expect(plain(answer, theirs.ids, took), by.as).toBe(plain(none, nowhere, took))
    }
  }
  // One id of theirs among our own, each in its turn.
  for (const [i, { took }] of mine.entries())
    for (const name of took.length > 1 ? took : []) {
      const [mixed, lost] = [theirs.ids, nowhere].map((ids) => ({ ...own.ids, [name]: ids[name]! }))
      const answer = await asked(one, inputsOf(one, mixed!)[i]!.input, callers[0]!)
      expect(leaks(answer, [name]), name).toEqual([])
      const none = await asked(one, inputsOf(one, lost!)[i]!.input, callers[0]!)
      // What was done for all that is ours in it is not done twice.
      const same = answer.status < 300 && one.method !== 'get' ? String(answer.status) : plain(answer, mixed!, [name])
      expect(same === String(none.status) ? same : plain(none, lost!, [name]), name).toBe(same)
    }
  expect(await rowsOf(theirs), 'nothing of theirs has changed').toEqual(theirRows)
})

test('search and lists find nothing of theirs by name, number, address or beginning', async () => {
  const [word, number] = [theirs.mark, theirs.ids.number!]
  const paths = [
    ...[word, `${word} Harbour`, number, `ap@${word}.example`, 'zeph', theirs.ids.claim!].map(
      (it) => `/v1/search?text=${it}`,
    ),
    `/v1/debtors?words=${word}`,
    `/v1/cases?words=${word}`,
    `/v1/cases/count?words=${word}`,
    `/v1/claims?starts=${word}`,
    `/v1/claims?number=${number}`,
    `/v1/documents?q=${word}`,
    `/v1/audit?who=${encodeURIComponent(theirs.ids.person!)}`,
  ]
  for (const path of paths) {
    const found = await ask(origin, { method: 'get', path, cookie: own.cookies.owner })
    expect(found.status, path).toBe(200)
    expect(found.text, path).not.toMatch(/zephyr/i)
    const theirOwn = await ask(origin, { method: 'get', path, cookie: theirs.cookies.owner })
    if (!/text=clm|ap@/.test(path))
      expect(theirOwn.text, `${path} finds it where it is`).toMatch(/zephyr|"count":[1-9]/i)
  }
})

test('a page of theirs is not turned by its cursor, and an answer of theirs is not repeated by its key', async () => {
  for (const one of operations.filter((it) => 'cursor' in (it.query?.shape ?? {}))) {
    const path = one.path.replaceAll(
      /\{(\w+)\}/g,
      () => theirs.ids[one.id === 'listWebhookTries' ? 'hook' : 'otherDebtor']!,
    )
    const page = (cookie: string, query: string) => ask(origin, { method: 'get', path: `${path}?${query}`, cookie })
    const { json } = await page(theirs.cookies.owner, 'limit=1')
    if (json.next === undefined) continue
    const turned = await page(own.cookies.owner, `limit=500&cursor=${encodeURIComponent(json.next)}`)
    expect(turned.text, one.id).not.toMatch(/zephyr/i)
  }
  const said = { debtor: theirs.ids.debtor, says: 'Zephyr once' }
  const once = { method: 'post', path: '/v1/notes', body: said, headers: { 'Idempotency-Key': 'walk-1' } }
  expect((await ask(origin, { ...once, cookie: theirs.cookies.owner })).status).toBe(201)
  expect((await ask(origin, { ...once, cookie: own.cookies.owner })).status).toBe(404)
  expect((await ask(origin, { ...once, key: own.key })).status).toBe(404)
})

test('naming their workspace opens it to none of ours, and does not say that it is there', async () => {
  const { json } = await ask(origin, { method: 'get', path: '/desk/state', cookie: theirs.cookies.owner })
  const named = json.workspaces[0].id as string
  for (const id of [named, `${named.slice(0, -3)}000`, 'nonsense']) {
    const headers = { 'Dunwell-Workspace': id }
    const found = await ask(origin, { method: 'get', path: '/v1/debtors', cookie: own.cookies.owner, headers })
    expect(found).toMatchObject({ status: 403, json: { code: 'seat.none' } })
    expect(found.text).not.toMatch(/zephyr/i)
    const live = await ask(origin, { method: 'get', path: `/desk/live?workspace=${id}`, cookie: own.cookies.owner })
    expect(live).toMatchObject({ status: 403, json: { code: 'seat.none' } })
    const byKey = await ask(origin, { method: 'get', path: '/v1/debtors', key: own.key, headers })
    expect(byKey.text, 'a key has one workspace').not.toMatch(/zephyr/i)
  }
})

test('what happens here is heard here and not there', async () => {
  const hear = async (cookie: string) => {
    const quit = new AbortController()
    const answer = await fetch(`${origin}/desk/live`, { headers: { Cookie: cookie }, signal: quit.signal })
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader.read()).value ?? ''
    }
    await until('event: open')
    return { until, said: () => text, end: () => quit.abort() }
  }
  const [here, there] = [await hear(own.cookies.viewer), await hear(theirs.cookies.owner)]
  const note = (it: typeof own) =>
    ask(origin, {
      method: 'post',
      path: '/v1/notes',
      cookie: it.cookies.owner,
      body: { debtor: it.ids.debtor, says: 'x' },
    })
  await ask(origin, { method: 'post', path: '/desk/here', cookie: theirs.cookies.owner, body: { path: '/zephyr' } })
  await note(theirs)
  await there.until(theirs.ids.debtor!)
  await note(own)
  await here.until(own.ids.debtor!)
  expect(here.said()).not.toMatch(new RegExp(`zephyr|${theirs.ids.debtor}`, 'i'))
  expect(there.said()).not.toContain(own.ids.debtor)
  here.end()
  there.end()
})

// What is over, or was never begun, by the time it is asked: these do not say 404 for an id that is not there.
const over: Readonly<Record<string, string>> = {
  liftHold: 'answer.over',
  withdrawPromise: 'answer.over',
  settleGone: 'gone.none',
  judgeList: 'gone.none',
  askBankChange: 'proof.wrong',
  agreeBankChange: 'bank_change.own',
  changeOnlinePay: 'proof.wrong',
  stopAutopilot: 'autopilot.unknown',
  checkApproval: 'offer.unknown',
  askApproval: 'offer.unknown',
}
const ending = [
  'mergeDebtor',
  'undoImport',
  'removeWebhook',
  'revokeKey',
  'removeMember',
  'endOtherSessions',
  'endSession',
]

test('what was asked of theirs is sound: their own owner is answered', async () => {
  const order = [...operations].sort((a, b) => ending.indexOf(a.id) - ending.indexOf(b.id))
  const wrong: string[] = []
  let done = 0
  for (const one of order)
    for (const { input } of inputsOf(one, theirs.ids)) {
      const answer = await asked(one, input, { cookie: theirs.cookies.owner })
      // 409 and 422 speak of the state that the thing is in, so it was found.
      const found = answer.status < 300 || [409, 422].includes(answer.status) || over[one.id] === answer.json?.code
      if (!found) wrong.push(`${one.id}: ${answer.text}`)
      if (answer.status < 300) done++
    }
  expect(wrong).toEqual([])
  expect(done, 'and most of it is done').toBeGreaterThan(operations.length * 0.85)
  expect(failed).toEqual([])
})
