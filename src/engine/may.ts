// What the gate says now, before anybody dials or writes: yes, or no with its reasons and until when, each with the law it rests on.
// Nothing is written.

import { nextBusinessDay } from '../core/calendar.ts'
import type { CaseFacts, DebtorFacts, House } from '../core/case.ts'
import { addDays, type Day, dayAt, type Moment, momentAt, offsetMs } from '../core/day.ts'
import type { Ground } from '../core/gate.ts'
import type { Medium } from '../core/law.ts'
import { ask } from '../core/permit.ts'

export interface May {
  readonly may: boolean
  readonly until?: Moment
  readonly grounds: readonly Ground[]
  readonly warnings: readonly Ground[]
}

/** For one case and medium at a moment; what is overdue is meant, else all that is open. */
export function mayNow(
  house: House,
  debtor: DebtorFacts,
  one: CaseFacts,
  it: { readonly medium: Medium; readonly address?: string; readonly at: Moment },
): May {
  const claimIds = claimsMeant(one, house.day)
  const verdict = ask(
    debtor,
    one,
    { medium: it.medium, claimIds, at: it.at, ...(it.address !== undefined && { address: { value: it.address } }) },
    house,
  )
  if (!verdict) return { may: true, grounds: [], warnings: [] }
  const { grounds, warnings } = verdict
  if (verdict.kind === 'permit') return { may: true, grounds, warnings }
  return { may: false, grounds, warnings, ...(verdict.until !== undefined && { until: verdict.until }) }
}

function claimsMeant(one: CaseFacts, day: number): string[] {
  const late = one.claims.filter((claim) => claim.dues.some((due) => due.openMinor > 0 && due.dueOn < day))
  return (late.length > 0 ? late : one.claims).map((claim) => claim.id)
}

const stepMs = 1_800_000
const lookAheadDays = 7

export interface Window {
  readonly from: Moment
  readonly until: Moment
}

/** When they may be called next, to the half hour: the rest of today, or the first day that has such a time; within usual hours. */
export function callWindow(
  house: House,
  debtor: DebtorFacts,
  one: CaseFacts,
  it: { readonly at: Moment; readonly zone: string; readonly address?: string },
): Window | undefined {
  const first = mayNow(house, debtor, one, { medium: 'phone', ...it })
  if (!first.may && first.until === undefined) return undefined
  const begins = first.may ? it.at : first.until!
  if (begins - it.at > lookAheadDays * 86_400_000) return undefined
  let until = begins
  for (let at = begins + stepMs; at < begins + 16 * 3_600_000; at += stepMs) {
    // Nobody is rung after eight in the evening, whatever the law would let through.
    const minute = minuteOf(at, it.zone)
    if (minute > 20 * 60 || minute < 7 * 60) break
    if (!mayNow(house, debtor, one, { medium: 'phone', at, address: it.address }).may) break
    until = at
  }
  return { from: begins, until }
}

function minuteOf(at: Moment, zone: string): number {
  return Math.floor(((at + offsetMs(at, zone)) % 86_400_000) / 60_000)
}

/** Whether they may be called now, and what stands in the way: until when, where it ends by itself. */
export interface CallableNow {
  readonly now: boolean
  readonly from?: Moment
  readonly says?: string
}

// What the house keeps of itself, whatever a law would let through.
const morning = 9
const firstHour = 7
const lastHour = 20

/** Whether now is a time to call: the law's hours, usual hours of the day, and no holiday or weekend of theirs. */
export function callableNow(
  house: House,
  debtor: DebtorFacts,
  one: CaseFacts,
  it: { readonly at: Moment; readonly zone: string; readonly address?: string },
): CallableNow {
  const calendar = house.calendarOf(debtor.country, debtor.region)
  const hinders = (at: Moment): { says: string; from?: Moment } | undefined => {
    const law = mayNow(house, debtor, one, {
      medium: 'phone',
      at,
      ...(it.address !== undefined && { address: it.address }),
    })
    if (!law.may) return { says: law.grounds[0]?.says ?? '', ...(law.until !== undefined && { from: law.until }) }
    const day = dayAt(at, it.zone)
    const closed = calendar.closedBecause(day)
    const opens = (on: Day) => momentAt(nextBusinessDay(calendar, on), morning, it.zone)
    if (closed !== undefined) return { says: closed, from: opens(day) }
    const minute = minuteOf(at, it.zone)
    if (minute < firstHour * 60) return { says: 'It is early there.', from: momentAt(day, morning, it.zone) }
    if (minute >= lastHour * 60) return { says: 'It is late there.', from: opens(addDays(day, 1)) }
    return undefined
  }
  const first = hinders(it.at)
  if (!first) return { now: true }
  // What opens may fall on a day that is closed for another reason; a few looks find the first time that holds.
  let from = first.from
  for (let looks = 0; from !== undefined && looks < 5; looks++) {
    const next = hinders(from)
    if (!next) break
    from = next.from
  }
  return { now: false, says: first.says, ...(from !== undefined && { from }) }
}
