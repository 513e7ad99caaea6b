import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { dayAt } from '../core/day.ts'
import { inWorkspace, type Tx } from '../store/db.ts'
import { listImports } from '../store/undo.ts'
import { readWorkspace } from '../store/workspace.ts'
import { planImport, runImport } from './import.ts'
import { runOrCancel } from './import-cancel.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-cancel-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase('2026-03-02')

test('what is cancelled once something is written writes no more, and takes back what it wrote', async () => {
  const id = await nordwind(at, { currency: 'EUR' })
  const workspace = await inWorkspace(at.db, id, 'test', readWorkspace)
  const desk = {
    workspace,
    today: dayAt(at.clock.now(), workspace.zone),
    tx: <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(at.db, id, 'test', work),
  }
  const path = join(folder, 'list.csv')
  const rows = Array.from({ length: 6_000 }, (_, i) => `Customer ${i % 300} GmbH;X-${i};2026-01-02;2026-02-01;12.40;DE`)
  writeFileSync(path, ['Customer;Invoice number;Invoice date;Due date;Amount;Country', ...rows].join('\n'))
  const said = { customers: 'business', defaults: { currency: 'EUR' } } as const
  let written = 0
  const options = {
    ...said,
    onProgress: (done: number) => {
      written = done
    },
    cancelled: () => written > 0,
  }
  await expect(runOrCancel(desk, await planImport(desk, path, 'claims', options), options)).rejects.toMatchObject({
    facts: { code: 'import.cancelled', says: expect.stringMatching(/rows, and they were taken back/) },
  })
  const [begun] = await desk.tx(listImports)
  expect(begun!.undoneAt).not.toBeNull()
  expect(begun!.counts!.created!.claims).toBeGreaterThan(0)
  expect(begun!.counts!.created!.claims).toBeLessThan(6_000)
  const again = await runImport(desk, await planImport(desk, path, 'claims', said), said)
  expect(again.claims).toBe(6_000)
})
