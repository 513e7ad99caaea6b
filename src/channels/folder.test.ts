import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../core/day.ts'
import { type FolderMessage, fileName, openFolder } from './folder.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dunwell-folder-'))
})
afterEach(() => rm(home, { recursive: true }))

const message: FolderMessage = {
  day: day('2026-03-31'),
  debtor: 'Meyer GmbH',
  about: 'second',
  id: 'msg_1',
  extension: 'eml',
  bytes: Buffer.from('Dear Meyer'),
}

test.each([
  ['Meyer GmbH', /^2026-03-31-meyer-gmbh-second-[0-9a-z]{12}\.eml$/],
  ['Müller & Söhne, Straßenbau', /^2026-03-31-muller-sohne-strassenbau-second-/],
  ['../../etc/passwd', /^2026-03-31-etc-passwd-second-/],
  ['C:\\Windows\\CON', /^2026-03-31-c-windows-con-second-/],
  ['', /^2026-03-31-second-/],
  ['שלום בע"מ', /^2026-03-31-שלום-בע-מ-second-/],
  ['한국 상사', /^2026-03-31-한국-상사-second-/],
])('the file for %j', (debtor, pattern) => {
  expect(fileName({ ...message, debtor })).toMatch(pattern)
})

test('no name is more than one plain file name, and no two messages share a file', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'binary' }),
      fc.string(),
      (debtor, about, id) => {
        const name = fileName({ ...message, debtor, about, id })
        expect(basename(name)).toBe(name)
        expect(name).toMatch(/^2026-03-31-[\p{L}\p{M}\p{N}-]+\.eml$/u)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(fileName({ ...message, debtor, about, id: `${id}.` })).not.toBe(name)
      },
    ),
  )
})

test('a message is one file with exactly its bytes, however often and however many at once write it', async () => {
  const folder = openFolder(join(home, 'out', 'mail'))
  const first = await Promise.all(Array.from({ length: 8 }, () => folder.send(message)))
  const again = await folder.send(message)
  expect([...first, again].map((outcome) => outcome.kind)).toEqual(Array(9).fill('accepted'))
  expect(await readdir(join(home, 'out', 'mail'))).toEqual([fileName(message)])
  expect(await readFile(join(home, 'out', 'mail', fileName(message)), 'utf8')).toBe('Dear Meyer')
})

test('other words under the same id are refused and the first are kept', async () => {
  const folder = openFolder(home)
  await folder.send(message)
  expect(await folder.send({ ...message, bytes: Buffer.from('Dear Schulz') })).toMatchObject({
    kind: 'refused',
    permanent: true,
  })
  expect(await readFile(join(home, fileName(message)), 'utf8')).toBe('Dear Meyer')
})

test('where no folder can be, nothing was sent', async () => {
  await writeFile(join(home, 'taken'), 'a file, not a folder')
  const outcome = await openFolder(join(home, 'taken')).send(message)
  expect(outcome.kind).toBe('not_sent')
  expect(await readdir(home)).toEqual(['taken'])
})
