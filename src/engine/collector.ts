// Gives cases to people: by the rules what nobody has, in batches, and by hand what somebody says. A batch locks its debtors, so that
// two who give at once never give the same case twice.

import { type CollectorRule, coversFor, giveCase, takers } from '../core/collector.ts'
import { type Day, dayAt, dayText } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { may } from '../core/member.ts'
import { problem, quoted } from '../core/problem.ts'
import {
  anyToGive,
  casesToGive,
  collectorsAt,
  countGiven,
  debtorsToGive,
  type Giving,
  giveCases,
  goneMembers,
  type HadCase,
  readCollectorRules,
} from '../store/collector.ts'
import { type Db, inWorkspace, type Tx } from '../store/db.ts'
import { changeMember, listMembers, type Member } from '../store/member.ts'
import { lockDebtors } from '../store/record.ts'
import { listBooks, type Workspace } from '../store/workspace.ts'

const debtorsAtOnce = 500

interface Sharing {
  readonly rules: readonly CollectorRule[]
  readonly able: ReadonlySet<string>
  readonly sharing: readonly string[]
  readonly gone: readonly string[]
}

async function sharingHere(tx: Tx): Promise<Sharing | undefined> {
  const { rules } = await readCollectorRules(tx)
  const people = takers(await listMembers(tx), rules)
  return people.sharing.length === 0 ? undefined : { rules, ...people, gone: await goneMembers(tx) }
}

export interface GiveOptions {
  readonly actor: string
  readonly stopping?: () => boolean
  /** At most about so many cases; whoever comes next gives the rest. */
  readonly most?: number
}

/** Gives every open case that has nobody, or somebody who is gone. @returns how many cases went to whom */
export async function shareCases(db: Db, workspace: Workspace, options: GiveOptions): Promise<Map<string, number>> {
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace.id, options.actor, work)
  const given = new Map<string, number>()
  let done = 0
  const some = await inside(async (tx) => {
    const here = await sharingHere(tx)
    return here && (await anyToGive(tx, here.gone)) ? here : undefined
  })
  if (!some) return given
  const books = await inside(listBooks)
  const cases = await inside((tx) => casesOfAll(tx, books))
  for (const book of books) {
    let after: string | undefined
    for (;;) {
      if (options.stopping?.() || done >= (options.most ?? Number.POSITIVE_INFINITY)) return given
      const ids = await inside(async (tx) => {
        // Read anew each time: somebody may leave while a large book is shared.
        const here = await sharingHere(tx)
        const found = here ? await debtorsToGive(tx, book, here.gone, after, debtorsAtOnce) : []
        if (here && found.length > 0)
          for (const it of await shareAmong(tx, workspace, book, found, here, cases)) {
            given.set(it.to!, (given.get(it.to!) ?? 0) + 1)
            done++
          }
        return found
      })
      after = ids.at(-1)
      if (ids.length < debtorsAtOnce) break
    }
  }
  return given
}

async function casesOfAll(tx: Tx, books: readonly number[]): Promise<Map<string, number>> {
  const all = new Map<string, number>()
  for (const book of books)
    for (const [id, cases] of await countGiven(tx, book)) all.set(id, (all.get(id) ?? 0) + cases)
  return all
}

/** Gives what these debtors have that nobody has; `cases` counts on. */
async function shareAmong(
  tx: Tx,
  { zone }: Workspace,
  book: number,
  debtorIds: readonly string[],
  here: Sharing,
  cases: Map<string, number>,
): Promise<Giving[]> {
  const heads = await lockDebtors(tx, book, debtorIds, 'taken too')
  const on = dayText(dayAt(tx.now, zone))
  const all: Giving[] = []
  for (const it of await casesToGive(tx, book, debtorIds, here.gone)) {
    const to = giveCase(here.rules, it, here, cases)
    if (!to) continue
    cases.set(to.to, (cases.get(to.to) ?? 0) + 1)
    const { caseId, debtorId, had } = it
    const why =
      to.rule === undefined
        ? ({ how: 'fewest', on } as const)
        : ({ how: 'rule', rule: to.rule, when: here.rules[to.rule]!.when, on } as const)
    all.push({ caseId, debtorId, had, to: to.to, why })
  }
  await giveCases(tx, heads, all)
  return all
}

/**
 * Gives the cases of debtors by hand, or back to the rules where `to` is null.
 * @returns whose they were, as `takeBack` takes it
 */
export async function giveByHand(
  tx: Tx,
  workspace: Workspace,
  debtors: readonly Key[],
  to: string | null,
): Promise<HadCase[]> {
  if (to !== null) await takerBy(tx, to)
  const on = dayText(dayAt(tx.now, workspace.zone))
  const before: HadCase[] = []
  const here = to === null ? await sharingHere(tx) : undefined
  const cases = here ? await casesOfAll(tx, await listBooks(tx)) : new Map<string, number>()
  for (const [book, some] of Map.groupBy([...debtors].sort(byKey), (it) => it.book)) {
    const ids = some.map((it) => it.id)
    const heads = await lockDebtors(tx, book, ids)
    const had = (await collectorsAt(tx, book, ids)).filter((it) => it.had !== to || it.why?.how !== 'hand')
    before.push(...had)
    const why = to === null ? null : ({ how: 'hand', by: tx.actor, on } as const)
    await giveCases(
      tx,
      heads,
      had.map(({ caseId, debtorId, had: was }) => ({ caseId, debtorId, had: was, to, why })),
    )
    if (here) await shareAmong(tx, workspace, book, ids, here, cases)
  }
  return before
}

/** Gives cases back to whom they were taken from; who is gone meanwhile gets none. @returns how many */
export async function takeBack(
  tx: Tx,
  was: readonly {
    readonly book: number
    readonly debtorId: string
    readonly caseId: string
    readonly to: string | null
    /** Only where it is still this one’s. */
    readonly from?: string
  }[],
  today: Day,
): Promise<number> {
  const { able } = takers(await listMembers(tx), [])
  const why = { how: 'undone', by: tx.actor, on: dayText(today) } as const
  let done = 0
  const sound = was.filter((it) => it.to === null || able.has(it.to))
  for (const [book, some] of [...Map.groupBy(sound, (it) => it.book)].sort(([a], [b]) => a - b)) {
    const ids = [...new Set(some.map((it) => it.debtorId))].sort()
    const heads = await lockDebtors(tx, book, ids)
    const now = new Map((await collectorsAt(tx, book, ids)).map((it) => [it.caseId, it]))
    const back = some.flatMap(({ caseId, to, from }) => {
      const is = now.get(caseId)
      return is && is.had !== to && (from === undefined || is.had === from)
        ? [{ caseId, debtorId: is.debtorId, had: is.had, to, why: to === null ? null : why }]
        : []
    })
    await giveCases(tx, heads, back)
    done += back.length
  }
  return done
}

const byKey = (a: Key, b: Key) => a.book - b.book || (a.id < b.id ? -1 : 1)

/** Somebody here who may have cases. */
async function takerBy(tx: Tx, id: string): Promise<Member> {
  const found = (await listMembers(tx)).find((it) => it.id === id)
  if (!found) throw problem('member.unknown', 'Nobody here has this number.', 'Take one from the list of people.')
  if (!may(found.role, 'work'))
    throw problem(
      'collector.viewer',
      `${quoted(found.name)} may only look, and can have no cases.`,
      'Choose somebody who works, or change their role first.',
    )
  return found
}

/** Somebody is away until a day (not included), and another does their work; or, with nothing, they are back. */
export async function coverMember(
  tx: Tx,
  id: string,
  cover: { readonly id: string; readonly until: Day } | null,
  today: Day,
  seen?: number,
): Promise<void> {
  if (cover) {
    const by = (await listMembers(tx)).find((it) => it.id === cover.id)
    if (cover.id === id || !by || !may(by.role, 'work'))
      throw problem('member.cover', 'They cannot be covered by this person.', 'Choose another who works here.')
    if (cover.until <= today)
      throw problem('member.back', `${dayText(cover.until)} is not in the future.`, 'Give the day they are back.')
  }
  await changeMember(tx, id, { cover }, seen)
}

/** What a request waits for after somebody left; the schedule gives the rest. */
const casesAtOnce = 2_000

export async function giveAnew(desk: { readonly db: Db; readonly workspace: Workspace; readonly actor: string }) {
  await shareCases(desk.db, desk.workspace, { actor: desk.actor, most: casesAtOnce })
}

/** Whose work somebody sees as theirs on a day: their own and that of those they cover. */
export async function worksFor(
  tx: Tx,
  member: string,
  day: Day,
): Promise<{ readonly of: readonly string[]; readonly covers: readonly Member[] }> {
  const all = await listMembers(tx)
  const ids = coversFor(all, member, day)
  return { of: [member, ...ids], covers: all.filter((it) => ids.includes(it.id)) }
}
