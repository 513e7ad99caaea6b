// What is done to many cases at once, and taken back at once: each answer says how to undo it, in the form that undo takes.

import type { Day } from '../core/day.ts'
import { type Key, keyOf, publicId } from '../core/id.ts'
import type { Handling } from '../core/policy.ts'
import { Problem } from '../core/problem.ts'
import { addHold, liftHold } from '../store/answer.ts'
import { holdsOf, readHolds } from '../store/case-hold.ts'
import type { Tx } from '../store/db.ts'
import { debtorId, readDebtors, readHome, setDebtor } from '../store/debtor.ts'
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

/** How to take it back; public ids throughout, for it travels to the browser and back. */
export type BulkUndo =
  | { readonly undo: 'hold'; readonly holds: readonly string[] }
  | { readonly undo: 'lift'; readonly holds: readonly string[] }
  | { readonly undo: 'handling'; readonly was: readonly { readonly debtor: string; readonly handling: Handling }[] }
  | { readonly undo: 'policy'; readonly was: readonly { readonly debtor: string; readonly policy: string | null }[] }
  | {
      readonly undo: 'collector'
      readonly was: readonly {
        readonly debtor: string
        readonly case: string
        readonly collector: string | null
      }[]
    }
  | { readonly undo: 'approve'; readonly messages: readonly string[] }

export interface BulkDone {
  /** Holds, debtors or messages, whichever the deed is about. */
  readonly done: number
  readonly undo: BulkUndo
}

const holdId = (key: Key) => publicId('hld', key)

/** Does it to the cases of these debtors; they are taken in order of their ids, so that two people never wait in a circle. */
export async function doToCases(
  tx: Tx,
  workspace: Workspace,
  debtors: readonly Key[],
  deed: BulkDeed,
  at: { readonly today: Day; readonly recallMinutes: number },
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
      return { done: holds.length, undo: { undo: 'hold', holds } }
    }
    case 'lift': {
      const holds: string[] = []
      for (const key of keys)
        for (const hold of await holdsOf(tx, key, at.today)) {
          await liftHold(tx, hold, at.today)
          holds.push(holdId(hold))
        }
      return { done: holds.length, undo: { undo: 'lift', holds } }
    }
    case 'handling': {
      const was: { debtor: string; handling: Handling }[] = []
      for (const key of keys) {
        const before = await setHandling(tx, key, deed.handling, at.today)
        if (before !== deed.handling) was.push({ debtor: debtorId(key), handling: before })
      }
      return { done: was.length, undo: { undo: 'handling', was } }
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
      return { done: was.length, undo: { undo: 'policy', was } }
    }
    case 'collector': {
      const to = deed.collector === null ? null : keyOf('mbr', deed.collector).id
      const books = new Map(keys.map((it) => [it.id, it.book]))
      const before = await giveByHand(tx, workspace, keys, to)
      const was = before.map((it) => ({
        debtor: debtorId({ book: books.get(it.debtorId)!, id: it.debtorId }),
        case: it.caseId,
        collector: it.had === null ? null : memberId(it.had),
      }))
      return { done: new Set(was.map((it) => it.debtor)).size, undo: { undo: 'collector', was } }
    }
    case 'approve': {
      const messages: string[] = []
      for (const key of keys)
        for (const it of await listOutbox(tx, ['waiting'], 50, key)) {
          const asks = it.needsApproval && it.approvedAt === null
          if (asks && (await approve(tx, it, tx.now + at.recallMinutes * 60_000))) messages.push(messageId(it))
        }
      return { done: messages.length, undo: { undo: 'approve', messages } }
    }
  }
}

/** Takes it back as far as it still can be: what has left, or was changed again by somebody else, stays. */
export async function undoToCases(tx: Tx, undo: BulkUndo, today: Day): Promise<number> {
  switch (undo.undo) {
    case 'hold':
      return each(undo.holds, (id) => liftHold(tx, keyOf('hld', id), today))
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
        await setHandling(tx, keyOf('dbt', it.debtor), it.handling, today)
      })
    case 'policy':
      return each(undo.was, (it) => setPolicy(tx, keyOf('dbt', it.debtor), it.policy, today))
    case 'collector':
      return takeBack(
        tx,
        undo.was.map((it) => {
          const { book, id: debtor } = keyOf('dbt', it.debtor)
          return {
            ...{ book, debtorId: debtor, caseId: it.case },
            to: it.collector === null ? null : keyOf('mbr', it.collector).id,
          }
        }),
        today,
      )
    case 'approve':
      return each(undo.messages, async (id) => recall(tx, await findMessage(tx, id)))
  }
}

/** How many it could be done to; a Problem of one leaves the others. */
async function each<T>(some: readonly T[], work: (it: T) => Promise<void>): Promise<number> {
  let done = 0
  for (const it of some) {
    try {
      await work(it)
      done++
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
  return done
}

async function setHandling(tx: Tx, key: Key, handling: Handling, today: Day): Promise<Handling> {
  await lockDebtors(tx, key.book, [key.id])
  const [found] = await readDebtors(tx, key.book, [key.id])
  const before = found!.handling
  if (before === handling) return before
  await setDebtor(tx, found!, { handling })
  await lookAgain(tx, key.book, [key.id], today)
  return before
}

async function setPolicy(tx: Tx, key: Key, policyId: string | null, today: Day): Promise<void> {
  await lockDebtors(tx, key.book, [key.id])
  const at = { reach: 'debtor', subject: key.id } as const
  if (policyId === null) await unchoosePolicy(tx, at)
  else await choosePolicy(tx, { ...at, policyId })
  await lookAgain(tx, key.book, [key.id], today)
}
