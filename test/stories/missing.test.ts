// Facts that nobody has said hold messages back until one answer settles them for all; licences, the time machine and the
// rehearsal obey the same gate.

import { expect, test } from 'vitest'
import { addDays, day, dayText } from '../../src/core/day.ts'
import { answerFact, type MissingGroup, missingFacts } from '../../src/engine/missing.ts'
import { simulate } from '../../src/engine/simulate.ts'
import { inWorkspace, rows, sql, type Tx } from '../../src/store/db.ts'
import { addLicence } from '../../src/store/licence.ts'
import { verifyRecord } from '../../src/store/record.ts'
import { readWorkspace } from '../../src/store/workspace.ts'
import { live, type Stage, stage, story } from './story.ts'

function inside<T>(it: Stage, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace(it.at.db, it.workspaceId, 'test', work)
}

async function missing(it: Stage, on: string): Promise<readonly MissingGroup[]> {
  return inside(it, async (tx) => (await missingFacts(tx, await readWorkspace(tx), day(on))).groups)
}

test('an agency’s claims of unknown standing wait for the notice of the law; one answer for all lets them go', async () => {
  const it = await stage({ collector: 'agency', sectors: [], policyByKind: false })
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in US
    2024-01-01  Ben is a consumer in US
    2024-01-01  Cox is a business in DE
    2024-01-19  Ann is invoiced A1 100.00 USD, due 2024-01-20
    2024-01-19  Ben is invoiced B1 50.00 USD, due 2024-01-20
    2024-01-19  the day runs
                → task No address that works is known for Ann (email).
                → task No address that works is known for Ben (email).
    2024-01-23  the day runs
                → letter "friendly" to Ann: A1 100.00 USD
                → letter "friendly" to Ben: B1 50.00 USD
    2024-02-20  the day runs
  `,
  )
  const found = await missing(it, '2024-02-20')
  const standing = found.find((one) => one.fact === 'in_default_when_obtained')!
  expect(standing.customers.map((one) => one.name).sort()).toEqual(['Ann', 'Ben'])
  expect(standing.open).toEqual({ USD: 15_000 })
  expect(standing.holds).toEqual({ email: 2, letter: 2, phone: 2 })
  expect(standing.answer).toBe('./dunwell law answer in_default=yes')
  expect(found.find((one) => one.fact === 'region')?.whom).toBe('consumers in United States')

  const answer = { claim: { inDefaultWhenObtained: false, purpose: 'consumer' as const } }
  expect(await inside(it, (tx) => answerFact(tx, standing.customers, answer, day('2024-02-20'), 'said by hand'))).toBe(
    2,
  )
  // Said twice is said once.
  expect(await inside(it, (tx) => answerFact(tx, standing.customers, answer, day('2024-02-20'), 'said by hand'))).toBe(
    0,
  )
  expect((await missing(it, '2024-02-20')).map((one) => one.fact)).not.toContain('in_default_when_obtained')
  const kept = await inside(it, (tx) => rows(tx, sql`SELECT 1 FROM record WHERE kind = 'claim.changed'`))
  expect(kept).toHaveLength(2)
  expect(await verifyRecord(it.at.db, it.workspaceId)).toEqual([])
  await story(
    it,
    `
    2024-02-21  the day runs
                → letter "second" to Ann: A1 100.00 USD
                → letter "second" to Ben: B1 50.00 USD
  `,
  )
})

test('one claim of an unknown trade leaves open whether the rules of banks bind; an empty list of trades settles it', async () => {
  const unknown = await stage({ policyByKind: false })
  const none = await stage({ policyByKind: false, sectors: [] })
  for (const it of [unknown, none]) {
    await story(
      it,
      `
      2024-01-01  Ann is a consumer in CA
      2024-01-01  Ann is invoiced A1 100.00 CAD, due 2024-01-20
    `,
    )
  }
  expect((await missing(unknown, '2024-01-01')).map((one) => one.fact)).toContain('sector')
  expect((await missing(none, '2024-01-01')).map((one) => one.fact)).not.toContain('sector')
})

for (const licensed of [false, true]) {
  test(`the time machine and the rehearsal obey the gate alike: an agency in France ${licensed ? 'with' : 'without'} its registration`, async () => {
    const it = await stage({ collector: 'agency', sectors: [], policyByKind: false })
    await story(
      it,
      `
      2024-01-01  Ann is a consumer in FR
      2024-01-01  Ann is invoiced A1 100.00 EUR, due 2024-01-20
    `,
    )
    if (licensed)
      await inside(it, (tx) =>
        addLicence(tx, { place: 'FR', number: 'F-1', from: day('2024-01-01'), until: day('2024-02-01') }),
      )
    const workspace = await inside(it, readWorkspace)
    const span = { from: day('2024-01-02'), until: day('2024-03-01') }
    const foretold = (
      await simulate(it.at.db, workspace, day('2024-01-01'), {
        ...span,
        actor: 'test',
        behaviour: { kind: 'nobody pays' },
      })
    )
      .filter((one) => one.action.kind === 'message')
      .map((one) => `${dayText(one.day)} ${one.action.kind === 'message' ? one.action.stepId : ''}`)
    await live(it, span.from, addDays(span.until, -1))
    const sent = await inside(it, (tx) =>
      rows<{ on: number; step: string }>(
        tx,
        sql`SELECT o.given_on AS on, m.step_id AS step FROM messages m JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id
            WHERE o.given_on IS NOT NULL ORDER BY 1`,
      ),
    )
    const lived = sent.map((one) => `${dayText(one.on as never)} ${one.step}`)
    expect(foretold).toEqual(lived)
    // Once the licence has ended nothing goes any more.
    expect(lived.filter((one) => one >= '2024-02-01')).toEqual([])
    expect(lived.length > 0).toBe(licensed)
  })
}
