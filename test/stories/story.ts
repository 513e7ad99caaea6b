// Plays a story on the embedded database through the real engine. A story is its text: each line a day, what happens on it, and
// behind the arrow all that follows. The days between run too, and whatever they bring must stand in the story.

import { expect } from 'vitest'
import { addDays, type Day, day, dayText } from '../../src/core/day.ts'
import { minorFrom } from '../../src/core/money.ts'
import type { DebtorKind, Role } from '../../src/core/policy.ts'
import { verifyClaims } from '../../src/engine/dispute.ts'
import { answerNote } from '../../src/engine/manager.ts'
import { rehearse } from '../../src/engine/rehearse.ts'
import { wished } from '../../src/engine/wish.ts'
import { calendarOf } from '../../src/rules/calendar.ts'
import { readyMade } from '../../src/rules/policies.ts'
import { markAddress, readAddresses } from '../../src/store/address.ts'
import { addDispute, addHold, addPromise, addQuery, answerQuery, listAnswers } from '../../src/store/answer.ts'
import { addClaims, findClaim } from '../../src/store/claim.ts'
import { inWorkspace, rows, sql, type Tx } from '../../src/store/db.ts'
import { addDebtors, caseOf, debtorId, findDebtor } from '../../src/store/debtor.ts'
import { lookAgain } from '../../src/store/ledger.ts'
import { addLiable } from '../../src/store/liable.ts'
import { addPayments, listPayments, openClaims, spread } from '../../src/store/payment.ts'
import { savePolicies } from '../../src/store/policy.ts'
import { lockDebtors } from '../../src/store/record.ts'
import { reversePayment } from '../../src/store/reversal.ts'
import { finishTask } from '../../src/store/task.ts'
import { addTold, endNotices } from '../../src/store/told.ts'
import { changeSettings, readWorkspace, type Settings } from '../../src/store/workspace.ts'
import { freshDatabase, nordwind, type TestDatabase } from '../database.ts'

export interface Stage {
  readonly at: TestDatabase
  readonly workspaceId: string
}

/** A workspace whose days are ready to be lived. */
export async function stage(settings: Partial<Settings> = {}): Promise<Stage> {
  const at = await freshDatabase('2024-01-01')
  const workspaceId = await nordwind(at)
  await inWorkspace(at.db, workspaceId, 'test', async (tx) => {
    await savePolicies(tx, readyMade)
    await changeSettings(tx, { inboxConnected: true, ...settings })
  })
  return { at, workspaceId }
}

interface Line {
  readonly on: Day
  readonly text: string
  readonly then: readonly string[]
}

/** Plays the lines; fails where the truth differs, with the story as it went. */
export async function story(it: Stage, text: string): Promise<void> {
  const lines = parse(text)
  const told: string[] = []
  const wanted = lines.flatMap((line) => [
    shown(line.on, line.text),
    ...line.then.map((then) => shown(line.on, `→ ${then}`)),
  ])
  let on = lines[0]!.on
  const last = lines.at(-1)!.on
  while (on <= last) {
    const today = lines.filter((line) => line.on === on)
    await live(it, on, on, async () => {
      for (const line of today) {
        if (line.text !== 'the day runs')
          await inWorkspace(it.at.db, it.workspaceId, 'test', (tx) => happen(tx, on, line.text))
      }
    })
    const brought = await followed(it, on)
    // What a quiet day would send only when it is run twice, it would send on the next one, where the story has it not.
    if (today.length > 0 || brought.length > 0) {
      const again = await live(it, on, on, async () => {})
      expect(again, `${dayText(on)} run twice sends nothing more`).toBe(0)
    }
    for (const line of today) told.push(shown(on, line.text))
    if (brought.length > 0 && today.length === 0) told.push(shown(on, 'the day runs'))
    told.push(...brought.map((then) => shown(on, `→ ${then}`)))
    on = addDays(on, 1)
  }
  expect(told.join('\n')).toBe(wanted.join('\n'))
}

function shown(on: Day, text: string): string {
  return `${dayText(on)}  ${text}`
}

function parse(text: string): Line[] {
  const lines: { on: Day; text: string; then: string[] }[] = []
  for (const raw of text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')) {
    if (raw.startsWith('→')) {
      lines.at(-1)!.then.push(raw.slice(1).trim())
      continue
    }
    const [, on, rest] = /^(\d{4}-\d\d-\d\d)\s+(.*)$/.exec(raw)!
    const [what, ...then] = rest!.split('→').map((part) => part.trim())
    lines.push({ on: day(on!), text: what!, then })
  }
  return lines
}

/** Lives the days from one to another, both included; `world` happens before each. @returns how many messages went. */
export async function live(it: Stage, from: Day, until = from, world?: () => Promise<void>): Promise<number> {
  const done = await rehearse(it.at.db, it.workspaceId, {
    from,
    until,
    actor: 'test',
    dataDir: it.at.dataDir,
    clock: { set: (moment) => it.at.clock.set(new Date(moment).toISOString().slice(0, 10)) },
    worker: 'story',
    approveAll: true,
    noBrake: true,
    knownEveryDay: true,
    beforeDay: world,
  })
  return done.sent
}

/** All that a day brought: messages with what they name, tasks, write-offs, judged promises, what was held back. */
async function followed(it: Stage, on: Day): Promise<string[]> {
  return inWorkspace(it.at.db, it.workspaceId, 'test', async (tx) => {
    const found = await rows<{ says: string }>(
      tx,
      sql`SELECT says FROM (
        SELECT 1 AS at, a.channel || ' "' || m.step_id || '" to ' || CASE WHEN a.channel = 'email' THEN a.address ELSE d.name END || coalesce(': ' || (SELECT string_agg(c.number || ' ' || (mc.open_minor / 100.0)::numeric(12, 2) || ' ' || c.currency, ', ' ORDER BY NOT mc.named, c.number, mc.due_no)
            FROM message_claims mc JOIN claims c ON c.book_id = mc.book_id AND c.id = mc.claim_id WHERE mc.book_id = a.book_id AND mc.message_id = a.message_id AND mc.named AND a.no = 1), '') AS says
          FROM attempts a JOIN messages m ON m.book_id = a.book_id AND m.id = a.message_id JOIN debtors d ON d.book_id = m.book_id AND d.id = m.debtor_id
          WHERE m.run_day <= ${dayText(on)}::date AND (a.permit ->> 'day')::int = ${on}
        UNION ALL SELECT 2, 'task ' || t.says FROM tasks t WHERE t.day = ${dayText(on)}::date AND t.kind NOT IN ('post') AND t.says <> 'A call.'
        UNION ALL SELECT 3, p.state || ' promise of ' || (p.amount_minor / 100.0)::numeric(12, 2) FROM promises p WHERE p.judged_on = ${dayText(on)}::date
        UNION ALL SELECT 4, 'written off ' || (-p.amount_minor / 100.0)::numeric(12, 2) || ' ' || p.currency FROM postings p WHERE p.kind = 'write_off' AND p.day = ${dayText(on)}::date
        UNION ALL SELECT 5, 'held back "' || m.step_id || '": ' || (r.reasons -> 0 ->> 'says') FROM refusals r JOIN messages m ON m.book_id = r.book_id AND m.id = r.message_id WHERE m.run_day = ${dayText(on)}::date
        UNION ALL SELECT 6, 'set aside: ' || s.set_aside FROM case_state s WHERE s.set_aside IS NOT NULL
      ) t ORDER BY at, says`,
    )
    return found.map((one) => one.says)
  })
}

type Verb = readonly [RegExp, (tx: Tx, on: Day, groups: Record<string, string>) => Promise<void>]

const verbs: readonly Verb[] = [
  [
    /^(?<name>.+) is a (?<kind>business|consumer|sole trader|public body) in (?<country>[A-Z]{2})(?<rest>.*)$/,
    newDebtor,
  ],
  [
    /^(?<name>.+) is invoiced (?<number>\S+) (?<amount>[\d.]+) (?<currency>[A-Z]{3}), due (?<due>\S+?)(?<rest>,.*)?$/,
    newClaim,
  ],
  [/^(?<name>.+) is lent (?<number>\S+) (?<currency>[A-Z]{3}), (?<parts>.*)$/, newLoan],
  [/^(?<name>.+) answers for (?<number>\S+) too$/, newLiable],
  [
    /^(?<name>.+) pays (?<amount>[\d.]+) (?<currency>[A-Z]{3})(?: for (?<number>\S+))?(?<account> on account)?(?:, dated (?<dated>\S+))?$/,
    newPayment,
  ],
  [/^(?<name>.+) is credited (?<amount>[\d.]+) (?<currency>[A-Z]{3})$/, newCredit],
  [/^the last payment of (?<name>.+) bounces$/, bounce],
  [/^(?<name>.+) promises (?<amount>[\d.]+) (?<currency>[A-Z]{3}) by (?<by>\S+)$/, newPromise],
  [/^(?<name>.+) asks for (?<what>documents|advice) about (?<number>\S+)$/, asksTime],
  [/^(?<name>.+) asks for (?<asks>.+)$/, newQuery],
  [/^(?<name>.+) is answered$/, answered],
  [/^(?<name>.+) disputes in writing: (?<number>\S+)$/, disputesInWriting],
  [/^the dispute of (?<number>\S+) is verified$/, verified],
  [/^the documents of (?<number>\S+) are sent$/, documentsSent],
  [/^the notice of (?<number>\S+) comes back$/, noticeBack],
  [/^(?<name>.+) disputes (?:(?<amount>[\d.]+) of )?(?<number>\S+): (?<cause>.+)$/, newDispute],
  [/^(?<name>.+) is held for (?<days>\d+) days$/, newHold],
  [/^the call to (?<name>.+) is made: (?<outcome>\S+)$/, callMade],
  [/^mail to (?<name>.+) comes back$/, mailboxDead],
  [/^(?<name>.+) says: (?<words>.+)$/, wishes],
  [/^(?<name>.+) is (?<cause>bankrupt|represented)$/, learnt],
  [/^the account manager of (?<name>.+) says (?<outcome>go on|talk first)$/, managerSays],
]

async function happen(tx: Tx, on: Day, text: string): Promise<void> {
  for (const [pattern, work] of verbs) {
    const match = pattern.exec(text)
    if (match) return work(tx, on, match.groups as Record<string, string>)
  }
  throw new Error(`The story does not understand: ${text}`)
}

const minor = (it: Record<string, string>) => minorFrom(it.amount!, it.currency ?? 'GBP')!

async function newDebtor(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const rest = it.rest!
  const { creditorId } = await readWorkspace(tx)
  const emails = [...rest.matchAll(/(\S+@\S+?)(?: \((\w+)\))?(?=,|$| )/g)]
  const post = [`${it.name}\n1 High Street\nTown`]
  await addDebtors(tx, [
    {
      name: it.name!,
      kind: it.kind!.replace(' ', '_') as DebtorKind,
      kindBecause: 'the story says so',
      country: it.country!,
      language: 'en',
      arrivedOn: on,
      creditorId,
      handling: rest.includes('by hand') ? 'by_hand' : rest.includes('with approval') ? 'approve' : 'automatic',
      accountManager: /looked after by (\w+)/.exec(rest)?.[1],
      paysBy: rest.includes('direct debit') ? 'direct_debit' : undefined,
      contacts:
        emails.length > 0
          ? emails.map(([, email, role], i) => ({
              roles: [(role ?? 'accounts_payable') as Role],
              emails: [email!],
              posts: i === 0 ? post : [],
              phones: i === 0 ? ['+441632960001'] : [],
            }))
          : [{ roles: [], posts: post }],
    },
  ])
}

async function newClaim(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  await claim(tx, on, it, 'invoice', [{ dueOn: day(it.due!), amountMinor: minor(it) }])
}

async function newLoan(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const dues = [...it.parts!.matchAll(/([\d.]+) due (\d{4}-\d\d-\d\d)/g)].map(([, amount, due]) => ({
    dueOn: day(due!),
    amountMinor: minorFrom(amount!, it.currency!)!,
  }))
  await claim(tx, on, it, 'loan', dues)
}

async function claim(
  tx: Tx,
  on: Day,
  it: Record<string, string>,
  kind: string,
  dues: { dueOn: Day; amountMinor: number }[],
): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  const { creditorId } = await readWorkspace(tx)
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  const factor = /assigned to (\w+)/.exec(it.rest ?? '')?.[1]
  const issued = /issued ([\d-]+)/.exec(it.rest ?? '')?.[1]
  const stageSaid = /after a (\w+)/.exec(it.rest ?? '')?.[1]
  await addClaims(tx, heads, [
    {
      debtorId: debtor.id,
      creditorId,
      caseId: await caseOf(tx, debtor, creditorId),
      number: it.number!,
      kind,
      currency: it.currency!,
      issuedOn: issued ? day(issued) : on,
      arrivedOn: on,
      dues,
      factor,
      lastReminder: stageSaid ? { stage: stageSaid as 'firm', on } : undefined,
    },
  ])
  await lookAgain(tx, debtor.book, [debtor.id], on)
}

async function newLiable(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  const found = await findClaim(tx, it.number!)
  await caseOf(tx, debtor, found.creditorId)
  const heads = await lockDebtors(tx, debtor.book, [debtor.id, found.debtorId])
  await addLiable(tx, heads, [
    { claimId: found.id, mainId: found.debtorId, debtorId: debtor.id, role: 'joint', from: on },
  ])
}

async function newPayment(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  await money(tx, on, it, 'payment', it.account === undefined)
}

async function newCredit(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  await money(tx, on, it, 'credit', false)
}

async function money(
  tx: Tx,
  on: Day,
  it: Record<string, string>,
  kind: 'payment' | 'credit',
  apply: boolean,
): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  const { creditorId } = await readWorkspace(tx)
  const named = it.number ? [(await findClaim(tx, it.number)).id] : []
  const owner = it.number ? (await findClaim(tx, it.number)).debtorId : debtor.id
  const heads = await lockDebtors(tx, debtor.book, [owner])
  const open = apply ? await openClaims(tx, { book: debtor.book, id: owner }, creditorId, it.currency!) : []
  const { parts, ruleId } = spread(minor(it), open, named)
  await addPayments(tx, heads, [
    {
      debtorId: owner,
      creditorId,
      kind,
      amountMinor: minor(it),
      currency: it.currency!,
      day: it.dated ? day(it.dated) : on,
      parts,
      ruleId,
    },
  ])
  await lookAgain(tx, debtor.book, [debtor.id, owner], on)
}

async function bounce(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  const [last] = await listPayments(tx, debtor)
  const heads = await lockDebtors(tx, debtor.book, [debtor.id])
  await reversePayment(tx, heads, debtor.id, last!.id, { as: 'return', day: on, reason: 'returned by the bank' })
  await lookAgain(tx, debtor.book, [debtor.id], on)
}

async function inCase(tx: Tx, name: string) {
  const debtor = await findDebtor(tx, name)
  const { creditorId } = await readWorkspace(tx)
  const caseId = await caseOf(tx, debtor, creditorId)
  const claims = await rows<{ id: string }>(
    tx,
    sql`SELECT claim_id AS id FROM claim_state WHERE book_id = ${debtor.book} AND case_id = ${caseId}::uuid AND open`,
  )
  return { book: debtor.book, id: debtor.id, caseId, claimIds: claims.map((one) => one.id) }
}

async function newPromise(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const at = await inCase(tx, it.name!)
  await addPromise(tx, at, {
    amountMinor: minor(it),
    currency: it.currency!,
    byDay: day(it.by!),
    madeOn: on,
    claimIds: at.claimIds,
  })
}

async function newQuery(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const at = await inCase(tx, it.name!)
  await addQuery(tx, at, { asks: it.asks!, on, claimIds: at.claimIds })
}

async function answered(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const found = await listAnswers(tx, 'query', await findDebtor(tx, it.name!))
  await answerQuery(tx, found[0]!, 'sent', on)
}

async function newDispute(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const at = await inCase(tx, it.name!)
  const found = await findClaim(tx, it.number!)
  await addDispute(tx, at, {
    cause: it.cause!,
    on,
    claims: [{ id: found.id, partMinor: it.amount ? minorFrom(it.amount, found.currency) : undefined }],
  })
}

async function disputesInWriting(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const found = await findClaim(tx, it.number!)
  const debtor = await findDebtor(tx, it.name!)
  await addTold(tx, debtor, { kind: 'disputes', claim: found.id, written: true, asks: 'verification', on })
}

async function asksTime(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const found = await findClaim(tx, it.number!)
  const debtor = await findDebtor(tx, it.name!)
  await addTold(tx, debtor, { kind: 'asks_time', claim: found.id, for: it.what as 'advice', on })
}

async function verified(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const found = await findClaim(tx, it.number!)
  const debtor = await findDebtor(tx, debtorId({ book: found.book, id: found.debtorId }))
  await verifyClaims(tx, await readWorkspace(tx), debtor, [found], 'contract.pdf', on)
}

async function documentsSent(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const found = await findClaim(tx, it.number!)
  await addTold(tx, { book: found.book, id: found.debtorId }, { kind: 'answered', claim: found.id, on })
}

async function noticeBack(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const found = await findClaim(tx, it.number!)
  const heads = await lockDebtors(tx, found.book, [found.debtorId])
  const of = { book: found.book, id: found.debtorId }
  await endNotices(tx, heads, of, { claim: found.id }, on, 'the letter came back')
}

async function newHold(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  await addHold(tx, await inCase(tx, it.name!), { cause: 'talks', from: on, until: addDays(on, Number(it.days)) })
}

async function callMade(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  const [open] = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM tasks WHERE book_id = ${debtor.book} AND debtor_id = ${debtor.id}::uuid AND state = 'open' AND kind IN ('call', 'promise_broken') ORDER BY id LIMIT 1`,
  )
  await finishTask(tx, { book: debtor.book, id: open!.id }, { outcome: it.outcome!, on })
}

async function wishes(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  for (const fact of wished(it.words!, { on })) await addTold(tx, debtor, fact)
}

async function learnt(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  await addTold(
    tx,
    debtor,
    it.cause === 'bankrupt' ? { kind: 'cause', cause: 'bankrupt', on } : { kind: 'attorney', on },
  )
}

async function managerSays(tx: Tx, on: Day, it: Record<string, string>): Promise<void> {
  const at = await inCase(tx, it.name!)
  const [open] = await rows<{ id: string }>(
    tx,
    sql`SELECT id FROM tasks WHERE book_id = ${at.book} AND debtor_id = ${at.id}::uuid AND state = 'open' AND kind = 'manager_note' ORDER BY id DESC LIMIT 1`,
  )
  await answerNote(
    tx,
    { book: at.book, id: open!.id },
    { outcome: it.outcome!.replace(' ', '_') as 'go_on' | 'talk_first', on, calendar: calendarOf('GB') },
  )
}

async function mailboxDead(tx: Tx, _on: Day, it: Record<string, string>): Promise<void> {
  const debtor = await findDebtor(tx, it.name!)
  const [first] = (await readAddresses(tx, debtor.book, [debtor.id])).filter(
    (one) => one.channel === 'email' && one.health === 'ok',
  )
  await markAddress(tx, await lockDebtors(tx, debtor.book, [debtor.id]), debtor.id, first!.id, '550 no such user')
}

/** The text of every message that left, the latest first. */
export async function wordsOf(it: Stage): Promise<string[]> {
  const found = await inWorkspace(it.at.db, it.workspaceId, 'test', (tx) =>
    rows<{ text_body: string }>(tx, sql`SELECT text_body FROM attempts ORDER BY released_at DESC`),
  )
  return found.map((one) => one.text_body)
}
