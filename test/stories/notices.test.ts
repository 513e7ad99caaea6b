// Notices that the law asks for, lived through: each goes first, locks what follows for as long as its law says, comes back and is
// replaced, is disputed and answered.

import { expect, test } from 'vitest'
import { day } from '../../src/core/day.ts'
import { houseSource } from '../../src/documents/template.ts'
import { checkTemplates, templatesWith } from '../../src/engine/words.ts'
import { policyByKind, readyMade } from '../../src/rules/policies.ts'
import { inWorkspace } from '../../src/store/db.ts'
import { addLicence } from '../../src/store/licence.ts'
import type { Settings } from '../../src/store/workspace.ts'
import { type Stage, stage, story, wordsOf } from './story.ts'

/** An agency with all that its notices must say. */
async function agency(over: Partial<Settings> = {}): Promise<Stage> {
  const it = await stage({
    collector: 'agency',
    email: 'accounts@nordwind.example',
    claimFacts: {
      creditor: 'Hafenstrom Ltd',
      creditorAddress: '9 Pier Road, Bristol',
      ground: 'delivery of a pump',
      contractOn: '2023-12-01',
      itemizedBy: 'transaction',
      itemizedOn: '2024-01-01',
      amountThen: '100.00',
      interestSays: 'No interest is claimed.',
      supervisor: 'Aufsichtsamt Musterstadt, Amtsweg 3, 20099 Musterstadt',
      ...over.claimFacts,
    },
    ...over,
  })
  await inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => {
    for (const place of ['US', 'DE', 'FR', 'GB', 'NL', 'CA'])
      await addLicence(tx, { place, number: `${place}-1`, from: day('2023-01-01') })
  })
  return it
}

test('an agency in the United States: the notice, quiet for the time to dispute, a dispute, its answer, and on', async () => {
  const it = await agency()
  // Sent on 22 January, five business days without Saturday and Sunday: 29 January; 30 days more: 28 February.
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in US, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 USD, due 2024-01-20
    2024-01-22  the day runs
                → letter "validation-notice" to Ann: A1 100.00 USD
    2024-02-20  Ann disputes in writing: A1
    2024-03-20  the day runs
    2024-03-21  the dispute of A1 is verified
    2024-03-21  the day runs
                → letter "verification" to Ann: A1 100.00 USD
    2024-03-28  the day runs
                → letter "second" to Ann: A1 100.00 USD
  `,
  )
  expect((await wordsOf(it)).at(-1)).toContain('28 February 2024')
})

test('a notice that comes back was not given: a replacement goes, with a clock of its own over a holiday', async () => {
  const it = await agency()
  // From 7 February: 8, 9, 12, 13, 14 February; 30 days more: 15 March. From 14 February, past Presidents’ Day: 22 February, 23 March.
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in US, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 USD, due 2024-02-06
    2024-02-07  the day runs
                → letter "validation-notice" to Ann: A1 100.00 USD
    2024-02-14  the notice of A1 comes back
                → letter "validation-notice" to Ann: A1 100.00 USD
    2024-03-22  the day runs
    2024-03-25  the day runs
                → letter "second" to Ann: A1 100.00 USD
  `,
  )
  const words = await wordsOf(it)
  expect(words.at(-1)).toContain('15 March 2024')
  expect(words.at(-2)).toContain('23 March 2024')
})

test('a second claim gets its own notice, and stands under nothing else before its time has run out', async () => {
  await story(
    await agency(),
    `
    2024-01-01  Ann is a consumer in US, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 USD, due 2024-01-20
    2024-01-22  the day runs
                → letter "validation-notice" to Ann: A1 100.00 USD
    2024-02-01  Ann is invoiced A2 100.00 USD, due 2024-02-05
    2024-02-06  the day runs
                → letter "validation-notice" to Ann: A2 100.00 USD
    2024-02-29  the day runs
                → letter "second" to Ann: A1 100.00 USD
    2024-03-07  the day runs
                → task Call: A1.
  `,
  )
})

test('a fact that a notice needs is asked for before anything leaves, and nothing goes in its place', async () => {
  const it = await agency()
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in FR, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 EUR, due 2024-01-20
    2024-01-22  the day runs
                → held back "amicable-collection": The letter of amicable collection for A1 lacks: the text of CPCE L. 111-8, second and third paragraph: lawText="…". Give them: ./dunwell notice facts A1 lawText=…
    2024-01-23  Ann pays 100.00 EUR for A1
  `,
  )
})

test('the letter of claim in England: 30 days, and 30 more after documents were asked for and sent', async () => {
  await story(
    await agency(),
    `
    2024-01-01  Ann is a consumer in GB, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 GBP, due 2024-01-10
    2024-01-11  the day runs
                → email "friendly" to ann@home.example: A1 100.00 GBP
    2024-01-24  the day runs
                → email "second" to ann@home.example: A1 100.00 GBP
    2024-02-09  the day runs
                → email "help-and-plan" to ann@home.example: A1 100.00 GBP
    2024-02-29  the day runs
                → letter "letter-of-claim" to Ann: A1 100.00 GBP
    2024-03-20  Ann asks for documents about A1
    2024-05-10  the documents of A1 are sent
    2024-06-09  the day runs
    2024-06-10  the day runs
                → email "last-notice" to ann@home.example: A1 100.00 GBP
  `,
  )
})

test('the Dutch letter of fourteen days, the German first letter', async () => {
  const it = await agency()
  await story(
    it,
    `
    2024-01-01  Anna is a consumer in NL, anna@thuis.example
    2024-01-01  Anna is invoiced A1 100.00 EUR, due 2024-01-10
    2024-01-01  Bert is a consumer in DE, bert@haus.example
    2024-01-01  Bert is invoiced B1 100.00 EUR, due 2024-01-10
    2024-01-11  the day runs
                → email "friendly" to anna@thuis.example: A1 100.00 EUR
                → letter "first-letter" to Bert: B1 100.00 EUR
    2024-01-24  the day runs
                → letter "fourteen-days" to Anna: A1 100.00 EUR
  `,
  )
  const words = (await wordsOf(it)).join('\n')
  // 15 % of 100.00 is less than the least that the table gives.
  expect(words).toMatch(/incassokosten verschuldigd van\s+40,00/)
  expect(words).toContain('Aufsichtsamt Musterstadt')
})

test('every ready-made ladder can be filled, each notice with the words of that notice', () => {
  for (const policy of readyMade) expect(() => checkTemplates(policy, {}), policy.id).not.toThrow()
  const us = readyMade.find((it) => it.id === 'agency-us')!
  const wrong = { ...us, steps: us.steps.map((step) => ({ ...step, notice: undefined })) }
  expect(() => checkTemplates(wrong, {})).toThrow('is no notice itself')
})

test('words of an owner that lose what the law asks for cannot be used, in a partial neither', () => {
  const source = houseSource('en', 'letter-of-claim')!
  const lost = source.replace("{% include 'pay' %}", '')
  expect(() => templatesWith({ 'en/letter-of-claim': lost })).toThrow('how to pay, and where to answer')
  expect(() => templatesWith({ 'en/_pay': 'Pay soon.' })).toThrow(/does not say how to pay/)
})

test.each([
  ['US', 'consumer', 'agency-us'],
  ['DE', 'sole_trader', 'agency-de'],
  ['FR', 'business', 'agency-fr'],
  ['GB', 'consumer', 'agency-uk'],
  ['NL', 'consumer', 'agency-nl'],
  ['NL', 'business', undefined],
  ['ES', 'consumer', 'consumer'],
])('who collects for others in %s from a %s uses %s', (country, debtor, policy) => {
  expect(policyByKind({ creditor: 'business', debtor, country, forOthers: true })).toBe(policy)
})
