// The gate, asked when a message is released: is it lawful now, at this address, and what must it say? A rehearsal's clock stands
// still, so there what may leave later on the same day leaves.

import type { CaseFacts, DebtorFacts, House, MessageAction, Reason } from '../core/case.ts'
import type { Recipient } from '../core/contact.ts'
import { dayAt, type Moment, momentText } from '../core/day.ts'
import type { Duty, Ground } from '../core/gate.ts'
import { placeOf, rulesSha } from '../core/law.ts'
import { aimOf, ask, precedesSuit, reasonOf, threatens } from '../core/permit.ts'
import { languageOf } from '../documents/languages.ts'
import { offersOptOut } from '../rules/words/optout.ts'
import type { Workspace } from '../store/workspace.ts'

export type LegalAnswer =
  | {
      readonly kind: 'permit'
      readonly reasons: readonly Reason[]
      readonly duties: readonly Duty[]
      readonly kept: object
    }
  | { readonly kind: 'refusal'; readonly reasons: readonly Reason[]; readonly until?: Moment; readonly kept: object }

export function lawfulNow(
  workspace: Workspace,
  house: House,
  debtor: DebtorFacts,
  one: CaseFacts,
  action: MessageAction,
  recipient: Recipient,
  now: Moment,
): LegalAnswer {
  const asked = {
    medium: recipient.channel,
    claimIds: [...new Set(action.items.map((item) => item.claimId))],
    address: { value: recipient.address.address },
    aim: aimOf(action),
    notice: action.notice,
    threatensSuit: threatens(action),
    beforeSuit: precedesSuit(action),
  }
  let at = now
  let verdict = ask(debtor, one, { ...asked, at }, house)
  const stands = workspace.liveSince === undefined
  if (stands && verdict?.kind === 'refusal' && verdict.until !== undefined) {
    if (dayAt(verdict.until, workspace.zone) === dayAt(now, workspace.zone)) {
      at = verdict.until
      verdict = ask(debtor, one, { ...asked, at }, house)
    }
  }
  if (!verdict) return { kind: 'permit', reasons: [], duties: [], kept: {} }
  // What the answer rested on, for whoever asks in years.
  const zones = debtor.zone ? [debtor.zone] : (house.law?.zonesOf(debtor.country, debtor.region) ?? [])
  const kept = {
    at: momentText(at, workspace.zone),
    local: zones.map((zone) => `${momentText(at, zone)} in ${zone}`),
    medium: asked.medium,
    aim: asked.aim,
    collector: house.law?.collector,
    place: placeOf(debtor),
    debtorKind: debtor.kind,
    kindIsSure: debtor.kindConfirmed === true,
    told: (debtor.told ?? []).map(({ kind, on, until }) => ({ kind, on, until })),
    grounds: verdict.grounds.map(brief),
    warnings: verdict.warnings.map(brief),
    rulesSha: house.law && rulesSha(house.law.rules),
  }
  if (verdict.kind === 'refusal')
    return { kind: 'refusal', reasons: verdict.grounds.map(reasonOf), until: verdict.until, kept }
  return {
    kind: 'permit',
    reasons: verdict.grounds.map(reasonOf),
    duties: verdict.duties,
    kept: { ...kept, counters: verdict.counters, duties: verdict.duties.map((it) => it.kind) },
  }
}

function brief({ says, rule, cite, force, missing }: Ground) {
  return { says, rule, cite, force, ...(missing.length > 0 ? { missing } : {}) }
}

/** The sentences a message must carry, in its language. */
export function dutyLines(duties: readonly Duty[], language: string): string[] {
  return duties.map((it) => (it.kind === 'opt_out' ? languageOf(language).optOut : (it.says[language] ?? it.says.en!)))
}

/** What a rendered message lacks of its duties, as a sentence; undefined where nothing is missing. */
export function lacks(duties: readonly Duty[], text: string, language: string): string | undefined {
  const flat = text.replace(/\s+/g, ' ')
  for (const duty of duties) {
    if (duty.kind === 'opt_out' && !offersOptOut(flat))
      return 'The message does not say how to stop further emails, which it must.'
    if (duty.kind !== 'opt_out' && !flat.includes(duty.says[language] ?? duty.says.en!)) {
      return 'The message does not say that it comes from a debt collector, which it must.'
    }
  }
  return undefined
}
