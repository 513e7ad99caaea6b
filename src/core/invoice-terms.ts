// What an e-invoice says of paying it: read by imports, kept with the claim, counted by nobody.

export interface InvoicePayment {
  /** The code of UNTDID 4461, or FatturaPA's own. */
  readonly means?: string
  readonly reference?: string
  readonly ibans?: readonly string[]
  /** An account that is no IBAN. */
  readonly account?: string
  readonly bic?: string
  readonly payee?: string
  readonly mandate?: string
  /** The terms in the invoice's own words. */
  readonly terms?: string
}

/** How a claim's e-invoice wants to be paid, and what the buyer asked to find on it. */
export interface InvoiceTerms {
  readonly payment?: InvoicePayment
  readonly buyerReference?: string
}
