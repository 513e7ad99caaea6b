// What law or clause gives for paying late and nobody claims yet, of the claims that a firm letter names: it is mentioned there, and
// neither asked for nor posted.

import type { MessageAction } from '../core/case.ts'
import type { Day } from '../core/day.ts'
import type { ClaimableFacts } from '../documents/facts.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import type { Workspace } from '../store/workspace.ts'
import { explained } from './statement.ts'

/** By currency; a claim whose rate is not known is left out rather than understated. */
export async function claimableOf(
  tx: Tx,
  workspace: Workspace,
  at: { readonly book: number; readonly debtorId: string; readonly day: Day },
  action: MessageAction,
): Promise<ClaimableFacts[]> {
  if (action.stage !== 'firm') return []
  const [debtor] = await readDebtors(tx, at.book, [at.debtorId])
  if (!debtor) return []
  const named = new Set(action.items.map((it) => it.claimId))
  const { claims } = await explained(tx, workspace, debtor, { day: at.day })
  const granted = claims.filter((it) => named.has(it.claim.id) && it.problem === undefined)
  return [...Map.groupBy(granted, (it) => it.currency)].flatMap(([currency, some]): ClaimableFacts[] => {
    const sum = (of: (it: (typeof some)[number]) => number) =>
      some.reduce((total, it) => total + Math.max(0, of(it)), 0)
    const interestMinor = sum((it) => it.claimableMinor.interest)
    const feeMinor = sum((it) => it.claimableMinor.fee)
    const cites = some.flatMap((it) =>
      it.claimableMinor.interest > 0 && it.basis.kind !== 'none' ? [it.basis.cite] : [],
    )
    const feeCites = some.flatMap((it) => it.granted.map((fee) => fee.cite))
    return interestMinor + feeMinor === 0
      ? []
      : [
          {
            currency,
            interestMinor,
            interestCite: [...new Set(cites)].join('; '),
            feeMinor,
            feeCite: [...new Set(feeCites)].join('; '),
          },
        ]
  })
}
