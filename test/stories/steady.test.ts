// A steady late payer: who always pays as late is reminded when even that day has passed, where the policy says so.

import { test } from 'vitest'
import { policyFrom } from '../../src/rules/notices.ts'
import { inWorkspace } from '../../src/store/db.ts'
import { savePolicies } from '../../src/store/policy.ts'
import { type Stage, stage, story } from './story.ts'

async function waiting(waitForSteady: boolean): Promise<Stage> {
  const it = await stage()
  await inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => {
    await savePolicies(tx, [
      policyFrom({
        id: 'standard',
        name: 'Two steps',
        waitForSteady,
        steps: [
          { id: 'friendly', stage: 'friendly', days: 3, template: 'friendly' },
          { id: 'second', stage: 'second', days: 20, template: 'second', payBy: { days: 7 } },
        ],
      }),
    ])
  })
  return it
}

// Six invoices, each paid eight to ten days late before anyone ran a day.
const past = Array.from({ length: 6 }, (_, i) => {
  const month = String(i + 1).padStart(2, '0')
  return `2024-01-01  Steady Ltd is invoiced P${i} 100.00 GBP, due 2023-${month}-10, issued 2022-12-01
    2024-01-01  Steady Ltd pays 100.00 GBP for P${i}, dated 2023-${month}-${18 + (i % 3)}`
}).join('\n    ')

test('with it the first reminder comes three days after their usual day, and the ladder goes on from there', async () => {
  await story(
    await waiting(true),
    `
    2024-01-01  Steady Ltd is a business in GB, ap@steady.example
    ${past}
    2024-01-02  Steady Ltd is invoiced NEW 100.00 GBP, due 2024-02-01
    2024-02-13  the day runs
                → email "friendly" to ap@steady.example: NEW 100.00 GBP
    2024-02-21  the day runs
                → email "second" to ap@steady.example: NEW 100.00 GBP
    2024-02-25  the day runs
  `,
  )
})

test('without it they are reminded like everyone', async () => {
  await story(
    await waiting(false),
    `
    2024-01-01  Steady Ltd is a business in GB, ap@steady.example
    ${past}
    2024-01-02  Steady Ltd is invoiced NEW 100.00 GBP, due 2024-02-01
    2024-02-05  the day runs
                → email "friendly" to ap@steady.example: NEW 100.00 GBP
    2024-02-21  the day runs
                → email "second" to ap@steady.example: NEW 100.00 GBP
    2024-02-25  the day runs
  `,
  )
})
