// Tells by mail who may say yes that something waits for them: one mail each for all that was asked in a while, never one for each request.

import type { Moment } from '../core/day.ts'
import { lastTold, markTold, waitingApprovals } from '../store/approval.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { addHouseMail } from '../store/house-mail.ts'
import { listMembers } from '../store/member.ts'
import type { Workspace } from '../store/workspace.ts'
import { mayBeSecond } from './approval.ts'
import { noMail } from './house-mail.ts'
import { approvalWords } from './house-words.ts'

/** Who asks for one thing often asks for the next one at once. */
const quietMs = 2 * 60_000
const longestMs = 10 * 60_000
/** So long after one mail nobody gets another. */
const pauseMs = 30 * 60_000

/** @returns how many mails were written */
export async function tellApprovers(
  db: Db,
  workspace: Workspace,
  at: { readonly actor: string; readonly now: Moment },
): Promise<number> {
  // Where no mail goes out they are told later, of what waits then.
  if (noMail(workspace) !== undefined) return 0
  const { now } = at
  return inWorkspace(db, workspace.id, at.actor, async (tx) => {
    const waiting = await waitingApprovals(tx)
    const untold = waiting.filter((it) => it.toldAt === null)
    if (untold.length === 0) return 0
    const asked = untold.map((it) => it.askedAt)
    // In a rehearsal the clock of what is asked is the rehearsal's, so nothing is gathered there.
    const live = workspace.liveSince !== undefined
    if (live && now - Math.max(...asked) < quietMs && now - Math.min(...asked) < longestMs) return 0
    const told = await lastTold(tx)
    if (told !== undefined && now >= told && now - told < pauseMs) return 0
    const members = await listMembers(tx)
    let written = 0
    for (const member of members) {
      const answers = (it: (typeof waiting)[number]) => mayBeSecond({ workspace }, it, member)
      if (!untold.some(answers)) continue
      const words = approvalWords(waiting.filter(answers), workspace, member.language)
      await addHouseMail(tx, { to: [member.email], ...words, at: now })
      written++
    }
    await markTold(tx, untold, now)
    return written
  })
}
