// What is known of one debtor when a case is decided: plain facts as the store reads them, nothing worked out that a posting,
// a hold or a message does not say. decide.ts turns them into actions.

import type { Autopilot, Flown } from './autopilot.ts'
import type { Calendar } from './calendar.ts'
import type { Day, Moment } from './day.ts'
import type { Contact } from './frequency.ts'
import type { Collector, Purpose, Rule, Sector } from './law.ts'
import type { NoticeKind, NoticeTimes } from './notice.ts'
import type { DebtorKind, Handling, Policy, Role, Stage } from './policy.ts'
import type { Told } from './told.ts'

export interface AddressFacts {
  readonly id: string
  readonly channel: 'email' | 'phone' | 'post'
  readonly address: string
  readonly usable: boolean
}

export interface ContactFacts {
  readonly id: string
  readonly name?: string
  readonly site?: string
  readonly roles: readonly Role[]
  readonly addresses: readonly AddressFacts[]
}

/** That a step was given for a due, and what was asked. A waiting message is not given yet. */
export interface GivenFacts {
  readonly policyId: string
  readonly stepId: string
  readonly stage: Stage
  readonly kind: 'message' | 'call'
  readonly on: Day
  readonly payBy?: Day
}

export interface DueFacts {
  readonly no: number
  readonly dueOn: Day
  readonly amountMinor: number
  readonly openMinor: number
  readonly given: readonly GivenFacts[]
}

export interface HoldFacts {
  readonly id: string
  readonly cause: string
  readonly note?: string
  readonly from: Day
  /** Not included; without one it lasts until it is lifted. */
  readonly until?: Day
  readonly caseId?: string
  readonly claimId?: string
  readonly partMinor?: number
}

export interface ClaimFacts {
  readonly id: string
  readonly number: string
  readonly kind: string
  /** What it was for, its trade, and whether it was overdue when it was taken over: undefined where not known. */
  readonly purpose?: Purpose
  readonly sector?: Sector | 'none'
  readonly inDefaultWhenObtained?: boolean
  readonly currency: string
  readonly issuedOn: Day
  readonly arrivedOn: Day
  readonly amountMinor: number
  readonly principalMinor: number
  readonly openMinor: number
  readonly paidMinor: number
  readonly orderNumber?: string
  readonly deliveryNote?: string
  readonly about?: string
  readonly factor?: string
  readonly handling?: Handling
  readonly lastReminder?: { readonly on?: Day; readonly stage: Stage }
  readonly policyId: string
  readonly dues: readonly DueFacts[]
  /** Contested or awaiting our answer; `partMinor` absent: the whole claim. */
  readonly disputes: readonly { readonly id: string; readonly cause: string; readonly partMinor?: number }[]
  readonly queries: readonly { readonly id: string; readonly asks: string }[]
  /** Working elsewhere: a plan, a placement or a matter. */
  readonly elsewhere?: string
}

export interface PromiseFacts {
  readonly id: string
  readonly claimIds: readonly string[]
  readonly amountMinor: number
  readonly currency: string
  readonly byDay: Day
  readonly madeOn: Day
  /** Money that counts towards it: received from the day it was made on. */
  readonly receivedMinor: number
}

export interface TaskFacts {
  readonly id: string
  readonly kind: string
  readonly policyId?: string
  readonly stepId?: string
  readonly day: Day
  readonly items: readonly { readonly claimId: string; readonly dueNo: number }[]
}

/** A note to the account manager before a step, and what they answered. */
export interface NoteFacts {
  readonly policyId: string
  readonly stepId: string
  readonly claimId: string
  readonly dueNo: number
  readonly on: Day
  readonly outcome?: string
}

/** A person let a step come from `on`, whatever its day; what else it waits for still holds. */
export type EscalationFacts = Omit<NoteFacts, 'outcome'>

/** A message that waits: written by an earlier look, not released. */
export interface DraftFacts {
  readonly messageId: string
  readonly policyId: string
  readonly stepId: string
  readonly runDay: Day
  readonly approved: boolean
  /** It was tried and did not arrive: it stays the same message, at the next address. */
  readonly attempted: boolean
}

export interface CaseFacts {
  readonly caseId: string
  readonly creditorId: string
  readonly knownUntil?: Day
  readonly claims: readonly ClaimFacts[]
  /** Money and credits not yet given to claims, as positive sums. */
  readonly onAccount: readonly {
    readonly currency: string
    readonly kind: 'payment' | 'credit'
    readonly amountMinor: number
  }[]
  readonly promises: readonly PromiseFacts[]
  readonly tasks: readonly TaskFacts[]
  readonly notes: readonly NoteFacts[]
  readonly escalations?: readonly EscalationFacts[]
  /** Supply was stopped because of these dues, and nobody was asked to resume it yet. */
  readonly stopped?: {
    readonly on: Day
    readonly items: readonly { readonly claimId: string; readonly dueNo: number }[]
  }
  readonly drafts: readonly DraftFacts[]
  /** Messages that asked for money a payment recorded later had already brought. */
  readonly crossed: readonly {
    readonly messageId: string
    readonly paymentId: string
    readonly amountMinor: number
    readonly currency: string
    readonly day: Day
  }[]
  /** The payment that closed the last open claim, when nothing is open any more and none was thanked for. */
  readonly cleared?: {
    readonly paymentId: string
    readonly amountMinor: number
    readonly currency: string
    readonly day: Day
    readonly reminded: boolean
  }
  /** On-time record of the last closed claims, newest first. */
  readonly paidOnTime: readonly boolean[]
  /** Days late of the last claims paid, oldest first. */
  readonly paidLate: readonly number[]
  readonly lastStatementOn?: Day
  /** The policy of the case where it has no claim that says otherwise. */
  readonly policyId: string
  /** The last reminder about any of its claims, paid ones too, and the last day one of them was paid. */
  readonly lastSaid?: { readonly stage: Stage; readonly on: Day }
  readonly lastPaidOn?: Day
  /** In rehearsal: the next day on which something is dated that is not seen yet. */
  readonly nextFactOn?: Day
}

export interface DebtorFacts {
  readonly book: number
  readonly id: string
  readonly no: number
  readonly name: string
  readonly kind: DebtorKind
  /** A person confirmed the kind; otherwise it was taken from a name. */
  readonly kindConfirmed?: boolean
  readonly country: string
  readonly region?: string
  /** The clock they live by, where it is known better than by country and region. */
  readonly zone?: string
  readonly language: string
  readonly handling: Handling
  readonly paysBy?: string
  readonly accountManager?: string
  readonly contacts: readonly ContactFacts[]
  readonly cases: readonly CaseFacts[]
  readonly holds: readonly HoldFacts[]
  /** The last day on which we reached them in writing or spoke to them. */
  readonly lastContactOn?: Day
  /** The last day on which a person spoke, on either side: a reply, a call that reached somebody, a mail written by hand. */
  readonly lastTalkOn?: Day
  /** What was told to us, or learned, that bears on contact, and the contacts that limits count. */
  readonly told?: readonly Told[]
  readonly contacted?: readonly Contact[]
}

/** The law of a decision: rules, who collects, and the clocks and holidays of places. */
export interface HouseLaw {
  readonly rules: readonly Rule[]
  readonly collector: Collector
  readonly sectors?: readonly Sector[]
  /** Manners are kept like law, or only said. */
  readonly manners: 'keep' | 'warn'
  readonly zonesOf: (country: string, region?: string) => readonly string[]
  readonly licensedIn: (place: string, on: Day) => boolean
  /** When the contact would be made; left out: at some lawful hour of the day. */
  readonly at?: Moment
}

/** What holds for all debtors of a decision: read once per run. */
export interface House {
  readonly day: Day
  readonly calendarOf: (country: string, region?: string) => Calendar
  readonly noticeTimes: NoticeTimes
  readonly policies: ReadonlyMap<string, Policy>
  readonly inboxConnected: boolean
  /** Each message of a ladder is seen first, until its step is on autopilot. */
  readonly seenFirst?: boolean
  /** Steps that go without a yes, by `stepKey`. */
  readonly autopilots?: ReadonlyMap<string, Autopilot>
  /** There is no mail server by choice: what would be an email is a letter to print. */
  readonly lettersOnly?: boolean
  readonly law?: HouseLaw
}

export interface Reason {
  readonly says: string
  readonly rule?: string
  readonly cite?: string
}

export interface Item {
  readonly claimId: string
  readonly dueNo: number
  readonly openMinor: number
  /** Stands under the message, which gives it this step; others only stand in the table. */
  readonly named: boolean
  /** Was not given this step before. */
  readonly fresh: boolean
}

interface Base {
  readonly caseId: string
  readonly reasons: readonly Reason[]
}
export interface MessageAction extends Base {
  readonly kind: 'message'
  readonly policyId: string
  readonly policyVersion: number
  readonly stepId: string
  readonly stage: Stage
  readonly templateId: string
  /** It is a notice that the law asks for. */
  readonly notice?: NoticeKind
  /** It answers a dispute or question, with this document in the envelope. */
  readonly answers?: string
  readonly items: readonly Item[]
  readonly sums: Readonly<Record<string, number>>
  readonly payBy?: Day
  readonly approve?: string
  /** It goes without a yes that its step would ask for, by this leave. */
  readonly autopilot?: Flown
  readonly occurrence: string
  readonly channels: readonly ('email' | 'letter')[]
  /** To be printed by a person and looked at by someone who knows: never sent by the program. */
  readonly printOnly?: string
  readonly about?: {
    readonly paymentId: string
    readonly amountMinor: number
    readonly currency: string
    readonly day: Day
  }
  readonly keep?: string
  /** A person's own words. */
  readonly written?: OwnWords
}
/** What a person writes: plain text, in paragraphs. */
export interface OwnWords {
  readonly subject: string
  readonly text: string
  /** What is open stands under it, and how to pay. */
  readonly account: boolean
  readonly channel: 'email' | 'letter'
  readonly addressId: string
}
export interface TaskAction extends Base {
  readonly kind: 'task'
  readonly task:
    | 'call'
    | 'write'
    | 'promise_broken'
    | 'allocate'
    | 'fix'
    | 'manager_note'
    | 'agree_date'
    | 'stop_supply'
    | 'resume_supply'
  readonly policyId?: string
  readonly stepId?: string
  readonly stage?: Stage
  readonly items: readonly { readonly claimId: string; readonly dueNo: number }[]
  readonly occurrence: string
  readonly says: string
}
export interface WriteOffAction extends Base {
  readonly kind: 'write_off'
  readonly claimId: string
  readonly amountMinor: number
  readonly currency: string
}
export interface PromiseAction extends Base {
  readonly kind: 'promise'
  readonly promiseId: string
  readonly state: 'kept' | 'broken'
}
export interface NothingAction extends Base {
  readonly kind: 'nothing'
}
export type Action = MessageAction | TaskAction | WriteOffAction | PromiseAction | NothingAction

export interface CaseDecision {
  readonly caseId: string
  readonly actions: readonly Action[]
  /** Drafts that no longer stand: redrawn or overtaken. */
  readonly overtaken: readonly { readonly messageId: string; readonly because: string }[]
  /** Open tasks about nothing that is open any more, or overtaken by a newer one. */
  readonly pointless: readonly string[]
  readonly nextLookOn?: Day
}
