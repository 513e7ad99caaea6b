// Counts what a column's values say about the order of its dates or its decimal mark, value by value, so that a file of any
// length can be asked. What stays open becomes a question with its choices.

import { minorDigits } from '../core/money.ts'
import { quoted } from '../core/problem.ts'
import { amountParts, type DecimalMark, markOf } from './amount.ts'
import { type DateOrder, type DateParts, dateParts, orderText, readingsOf, serialDay } from './date.ts'
import type { ColumnMapping } from './mapping.ts'

export type Verdict = { readonly index: number } & (
  | { readonly open: false; readonly map?: Partial<ColumnMapping>; readonly because?: string }
  | {
      readonly open: true
      readonly asks: string
      readonly choices: readonly Choice[]
    }
)

interface Choice {
  readonly writes: string
  readonly means: string
  /** What `writes` says, as data. */
  readonly sets: Partial<ColumnMapping>
}

type Order = 'dmy' | 'mdy' | 'ymd'

interface Example {
  readonly text: string
  readonly line: number
}

/** The dates of one column. */
export class DayTally {
  readonly index: number
  private days = 0
  private iso = 0
  private serials = 0
  private numbers = 0
  private short = false
  private marks = new Set<string>()
  private either: Example | undefined
  /** The first value that cannot be read in an order, although it can in another. */
  private against: Partial<Record<Order, Example>> = {}
  private readonly firsts = new Set<number>()
  private readonly thirds = new Set<number>()
  private last = ''

  constructor(index: number) {
    this.index = index
  }

  add(text: string, line: number): void {
    // Exports are sorted by day, so the same value mostly comes again.
    if (text === this.last || text === '') return
    this.last = text
    const parts = dateParts(text)
    if (parts === undefined || 'wrong' in parts) return
    if (parts.kind === 'serial') {
      if (serialDay(parts.serial) !== undefined) this.serials += 1
    } else if (parts.kind === 'day') {
      this.days += 1
      if (parts.style.startsWith('y')) this.iso += 1
    } else this.addNumbers(parts, { text: text.trim(), line })
  }

  private addNumbers(parts: Extract<DateParts, { kind: 'numbers' }>, example: Example): void {
    const readings = readingsOf(parts)
    const orders = Object.keys(readings) as Order[]
    if (orders.length === 0) return
    this.numbers += 1
    this.marks.add(parts.mark)
    if (parts.short) {
      this.short = true
      if (this.firsts.size < 400) this.firsts.add(parts.numbers[0])
      if (this.thirds.size < 400) this.thirds.add(parts.numbers[2])
    }
    for (const order of ['dmy', 'mdy', ...(parts.short ? ['ymd' as const] : [])] as const) {
      if (readings[order] === undefined) this.against[order] ??= example
    }
    if (new Set(Object.values(readings)).size > 1) this.either ??= example
  }

  /** The orders under which every value is a day. */
  private get possible(): Order[] {
    return (['dmy', 'mdy', ...(this.short ? (['ymd'] as const) : [])] as const).filter(
      (order) => this.against[order] === undefined,
    )
  }

  private get style(): string {
    return `${[...this.marks].sort().join('')}${this.short ? ' short' : ''}`
  }

  /** All date columns of a file at once: one that is settled settles others written alike. */
  static settle(
    tallies: readonly DayTally[],
    pair: DayPairTally | undefined,
    { nameOf, order: said }: { nameOf: (index: number) => string; order?: (index: number) => DateOrder | undefined },
  ): Verdict[] {
    const verdicts = new Map<DayTally, Verdict>()
    const settledStyles = new Map<string, { order: Order; column: string }>()
    const open: { tally: DayTally; orders: Order[] }[] = []
    for (const tally of tallies) {
      const orders = tally.withoutImplausible()
      const told = said?.(tally.index)
      const own: Verdict | undefined =
        told === undefined
          ? tally.own(orders)
          : {
              index: tally.index,
              open: false,
              map: { dateOrder: told },
              because: 'the map says how its dates are written',
            }
      if (own === undefined) open.push({ tally, orders })
      else {
        verdicts.set(tally, own)
        const order = own.open ? undefined : own.map?.dateOrder
        if (order !== undefined && order !== 'serial' && tally.numbers > 0)
          settledStyles.set(tally.style, { order, column: nameOf(tally.index) })
      }
    }
    for (const { tally, orders } of open) {
      const alike = settledStyles.get(tally.style)
      if (alike !== undefined && orders.includes(alike.order)) {
        verdicts.set(
          tally,
          taken(
            tally.index,
            alike.order,
            `its dates are written ${orderText(alike.order)}, as those of ${quoted(alike.column)} are`,
          ),
        )
      }
    }
    for (const { tally, orders } of open) {
      if (verdicts.has(tally)) continue
      const shown = pair?.orderOf(
        tally.index,
        tallies.map((other) => ({
          index: other.index,
          style: other.style,
          orders: other.ordersNow(verdicts.get(other)),
        })),
      )
      if (shown !== undefined && orders.includes(shown.order)) {
        verdicts.set(
          tally,
          taken(
            tally.index,
            shown.order,
            `its dates are written ${orderText(shown.order)}: only then ${shown.because}`,
          ),
        )
        for (const other of open) {
          if (!verdicts.has(other.tally) && other.tally.style === tally.style && other.orders.includes(shown.order)) {
            verdicts.set(
              other.tally,
              taken(
                other.tally.index,
                shown.order,
                `its dates are written ${orderText(shown.order)}, as those of ${quoted(nameOf(tally.index))} are`,
              ),
            )
          }
        }
      }
    }
    return tallies.map(
      (tally) => verdicts.get(tally) ?? tally.question(open.find((entry) => entry.tally === tally)!.orders),
    )
  }

  private ordersNow(verdict: Verdict | undefined): Order[] {
    const order = verdict === undefined || verdict.open ? undefined : verdict.map?.dateOrder
    return order === undefined || order === 'serial' ? this.withoutImplausible() : [order]
  }

  /** With two-digit years: years are few and days are many. */
  private withoutImplausible(): Order[] {
    const orders = this.possible
    if (!this.short || !orders.includes('ymd') || orders.length === 1) return orders
    if (this.thirds.size <= 2 && this.firsts.size >= 15) return orders.filter((order) => order !== 'ymd')
    if (this.firsts.size <= 2 && this.thirds.size >= 15) return ['ymd']
    return orders
  }

  /** What the column says by itself; undefined where others may still settle it. */
  private own(orders: readonly Order[]): Verdict | undefined {
    const { index } = this
    if (this.numbers === 0) {
      if (this.serials > 0 && this.days === 0) {
        return {
          index,
          open: false,
          map: { dateOrder: 'serial' },
          because: 'its numbers count days as a spreadsheet does',
        }
      }
      return this.iso > 0 && this.iso === this.days
        ? { index, open: false, map: { dateOrder: 'ymd' }, because: 'its dates begin with the year' }
        : { index, open: false, because: this.days > 0 ? 'its dates can be read in one way only' : undefined }
    }
    if (orders.length === 1) {
      const [order] = orders as [Order]
      const proof = this.against[order === 'dmy' ? 'mdy' : 'dmy']
      const shown =
        proof === undefined
          ? 'the years stand still while the days change'
          : `${proof.text} on line ${proof.line} can be read in no other way`
      return taken(index, order, `its dates are written ${orderText(order)}: ${shown}`)
    }
    if (orders.length === 0) return undefined
    // No country writes dots with the month first (Unicode CLDR). A short year may still come first, in Korea, and then the
    // third number varies more than the first.
    if (
      this.marks.size === 1 &&
      this.marks.has('.') &&
      orders.includes('dmy') &&
      this.firsts.size >= this.thirds.size
    ) {
      return taken(index, 'dmy', 'its dates are written with dots, which nowhere put the month first')
    }
    // 04/04/2026 is one day under either order, and a later row with two readings is refused.
    if (this.either === undefined) return { index, open: false, because: 'its dates can be read in one way only' }
    return undefined
  }

  private question(orders: readonly Order[]): Verdict {
    const { index } = this
    const offered: readonly Order[] = orders.length > 0 ? orders : this.short ? ['dmy', 'mdy', 'ymd'] : ['dmy', 'mdy']
    const example = this.either?.text ?? this.against.dmy?.text ?? ''
    const asks =
      orders.length > 0
        ? `How are its dates written? ${quoted(example)} has ${offered.length} readings, and nothing in the file settles it.`
        : `How are its dates written? ${quoted(this.against.mdy?.text ?? '')} and ${quoted(this.against.dmy?.text ?? '')} contradict each other.`
    return {
      index,
      open: true,
      asks,
      choices: offered.map((order) => ({
        writes: `dateOrder: ${order}`,
        means: orderText(order),
        sets: { dateOrder: order },
      })),
    }
  }
}

function taken(index: number, dateOrder: Order, because: string): Verdict {
  return { index, open: false, map: { dateOrder }, because }
}

interface Terms {
  early: number
  rows: number
  readonly spans: Set<number>
}

/** Issue and due days row by row, under each pair of orders: nothing falls due before it was issued, and terms repeat. */
export class DayPairTally {
  private readonly issuedIndex: number
  private readonly dueIndex: number
  private readonly under = new Map<string, Terms>()
  private readonly issues = new Set<string>()

  constructor(issuedIndex: number, dueIndex: number) {
    this.issuedIndex = issuedIndex
    this.dueIndex = dueIndex
  }

  add(cells: readonly string[]): void {
    const issuedText = cells[this.issuedIndex] ?? ''
    const issued = readings(issuedText)
    const due = readings(cells[this.dueIndex] ?? '')
    if (issued === undefined || due === undefined) return
    if (this.issues.size < 10) this.issues.add(issuedText)
    for (const first of orders) {
      for (const second of orders) {
        const span = issued[first] === undefined || due[second] === undefined ? undefined : due[second] - issued[first]
        if (span === undefined) continue
        const key = `${first} ${second}`
        let terms = this.under.get(key)
        if (terms === undefined) {
          terms = { early: 0, rows: 0, spans: new Set() }
          this.under.set(key, terms)
        }
        terms.rows += 1
        if (span < 0) terms.early += 1
        if (terms.spans.size < 5) terms.spans.add(span)
      }
    }
  }

  /** The one order of that column which makes sense of both, or undefined. */
  orderOf(
    index: number,
    columns: readonly { index: number; style: string; orders: readonly Order[] }[],
  ): { order: Order; because: string } | undefined {
    const issued = columns.find((column) => column.index === this.issuedIndex)
    const due = columns.find((column) => column.index === this.dueIndex)
    if (issued === undefined || due === undefined || (index !== issued.index && index !== due.index)) return undefined
    const together = issued.style === due.style && issued.style !== ''
    const pairs: { first: Order; second: Order; terms: Terms }[] = []
    for (const first of issued.orders) {
      for (const second of due.orders) {
        const terms = this.under.get(`${first} ${second}`)
        if (terms !== undefined && (!together || first === second)) pairs.push({ first, second, terms })
      }
    }
    if (pairs.length < 2) return undefined
    const pick = (pair: { first: Order; second: Order }) => (index === issued.index ? pair.first : pair.second)
    const inOrder = pairs.filter((pair) => pair.terms.early === 0)
    if (inOrder.length === 1 && pairs.every((pair) => pair === inOrder[0] || pair.terms.early >= 2)) {
      return { order: pick(inOrder[0]!), because: 'nothing falls due before it was issued' }
    }
    // Three different days of issue with the same terms are no accident under a wrong order.
    const steady = inOrder.filter((pair) => pair.terms.spans.size === 1 && pair.terms.rows >= 3)
    if (
      this.issues.size >= 3 &&
      steady.length === 1 &&
      pairs.every((pair) => pair === steady[0] || pair.terms.spans.size >= 3)
    ) {
      return {
        order: pick(steady[0]!),
        because: `every claim has the same terms, ${[...steady[0]!.terms.spans][0]} days`,
      }
    }
    return undefined
  }
}

const orders = ['dmy', 'mdy', 'ymd'] as const

function readings(text: string): Partial<Record<Order, number>> | undefined {
  const parts = dateParts(text)
  if (parts === undefined || 'wrong' in parts) return undefined
  if (parts.kind === 'day') return { dmy: parts.day, mdy: parts.day, ymd: parts.day }
  return parts.kind === 'numbers' ? readingsOf(parts) : undefined
}

/** The amounts of one column. */
export class AmountTally {
  readonly index: number
  private readonly marks: Partial<Record<DecimalMark, Example>> = {}
  private either: Example | undefined
  /** A decimal mark with three digits behind it that cannot be thousands. */
  private three: Partial<Record<DecimalMark, true>> = {}

  constructor(index: number) {
    this.index = index
  }

  add(text: string, line: number): void {
    if (text === '' || /^-?\d+$/.test(text)) return
    const parts = amountParts(text)
    if (parts === undefined || 'wrong' in parts) return
    const mark = markOf(parts.body, undefined)
    if (mark === 'either') this.either ??= { text: text.trim(), line }
    else if (mark === ',' || mark === '.') {
      this.marks[mark] ??= { text: text.trim(), line }
      if (
        parts.body.includes(mark) &&
        /\d{3}$/.test(parts.body) &&
        parts.body.length - parts.body.lastIndexOf(mark) === 4
      )
        this.three[mark] = true
    }
  }

  static settle(
    tallies: readonly AmountTally[],
    currency: string | undefined,
    { nameOf, decimal }: { nameOf: (index: number) => string; decimal?: (index: number) => DecimalMark | undefined },
  ): Verdict[] {
    const whole = currency !== undefined && minorDigits(currency) === 0
    const known = tallies.find((tally) => tally.only !== undefined)
    return tallies.map((tally): Verdict => {
      const { index, marks, either } = tally
      if (decimal?.(index) !== undefined) return { index, open: false, because: 'the map says its decimal mark' }
      if (marks[','] && marks['.']) {
        const asks = `Which is its decimal mark? ${quoted(marks[','].text)} on line ${marks[','].line} and ${quoted(marks['.'].text)} on line ${marks['.'].line} contradict each other.`
        return { index, open: true, asks, choices: choices(either?.text) }
      }
      const only = tally.only
      if (only !== undefined) {
        const example = marks[only]!
        const map = { decimal: only, ...(tally.three[only] ? { places: 3 as const } : {}) }
        return {
          index,
          open: false,
          map,
          because: `its decimal mark is "${only}": ${example.text} on line ${example.line} can be read in no other way`,
        }
      }
      // A column of whole numbers needs no mark: each value that comes later settles itself or is refused.
      if (either === undefined) return { index, open: false }
      if (whole) return { index, open: false, because: `${currency} has no decimals, so its marks split thousands` }
      if (known !== undefined) {
        return {
          index,
          open: false,
          map: { decimal: known.only! },
          because: `its decimal mark is "${known.only}", as that of ${quoted(nameOf(known.index))} is`,
        }
      }
      const asks = `Which is its decimal mark? ${quoted(either.text)} has two readings, and nothing in the file settles it.`
      return { index, open: true, asks, choices: choices(either.text) }
    })
  }

  private get only(): DecimalMark | undefined {
    if (this.marks[','] && this.marks['.']) return undefined
    return this.marks[','] ? ',' : this.marks['.'] ? '.' : undefined
  }
}

function choices(example: string | undefined): readonly Choice[] {
  const mark = example === undefined ? undefined : /[.,](?=\d{3}\D*$)/.exec(example)?.[0]
  const reading = (decimal: DecimalMark) =>
    mark === undefined
      ? ''
      : decimal === mark
        ? `: ${example} is less than a thousand`
        : `: ${example} is more than a thousand`
  return (['.', ','] as const).map((decimal) => ({
    writes: `decimal: "${decimal}"${mark === decimal ? ', places: 3' : ''}`,
    means: `${decimal === '.' ? 'point' : 'comma'}${reading(decimal)}`,
    sets: { decimal, ...(mark === decimal ? { places: 3 as const } : {}) },
  }))
}
