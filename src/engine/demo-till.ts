// What is owed and paid in the demo: invoices go in and money is taken in as from a bank's file, many in one go.

import { addDays, type Day } from '../core/day.ts'
import { addClaims } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type MadeDebtor, readDebtors } from '../store/debtor.ts'
import { addLiable } from '../store/liable.ts'
import { addPayments, type NewPayment, onAccount, openClaims, type SpreadBy, spread } from '../store/payment.ts'
import type { Heads } from '../store/record.ts'
import { readWorkspace } from '../store/workspace.ts'
import { type DemoClaim, type DemoDebtor, type Dice, work } from './demo-draw.ts'
import type { Credit } from './demo-paper.ts'
import { spreadBy } from './money.ts'

export interface Person {
  readonly of: DemoDebtor
  readonly made: MadeDebtor
  readonly roll: Dice
  bounced: boolean
}

export interface Owed {
  readonly of: DemoClaim
  readonly person: Person
  /** Who answers for it too. */
  readonly joint?: Person
  id: string
  /** `planned`: what comes of it is settled already. */
  state: 'waiting' | 'planned' | 'over'
  /** They will contest it or ask about it when it is asked for. */
  contested: boolean
  paymentId?: string
}

/** Money of one customer, for claims of one currency. */
export interface Money {
  readonly what: 'money'
  readonly kind: 'payment' | 'credit'
  readonly claims: readonly Owed[]
  readonly day: Day
  /** Absent: all that is open of these claims. */
  readonly amountMinor?: number
  /** It names no claim and is given to none. */
  readonly onAccount?: boolean
}

/** Twenty percent VAT are in what a British business is invoiced for; what goes abroad carries none. */
function taxOf({ of, person }: Owed): number | undefined {
  if (of.kind !== 'invoice' || person.of.country !== 'GB') return undefined
  return Math.floor(of.dues.reduce((sum, due) => sum + due.amountMinor, 0) / 6)
}

export class Till {
  payments = 0
  private readonly creditorId: string
  private readonly opensOn: Day
  private readonly orders = new Map<string, SpreadBy>()

  constructor(creditorId: string, opensOn: Day) {
    this.creditorId = creditorId
    this.opensOn = opensOn
  }

  /** Enters claims of locked debtors. What was brought over unpaid may have been reminded of by hand before. */
  async invoice(tx: Tx, heads: Heads, some: readonly Owed[], day: Day): Promise<void> {
    if (some.length === 0) return
    const ids = await addClaims(
      tx,
      heads,
      some.map((it) => ({
        debtorId: it.person.made.id,
        creditorId: this.creditorId,
        caseId: it.person.made.caseId,
        number: it.of.number,
        kind: it.of.kind,
        currency: it.of.currency,
        issuedOn: it.of.issuedOn,
        arrivedOn: day,
        dues: it.of.dues,
        taxMinor: taxOf(it),
        orderNumber: it.of.orderNumber,
        about: it.of.about,
        factor: it.of.factor,
        lastReminder: day === this.opensOn && it.state === 'waiting' ? this.saidBefore(it.of) : undefined,
      })),
    )
    for (const [i, it] of some.entries()) it.id = ids[i]!
    await addLiable(
      tx,
      heads,
      some.flatMap((it) =>
        it.joint
          ? [
              {
                claimId: it.id,
                mainId: it.person.made.id,
                debtorId: it.joint.made.id,
                role: 'joint' as const,
                from: day,
              },
            ]
          : [],
      ),
    )
  }

  private saidBefore(claim: DemoClaim) {
    const due = claim.dues[0]!.dueOn
    const late = this.opensOn - due
    if (late < 8 || claim.events) return undefined
    return late < 20
      ? { on: work(due, 4), stage: 'friendly' as const }
      : { on: work(due, 10), stage: 'second' as const }
  }

  /** Takes money in, a customer's first payment before the second: what is open is read between. */
  async take(tx: Tx, heads: Heads, notes: readonly Money[]): Promise<void> {
    let left = [...notes].sort((a, b) => a.day - b.day)
    while (left.length > 0) {
      const seen = new Set<Person>()
      const now = left.filter((it) => {
        const { person } = it.claims[0]!
        return !seen.has(person) && seen.add(person)
      })
      left = left.filter((it) => !now.includes(it))
      const taken: { note: Money; payment: NewPayment }[] = []
      for (const note of now) {
        const payment = await this.payment(tx, note)
        if (payment) taken.push({ note, payment })
      }
      const ids = await addPayments(
        tx,
        heads,
        taken.map((it) => it.payment),
      )
      for (const [i, { note }] of taken.entries()) {
        if (note.kind === 'payment') this.payments += 1
        for (const it of note.claims) {
          it.paymentId = ids[i]!
          if (it.of.events || note.kind === 'credit') continue
          it.state = note.amountMinor === undefined ? 'over' : 'waiting'
        }
      }
    }
  }

  /** The same money as a line on our statement: it is booked where the bank's file is read. */
  async credit(tx: Tx, note: Money): Promise<Credit | undefined> {
    const { person, of } = note.claims[0]!
    const amountMinor = note.amountMinor ?? (await this.openSum(tx, note))
    if (amountMinor <= 0) return undefined
    this.payments += 1
    for (const it of note.claims) it.state = note.amountMinor === undefined ? 'over' : 'waiting'
    const text = note.claims.map((it) => it.of.number).join(' ')
    return { currency: of.currency, amountMinor, name: person.of.name.toUpperCase(), text }
  }

  private async openSum(tx: Tx, note: Money): Promise<number> {
    const { person, of } = note.claims[0]!
    const named = note.claims.map((it) => it.id)
    const open = await openClaims(tx, person.made, this.creditorId, of.currency)
    return open
      .filter((it) => named.includes(it.claimId))
      .reduce((total, it) => total + it.open.principal + it.open.interest + it.open.fee + it.open.cost, 0)
  }

  private async payment(tx: Tx, note: Money): Promise<NewPayment | undefined> {
    const { person, of } = note.claims[0]!
    const named = note.claims.map((it) => it.id)
    const open = await openClaims(tx, person.made, this.creditorId, of.currency)
    const amountMinor = note.amountMinor ?? (await this.openSum(tx, note))
    if (amountMinor <= 0) return undefined
    return {
      debtorId: person.made.id,
      creditorId: this.creditorId,
      kind: note.kind,
      amountMinor,
      currency: of.currency,
      day: note.day,
      reference: note.onAccount ? undefined : note.claims.map((it) => it.of.number).join(' '),
      note: note.onAccount ? 'no reference given' : undefined,
      ...(note.onAccount
        ? { parts: [], ruleId: onAccount }
        : spread(amountMinor, open, named, await this.spreadBy(tx, person, note.day))),
    }
  }

  /** How the law of the customer's place orders a payment. */
  private async spreadBy(tx: Tx, { made }: Person, day: Day): Promise<SpreadBy> {
    const known = this.orders.get(made.id)
    if (known) return known
    const [debtor] = await readDebtors(tx, made.book, [made.id])
    const by = await spreadBy(tx, { workspace: await readWorkspace(tx), today: day }, debtor!, day)
    this.orders.set(made.id, by)
    return by
  }

  /** What is open of a claim, from the ledger. */
  async openOf(tx: Tx, claim: Owed): Promise<number> {
    const open = await openClaims(tx, claim.person.made, this.creditorId, claim.of.currency)
    return open.find((it) => it.claimId === claim.id)?.open.principal ?? 0
  }
}

/** When money that left on a day stands on our statement: mostly the same morning, at times up to three days later. */
export function arrival(roll: Dice, day: Day): Day {
  return work(addDays(day, roll.of([-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 1, 2])), 1)
}
