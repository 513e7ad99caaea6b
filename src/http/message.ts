// Messages over the API: how one by hand would read and what stands in its way while it is typed, keeping it as a draft, and the
// exact words and bytes of any message in or out.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { type ByHandView, type ByHandWish, viewByHand, writeByHand } from '../engine/by-hand.ts'
import { contentOf } from '../engine/content.ts'
import { approve, findMessage, messageId } from '../store/outbox.ts'
import { debtorBy } from './debtor.ts'
import { operation } from './operation.ts'
import { idShape, oneOf, textShape, wireMoment } from './shape.ts'

const wish = {
  debtor: idShape('dbt'),
  address: idShape('adr')
    .optional()
    .openapi({ description: 'Of /v1/cases/{id}; the first email that works, else post.' }),
  subject: textShape(200),
  text: textShape(10_000).openapi({ description: 'Plain text; greeting, signature and footer stand around it.' }),
  account: z.boolean().default(false).openapi({ description: 'What is open stands under it, and how to pay.' }),
}

const remarkShape = z.object({
  level: z.string(),
  part: z.string(),
  line: z.int().nullable().openapi({ description: 'Of the text as it was typed; null where it is about the rest.' }),
  words: z.string(),
  says: z.string(),
  better: z.string(),
  rule: z.string(),
  cite: z.string(),
})
const mayShape = z.object({
  may: z.boolean(),
  until: z.string().nullable().openapi({ description: 'A moment or a day.' }),
  reasons: z.array(z.object({ says: z.string(), rule: z.string().optional(), cite: z.string().optional() })),
})

function wishOf({ address, subject, text, account }: Omit<z.output<z.ZodObject<typeof wish>>, 'debtor'>): ByHandWish {
  return { subject, text, account, ...(address !== undefined && { addressId: keyOf('adr', address).id }) }
}

function viewJson(it: ByHandView) {
  const { until } = it.may
  return {
    to: it.recipient.address.address,
    name: it.recipient.contact.name ?? null,
    channel: it.recipient.channel,
    language: it.language,
    subject: it.message.subject,
    text: it.message.text,
    html: withPictures(it.message),
    remarks: it.remarks.map(({ level, part, typedLine, words, says, better, rule, cite }) => ({
      ...{ level, part, words, says, better, rule, cite },
      line: typedLine ?? null,
    })),
    may: {
      may: it.may.may,
      // A day is a small number, a moment a large one.
      until: until === undefined ? null : until < 1_000_000 ? dayText(until as never) : wireMoment(until),
      reasons: it.may.reasons,
    },
  }
}

// A mail carries its pictures beside it; a page that shows it needs them inside.
function withPictures({ html, attachments }: ByHandView['message']): string {
  return attachments.reduce(
    (text, it) =>
      it.cid === undefined
        ? text
        : text.replaceAll(`cid:${it.cid}`, `data:${it.contentType};base64,${Buffer.from(it.bytes).toString('base64')}`),
    html,
  )
}

export const messages = [
  operation({
    id: 'previewMessage',
    noun: 'messages',
    method: 'post',
    path: '/v1/messages/preview',
    says: 'How a message by hand would read, what the linter says of each line, and whether the gate would let it go now. Nothing is written.',
    body: z.strictObject(wish),
    answer: z.object({
      to: z.string(),
      name: z.string().nullable(),
      channel: z.string(),
      language: z.string(),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      remarks: z.array(remarkShape),
      may: mayShape,
    }),
    reads: true,
    work: (desk, { body: { debtor, ...rest } }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, debtor)
        return { json: viewJson(await viewByHand(tx, desk.workspace, found, wishOf(rest), desk.today)) }
      }),
  }),
  operation({
    id: 'writeMessage',
    noun: 'messages',
    method: 'post',
    path: '/v1/messages',
    says: 'Keeps a message by hand as a draft, or approves it at once. It leaves by the same gate as every other and counts as a contact.',
    body: z.strictObject({ ...wish, approve: z.boolean().default(false) }),
    answer: z.object({ id: z.string(), approved: z.boolean(), may: mayShape }),
    status: 201,
    work: (desk, { body: { debtor, approve: now, ...rest } }) =>
      desk.tx(async (tx) => {
        const found = await debtorBy(tx, debtor)
        const { message, view } = await writeByHand(tx, desk.workspace, found, wishOf(rest), desk.today)
        const id = messageId(message)
        const minutes = desk.workspace.liveSince === undefined ? 0 : desk.workspace.settings.recallMinutes
        if (now) await approve(tx, await findMessage(tx, id), tx.now + minutes * 60_000)
        return { json: { id, approved: now, may: viewJson(view).may } }
      }),
  }),
  operation({
    id: 'messageContent',
    noun: 'messages',
    method: 'get',
    path: '/v1/messages/{id}/content',
    says: 'The exact words and the file of a message that left or came in; of one that waits, what it would say today.',
    params: oneOf('msg'),
    answer: z.object({
      exact: z.boolean(),
      channel: z.string(),
      to: z.string().nullable(),
      from: z.string().nullable(),
      subject: z.string(),
      text: z.string(),
      html: z.string().nullable(),
      file: z.object({ name: z.string(), type: z.string(), base64: z.string() }).nullable(),
    }),
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const {
          to = null,
          from = null,
          html = null,
          file,
          ...it
        } = await contentOf(tx, desk.workspace, params.id, desk.today)
        const bytes = file && { name: file.name, type: file.type, base64: Buffer.from(file.bytes).toString('base64') }
        return { json: { ...it, to, from, html, file: bytes ?? null } }
      }),
  }),
] as const
