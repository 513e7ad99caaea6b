// Going live over the API: what is missing, a test message to oneself, and the switch. For people alone, and for an owner: a key that
// leaks must not be able to let anything out.

import { z } from '@hono/zod-openapi'
import { problem } from '../core/problem.ts'
import { lackingToGoLive, neededToGoLive, sendTest, switchLive } from '../engine/golive.ts'
import { allPrinted } from '../store/workspace.ts'
import { operation } from './operation.ts'
import { wireMoment } from './shape.ts'

const to = z.strictObject({ to: z.email().max(300).openapi({ description: 'Your own address.' }) })

export const golive = [
  operation({
    id: 'readGoLive',
    noun: 'live',
    method: 'get',
    path: '/v1/live',
    says: 'Whether the workspace sends for real, and what is missing before it may.',
    answer: z.object({
      liveSince: z.string().nullable(),
      lacks: z.array(z.enum(neededToGoLive)),
      mailServer: z.string().nullable(),
      lettersOnly: z.boolean().openapi({ description: 'Every message is a letter to print: there is no mail server.' }),
      signatory: z.string().nullable(),
      account: z.string().nullable().openapi({ description: 'The end of the account that debtors pay to.' }),
    }),
    work: async ({ workspace }) => {
      const { settings, liveSince } = workspace
      const account = settings.bank?.iban ?? settings.bank?.lines[0]
      return {
        json: {
          liveSince: wireMoment(liveSince),
          lacks: lackingToGoLive(workspace),
          mailServer: settings.smtp?.host ?? null,
          lettersOnly: allPrinted(workspace),
          signatory: settings.signatory?.name ?? null,
          account: account === undefined ? null : `… ${account.slice(-4)}`,
        },
      }
    },
  }),
  operation({
    id: 'sendTest',
    noun: 'live',
    method: 'post',
    path: '/v1/live/test',
    says: 'Sends a test message to oneself over the mail server that is set. Nothing goes live by it.',
    body: to,
    answer: z.object({ said: z.string() }),
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk, { body }) => ({ json: { said: await sendTest(desk, body.to) } }),
  }),
  operation({
    id: 'goLive',
    noun: 'live',
    method: 'post',
    path: '/v1/live',
    says: 'Sends a test message to oneself and, once it is accepted, lets the workspace send for real; or goes live with printed letters only. There is no way back to the rehearsal.',
    body: z.strictObject({
      to: to.shape.to.optional(),
      lettersOnly: z
        .boolean()
        .default(false)
        .openapi({ description: 'Without a mail server: what would be an email becomes a letter to print.' }),
      name: z.string().max(300).openapi({ description: 'The name of the business, typed.' }),
    }),
    answer: z.object({ liveSince: z.string(), said: z.string().nullable() }),
    right: 'own',
    peopleOnly: true,
    apart: true,
    work: async (desk, { body }) => {
      if (body.name.trim().toLowerCase() !== desk.workspace.name.trim().toLowerCase())
        throw problem('live.name', 'This is not the name of the business.', 'Type it as it stands above.', {
          column: 'name',
        })
      if (!body.lettersOnly && body.to === undefined)
        throw problem('live.to', 'It is not said where the test message goes.', 'Give your own address.', {
          column: 'to',
        })
      const how = body.lettersOnly ? ({ lettersOnly: true } as const) : { testTo: body.to! }
      const { since, test = null } = await switchLive(desk, how)
      return { json: { liveSince: wireMoment(since), said: test } }
    },
  }),
] as const
