// Stories of the ladder and the gate: which policy counts, statements, approvals and their recall, the brake, old knowledge,
// missed days, and days in any order.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, dayText } from '../../src/core/day.ts'
import { send } from '../../src/engine/release.ts'
import { run } from '../../src/engine/run.ts'
import { policyFrom } from '../../src/rules/notices.ts'
import { addClaims } from '../../src/store/claim.ts'
import { inWorkspace, rows, sql } from '../../src/store/db.ts'
import { addDebtors } from '../../src/store/debtor.ts'
import { lookAgain } from '../../src/store/ledger.ts'
import { approve, findMessage, listOutbox, messageId, recall } from '../../src/store/outbox.ts'
import { addPayments, openClaims, spread } from '../../src/store/payment.ts'
import { choosePolicy, savePolicies } from '../../src/store/policy.ts'
import { lockDebtors } from '../../src/store/record.ts'
import { releaseBrake } from '../../src/store/run.ts'
import { goLive, readWorkspace, type Settings, setKnownUntil } from '../../src/store/workspace.ts'
import { type Stage, stage, story } from './story.ts'

interface Book extends Stage {
  readonly debtors: { book: number; id: string; caseId: string }[]
}

/** `count` customers, each with one invoice of 100.00 due on 2024-02-09. */
async function book(count: number, settings: Partial<Settings> = {}): Promise<Book> {
  const it = await stage(settings)
  const debtors = await within(it, async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const { made, heads } = await addDebtors(
      tx,
      Array.from({ length: count }, (_, i) => ({
        name: `Customer ${i} Ltd`,
        kind: 'business' as const,
        kindBecause: 'Ltd',
        country: 'GB',
        language: 'en',
        handling: 'automatic' as const,
        arrivedOn: day('2024-01-10'),
        creditorId,
        contacts: [{ roles: ['accounts_payable' as const], emails: [`ap${i}@customer.example`] }],
      })),
    )
    await addClaims(
      tx,
      heads.get(made[0]!.book)!,
      made.map((debtor, i) => ({
        debtorId: debtor.id,
        creditorId,
        caseId: debtor.caseId,
        number: `N${i}`,
        kind: 'invoice',
        currency: 'GBP',
        issuedOn: day('2024-01-10'),
        arrivedOn: day('2024-01-10'),
        dues: [{ dueOn: day('2024-02-09'), amountMinor: 10_000 }],
      })),
    )
    await lookAgain(
      tx,
      made[0]!.book,
      made.map((debtor) => debtor.id),
      day('2024-01-10'),
    )
    await setKnownUntil(tx, creditorId, day('2024-12-31'), 'test')
    return made
  })
  return { ...it, debtors }
}

function within<T>(it: Stage, work: Parameters<typeof inWorkspace<T>>[3]): Promise<T> {
  return inWorkspace(it.at.db, it.workspaceId, 'test', work)
}

async function live(it: Stage, text: string, hour = 9) {
  it.at.clock.set(text, hour)
  const workspace = await within(it, readWorkspace)
  const result = await run(it.at.db, workspace, { day: day(text), actor: 'test' })
  const sent = await send(it.at.db, workspace, {
    day: day(text),
    actor: 'test',
    dataDir: it.at.dataDir,
    worker: 'test',
  })
  return { result, sent }
}

test('a monthly statement of account goes out on the first business day, without demand', async () => {
  const it = await stage()
  await within(it, async (tx) => {
    await savePolicies(tx, [
      policyFrom({
        id: 'standard',
        name: 'With statements',
        steps: [
          { id: 'friendly', stage: 'friendly', days: 10, template: 'friendly' },
          { id: 'monthly', stage: 'statement', kind: 'statement', after: 'month', days: 1, template: 'statement' },
        ],
      }),
    ])
  })
  await story(
    it,
    `
    2024-01-10  Monthly Ltd is a business in GB, ap@monthly.example
    2024-01-10  Monthly Ltd is invoiced 2001 100.00 GBP, due 2024-03-09
    2024-02-01  the day runs
                → email "monthly" to ap@monthly.example: 2001 100.00 GBP
    2024-03-01  the day runs
                → email "monthly" to ap@monthly.example: 2001 100.00 GBP
    2024-03-19  the day runs
                → email "friendly" to ap@monthly.example: 2001 100.00 GBP
    2024-03-25  the day runs
  `,
  )
})

test('the most specific choice of a policy wins, and a change of ladder goes on no milder', async () => {
  const it = await book(2)
  const [first] = it.debtors
  await live(it, '2024-02-19')
  await within(it, async (tx) => {
    await savePolicies(tx, [
      policyFrom({
        id: 'short',
        name: 'Short',
        minDaysBetween: 1,
        steps: [
          { id: 'hello', stage: 'friendly', days: 1, template: 'friendly' },
          { id: 'last', stage: 'second', days: 5, template: 'second', payBy: { days: 5 } },
          { id: 'stern', stage: 'firm', days: 9, template: 'firm', payBy: { days: 5 } },
        ],
      }),
    ])
    await choosePolicy(tx, { reach: 'debtor', subject: first!.id, policyId: 'short' })
    await lookAgain(tx, first!.book, [first!.id], day('2024-02-20'))
  })
  // It had the second reminder on the 19th; the new ladder's first step no milder is its own second, one day later at the earliest.
  const { sent } = await live(it, '2024-02-20')
  expect(sent.sent).toBe(1)
  const said = await within(it, (tx) =>
    rows<{ step: string; name: string }>(
      tx,
      sql`SELECT m.step_id AS step, d.name FROM messages m JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id JOIN outbox o ON o.message_id = m.id WHERE o.given_on = '2024-02-20'::date`,
    ),
  )
  expect(said).toEqual([{ step: 'last', name: 'Customer 0 Ltd' }])
})

test('missed days bring the newest step only, never a burst', async () => {
  const it = await book(1)
  expect((await live(it, '2024-02-06')).sent.sent).toBe(1)
  // Nobody ran the program for weeks.
  expect((await live(it, '2024-03-25')).sent.sent).toBe(1)
  expect((await live(it, '2024-03-25')).sent.sent).toBe(0)
  expect((await live(it, '2024-03-26')).sent.sent).toBe(0)
  const steps = await within(it, (tx) =>
    rows<{ step: string }>(
      tx,
      sql`SELECT m.step_id AS step FROM messages m JOIN outbox o ON o.message_id = m.id WHERE o.given_on IS NOT NULL ORDER BY m.at`,
    ),
  )
  expect(steps.map((one) => one.step)).toEqual(['before-due', 'second'])
})

test('the first day far beyond the usual waits for a person; so does a day over three times the median', async () => {
  const it = await book(30)
  const first = await live(it, '2024-02-06')
  expect(first.result.brake).toMatch(/30 messages on the first day/)
  expect(first.sent.sent).toBe(0)
  await within(it, (tx) => releaseBrake(tx, day('2024-02-06')))
  expect((await live(it, '2024-02-06')).sent.sent).toBe(30)
  // Two quiet days with one message each would make thirty a surprise.
  const quiet = await book(8)
  for (const [i, debtor] of quiet.debtors.entries()) {
    if (i > 1)
      await within(quiet, (tx) =>
        lookAgain(tx, debtor.book, [debtor.id], day('2024-01-10')).then(() =>
          rows(
            tx,
            sql`UPDATE case_state SET next_look_on = '2024-02-13'::date WHERE book_id = ${debtor.book} AND case_id = ${debtor.caseId}::uuid`,
          ),
        ),
      )
    else
      await within(quiet, (tx) =>
        rows(
          tx,
          sql`UPDATE case_state SET next_look_on = ${i === 0 ? '2024-02-06' : '2024-02-07'}::date WHERE book_id = ${debtor.book} AND case_id = ${debtor.caseId}::uuid`,
        ),
      )
  }
  await within(quiet, (tx) => rows(tx, sql`UPDATE workspaces SET run_day = '2024-02-05'::date`))
  expect((await live(quiet, '2024-02-06')).sent.sent).toBe(1)
  expect((await live(quiet, '2024-02-07')).sent.sent).toBe(1)
  const many = await live(quiet, '2024-02-13')
  expect(many.result.brake).toMatch(/messages, where 1 a day are usual/)
  expect(many.sent.sent).toBe(0)
})

test('reminders wait while our knowledge of payments is old, and go when it is fresh', async () => {
  const it = await book(1)
  await within(it, (tx) =>
    rows(tx, sql`UPDATE creditors SET known_until = '2024-02-01'::date WHERE workspace_id = ${it.workspaceId}::uuid`),
  )
  const old = await live(it, '2024-02-13')
  expect(old.sent.sent).toBe(0)
  expect(old.sent.heldBack[0]!.says).toMatch(/payments up to 2024-02-01 only, 8 business days back; at most 3/)
  await within(it, async (tx) => setKnownUntil(tx, (await readWorkspace(tx)).creditorId, day('2024-02-12'), 'test'))
  expect((await live(it, '2024-02-13')).sent.sent).toBe(1)
})

test('without an inbox every step after the friendly note asks "any answer since?"; a live approval can be recalled for 15 minutes', async () => {
  const it = await book(2, { inboxConnected: false })
  await within(it, goLive)
  await live(it, '2024-02-13')
  const { sent } = await live(it, '2024-02-19')
  expect(sent.sent).toBe(0)
  const waiting = await within(it, (tx) => listOutbox(tx, ['waiting']))
  expect(waiting.map((one) => one.asks)).toEqual(Array(2).fill('No inbox is connected: any answer since?'))
  const [one, other] = waiting
  for (const message of [one!, other!]) await within(it, (tx) => approve(tx, message, tx.now + 15 * 60_000))
  const again = async () =>
    send(it.at.db, await within(it, readWorkspace), {
      day: day('2024-02-19'),
      actor: 'test',
      dataDir: it.at.dataDir,
      worker: 'test',
    })
  expect((await again()).sent).toBe(0)
  await within(it, async (tx) => recall(tx, await findMessage(tx, messageId(other!))))
  it.at.clock.set('2024-02-19', 10)
  expect((await again()).sent).toBe(1)
  // The one that was recalled is not sent old: the next day's run draws it anew, and it asks again.
  await live(it, '2024-02-20')
  const states = await within(it, (tx) =>
    rows<{ state: string; day: number }>(
      tx,
      sql`SELECT state, run_day AS day FROM outbox WHERE debtor_id = ${other!.debtorId}::uuid ORDER BY run_day`,
    ),
  )
  expect(states.map((row) => `${dayText(row.day as never)} ${row.state}`)).toEqual([
    '2024-02-13 sent',
    '2024-02-19 overtaken',
    '2024-02-20 waiting',
  ])
})

test('an approval holds while the claims stay and no sum grows; a payment shrinks the words, more debt asks again', async () => {
  const it = await book(1, { inboxConnected: false })
  const [debtor] = it.debtors
  await live(it, '2024-02-13')
  await live(it, '2024-02-19')
  const [draft] = await within(it, (tx) => listOutbox(tx, ['waiting']))
  await within(it, (tx) => approve(tx, draft!, tx.now))
  await within(it, async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const heads = await lockDebtors(tx, debtor!.book, [debtor!.id])
    const { parts, ruleId } = spread(4_000, await openClaims(tx, debtor!, creditorId, 'GBP'))
    await addPayments(tx, heads, [
      {
        debtorId: debtor!.id,
        creditorId,
        kind: 'payment',
        amountMinor: 4_000,
        currency: 'GBP',
        day: day('2024-02-19'),
        parts,
        ruleId,
      },
    ])
    await lookAgain(tx, debtor!.book, [debtor!.id], day('2024-02-19'))
  })
  const { sent } = await live(it, '2024-02-19')
  expect(sent.sent).toBe(1)
  const [attempt] = await within(it, (tx) =>
    rows<{ text_body: string }>(
      tx,
      sql`SELECT a.text_body FROM attempts a JOIN outbox o ON o.message_id = a.message_id WHERE o.run_day = '2024-02-19'::date`,
    ),
  )
  expect(attempt!.text_body).toContain('60.00')
})

test('who pays between draft and sending is not chased', async () => {
  const it = await book(1)
  const [debtor] = it.debtors
  it.at.clock.set('2024-02-13')
  const workspace = await within(it, readWorkspace)
  await run(it.at.db, workspace, { day: day('2024-02-13'), actor: 'test' })
  await within(it, async (tx) => {
    const { creditorId } = await readWorkspace(tx)
    const heads = await lockDebtors(tx, debtor!.book, [debtor!.id])
    const { parts, ruleId } = spread(10_000, await openClaims(tx, debtor!, creditorId, 'GBP'))
    await addPayments(tx, heads, [
      {
        debtorId: debtor!.id,
        creditorId,
        kind: 'payment',
        amountMinor: 10_000,
        currency: 'GBP',
        day: day('2024-02-13'),
        parts,
        ruleId,
      },
    ])
  })
  const sent = await send(it.at.db, workspace, {
    day: day('2024-02-13'),
    actor: 'test',
    dataDir: it.at.dataDir,
    worker: 'test',
  })
  expect(sent.sent).toBe(0)
  expect(sent.dropped.map((one) => one.says)).toEqual(['Nothing is open.'])
})

test('days run twice, late or in any order: one message a day, each step once, never a burst', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 110 }), { minLength: 5, maxLength: 22 }), async (offsets) => {
      const it = await book(2, {
        brake: { on: false, factor: 3, firstDay: 25 },
        knowledge: { reminders: null, demands: null },
      })
      for (const offset of offsets) {
        const text = dayText(addDays(day('2024-02-01'), offset))
        await live(it, text)
        for (const waiting of await within(it, (tx) => listOutbox(tx, ['waiting'])))
          if (waiting.needsApproval) await within(it, (tx) => approve(tx, waiting, tx.now))
        await live(it, text)
        expect((await live(it, text)).sent.sent, `${text} once more`).toBe(0)
      }
      const said = await within(it, (tx) =>
        rows<{ debtor: string; step: string; on: number }>(
          tx,
          sql`SELECT m.debtor_id AS debtor, m.step_id AS step, o.given_on AS on FROM messages m JOIN outbox o ON o.book_id = m.book_id AND o.message_id = m.id WHERE o.given_on IS NOT NULL`,
        ),
      )
      for (const some of Map.groupBy(said, (one) => one.debtor).values()) {
        expect(new Set(some.map((one) => one.on)).size, 'one message a day').toBe(some.length)
        expect(new Set(some.map((one) => one.step)).size, 'each step once').toBe(some.length)
      }
    }),
    { numRuns: 6, seed: 11 },
  )
})
