import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-cli-undo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase('2026-03-02')
await nordwind(at)
const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** The program itself, as a person starts it. */
function dunwell(...words: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: at.url, DUNWELL_DATA: folder }
    const child = spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

const list = join(folder, 'list.csv')
writeFileSync(
  list,
  'Customer;Invoice number;Invoice date;Due date;Amount\nMeyer GmbH;R1;2026-01-10;2026-02-09;1000.00\nCohen Ltd;R2;2026-01-12;2026-02-11;99.00\n',
)

test('imports are listed and taken back through the program itself', async () => {
  const none = await dunwell('import', 'list')
  expect([none.code, none.out]).toEqual([0, 'Nothing was imported yet:  ./dunwell import claims FILE\n'])
  const nothing = await dunwell('import', 'undo', 'last')
  expect([nothing.code, nothing.err]).toEqual([2, 'There is no import "last".\n  See them: ./dunwell import list\n'])
  await dunwell('import', 'claims', list, '--currency', 'GBP', '--day', '2026-03-02')
  const listed = await dunwell('import', 'list')
  expect(listed.out).toMatch(/id +day +file +brought\n[\w-]{36} +2026-03-02 +list\.csv +2 claims, 2 customers\n/)
  const undone = await dunwell('import', 'undo', 'last', '--json')
  expect(JSON.parse(undone.out)).toMatchObject({ fileName: 'list.csv', claimsWithdrawn: 2, debtors: 2 })
  const [one] = JSON.parse((await dunwell('import', 'list', '--json')).out) as [
    { undoneAt: string; counts: { created: object } },
  ]
  expect([one.undoneAt.slice(0, 10), one.counts.created]).toEqual(['2026-03-02', { debtors: 2, claims: 2, credits: 0 }])
})
