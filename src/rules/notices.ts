// What each notice must contain, as data: every item with where it is written, how sure we are, and what proves it on paper:
// values of the facts that must stand in the words, and phrases by language. documents/notice.ts checks templates by it,
// engine/notice.ts the facts.

import type { CostTable } from '../core/charge.ts'
import type { ClaimLawFacts } from '../core/claim-facts.ts'
import { type Place, reaches, type Sure } from '../core/law.ts'
import type { NoticeKind } from '../core/notice.ts'
import { checkedPolicy, type PolicyBody } from '../core/policy.ts'
import { dutchCosts } from './charges.ts'

export interface NoticeItem {
  readonly id: string
  readonly says: string
  readonly cite: string
  readonly sure: Sure
  /** Values that must stand in the words, by their name in documents/notice.ts. */
  readonly values?: readonly string[]
  /** One of these must stand there, by language. */
  readonly phrases?: Readonly<Record<string, RegExp>>
}

type Fact = keyof ClaimLawFacts

export interface NoticeRule {
  readonly notice: NoticeKind
  /** Facts of a claim without which it is not sent. */
  readonly facts: readonly Fact[]
  /** Facts that are wanted as well: where interest or costs are asked for, and of who is no lawyer. */
  readonly factsWhen?: readonly {
    readonly when: 'interest' | 'costs' | 'no_attorney'
    readonly facts: readonly Fact[]
  }[]
  /** It goes as a letter, or with a consent to electronic notices that a ladder cannot know. */
  readonly onPaper?: true
  /** Asking to be paid by a day would overshadow the time it gives. */
  readonly noPayBy?: { readonly cite: string }
  /** The sums from the itemisation date on must come to what is open. */
  readonly itemized?: true
  /** What the law itself says, as its owner copied it: it must look like that text. */
  readonly lawText?: { readonly cite: string; readonly of: string; readonly looks: RegExp }
  /** A suit is what its ladder has decided on next. */
  readonly decidesSuit?: true
  /** The costs it announces. */
  readonly costs?: CostTable
  /** What later messages must say of it, in the language of its law, which names its day and reference. */
  readonly later?: {
    readonly places: readonly Place[]
    readonly language: string
    readonly says: string
    readonly cite: string
  }
  /** A paper to put into the envelope. */
  readonly enclose?: string
  readonly items: readonly NoticeItem[]
}

const regF = '12 CFR 1006.34'
const pap = 'Pre-Action Protocol for Debt Claims'

export const noticeRules: Readonly<Record<NoticeKind, NoticeRule>> = {
  validation: {
    notice: 'validation',
    facts: ['creditor', 'itemizedBy', 'itemizedOn', 'amountThen'],
    onPaper: true,
    noPayBy: { cite: '15 USC 1692g(b)' },
    itemized: true,
    items: [
      {
        id: 'statement',
        says: 'that a debt collector tries to collect a debt and what information is used for',
        cite: `12 CFR 1006.18(e), ${regF}(c)(1)`,
        sure: 'primary',
        phrases: {
          en: /attempt to collect a debt by a debt collector.*information obtained will be used for that purpose/i,
          es: /intento de un cobrador de deudas de cobrar una deuda.*información que se obtenga se utilizará con ese fin/i,
        },
      },
      item('collector', 'the collector’s name and mailing address', `${regF}(c)(2)(i)`, [
        'collector',
        'collectorAddress',
      ]),
      item('consumer', 'the consumer’s name and mailing address', `${regF}(c)(2)(ii)`, ['debtor', 'debtorAddress']),
      item(
        'creditor_then',
        'the creditor on the itemisation date',
        `${regF}(c)(2)(iii)`,
        ['creditorThen'],
        'secondary',
      ),
      item('account', 'the account number, which may be cut short', `${regF}(c)(2)(iv)`, ['accountNumber']),
      item('creditor', 'the creditor now', `${regF}(c)(2)(v)`, ['creditor']),
      item('itemization_date', 'the itemisation date', `${regF}(b)(3), (c)(2)(vi)`, ['itemizedOn']),
      item('amount_then', 'the amount on the itemisation date', `${regF}(c)(2)(vii)`, ['amountThen']),
      item(
        'itemization',
        'interest, fees, payments and credits since, each with its sum or zero',
        `${regF}(c)(2)(viii)`,
        ['interest', 'fees', 'payments', 'credits'],
        'memory',
        {
          en: /interest[\s\S]*fees[\s\S]*paid[\s\S]*credited/i,
          es: /intereses[\s\S]*cargos[\s\S]*pagad[\s\S]*acredit/i,
        },
      ),
      item('amount_now', 'the amount now', `${regF}(c)(2)(ix)`, ['now']),
      item('period_end', 'the day on which the time to dispute ends', `${regF}(c)(3)(i) to (iii)`, ['endsOn']),
      {
        id: 'dispute',
        says: 'the right to dispute in writing, and that collecting rests until it is answered',
        cite: `15 USC 1692g(a)(4), (b); ${regF}(c)(3)(i)`,
        sure: 'primary',
        phrases: {
          en: /dispute it in writing[^.]*must stop collection/i,
          es: /disputa por escrito[^.]*debemos suspender el cobro/i,
        },
      },
      {
        id: 'original_creditor',
        says: 'the right to ask for the name and address of the original creditor',
        cite: `15 USC 1692g(a)(5); ${regF}(c)(3)(ii)`,
        sure: 'primary',
        phrases: {
          en: /name and address of the original creditor[^.]*\.[^.]*must stop collection/i,
          es: /nombre y la dirección del acreedor original[^.]*\.[^.]*debemos suspender el cobro/i,
        },
      },
      {
        id: 'assumed_valid',
        says: 'that without a dispute the debt is assumed valid',
        cite: `15 USC 1692g(a)(3); ${regF}(c)(3)(iii)`,
        sure: 'primary',
        phrases: { en: /assume that[\s\S]*correct/i, es: /supondremos que[\s\S]*correcta/i },
      },
      {
        id: 'cfpb',
        says: 'where the Bureau explains these rights',
        cite: `${regF}(c)(3)(iv)`,
        sure: 'memory',
        phrases: { en: /cfpb\.gov\/debt-collection/, es: /cfpb\.gov\/debt-collection/ },
      },
      {
        id: 'electronic',
        says: 'how to dispute electronically',
        cite: `${regF}(c)(3)(v)`,
        sure: 'memory',
        phrases: { en: /by email at/i, es: /por correo electrónico a/i },
      },
      {
        id: 'response',
        says: 'a form to send back, with the prompts to dispute and to ask for the original creditor',
        cite: `${regF}(c)(4)`,
        sure: 'memory',
        phrases: {
          en: /not my debt[\s\S]*amount is wrong[\s\S]*original creditor/i,
          es: /no es mi deuda[\s\S]*monto es incorrecto[\s\S]*acreedor original/i,
        },
      },
    ],
  },
  letter_of_claim: {
    notice: 'letter_of_claim',
    facts: ['ground', 'contractOn', 'interestSays'],
    onPaper: true,
    decidesSuit: true,
    enclose: 'the protocol’s official Information Sheet, Reply Form and Standard Financial Statement',
    items: [
      item('amount', 'the amount of the debt', `${pap}, 3.1`, ['now'], 'secondary'),
      item('interest', 'whether interest or charges go on', `${pap}, 3.1`, ['interestSays'], 'secondary'),
      item(
        'agreement',
        'the agreement, its date and parties',
        `${pap}, 3.1`,
        ['ground', 'contractOn', 'creditor'],
        'secondary',
      ),
      item(
        'assignment',
        'an assignment, with date and parties, where there was one',
        `${pap}, 3.1`,
        ['assignment'],
        'secondary',
      ),
      item(
        'instalments',
        'what was offered in instalments and why it was not enough',
        `${pap}, 3.1`,
        ['instalments'],
        'secondary',
      ),
      item('pay', 'how to pay, and where to answer', `${pap}, 3.1`, ['account', 'collectorAddress'], 'secondary'),
      item('time', 'that 30 days from the letter’s date are given', `${pap}, 3.4, 4.1`, ['endsOn'], 'secondary', {
        en: /30 days/,
      }),
      item(
        'enclosures',
        'the statement of account, information sheet, reply form and financial statement',
        `${pap}, 3.1, 3.3`,
        [],
        'secondary',
        {
          en: /statement of account[\s\S]*information sheet[\s\S]*reply form[\s\S]*financial statement/i,
        },
      ),
    ],
  },
  rdg13a: {
    notice: 'rdg13a',
    facts: ['creditor', 'creditorAddress', 'ground', 'contractOn'],
    factsWhen: [
      { when: 'interest', facts: ['interestSays'] },
      { when: 'costs', facts: ['costsSay', 'vatSays'] },
      // Lawyers give the same (BRAO § 43d), without an authority.
      { when: 'no_attorney', facts: ['supervisor'] },
    ],
    items: [
      rdg('client', 'the client’s name and address', 1, ['creditor', 'creditorAddress']),
      rdg('ground', 'the ground of the claim; for a contract what it was about and its date', 2, [
        'ground',
        'contractOn',
      ]),
      rdg('interest', 'how interest is worked out: of what, at what rate, for which time', 3, ['interestSays']),
      rdg('interest_above', 'why a rate is above the statutory one, where it is', 4, ['interestSays']),
      rdg('costs', 'kind, amount and cause of costs', 5, ['costsSay']),
      rdg('vat', 'that the client cannot deduct VAT on costs, where it is asked for', 6, ['vatSays']),
      rdg(
        'address',
        'where the address came from, if not from the creditor, and how to correct it',
        7,
        ['addressSource'],
        {
          de: /Anschrift[\s\S]*Fehler/,
        },
      ),
      rdg('supervisor', 'the supervising authority with address', 8, ['supervisor']),
    ],
  },
  fourteen_days: {
    notice: 'fourteen_days',
    facts: ['creditor'],
    costs: dutchCosts,
    items: [
      item('amount', 'the sum to pay', 'BW 6:96(6)', ['now', 'creditor'], 'secondary'),
      item('days', 'fourteen days from the day after it was received', 'BW 6:96(6)', [], 'secondary', {
        nl: /14 dagen[\s\S]*dag nadat/,
        en: /14 days[\s\S]*day after/,
      }),
      item('costs', 'the costs that are due otherwise', 'BW 6:96(6); Besluit BIK art. 2', ['costs'], 'secondary'),
    ],
  },
  'r124-4': {
    notice: 'r124-4',
    facts: ['creditor', 'creditorAddress', 'ground', 'lawText'],
    onPaper: true,
    lawText: {
      cite: 'CPCE L. 111-8',
      of: 'its second and third paragraph',
      looks: /frais de recouvrement.*charge du créancier.*mauvaise foi/is,
    },
    later: {
      places: ['FR'],
      language: 'fr',
      says: 'Lettre de recouvrement amiable du {day}, référence {reference}.',
      cite: 'CPCE R. 124-4',
    },
    items: [
      item(
        'collector',
        'the collector’s name and address, and that it collects amicably',
        'CPCE R. 124-4, 1°',
        ['collector', 'collectorAddress'],
        'primary',
        {
          fr: /recouvrement amiable/,
        },
      ),
      item(
        'creditor',
        'the creditor’s name and address',
        'CPCE R. 124-4, 2°',
        ['creditor', 'creditorAddress'],
        'primary',
      ),
      item(
        'sums',
        'the ground and the sums apart: principal, interest, accessories',
        'CPCE R. 124-4, 3°',
        ['ground', 'principal', 'partInterest', 'partOther'],
        'primary',
      ),
      item('pay', 'the request to pay, and how', 'CPCE R. 124-4, 4°', ['now', 'account'], 'primary'),
      item('law', 'the text of L. 111-8, second and third paragraph', 'CPCE R. 124-4, 5°', ['lawText'], 'primary'),
    ],
  },
  collection_notice: {
    notice: 'collection_notice',
    facts: ['creditor'],
    items: [
      item('creditor', 'who is owed', 'R.R.O. 1990, Reg. 74', ['creditor'], 'memory'),
      item('amount', 'the balance', 'R.R.O. 1990, Reg. 74', ['now'], 'memory'),
      item(
        'collector',
        'who collects, and for whom',
        'R.R.O. 1990, Reg. 74',
        ['collector', 'collectorAddress'],
        'memory',
      ),
    ],
  },
}

function item(
  id: string,
  says: string,
  cite: string,
  values: readonly string[],
  sure: Sure = 'memory',
  phrases?: NoticeItem['phrases'],
): NoticeItem {
  return { id, says, cite, sure, values, phrases }
}

// The section was read in a copy of 2022 and is written down here from memory.
function rdg(
  id: string,
  says: string,
  no: number,
  values: readonly string[],
  phrases?: NoticeItem['phrases'],
): NoticeItem {
  return item(id, says, `RDG § 13a Abs. 1 Nr. ${no}; BRAO § 43d alike`, values, 'memory', phrases)
}

/** A ladder read from YAML or JSON, checked with what notices ask of its steps; a Problem names the place that is wrong. */
export function policyFrom(body: unknown): PolicyBody {
  return checkedPolicy(body, noticeRules)
}

// The last four of a long number are enough for them and too little for a thief.
const accountCut = { places: ['US'], longerThan: 8, keeps: 4, cite: `${regF}(c)(2)(iv)` } as const

/** An account number as a notice shows it in a place. */
export function accountShown(account: string, place: Place): string {
  const here = accountCut.places.some((it) => reaches(it, place) === 'sure')
  return here && account.length > accountCut.longerThan ? `…${account.slice(-accountCut.keeps)}` : account
}
