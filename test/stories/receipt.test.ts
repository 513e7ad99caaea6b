// The receipt of a message: what was kept when it was released is told in full, and what was changed since is seen.

import { expect, test } from 'vitest'
import { rulesSha } from '../../src/core/law.ts'
import { receipt } from '../../src/engine/receipt.ts'
import { law } from '../../src/rules/law.ts'
import { inWorkspace, sql, type Tx } from '../../src/store/db.ts'
import { listOutbox, messageId, refuse } from '../../src/store/outbox.ts'
import { lockDebtors } from '../../src/store/record.ts'
import { type Stage, stage, story } from './story.ts'

function inside<T>(it: Stage, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace(it.at.db, it.workspaceId, 'test', work)
}

test('a receipt tells the facts, the rules as they stood, the bytes and the chain; what was altered since is seen', async () => {
  const it = await stage({ policyByKind: false })
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in GB, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 GBP, due 2024-01-20
    2024-01-17  the day runs
                → email "before-due" to ann@home.example: A1 100.00 GBP
  `,
  )
  const [message] = await inside(it, (tx) => listOutbox(tx, ['sent']))
  const id = messageId(message!)
  const before = await inside(it, (tx) => receipt(tx, id))
  expect(before).toMatchObject({
    debtor: { name: 'Ann' },
    claims: [{ number: 'A1', openMinor: 100_00, currency: 'GBP' }],
    attempts: [
      {
        to: 'ann@home.example',
        bytes: { state: 'as sent' },
        permitInChain: true,
        law: { place: 'GB', debtorKind: 'consumer', medium: 'email', aim: 'collect', rulesSha: rulesSha(law) },
        heard: [{ kind: 'accepted' }],
      },
    ],
    fault: undefined,
  })
  const [attempt] = before.attempts
  expect(attempt!.law.local).toEqual(['2024-01-17 09:00 in Europe/London'])
  expect(attempt!.rules!.map((rule) => rule.id)).toContain('manners.messages')
  expect(before.entries.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['decision', 'permit', 'attempt', 'attempt.accepted']),
  )
  expect(before.entries.every((one) => one.anchor?.day === '2024-01-17')).toBe(true)
  // The Message-ID on the mail finds it too.
  expect(await inside(it, (tx) => receipt(tx, attempt!.externalId))).toEqual(before)

  const owner = it.at.db.owner
  await sql`UPDATE blobs SET bytes = set_byte(bytes, length(bytes) / 2, get_byte(bytes, length(bytes) / 2) # 1)`.execute(
    owner,
  )
  await sql`UPDATE attempts SET permit = jsonb_set(permit, '{law,place}', '"DE"')`.execute(owner)
  await sql`UPDATE record SET actor = 'somebody' WHERE kind = 'permit'`.execute(owner)
  const after = await inside(it, (tx) => receipt(tx, id))
  expect(after.attempts[0]).toMatchObject({ bytes: { state: 'altered' }, permitInChain: false })
  expect(after.fault).toMatch(/^entry \d+ \(permit\) was altered$/)
})

test('a refusal is on the receipt with its reason and what it rested on', async () => {
  const it = await stage({ policyByKind: false })
  await story(
    it,
    `
    2024-01-01  Ann is a consumer in GB, ann@home.example
    2024-01-01  Ann is invoiced A1 100.00 GBP, due 2024-01-20
    2024-01-17  the day runs
                → email "before-due" to ann@home.example: A1 100.00 GBP
  `,
  )
  const id = await inside(it, async (tx) => {
    const [message] = await listOutbox(tx, ['sent'])
    const heads = await lockDebtors(tx, message!.book, [message!.debtorId])
    const reasons = [{ says: 'Too late in the evening where they are.', rule: 'manners.hours' }]
    await refuse(tx, heads, message!, reasons, undefined, undefined, { medium: 'email', place: 'GB' })
    return messageId(message!)
  })
  const { refusals } = await inside(it, (tx) => receipt(tx, id))
  expect(refusals).toMatchObject([{ reasons: [{ rule: 'manners.hours' }], law: { medium: 'email', place: 'GB' } }])
  await expect(inside(it, (tx) => receipt(tx, 'nobody@nowhere.example'))).rejects.toThrow('There is no message')
})
