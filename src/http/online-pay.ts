// Payment links over the API: with which provider, and under which address people outside reach us. Both decide where money goes, so who
// changes them shows anew who they are, and every owner is told. Keys go in, are tried at the provider, and never come out.

import { z } from '@hono/zod-openapi'
import { openPayProvider } from '../channels/pay.ts'
import { sendHouseMails } from '../engine/house-mail.ts'
import { payAccountOf, payHookEvents, payHookUrl, tellOnlinePay } from '../engine/pay-account.ts'
import { noOnlinePay } from '../engine/pay-link.ts'
import { dropPayAccount, keepPayAccount, readPayAccount } from '../store/pay-account.ts'
import { changeSettings, readWorkspace, settingsVersion } from '../store/workspace.ts'
import { proofNeeded, proofShape, showsWho } from './bank-change.ts'
import { type ApiDesk, checkVersion, operation } from './operation.ts'
import { wireMoment } from './shape.ts'

const answer = z
  .object({
    provider: z.string().nullable(),
    test: z.boolean(),
    keyEnds: z
      .string()
      .nullable()
      .openapi({ description: 'The last four letters of the key. The rest is never answered.' }),
    setAt: z.string().nullable(),
    publicUrl: z.string().nullable(),
    payLinkDays: z.int(),
    ready: z.boolean(),
    because: z.string().nullable().openapi({ description: 'Why no link appears in messages.' }),
    hook: z.string().openapi({ description: 'Where the provider’s webhook has to lead.' }),
    hookEvents: z.array(z.string()),
    proof: z.enum(['second_factor', 'password', 'none']).openapi({ description: 'What a change must show.' }),
    totp: z.boolean(),
    passkeys: z.int(),
    version: z.int(),
  })
  .openapi('OnlinePay')

export const onlinePay = [
  operation({
    id: 'readOnlinePay',
    noun: 'settings',
    method: 'get',
    path: '/v1/online-pay',
    says: 'Whether messages carry a payment link, with which provider, and what is missing. No key is in it.',
    answer,
    right: 'manage',
    peopleOnly: true,
    versioned: true,
    work: answered,
  }),
  operation({
    id: 'changeOnlinePay',
    noun: 'settings',
    method: 'patch',
    path: '/v1/online-pay',
    says: 'Changes the public address, how long links hold, or the keys of the provider; null takes away. Who asks shows anew who they are, and every owner is told.',
    body: z.strictObject({
      publicUrl: z
        .string()
        .trim()
        .max(300)
        .regex(
          /^(https:\/\/[^\s"'<>?#]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/[^\s"'<>?#]*)?)$/,
          'is no address, such as https://pay.nordwind.example',
        )
        .nullable()
        .optional(),
      payLinkDays: z.int().min(1).max(365).optional(),
      stripe: z
        .strictObject({
          secretKey: z.string().trim().min(1).max(300),
          webhookSecret: z.string().trim().min(1).max(300),
        })
        .nullable()
        .optional(),
      check: z.boolean().default(true).openapi({ description: 'Whether Stripe is asked if it takes the key.' }),
      proof: proofShape,
    }),
    answer,
    right: 'own',
    peopleOnly: true,
    versioned: true,
    secret: true,
    apart: true,
    work: async (desk, { body: { proof, stripe, check, publicUrl, payLinkDays }, version }) => {
      // Before who they are is shown: what was shown counts once.
      checkVersion(version, await desk.tx(settingsVersion))
      const account = stripe && payAccountOf(desk.workspace, stripe)
      await showsWho(desk, proof)
      if (account && check) await (await openPayProvider(account)).check()
      await desk.tx(async (tx) => {
        checkVersion(version, await settingsVersion(tx, true))
        await changeSettings(tx, {
          ...(publicUrl !== undefined && { publicUrl: publicUrl ?? undefined }),
          ...(payLinkDays !== undefined && { payLinkDays }),
        })
        if (account) await keepPayAccount(tx, account)
        if (stripe === null) await dropPayAccount(tx)
        if (publicUrl !== undefined || stripe !== undefined) await tellOnlinePay(tx, desk.wall())
      })
      await sendHouseMails(desk.db, desk.workspace, { actor: desk.actor, now: desk.wall() })
      return answered(desk)
    },
  }),
] as const

async function answered(desk: ApiDesk) {
  const { workspace, account, version } = await desk.tx(async (tx) => ({
    workspace: await readWorkspace(tx),
    account: await readPayAccount(tx),
    version: await settingsVersion(tx),
  }))
  const because = noOnlinePay(workspace, account) ?? null
  const { publicUrl = null, payLinkDays } = workspace.settings
  const keys = account && { provider: account.provider, test: account.test, keyEnds: account.secretKey.slice(-4) }
  return {
    version,
    json: {
      ...(keys ?? { provider: null, test: false, keyEnds: null }),
      ...{ setAt: wireMoment(account?.setAt), publicUrl, payLinkDays, ready: because === null, because },
      ...{ hook: payHookUrl(workspace), hookEvents: payHookEvents },
      ...(await proofNeeded(desk)),
      version,
    },
  }
}
