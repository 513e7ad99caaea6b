// Gathers what a message may say: one debtor's facts, one action and the workspace's details become the variables of a
// template. The words themselves are the documents room's.

import { accountSum } from '../core/account.ts'
import type { CaseFacts, ClaimFacts, DebtorFacts, MessageAction } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import { referenceFor } from '../core/iban.ts'
import { ladderOf } from '../core/ladder.ts'
import { isWritten, type Policy, type PolicyBody, rank } from '../core/policy.ts'
import { problem } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import type { AccountFacts, MessageFacts, ClaimFacts as WordClaim } from '../documents/facts.ts'
import { languageOf } from '../documents/languages.ts'
import { checkNotice } from '../documents/notice.ts'
import { loadTemplates, type Template, type Templates } from '../documents/template.ts'
import { lateLawOf } from '../rules/late-payment.ts'
import type { Workspace } from '../store/workspace.ts'

// Reading and checking all templates takes a tenth of a second, so each set of an owner's own words is loaded once.
const loaded = new Map<string, Templates>()
const loadedMax = 20

/** The house's templates with an owner's own words in their place, by `language/id`. */
export function templatesWith(own: Readonly<Record<string, string>>): Templates {
  const key = JSON.stringify(own)
  let templates = loaded.get(key)
  if (!templates) {
    templates = loadTemplates({ overrides: own })
    // An owner's words may change anything but what the law asks a notice to say; a partial stands in many.
    const changed = new Set(Object.keys(own).map((name) => name.split('/')[0]))
    for (const it of templates.all) if (changed.has(it.language)) checkNotice(it)
    if (loaded.size >= loadedMax) loaded.delete(loaded.keys().next().value!)
    loaded.set(key, templates)
  }
  return templates
}

/** In the debtor's language, or in English where there are no words in it; a notice of one place's law in the language of its law. */
export function templateOf(
  action: Pick<MessageAction, 'templateId'>,
  language: string,
  own: Readonly<Record<string, string>>,
): Template {
  const templates = templatesWith(own)
  const known = templates.all.filter((it) => it.id === action.templateId).map((it) => it.language)
  const spoken = known.includes(language) || known.includes('en') || known.length === 0
  return templates.get(action.templateId, known.includes(language) ? language : spoken ? 'en' : known[0]!)
}

export interface WordFacts {
  readonly workspace: Workspace
  readonly debtor: DebtorFacts
  readonly case: CaseFacts
  readonly action: MessageAction
  readonly policy: Policy
  readonly day: Day
  /** Of the template: the debtor's, where there are words in it. */
  readonly language: string
  readonly contactName?: string
  readonly postLines?: readonly string[]
  /** Sentences that the law asks for, in the language of the message. */
  readonly duties?: readonly string[]
  /** What goes with it, in its language. */
  readonly enclosures?: readonly string[]
  /** Where to pay online, made for this message. */
  readonly payLink?: string
  /** What a notice says beyond a reminder. */
  readonly notice?: MessageFacts['notice']
  /** What may be claimed and is not. */
  readonly claimable?: MessageFacts['claimable']
}

/** The variables of one message on one day. A detail that the workspace lacks is a Problem, not a blank. */
export function messageFacts(facts: WordFacts): MessageFacts {
  const { workspace, debtor, action, day } = facts
  const { settings } = workspace
  const { knownUntil } = facts.case
  if (!settings.signatory) {
    throw problem(
      'settings.signatory',
      'No person is named who signs reminders.',
      'Name one: ./dunwell settings set signatory.name="Ada Palmer" signatory.phone="+44 117 496 0001"',
    )
  }
  const claims = claimRows(facts)
  const currencies = [
    ...new Set([...claims.map((it) => it.currency), ...facts.case.onAccount.map((it) => it.currency)]),
  ].sort()
  // A note about a payment says what is open after it, and where nothing is, nothing but thanks.
  const shown = action.about === undefined || claims.length > 0
  const credits = shown
    ? facts.case.onAccount.map((it) => ({
        currency: it.currency,
        amountMinor: it.amountMinor,
        about: languageOf(facts.language).onAccount[it.kind],
      }))
    : []
  return {
    language: facts.language,
    day,
    // Payments received up to and including this day are included.
    cutOff: knownUntil !== undefined && knownUntil < day ? knownUntil : day,
    creditor: {
      name: workspace.name,
      addressLines: settings.addressLines,
      legalLines: settings.legalLines,
      country: workspace.country,
      email: settings.email,
      phone: settings.phone,
      website: settings.website,
    },
    signatory: settings.signatory,
    debtor: {
      name: debtor.name,
      contactName: facts.contactName,
      addressLines: withoutName(facts.postLines ?? [], debtor.name),
      country: debtor.country,
      kind: debtor.kind,
      number: String(debtor.no),
    },
    duties: facts.duties ?? [],
    reference: referenceFor(debtor.no, settings.bank?.iban),
    claims,
    credits,
    totals: shown ? currencies.map((currency) => total(currency, claims, facts)) : [],
    payBy: action.payBy,
    payTo: shown ? accounts(facts, claims) : [],
    nextStep: nextStepOf(facts),
    lateLaw: commercial(facts, claims) ? lateLawOf(debtor.country)?.law : undefined,
    claimable: facts.claimable?.length ? facts.claimable : undefined,
    previous: previously(facts),
    enclosures: facts.enclosures?.length ? facts.enclosures : undefined,
    notice: facts.notice,
    written: action.written && {
      subject: action.written.subject,
      paragraphs: paragraphsOf(action.written.text),
      account: action.written.account,
    },
    received: action.about && {
      amountMinor: action.about.amountMinor,
      currency: action.about.currency,
      day: action.about.day,
    },
  }
}

/** Plain text as it was typed: an empty line ends a paragraph, any other line break is kept. */
function paragraphsOf(text: string): string[][] {
  return text
    .split(/\n[ \t]*\n\s*/)
    .map((part) =>
      part
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .filter((part) => part.length > 0)
}

// An address often begins with the name, which stands above it already.
function withoutName(lines: readonly string[], name: string): readonly string[] {
  return lines[0] !== undefined && folded(lines[0]) === folded(name) ? lines.slice(1) : lines
}

function total(currency: string, claims: readonly WordClaim[], facts: WordFacts) {
  const here = claims.filter((it) => it.currency === currency)
  const named = here.filter((it) => it.named)
  const asked = named.reduce((sum, it) => sum + it.openMinor - (it.heldMinor ?? 0) - (it.laterMinor ?? 0), 0)
  const creditsMinor = accountSum(facts.case, currency)
  return {
    currency,
    overdueMinor: named
      .filter((it) => it.daysLate > 0)
      .reduce((sum, it) => sum + it.openMinor - (it.heldMinor ?? 0) - (it.laterMinor ?? 0), 0),
    openMinor: here.reduce((sum, it) => sum + it.openMinor, 0),
    creditsMinor,
    toPayMinor: named.length === 0 ? 0 : asked - creditsMinor,
  }
}

// Every open claim of the case stands in the table; those under the message come first, each with what is asked of it.
function claimRows(facts: WordFacts): WordClaim[] {
  const asked = new Map<string, number>()
  for (const item of facts.action.items) {
    if (item.named) asked.set(item.claimId, (asked.get(item.claimId) ?? 0) + item.openMinor)
  }
  // Where notices lock claims, a message says nothing of those it is not about.
  const locks = facts.policy.steps.some((step) => step.notice)
  const about = new Set(facts.action.items.map((item) => item.claimId))
  return facts.case.claims
    .filter((claim) => claim.openMinor > 0 && (!locks || about.has(claim.id)))
    .map((claim) => row(claim, asked.get(claim.id), facts))
    .sort((a, b) => Number(b.named) - Number(a.named) || a.dueOn - b.dueOn || (a.number < b.number ? -1 : 1))
}

function row(claim: ClaimFacts, askedMinor: number | undefined, facts: WordFacts): WordClaim {
  const { action, day } = facts
  const items = new Set(action.items.filter((it) => it.named && it.claimId === claim.id).map((it) => it.dueNo))
  const open = claim.dues.filter((due) => due.openMinor > 0)
  const first = open.find((due) => items.has(due.no)) ?? open[0] ?? claim.dues[0]!
  const named = askedMinor !== undefined
  const laterMinor = named
    ? open.filter((due) => !items.has(due.no) && due.dueOn >= day).reduce((sum, due) => sum + due.openMinor, 0)
    : 0
  const heldMinor = named ? claim.openMinor - laterMinor - askedMinor : 0
  return {
    kind: claim.kind,
    number: claim.number,
    issuedOn: claim.issuedOn,
    dueOn: first.dueOn,
    daysLate: day - first.dueOn,
    orderNumber: claim.orderNumber,
    deliveryNote: claim.deliveryNote,
    about: claim.about,
    currency: claim.currency,
    amountMinor: claim.amountMinor,
    openMinor: claim.openMinor,
    heldMinor: heldMinor > 0 ? heldMinor : undefined,
    laterMinor: laterMinor > 0 ? laterMinor : undefined,
    named,
    factor: claim.factor,
    dues: open.length > 1 ? open.map((due) => ({ dueOn: due.dueOn, openMinor: due.openMinor })) : undefined,
  }
}

function accounts(facts: WordFacts, claims: readonly WordClaim[]): AccountFacts[] {
  const { settings } = facts.workspace
  const assigned = Map.groupBy(
    claims.filter((it) => it.factor),
    (it) => it.factor!,
  )
  const ours = claims.filter((it) => !it.factor)
  const found: AccountFacts[] = []
  if (ours.length > 0 || claims.length === 0) {
    if (!settings.bank) {
      throw problem(
        'settings.bank',
        'No account is named to pay to.',
        'Name one: ./dunwell settings set bank.iban=GB33BUKB20201555555555',
      )
    }
    found.push({
      ...settings.bank,
      link: facts.payLink ?? settings.payLink,
      claimNumbers: assigned.size > 0 ? ours.map((it) => it.number) : undefined,
    })
  }
  for (const [factor, theirs] of assigned) {
    const account = settings.factors[factor]
    if (!account) {
      throw problem(
        'settings.factor',
        `The account of ${factor}, to whom claims are assigned, is not known.`,
        `Add it: ./dunwell settings set factors."${factor}".holder="${factor}" factors."${factor}".iban=…`,
      )
    }
    found.push({ ...account, factor, claimNumbers: theirs.map((it) => it.number) })
  }
  return found
}

// The laws on late payment speak of goods and services between businesses and public bodies, not of loans, rent or people.
function commercial({ workspace, debtor }: WordFacts, claims: readonly WordClaim[]): boolean {
  const people = debtor.kind === 'consumer' || workspace.creditorKind === 'private_person'
  return !people && claims.every((it) => !it.named || it.kind === 'invoice')
}

// A final notice names only what the next step of this ladder really is.
function nextStepOf({ action, policy, language }: WordFacts): string | undefined {
  const ladder = ladderOf(policy)
  const at = ladder.findIndex((step) => step.id === action.stepId)
  const next = ladder.slice(at + 1).find((step) => step.kind === 'message')
  if (at < 0 || !next || rank(next.stage) <= rank('firm')) return undefined
  return languageOf(language).next[next.stage === 'demand' ? 'demand' : 'final']
}

type Sent = keyof ReturnType<typeof languageOf>['sent']

// The last word in writing about what this message names, never about something paid since.
function previously({ action, case: it, language }: WordFacts): MessageFacts['previous'] {
  const named = new Set(action.items.filter((item) => item.named).map((item) => `${item.claimId}:${item.dueNo}`))
  const last = it.claims
    .flatMap((claim) => claim.dues.filter((due) => named.has(`${claim.id}:${due.no}`)).flatMap((due) => due.given))
    .filter((given) => given.kind === 'message' && rank(given.stage) >= rank('friendly'))
    .sort((a, b) => b.on - a.on)[0]
  // A message never has the stage of a call.
  return last && { on: last.on, about: languageOf(language).sent[last.stage as Sent] }
}

/** Every step's template exists and can be filled: a final notice needs a next step that is really there. */
export function checkTemplates(policy: PolicyBody, own: Readonly<Record<string, string>>): void {
  const messages = policy.steps.filter(isWritten)
  for (const step of messages) {
    const template = templateOf({ templateId: step.template! }, 'en', own)
    if (step.notice !== template.notice) {
      throw problem(
        'policy.notice',
        step.notice
          ? `Step "${step.id}" is a notice (${step.notice}), but its template "${template.id}" is ${template.notice ? `another (${template.notice})` : 'none'}.`
          : `Step "${step.id}" uses the template "${template.id}" of the notice ${template.notice}, but is no notice itself.`,
        `Set "notice: ${template.notice ?? step.notice}" and a template of that notice.`,
      )
    }
    const ladder = policy.steps.filter((it) => it.kind === 'message')
    const next = ladder[ladder.indexOf(step) + 1]
    if (template.needs.includes('nextStep') && (!next || rank(next.stage) <= rank('firm'))) {
      throw problem(
        'policy.next_step',
        `Step "${step.id}" says what comes next, but the ladder ends there.`,
        'Add a step after it, or give it another template.',
      )
    }
    if (template.needs.includes('payBy') && !step.payBy) {
      throw problem(
        'policy.pay_by',
        `Step "${step.id}" uses the template "${template.id}", which names a day to pay by.`,
        'Add payBy to the step.',
      )
    }
  }
}
