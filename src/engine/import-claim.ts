// What the rows of one claim say, against what is known of it: new dues, moved or corrected ones, money that came, other
// fields. It decides and writes nothing; import-batch.ts does.

import { type Day, dayText, dueText, noDay } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import type { Stage } from '../core/policy.ts'
import { type Problem, type ProblemFacts, problem, quoted } from '../core/problem.ts'
import { folded } from '../core/text.ts'
import type { ImportClaim, ImportRow } from '../imports/claims.ts'
import type { ClaimChange, ClaimRow, DueRow, NewDue } from '../store/claim.ts'
import type { ClaimMoney } from '../store/import.ts'
import type { Slot } from './import-debtor.ts'

export type ClaimedRow = ImportRow & { readonly claim: ImportClaim }

/** The rows of a batch under one number. */
export interface Group {
  readonly ref: string
  readonly slot: Slot
  readonly rows: ClaimedRow[]
  /** In the order of the file, each once. */
  readonly dues: (NewDue & { readonly row: ClaimedRow })[]
}

/** Joins rows of one customer under one number: what cannot be one claim is refused. */
export function groupsOf(
  rows: readonly { row: ClaimedRow; slot: Slot; ref: string }[],
  refuse: (row: ImportRow, problem: Problem) => void,
): Group[] {
  const groups = new Map<string, Group[]>()
  for (const { row, slot, ref } of rows) {
    const alike = groups.get(ref) ?? []
    const there = alike.find((it) => it.slot === slot)
    const group = there ?? { ref, slot, rows: [], dues: [] }
    const trouble = there && unlike(group, row)
    if (trouble) {
      refuse(row, trouble)
      continue
    }
    if (!there) groups.set(ref, [...alike, group])
    group.rows.push(row)
    for (const due of row.claim.dues) {
      if (!group.dues.some((it) => same(it, due))) group.dues.push({ ...due, row })
    }
  }
  return [...groups.values()].flat()
}

function unlike(group: Group, row: ClaimedRow): Problem | undefined {
  const first = group.rows[0]!.claim
  const { claim } = row
  if (claim.currency !== first.currency) return otherCurrency(claim, first.currency)
  if (claim.kind === 'credit_note' && claim.amountMinor !== first.amountMinor) {
    return problem(
      'import.claim_twice',
      `The credit note ${quoted(claim.number)} stands in the file before, over another amount.`,
      'Put the whole of a credit note into one row.',
    )
  }
  const clash = claim.dues.find((due) =>
    group.dues.some((it) => it.dueOn === due.dueOn && it.amountMinor !== due.amountMinor),
  )
  return clash ? twice(claim, clash.dueOn) : undefined
}

export function otherDebtor(number: string, where: string): Problem {
  return problem(
    'import.other_debtor',
    `The number ${quoted(number)} belongs to another customer already (${where}).`,
    'Correct the number or the customer; a claim that changed hands is moved, not imported.',
  )
}

function otherCurrency(claim: ImportClaim, currency: string): Problem {
  return problem(
    'import.other_currency',
    `${quoted(claim.number)} is in ${currency}; this row says ${claim.currency}.`,
    'Correct the currency, or withdraw the claim and give the new one a number of its own.',
  )
}

function twice(claim: ImportClaim, dueOn: Day): Problem {
  return problem(
    'import.claim_twice',
    `${quoted(claim.number)} stands in the file before, with another amount due on ${dayText(dueOn)}.`,
    'Put each part that falls due on one day into one row, with its whole amount.',
  )
}

function same(a: NewDue, b: NewDue): boolean {
  return a.dueOn === b.dueOn && a.amountMinor === b.amountMinor
}

/** What the rows say came in, one fact for each row that says it. */
export interface Told {
  readonly amountMinor: number
  readonly day: Day
  readonly note?: string
}

/** Payments of a claim that is new, from paid amounts and from what is open. */
export function toldOf(group: Group, day: Day): Told[] {
  return distinct(group).flatMap(({ claim }) => {
    if (claim.paid) return claim.paid.filter((it) => it.amountMinor > 0)
    const { openMinor, amountMinor, currency } = claim
    if (openMinor === undefined || openMinor >= amountMinor) return []
    return [{ amountMinor: amountMinor - openMinor, day, note: onlyOpen(openMinor, currency) }]
  })
}

function onlyOpen(openMinor: number, currency: string): string {
  return openMinor === 0
    ? 'the list says nothing is open'
    : `the list says only ${moneyText(openMinor, currency)} is open`
}

/** Rows that say again what one above them says tell nothing of their own. */
function distinct(group: Group): ClaimedRow[] {
  return group.rows.filter((row) => row.claim.dues.length === 0 || group.dues.some((due) => due.row === row))
}

export interface Known {
  readonly claim: ClaimRow
  readonly dues: readonly DueRow[]
  readonly money: ClaimMoney
  /** Rows further up in the same file, in a batch that is written, named it. */
  readonly namedBefore: boolean
  /** It was made by this import, or by one that was cut short. */
  readonly unfinished: boolean
}

export interface Difference {
  readonly says: readonly string[]
  readonly corrections: readonly { readonly due: DueRow; readonly toMinor: number }[]
  readonly moves: readonly { readonly no: number; readonly from: Day; readonly to: Day }[]
  readonly further: readonly (NewDue & { readonly no: number })[]
  readonly fields?: ClaimChange
  readonly payment?: Told
  readonly notes: readonly ProblemFacts[]
  /** The principal once dues are as the file says, before the payment. */
  readonly principal: number
}

/** How a claim that is known differs from what the file says; a Problem where that cannot be told. */
export function difference(given: Group, known: Known, day: Day): Difference | Problem {
  const group = withAgreedDay(given, known)
  const { claim } = known
  const first = group.rows[0]!.claim
  if (first.currency !== claim.currency) return otherCurrency(first, claim.currency)
  const dues = differentDues(group, known)
  if ('facts' in dues) return dues
  const { corrections, moves, further } = dues
  const money = (minor: number) => moneyText(minor, claim.currency)
  const says = [
    ...corrections.map((it) => `amount ${money(it.due.amount_minor)} → ${money(it.toMinor)}`),
    ...moves.map((it) => `due ${dueText(it.from) ?? 'no day'} → ${dueText(it.to) ?? 'no day'}`),
    ...further.map((it) => `a further part of ${money(it.amountMinor)} due ${dayText(it.dueOn)}`),
  ]
  const shift =
    corrections.reduce((sum, it) => sum + it.toMinor - it.due.amount_minor, 0) +
    further.reduce((sum, it) => sum + it.amountMinor, 0)
  const total = known.dues.reduce((sum, it) => sum + it.amount_minor, 0) + shift
  const principal = known.money.principal + shift
  const whole = group.dues.length === known.dues.length + further.length
  const { payment, notes } = comparePaid(group, known, { total, principal, whole, day })
  if (payment) {
    says.push(`paid ${money(payment.amountMinor)} on ${dayText(payment.day)}${payment.note ? `: ${payment.note}` : ''}`)
  }
  // Rows of one claim that lie far apart in a file may differ in the small print; the first of them decides.
  const { fields, says: saysFields } = known.namedBefore ? { says: [] } : differentFields(group, claim, whole)
  return { says: [...says, ...saysFields], corrections, moves, further, fields, payment, notes, principal }
}

// A file that knows no due day says nothing against the one that was agreed since.
function withAgreedDay(group: Group, { dues }: Known): Group {
  const [only] = dues
  if (dues.length !== 1 || group.dues.length !== 1 || group.dues[0]!.dueOn !== noDay) return group
  return { ...group, dues: [{ ...group.dues[0]!, dueOn: only!.due_on }] }
}

function differentDues(group: Group, known: Known): Problem | Pick<Difference, 'corrections' | 'moves' | 'further'> {
  const left = known.dues.filter((due) => !group.dues.some((it) => isDue(it, due)))
  const rest = group.dues.filter((it) => !known.dues.some((due) => isDue(it, due)))
  if (rest.length === 0) return { corrections: [], moves: [], further: [] }
  const clash = rest.find((it) => known.dues.some((due) => due.due_on === it.dueOn))
  const next = (i: number) => Math.max(0, ...known.dues.map((due) => due.no)) + 1 + i
  const asFurther = (some: typeof rest) =>
    some.map(({ dueOn, amountMinor }, i) => ({ dueOn, amountMinor, no: next(i) }))
  const { claim } = group.rows[0]!
  if (known.namedBefore) {
    if (clash) return twice(claim, clash.dueOn)
    // One due and a row above that named it: this row is a part of its own. With several it may as well be one that moved.
    if (known.dues.length === 1 || known.unfinished) return { corrections: [], moves: [], further: asFurther(rest) }
    return cannotTell(claim.number, known.dues.length)
  }
  const corrections: { due: DueRow; toMinor: number }[] = []
  const unmatched = [...left]
  const others: typeof rest = []
  for (const it of rest) {
    const at = unmatched.findIndex((due) => due.due_on === it.dueOn)
    if (at < 0) others.push(it)
    else corrections.push({ due: unmatched.splice(at, 1)[0]!, toMinor: it.amountMinor })
  }
  if (unmatched.length === 0) return { corrections, moves: [], further: asFurther(others) }
  if (others.length === 0) return { corrections, moves: [], further: [] }
  // Told apart only while all but one of its dues are where they were.
  if (unmatched.length > 1 || (known.dues.length > 1 && others.length > 1)) {
    return cannotTell(claim.number, known.dues.length)
  }
  const [due] = unmatched
  const [to, ...further] = others
  if (to!.amountMinor !== due!.amount_minor) corrections.push({ due: due!, toMinor: to!.amountMinor })
  return { corrections, moves: [{ no: due!.no, from: due!.due_on, to: to!.dueOn }], further: asFurther(further) }
}

function isDue(it: NewDue, due: DueRow): boolean {
  return it.dueOn === due.due_on && it.amountMinor === due.amount_minor
}

function cannotTell(number: string, parts: number): Problem {
  return problem(
    'import.which_due',
    `${quoted(number)} falls due in ${parts} parts, and none of them is what this row says: it cannot be told which one changed.`,
    'Put the rows of all its parts one below the other, with at most one of them changed at a time.',
  )
}

function comparePaid(
  group: Group,
  known: Known,
  facts: { total: number; principal: number; whole: boolean; day: Day },
): { payment?: Told; notes: ProblemFacts[] } {
  const { claim, money } = known
  const { total, principal } = facts
  const rows = distinct(group).filter((row) => row.claim.paid !== undefined || row.claim.openMinor !== undefined)
  if (rows.length === 0) return { notes: [] }
  const text = (minor: number) => moneyText(minor, claim.currency)
  const paid = rows.reduce((sum, { claim: it }) => {
    if (it.paid) return sum + it.paid.reduce((all, one) => all + one.amountMinor, 0)
    return sum + it.amountMinor - it.openMinor!
  }, 0)
  if (!facts.whole) {
    if (paid === 0) return { notes: [] }
    return {
      notes: [
        {
          code: 'import.parts_apart',
          line: rows[0]!.line,
          says: `${quoted(claim.number)} falls due in several parts, and this row gives what was paid on one: nothing was booked.`,
          fix: 'Put the rows of all its parts one below the other, so that they are read together.',
        },
      ],
    }
  }
  const byOpen = rows.some((row) => row.claim.paid === undefined)
  // A day without an amount, or the whole of it: the claim is settled, whatever settled the rest of it.
  const before = money.toldMinor + (byOpen || paid >= total ? money.loweredMinor : money.paidMinor)
  const news = paid - before
  if (news > 0) {
    const days = rows.flatMap((row) => row.claim.paid?.map((it) => it.day) ?? [])
    const day = byOpen || days.length === 0 ? facts.day : (Math.max(...days) as Day)
    const note = byOpen ? onlyOpen(total - paid, claim.currency) : undefined
    return { payment: { amountMinor: news, day, note }, notes: [] }
  }
  const open = total - paid
  if (byOpen && open > principal && open > total - before) {
    return {
      notes: [
        {
          code: 'import.open_larger',
          line: rows[0]!.line,
          says: `The list says that ${text(open)} of ${quoted(claim.number)} is open; here it is ${text(Math.max(0, principal))}. Nothing was changed.`,
          fix: `See what was paid: ./dunwell case ${quoted(claim.number)}`,
        },
      ],
    }
  }
  return { notes: [] }
}

function differentFields(group: Group, claim: ClaimRow, whole: boolean): { fields?: ClaimChange; says: string[] } {
  const first = <Key extends keyof ImportClaim>(key: Key) =>
    group.rows.map((row) => row.claim[key]).find((value) => value !== undefined)
  const to: { -readonly [Key in keyof ClaimChange]: ClaimChange[Key] } = {}
  const says: string[] = []
  const set = (
    column: 'order_number' | 'delivery_note' | 'about' | 'factor',
    label: string,
    from: string | null,
    value: string | undefined,
  ) => {
    if (value === undefined || value === from) return
    to[column] = value
    says.push(`${label} ${from ?? 'none'} → ${value}`)
  }
  set('order_number', 'their order number', claim.orderNumber, first('orderNumber'))
  set('delivery_note', 'delivery note', claim.deliveryNote, first('deliveryNote'))
  set('about', 'about', claim.about, first('about'))
  set('factor', 'factor', claim.factor, first('factor'))
  const tax = whole ? taxOf(group) : undefined
  if (tax !== undefined && tax !== claim.taxMinor) {
    const from = claim.taxMinor === null ? 'none' : moneyText(claim.taxMinor, claim.currency)
    to.tax_minor = tax
    says.push(`tax ${from} → ${moneyText(tax, claim.currency)}`)
  }
  const reminder = reminderOf(group, claim.lastReminderStage)
  const on = reminder?.on ?? claim.lastReminderOn ?? undefined
  if (reminder && (reminder.stage !== claim.lastReminderStage || on !== (claim.lastReminderOn ?? undefined))) {
    to.last_reminder = { on, stage: reminder.stage }
    says.push(`last reminder ${reminder.stage}${on === undefined ? '' : ` on ${dayText(on)}`}`)
  }
  return { fields: Object.keys(to).length === 0 ? undefined : to, says }
}

/** Of a claim in several rows the tax of its parts together. */
export function taxOf(group: Group): number | undefined {
  const given = distinct(group).filter((row) => row.claim.taxMinor !== undefined)
  return given.length === 0 ? undefined : given.reduce((sum, row) => sum + row.claim.taxMinor!, 0)
}

/** The furthest reminder that the rows speak of. */
export function reminderOf(group: Group, otherwise?: Stage | null): { on?: Day; stage: Stage } | undefined {
  const given = group.rows.map((row) => row.claim.lastReminder).find((it) => it !== undefined)
  if (given === undefined) return undefined
  const stage = given.step === undefined ? undefined : stageOf(given.step)
  return { on: given.on, stage: stage ?? otherwise ?? 'friendly' }
}

const numbered: readonly Stage[] = ['friendly', 'second', 'firm', 'final']
// The firmest first: "final reminder" is final. As folded text.
const stageWords: readonly [Stage, RegExp][] = [
  ['final', /final|letzte|last|dernier|ultim|laatste|demand|legal|inkasso|collection|mise en demeure|gericht/],
  ['firm', /firm|third|dritte|troisieme|tercer|derde|terz|urgent|dringend|ferme|notice/],
  ['second', /second|zweite|deuxieme|segund|tweede|mahnung|dunning|aanmaning|relance|sollecito|requerimiento/],
  [
    'friendly',
    /friendly|reminder|erinnerung|first|erste|rappel|recordatorio|herinnering|promemoria|gentle|primer|prim/,
  ],
]

/** The stage that an accounting program's step is nearest to; undefined where the text says none. */
export function stageOf(step: string | number): Stage | undefined {
  const text = folded(String(step))
  const word = stageWords.find(([, words]) => words.test(text))?.[0]
  if (word === 'final') return word
  const number = /\d+/.exec(text)
  if (number && Number(number[0]) > 0) return numbered[Math.min(Number(number[0]), 4) - 1]!
  if (/^(?:first|erste|premier|primer|eerste|prim)/.test(text)) return 'friendly'
  return word
}
