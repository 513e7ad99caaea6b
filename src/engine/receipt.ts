// The receipt of a message: why it was lawful, from what was kept when it was released and from nothing else; and whether what
// was kept is still as it was.

import { isDeepStrictEqual } from 'node:util'
import { dayText, type Moment } from '../core/day.ts'
import type { Rule } from '../core/law.ts'
import { readAttempts } from '../store/attempt.ts'
import type { Tx } from '../store/db.ts'
import { debtorId } from '../store/debtor.ts'
import { messageId } from '../store/outbox.ts'
import { type ChainOf, checkBytes, type EntryOf, findAnyMessage, namedClaims, readChainOf } from '../store/receipt.ts'
import { readRules } from '../store/rule-set.ts'

export interface GroundText {
  readonly says: string
  readonly rule?: string
  readonly cite?: string
  readonly force?: string
  readonly missing?: readonly string[]
}

/** What the gate kept beside its answer. */
export interface LawKept {
  readonly at?: string
  readonly local?: readonly string[]
  readonly medium?: string
  readonly aim?: string
  readonly collector?: string
  readonly place?: string
  readonly debtorKind?: string
  readonly kindIsSure?: boolean
  readonly told?: readonly { kind: string; on: number }[]
  readonly grounds?: readonly GroundText[]
  readonly warnings?: readonly GroundText[]
  readonly counters?: Readonly<Record<string, number>>
  readonly duties?: readonly string[]
  readonly rulesSha?: string
}

export interface ReceiptEntry {
  readonly entry: number
  readonly at: Moment
  readonly actor: string
  readonly kind: string
  readonly sha: string
  readonly anchor?: { readonly no: number; readonly day: string; readonly root: string }
}

interface AttemptText {
  readonly no: number
  readonly to: string
  readonly channel: string
  readonly releasedAt: Moment
  readonly subject: string
  readonly externalId: string
  readonly bytes: { readonly sha: string; readonly state: string; readonly size?: number }
  readonly reasons: readonly GroundText[]
  readonly law: LawKept
  /** The permit beside the attempt is the one in the chain. */
  readonly permitInChain: boolean
  readonly rules?: readonly Pick<Rule, 'id' | 'says' | 'cite' | 'level' | 'sure'>[]
  readonly heard: readonly { readonly kind: string; readonly detail: string; readonly at: string }[]
}

export interface Receipt {
  readonly message: string
  readonly debtor: { readonly id: string; readonly no: number; readonly name: string }
  readonly direction: 'in' | 'out'
  readonly channel: string
  readonly step: string | null
  readonly policy: string | null
  readonly template: string | null
  readonly state: string | null
  readonly writtenAt: Moment
  readonly claims: readonly { readonly number: string; readonly openMinor: number; readonly currency: string }[]
  readonly decided: readonly GroundText[]
  readonly approved?: { readonly by: string; readonly at: Moment }
  readonly attempts: readonly AttemptText[]
  readonly refusals: readonly {
    readonly at: Moment
    readonly until?: string
    readonly reasons: readonly GroundText[]
    readonly law?: LawKept
  }[]
  readonly entries: readonly ReceiptEntry[]
  /** Undefined: the customer's whole chain holds, against every anchor. */
  readonly fault?: string
}

export async function receipt(tx: Tx, text: string): Promise<Receipt> {
  const it = await findAnyMessage(tx, text)
  const chain = await readChainOf(tx, it)
  const attempts: AttemptText[] = []
  for (const one of await readAttempts(tx, it)) {
    const permit = one.permit as { reasons?: readonly GroundText[]; law?: LawKept }
    const said = chain.entries.find((entry) => entry.kind === 'permit' && entry.body?.no === one.no)?.body
    const law = permit.law ?? {}
    const ids = [...(law.grounds ?? []), ...(law.warnings ?? [])].flatMap((ground) => ground.rule ?? [])
    const rules = law.rulesSha === undefined ? undefined : await readRules(tx, law.rulesSha, ids)
    attempts.push({
      no: one.no,
      to: one.address,
      channel: one.channel,
      releasedAt: one.released_at,
      subject: one.subject,
      externalId: one.external_id,
      bytes: { sha: one.bytes_sha.toString('hex'), ...(await checkBytes(tx, one.bytes_sha)) },
      reasons: permit.reasons ?? [],
      law,
      permitInChain: said !== undefined && isDeepStrictEqual(said.permit, one.permit),
      rules: rules?.map(({ id, says, cite, level, sure }) => ({ id, says, cite, level, sure })),
      heard: one.facts ?? [],
    })
  }
  return {
    message: messageId(it),
    debtor: { id: debtorId({ book: it.book, id: it.debtorId }), no: it.debtorNo, name: it.debtorName },
    direction: it.direction,
    channel: it.channel,
    step: it.stepId,
    policy: it.policyId === null ? null : `${it.policyId}, version ${it.policyVersion}`,
    template: it.templateId === null ? null : `${it.templateId} (${it.language})`,
    state: it.state,
    writtenAt: it.at,
    claims: await namedClaims(tx, it),
    decided: it.intent.reasons ?? [],
    approved: it.approvedBy === null ? undefined : { by: it.approvedBy, at: it.approvedAt! },
    attempts,
    refusals: chain.entries.filter((entry) => entry.kind === 'refusal').map(refusalOf),
    entries: chain.entries.map((entry) => entryOf(entry, chain)),
    fault: chain.fault,
  }
}

/** As programs read it: moments as text. */
export function receiptJson(it: Receipt): unknown {
  const moments = ['at', 'releasedAt', 'writtenAt']
  return JSON.parse(
    JSON.stringify(it, (key, value) =>
      moments.includes(key) && typeof value === 'number' ? new Date(value).toISOString() : value,
    ),
  )
}

function refusalOf(entry: EntryOf) {
  const body = (entry.body ?? {}) as { reasons?: readonly GroundText[]; until?: number; law?: LawKept }
  return {
    at: entry.at,
    until: body.until === undefined ? undefined : dayText(body.until as never),
    reasons: body.reasons ?? [{ says: 'The reasons were erased.' }],
    law: body.law,
  }
}

function entryOf(entry: EntryOf, chain: ChainOf): ReceiptEntry {
  const { seq, at, actor, kind, sha } = entry
  const anchor = chain.anchors.find((it) => it.seq >= seq)
  return {
    entry: seq,
    at,
    actor,
    kind,
    sha: sha.toString('hex'),
    anchor: anchor && { no: anchor.no, day: dayText(anchor.day), root: anchor.root.toString('hex') },
  }
}
