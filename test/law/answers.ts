// Questions on notices and their clocks, on what counts as a communication, on opting out, on records, and on suits out of time.

import { allocate, asNamed, oldestFirst } from '../../src/core/allocation.ts'
import { addDays, type Day, dayText, monthOf } from '../../src/core/day.ts'
import type { Contact } from '../../src/core/frequency.ts'
import { lawful, type Planned } from '../../src/core/gate.ts'
import { periodEnd, runsFrom } from '../../src/core/notice.ts'
import { keptUntil } from '../../src/core/retention.ts'
import { law } from '../../src/rules/law.ts'
import { offersOptOut } from '../../src/rules/words/optout.ts'
import type { Answer, Facts } from './example.ts'
import { dayIn, knownFrom, list, mediumIn, person, someDay, text, texts } from './facts.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const noon = someDay * 86_400_000 + 17 * 3_600_000

export const regulationF: Answer = ({ facts, query }) => {
  switch (query.type) {
    case 'notice_due_by':
      return dueBy(facts)
    case 'earliest_validation_period_end':
      return earliestEnd(facts)
    case 'end_date_basis':
      return endBasis(facts)
    case 'end_date_still_valid':
      return stillValid(facts)
    case 'is_initial_communication':
      return { isInitialCommunication: isInitial(String(facts.document ?? facts.communication ?? '')) }
    case 'is_information_about_the_debt':
      return {
        value: /validation|letter|notice|call|message|spoke/i.test(String(facts.firstContact ?? facts.contact ?? '')),
      }
    case 'is_location_information':
      return { value: isLocation(String(facts.seeking ?? '')) }
    case 'delivered_in_required_manner':
      return delivered(facts)
    case 'safe_harbor':
      return {
        value:
          /last known/i.test(String(facts.mailedTo ?? '')) &&
          facts.knowsConsumerMoved !== true &&
          facts.shouldKnowConsumerMoved !== true,
      }
    case 'relevant_factor':
      return factor(String(facts.practice ?? ''))
    case 'email_safe_harbor':
      return { mayHaveBonaFideErrorDefense: emailChain(facts) }
    case 'assess_general_prohibition':
      return general(facts)
    case 'opt_out_notice_ok': {
      const ok = offersOptOut(String(facts.notice ?? ''), facts.readilyNoticeableAndLegible !== false)
      return { ok }
    }
    case 'retain_from_to': {
      const last = dayIn(facts.lastCollectionActivity)
      const first = dayIn(facts.firstCollectionActivity)
      const kept = last === undefined ? undefined : keptUntil(knownFrom({}).regime.bound, last)
      return (
        kept && {
          from_: first === undefined ? null : dayText(first),
          from: first === undefined ? null : dayText(first),
          to: dayText(kept.until),
          longerAllowed: true,
        }
      )
    }
    case 'retain_until': {
      const call = dayIn(facts.recordingOf)
      const last = dayIn(facts.lastCollectionActivity)
      const kept = keptUntil(knownFrom({}).regime.bound, (call ?? last)!, call === undefined ? 'last_activity' : 'call')
      return kept && { to: dayText(kept.until) }
    }
    case 'addressee':
      return facts.consumerDeceased === true
        ? { mustBe: 'an individual identified by name who is authorised to act for the estate' }
        : { mustBe: 'the consumer' }
    case 'allowed':
      return text(facts.act) ? { allowed: !timeBarred(facts), strictLiability: timeBarred(facts) } : itemisation(facts)
    case 'allocate':
      return Array.isArray(facts.debts) ? spread(facts) : undefined
    case 'barred_by_1006_26':
      return { barred: timeBarred(facts) }
    default:
      return undefined
  }
}

function dueBy(facts: Facts): Facts | undefined {
  const asked = law.find(({ effect }) => effect.kind === 'notice' && effect.notice === 'validation')!.effect
  const within = asked.kind === 'notice' ? asked.within! : 0
  const first = dayIn(facts.initialCommunication)
  if (first === undefined) return undefined
  if (facts.infoInInitialCommunication === true || facts.paidBeforeDeadline === true)
    return { required: false, countsWeekends: true }
  return { dueBy: dayText(addDays(first, within)), countsWeekends: true, required: true }
}

function earliestEnd(facts: Facts): Facts | undefined {
  const sent = dayIn(facts.provided ?? facts.sent)
  if (sent === undefined) return undefined
  const { clocks } = knownFrom({})
  return {
    assumedReceiptNotBefore: dayText(runsFrom('validation', sent, clocks)),
    validationPeriodEndNotBefore: dayText(periodEnd({ notice: 'validation', sentOn: sent }, clocks)),
  }
}

// The last notice that did not come back counts.
function endBasis(facts: Facts): Facts | undefined {
  const notices = Object.values(facts).flatMap((it) =>
    it !== null && typeof it === 'object' && !Array.isArray(it) ? [it as Facts] : [],
  )
  const good = notices.filter((it) => !/undeliver|return/i.test(String(it.result ?? ''))).at(-1)
  const sent = good && dayIn(good.sent)
  if (sent === undefined) return undefined
  const said = `${Number(dayText(sent).slice(8))} ${months[monthOf(sent) - 1]}`
  return { basedOn: `receipt or assumed receipt of the ${said} notice` }
}

function stillValid(facts: Facts): Facts {
  const { clocks } = knownFrom({})
  const assumed = dayIn(facts.assumedReceipt) ?? someDay
  const printed = (assumed + 30) as Day
  const learned = dayIn(facts.actualReceiptLearnedLater)
  const end = periodEnd({ notice: 'validation', sentOn: assumed, receivedOn: learned, endsOn: printed }, clocks)
  return { valid: end === printed }
}

// A pleading is no initial communication (15 USC 1692g(d)), nor is a proof of claim (comment 34(b)(2)-1).
function isInitial(document: string): boolean {
  return !/proof of claim|pleading|complaint filed|summons|limited[- ]content|tax form|privacy notice|security breach/i.test(
    document,
  )
}

function isLocation(seeking: string): boolean {
  return (
    /address|abode|phone|telephone|employment|workplace|employer/i.test(seeking) &&
    !/balance|debt amount|income|bank/i.test(seeking)
  )
}

function delivered(facts: Facts): Facts {
  const back = /undeliver|return|bounce/i.test(`${facts.then ?? ''} ${facts.result ?? ''}`)
  return back ? { value: false, action: 'resend by another address or medium' } : { value: true }
}

function factor(practice: string): Facts {
  const bad = /does not|doesn't|ignores?|without|spam|misleading|vague/i.test(practice)
  const good = /subject line|undeliverable|monitors|identifier|reasonable/i.test(practice)
  return { relevant: good || bad, favoursCompliance: good && !bad }
}

// An address that a collector before us used lawfully, and nobody opted out of, may be used as if it were ours.
function emailChain(facts: Facts): boolean {
  const chain = texts(facts.chain).join(' ')
  const lawfully = /6\(d\)\(4\)\((i|ii)\)/.test(chain) && !/opted out|without (notice|consent)/i.test(chain)
  const meets = Object.entries(facts).every(([key, value]) => !/meets/i.test(key) || value === true)
  const told = knownFrom({})
  const it: Planned = {
    medium: 'email',
    at: noon,
    to: 'person',
    person,
    claims: ['debt'],
    aim: 'collect',
    address: { value: 'address', usedWithUs: lawfully },
  }
  return lawfully && meets && lawful(it, told).kind === 'permit'
}

// "Numerous" a day is taken as five, "several" days as three.
function general(facts: Facts): Facts {
  const said = String(facts.events ?? '')
  const many = Number(/(\d+) [^.]*per day/.exec(said)?.[1] ?? (/numerous|many|repeated/i.test(said) ? 5 : 1))
  const days = Number(/(\d+) (?:consecutive )?days/.exec(said)?.[1] ?? (/several|consecutive/i.test(said) ? 3 : 1))
  const medium = mediumIn(said) ?? 'phone'
  const history: Contact[] = []
  const broken = { law: false, manners: false }
  for (let on = 0; on < days; on++) {
    for (let i = 0; i < many; i++) {
      const day = (someDay + on) as Day
      const it: Planned = {
        medium,
        at: day * 86_400_000 + 17 * 3_600_000,
        to: 'person',
        person,
        claims: ['debt'],
        aim: 'collect',
        address: { value: 'a', usedWithUs: true, lastTextFrom: day },
      }
      const verdict = lawful(it, { ...knownFrom({}), history: [...history] })
      if (verdict.kind === 'refusal') {
        for (const ground of verdict.grounds) broken[ground.force === 'manners' ? 'manners' : 'law'] = true
      }
      history.push({ day, medium, direction: 'out', person, result: 'sent', claims: ['debt'], discussed: [] })
    }
  }
  return { violates_1006_14_b_to_h: broken.law, likely_violates_1006_14_a: broken.manners || broken.law }
}

function timeBarred(facts: Facts): boolean {
  const act = String(facts.act ?? '')
  const it: Planned = {
    medium: 'letter',
    at: noon,
    to: 'person',
    person,
    claims: ['debt'],
    aim: /proof of claim/i.test(act) ? 'legal_process' : 'collect',
    threatensSuit:
      /\b(?:file suit|sue|threaten|lawsuit|litigat|legal action)/i.test(act) && !/proof of claim/i.test(act),
  }
  const known = knownFrom({ debt: facts.debt ?? '' })
  const bound = known.regime.bound.filter((one) => one.rule.effect.kind === 'time_barred')
  return lawful(it, { ...known, regime: { ...known.regime, bound } }).kind === 'refusal'
}

// A payment goes where the person says, and never to a disputed debt (15 USC 1692h).
function spread(facts: Facts): Facts {
  const claims = list(facts.debts)
    .filter((it) => it.disputed !== true)
    .map((it) => ({
      claimId: String(it.id),
      number: String(it.id),
      dueOn: dayIn(it.dueOn ?? it.due) ?? someDay,
      open: { cost: 0, interest: 0, fee: 0, principal: Math.round(Number(it.balance) * 100) },
    }))
  const wish = text(facts.consumerDirection)
  const named = claims.filter((it) => wish !== undefined && new RegExp(`\\b${it.claimId}\\b`).test(wish))
  const order = [...named, ...claims.filter((it) => !named.includes(it))]
  const parts = allocate(Math.round(Number(facts.payment) * 100), order, named.length > 0 ? asNamed : oldestFirst)
  const paid = (id: string) =>
    parts.filter((it) => it.claimId === id).reduce((sum, it) => sum + it.amountMinor, 0) / 100
  return Object.fromEntries(list(facts.debts).map((it) => [String(it.id), paid(String(it.id))]))
}

// A later collector may choose another of the five dates (comment 34(b)(3)-2); one collector keeps to its own.
function itemisation(facts: Facts): Facts | undefined {
  const dates = ['last_statement_date', 'charge_off_date', 'last_payment_date', 'transaction_date', 'judgment_date']
  const wants = text(facts.newCollectorWants ?? facts.wants)
  if (!wants) return undefined
  const own = text(facts.sameCollectorUsed)
  return { allowed: dates.includes(wants.replaceAll(' ', '_')) && (own === undefined || own === wants) }
}
