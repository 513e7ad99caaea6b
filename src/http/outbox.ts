// The outbox over the API: what waits, its words and why, and a person's yes, no or word on what became of it.

import { z } from '@hono/zod-openapi'
import { flownBy, takeOut } from '../engine/autopilot.ts'
import { wordsFor } from '../engine/preview.ts'
import { receipt, receiptJson } from '../engine/receipt.ts'
import { type SendResult, send, settle } from '../engine/release.ts'
import { readAttempts } from '../store/attempt.ts'
import { debtorId } from '../store/debtor.ts'
import {
  approve,
  findMessage,
  messageId,
  type OutboxRow,
  pageOutbox,
  recall,
  recallIfWaiting,
} from '../store/outbox.ts'
import { releaseBrake } from '../store/run.ts'
import { flownJson, flownShape } from './autopilot.ts'
import { debtorBy } from './debtor.ts'
import { type ApiDesk, operation } from './operation.ts'
import {
  anyObject,
  cursorOf,
  idShape,
  keyCursor,
  moneySums,
  oneOf,
  pageOf,
  pageShape,
  sumsOf,
  textShape,
  wire,
  wireDay,
  wireMoment,
} from './shape.ts'

const states = ['waiting', 'released', 'sent', 'in_doubt', 'failed', 'overtaken', 'dropped'] as const

const messageShape = z
  .object({
    id: z.string(),
    debtor: z.string(),
    debtorName: z.string(),
    debtorNo: z.int(),
    state: z.enum(states),
    runDay: wireDay,
    step: z.string(),
    stage: z.string(),
    policy: z.string(),
    language: z.string(),
    channel: z.string(),
    sums: moneySums,
    needsApproval: z.boolean(),
    asks: z.string().nullable(),
    approvedAt: z.string().nullable(),
    approvedBy: z.string().nullable(),
    autopilot: flownShape.nullable().openapi({ description: 'By whose leave it goes without a yes, where it does.' }),
    notBefore: z.string().openapi({ description: 'It does not leave before this moment.' }),
    reasons: z.array(anyObject).openapi({ description: 'Why it is written.' }),
    givenOn: wireDay.nullable(),
    says: z.string().nullable(),
  })
  .openapi('Message')

function messageJson(it: OutboxRow) {
  const { state, stage, language, channel, needsApproval, asks, says } = it
  const flown = needsApproval ? undefined : flownBy(it)
  return {
    id: messageId(it),
    debtor: debtorId({ book: it.book, id: it.debtorId }),
    ...{ debtorName: it.debtorName, debtorNo: it.debtorNo, approvedBy: it.approvedBy },
    ...{ state, stage, language, channel, needsApproval, asks, says },
    runDay: wire(it.runDay),
    step: it.stepId,
    policy: it.policyId,
    sums: sumsOf(it.sums),
    approvedAt: wireMoment(it.approvedAt),
    notBefore: wireMoment(it.notBefore),
    autopilot: flown ? flownJson(flown) : null,
    reasons: it.intent.reasons,
    givenOn: wire(it.givenOn),
  }
}

const sentShape = z.object({
  sent: z.int(),
  printed: z.int(),
  refused: z.int(),
  inDoubt: z.int(),
  notSent: z.int(),
  paced: z.int(),
  heldBack: z.array(anyObject),
  dropped: z.array(anyObject),
})

function sentJson({ heldBack, dropped, ...counts }: SendResult) {
  const named = (some: SendResult['heldBack']) => some.map(({ message, says }) => ({ id: messageId(message), says }))
  return { ...counts, heldBack: named(heldBack), dropped: named(dropped) }
}

function sendNow(desk: ApiDesk, limit?: number): Promise<SendResult> {
  const { actor, dataDir } = desk
  return send(desk.db, desk.workspace, { day: desk.today, actor, dataDir, worker: `${actor}@${process.pid}`, limit })
}

export const outbox = [
  operation({
    id: 'listMessages',
    noun: 'outbox',
    method: 'get',
    path: '/v1/outbox',
    says: 'Messages in a state, of all debtors or of one, in the order they were written.',
    query: z.strictObject({
      ...pageShape,
      state: z.enum(states).default('waiting'),
      debtor: idShape('dbt').optional(),
    }),
    answer: pageOf(messageShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const debtor = query.debtor === undefined ? undefined : await debtorBy(tx, query.debtor)
        const after = keyCursor('msg', query.cursor)
        const found = await pageOutbox(tx, query.state, { after, limit: query.limit + 1, debtor })
        const items = found.slice(0, query.limit)
        const next = found.length > items.length ? cursorOf('msg', messageId(items.at(-1)!)) : undefined
        return { json: { items: items.map(messageJson), next } }
      }),
  }),
  operation({
    id: 'readMessage',
    noun: 'outbox',
    method: 'get',
    path: '/v1/outbox/{id}',
    says: 'A message with its words, why it is written, and what became of it.',
    params: oneOf('msg'),
    answer: messageShape.extend({ words: anyObject, attempts: z.array(anyObject) }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const message = await findMessage(tx, params.id)
        const attempts = await readAttempts(tx, message)
        const last = attempts.at(-1)
        const words = last
          ? { to: last.address, subject: last.subject, text: last.text_body }
          : await wordsFor(tx, desk.workspace, message, desk.today)
        const became = attempts.map((it) => ({
          no: it.no,
          address: it.address,
          releasedAt: wireMoment(it.released_at),
          facts: it.facts ?? [],
        }))
        return { json: { ...messageJson(message), words, attempts: became } }
      }),
  }),
  operation({
    id: 'readReceipt',
    noun: 'outbox',
    method: 'get',
    path: '/v1/outbox/{id}/receipt',
    says: 'Why a message was lawful: the facts, grounds and counters of its release, its bytes, what was heard, and its entries in the chain.',
    params: oneOf('msg'),
    answer: anyObject,
    work: (desk, { params }) => desk.tx(async (tx) => ({ json: receiptJson(await receipt(tx, params.id)) })),
  }),
  operation({
    id: 'approveMessages',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/approve',
    says: 'Approves messages; until their time comes they can be recalled.',
    body: z.strictObject({ messages: z.array(idShape('msg')).min(1).max(1000) }),
    answer: z.object({ approved: z.array(z.string()) }),
    work: async (desk, { body }) => {
      const minutes = desk.workspace.liveSince === undefined ? 0 : desk.workspace.settings.recallMinutes
      const approved = await desk.tx(async (tx) => {
        const done: string[] = []
        // In order of their ids, so that two who approve the same do not wait for each other in a circle.
        for (const id of [...new Set(body.messages)].sort())
          if (await approve(tx, await findMessage(tx, id), tx.now + minutes * 60_000)) done.push(id)
        return done
      })
      return { json: { approved } }
    },
  }),
  operation({
    id: 'recallMessages',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/recall',
    says: 'Takes many approvals back; a message that has left already is left as it is, and counted.',
    body: z.strictObject({ messages: z.array(idShape('msg')).min(1).max(1000) }),
    answer: z.object({ recalled: z.array(z.string()), left: z.int() }),
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const all = [...new Set(body.messages)].sort()
        const recalled: string[] = []
        for (const id of all) {
          const message = await findMessage(tx, id)
          if (message.state !== 'waiting' || message.approvedAt === null) continue
          // It may leave while this waits for its lock.
          if (await recallIfWaiting(tx, message)) recalled.push(id)
        }
        return { json: { recalled, left: all.length - recalled.length } }
      }),
  }),
  operation({
    id: 'recallMessage',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/{id}/recall',
    says: 'Takes an approval back while the message still waits.',
    params: oneOf('msg'),
    answer: messageShape,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await recall(tx, await findMessage(tx, params.id))
        return { json: messageJson(await findMessage(tx, params.id)) }
      }),
  }),
  operation({
    id: 'dropMessage',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/{id}/drop',
    says: 'Does not send a message that waits.',
    params: oneOf('msg'),
    body: z.strictObject({ because: textShape(500) }),
    answer: messageShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        await takeOut(tx, params.id, body.because)
        return { json: messageJson(await findMessage(tx, params.id)) }
      }),
  }),
  operation({
    id: 'settleMessage',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/{id}/settle',
    says: 'Says what became of a message that is in doubt.',
    params: oneOf('msg'),
    body: z.strictObject({ arrived: z.boolean(), note: textShape(500).default('settled by a program') }),
    answer: messageShape,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        await settle(tx, await findMessage(tx, params.id), body.arrived, body.note)
        return { json: messageJson(await findMessage(tx, params.id)) }
      }),
  }),
  operation({
    id: 'releaseBrake',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/go',
    says: 'Lets a day pass that the brake holds; its messages go with the next sending.',
    answer: z.object({ released: z.boolean() }),
    work: async (desk) => ({ json: { released: await desk.tx((tx) => releaseBrake(tx, desk.today)) } }),
  }),
  operation({
    id: 'sendMessages',
    noun: 'outbox',
    method: 'post',
    path: '/v1/outbox/send',
    says: 'Sends what is approved or needs no approval, each message once. Asking again sends nothing again; under the same Idempotency-Key it is answered alike.',
    body: z.strictObject({ limit: z.int().min(1).max(10_000).optional() }),
    answer: sentShape,
    apart: true,
    work: async (desk, { body }) => ({ json: sentJson(await sendNow(desk, body.limit)) }),
  }),
] as const
