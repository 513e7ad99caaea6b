// A backup whose reader gives up in the middle: the error is told once, to whoever asked, and no stream ends the program with it.

import { setImmediate as turn } from 'node:timers/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, expect, test } from 'vitest'
import { readArchive, writeArchive } from '../../src/engine/archive.ts'
import type { About } from '../../src/store/backup.ts'

const about: About = {
  format: 'dunwell-backup',
  formatVersion: 1,
  program: 'test',
  madeAt: '2026-03-02T09:00:00.000Z',
  schema: [],
  workspaces: [],
  figures: [],
  sequences: [],
  tables: [{ name: 'claims', columns: ['id'] }],
}

const uncaught: unknown[] = []
const hear = (error: unknown) => void uncaught.push(error)
process.on('uncaughtException', hear)
afterAll(() => {
  process.off('uncaughtException', hear)
})

/** Long enough for every stream to have said what it has to say: it takes turns of the loop, not time. */
async function turns(): Promise<void> {
  for (let i = 0; i < 50; i++) await turn()
}

/** Writes until the writer is told that nobody reads any more, or 64 parts are out. */
async function write(archive: Awaited<ReturnType<typeof writeArchive>>): Promise<void> {
  for (let i = 0; i < 64; i++) await archive.part('claims', Buffer.alloc(200_000, `${i}\n`), 1)
  await archive.end()
}

test.each([
  ['before its first row', 0],
  ['in the middle', 3],
])('a target that refuses %s ends the writer with its own error, and nothing else', async (_, parts) => {
  let taken = 0
  const refuses = async () => {
    if (taken++ >= parts) throw Object.assign(new Error('the target refused'), { severity: 'ERROR' })
  }
  const archive = await writeArchive(about)
  const read = readArchive(archive.bytes, {
    about: refuses,
    async part(_, csv) {
      await refuses()
      for await (const _chunk of csv);
      return 1
    },
  })
  await expect(Promise.all([write(archive), read])).rejects.toThrow('the target refused')
  archive.fail(new Error('the target refused'))
  await expect(read).rejects.toThrow('the target refused')
  await turns()
  expect(uncaught).toEqual([])
})

test('a writer that gives up, encrypted or not, tells its reader and nobody else', async () => {
  const key = await identityToRecipient(await generateX25519Identity())
  for (const to of [[], [key]]) {
    const archive = await writeArchive(about, to)
    const heard = (async () => {
      for await (const _ of archive.bytes);
    })()
    archive.fail(new Error('the disk is full'))
    await expect(heard).rejects.toThrow('the disk is full')
    archive.bytes.destroy(new Error('and again'))
    await turns()
  }
  expect(uncaught).toEqual([])
})
