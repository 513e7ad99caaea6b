// `dunwell explain` and `dunwell show`: why something happens or does not, and the whole story of a customer.

import type { Command } from 'commander'
import { dayText, dueText, day as parse } from '../core/day.ts'
import { paymentReference, referenceFor } from '../core/iban.ts'
import { publicId } from '../core/id.ts'
import type { InvoiceTerms } from '../core/invoice-terms.ts'
import { ladderOf, messageName, nameOf, stageNames } from '../core/ladder.ts'
import { moneyText, sumsText } from '../core/money.ts'
import { habitsAlone } from '../engine/behaviour.ts'
import { outlook } from '../engine/preview.ts'
import { aliasesOf } from '../store/alias.ts'
import { listAnswers } from '../store/answer.ts'
import { claimsOf, invoiceTermsOf } from '../store/claim.ts'
import type { Tx } from '../store/db.ts'
import { type DebtorRow, debtorId, findDebtor } from '../store/debtor.ts'
import { readGroup } from '../store/group.ts'
import { mergedInto } from '../store/merge.ts'
import { listOutbox } from '../store/outbox.ts'
import { readPolicies } from '../store/policy.ts'
import { timeline } from '../store/timeline.ts'
import { readActions } from '../store/work.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'
import { stateText } from './outbox.ts'
import { decisionJson, whatText } from './run.ts'

const stepsAhead = 4
const handledAs = { automatic: 'automatically', approve: 'with approval', by_hand: 'by hand' }

export function explain(program: Command, wiring: Wiring): void {
  command(
    program,
    'explain',
    'what happens next with a customer, when and why, and why nothing happened today',
    './dunwell explain "Meyer GmbH"\n./dunwell explain 1017 --day 2026-03-31',
    {
      json: true,
      day: 'as if it were this day',
    },
  )
    .argument('<customer>', 'number, name or a part of it, or a case id')
    .action((text: string, options: CommonOptions) =>
      atDesk(wiring, (desk) => explainIt(desk, text, options), { anyDay: true })(options),
    )

  command(program, 'show', 'a customer’s whole story: claims, answers, timeline', './dunwell show "Meyer GmbH"', {
    json: true,
  })
    .argument('<customer>', 'number, name or a part of it')
    .action((text: string, options: CommonOptions) => atDesk(wiring, (desk) => show(desk, text))(options))
}

async function explainIt(desk: Desk, text: string, options: CommonOptions): Promise<Answer> {
  return desk.tx(async (tx) => {
    const found = await findDebtor(tx, text)
    const on = options.day === undefined ? desk.today : parse(options.day)
    const view = await outlook(tx, desk.workspace, found, on)
    const policies = await readPolicies(tx)
    const waiting = await listOutbox(tx, ['waiting', 'released', 'in_doubt'], 100, found)
    const also = await alsoKnown(tx, found)
    const habits = await habitsAlone(tx, found, on)
    const lines = [
      `${found.name} (${found.no}), ${found.kind.replaceAll('_', ' ')} in ${found.country}, handled ${handledAs[found.handling]}`,
      ...also.lines,
      `They: ${habits.says}`,
    ]
    for (const it of view.debtor.cases) {
      const decision = view.today.find((one) => one.caseId === it.caseId)!
      lines.push('', `On ${dayText(on)}`)
      for (const action of decision.actions) {
        lines.push(`  ${whatText(action)}`)
        for (const reason of action.reasons) lines.push(`    because ${reason.says}`)
        if (action.kind === 'message' && action.approve) lines.push(`    it waits for a person: ${action.approve}`)
      }
      for (const message of waiting.filter((one) => one.caseId === it.caseId)) {
        lines.push(
          `  in the outbox since ${dayText(message.runDay)}: ${messageName({ ...message.intent, stage: message.stage }).toLowerCase()}, ${stateText(message)}`,
        )
      }
      const next = view.ahead.filter((one) => one.caseId === it.caseId).slice(0, stepsAhead)
      lines.push('', 'Next, if what is decided is done and nobody pays or answers')
      if (next.length === 0) lines.push('  nothing by itself in the next 120 days')
      for (const [i, one] of next.entries()) {
        lines.push(`  ${dayText(one.day)}: ${whatText(one.action)}`)
        if (i === 0) for (const reason of one.action.reasons) lines.push(`    because ${reason.says}`)
      }
      if (it.claims.length > 0) {
        const body = it.claims.flatMap((claim) =>
          claim.dues
            .filter((due) => due.openMinor > 0)
            .map((due) => {
              const policy = policies.get(claim.policyId)
              const last = due.given.at(-1)
              const said = last
                ? `${policy ? nameOf(policy.steps.find((one) => one.id === last.stepId) ?? last) : stageNames[last.stage]} ${dayText(last.on)}`
                : 'nothing yet'
              return [
                claim.number,
                dueText(due.dueOn) ?? 'no day yet',
                on > due.dueOn ? String(on - due.dueOn) : '',
                moneyText(due.openMinor, claim.currency),
                said,
              ]
            }),
        )
        lines.push('', columns(['claim', 'due', 'days late', 'open', 'last said'], body))
      }
      for (const one of it.onAccount)
        lines.push(`On account: ${moneyText(one.amountMinor, one.currency)} (${one.kind})`)
      const past = await readActions(tx, found.book, it.caseId, 5)
      if (past.length > 0)
        lines.push(
          '',
          'Decided before',
          ...past.map(
            (one) =>
              `  ${dayText(one.day)} ${one.kind}${one.step_id ? ` ${one.step_id}` : ''}: ${one.reasons[0]?.says ?? ''}`,
          ),
        )
      const policy = policies.get(it.claims[0]?.policyId ?? it.policyId)
      if (policy)
        lines.push(
          '',
          `Ladder "${policy.name}", version ${policy.version}: ${ladderOf(policy)
            .map((step) => step.id)
            .join(' → ')}`,
          `Case ${publicId('cas', { book: found.book, id: it.caseId })}`,
        )
    }
    return {
      json: {
        debtor: { id: debtorId(found), no: found.no, name: found.name },
        aliases: also.aliases,
        merged: also.merged,
        day: dayText(on),
        habits,
        today: view.today.map(decisionJson),
        ahead: view.ahead.map((it) => ({ ...it, day: dayText(it.day) })),
      },
      text: lines.join('\n'),
    }
  })
}

/** Other spellings with where they come from, and who was merged in. */
async function alsoKnown(tx: Tx, debtor: DebtorRow) {
  const aliases = await aliasesOf(tx, debtor)
  const merged = await mergedInto(tx, debtor)
  const group = debtor.group === undefined ? undefined : await readGroup(tx, debtor.group)
  const open = (group && sumsText(group.owed, 'openMinor')) || 'nothing'
  const lines = [
    ...(group
      ? [
          `in the group ${group.name}: ${group.debtors} ${group.debtors === 1 ? 'customer' : 'customers'}, together ${open} open`,
        ]
      : []),
    ...aliases.map((it) => {
      const from = it.fileName === null ? it.because : `in ${it.fileName}`
      return `also: ${it.alias} (${from}${it.seenOn === null ? '' : `, last seen ${dayText(it.seenOn)}`})`
    }),
    ...merged.map((it) => `also: number ${it.no}, ${it.name}, merged ${dayText(it.on)}; ${paymentReference(it.no)}`),
  ]
  return {
    lines,
    aliases: aliases.map((it) => ({ ...it, seenOn: it.seenOn === null ? null : dayText(it.seenOn) })),
    merged: merged.map((it) => ({ no: it.no, name: it.name, on: dayText(it.on) })),
  }
}

/** A customer's whole story. */
export async function show(desk: Desk, text: string): Promise<Answer> {
  return desk.tx(async (tx) => {
    const found = await findDebtor(tx, text)
    const habits = await habitsAlone(tx, found, desk.today)
    const claims = await claimsOf(tx, found)
    const answers = (
      await Promise.all((['hold', 'promise', 'query', 'dispute'] as const).map((noun) => listAnswers(tx, noun, found)))
    ).flat()
    const story = await timeline(tx, found, 40)
    const also = await alsoKnown(tx, found)
    const lines = [
      `${found.name} (${found.no}), ${found.kind.replaceAll('_', ' ')} in ${found.country}; pays with ${referenceFor(found.no, desk.workspace.settings.bank?.iban)}`,
      `kind: ${found.kindBecause}`,
      ...also.lines,
      `They: ${habits.says}`,
      '',
      claims.length === 0
        ? 'Nothing is open.'
        : columns(
            ['claim', 'issued', 'open', 'for'],
            claims.map((it) => [it.number, dayText(it.issuedOn), moneyText(it.openMinor, it.currency), it.about ?? '']),
          ),
    ]
    const invoices = await invoiceTermsOf(
      tx,
      found.book,
      claims.map((it) => it.id),
    )
    if (invoices.size > 0)
      lines.push('', 'Their e-invoices say:', ...claims.flatMap((it) => invoiceText(it.number, invoices.get(it.id))))
    const open = answers.filter((it) => it.state === 'open')
    if (open.length > 0)
      lines.push(
        '',
        columns(
          ['', 'says', 'from', 'until', 'claims'],
          open.map((it) => [
            it.noun,
            it.says,
            dayText(it.from),
            it.until === null ? '' : dayText(it.until),
            it.claims.join(', '),
          ]),
        ),
      )
    if (story.length > 0)
      lines.push(
        '',
        columns(
          ['day', 'what', ''],
          story.map((it) => [dayText(it.day), it.what, it.says]),
        ),
      )
    return {
      json: {
        debtor: { ...found, id: debtorId(found) },
        aliases: also.aliases,
        merged: also.merged,
        habits,
        claims: claims.map((it) => ({ ...it, ...invoices.get(it.id) })),
        answers,
        timeline: story.map((it) => ({ ...it, day: dayText(it.day) })),
      },
      text: lines.join('\n'),
    }
  })
}

/** How an invoice wants to be paid, on one line. */
function invoiceText(number: string, terms: InvoiceTerms | undefined): string[] {
  if (terms === undefined) return []
  const { payment = {}, buyerReference } = terms
  const said: readonly [string, string | undefined][] = [
    ['pay to', payment.ibans?.join(' or ') ?? payment.account],
    ['of', payment.payee],
    ['reference', payment.reference],
    ['means', payment.means],
    ['mandate', payment.mandate],
    ['terms', payment.terms],
    ['their reference', buyerReference],
  ]
  const parts = said.flatMap(([what, value]) => (value === undefined ? [] : [`${what} ${value}`]))
  return [`  ${number}: ${parts.join('; ')}`]
}
