// Interest, fees and costs let go over the API: at once, or offered for paying by a day. Above one's own limit somebody else is asked
// (approval.ts).

import { z } from '@hono/zod-openapi'
import { dayText } from '../core/day.ts'
import { problem } from '../core/problem.ts'
import { mustBeAlone, waiveClaim } from '../engine/approval.ts'
import { keepOffer, letsGo, withdrawOffer } from '../engine/offer.ts'
import { versionOf } from '../store/page.ts'
import { lockDebtors } from '../store/record.ts'
import { waivable } from './approval.ts'
import { claimBy } from './claim.ts'
import { checkVersion, operation } from './operation.ts'
import { amountShape, dayShape, oneOf, textShape, wireDay } from './shape.ts'

const asked = {
  what: waivable,
  amountMinor: amountShape.optional().openapi({ description: 'At most so much; all of it unless said.' }),
  because: textShape(500),
}
const kept = z.object({ waivesMinor: z.int(), leavesMinor: z.int(), currency: z.string() })

export const waivers = [
  operation({
    id: 'waiveCharges',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/{id}/waive',
    says: 'Lets go of posted interest, fees or costs of a claim, or a part of them. Above one’s own limit it is asked for: POST /v1/approvals.',
    params: oneOf('clm'),
    body: z.strictObject(asked),
    answer: kept,
    work: (desk, { params, body }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        await lockDebtors(tx, claim.book, [claim.debtorId])
        const it = { claim: params.id, ...body }
        const note = await mustBeAlone(tx, desk, desk.member, { kind: 'waiver', ...it })
        const { waivesMinor, leavesMinor } = await letsGo(tx, desk, claim, body)
        await waiveClaim(tx, desk, { ...it, because: `${body.because}${note}` })
        return { json: { waivesMinor, leavesMinor, currency: claim.currency } }
      }),
  }),
  operation({
    id: 'offerWaiver',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/{id}/offer',
    says: 'Keeps an offer: paid by a day, and the posted charges are waived by themselves. It takes the place of an earlier one, if the claim is still at the version of If-Match; above one’s own limit it is asked for.',
    params: oneOf('clm'),
    body: z.strictObject({ ...asked, payBy: dayShape }),
    answer: kept.extend({ payBy: wireDay }),
    versioned: true,
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        await lockDebtors(tx, claim.book, [claim.debtorId])
        checkVersion(version, await versionOf(tx, 'claims', claim))
        if (body.payBy < desk.today)
          throw problem('offer.past', `${dayText(body.payBy)} is over.`, 'Give today or a later day to pay by.')
        const act = { kind: 'offer', claim: params.id, ...body, payBy: dayText(body.payBy) } as const
        const note = await mustBeAlone(tx, desk, desk.member, act)
        const it = await keepOffer(tx, desk, claim, { ...body, because: `${body.because}${note}` })
        const { waivesMinor, leavesMinor } = it
        const json = { waivesMinor, leavesMinor, currency: claim.currency, payBy: it.offer.payBy }
        return { json, version: await versionOf(tx, 'claims', claim) }
      }),
  }),
  operation({
    id: 'withdrawOffer',
    noun: 'claims',
    method: 'post',
    path: '/v1/claims/{id}/offer/withdraw',
    says: 'Takes an offer back that was not met yet, if the claim is still at the version of If-Match.',
    params: oneOf('clm'),
    body: z.strictObject({ because: textShape(500) }),
    answer: z.object({ claim: z.string() }),
    versioned: true,
    work: (desk, { params, body, version }) =>
      desk.tx(async (tx) => {
        const claim = await claimBy(tx, params.id)
        await lockDebtors(tx, claim.book, [claim.debtorId])
        checkVersion(version, await versionOf(tx, 'claims', claim))
        await withdrawOffer(tx, desk, claim, body.because)
        return { json: { claim: params.id }, version: await versionOf(tx, 'claims', claim) }
      }),
  }),
] as const
