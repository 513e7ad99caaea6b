// The words of any step of a ladder for a real customer today, whether or not it is their turn: for looking at, never for
// sending. Nothing is written.

import type { CaseFacts, Item, MessageAction } from '../core/case.ts'
import { recipientOf } from '../core/contact.ts'
import { type Day, dayText, noDay } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { ladderOf } from '../core/ladder.ts'
import type { Finding } from '../core/lint.ts'
import { isWritten, type Policy, type PolicyBody, type Step } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { payByOf } from '../core/reminder.ts'
import { sumsOf } from '../core/sheet.ts'
import { drawLetter, paperOf, renderLetter } from '../documents/letter.ts'
import { type RenderedMessage, renderMessage } from '../documents/render.ts'
import type { Tx } from '../store/db.ts'
import { type RunFacts, runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { enclosedText } from './enclosure.ts'
import { lintBeforeSending } from './lint.ts'
import { shownFacts } from './preview.ts'
import { houseOf } from './run.ts'
import { templateOf, templatesWith } from './words.ts'

export interface StepWords {
  readonly to?: string
  readonly policyId: string
  readonly templateId: string
  readonly language: string
  readonly message: RenderedMessage
  /** What would go with it, and what would be left out. */
  readonly enclosed: readonly string[]
  /** What the linter says of these words. */
  readonly remarks: readonly Finding[]
  /** The same words as a letter; made when asked. */
  readonly letter: () => Uint8Array
  /** The same as a picture of its pages (SVG). */
  readonly drawn: () => string
}

export interface StepWanted {
  readonly step: string
  /** Else the customer's own ladder. */
  readonly policyId?: string
  /** Else the customer's own language. */
  readonly language?: string
  /** A ladder that is not saved yet, used instead of the saved one. */
  readonly draft?: PolicyBody
  /** Another template than the step's. */
  readonly templateId?: string
  /** Words that are not kept yet, instead of those of the template in this language. */
  readonly source?: string
}

export async function stepWords(
  tx: Tx,
  workspace: Workspace,
  key: Key,
  wanted: StepWanted,
  day: Day,
): Promise<StepWords> {
  const run = drafted(await runFacts(tx, workspace, day), wanted)
  const [debtor] = await snapshot(tx, run, key.book, [key.id])
  const it = debtor?.cases.find((one) => one.claims.some((claim) => claim.openMinor > 0))
  if (!debtor || !it) {
    throw problem(
      'template.nothing_open',
      `Nothing is open with this customer on ${dayText(day)}.`,
      'Choose a customer who owes something, or another day with --day.',
    )
  }
  const { policy, step: own } = stepOf(it, wanted, run.policies)
  const step = wanted.templateId === undefined ? own : { ...own, template: wanted.templateId }
  const items = itemsOf(it, step, day)
  const calendar = houseOf(run, workspace).calendarOf(debtor.country, debtor.region)
  const action: MessageAction = {
    kind: 'message',
    caseId: it.caseId,
    reasons: [],
    policyId: policy.id,
    policyVersion: policy.version,
    stepId: step.id,
    stage: step.stage,
    templateId: step.template!,
    notice: step.notice,
    items,
    sums: sumsOf(items, it),
    payBy: payByOf(step, day, calendar),
    occurrence: dayText(day),
    channels: step.channels.filter((channel) => channel !== 'phone'),
  }
  const template = templateOf(action, wanted.language ?? debtor.language, run.templates)
  if (wanted.language !== undefined && template.language !== wanted.language) {
    const known = templatesWith(run.templates).all.filter((each) => each.id === template.id)
    throw problem(
      'template.language',
      `There are no words of ${template.id} in the language ${quoted(wanted.language)}.`,
      `Use one of: ${known.map((each) => each.language).join(', ')}.`,
    )
  }
  const recipient = recipientOf(debtor, step, action.channels, new Set())
  const { language, manner } = template
  const of = { workspace, run, debtor, case: it, action, policy, day, language, contactName: recipient?.contact.name }
  const { facts, enclosed } = await shownFacts(tx, of)
  const message = renderMessage(template, facts)
  return {
    to: recipient?.address.address,
    policyId: policy.id,
    templateId: template.id,
    language: template.language,
    message,
    enclosed: enclosedText(enclosed),
    remarks: lintBeforeSending(message, {
      workspace,
      debtor,
      it,
      action,
      channel: recipient?.channel ?? 'email',
      contactName: recipient?.contact.name,
      language,
      manner,
    }),
    drawn: () => drawLetter(template, facts, { paper: paperOf(workspace.country) }),
    letter: () => renderLetter(template, facts, { paper: paperOf(workspace.country) }).pdf,
  }
}

// What is being written stands in for what is kept, for this look alone.
function drafted(run: RunFacts, { draft, templateId, language, source }: StepWanted): RunFacts {
  return {
    ...run,
    ...(draft && { policies: new Map([...run.policies, [draft.id, { ...draft, version: 0 }]]) }),
    ...(source !== undefined &&
      templateId !== undefined &&
      language !== undefined && { templates: { ...run.templates, [`${language}/${templateId}`]: source } }),
  }
}

function stepOf(
  it: CaseFacts,
  wanted: StepWanted,
  policies: ReadonlyMap<string, Policy>,
): { policy: Policy; step: Step } {
  const ids = wanted.draft
    ? [wanted.draft.id]
    : wanted.policyId === undefined
      ? [...new Set(it.claims.map((claim) => claim.policyId))]
      : [wanted.policyId]
  const own = ids.flatMap((id) => policies.get(id) ?? [])
  for (const policy of own) {
    const step = policy.steps.find((one) => one.id === wanted.step && isWritten(one))
    if (step) return { policy, step }
  }
  const known = own.flatMap((policy) => ladderOf(policy).filter(isWritten))
  throw problem(
    'template.step',
    `The ladder ${ids.join(', ')} has no message called ${quoted(wanted.step)}.`,
    `Use one of: ${known.map((step) => step.id).join(', ') || 'see "dunwell policy list"'}; or name another ladder with --policy.`,
  )
}

// What is overdue stands under a reminder, what is still to come under one before due; where there is neither, all that is
// open, so that there is something to look at.
function itemsOf(it: CaseFacts, step: Step, day: Day): Item[] {
  const all = it.claims.flatMap((claim) =>
    claim.dues.filter((due) => due.openMinor > 0).map((due) => ({ claim, due, late: due.dueOn < day })),
  )
  const fitting =
    step.after === 'issue'
      ? all.filter((one) => one.due.dueOn === noDay)
      : all.filter((one) => one.late === (step.stage !== 'before'))
  return (fitting.length > 0 ? fitting : all).map(({ claim, due }) => ({
    claimId: claim.id,
    dueNo: due.no,
    openMinor: due.openMinor,
    named: true,
    fresh: true,
  }))
}
