// United Kingdom: breathing space, the protocol before a claim in court, and what regulated firms keep to.

import { day } from '../../core/day.ts'
import type { Binds, NoticeTime, Rule } from '../../core/law.ts'

const anyone: Binds = {
  collectors: ['creditor', 'agency', 'debt_buyer', 'attorney'],
  purposes: ['consumer', 'business'],
}
const individuals: Binds = { ...anyone, debtors: ['consumer', 'sole_trader'] }
const credit: Binds = { ...anyone, purposes: ['consumer'], only: 'consumer_credit' }
const letterOfClaim: NoticeTime = { days: 30, printed: true, anewOnReply: true }

export const rules: readonly Rule[] = [
  {
    id: 'uk.pap.debt',
    place: 'GB-ENG',
    says: 'Before a business sues an individual it sends a letter of claim with the protocol’s enclosures and waits 30 days.',
    cite: 'Pre-Action Protocol for Debt Claims',
    level: 'law',
    sure: 'secondary',
    from: day('2017-10-01'),
    binds: individuals,
    effect: { kind: 'notice', notice: 'letter_of_claim', locks: 'suit', gives: letterOfClaim },
    note: 'From the date of the letter; 30 days more after a reply that asks for documents or advice, and 14 days’ notice before a claim is issued.',
  },
  {
    id: 'uk.pap.debt.wales',
    place: 'GB-WLS',
    says: 'Before a business sues an individual it sends a letter of claim with the protocol’s enclosures and waits 30 days.',
    cite: 'Pre-Action Protocol for Debt Claims',
    level: 'law',
    sure: 'secondary',
    from: day('2017-10-01'),
    binds: individuals,
    effect: { kind: 'notice', notice: 'letter_of_claim', locks: 'suit', gives: letterOfClaim },
    note: 'From the date of the letter; 30 days more after a reply that asks for documents or advice, and 14 days’ notice before a claim is issued.',
  },
  ...(['GB-ENG', 'GB-WLS'] as const).flatMap((place): Rule[] => [
    {
      id: place === 'GB-ENG' ? 'uk.breathing' : 'uk.breathing.wales',
      place,
      says: 'Breathing space stops interest, fees, enforcement and every contact about the debt for 60 days.',
      cite: 'Debt Respite Scheme Regulations 2020, SI 2020/1311',
      level: 'law',
      sure: 'secondary',
      from: day('2021-05-04'),
      binds: anyone,
      effect: { kind: 'stop', cause: 'breathing_space', days: 60 },
    },
    {
      id: place === 'GB-ENG' ? 'uk.breathing.crisis' : 'uk.breathing.crisis.wales',
      place,
      says: 'In a mental health crisis breathing space lasts as long as the treatment and 30 days more.',
      cite: 'Debt Respite Scheme Regulations 2020, SI 2020/1311',
      level: 'law',
      sure: 'secondary',
      from: day('2021-05-04'),
      binds: anyone,
      effect: { kind: 'stop', cause: 'mental_health_crisis' },
      note: 'The end of the treatment is entered by a person; 30 days are added to it by hand.',
    },
  ]),
  {
    id: 'uk.conc7',
    place: 'GB',
    says: 'Firms that lend to consumers or collect for lenders treat who is in arrears fairly: patience, clear words, no pressure, disputes looked into.',
    cite: 'FCA Handbook, CONC 7',
    level: 'law',
    sure: 'secondary',
    binds: credit,
    effect: { kind: 'dispute' },
    note: 'CONC 7.14: collecting rests while a dispute with grounds is looked into.',
  },
  {
    id: 'uk.conc7.15',
    place: 'GB',
    says: 'A debt whose time to sue has run out is never called enforceable, and not pursued from who says that it has.',
    cite: 'FCA Handbook, CONC 7.15',
    level: 'law',
    sure: 'memory',
    binds: credit,
    effect: { kind: 'time_barred' },
    note: 'From memory.',
  },
  {
    id: 'uk.limitation.sct',
    place: 'GB-SCT',
    says: 'In Scotland a debt ends when five years have passed without a claim or an acknowledgment.',
    cite: 'Prescription and Limitation (Scotland) Act 1973, s 6',
    level: 'law',
    sure: 'secondary',
    binds: anyone,
    effect: { kind: 'time_barred', extinguished: true },
  },
  ...(['GB-ENG', 'GB-WLS'] as const).map(
    (place): Rule => ({
      id: place === 'GB-ENG' ? 'uk.limitation.contract' : 'uk.limitation.contract.wales',
      place,
      says: 'The time to sue on a simple contract is six years; an acknowledgment or part payment within it starts it anew.',
      cite: 'Limitation Act 1980, ss 5, 29 to 31',
      level: 'law',
      sure: 'secondary',
      binds: anyone,
      effect: { kind: 'time_barred' },
    }),
  ),
  {
    id: 'uk.pecr.calls',
    place: 'GB',
    says: 'Calls and messages need a lawful basis and are not misleading.',
    cite: 'UK GDPR; Privacy and Electronic Communications Regulations 2003',
    level: 'status',
    sure: 'memory',
    binds: anyone,
    effect: { kind: 'conduct' },
    note: 'A reminder: no limit of its own for collecting debts is known here.',
  },
]
