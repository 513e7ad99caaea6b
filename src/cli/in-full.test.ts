import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { camt } from '../../test/bank-samples.ts'
import { terminal } from '../../test/terminal.ts'

const { run, folder } = await terminal('2026-03-13')
const json = async (...words: string[]) => JSON.parse(await run(...words, '--json'))
const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const openOf = async (number: string) => (await json('statement', number)).claims[0].openMinor as number

test('money marked as settling all is a question, holds the claims, and each answer does what it says', async () => {
  const rows = ['R-1;Meyer GmbH', 'R-2;Meyer GmbH', 'R-3;Schulz KG', 'R-4;Kranz OHG', 'R-1001;Meyer & Sons'].map(
    (row) => {
      const [number, customer] = row.split(';')
      return `${number},${customer},DE,business,de,a@example.test,400.00,EUR,2026-01-10,2026-02-09`
    },
  )
  const head = 'number,customer,country,kind,language,email,amount,currency,issued,due'
  await run('import', 'claims', file('claims.csv', [head, ...rows].join('\n')))
  const pay = (customer: string, note: string, ...more: string[]) =>
    run('pay', customer, '--amount', '100.00', '--currency', 'EUR', '--on', '2026-03-10', '--note', note, ...more)

  const asked = await pay('Meyer GmbH', 'Zum Ausgleich aller Forderungen', '--claim', 'R-1')
  expect(asked).toContain('It is booked nowhere')
  expect(asked).toContain('Open of what it is meant for: 400.00 EUR')
  expect(asked).toContain('BGB §§ 397, 151')
  expect(await run('payments', 'Meyer GmbH')).toContain('No money yet.')
  expect(await openOf('R-1')).toBe(400_00)
  expect(await run('explain', 'Meyer GmbH')).toContain('second reminder, 400.00 EUR')

  const [first] = await json('in-full', 'list')
  const part = await run('in-full', 'answer', first.id, '--as', 'part')
  expect(part).toContain('Wir haben 100.00 EUR erhalten.')
  expect(part).toContain('Offen sind noch 300.00 EUR.')
  expect(await openOf('R-1')).toBe(300_00)
  expect(await run('explain', 'Meyer GmbH')).toContain('second reminder, 700.00 EUR')
  await expect(run('in-full', 'answer', first.id, '--as', 'accept')).rejects.toThrow('answered already')

  await pay('Schulz KG', 'in full and final settlement')
  const [second] = await json('in-full', 'list')
  expect(await run('in-full', 'show', second.id)).toContain('--as send-back')
  expect(await run('in-full', 'answer', second.id, '--as', 'accept')).toContain('300.00 EUR is let go')
  expect(await openOf('R-3')).toBe(0)

  await pay('Kranz OHG', 'saldo y finiquito')
  const [third] = await json('in-full', 'list')
  expect(await run('in-full', 'answer', third.id, '--as', 'send-back')).toContain('booked nowhere')
  expect(await openOf('R-4')).toBe(400_00)

  // Said of the whole sum it is a plain payment; of less it is a question.
  expect(
    await run('pay', 'Kranz OHG', '--amount', '400.00', '--currency', 'EUR', '--note', 'payment in full'),
  ).toContain('which is paid')
  expect(await pay('Meyer GmbH', 'payment in full')).toContain('It is booked nowhere')
})

test('a bank line marked so is a question of the customer whose claim it names, or waits for their name', async () => {
  const marked = camt
    .replace('Invoice R-1001', 'R-1001 in full and final settlement')
    .replace('<Ustrd>R-1002</Ustrd>', '<Ustrd>pour solde de tout compte</Ustrd>')
  expect(await run('import', 'bank', file('marked.xml', marked))).toContain('marked as settling all that is owed')
  const waiting = await json('in-full', 'list')
  const line = waiting.find((it: { lineId: string | null }) => it.lineId !== null)
  expect(line).toMatchObject({ debtorName: 'Meyer & Sons', amountMinor: 50_00, words: 'full and final settlement' })
  await run('in-full', 'answer', line.id, '--as', 'part')
  expect(await openOf('R-1001')).toBe(350_00)
})
