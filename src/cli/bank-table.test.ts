import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { britain, paypal, spain } from '../../test/bank-tables.ts'
import { terminal } from '../../test/terminal.ts'
import { type Cell, workbook } from '../../test/workbook.ts'

const { run, folder } = await terminal('2026-04-03')

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function lines(...words: string[]) {
  return JSON.parse(await run('bank', 'list', '--json', ...words)) as Record<string, string>[]
}

test('a list says what its columns were taken for, asks what it cannot know, and is read so again', async () => {
  const path = file('march.csv', britain)
  await expect(run('import', 'bank', path)).rejects.toThrow(/--dates dmy/)
  await expect(run('import', 'bank', path, '--dates', 'dmy')).rejects.toThrow(/--currency/)
  const taken = await run('import', 'bank', path, '--dates', 'dmy', '--currency', 'GBP')
  expect(taken).toContain('A table: dates day first, decimal mark ".".')
  expect(taken).toMatch(/Transaction Description +text/)
  expect(taken).toContain('Left out: Sort Code.')
  expect(taken).toContain('3 new lines, 0 known already.')
  expect(taken).toContain('Every statement balances')
  // Of the last day more may follow.
  expect(taken).toContain('It tells of payments until 2026-03-01.')
  const longer = britain.replace('\n02/03', "\n03/03/2026,FPI,'30-00-00,12345678,JANSEN R-1003,,20.00,1120.00\n02/03")
  const again = await run('import', 'bank', file('april.csv', longer))
  expect(again).toContain('read as the last file with these columns')
  expect(again).toContain('1 new line, 3 known already.')
})

test('a map is written, corrected by hand and used', async () => {
  const path = file('tag.csv', 'Tag;Wieviel;Wofür\n01.03.2026;10,00;R-1\n')
  const map = join(folder, 'tag.yaml')
  const hand = ['--map', 'day=Tag', '--map', 'amount=Wieviel', '--account', '77', '--currency', 'EUR']
  expect(await run('import', 'bank', path, ...hand, '--suggest-map', map)).toContain(`--map ${map}`)
  expect(await lines('--account', '77')).toEqual([])
  expect(await run('import', 'bank', path, '--map', map, '--map', 'text=Wofür')).toContain('1 new line')
  expect((await lines('--account', '77'))[0]).toMatchObject({ amountMinor: 1000, text: 'R-1' })
})

test('a workbook gives what its CSV gives', async () => {
  const path = file('marzo.csv', spain)
  await run('import', 'bank', path)
  const rows: Cell[][] = [
    ['Cuenta', 'ES91 2100 0418 4502 0005 1332'],
    ['Saldo', '1.500,00 EUR'],
    [],
    ['Fecha operación', 'Fecha valor', 'Concepto', 'Importe', 'Saldo'],
    [{ day: 46_086 }, { day: 46_086 }, 'TRANSFERENCIA DE MEYER R-1001', 500, 1500],
    [{ day: 46_085 }, { day: 46_085 }, 'RECIBO LUZ', -50, 1000],
  ]
  const sheet = file('marzo.xlsx', workbook([{ name: 'Movimientos', rows }]))
  expect(await run('import', 'bank', sheet)).toContain('0 new lines, 2 known already.')
})

test('of a provider the fee stands by itself, and a refund says what it undoes', async () => {
  const taken = await run('import', 'bank', file('activity.csv', paypal))
  expect(taken).toContain('A table: an export of PayPal')
  expect(taken).toContain('4 new lines, 0 known already.')
  expect(taken).toContain('1 entry the bank only announces')
  expect(taken).not.toContain('It tells of payments')
  const all = await lines('--account', 'PAYPAL')
  const paid = await run('bank', 'show', all.find((it) => it.kind === 'credit')!.id!)
  expect(paid).toMatch(/the payer paid +119\.00 EUR/)
  expect(paid).toMatch(/kept as fee +-2\.72 EUR/)
  const back = await run('bank', 'show', all.find((it) => it.kind === 'refund')!.id!)
  expect(back).toMatch(/It undoes:\n[\s\S]*119\.00 EUR/)
})
