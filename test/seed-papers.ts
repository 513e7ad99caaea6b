// A customer with invoices long overdue, for tests of what is filed and sent with them.

import { day } from '../src/core/day.ts'
import { addClaims } from '../src/store/claim.ts'
import type { Tx } from '../src/store/db.ts'
import { addDebtors } from '../src/store/debtor.ts'
import { lookAgain } from '../src/store/ledger.ts'
import { readWorkspace } from '../src/store/workspace.ts'

export async function addCustomer(
  tx: Tx,
  it: {
    name: string
    externalId?: string
    claims: readonly string[]
    language?: string
    emails?: readonly string[]
    post?: string
  },
): Promise<void> {
  const { creditorId } = await readWorkspace(tx)
  const arrivedOn = day('2024-01-10')
  const { made, heads } = await addDebtors(tx, [
    {
      name: it.name,
      kind: 'business',
      kindBecause: 'Ltd',
      externalId: it.externalId,
      country: 'GB',
      language: it.language ?? 'en',
      handling: 'automatic',
      arrivedOn,
      creditorId,
      contacts: it.post
        ? [{ roles: ['accounts_payable'], posts: [it.post] }]
        : (it.emails ?? ['ap@customer.example']).map((email) => ({ roles: ['accounts_payable'], emails: [email] })),
    },
  ])
  const [one] = made
  await addClaims(
    tx,
    heads.get(one!.book)!,
    it.claims.map((number) => ({
      debtorId: one!.id,
      creditorId,
      caseId: one!.caseId,
      number,
      kind: 'invoice',
      currency: 'GBP',
      issuedOn: arrivedOn,
      arrivedOn,
      dues: [{ dueOn: day('2024-02-09'), amountMinor: 100_000 }],
    })),
  )
  await lookAgain(tx, one!.book, [one!.id], arrivedOn)
}
