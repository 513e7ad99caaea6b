// The law of a workspace: the rules of all places, who collects, and what its settings say of them.

import type { HouseLaw } from '../core/case.ts'
import { reaches } from '../core/law.ts'
import { law } from '../rules/law.ts'
import { zonesOf } from '../rules/place.ts'
import type { Licence } from '../store/licence.ts'
import type { Workspace } from '../store/workspace.ts'

export function houseLaw(workspace: Workspace, licences: readonly Licence[]): HouseLaw {
  const { settings } = workspace
  return {
    rules: law,
    collector: settings.collector ?? (workspace.kind === 'agency' ? 'agency' : 'creditor'),
    sectors: settings.sectors,
    manners: settings.manners,
    zonesOf,
    licensedIn: (place, on) =>
      licences.some(
        (it) => reaches(it.place, place) === 'sure' && it.from <= on && (it.until === undefined || on < it.until),
      ),
  }
}
