import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { camt, mt940 } from '../../test/bank-samples.ts'
import { terminal } from '../../test/terminal.ts'

const { run, folder } = await terminal('2026-03-03')

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function lines(...words: string[]) {
  return JSON.parse(await run('bank', 'list', '--json', ...words)) as Record<string, string>[]
}

test('a statement is shown first, taken in once, and taken back whole', async () => {
  expect(await run('bank', 'list')).toContain('No bank line yet:  ./dunwell import bank FILE')
  const path = file('statement.xml', camt)
  const dry = await run('import', 'bank', path, '--dry-run')
  expect(dry).toContain('Nothing was written. It would be: 3 new lines, 0 known already.')
  expect(dry).toContain('Every statement balances')
  expect(dry).toMatch(/camt\.053\.001\.08 42 +GB33BUKB20201555555555 +2026-03-02 +1,000\.00 EUR +1,187\.50 EUR +3/)
  expect(await lines()).toEqual([])

  const taken = await run('import', 'bank', path)
  expect(taken).toContain('3 new lines, 0 known already.')
  expect(taken).toContain('Among the new: 1 return or reversal;')
  expect(taken).toContain('It tells of payments until 2026-03-02.')
  expect(await run('import', 'bank', path)).toContain('0 new lines, 3 known already.')
  expect((await lines()).map((it) => it.amountMinor).sort()).toEqual([-1250, 15000, 5000])

  await run('import', 'undo', 'last')
  expect(await run('import', 'list')).toMatch(/statement\.xml +3 bank lines/)
  expect(await lines()).toHaveLength(3)
  const first = JSON.parse(await run('import', 'list', '--json')).at(-1)
  expect(await run('import', 'undo', first.id)).toContain('statement.xml is taken back: 3 bank lines.')
  expect(await lines()).toEqual([])
  expect(await run('import', 'bank', path)).toContain('3 new lines, 0 known already.')
})

test('a file that tells of some of the same days again brings only what is new', async () => {
  const more = camt
    .replace(
      '</Stmt>',
      '<Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>BANK-4</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E2E-0</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Stmt>',
    )
    .replace('1187.50', '1200.00')
  expect(await run('import', 'bank', file('more.xml', more))).toContain('1 new line, 3 known already.')
  const back = (await lines()).find((it) => it.kind === 'return')!
  const shown = await run('bank', 'show', back.id!)
  expect(shown).toContain('AC04')
  expect(shown).toMatch(/It undoes:\n[\s\S]*12\.50 EUR/)
})

test('alike entries of a day are each kept, also over two statements of an archive', async () => {
  const one =
    ':20:A\n:25:111/222\n:28C:1/1\n:60F:C260301EUR0,\n:61:260302C10,NMSC\n:86:Dues\n:61:260302C10,NMSC\n:86:Dues\n:62F:C260302EUR20,\n-\n'
  const two = one
    .replace('1/1', '1/2')
    .replace('EUR0,', 'EUR20,')
    .replace(/:62F:.*/, ':62F:C260302EUR40,')
  const path = file(
    'dues.zip',
    zipSync({ 'a.sta': Buffer.from(one), 'b.sta': Buffer.from(two), 'c.sta': Buffer.from(one) }),
  )
  expect(await run('import', 'bank', path)).toContain('4 new lines, 2 known already.')
  expect(await run('import', 'bank', path)).toContain('0 new lines, 6 known already.')
  expect(await lines('--account', '111/222')).toHaveLength(4)
})

test('what does not balance is refused whole, and says where', async () => {
  const before = await lines()
  await expect(run('import', 'bank', file('bad.sta', mt940.replace('1042,50', '1042,51')))).rejects.toThrow(
    /does not balance: opening 1,000\.00 EUR and 3 entries/,
  )
  await expect(run('import', 'bank', join(folder, 'missing.sta'))).rejects.toThrow('There is no file')
  await expect(run('bank', 'show', 'nonsense')).rejects.toThrow('./dunwell bank list')
  expect(await lines()).toEqual(before)
})
