// The account manager hears of a firm letter and a final notice two business days before the customer, and may talk first.

import { test } from 'vitest'
import { stage, story } from './story.ts'

test('silence lets it go on, on its day', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Key Ltd is a business in GB, ap@key.example, looked after by Ada
    2024-01-10  Key Ltd is invoiced 0117 1000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@key.example: 0117 1000.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@key.example: 0117 1000.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@key.example: 0117 1000.00 GBP
    2024-02-22  the day runs
                → task Call: 0117.
    2024-02-27  the day runs
                → task For Ada: a firm letter about 0117 goes out on 2024-02-29. Go on, or talk first?
    2024-02-29  the day runs
                → email "firm" to ap@key.example: 0117 1000.00 GBP
    2024-03-11  the day runs
                → task Call to the decision-maker: 0117.
    2024-03-18  the day runs
                → task For Ada: a final notice about 0117 goes out on 2024-03-20. Go on, or talk first?
    2024-03-20  the day runs
                → email "final" to ap@key.example: 0117 1000.00 GBP
    2024-04-01  the day runs
  `,
  )
})

test('talk first rests the case for five business days, twice at most', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Key Ltd is a business in GB, ap@key.example, looked after by Ada
    2024-01-10  Key Ltd is invoiced 0117 1000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@key.example: 0117 1000.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@key.example: 0117 1000.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@key.example: 0117 1000.00 GBP
    2024-02-22  the day runs
                → task Call: 0117.
    2024-02-27  the day runs
                → task For Ada: a firm letter about 0117 goes out on 2024-02-29. Go on, or talk first?
    2024-02-28  the account manager of Key Ltd says talk first
    2024-03-06  the day runs
                → task For Ada: a firm letter about 0117 goes out on 2024-03-08. Go on, or talk first?
    2024-03-08  the day runs
                → email "firm" to ap@key.example: 0117 1000.00 GBP
    2024-03-18  the day runs
                → task Call to the decision-maker: 0117.
                → task For Ada: a final notice about 0117 goes out on 2024-03-20. Go on, or talk first?
    2024-03-25  the day runs
                → email "final" to ap@key.example: 0117 1000.00 GBP
    2024-04-01  the day runs
  `,
  )
})
