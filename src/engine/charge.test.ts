import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { components } from '../core/allocation.ts'
import type { MessageAction } from '../core/case.ts'
import { clauseFrom } from '../core/clause.ts'
import { type Day, day } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import type { Stage } from '../core/policy.ts'
import { renderStatement } from '../documents/statement.ts'
import { addClause, addRate, readClauses } from '../store/charge.ts'
import { addClaims, findClaim } from '../store/claim.ts'
import { inWorkspace, rows, sql, type Tx } from '../store/db.ts'
import { addDebtors, type DebtorRow, findDebtor } from '../store/debtor.ts'
import { verifyLedger } from '../store/ledger.ts'
import { lockDebtors } from '../store/record.ts'
import { addToldTo } from '../store/told.ts'
import { readWorkspace, type Workspace } from '../store/workspace.ts'
import { chargeDemands, claimCharges, waive } from './charge.ts'
import { mergeDebtors } from './merge.ts'
import { enterMoney, undoMoney } from './money.ts'
import { returnPayment, unreturnPayment } from './returned.ts'
import { explained } from './statement.ts'
import { statementJson, statementPaper, statementRows } from './statement-words.ts'

const at = await freshDatabase('2026-06-30')
const workspaceId = await nordwind(at)
const today = day('2026-06-30')

interface Scene {
  readonly tx: Tx
  readonly workspace: Workspace
  readonly debtor: DebtorRow
  readonly at: { readonly workspace: Workspace; readonly today: Day }
  pay(amountMinor: number, on: string): Promise<string>
}

let count = 0

/** A customer with one invoice, in a transaction of its own. */
async function scene(
  it: { country: string; currency: string; kind?: DebtorRow['kind']; amountMinor: number; dueOn: string },
  work: (scene: Scene) => Promise<void>,
): Promise<void> {
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    const workspace = await readWorkspace(tx)
    const name = `Customer ${++count}`
    const { made, heads } = await addDebtors(tx, [
      {
        name,
        kind: it.kind ?? 'business',
        kindBecause: 'said',
        country: it.country,
        language: 'en',
        handling: 'automatic',
        arrivedOn: day('2024-01-01'),
        creditorId: workspace.creditorId,
        contacts: [],
      },
    ])
    const { id, book, caseId } = made[0]!
    await addClaims(tx, heads.get(book)!, [
      {
        debtorId: id,
        creditorId: workspace.creditorId,
        caseId,
        number: `N-${count}`,
        kind: 'invoice',
        currency: it.currency,
        issuedOn: day('2024-12-01'),
        arrivedOn: day('2024-12-01'),
        dues: [{ dueOn: day(it.dueOn), amountMinor: it.amountMinor }],
      },
    ])
    const debtor = await findDebtor(tx, name)
    const desk = { workspace, today }
    await work({
      tx,
      workspace,
      debtor,
      at: desk,
      pay: async (amountMinor, on) => {
        const money = { kind: 'payment', debtor, claims: [], amountMinor, currency: it.currency, on: day(on) } as const
        return (await enterMoney(tx, desk, money)).id
      },
    })
  })
}

const british = { country: 'GB', currency: 'GBP', amountMinor: 1_000_00, dueOn: '2025-08-31' }
const german = { country: 'DE', currency: 'EUR', amountMinor: 10_000_00, dueOn: '2025-05-01' }

describe('charging', () => {
  test('gb.lpcdia.interest and gb.lpcdia.sum: claimable until claimed, then on our books, and never twice', () =>
    scene(british, async ({ tx, at: desk, debtor, workspace }) => {
      const before = await explained(tx, workspace, debtor, { day: today })
      // 303 days at 12.25 per cent, fixed when interest started.
      expect(before.claims[0]!.claimableMinor).toEqual({ interest: 101_69, fee: 70_00 })
      expect(before.claims[0]!.openMinor).toBe(1_000_00)
      const posted = await claimCharges(tx, desk, debtor, { day: today, because: 'test' })
      expect(posted.map((it) => [it.component, it.amountMinor])).toEqual([
        ['interest', 101_69],
        ['fee', 70_00],
      ])
      expect(await claimCharges(tx, desk, debtor, { day: today, because: 'test' })).toEqual([])
      const after = await explained(tx, workspace, debtor, { day: today })
      expect(after.totals[0]).toMatchObject({ openMinor: 1_171_69, claimableMinor: 0, totalMinor: 1_171_69 })
    }))

  test('a payment dated back gives back the interest that was too much, and the statement of then stays as it was', () =>
    scene(british, async ({ tx, at: desk, debtor, workspace, pay }) => {
      await claimCharges(tx, desk, debtor, { day: today, because: 'test' })
      const then = tx.now
      at.clock.set('2026-06-30', 10)
      await pay(1_171_69, '2025-09-10')
      // Ten days on 1,000.00 at 12.25%, and the fixed sum: all else comes back.
      const now = await explained(tx, workspace, debtor, { day: today })
      expect(now.claims[0]!.segments.map((it) => [it.days, it.amountMinor])).toEqual([[10, 3_36]])
      expect(now.claims[0]!.totalMinor).toBe(0)
      expect(now.totals[0]).toMatchObject({ openMinor: 0, onAccountMinor: 98_33 })
      const recorded = await explained(tx, workspace, debtor, { day: today, recorded: then - 1 })
      expect(recorded.claims).toEqual([])
    }))

  test('a payment dated back spreads the later ones anew, and posts the difference alone', () =>
    scene(british, async ({ tx, at: desk, debtor, workspace, pay }) => {
      await claimCharges(tx, desk, debtor, { day: day('2026-01-31'), because: 'test' })
      await pay(600_00, '2026-02-10')
      const shown = async (on: string) => (await explained(tx, workspace, debtor, { day: day(on) })).claims[0]!
      const january = (await shown('2026-01-31')).open.interest
      // 153 days at 12.25% and the fixed sum were claimed; the rest went to the invoice.
      expect((await shown('2026-06-30')).open).toEqual({ cost: 0, interest: 0, fee: 0, principal: 521_35 })
      await pay(500_00, '2025-12-31')
      const after = await shown('2026-06-30')
      expect(after.open.principal).toBeLessThan(30_00)
      expect(after.open).toMatchObject({ cost: 0, interest: 0, fee: 0 })
      // Half the sum bears interest in January, so that the earlier claim for it is lowered on its own day.
      expect((await shown('2026-01-31')).open.interest).toBeLessThan(january)
      const anew = await rows<{ sum: number; named: boolean }>(
        tx,
        sql`SELECT sum(p.amount_minor)::bigint AS sum, a.replaces_id IS NOT NULL AS named FROM allocations a
            JOIN postings p ON p.book_id = a.book_id AND p.group_id = a.group_id WHERE a.book_id = ${debtor.book} AND a.debtor_id = ${debtor.id}::uuid
            GROUP BY a.group_id, a.replaces_id`,
      )
      // The first as it was, the difference to it, and the new one; each sums to zero.
      expect(anew.map((it) => it.sum)).toEqual([0, 0, 0])
      expect(anew.filter((it) => it.named)).toHaveLength(1)
      expect(await verifyLedger(tx)).toEqual([])
    }))

  test('a payment that never was brings back the interest it had stopped', () =>
    scene(german, async ({ tx, at: desk, debtor, workspace, pay }) => {
      const id = await pay(10_000_00, '2025-05-01')
      await claimCharges(tx, desk, debtor, { day: today, because: 'test' })
      const undo = { mistake: true, on: today, because: 'another customer' }
      await undoMoney(tx, desk, keyOf('pay', id), undo)
      const now = await explained(tx, workspace, debtor, { day: today })
      expect(now.claims[0]!.openMinor).toBe(10_000_00)
      expect(now.claims[0]!.claimableMinor.interest).toBeGreaterThan(1_100_00)
    }))

  test('a consumer in Germany owes interest from a notice; a clause goes over the statute; none means none', () =>
    scene({ ...german, kind: 'consumer' }, async ({ tx, debtor, workspace }) => {
      const heads = await lockDebtors(tx, debtor.book, [debtor.id])
      const say = (body: object) => addClause(tx, heads, { debtor }, clauseFrom(body), 'test')
      const claim = async () => (await explained(tx, workspace, debtor, { day: today })).claims[0]!
      expect((await claim()).notes[0]).toContain('from a formal notice')
      expect((await claim()).totalMinor).toBe(10_000_00)
      await say({ noticeOn: '2025-12-31' })
      expect((await claim()).segments.map((it) => [it.days, it.rateBp])).toEqual([[181, 6_27]])
      await say({ interest: { percent: '1', per: 'month', dayCount: '30/360', cite: 'Contract § 4' } })
      expect((await claim()).segments[0]).toMatchObject({ rateBp: 12_00, dayCount: '30/360' })
      await say({ none: true })
      expect((await claim()).totalMinor).toBe(10_000_00)
    }))

  test('a rate that is not known stops the charge, names its series, and can be entered', () =>
    scene(german, async ({ tx, debtor, workspace }) => {
      const on = day('2026-08-31')
      const later = { workspace, today: on }
      const shown = (await explained(tx, workspace, debtor, { day: on })).claims[0]!
      expect(shown.problem?.facts.code).toBe('rate.unknown')
      expect(shown.segments.at(-1)!.until).toBe(day('2026-07-01'))
      await expect(claimCharges(tx, later, debtor, { day: on, because: 'test' })).rejects.toThrow(
        'de.bundesbank.basiszinssatz',
      )
      await addRate(tx, {
        seriesId: 'de.bundesbank.basiszinssatz',
        from: day('2026-07-01'),
        until: day('2027-01-01'),
        rateBp: 1_50,
        source: 'the bank',
      })
      const [interest] = await claimCharges(tx, later, debtor, { day: on, because: 'test' })
      expect(interest!.amountMinor).toBeGreaterThan(1_300_00)
    }))

  test('a waiver takes posted charges off and never the claim', () =>
    scene(british, async ({ tx, at: desk, debtor, workspace }) => {
      const claimId = (await findClaim(tx, `N-${count}`)).id
      const asked = { claimId, component: 'all', on: today, because: 'as agreed' } as const
      await expect(waive(tx, desk, debtor, asked)).rejects.toThrow('0.00 GBP of interest, fees and costs')
      await claimCharges(tx, desk, debtor, { day: today, because: 'test' })
      expect(await waive(tx, desk, debtor, asked)).toEqual({ amountMinor: 171_69, currency: 'GBP' })
      expect((await explained(tx, workspace, debtor, { day: today })).totals[0]).toMatchObject({
        openMinor: 1_000_00,
        claimableMinor: 0,
      })
    }))
})

test('pay by a day and we waive: the payment that meets the offer waives by itself, a later or smaller one does not', () =>
  scene(british, async ({ tx, at: desk, debtor, workspace, pay }) => {
    const claimId = (await findClaim(tx, `N-${count}`)).id
    await claimCharges(tx, desk, debtor, { day: day('2026-06-10'), because: 'test' })
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    const offer = { payBy: '2026-06-20', because: 'on the phone' }
    await addClause(tx, heads, { debtor, claimId }, clauseFrom({ offer }), 'test')
    const openNow = async () => (await explained(tx, workspace, debtor, { day: today })).claims[0]!.open
    await pay(100_00, '2026-06-21')
    expect((await openNow()).principal).toBe(1_000_00)
    const locked = await lockDebtors(tx, debtor.book, [debtor.id])
    await addClause(tx, locked, { debtor, claimId }, clauseFrom({ offer: { ...offer, payBy: '2026-06-30' } }), 'test')
    await pay(900_00, '2026-06-30')
    expect((await openNow()).principal).toBe(164_98)
    await pay(164_98, '2026-06-30')
    expect(await openNow()).toEqual({ cost: 0, interest: 0, fee: 0, principal: 0 })
  }))

test('a formal demand claims what is granted, once; a firm letter only where the owner said so; a missing rate is a task', () =>
  scene(british, async ({ tx, debtor, workspace }) => {
    const { id, caseId } = await findClaim(tx, `N-${count}`)
    const decided = (stage: Stage) => {
      const action = { kind: 'message', stage, items: [{ claimId: id, dueNo: 1 }] } as unknown as MessageAction
      return [{ facts: { id: debtor.id }, decisions: [{ caseId, actions: [action] }] }]
    }
    const charge = async (stage: Stage, how: Workspace['settings']['claimCharges'] = 'demand', on = today) => {
      const heads = await lockDebtors(tx, debtor.book, [debtor.id])
      const told = { ...workspace, settings: { ...workspace.settings, claimCharges: how } }
      return chargeDemands(tx, told, heads, on, decided(stage))
    }
    const openNow = async () => (await explained(tx, workspace, debtor, { day: today })).claims[0]!.openMinor
    expect(await charge('firm')).toEqual([])
    expect(await charge('demand', 'by_hand')).toEqual([])
    expect(await openNow()).toBe(1_000_00)
    expect(await charge('demand')).toEqual([debtor.id])
    expect(await openNow()).toBe(1_171_69)
    expect(await charge('demand', 'always', (today + 9) as Day)).toEqual([])
    expect(await openNow()).toBe(1_171_69)
  }))

test('a demand whose rate is not known goes without interest, and a person is told', () =>
  scene(german, async ({ tx, debtor, workspace }) => {
    const { id, caseId } = await findClaim(tx, `N-${count}`)
    const action = { kind: 'message', stage: 'demand', items: [{ claimId: id, dueNo: 1 }] } as unknown as MessageAction
    const decided = [{ facts: { id: debtor.id }, decisions: [{ caseId, actions: [action] }] }]
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    expect(await chargeDemands(tx, workspace, heads, day('2027-02-01'), decided)).toEqual([])
    const [task] = await rows<{ says: string }>(
      tx,
      sql`SELECT says FROM tasks WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid`,
    )
    expect(task!.says).toContain('without interest')
  }))

test('what was charged and agreed goes along when a customer is merged', () =>
  scene(british, async ({ tx, at: desk, debtor, workspace }) => {
    const claimId = (await findClaim(tx, `N-${count}`)).id
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    await addClause(tx, heads, { debtor }, clauseFrom({ interest: { percent: '5', cite: 'Terms § 3' } }), 'test')
    await claimCharges(tx, desk, debtor, { day: today, because: 'test', claimId })
    const before = (await explained(tx, workspace, debtor, { day: today })).claims[0]!
    const { made } = await addDebtors(tx, [
      {
        name: `Merged ${count}`,
        kind: 'business',
        kindBecause: 'said',
        country: 'GB',
        language: 'en',
        handling: 'automatic',
        arrivedOn: day('2024-01-01'),
        creditorId: workspace.creditorId,
        contacts: [],
      },
    ])
    const into = await findDebtor(tx, `Merged ${count}`)
    expect(into.id).toBe(made[0]!.id)
    await mergeDebtors(tx, today, { from: debtor, into })
    const after = (await explained(tx, workspace, into, { day: today })).claims[0]!
    expect(after.claimableMinor).toEqual({ interest: 0, fee: 0 })
    expect(after.openMinor).toBe(before.openMinor)
    expect(after.segments).toEqual(before.segments)
  }))

test('an offer that is met', () =>
  scene(british, async ({ tx, at: desk, debtor, workspace, pay }) => {
    const claimId = (await findClaim(tx, `N-${count}`)).id
    await claimCharges(tx, desk, debtor, { day: today, because: 'test' })
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    await addClause(
      tx,
      heads,
      { debtor, claimId },
      clauseFrom({ offer: { payBy: '2026-06-30', because: 'a letter' } }),
      'test',
    )
    await pay(1_000_00, '2026-06-30')
    const [claim] = (await explained(tx, workspace, debtor, { day: today })).claims
    expect(claim!.open).toEqual({ cost: 0, interest: 0, fee: 0, principal: 0 })
    expect(claim!.lines.filter((it) => it.what === 'let_go').reduce((sum, it) => sum + it.amountMinor, 0)).toBe(-171_69)
  }))

test('the payment that met an offer comes back, and what was waived with it; the offer stands while its day is to come', () =>
  scene(british, async ({ tx, at: desk, debtor, workspace, pay }) => {
    const claimId = (await findClaim(tx, `N-${count}`)).id
    await claimCharges(tx, desk, debtor, { day: day('2026-06-20'), because: 'test' })
    const owed = async () => (await explained(tx, workspace, debtor, { day: today })).claims[0]!
    const before = await owed()
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    const offer = { payBy: '2026-06-30', because: 'a letter' }
    await addClause(tx, heads, { debtor, claimId }, clauseFrom({ offer }), 'test')
    const offered = async () =>
      (await readClauses(tx, debtor, { day: today })).filter((it) => it.claimId === claimId).at(-1)?.clause.offer
    const id = await pay(1_000_00, '2026-06-22')
    expect([(await owed()).openMinor, await offered()]).toEqual([0, null])
    const key = keyOf('pay', id)
    await returnPayment(tx, desk, key, { on: day('2026-06-25') })
    const back = await owed()
    expect(back.open).toEqual(before.open)
    expect(back.lines.reduce((sum, it) => sum + it.amountMinor, 0)).toBe(
      back.openMinor + back.claimableMinor.interest + back.claimableMinor.fee,
    )
    expect(await offered()).toMatchObject(offer)
    await unreturnPayment(tx, desk, key, 'the bank took it back')
    expect([(await owed()).openMinor, await offered()]).toEqual([0, null])
    // Money of an earlier day leaves less interest to be waived, and less to come back.
    await pay(500_00, '2026-02-01')
    await undoMoney(tx, desk, key, { mistake: true, on: today, because: 'never came' })
    const once = await owed()
    expect(once.open.principal).toBe(500_00)
    expect(once.open.interest).toBeGreaterThan(0)
    expect(once.open.interest).toBeLessThan(before.open.interest)
    await verifyLedger(tx)
  }))

// What one place has and its neighbour has not.
const monthly = { interest: { percent: '2', per: 'month', cite: 'Terms § 3' } }
const yearly = { interest: { percent: '9', cite: 'Terms § 3' } }

test.each([
  ['CA', 'business', monthly, undefined, [5_00], 'of which Interest Act s. 4'],
  ['DE', 'business', monthly, undefined, [24_00], 'Terms § 3: 24.00% a year'],
  ['US', 'consumer', yearly, 'active_service', [9_00, 6_00], '50 USC 3937(a): at most 6%'],
  ['CA', 'consumer', yearly, 'active_service', [9_00], 'Terms § 3: 9.00% a year'],
  ['GB', 'consumer', yearly, 'breathing_space', [9_00, 0], 'Breathing space: no interest and no fees (Debt Respite'],
  ['IE', 'consumer', yearly, 'breathing_space', [9_00], 'Terms § 3: 9.00% a year'],
] as const)('interest agreed in %s with a %s: %j, %s', (country, kind, clause, cause, rates, says) =>
  scene({ country, kind, currency: 'EUR', amountMinor: 1_000_00, dueOn: '2025-06-30' }, async (it) => {
    const { tx, debtor, workspace } = it
    const heads = await lockDebtors(tx, debtor.book, [debtor.id])
    await addClause(tx, heads, { debtor }, clauseFrom(clause), 'test')
    if (cause) await addToldTo(tx, heads, debtor, { kind: 'cause', cause, on: day('2026-01-01'), source: 'a letter' })
    const [claim] = (await explained(tx, workspace, debtor, { day: today })).claims
    expect(claim!.segments.map((one) => one.rateBp)).toEqual(rates)
    expect(claim!.segments.map((one) => one.says).join('\n')).toContain(says)
  }),
)

test.each([
  ['NL', 'consumer', 1],
  ['NL', 'business', 0],
  ['DE', 'consumer', 0],
] as const)('in %s a %s is told what costs wait for: %i times', (country, kind, times) =>
  scene({ country, kind, currency: 'EUR', amountMinor: 1_000_00, dueOn: '2025-06-30' }, async (it) => {
    const [claim] = (await explained(it.tx, it.workspace, it.debtor, { day: today })).claims
    const says =
      'Costs of collecting may be asked only after a letter that gives 14 days and names the sum (BW 6:96(6)); none is charged by itself.'
    expect(claim!.notes.filter((note) => note === says)).toHaveLength(times)
  }),
)

test.each([
  ['JPY', 150_000],
  ['EUR', 12_345_67],
  ['KWD', 9_876_543],
])('in %s the lines add up on every day, and paper, rows and figures say the same', (currency, amountMinor) =>
  scene({ country: 'FR', currency, amountMinor, dueOn: '2025-03-31' }, async ({ tx, debtor, workspace, pay }) => {
    await pay(Math.floor(amountMinor / 3), '2025-09-12')
    for (let on = day('2025-03-25'); on <= today; on = (on + 13) as Day) {
      const found = await explained(tx, workspace, debtor, { day: on })
      const [claim] = found.claims
      const sum = claim!.lines.reduce((total, it) => total + it.amountMinor, 0)
      expect(sum).toBe(claim!.totalMinor)
      expect(claim!.totalMinor).toBe(claim!.openMinor + claim!.claimableMinor.interest + claim!.claimableMinor.fee)
      expect(statementRows(found)).toHaveLength(claim!.lines.length)
      expect(statementJson(found).claims[0]!.totalMinor).toBe(sum)
    }
    const paper = renderStatement(
      statementPaper(await explained(tx, workspace, debtor, { day: today }), 'Nordwind', false),
    )
    expect(paper.pages).toBe(1)
  }),
)

test('whatever is paid, charged, undone and dated back: nothing below zero, interest is what the postings give, and all adds up', async () => {
  const act = fc.oneof(
    fc.record({
      do: fc.constant('pay' as const),
      amount: fc.integer({ min: 1, max: 400_000 }),
      back: fc.integer({ min: 0, max: 400 }),
    }),
    fc.record({ do: fc.constant('charge' as const), amount: fc.constant(0), back: fc.integer({ min: 0, max: 200 }) }),
    fc.record({
      do: fc.constant('undo' as const),
      amount: fc.integer({ min: 0, max: 9 }),
      back: fc.integer({ min: 0, max: 1 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(british, german), fc.array(act, { minLength: 1, maxLength: 7 }), (kind, acts) =>
      scene({ ...kind, amountMinor: 3_000_00 }, async ({ tx, at: desk, debtor, workspace }) => {
        const payments: string[] = []
        for (const it of acts) {
          const on = (today - it.back) as Day
          if (it.do === 'charge') await claimCharges(tx, desk, debtor, { day: on, because: 'test' })
          if (it.do === 'pay') {
            const { currency } = kind
            const money = { kind: 'payment', debtor, claims: [], amountMinor: it.amount, currency, on } as const
            payments.push((await enterMoney(tx, desk, money)).id)
          }
          const [gone] = it.do === 'undo' ? payments.splice(it.amount % Math.max(1, payments.length), 1) : []
          if (gone)
            await undoMoney(tx, desk, keyOf('pay', gone), { mistake: it.back === 1, on: today, because: 'test' })
        }
        const [claim] = (await explained(tx, workspace, debtor, { day: today })).claims
        for (const one of components) expect(claim!.open[one], one).toBeGreaterThanOrEqual(0)
        const until = claim!.claim.interestUntil
        if (until !== null) {
          const then = (await explained(tx, workspace, debtor, { day: until })).claims[0]!
          expect(then.claimableMinor.interest).toBe(0)
        }
        expect(await verifyLedger(tx)).toEqual([])
      }),
    ),
    { numRuns: 40 },
  )
})
