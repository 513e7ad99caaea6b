// Policies over the API: list, read, save as a new version, and choose one for the workspace, a debtor, a segment or a claim.

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { policyShape } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { mustBeAlone } from '../engine/approval.ts'
import { keepingWords } from '../engine/autopilot.ts'
import { checkDraft } from '../engine/policy-draft.ts'
import { policyStandings } from '../engine/policy-standing.ts'
import { checkTemplates } from '../engine/words.ts'
import { policyFrom } from '../rules/notices.ts'
import { kindsOfPolicy } from '../rules/policies.ts'
import { dropChangedAsked } from '../store/approval.ts'
import { findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import {
  type Choice,
  choosePolicy,
  lookAtAll,
  readChoices,
  readPolicies,
  savePolicies,
  unknownPolicy,
} from '../store/policy.ts'
import { readTemplates } from '../store/template.ts'
import { changeSettings, collectsForOthers, readWorkspace, settingsVersion } from '../store/workspace.ts'
import { debtorBy } from './debtor.ts'
import { checkVersion, operation } from './operation.ts'
import { anyObject, idShape, textShape, wireMoment } from './shape.ts'

const one = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/)
    .openapi({ example: 'standard' }),
})
const policyAnswer = z.looseObject({ id: z.string(), name: z.string(), version: z.int(), steps: z.array(anyObject) })

export const policies = [
  operation({
    id: 'listPolicies',
    noun: 'policies',
    method: 'get',
    path: '/v1/policies',
    says: 'The newest version of every policy.',
    answer: z.object({ items: z.array(policyAnswer) }),
    work: (desk) => desk.tx(async (tx) => ({ json: { items: [...(await readPolicies(tx)).values()] } })),
  }),
  operation({
    id: 'policyStandings',
    noun: 'policies',
    method: 'get',
    path: '/v1/policy-standings',
    says: 'Since when each policy is as it is, who changed it last, and how many open cases follow it.',
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          version: z.int(),
          savedAt: z.string(),
          savedBy: z.string(),
          house: z.boolean().openapi({ description: 'As it came with the program.' }),
          cases: z.int().nullable().openapi({ description: 'Null where policies are chosen by creditor.' }),
        }),
      ),
    }),
    work: (desk) =>
      desk.tx(async (tx) => ({
        json: {
          items: (await policyStandings(tx, desk.workspace)).map(({ savedAt, cases = null, ...it }) => ({
            ...it,
            savedAt: wireMoment(savedAt)!,
            cases,
          })),
        },
      })),
  }),
  operation({
    id: 'readPolicy',
    noun: 'policies',
    method: 'get',
    path: '/v1/policies/{id}',
    says: 'The newest version of a policy.',
    params: one,
    answer: policyAnswer,
    versioned: true,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const found = (await readPolicies(tx)).get(params.id)
        if (!found) throw unknownPolicy(params.id)
        return { json: found, version: found.version }
      }),
  }),
  operation({
    id: 'savePolicy',
    noun: 'policies',
    method: 'put',
    path: '/v1/policies/{id}',
    says: 'Saves a policy as a new version, if it is still at the version of If-Match ("0" where there is none yet); every case is looked at again. The same body again changes nothing.',
    params: one,
    body: policyShape,
    answer: policyAnswer,
    versioned: true,
    right: 'manage',
    work: (desk, { params, body: given, version }) =>
      desk.tx(async (tx) => {
        const body = policyFrom(given)
        if (body.id !== params.id)
          throw problem('policy.id', `The body is of the policy "${body.id}".`, 'Put it to the path of its own id.')
        checkTemplates(body, await readTemplates(tx))
        checkVersion(version, (await readPolicies(tx)).get(body.id)?.version ?? 0)
        await mustBeAlone(tx, desk, desk.member, { kind: 'policy', policy: given, because: '' })
        const [saved] = await keepingWords(tx, () => savePolicies(tx, [body]))
        if (saved) {
          await lookAtAll(tx, dayText(desk.today))
          await dropChangedAsked(tx)
        }
        const now = (await readPolicies(tx)).get(body.id)!
        return { json: now, version: now.version }
      }),
  }),
  operation({
    id: 'checkPolicy',
    noun: 'policies',
    method: 'post',
    path: '/v1/policies/{id}/check',
    says: 'Whether a draft could be saved, what it does differently from the saved version, and what the law asks of its steps. Nothing is written.',
    params: one,
    body: z.strictObject({ draft: anyObject }),
    answer: z.object({
      refused: z.object({ says: z.string(), fix: z.string() }).nullable(),
      differences: z.array(
        z.object({
          step: z.string().nullable(),
          what: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      law: z.array(z.object({ step: z.string(), says: z.string(), cite: z.string().nullable() })),
    }),
    reads: true,
    work: (desk, { params, body }) => desk.tx(async (tx) => ({ json: await checkDraft(tx, params.id, body.draft) })),
  }),
  operation({
    id: 'policyUse',
    noun: 'policies',
    method: 'get',
    path: '/v1/policies/{id}/use',
    says: 'For whom a policy is chosen: the whole workspace, kinds of debtors, segments, single debtors and claims.',
    params: one,
    answer: z.object({
      workspace: z.boolean(),
      kinds: z.array(z.string()),
      segments: z.array(z.string()),
      debtors: z.int(),
      claims: z.int(),
    }),
    work: (desk, { params: { id } }) =>
      desk.tx(async (tx) => {
        const chosen = (await readChoices(tx)).filter((it) => it.policyId === id)
        const count = (reach: string) => chosen.filter((it) => it.reach === reach).length
        const { creditorKind: creditor, settings } = desk.workspace
        const kinds = settings.policyByKind
          ? kindsOfPolicy(id, { creditor, forOthers: collectsForOthers(desk.workspace) })
          : []
        const segments = chosen.filter((it) => it.reach === 'segment').map((it) => it.subject)
        const workspace = settings.policy === id
        return { json: { workspace, kinds, segments, debtors: count('debtor'), claims: count('claim') } }
      }),
  }),
  operation({
    id: 'usePolicy',
    noun: 'policies',
    method: 'post',
    path: '/v1/policies/{id}/use',
    says: 'Chooses a policy: for the workspace, or for one debtor, segment or claim. With "instead" only where that is still the one that is chosen there.',
    params: one,
    body: z.strictObject({
      debtor: idShape('dbt').optional(),
      segment: textShape(100).optional(),
      claim: textShape(100).optional().openapi({ description: 'Its number or id.' }),
      instead: textShape(60).nullable().optional().openapi({
        description: 'The policy that the caller saw chosen there, null for none; left out, whatever stands.',
      }),
    }),
    answer: z.object({ policy: z.string() }),
    right: 'manage',
    work: (desk, { params: { id }, body: { instead, ...body } }) =>
      desk.tx(async (tx) => {
        if (!(await readPolicies(tx)).has(id)) throw unknownPolicy(id)
        if (Object.values(body).filter((it) => it !== undefined).length > 1)
          throw problem('policy.for', 'That names several at once.', 'Name a debtor, a segment or a claim, or none.')
        const { segment } = body
        // One customer's ladder is daily work; what holds for many needs whom a change of policies needs.
        if (!body.claim && !body.debtor)
          await mustBeAlone(tx, desk, desk.member, {
            ...{ kind: 'policy_use', policy: id, because: '' },
            ...(segment !== undefined && { segment }),
          })
        const at = await placeOf(tx, body)
        if (instead !== undefined) await checkChosen(tx, at, instead)
        if (at) await choosePolicy(tx, { ...at, policyId: id })
        else await changeSettings(tx, { policy: id })
        if (!body.claim && !body.debtor) await dropChangedAsked(tx)
        await lookAtAll(tx, dayText(desk.today))
        return { json: { policy: id } }
      }),
  }),
] as const

interface Chosen {
  readonly claim?: string
  readonly debtor?: string
  readonly segment?: string
}

/** Where a policy is chosen; undefined for the whole workspace. */
async function placeOf(
  tx: Tx,
  { claim, debtor, segment }: Chosen,
): Promise<Pick<Choice, 'reach' | 'subject'> | undefined> {
  if (claim) return { reach: 'claim', subject: (await findClaim(tx, claim)).id }
  if (debtor) return { reach: 'debtor', subject: (await debtorBy(tx, debtor)).id }
  return segment ? { reach: 'segment', subject: segment } : undefined
}

/** Refuses where another policy is chosen there than the caller saw. Whoever chooses one waits for whoever chooses another. */
async function checkChosen(
  tx: Tx,
  at: Pick<Choice, 'reach' | 'subject'> | undefined,
  seen: string | null,
): Promise<void> {
  await settingsVersion(tx, true)
  const now = at
    ? (await readChoices(tx)).find((it) => it.reach === at.reach && it.subject === at.subject)?.policyId
    : (await readWorkspace(tx)).settings.policy
  if ((now ?? null) === seen) return
  const name = now === undefined ? undefined : ((await readPolicies(tx)).get(now)?.name ?? now)
  throw problem(
    'version.other',
    name === undefined ? 'Meanwhile none is chosen there any more.' : `Meanwhile ${quoted(name)} was chosen there.`,
    'Look at what is chosen now, and choose again.',
  )
}
