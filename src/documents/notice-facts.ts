// What a notice may say beyond a reminder: the variables under `notice`, and their shape for checking templates.

import type { Day } from '../core/day.ts'
import type { ShapeOf } from './facts.ts'

/** What a notice says of one claim; a text is empty where there is nothing of it to say. */
export interface NoticeClaim {
  readonly number: string
  readonly currency: string
  readonly creditor: string
  readonly creditorAddress: string
  readonly creditorThen: string
  readonly accountNumber: string
  readonly ground: string
  readonly contractOn: Day
  /** `last_statement`, `charge_off`, `last_payment`, `transaction` or `judgment`. */
  readonly itemizedBy: string
  readonly itemizedOn: Day
  readonly thenMinor: number
  readonly interestMinor: number
  readonly feesMinor: number
  readonly paymentsMinor: number
  readonly creditsMinor: number
  readonly nowMinor: number
  /** What is open by its parts. */
  readonly principalMinor: number
  readonly partInterestMinor: number
  readonly partOtherMinor: number
  /** Due on top if it is not paid in time, where a law says how much. */
  readonly costsMinor: number
  readonly interestSays: string
  readonly costsSay: string
  readonly vatSays: string
  readonly addressSource: string
  readonly assignment: string
  readonly instalments: string
}

export interface NoticeWords {
  /** The last day of the time it gives. */
  readonly endsOn: Day
  readonly supervisor: string
  readonly lawText: string
  readonly licences: string
  readonly consumerFinance: boolean
  readonly claims: readonly NoticeClaim[]
}

const noticeClaim = {
  fields: {
    number: 'text',
    currency: 'text',
    creditor: 'text',
    creditorAddress: 'text',
    creditorThen: 'text',
    accountNumber: 'text',
    ground: 'text',
    contractOn: 'day',
    itemizedBy: 'text',
    itemizedOn: 'day',
    thenMinor: 'minor',
    interestMinor: 'minor',
    feesMinor: 'minor',
    paymentsMinor: 'minor',
    creditsMinor: 'minor',
    nowMinor: 'minor',
    principalMinor: 'minor',
    partInterestMinor: 'minor',
    partOtherMinor: 'minor',
    costsMinor: 'minor',
    interestSays: 'text',
    costsSay: 'text',
    vatSays: 'text',
    addressSource: 'text',
    assignment: 'text',
    instalments: 'text',
  },
} as const satisfies ShapeOf<NoticeClaim>
export const noticeShape = {
  fields: {
    endsOn: 'day',
    supervisor: 'text',
    lawText: 'text',
    licences: 'text',
    consumerFinance: 'flag',
    claims: { each: noticeClaim },
  },
} as const satisfies ShapeOf<NoticeWords>
