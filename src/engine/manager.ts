// The account manager's answer to a note: the step goes on at once, or the case rests while they talk.

import { addBusinessDays, type Calendar } from '../core/calendar.ts'
import type { Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { talkDays } from '../core/manager.ts'
import { addHold } from '../store/answer.ts'
import type { Tx } from '../store/db.ts'
import { finishTask } from '../store/task.ts'

export interface NoteAnswer {
  readonly outcome: 'go_on' | 'talk_first'
  readonly note?: string
  readonly on: Day
  readonly calendar: Calendar
}

/** @returns until when the case rests, where they talk first. */
export async function answerNote(
  tx: Tx,
  key: Key,
  { outcome, note, on, calendar }: NoteAnswer,
): Promise<Day | undefined> {
  const task = await finishTask(tx, key, { outcome, note, on })
  if (outcome === 'go_on') return undefined
  const until = addBusinessDays(calendar, on, talkDays)
  await addHold(
    tx,
    { book: task.book, id: task.debtorId },
    { cause: 'account_manager', note, from: on, until, caseId: task.caseId, subjectId: task.id },
  )
  return until
}
