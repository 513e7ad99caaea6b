// United States, federal, beside the rules of contact in us.ts: whom and what those bind, bankruptcy, military service, telephone and
// email, credit bureaus.

import { day } from '../../core/day.ts'
import type { Rule } from '../../core/law.ts'
import { week } from './hours.ts'
import { consumers, everyone, others, regF, rule } from './us.ts'

export const rules: readonly Rule[] = [
  rule(
    'fdcpa.1692a.3_5',
    'The federal law on collecting protects natural persons who owe for personal, family or household purposes; business debts are outside it.',
    '15 USC 1692a(3), (5)',
    'primary',
    { kind: 'conduct' },
  ),
  rule(
    'fdcpa.1692a.6',
    'It binds who collects for others or has made collecting its main trade, and a creditor that collects under another name; not a creditor in its own name, nor who took a debt over before it was in default.',
    '15 USC 1692a(6)(A) to (F)',
    'primary',
    { kind: 'conduct' },
  ),
  rule(
    'fdcpa.henson',
    'A buyer of debts that collects for itself is not collecting for another; it is bound where collecting is its main trade.',
    'Henson v. Santander Consumer USA, 582 U.S. 79 (2017)',
    'secondary',
    { kind: 'conduct' },
    {
      binds: { ...others, collectors: ['debt_buyer'] },
      note: 'Whether collecting is the main trade of a buyer is not asked here: buyers are taken as bound.',
    },
  ),
  rule(
    'regf.1006.2',
    'Regulation F follows the Act in whom it binds and which debts it covers, and adds its own rules from 30 November 2021.',
    '12 CFR 1006.1, 1006.2',
    'secondary',
    { kind: 'conduct' },
    { from: regF },
  ),
  rule(
    'fdcpa.1692n',
    'A state law that protects better stays in force: the stricter rule holds.',
    '15 USC 1692n; 12 CFR 1006.104',
    'primary',
    { kind: 'conduct' },
  ),
  rule(
    'bankruptcy.362',
    'A petition in bankruptcy stops every act to collect.',
    '11 USC 362(a), 524(a)',
    'primary',
    { kind: 'stop', cause: 'bankrupt' },
    { binds: everyone, note: 'Exceptions of 362(b) are not known here: a person decides.' },
  ),
  rule(
    'scra.3937',
    'In military service interest and fees on older debts are capped at 6 %, the rest is forgiven: a person looks first.',
    '50 USC 3937',
    'primary',
    { kind: 'stop', cause: 'active_service' },
    {
      binds: consumers,
      level: 'good_practice',
      note: 'The law caps interest; that contact waits for a person is our caution.',
    },
  ),
  rule(
    'scra.3931',
    'Before a judgment by default somebody swears whether the person is in military service.',
    '50 USC 3931',
    'memory',
    { kind: 'conduct' },
    { binds: consumers, note: 'From memory.' },
  ),
  rule(
    'tcpa.consent',
    'Automated or recorded calls and texts to a mobile need prior consent, which can be withdrawn in any reasonable way.',
    '47 USC 227(b); 47 CFR 64.1200(a)',
    'secondary',
    { kind: 'consent', media: ['phone', 'sms'], automated: true },
    { binds: everyone },
  ),
  rule(
    'tcpa.residential',
    'Recorded calls to a line at home that need no consent are at most three in thirty days, and say how to stop them.',
    '47 CFR 64.1200(a)(3)',
    'secondary',
    { kind: 'conduct' },
    { binds: everyone, note: 'No recorded calls are made here.' },
  ),
  rule(
    'tcpa.hours',
    'Calls that sell are made after 8 in the morning and before 9 in the evening; calls about debts do well to keep to that.',
    '47 CFR 64.1200(c)(1)',
    'memory',
    { kind: 'hours', media: ['phone'], week: week('08:00-21:00') },
    { binds: consumers, level: 'good_practice', note: 'From memory; it binds who sells by telephone.' },
  ),
  rule(
    'canspam',
    'The head and subject of an email are true, and one that advertises says how to stop more of them.',
    '15 USC 7704; 16 CFR 316.2 to 316.5',
    'primary',
    { kind: 'conduct' },
    {
      binds: everyone,
      note: 'Messages about a debt are mostly not advertising; that a wish to stop is met within ten business days is from memory.',
    },
  ),
  rule(
    'fcra.timing',
    'Credit bureaus report a debt for seven years from the start of the delinquency.',
    '15 USC 1681c',
    'memory',
    { kind: 'conduct' },
    { binds: consumers, note: 'From memory; nothing is reported from here.' },
  ),
  rule(
    'cfpb.withdrawal2025',
    'In May 2025 the Bureau withdrew 67 of its papers, those on time-barred and medical debts among them; Regulation F itself was found unchanged.',
    '90 FR 20084',
    'secondary',
    { kind: 'conduct' },
    { level: 'status', from: day('2025-05-12'), note: 'Check it again before relying on any of those papers.' },
  ),
  rule(
    'udaap',
    'A creditor of consumer credit commits no unfair, deceptive or abusive act.',
    '12 USC 5531, 5536',
    'memory',
    { kind: 'conduct' },
    { binds: { ...consumers, only: 'financial_product' }, note: 'From memory.' },
  ),
]
