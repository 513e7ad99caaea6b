// The words of the mails to the owner, English and German: what goes out today, with a link beside each by which it is held; and on
// Friday what the week brought.

import type { Day } from '../core/day.ts'
import { dayIn, moneyIn } from './format.ts'
import { htmlOf } from './mail.ts'
import type { Block, Inline } from './markup.ts'
import { textOf } from './text.ts'

type Sums = Readonly<Record<string, number>>

export interface DayMail {
  readonly language: string
  readonly business: string
  readonly day: Day
  readonly count: number
  readonly sums: Sums
  readonly first: readonly {
    readonly name: string
    readonly stage: string
    readonly sums: Sums
    /** It goes without a yes, by a leave that a person gave its step. */
    readonly autopilot?: boolean
    /** Where it can be held; none where the desk has no address outside. */
    readonly hold?: string
  }[]
  readonly toApprove: number
  readonly desk?: string
  /** Of the record, as it was last anchored. */
  readonly anchor?: { readonly no: number; readonly day: Day; readonly hash: string }
  /** In minutes from now. */
  readonly leavesIn: number
}

export interface WeekMail {
  readonly language: string
  readonly business: string
  readonly from: Day
  readonly until: Day
  readonly sent: number
  readonly paid: Sums
  readonly falseChases: readonly { readonly name: string; readonly number: string; readonly paidOn: string }[]
  readonly desk?: string
}

export interface WordedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface Words {
  readonly daySubject: (count: number, sums: string) => string
  readonly dayHeading: string
  readonly goes: (count: number, sums: string, minutes: number) => string
  readonly nothing: string
  readonly hold: string
  readonly autopilot: string
  readonly more: (count: number) => string
  readonly holdSays: string
  readonly asks: (count: number) => string
  readonly desk: string
  readonly anchor: (no: number, day: string) => string
  readonly why: string
  readonly weekSubject: (sent: number, paid: string) => string
  readonly weekHeading: string
  readonly sent: (count: number) => string
  readonly paid: (sums: string) => string
  readonly unpaid: string
  readonly noFalse: string
  readonly someFalse: (count: number) => string
  readonly paidOn: (number: string, day: string) => string
  readonly stages: Readonly<Record<string, string>>
}

const english: Words = {
  daySubject: (count, sums) =>
    count === 0 ? 'Nothing goes out today' : `Today ${messages(count)} ${count === 1 ? 'goes' : 'go'} out: ${sums}`,
  dayHeading: 'What goes out today',
  goes: (count, sums, minutes) => `${messages(count)}, ${sums}, from about ${minutes} minutes after this mail.`,
  nothing: 'Nothing goes out by itself today.',
  hold: 'hold this',
  autopilot: 'by autopilot',
  more: (count) => `and ${count} more, at the desk`,
  holdSays: 'A link holds all that we would write to that customer for seven days. It asks once more before it does.',
  asks: (count) => `${messages(count)} ${count === 1 ? 'waits' : 'wait'} for your yes.`,
  desk: 'See the week ahead',
  anchor: (no, day) => `The record's anchor ${no} of ${day}, to be kept outside:`,
  why: 'You get this because you own this workspace. You can switch it off at the desk: Settings, Sending.',
  weekSubject: (sent, paid) =>
    `Your week: ${sent === 0 ? 'nothing' : messages(sent)} sent, ${paid === '' ? 'nothing' : paid} paid`,
  weekHeading: 'Your week',
  sent: (count) => (count === 0 ? 'Nothing was sent.' : `Sent: ${messages(count)}.`),
  paid: (sums) => `Paid: ${sums}.`,
  unpaid: 'Nothing was paid.',
  noFalse: 'We wrote to nobody who had already paid. That is the aim.',
  someFalse: (count) => `We wrote ${count === 1 ? 'once' : `${count} times`} to somebody who had already paid:`,
  paidOn: (number, day) => `${number}, paid ${day}`,
  stages: {
    before: 'reminder before due',
    statement: 'statement of account',
    friendly: 'friendly note',
    second: 'second reminder',
    call: 'call',
    firm: 'firm letter',
    final: 'final notice',
    demand: 'formal demand',
  },
}

const german: Words = {
  daySubject: (count, sums) =>
    count === 0
      ? 'Heute geht nichts hinaus'
      : `Heute ${count === 1 ? 'geht' : 'gehen'} ${nachrichten(count)} hinaus: ${sums}`,
  dayHeading: 'Was heute hinausgeht',
  goes: (count, sums, minutes) => `${nachrichten(count)}, ${sums}, ab etwa ${minutes} Minuten nach dieser E-Mail.`,
  nothing: 'Heute geht nichts von selbst hinaus.',
  hold: 'anhalten',
  autopilot: 'per Autopilot',
  more: (count) => `und ${count} weitere, am Schreibtisch`,
  holdSays:
    'Ein Link hält sieben Tage lang alles an, was wir diesem Kunden schreiben würden. Er fragt vorher noch einmal nach.',
  asks: (count) => `${nachrichten(count)} ${count === 1 ? 'wartet' : 'warten'} auf Ihr Ja.`,
  desk: 'Die nächste Woche ansehen',
  anchor: (no, day) => `Anker ${no} der Aufzeichnungen vom ${day}, außerhalb aufzubewahren:`,
  why: 'Sie bekommen diese E-Mail als Inhaberin oder Inhaber; am Schreibtisch lässt sie sich abschalten: Einstellungen, Versand.',
  weekSubject: (sent, paid) =>
    `Ihre Woche: ${sent === 0 ? 'nichts' : nachrichten(sent)} gesendet, ${paid === '' ? 'nichts' : paid} gezahlt`,
  weekHeading: 'Ihre Woche',
  sent: (count) => (count === 0 ? 'Es wurde nichts gesendet.' : `Gesendet: ${nachrichten(count)}.`),
  paid: (sums) => `Gezahlt: ${sums}.`,
  unpaid: 'Es wurde nichts gezahlt.',
  noFalse: 'Wir haben niemandem geschrieben, der schon gezahlt hatte. So soll es sein.',
  someFalse: (count) =>
    `Wir haben ${count === 1 ? 'einmal' : `${count} Mal`} jemandem geschrieben, der schon gezahlt hatte:`,
  paidOn: (number, day) => `${number}, gezahlt am ${day}`,
  stages: {
    before: 'Erinnerung vor Fälligkeit',
    statement: 'Kontoauszug',
    friendly: 'freundliche Erinnerung',
    second: 'zweite Erinnerung',
    call: 'Anruf',
    firm: 'deutliches Schreiben',
    final: 'letzte Mahnung',
    demand: 'förmliche Zahlungsaufforderung',
  },
}

const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`)
const nachrichten = (count: number) => (count === 1 ? '1 Nachricht' : `${count} Nachrichten`)

/** The languages an owner is written to in; any other is English. */
export function ownerLanguage(language: string | null | undefined): 'en' | 'de' {
  return language?.startsWith('de') ? 'de' : 'en'
}

const wordsOf = (language: string) => (language === 'de' ? german : english)

export function dayMail(it: DayMail): WordedMail {
  const { language } = it
  const w = wordsOf(language)
  const sums = sumsText(it.sums, language)
  const lines = it.first.map((one): readonly Block[] => [
    paragraph([
      strong(one.name),
      text(
        ` — ${w.stages[one.stage] ?? one.stage}, ${sumsText(one.sums, language)}${one.autopilot ? ` · ${w.autopilot}` : ''}`,
      ),
      ...(one.hold === undefined ? [] : [text(' · '), link(one.hold, w.hold)]),
    ]),
  ])
  const rest = it.count - it.first.length
  const blocks: Block[] = [
    paragraph([text(it.count === 0 ? w.nothing : w.goes(it.count, sums, it.leavesIn))]),
    ...(lines.length > 0 ? [{ type: 'list', ordered: false, items: lines } as const] : []),
    ...(rest > 0 ? [paragraph([text(w.more(rest))])] : []),
    ...(it.first.some((one) => one.hold !== undefined) ? [paragraph([text(w.holdSays)])] : []),
    ...(it.toApprove > 0 ? [paragraph([text(w.asks(it.toApprove))])] : []),
    ...(it.desk === undefined ? [] : [paragraph([link(`${it.desk}/week`, w.desk)])]),
  ]
  const { anchor } = it
  const footer: Block[] = [
    ...(anchor
      ? [paragraph([text(w.anchor(anchor.no, dayIn(anchor.day, language))), { type: 'break' }, text(anchor.hash)])]
      : []),
    paragraph([text(w.why)]),
  ]
  return drawn(it, { subject: w.daySubject(it.count, sums), heading: w.dayHeading, blocks, footer })
}

export function weekMail(it: WeekMail): WordedMail {
  const { language } = it
  const w = wordsOf(language)
  const paid = sumsText(it.paid, language)
  const lines = it.falseChases.map((one): readonly Block[] => [
    paragraph([strong(one.name), text(` — ${w.paidOn(one.number, one.paidOn)}`)]),
  ])
  const blocks: Block[] = [
    paragraph([text(`${dayIn(it.from, language)} – ${dayIn(it.until, language)}`)]),
    paragraph([text(w.sent(it.sent))]),
    paragraph([text(paid === '' ? w.unpaid : w.paid(paid))]),
    paragraph([text(lines.length === 0 ? w.noFalse : w.someFalse(lines.length))]),
    ...(lines.length > 0 ? [{ type: 'list', ordered: false, items: lines } as const] : []),
    ...(it.desk === undefined ? [] : [paragraph([link(`${it.desk}/week`, w.desk)])]),
  ]
  const footer = [paragraph([text(w.why)])]
  return drawn(it, { subject: w.weekSubject(it.sent, paid), heading: w.weekHeading, blocks, footer })
}

function drawn(
  { language, business }: { language: string; business: string },
  it: { subject: string; heading: string; blocks: Block[]; footer: Block[] },
): WordedMail {
  const document = { blocks: it.blocks, footer: it.footer }
  const { subject, heading } = it
  return {
    subject,
    text: textOf(document, heading),
    html: htmlOf({ language, subject, heading, sender: business, document, images: new Map() }),
  }
}

function sumsText(sums: Sums, language: string): string {
  return Object.entries(sums)
    .map(([currency, minor]) => moneyIn(minor, currency, language))
    .join(' + ')
}

const text = (said: string): Inline => ({ type: 'text', text: said })
const strong = (said: string): Inline => ({ type: 'strong', children: [text(said)] })
const link = (href: string, said: string): Inline => ({ type: 'link', href, children: [text(said)] })
const paragraph = (children: readonly Inline[]): Block => ({ type: 'paragraph', children })
