// Two customers become one: whatever was posted, paid, held and sent before, no balance of any past day changes, nothing is sent
// twice or in a burst, and the old record takes no more.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { addDays, type Day, day, dayText } from '../core/day.ts'
import { decide } from '../core/decide.ts'
import { paymentReference } from '../core/iban.ts'
import { rank } from '../core/policy.ts'
import { readyMade } from '../rules/policies.ts'
import { readAddresses } from '../store/address.ts'
import { addDispute, addHold, addPromise, listAnswers } from '../store/answer.ts'
import { addClaims, claimId, claimsOf, findClaim, readClaims } from '../store/claim.ts'
import { change, inWorkspace, rows, sql, type Tx } from '../store/db.ts'
import { addDebtors, debtorId, findDebtor, type MadeDebtor, readDebtors } from '../store/debtor.ts'
import { attemptOf } from '../store/inbox.ts'
import { lookAgain, verifyLedger } from '../store/ledger.ts'
import { addLiable } from '../store/liable.ts'
import { sumsOf } from '../store/merge.ts'
import { addPayments, openClaims, spread } from '../store/payment.ts'
import { lookAtAll, savePolicies } from '../store/policy.ts'
import { lockDebtors, verifyRecord } from '../store/record.ts'
import { readFigures } from '../store/report.ts'
import { reversePayment } from '../store/reversal.ts'
import { dueDebtors, runFacts, snapshot } from '../store/snapshot.ts'
import { changeSettings, readWorkspace } from '../store/workspace.ts'
import { hearReport } from './hear.ts'
import { landMail } from './inbox.ts'
import { mergeDebtors, planMerge } from './merge.ts'
import { rehearse } from './rehearse.ts'
import { houseOf } from './run.ts'

const at = await freshDatabase('2024-01-01')
const first = day('2024-01-01')

async function workspace() {
  at.clock.set('2024-01-01')
  const id = await nordwind(at)
  const tx = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, id, 'test', work)
  await tx(async (one) => {
    await savePolicies(one, readyMade)
    await changeSettings(one, { inboxConnected: true })
  })
  return { id, tx }
}
type Place = Awaited<ReturnType<typeof workspace>>

async function debtor(it: Place, name: string, email: string): Promise<MadeDebtor> {
  return it.tx(async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const facts = {
      kind: 'business',
      kindBecause: 'said',
      country: 'GB',
      language: 'en',
      handling: 'automatic',
    } as const
    const contacts = [{ roles: [], emails: [email], posts: [`${name}\n1 High Street`] }]
    const { made } = await addDebtors(tx, [{ ...facts, name, arrivedOn: first, creditorId, contacts }])
    return made[0]!
  })
}

async function live(it: Place, on: Day): Promise<number> {
  const clock = { set: () => at.clock.set(dayText(on)) }
  const how = {
    actor: 'test',
    dataDir: at.dataDir,
    worker: 'test',
    approveAll: true,
    noBrake: true,
    knownEveryDay: true,
  }
  return (await rehearse(at.db, it.id, { ...how, from: on, until: on, clock })).sent
}

async function claim(
  it: Place,
  who: MadeDebtor,
  number: string,
  facts: { on: number; amount: number; currency: string },
) {
  await it.tx(async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const heads = await lockDebtors(tx, who.book, [who.id])
    const issuedOn = addDays(first, facts.on)
    const { currency } = facts
    const dues = [{ dueOn: addDays(issuedOn, 14), amountMinor: facts.amount }]
    await addClaims(tx, heads, [
      {
        debtorId: who.id,
        creditorId,
        caseId: who.caseId,
        number,
        kind: 'invoice',
        currency,
        issuedOn,
        arrivedOn: issuedOn,
        dues,
      },
    ])
    await lookAgain(tx, who.book, [who.id], first)
  })
}

async function pay(
  it: Place,
  who: MadeDebtor,
  facts: { on: number; amount: number; currency: string; given: boolean },
) {
  return it.tx(async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const heads = await lockDebtors(tx, who.book, [who.id])
    const { currency, amount: amountMinor } = facts
    const open = facts.given ? await openClaims(tx, who, creditorId, currency) : []
    const { parts, ruleId } = spread(amountMinor, open)
    const on = addDays(first, facts.on)
    const [id] = await addPayments(tx, heads, [
      { debtorId: who.id, creditorId, kind: 'payment', amountMinor, currency, day: on, parts, ruleId },
    ])
    return id!
  })
}

/** Balances per currency and day, and what is open per claim number, due and day: of the whole workspace. */
async function balances(it: Place): Promise<{ days: unknown; claims: unknown }> {
  return it.tx(async (tx) => {
    const days = await rows(
      tx,
      sql`SELECT currency, day, kind, component, sum(amount_minor)::bigint AS sum FROM postings GROUP BY currency, day, kind, component HAVING sum(amount_minor) <> 0 ORDER BY 1, 2, 3, 4`,
    )
    const claims: string[] = []
    const account = new Map<string, number>()
    for (const back of [20, 45, 60, 75, 100]) {
      const on = addDays(first, back)
      for await (const some of readFigures(tx, { day: on })) {
        for (const one of some) {
          const all = await readClaims(
            tx,
            one.debtor.book,
            one.claims.map((its) => its.claimId),
          )
          const number = new Map(all.map((its) => [its.id, its.number]))
          for (const its of one.claims)
            claims.push(`${back} ${number.get(its.claimId)} ${JSON.stringify({ ...its, claimId: 0, debtorId: 0 })}`)
          for (const its of one.onAccount) {
            const key = `${back} on account ${its.currency} ${its.kind}`
            account.set(key, (account.get(key) ?? 0) + its.amountMinor)
          }
        }
      }
    }
    return { days, claims: [...claims, ...[...account].map((its) => its.join(' '))].sort() }
  })
}

/** What was given of each claim's number, in the order of days. */
async function given(it: Place): Promise<Map<string, { step: string; rank: number; on: Day }[]>> {
  const found = await it.tx((tx) =>
    rows<{ number: string; step: string; stage: 'friendly'; on: Day }>(
      tx,
      sql`SELECT DISTINCT c.number, m.step_id AS step, m.stage, (a.permit ->> 'day')::int AS on FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id
          JOIN message_claims mc ON mc.book_id = a.book_id AND mc.message_id = a.message_id AND mc.named
          JOIN claims c ON c.book_id = mc.book_id AND c.id = mc.claim_id WHERE a.workspace_id = ${tx.workspaceId}::uuid ORDER BY 4`,
    ),
  )
  return new Map(
    [...Map.groupBy(found, (one) => one.number)].map(([number, some]) => [
      number,
      some.map((one) => ({ step: one.step, rank: rank(one.stage), on: one.on })),
    ]),
  )
}

const currency = fc.constantFrom('GBP', 'EUR')
const amount = fc.integer({ min: 2_000, max: 90_000 })
const side = fc.record({
  claims: fc.array(fc.record({ on: fc.integer({ min: 0, max: 40 }), amount, currency }), {
    minLength: 0,
    maxLength: 3,
  }),
  payments: fc.array(
    fc.record({ on: fc.integer({ min: 10, max: 70 }), amount, currency, given: fc.boolean(), returned: fc.boolean() }),
    { maxLength: 2 },
  ),
  hold: fc.option(fc.integer({ min: 20, max: 60 })),
  dispute: fc.boolean(),
  promise: fc.boolean(),
})

test('any two customers: balances of every past day stay, and no step comes again or in a burst', async () => {
  await fc.assert(
    fc.asyncProperty(
      side,
      side,
      fc.boolean(),
      fc.subarray([46, 50, 57, 64, 71], { minLength: 1 }),
      async (a, b, apart, lived) => {
        const it = await workspace()
        const one = await debtor(it, 'Meyer Ltd', 'ap@meyer.example')
        if (apart)
          await it.tx((tx) =>
            change(tx, sql`UPDATE books SET debtors = 20000 WHERE workspace_id = ${tx.workspaceId}::uuid`),
          )
        const two = await debtor(it, 'Meier Ltd', 'ap@meier.example')
        expect(one.book === two.book).toBe(!apart)
        for (const [who, facts, name] of [
          [one, a, 'A'],
          [two, b, 'B'],
        ] as const) {
          for (const [i, its] of facts.claims.entries()) await claim(it, who, `${name}${i}`, its)
          for (const its of facts.payments) {
            const id = await pay(it, who, its)
            if (!its.returned) continue
            const undo = { as: 'return', day: addDays(first, its.on + 3), reason: 'bounced' } as const
            await it.tx(async (tx) => reversePayment(tx, await lockDebtors(tx, who.book, [who.id]), who.id, id, undo))
          }
          await it.tx(async (tx) => {
            const open = await claimsOf(tx, who)
            if (facts.hold !== null)
              await addHold(tx, who, {
                cause: 'talks',
                from: addDays(first, facts.hold),
                until: addDays(first, facts.hold + 6),
              })
            if (facts.dispute && open[0])
              await addDispute(tx, who, { cause: 'broken', on: addDays(first, 44), claims: [{ id: open[0].id }] })
            const last = open.at(-1)
            if (facts.promise && last && last.openMinor > 0)
              await addPromise(tx, who, {
                amountMinor: 100,
                currency: last.currency,
                byDay: addDays(first, 80),
                madeOn: addDays(first, 60),
                claimIds: [last.id],
              })
          })
        }
        for (const on of lived) await live(it, addDays(first, on))
        const today = addDays(first, 75)
        at.clock.set(dayText(today))
        const before = { balances: await balances(it), given: await given(it) }
        await it.tx(async (tx) => {
          const plan = await planMerge(tx, await findDebtor(tx, String(two.no)), await findDebtor(tx, String(one.no)))
          expect(await mergeDebtors(tx, today, plan)).toMatchObject({ before: false, claims: b.claims.length })
          expect(await mergeDebtors(tx, today, plan)).toMatchObject({ before: true })
        })
        expect(await balances(it)).toEqual(before.balances)
        expect(await it.tx(verifyLedger)).toEqual([])
        expect(await verifyRecord(at.db, it.id)).toEqual([])
        // The new one decides as one person, with everything said before behind it.
        await it.tx(async (tx) => {
          const ws = await readWorkspace(tx)
          const facts = await runFacts(tx, ws, today)
          expect(await snapshot(tx, facts, two.book, [two.id])).toEqual([])
          const [now] = await snapshot(tx, facts, one.book, [one.id])
          const messages = decide(now!, houseOf(facts, ws)).flatMap((its) =>
            its.actions.filter((action) => action.kind === 'message'),
          )
          expect(messages.length).toBeLessThanOrEqual(1)
          const numbers = new Map((await claimsOf(tx, one, false)).map((its) => [its.id, its.number]))
          for (const message of messages) {
            for (const item of message.items.filter((its) => its.fresh)) {
              const said = before.given.get(numbers.get(item.claimId)!) ?? []
              expect(said.map((its) => its.step)).not.toContain(message.stepId)
              expect(rank(message.stage)).toBeGreaterThanOrEqual(Math.max(0, ...said.map((its) => its.rank)))
            }
          }
        })
        for (const on of [75, 76, 77, 80]) expect(await live(it, addDays(first, on))).toBeLessThanOrEqual(1)
        for (const [number, said] of await given(it)) {
          const ranks = said.map((its) => its.rank)
          expect(ranks, `${number} climbs: ${JSON.stringify(said)}`).toEqual([...ranks].sort((x, y) => x - y))
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  )
})

test('everything leads to the new one, and the old takes no more', async () => {
  const it = await workspace()
  const old = await debtor(it, 'Harbour Ltd', 'ap@harbour.example')
  const fresh = await debtor(it, 'Harbor Limited', 'ap@harbour.example')
  const third = await debtor(it, 'Harbour Group', 'group@harbour.example')
  await claim(it, old, 'H1', { on: 0, amount: 5_000, currency: 'GBP' })
  await it.tx((tx) => addHold(tx, old, { cause: 'talks', from: first }))
  const before = await it.tx((tx) => findClaim(tx, 'H1'))
  const merge = (from: MadeDebtor, into: MadeDebtor) =>
    it.tx(async (tx) => {
      const [a] = await readDebtors(tx, from.book, [from.id])
      const [b] = await readDebtors(tx, into.book, [into.id])
      return mergeDebtors(tx, first, { from: a!, into: b! })
    })
  await merge(old, fresh)
  await merge(fresh, third)
  for (const text of [
    String(old.no),
    String(fresh.no),
    'harbour ltd',
    'Harbor Limited',
    debtorId(old),
    paymentReference(old.no),
  ])
    expect((await it.tx((tx) => findDebtor(tx, text))).no, text).toBe(third.no)
  for (const text of ['H1', claimId(before)])
    expect((await it.tx((tx) => findClaim(tx, text))).debtorId, text).toBe(third.id)
  await expect(it.tx((tx) => lockDebtors(tx, old.book, [old.id]))).rejects.toThrow(
    `Harbour Ltd (${old.no}) was merged into Harbour Group (${third.no}) and takes no more. Use the number ${third.no}.`,
  )
  await expect(it.tx((tx) => addHold(tx, fresh, { cause: 'x', from: first }))).rejects.toThrow('takes no more')
  const holds = await it.tx((tx) => listAnswers(tx, 'hold'))
  expect(holds.filter((one) => one.state === 'open').map((one) => one.debtorNo)).toEqual([third.no])
  const kinds = await it.tx((tx) =>
    rows<{ kind: string }>(
      tx,
      sql`SELECT kind FROM record WHERE book_id = ${fresh.book} AND debtor_id = ${fresh.id}::uuid ORDER BY seq`,
    ),
  )
  expect(kinds.map((one) => one.kind)).toEqual(expect.arrayContaining(['debtor.merged', 'debtor.moved']))
  // A new policy has everyone looked at; who was merged is nobody any more.
  const due = await it.tx(async (tx) => {
    await lookAtAll(tx, dayText(first))
    return dueDebtors(tx, old.book, first, 10)
  })
  expect(due.map((one) => one.debtorId)).toEqual([third.id])
})

test('two merges that meet, and a payment that comes meanwhile, wait for each other: one is done, the other is told', async () => {
  const it = await workspace()
  const a = await debtor(it, 'Alba Ltd', 'a@alba.example')
  await it.tx((tx) => change(tx, sql`UPDATE books SET debtors = 20000 WHERE workspace_id = ${tx.workspaceId}::uuid`))
  const b = await debtor(it, 'Alpa Ltd', 'a@alpa.example')
  await claim(it, a, 'P1', { on: 0, amount: 5_000, currency: 'GBP' })
  const merge = (from: MadeDebtor, into: MadeDebtor) =>
    it.tx(async (tx) => {
      const [one] = await readDebtors(tx, from.book, [from.id])
      const [other] = await readDebtors(tx, into.book, [into.id])
      return mergeDebtors(tx, first, { from: one!, into: other! })
    })
  const done = await Promise.allSettled([
    merge(a, b),
    merge(b, a),
    pay(it, a, { on: 1, amount: 700, currency: 'GBP', given: true }),
    pay(it, b, { on: 1, amount: 300, currency: 'GBP', given: false }),
  ])
  expect(
    done
      .slice(0, 2)
      .map((one) => one.status)
      .sort(),
  ).toEqual(['fulfilled', 'rejected'])
  for (const one of done) if (one.status === 'rejected') expect(String(one.reason)).toContain('takes no more')
  const paid = (done[2]!.status === 'fulfilled' ? 700 : 0) + (done[3]!.status === 'fulfilled' ? 300 : 0)
  const left = done[0]!.status === 'fulfilled' ? b : a
  const net = (who: MadeDebtor) =>
    it.tx(async (tx) => (await sumsOf(tx, who)).reduce((sum, its) => sum + its.open + its.onAccount, 0))
  expect([await net(left), await net(left === a ? b : a)]).toEqual([5_000 - paid, 0])
  expect(await it.tx(verifyLedger)).toEqual([])
  expect(await verifyRecord(at.db, it.id)).toEqual([])
})

test('a merge whose connection is killed before it ends leaves nothing half', async () => {
  const it = await workspace()
  const a = await debtor(it, 'Alba Ltd', 'a@alba.example')
  const b = await debtor(it, 'Alpa Ltd', 'a@alpa.example')
  await claim(it, a, 'K1', { on: 0, amount: 5_000, currency: 'GBP' })
  await pay(it, a, { on: 3, amount: 700, currency: 'GBP', given: true })
  const before = await balances(it)
  const owner = { query: at.db.owner as never }
  const killed = it.tx(async (tx) => {
    const [one] = await readDebtors(tx, a.book, [a.id])
    const [other] = await readDebtors(tx, b.book, [b.id])
    await mergeDebtors(tx, first, { from: one!, into: other! })
    const [own] = await rows<{ pid: number }>(tx, sql`SELECT pg_backend_pid() AS pid`)
    await rows(owner, sql`SELECT pg_terminate_backend(${own!.pid}::int)`)
    await rows(tx, sql`SELECT 1`)
  })
  await expect(killed).rejects.toThrow()
  expect(await balances(it)).toEqual(before)
  expect((await it.tx((tx) => findClaim(tx, 'K1'))).debtorId).toBe(a.id)
  expect((await it.tx((tx) => findDebtor(tx, String(a.no)))).movedTo).toBeUndefined()
  expect((await it.tx((tx) => claimsOf(tx, b, false))).length).toBe(0)
})

test('a consumer and a business are not merged by a slip, and what is in the air waits', async () => {
  const it = await workspace()
  const a = await debtor(it, 'Alba', 'a@alba.example')
  const b = await debtor(it, 'Alba', 'a@alba.example')
  await it.tx((tx) =>
    change(tx, sql`UPDATE debtors SET kind = 'consumer' WHERE book_id = ${a.book} AND id = ${a.id}::uuid`),
  )
  const plan = (from: MadeDebtor, into: MadeDebtor) =>
    it.tx(async (tx) => planMerge(tx, await findDebtor(tx, String(from.no)), await findDebtor(tx, String(into.no))))
  await expect(plan(a, b)).rejects.toThrow(`./dunwell debtor set ${a.no} --kind business`)
  await expect(plan(b, a)).rejects.toThrow(`./dunwell debtor set ${a.no} --kind business`)
  await expect(plan(a, a)).rejects.toThrow('is one customer')
})

test('who answers for a claim beside the old one goes on to answer for it, and hears no step again', async () => {
  const it = await workspace()
  const main = await debtor(it, 'Main Ltd', 'ap@main.example')
  const joint = await debtor(it, 'Joint Ltd', 'ap@joint.example')
  const into = await debtor(it, 'Mayn Ltd', 'ap@mayn.example')
  await claim(it, main, 'L1', { on: 0, amount: 50_000, currency: 'GBP' })
  await it.tx(async (tx) => {
    const found = await findClaim(tx, 'L1')
    const heads = await lockDebtors(tx, main.book, [main.id, joint.id])
    await addLiable(tx, heads, [{ claimId: found.id, mainId: main.id, debtorId: joint.id, role: 'joint', from: first }])
  })
  const on = addDays(first, 18)
  expect(await live(it, on)).toBe(2)
  await it.tx(async (tx) => {
    const [a] = await readDebtors(tx, main.book, [main.id])
    const [b] = await readDebtors(tx, into.book, [into.id])
    await mergeDebtors(tx, on, { from: a!, into: b! })
  })
  await it.tx(async (tx) => {
    const facts = await runFacts(tx, await readWorkspace(tx), on)
    const [one] = await snapshot(tx, facts, joint.book, [joint.id])
    const found = one!.cases.flatMap((its) => its.claims)
    expect(found.map((its) => [its.number, its.dues[0]!.given.map((gave) => gave.stepId)])).toEqual([
      ['L1', ['friendly']],
    ])
  })
  expect(await live(it, addDays(on, 1))).toBe(0)
})

test('a mail that comes back after the merge, and a reply to it, land where the customer is now', async () => {
  const it = await workspace()
  const old = await debtor(it, 'Hafen Ltd', 'ap@hafen.example')
  const into = await debtor(it, 'Haven Ltd', 'ap@haven.example')
  await claim(it, old, 'B1', { on: 0, amount: 5_000, currency: 'GBP' })
  const on = addDays(first, 18)
  expect(await live(it, on)).toBe(1)
  await it.tx(async (tx) => {
    const [a] = await readDebtors(tx, old.book, [old.id])
    const [b] = await readDebtors(tx, into.book, [into.id])
    await mergeDebtors(tx, on, { from: a!, into: b! })
  })
  const id = await it.tx((tx) => rows<{ id: string }>(tx, sql`SELECT external_id AS id FROM attempts`))
  const mail = (headers: string, body: string) =>
    Buffer.from(`From: Ap <ap@hafen.example>\r\nTo: accounts@nordwind.example\r\n${headers}\r\n\r\n${body}\r\n`)
  const reply = mail(
    `Subject: Re: B1\r\nMessage-ID: <r1@hafen.example>\r\nIn-Reply-To: ${id[0]!.id}\r\nDate: Thu, 18 Jan 2024 10:00:00 +0000`,
    'We pay on Friday.',
  )
  const ws = await it.tx(readWorkspace)
  const landed = await landMail(at.db, ws, reply, { actor: 'test', day: on })
  expect(landed.landed.map((one) => one.id)).toEqual([into.id])
  await it.tx(async (tx) => {
    const attempt = await attemptOf(tx, [id[0]!.id])
    await hearReport(
      tx,
      attempt!,
      { action: 'failed', permanent: true, address: 'ap@hafen.example', reason: 'no such user' },
      on,
    )
    const addresses = await readAddresses(tx, into.book, [into.id])
    expect(addresses.filter((one) => one.health === 'dead').map((one) => one.address)).toEqual(['ap@hafen.example'])
    const tasks = await rows<{ says: string }>(
      tx,
      sql`SELECT says FROM tasks WHERE book_id = ${into.book} AND debtor_id = ${into.id}::uuid AND state = 'open'`,
    )
    expect(tasks.map((one) => one.says)).toEqual([
      'A message sent before the merge did not reach ap@hafen.example: no such user',
    ])
  })
  expect(await verifyRecord(at.db, it.id)).toEqual([])
})
