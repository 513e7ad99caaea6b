// Reads the words of templates and of messages about to leave with the facts that are known of them, and stops what must not be
// said: a refusal with its reason and a task to mend the words. What may be said is core's and the rules' to know.

import { setImmediate as breath } from 'node:timers/promises'
import type { CaseFacts, DebtorFacts, MessageAction } from '../core/case.ts'
import type { Recipient } from '../core/contact.ts'
import type { Day } from '../core/day.ts'
import { type Finding, type LintFacts, type LintLanguage, lint, requiredOf } from '../core/lint.ts'
import { type NoticeKind, noticeKinds } from '../core/notice.ts'
import { type DebtorKind, debtorKinds, type PolicyBody, type Stage } from '../core/policy.ts'
import { headOf, houseTemplates } from '../documents/template.ts'
import { templateParts } from '../documents/template-parts.ts'
import { noticeRules } from '../rules/notices.ts'
import { policyByKind } from '../rules/policies.ts'
import { lexicon } from '../rules/words/lexicon.ts'
import { required } from '../rules/words/required.ts'
import type { Tx } from '../store/db.ts'
import { type OutboxRow, refuse } from '../store/outbox.ts'
import type { Heads } from '../store/record.ts'
import { addTask } from '../store/work.ts'
import type { Workspace } from '../store/workspace.ts'

/** The languages that there are words for; others are not linted. */
export function isLintLanguage(language: string): language is LintLanguage {
  return Object.hasOwn(lexicon.languages, language)
}

/** Findings of a text by itself, with what must stand in it. */
export function lintText(text: string, facts: LintFacts): Finding[] {
  const asked = facts.part === 'body' ? requiredOf(required, facts) : []
  return lint(text, { ...facts, required: asked }, lexicon)
}

/** Findings of a template's source, for every kind of debtor and stage that a ladder uses it for. */
export function lintTemplate(
  it: { readonly id: string; readonly language: string; readonly source: string },
  policies: Iterable<Pick<PolicyBody, 'id' | 'steps'>>,
): Finding[] {
  const { language } = it
  if (!isLintLanguage(language)) return []
  const uses = usesOf(it, [...policies])
  const known = uses.length > 0
  const found = new Map<string, Finding>()
  const law = lawOfNotice(noticeOf(it.source))
  for (const { kind, stage } of known ? uses : unknownUses(it)) {
    const parts = templateParts(it.source, it.id, kind)
    // A list of mails shows a heading under the subject.
    const previews = parts
      .filter(({ part }) => part === 'heading')
      .map(({ text }) => ({ part: 'preview', text }) as const)
    for (const { part, text } of [...parts, ...previews]) {
      const facts: LintFacts = {
        language,
        part,
        stage,
        debtorKind: kind,
        collector: 'creditor',
        manner: mannerOf(it),
        ...law,
      }
      for (const one of lint(text, facts, lexicon)) {
        // Where no ladder says to whom it goes, what only a consumer must not read is a remark; sending looks again.
        const finding: Finding = known || kind !== 'consumer' ? one : { ...one, level: 'warning' }
        const key = `${one.rule} ${one.line} ${one.column}`
        if (found.get(key)?.level !== 'error') found.set(key, finding)
      }
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}

/** What the first look at somebody's words would wait for: the patterns of each language, compiled one language at a time. */
export async function warmLint(): Promise<void> {
  for (const it of houseTemplates().filter(({ id }) => id === 'friendly')) {
    await breath()
    lintTemplate(it, [])
  }
}

interface Use {
  readonly kind: DebtorKind
  readonly stage?: Stage | 'thanks'
}

function usesOf(it: { readonly id: string }, policies: readonly Pick<PolicyBody, 'id' | 'steps'>[]): Use[] {
  if (it.id === 'statement') return debtorKinds.map((kind) => ({ kind, stage: 'statement' }))
  if (it.id === 'thank-you' || it.id === 'crossed') return debtorKinds.map((kind) => ({ kind, stage: 'thanks' }))
  // A partial stands in messages to all of them, in the first steps as in the last.
  if (it.id.startsWith('_')) return debtorKinds.map((kind) => ({ kind, stage: 'friendly' }))
  return policies.flatMap((policy) =>
    policy.steps
      .filter((step) => step.template === it.id)
      .flatMap((step) => kindsOf(policy.id).map((kind) => ({ kind, stage: step.stage }))),
  )
}

function unknownUses(it: { readonly source: string }): Use[] {
  const note = /^kind:\s*note\s*$/m.test(it.source)
  return (['business', 'consumer'] as const).map((kind) => ({ kind, stage: note ? 'thanks' : undefined }))
}

/** Whom a ladder is for where nobody chose another. */
function kindsOf(policyId: string): DebtorKind[] {
  const chosen = debtorKinds.filter((debtor) => policyByKind({ creditor: 'business', debtor }) === policyId)
  if (chosen.length > 0) return chosen
  if (policyByKind({ creditor: 'private_person', debtor: 'consumer' }) === policyId) return ['consumer']
  return ['business', 'sole_trader']
}

function noticeOf(source: string): NoticeKind | undefined {
  const said = /^notice:\s*(\w+)\s*$/m.exec(source)?.[1]
  return noticeKinds.find((it) => it === said)
}

function mannerOf(it: { readonly id: string; readonly source: string }): 'formal' | 'familiar' {
  if (it.id.startsWith('_personal')) return 'familiar'
  return headOf(it.source).id !== undefined && /^manner:\s*familiar\s*$/m.test(it.source) ? 'familiar' : 'formal'
}

export interface SaidTo {
  readonly workspace: Workspace
  readonly debtor: DebtorFacts
  readonly it: CaseFacts
  readonly action: MessageAction
  readonly channel: 'email' | 'letter'
  readonly contactName?: string
  readonly language: string
  readonly manner: 'formal' | 'familiar'
}

/**
 * What a notice may say that a reminder may not: it names its charges with the law they rest on, item by item (rules/notices.ts), and
 * a letter of claim is the step before a suit that its ladder has decided on.
 */
function lawOfNotice(notice: NoticeKind | undefined): Pick<LintFacts, 'chargeBasis' | 'suitDecided'> {
  return {
    chargeBasis: notice !== undefined,
    suitDecided: notice !== undefined && noticeRules[notice].decidesSuit === true,
  }
}

function collectorOf({ kind, settings }: Workspace): LintFacts['collector'] {
  const collector = settings.collector ?? kind
  return collector === 'agency' ? 'third_party' : collector
}

// A list of mails shows about so much of the text.
const previewLength = 100

/** Findings of the words of a message as they would leave, with the facts that are known of it. */
export function lintBeforeSending(words: { readonly subject: string; readonly text: string }, to: SaidTo): Finding[] {
  const { language } = to
  if (!isLintLanguage(language)) return []
  const { debtor, action } = to
  const facts: Omit<LintFacts, 'part'> = {
    language,
    channel: to.channel,
    // An answer to a dispute asks for nothing.
    stage: action.about === undefined && action.answers === undefined ? action.stage : 'thanks',
    debtorKind: debtor.kind,
    collector: collectorOf(to.workspace),
    place: debtor.country,
    ...lawOfNotice(action.notice),
    manner: to.manner,
  }
  const text = withoutNames(words.text, to).replace(/[=-]{4,}/g, '')
  const body = lintText(text, { ...facts, part: 'body' })
  if (to.channel === 'letter') return body
  return [
    ...lintText(withoutNames(words.subject, to), { ...facts, part: 'subject' }),
    ...lintText(text.slice(0, previewLength), { ...facts, part: 'preview' }),
    ...body,
  ].filter((it, index, all) => all.findIndex((one) => one.rule === it.rule && one.words === it.words) === index)
}

// A customer may be called Police Supplies or live in Court Road: names are not what we say.
function withoutNames(text: string, { workspace, debtor, it, contactName }: SaidTo): string {
  const { settings } = workspace
  const names = [
    workspace.name,
    debtor.name,
    contactName,
    ...debtor.contacts.map((contact) => contact.name),
    ...it.claims.flatMap((claim) => [claim.number, claim.about, claim.orderNumber, claim.deliveryNote, claim.factor]),
    ...settings.addressLines,
    ...settings.legalLines,
    settings.signatory?.name,
    settings.signatory?.role,
    settings.bank?.holder,
  ].filter((name): name is string => name !== undefined && name.trim().length > 2)
  // Longest first, so that a name inside another leaves nothing behind; a line may have been wrapped within it.
  const found = [...new Set(names)].sort((a, b) => b.length - a.length).map(pattern)
  return found.length === 0 ? text : text.replace(new RegExp(found.join('|'), 'g'), 'X')
}

function pattern(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .join('\\s+')
}

/** Refuses a message whose words must not leave, with a task to mend them; undefined where they may. */
export async function stoppedByWords(
  tx: Tx,
  heads: Heads,
  message: OutboxRow,
  words: { readonly subject: string; readonly text: string },
  to: Omit<SaidTo, 'channel' | 'contactName' | 'language' | 'manner'> & {
    readonly recipient: Recipient
    readonly template: { readonly language: string; readonly manner: 'formal' | 'familiar' }
    readonly day: Day
  },
): Promise<string | undefined> {
  const { recipient, template, action, debtor, it } = to
  const { language, manner } = template
  const channel = recipient.channel === 'letter' ? 'letter' : 'email'
  const found = lintBeforeSending(words, { ...to, channel, contactName: recipient.contact.name, language, manner })
  const errors = found.filter((one) => one.level === 'error')
  if (errors.length === 0) return undefined
  const reasons = errors.map((one) => ({
    says: `The words "${one.words}" (${one.part}) must not leave: ${one.says} Better: ${one.better}`,
    rule: one.rule,
    cite: one.cite,
  }))
  await refuse(tx, heads, message, reasons, undefined)
  const what = action.written
    ? 'Write it again, in other words'
    : `Mend the template "${action.templateId}" (${language})`
  const says = `${what}: ${reasons[0]!.says}`
  if (!it.tasks.some((task) => task.kind === 'fix'))
    await addTask(
      tx,
      heads,
      { debtorId: debtor.id, caseId: it.caseId },
      { kind: 'fix', day: to.day, says, occurrence: `words:${message.stepId}`, items: action.items },
    )
  return says
}
