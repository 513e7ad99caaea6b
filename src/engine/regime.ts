// Which law binds one customer's claims, and how; read for the terminal and the API.

import type { DebtorFacts } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import { regimeFor } from '../core/permit.ts'
import { problem } from '../core/problem.ts'
import type { Regime } from '../core/regime.ts'
import type { Tx } from '../store/db.ts'
import type { DebtorRow } from '../store/debtor.ts'
import { runFacts, snapshot } from '../store/snapshot.ts'
import type { Workspace } from '../store/workspace.ts'
import { houseOf } from './run.ts'

/** The regime of a customer with all that is open of them, on a day. */
export async function readRegime(
  tx: Tx,
  workspace: Workspace,
  row: DebtorRow,
  day: Day,
): Promise<{ debtor: DebtorFacts; collector: string; regime: Regime }> {
  const run = await runFacts(tx, workspace, day)
  const [debtor] = await snapshot(tx, run, row.book, [row.id])
  if (!debtor) throw problem('law.case', `${row.name} has no case.`, 'Add a claim first: ./dunwell add claim --help')
  const house = houseOf(run, workspace)
  const one = debtor.cases.find((it) => it.claims.length > 0) ?? debtor.cases[0]
  const law = house.law!
  const claims = one?.claims.map((it) => it.id) ?? []
  return { debtor, collector: law.collector, regime: regimeFor(debtor, one, claims, house, law) }
}
