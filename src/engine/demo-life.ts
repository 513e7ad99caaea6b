// The demo's life: how its customers act on what reaches them, and what the owner's desk does each day. All of it goes through
// the same functions as the real thing; what will happen on a later day stands in a diary.

import { addDays, type Day } from '../core/day.ts'
import { rank, type Stage } from '../core/policy.ts'
import { assert } from '../core/problem.ts'
import { addDispute, addPromise, addQuery, answerQuery, settleDispute } from '../store/answer.ts'
import { addClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { addDebtors, type MadeDebtor, markAddress, readAddresses } from '../store/debtor.ts'
import { addPayments, allocateOnAccount, lookAgain, type NewPayment, openClaims, reversePayment, spread } from '../store/ledger.ts'
import { addLiable } from '../store/liable.ts'
import { heard, listOutbox, readAttempts } from '../store/outbox.ts'
import { type Heads, lockDebtors } from '../store/record.ts'
import { type OpenTask, readOpenTasks } from '../store/report.ts'
import { finishTask } from '../store/task.ts'
import { setKnownUntil } from '../store/workspace.ts'
import { type DemoClaim, type DemoCompany, type DemoDebtor, type Dice, dice, ours, work } from './demo-draw.ts'
import { answered, type Call, causes, paysAfter, questions, spontaneous } from './demo-temper.ts'

interface Person {
  readonly of: DemoDebtor
  readonly made: MadeDebtor
  readonly roll: Dice
  bounced: boolean
}

interface Owed {
  readonly of: DemoClaim
  readonly person: Person
  id: string
  /** `planned`: what comes of it stands in the diary already. */
  state: 'waiting' | 'planned' | 'over'
  /** They will contest it or ask about it when it is asked for. */
  contested: boolean
  paymentId?: string
}

type Note =
  | {
      readonly what: 'money'
      readonly kind: 'payment' | 'credit'
      readonly claims: readonly Owed[]
      readonly day: Day
      /** Absent: all that is open of these claims. */
      readonly amountMinor?: number
      readonly onAccount?: boolean
    }
  | { readonly what: 'returned'; readonly claim: Owed }
  | { readonly what: 'dispute'; readonly claim: Owed; readonly cause: string; readonly partMinor?: number; readonly lasts: boolean }
  | { readonly what: 'settle'; readonly claim: Owed; readonly id: string }
  | { readonly what: 'query'; readonly claim: Owed; readonly asks: string; readonly answer: string }
  | { readonly what: 'answer'; readonly claim: Owed; readonly id: string; readonly answer: string }
  | { readonly what: 'promise'; readonly claim: Owed; readonly amountMinor: number; readonly byDay: Day }
  | { readonly what: 'bounce'; readonly person: Person; readonly messageId: string }

const mornings: readonly Note['what'][] = ['money', 'returned']

/** What has happened, for the summary. */
export interface Happened {
  payments: number
  calls: number
  promises: number
  queries: number
  disputes: number
}

export class Life {
  readonly happened: Happened = { payments: 0, calls: 0, promises: 0, queries: 0, disputes: 0 }
  private readonly company: DemoCompany
  private readonly creditorId: string
  private readonly people: Person[] = []
  private readonly owed: Owed[] = []
  private readonly byId = new Map<string, Owed>()
  private readonly diary = new Map<Day, Note[]>()
  private readonly roll: Dice
  private book = 0

  constructor(company: DemoCompany, creditorId: string, seed: number) {
    this.company = company
    this.creditorId = creditorId
    this.roll = dice(seed ^ 0x5eed)
  }

  /** The ledger as it was brought over from the books before: customers, three months of invoices, and what was paid of them. */
  async open(tx: Tx, seed: number): Promise<void> {
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
        contacts: it.contacts,
        arrivedOn: company.opensOn,
        creditorId: this.creditorId,
      })),
    )
    this.book = made[0]!.book
    for (const [i, of] of company.debtors.entries())
      this.people.push({ of, made: made[i]!, roll: dice(seed * 1_009 + i), bounced: false })
    for (const of of company.claims)
      this.owed.push({ of, person: this.people[of.debtor]!, id: '', state: 'waiting', contested: false })
    const heads = await lockDebtors(
      tx,
      this.book,
      made.map((it) => it.id),
    )
    const early = this.owed.filter((it) => it.of.issuedOn < company.opensOn)
    const paid = early.map((it) => ({ it, on: this.paidBefore(it) }))
    await this.invoice(tx, heads, early, company.opensOn, new Set(paid.filter(({ on }) => on).map(({ it }) => it)))
    await this.take(
      tx,
      heads,
      paid.flatMap(({ it, on }) => this.history(it, on)),
    )
    await lookAgain(
      tx,
      this.book,
      made.map((it) => it.id),
      company.opensOn,
    )
    await setKnownUntil(tx, this.creditorId, work(company.opensOn, -1), 'the books were brought over')
  }

  /** Before the run: the post has come, the bank's file is read, invoices are written. */
  async morning(tx: Tx, day: Day): Promise<void> {
    const notes = (this.diary.get(day) ?? []).filter((it) => mornings.includes(it.what))
    const fresh = this.owed.filter((it) => it.of.issuedOn === day)
    if (notes.length > 0 || fresh.length > 0) {
      const people = new Set<Person>()
      for (const it of fresh) people.add(it.person)
      for (const note of notes) {
        if (note.what === 'money') people.add(note.claims[0]!.person)
        if (note.what === 'returned') people.add(note.claim.person)
      }
      for (const it of [...people].flatMap((one) => this.besides(one))) people.add(it)
      const ids = [...people].map((it) => it.made.id)
      const heads = await lockDebtors(tx, this.book, ids)
      await this.invoice(tx, heads, fresh, day, new Set())
      await this.take(tx, heads, notes.filter((it) => it.what === 'money'))
      for (const note of notes) {
        if (note.what !== 'returned' || !note.claim.paymentId) continue
        await reversePayment(tx, heads, note.claim.person.made.id, note.claim.paymentId, {
          as: 'return',
          day,
          reason: 'The direct debit came back: not enough money on the account.',
        })
        note.claim.state = 'waiting'
      }
      await lookAgain(tx, this.book, ids, day)
    }
    if (ours.isBusinessDay(day))
      await setKnownUntil(tx, this.creditorId, work(day, -1), 'the bank statement up to the day before')
  }

  /** After the sending: customers read what they got, the desk makes its calls and keeps what was said. */
  async afternoon(tx: Tx, day: Day): Promise<void> {
    for (const message of await listOutbox(tx, ['sent'], 200)) {
      if (message.givenOn !== day) continue
      const claims = message.intent.items.filter((it) => it.named).map((it) => this.byId.get(it.claimId)!)
      const person = this.people.find((it) => it.made.id === message.debtorId)!
      if (person.of.deadMailbox && !person.bounced && message.channel === 'email') {
        person.bounced = true
        this.note(work(day, 1), { what: 'bounce', person, messageId: message.id })
      } else this.read(day, message.stage, claims)
    }
    if (ours.isBusinessDay(day)) for (const task of await readOpenTasks(tx, this.book)) await this.work(tx, day, task)
    // What is said on a call comes into the diary of the same day.
    for (const note of this.diary.get(day) ?? []) if (!mornings.includes(note.what)) await this.keep(tx, day, note)
    this.diary.delete(day)
  }

  private note(day: Day, note: Note): void {
    const there = this.diary.get(day)
    if (there) there.push(note)
    else this.diary.set(day, [note])
  }

  /** Those who hear of the same claims. */
  private besides(person: Person): Person[] {
    return this.owed
      .filter((it) => it.person === person && it.of.joint !== undefined)
      .map((it) => this.people[it.of.joint!]!)
  }

  private async invoice(tx: Tx, heads: Heads, some: readonly Owed[], day: Day, paid: ReadonlySet<Owed>): Promise<void> {
    if (some.length === 0) return
    const ids = await addClaims(
      tx,
      heads,
      some.map((it) => {
        const { debtor: _, joint: __, events: ___, ...claim } = it.of
        return {
          ...claim,
          debtorId: it.person.made.id,
          creditorId: this.creditorId,
          caseId: it.person.made.caseId,
          arrivedOn: day,
          lastReminder: day === this.company.opensOn && !paid.has(it) ? this.saidBefore(it) : undefined,
        }
      }),
    )
    for (const [i, it] of some.entries()) {
      it.id = ids[i]!
      this.byId.set(it.id, it)
      if (!paid.has(it)) this.plan(it)
    }
    await addLiable(
      tx,
      heads,
      some.flatMap((it) =>
        it.of.joint === undefined
          ? []
          : [
              {
                claimId: it.id,
                mainId: it.person.made.id,
                debtorId: this.people[it.of.joint]!.made.id,
                role: 'joint' as const,
                from: day,
              },
            ],
      ),
    )
  }

  /** What will come of a claim if nobody says anything; its own events where it has some. */
  private plan(it: Owed): void {
    const { roll, of } = it.person
    const due = it.of.dues[0]!.dueOn
    if (it.of.events) {
      it.state = 'planned'
      for (const event of it.of.events) {
        if (event.on < this.company.opensOn) continue
        if (event.what === 'pays' || event.what === 'credit') {
          const kind = event.what === 'pays' ? 'payment' : 'credit'
          this.note(work(event.on, 1), { ...event, what: 'money', kind, claims: [it], day: event.on })
        } else if (event.what === 'returns') this.note(work(event.on, 2), { what: 'returned', claim: it })
        else if (event.what === 'disputes') this.note(event.on, { ...event, what: 'dispute', claim: it, lasts: true })
        else this.note(event.on, { ...event, claim: it })
      }
      return
    }
    const on = spontaneous(of.temperament, roll, { due, issuedOn: it.of.issuedOn, opensOn: this.company.opensOn })
    it.contested = of.temperament === 'disputing' && on === undefined
    if (on !== undefined && work(on, 0) >= this.company.opensOn) this.pay([it], work(on, 0))
  }

  /** Money leaves on a day and stands on our statement up to three days later. */
  private pay(claims: readonly Owed[], day: Day, amountMinor?: number): void {
    const { roll } = claims[0]!.person
    for (const it of claims) it.state = 'planned'
    const onAccount = false
    this.note(work(addDays(day, roll.of([-1, -1, -1, 0, 0, 0, 1, 2])), 1), {
      what: 'money',
      kind: 'payment',
      claims,
      day,
      amountMinor,
      onAccount,
    })
  }

  // Before the house was there somebody reminded by hand, so what waits for a reminder came a little later.
  private paidBefore(it: Owed): Day | undefined {
    const { opensOn } = this.company
    if (it.of.events) return undefined
    const due = it.of.dues[0]!.dueOn
    const { temperament } = it.person.of
    const on =
      spontaneous(temperament, it.person.roll, { due, issuedOn: it.of.issuedOn, opensOn }) ??
      addDays(due, it.person.roll.from(9, 34))
    const paid = work(on, 0)
    return paid < addDays(opensOn, -1) ? paid : undefined
  }

  private history(it: Owed, on: Day | undefined): (Note & { what: 'money' })[] {
    const past = (it.of.events ?? []).flatMap((event) =>
      event.what === 'pays' && event.on < this.company.opensOn ? [{ on: event.on, amountMinor: event.amountMinor }] : [],
    )
    if (on !== undefined) past.push({ on, amountMinor: undefined })
    return past.map((one) => ({
      what: 'money',
      kind: 'payment',
      claims: [it],
      day: one.on,
      amountMinor: one.amountMinor,
    }))
  }

  private saidBefore(it: Owed): { on: Day; stage: Stage } | undefined {
    const due = it.of.dues[0]!.dueOn
    const late = this.company.opensOn - due
    if (late < 8 || it.of.dues.length > 1) return undefined
    return late < 20 ? { on: work(due, 4), stage: 'friendly' } : { on: work(due, 10), stage: 'second' }
  }

  /** Takes money in, a claim's first payment before its second: what is open is read between. */
  private async take(tx: Tx, heads: Heads, notes: readonly (Note & { what: 'money' })[]): Promise<void> {
    let left = [...notes].sort((a, b) => a.day - b.day)
    while (left.length > 0) {
      const seen = new Set<Person>()
      const now = left.filter((it) => {
        const { person } = it.claims[0]!
        return !seen.has(person) && seen.add(person)
      })
      left = left.filter((it) => !now.includes(it))
      const payments: { note: Note & { what: 'money' }; payment: NewPayment }[] = []
      for (const note of now) {
        const payment = await this.payment(tx, note)
        if (payment) payments.push({ note, payment })
      }
      const ids = await addPayments(
        tx,
        heads,
        payments.map((it) => it.payment),
      )
      for (const [i, { note }] of payments.entries()) {
        if (note.kind === 'payment') this.happened.payments += 1
        for (const it of note.claims) {
          it.paymentId = ids[i]!
          if (note.amountMinor === undefined) it.state = 'over'
          else if (!it.of.events) it.state = 'waiting'
        }
      }
    }
  }

  private async payment(tx: Tx, note: Note & { what: 'money' }): Promise<NewPayment | undefined> {
    const { person, of } = note.claims[0]!
    const named = note.claims.map((it) => it.id)
    const open = await openClaims(tx, person.made, this.creditorId, of.currency)
    const sum = open
      .filter((it) => named.includes(it.claimId))
      .reduce((total, it) => total + Object.values(it.open).reduce((a, b) => a + b, 0), 0)
    const amountMinor = note.amountMinor ?? sum
    if (amountMinor <= 0) return undefined
    const loose = note.onAccount || note.kind === 'credit'
    const given = loose && !note.claims[0]!.contested ? { parts: [], ruleId: 'none' } : spread(amountMinor, open, named)
    return {
      debtorId: person.made.id,
      creditorId: this.creditorId,
      kind: note.kind,
      amountMinor,
      currency: of.currency,
      day: note.day,
      reference: note.onAccount ? undefined : note.claims.map((it) => it.of.number).join(' '),
      note: note.onAccount ? 'no reference given' : undefined,
      ...given,
    }
  }

  /** A message was read: each customer does with it what such customers do. */
  private read(day: Day, stage: Stage, claims: readonly Owed[]): void {
    const waiting = claims.filter((it) => it.state === 'waiting')
    const [first] = waiting
    if (!first || rank(stage) < rank('friendly')) return
    const { roll, of } = first.person
    if (first.contested) {
      first.contested = false
      const on = work(day, roll.from(1, 4))
      if (roll.chance(0.35)) this.ask(first, on)
      else {
        first.state = 'planned'
        const sum = first.of.dues.reduce((total, due) => total + due.amountMinor, 0)
        const partMinor = roll.chance(0.5) ? Math.round((sum * roll.from(10, 45)) / 100) : undefined
        this.note(on, { what: 'dispute', claim: first, cause: roll.of(causes), partMinor, lasts: false })
      }
      return
    }
    if (stage === 'friendly' && of.temperament !== 'vanished' && roll.chance(0.12)) {
      this.ask(first, work(day, roll.from(0, 2)))
      return
    }
    const after = paysAfter(of.temperament, stage, roll)
    if (!after) return
    const on = work(addDays(day, after.days), 0)
    if (after.how === 'all') this.pay(waiting, on)
    else {
      const half = Math.round((first.of.dues[0]!.amountMinor * roll.from(25, 55)) / 100)
      if (after.how === 'part') this.pay([first], on, half)
      else this.note(work(day, 1), { what: 'promise', claim: first, amountMinor: half, byDay: on })
    }
  }

  private ask(claim: Owed, on: Day): void {
    claim.state = 'planned'
    this.note(on, { what: 'query', claim, ...claim.person.roll.of(questions) })
  }

  /** What they say reaches the desk, and what the desk owes them is done. */
  private async keep(tx: Tx, day: Day, note: Note): Promise<void> {
    if (note.what === 'bounce') return this.bounce(tx, day, note.person, note.messageId)
    if (note.what === 'money' || note.what === 'returned') return
    const { claim } = note
    const { roll, made } = claim.person
    const place = { book: this.book, id: made.id, caseId: made.caseId }
    if (note.what === 'query') {
      const id = await addQuery(tx, place, { asks: note.asks, on: day, claimIds: [claim.id] })
      this.happened.queries += 1
      this.note(work(day, roll.from(1, 4)), { what: 'answer', claim, id, answer: note.answer })
    } else if (note.what === 'answer') {
      await answerQuery(tx, { book: this.book, id: note.id }, note.answer, day)
      this.pay([claim], work(day, roll.from(2, 7)))
    } else if (note.what === 'dispute') {
      const { cause, partMinor } = note
      const id = await addDispute(tx, place, { cause, on: day, claims: [{ id: claim.id, partMinor }] })
      this.happened.disputes += 1
      if (!note.lasts) this.note(work(day, roll.from(6, 16)), { what: 'settle', claim, id })
    } else if (note.what === 'settle') await this.settle(tx, day, claim, note.id)
    else await this.promise(tx, day, note)
  }

  private async settle(tx: Tx, day: Day, claim: Owed, id: string): Promise<void> {
    const { roll, made } = claim.person
    const agreed = roll.chance(0.6)
    await settleDispute(tx, { book: this.book, id }, agreed ? 'credited' : 'explained, and accepted', day)
    if (agreed) {
      const open = await openClaims(tx, made, this.creditorId, claim.of.currency)
      const own = open.filter((it) => it.claimId === claim.id)
      const amountMinor = Math.round(((own[0]?.open.principal ?? 0) * roll.from(8, 25)) / 100)
      if (amountMinor > 0) {
        const heads = await lockDebtors(tx, this.book, [made.id])
        const note = { what: 'money', kind: 'credit', claims: [claim], day, amountMinor } as const
        const payment = { ...(await this.payment(tx, note))!, ...spread(amountMinor, own, [claim.id]) }
        await addPayments(tx, heads, [payment])
      }
    }
    this.pay([claim], work(day, roll.from(3, 9)))
  }

  private async promise(tx: Tx, day: Day, note: Note & { what: 'promise' }): Promise<void> {
    const { claim, amountMinor, byDay } = note
    const { roll, made, of } = claim.person
    const place = { book: this.book, id: made.id, caseId: made.caseId }
    const facts = { amountMinor, currency: claim.of.currency, byDay, madeOn: day, claimIds: [claim.id] }
    await addPromise(tx, place, { ...facts, who: of.contacts[0]?.name })
    this.happened.promises += 1
    if (claim.of.events) return
    if (roll.chance(of.temperament === 'struggling' ? 0.55 : 0.8)) {
      const whole = amountMinor >= claim.of.dues[0]!.amountMinor
      this.pay([claim], work(addDays(byDay, 1), -1), whole ? undefined : amountMinor)
    } else claim.state = 'waiting'
  }

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
  private async work(tx: Tx, day: Day, task: OpenTask): Promise<void> {
    const key = { book: task.book, id: task.id }
    const person = this.people.find((it) => it.made.id === task.debtor.id)!
    if (task.kind === 'call' || task.kind === 'promise_broken') {
      if (day - task.day < 3 && this.roll.chance(0.4)) return
      const claims = task.claimIds.map((id) => this.byId.get(id)!).filter((it) => it.state !== 'over')
      const waiting = claims.find((it) => it.state === 'waiting')
      const call = task.phone ? answered(person.of.temperament, person.roll, waiting !== undefined) : unreachable
      await finishTask(tx, key, { outcome: call.outcome, note: call.note, on: day })
      this.happened.calls += 1
      if (waiting && call.promises) this.hear(day, waiting, call)
    } else if (task.kind === 'post' && task.day < day) await finishTask(tx, key, { outcome: 'posted', on: day })
    else if (task.kind === 'write' && task.day < addDays(day, -6))
      await finishTask(tx, key, { outcome: 'written', note: 'Spoken to by their account manager.', on: day })
    else if (task.kind === 'allocate' && task.day < day && !person.of.trait) {
      const heads = await lockDebtors(tx, task.book, [task.debtor.id])
      await allocateOnAccount(tx, heads, person.made, this.creditorId, this.byId.get(task.claimIds[0]!)!.of.currency)
      await finishTask(tx, key, { outcome: 'allocated', on: day })
    }
  }

  private hear(day: Day, claim: Owed, call: Call): void {
    const sum = claim.of.dues.reduce((total, due) => total + due.amountMinor, 0)
    const amountMinor = call.promises === 'part' ? Math.round((sum * claim.person.roll.from(30, 60)) / 100) : sum
    claim.state = 'planned'
    this.note(day, { what: 'promise', claim, amountMinor, byDay: work(day, claim.person.roll.from(3, 8)) })
  }
}

const unreachable: Call = { outcome: 'not_made', note: 'No number is known.' }
