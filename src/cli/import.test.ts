import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase, nordwind } from '../../test/database.ts'
import { typedAt } from '../../test/terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'dunwell-cli-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = await freshDatabase('2026-03-02')
await nordwind(at)

const run = typedAt(at, folder)

const ledger = join(folder, 'ledger.csv')
const head = 'Customer;Invoice number;Invoice date;Due date;Amount'
const rows = [
  'Meyer GmbH;R1;2026-01-10;2026-02-09;1000.00',
  'Hans Beispiel;R2;2026-01-12;2026-02-11;250.50',
  'Cohen Ltd;R3;2026-01-12;2026-02-11;99.00',
]
writeFileSync(ledger, [head, ...rows, 'Meyer GmbH;R4;2026-01-10;2026-02-09;much'].join('\n'))

test('a list is read, questioned, mapped, taken in, and the next one says what is gone', async () => {
  await expect(run('import', 'claims', ledger)).rejects.toThrow(/--currency EUR/)
  const map = join(folder, 'map.yaml')
  expect(await run('import', 'claims', ledger, '--suggest-map', map)).toContain('One question is open')
  expect(readFileSync(map, 'utf8')).toContain('In which currency are the amounts?')
  const dry = await run('import', 'claims', ledger, '--currency', 'GBP', '--full-list', '2026-03-02', '--dry-run')
  expect(dry).toContain('Nothing was written. It would be: 4 rows: 3 new claims, 3 new customers')
  const text = await run('import', 'claims', ledger, '--currency', 'GBP', '--full-list', '2026-03-02')
  expect(text).toMatch(/Invoice number +number +its name means/)
  expect(text).toMatch(/3 +1,349\.50 GBP +1,349\.50 GBP/)
  expect(text).toContain('nothing says otherwise; the stricter rules hold')
  expect(text).toContain('--customers business')
  expect(text).toMatch(/line 5: "much" in column "Amount"/)
  expect(text).toContain('ledger.rejects.csv: correct it and import it')
  expect(text).toContain('./dunwell debtor set')
  expect(readFileSync(join(folder, 'ledger.rejects.csv'), 'utf8')).toContain('much')

  at.clock.set('2026-03-09')
  writeFileSync(ledger, [head, ...rows.slice(0, 2), rows[2]!.replace('R3', 'R5')].join('\n'))
  const next = await run('import', 'claims', ledger)
  expect(next).toContain('Read with the map of ledger.csv (2026-03-02)')
  expect(next).toContain('1 claim is gone from the list (99.00 GBP)')
  const listed = JSON.parse(await run('gone', 'list', '--json')) as { count: number; claims: { number: string }[] }
  expect([listed.count, listed.claims[0]!.number]).toEqual([1, 'R3'])
  expect(await run('gone', 'paid', '--claim', 'R3')).toContain('1 claim is booked as paid in full')
  await expect(run('gone', 'partial')).rejects.toThrow('No claim is gone from a list')
})

test('a claim by hand makes its customer, and a second one finds them', async () => {
  const claim = ['--number', 'X1', '--amount', '40.00', '--issued', '2026-02-01', '--due', '2026-03-01']
  const text = await run('add', 'claim', '--debtor', 'Nord AG', '--email', 'ap@nord.example', ...claim)
  expect(text).toContain('Claim X1 over 40.00 GBP, due 2026-03-01, is added for Nord AG')
  expect(text).toContain('the name holds the legal form "AG"')
  const again = JSON.parse(
    await run('add', 'claim', '--debtor', 'nord ag', '--number', 'X2', '--amount', '5', '--json'),
  ) as { debtor: { isNew: boolean } }
  expect(again.debtor.isNew).toBe(false)
  await expect(run('add', 'claim', '--debtor', 'Nord AG', ...claim)).rejects.toThrow('There is a claim "X1" already')
  expect(await run('add', 'debtor', '--name', 'Ida Muster', '--country', 'Germany')).toContain('consumer')
})
