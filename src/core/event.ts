// What other programs are told of: the kinds of events, and which of them an entry of the record is. An event is thin: ids, days
// and sums. No name, address or word of a person is in it; who may know asks the API with the id.

import { type Day, dayText } from './day.ts'
import { publicId } from './id.ts'

/** Every kind with what it says, in the order in which they are shown. */
export const eventKinds = {
  'claim.created': 'a claim was taken in',
  'claim.changed': 'what is not money of a claim was changed',
  'claim.paid': 'nothing is open of a claim any more, by payment or credit',
  'claim.written_off': 'a claim was lowered to nothing',
  'claim.withdrawn': 'a claim was taken back with its import',
  'debtor.created': 'a debtor was taken in',
  'debtor.changed': 'a debtor was changed',
  'payment.recorded': 'money or a credit note was entered',
  'payment.reversed': 'a payment bounced, or was a mistake',
  'message.drafted': 'the run wrote a message, which waits',
  'message.approved': 'a person approved a message',
  'message.sent': 'a message was handed over',
  'message.delivered': 'the other side confirmed that it arrived',
  'message.bounced': 'a message came back',
  'message.refused': 'the mail server did not take a message',
  'message.held': 'the gate did not let a message go',
  'message.in_doubt': 'nobody knows whether a message left',
  'message.dropped': 'a message is not sent',
  'reply.received': 'a mail came in',
  'promise.made': 'a debtor promised to pay',
  'promise.kept': 'a promise was kept',
  'promise.broken': 'a promise was broken',
  'query.opened': 'a debtor needs something from us first',
  'query.answered': 'a query was answered',
  'dispute.opened': 'a claim is disputed',
  'dispute.closed': 'a dispute ended',
  'hold.added': 'chasing was paused',
  'hold.lifted': 'a pause of chasing ended',
  'task.created': 'there is something for a person to do',
  'task.done': 'a task was done, or dropped',
  'import.finished': 'a file was taken in',
  'import.undone': 'a file was taken back',
  'run.finished': 'every book of a day is decided',
} as const
export type EventKind = keyof typeof eventKinds

export interface Event {
  readonly kind: EventKind
  readonly data: Readonly<Record<string, unknown>>
}

/** An entry of the record as it is written. */
export interface Recorded {
  readonly debtorId?: string
  readonly kind: string
  readonly subjectId?: string
  readonly body: unknown
}

/** Whether a list of kinds ('claim.paid') and groups ('claim.*', '*') holds this kind. */
export function wants(events: readonly string[], kind: string): boolean {
  return events.some((it) => it === '*' || it === kind || (it.endsWith('.*') && kind.startsWith(it.slice(0, -1))))
}

/** Whether a text names a kind or a group of kinds. */
export function isEventName(text: string): boolean {
  return Object.keys(eventKinds).some((kind) => wants([text], kind))
}

const asMessage: Readonly<Record<string, EventKind>> = {
  'message.approved': 'message.approved',
  'message.dropped': 'message.dropped',
  refusal: 'message.held',
  'attempt.accepted': 'message.sent',
  'attempt.settled_sent': 'message.sent',
  'attempt.delivered': 'message.delivered',
  'attempt.bounced': 'message.bounced',
  'attempt.refused': 'message.refused',
  'attempt.in_doubt': 'message.in_doubt',
}
const asOther: Readonly<Record<string, readonly [kind: EventKind, name: string, prefix: string]>> = {
  'claim.changed': ['claim.changed', 'claim', 'clm'],
  'debtor.made': ['debtor.created', 'debtor', 'dbt'],
  'debtor.changed': ['debtor.changed', 'debtor', 'dbt'],
  'mail.in': ['reply.received', 'message', 'msg'],
  promise: ['promise.made', 'promise', 'prm'],
  'promise.kept': ['promise.kept', 'promise', 'prm'],
  'promise.broken': ['promise.broken', 'promise', 'prm'],
  query: ['query.opened', 'query', 'qry'],
  'query.answered': ['query.answered', 'query', 'qry'],
  dispute: ['dispute.opened', 'dispute', 'dsp'],
  'dispute.settled': ['dispute.closed', 'dispute', 'dsp'],
  hold: ['hold.added', 'hold', 'hld'],
  'hold.added': ['hold.added', 'hold', 'hld'],
  'hold.lifted': ['hold.lifted', 'hold', 'hld'],
  task: ['task.created', 'task', 'tsk'],
  'task.done': ['task.done', 'task', 'tsk'],
  'task.dropped': ['task.done', 'task', 'tsk'],
  'import.done': ['import.finished', 'import', 'imp'],
  'import.undone': ['import.undone', 'import', 'imp'],
}

// Bodies of the record are read as their writers in store/ wrote them.
// biome-ignore lint/suspicious/noExplicitAny: they are JSON of many forms, and each reader below takes only ids, days and sums
type Body = any

/** The events that an entry of a book's record is; none for what concerns nobody outside. */
export function eventsOf(book: number, it: Recorded): Event[] {
  const body = it.body as Body
  const debtor = it.debtorId === undefined ? {} : { debtor: publicId('dbt', { book, id: it.debtorId }) }
  const id = (prefix: string, one: string | undefined) =>
    one === undefined ? null : publicId(prefix, { book, id: one })
  if (it.kind === 'claims.made' || it.kind === 'posting') return ofMoney(book, debtor, body)
  if (it.kind === 'decision') {
    if (body.makes === undefined) return []
    const { kind, stepId, stage, sums, task, approve } = body.action
    if (kind === 'message') {
      const data = { ...debtor, message: id('msg', body.makes), step: stepId, stage, sums: moneyOf(sums) }
      return [{ kind: 'message.drafted', data: { ...data, needsApproval: approve !== undefined } }]
    }
    return [{ kind: 'task.created', data: { ...debtor, task: id('tsk', body.makes), kind: task } }]
  }
  const message = asMessage[it.kind]
  if (message) return [{ kind: message, data: { ...debtor, message: id('msg', it.subjectId), ...attemptNo(body) } }]
  const other = asOther[it.kind]
  if (!other) return []
  const [kind, name, prefix] = other
  const data = { ...debtor, [name]: id(prefix, it.subjectId), ...factsOf(kind, book, body) }
  if (kind === 'claim.changed' && body.to?.withdrawn_on !== undefined) return [{ kind: 'claim.withdrawn', data }]
  return [{ kind, data }]
}

function attemptNo(body: Body) {
  return body.no === undefined ? {} : { attempt: body.no }
}

/** What may be said beside the ids: kinds, days, sums, counts. */
function factsOf(kind: EventKind, book: number, body: Body): Record<string, unknown> {
  const claims = (ids: readonly string[] = []) => ids.slice(0, claimsMax).map((id) => publicId('clm', { book, id }))
  const day = (value: Day | null | undefined) => (typeof value === 'number' ? dayText(value) : null)
  switch (kind) {
    case 'reply.received':
      return { kind: body.kind }
    case 'promise.made':
      return {
        amount: { amountMinor: body.amountMinor, currency: body.currency },
        by: day(body.byDay),
        claims: claims(body.claimIds),
      }
    case 'query.opened':
      return { claims: claims(body.claimIds) }
    case 'dispute.opened':
      return { claims: claims(body.claims?.map((it: { id: string }) => it.id)) }
    case 'hold.added':
      return { claims: claims(body.claimId ? [body.claimId] : []), until: day(body.until) }
    case 'task.created':
      return { kind: body.kind }
    case 'import.finished':
    case 'import.undone':
      return Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'number'))
    default:
      return {}
  }
}

const claimsMax = 50

interface Line {
  readonly claimId?: string
  readonly component: string
  readonly kind: string
  readonly amountMinor: number
  readonly currency: string
  readonly day: Day
  readonly paymentId?: string
  readonly undoes?: string
  readonly adjustsId?: string
}

function ofMoney(book: number, debtor: object, body: Body): Event[] {
  const events: Event[] = []
  const groups: { lines: readonly Line[]; allocation?: object }[] = body.groups ?? []
  for (const claim of body.claims ?? []) {
    const dues: { amountMinor: number }[] = claim.dues ?? []
    const amountMinor = dues.reduce((sum, it) => sum + it.amountMinor, 0)
    const id = publicId('clm', { book, id: claim.id })
    const data = { ...debtor, claim: id, kind: claim.kind, amount: { amountMinor, currency: claim.currency } }
    events.push({ kind: 'claim.created', data })
  }
  for (const { lines, allocation } of groups) {
    for (const line of lines) {
      const { amountMinor, currency, paymentId, undoes } = line
      const data = { ...debtor, day: dayText(line.day), amount: { amountMinor: Math.abs(amountMinor), currency } }
      if (line.component === 'unapplied' && paymentId !== undefined) {
        const payment = publicId('pay', { book, id: paymentId })
        // What was allocated goes the other way, and is no news: the money itself is.
        if (undoes === undefined && amountMinor < 0 && !allocation)
          events.push({ kind: 'payment.recorded', data: { ...data, payment, kind: line.kind } })
        // What was spread anew and came back is no news either.
        if (undoes !== undefined && amountMinor > 0 && lines.every((it) => it.claimId === undefined))
          events.push({ kind: 'payment.reversed', data: { ...data, payment, kind: line.kind, because: undoes } })
      }
      if (line.kind === 'write_off' && (undoes ?? line.adjustsId) === undefined && line.claimId !== undefined)
        events.push({
          kind: 'claim.written_off',
          data: { ...data, claim: publicId('clm', { book, id: line.claimId }) },
        })
    }
  }
  return events
}

/** Claims that money was given to by this entry: whether they are paid now only the ledger knows. */
export function maybePaid(it: Recorded): string[] {
  if (it.kind !== 'posting') return []
  const groups: { lines: readonly Line[] }[] = (it.body as Body).groups ?? []
  return groups.flatMap(({ lines }) =>
    lines.flatMap((line) =>
      line.claimId !== undefined &&
      line.amountMinor < 0 &&
      line.undoes === undefined &&
      (line.kind === 'payment' || line.kind === 'credit')
        ? [line.claimId]
        : [],
    ),
  )
}

function moneyOf(sums: Readonly<Record<string, number>>): { amountMinor: number; currency: string }[] {
  return Object.entries(sums).map(([currency, amountMinor]) => ({ amountMinor, currency }))
}
