// The people of a workspace over the API: who works here and as what, inviting, changing, letting go. A link that signs somebody in is
// made only for who has nothing to sign in with yet, or decides little: else an owner's open screen would be everybody's.

import { z } from '@hono/zod-openapi'
import type { Day } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { may, roles } from '../core/member.ts'
import { problem } from '../core/problem.ts'
import { coverMember, giveAnew } from '../engine/collector.ts'
import { sendLetter } from '../engine/house-mail.ts'
import { invitationWords } from '../engine/house-words.ts'
import { wayInUrl } from '../engine/identity.ts'
import { endSessionsOf, type Factors, factorsOf } from '../store/identity.ts'
import { addMember, changeMember, listMembers, type Member, memberId, removeMember } from '../store/member.ts'
import { type ApiDesk, operation } from './operation.ts'
import { dayShape, idShape, oneOf, textShape, wire, wireDay, wireMoment } from './shape.ts'

const limit = z.int().min(0).max(1_000_000_000_000).optional()
const approvesShape = z
  .strictObject({
    writeOffMinor: limit,
    settlementMinor: limit.openapi({ description: 'What is let go so that the rest is paid.' }),
    waiverMinor: limit.openapi({ description: 'Interest, fees and costs.' }),
    policies: z.boolean().optional().openapi({ description: 'Their changes of policies need a second person.' }),
    approver: z.boolean().optional().openapi({
      description: 'Whether they may say yes to what others ask; left out, owners may.',
    }),
    approverMinor: limit.openapi({ description: 'Up to which sum they say yes to others.' }),
  })
  .openapi('Approves', {
    description:
      'What they may do alone, and what of others they approve: sums in minor units of the workspace’s currency; left out, without a limit.',
  })

const memberAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    approves: approvesShape.nullable(),
    version: z.int(),
    you: z.boolean(),
    since: z.string().nullable(),
    cover: z.object({ id: z.string(), until: wireDay.nullable() }).nullable(),
    secondFactor: z.boolean(),
    started: z.boolean().openapi({ description: 'Whether they have something of their own to sign in with.' }),
  })
  .openapi('Member')

const invited = z.object({
  member: memberAnswer,
  link: z.string().nullable().openapi({ description: 'To hand over, where no mail took it; it holds a day, once.' }),
  mailed: z.boolean(),
  says: z.string().nullable(),
})

const coverShape = z.strictObject({
  id: idShape('mbr'),
  until: dayShape.openapi({ description: 'The day they are back; not included.' }),
})
const coverOf = (it: { id: string; until: Day } | null) => it && { id: keyOf('mbr', it.id).id, until: it.until }

const emailShape = z.email().max(254)
const dayMs = 86_400_000

export const members = [
  operation({
    id: 'listMembers',
    noun: 'people',
    method: 'get',
    path: '/v1/members',
    says: 'Who works here, as what, and up to which sums they decide.',
    answer: z.object({ items: z.array(memberAnswer) }),
    peopleOnly: true,
    work: async (desk) => ({ json: { items: await listed(desk) } }),
  }),
  operation({
    id: 'inviteMember',
    noun: 'people',
    method: 'post',
    path: '/v1/members',
    says: 'Gives somebody a seat and a link that lets them in once: mailed to them, or answered to be handed over.',
    body: z.strictObject({
      email: emailShape,
      name: textShape(200),
      role: z.enum(roles),
      approves: approvesShape.nullable().optional(),
      language: z.enum(['en', 'de']).optional(),
    }),
    answer: invited,
    secret: true,
    status: 201,
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk, { body }) => {
      const id = await desk.tx((tx) => addMember(tx, { ...body, approves: body.approves ?? null }))
      return { json: await letIn(desk, id) }
    },
  }),
  operation({
    id: 'changeMember',
    noun: 'people',
    method: 'patch',
    path: '/v1/members/{id}',
    says: 'Changes what somebody may do, what they are called, or who does their work while they are away, if they are still at the version of If-Match.',
    params: oneOf('mbr'),
    body: z.strictObject({
      name: textShape(200).optional(),
      role: z.enum(roles).optional(),
      approves: approvesShape.nullable().optional(),
      cover: coverShape.nullable().optional(),
    }),
    answer: memberAnswer,
    right: 'own',
    peopleOnly: true,
    apart: true,
    versioned: true,
    work: async (desk, { params, body, version }) => {
      const { id } = keyOf('mbr', params.id)
      const cover = body.cover === undefined ? undefined : coverOf(body.cover)
      await desk.tx(async (tx) => {
        const { cover: _, ...rest } = body
        if (Object.keys(rest).length > 0) await changeMember(tx, id, rest, version)
        if (cover !== undefined)
          await coverMember(tx, id, cover, desk.today, Object.keys(rest).length > 0 ? undefined : version)
      })
      if (body.role !== undefined) await giveAnew(desk)
      return versioned(desk, id)
    },
  }),
  operation({
    id: 'coverMember',
    noun: 'people',
    method: 'put',
    path: '/v1/members/{id}/cover',
    says: 'Says that somebody is away and who does their work until the day they are back, which is not included; or, with null, that they are back. If they are still at the version of If-Match.',
    params: oneOf('mbr'),
    body: z.strictObject({ cover: coverShape.nullable() }),
    answer: memberAnswer,
    right: 'manage',
    peopleOnly: true,
    apart: true,
    versioned: true,
    work: async (desk, { params, body, version }) => {
      const { id } = keyOf('mbr', params.id)
      await desk.tx((tx) => coverMember(tx, id, coverOf(body.cover), desk.today, version))
      return versioned(desk, id)
    },
  }),
  operation({
    id: 'coverMyself',
    noun: 'people',
    method: 'put',
    path: '/v1/account/cover',
    says: 'Says that one is away oneself and who does one’s work until the day one is back; or, with null, that one is back. If one is still at the version of If-Match.',
    body: z.strictObject({ cover: coverShape.nullable() }),
    answer: memberAnswer,
    peopleOnly: true,
    apart: true,
    versioned: true,
    work: async (desk, { body, version }) => {
      const { id } = desk.member!
      await desk.tx((tx) => coverMember(tx, id, coverOf(body.cover), desk.today, version))
      return versioned(desk, id)
    },
  }),
  operation({
    id: 'linkMember',
    noun: 'people',
    method: 'post',
    path: '/v1/members/{id}/link',
    says: 'Makes another link that lets somebody in once: for who never came in, or a collector or viewer who lost their password.',
    params: oneOf('mbr'),
    answer: invited,
    secret: true,
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk, { params }) => ({ json: await letIn(desk, keyOf('mbr', params.id).id) }),
  }),
  operation({
    id: 'removeMember',
    noun: 'people',
    method: 'post',
    path: '/v1/members/{id}/remove',
    says: 'Takes somebody’s seat. They are signed out everywhere at once, and their cases are given to others by the rules; what they did stays in the record.',
    params: oneOf('mbr'),
    answer: z.object({ removed: z.string() }),
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk, { params }) => {
      const gone = await desk.tx((tx) => removeMember(tx, keyOf('mbr', params.id).id))
      await endSessionsOf(desk.db, gone.email)
      await giveAnew(desk)
      return { json: { removed: params.id } }
    },
  }),
] as const

async function listed(desk: ApiDesk) {
  const all = await desk.tx(listMembers)
  const factors = await factorsOf(
    desk.db,
    all.map((it) => it.email),
  )
  return all.map((it) => memberJson(it, factors.get(it.email), desk.member?.id))
}

async function one(desk: ApiDesk, id: string) {
  const found = (await listed(desk)).find((it) => it.id === memberId(id))
  if (!found) throw problem('member.unknown', 'Nobody here has this number.', 'Take one from the list of people.')
  return found
}

async function versioned(desk: ApiDesk, id: string) {
  const json = await one(desk, id)
  return { json, version: json.version }
}

function memberJson(it: Member, factors: Factors | undefined, own: string | undefined) {
  const { email, name, role, approves, version } = it
  const secondFactor = factors !== undefined && (factors.totp || factors.passkeys > 0)
  return {
    ...{ id: memberId(it.id), email, name, role, approves, version, you: it.id === own, since: wireMoment(it.addedAt) },
    cover: it.coverId === null ? null : { id: memberId(it.coverId), until: wire(it.coverUntil) },
    ...{ secondFactor, started: secondFactor || (factors?.password ?? false) },
  }
}

/** The link that lets somebody in, sent where a mail server takes it. Who can sign in already needs none. */
async function letIn(desk: ApiDesk, id: string) {
  const { people, origin } = desk.browser!
  const member = await one(desk, id)
  if (member.started && (member.secondFactor || may(member.role, 'manage')))
    return { member, link: null, mailed: false, says: 'They sign in with what they have.' }
  await people.enrol({ email: member.email, name: member.name })
  const link = wayInUrl(origin, await people.wayIn(member.email))
  const by = desk.member!.name
  const found = (await desk.tx(listMembers)).find((it) => it.id === id)!
  const words = invitationWords(
    { name: member.name, by, link, until: desk.wall() + dayMs },
    desk.workspace,
    found.language,
  )
  const letter = { to: member.email, ...words, byHand: true }
  const key = await desk.tx(async (tx) => tx.newId())
  const done = await sendLetter(desk.db, desk.workspace, letter, {
    actor: desk.actor,
    now: desk.wall(),
    id: key,
  }).catch((error: Error) => ({ sent: false, says: error.message }))
  return { member, link: done.sent ? null : link, mailed: done.sent, says: done.sent ? null : done.says }
}
