// `dunwell told` and `may`: what bears on the right to contact someone, and whether one may now.

import type { Command } from 'commander'
import { type Day, dayText, momentText, day as parse } from '../core/day.ts'
import { heard } from '../core/heard.ts'
import { keyOf, publicId } from '../core/id.ts'
import { causes, type Medium, media } from '../core/law.ts'
import { ask } from '../core/permit.ts'
import { problem, quoted } from '../core/problem.ts'
import type { Told } from '../core/told.ts'
import { houseOf } from '../engine/run.ts'
import { wished } from '../engine/wish.ts'
import { findClaim } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, findDebtor } from '../store/debtor.ts'
import { runFacts, snapshot } from '../store/snapshot.ts'
import { addTold, endTold, type NewTold, readTold } from '../store/told.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

interface ToldOptions extends CommonOptions {
  readonly on?: string
  readonly until?: string
  readonly source?: string
  readonly by?: string
  readonly address?: string
  readonly claim?: string
  readonly name?: string
  readonly spoken?: boolean
}

const kinds: Readonly<Record<string, string>> = {
  attorney: 'they are represented: --name, --claim',
  cease: 'they want no more contact (--spoken where it was not in writing)',
  refuses: 'they refuse to pay (--spoken where it was not in writing)',
  'no-medium': 'not by this medium: --by phone, --address for one address',
  'not-home': 'not at home',
  'not-work': 'not at work',
  'employer-forbids': 'their employer forbids it',
  consent: 'they agreed: --by sms, --address, --claim',
  'work-consent': 'they agreed to be contacted at work: --by',
  'automated-consent': 'they agreed to automated calls or texts: --by',
  disputes: 'they dispute a claim: --claim (--spoken where it was not in writing)',
  'asks-documents': 'after a letter of claim they ask for documents: --claim',
  'seeks-advice': 'after a letter of claim they seek advice: --claim',
  'asks-original-creditor': 'they ask who the first creditor was: --claim',
  answered: 'a dispute or question was answered: --claim',
  'time-barred': 'a person looked: the time to sue has run out: --claim',
  ...Object.fromEntries(causes.map((cause) => [cause.replaceAll('_', '-'), 'stops collecting from them'])),
}

export function telling(program: Command, wiring: Wiring): void {
  const told = program
    .command('told')
    .description('what they told us, or we learned, about how and when to contact them')
  command(
    told,
    'add',
    `keep what bears on contact: a kind, or their own words\n\n${Object.entries(kinds)
      .map(([kind, says]) => `  ${kind.padEnd(24)} ${says}`)
      .join('\n')}`,
    './dunwell told add "Meyer" "not on Tuesdays, and never after 5 pm"\n./dunwell told add "Meyer" no-medium --by phone\n./dunwell told add "Meyer" attorney --name "Kanzlei Brandt"\n./dunwell told add "Meyer" bankrupt --on 2026-03-02',
    { json: true },
  )
    .argument('<customer>')
    .argument('<kind or words>')
    .option('--on <day>', 'from this day (default: today)')
    .option('--until <day>', 'until this day (not included)')
    .option('--by <medium>', media.join(', '))
    .option('--address <address>', 'one email address or number')
    .option('--claim <number>')
    .option('--name <name>', 'of their lawyer or representative')
    .option('--spoken', 'said, not written')
    .option('--source <text>', 'where we know it from', 'said to us')
    .action((customer: string, what: string, options: ToldOptions) =>
      atDesk(wiring, (desk) => desk.tx((tx) => tell(desk, tx, customer, what, options)))(options),
    )
  command(told, 'list', 'what we know of one customer', './dunwell told list "Meyer"', { json: true })
    .argument('<customer>')
    .action((customer: string, options: CommonOptions) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const debtor = await findDebtor(tx, customer)
          const found = (await readTold(tx, debtor.book, [debtor.id])).get(debtor.id) ?? []
          const shown = found.map((it) => [
            publicId('tld', { book: debtor.book, id: it.id }),
            dayText(it.on),
            it.until === undefined ? '' : dayText(it.until),
            says(it),
            it.source ?? '',
          ])
          return {
            text:
              found.length === 0
                ? `Nothing is known about how ${debtor.name} wants to be contacted.`
                : columns(['id', 'from', 'until', 'what', 'source'], shown),
            json: found,
          }
        }),
      )(options),
    )
  command(told, 'end', 'it holds no longer', './dunwell told end tld_… --because "she rang: calls are fine again"', {
    json: true,
  })
    .argument('<id>')
    .requiredOption('--because <text>')
    .option('--on <day>')
    .action((id: string, options: ToldOptions & { because: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          await endTold(tx, keyOf('tld', id), options.on ? parse(options.on) : desk.today, options.because)
          return { text: 'It holds no longer.', json: { id } }
        }),
      )(options),
    )
  command(
    program,
    'may',
    'may I contact them now, by this medium? with the reason, the law and until when',
    './dunwell may "Meyer" --by phone\n./dunwell may "Meyer" --by sms --at work',
    { json: true },
  )
    .argument('<customer>')
    .option('--by <medium>', media.join(', '), 'phone')
    .option('--at <place>', 'home, mobile or work')
    .action((customer: string, options: CommonOptions & { by: string; at?: 'home' | 'mobile' | 'work' }) =>
      atDesk(wiring, (desk) => desk.tx((tx) => may(desk, tx, customer, options)))(options),
    )
}

async function tell(desk: Desk, tx: Tx, customer: string, what: string, options: ToldOptions): Promise<Answer> {
  const debtor = await findDebtor(tx, customer)
  const on = options.on ? parse(options.on) : desk.today
  const base = { on, until: options.until ? parse(options.until) : undefined, source: options.source }
  const facts = await factsOf(tx, debtor, what, options, base)
  const ids: string[] = []
  for (const it of facts) ids.push(publicId('tld', { book: debtor.book, id: await addTold(tx, debtor, it) }))
  const text = facts.map((it, i) => `${ids[i]}: ${says({ ...it, id: '' } as Told)}`)
  return { text: `Kept for ${debtor.name}:\n${text.join('\n')}`, json: { ids } }
}

async function factsOf(
  tx: Tx,
  debtor: DebtorRow,
  what: string,
  options: ToldOptions,
  base: { on: Day; until?: Day; source?: string },
): Promise<NewTold[]> {
  const written = options.spoken !== true
  const claim = async () => {
    if (!options.claim) throw problem('told.claim', 'Which claim?', 'Name it: --claim 2026-0117')
    return (await findClaim(tx, options.claim)).id
  }
  const cause = causes.find((it) => it.replaceAll('_', '-') === what)
  if (cause) return [{ ...base, kind: 'cause', cause, representative: options.name }]
  switch (what) {
    case 'attorney':
      return [{ ...base, kind: 'attorney', name: options.name, claims: options.claim ? [await claim()] : undefined }]
    case 'cease':
    case 'refuses':
      return [{ ...base, kind: what, written }]
    case 'no-medium':
      return [{ ...base, kind: 'no_medium', medium: mediumOf(options.by), address: options.address }]
    case 'not-home':
    case 'not-work':
      return [{ ...base, kind: 'no_place', spot: what === 'not-home' ? 'home' : 'work' }]
    case 'employer-forbids':
      return [{ ...base, kind: 'employer_forbids' }]
    case 'consent':
    case 'work-consent':
    case 'automated-consent': {
      const about = what === 'work-consent' ? 'work' : what === 'automated-consent' ? 'automated' : undefined
      const named = options.claim ? await claim() : undefined
      return [
        {
          ...base,
          kind: 'consent',
          medium: mediumOf(options.by),
          address: options.address,
          claim: named,
          to: 'us',
          about,
        },
      ]
    }
    case 'disputes':
      return [{ ...base, kind: 'disputes', claim: await claim(), written, asks: 'verification' }]
    case 'asks-original-creditor':
      return [{ ...base, kind: 'disputes', claim: await claim(), written, asks: 'original_creditor' }]
    case 'asks-documents':
    case 'seeks-advice':
      return [
        { ...base, kind: 'asks_time', claim: await claim(), for: what === 'seeks-advice' ? 'advice' : 'documents' },
      ]
    case 'answered':
      return [{ ...base, kind: 'answered', claim: await claim() }]
    case 'time-barred':
      return [{ ...base, kind: 'time_barred', claim: await claim() }]
    default:
      return fromWords(debtor, what, base)
  }
}

function fromWords(debtor: DebtorRow, words: string, base: { on: Day; until?: Day; source?: string }): NewTold[] {
  const facts = wished(words, base)
  if (facts.length > 0) return facts
  throw problem(
    'told.unclear',
    heard(words, base.on).busyNow
      ? `${quoted(words)} is about this moment only: nothing is kept for later contacts with ${debtor.name}.`
      : `What ${quoted(words)} asks for is not clear.`,
    `Name a kind: ${Object.keys(kinds).slice(0, 8).join(', ')} … ("dunwell told add --help"), or say when or how not to contact them.`,
  )
}

function mediumOf(text: string | undefined): Medium {
  const found = media.find((it) => it === text)
  if (!found)
    throw problem('told.medium', `${quoted(text ?? '')} is no medium.`, `Use --by with one of ${media.join(', ')}.`)
  return found
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** One fact as a person would say it. */
function says(it: Told): string {
  switch (it.kind) {
    case 'attorney':
      return `represented${it.name ? ` by ${it.name}` : ''}`
    case 'cease':
      return `no more contact${it.written ? '' : ' (spoken)'}`
    case 'refuses':
      return `refuses to pay${it.written ? '' : ' (spoken)'}`
    case 'no_medium':
      return it.address ? `no ${it.medium} to ${it.address}` : `no ${it.medium}`
    case 'no_time': {
      const days = it.times.weekdays?.map((one) => weekdays[one - 1]).join(', ') ?? 'every day'
      const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
      const from = it.times.from === undefined ? '' : ` from ${clock(it.times.from)}`
      const until = it.times.until === undefined ? '' : ` until ${clock(it.times.until)}`
      return `not on ${days}${from}${until}`
    }
    case 'no_place':
      return `not at ${it.spot}`
    case 'consent':
      return `agreed to ${it.medium}${it.about ? ` (${it.about})` : ''}${it.address ? ` at ${it.address}` : ''}`
    case 'cause':
      return it.cause.replaceAll('_', ' ')
    case 'disputes':
      return it.asks === 'original_creditor' ? 'asks who the first creditor was' : 'disputes a claim'
    case 'asks_time':
      return it.for === 'documents' ? 'asks for documents' : 'seeks advice'
    default:
      return it.kind.replaceAll('_', ' ')
  }
}

async function may(
  desk: Desk,
  tx: Tx,
  customer: string,
  options: { by: string; at?: 'home' | 'mobile' | 'work' },
): Promise<Answer> {
  const found = await findDebtor(tx, customer)
  const run = await runFacts(tx, desk.workspace, desk.today)
  const [debtor] = await snapshot(tx, run, found.book, [found.id])
  const one = debtor?.cases[0]
  if (!debtor || !one)
    throw problem('may.case', `${found.name} has no case.`, 'There is nothing to contact them about.')
  const address = options.at ? { value: '', spot: options.at } : undefined
  const claimIds = one.claims.map((it) => it.id)
  const verdict = ask(
    debtor,
    one,
    { medium: mediumOf(options.by), claimIds, address, at: tx.now },
    houseOf(run, desk.workspace),
  )!
  const { zone } = desk.workspace
  const lines =
    verdict.kind === 'permit'
      ? [`Yes: ${debtor.name} may be contacted by ${options.by} now.`]
      : [verdict.until === undefined ? 'No.' : `Not before ${momentText(verdict.until, zone)} (${zone}).`]
  for (const it of [...verdict.grounds, ...verdict.warnings]) {
    lines.push(`  ${it.says} ${it.cite}${it.force === 'manners' ? ', good practice here' : ''}.`)
    if (it.missing.length > 0) lines.push(`    taken strictly, because it is not known: ${it.missing.join(', ')}`)
  }
  return { text: lines.join('\n'), json: verdict }
}
