// The answer to a dispute, or to the question who the first creditor was: it goes before anything else is said, and asks for nothing.

import type { CaseFacts, MessageAction } from './case.ts'
import { dayText } from './day.ts'
import { policyOfCase, type Sheet, sumsOf } from './sheet.ts'

/** The message that carries an answer which was kept with its document and did not leave yet. */
export function verification(one: CaseFacts, sheet: Sheet): MessageAction | undefined {
  const { facts, house } = sheet
  const last = facts.lastContactOn
  for (const it of facts.told ?? []) {
    if (it.kind !== 'answered' || it.document === undefined || it.on > house.day) continue
    const claim = one.claims.find((each) => each.id === it.claim && each.openMinor > 0)
    if (!claim || (last !== undefined && last >= it.on)) continue
    const policy = policyOfCase(one, house)
    const items = claim.dues
      .filter((due) => due.openMinor > 0)
      .map((due) => ({ claimId: claim.id, dueNo: due.no, openMinor: due.openMinor, named: true, fresh: false }))
    return {
      kind: 'message',
      caseId: one.caseId,
      policyId: policy.id,
      policyVersion: policy.version,
      stepId: 'verification',
      stage: 'before',
      templateId: 'verification',
      answers: it.document,
      items,
      sums: sumsOf(items, one),
      occurrence: it.id,
      channels: ['letter'],
      approve: facts.handling === 'approve' ? 'This customer is handled with approval.' : undefined,
      reasons: [
        { says: `Their dispute of ${claim.number} was answered on ${dayText(it.on)}: they get what proves it first.` },
      ],
    }
  }
  return undefined
}
