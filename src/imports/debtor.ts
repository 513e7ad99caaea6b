// The debtor of a row. What cannot be read costs a note and not the row, except the name: a claim against nobody is no claim.

import { groupMax, groupOf } from '../core/group.ts'
import { problem } from '../core/problem.ts'
import { code, known, note, type PlanColumn, type Reading, remembered, seenMax, text, textAt } from './cell.ts'
import { countryOf, languageOf } from './country.ts'
import { roleNamed } from './header.ts'
import { type DebtorKind, kindByName, kindOf, vatNumber } from './kind.ts'
import { emailsOf, phoneOf } from './reach.ts'
import type { ImportAddress, ImportContact, ImportDebtor } from './row.ts'
import { handlingOf, paysByOf } from './word.ts'

export function debtorOf(reading: Reading): ImportDebtor {
  const { plan } = reading
  const { at, mapping } = plan
  const externalId = code(reading, 'externalId')
  const name = text(reading, 'name') || (at.name === undefined ? externalId : '')
  if (name === '' && externalId === '') {
    const where = at.name ?? at.externalId
    throw problem('import.no_debtor', 'The row names no customer.', 'Fill in the name or the number of the customer.', {
      line: reading.line,
      column: where?.name,
    })
  }
  const country = countryIn(reading)
  const vat = vatIn(reading)
  const kind = kindIn(reading, name, vat)
  const phone = phoneIn(reading, at.phone, country)
  const emails = emailsIn(reading, at.email)
  const contacts = contactsIn(reading, country)
  for (const email of emails.slice(1)) contacts.push({ roles: [], email })
  const debtor: { -readonly [Key in keyof ImportDebtor]: ImportDebtor[Key] } = { contacts }
  if (name !== '') debtor.name = name
  if (kind !== undefined) {
    debtor.kind = kind.kind
    if (kind.because !== undefined) debtor.kindBecause = kind.because
  }
  if (externalId !== '') debtor.externalId = externalId
  if (country !== undefined) debtor.country = country
  const language =
    at.language === undefined
      ? undefined
      : known(
          reading,
          at.language,
          languageOf,
          'language',
          'is no known language',
          'Write it as en, de, fr, es, nl or it.',
        )
  if ((language ?? mapping.defaults.language) !== undefined) debtor.language = language ?? mapping.defaults.language
  const handling =
    at.handling === undefined
      ? undefined
      : known(
          reading,
          at.handling,
          handlingOf,
          'handling',
          'is no way of handling',
          'Write automatic, approve or by hand.',
        )
  if (handling !== undefined) debtor.handling = handling
  const manager = text(reading, 'accountManager')
  if (manager !== '') debtor.accountManager = manager
  const group =
    at.group === undefined
      ? undefined
      : known(reading, at.group, groupOf, 'group', 'is no name of a group', `Write at most ${groupMax} characters.`)
  if (group !== undefined) debtor.group = group
  const paysBy = text(reading, 'paysBy')
  if (paysBy !== '') debtor.paysBy = paysByOf(paysBy)
  if (vat !== undefined) debtor.vatNumber = vat.text
  if (phone !== undefined) debtor.phone = phone
  if (emails[0] !== undefined) debtor.email = emails[0]
  const address = addressIn(reading, country)
  if (address !== undefined) debtor.address = address
  return debtor
}

/** A country that cannot be read is left open: the default would be a guess against what the row says. */
function countryIn(reading: Reading): string | undefined {
  const column = reading.plan.at.country
  if (column === undefined || textAt(reading, column) === '') return reading.plan.mapping.defaults.country
  return known(reading, column, countryOf, 'country', 'is no known country', 'Write its two-letter code, such as DE.')
}

function vatIn(reading: Reading): { text: string; valid: boolean } | undefined {
  const column = reading.plan.at.vatNumber
  const cell = column === undefined ? '' : textAt(reading, column)
  if (cell === '') return undefined
  const valid = vatNumber(cell)
  if (valid === undefined) {
    note(
      reading,
      column!,
      cell,
      'vat_number',
      'has not the form of a VAT number; it is kept as it is and proves nothing',
      'Write it with its country, such as DE123456789.',
    )
  }
  return { text: valid ?? cell, valid: valid !== undefined }
}

function kindIn(
  reading: Reading,
  name: string,
  vat: { valid: boolean; text: string } | undefined,
): { kind: DebtorKind; because?: string } | undefined {
  const { at, mapping, kinds } = reading.plan
  if (at.debtorKind !== undefined) {
    const said = known(
      reading,
      at.debtorKind,
      kindOf,
      'debtor_kind',
      'is no kind of customer',
      'Write business, sole trader, consumer or public body.',
    )
    if (said !== undefined) return { kind: said }
  }
  if (name !== '' && at.name !== undefined) {
    if (!kinds.has(name)) {
      if (kinds.size > seenMax) kinds.clear()
      kinds.set(name, kindByName(name))
    }
    const proposed = kinds.get(name)
    if (proposed !== undefined) return proposed
  }
  if (vat?.valid) return { kind: 'business', because: `${vat.text} has the form of a VAT number` }
  if (mapping.customers === 'business')
    return { kind: 'business', because: 'the map says that customers are businesses' }
  if (mapping.customers === 'consumer')
    return { kind: 'consumer', because: 'the map says that customers are consumers' }
  // Of the two kinds the one that the law protects more, until a person knows better.
  if (mapping.customers === 'both')
    return {
      kind: 'consumer',
      because: 'the map says that customers are of both kinds, and nothing shows this one to be a business',
    }
  return undefined
}

function emailsIn(reading: Reading, column: PlanColumn | undefined): readonly string[] {
  const cell = textAt(reading, column)
  if (cell === '') return []
  const { good, bad } = remembered(column!, cell, () => emailsOf(cell))
  for (const text of bad) note(reading, column!, text, 'email', 'is no email address and was left out', 'Correct it.')
  return good
}

function phoneIn(reading: Reading, column: PlanColumn | undefined, country: string | undefined): string | undefined {
  const cell = textAt(reading, column)
  if (cell === '') return undefined
  const phone = phoneOf(cell, country)
  if (phone === undefined) {
    const says =
      country === undefined && !/^\s*(?:\+|00)/.test(cell)
        ? 'is a phone number without a country and was left out'
        : 'is no phone number and was left out'
    note(reading, column!, cell, 'phone', says, 'Write it with its country, such as +49 30 123456.')
  }
  return phone
}

function contactsIn(reading: Reading, country: string | undefined): ImportContact[] {
  const contacts: ImportContact[] = []
  for (const columns of reading.plan.contacts) {
    const name = textAt(reading, columns.name)
    const title = textAt(reading, columns.title)
    const emails = emailsIn(reading, columns.email)
    const phone = phoneIn(reading, columns.phone, country)
    if (name === '' && emails.length === 0 && phone === undefined) continue
    const role = columns.role ?? (title === '' ? undefined : roleNamed(title))
    const roles = role === undefined ? [] : [role]
    contacts.push({
      ...(name === '' ? {} : { name }),
      roles,
      ...(emails[0] === undefined ? {} : { email: emails[0] }),
      ...(phone === undefined ? {} : { phone }),
    })
    for (const email of emails.slice(1)) contacts.push({ roles, email })
  }
  return contacts
}

function addressIn(reading: Reading, country: string | undefined): ImportAddress | undefined {
  const { at } = reading.plan
  if (!(at.address || at.street || at.street2 || at.postcode || at.city || at.region)) return undefined
  const lines = [text(reading, 'address'), text(reading, 'street'), text(reading, 'street2')]
    .flatMap((part) => part.split(/\r\n|\n|\r/))
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [postcode, city, region] = [code(reading, 'postcode'), text(reading, 'city'), text(reading, 'region')]
  if (lines.length === 0 && postcode === '' && city === '' && region === '') return undefined
  return {
    lines,
    ...(postcode === '' ? {} : { postcode }),
    ...(city === '' ? {} : { city }),
    ...(region === '' ? {} : { region }),
    ...(country === undefined ? {} : { country }),
  }
}
