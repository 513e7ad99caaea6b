// Made-up messages for tests and previews: a plain one, and the shapes that break layouts. Nobody here exists.

import { addDays, type Day, day } from '../core/day.ts'
import type { ClaimFacts, MessageFacts } from './facts.ts'

const today = day('2026-03-20')

export function sampleClaim(over: Partial<ClaimFacts> = {}): ClaimFacts {
  const dueOn = over.dueOn ?? day('2026-03-12')
  return {
    kind: 'invoice',
    number: '2026-0117',
    issuedOn: addDays(dueOn, -30),
    dueOn,
    daysLate: today - dueOn,
    orderNumber: 'PO-4711',
    currency: 'EUR',
    amountMinor: 1_240_00,
    openMinor: 1_240_00,
    named: true,
    ...over,
  }
}

/** Totals are worked out from the claims and credits unless given. */
export function sampleMessage(over: Partial<MessageFacts> = {}): MessageFacts {
  const claims = over.claims ?? [sampleClaim()]
  const credits = over.credits ?? []
  return {
    duties: [],
    language: 'en',
    day: today,
    cutOff: day('2026-03-18'),
    creditor: {
      name: 'Nordwind Lagertechnik GmbH',
      addressLines: ['Speicherweg 14', '20457 Hamburg', 'Germany'],
      legalLines: ['Amtsgericht Hamburg HRB 99999', 'VAT DE999999999', 'Managing director: Ilse Brandt'],
      email: 'accounts@nordwind.example',
      phone: '+49 40 555 0100',
      website: 'nordwind.example',
    },
    signatory: {
      name: 'Marta Lindqvist',
      role: 'Accounts receivable',
      phone: '+49 40 555 0123',
      email: 'marta.lindqvist@nordwind.example',
    },
    debtor: {
      name: 'Harbour & Sons Ltd',
      contactName: 'Tom Ashby',
      addressLines: ['7 Quay Lane', 'Bristol BS1 4XX', 'United Kingdom'],
      kind: 'business',
      number: '10442',
    },
    reference: 'RF18539007547034',
    // Of a message by hand; no other looks at it.
    written: {
      subject: 'Kopie 117, Seite 2',
      paragraphs: [['Kopie 117, Seite 2.', 'Seite 3.'], ['Kopie 118.']],
      account: true,
    },
    claims,
    credits,
    totals: totalsOf(claims, credits, today),
    payBy: day('2026-04-02'),
    payTo: [
      {
        holder: 'Nordwind Lagertechnik GmbH',
        iban: 'DE89370400440532013000',
        bic: 'COBADEFFXXX',
        bankName: 'Commerzbank Hamburg',
        lines: [],
      },
    ],
    ...over,
  }
}

function totalsOf(claims: readonly ClaimFacts[], credits: MessageFacts['credits'], on: Day): MessageFacts['totals'] {
  const currencies = [...new Set([...claims, ...credits].map((row) => row.currency))]
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return currencies.map((currency) => {
    const here = claims.filter((claim) => claim.currency === currency)
    const named = here.filter((claim) => claim.named)
    const creditsMinor = sum(
      credits.filter((credit) => credit.currency === currency).map((credit) => credit.amountMinor),
    )
    const asked = sum(named.map((claim) => claim.openMinor - (claim.heldMinor ?? 0) - (claim.laterMinor ?? 0)))
    return {
      currency,
      overdueMinor: sum(here.filter((claim) => claim.dueOn < on).map((claim) => claim.openMinor)),
      openMinor: sum(here.map((claim) => claim.openMinor)),
      creditsMinor,
      toPayMinor: named.length === 0 ? 0 : asked - creditsMinor,
    }
  })
}

/** `count` invoices a week apart, the oldest first. */
export function sampleClaims(count: number, over: Partial<ClaimFacts> = {}): ClaimFacts[] {
  return Array.from({ length: count }, (_, index) =>
    sampleClaim({
      number: `2025-${String(400 + index).padStart(4, '0')}`,
      dueOn: addDays(today, -7 * (count - index)),
      orderNumber: `PO-${4711 + 13 * index}`,
      amountMinor: 95_00 + index * 137_21,
      openMinor: 95_00 + index * 137_21,
      ...over,
    }),
  )
}
