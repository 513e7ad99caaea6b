// What somebody may not do alone: whether it needs a second person and who that could be, asking for it, and their answer. Nobody answers
// what they asked for themselves; it is done once, in the transaction of the yes, and only while what it was about stands as it stood.

import { type Day, dayText, day as parse } from '../core/day.ts'
import { type Key, keyOf } from '../core/id.ts'
import { isApprover, type Limited, type LimitedSum, mayAlone, mayApprove } from '../core/member.ts'
import { moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { policyFrom } from '../rules/notices.ts'
import {
  type ApprovalKind,
  type ApprovalRow,
  addApproval,
  changedUnder,
  dropChangedAsked,
  endApproval,
  limitOf,
  nameOf,
  readApproval,
  type Seen,
  sumsOfClaims,
} from '../store/approval.ts'
import { readBand } from '../store/backlog.ts'
import { findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { waitingOffers } from '../store/in-full.ts'
import { listMembers, type Member } from '../store/member.ts'
import { openClaims } from '../store/payment.ts'
import { choosePolicy, lookAtAll, readPolicies, savePolicies, unknownPolicy } from '../store/policy.ts'
import { addRecord, addWorkspaceRecord, lockDebtors } from '../store/record.ts'
import { readTemplates } from '../store/template.ts'
import { changeSettings, listBooks, type Workspace } from '../store/workspace.ts'
import { keepingWords } from './autopilot.ts'
import { answerBacklog } from './backlog.ts'
import { waive } from './charge.ts'
import { answerInFull, questionOf } from './in-full.ts'
import { writeOffClaim } from './money.ts'
import { keepOffer, letsGo, type Waivable } from './offer.ts'
import { checkDraft } from './policy-draft.ts'
import { checkTemplates } from './words.ts'

/** All that doing it needs, as it came and as it is kept. */
export type Act =
  | { readonly kind: 'write_off'; readonly claim: string; readonly because: string; readonly on?: string }
  | {
      readonly kind: 'waiver'
      readonly claim: string
      readonly what: Waivable
      readonly amountMinor?: number
      readonly because: string
    }
  | {
      readonly kind: 'offer'
      readonly claim: string
      readonly payBy: string
      readonly what: Waivable
      readonly amountMinor?: number
      readonly because: string
    }
  | { readonly kind: 'in_full'; readonly offer: string; readonly because: string }
  | { readonly kind: 'policy'; readonly policy: unknown; readonly because: string }
  | { readonly kind: 'policy_use'; readonly policy: string; readonly segment?: string; readonly because: string }
  /** Writing off a part of the backlog. */
  | { readonly kind: 'backlog'; readonly band: string; readonly because: string }

interface At {
  readonly workspace: Workspace
  readonly today: Day
}

/** What an act comes to, before anybody does it. */
export interface Weighed {
  readonly book: number
  readonly debtorId: string | null
  readonly sum: LimitedSum | undefined
  readonly facts: Readonly<Record<string, unknown>>
  readonly seen: Seen
}

/** Works out what an act would do. A Problem where it could not be done at all. */
export async function weigh(tx: Tx, at: At, act: Act): Promise<Weighed> {
  switch (act.kind) {
    case 'write_off':
    case 'waiver':
    case 'offer':
      return weighClaim(tx, at, act)
    case 'in_full':
      return weighInFull(tx, act)
    case 'backlog':
      return weighBacklog(tx, at, act)
    default:
      return weighPolicy(tx, at, act)
  }
}

async function weighClaim(
  tx: Tx,
  at: At,
  act: Extract<Act, { kind: 'write_off' | 'waiver' | 'offer' }>,
): Promise<Weighed> {
  const claim = await findClaim(tx, act.claim)
  const { book, debtorId, currency, number, openMinor } = claim
  const seen = { claims: await sumsOfClaims(tx, book, [claim.id]) }
  if (act.kind === 'write_off') {
    if (openMinor <= 0)
      throw problem('claim.closed', 'Nothing is open of this claim.', 'There is nothing to write off.')
    return { book, debtorId, sum: { minor: openMinor, currency }, facts: { number }, seen }
  }
  const { waivesMinor, leavesMinor } = await letsGo(tx, at, claim, act)
  if (waivesMinor === 0 || (act.amountMinor !== undefined && waivesMinor < act.amountMinor))
    throw problem(
      'waiver.nothing',
      `${moneyText(waivesMinor, currency)} of interest, fees and costs stands on our books here.`,
      'What is only claimable need not be waived: it is not asked for. The claim itself is lowered by writing off.',
    )
  if (act.kind === 'offer' && parse(act.payBy) < at.today)
    throw problem('offer.past', `${act.payBy} is over.`, 'Give today or a later day to pay by.')
  const facts = { number, what: act.what, leavesMinor, ...(act.kind === 'offer' && { payBy: act.payBy }) }
  return { book, debtorId, sum: { minor: waivesMinor, currency }, facts, seen }
}

async function weighInFull(tx: Tx, act: Extract<Act, { kind: 'in_full' }>): Promise<Weighed> {
  const key = keyOf('off', act.offer)
  const offer = (await waitingOffers(tx)).find((it) => it.book === key.book && it.id === key.id)
  if (!offer) throw problem('offer.unknown', 'This money does not wait for an answer.', 'Look at what waits again.')
  const { openMinor } = await questionOf(tx, offer)
  const { book, debtorId, creditorId, currency, amountMinor, words } = offer
  const open = await openClaims(tx, { book, id: debtorId }, creditorId, currency)
  const meant = open.map((it) => it.claimId).filter((id) => offer.claims.length === 0 || offer.claims.includes(id))
  return {
    book,
    debtorId,
    sum: { minor: Math.max(0, openMinor - amountMinor), currency },
    facts: { amountMinor, openMinor, words },
    seen: { claims: await sumsOfClaims(tx, book, meant), inFull: key.id },
  }
}

/** A part of the backlog is weighed as a whole, as it stood when it came in: what was paid meanwhile is not written off. */
async function weighBacklog(tx: Tx, at: At, act: Extract<Act, { kind: 'backlog' }>): Promise<Weighed> {
  const { id } = keyOf('bkl', act.band)
  const band = await readBand(tx, id)
  if (!band)
    throw problem('backlog.unknown', 'There is no such part of a backlog.', 'Take an id from the list of the backlog.')
  if (band.answer !== null)
    throw problem('backlog.already', 'This was answered already.', 'Undo that first, then say something else.')
  const [book] = await listBooks(tx)
  // Limits are in the workspace's currency: a sum in another is above any of them, so that one speaks for all.
  const sums = Object.entries(band.sums).map(([currency, minor]) => ({ minor, currency }))
  const sum = sums.find((it) => it.currency !== at.workspace.currency) ?? sums[0]
  const { claims, debtors, fileName, on } = band
  const facts = { band: act.band, late: band.band, claims, debtors, fileName, on: dayText(on), sums: band.sums }
  return { book: book!, debtorId: null, sum, facts, seen: { backlog: id } }
}

async function weighPolicy(tx: Tx, at: At, act: Extract<Act, { kind: 'policy' | 'policy_use' }>): Promise<Weighed> {
  const [book] = await listBooks(tx)
  const all = await readPolicies(tx)
  const usual = at.workspace.settings.policy
  const of = (id: string, facts: object): Weighed => ({
    book: book!,
    debtorId: null,
    sum: undefined,
    facts: { policy: id, ...facts },
    seen: { policy: { id, version: all.get(id)?.version ?? 0, usual } },
  })
  if (act.kind === 'policy_use') {
    const found = all.get(act.policy)
    if (!found) throw unknownPolicy(act.policy)
    return of(act.policy, { name: found.name, before: all.get(usual)?.name ?? usual, segment: act.segment ?? null })
  }
  const body = policyFrom(act.policy)
  checkTemplates(body, await readTemplates(tx))
  const { differences } = await checkDraft(tx, body.id, act.policy)
  return of(body.id, { name: body.name, version: (all.get(body.id)?.version ?? 0) + 1, differences })
}

/** Whether who asks may do it alone, and who could be asked. */
export interface Standing {
  readonly alone: boolean
  /** Above the limit, and yet alone: an owner where nobody else could be the second person. */
  readonly nobodyElse: boolean
  readonly who: readonly Member[]
}

export async function standing(
  tx: Tx,
  at: At,
  member: Member | undefined,
  what: Limited,
  sum: LimitedSum | undefined,
): Promise<Standing> {
  const { currency } = at.workspace
  if (mayAlone(member?.approves, what, sum, currency)) return { alone: true, nobodyElse: false, who: [] }
  const others = (await listMembers(tx)).filter((it) => it.id !== member!.id)
  const who = others.filter((it) => mayApprove(it, what, sum, currency))
  const nobodyElse = member!.role === 'owner' && !others.some(isApprover)
  return { alone: nobodyElse, nobodyElse, who }
}

const acts: Readonly<Record<Limited, string>> = {
  writeOff: 'Writing off',
  settlement: 'Letting go of',
  waiver: 'Waiving',
  policies: 'Changing a policy',
}

/**
 * Refuses what somebody may not do alone, naming who may be asked. @returns what is to stand in the reason of what is done above a limit
 * all the same, because nobody else is there; the record says so too.
 */
export async function mustBeAlone(tx: Tx, at: At, member: Member | undefined, act: Act): Promise<string> {
  if (!member?.approves) return ''
  const what = limitOf[act.kind]
  // A change of a policy has no sum: what differs need not be worked out for who is not limited.
  if (what === 'policies' && mayAlone(member.approves, what, undefined, at.workspace.currency)) return ''
  const found = await weigh(tx, at, act)
  const { alone, nobodyElse, who } = await standing(tx, at, member, what, found.sum)
  if (alone && !nobodyElse) return ''
  if (!nobodyElse) throw aboveLimit(what, found.sum, who)
  await recordAlone(tx, act.kind, found)
  return ' (above their own limit, and nobody else here could approve it)'
}

export function aboveLimit(what: Limited, sum: LimitedSum | undefined, who: readonly Member[]) {
  const names = who
    .slice(0, 5)
    .map((it) => it.name)
    .join(', ')
  return problem(
    'right.limit',
    sum === undefined
      ? 'Changing a policy needs a second person here.'
      : `${acts[what]} ${moneyText(sum.minor, sum.currency)} is above your limit.`,
    who.length === 0
      ? 'Nobody here may approve it: an owner can change that in Settings, People.'
      : `Ask somebody who may approve it (POST /v1/approvals): ${names}.`,
  )
}

async function recordAlone(tx: Tx, kind: ApprovalKind, it: Weighed): Promise<void> {
  const { sum, facts } = it
  const body = { kind, facts, amountMinor: sum?.minor ?? null, currency: sum?.currency ?? null }
  if (it.debtorId === null) return addWorkspaceRecord(tx, 'approval.alone', undefined, body)
  const heads = await lockDebtors(tx, it.book, [it.debtorId])
  await addRecord(tx, heads, [{ debtorId: it.debtorId, kind: 'approval.alone', body }])
}

/** Asks for it. A Problem where who asks may do it alone, or nobody may say yes. */
export async function askApproval(tx: Tx, at: At, member: Member, act: Act): Promise<Key> {
  const found = await weigh(tx, at, act)
  const { alone, who } = await standing(tx, at, member, limitOf[act.kind], found.sum)
  if (alone) throw problem('approval.alone', 'You may do this yourself.', 'Do it; nobody needs to be asked.')
  if (who.length === 0) throw aboveLimit(limitOf[act.kind], found.sum, who)
  const { book, debtorId, sum, facts, seen } = found
  return addApproval(tx, {
    ...{ book, debtorId, facts, seen, kind: act.kind, act: { ...act }, because: act.because },
    ...{ amountMinor: sum?.minor ?? null, currency: sum?.currency ?? null, askedOn: at.today, askedId: member.id },
  })
}

/** The second person's yes: it is done here and now, unless what it was about has changed. The same person's second yes does nothing. */
export async function acceptApproval(tx: Tx, at: At, member: Member, key: Key): Promise<ApprovalRow> {
  const it = await readApproval(tx, key, true)
  if (it.state === 'done' && it.endedId === member.id) return it
  mayAnswer(at, it, member)
  const act = it.act as Act
  const over = act.kind === 'offer' && parse(act.payBy) < at.today
  const answer = over ? 'over' : await changedUnder(tx, it)
  if (answer !== undefined) {
    await endApproval(tx, it, { state: 'fallen', answer, byId: member.id })
    return readApproval(tx, key)
  }
  await endApproval(tx, it, { state: 'done', byId: member.id })
  await doAct(tx, at, act, ` (asked for by ${nameOf(it.askedBy)}, approved by ${member.name})`)
  return readApproval(tx, key)
}

/** The second person's no, with a word for who asked. */
export async function refuseApproval(tx: Tx, at: At, member: Member, key: Key, answer: string): Promise<ApprovalRow> {
  const it = await readApproval(tx, key, true)
  mayAnswer(at, it, member)
  await endApproval(tx, it, { state: 'refused', answer, byId: member.id })
  return readApproval(tx, key)
}

/** Taken back by who asked. */
export async function withdrawApproval(tx: Tx, member: Member, key: Key): Promise<ApprovalRow> {
  const it = await readApproval(tx, key, true)
  mustWait(it)
  if (it.askedId !== member.id)
    throw problem('approval.theirs', `${nameOf(it.askedBy)} asked for this.`, 'Refuse it, where you may answer it.')
  await endApproval(tx, it, { state: 'withdrawn', byId: member.id })
  return readApproval(tx, key)
}

function mustWait(it: ApprovalRow): void {
  if (it.state === 'waiting') return
  const by = it.endedBy === null ? '' : ` by ${nameOf(it.endedBy)}`
  const how = {
    done: `It was approved${by} already.`,
    refused: `It was refused${by} already.`,
    withdrawn: 'It was withdrawn.',
    fallen: 'What it was about has changed, and it fell away.',
  }
  throw problem('approval.done', how[it.state], 'Look at what waits again.')
}

function mayAnswer(at: At, it: ApprovalRow, member: Member): void {
  mustWait(it)
  if (it.askedId === member.id)
    throw problem('approval.own', 'You asked for this yourself.', 'Let somebody else answer, or withdraw it.')
  if (cameAfter(at, it, member))
    throw problem('approval.newcomer', 'You came after this was asked for.', 'Let somebody answer who was here before.')
  if (!mayBeSecond(at, it, member))
    throw problem(
      'right.limit',
      it.amountMinor === null
        ? 'You are not among those who approve this.'
        : `Approving ${moneyText(it.amountMinor, it.currency!)} is not within what you approve.`,
      'Ask an owner: who approves, and up to which sum, stands in Settings, People.',
    )
}

/** A seat made for the purpose is no second person; in a rehearsal the clock stands still, and nothing is at stake. */
function cameAfter(at: Pick<At, 'workspace'>, it: ApprovalRow, member: Member): boolean {
  return at.workspace.liveSince !== undefined && member.addedAt > it.askedAt
}

/** Whether somebody could answer it, themselves aside. */
export function mayBeSecond(at: Pick<At, 'workspace'>, it: ApprovalRow, member: Member): boolean {
  const sum = it.amountMinor === null ? undefined : { minor: it.amountMinor, currency: it.currency! }
  if (it.askedId === member.id || cameAfter(at, it, member)) return false
  return mayApprove(member, limitOf[it.kind], sum, at.workspace.currency)
}

async function doAct(tx: Tx, at: At, act: Act, note: string): Promise<void> {
  const because = `${act.because}${note}`
  switch (act.kind) {
    case 'write_off': {
      const on = act.on === undefined ? at.today : parse(act.on)
      return void (await writeOffClaim(tx, at, await findClaim(tx, act.claim), on, because))
    }
    case 'waiver':
      return waiveClaim(tx, at, { ...act, because })
    case 'offer':
      return void (await keepOffer(tx, at, await findClaim(tx, act.claim), {
        ...{ payBy: parse(act.payBy), what: act.what, amountMinor: act.amountMinor, because },
      }))
    case 'in_full':
      return void (await answerInFull(tx, at, keyOf('off', act.offer), 'accept'))
    case 'backlog': {
      // All of it in the transaction of the yes: it is done whole, or not at all.
      const desk = { ...at, tx: <T>(work: (tx: Tx) => Promise<T>) => work(tx) }
      return void (await answerBacklog(desk, keyOf('bkl', act.band).id, 'write_off', note))
    }
    case 'policy':
      await keepingWords(tx, () => savePolicies(tx, [policyFrom(act.policy)]))
      break
    case 'policy_use':
      if (act.segment === undefined) await changeSettings(tx, { policy: act.policy })
      else await choosePolicy(tx, { reach: 'segment', subject: act.segment, policyId: act.policy })
  }
  await lookAtAll(tx, dayText(at.today))
  await dropChangedAsked(tx)
}

/** Waives what is posted of a claim, by its number or id. */
export async function waiveClaim(
  tx: Tx,
  at: At,
  it: { readonly claim: string; readonly what: Waivable; readonly amountMinor?: number; readonly because: string },
): Promise<void> {
  const claim = await findClaim(tx, it.claim)
  const [debtor] = await readDebtors(tx, claim.book, [claim.debtorId])
  const { what: component, amountMinor, because } = it
  await waive(tx, at, debtor!, { claimId: claim.id, component, amountMinor, on: at.today, because })
}
