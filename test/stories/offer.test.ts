// What was charged for paying late, offered to be let go, and what the payment then does.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terminal } from '../terminal.ts'

const { run, folder } = await terminal('2026-03-13')
const json = async (...words: string[]) => JSON.parse(await run(...words, '--json'))
const openOf = async (number: string) => (await json('statement', number)).claims[0].openMinor as number

test('pay by a day and we waive: the payment in time waives by itself, the late one does not', async () => {
  const rows = ['O-1,Vogt AG', 'O-2,Kranz OHG'].map(
    (row) => `${row},DE,business,v@example.test,500.00,EUR,2026-01-10,2026-02-09`,
  )
  const path = join(folder, 'offers.csv')
  writeFileSync(path, ['number,customer,country,kind,email,amount,currency,issued,due', ...rows].join('\n'))
  await run('import', 'claims', path)
  for (const number of ['O-1', 'O-2']) {
    await run('charge', number, '--until', '2026-03-10')
    await run('offer', number, '--pay-by', '2026-03-11', '--because', 'on the phone')
  }
  const charged = await openOf('O-1')
  expect(charged).toBeGreaterThan(540_00)

  await run('pay', 'Vogt AG', '--amount', '500.00', '--currency', 'EUR', '--on', '2026-03-11')
  expect(await openOf('O-1')).toBe(0)
  const shown = await run('statement', 'O-1', '--day', '2026-03-13')
  expect(shown).toContain('Waived: paid by 2026-03-11 as offered: on the phone')

  await run('pay', 'Kranz OHG', '--amount', '500.00', '--currency', 'EUR', '--on', '2026-03-12')
  expect(await openOf('O-2')).toBe(charged - 500_00)
  expect(await run('statement', 'O-2', '--day', '2026-03-13')).not.toContain('Waived')
})
