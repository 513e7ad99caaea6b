// Notices that the law asks for before other steps: which there are, which were given for a claim, and when the time that each
// gives has run out. Their words are documents, their required content is rules/notices.ts.

import { addBusinessDays, type Calendar } from './calendar.ts'
import { addDays, type Day } from './day.ts'
import type { Told } from './told.ts'
import { type NoticeFacts, periodEnd } from './validation.ts'

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

export interface NoticeClocks {
  /** Federal holidays of the United States (5 USC 6103(a)). */
  readonly federal: Calendar
  /** Of the debtor's place. */
  readonly place: Calendar
}

const letterOfClaimDays = 30
const fourteenDays = 14
const ontarioDays = 6
// No law names a day of receipt for a Dutch letter: five business days is our own caution, longer than the post takes.
const dutchPostDays = 5

/**
 * The last day of the time that a notice gives; undefined while they wait for documents they asked for. An end that was printed
 * stands, and never makes the time shorter than its law does.
 */
export function noticeEnd(
  kind: string,
  given: NoticeFacts,
  told: readonly Told[],
  claim: string,
  clocks: NoticeClocks,
): Day | undefined {
  switch (kind) {
    case 'validation':
      return Math.max(
        periodEnd(given, clocks.federal),
        periodEnd({ ...given, endsOn: undefined }, clocks.federal),
      ) as Day
    case 'letter_of_claim':
      return letterEnd(given, told, claim)
    case 'fourteen_days':
      return addDays(addBusinessDays(clocks.place, given.sentOn, dutchPostDays), fourteenDays)
    case 'collection_notice':
      return addDays(given.sentOn, ontarioDays)
    default:
      return given.sentOn
  }
}

// 30 days from the letter's date; after a reply that asks for documents or seeks advice 30 more, from the documents or the reply.
function letterEnd(given: NoticeFacts, told: readonly Told[], claim: string): Day | undefined {
  let end = addDays(given.sentOn, letterOfClaimDays)
  for (const it of told) {
    if (it.kind !== 'asks_time' || it.claim !== claim || it.on < given.sentOn || it.until !== undefined) continue
    const answered = told.find((one) => one.kind === 'answered' && one.claim === claim && one.on >= it.on)
    if (it.for === 'documents' && !answered) return undefined
    const from = it.for === 'documents' ? answered!.on : it.on
    end = Math.max(end, addDays(from, letterOfClaimDays)) as Day
  }
  return end
}

/** The day that a notice prints as the end of its time, where it prints one. */
export function printedEnd(kind: NoticeKind, sentOn: Day, clocks: NoticeClocks): Day | undefined {
  if (kind !== 'validation' && kind !== 'letter_of_claim') return undefined
  return noticeEnd(kind, { notice: kind, sentOn }, [], '', clocks)
}
