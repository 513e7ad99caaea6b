// Lines of the bank that took a payment back, over the API: those that wait because nothing says beyond doubt which payment it was, and a
// person's answer: this one, or none of ours.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { problem, quoted } from '../core/problem.ts'
import { chargesOn, partAnswers, partNamed, returnPayment, setAside, unreturnPayment } from '../engine/returned.ts'
import { returnReasonOf } from '../rules/returns.ts'
import { findBankLine, unansweredLines } from '../store/bank.ts'
import { findPayment } from '../store/payment.ts'
import { operation } from './operation.ts'
import { cursorOf, idShape, keyCursor, oneOf, pageOf, pageShape, textShape, wireDay } from './shape.ts'

const waitingShape = z
  .object({
    line: z.string(),
    part: z.int(),
    day: wireDay,
    amountMinor: z.int().openapi({ description: 'Below zero: what went out again.' }),
    currency: z.string(),
    name: z.string().nullable(),
    text: z.string(),
    reason: z.string().openapi({ description: 'Why the bank took it back, in words.' }),
    question: z.string(),
    among: z.array(z.object({ payment: z.string(), debtor: z.string(), says: z.array(z.string()) })),
  })
  .openapi('CameBack')

const part = z.int().min(1).max(10_000).optional().openapi({
  description: 'Which part of a line that books several; the only one that waits, unless said.',
})

export const bankReturns = [
  operation({
    id: 'listReturns',
    noun: 'bank',
    method: 'get',
    path: '/v1/bank/returns',
    says: 'Lines that took a payment back and wait for a person, the newest first, each with the payments it could be and why.',
    // Each is held against the payments it could be, so a page is short.
    query: z.strictObject({ ...pageShape, limit: z.coerce.number<number>().int().min(1).max(50).default(20) }),
    answer: pageOf(waitingShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const key = keyCursor('bnk', query.cursor)
        const after = key && (await findBankLine(tx, key.id))
        const found = await unansweredLines(tx, after, query.limit + 1)
        const lines = found.slice(0, query.limit)
        const items = []
        for (const line of lines) {
          const { day, raw } = line
          for (const it of await partAnswers(tx, line)) {
            if (it.question === undefined) continue
            const told = raw.parts?.[it.partNo - 1] ?? raw
            const text = [told.text, raw.text].find((one) => typeof one === 'string' && one !== '') ?? ''
            items.push({
              ...{ line: lineId(line.id), part: it.partNo, day: dayText(day), amountMinor: it.amountMinor },
              ...{ currency: it.currency, name: told.name ?? raw.name ?? null, text },
              ...{ reason: it.reason, question: it.question, among: it.among },
            })
          }
        }
        const next = found.length > lines.length ? cursorOf('bnk', lineId(lines.at(-1)!.id)) : undefined
        return { json: { items, next } }
      }),
  }),
  operation({
    id: 'returnPayment',
    noun: 'bank',
    method: 'post',
    path: '/v1/bank/lines/{id}/return',
    says: 'Says which payment a line took back: it is open again from that day, promises it kept are open too, and the case is looked at.',
    params: oneOf('bnk'),
    body: z.strictObject({
      payment: idShape('pay'),
      part,
      feeMinor: z.int().min(0).max(1_000_000_000).optional().openapi({
        description: 'What the bank took on top; what the line says, unless said.',
      }),
    }),
    answer: z.object({ payment: z.string(), on: wireDay, says: z.string(), feeMinor: z.int().nullable() }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const key = keyOf('pay', body.payment)
        const known = await findPayment(tx, key)
        if (!known) throw unknownPayment(body.payment)
        const it = await partNamed(tx, keyOf('bnk', params.id).id, body.part)
        const feeMinor = chargesOn(it, known, body.feeMinor)
        await returnPayment(tx, desk, key, { on: it.line.day, reason: it.reason, feeMinor, part: it })
        const { says } = returnReasonOf(it.reason)
        return { json: { payment: body.payment, on: dayText(it.line.day), says, feeMinor: feeMinor ?? null } }
      }),
  }),
  operation({
    id: 'setReturnAside',
    noun: 'bank',
    method: 'post',
    path: '/v1/bank/lines/{id}/set-aside',
    says: 'Says that what a line took back was never a customer’s payment.',
    params: oneOf('bnk'),
    body: z.strictObject({ part, because: textShape(500) }),
    answer: z.object({ line: z.string(), part: z.int() }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const it = await partNamed(tx, keyOf('bnk', params.id).id, body.part)
        await setAside(tx, it, body.because)
        return { json: { line: params.id, part: it.partNo } }
      }),
  }),
  operation({
    id: 'unreturnPayment',
    noun: 'bank',
    method: 'post',
    path: '/v1/payments/{id}/unreturn',
    says: 'It did not come back after all: the payment counts again, and its bank line waits.',
    params: oneOf('pay'),
    body: z.strictObject({ because: textShape(500) }),
    answer: z.object({ payment: z.string() }),
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const key = keyOf('pay', params.id)
        if (!(await findPayment(tx, key))) throw unknownPayment(params.id)
        await unreturnPayment(tx, desk, key, body.because)
        return { json: { payment: params.id } }
      }),
  }),
] as const

function unknownPayment(id: string) {
  return problem('payment.unknown', `There is no payment ${quoted(id)}.`, 'Take one of the list.')
}

/** Lines belong to no book. */
function lineId(id: string): string {
  return publicId('bnk', { book: 0, id })
}
