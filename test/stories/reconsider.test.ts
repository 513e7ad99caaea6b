// Another kind of customer is shown with all it would have changed before it is kept.

import { expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day.ts'
import { Problem } from '../../src/core/problem.ts'
import { confirmOther } from '../../src/engine/reconsider.ts'
import { inWorkspace, type Tx } from '../../src/store/db.ts'
import { findDebtor, setDebtor } from '../../src/store/debtor.ts'
import { saidByHand } from '../../src/store/kind.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { live, stage, story } from './story.ts'

test('an agency sees which messages to a business would have needed the notice that a consumer is owed', async () => {
  const it = await stage({ collector: 'agency', sectors: [] })
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(it.at.db, it.workspaceId, 'test', work)
  await story(
    it,
    `
    2024-01-01  Ann is a business in US, ann@shop.example
    2024-01-01  Ann is invoiced A1 100.00 USD, due 2024-01-20
  `,
  )
  await inside(async (tx) => setDebtor(tx, await findDebtor(tx, 'Ann'), { kind: 'business', kindBecause: saidByHand }))
  const until = day('2024-02-20')
  await live(it, day('2024-01-02'), addDays(until, -1))
  const said = (other: Parameters<typeof confirmOther>[3]) =>
    inside(async (tx) => {
      try {
        await confirmOther(tx, await readWorkspace(tx), await findDebtor(tx, 'Ann'), other, until, 'Say yes.')
        return ''
      } catch (error) {
        if (error instanceof Problem) return `${error.facts.code} ${error.facts.says} ${error.facts.fix}`
        throw error
      }
    })
  const consumer = await said({ kind: 'consumer' })
  expect(consumer).toMatch(/^debtor\.confirm Ann as consumer: this is what it changes\./)
  expect(consumer).toMatch(/Of the last \d+ messages [1-9]\d* would not have gone:\n/)
  expect(consumer).toContain('Notices that would be needed:')
  expect(consumer).toContain('15 USC 1692g(a)')
  expect(consumer).toContain('No contact before 8 in the morning or after 9 in the evening')
  expect(consumer).toContain('Ladder: agency-us instead of standard.')
  expect(consumer).toContain('Nothing is changed yet. Say yes.')
  expect((await inside((tx) => findDebtor(tx, 'Ann'))).kind).toBe('business')
  // What is the same already, and what changes nothing that anybody would feel, needs no word.
  expect(await said({ kind: 'business' })).toBe('')
  expect(await said({ region: 'TX' })).toBe('')
  expect(await said({ purpose: 'consumer' })).toContain('15 USC 1692g(a)')
  expect(await said({ country: 'DE' })).toContain('Statutory interest and a flat sum')
})
