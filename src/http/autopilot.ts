// Autopilot over the API: which steps are offered it, are on it or were, a person's yes or "not now" to an offer, and the end of it.

import { z } from '@hono/zod-openapi'
import { type Flown, inARow } from '../core/autopilot.ts'
import { dayAt } from '../core/day.ts'
import { keyOf, publicId } from '../core/id.ts'
import { allow, autopilotSteps, type Deciding, mostOf, putOff, stepStates, takeBack } from '../engine/autopilot.ts'
import { houseOf } from '../engine/run.ts'
import { type PastAutopilot, pastAutopilots } from '../store/autopilot.ts'
import type { Tx } from '../store/db.ts'
import { runFacts } from '../store/snapshot.ts'
import { type ApiDesk, operation } from './operation.ts'
import { oneOf, textShape, wire, wireDay, wireMoment } from './shape.ts'

export const flownShape = z
  .object({ id: z.string(), by: z.string(), on: wireDay, mostMinor: z.int(), currency: z.string() })
  .openapi('Autopilot')

export function flownJson({ id, by, day, mostMinor, currency }: Flown) {
  return { id: publicId('atp', { book: 1, id }), by, on: wire(day)!, mostMinor, currency }
}

const stepShape = z.strictObject({ policy: textShape(60), step: textShape(60) })
const pastShown = 20

const answer = z.object({
  seenFirst: z
    .boolean()
    .openapi({ description: 'Whether each message waits for a yes until its step is on autopilot.' }),
  most: z.object({ amountMinor: z.int(), currency: z.string() }),
  needed: z.int().openapi({ description: 'So many in a row, approved as they were, and it is offered.' }),
  steps: z.array(
    z.object({
      policy: z.object({ id: z.string(), name: z.string() }),
      step: z.string(),
      stage: z.string(),
      state: z.enum(stepStates).openapi({
        description: 'no_inbox: a person is asked whether they have answered, because no inbox is connected.',
      }),
      inARow: z.int(),
      since: wireDay.nullable(),
      allowed: flownShape.nullable(),
    }),
  ),
  past: z.array(
    flownShape.extend({
      policy: z.string(),
      step: z.string(),
      because: z.string(),
      endedAt: z.string(),
      endedBy: z.string(),
    }),
  ),
})

async function listed(tx: Tx, desk: ApiDesk) {
  const { workspace } = desk
  const { run, house } = await deciding(tx, desk)
  const steps = await autopilotSteps(tx, run, house)
  return {
    seenFirst: workspace.settings.seenFirst,
    most: { amountMinor: mostOf(workspace), currency: workspace.currency },
    needed: inARow,
    steps: steps.map((it) => ({
      policy: { id: it.policy.id, name: it.policy.name },
      ...{ step: it.step.id, stage: it.step.stage, state: it.state, inARow: it.inARow },
      since: it.since === undefined ? null : wire(dayAt(it.since, workspace.zone)),
      allowed: it.on ? flownJson(it.on) : null,
    })),
    past: (await pastAutopilots(tx, pastShown)).map(pastJson),
  }
}

function pastJson(it: PastAutopilot) {
  const { policyId, stepId, because, endedBy } = it
  return { ...flownJson(it), policy: policyId, step: stepId, because, endedAt: wireMoment(it.endedAt)!, endedBy }
}

async function deciding(tx: Tx, { workspace, today }: ApiDesk): Promise<Deciding> {
  const run = await runFacts(tx, workspace, today)
  return { workspace, run, house: houseOf(run, workspace) }
}

export const autopilots = [
  operation({
    id: 'listAutopilots',
    noun: 'autopilots',
    method: 'get',
    path: '/v1/autopilots',
    says: 'The steps that ask for a yes: on autopilot, offered it after ten in a row approved as they were, or on their way there; and those that ended. A final notice, a formal demand and a notice of the law are never among them.',
    answer,
    work: (desk) => desk.tx(async (tx) => ({ json: await listed(tx, desk) })),
  }),
  operation({
    id: 'allowAutopilot',
    noun: 'autopilots',
    method: 'post',
    path: '/v1/autopilots',
    says: 'Allows a step that is offered to go without a yes from the next run on, up to a sum within the owner’s amount. It ends by itself when its words change, or a message of it is taken out, rewritten or complained of.',
    body: stepShape.extend({
      mostMinor: z.int().min(1).max(1_000_000_000_000).optional().openapi({
        description: 'In minor units of the workspace’s currency; left out, the owner’s amount.',
      }),
    }),
    answer,
    right: 'manage',
    peopleOnly: true,
    work: (desk, { body: { policy, step, mostMinor } }) =>
      desk.tx(async (tx) => {
        await allow(tx, await deciding(tx, desk), { policyId: policy, stepId: step }, { mostMinor })
        return { json: await listed(tx, desk) }
      }),
  }),
  operation({
    id: 'putOffAutopilot',
    noun: 'autopilots',
    method: 'post',
    path: '/v1/autopilots/put-off',
    says: 'Says "not now" to an offer; it is made again after ten more.',
    body: stepShape,
    answer,
    right: 'manage',
    peopleOnly: true,
    work: (desk, { body: { policy, step } }) =>
      desk.tx(async (tx) => {
        await putOff(tx, await deciding(tx, desk), { policyId: policy, stepId: step })
        return { json: await listed(tx, desk) }
      }),
  }),
  operation({
    id: 'stopAutopilot',
    noun: 'autopilots',
    method: 'post',
    path: '/v1/autopilots/{id}/stop',
    says: 'Takes a leave back: each message of the step waits for a yes again, also those that have not left yet.',
    params: oneOf('atp'),
    answer,
    work: (desk, { params }) =>
      desk.tx(async (tx) => {
        const { id } = keyOf('atp', params.id)
        await takeBack(tx, (it) => it.id === id)
        return { json: await listed(tx, desk) }
      }),
  }),
] as const
