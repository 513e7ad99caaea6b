// In which order a payment goes to the parts of a claim, and to which of several, where the law of a place says so. What the
// debtor said of their own payment, and what a contract set, go before.

import { type Order, type Spread, usual } from '../core/allocation.ts'
import type { Ground } from '../core/charge.ts'
import { type Place, reaches } from '../core/law.ts'
import type { DebtorKind } from '../core/policy.ts'

export interface AllocationRule extends Order, Ground {
  readonly places: readonly Place[]
  /** Between claims, where the debtor chose nothing. */
  readonly between: Spread
  /** Of one kind of debt alone; rules of a kind go before those for all. */
  readonly only?: 'consumer_credit' | 'federal_agency'
  readonly debtors?: readonly DebtorKind[]
  /** A payment said to be for principal alone may be refused. */
  readonly mayRefuseOtherOrder?: true
}

const allocationRules: readonly AllocationRule[] = [
  {
    id: 'de.497_3',
    places: ['DE'],
    says: 'Consumer credit: costs, then what is overdue, then interest; a part payment may not be refused.',
    cite: 'BGB § 497(3)',
    sure: 'primary',
    only: 'consumer_credit',
    debtors: ['consumer'],
    components: ['cost', 'fee', 'principal', 'interest'],
    between: 'de.366',
  },
  {
    id: 'de.367',
    places: ['DE'],
    says: 'Costs, then interest, then the claim itself; who says otherwise of a payment may have it refused.',
    cite: 'BGB § 366, § 367',
    sure: 'primary',
    components: ['cost', 'fee', 'interest', 'principal'],
    between: 'de.366',
    mayRefuseOtherOrder: true,
  },
  {
    id: 'fr.1343-1',
    places: ['FR'],
    says: 'Interest before capital; between debts those due, then what the debtor most wants to clear, then the oldest.',
    cite: 'Code civil art. 1343-1, 1342-10',
    sure: 'primary',
    components: ['interest', 'cost', 'fee', 'principal'],
    between: 'fr.1342-10',
  },
  {
    id: 'us.31cfr901.9f',
    places: ['US'],
    says: 'Debts to federal agencies: contingency fees, penalties, administrative costs, interest, principal.',
    cite: '31 CFR 901.9(f)',
    sure: 'primary',
    only: 'federal_agency',
    components: ['fee', 'cost', 'interest', 'principal'],
    between: 'oldest-first',
  },
  {
    id: 'us.1692h',
    places: ['US'],
    says: 'Where the debtor owes several debts a payment goes where they say, and never to a disputed one.',
    cite: '15 USC 1692h; 12 CFR 1006.30(c)',
    sure: 'primary',
    debtors: ['consumer', 'sole_trader'],
    components: usual.components,
    between: 'oldest-first',
    neverDisputed: true,
  },
]

/** A list of the creditor's own books says what is open of the invoice itself: that is lowered first. */
export const asListed: Order = { id: 'as-listed', components: ['principal', 'interest', 'fee', 'cost'] }

/** The order that an allocation was made by, from the rule that was stored with it. */
export function orderOf(ruleId: string): Order {
  const id = ruleId.includes('+') ? ruleId.split('+')[1]! : ruleId
  return [asListed, ...allocationRules].find((it) => it.id === id) ?? usual
}

/** The rule for such a claim there; undefined where none is set and the usual order holds. */
export function allocationRuleOf(
  place: Place,
  debtor: DebtorKind,
  only?: AllocationRule['only'],
): AllocationRule | undefined {
  const here = allocationRules.filter(
    (it) => (it.debtors?.includes(debtor) ?? true) && it.places.some((one) => reaches(one, place) === 'sure'),
  )
  return here.find((it) => it.only !== undefined && it.only === only) ?? here.find((it) => it.only === undefined)
}
