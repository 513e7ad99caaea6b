// The terminal as a person types at it, on a database of its own: for tests of commands.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { program } from '../src/cli/program.ts'
import { dayAt, dayText } from '../src/core/day.ts'
import { readyMade } from '../src/rules/policies.ts'
import { inWorkspace, openDb } from '../src/store/db.ts'
import { savePolicies } from '../src/store/policy.ts'
import type { NewWorkspace } from '../src/store/workspace.ts'
import { freshDatabase, nordwind, type TestDatabase } from './database.ts'

export interface Terminal {
  readonly at: TestDatabase
  readonly workspace: string
  /** Its data folder; removed when the file's tests are over. */
  readonly folder: string
  /** Runs a command and gives what it printed. */
  readonly run: (...words: string[]) => Promise<string>
}

/** A workspace with the ready-made ladders, in rehearsal. */
export async function terminal(today = '2026-03-02', facts: Partial<NewWorkspace> = {}): Promise<Terminal> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-terminal-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const at = await freshDatabase(today)
  const workspace = await nordwind(at, facts)
  await inWorkspace(at.db, workspace, 'test', (tx) => savePolicies(tx, readyMade))
  return { at, workspace, folder, run: typedAt(at, folder) }
}

/** The same on a database where nothing was made ready, and a data folder of one's own. */
export function typedAt(at: TestDatabase, folder: string): Terminal['run'] {
  const clock = { ...at.clock, set: (moment: number) => at.clock.set(dayText(dayAt(moment, 'Europe/London'))) }
  return async (...words) => {
    let printed = ''
    const it = program({
      clock,
      actor: 'test',
      dataDir: folder,
      env: {},
      version: '0',
      write: (text) => {
        printed += text
      },
      openDatabase: (dataDir) => openDb({ dataDir, url: at.url, source: clock }),
    })
    await it.parseAsync(['node', 'dunwell', ...words])
    return printed
  }
}
