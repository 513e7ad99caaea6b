// The clocks of a notice: when it must go, when it counts as received, and when the time to dispute ends (12 CFR 1006.34(b)(5)).

import { addBusinessDays, type Calendar } from './calendar.ts'
import { addDays, type Day } from './day.ts'

export interface NoticeFacts {
  readonly notice: string
  readonly sentOn: Day
  readonly result?: 'received' | 'returned'
  /** Known to have been received then; it does not move an end that was printed from assumed receipt. */
  readonly receivedOn?: Day
  /** As printed in it. */
  readonly endsOn?: Day
}

/** Days that are no Saturday, Sunday or federal holiday pass before a notice may be taken for received. */
const receiptDays = 5
const periodDays = 30
const deadlineDays = 5

/** The day on which a notice sent by mail or electronically may at the earliest be assumed received. `federal`: 5 USC 6103(a). */
export function assumedReceipt(sentOn: Day, federal: Calendar): Day {
  return addBusinessDays(federal, sentOn, receiptDays)
}

/** The last day of the validation period: as printed, else 30 calendar days after receipt or assumed receipt. */
export function periodEnd(notice: NoticeFacts, federal: Calendar): Day {
  return notice.endsOn ?? addDays(assumedReceipt(notice.sentOn, federal), periodDays)
}

/** The last day to send the notice: five calendar days after the first communication (15 USC 1692g(a)). */
export function noticeDueBy(firstSaidOn: Day): Day {
  return addDays(firstSaidOn, deadlineDays)
}
