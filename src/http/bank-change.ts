// Where debtors pay to, over the API: what stands, what waits, and asking for a change of it. A session alone changes nothing here.

import { z } from '@hono/zod-openapi'
import { keyOf } from '../core/id.ts'
import { problem } from '../core/problem.ts'
import {
  agreeBankChange,
  askBankChange,
  checkedPaidTo,
  checkProofKind,
  paidToOf,
  withdrawBankChange,
} from '../engine/bank-change.ts'
import { sendHouseMails } from '../engine/house-mail.ts'
import type { Proof } from '../engine/identity.ts'
import { nameOf } from '../store/approval.ts'
import { type BankChange, bankChangeId, listBankChanges, type PaidTo } from '../store/bank-change.ts'
import { factorsOf } from '../store/identity.ts'
import { listMembers } from '../store/member.ts'
import { readWorkspace, settingsVersion } from '../store/workspace.ts'
import { type ApiDesk, checkVersion, operation } from './operation.ts'
import { oneOf, textShape, wireMoment } from './shape.ts'

const accountShape = {
  holder: textShape(140),
  iban: z.string().trim().min(1).max(60).optional(),
  bic: z.string().trim().min(1).max(20).optional(),
  lines: z.array(z.string().trim().max(100)).max(6).default([]),
}
const paidToShape = z.strictObject({
  bank: z.strictObject({ ...accountShape, bankName: z.string().trim().max(140).optional() }),
  factors: z
    .record(z.string().min(1).max(100), z.strictObject(accountShape))
    .refine((it) => Object.keys(it).length <= 50, 'are more than 50')
    .optional(),
  payLink: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .optional(),
})

/** What somebody shows at this very moment. */
export const proofShape = z
  .union([
    z.strictObject({
      totp: z
        .string()
        .trim()
        .regex(/^\d{6}$/, 'has six figures'),
    }),
    z.strictObject({ passkey: z.record(z.string(), z.unknown()) }),
    z.strictObject({ password: z.string().min(1).max(300) }),
  ])
  .openapi({ description: 'A code of the app, the answer of a passkey, or the password where nobody here has either.' })

const accountAnswer = z.object({
  holder: z.string(),
  iban: z.string().optional(),
  bic: z.string().optional(),
  bankName: z.string().optional(),
  lines: z.array(z.string()),
})
const paidToAnswer = z.object({
  bank: accountAnswer.nullable(),
  factors: z.record(z.string(), accountAnswer),
  payLink: z.string().nullable(),
})
const changeAnswer = z
  .object({
    id: z.string(),
    next: paidToAnswer,
    before: paidToAnswer,
    state: z.enum(['waiting', 'done', 'withdrawn']),
    askedAt: z.string().nullable(),
    askedBy: z.string(),
    own: z.boolean(),
    effectiveAt: z.string().nullable(),
    needsSecond: z.boolean(),
    agreedAt: z.string().nullable(),
    agreedBy: z.string().nullable(),
    endedAt: z.string().nullable(),
    endedBy: z.string().nullable(),
  })
  .openapi('BankChange')

const overview = z.object({
  version: z.int(),
  now: paidToAnswer,
  waiting: changeAnswer.nullable(),
  past: z.array(changeAnswer),
  /** What who asks must show for a change. */
  proof: z.enum(['second_factor', 'password', 'none']),
  totp: z.boolean(),
  passkeys: z.int(),
})

export const bankChanges = [
  operation({
    id: 'readBankDetails',
    noun: 'settings',
    method: 'get',
    path: '/v1/bank-details',
    says: 'Where debtors pay to, a change of it that waits, and past ones; and what who asks must show to change it.',
    answer: overview,
    right: 'manage',
    peopleOnly: true,
    versioned: true,
    work: answered,
  }),
  operation({
    id: 'askBankChange',
    noun: 'settings',
    method: 'post',
    path: '/v1/bank-changes',
    says: 'Asks to change where debtors pay, if the settings are still at the version that was seen. It takes effect by itself after 72 hours; where there is another owner or manager, one of them must agree before. Every owner is told.',
    body: paidToShape.extend({
      proof: proofShape,
      version: z.int().optional().openapi({ description: 'That of the bank details that were seen.' }),
    }),
    answer: overview,
    status: 201,
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk, { body: { proof, version, ...asked } }) => {
      // Before who they are is shown: what was shown counts once.
      checkVersion(version, await desk.tx(settingsVersion))
      const now = paidToOf(await desk.tx(readWorkspace))
      const next = checkedPaidTo({
        bank: asked.bank,
        factors: asked.factors ?? now.factors,
        payLink: asked.payLink === undefined ? now.payLink : (asked.payLink ?? undefined),
      })
      const shownBy = await showsWho(desk, proof)
      await desk.tx(async (tx) => {
        checkVersion(version, await settingsVersion(tx, true))
        await askBankChange(tx, { asker: desk.member!, next, shownBy, now: desk.wall() })
      })
      return told(desk)
    },
  }),
  operation({
    id: 'agreeBankChange',
    noun: 'settings',
    method: 'post',
    path: '/v1/bank-changes/{id}/agree',
    says: 'The second person’s yes to a change of where debtors pay; not of who asked for it.',
    params: oneOf('bch'),
    answer: overview,
    right: 'manage',
    peopleOnly: true,
    apart: true,
    work: async (desk, { params }) => {
      await desk.tx((tx) => agreeBankChange(tx, keyOf('bch', params.id).id, desk.member!, desk.wall()))
      return told(desk)
    },
  }),
  operation({
    id: 'withdrawBankChange',
    noun: 'settings',
    method: 'post',
    path: '/v1/bank-changes/{id}/withdraw',
    says: 'Takes back a change that waits; nothing changes.',
    params: oneOf('bch'),
    answer: overview,
    right: 'manage',
    peopleOnly: true,
    apart: true,
    work: async (desk, { params }) => {
      await desk.tx((tx) => withdrawBankChange(tx, keyOf('bch', params.id).id, desk.wall()))
      return told(desk)
    },
  }),
] as const

/** Has who asks show who they are; a Problem where they do not. @returns by what they showed it */
export async function showsWho(desk: ApiDesk, proof: Proof) {
  const browser = desk.browser!
  const shownBy = await checkProofKind(desk.db, await desk.tx(listMembers), desk.member!, proof)
  if (!(await browser.people.shows(browser.person, browser.headers, proof)))
    throw problem('proof.wrong', 'That was not right.', 'Try again; a code holds for half a minute.', {
      column: 'proof',
    })
  return shownBy
}

/** By what who asks must show who they are. */
export async function proofNeeded(desk: ApiDesk) {
  const factors = await factorsOf(
    desk.db,
    (await desk.tx(listMembers)).map((it) => it.email),
  )
  const mine = factors.get(desk.member!.email)
  const has = (it: typeof mine) => it !== undefined && (it.totp || it.passkeys > 0)
  const proof = has(mine)
    ? ('second_factor' as const)
    : [...factors.values()].some(has)
      ? ('none' as const)
      : ('password' as const)
  return { proof, totp: mine?.totp ?? false, passkeys: mine?.passkeys ?? 0 }
}

/** Answers with how it stands, once those whom it concerns were written to as far as a server takes it. */
async function told(desk: ApiDesk) {
  await sendHouseMails(desk.db, desk.workspace, { actor: desk.actor, now: desk.wall() })
  return answered(desk)
}

async function answered(desk: ApiDesk) {
  const { workspace, changes, version } = await desk.tx(async (tx) => ({
    workspace: await readWorkspace(tx),
    changes: await listBankChanges(tx, 20),
    version: await settingsVersion(tx),
  }))
  const waiting = changes.find((it) => it.state === 'waiting')
  const json = (it: BankChange) => changeJson(it, desk.member!.id)
  return {
    version,
    json: {
      version,
      now: paidToJson(paidToOf(workspace)),
      waiting: waiting ? json(waiting) : null,
      past: changes.filter((it) => it.state !== 'waiting').map(json),
      ...(await proofNeeded(desk)),
    },
  }
}

const nameOrNull = (actor: string | null) => (actor === null ? null : nameOf(actor))

function paidToJson({ bank, factors, payLink }: PaidTo) {
  return { bank: bank ?? null, factors: factors ?? {}, payLink: payLink ?? null }
}

function changeJson(it: BankChange, memberId: string) {
  const { state, needsSecond } = it
  return {
    ...{ id: bankChangeId(it.id), next: paidToJson(it.next), before: paidToJson(it.before), state },
    ...{ own: it.askedId === memberId, needsSecond },
    ...{ askedBy: nameOf(it.askedBy), agreedBy: nameOrNull(it.agreedBy), endedBy: nameOrNull(it.endedBy) },
    ...{ askedAt: wireMoment(it.askedAt), effectiveAt: wireMoment(it.effectiveAt) },
    ...{ agreedAt: wireMoment(it.agreedAt), endedAt: wireMoment(it.endedAt) },
  }
}
