// The notices that the law asks for, done: what one says of its claims, with every missing fact a Problem before anything is
// written; and that it was given, kept as a fact that the gate and the ladder read.

import type { CaseFacts, ClaimFacts, DebtorFacts, MessageAction } from '../core/case.ts'
import { costsMax } from '../core/charge.ts'
import { type ClaimLawFacts, type Itemization, owedNow } from '../core/claim-facts.ts'
import { type Day, dayText, day as parse } from '../core/day.ts'
import { paymentReference } from '../core/iban.ts'
import { type Place, placeOf, reaches } from '../core/law.ts'
import { minorFrom, moneyText } from '../core/money.ts'
import { type NoticeKind, noticeNames, noticesOf, printedEnd, standingNotice } from '../core/notice.ts'
import { clocksOf } from '../core/permit.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Told } from '../core/told.ts'
import { dayIn } from '../documents/format.ts'
import type { NoticeClaim, NoticeWords } from '../documents/notice-facts.ts'
import { calendarOf } from '../rules/calendar.ts'
import { noticeTimes } from '../rules/law.ts'
import { accountShown, noticeRules } from '../rules/notices.ts'
import { type OpenParts, readClaimFacts, readOpenParts } from '../store/claim-facts.ts'
import type { Tx } from '../store/db.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Heads } from '../store/record.ts'
import type { RunFacts } from '../store/snapshot.ts'
import { addToldTo } from '../store/told.ts'
import { collectsForOthers, type Workspace } from '../store/workspace.ts'

const clocks = { calendarOf, noticeTimes }

interface Wanted {
  readonly workspace: Workspace
  readonly run: RunFacts
  readonly debtor: DebtorFacts
  readonly case: CaseFacts
  readonly action: MessageAction
  readonly day: Day
  readonly language: string
}

/** What a notice says; undefined where the message is none. A Problem names every fact that is missing, and how to give it. */
export async function noticeWords(tx: Tx, it: Wanted): Promise<NoticeWords | undefined> {
  const { action, workspace, debtor, day, run } = it
  if (!action.notice) return undefined
  const ids = [...new Set(action.items.filter((item) => item.named).map((item) => item.claimId))]
  const own = await readClaimFacts(tx, debtor.book, ids)
  const parts = await readOpenParts(tx, debtor.book, ids, day)
  const claims = it.case.claims.filter((claim) => ids.includes(claim.id))
  const facts = new Map(claims.map((claim) => [claim.id, factsOf(workspace, own.get(claim.id))]))
  const lacking = missing(it, claims, facts, parts)
  if (lacking) throw lacking
  const place = placeOf(debtor)
  const words = claims.map((claim) => claimWords(claim, facts.get(claim.id)!, parts.get(claim.id)!, place))
  const principal = claims.reduce((sum, claim) => sum + parts.get(claim.id)!.principal, 0)
  // One table for all that is asked for together: each claim by itself would cost more than the law allows.
  const { costs } = noticeRules[action.notice]
  const costsMinor = costs ? costsMax(costs, principal) : 0
  const first = facts.get(claims[0]!.id)!
  return {
    endsOn: printedEnd(action.notice, day, clocksOf(debtor, clocks)) ?? day,
    supervisor: first.supervisor ?? '',
    lawText: first.lawText ?? '',
    licences: run.licences
      .filter((one) => one.from <= day && (one.until === undefined || day < one.until))
      .filter((one) => reaches(one.place, place) === 'sure')
      .map((one) => `${one.place} ${one.number}`)
      .join(', '),
    consumerFinance: [...facts.values()].some((one) => one.consumerFinance === true),
    claims: words.map((one) => ({ ...one, costsMinor })),
  }
}

// What holds for every claim of the workspace, then the claim's own; who collects what is its own is the creditor.
function factsOf(workspace: Workspace, own: ClaimLawFacts | undefined): ClaimLawFacts {
  const { settings, name } = workspace
  const ours = collectsForOthers(workspace)
    ? {}
    : { creditor: name, creditorAddress: settings.addressLines.join(', ') || undefined }
  return { ...ours, ...settings.claimFacts, ...own }
}

const asks: Partial<Readonly<Record<keyof ClaimLawFacts, string>>> = {
  creditor: 'who is owed: creditor="…"',
  creditorAddress: 'where the creditor is: creditorAddress="…"',
  ground: 'what it is owed for: ground="…"',
  contractOn: 'the day of the contract: contractOn=2026-01-31',
  itemizedBy: 'from which day it is itemised: itemizedBy=last_payment',
  itemizedOn: 'that day: itemizedOn=2026-01-31',
  amountThen: 'what was owed on that day: amountThen=1240.00',
  interestSays: 'how interest is worked out, or that none goes on: interestSays="…"',
  costsSay: 'which costs, how much and why: costsSay="…"',
  vatSays: 'that the client cannot deduct VAT on costs, or that none is asked for: vatSays="…"',
  supervisor: 'the authority that supervises the collector, with its address: supervisor="…"',
  lawText: 'the text of CPCE L. 111-8, second and third paragraph: lawText="…"',
}

function missing(
  it: Wanted,
  claims: readonly ClaimFacts[],
  facts: ReadonlyMap<string, ClaimLawFacts>,
  parts: ReadonlyMap<string, OpenParts>,
): Problem | undefined {
  const { workspace, debtor, action } = it
  const rule = noticeRules[action.notice!]
  const name = noticeNames[rule.notice].toLowerCase()
  if (workspace.settings.addressLines.length === 0)
    return problem(
      'notice.address',
      `The ${name} must name our own address, and none is kept.`,
      'Give it: ./dunwell settings set addressLines=\'["4 Quay Street","Bristol BS1 4AA"]\'',
    )
  if (!workspace.settings.email && !workspace.settings.signatory?.email)
    return problem(
      'notice.email',
      `The ${name} says how to answer by email, and no address is kept.`,
      'Give it: ./dunwell settings set email=accounts@example.com',
    )
  if (!postOf(debtor))
    return problem(
      'notice.post',
      `The ${name} must name the postal address of ${debtor.name}, and none is known.`,
      'Give it with the customer’s contacts.',
    )
  for (const claim of claims) {
    const own = facts.get(claim.id)!
    const open = parts.get(claim.id)!
    const so = {
      interest: open.interest > 0,
      costs: open.fee + open.cost > 0,
      no_attorney: workspace.settings.collector !== 'attorney',
    }
    const wanted = [...rule.facts, ...(rule.factsWhen ?? []).flatMap((it) => (so[it.when] ? it.facts : []))]
    const gone = wanted.filter((fact) => own[fact] === undefined)
    if (gone.length > 0) {
      return problem(
        'notice.facts_missing',
        `The ${name} for ${claim.number} lacks: ${gone.map((fact) => asks[fact] ?? fact).join('; ')}.`,
        `Give them: ./dunwell notice facts ${claim.number} ${gone[0]}=…`,
      )
    }
    const { lawText } = rule
    if (lawText && !lawText.looks.test(own.lawText!)) {
      return problem(
        'notice.law_text',
        `What is kept as the text of ${lawText.cite} does not look like ${lawText.of}.`,
        'Copy both paragraphs from the code: ./dunwell settings set claimFacts.lawText="…"',
      )
    }
    if (rule.itemized) {
      const sums = itemization(claim, own)
      if (owedNow(sums) !== claim.openMinor) {
        return problem(
          'notice.itemization',
          `The itemisation of ${claim.number} comes to ${moneyText(owedNow(sums), claim.currency)}, but ${moneyText(claim.openMinor, claim.currency)} is open.`,
          `Correct it: ./dunwell notice facts ${claim.number} amountThen=… interestSince=… feesSince=… paymentsSince=… creditsSince=…`,
        )
      }
    }
  }
  return undefined
}

function itemization(claim: ClaimFacts, own: ClaimLawFacts): Itemization {
  const minor = (text: string | undefined) => minorFrom(text ?? '0', claim.currency) ?? 0
  return {
    thenMinor: minor(own.amountThen),
    interestMinor: minor(own.interestSince),
    feesMinor: minor(own.feesSince),
    paymentsMinor: minor(own.paymentsSince),
    creditsMinor: minor(own.creditsSince),
  }
}

function claimWords(claim: ClaimFacts, own: ClaimLawFacts, open: OpenParts, place: Place): NoticeClaim {
  return {
    number: claim.number,
    currency: claim.currency,
    creditor: own.creditor ?? '',
    creditorAddress: own.creditorAddress ?? '',
    creditorThen: own.creditorThen ?? own.creditor ?? '',
    accountNumber: accountShown(own.accountNumber ?? claim.number, place),
    ground: own.ground ?? claim.about ?? '',
    contractOn: own.contractOn ? parse(own.contractOn) : claim.issuedOn,
    itemizedBy: own.itemizedBy ?? 'transaction',
    itemizedOn: own.itemizedOn ? parse(own.itemizedOn) : claim.issuedOn,
    ...itemization(claim, own),
    nowMinor: claim.openMinor,
    principalMinor: open.principal,
    partInterestMinor: open.interest,
    partOtherMinor: open.fee + open.cost,
    costsMinor: 0,
    interestSays: own.interestSays ?? '',
    costsSay: own.costsSay ?? '',
    vatSays: own.vatSays ?? '',
    addressSource: own.addressSource ?? '',
    assignment: own.assignment ?? '',
    instalments: own.instalments ?? '',
  }
}

/** Where post reaches a debtor. */
export function postOf(debtor: DebtorFacts): string | undefined {
  return debtor.contacts.flatMap((it) => it.addresses).find((it) => it.channel === 'post' && it.usable)?.address
}

/** Keeps for each claim that the notice was given, from the day on which it left. */
export async function keepNotices(
  tx: Tx,
  heads: Heads,
  message: OutboxRow,
  debtor: DebtorFacts,
  action: MessageAction,
  day: Day,
): Promise<void> {
  const { notice } = action
  if (!notice) return
  const endsOn = printedEnd(notice, day, clocksOf(debtor, clocks))
  for (const claim of new Set(action.items.filter((item) => item.fresh).map((item) => item.claimId))) {
    const fact = { kind: 'notice' as const, on: day, claim, notice, endsOn, message: message.id, source: 'our letter' }
    await addToldTo(tx, heads, { book: message.book, id: message.debtorId }, fact)
  }
}

/** What later messages must name of an earlier notice: its day and reference, in the language of the law that asks for it. */
export function laterLines(debtor: DebtorFacts, action: MessageAction, language: string): string[] {
  if (action.notice) return []
  const claims = [...new Set(action.items.filter((item) => item.named).map((item) => item.claimId))]
  return Object.values(noticeRules).flatMap(({ notice, later }) => {
    if (!later?.places.some((place) => reaches(place, placeOf(debtor)) === 'sure')) return []
    const days = claims.flatMap((claim) => standingNotice(debtor.told ?? [], claim, notice)?.sentOn ?? [])
    return [...new Set(days)].map((on) => {
      const reference = paymentReference(debtor.no)
      const line = later.says.replace('{day}', dayIn(on, later.language)).replace('{reference}', reference)
      return language === later.language ? line : `${line} (Letter of ${dayText(on)}.)`
    })
  })
}

/** What tells a replacement from the notice that came back. */
export function again(told: readonly Told[], action: MessageAction, claim: string): string {
  const notice: NoticeKind | undefined = action.notice
  const back = notice ? noticesOf(told, claim).filter((it) => it.notice === notice && it.result === 'returned') : []
  return back.length > 0 ? `:${back.length + 1}` : ''
}
