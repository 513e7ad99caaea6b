// A message that a person writes: no step of a ladder, but a message like any other. It goes through the same gate, the same look at
// its words and the same release; it counts as a contact and is given to no claim as a step.

import type { CaseFacts, DebtorFacts, Item, MessageAction, OwnWords } from './case.ts'
import type { Recipient } from './contact.ts'
import { type Day, noDay } from './day.ts'
import type { Policy } from './policy.ts'
import { sumsOf } from './sheet.ts'

/** The name of its step, its ladder and its template. */
export const byHand = 'by-hand'

/** The ladder of what stands on none: its limits are those of a ladder that says nothing. */
export const byHandPolicy: Policy = {
  id: byHand,
  name: 'By hand',
  version: 0,
  minDaysBetween: 0,
  quietAfterTalk: 0,
  minimum: {},
  tolerance: {},
  waitForSteady: false,
  thankYou: false,
  manner: 'formal',
  steps: [],
}

/** What a message by hand is about today: what is overdue, else all that is open; it asks for it only where its account is shown. */
export function byHandAction(it: CaseFacts, written: OwnWords, day: Day): MessageAction {
  const items = itemsOf(it, day, written.account)
  return {
    kind: 'message',
    caseId: it.caseId,
    reasons: [{ says: 'A person wrote it.' }],
    policyId: byHand,
    policyVersion: 0,
    stepId: byHand,
    stage: 'friendly',
    templateId: byHand,
    items,
    sums: written.account ? sumsOf(items, it) : {},
    occurrence: '',
    channels: [written.channel],
    written,
  }
}

function itemsOf(it: CaseFacts, day: Day, named: boolean): Item[] {
  const open = it.claims.flatMap((claim) =>
    claim.dues.filter((due) => due.openMinor > 0).map((due) => ({ claim, due, late: due.dueOn < day })),
  )
  const late = open.filter((one) => one.late)
  // A loan without a due day is open, and nothing of it is asked for by showing it.
  const shown = late.length > 0 ? late : open.filter((one) => !named || one.due.dueOn !== noDay)
  return shown.map(({ claim, due }) => ({
    claimId: claim.id,
    dueNo: due.no,
    openMinor: due.openMinor,
    named,
    fresh: false,
  }))
}

/** The one address that the person chose; undefined where it does not work any more. */
export function byHandRecipient(debtor: DebtorFacts, written: OwnWords): Recipient | undefined {
  for (const contact of debtor.contacts) {
    const address = contact.addresses.find((one) => one.id === written.addressId && one.usable)
    if (address) return { channel: written.channel, contact, address, copies: [] }
  }
  return undefined
}

/** They wrote and nobody has answered yet: then a second message on one day is an answer, and no second reminder. */
export function isAnswer(debtor: DebtorFacts): boolean {
  return debtor.holds.some((it) => it.cause === 'reply_unread')
}
