// No update is lost: every operation that puts something in the place of what stands is asked twice for the same state, and the second time
// is refused with what changed, and nothing has changed. Every other operation that writes stands here with why it overwrites nothing; a
// new one that stands nowhere fails.

import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { type Input, inputs } from '../../test/walk/inputs.ts'
import { openRows } from '../../test/walk/rows.ts'
import { type Answered, ask, makeWorld, password } from '../../test/walk/world.ts'
import { type Operation, overwrites } from './operation.ts'
import { operations as described } from './operations.ts'
import { serve } from './serve.ts'

const at = await freshDatabase('2026-03-02')
const serving = await serve({
  ...{ db: at.db, dataDir: at.dataDir, url: at.url, version: 'test', everySeconds: 86_400 },
  listen: { host: '127.0.0.1', port: 0 },
  log: pino({ level: 'silent' }),
  resolveTxt: async () => [],
})
const all = await openRows(at.url)
afterAll(async () => {
  await all.end()
  await serving.stop()
})
const origin = `http://127.0.0.1:${serving.port}`
const world = await makeWorld(at, origin, 'Larkspur')
const { ids } = world
const cookie = world.cookies.owner
const rows = () => all.read(world.workspaceId, world.mark)
const operations: readonly Operation[] = described
const writing = operations.filter((it) => it.method !== 'get' && !it.reads)

const get = async (path: string) => (await ask(origin, { method: 'get', path, cookie })).json
const send = (method: string, path: string, body: object, seen?: number): Promise<Answered> =>
  ask(origin, { method, path, cookie, body, ...(seen !== undefined && { headers: { 'If-Match': `"${seen}"` } }) })

/** What is seen, and two changes for it: of the first person, and of who comes second. */
interface Overwriting<S> {
  seen(): Promise<S>
  first(seen: S): Promise<Answered>
  second(seen: S): Promise<Answered>
}
const of = <S>(it: Overwriting<S>): Overwriting<never> => it as never

/** By the version that stands in what is read. */
function byVersion(
  read: string,
  way: readonly [method: string, path: string],
  [mine, theirs]: readonly [object, object],
  versionOf = (json: { version: number | null }) => json.version ?? 0,
) {
  return of({
    seen: async () => versionOf(await get(read)),
    first: (seen: number) => send(...way, theirs, seen),
    second: (seen: number) => send(...way, mine, seen),
  })
}

const contact = ['patch', `/v1/contacts/${ids.contact}`] as const
const offer = (payBy: string) => ({ what: 'all', payBy, because: 'on the phone' })
const rules = (country: string) => ({ rules: [{ when: { country }, to: [ids.member] }] })
const memberOf = (id: string) => (json: { items: { id: string; version: number }[] }) =>
  json.items.find((it) => it.id === id)!.version
const { debtor: claimant } = await get(`/v1/claims/${ids.claim}`)
const holder = await debtorOfContact()
async function debtorOfContact(): Promise<string> {
  for (const { id } of (await get('/v1/debtors?limit=50')).items as { id: string }[])
    if (JSON.stringify(await get(`/v1/debtors/${id}/overview`)).includes(ids.contactAddress!)) return id
  throw new Error('The contact is nobody’s.')
}
const { version: _, ...standard } = await get('/v1/policies/standard')
const words = (await get('/v1/templates/en/second')).source as string
const me = ((await get('/v1/members')).items as { id: string; you: boolean }[]).find((it) => it.you)!.id
const proof = { password }

const versioned: Readonly<Record<string, Overwriting<never>>> = {
  changeDebtor: byVersion(
    `/v1/debtors/${claimant}`,
    ['patch', `/v1/debtors/${claimant}`],
    [{ segment: 'north' }, { segment: 'south' }],
  ),
  changeCreditTerms: byVersion(
    `/v1/debtors/${claimant}/terms`,
    ['patch', `/v1/debtors/${claimant}/terms`],
    [
      { none: true, because: 'agreed' },
      { none: false, because: 'agreed anew' },
    ],
  ),
  changeContact: byVersion(`/v1/debtors/${holder}`, contact, [{ site: 'Leeds' }, { site: 'York' }]),
  endContact: of({
    seen: async () => (await get(`/v1/debtors/${holder}`)).version as number,
    first: (seen) => send(...contact, { site: 'Hull' }, seen),
    second: (seen) => send('post', `/v1/contacts/${ids.contact}/end`, {}, seen),
  }),
  changeClaim: byVersion(
    `/v1/claims/${ids.claim}`,
    ['patch', `/v1/claims/${ids.claim}`],
    [{ about: 'oak' }, { about: 'elm' }],
  ),
  offerWaiver: byVersion(
    `/v1/claims/${ids.claim}`,
    ['post', `/v1/claims/${ids.claim}/offer`],
    [offer('2026-03-20'), offer('2026-03-27')],
  ),
  withdrawOffer: of({
    seen: async () => (await get(`/v1/claims/${ids.claim}`)).version as number,
    first: (seen) => send('post', `/v1/claims/${ids.claim}/offer`, offer('2026-03-30'), seen),
    second: (seen) => send('post', `/v1/claims/${ids.claim}/offer/withdraw`, { because: 'they refused' }, seen),
  }),
  savePolicy: byVersion(
    '/v1/policies/standard',
    ['put', '/v1/policies/standard'],
    [
      { ...standard, name: 'Mine' },
      { ...standard, name: 'Theirs' },
    ],
  ),
  usePolicy: of({
    seen: async () => (await get('/v1/settings')).policy as string,
    first: (instead) => send('post', '/v1/policies/gentle/use', { instead }),
    second: (instead) => send('post', `/v1/policies/${ids.policy}/use`, { instead }),
  }),
  saveTemplate: byVersion(
    '/v1/templates/en/second',
    ['put', '/v1/templates/en/second'],
    [{ source: `${words}\nMine.\n` }, { source: `${words}\nTheirs.\n` }],
  ),
  changeSettings: byVersion('/v1/settings', ['patch', '/v1/settings'], [{ phone: '1' }, { phone: '2' }]),
  changeOnlinePay: byVersion(
    '/v1/online-pay',
    ['patch', '/v1/online-pay'],
    [
      { publicUrl: 'https://mine.example', proof },
      { publicUrl: 'https://theirs.example', proof },
    ],
  ),
  askBankChange: of({
    seen: async () => (await get('/v1/bank-details')).version as number,
    first: (seen) => send('patch', '/v1/settings', { website: 'https://larkspur.example' }, seen),
    second: (version) => send('post', '/v1/bank-changes', { bank: { holder: 'Mine', lines: ['1'] }, proof, version }),
  }),
  changeMember: byVersion(
    '/v1/members',
    ['patch', `/v1/members/${ids.member}`],
    [{ approves: { writeOffMinor: 1 } }, { approves: { writeOffMinor: 2 } }],
    memberOf(ids.member!) as never,
  ),
  coverMember: byVersion(
    '/v1/members',
    ['put', `/v1/members/${me}/cover`],
    [{ cover: { id: ids.member, until: '2026-03-20' } }, { cover: { id: ids.member, until: '2026-03-21' } }],
    memberOf(me) as never,
  ),
  coverMyself: byVersion(
    '/v1/account',
    ['put', '/v1/account/cover'],
    [{ cover: { id: ids.member, until: '2026-03-22' } }, { cover: { id: ids.member, until: '2026-03-23' } }],
  ),
  changeAccount: byVersion('/v1/account', ['patch', '/v1/account'], [{ name: 'Mine' }, { name: 'Theirs' }]),
  saveCollectorRules: byVersion('/v1/collectors', ['put', '/v1/collectors/rules'], [rules('GB'), rules('DE')]),
  saveView: of({
    seen: async () => null,
    first: (instead) => send('post', '/v1/views', { page: 'cases', name: 'old', instead, body: { late: '90+' } }),
    second: (instead) => send('post', '/v1/views', { page: 'cases', name: 'old', instead, body: { late: '31-60' } }),
  }),
}

/** Why nothing that somebody said is overwritten by these: what they add stands beside what was, or it can be done once. */
const lossless: Readonly<Record<string, 'adds' | 'once' | `${'adds' | 'once' | 'versioned'}: ${string}`>> = {
  setKnownUntil: 'once: it only moves on',
  runDay: 'once: a day is decided once, and again without effect',
  beginRun: 'adds: joins the one that is at work; what is decided is decided once',
  cancelRun: 'adds: the wish to stop',
  stopSending: 'adds: every stop stands in the record',
  liftStop: 'once: of a stop that stands',
  approveComing: 'once: for what was seen; what has changed is answered as changed',
  recallAheadAll: 'once',
  recallAhead: 'once',
  allowAutopilot: 'once: of a step that is on it a second is refused',
  putOffAutopilot: 'adds',
  stopAutopilot: 'once',
  mailDone: 'once',
  addDebtor: 'adds',
  addContact: 'adds',
  keepDebtorsApart: 'adds',
  mergeDebtor: 'once',
  addClaim: 'adds: a number that is there is refused or taken as a row of a file',
  upsertClaims: 'adds: as a file; the file is what counts, and its change is told and can be taken back',
  agreeDate: 'once: a claim with a day is refused',
  writeOffClaim: 'once: with nothing left it is refused, and If-Match is heeded',
  keepTaxRelief: 'adds',
  waiveCharges: 'adds: a posting beside the others, of what is still posted',
  addPayment: 'adds',
  reversePayment: 'once',
  allocateMoney: 'adds: only what is on account',
  answerOfferInFull: 'once',
  askApproval: 'adds',
  acceptApproval: 'once',
  refuseApproval: 'once',
  withdrawApproval: 'once',
  acceptBankLine: 'once',
  splitBankLine: 'once',
  ignoreBankLine: 'once',
  undoBankLine: 'once',
  bulkCases: 'versioned: by what was seen of each, in a test of its own',
  undoBulkCases: 'once',
  dropView: 'once',
  approveMessages: 'once',
  recallMessages: 'once',
  recallMessage: 'once',
  dropMessage: 'once',
  settleMessage: 'once',
  releaseBrake: 'once',
  sendMessages: 'once',
  writeMessage: 'adds',
  addHold: 'adds',
  liftHold: 'once',
  addQuery: 'adds',
  answerQuery: 'once',
  addDispute: 'adds',
  settleDispute: 'once',
  addPromise: 'adds',
  movePromise: 'once: the old one is moved, and moved no more',
  withdrawPromise: 'once',
  finishTask: 'once',
  reopenTask: 'once',
  logCall: 'adds',
  undoCall: 'once',
  addNote: 'adds: a note is never changed',
  withdrawNote: 'once',
  escalateCase: 'once: what comes today cannot come sooner, and a step that is another by now is refused',
  withdrawEscalation: 'once',
  testTemplate: 'adds: a test mail',
  answerMissingFact: 'once: only of whom nobody has said it',
  enterRate: 'adds: history, of which the newest counts',
  importExchangeRates: 'adds: history, of which the newest counts',
  rehearse: 'once: days that were lived are not lived again',
  returnPayment: 'once',
  setReturnAside: 'once',
  unreturnPayment: 'once',
  importBank: 'adds: lines that are known are left as they are',
  importEInvoice: 'adds: the same bytes change nothing',
  importFile: 'adds: the file is what counts, its change is told and can be taken back',
  undoImport: 'once',
  upload: 'adds',
  importUpload: 'adds: as importFile',
  cancelUpload: 'once',
  fileDocument: 'adds',
  withdrawDocument: 'once',
  answerBacklog: 'once: what was answered is refused',
  undoBacklog: 'once',
  settleGone: 'once',
  judgeList: 'once: of the last list',
  sendTest: 'adds: a test mail',
  goLive: 'once',
  makeBackup: 'adds',
  addWebhook: 'adds: a webhook is never changed',
  testWebhook: 'adds: a delivery',
  resumeWebhook: 'once',
  replayWebhook: 'adds: deliveries',
  removeWebhook: 'once',
  testMail: 'adds: a test mail',
  agreeBankChange: 'once',
  withdrawBankChange: 'once',
  inviteMember: 'adds: who has a seat is refused',
  linkMember: 'adds: another link',
  removeMember: 'once',
  addKey: 'adds: a key is never changed',
  revokeKey: 'once',
  beginPassword: 'once: who has one changes it with the old one',
  endSession: 'once',
  endOtherSessions: 'once',
}

test('every operation that writes says how it loses nothing', () => {
  const known = [...Object.keys(versioned), ...Object.keys(lossless)]
  expect(writing.map((it) => it.id).filter((id) => !known.includes(id))).toEqual([])
  expect(known.filter((id) => !writing.some((it) => it.id === id))).toEqual([])
  expect(writing.filter((it) => overwrites(it) && versioned[it.id] === undefined).map((it) => it.id)).toEqual([])
  expect(writing.filter((it) => it.method !== 'post' && !overwrites(it)).map((it) => it.id)).toEqual(['setKnownUntil'])
})

test.each(writing.filter(overwrites).map((it) => [it.id, it] as const))('%s needs a version', async (_id, one) => {
  const inputOf = inputs[one.id]!
  const input = (typeof inputOf === 'function' ? inputOf : inputOf[0]!)(ids)
  const path = one.path.replaceAll(/\{(\w+)\}/g, (_all, name) => input.params![name]!)
  const answer = await ask(origin, { method: one.method, path, cookie, body: input.body })
  expect(answer).toMatchObject({ status: 428, json: { code: 'version.needed' } })
})

test.each(Object.entries(versioned))('%s is refused to who comes second', async (id, it) => {
  if (id === 'askBankChange') await send('post', `/v1/bank-changes/${ids.bankChange}/withdraw`, {})
  const seen = await it.seen()
  const first = await it.first(seen)
  expect(first.status, first.text).toBeLessThan(300)
  const before = await rows()
  const second = await it.second(seen)
  expect(second, second.text).toMatchObject({ status: 412, json: { code: 'version.other' } })
  expect(second.json.detail).toMatch(/\w{3}/)
  expect(second.json.fix).toMatch(/\w{3}/)
  expect(await rows(), 'and nothing has changed').toEqual(before)
  const now = await it.seen()
  if (now !== seen) expect((await it.second(now)).status, 'for what stands now it is done').toBeLessThan(300)
})

test('of many cases those are left as they are that somebody else changed, and named', async () => {
  const debtor = claimant as string
  const { handling, name } = await get(`/v1/debtors/${debtor}`)
  const bulk = (deed: object, was?: string | null) =>
    send('post', '/v1/cases/bulk', { debtors: [debtor], ...(was !== undefined && { seen: [{ debtor, was }] }), deed })
  const theirs = await bulk({ do: 'handling', handling: 'by_hand' }, handling)
  expect(theirs.json).toMatchObject({ done: 1, crossed: [] })
  const before = await rows()
  const mine = await bulk({ do: 'handling', handling: 'approve' }, handling)
  expect(mine.json).toEqual({ done: 0, id: null, crossed: [{ debtor, name, now: 'by_hand' }] })
  expect(await rows()).toEqual(before)
  expect((await bulk({ do: 'handling', handling: 'approve' })).json).toMatchObject({ done: 1 })
  // What was set otherwise since is left as it is by who takes theirs back.
  expect((await send('post', `/v1/cases/bulk/${theirs.json.id}/undo`, {})).json).toEqual({ undone: 0 })
  expect((await get(`/v1/debtors/${debtor}`)).handling).toBe('approve')
  expect((await send('post', `/v1/cases/bulk/${theirs.json.id}/undo`, {})).json).toMatchObject({ code: 'bulk.undone' })
  const given = await bulk({ do: 'collector', collector: ids.member }, null)
  const other = given.json.crossed[0]?.now ?? null
  if (given.json.done === 0) expect((await bulk({ do: 'collector', collector: ids.member }, other)).json.done).toBe(1)
  expect((await bulk({ do: 'collector', collector: me }, null)).json).toMatchObject({
    done: 0,
    crossed: [{ debtor, now: ids.member }],
  })
})

test('what was done to many is found again and taken back by who did it, and by nobody else', async () => {
  const hold = {
    debtors: [ids.otherDebtor],
    deed: { do: 'hold', cause: 'talks', note: 'a word of Ann', until: '2026-04-01' },
  }
  const { id } = (await send('post', '/v1/cases/bulk', hold)).json
  const lately = async (by: string) =>
    (await ask(origin, { method: 'get', path: '/v1/cases/bulk', cookie: by })).json.items as { id: string }[]
  const own = async () => (await lately(cookie)).find((it) => it.id === id)
  const last = await own()
  expect(last).toMatchObject({ id, do: 'hold', what: 'talks', until: '2026-04-01', done: 1, undoneAt: null })
  expect(JSON.stringify(last)).not.toContain('Ann')
  expect(await lately(world.cookies.manager)).toEqual([])
  const undo = (by: string) => ask(origin, { method: 'post', path: `/v1/cases/bulk/${id}/undo`, cookie: by, body: {} })
  expect((await undo(world.cookies.manager)).status).toBe(404)
  expect((await undo(cookie)).json).toEqual({ undone: 1 })
  expect(await own()).toMatchObject({ id, undoneAt: expect.any(String) })
  expect((await undo(cookie)).status).toBe(409)
})

test.each(writing.filter((it) => lossless[it.id]?.startsWith('once')).map((it) => [it.id, it] as const))(
  '%s, asked again, is refused or changes nothing',
  async (_id, one) => {
    for (const inputOf of [inputs[one.id] ?? ((): Input => ({}))].flat()) {
      const input = inputOf(ids)
      const path = one.path.replaceAll(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(input.params![name]!))
      const again = () => send(one.method, path, (input.body ?? {}) as object)
      await again()
      const before = await rows()
      const second = await again()
      if (second.status < 300) expect(await rows(), second.text).toEqual(before)
    }
  },
)
