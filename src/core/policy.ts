// What a policy is: a ladder of steps as versioned data, read from YAML and written back to it. It decides nothing;
// ladder.ts does.

import { z } from 'zod'
import { documentKinds } from './document.ts'
import { type NoticeKind, noticeKinds } from './notice.ts'
import { problem } from './problem.ts'

/** From gentle to firm; the order is the order of severity. */
export const stages = ['before', 'statement', 'friendly', 'second', 'call', 'firm', 'final', 'demand'] as const
export type Stage = (typeof stages)[number]

export const roles = ['accounts_payable', 'buyer', 'decision_maker', 'accountant', 'attorney'] as const
export type Role = (typeof roles)[number]
export const debtorKinds = ['business', 'sole_trader', 'consumer', 'public_body'] as const
export type DebtorKind = (typeof debtorKinds)[number]
export const handlings = ['automatic', 'approve', 'by_hand'] as const
export type Handling = (typeof handlings)[number]

const span = z.strictObject({
  days: z.int().min(-365).max(3650).optional(),
  businessDays: z.int().min(-250).max(2500).optional(),
})
const minimums = z.record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0))

const step = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'lower-case letters, digits and hyphens'),
  stage: z.enum(stages),
  /** `stop`: we stop supplying on credit, a task for a person; never said by a template. */
  kind: z.enum(['message', 'call', 'statement', 'stop']).default('message'),
  /**
   * Days after the due day (negative: before), or after the step above was given. A statement names a day of the month. Days after
   * the issue are of a claim without a due day, and ask for one.
   */
  after: z.enum(['due', 'previous', 'month', 'issue']).default('due'),
  days: z.int().min(-365).max(3650).optional(),
  businessDays: z.int().min(-250).max(2500).optional(),
  channels: z
    .array(z.enum(['email', 'letter', 'phone']))
    .min(1)
    .default(['email', 'letter']),
  to: z.array(z.enum(roles)).default(['accounts_payable', 'accountant', 'buyer']),
  copy: z.array(z.enum(roles)).default([]),
  template: z.string().optional(),
  /** Copies of what is filed under the claims it names. */
  attach: z.array(z.enum(documentKinds)).optional(),
  tone: z.enum(['gentle', 'standard', 'firm']).default('standard'),
  payBy: span.optional(),
  approve: z.boolean().default(false),
  /** It is a notice that the law asks for: what follows it is locked until the time it gives has run out. */
  notice: z.enum(noticeKinds).optional(),
  /** Only for a final notice: what the next step really is, as a clause. */
  when: z
    .strictObject({
      minimum: minimums.optional(),
      maximum: minimums.optional(),
      debtorKinds: z.array(z.enum(debtorKinds)).optional(),
      claimKinds: z.array(z.string()).optional(),
      notPaysBy: z.array(z.string()).optional(),
      /** Left out for a debtor who paid the last so many claims on time. */
      notPromptLast: z.int().min(1).optional(),
      /** Left out where one of these steps was given. */
      notGiven: z.array(z.string()).optional(),
    })
    .default({}),
})

export const policyShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'lower-case letters, digits and hyphens'),
  name: z.string().min(1),
  /** At least this many days from one contact to the next. */
  minDaysBetween: z.int().min(0).max(60).default(3),
  /** After a person spoke, on either side, the ladder rests so many business days. */
  quietAfterTalk: z.int().min(0).max(60).default(5),
  /** Chase nothing below this, by currency in minor units. */
  minimum: minimums.default({}),
  /** A part-paid claim's remainder up to this is written off by rule. */
  tolerance: minimums.default({}),
  /** Who always pays as late is not reminded before the day on which they usually pay, and three days more. */
  waitForSteady: z.boolean().default(false),
  /** A thank-you when all is paid after at least a second reminder. */
  thankYou: z.boolean().default(false),
  /** How the thank-you and the note for a crossed payment speak: familiar between people who are on first-name terms. */
  manner: z.enum(['formal', 'familiar']).default('formal'),
  steps: z.array(step).min(1),
})

export type Step = z.infer<typeof step>
export type PolicyBody = z.infer<typeof policyShape>
export interface Policy extends PolicyBody {
  readonly version: number
}

/** What the law asks of a step that is a notice. */
export interface NoticeForm {
  readonly onPaper?: true
  readonly noPayBy?: { readonly cite: string }
}

/** Checks a parsed YAML or JSON body; the Problem names the place. */
export function checkedPolicy(body: unknown, notices: Readonly<Record<NoticeKind, NoticeForm>>): PolicyBody {
  const parsed = policyShape.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw problem(
      'policy.invalid',
      `The policy is not valid at ${issue!.path.join('.') || 'its top'}: ${issue!.message}.`,
      'Compare it with "dunwell policy show standard" and correct that place.',
    )
  }
  const policy = parsed.data
  const seen = new Set<string>()
  for (const one of policy.steps) {
    const at = `step "${one.id}"`
    if (seen.has(one.id)) throw invalid(`${at} stands twice`, 'Give each step an id of its own.')
    seen.add(one.id)
    const spans = [one.days, one.businessDays].filter((value) => value !== undefined).length
    if (spans !== 1) throw invalid(`${at} needs either days or businessDays`, 'Write one of the two.')
    if (one.kind === 'stop' && (one.after !== 'due' || rank(one.stage) < rank('firm') || one.template !== undefined))
      throw invalid(
        `${at}: a stop of supply is no message and comes after the due day`,
        'Give it the stage firm or final, days, and no template.',
      )
    if (isWritten(one) && one.template === undefined) throw invalid(`${at} has no template`, 'Name one.')
    if (one.attach !== undefined && one.kind !== 'message') {
      throw invalid(`${at} attaches copies, but is no message about claims`, 'Take attach out.')
    }
    if ((one.kind === 'statement') !== (one.after === 'month')) {
      throw invalid(`${at}: a statement goes by the month, and nothing else does`, 'Set "after: month" with "days: 1".')
    }
    if ((one.kind === 'call') !== (one.channels[0] === 'phone')) {
      throw invalid(`${at}: a call has the channel phone, and nothing else has`, 'Correct its kind or its channels.')
    }
    if (one.notice && one.kind !== 'message') throw invalid(`${at} is a notice and no message`, 'A notice is written.')
    const form = one.notice && notices[one.notice]
    if (form?.onPaper && one.channels.some((it) => it !== 'letter'))
      throw invalid(`${at} is a notice that goes on paper`, 'Set "channels: [letter]".')
    if (form?.noPayBy && one.payBy)
      throw invalid(`${at} asks to be paid within the time to dispute`, `Take payBy away (${form.noPayBy.cite}).`)
    if (one.kind === 'message' && !one.notice && rank(one.stage) >= rank('firm') && !one.payBy) {
      throw invalid(`${at} sets no day to pay by`, 'From the firm letter on each message names one: add payBy.')
    }
    if (
      one.after === 'issue' &&
      (one.kind !== 'message' || one.stage !== 'before' || (one.days ?? one.businessDays!) < 0)
    ) {
      throw invalid(`${at} asks for a due day`, 'Make it a message of the stage "before", no day before the issue.')
    }
    const unknown = one.when.notGiven?.find((id) => !policy.steps.some((other) => other.id === id))
    if (unknown !== undefined) throw invalid(`${at} names a step "${unknown}" that is not there`, 'Correct notGiven.')
    if (one.after === 'due' && rank(one.stage) > rank('before') && (one.days ?? one.businessDays!) < 1) {
      throw invalid(`${at} would come before the due day`, 'Only the stage "before" may.')
    }
  }
  const ladder = policy.steps.filter((one) => one.kind !== 'statement')
  for (const [i, one] of ladder.entries()) {
    const before = ladder[i - 1]
    if (before && one.kind === 'message' && before.kind === 'message' && rank(one.stage) < rank(before.stage)) {
      throw invalid(`step "${one.id}" is milder than the step before it`, 'Order the steps from gentle to firm.')
    }
  }
  return policy
}

function invalid(what: string, fix: string) {
  return problem('policy.invalid', `The policy is not valid: ${what}.`, fix)
}

/** A message or a statement: it has words. */
export function isWritten(step: Pick<Step, 'kind'>): boolean {
  return step.kind === 'message' || step.kind === 'statement'
}

/** How severe a stage is; a call takes the severity of where it stands. */
export function rank(stage: Stage): number {
  return stages.indexOf(stage)
}

/** A step's name in effects: it outlives versions of its policy. */
export function stepKey(policyId: string, stepId: string): string {
  return `${policyId}.${stepId}`
}
