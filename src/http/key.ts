// Keys by which programs come in, over the API, for owners at the desk alone: a key must not be able to make keys.

import { z } from '@hono/zod-openapi'
import { type ApiKey, addKey, keyId, listKeys, revokeKey } from '../store/door.ts'
import { operation } from './operation.ts'
import { oneOf, textShape, wireMoment } from './shape.ts'

const keyAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    mayWrite: z.boolean(),
    madeAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .openapi('Key')

function keyJson({ id, name, mayWrite, madeAt, revokedAt }: ApiKey) {
  return { id: keyId(id), name, mayWrite, madeAt: wireMoment(madeAt), revokedAt: wireMoment(revokedAt) }
}

export const keys = [
  operation({
    id: 'listKeys',
    noun: 'keys',
    method: 'get',
    path: '/v1/keys',
    says: 'Keys of programs, those in use first.',
    answer: z.object({ items: z.array(keyAnswer) }),
    right: 'own',
    peopleOnly: true,
    work: (desk) => desk.tx(async (tx) => ({ json: { items: (await listKeys(tx)).map(keyJson) } })),
  }),
  operation({
    id: 'addKey',
    noun: 'keys',
    method: 'post',
    path: '/v1/keys',
    says: 'Makes a key. Its secret is in this answer only.',
    body: z.strictObject({ name: textShape(100), mayWrite: z.boolean().default(false) }),
    answer: z.object({ id: z.string(), secret: z.string() }),
    status: 201,
    right: 'own',
    peopleOnly: true,
    secret: true,
    work: (desk, { body }) => desk.tx(async (tx) => ({ json: await addKey(tx, body.name.trim(), body.mayWrite) })),
  }),
  operation({
    id: 'revokeKey',
    noun: 'keys',
    method: 'post',
    path: '/v1/keys/{id}/revoke',
    says: 'Takes a key back; it opens nothing any more.',
    params: oneOf('key'),
    answer: z.object({ revoked: z.string() }),
    right: 'own',
    peopleOnly: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => ({ json: { revoked: keyId((await revokeKey(tx, params.id)).id) } })),
  }),
] as const
