// What a row of an import says, whatever format it came in: one debtor, and mostly one claim.

import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import type { InvoiceTerms } from '../core/invoice-terms.ts'
import type { Role } from './field.ts'
import type { DebtorKind } from './kind.ts'
import type { ClaimKind, Handling, PaysBy } from './word.ts'

export interface ImportContact {
  readonly name?: string
  readonly roles: readonly Role[]
  readonly email?: string
  readonly phone?: string
}

export interface ImportAddress {
  readonly lines: readonly string[]
  readonly postcode?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
}

export interface ImportDebtor {
  readonly name?: string
  readonly kind?: DebtorKind
  /** Why the kind is proposed; missing where a column says it outright. */
  readonly kindBecause?: string
  readonly externalId?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** ISO 639-1. */
  readonly language?: string
  readonly handling?: Handling
  readonly accountManager?: string
  /** The group of customers under one owner or payer. */
  readonly group?: string
  readonly paysBy?: PaysBy
  readonly vatNumber?: string
  /** E.164. */
  readonly phone?: string
  readonly email?: string
  readonly address?: ImportAddress
  readonly contacts: readonly ImportContact[]
}

export interface ImportClaim extends InvoiceTerms {
  readonly number: string
  readonly kind: ClaimKind
  readonly issuedOn?: Day
  /** Sum to the amount; none for a credit note. */
  readonly dues: readonly { readonly dueOn: Day; readonly amountMinor: number }[]
  readonly currency: string
  /** Above zero, a credit note's too. */
  readonly amountMinor: number
  readonly taxMinor?: number
  /** Given where the file says what is open and not what was paid when. */
  readonly openMinor?: number
  readonly paid?: readonly { readonly amountMinor: number; readonly day: Day }[]
  readonly disputed?: { readonly cause?: string }
  readonly orderNumber?: string
  readonly deliveryNote?: string
  readonly about?: string
  readonly lastReminder?: { readonly on?: Day; readonly step?: string | number }
  readonly factor?: string
  /** The notice that the contract asks for, in its own words: kept, not counted. */
  readonly notice?: string
}

export interface ImportRow {
  readonly line: number
  readonly debtor: ImportDebtor
  /** The customer it surely names, where more than number and name was looked at. */
  readonly debtorKey?: Key
  /** Missing where the row, or the whole file, lists a debtor only. */
  readonly claim?: ImportClaim
}
