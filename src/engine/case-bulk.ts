// What is done to many cases at once, and taken back at once: what comes of a deed says how to undo it, in the form that undo takes.

import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import type { Handling } from '../core/policy.ts'
import { Problem } from '../core/problem.ts'
import { addHold, liftHold } from '../store/answer.ts'
import { holdsOf, readHolds } from '../store/case-hold.ts'
import { collectorsAt } from '../store/collector.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId, readDebtors, readHome, setDebtor } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { memberId } from '../store/member.ts'
import { approve, findMessage, listOutbox, messageId, recall } from '../store/outbox.ts'
import { choosePolicy, readChoices, unchoosePolicy } from '../store/policy.ts'
import { lockDebtors } from '../store/record.ts'
import type { Workspace } from '../store/workspace.ts'
import { holdAt, placeOf } from './answers.ts'
import { giveByHand, takeBack } from './collector.ts'

export type BulkDeed =
  | { readonly do: 'hold'; readonly cause: string; readonly note?: string; readonly until?: Day }
  | { readonly do: 'lift' }
  | { readonly do: 'handling'; readonly handling: Handling }
  | { readonly do: 'policy'; readonly policy: string }
  /** A member; with null the rules give them anew. */
  | { readonly do: 'collector'; readonly collector: string | null }
  | { readonly do: 'approve' }

/** How to take it back. What was set stands beside what was: what somebody set otherwise since is left as it is. */
export type BulkUndo =
  | { readonly undo: 'hold'; readonly holds: readonly string[] }
  | { readonly undo: 'lift'; readonly holds: readonly string[] }
  | {
      readonly undo: 'handling'
      readonly set: Handling
      readonly was: readonly { readonly debtor: string; readonly handling: Handling }[]
    }
  | {
      readonly undo: 'policy'
      readonly set: string
      readonly was: readonly { readonly debtor: string; readonly policy: string | null }[]
    }
  | {
      readonly undo: 'collector'
      readonly set: string | null
      readonly was: readonly {
        readonly debtor: string
        readonly case: string
        readonly collector: string | null
      }[]
    }
  | { readonly undo: 'approve'; readonly messages: readonly string[] }

/** One whose handling or collector somebody else changed since whoever asks looked: it is left as it is, and named. */
export interface BulkCrossed {
  readonly debtor: Key
  readonly name: string
  /** What stands there now: a handling, or a member. */
  readonly now: string | null
}

export interface BulkDone {
  /** Holds, debtors or messages, whichever the deed is about. */
  readonly done: number
  readonly undo: BulkUndo
  readonly crossed: readonly BulkCrossed[]
}

/** Of debtors by their public ids, what whoever asks saw there: handlings or members. Of who is not among them nothing is asked. */
export type BulkSeen = ReadonlyMap<string, ReadonlySet<string | null>>

const holdId = (key: Key) => publicId('hld', key)

/** Does it to the cases of these debtors; they are taken in order of their ids, so that two people never wait in a circle. */
export async function doToCases(
  tx: Tx,
  workspace: Workspace,
  debtors: readonly Key[],
  deed: BulkDeed,
  at: { readonly today: Day; readonly recallMinutes: number; readonly seen?: BulkSeen },
): Promise<BulkDone> {
  const keys = [...debtors].sort((a, b) => a.book - b.book || (a.id < b.id ? -1 : 1))
  switch (deed.do) {
    case 'hold': {
      const holds: string[] = []
      for (const key of keys) {
        const place = await placeOf(tx, workspace, (await readHome(tx, key))!, undefined)
        const { cause, note, until } = deed
        const ids = await holdAt(tx, place, { cause, note, from: at.today, until, reach: 'debtor' })
        holds.push(...ids.map((id) => holdId({ book: place.in.book, id })))
      }
      return { done: holds.length, undo: { undo: 'hold', holds }, crossed: [] }
    }
    case 'lift': {
      const holds: string[] = []
      for (const key of keys)
        for (const hold of await holdsOf(tx, key, at.today)) {
          await liftHold(tx, hold, at.today)
          holds.push(holdId(hold))
        }
      return { done: holds.length, undo: { undo: 'lift', holds }, crossed: [] }
    }
    case 'handling': {
      const was: { debtor: string; handling: Handling }[] = []
      const crossed: BulkCrossed[] = []
      for (const key of keys) {
        const { handling: now, name } = await lockedDebtor(tx, key)
        if (now === deed.handling) continue
        if (at.seen?.get(debtorId(key))?.has(now) === false) {
          crossed.push({ debtor: key, name, now })
          continue
        }
        await setHandling(tx, key, deed.handling, at.today)
        was.push({ debtor: debtorId(key), handling: now })
      }
      return { done: was.length, undo: { undo: 'handling', set: deed.handling, was }, crossed }
    }
    case 'policy': {
      const own = new Map((await readChoices(tx)).filter((it) => it.reach === 'debtor').map((it) => [it.subject, it]))
      const was: { debtor: string; policy: string | null }[] = []
      for (const key of keys) {
        const before = own.get(key.id)?.policyId ?? null
        if (before === deed.policy) continue
        await setPolicy(tx, key, deed.policy, at.today)
        was.push({ debtor: debtorId(key), policy: before })
      }
      return { done: was.length, undo: { undo: 'policy', set: deed.policy, was }, crossed: [] }
    }
    case 'collector': {
      const to = deed.collector === null ? null : keyOf('mbr', deed.collector).id
      const books = new Map(keys.map((it) => [it.id, it.book]))
      const crossed = at.seen ? await crossedCollectors(tx, keys, to, at.seen) : []
      const others = new Set(crossed.map((it) => it.debtor))
      const mine = keys.filter((it) => !others.has(it))
      const before = await giveByHand(tx, workspace, mine, to)
      const was = before.map((it) => ({
        debtor: debtorId({ book: books.get(it.debtorId)!, id: it.debtorId }),
        case: it.caseId,
        collector: it.had === null ? null : memberId(it.had),
      }))
      const done = new Set(was.map((it) => it.debtor)).size
      return { done, undo: { undo: 'collector', set: deed.collector, was }, crossed }
    }
    case 'approve': {
      const messages: string[] = []
      for (const key of keys)
        for (const it of await listOutbox(tx, ['waiting'], 50, key)) {
          const asks = it.needsApproval && it.approvedAt === null
          if (asks && (await approve(tx, it, tx.now + at.recallMinutes * 60_000))) messages.push(messageId(it))
        }
      return { done: messages.length, undo: { undo: 'approve', messages }, crossed: [] }
    }
  }
}

/** Takes it back as far as it still can be: what has left, or was changed again by somebody else, stays. */
export async function undoToCases(tx: Tx, undo: BulkUndo, today: Day): Promise<number> {
  switch (undo.undo) {
    case 'hold':
      return each(undo.holds, async (id) => {
        await liftHold(tx, keyOf('hld', id), today)
        return true
      })
    case 'lift': {
      const held = await readHolds(
        tx,
        undo.holds.map((id) => keyOf('hld', id)),
      )
      for (const { debtorId: owner, book, hold } of held)
        await addHold(tx, { book, id: owner }, { ...hold, from: today })
      return held.length
    }
    case 'handling':
      return each(undo.was, async (it) => {
        const key = keyOf('dbt', it.debtor)
        const stands = (await lockedDebtor(tx, key)).handling === undo.set
        if (stands) await setHandling(tx, key, it.handling, today)
        return stands
      })
    case 'policy': {
      const chosen = (await readChoices(tx)).filter((it) => it.reach === 'debtor')
      const own = new Map(chosen.map((it) => [it.subject, it.policyId]))
      return each(undo.was, async (it) => {
        const key = keyOf('dbt', it.debtor)
        const stands = own.get(key.id) === undo.set
        if (stands) await setPolicy(tx, key, it.policy, today)
        return stands
      })
    }
    case 'collector':
      return takeBack(
        tx,
        undo.was.map((it) => {
          const { book, id: debtor } = keyOf('dbt', it.debtor)
          return {
            ...{ book, debtorId: debtor, caseId: it.case },
            to: it.collector === null ? null : keyOf('mbr', it.collector).id,
            // By the rules it may have come to anybody.
            ...(undo.set !== null && { from: keyOf('mbr', undo.set).id }),
          }
        }),
        today,
      )
    case 'approve':
      return each(undo.messages, async (id) => {
        await recall(tx, await findMessage(tx, id))
        return true
      })
  }
}

/** How many it was done to; a Problem of one leaves the others. */
async function each<T>(some: readonly T[], work: (it: T) => Promise<boolean>): Promise<number> {
  let done = 0
  for (const it of some) {
    try {
      if (await work(it)) done++
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
  return done
}

async function lockedDebtor(tx: Tx, key: Key): Promise<DebtorRow> {
  await lockDebtors(tx, key.book, [key.id])
  const [found] = await readDebtors(tx, key.book, [key.id])
  return found!
}

async function setHandling(tx: Tx, key: Key, handling: Handling, today: Day): Promise<void> {
  await setDebtor(tx, await lockedDebtor(tx, key), { handling })
  await lookAgain(tx, key.book, [key.id], today)
}

/** Those of which a case is neither whose it was seen to be nor whose it shall be. */
async function crossedCollectors(
  tx: Tx,
  keys: readonly Key[],
  to: string | null,
  seen: BulkSeen,
): Promise<BulkCrossed[]> {
  const crossed: BulkCrossed[] = []
  for (const [book, some] of Map.groupBy(keys, (it) => it.book)) {
    const ids = some.map((it) => it.id)
    await lockDebtors(tx, book, ids)
    const cases = Map.groupBy(await collectorsAt(tx, book, ids), (it) => it.debtorId)
    const names = new Map((await readDebtors(tx, book, ids)).map((it) => [it.id, it.name]))
    for (const key of some) {
      const known = seen.get(debtorId(key))
      const other = (cases.get(key.id) ?? []).find(
        ({ had }) => had !== to && known?.has(had && memberId(had)) === false,
      )
      if (other)
        crossed.push({ debtor: key, name: names.get(key.id)!, now: other.had === null ? null : memberId(other.had) })
    }
  }
  return crossed
}

async function setPolicy(tx: Tx, key: Key, policyId: string | null, today: Day): Promise<void> {
  await lockDebtors(tx, key.book, [key.id])
  const at = { reach: 'debtor', subject: key.id } as const
  if (policyId === null) await unchoosePolicy(tx, at)
  else await choosePolicy(tx, { ...at, policyId })
  await lookAgain(tx, key.book, [key.id], today)
}
