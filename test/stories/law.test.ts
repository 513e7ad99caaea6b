// The right to contact, lived through: what they ask is kept, what a place forbids is not sent, and what must be said is said.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stage, story } from './story.ts'

test('who asks to be left alone hears no more; who asks for no emails gets a letter', async () => {
  await story(
    await stage({ policyByKind: false }),
    `
    2024-01-01  Ann is a consumer in GB, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 GBP, due 2024-01-20
    2024-01-01  Ben is a consumer in US, ben@home.example
    2024-01-01  Ben is invoiced B1 100.00 GBP, due 2024-01-20
    2024-01-17  the day runs
                → email "before-due" to ann@home.example: A1 100.00 GBP
                → email "before-due" to ben@home.example: B1 100.00 GBP
    2024-01-18  Ben says: stop emailing me
    2024-01-23  the day runs
                → email "friendly" to ann@home.example: A1 100.00 GBP
                → letter "friendly" to Ben: B1 100.00 GBP
    2024-01-24  Ben says: Do not contact me any more
    2024-01-24  Ann is bankrupt
    2024-03-20  the day runs
  `,
  )
})

test('an agency’s email in the United States carries what the law asks it to carry, and waits for the notice after that', async () => {
  const it = await stage({ collector: 'agency', policyByKind: false })
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in US, ann@home.example
    2024-01-01  Ann says: stop calling
    2024-01-01  Ann is invoiced A1 100.00 USD, due 2024-01-20
    2024-01-23  the day runs
                → letter "friendly" to Ann: A1 100.00 USD
    2024-02-20  the day runs
  `,
  )
  expect(readdirSync(`${it.at.dataDir}/letters`).length).toBe(1)
  expect(readFileSync(`${it.at.dataDir}/letters/${readdirSync(`${it.at.dataDir}/letters`)[0]}`).length).toBeGreaterThan(
    1000,
  )
})
