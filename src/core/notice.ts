// Notices that the law asks for before other steps: which there are, which were given for a claim, and when the time that each
// gives has run out. Their words are documents, their required content is rules/notices.ts, and how long the time is the rules say.

import { addBusinessDays, type Calendar } from './calendar.ts'
import { addDays, type Day } from './day.ts'
import type { NoticeTime, Place, Rule } from './law.ts'
import type { Told } from './told.ts'

export const noticeKinds = [
  'validation',
  'letter_of_claim',
  'rdg13a',
  'fourteen_days',
  'r124-4',
  'collection_notice',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export const noticeNames: Readonly<Record<NoticeKind, string>> = {
  validation: 'Validation notice',
  letter_of_claim: 'Letter of claim',
  rdg13a: 'First letter of collection',
  fourteen_days: 'Fourteen-day letter',
  'r124-4': 'Letter of amicable collection',
  collection_notice: 'Notice of collection',
}

/** A notice that was given for a claim. */
export interface NoticeFacts {
  readonly notice: string
  readonly sentOn: Day
  readonly result?: 'received' | 'returned'
  /** Known to have been received then; it does not move an end that was printed from assumed receipt. */
  readonly receivedOn?: Day
  /** As printed in it. */
  readonly endsOn?: Day
}

/** The notices given for a claim, oldest first; one that was ended came back, and counts as not given. */
export function noticesOf(told: readonly Told[], claim: string): NoticeFacts[] {
  return told.flatMap((it) =>
    it.kind === 'notice' && it.claim === claim
      ? [
          {
            notice: it.notice,
            sentOn: it.on,
            result: it.until === undefined ? it.result : 'returned',
            endsOn: it.endsOn,
          },
        ]
      : [],
  )
}

/** The newest of a kind that did not come back. */
export function standingNotice(told: readonly Told[], claim: string, kind: string): NoticeFacts | undefined {
  return noticesOf(told, claim).findLast((it) => it.notice === kind && it.result !== 'returned')
}

/** By kind of notice the time that it gives; one without a time is over on its own day. */
export type NoticeTimes = ReadonlyMap<string, NoticeTime>

/** The times that rules give to notices; where several do, the longest. */
export function noticeTimesOf(rules: readonly Rule[]): NoticeTimes {
  const times = new Map<string, NoticeTime>()
  for (const { effect } of rules) {
    if ((effect.kind !== 'notice' && effect.kind !== 'notice_time') || !effect.gives) continue
    const known = times.get(effect.notice)
    if (!known || effect.gives.days > known.days) times.set(effect.notice, effect.gives)
  }
  return times
}

/** What the end of a notice is worked out by. */
export interface NoticeClocks {
  readonly times: NoticeTimes
  /** Of the debtor's place. */
  readonly calendar: Calendar
  /** Of a place that a rule names. */
  readonly calendarOf: (place: Place) => Calendar
}

/** The day from which the time of a notice runs: its own, or the earliest on which it may be taken for received. */
export function runsFrom(notice: string, sentOn: Day, { times, calendar, calendarOf }: NoticeClocks): Day {
  const time = times.get(notice)
  if (time?.receiptDays === undefined) return sentOn
  const business = time.holidaysOf === undefined ? calendar : calendarOf(time.holidaysOf)
  return addBusinessDays(business, sentOn, time.receiptDays)
}

/** The last day of the time that a notice gives, whatever was answered: as printed, else as its law counts it. */
export function periodEnd(given: NoticeFacts, clocks: NoticeClocks): Day {
  return (
    given.endsOn ?? addDays(runsFrom(given.notice, given.sentOn, clocks), clocks.times.get(given.notice)?.days ?? 0)
  )
}

/**
 * The last day of the time that a notice gives; undefined while they wait for documents they asked for. An end that was printed
 * stands, and never makes the time shorter than its law does.
 */
export function noticeEnd(
  given: NoticeFacts,
  told: readonly Told[],
  claim: string,
  clocks: NoticeClocks,
): Day | undefined {
  const time = clocks.times.get(given.notice)
  const byLaw = periodEnd({ ...given, endsOn: undefined }, clocks)
  const end = Math.max(given.endsOn ?? byLaw, byLaw) as Day
  return time?.anewOnReply ? anew(end, time.days, given, told, claim) : end
}

// After a reply that asks for documents or seeks advice the days run anew, from the documents or the reply.
function anew(first: Day, days: number, given: NoticeFacts, told: readonly Told[], claim: string): Day | undefined {
  let end = first
  for (const it of told) {
    if (it.kind !== 'asks_time' || it.claim !== claim || it.on < given.sentOn || it.until !== undefined) continue
    const answered = told.find((one) => one.kind === 'answered' && one.claim === claim && one.on >= it.on)
    if (it.for === 'documents' && !answered) return undefined
    const from = it.for === 'documents' ? answered!.on : it.on
    end = Math.max(end, addDays(from, days)) as Day
  }
  return end
}

/** The day that a notice prints as the end of its time, where it prints one. */
export function printedEnd(kind: NoticeKind, sentOn: Day, clocks: NoticeClocks): Day | undefined {
  return clocks.times.get(kind)?.printed ? periodEnd({ notice: kind, sentOn }, clocks) : undefined
}
