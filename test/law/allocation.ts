// Questions on what a payment pays: within a debt and between several, by the place's own rule.

import {
  allocate,
  type Component,
  type Criterion,
  criteria,
  inOrder,
  type OpenClaim,
  pour,
} from '../../src/core/allocation.ts'
import type { Day } from '../../src/core/day.ts'
import { allocationRuleOf } from '../../src/rules/allocation.ts'
import type { Facts } from './example.ts'
import { list, someDay, text } from './facts.ts'
import type { Asked } from './money.ts'

export function allocation(it: Asked): Facts | undefined {
  const { facts } = it
  const amount = it.minor(facts.payment)
  if (amount === undefined) return undefined
  const credit =
    /497/.test(it.citation) || Object.entries(facts).some(([key, v]) => /consumer(Loan|Credit)/i.test(key) && v)
  const only = credit
    ? 'consumer_credit'
    : /federal agency/i.test(String(facts.debtOwedTo))
      ? 'federal_agency'
      : undefined
  const rule = allocationRuleOf(it.place, credit ? 'consumer' : 'business', only)
  const order = rule?.components ?? ['interest', 'cost', 'fee', 'principal']
  // Contingency fees and penalties are fees, in this order; administrative costs are costs.
  const of: Record<Component, readonly (readonly [string, string])[]> = {
    fee: [
      ['contingencyFees', 'Contingency'],
      ['penalties', 'Penalties'],
      ['fees', 'Fees'],
    ],
    cost: [
      ['costs', 'Costs'],
      ['adminCosts', 'Admin'],
    ],
    interest: [['interest', 'Interest']],
    principal: [
      ['principal', 'Principal'],
      ['overdueAmount', 'Overdue'],
    ],
  }
  const names = order.flatMap((component) => of[component]).filter(([fact]) => facts[fact] !== undefined)
  const open = names.map(([fact]) => it.minor(facts[fact])!)
  const given = pour(amount, open)
  const directed = text(facts.debtorDirects)
  return {
    ...Object.fromEntries(names.map(([, name], i) => [`to${name}`, it.shown(given[i]!)])),
    ...Object.fromEntries(names.map(([fact], i) => [`${fact}After`, it.shown(open[i]! - given[i]!)])),
    creditorMayRefusePayment:
      rule?.mayRefuseOtherOrder === true && directed !== undefined && !['costs', 'cost'].includes(directed),
    mayRefusePartPayment: rule?.mayRefuseOtherOrder === true && !credit,
  }
}

const german366: Readonly<Record<Criterion, string>> = {
  due: 'due before not due',
  least_secure: 'least secure',
  dearest: 'more burdensome',
  oldest: 'older',
  number: 'by number',
  pro_rata: 'pro rata',
}
const french1342: Readonly<Record<Criterion, string>> = {
  ...german366,
  due: 'due debts',
  dearest: 'debt the debtor most wants to clear',
  oldest: 'oldest',
}

export function between(it: Asked): Facts {
  const rule = allocationRuleOf(it.place, 'business')
  const spread = text(it.facts.debtorDirects) ? 'as-named' : (rule?.between ?? 'oldest-first')
  const claims = list(it.facts.debts).map(
    (debt): OpenClaim => ({
      claimId: String(debt.id),
      number: String(debt.id),
      dueOn: (someDay - Number(debt.ageDays ?? 0)) as Day,
      due: debt.due !== false,
      security: ['none', 'weak', 'medium', 'good'].indexOf(String(debt.security ?? 'none')),
      rateBp: ['low', 'medium', 'high'].indexOf(String(debt.burden ?? 'low')),
      open: { cost: 0, interest: 0, fee: 0, principal: 1_000_00 },
    }),
  )
  const named = claims.filter((one) => one.claimId === it.facts.debtorDirects)
  const order = inOrder(named.length > 0 ? named : claims, spread).flat()
  const [first] = allocate(1, order, spread)
  const words = it.place === 'FR' ? french1342 : german366
  return {
    order: criteria[spread].map((one) => words[one]),
    ...(first ? { firstCredited: first.claimId } : {}),
    reason: criteria[spread].map((one, i) => (i === 0 ? words[one] : `then ${words[one]}`)).join('; '),
  }
}
