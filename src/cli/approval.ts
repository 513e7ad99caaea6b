// `dunwell approval`: what somebody asked for above what they may do alone, and the second person's answer. Who sits at a terminal is not
// known, so an answer says whose it is, and that person must have a seat and the right to it.

import type { Command } from 'commander'
import { dayText } from '../core/day.ts'
import { keyOf } from '../core/id.ts'
import { moneyText } from '../core/money.ts'
import { problem, quoted } from '../core/problem.ts'
import { acceptApproval, refuseApproval } from '../engine/approval.ts'
import { type ApprovalRow, approvalId, nameOf, readApproval, waitingApprovals } from '../store/approval.ts'
import type { Tx } from '../store/db.ts'
import { readDebtors } from '../store/debtor.ts'
import { type Member, memberBy } from '../store/member.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Desk, type Wiring } from './desk.ts'

interface AnswerOptions extends CommonOptions {
  readonly as: string
  readonly because?: string
}

const kinds: Readonly<Record<ApprovalRow['kind'], string>> = {
  write_off: 'write off',
  waiver: 'waive charges',
  offer: 'offer to waive',
  in_full: 'take as settling all',
  policy: 'save a policy',
  policy_use: 'choose a policy',
  backlog: 'write off of the backlog',
}

const fell: Readonly<Record<string, string>> = {
  paid: 'it was paid meanwhile',
  sum: 'the sums of the claim changed meanwhile',
  answered: 'it was answered otherwise meanwhile',
  policy: 'the policy changed meanwhile',
  over: 'the day to pay by is over',
}

export function approvals(program: Command, wiring: Wiring): void {
  const parent = program
    .command('approval')
    .description('what is above somebody’s limit and waits for a second person: list, show, accept, refuse')
  command(parent, 'list', 'what waits for a second person, the oldest first', './dunwell approval list', {
    json: true,
  }).action((options: CommonOptions) => atDesk(wiring, (desk) => desk.tx(listed))(options))
  command(
    parent,
    'show',
    'one request: what it does, who asked and why, how it ended',
    './dunwell approval show apr_…',
    {
      json: true,
    },
  )
    .argument('<id>', 'from "approval list"')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, (desk) => desk.tx(async (tx) => answerOf(tx, await readApproval(tx, keyOf('apr', id)))))(options),
    )
  command(
    parent,
    'accept',
    'say yes: it is done at once, and once',
    './dunwell approval accept apr_… --as ada@nordwind.example',
    { json: true },
  )
    .argument('<id>', 'from "approval list"')
    .requiredOption('--as <email>', 'whose yes it is: somebody who works here, may approve it, and did not ask for it')
    .action((id: string, options: AnswerOptions) =>
      atDesk<AnswerOptions>(wiring, (desk) =>
        asMember(desk, options.as, async (tx, member) =>
          answerOf(tx, await acceptApproval(tx, desk, member, keyOf('apr', id))),
        ),
      )(options),
    )
  command(
    parent,
    'refuse',
    'say no, with a word for who asked',
    './dunwell approval refuse apr_… --as ada@nordwind.example --because "they paid half last week"',
    { json: true },
  )
    .argument('<id>', 'from "approval list"')
    .requiredOption('--as <email>', 'whose no it is')
    .requiredOption('--because <reason>', 'the word for who asked')
    .action((id: string, options: AnswerOptions) =>
      atDesk<AnswerOptions>(wiring, (desk) =>
        asMember(desk, options.as, async (tx, member) =>
          answerOf(tx, await refuseApproval(tx, desk, member, keyOf('apr', id), options.because!)),
        ),
      )(options),
    )
}

/** In the name of who works here, so that the record says whose answer it was. */
async function asMember(desk: Desk, email: string, work: (tx: Tx, member: Member) => Promise<Answer>): Promise<Answer> {
  return desk.tx(async (tx) => {
    const member = await memberBy(tx, email)
    if (!member)
      throw problem('member.unknown', `${quoted(email)} does not work here.`, 'Give the address they sign in with.')
    return work({ ...tx, actor: `${member.name} <${member.email}>` }, member)
  })
}

async function listed(tx: Tx): Promise<Answer> {
  const found = await waitingApprovals(tx)
  const body: string[][] = []
  for (const it of found)
    body.push([
      approvalId(it),
      kinds[it.kind],
      sumOf(it),
      (await debtorOf(tx, it)) ?? policyOf(it),
      nameOf(it.askedBy),
      it.because,
    ])
  return {
    json: found.map(json),
    text:
      found.length === 0
        ? 'Nothing waits for a second person.'
        : `${columns(['id', 'what', 'sum', 'about', 'asked by', 'because'], body)}\n\n./dunwell approval accept ID --as EMAIL`,
  }
}

async function answerOf(tx: Tx, it: ApprovalRow): Promise<Answer> {
  const about = (await debtorOf(tx, it)) ?? policyOf(it)
  const number = typeof it.facts.number === 'string' ? `, ${it.facts.number}` : ''
  const sum = it.amountMinor === null ? '' : ` ${sumOf(it)}`
  const by = it.endedBy === null ? '' : nameOf(it.endedBy)
  const ends = {
    waiting: 'It waits.',
    done: `Approved by ${by}, and done.`,
    refused: `Refused by ${by}: ${it.answer}`,
    withdrawn: `Withdrawn by ${by}.`,
    fallen: `It fell away: ${fell[it.answer ?? ''] ?? 'what it was about changed'}. Nothing was done.`,
  }
  return {
    json: json(it),
    text: `${nameOf(it.askedBy)} asked on ${dayText(it.askedOn)} to ${kinds[it.kind]}${sum} (${about}${number}): ${it.because}\n${ends[it.state]}`,
  }
}

async function debtorOf(tx: Tx, it: ApprovalRow): Promise<string | undefined> {
  if (it.debtorId === null) return undefined
  const [found] = await readDebtors(tx, it.book, [it.debtorId])
  return found && `${found.name} (${found.no})`
}

function policyOf(it: ApprovalRow): string {
  if (it.kind === 'backlog') return `${it.facts.claims} claims, ${it.facts.late} days late, ${it.facts.fileName}`
  return String(it.facts.name ?? it.facts.policy ?? '')
}

function sumOf(it: ApprovalRow): string {
  return it.amountMinor === null ? '' : moneyText(it.amountMinor, it.currency!)
}

function json(it: ApprovalRow) {
  const { kind, state, because, amountMinor, currency, facts, answer } = it
  return {
    ...{ id: approvalId(it), kind, state, because, amountMinor, currency, facts, answer },
    ...{ askedOn: dayText(it.askedOn), askedBy: nameOf(it.askedBy) },
    endedBy: it.endedBy === null ? null : nameOf(it.endedBy),
  }
}
