// The worklist: what waits for a person, in the order of the money that it is expected to win for each minute of attention.

import { balanceOf, openParts } from '../core/aging.ts'
import { type OpenMoney, type Work, type Worth, worthFormula, worthOf } from '../core/attention.ts'
import { daysToWait } from '../core/behaviour.ts'
import { type Day, dayText, noDay } from '../core/day.ts'
import type { Habits, Usual } from '../core/habits.ts'
import { publicId } from '../core/id.ts'
import { stageNames } from '../core/ladder.ts'
import { minorDigits } from '../core/money.ts'
import { attention } from '../rules/attention.ts'
import { claimId, readClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { listOutbox } from '../store/outbox.ts'
import { type ClaimFigures, type OpenTask, readClaimFigures, readOpenTasks } from '../store/report.ts'
import { topTasks } from '../store/task.ts'
import { listBooks } from '../store/workspace.ts'
import { readHabits, usualHere } from './behaviour.ts'
import { type NamedDebtor, named } from './report.ts'

export interface WorkItem {
  readonly id: string
  readonly kind: string
  readonly day: string
  readonly says: string
  readonly stage: string | null
  readonly debtor: NamedDebtor
  readonly call: { readonly name: string | null; readonly phone: string } | null
  readonly lastWords: string | null
  /** The letter that is to be posted. */
  readonly letter: string | null
  /** What it is expected to win a minute, in minor units; null where nothing is open. */
  readonly worth: { readonly currency: string; readonly perMinuteMinor: number } | null
  /** Why it stands where it stands. */
  readonly why: string
  /** What is known of the customer, with its grounds. */
  readonly habits: string
  readonly open: readonly { readonly currency: string; readonly amountMinor: number }[]
  /** Of the oldest open due; zero or less where none is late, null where nothing is open. */
  readonly daysLate: number | null
  readonly claims: readonly {
    readonly id: string
    readonly number: string
    readonly currency: string
    readonly openMinor: number
    /** Null where no due day is agreed. */
    readonly daysLate: number | null
  }[]
}

export interface Worklist {
  readonly day: string
  readonly formula: string
  readonly tasks: readonly WorkItem[]
}

export interface WorklistOptions {
  /** Messages that wait to be approved stand in it too, as work of a minute. */
  readonly approvals?: boolean
  /** Only so many of these kinds each, those about the most money: what a screen shows. */
  readonly top?: readonly {
    readonly kinds: readonly string[]
    readonly limit: number
    /** Only what these people work on. */
    readonly of?: readonly string[]
  }[]
}

const otherWork: Work = { minutes: 5, wins: 0.1, because: 'what kind of work it is, nobody has said' }

/** What waits for a person; what wins most a minute first, and before it what a customer who has paid waits for. */
export async function worklist(tx: Tx, day: Day, options: WorklistOptions = {}): Promise<Worklist> {
  const found: { item: WorkItem; first: boolean; worth: Worth | undefined }[] = []
  const usual = await usualHere(tx, day)
  const tasks = [...(await openTasks(tx, day, options.top)), ...(options.approvals ? await approvals(tx) : [])]
  for (const [book, some] of Map.groupBy(tasks, (it) => it.book)) {
    const figures = await readClaimFigures(tx, book, [...new Set(some.flatMap((it) => it.claimIds))], { day })
    const ids = figures.map((it) => it.claimId)
    const numbers = new Map((await readClaims(tx, book, ids)).map((it) => [it.id, it.number]))
    const byId = new Map(figures.map((it) => [it.claimId, it]))
    const debtors = some.map((it) => it.debtor)
    const habits = await readHabits(tx, debtors, day, usual)
    for (const task of some) {
      const its = habits.get(task.debtor.id)!
      const work = attention[task.kind] ?? otherWork
      const worth = worthOf(openMoney(task, byId, its, usual, day), its, work)
      const why = work.first ? `first: ${work.because}` : worth ? worth.says : 'nothing is open of what it names'
      found.push({
        item: workItem(task, byId, numbers, day, { worth, why, habits: its }),
        first: work.first === true,
        worth,
      })
    }
  }
  // No rate between currencies is known here, so a unit of one counts as a unit of another.
  const units = (worth: Worth | undefined) => (worth ? worth.perMinute / 10 ** minorDigits(worth.currency) : -1)
  found.sort(
    (a, b) =>
      Number(b.first) - Number(a.first) ||
      units(b.worth) - units(a.worth) ||
      (a.item.day < b.item.day ? -1 : a.item.day > b.item.day ? 1 : a.item.debtor.no - b.item.debtor.no),
  )
  return { day: dayText(day), formula: worthFormula, tasks: found.map((it) => it.item) }
}

async function openTasks(tx: Tx, day: Day, top: WorklistOptions['top']): Promise<OpenTask[]> {
  const found: OpenTask[] = []
  if (top) {
    const keys = []
    for (const { kinds, limit, of } of top) keys.push(...(await topTasks(tx, kinds, limit, day, of)))
    for (const [book, some] of Map.groupBy(keys, (it) => it.book))
      found.push(
        ...(await readOpenTasks(
          tx,
          book,
          some.map((it) => it.id),
        )),
      )
    return found
  }
  for (const book of await listBooks(tx)) found.push(...(await readOpenTasks(tx, book)))
  return found
}

async function approvals(tx: Tx): Promise<OpenTask[]> {
  const waiting = await listOutbox(tx, ['waiting'])
  return waiting
    .filter((it) => it.needsApproval && it.approvedAt === null)
    .map((it) => ({
      book: it.book,
      id: it.id,
      kind: 'approve',
      day: it.runDay,
      says: `${stageNames[it.stage]} to approve: ${it.asks ?? it.intent.reasons[0]?.says ?? ''}`,
      stage: it.stage,
      debtor: { book: it.book, id: it.debtorId, no: it.debtorNo, name: it.debtorName },
      claimIds: [...new Set(it.intent.items.map((item) => item.claimId))],
    }))
}

function openMoney(
  task: OpenTask,
  figures: ReadonlyMap<string, ClaimFigures>,
  habits: Habits,
  usual: Usual,
  day: Day,
): OpenMoney[] {
  return task.claimIds.flatMap((id) => {
    const claim = figures.get(id)
    if (!claim) return []
    return openParts(claim).map((part) => ({
      currency: claim.currency,
      amountMinor: part.amountMinor,
      waits: daysToWait(day - part.dueOn, habits.daysLate, usual.lateness),
    }))
  })
}

function workItem(
  task: OpenTask,
  figures: ReadonlyMap<string, ClaimFigures>,
  numbers: ReadonlyMap<string, string>,
  day: Day,
  known: { worth: Worth | undefined; why: string; habits: Habits },
): WorkItem {
  const claims = task.claimIds
    .flatMap((id) => {
      const claim = figures.get(id)
      const [oldest] = claim ? openParts(claim) : []
      if (!claim || !oldest) return []
      return [
        {
          id: claimId({ book: task.book, id }),
          number: numbers.get(id)!,
          currency: claim.currency,
          openMinor: balanceOf(claim),
          daysLate: oldest.dueOn === noDay ? null : day - oldest.dueOn,
        },
      ]
    })
    .sort((a, b) => (b.daysLate ?? -Infinity) - (a.daysLate ?? -Infinity) || (a.number < b.number ? -1 : 1))
  const open = new Map<string, number>()
  for (const it of claims) open.set(it.currency, (open.get(it.currency) ?? 0) + it.openMinor)
  return {
    id: publicId(task.kind === 'approve' ? 'msg' : 'tsk', task),
    kind: task.kind,
    day: dayText(task.day),
    says: task.says,
    stage: task.stage,
    debtor: named(task.debtor),
    call: task.phone ? { name: task.phone.name ?? null, phone: task.phone.number } : null,
    lastWords: task.lastWords ?? null,
    letter: task.letter ?? null,
    worth: known.worth ? { currency: known.worth.currency, perMinuteMinor: Math.round(known.worth.perMinute) } : null,
    why: known.why,
    habits: known.habits.says,
    open: [...open].sort().map(([currency, amountMinor]) => ({ currency, amountMinor })),
    daysLate: claims[0]?.daysLate ?? null,
    claims,
  }
}
