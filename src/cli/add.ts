// `dunwell add`: one claim or one customer by hand, with the same rules as a row of a file.

import { type Command, Option } from 'commander'
import { type Day, day, dueText, noDay } from '../core/day.ts'
import { publicId } from '../core/id.ts'
import { currencyCode, minorDigits, minorFrom, moneyText } from '../core/money.ts'
import { debtorKinds, handlings } from '../core/policy.ts'
import { problem, quoted } from '../core/problem.ts'
import { addRow } from '../engine/add.ts'
import { type TypedDebtor, typedDebtor } from '../engine/typed.ts'
import type { ImportClaim, ImportDebtor } from '../imports/claims.ts'
import { claimKinds } from '../imports/word.ts'
import { atDesk, type CommonOptions, command, type Desk, type Wiring } from './desk.ts'

interface DebtorOptions extends CommonOptions, Omit<TypedDebtor, 'address'> {
  readonly kind?: ImportDebtor['kind']
  readonly address?: string[]
}

interface ClaimOptions extends Omit<DebtorOptions, 'kind'> {
  readonly debtor: string
  readonly number: string
  readonly amount: string
  readonly currency?: string
  readonly issued?: string
  readonly due?: string
  readonly terms?: string
  readonly kind: ImportClaim['kind']
  readonly debtorKind?: ImportDebtor['kind']
  readonly tax?: string
  readonly order?: string
  readonly deliveryNote?: string
  readonly about?: string
  readonly factor?: string
  readonly notice?: string
}

export function adding(program: Command, wiring: Wiring): void {
  const parent = program.command('add').description('add one claim or one customer by hand')
  const claim = command(
    parent,
    'claim',
    'add a claim, and its customer where there is none of that name',
    './dunwell add claim --debtor "Meyer GmbH" --number 2026-0117 --amount 1000.00 \\\n  --issued 2026-01-10 --due 2026-02-09 --email billing@meyer.example',
    { json: true },
  )
    .requiredOption('--debtor <name>', 'the customer: name, number, or your own number for them')
    .requiredOption('--number <number>', 'the number of the invoice or contract')
    .requiredOption('--amount <amount>', 'with a point: 1000.00')
    .option('--currency <code>', 'default: that of the workspace')
    .option('--issued <day>', 'default: today')
    .option('--due <day>', 'the day it falls due; "none" for a loan whose day is not agreed yet')
    .option('--notice <text>', 'the notice that a loan asks for, as agreed: kept with it')
    .option('--terms <days>', 'or the days from issue to due (default 30)')
    .addOption(new Option('--kind <kind>', 'what it is').choices([...claimKinds]).default('invoice'))
    .addOption(new Option('--debtor-kind <kind>', 'of a new customer').choices([...debtorKinds]))
    .option('--tax <amount>', 'the tax in it')
    .option('--order <number>', 'their order number')
    .option('--delivery-note <number>')
    .option('--about <text>', 'what it is for')
    .option('--factor <name>', 'to whom it is assigned')
  ofDebtor(claim).action(atDesk<ClaimOptions>(wiring, addClaim))
  const debtor = command(
    parent,
    'debtor',
    'add a customer',
    './dunwell add debtor --name "Meyer GmbH" --country DE --language de --email billing@meyer.example \\\n  --address "Hafenstr. 3" "20457 Hamburg"',
    { json: true },
  )
    .requiredOption('--name <name>')
    .addOption(new Option('--kind <kind>', 'what they are').choices([...debtorKinds]))
  ofDebtor(debtor).action(atDesk<DebtorOptions & { name: string }>(wiring, addDebtor))
}

function ofDebtor(it: Command): Command {
  return it
    .option('--external-id <id>', 'your own number for the customer')
    .option('--country <code>', 'of a new customer (default: that of the workspace)')
    .option('--language <code>', 'to write in (default: that of the workspace)')
    .option('--email <address>', 'where reminders go')
    .option('--phone <number>')
    .option('--contact <name>', 'the person there')
    .option('--address <lines...>', 'postal address, a line each')
    .addOption(new Option('--handling <how>').choices([...handlings]))
    .option('--vat <number>', 'VAT number')
    .option('--pays-by <how>', 'direct debit, card, transfer …')
    .option('--account-manager <name>', 'our colleague who looks after them')
    .option('--group <name>', 'under which customers of one owner or payer stand together')
}

async function addClaim(desk: Desk, options: ClaimOptions) {
  const currency = options.currency === undefined ? desk.workspace.currency : currencyCode(options.currency)
  const amountMinor = amountOf(options.amount, currency)
  const issuedOn = options.issued === undefined ? desk.today : day(options.issued)
  const dueOn = dueOf(options, issuedOn)
  if (options.number.trim() === '')
    throw problem(
      'add.number',
      'The claim has no number.',
      'Give the number of the invoice or contract: --number 2026-0117',
    )
  const claim: ImportClaim = {
    number: options.number.trim(),
    kind: options.kind,
    issuedOn,
    dues: options.kind === 'credit_note' ? [] : [{ dueOn, amountMinor }],
    currency,
    amountMinor,
    taxMinor: options.tax === undefined ? undefined : amountOf(options.tax, currency),
    orderNumber: options.order,
    deliveryNote: options.deliveryNote,
    about: options.about,
    factor: options.factor,
    notice: options.notice,
  }
  const facts = typedDebtor(desk.workspace.country, options.debtor, options.debtorKind, options)
  const added = await addRow(desk, facts, claim)
  const { debtor } = added
  const id = added.claim && publicId('clm', added.claim)
  const text = [
    `${claim.kind === 'credit_note' ? 'Credit note' : 'Claim'} ${claim.number} over ${moneyText(amountMinor, currency)}${claim.dues.length > 0 ? `, ${dueOn === noDay ? 'without a due day' : `due ${dueText(dueOn)}`},` : ''} is added for ${debtor.name} (no. ${debtor.no}${added.isNew ? `, a new ${debtor.kind.replace('_', ' ')}: ${debtor.kindBecause}` : ''}).`,
    ...added.says.map((it) => `  ${it}`),
    ...(claim.dues.length > 0 && dueOn < issuedOn
      ? [`  It falls due on ${dueText(dueOn)}, before it was issued on ${dueText(issuedOn)}: check both days.`]
      : []),
    ...(dueOn === noDay && claim.dues.length > 0
      ? ['  They are asked for a day; enter it: ./dunwell claim agree-date NUMBER DAY']
      : []),
    '',
    'Next:  ./dunwell run --dry-run',
  ].join('\n')
  return { json: { claim: id, number: claim.number, debtor: debtorJson(added) }, text }
}

async function addDebtor(desk: Desk, options: DebtorOptions & { name: string }) {
  const added = await addRow(desk, typedDebtor(desk.workspace.country, options.name, options.kind, options))
  const { debtor } = added
  return {
    json: debtorJson(added),
    text: `${debtor.name} is customer no. ${debtor.no}: ${debtor.kind.replace('_', ' ')} (${debtor.kindBecause}), ${debtor.country}, written to in ${debtor.language}.`,
  }
}

function debtorJson({ debtor, isNew }: Awaited<ReturnType<typeof addRow>>) {
  const { no, name, kind, kindBecause, country, language, handling, externalId } = debtor
  return { id: publicId('dbt', debtor), no, name, kind, kindBecause, country, language, handling, externalId, isNew }
}

function amountOf(text: string, currency: string): number {
  const minor = minorFrom(text.trim(), currency)
  if (minor === undefined || minor <= 0) {
    const example = minorDigits(currency) === 0 ? '1000' : '1000.00'
    throw problem(
      'add.amount',
      `${quoted(text)} is no amount above zero in ${currency}.`,
      `Write it with a point and no grouping: ${example}.`,
    )
  }
  return minor
}

function dueOf(options: ClaimOptions, issuedOn: Day): Day {
  if (options.due === 'none') {
    if (options.kind !== 'loan')
      throw problem('add.no_due', 'Only a loan may have no due day.', 'Give the day it falls due, or add --kind loan.')
    return noDay
  }
  if (options.due !== undefined) return day(options.due)
  const days = options.terms ?? '30'
  if (!/^\d{1,3}$/.test(days)) throw problem('add.terms', `${quoted(days)} is no number of days.`, 'Write it as 30.')
  return (issuedOn + Number(days)) as Day
}
