// A backup as others see it: how far it is, in whichever process it is made, at the desk of any workspace and at the terminal. It is told
// beside the work, and what cannot be told stops no backup.

import type { Moment } from '../core/day.ts'
import { type Db, inWorkspace } from '../store/db.ts'
import { type BackupWork, backupAtWork, endBackup, tellBackup } from '../store/proof.ts'
import type { Progress, Told } from './backup.ts'

const tellMs = 400
/** Who makes it says so this often though nothing got on, and is gone after so long without a sign. */
const signMs = 10_000
const aliveMs = 60_000

export interface SeenBackup {
  readonly told: Told
  /** It is over: nobody sees it any more. */
  end(): Promise<void>
}

/** Lets others see a backup that begins now. */
export function seenBackup(db: Db, { id, who }: { readonly id: string; readonly who: string }): SeenBackup {
  const begunAt = db.source.now()
  let far: Progress | undefined
  let shown: Progress | undefined
  let saidAt = 0
  let telling: Promise<void> | undefined
  const tell = async () => {
    const now = db.source.now()
    if (!far || (far === shown && now - saidAt < signMs)) return
    const { doing, done, of = null } = far
    ;[shown, saidAt] = [far, now]
    await inWorkspace(db, id, who, (tx) => tellBackup(tx, { doing, done, parts: of, begunAt, at: now }))
  }
  const beat = setInterval(() => {
    telling ??= tell()
      .catch(() => undefined)
      .finally(() => {
        telling = undefined
      })
  }, tellMs)
  return {
    told(now) {
      far = now
    },
    async end() {
      clearInterval(beat)
      await telling
      await inWorkspace(db, id, who, endBackup).catch(() => undefined)
    },
  }
}

/** The backup that is being made, in whichever process. */
export function seeBackup(db: Db, now: Moment): Promise<BackupWork | undefined> {
  return backupAtWork(db, now - aliveMs)
}
