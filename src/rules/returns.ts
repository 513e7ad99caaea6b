// Why money comes back, in plain words, and whether what the bank took for it may be asked of the payer. Codes of ISO 20022
// (external return reasons), as the rulebooks of the SEPA schemes use them.

import type { Ground } from '../core/charge.ts'
import { type Place, reaches, type Sure } from '../core/law.ts'
import type { DebtorKind } from '../core/policy.ts'

/** What lies behind it: the account, no money, the payer's own will, our request, or the bank's business. */
export type ReturnCause = 'account' | 'no_money' | 'payer' | 'ours' | 'bank' | 'died'

export interface ReturnReason {
  readonly code: string
  readonly says: string
  readonly cause: ReturnCause
}

/** Where the codes are from; the words are ours. */
export const reasonsCite = 'ISO 20022 External Code Sets, ExternalReturnReason1Code; EPC SDD and SCT rulebooks'
export const reasonsSure: Sure = 'secondary'

const reason = (code: string, cause: ReturnCause, says: string): ReturnReason => ({ code, cause, says })

export const returnReasons: readonly ReturnReason[] = [
  reason('AC01', 'account', 'The account number is wrong.'),
  reason('AC03', 'account', 'The account number is wrong.'),
  reason('AC04', 'account', 'The account is closed.'),
  reason('AC06', 'account', 'The account is blocked.'),
  reason('AC13', 'account', 'The account is a consumer’s, and the scheme is for businesses.'),
  reason('AG01', 'account', 'The account takes no direct debits.'),
  reason('AG02', 'ours', 'The kind of payment was wrong.'),
  reason('AM04', 'no_money', 'There was not enough money on the account.'),
  reason('AM05', 'ours', 'It was collected twice.'),
  reason('AM09', 'ours', 'The amount was wrong.'),
  reason('ARDT', 'bank', 'It had come back already.'),
  reason('BE04', 'ours', 'The creditor’s address is missing.'),
  reason('BE05', 'ours', 'The bank does not know the creditor’s number.'),
  reason('CNOR', 'bank', 'The creditor’s bank is not in the scheme.'),
  reason('CUST', 'payer', 'The payer asked for it back.'),
  reason('DNOR', 'bank', 'The payer’s bank is not in the scheme.'),
  reason('DUPL', 'payer', 'It was paid twice.'),
  reason('ED05', 'bank', 'The banks could not settle it.'),
  reason('FF05', 'ours', 'The kind of direct debit was wrong.'),
  reason('FOCR', 'payer', 'The payer’s bank called it back.'),
  reason('FR01', 'payer', 'It is said to be fraud.'),
  reason('FRAD', 'payer', 'It is said to be fraud.'),
  reason('MD01', 'payer', 'The payer says that there is no mandate.'),
  reason('MD02', 'ours', 'Facts of the mandate are missing or wrong.'),
  reason('MD06', 'payer', 'The payer asked for it back within eight weeks and gave no reason.'),
  reason('MD07', 'died', 'The payer has died.'),
  reason('MS02', 'payer', 'The payer refused it and gave no reason.'),
  reason('MS03', 'bank', 'The payer’s bank gave no reason.'),
  reason('NARR', 'bank', 'The reason stands in the text.'),
  reason('NOAS', 'bank', 'The payer did not answer their bank.'),
  reason('NOOR', 'bank', 'The bank finds no original payment.'),
  reason('RC01', 'account', 'The bank’s identifier is wrong.'),
  reason('RR01', 'bank', 'A supervisor’s rule: the payer’s account or number is missing.'),
  reason('RR02', 'bank', 'A supervisor’s rule: the payer’s name or address is missing.'),
  reason('RR03', 'bank', 'A supervisor’s rule: the creditor’s name or address is missing.'),
  reason('RR04', 'bank', 'A supervisor’s rule.'),
  reason('RUTA', 'bank', 'It could not be booked.'),
  reason('SL01', 'payer', 'The payer’s bank blocks such debits at the payer’s wish.'),
  reason('TECH', 'bank', 'A technical fault.'),
  reason('TM01', 'bank', 'It came too late in the day.'),
]

/** `AM04 insufficient funds` → the code and what it means; without a known code what the bank wrote. */
export function returnReasonOf(text: string | undefined): { code?: string; says: string; cause?: ReturnCause } {
  const words = text?.trim() ?? ''
  const known = returnReasons.find((it) =>
    words
      .toUpperCase()
      .split(/[^A-Z0-9]+/)
      .includes(it.code),
  )
  if (known) return known
  return { says: words === '' ? 'The bank gives no reason.' : `The bank says: ${words}.` }
}

export interface ReturnFeeRule extends Ground {
  readonly places: readonly Place[]
  /** Where the payer's bank refused for their own fault only; never where the debit was ours to answer for. */
  readonly causes: readonly ReturnCause[]
  readonly debtors?: readonly DebtorKind[]
}

// What the bank really took may be asked, where the law gives damages for it; a lump sum needs a clause and mostly fails.
export const returnFees: readonly ReturnFeeRule[] = [
  {
    id: 'de.280.return-fee',
    places: ['DE'],
    says: 'Who lets a direct debit fail that they agreed to owes what the bank really took for it, and no lump sum beyond.',
    cite: 'BGB § 280(1), § 309 Nr. 5; BGH 17.09.2009, Xa ZR 40/08',
    sure: 'memory',
    causes: ['account', 'no_money'],
  },
  {
    id: 'at.1333.return-fee',
    places: ['AT'],
    says: 'Who is in default through their own fault owes the necessary costs, here what the bank took.',
    cite: 'ABGB § 1333(2)',
    sure: 'memory',
    causes: ['account', 'no_money'],
  },
]

/** By which law what the bank took may be asked; undefined where only a clause could. */
export function returnFeeOf(
  place: Place,
  debtor: DebtorKind,
  cause: ReturnCause | undefined,
): ReturnFeeRule | undefined {
  return returnFees.find(
    (it) =>
      cause !== undefined &&
      it.causes.includes(cause) &&
      (it.debtors?.includes(debtor) ?? true) &&
      it.places.some((one) => reaches(one, place) === 'sure'),
  )
}
