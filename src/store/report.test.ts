import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { program } from '../cli/program.ts'
import { addDays, type Day, day, dayOf, momentAt } from '../core/day.ts'
import { agingReport, dsoReport, falseChases, statement } from '../engine/report.ts'
import { worklist } from '../engine/worklist.ts'
import { agingOn } from './balance.ts'
import { addClaims } from './claim.ts'
import { insert, inWorkspace, onDay, rows, sql, type Tx } from './db.ts'
import { addDebtors, findDebtor, type MadeDebtor, type NewContact } from './debtor.ts'
import { post, writeOff } from './ledger.ts'
import { addPayments, openClaims, spread } from './payment.ts'
import { type Heads, lockDebtors } from './record.ts'
import { reversePayment } from './reversal.ts'
import { listBooks, readWorkspace } from './workspace.ts'

const at = await freshDatabase('2026-04-15')

interface Account {
  readonly tx: Tx
  readonly heads: Heads
  readonly debtor: MadeDebtor
  readonly creditorId: string
}

/** A workspace of its own with one debtor, and work on the account. */
async function account<T>(
  work: (it: Account) => Promise<T>,
  facts: { name?: string; contacts?: NewContact[] } = {},
): Promise<{ workspaceId: string; got: T }> {
  const workspaceId = await nordwind(at)
  const got = await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(tx, [
      newDebtor(creditorId, facts.name ?? 'Meyer GmbH', facts.contacts ?? []),
    ])
    return work({ tx, heads: heads.get(made[0]!.book)!, debtor: made[0]!, creditorId })
  })
  return { workspaceId, got }
}

function newDebtor(creditorId: string, name: string, contacts: NewContact[] = []) {
  const plain = { kindBecause: 'test', country: 'GB', language: 'en', arrivedOn: day('2026-01-01') } as const
  return { ...plain, name, kind: 'business' as const, handling: 'automatic' as const, creditorId, contacts }
}

async function claimOf(
  it: Account,
  number: string,
  issuedOn: string,
  dues: readonly (readonly [string, number])[],
  currency = 'EUR',
): Promise<string> {
  const [id] = await addClaims(it.tx, it.heads, [
    {
      debtorId: it.debtor.id,
      creditorId: it.creditorId,
      caseId: it.debtor.caseId,
      number,
      kind: 'invoice',
      currency,
      issuedOn: day(issuedOn),
      arrivedOn: day(issuedOn),
      dues: dues.map(([dueOn, amountMinor]) => ({ dueOn: day(dueOn), amountMinor })),
    },
  ])
  return id!
}

async function paid(
  it: Account,
  on: string,
  amountMinor: number,
  claims: readonly string[] | 'on account' = [],
  kind: 'payment' | 'credit' = 'payment',
  currency = 'EUR',
): Promise<string> {
  const open = await openClaims(it.tx, it.debtor, it.creditorId, currency)
  const given = claims === 'on account' ? { parts: [], ruleId: 'none' } : spread(amountMinor, open, claims)
  const money = { debtorId: it.debtor.id, creditorId: it.creditorId, kind, amountMinor, currency, day: day(on) }
  return (await addPayments(it.tx, it.heads, [{ ...money, ...given }]))[0]!
}

const buckets = (it: { buckets: readonly { count: number; amountMinor: number }[] }) =>
  it.buckets.map((one) => [one.count, one.amountMinor])

test('aging as of a past day, and as of what was known then', async () => {
  const { workspaceId } = await account(async (it) => {
    await claimOf(it, 'A-1', '2026-01-10', [
      ['2026-01-31', 10_000],
      ['2026-02-28', 10_000],
      ['2026-03-31', 10_000],
    ])
    await claimOf(it, 'A-2', '2026-03-20', [['2026-04-20', 5_000]])
    await claimOf(it, 'U-1', '2026-03-01', [['2026-03-15', 700]], 'USD')
    const bounced = await paid(it, '2026-03-05', 12_000)
    await reversePayment(it.tx, it.heads, it.debtor.id, bounced, {
      as: 'return',
      day: day('2026-03-25'),
      reason: 'bounced',
    })
    await paid(it, '2026-03-30', 2_500, 'on account')
    await paid(it, '2026-04-01', 400, 'on account', 'credit')
  })
  const on = (text: string, knownUntil?: string) =>
    inWorkspace(at.db, workspaceId, 'test', (tx) =>
      agingReport(tx, { day: day(text), knownUntil: knownUntil ? day(knownUntil) : undefined }),
    )
  expect((await on('2026-01-09')).totals).toEqual([])
  const march = await on('2026-03-10')
  expect(march.totals.map((it) => it.currency)).toEqual(['EUR', 'USD'])
  // 12,000 paid: the first due whole, 2,000 of the second.
  expect(buckets(march.totals[0]!)).toEqual([
    [0, 10_000],
    [1, 8_000],
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  const end = await on('2026-04-02')
  expect(end.totals[0]).toMatchObject({
    open: { count: 2, amountMinor: 35_000 },
    creditsMinor: 400,
    unappliedMinor: 2_500,
    netMinor: 32_100,
  })
  expect(buckets(end.totals[0]!)).toEqual([
    [1, 5_000],
    [0, 10_000],
    [0, 10_000],
    [1, 10_000],
    [0, 0],
  ])
  expect(end.byDebtor).toEqual([
    { debtor: { id: expect.stringMatching(/^dbt_/), no: 1001, name: 'Meyer GmbH' }, totals: end.totals },
  ])
  // Known until the 10th: the payment of the 5th is in, its return and the later money are not, the later charge is.
  const known = await on('2026-04-02', '2026-03-10')
  expect(known.totals[0]).toMatchObject({ open: { count: 2, amountMinor: 23_000 }, netMinor: 23_000 })
  const nothingKnown = await on('2026-04-02', '2026-03-04')
  expect(nothingKnown.totals[0]).toMatchObject({ open: { count: 2, amountMinor: 35_000 }, unappliedMinor: 0 })
})

test('a claim paid too much is a credit, and nothing of another claim', async () => {
  const { got } = await account(async (it) => {
    const a = await claimOf(it, 'A-1', '2026-01-10', [['2026-02-10', 1_000]])
    await claimOf(it, 'A-2', '2026-01-10', [['2026-02-10', 900]])
    await post(it.tx, it.heads, [
      {
        debtorId: it.debtor.id,
        creditorId: it.creditorId,
        reason: 'typed twice',
        lines: [
          {
            claimId: a,
            component: 'principal',
            kind: 'payment',
            amountMinor: -1_300,
            currency: 'EUR',
            day: day('2026-02-01'),
          },
        ],
      },
    ])
    return agingReport(it.tx, { day: day('2026-03-01') })
  })
  expect(got.totals[0]).toMatchObject({ open: { count: 1, amountMinor: 900 }, creditsMinor: 300, netMinor: 600 })
})

const on = (max: number) => fc.integer({ min: 0, max })
const happening = fc.oneof(
  fc.record({
    what: fc.constant('claim' as const),
    after: on(120),
    dues: fc.array(fc.tuple(on(60), fc.integer({ min: 1, max: 90_000 })), { minLength: 1, maxLength: 3 }),
    currency: fc.constantFrom('EUR', 'USD'),
  }),
  fc.record({
    what: fc.constantFrom('payment' as const, 'credit' as const),
    after: on(160),
    amountMinor: fc.integer({ min: 1, max: 120_000 }),
    loose: fc.boolean(),
    currency: fc.constantFrom('EUR', 'USD'),
  }),
  fc.record({ what: fc.constantFrom('fee' as const, 'write-off' as const, 'undo due' as const), after: on(160) }),
  fc.record({ what: fc.constantFrom('return' as const, 'correction' as const), after: on(160) }),
)
const begin = day('2025-06-01')

test('on every day, whatever happened, aging agrees with the sales ledger to the cent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 14 }), on(160), async (some, knownAfter) => {
      await account(async (it) => {
        const claims: { id: string; currency: string }[] = []
        const payments: string[] = []
        for (const [i, one] of some.entries()) {
          const today = addDays(begin, one.after)
          if (one.what === 'claim') {
            const [id] = await addClaims(it.tx, it.heads, [
              {
                debtorId: it.debtor.id,
                creditorId: it.creditorId,
                caseId: it.debtor.caseId,
                number: `N-${i}`,
                kind: 'invoice',
                currency: one.currency,
                issuedOn: today,
                arrivedOn: today,
                dues: one.dues.map(([after, amountMinor]) => ({ dueOn: addDays(today, after), amountMinor })),
              },
            ])
            claims.push({ id: id!, currency: one.currency })
          } else if (one.what === 'payment' || one.what === 'credit') {
            const open = one.loose ? [] : await openClaims(it.tx, it.debtor, it.creditorId, one.currency)
            const { parts, ruleId } = spread(one.amountMinor, open)
            const money = { kind: one.what, amountMinor: one.amountMinor, currency: one.currency, day: today }
            payments.push(
              ...(await addPayments(it.tx, it.heads, [
                { debtorId: it.debtor.id, creditorId: it.creditorId, ...money, parts, ruleId },
              ])),
            )
          } else if (one.what === 'return' || one.what === 'correction') {
            const payment = payments.pop()
            const undo = { as: one.what, day: today, reason: 'undone' }
            if (payment) await reversePayment(it.tx, it.heads, it.debtor.id, payment, undo)
          } else if (claims[0]) {
            const claim = { ...claims[0], debtorId: it.debtor.id, creditorId: it.creditorId }
            const line = { claimId: claim.id, amountMinor: 4_000, currency: claim.currency, day: today }
            const group = { debtorId: it.debtor.id, creditorId: it.creditorId, reason: one.what }
            if (one.what === 'fee') {
              await post(it.tx, it.heads, [{ ...group, lines: [{ ...line, component: 'fee', kind: 'fee' }] }])
            } else if (one.what === 'undo due') {
              const principal = { component: 'principal', kind: 'charge', dueNo: 1 } as const
              await post(it.tx, it.heads, [{ ...group, lines: [{ ...line, ...principal, amountMinor: -500 }] }])
            } else {
              // A claim with nothing open has nothing to write off; that refusal is not what is tried here.
              await writeOff(it.tx, it.heads, claim, today, 'small').catch(() => undefined)
            }
          }
        }
        const knownUntil = addDays(begin, knownAfter)
        await sameInOnePass(it.tx)
        for (let after = 0; after <= 240; after += 16) {
          const today = addDays(begin, after)
          for (const asOf of [{ day: today }, { day: today, knownUntil }]) {
            const { totals, byDebtor } = await agingReport(it.tx, asOf)
            for (const one of totals) {
              const sum = one.buckets.reduce((total, bucket) => total + bucket.amountMinor, 0)
              expect(sum).toBe(one.open.amountMinor)
              expect(one.netMinor).toBe(one.open.amountMinor - one.creditsMinor - one.unappliedMinor)
            }
            const nets = totals.filter((one) => one.netMinor !== 0).map((one) => [one.currency, one.netMinor])
            expect(nets).toEqual(await ledger(it.tx, today, 'knownUntil' in asOf ? knownUntil : today))
            // One debtor is all there is.
            expect(byDebtor[0]?.totals ?? []).toEqual(
              totals.filter((one) => one.open.count > 0 || one.creditsMinor !== 0 || one.unappliedMinor !== 0),
            )
          }
        }
      })
    }),
    { numRuns: 15 },
  )
})

/** All days at once, by the database's own sums, say what each day says by itself. */
async function sameInOnePass(tx: Tx): Promise<void> {
  const days = [...Array(16).keys()].map((i) => addDays(begin, i * 16))
  const [book] = await listBooks(tx)
  const together = await agingOn(tx, book!, days)
  for (const [i, one] of days.entries()) {
    const { totals } = await agingReport(tx, { day: one })
    const empty = (it: (typeof totals)[number]) => !it.open.count && !it.creditsMinor && !it.unappliedMinor
    const found = [...together].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, agings]) => agings[i]!)
    expect(found.filter((it) => !empty(it))).toEqual(totals.filter((it) => !empty(it)))
  }
}

async function ledger(tx: Tx, today: Day, knownUntil: Day): Promise<[string, number][]> {
  const found = await rows<{ currency: string; sum: number }>(
    tx,
    sql`SELECT currency, sum(amount_minor) AS sum FROM postings WHERE day <= ${onDay(today)}::date
          AND NOT (kind IN ('payment', 'credit', 'write_off', 'waiver') AND day > ${onDay(knownUntil)}::date)
        GROUP BY currency HAVING sum(amount_minor) <> 0 ORDER BY currency`,
  )
  return found.map((it) => [it.currency, it.sum])
}

test('days sales outstanding, by currency', async () => {
  const { got } = await account(async (it) => {
    await claimOf(it, 'A-1', '2026-03-05', [['2026-04-05', 40_000]])
    await claimOf(it, 'A-2', '2026-02-05', [['2026-03-05', 40_000]])
    await claimOf(it, 'U-1', '2025-06-05', [['2025-07-05', 1_000]], 'USD')
    await paid(it, '2026-03-20', 20_000)
    await paid(it, '2026-04-02', 60_000)
    return dsoReport(it.tx, day('2026-03-31'), 90)
  })
  expect(got.totals).toEqual([
    { currency: 'EUR', openMinor: 60_000, salesMinor: 80_000, dsoDays: 67.5, countBackDays: 45 },
    { currency: 'USD', openMinor: 1_000, salesMinor: 0, dsoDays: null, countBackDays: 304 },
  ])
})

test('the worklist has the number to call, what is said, and the most money first', async () => {
  const contacts: NewContact[] = [
    { name: 'Front desk', roles: [], phones: ['+441174960100'] },
    { name: 'Accounts', roles: ['accounts_payable'], phones: ['+441174960101'] },
  ]
  const { got } = await account(
    async (it) => {
      const a = await claimOf(it, 'A-1', '2026-01-10', [
        ['2026-02-10', 1_000],
        ['2026-03-10', 1_000],
      ])
      const b = await claimOf(it, 'A-2', '2026-03-01', [['2026-04-10', 5_000]])
      await paid(it, '2026-03-12', 1_200, [a])
      const task = (id: string, kind: string, on: string, state = 'open') => [
        ...[it.debtor.book, id, it.debtor.id, it.debtor.caseId, kind, day(on), `Do it: ${kind}.`, {}, state],
      ]
      const ids = Array.from({ length: 5 }, () => it.tx.newId())
      await insert(
        it.tx,
        'tasks',
        [
          'book_id:bigint',
          'id:uuid',
          'debtor_id:uuid',
          'case_id:uuid',
          'kind:text',
          'day:date',
          'says:text',
          'facts:jsonb',
          'state:text',
        ],
        [
          task(ids[0]!, 'call', '2026-04-02'),
          task(ids[1]!, 'promise_broken', '2026-04-02'),
          task(ids[2]!, 'allocate', '2026-04-01'),
          task(ids[3]!, 'call', '2026-03-01', 'done'),
        ],
      )
      await insert(
        it.tx,
        'task_claims',
        ['book_id:bigint', 'task_id:uuid', 'claim_id:uuid', 'due_no:integer'],
        [
          [it.debtor.book, ids[0]!, a, 2],
          [it.debtor.book, ids[1]!, b, 1],
        ],
      )
      return worklist(it.tx, day('2026-04-15'))
    },
    { contacts },
  )
  expect(got.tasks.map((it) => [it.kind, it.day, it.open[0]?.amountMinor, it.daysLate])).toEqual([
    ['allocate', '2026-04-01', 5_800, 36],
    ['promise_broken', '2026-04-02', 5_000, 5],
    ['call', '2026-04-02', 800, 36],
  ])
  expect(got.tasks[2]).toMatchObject({
    id: expect.stringMatching(/^tsk_/),
    says: 'Do it: call.',
    call: { name: 'Accounts', phone: '+441174960101' },
    claims: [{ number: 'A-1', openMinor: 800 }],
  })
})

test('a statement adds up: claims, money on account, and the last running balance', async () => {
  const { got } = await account(async (it) => {
    const a = await claimOf(it, 'A-1', '2026-01-10', [['2026-02-10', 1_000]])
    await claimOf(it, 'A-2', '2026-02-10', [['2026-03-10', 2_000]])
    await paid(it, '2026-02-12', 1_000, [a])
    await paid(it, '2026-03-12', 300, 'on account')
    await paid(it, '2026-05-01', 2_000)
    return statement(it.tx, await findDebtor(it.tx, 'Meyer GmbH'), day('2026-03-31'))
  })
  expect(got.claims.map((it) => [it.number, it.dueOn, it.amountMinor, it.paidMinor, it.openMinor])).toEqual([
    ['A-1', '2026-02-10', 1_000, 1_000, 0],
    ['A-2', '2026-03-10', 2_000, 0, 2_000],
  ])
  expect(got.onAccount).toEqual([{ currency: 'EUR', kind: 'payment', amountMinor: 300 }])
  expect(got.postings.filter((it) => !it.allocated).map((it) => [it.day, it.amountMinor, it.balanceMinor])).toEqual([
    ['2026-01-10', 1_000, 1_000],
    ['2026-02-10', 2_000, 3_000],
    ['2026-02-12', -1_000, 2_000],
    ['2026-03-12', -300, 1_700],
  ])
  expect(got.postings).toHaveLength(6)
  expect(got.totals).toEqual([
    {
      currency: 'EUR',
      amountMinor: 3_000,
      paidMinor: 1_000,
      openMinor: 2_000,
      creditsMinor: 0,
      unappliedMinor: 300,
      netMinor: 1_700,
    },
  ])
})

test('a false chase is one whose money was there on the day of sending, as we know later', async () => {
  const zone = 'Europe/London'
  const { workspaceId, got } = await account(async (it) => {
    const early = await claimOf(it, 'A-1', '2026-02-01', [['2026-03-01', 1_000]])
    const late = await claimOf(it, 'A-2', '2026-02-01', [['2026-03-01', 2_000]])
    const part = await claimOf(it, 'A-3', '2026-02-01', [['2026-03-01', 3_000]])
    const sent = async (on: string, claims: readonly string[], fact?: string) => {
      const id = it.tx.newId()
      const moment = momentAt(day(on), 10, zone)
      const { book } = it.debtor
      await insert(
        it.tx,
        'messages',
        [
          ...['book_id:bigint', 'id:uuid', 'debtor_id:uuid', 'direction:text', 'channel:text', 'stage:text'],
          ...['intent:jsonb', 'at:timestamptz', 'actor:text'],
        ],
        [[book, id, it.debtor.id, 'out', 'email', 'friendly', {}, moment, 'test']],
      )
      await insert(
        it.tx,
        'message_claims',
        [
          ...['book_id:bigint', 'message_id:uuid', 'claim_id:uuid', 'due_no:integer', 'named:boolean'],
          'open_minor:bigint',
        ],
        claims.map((claim) => [book, id, claim, 1, true, 1]),
      )
      await insert(
        it.tx,
        'attempts',
        [
          ...['book_id:bigint', 'message_id:uuid', 'no:integer', 'debtor_id:uuid', 'address:text', 'channel:text'],
          ...['permit:jsonb', 'external_id:text', 'subject:text', 'text_body:text', 'bytes_sha:bytea'],
          ...['released_at:timestamptz', 'lease_until:timestamptz'],
        ],
        [
          [
            ...[book, id, 1, it.debtor.id, 'a@meyer.example', 'email', {}, id, 'Reminder', 'Please pay.'],
            ...[new Uint8Array(32), moment, moment],
          ] as never,
        ],
      )
      if (fact) {
        const columns = ['message_id:uuid', 'no:integer', 'kind:text', 'detail:text', 'at:timestamptz']
        await insert(
          it.tx,
          'attempt_facts',
          ['book_id:bigint', 'id:uuid', ...columns],
          [[book, it.tx.newId(), id, 1, fact, 'no such box', moment]],
        )
      }
    }
    await sent('2026-03-10', [early, late])
    await sent('2026-03-11', [part])
    await sent('2026-03-12', [late])
    await sent('2026-03-13', [early], 'refused')
    return { early, late, part, creditorId: it.creditorId, debtor: it.debtor }
  })
  // Payments come to be known on 15 April, in a later transaction.
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    const it = { tx, heads: await lockDebtors(tx, got.debtor.book, [got.debtor.id]), ...got }
    await paid(it, '2026-03-10', 1_000, [got.early])
    await paid(it, '2026-03-11', 2_000, [got.late])
    await paid(it, '2026-03-11', 1_000, [got.part])
  })
  const found = await inWorkspace(at.db, workspaceId, 'test', (tx) => falseChases(tx, zone))
  expect(found).toMatchObject({ count: 2, reminders: 3, share: 2 / 3 })
  expect(found.chases.map((it) => [it.sentOn, it.number, it.paymentDay, it.wholeMessage])).toEqual([
    ['2026-03-10', 'A-1', '2026-03-10', false],
    ['2026-03-12', 'A-2', '2026-03-11', true],
  ])
  expect(found.chases[0]).toMatchObject({
    message: expect.stringMatching(/^msg_/),
    claim: expect.stringMatching(/^clm_/),
    recordedAt: '2026-04-15T08:00:00.000Z',
  })
})

test('the terminal: text, CSV that no spreadsheet runs, and verify', async () => {
  const own = await freshDatabase('2026-04-15')
  const id = await nordwind(own)
  await inWorkspace(own.db, id, 'test', async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(tx, [newDebtor(creditorId, '=SUM(A1), "Ltd"')])
    const it = { tx, heads: heads.get(made[0]!.book)!, debtor: made[0]!, creditorId }
    await claimOf(it, 'A-1', '2026-01-10', [['2026-02-10', 123_450]])
  })
  const run = async (...words: string[]) => {
    let text = ''
    const clock = { ...own.clock, set: () => expect.unreachable('a report sets no clock') }
    await program({
      clock,
      actor: 'test',
      dataDir: own.dataDir,
      env: {},
      version: '0',
      write: (some) => {
        text += some
      },
      openDatabase: async () => ({ ...own.db, close: async () => undefined }),
    }).parseAsync(['node', 'dunwell', ...words])
    return text
  }
  expect(await run('report', 'aging')).toMatch(/61-90\s+1\s+1,234\.50/)
  const csv = await run('report', 'aging', '--day', '2026-02-11', '--csv')
  expect(csv.split('\r\n')[1]).toMatch(
    /^EUR,dbt_\w+,1001,"'=SUM\(A1\), ""Ltd""",1,1234\.50,0\.00,1234\.50,0\.00,0\.00,0\.00,0\.00,0\.00,1234\.50,0\.00$/,
  )
  expect(
    JSON.parse(await run('report', 'aging', '--day', '2026-02-10', '--known-until', '2026-01-01', '--json')),
  ).toEqual({
    day: '2026-02-10',
    knownUntil: '2026-01-01',
    totals: [expect.objectContaining({ currency: 'EUR', open: { count: 1, amountMinor: 123_450 } })],
    byDebtor: [expect.objectContaining({ totals: [expect.objectContaining({ netMinor: 123_450 })] })],
  })
  expect(await run('report', 'statement', '1001', '--day', '2026-01-09')).toContain('Nothing was posted')
  expect(await run('report', 'statement', '1001')).toMatch(/A-1\s+2026-01-10\s+2026-02-10\s+1,234\.50/)
  expect(await run('report', 'dso', '--days', '100')).toMatch(/EUR\s+1,234\.50\s+1,234\.50\s+100\.0/)
  await expect(run('report', 'dso', '--days', 'many')).rejects.toThrow(/not a number of days/)
  expect(await run('report', 'worklist')).toContain('nothing to do')
  expect(await run('report', 'false-chases')).toContain('of 0 sent')
  expect(await run('verify')).toMatch(/^1 claim, 1 posting, 2 chains, \d+ entries: all balances and chains hold\.$/m)

  const before = process.exitCode
  await rows({ query: own.db.owner as never }, sql`UPDATE claim_state SET principal = 1`)
  await rows({ query: own.db.owner as never }, sql`UPDATE record_payloads SET body = '{}'`)
  const broken = await run('verify')
  expect(process.exitCode).toBe(1)
  process.exitCode = before
  expect(broken).toMatch(/1 balance is broken, the first: claim A-1/)
  expect(broken).toMatch(
    /1 thing is broken in the record, the first: customer 1001.*: the content of entry 1 \(debtor\.made\) was altered/,
  )
})

const real = fileURLToPath(
  new URL('../../../shared/data/ledgers/ibm-watson-ar/WA_Fn-UseC_-Accounts-Receivable.csv', import.meta.url),
)

test('a real ledger ages as a spreadsheet says', async (context) => {
  if (!existsSync(real)) context.skip('the ledger is not on this machine')
  const lines = readFileSync(real, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
  const dayIn = (text: string): Day => {
    const [month, dayOfMonth, year] = text.split('/').map(Number)
    return dayOf(year!, month!, dayOfMonth!)!
  }
  const cents = (text: string) => Math.round(Number(text) * 100)
  const workspaceId = await nordwind(at, { currency: 'USD' })
  const customers = [...new Set(lines.map((it) => it[1]!))]
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(
      tx,
      customers.map((name) => newDebtor(creditorId, name)),
    )
    const chain = heads.get(made[0]!.book)!
    const owner = (it: string[]) => made[customers.indexOf(it[1]!)]!
    const ids = await addClaims(
      tx,
      chain,
      lines.map((it) => ({
        debtorId: owner(it).id,
        creditorId,
        caseId: owner(it).caseId,
        number: it[3]!,
        kind: 'invoice',
        currency: 'USD',
        issuedOn: dayIn(it[4]!),
        arrivedOn: dayIn(it[4]!),
        dues: [{ dueOn: dayIn(it[5]!), amountMinor: cents(it[6]!) }],
      })),
    )
    await addPayments(
      tx,
      chain,
      lines.map((it, i) => ({
        debtorId: owner(it).id,
        creditorId,
        kind: 'payment' as const,
        amountMinor: cents(it[6]!),
        currency: 'USD',
        day: dayIn(it[8]!),
        parts: [{ claimId: ids[i]!, component: 'principal' as const, amountMinor: cents(it[6]!) }],
        ruleId: 'as-named',
      })),
    )
  })
  const on = (text: string, knownUntil?: string) =>
    inWorkspace(at.db, workspaceId, 'test', (tx) =>
      agingReport(tx, { day: day(text), knownUntil: knownUntil ? day(knownUntil) : undefined }),
    )
  const june = (await on('2013-06-30')).totals[0]!
  expect(june.open).toEqual({ count: 84, amountMinor: 511_985 })
  expect(buckets(june)).toEqual([
    [72, 428_429],
    [12, 83_556],
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  const blind = (await on('2013-12-02', '2013-06-30')).totals[0]!
  expect(blind.open).toEqual({ count: 620, amountMinor: 3_737_844 })
  expect(buckets(blind).at(-1)).toEqual([197, 1_168_630])
  expect(blind.buckets.every((it) => it.count > 0)).toBe(true)
  expect((await on('2014-12-31')).byDebtor).toEqual([])
})
