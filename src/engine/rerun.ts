// Works out anew what a customer's money did since a day, and posts only the difference: what was spread otherwise than the facts now
// say, interest that turns out too much or too little, fees that were not owed. The differences count on the days of what they
// correct; they are recorded now, so that any day can still be shown as our books stood before.

import { asNamed, oldestFirst, type Part, type Spread, spreads } from '../core/allocation.ts'
import { type Day, dayText } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { assert } from '../core/problem.ts'
import {
  type ClaimLine,
  type Given,
  type Money,
  type MoneyClaim,
  partsChanged,
  type Rerun,
  rerun,
  type Wish,
} from '../core/rerun.ts'
import { interestUpTo, isLate } from '../core/statement.ts'
import { orderOf } from '../rules/allocation.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { type Group, type Line, post } from '../store/ledger.ts'
import { allocationLines, onAccount } from '../store/payment.ts'
import type { Heads } from '../store/record.ts'
import {
  disputeSpans,
  type LedgerMoney,
  type LedgerWish,
  ledgerClaims,
  ledgerMoney,
  ledgerParts,
  ledgerWishes,
} from '../store/rerun.ts'
import type { Workspace } from '../store/workspace.ts'
import { claimFacts } from './statement.ts'

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** Later than any posting. */
const ever = 2_932_896 as Day
/** Earlier than any. */
export const begin = -719_162 as Day

/** One pot: the claims and the money of a customer with one creditor in one currency. */
interface Pot {
  readonly creditorId: string
  readonly currency: string
  readonly claims: readonly MoneyClaim[]
  readonly moneys: readonly Money[]
}

interface Ledger {
  readonly pots: readonly Pot[]
  readonly rows: ReadonlyMap<string, LedgerMoney>
  readonly wishes: ReadonlyMap<string, readonly LedgerWish[]>
}

async function readLedger(tx: Tx, workspace: Workspace, debtor: DebtorRow): Promise<Ledger> {
  const [claims, money, wishes, parts, spans, facts] = [
    await ledgerClaims(tx, debtor),
    await ledgerMoney(tx, debtor),
    Map.groupBy(await ledgerWishes(tx, debtor), (it) => it.paymentId),
    Map.groupBy(await ledgerParts(tx, debtor), (it) => it.paymentId),
    Map.groupBy(await disputeSpans(tx, debtor), (it) => it.claimId),
    new Map((await claimFacts(tx, workspace, debtor, { day: ever })).map((it) => [it.claim.id, it.facts])),
  ]
  const names = new Set([...claims, ...money].map((it) => `${it.creditorId} ${it.currency}`))
  const pots = [...names].map((name): Pot => {
    const [creditorId, currency] = name.split(' ') as [string, string]
    const here = (it: { creditorId: string; currency: string }) =>
      it.creditorId === creditorId && it.currency === currency
    return {
      creditorId,
      currency,
      claims: claims.filter(here).flatMap((claim) => {
        const known = facts.get(claim.claimId)
        if (!known) return []
        const { basis } = known
        return [
          {
            ...claim,
            disputed: (spans.get(claim.claimId) ?? []).map(({ from, until }) => ({ from, until: until ?? undefined })),
            lines: known.postings.filter((it) => it.paymentId === undefined) as ClaimLine[],
            rateBp: (day) =>
              basis.kind === 'none' ? 0 : (basis.rates(day, (day + 1) as Day).spans.at(-1)?.rateBp ?? 0),
            interest: (lines, day) => interestUpTo(known, lines, day),
            late: (lines, day) => isLate(known, lines, day),
          } satisfies MoneyClaim,
        ]
      }),
      moneys: money.filter(here).map((it) => ({
        id: it.id,
        day: it.day,
        amountMinor: it.amountMinor,
        returnedOn: it.returnedOn ?? undefined,
        wishes: (wishes.get(it.id) ?? []).filter((one) => one.replacesId === null).map((one) => wishOf(one, it.day)),
        given: parts.get(it.id) ?? [],
      })),
    }
  })
  return { pots, rows: new Map(money.map((it) => [it.id, it])), wishes }
}

function wishOf(it: Pick<LedgerWish, 'ruleId' | 'named' | 'until'>, day: Day): Wish {
  const [between] = it.ruleId.split('+')
  const known = (spreads as readonly string[]).includes(between!)
  const spread = it.named !== null ? asNamed : known ? (between as Spread) : oldestFirst
  return { spread, order: orderOf(it.ruleId), named: it.named ?? undefined, until: it.until ?? day }
}

/** Posts what is different since `from`, in all currencies. @returns whether anything was. */
export async function rerunMoney(
  tx: Tx,
  at: At,
  heads: Heads,
  debtor: DebtorRow,
  from: Day,
  because: string,
): Promise<boolean> {
  const ledger = await readLedger(tx, at.workspace, debtor)
  const groups = ledger.pots.flatMap((pot) =>
    differences(tx, debtor, ledger, pot, rerun(pot.claims, pot.moneys, from), because),
  )
  if (groups.length > 0) await post(tx, heads, groups)
  return groups.length > 0
}

export interface Fresh {
  readonly creditorId: string
  readonly currency: string
  readonly amountMinor: number
  readonly day: Day
  readonly ruleId: string
  readonly named?: readonly string[]
  readonly until: Day
}

/**
 * What new money does, and what it changes of the later: posts the changes, and leaves the money itself to be entered.
 * @returns its parts.
 */
export async function placeMoney(
  tx: Tx,
  at: At,
  heads: Heads,
  debtor: DebtorRow,
  fresh: Fresh,
  because: string,
): Promise<readonly Given[]> {
  const ledger = await readLedger(tx, at.workspace, debtor)
  const pot = ledger.pots.find((it) => it.creditorId === fresh.creditorId && it.currency === fresh.currency)
  if (!pot) return []
  const wish = { ...fresh, named: fresh.named ? [...fresh.named] : null }
  const money: Money = {
    ...fresh,
    id: '',
    wishes: fresh.ruleId === onAccount ? [] : [wishOf(wish, fresh.day)],
    given: [],
  }
  const done = rerun(pot.claims, [...pot.moneys, money], fresh.day)
  const groups = differences(tx, debtor, ledger, pot, done, because)
  if (groups.length > 0) await post(tx, heads, groups)
  return done.given.get('')!
}

/** Gives money that is on account another way to be spread. @returns what it was given to, more or less than before. */
export async function wishFor(
  tx: Tx,
  at: At,
  heads: Heads,
  debtor: DebtorRow,
  it: Pick<Fresh, 'creditorId' | 'currency' | 'ruleId' | 'named' | 'until'> & {
    readonly paymentIds?: readonly string[]
  },
): Promise<Part[]> {
  const ledger = await readLedger(tx, at.workspace, debtor)
  const pot = ledger.pots.find((one) => one.creditorId === it.creditorId && one.currency === it.currency)
  const free = (pot?.moneys ?? []).filter(
    (money) =>
      (it.paymentIds?.includes(money.id) ?? true) &&
      money.returnedOn === undefined &&
      money.amountMinor > money.given.reduce((sum, part) => sum + part.amountMinor, 0),
  )
  if (!pot || free.length === 0) return []
  const wish = wishOf({ ...it, named: it.named ? [...it.named] : null }, begin)
  const from = Math.min(...free.map((money) => money.day)) as Day
  const asked = new Set(free.map((money) => money.id))
  const moneys = pot.moneys.map((money) =>
    asked.has(money.id) ? { ...money, wishes: [...money.wishes, wish] } : money,
  )
  const done = rerun(pot.claims, moneys, from)
  const groups = differences(tx, debtor, ledger, pot, done, 'What was on account is given to claims', { asked, it })
  if (groups.length > 0) await post(tx, heads, groups)
  return free.flatMap((money) => partsChanged(money, done.given.get(money.id)!)).filter((one) => one.amountMinor !== 0)
}

function differences(
  tx: Tx,
  debtor: Key,
  ledger: Ledger,
  pot: Pot,
  done: Rerun,
  because: string,
  wish?: { readonly asked: ReadonlySet<string>; readonly it: Pick<Fresh, 'ruleId' | 'named' | 'until'> },
): Group[] {
  const whose = { debtorId: debtor.id, creditorId: pot.creditorId }
  const spreadAnew = pot.moneys.flatMap((money) => {
    const parts = partsChanged(money, done.given.get(money.id)!)
    if (parts.length === 0) return []
    const row = ledger.rows.get(money.id)!
    const before = ledger.wishes.get(money.id) ?? []
    const asked = wish?.asked.has(money.id) ? wish.it : undefined
    const ruleId = asked?.ruleId ?? before.at(-1)?.ruleId ?? onAccount
    const lines = allocationLines({ ...row, paymentId: money.id }, parts).map((line) => ({ ...line, id: tx.newId() }))
    const said = asked ? because : `Spread anew (${ruleId}). ${because}`
    return [
      {
        ...whose,
        reason: `${said}.`,
        allocation: {
          paymentId: money.id,
          ruleId,
          ...(asked ? { named: asked.named, until: asked.until } : { replacesId: before.at(-1)?.groupId }),
        },
        lines,
      },
      ...(money.returnedOn === undefined ? [] : [mirrored(whose, money.returnedOn, lines, because)]),
    ] satisfies Group[]
  })
  const adjusted = [...Map.groupBy(done.adjusted, (it) => it.claimId).values()].map((some): Group => {
    const lines = some.map(({ claimId, line, amountMinor }): Line => {
      assert(line.id !== undefined, 'what is changed stands on our books')
      return {
        claimId,
        component: line.component,
        kind: line.kind as Line['kind'],
        amountMinor,
        currency: pot.currency,
        day: line.day,
        adjustsId: line.id,
      }
    })
    const what = [...new Set(some.map(({ line }) => `${said[line.kind] ?? line.kind} of ${dayText(line.day)}`))]
    return { ...whose, reason: `Worked out anew: ${what.join(', ')}. ${because}.`, lines }
  })
  return [...spreadAnew, ...adjusted]
}

const said: Readonly<Record<string, string>> = {
  interest: 'interest up to the end',
  fee: 'the fee',
  waiver: 'the waiver',
  write_off: 'the write-off',
}

/** What came back was never kept: the other half of a change counts on the day it came back. */
function mirrored(
  whose: { debtorId: string; creditorId: string },
  returnedOn: Day,
  lines: readonly (Line & { readonly id: string })[],
  because: string,
): Group {
  return {
    ...whose,
    reason: `Spread anew, and it came back on ${dayText(returnedOn)}. ${because}.`,
    lines: lines.map(({ id, ...line }) => ({
      ...line,
      amountMinor: -line.amountMinor,
      day: Math.max(returnedOn, line.day) as Day,
      reversesId: id,
      undoes: 'return',
    })),
  }
}
