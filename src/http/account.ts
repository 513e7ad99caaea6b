// What is one's own, over the API: name, language, what one signs in with, and where one is signed in. Passwords are changed, codes and
// passkeys set up under /auth; sessions are shown here without the tokens that would open them.

import { z } from '@hono/zod-openapi'
import { keyOf, publicId } from '../core/id.ts'
import { endSessions, factorsOf, type SessionRow, sessionsOf } from '../store/identity.ts'
import { changeMember, memberBy } from '../store/member.ts'
import { type ApiDesk, operation } from './operation.ts'
import { oneOf, textShape, wireMoment } from './shape.ts'

const accountAnswer = z
  .object({
    name: z.string(),
    email: z.string(),
    role: z.string(),
    language: z.string().nullable(),
    version: z.int(),
    password: z.boolean(),
    totp: z.boolean(),
    passkeys: z.int(),
    sessions: z.array(
      z.object({
        id: z.string(),
        here: z.boolean(),
        begunAt: z.string().nullable(),
        seenAt: z.string().nullable(),
        address: z.string().nullable(),
        agent: z.string().nullable(),
      }),
    ),
  })
  .openapi('Account')

export const accounts = [
  operation({
    id: 'readAccount',
    noun: 'account',
    method: 'get',
    path: '/v1/account',
    says: 'Who is signed in, with what they can sign in, and where they are.',
    answer: accountAnswer,
    peopleOnly: true,
    versioned: true,
    work: answered,
  }),
  operation({
    id: 'changeAccount',
    noun: 'account',
    method: 'patch',
    path: '/v1/account',
    says: 'Changes one’s own name and language here, if they are still at the version of If-Match.',
    body: z.strictObject({ name: textShape(200).optional(), language: z.enum(['en', 'de']).optional() }),
    answer: accountAnswer,
    right: 'read',
    peopleOnly: true,
    apart: true,
    versioned: true,
    work: async (desk, { body, version }) => {
      await desk.tx((tx) => changeMember(tx, desk.member!.id, body, version))
      return answered(desk)
    },
  }),
  operation({
    id: 'beginPassword',
    noun: 'account',
    method: 'post',
    path: '/v1/account/password',
    says: 'Sets a first password, for who came by a link. Who has one changes it under /auth/change-password.',
    body: z.strictObject({ password: z.string().min(1).max(300) }),
    answer: accountAnswer,
    right: 'read',
    peopleOnly: true,
    apart: true,
    work: async (desk, { body }) => {
      const { people, person } = desk.browser!
      await people.begin(person, body.password)
      return answered(desk)
    },
  }),
  operation({
    id: 'endSession',
    noun: 'account',
    method: 'post',
    path: '/v1/account/sessions/{id}/end',
    says: 'Signs one out where one is signed in elsewhere.',
    params: oneOf('ses'),
    answer: accountAnswer,
    right: 'read',
    peopleOnly: true,
    apart: true,
    work: async (desk, { params }) => {
      await endSessions(desk.db, desk.browser!.person.id, { id: keyOf('ses', params.id).id })
      return answered(desk)
    },
  }),
  operation({
    id: 'endOtherSessions',
    noun: 'account',
    method: 'post',
    path: '/v1/account/sessions/end-others',
    says: 'Signs one out everywhere but here.',
    answer: accountAnswer,
    right: 'read',
    peopleOnly: true,
    apart: true,
    work: async (desk) => {
      const { person } = desk.browser!
      await endSessions(desk.db, person.id, { butId: person.sessionId })
      return answered(desk)
    },
  }),
] as const

async function answered(desk: ApiDesk) {
  const { person } = desk.browser!
  const member = (await desk.tx((tx) => memberBy(tx, person.email)))!
  const factors = (await factorsOf(desk.db, [person.email])).get(person.email)
  const sessions = await sessionsOf(desk.db, person.id, desk.wall())
  const { name, email, role, language, version } = member
  return {
    version,
    json: {
      ...{ name, email, role, language, version },
      password: factors?.password ?? false,
      totp: factors?.totp ?? false,
      passkeys: factors?.passkeys ?? 0,
      sessions: sessions.map((it) => sessionJson(it, person.sessionId)),
    },
  }
}

function sessionJson(it: SessionRow, own: string) {
  const { address, agent } = it
  return {
    ...{ id: publicId('ses', { book: 1, id: it.id }), here: it.id === own, address, agent },
    ...{ begunAt: wireMoment(it.begunAt), seenAt: wireMoment(it.seenAt) },
  }
}
