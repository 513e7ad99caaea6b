// A customer as a person or a program types them: what is no email, phone, country or language is refused with its cure, and the
// kind is proposed where the name or the VAT number tells it.

import { groupNamed } from '../core/group.ts'
import { problem, quoted } from '../core/problem.ts'
import type { ImportDebtor } from '../imports/claims.ts'
import { countryOf, languageOf } from '../imports/country.ts'
import { kindByName, vatNumber } from '../imports/kind.ts'
import { emailsOf, phoneOf } from '../imports/reach.ts'
import { paysByOf } from '../imports/word.ts'

const nameMax = 300

export interface TypedDebtor {
  readonly externalId?: string
  readonly country?: string
  readonly language?: string
  readonly handling?: ImportDebtor['handling']
  readonly email?: string
  readonly phone?: string
  readonly contact?: string
  readonly address?: readonly string[]
  readonly vat?: string
  readonly paysBy?: string
  readonly accountManager?: string
  readonly group?: string
}

/** Throws a Problem for what is no name, country, language, address or phone. `homeCountry` is where they live unless they say. */
export function typedDebtor(
  homeCountry: string,
  name: string,
  kind: ImportDebtor['kind'],
  options: TypedDebtor,
): ImportDebtor {
  const country = options.country === undefined ? undefined : countryOf(options.country)
  if (options.country !== undefined && country === undefined) {
    throw problem('place.unknown', `${quoted(options.country)} is no known country.`, 'Use two letters such as GB.')
  }
  const language = options.language === undefined ? undefined : languageOf(options.language)
  if (options.language !== undefined && language === undefined) {
    throw problem(
      'language.unknown',
      `${quoted(options.language)} is no known language.`,
      'Use two letters such as en.',
    )
  }
  const emails = options.email === undefined ? undefined : emailsOf(options.email)
  if (emails && (emails.bad.length > 0 || emails.good.length === 0)) {
    throw problem('address.email', `${quoted(options.email!)} is no email address.`, 'Correct it.')
  }
  if (name.trim() === '' || name.length > nameMax) {
    throw problem(
      'add.name',
      name.trim() === '' ? 'The customer has no name.' : `The name ${quoted(name)} is ${name.length} characters long.`,
      `Give a name of 1 to ${nameMax} characters.`,
    )
  }
  const home = country ?? homeCountry
  const phone = options.phone === undefined ? undefined : phoneOf(options.phone, home)
  if (options.phone !== undefined && phone === undefined) {
    throw problem('address.phone', `${quoted(options.phone)} is no phone number.`, 'Write it with its country: +44 …')
  }
  const vat = options.vat === undefined ? undefined : vatNumber(options.vat)
  const named = kindByName(name)
  const guessed =
    named ?? (vat ? { kind: 'business' as const, because: `${vat} has the form of a VAT number` } : undefined)
  return {
    name: name.trim(),
    externalId: options.externalId,
    ...(kind === undefined
      ? guessed && { kind: guessed.kind, kindBecause: guessed.because }
      : { kind, kindBecause: 'said when the customer was added' }),
    country,
    language,
    handling: options.handling,
    accountManager: options.accountManager,
    group: options.group === undefined ? undefined : groupNamed(options.group),
    paysBy: options.paysBy === undefined ? undefined : paysByOf(options.paysBy),
    vatNumber: vat ?? options.vat,
    email: options.contact === undefined ? emails?.good[0] : undefined,
    phone: options.contact === undefined ? phone : undefined,
    address: options.address && { lines: options.address, country: home },
    contacts: [
      ...(options.contact === undefined
        ? []
        : [{ name: options.contact, roles: ['accounts_payable' as const], email: emails?.good[0], phone }]),
      ...(emails?.good.slice(1) ?? []).map((email) => ({ roles: [], email })),
    ],
  }
}
