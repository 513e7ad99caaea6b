// Supply is stopped by a person when the firm ladder has come to it, the account manager is told first, and who has paid is
// supplied again.

import { expect, test } from 'vitest'
import { terminal } from '../../test/terminal.ts'

const { run } = await terminal('2026-03-02')
const worklist = async () =>
  JSON.parse(await run('report', 'worklist', '--json')).tasks as {
    id: string
    kind: string
    says: string
    day: string
  }[]
const only = async (kind: string) => (await worklist()).filter((it) => it.kind === kind)
const day = async (on: string) => {
  await run('known-until', on, '--day', on)
  await run('run', '--day', on)
  await run('outbox', 'approve', '--all', '--day', on)
  await run('outbox', 'send', '--day', on)
}

await run(
  'add',
  'claim',
  '--debtor',
  'Key Ltd',
  '--debtor-kind',
  'business',
  '--number',
  'K-1',
  '--amount',
  '900.00',
  '--issued',
  '2026-01-20',
  '--due',
  '2026-02-27',
  '--email',
  'ap@key.example',
  '--account-manager',
  'Ada',
)
await run('policy', 'use', 'firm')

test('the account manager is told two business days ahead and may talk first; then a task stops supply, once', async () => {
  for (const on of ['2026-03-02', '2026-03-05', '2026-03-10', '2026-03-12']) await day(on)
  expect(await only('stop_supply')).toEqual([])
  await day('2026-03-17')
  expect(await only('stop_supply')).toEqual([])
  let told: { id: string; says: string }[] = []
  for (const on of ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23']) {
    await day(on)
    told = (await only('manager_note')).filter((it) => it.says.includes('supply stops on'))
    if (told.length > 0) break
  }
  expect(told).toHaveLength(1)
  await run('task', 'done', told[0]!.id, '--outcome', 'talk_first')
  await day('2026-03-24')
  expect(await only('stop_supply')).toEqual([])
  for (const on of ['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09']) await day(on)
  const [stop, ...more] = await only('stop_supply')
  expect(stop!.says).toBe('Stop supply to Key Ltd: K-1. Tell them and whoever delivers, then end this task.')
  expect(more).toEqual([])
  await run('task', 'done', stop!.id, '--outcome', 'done')
  await day('2026-04-10')
  expect(await only('stop_supply')).toEqual([])
  expect(await only('resume_supply')).toEqual([])
})

test('who has paid is supplied again, and that comes first', async () => {
  await run('pay', 'Key', '--amount', '900.00', '--claim', 'K-1', '--day', '2026-04-13')
  await day('2026-04-13')
  const [first] = await worklist()
  expect([first!.kind, first!.says]).toEqual([
    'resume_supply',
    'Resume supply to Key Ltd: all that it was stopped for on 2026-04-09 is settled.',
  ])
  await run('task', 'done', first!.id, '--outcome', 'done')
  await day('2026-04-14')
  expect(await only('resume_supply')).toEqual([])
})
