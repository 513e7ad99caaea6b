// `dunwell notice`: what notices say of a claim, which were given and until when they lock what follows, one that came back, and
// what each must contain.

import type { Command } from 'commander'
import { claimFactsShape } from '../core/claim-facts.ts'
import { addDays, dayText } from '../core/day.ts'
import { noticeEnd, noticeKinds, noticeNames, noticesOf, standingNotice } from '../core/notice.ts'
import { clocksOf } from '../core/permit.ts'
import { problem, quoted } from '../core/problem.ts'
import { calendarOf } from '../rules/calendar.ts'
import { noticeTimes } from '../rules/law.ts'
import { noticeRules } from '../rules/notices.ts'
import { claimsOf, findClaim } from '../store/claim.ts'
import { changeClaimFacts, readClaimFacts } from '../store/claim-facts.ts'
import type { Tx } from '../store/db.ts'
import { findDebtor } from '../store/debtor.ts'
import { lockDebtors } from '../store/record.ts'
import { endNotices, readTold } from '../store/told.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

export function notices(program: Command, wiring: Wiring): void {
  const it = program.command('notice').description('notices that the law asks for: facts, list, returned, items')
  command(
    it,
    'facts',
    `what notices say of a claim; without facts it shows them\n\n  ${Object.keys(claimFactsShape.shape).join(', ')}\n\nWhat holds for every claim: ./dunwell settings set claimFacts.creditor="Hafenstrom Ltd"`,
    './dunwell notice facts 2026-0117 creditor="Hafenstrom Ltd" itemizedBy=last_payment itemizedOn=2026-01-05 \\\n  amountThen=1240.00 interestSince=12.00 feesSince=0 paymentsSince=0 creditsSince=0',
    { json: true },
  )
    .argument('<claim>')
    .argument('[fact=value...]', 'an empty value takes the fact away')
    .action((claim: string, pairs: string[], options: CommonOptions) =>
      atDesk(wiring, (desk) => desk.tx((tx) => facts(desk, tx, claim, pairs)))(options),
    )
  command(it, 'list', 'the notices given to a customer, and what they lock', './dunwell notice list "Meyer"', {
    json: true,
  })
    .argument('<customer>')
    .action((customer: string, options: CommonOptions) =>
      atDesk(wiring, (desk) => desk.tx((tx) => list(desk, tx, customer)))(options),
    )
  command(
    it,
    'returned',
    'a notice came back: it counts as not given, and a replacement goes with a clock of its own',
    './dunwell notice returned 2026-0117 --because "moved, no address left"',
    { json: true },
  )
    .argument('<claim>')
    .option('--because <text>', 'what the post said', 'it came back')
    .action((claim: string, options: CommonOptions & { because: string }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const found = await findClaim(tx, claim)
          const heads = await lockDebtors(tx, found.book, [found.debtorId])
          const of = { book: found.book, id: found.debtorId }
          const ended = await endNotices(tx, heads, of, { claim: found.id }, desk.today, options.because)
          if (ended === 0)
            throw problem(
              'notice.none',
              `No notice was given for ${found.number}, or it came back already.`,
              'See "dunwell notice list CUSTOMER".',
            )
          return {
            text: `The notice for ${found.number} counts as not given. Correct the address; the next run writes it again.`,
            json: { claim: found.number, ended },
          }
        }),
      )(options),
    )
  command(
    it,
    'items',
    'what each notice must contain, and where that is written',
    './dunwell notice items validation',
    {
      json: true,
    },
  )
    .argument('[notice]', noticeKinds.join(', '))
    .action((kind: string | undefined, options: CommonOptions) => atDesk(wiring, async () => items(kind))(options))
}

function items(kind: string | undefined): Answer {
  const wanted = noticeKinds.filter((it) => kind === undefined || it === kind)
  if (wanted.length === 0)
    throw problem('notice.kind', `There is no notice ${quoted(kind!)}.`, `Use one of: ${noticeKinds.join(', ')}.`)
  return {
    json: wanted.map((it) => noticeRules[it]),
    text: wanted
      .map((it) => {
        const rows = noticeRules[it].items.map((one) => [
          one.says,
          one.cite,
          one.sure === 'memory' ? 'from memory' : one.sure,
        ])
        return `${noticeNames[it]} (${it})\n${columns(['must say', 'written in', 'how sure'], rows)}`
      })
      .join('\n\n'),
  }
}

async function facts(desk: Desk, tx: Tx, number: string, pairs: readonly string[]): Promise<Answer> {
  const claim = await findClaim(tx, number)
  const changes: Record<string, unknown> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1)
      throw problem('notice.pair', `${quoted(pair)} is not fact=value.`, 'For example: creditor="Hafenstrom Ltd"')
    const value = pair.slice(at + 1)
    changes[pair.slice(0, at)] = value === '' ? undefined : value === 'true' ? true : value === 'false' ? false : value
  }
  const own =
    pairs.length > 0
      ? await changeClaimFacts(tx, claim, changes, desk.today)
      : ((await readClaimFacts(tx, claim.book, [claim.id])).get(claim.id) ?? {})
  const all = Object.entries({ ...desk.workspace.settings.claimFacts, ...own })
  const rows = all.map(([name, value]) => [name, String(value), name in own ? '' : 'of every claim'])
  return {
    json: own,
    text:
      rows.length === 0
        ? `Nothing is kept of ${claim.number} for notices: ./dunwell notice facts ${claim.number} creditor="…"`
        : columns(['fact', 'says', ''], rows),
  }
}

async function list(desk: Desk, tx: Tx, customer: string): Promise<Answer> {
  const debtor = await findDebtor(tx, customer)
  const told = (await readTold(tx, debtor.book, [debtor.id])).get(debtor.id) ?? []
  const clocks = clocksOf(debtor, { calendarOf, noticeTimes })
  const found = (await claimsOf(tx, debtor)).flatMap((claim) =>
    noticesOf(told, claim.id).map((it) => {
      const standing = standingNotice(told, claim.id, it.notice)?.sentOn === it.sentOn && it.result !== 'returned'
      const end = standing ? noticeEnd(it, told, claim.id, clocks) : undefined
      const state = !standing
        ? 'came back'
        : end === undefined
          ? 'waits for documents they asked for'
          : end < desk.today
            ? `over since ${dayText(addDays(end, 1))}`
            : `locks what follows until ${dayText(addDays(end, 1))}`
      return { claim: claim.number, notice: it.notice, sentOn: dayText(it.sentOn), state }
    }),
  )
  return {
    json: found,
    text:
      found.length === 0
        ? `No notice was given to ${debtor.name}.`
        : columns(
            ['claim', 'notice', 'sent', 'state'],
            found.map((it) => [it.claim, it.notice, it.sentOn, it.state]),
          ),
  }
}
