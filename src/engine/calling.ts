// Who is to be called, those who may be called now first: nobody is rung at night, on a holiday of theirs or against the law because a
// list said so. Within both parts the order stays that of the worklist.

import type { Day, Moment } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { zonesOf } from '../rules/place.ts'
import type { Tx } from '../store/db.ts'
import { runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { type CallableNow, callableNow } from './may.ts'
import { houseOf } from './run.ts'
import type { WorkItem } from './worklist.ts'

export interface CallItem extends WorkItem {
  readonly callable: CallableNow & { readonly zone: string }
}

/** The same calls with whether now is a time for each; those for whom it is not stand behind the others. */
export async function callsInTime(
  tx: Tx,
  workspace: Workspace,
  items: readonly WorkItem[],
  it: { readonly day: Day; readonly now: Moment },
): Promise<CallItem[]> {
  if (items.length === 0) return []
  const run = await runFacts(tx, workspace, it.day)
  const house = houseOf(run, workspace)
  const at = it.now
  const keys = items.map((item) => keyOf('dbt', item.debtor.id))
  const known = new Map<string, CallItem['callable']>()
  for (const [book, some] of Map.groupBy(keys, (key) => key.book)) {
    for (const debtor of await snapshot(tx, run, book, [...new Set(some.map((key) => key.id))])) {
      const zone = debtor.zone ?? zonesOf(debtor.country, debtor.region)[0] ?? workspace.zone
      const one = debtor.cases.find((each) => each.claims.length > 0) ?? debtor.cases[0]
      if (!one) continue
      const phone = debtor.contacts.flatMap((each) => each.addresses).find((each) => each.channel === 'phone')
      const when = callableNow(house, debtor, one, { at, zone, ...(phone && { address: phone.address }) })
      known.set(`${book} ${debtor.id}`, { ...when, zone })
    }
  }
  const found = items.map((item, i) => ({
    ...item,
    callable: known.get(`${keys[i]!.book} ${keys[i]!.id}`) ?? { now: true, zone: workspace.zone },
  }))
  return [...found.filter((one) => one.callable.now), ...found.filter((one) => !one.callable.now)]
}
