// The backup that serve and worker make by themselves: once a day after its time, in one of several processes, proved and encrypted,
// seen in health and metrics; and what happens when it cannot be made.

import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { checkFile } from '../../src/engine/backup.ts'
import { seeBackup } from '../../src/engine/backup-seen.ts'
import { type BackupNews, backUpNow, backUpOnTime } from '../../src/engine/proof.ts'
import { serve } from '../../src/http/serve.ts'
import { inWorkspace } from '../../src/store/db.ts'
import { lastProof } from '../../src/store/proof.ts'
import { changeSettings } from '../../src/store/workspace.ts'
import { freshDatabase, nordwind } from '../database.ts'

test('a workspace is backed up once a day after its time, encrypted, proved and kept by rule', async () => {
  const at = await freshDatabase('2026-03-02')
  chmodSync(at.dataDir, 0o755)
  const id = await nordwind(at)
  const key = await generateX25519Identity()
  const news: BackupNews[] = []
  let stopping = false
  const look = () =>
    backUpOnTime(at.db, {
      dataDir: at.dataDir,
      url: at.url,
      program: 'test',
      stopping: () => stopping,
      onNews: (it) => news.push(it),
    })
  await look()
  expect(news, 'nobody asked for one').toEqual([])
  const backup = { at: '03:00', folder: 'kept', keep: 'daily=2', to: await identityToRecipient(key) }
  await inWorkspace(at.db, id, 'test', (tx) => changeSettings(tx, { backup }))
  stopping = true
  await look()
  stopping = false
  expect(news, 'a process that ends begins nothing').toEqual([])
  const files = () => readdirSync(join(at.dataDir, 'kept'))
  await Promise.all([look(), look()])
  expect(news.map((it) => it.proved)).toEqual([true])
  at.clock.set('2026-03-03', 2)
  await look()
  expect(files(), 'before its time').toEqual(['dunwell-2026-03-02T090000Z.tar.zst.age'])
  for (const [day, hour] of [
    ['2026-03-03', 3],
    ['2026-03-03', 20],
    ['2026-03-04', 11],
  ] as const) {
    at.clock.set(day, hour)
    await look()
  }
  expect(files()).toEqual(['dunwell-2026-03-03T030000Z.tar.zst.age', 'dunwell-2026-03-04T110000Z.tar.zst.age'])
  expect((await checkFile(join(at.dataDir, 'kept', files()[1]!), key)).workspaces).toHaveLength(1)
  await expect(checkFile(join(at.dataDir, 'kept', files()[1]!), await generateX25519Identity())).rejects.toThrow(
    /to another key/,
  )
  expect(readdirSync(at.dataDir).filter((name) => name.startsWith('scratch'))).toEqual([])
})

test('one is made at once for whoever asks, beside them and one at a time, and tells how far it is', async () => {
  const at = await freshDatabase('2026-03-02')
  chmodSync(at.dataDir, 0o755)
  const id = await nordwind(at)
  const doing: string[] = []
  let over = false
  // As any other process does.
  const looking = (async () => {
    while (!over) {
      const far = await seeBackup(at.db, at.db.source.now())
      if (far) doing.push(far.doing)
      if (far) expect(far.begunBy).toBe('ada')
      await pause(25)
    }
  })()
  const ask = () =>
    backUpNow(
      at.db,
      { id, who: 'ada' },
      {
        dataDir: at.dataDir,
        url: at.url,
        program: 'test',
        stopping: () => false,
      },
    )
  const first = ask()
  expect(await first.begun).toBe(true)
  const second = ask()
  expect(await second.begun, 'one is enough').toBe(false)
  await Promise.all([first.over, second.over])
  over = true
  await looking
  expect(readdirSync(join(at.dataDir, 'backups'))).toEqual(['dunwell-2026-03-02T090000Z.tar.zst'])
  expect(doing.length, 'how far it is was seen from outside').toBeGreaterThan(0)
  expect(await seeBackup(at.db, at.db.source.now()), 'and that it is over').toBeUndefined()
  const { proved, failed } = await inWorkspace(at.db, id, 'test', lastProof)
  expect(proved?.says).toMatch(/restored and verified/)
  expect(failed).toBeUndefined()
})

test('one that cannot be made is told, tried again an hour later, and seen by who watches', async () => {
  const at = await freshDatabase('2026-03-02')
  chmodSync(at.dataDir, 0o755)
  const id = await nordwind(at)
  const log: string[] = []
  const serving = await serve({
    db: at.db,
    dataDir: at.dataDir,
    url: at.url,
    version: 'test',
    listen: { host: '127.0.0.1', port: 0 },
    log: pino({}, { write: (line: string) => void log.push(line) }),
  })
  try {
    // The process that serves looks too; while it is at it, nobody else is.
    const look = async () => {
      for (let done = false; !done; ) {
        done = await backUpOnTime(at.db, { dataDir: at.dataDir, url: at.url, program: 'test', stopping: () => false })
      }
    }
    const ready = async () => (await fetch(`http://127.0.0.1:${serving.port}/readyz`)).json()
    const metrics = async () => (await fetch(`http://127.0.0.1:${serving.port}/metrics`)).text()
    expect(await ready()).toEqual({ ready: true, backup: { failedSince: false } })
    // A file stands where the folder should be.
    writeFileSync(join(at.dataDir, 'kept'), '')
    await inWorkspace(at.db, id, 'test', (tx) =>
      changeSettings(tx, { backup: { at: '03:00', folder: 'kept', keep: 'daily=2' } }),
    )
    await look()
    expect(await ready()).toEqual({ ready: true, backup: { failedSince: true } })
    expect(await metrics()).toMatch(/^dunwell_backup_failed 1$/m)
    expect(await metrics()).toMatch(/^dunwell_backup_age_seconds \+?Inf$/m)
    expect((await inWorkspace(at.db, id, 'test', lastProof)).failed?.says).toMatch(/EEXIST|ENOTDIR|not a directory/)
    rmSync(join(at.dataDir, 'kept'))
    mkdirSync(join(at.dataDir, 'kept'))
    await look()
    expect(readdirSync(join(at.dataDir, 'kept')), 'not at every look').toEqual([])
    at.clock.set('2026-03-02', 11)
    await look()
    expect(readdirSync(join(at.dataDir, 'kept'))).toHaveLength(1)
    at.clock.set('2026-03-02', 12)
    expect(await ready()).toEqual({ ready: true, backup: { ageSeconds: 3600, failedSince: false } })
    expect(await metrics()).toMatch(/^dunwell_backup_age_seconds 3600$/m)
  } finally {
    await serving.stop()
  }
  expect(log.join('')).toContain('draining')
})

test('a process that is told to end leaves a backup in the middle, and nothing of it', async () => {
  const at = await freshDatabase('2026-03-02')
  chmodSync(at.dataDir, 0o755)
  const id = await nordwind(at)
  await inWorkspace(at.db, id, 'test', (tx) =>
    changeSettings(tx, { backup: { at: '03:00', folder: 'kept', keep: 'daily=2' } }),
  )
  const before = readdirSync(at.dataDir)
  for (const asked of [2, 40, 400]) {
    let times = 0
    const news: BackupNews[] = []
    const stopping = () => ++times > asked
    await backUpOnTime(at.db, {
      dataDir: at.dataDir,
      url: at.url,
      program: 'test',
      stopping,
      onNews: (it) => news.push(it),
    })
    // Asked 400 times, it may be through before.
    if (news.length > 0) continue
    expect(readdirSync(join(at.dataDir, 'kept'))).toEqual([])
    expect(readdirSync(at.dataDir).sort()).toEqual([...before, 'kept'].sort())
    expect(await inWorkspace(at.db, id, 'test', lastProof)).toEqual({ proved: undefined, failed: undefined })
  }
})
