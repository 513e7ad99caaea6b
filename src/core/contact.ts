// The contact gate: a permit or a refusal, and where a message goes. Nothing reaches a channel without a permit from here. What
// it knows are the house's own rules; law of the places joins it as data.

import { onAccount } from './account.ts'
import { businessDaysBetween, type Calendar } from './calendar.ts'
import type { AddressFacts, CaseFacts, ContactFacts, DebtorFacts, Item, MessageAction, Reason } from './case.ts'
import { type Day, dayText } from './day.ts'
import { type Policy, type Role, rank } from './policy.ts'

export interface Permit {
  readonly kind: 'permit'
  readonly reasons: readonly Reason[]
}
export interface Refusal {
  readonly kind: 'refusal'
  readonly reasons: readonly Reason[]
  readonly until?: Day
  /** Money or credits on account that a person should give to claims first. */
  readonly allocate?: { readonly currency: string; readonly amountMinor: number }
}

export interface GateFacts {
  readonly debtor: DebtorFacts
  readonly case: CaseFacts
  readonly action: MessageAction
  readonly policy: Policy
  readonly day: Day
  /** Of the creditor's place: business days of our own knowledge. */
  readonly calendar: Calendar
  readonly knowledge: { readonly reminders: number | null; readonly demands: number | null }
}

/** Whether a message may leave today, by what we know of payments, money on account, and how the debtor is handled. */
export function mayContact(facts: GateFacts): Permit | Refusal {
  const { action, debtor } = facts
  if (action.written && !action.written.account)
    return { kind: 'permit', reasons: [{ says: 'A person wrote it, and it asks for no sum.' }] }
  if (debtor.handling === 'by_hand' && !action.written)
    return no('This customer is handled by hand: nothing is sent by itself.')
  // A courtesy asks for nothing, so old knowledge and money on account do not matter to it.
  if (action.items.length === 0 || action.stage === 'statement' || action.answers) {
    return { kind: 'permit', reasons: [{ says: 'It asks for nothing.' }] }
  }
  const known = knowledge(facts)
  if (known.kind === 'refusal') return known
  const money = onAccount(facts.case, action.items, facts.policy, leadOf(action.items))
  const stop = money.find((it) => it.stops)
  if (stop) {
    return {
      kind: 'refusal',
      reasons: [{ says: stop.says }],
      allocate: { currency: stop.currency, amountMinor: stop.amountMinor },
    }
  }
  return {
    kind: 'permit',
    reasons: [
      ...known.reasons,
      {
        says: action.written
          ? 'A person wrote it.'
          : `${debtor.name} is handled ${debtor.handling === 'approve' ? 'with approval' : 'automatically'}; nothing is held, promised or asked for these claims.`,
      },
      ...money.map((it) => ({ says: it.says })),
    ],
  }
}

function no(says: string, until?: Day): Refusal {
  return { kind: 'refusal', reasons: [{ says }], until }
}

// What the message says first: the greatest sum under it, where the case itself did not name its leading claim.
function leadOf(items: readonly Item[]): Item | undefined {
  return [...items].filter((item) => item.named).sort((a, b) => b.openMinor - a.openMinor)[0]
}

function knowledge(facts: GateFacts): Permit | Refusal {
  const severe = rank(facts.action.stage) >= rank('final')
  const limit = severe ? facts.knowledge.demands : facts.knowledge.reminders
  if (limit === null)
    return { kind: 'permit', reasons: [{ says: 'This workspace does not wait for news of payments.' }] }
  const { knownUntil } = facts.case
  if (knownUntil === undefined) {
    return no(
      'We do not know up to which day payments are entered; it waits until we do (dunwell known-until 2026-03-31).',
    )
  }
  const age = businessDaysBetween(facts.calendar, knownUntil, facts.day)
  if (age > limit) {
    return no(
      `We know of payments up to ${dayText(knownUntil)} only, ${age} business days back; at most ${limit} for this step.`,
    )
  }
  return { kind: 'permit', reasons: [{ says: `Payments are known up to ${dayText(knownUntil)}.` }] }
}

/** Who gets what is no step of a ladder: a thank-you, a note. */
export const courtesyTo: readonly Role[] = ['accounts_payable', 'accountant', 'buyer']

export interface Recipient {
  readonly channel: 'email' | 'letter'
  readonly contact: ContactFacts
  readonly address: AddressFacts
  readonly copies: readonly { readonly name?: string; readonly address: string }[]
}

/**
 * Where a message goes: the first channel and role, in the step's order of preference, that has an address which works and was
 * not tried for this message. A consumer's message is never copied to anyone.
 */
export function recipientOf(
  debtor: DebtorFacts,
  step: { readonly to: readonly Role[]; readonly copy: readonly Role[] },
  channels: readonly ('email' | 'letter')[],
  tried: ReadonlySet<string>,
): Recipient | undefined {
  const ordered = inOrder(debtor.contacts, step.to)
  for (const channel of channels) {
    const kind = channel === 'email' ? 'email' : 'post'
    for (const contact of ordered) {
      const address = contact.addresses.find((it) => it.channel === kind && it.usable && !tried.has(it.id))
      if (!address) continue
      const copies =
        channel === 'letter' || debtor.kind === 'consumer'
          ? []
          : debtor.contacts
              .filter((it) => it.roles.some((role) => step.copy.includes(role)))
              .flatMap((it) =>
                it.addresses
                  .filter((one) => one.channel === 'email' && one.usable && one.id !== address.id)
                  .slice(0, 1)
                  .map((one) => ({ name: it.name, address: one.address })),
              )
              .filter((it) => it.address !== address.address)
      return { channel, contact, address, copies }
    }
  }
  return undefined
}

/** Contacts by the first wanted role they have; those without any role next, others last: better the wrong desk than none. */
function inOrder(contacts: readonly ContactFacts[], roles: readonly Role[]): ContactFacts[] {
  const place = (it: ContactFacts) => {
    const found = roles.findIndex((role) => it.roles.includes(role))
    if (found >= 0) return found
    return it.roles.length === 0 ? roles.length : roles.length + 1
  }
  // An attorney or accountant of theirs is not written to unless the step names that role.
  return contacts
    .filter(
      (it) =>
        it.roles.length === 0 ||
        it.roles.some((role) => roles.includes(role) || (role !== 'attorney' && role !== 'accountant')),
    )
    .map((it, i) => ({ it, i }))
    .sort((a, b) => place(a.it) - place(b.it) || a.i - b.i)
    .map(({ it }) => it)
}
