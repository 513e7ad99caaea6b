// How long a creditor must keep its books and its business letters, by the place where it keeps them. All from memory: such a rule
// may keep something longer than needed, and nothing is erased on its word alone before the owner has seen the list.

import type { BookRule } from '../core/retention.ts'

function rule(place: string, keeps: BookRule['keeps'], years: number, cite: string, says: string): BookRule {
  return { id: `books.${place.toLowerCase()}.${keeps}`, place, keeps, years, cite, says, sure: 'memory' }
}

export const bookRules: readonly BookRule[] = [
  rule(
    'DE',
    'ledger',
    10,
    'HGB § 257; AO § 147',
    'Books are kept for ten years from the end of the calendar year, vouchers for eight.',
  ),
  rule(
    'DE',
    'letters',
    6,
    'HGB § 257(4); AO § 147(3)',
    'Business letters, sent and received, are kept for six years from the end of the calendar year.',
  ),
  rule(
    'GB',
    'ledger',
    6,
    'Finance Act 1998, Schedule 18, paragraph 21',
    'Records behind a tax return are kept for six years from the end of the period.',
  ),
  rule('FR', 'ledger', 10, 'Code de commerce, art. L. 123-22', 'Accounting documents are kept for ten years.'),
  rule(
    'NL',
    'ledger',
    7,
    'Algemene wet inzake rijksbelastingen, art. 52(4)',
    'The administration is kept for seven years.',
  ),
  rule(
    'NL',
    'letters',
    7,
    'Burgerlijk Wetboek 2:10(3)',
    'Letters that belong to the administration are kept for seven years.',
  ),
  rule(
    'IE',
    'ledger',
    6,
    'Taxes Consolidation Act 1997, section 886',
    'Records behind a tax return are kept for six years.',
  ),
  rule(
    'CA',
    'ledger',
    6,
    'Income Tax Act, section 230(4)',
    'Records are kept for six years from the end of the last tax year they concern.',
  ),
  rule('AU', 'ledger', 7, 'Corporations Act 2001, section 286(2)', 'Financial records are kept for seven years.'),
  rule('IN', 'ledger', 8, 'Companies Act 2013, section 128(5)', 'Books of account are kept for eight financial years.'),
]
