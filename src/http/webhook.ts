// Webhooks over the API: register where to hear what happened, try it, look at what was delivered, play it again. What the address
// may be beyond https on the internet is a setting of the terminal, so that a key that leaks cannot look into the network.

import { z } from '@hono/zod-openapi'
import { eventKinds } from '../core/event.ts'
import { registerWebhook, replayTo, testWebhook } from '../engine/webhook.ts'
import { type AttemptLog, listTries } from '../store/delivery.ts'
import {
  eventId,
  findWebhook,
  listWebhooks,
  removeWebhook,
  resumeWebhook,
  type WebhookRow,
  webhookId,
} from '../store/webhook.ts'
import { operation } from './operation.ts'
import { cursorOf, flagShape, idShape, keyCursor, oneOf, pageOf, pageShape, textShape, wireMoment } from './shape.ts'

const webhookShape = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    state: z.enum(['on', 'off', 'removed']),
    offBecause: z.string().nullable(),
    failures: z.int().openapi({ description: 'Tries that failed one after the other.' }),
    nextAt: z.string().nullable(),
    waiting: z.int(),
    madeAt: z.string().nullable(),
  })
  .openapi('Webhook')

const tryShape = z
  .object({
    id: z.string(),
    event: z.string(),
    type: z.string().nullable(),
    at: z.string().nullable(),
    status: z.int().nullable(),
    ms: z.int(),
    says: z.string().openapi({ description: 'The first of what was answered, or what went wrong.' }),
  })
  .openapi('WebhookTry')

function webhookJson(it: WebhookRow) {
  const { url, events, state, offBecause, tries, waiting } = it
  const moments = { nextAt: wireMoment(it.nextAt), madeAt: wireMoment(it.madeAt) }
  return { id: webhookId(it.id), url, events, state, offBecause, failures: tries, waiting, ...moments }
}

function tryJson(it: AttemptLog) {
  const { ms, says, status, kind } = it
  return { id: tryId(it.id), event: eventId(it.eventId), type: kind, at: wireMoment(it.at), status, ms, says }
}

const tryPrefix = 'try'

function tryId(id: string): string {
  return webhookId(id).replace(/^whk/, tryPrefix)
}

export const webhooks = [
  operation({
    id: 'listWebhooks',
    noun: 'webhooks',
    method: 'get',
    path: '/v1/webhooks',
    says: 'Where other programs hear what happened, in the order they were made, and how it goes.',
    query: z.strictObject(pageShape),
    answer: pageOf(webhookShape),
    work: (desk, { query }) =>
      desk.tx(async (tx) => {
        const after = keyCursor('whk', query.cursor)
        const rest = (await listWebhooks(tx)).filter((it) => after === undefined || it.id > after.id)
        const items = rest.slice(0, query.limit)
        const next = rest.length > items.length ? cursorOf('whk', webhookId(items.at(-1)!.id)) : undefined
        return { json: { items: items.map(webhookJson), next } }
      }),
  }),
  operation({
    id: 'addWebhook',
    noun: 'webhooks',
    method: 'post',
    path: '/v1/webhooks',
    says: 'Registers a webhook. Its secret is in this answer only; deliveries are signed with it as Standard Webhooks say.',
    body: z.strictObject({
      url: textShape(2000).openapi({ example: 'https://shop.example/hooks/dunwell' }),
      events: z
        .array(textShape(60))
        .min(1)
        .max(100)
        .default(['*'])
        .openapi({ description: `* for all, a group such as claim.*, or: ${Object.keys(eventKinds).join(', ')}.` }),
    }),
    answer: webhookShape.extend({ secret: z.string() }),
    status: 201,
    right: 'manage',
    work: (desk, { body }) =>
      desk.tx(async (tx) => {
        const { id, secret } = await registerWebhook(tx, desk.workspace, body)
        return { json: { ...webhookJson(await findWebhook(tx, webhookId(id))), secret } }
      }),
  }),
  operation({
    id: 'readWebhook',
    noun: 'webhooks',
    method: 'get',
    path: '/v1/webhooks/{id}',
    says: 'One webhook, and how it goes.',
    params: oneOf('whk'),
    answer: webhookShape,
    work: (desk, { params }) => desk.tx(async (tx) => ({ json: webhookJson(await findWebhook(tx, params.id)) })),
  }),
  operation({
    id: 'testWebhook',
    noun: 'webhooks',
    method: 'post',
    path: '/v1/webhooks/{id}/test',
    says: 'Delivers an event that tells nothing, now and once, and says what came of it.',
    params: oneOf('whk'),
    answer: z.object({
      event: z.string(),
      delivered: z.boolean(),
      status: z.int().nullable(),
      ms: z.int(),
      says: z.string(),
    }),
    apart: true,
    right: 'manage',
    work: async (desk, { params }) => {
      const { id } = await desk.tx((tx) => findWebhook(tx, params.id))
      const { status = null, ...result } = await testWebhook(desk.db, desk.workspace, id, desk.wall)
      return { json: { ...result, status } }
    },
  }),
  operation({
    id: 'resumeWebhook',
    noun: 'webhooks',
    method: 'post',
    path: '/v1/webhooks/{id}/resume',
    says: 'Goes on at once with a webhook that failed or is off, with what waits first.',
    params: oneOf('whk'),
    answer: webhookShape,
    right: 'manage',
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await resumeWebhook(tx, await findWebhook(tx, params.id))
        return { json: webhookJson(await findWebhook(tx, params.id)) }
      }),
  }),
  operation({
    id: 'replayWebhook',
    noun: 'webhooks',
    method: 'post',
    path: '/v1/webhooks/{id}/replay',
    says: 'Delivers one event again, or all since a moment, under their own ids. Events are kept for 30 days.',
    params: oneOf('whk'),
    body: z.strictObject({
      event: idShape('evt').optional(),
      since: z.iso.datetime({ offset: true }).optional().openapi({ example: '2026-03-31T09:00:00Z' }),
    }),
    answer: z.object({ waiting: z.int() }),
    right: 'manage',
    work: (desk, { params, body: { event, since } }) =>
      desk.tx(async (tx) => {
        const moment = since === undefined ? undefined : Date.parse(since)
        return { json: { waiting: await replayTo(tx, await findWebhook(tx, params.id), { event, since: moment }) } }
      }),
  }),
  operation({
    id: 'listWebhookTries',
    noun: 'webhooks',
    method: 'get',
    path: '/v1/webhooks/{id}/log',
    says: 'Every try at delivering, the newest first: when, how long, what was answered.',
    params: oneOf('whk'),
    query: z.strictObject({ ...pageShape, failed: flagShape.optional() }),
    answer: pageOf(tryShape),
    work: (desk, { params, query }) =>
      desk.tx(async (tx) => {
        const { id } = await findWebhook(tx, params.id)
        const before = keyCursor(tryPrefix, query.cursor)?.id
        const found = await listTries(tx, id, { before, failed: query.failed, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const next = found.length > items.length ? cursorOf(tryPrefix, tryId(items.at(-1)!.id)) : undefined
        return { json: { items: items.map(tryJson), next } }
      }),
  }),
  operation({
    id: 'removeWebhook',
    noun: 'webhooks',
    method: 'post',
    path: '/v1/webhooks/{id}/remove',
    says: 'Removes a webhook; what waits for it is forgotten.',
    params: oneOf('whk'),
    answer: z.object({ removed: z.string() }),
    right: 'manage',
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        await removeWebhook(tx, await findWebhook(tx, params.id))
        return { json: { removed: params.id } }
      }),
  }),
] as const
