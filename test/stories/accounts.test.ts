// One story for each awkward account: what was sent, to whom, what was not and why.

import { expect, test } from 'vitest'
import { stage, story, wordsOf } from './story.ts'

test('nobody pays: the whole ladder, each step once, with calls that are never made', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Harbour Ltd is a business in GB, ap@harbour.example, boss@harbour.example (decision_maker)
    2024-01-10  Harbour Ltd is invoiced 0117 1000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@harbour.example: 0117 1000.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@harbour.example: 0117 1000.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@harbour.example: 0117 1000.00 GBP
    2024-02-22  the day runs
                → task Call: 0117.
    2024-02-29  the day runs
                → email "firm" to ap@harbour.example: 0117 1000.00 GBP
    2024-03-11  the day runs
                → task Call to the decision-maker: 0117.
    2024-03-18  the day runs
                → email "final" to boss@harbour.example: 0117 1000.00 GBP
    2024-04-02  the day runs
                → letter "demand" to Harbour Ltd: 0117 1089.24 GBP
    2024-05-01  the day runs
  `,
  )
})

test('a part of an invoice is disputed: the rest is chased, the part is not', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Broken Boxes Ltd is a business in GB, ap@boxes.example
    2024-01-10  Broken Boxes Ltd is invoiced 0201 1000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@boxes.example: 0201 1000.00 GBP
    2024-02-12  Broken Boxes Ltd disputes 300.00 of 0201: two boxes broken
    2024-02-13  the day runs
                → email "friendly" to ap@boxes.example: 0201 700.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@boxes.example: 0201 700.00 GBP
    2024-02-20  Broken Boxes Ltd pays 700.00 GBP for 0201
    2024-03-20  the day runs
  `,
  )
})

test('money on account that could be the payment stops the chasing; a small credit is taken off', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Mystery Money Ltd is a business in GB, ap@mystery.example
    2024-01-10  Mystery Money Ltd is invoiced 0301 400.00 GBP, due 2024-02-09
    2024-01-10  Mystery Money Ltd is invoiced 0302 900.00 GBP, due 2024-02-16
    2024-02-01  Mystery Money Ltd is credited 50.00 GBP
    2024-02-06  the day runs
                → email "before-due" to ap@mystery.example: 0301 400.00 GBP
    2024-02-10  the day runs
                → task 50.00 GBP on account is taken off in plain view; give it to a claim.
    2024-02-13  the day runs
                → email "friendly" to ap@mystery.example: 0301 400.00 GBP
    2024-02-19  Mystery Money Ltd pays 500.00 GBP on account
                → task 550.00 GBP on account could be the payment of what is asked for: give it to claims first.
    2024-03-01  the day runs
  `,
  )
})

test('a remnant is written off by rule, and a thank-you goes out after a second reminder', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Penny Short Ltd is a business in GB, ap@penny.example
    2024-01-10  Penny Short Ltd is invoiced 0401 1000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@penny.example: 0401 1000.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@penny.example: 0401 1000.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@penny.example: 0401 1000.00 GBP
    2024-02-22  the day runs
                → task Call: 0401.
    2024-02-26  Penny Short Ltd pays 999.60 GBP for 0401
                → written off 0.40 GBP
    2024-02-27  the day runs
                → email "thank-you" to ap@penny.example
    2024-03-10  the day runs
  `,
  )
})

test('who pays by direct debit gets no reminder before due', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Debit Ltd is a business in GB, ap@debit.example, direct debit
    2024-01-10  Debit Ltd is invoiced 0501 1000.00 GBP, due 2024-02-09
    2024-02-12  Debit Ltd pays 1000.00 GBP for 0501
    2024-02-15  the last payment of Debit Ltd bounces
                → email "friendly" to ap@debit.example: 0501 1000.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@debit.example: 0501 1000.00 GBP
    2024-02-22  the day runs
                → task Call: 0501.
    2024-02-28  the day runs
  `,
  )
})

test('many claims of one head office: one message for all, the tone does not fall back', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Head Office Ltd is a business in GB, ap@head.example
    2024-01-10  Head Office Ltd is invoiced 0601 100.00 GBP, due 2024-02-09
    2024-01-12  Head Office Ltd is invoiced 0602 200.00 GBP, due 2024-02-12
    2024-01-20  Head Office Ltd is invoiced 0603 300.00 GBP, due 2024-02-20
    2024-02-06  the day runs
                → email "before-due" to ap@head.example: 0601 100.00 GBP
    2024-02-09  the day runs
                → email "before-due" to ap@head.example: 0602 200.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@head.example: 0601 100.00 GBP, 0602 200.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@head.example: 0601 100.00 GBP, 0602 200.00 GBP
    2024-02-21  Head Office Ltd pays 100.00 GBP for 0601
    2024-02-22  the day runs
                → email "second" to ap@head.example: 0602 200.00 GBP, 0603 300.00 GBP
    2024-02-26  the day runs
                → task Call: 0602.
    2024-03-04  the day runs
                → email "firm" to ap@head.example: 0602 200.00 GBP, 0603 300.00 GBP
    2024-03-12  the day runs
                → task Call to the decision-maker: 0602.
  `,
  )
})

test('two currencies stand in one message and are never added', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Transatlantic GmbH is a business in DE, ap@trans.example
    2024-01-10  Transatlantic GmbH is invoiced 0701 100.00 EUR, due 2024-02-09
    2024-01-10  Transatlantic GmbH is invoiced 0702 200.00 USD, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@trans.example: 0701 100.00 EUR, 0702 200.00 USD
    2024-02-13  the day runs
                → email "friendly" to ap@trans.example: 0701 100.00 EUR, 0702 200.00 USD
    2024-02-14  the day runs
  `,
  )
})

test('a key account by hand gets tasks for us and never a message', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Key Account plc is a business in GB, ap@key.example, by hand
    2024-01-10  Key Account plc is invoiced 0801 9000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → task By hand: the reminder before due for 0801 would be due.
    2024-02-13  the day runs
                → task By hand: the friendly note for 0801 would be due.
    2024-02-19  the day runs
                → task By hand: the second reminder for 0801 would be due.
    2024-03-20  the day runs
  `,
  )
})

test('a loan with instalments: each due has its own ladder, what is not due is not asked for', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Borrower Ltd is a business in GB, ap@borrower.example
    2024-01-10  Borrower Ltd is lent L1 GBP, 500.00 due 2024-02-09, 500.00 due 2024-03-11, 500.00 due 2024-04-09
    2024-02-06  the day runs
                → email "before-due" to ap@borrower.example: L1 500.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@borrower.example: L1 500.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@borrower.example: L1 500.00 GBP
    2024-02-22  the day runs
                → task Call: L1.
    2024-02-26  Borrower Ltd pays 500.00 GBP for L1
    2024-03-08  the day runs
                → email "before-due" to ap@borrower.example: L1 500.00 GBP
    2024-03-13  the day runs
                → email "friendly" to ap@borrower.example: L1 500.00 GBP
    2024-03-19  the day runs
                → email "second" to ap@borrower.example: L1 500.00 GBP
    2024-03-20  the day runs
  `,
  )
})

test('joint debtors each hear in their own name; what one pays is paid for both', async () => {
  await story(
    await stage(),
    `
    2024-01-10  First Partner Ltd is a business in GB, ap@first.example
    2024-01-10  Second Partner Ltd is a business in GB, ap@second.example
    2024-01-10  First Partner Ltd is invoiced 1001 800.00 GBP, due 2024-02-09
    2024-01-10  Second Partner Ltd answers for 1001 too
    2024-02-06  the day runs
                → email "before-due" to ap@first.example: 1001 800.00 GBP
                → email "before-due" to ap@second.example: 1001 800.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@first.example: 1001 800.00 GBP
                → email "friendly" to ap@second.example: 1001 800.00 GBP
    2024-02-19  the day runs
                → email "second" to ap@first.example: 1001 800.00 GBP
                → email "second" to ap@second.example: 1001 800.00 GBP
    2024-02-22  the day runs
                → task Call: 1001.
                → task Call: 1001.
    2024-02-23  Second Partner Ltd pays 800.00 GBP for 1001
                → email "thank-you" to ap@first.example
    2024-03-12  the day runs
  `,
  )
})

test('a dead mailbox: the next address gets it, then a letter', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Lost Post Ltd is a business in GB, ap@lost.example, buyer@lost.example (buyer)
    2024-01-10  Lost Post Ltd is invoiced 1101 1000.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@lost.example: 1101 1000.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@lost.example: 1101 1000.00 GBP
    2024-02-14  mail to Lost Post Ltd comes back
    2024-02-19  the day runs
                → email "second" to buyer@lost.example: 1101 1000.00 GBP
    2024-02-20  mail to Lost Post Ltd comes back
    2024-02-22  the day runs
                → task Call: 1101.
    2024-02-29  the day runs
                → letter "firm" to Lost Post Ltd: 1101 1000.00 GBP
    2024-03-01  the day runs
  `,
  )
})

test('a promise rests its claims, is judged by money, and broken becomes a call', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Promise Ltd is a business in GB, ap@promise.example
    2024-01-10  Promise Ltd is invoiced 1201 600.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@promise.example: 1201 600.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@promise.example: 1201 600.00 GBP
    2024-02-15  Promise Ltd promises 600.00 GBP by 2024-02-23
    2024-02-28  the day runs
                → task Ask what happened: 600.00 GBP by 2024-02-23 was promised, 0.00 GBP came.
                → broken promise of 600.00
    2024-02-29  the call to Promise Ltd is made: reached
    2024-03-01  Promise Ltd promises 600.00 GBP by 2024-03-08
    2024-03-07  Promise Ltd pays 600.00 GBP for 1201
                → kept promise of 600.00
    2024-03-20  the day runs
  `,
  )
})

test('a query rests its claims while we owe the answer; a hold while it lasts', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Question Ltd is a business in GB, ap@question.example
    2024-01-10  Question Ltd is invoiced 1301 600.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@question.example: 1301 600.00 GBP
    2024-02-12  Question Ltd asks for a copy of the order
    2024-02-26  Question Ltd is answered
                → email "second" to ap@question.example: 1301 600.00 GBP
    2024-02-28  Question Ltd is held for 10 days
    2024-03-11  the day runs
                → email "firm" to ap@question.example: 1301 600.00 GBP
    2024-03-19  the day runs
                → email "final" to ap@question.example: 1301 600.00 GBP
    2024-03-20  the day runs
  `,
  )
})

test('a claim that arrives old enters at the second reminder; one whose file names a firm letter goes on from there', async () => {
  await story(
    await stage(),
    `
    2024-03-04  Old Debt Ltd is a business in GB, ap@old.example
    2024-03-04  Old Debt Ltd is invoiced 1401 600.00 GBP, due 2023-11-01, issued 2023-10-01
    2024-03-04  Told Before Ltd is a business in GB, ap@told.example
    2024-03-04  Told Before Ltd is invoiced 1402 600.00 GBP, due 2023-11-01, issued 2023-10-01, after a firm
                → email "second" to ap@old.example: 1401 600.00 GBP
    2024-03-07  the day runs
                → task Call: 1401.
    2024-03-12  the day runs
                → email "final" to ap@told.example: 1402 600.00 GBP
    2024-03-14  the day runs
                → email "firm" to ap@old.example: 1401 600.00 GBP
    2024-03-22  the day runs
                → email "final" to ap@old.example: 1401 600.00 GBP
    2024-03-25  the day runs
                → letter "demand" to Told Before Ltd: 1402 670.99 GBP
    2024-04-02  the day runs
                → letter "demand" to Old Debt Ltd: 1401 672.70 GBP
    2024-04-10  the day runs
  `,
  )
})

test('a payment that crosses a reminder gets a courteous note, once', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Crossing Ltd is a business in GB, ap@crossing.example
    2024-01-10  Crossing Ltd is invoiced 1501 600.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to ap@crossing.example: 1501 600.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@crossing.example: 1501 600.00 GBP
    2024-02-14  Crossing Ltd pays 600.00 GBP for 1501, dated 2024-02-12
                → email "crossed" to ap@crossing.example
    2024-02-28  the day runs
  `,
  )
})

test('a demand to a consumer in England waits for the letter of claim: no ladder for businesses brings it', async () => {
  await story(
    await stage({ policyByKind: false }),
    `
    2024-01-10  Jo Sample is a consumer in GB, jo@sample.example
    2024-01-10  Jo Sample is invoiced 1601 600.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to jo@sample.example: 1601 600.00 GBP
    2024-02-13  the day runs
                → email "friendly" to jo@sample.example: 1601 600.00 GBP
    2024-02-19  the day runs
                → email "second" to jo@sample.example: 1601 600.00 GBP
    2024-02-22  the day runs
                → task Call: 1601.
    2024-02-29  the day runs
                → email "firm" to jo@sample.example: 1601 600.00 GBP
    2024-03-11  the day runs
                → task Call to the decision-maker: 1601.
    2024-03-18  the day runs
                → email "final" to jo@sample.example: 1601 600.00 GBP
    2024-04-30  the day runs
  `,
  )
})

test('a demand to a consumer is printed for a person to have checked, never sent', async () => {
  await story(
    await stage({ policyByKind: false }),
    `
    2024-01-10  Jo Sample is a consumer in SE, jo@sample.example
    2024-01-10  Jo Sample is invoiced 1602 600.00 EUR, due 2024-01-03, after a final
    2024-02-22  the day runs
                → letter "demand" to Jo Sample: 1602 600.00 EUR
    2024-03-10  the day runs
  `,
  )
})

test('a consumer hears softer words, further apart, with an offer of help and a plan; and nobody calls early', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Jo Sample is a consumer in GB, jo@sample.example
    2024-01-10  Jo Sample is invoiced 1611 600.00 GBP, due 2024-02-09
    2024-02-06  the day runs
                → email "before-due" to jo@sample.example: 1611 600.00 GBP
    2024-02-12  the day runs
                → email "friendly" to jo@sample.example: 1611 600.00 GBP
    2024-02-21  the day runs
                → email "second" to jo@sample.example: 1611 600.00 GBP
    2024-02-27  the day runs
                → task Call: 1611.
    2024-03-05  the day runs
                → email "help-and-plan" to jo@sample.example: 1611 600.00 GBP
    2024-03-20  the day runs
                → letter "last-notice" to Jo Sample: 1611 600.00 GBP
    2024-06-30  the day runs
  `,
  )
})

test('a public body is asked early whether it has all it needs, and gets no final notice', async () => {
  await story(
    await stage(),
    `
    2024-01-10  Eastmere Council is a public body in GB, ap@eastmere.example
    2024-01-10  Eastmere Council is invoiced 1701 600.00 GBP, due 2024-02-09
    2024-02-02  the day runs
                → email "receipt" to ap@eastmere.example: 1701 600.00 GBP
    2024-02-14  the day runs
                → email "friendly" to ap@eastmere.example: 1701 600.00 GBP
    2024-02-26  the day runs
                → task Call: 1701.
    2024-03-11  the day runs
                → letter "statutory-interest" to Eastmere Council: 1701 600.00 GBP
    2024-06-30  the day runs
  `,
  )
})

test('between people: four messages at most, and then silence', async () => {
  await story(
    await stage({ policy: 'between-people' }),
    `
    2024-01-10  Robin Sample is a sole trader in GB, robin@sample.example
    2024-01-10  Robin Sample is invoiced 1721 600.00 GBP, due 2024-02-09
    2024-02-12  the day runs
                → email "first" to robin@sample.example: 1721 600.00 GBP
    2024-02-23  the day runs
                → email "second" to robin@sample.example: 1721 600.00 GBP
    2024-03-11  the day runs
                → email "plan" to robin@sample.example: 1721 600.00 GBP
    2024-04-09  the day runs
                → email "last" to robin@sample.example: 1721 600.00 GBP
    2024-09-30  the day runs
  `,
  )
})

test('an assigned claim is paid to the factor; the bank details say so', async () => {
  const it = await stage({
    factors: { Pennarrow: { holder: 'Pennarrow Factors', iban: 'DE89370400440532013000', lines: [] } },
  })
  await story(
    it,
    `
    2024-01-10  Assigned Ltd is a business in GB, ap@assigned.example
    2024-01-10  Assigned Ltd is invoiced 1801 600.00 GBP, due 2024-02-09, assigned to Pennarrow
    2024-02-06  the day runs
                → email "before-due" to ap@assigned.example: 1801 600.00 GBP
    2024-02-13  the day runs
                → email "friendly" to ap@assigned.example: 1801 600.00 GBP
    2024-02-14  the day runs
  `,
  )
  const [mail] = await wordsOf(it)
  expect(mail).toContain('Pennarrow Factors')
  expect(mail).toContain('DE89 3704 0044 0532 0130 00')
  expect(mail).not.toContain('GB33')
})

test('ten branches of one head office are one customer: one message names all their invoices', async () => {
  const names = Array.from({ length: 10 }, (_, i) => `19${String(i).padStart(2, '0')}`)
  const it = await stage()
  await story(
    it,
    `
    2024-01-10  Ten Branches Ltd is a business in GB, ap@branches.example
    ${names.map((number) => `2024-01-10  Ten Branches Ltd is invoiced ${number} 40.00 GBP, due 2024-02-09`).join('\n    ')}
    2024-02-13  the day runs
                → email "friendly" to ap@branches.example: ${names.map((number) => `${number} 40.00 GBP`).join(', ')}
    2024-02-14  the day runs
  `,
  )
})
