// A ladder that somebody is writing: whether it could be saved, what it does differently from the saved one, and what the law asks of
// its steps, in words. It saves nothing.

import { noticeNames } from '../core/notice.ts'
import { type PolicyBody, rank } from '../core/policy.ts'
import { policyDifferences } from '../core/policy-differences.ts'
import { Problem } from '../core/problem.ts'
import { noticeRules, policyFrom } from '../rules/notices.ts'
import type { Tx } from '../store/db.ts'
import { readPolicies } from '../store/policy.ts'
import { readTemplates } from '../store/template.ts'
import { checkTemplates } from './words.ts'

export interface DraftChecked {
  readonly refused: { readonly says: string; readonly fix: string } | null
  readonly differences: {
    readonly step: string | null
    readonly what: string
    readonly before: string | null
    readonly after: string | null
  }[]
  readonly law: LawSays[]
}

interface LawSays {
  readonly step: string
  readonly says: string
  readonly cite: string | null
}

export async function checkDraft(tx: Tx, id: string, draft: unknown): Promise<DraftChecked> {
  const saved = (await readPolicies(tx)).get(id)
  try {
    const body = policyFrom(draft)
    checkTemplates(body, await readTemplates(tx))
    const differences = saved ? policyDifferences(saved, body) : []
    return {
      refused: null,
      differences: differences.map(({ step = null, what, a = null, b = null }) => ({
        step,
        what,
        before: a,
        after: b,
      })),
      law: lawOf(body),
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { refused: { says: error.facts.says, fix: error.facts.fix }, differences: [], law: [] }
  }
}

function lawOf(policy: PolicyBody): LawSays[] {
  const ladder = policy.steps.filter((it) => it.kind !== 'statement')
  return ladder.flatMap((step, i): LawSays[] => {
    const found: LawSays[] = []
    const rule = step.notice && noticeRules[step.notice]
    if (step.notice && rule) {
      const name = noticeNames[step.notice]
      found.push({
        step: step.id,
        says: `${name}: what follows rests until the time that it gives has run out.`,
        cite: rule.items[0]?.cite ?? null,
      })
      if (rule.onPaper) found.push({ step: step.id, says: `${name}: it goes on paper.`, cite: null })
      if (rule.noPayBy)
        found.push({ step: step.id, says: `${name}: it must set no day to pay by.`, cite: rule.noPayBy.cite })
    }
    const severe = rank(step.stage) >= rank('final')
    if (severe && step.kind === 'message' && !step.approve)
      found.push({
        step: step.id,
        says: 'It goes out without approval by anybody; a step this severe should wait for one.',
        cite: null,
      })
    const before = ladder.slice(0, i).findLast((it) => it.kind === 'message' && it.stage !== 'before')
    const gap = before && rank(step.stage) >= rank('firm') ? gapOf(before, step) : undefined
    if (gap !== undefined && gap < 0)
      found.push({
        step: step.id,
        says: `It stands ${-gap} days before the time given by “${before!.id}” has run out; it waits until then.`,
        cite: null,
      })
    return found
  })
}

/** Calendar days from the end of the time that one step gives to the next; undefined where they are not counted alike. */
function gapOf(before: PolicyBody['steps'][number], step: PolicyBody['steps'][number]): number | undefined {
  if (step.days === undefined || before.payBy?.days === undefined) return undefined
  if (step.after === 'previous') return step.days - before.payBy.days
  if (step.after !== 'due' || before.after !== 'due' || before.days === undefined) return undefined
  return step.days - (before.days + before.payBy.days)
}
