// The demo's life: how its customers act on what reaches them, and what the owner's desk does each day. All of it goes through
// the same functions as the real thing; what will happen on a later day stands in a diary.

import { addDays, type Day } from '../core/day.ts'
import type { Key } from '../core/id.ts'
import { rank, type Stage } from '../core/policy.ts'
import { assert } from '../core/problem.ts'
import { markAddress, readAddresses } from '../store/address.ts'
import { addDispute, addPromise, addQuery, answerQuery, settleDispute } from '../store/answer.ts'
import { readAttempts } from '../store/attempt.ts'
import type { Tx } from '../store/db.ts'
import { addDebtors, readDebtors } from '../store/debtor.ts'
import { lookAgain } from '../store/ledger.ts'
import { heard, listOutbox } from '../store/outbox.ts'
import { lockDebtors } from '../store/record.ts'
import { type OpenTask, readOpenTasks } from '../store/report.ts'
import { finishTask } from '../store/task.ts'
import { readWorkspace, setKnownUntil } from '../store/workspace.ts'
import { type DemoCompany, type Dice, dice, ours, type Transfer, work } from './demo-draw.ts'
import type { Credit, Written } from './demo-paper.ts'
import { answered, type Call, causes, paysAfter, questions, spontaneous } from './demo-temper.ts'
import { arrival, type Money, type Owed, type Person, Till } from './demo-till.ts'
import { allocateMoney, undoMoney } from './money.ts'
import { promiseAnew } from './promise.ts'

type Note =
  | Money
  | { readonly what: 'returned'; readonly claim: Owed }
  | {
      readonly what: 'dispute'
      readonly claim: Owed
      readonly cause: string
      readonly partMinor?: number
      readonly lasts: boolean
    }
  | { readonly what: 'settle'; readonly claim: Owed; readonly id: string }
  | { readonly what: 'query'; readonly claim: Owed; readonly asks: string; readonly answer: string }
  | { readonly what: 'answer'; readonly claim: Owed; readonly id: string; readonly answer: string }
  | { readonly what: 'promise'; readonly claim: Owed; readonly amountMinor: number; readonly byDay: Day }
  | { readonly what: 'moves'; readonly claim: Owed; readonly byDay: Day }
  | { readonly what: 'writes'; readonly claim: Owed; readonly subject: string; readonly says: string }
  | ({ readonly what: 'transfers'; readonly claim: Owed } & Transfer)
  | { readonly what: 'bounce'; readonly person: Person; readonly messageId: string }

/** What has happened, for the summary. */
export interface Happened {
  readonly payments: number
  readonly calls: number
  readonly promises: number
  readonly queries: number
  readonly disputes: number
}

// More than any one day sends; the newest come first.
const sentOfDay = 100
// Before it money is entered as the old books had it.
const bankDays = 24
// So long before the last day nobody had time to ring anyone.
const silentDays = 2
const unreachable: Call = { outcome: 'not_made', note: 'No number is known.' }

/** Ordinary money is told of by the bank; what has events of its own came as they say. */
function isTransfer(note: Money): boolean {
  return note.kind === 'payment' && note.onAccount !== true && note.claims.every((it) => !it.of.events)
}

function transferOf({ claim, ...it }: Note & { what: 'transfers' }): Credit {
  return { ...it, currency: claim.of.currency, text: it.text.replaceAll('{number}', claim.of.number) }
}

export class Life {
  private readonly company: DemoCompany
  private readonly creditorId: string
  private readonly seed: number
  private readonly till: Till
  private readonly people: Person[] = []
  private readonly owed: Owed[] = []
  private readonly byClaim = new Map<string, Owed>()
  private readonly diary = new Map<Day, Note[]>()
  private readonly desk: Dice
  private readonly letters: Written[] = []
  private readonly promised = new Map<Owed, Key>()
  private readonly count = { calls: 0, promises: 0, queries: 0, disputes: 0 }
  private book = 0

  constructor(company: DemoCompany, creditorId: string, seed: number) {
    this.company = company
    this.creditorId = creditorId
    this.seed = seed
    this.till = new Till(creditorId, company.opensOn)
    this.desk = dice(seed + 1)
  }

  /** Every case, for looking at what was decided. */
  cases(): { book: number; name: string; caseId: string }[] {
    return this.people.map((it) => ({ book: this.book, name: it.of.name, caseId: it.made.caseId }))
  }

  happened(): Happened {
    return { ...this.count, payments: this.till.payments }
  }

  /** The ledger as it was brought over from the books before: customers, three months of invoices, and what was paid of them. */
  async open(tx: Tx): Promise<void> {
    const { company } = this
    const { made } = await addDebtors(
      tx,
      company.debtors.map((it) => ({
        name: it.name,
        kind: it.kind,
        kindBecause: it.kindBecause,
        country: it.country,
        region: it.region,
        language: 'en',
        handling: it.handling,
        paysBy: it.paysBy,
        accountManager: it.accountManager,
        group: it.group,
        contacts: it.contacts,
        arrivedOn: company.opensOn,
        creditorId: this.creditorId,
      })),
    )
    const ids = made.map((it) => it.id)
    this.book = made[0]!.book
    // Dice of their own for each customer, so that one more message to one of them changes no other's life.
    for (const [i, of] of company.debtors.entries())
      this.people.push({ of, made: made[i]!, roll: dice(this.seed * 1_009 + i), bounced: false })
    for (const of of company.claims) {
      const joint = of.joint === undefined ? undefined : this.people[of.joint]
      this.owed.push({ of, person: this.people[of.debtor]!, joint, id: '', state: 'waiting', contested: false })
    }
    const heads = await lockDebtors(tx, this.book, ids)
    const early = this.owed.filter((it) => it.of.issuedOn < company.opensOn)
    const past = early.flatMap((it) => this.history(it))
    for (const it of past) for (const claim of it.claims) if (!claim.of.events) claim.state = 'over'
    await this.till.invoice(tx, heads, early, company.opensOn)
    await this.till.take(tx, heads, past)
    for (const it of early) this.plan(it)
    await lookAgain(tx, this.book, ids, company.opensOn)
    await setKnownUntil(tx, this.creditorId, work(company.opensOn, -1), 'the books were brought over')
  }

  /** Those who are worked by a ladder of their own. */
  ladders(): { debtorId: string; policy: string }[] {
    return this.people.flatMap(({ of, made }) => (of.ladder ? [{ debtorId: made.id, policy: of.ladder }] : []))
  }

  /** What is open of claims that came before a day, for their papers. */
  openBefore(day: Day): Owed[] {
    return this.owed.filter((it) => it.id !== '' && it.state !== 'over' && it.of.issuedOn < day)
  }

  claimOf(debtor: string): string {
    return this.owed.find((it) => it.person.of.name === debtor)!.of.number
  }

  /** Since when the bank's own files are read. */
  readsBank(day: Day): boolean {
    return ours.isBusinessDay(day) && day > work(this.company.today, -bankDays)
  }

  /** What customers wrote since this was asked last. */
  written(): Written[] {
    return this.letters.splice(0)
  }

  /** Before the run: the post has come and invoices are written. @returns what the bank's statement tells of, where it is read */
  async morning(tx: Tx, day: Day): Promise<Credit[]> {
    const notes = this.diary.get(day) ?? []
    const told = notes.flatMap((it) => (it.what === 'transfers' ? [transferOf(it)] : []))
    const byBank = this.readsBank(day) ? notes.filter((it) => it.what === 'money').filter(isTransfer) : []
    for (const note of byBank) {
      const credit = await this.till.credit(tx, note)
      if (credit) told.push(credit)
    }
    const money = notes.filter((it) => it.what === 'money').filter((it) => !byBank.includes(it))
    const returned = notes.filter((it) => it.what === 'returned')
    const fresh = this.owed.filter((it) => it.of.issuedOn === day)
    const touched = [...fresh, ...money.flatMap((it) => it.claims), ...returned.map((it) => it.claim)]
    if (touched.length > 0) {
      const people = touched.flatMap((it) => (it.joint ? [it.person, it.joint] : [it.person]))
      const ids = [...new Set(people.map((it) => it.made.id))]
      const heads = await lockDebtors(tx, this.book, ids)
      await this.till.invoice(tx, heads, fresh, day)
      for (const it of fresh) this.plan(it)
      await this.till.take(tx, heads, money)
      for (const { claim } of returned) {
        assert(claim.paymentId, 'what comes back was paid')
        const because = 'The direct debit came back: not enough money on the account.'
        const at = { workspace: await readWorkspace(tx), today: day }
        await undoMoney(tx, at, { book: this.book, id: claim.paymentId }, { mistake: false, on: day, because })
      }
      await lookAgain(tx, this.book, ids, day)
    }
    if (ours.isBusinessDay(day) && !this.readsBank(day))
      await setKnownUntil(tx, this.creditorId, work(day, -1), 'the bank statement up to the day before')
    return told
  }

  /** After the sending: customers read what they got, the desk makes its calls and keeps what was said. */
  async afternoon(tx: Tx, day: Day, anythingSent: boolean): Promise<void> {
    if (anythingSent) {
      for (const message of await listOutbox(tx, ['sent'], sentOfDay)) {
        if (message.givenOn !== day) continue
        const person = this.people.find((it) => it.made.id === message.debtorId)!
        if (person.of.deadMailbox && !person.bounced && message.channel === 'email') {
          person.bounced = true
          this.note(work(day, 1), { what: 'bounce', person, messageId: message.id })
        } else {
          const named = message.intent.items.filter((it) => it.named)
          const claims = [...new Set(named.map((it) => this.byClaim.get(it.claimId)!))]
          if (claims[0]?.person === person) this.read(day, message.stage, claims)
        }
      }
    }
    if (ours.isBusinessDay(day))
      for (const task of await readOpenTasks(tx, this.book)) await this.workOff(tx, day, task)
    // What is said on a call comes into the diary of the same day.
    for (const note of this.diary.get(day) ?? []) await this.keep(tx, day, note)
    this.diary.delete(day)
  }

  private note(day: Day, note: Note): void {
    const there = this.diary.get(day)
    if (there) there.push(note)
    else this.diary.set(day, [note])
  }

  /** What will come of a claim if nobody says anything; its own events where it has some. */
  private plan(it: Owed): void {
    this.byClaim.set(it.id, it)
    if (it.state === 'over') return
    if (it.of.events) {
      it.state = 'planned'
      for (const event of it.of.events) {
        if (event.on < this.company.opensOn) continue
        if (event.what === 'pays') {
          const { on: day, amountMinor, onAccount } = event
          this.note(work(day, 1), { what: 'money', kind: 'payment', claims: [it], day, amountMinor, onAccount })
        } else if (event.what === 'credit') {
          const { on: day, amountMinor } = event
          this.note(day, { what: 'money', kind: 'credit', claims: [it], day, amountMinor, onAccount: true })
        } else if (event.what === 'returns') this.note(event.on, { what: 'returned', claim: it })
        else if (event.what === 'disputes') this.note(event.on, { ...event, what: 'dispute', claim: it, lasts: true })
        else this.note(event.on, { ...event, claim: it })
      }
      return
    }
    const on = this.byThemselves(it)
    it.contested = it.person.of.temperament === 'disputing' && on === undefined
    if (on !== undefined && on >= this.company.opensOn) this.pay([it], on)
  }

  private byThemselves(it: Owed): Day | undefined {
    const facts = { due: it.of.dues[0]!.dueOn, issuedOn: it.of.issuedOn, opensOn: this.company.opensOn }
    const on = spontaneous(it.person.of.temperament, it.person.roll, facts)
    return on === undefined ? undefined : work(addDays(on, -1), 1)
  }

  private pay(claims: readonly Owed[], day: Day, amountMinor?: number): void {
    for (const it of claims) it.state = 'planned'
    this.note(arrival(claims[0]!.person.roll, day), { what: 'money', kind: 'payment', claims, day, amountMinor })
  }

  // Before the house was there somebody reminded by hand, so what waits for a reminder came a little later.
  private history(it: Owed): Money[] {
    const { opensOn } = this.company
    const money = { what: 'money', kind: 'payment', claims: [it] } as const
    if (it.of.events) {
      return it.of.events.flatMap((event) =>
        event.what === 'pays' && event.on < opensOn
          ? [{ ...money, day: event.on, amountMinor: event.amountMinor }]
          : [],
      )
    }
    const on = this.byThemselves(it) ?? work(addDays(it.of.dues[0]!.dueOn, it.person.roll.from(9, 34)), 1)
    return on < addDays(opensOn, -1) ? [{ ...money, day: on }] : []
  }

  /** A message was read: each customer does with it what such customers do. */
  private read(day: Day, stage: Stage, claims: readonly Owed[]): void {
    const waiting = claims.filter((it) => it.state === 'waiting')
    const [first] = waiting
    if (!first || rank(stage) < rank('friendly')) return
    const { roll, of } = first.person
    if (first.contested) this.contest(day, first)
    else if (stage === 'friendly' && of.temperament !== 'vanished' && roll.chance(0.12))
      this.ask(first, work(day, roll.from(0, 2)))
    else this.act(day, stage, waiting)
  }

  private act(day: Day, stage: Stage, waiting: readonly Owed[]): void {
    const first = waiting[0]!
    const { roll, of } = first.person
    const after = paysAfter(of.temperament, stage, roll)
    if (!after) return
    const on = work(addDays(day, after.days), 0)
    const part = Math.round((first.of.dues[0]!.amountMinor * roll.from(25, 55)) / 100)
    if (after.how === 'part') this.pay([first], on, part)
    else if (after.how === 'promise')
      this.note(work(day, 1), { what: 'promise', claim: first, amountMinor: part, byDay: on })
    else {
      const { currency } = first.of
      const claims = waiting.filter((it) => it.of.currency === currency)
      this.pay(claims, on)
    }
  }

  private contest(day: Day, claim: Owed): void {
    const { roll } = claim.person
    const on = work(day, roll.from(1, 4))
    claim.contested = false
    if (roll.chance(0.3)) {
      this.ask(claim, on)
      return
    }
    const amount = claim.of.dues[0]!.amountMinor
    const partMinor = roll.chance(0.5) ? Math.round((amount * roll.from(10, 45)) / 100) : undefined
    claim.state = 'planned'
    this.note(on, { what: 'dispute', claim, cause: roll.of(causes), partMinor, lasts: false })
  }

  private ask(claim: Owed, on: Day): void {
    claim.state = 'planned'
    this.note(on, { what: 'query', claim, ...claim.person.roll.of(questions) })
  }

  /** What they say reaches the desk, and what the desk owes them is done. */
  private async keep(tx: Tx, day: Day, note: Note): Promise<void> {
    // Money came in the morning.
    if (note.what === 'money' || note.what === 'returned' || note.what === 'transfers') return
    if (note.what === 'bounce') return this.bounce(tx, day, note.person, note.messageId)
    const { claim } = note
    const { roll, made } = claim.person
    const place = { book: this.book, id: made.id, caseId: made.caseId }
    if (note.what === 'writes') this.write(claim, note.subject, note.says)
    else if (note.what === 'moves') {
      const promise = this.promised.get(claim)
      if (promise) await promiseAnew(tx, await readWorkspace(tx), promise, note.byDay, day)
    } else if (note.what === 'query') {
      this.write(claim, 'Your reminder', `Before we can pay {number} we need ${note.asks}. Could you send it to us?`)
      const id = await addQuery(tx, place, { asks: note.asks, on: day, claimIds: [claim.id] })
      this.count.queries += 1
      this.note(work(day, roll.from(1, 4)), { what: 'answer', claim, id, answer: note.answer })
    } else if (note.what === 'answer') {
      await answerQuery(tx, { book: this.book, id: note.id }, note.answer, day)
      this.pay([claim], work(day, roll.from(2, 7)))
    } else if (note.what === 'dispute') {
      const { cause, partMinor } = note
      if (!note.lasts) this.write(claim, 'Your reminder about {number}', `We contest {number}: ${cause}.`)
      const id = await addDispute(tx, place, { cause, on: day, claims: [{ id: claim.id, partMinor }] })
      this.count.disputes += 1
      if (!note.lasts) this.note(work(day, roll.from(6, 16)), { what: 'settle', claim, id })
    } else if (note.what === 'settle') await this.settle(tx, day, claim, note.id)
    else await this.promise(tx, day, note)
  }

  private async settle(tx: Tx, day: Day, claim: Owed, id: string): Promise<void> {
    const { roll, made } = claim.person
    const agreed = roll.chance(0.6)
    await settleDispute(tx, { book: this.book, id }, agreed ? 'credited' : 'explained, and accepted', day)
    const amountMinor = agreed ? Math.round(((await this.till.openOf(tx, claim)) * roll.from(8, 25)) / 100) : 0
    if (amountMinor > 0) {
      const heads = await lockDebtors(tx, this.book, [made.id])
      await this.till.take(tx, heads, [{ what: 'money', kind: 'credit', claims: [claim], day, amountMinor }])
    }
    this.pay([claim], work(day, roll.from(3, 9)))
  }

  private async promise(tx: Tx, day: Day, note: Note & { what: 'promise' }): Promise<void> {
    const { claim, amountMinor, byDay } = note
    const { roll, made, of } = claim.person
    const place = { book: this.book, id: made.id, caseId: made.caseId }
    const facts = { amountMinor, currency: claim.of.currency, byDay, madeOn: day, claimIds: [claim.id] }
    const id = await addPromise(tx, place, { ...facts, who: of.contacts[0]?.name })
    this.promised.set(claim, { book: this.book, id })
    this.count.promises += 1
    if (claim.of.events) return
    if (roll.chance(of.temperament === 'struggling' ? 0.55 : 0.8)) {
      const whole = amountMinor >= claim.of.dues[0]!.amountMinor
      this.pay([claim], work(addDays(byDay, 1), -1), whole ? undefined : amountMinor)
    } else claim.state = 'waiting'
  }

  private write({ of, person }: Owed, subject: string, says: string): void {
    const [first] = person.of.contacts
    const from = first?.emails?.[0]
    if (from === undefined) return
    const filled = (text: string) => text.replaceAll('{number}', of.number)
    this.letters.push({ from, name: first?.name ?? person.of.name, subject: filled(subject), says: filled(says) })
  }

  // As a person would who finds the bounce in the inbox: the address is dead, and the message goes to the next one.
  private async bounce(tx: Tx, day: Day, person: Person, messageId: string): Promise<void> {
    const heads = await lockDebtors(tx, this.book, [person.made.id])
    const [attempt] = await readAttempts(tx, { book: this.book, id: messageId })
    const dead = (await readAddresses(tx, this.book, [person.made.id])).find((it) => it.id === attempt?.address_id)
    assert(dead && attempt, 'what bounces went to an address')
    const detail = `${dead.address}: no such mailbox`
    await markAddress(tx, heads, person.made.id, dead.id, detail)
    const message = { book: this.book, id: messageId, debtorId: person.made.id }
    await heard(tx, heads, message, attempt.no, { kind: 'bounced', detail, state: 'waiting', says: detail })
    await lookAgain(tx, this.book, [person.made.id], day)
  }

  /** The desk's own work: calls within a day or two, letters to the post, money on account to its claims. */
  private async workOff(tx: Tx, day: Day, task: OpenTask): Promise<void> {
    const key = { book: task.book, id: task.id }
    const person = this.people.find((it) => it.made.id === task.debtor.id)!
    if (task.kind === 'call' || task.kind === 'promise_broken') {
      if (day >= work(this.company.today, -silentDays)) return
      if (day - task.day < 3 && this.desk.chance(0.4)) return
      const open = task.claimIds.map((id) => this.byClaim.get(id)!).filter((it) => it.state !== 'over')
      const waiting = open.find((it) => it.state === 'waiting')
      // Whose claims have events of their own says nothing on the phone that would change them.
      const temper = open.some((it) => it.of.events) ? 'scripted' : person.of.temperament
      const call = task.phone ? answered(temper, person.roll, waiting !== undefined) : unreachable
      await finishTask(tx, key, { outcome: call.outcome, note: call.note, on: day })
      if (task.phone) this.count.calls += 1
      if (waiting && call.promises) this.hear(day, waiting, call)
    } else if (task.kind === 'post' && task.day < day) await finishTask(tx, key, { outcome: 'posted', on: day })
    else if (task.kind === 'write' && task.day < addDays(day, -6))
      await finishTask(tx, key, { outcome: 'written', note: 'Their account manager spoke to them.', on: day })
    else if (task.kind === 'allocate' && task.day < day && !person.of.trait) {
      const [debtor] = await readDebtors(tx, task.book, [task.debtor.id])
      const at = { workspace: await readWorkspace(tx), today: day }
      for (const currency of new Set(task.claimIds.map((id) => this.byClaim.get(id)!.of.currency)))
        await allocateMoney(tx, at, debtor!, [], currency)
      await finishTask(tx, key, { outcome: 'allocated', on: day })
    }
  }

  private hear(day: Day, claim: Owed, call: Call): void {
    const { roll } = claim.person
    const sum = claim.of.dues.reduce((total, due) => total + due.amountMinor, 0)
    const amountMinor = call.promises === 'part' ? Math.round((sum * roll.from(30, 60)) / 100) : sum
    claim.state = 'planned'
    this.note(day, { what: 'promise', claim, amountMinor, byDay: work(day, roll.from(3, 8)) })
  }
}
