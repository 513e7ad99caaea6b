// Settings over the API, for owners at the desk alone: a key that leaks must not be able to change how the house works. Secrets go in and
// never come out; where debtors pay to is changed elsewhere (bank-change.ts), because that takes more than a session.

import { z } from '@hono/zod-openapi'
import { mailAddress } from '../channels/compose.ts'
import { dayText } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { mustBeAlone } from '../engine/approval.ts'
import { mostOf } from '../engine/autopilot.ts'
import { noMail, testMail } from '../engine/house-mail.ts'
import { noOnlinePay } from '../engine/pay-link.ts'
import { checkSendingDomain } from '../engine/sending-domain.ts'
import { readPayAccount } from '../store/pay-account.ts'
import { lookAtAll, readPolicies, unknownPolicy } from '../store/policy.ts'
import { lastProof } from '../store/proof.ts'
import { readSignIn } from '../store/sign-in.ts'
import {
  changeSettings,
  readWorkspace,
  renameWorkspace,
  type Settings,
  settingsVersion,
  type Workspace,
} from '../store/workspace.ts'
import { type ApiDesk, checkVersion, operation } from './operation.ts'
import { textShape, wireMoment } from './shape.ts'

const line = z.string().trim().max(200)
const lines = z.array(line).max(8)
const emailShape = z
  .string()
  .trim()
  .max(254)
  .refine((text) => mailAddress(text) !== undefined, 'is no email address, such as accounts@nordwind.example')
const costShape = z.number().min(0).max(1_000_000).optional()
const hostShape = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[\w.:[\]-]+$/, 'is no name of a mail server, such as smtp.example.com')
const portShape = z.int().min(1).max(65_535)
const securityShape = z.enum(['tls', 'starttls', 'none'])
const secretShape = z.string().min(1).max(2000).optional().openapi({
  description: 'Left out, the one that is kept stays, as long as the server and the user stay the same.',
})

const settingsBody = z.strictObject({
  name: textShape(300).optional(),
  language: z.enum(['en', 'de', 'fr', 'es']).optional(),
  addressLines: lines.optional(),
  legalLines: lines.optional(),
  email: emailShape.nullable().optional(),
  phone: z.string().trim().max(60).nullable().optional(),
  website: z.string().trim().max(300).nullable().optional(),
  signatory: z
    .strictObject({
      name: textShape(200),
      role: line.optional(),
      phone: z.string().trim().max(60).optional(),
      email: emailShape.optional(),
    })
    .nullable()
    .optional(),
  policy: textShape(60).optional(),
  policyByKind: z.boolean().optional(),
  smtp: z
    .strictObject({
      host: hostShape,
      port: portShape,
      security: securityShape,
      user: line.optional(),
      password: secretShape,
    })
    .nullable()
    .optional(),
  imap: z
    .strictObject({
      host: hostShape,
      port: portShape.default(993),
      security: securityShape.default('tls'),
      user: line.optional(),
      password: secretShape,
      sent: line.optional(),
      copyToSent: z.boolean().default(true),
    })
    .nullable()
    .optional(),
  mailsPerHour: z.int().min(0).max(100_000).optional(),
  recallMinutes: z.int().min(0).max(1440).optional(),
  seenFirst: z.boolean().optional(),
  autopilot: z.strictObject({ mostMinor: z.int().min(0).max(1_000_000_000_000) }).optional(),
  runHour: z.int().min(0).max(23).optional(),
  brake: z
    .strictObject({ on: z.boolean(), factor: z.number().min(1).max(100), firstDay: z.int().min(1).max(100_000) })
    .optional(),
  knowledge: z
    .strictObject({ reminders: z.int().min(0).max(60).nullable(), demands: z.int().min(0).max(60).nullable() })
    .optional(),
  manners: z.enum(['keep', 'warn']).optional(),
  inboxConnected: z.boolean().optional(),
  unitCosts: z
    .strictObject({ email: costShape, letter: costShape, call: costShape })
    .optional()
    .openapi({ description: 'What one costs, in the workspace’s currency; left out: not known, counted as nothing.' }),
  ownerMail: z
    .strictObject({ day: z.boolean(), week: z.boolean(), minutesBefore: z.int().min(0).max(600) })
    .optional()
    .openapi({
      description: 'What owners are told by mail: in the morning what goes out, on Friday what the week brought.',
    }),
  backup: z
    .strictObject({
      at: z
        .string()
        .trim()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time, such as 03:00'),
      folder: z.string().trim().min(1).max(500),
      keep: z
        .string()
        .trim()
        .max(100)
        .regex(
          /^(daily|weekly|monthly)=\d{1,4}(,(daily|weekly|monthly)=\d{1,4})*$/,
          'is no rule, such as daily=7,weekly=4,monthly=12',
        ),
      to: z
        .string()
        .trim()
        .regex(/^age1[02-9ac-hj-np-z]{58,}$/, 'is no public key of age, age1…')
        .optional(),
    })
    .nullable()
    .optional(),
})

const serverAnswer = z
  .object({
    host: z.string(),
    port: z.int(),
    security: z.string(),
    user: z.string().nullable(),
    secret: z.boolean().openapi({ description: 'Whether a password or token is kept. It is never answered.' }),
  })
  .nullable()

const settingsAnswer = z
  .object({
    name: z.string(),
    kind: z.string(),
    country: z.string(),
    currency: z.string(),
    zone: z.string(),
    liveSince: z.string().nullable(),
    language: z.string(),
    addressLines: z.array(z.string()),
    legalLines: z.array(z.string()),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    signatory: z
      .object({
        name: z.string(),
        role: z.string().optional(),
        phone: z.string().optional(),
        email: z.string().optional(),
      })
      .nullable(),
    policy: z.string(),
    policyByKind: z.boolean(),
    policies: z.array(z.object({ id: z.string(), name: z.string() })),
    smtp: serverAnswer,
    imap: serverAnswer,
    imapSent: z.string().nullable(),
    imapCopy: z.boolean(),
    signedIn: z.object({ provider: z.string(), account: z.string(), refused: z.boolean() }).nullable(),
    noMail: z.string().nullable().openapi({ description: 'Why no mail can go to people of the house.' }),
    mailsPerHour: z.int(),
    recallMinutes: z.int(),
    runHour: z.int(),
    brake: z.object({ on: z.boolean(), factor: z.number(), firstDay: z.int() }),
    knowledge: z.object({ reminders: z.int().nullable(), demands: z.int().nullable() }),
    manners: z.string(),
    inboxConnected: z.boolean(),
    version: z.int(),
    unitCosts: z.object({ email: costShape, letter: costShape, call: costShape }),
    ownerMail: z.object({ day: z.boolean(), week: z.boolean(), minutesBefore: z.int() }),
    seenFirst: z.boolean(),
    autopilot: z.object({ mostMinor: z.int() }),
    backup: z.object({
      at: z.string().nullable(),
      folder: z.string().nullable(),
      keep: z.string().nullable(),
      to: z.string().nullable().openapi({ description: 'The public key it is encrypted to.' }),
      provedAt: z.string().nullable(),
      failed: z.object({ at: z.string().nullable(), says: z.string() }).nullable(),
    }),
    pay: z.object({
      provider: z.string().nullable(),
      test: z.boolean(),
      ready: z.boolean(),
      because: z.string().nullable(),
      publicUrl: z.string().nullable(),
    }),
  })
  .openapi('Settings')

export const settings = [
  operation({
    id: 'readSettings',
    noun: 'settings',
    method: 'get',
    path: '/v1/settings',
    says: 'How this workspace writes, mails and works, and how its backups and online payments stand. No secret is in it.',
    answer: settingsAnswer,
    right: 'manage',
    peopleOnly: true,
    versioned: true,
    work: answered,
  }),
  operation({
    id: 'changeSettings',
    noun: 'settings',
    method: 'patch',
    path: '/v1/settings',
    says: 'Changes the settings that are named, if they are still at the version of If-Match; null takes away what may be left out. Where debtors pay to is changed by a bank change, and payment links with their own operation.',
    body: settingsBody,
    answer: settingsAnswer,
    right: 'own',
    peopleOnly: true,
    versioned: true,
    work: (desk, { body, version }) =>
      desk.tx(async (tx) => {
        checkVersion(version, await settingsVersion(tx, true))
        const { name, ...rest } = body
        const { settings: now } = await readWorkspace(tx)
        const next: Record<string, unknown> = {}
        for (const [key, value] of Object.entries(rest)) next[key] = value ?? undefined
        if (body.smtp) next.smtp = withSecret(body.smtp, now.smtp, 'smtp')
        if (body.imap) next.imap = withSecret(body.imap, now.imap, 'imap')
        if (body.policy !== undefined && !(await readPolicies(tx)).has(body.policy)) throw unknownPolicy(body.policy)
        if (body.policy !== undefined && body.policy !== now.policy)
          await mustBeAlone(tx, desk, desk.member, { kind: 'policy_use', policy: body.policy, because: '' })
        if (name !== undefined && name.trim() !== desk.workspace.name) await renameWorkspace(tx, name.trim())
        if (Object.keys(next).length > 0) {
          await changeSettings(tx, next as Partial<Settings>)
          // What is decided rests on them.
          await lookAtAll(tx, dayText(desk.today))
        }
        return answered({ ...desk, workspace: await readWorkspace(tx), tx: (work) => work(tx) })
      }),
  }),
  operation({
    id: 'testMail',
    noun: 'settings',
    method: 'post',
    path: '/v1/settings/mail-test',
    says: 'Sends a test message to who asks for it, through the mail server that is set.',
    body: z.strictObject({}),
    answer: z.object({ to: z.string(), says: z.string() }),
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk) => {
      const { email } = desk.member!
      const id = await desk.tx(async (tx) => tx.newId())
      const says = await testMail(desk.db, desk.workspace, email, {
        ...{ actor: desk.actor, now: desk.wall(), id },
        ...(desk.member && { language: desk.member.language }),
      })
      return { json: { to: email, says } }
    },
  }),
  operation({
    id: 'checkSendingDomain',
    noun: 'settings',
    method: 'post',
    path: '/v1/settings/sending-domain',
    says: 'Looks up whether others can tell that our mails are ours: SPF, DKIM and DMARC of the domain we send from, and what to add.',
    body: z.strictObject({
      selector: z
        .string()
        .regex(/^[a-z0-9]([a-z0-9._-]{0,60}[a-z0-9])?$/i, 'is no selector, such as selector1')
        .optional(),
    }),
    answer: z.object({
      domain: z.string(),
      findings: z.array(
        z.object({
          what: z.enum(['spf', 'dkim', 'dmarc']),
          state: z.enum(['good', 'weak', 'missing', 'wrong']),
          found: z.string().nullable(),
          says: z.enum([
            'good',
            'none',
            'several',
            'allows_all',
            'no_end',
            'revoked',
            'not_found',
            'only_watching',
            'broken',
          ]),
          record: z.object({ name: z.string(), type: z.string(), value: z.string() }).optional(),
        }),
      ),
    }),
    right: 'manage',
    peopleOnly: true,
    reads: true,
    apart: true,
    work: async (desk, { body }) => {
      if (!desk.resolveTxt)
        throw problem('dns.none', 'This server does not look up names.', 'Ask whoever looks after your domain.')
      return { json: await checkSendingDomain(desk.workspace, desk.resolveTxt, body.selector) }
    },
  }),
] as const

type Server = NonNullable<Settings['smtp']> | NonNullable<Settings['imap']>

/** The kept secret stays only with the server and the user it was given for: else it would be shown to another. */
function withSecret<S extends { host: string; user?: string; password?: string }>(
  given: S,
  kept: Server | undefined,
  what: string,
): S & { oauthToken?: string } {
  const same = kept?.host === given.host && kept.user === given.user
  if (given.password !== undefined) return given
  if (same) return { ...given, password: kept.password, oauthToken: kept.oauthToken }
  if (kept?.password !== undefined && given.user !== undefined)
    throw problem('settings.password', 'The server or the user is another one.', 'Give the password for it.', {
      column: `${what}.password`,
    })
  return given
}

async function answered(desk: Pick<ApiDesk, 'tx'> & { readonly workspace: Workspace }) {
  const { workspace } = desk
  const it = workspace.settings
  return desk.tx(async (tx) => {
    const policies = [...(await readPolicies(tx)).values()].map(({ id, name }) => ({ id, name }))
    const { proved, failed } = await lastProof(tx)
    const account = await readPayAccount(tx)
    const signedIn = await readSignIn(tx)
    const because = noOnlinePay(workspace, account) ?? null
    const { name, kind, country, currency, zone, liveSince } = workspace
    const { language, addressLines, legalLines, policy, policyByKind, mailsPerHour, recallMinutes, runHour } = it
    const { brake, knowledge, manners, inboxConnected, ownerMail, unitCosts } = it
    const version = await settingsVersion(tx)
    return {
      version,
      json: {
        ...{
          name,
          kind,
          country,
          currency,
          zone,
          liveSince: wireMoment(liveSince),
          language,
          addressLines,
          legalLines,
        },
        ...{ email: it.email ?? null, phone: it.phone ?? null, website: it.website ?? null },
        ...{ signatory: it.signatory ?? null, policy, policyByKind, policies },
        ...{ smtp: serverJson(it.smtp), imap: serverJson(it.imap) },
        ...{ imapSent: it.imap?.sent ?? null, imapCopy: it.imap?.copyToSent ?? true },
        signedIn: signedIn
          ? { provider: signedIn.provider, account: signedIn.account, refused: signedIn.refusedAt !== null }
          : null,
        noMail: noMail(workspace) ?? null,
        ...{ mailsPerHour, recallMinutes, runHour, brake, knowledge, manners, inboxConnected, version },
        ...{ ownerMail, unitCosts, seenFirst: it.seenFirst, autopilot: { mostMinor: mostOf(workspace) } },
        backup: {
          at: it.backup?.at ?? null,
          folder: it.backup?.folder ?? null,
          keep: it.backup?.keep ?? null,
          to: it.backup?.to ?? null,
          provedAt: wireMoment(proved?.madeAt),
          failed: failed ? { at: wireMoment(failed.madeAt), says: failed.says } : null,
        },
        pay: {
          provider: account?.provider ?? null,
          test: account?.test ?? false,
          ready: because === null,
          because,
          publicUrl: it.publicUrl ?? null,
        },
      },
    }
  })
}

function serverJson(it: Server | undefined) {
  if (!it) return null
  const { host, port, security, user = null, password, oauthToken } = it
  return { host, port, security, user, secret: password !== undefined || oauthToken !== undefined }
}
