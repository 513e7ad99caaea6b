// A workspace is founded: from the terminal or by the first person at the desk, with the ready-made ladders and nothing else.

import { uuid7 } from '../core/id.ts'
import { currencyCode } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { zoneOf } from '../rules/place.ts'
import { readyMade } from '../rules/policies.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { savePolicies } from '../store/policy.ts'
import { createWorkspace, type NewWorkspace, type Settings } from '../store/workspace.ts'

export interface Founding {
  readonly name: string
  readonly country: string
  readonly currency: string
  /** Left out: that of the country's capital. */
  readonly zone?: string
  readonly kind: NewWorkspace['kind']
  readonly creditorKind: NewWorkspace['creditorKind']
  readonly settings: Partial<Settings>
}

/** Makes it, in rehearsal. @returns its id. A Problem for a name that is none, or an unknown place, zone or currency */
export async function found(db: Db, it: Founding, actor: string): Promise<string> {
  if (it.name.trim() === '')
    throw problem(
      'workspace.name',
      'The workspace has no name.',
      'Give the business that is owed: --name "Nordwind Ltd"',
    )
  const country = it.country.trim().toUpperCase()
  const zone = it.zone ?? zoneOf(country)
  if (!zone)
    throw problem(
      'place.unknown',
      `${quoted(it.country)} is not a country with a known time zone.`,
      'Use two letters such as GB, or give --zone.',
    )
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw problem('zone.unknown', `${quoted(zone)} is not a time zone.`, 'Use a name such as Europe/London.')
  }
  const currency = currencyCode(it.currency)
  const id = uuid7(db.source.now(), db.source.random(10))
  const { name, kind, creditorKind, settings } = it
  await createWorkspace(db, { name, kind, creditorKind, country, currency, zone, settings }, actor, id)
  await inWorkspace(db, id, actor, (tx) => savePolicies(tx, readyMade))
  return id
}
