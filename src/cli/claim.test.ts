// A loan between people without a due day, from the terminal: asked for a date first, dated, and only then on its ladder.

import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'

const { run } = await terminal('2026-03-02', { creditorKind: 'private_person' })
const loan = (...more: string[]) =>
  run(
    'add',
    'claim',
    '--debtor',
    'Tom Ashby',
    '--debtor-kind',
    'consumer',
    '--number',
    'L-1',
    '--kind',
    'loan',
    '--amount',
    '800.00',
    '--issued',
    '2026-02-01',
    '--about',
    'the van',
    '--email',
    'tom@ashby.example',
    ...more,
  )
const send = (on: string) => run('run', '--day', on)

test('only a loan may be without a day, and it keeps the notice that was agreed', async () => {
  await expect(
    run('add', 'claim', '--debtor', 'Tom Ashby', '--number', 'I-1', '--amount', '5.00', '--due', 'none'),
  ).rejects.toThrow('Only a loan may have no due day.')
  expect(await loan('--due', 'none', '--notice', 'three months')).toContain(
    'Claim L-1 over 800.00 GBP, without a due day,',
  )
})

test('no report takes it for late', async () => {
  const aging = await run('report', 'aging')
  expect(aging).toMatch(/current\s+1\s+800\.00/)
  expect(aging).toMatch(/of current: no due day yet\s+800\.00/)
  expect(await run('report', 'aging', '--csv')).toContain('no_due_day')
  expect(await run('report', 'statement', 'Tom')).toContain('no day yet')
  expect(await run('report', 'forecast')).toMatch(/Later: 800\.00/)
  expect(await run('explain', 'Tom')).toMatch(/L-1\s+no day yet/)
})

test('they are asked for a day first, in a friendly voice and without charges; silence brings a task and no reminder', async () => {
  expect(await run('explain', 'Tom')).toContain(
    'L-1, without a due day, leads: question about a date is its next step.',
  )
  const words = await run('template', 'preview', 'date', '--case', 'Tom')
  expect(words).toContain('When would suit you?')
  expect(words).toContain('Hi Tom,')
  expect(words).not.toMatch(/9999|interest|fee\b|late/i)
  await run('known-until', '2026-03-01')
  expect(await send('2026-03-02')).toContain('1 email')
  expect(await run('explain', 'Tom')).toContain('Question about a date 2026-03-02')
  expect(await send('2026-03-10')).not.toContain('1 email')
  expect(await run('report', 'worklist')).not.toContain('agree date')
  await send('2026-03-16')
  const list = await run('report', 'worklist')
  expect(list).toContain('agree date')
  expect(list).toContain('they were asked on 2026-03-02 and no day was entered')
  expect(list).not.toContain('days late  ')
})

test('from the agreed day on the ladder runs, with four messages at most in all, and the task is gone', async () => {
  await expect(run('claim', 'agree-date', 'L-1', '2026-01-01')).rejects.toThrow('is before L-1 was made')
  expect(await run('claim', 'agree-date', 'L-1', '2026-04-01')).toContain('falls due on 2026-04-01')
  await expect(run('claim', 'agree-date', 'L-1', '2026-04-02')).rejects.toThrow('falls due on 2026-04-01 already')
  await send('2026-03-17')
  expect(await run('report', 'worklist')).toContain('There is nothing to do.')
  const ahead = await run('simulate', '--days', '365', '--json')
  const actions = JSON.parse(ahead).actions as { day: string; what: string }[]
  expect(actions.filter((it) => !it.what.startsWith('task')).map((it) => it.day)).toEqual([
    '2026-04-07',
    '2026-04-15',
    '2026-06-01',
  ])
})
