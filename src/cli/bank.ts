// `dunwell import bank` and `dunwell bank`: takes statements in, shows what came in and what went out, line by line.

import { writeFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { day, dayText } from '../core/day.ts'
import { currencyCode, moneyText } from '../core/money.ts'
import { problem } from '../core/problem.ts'
import { type BankImported, importBank, showBankLine } from '../engine/bank.ts'
import { type PartAnswer, partAnswers, partNamed, setAside, waitingReturns } from '../engine/returned.ts'
import type { BankEntry } from '../imports/bank/statement.ts'
import { type BankMap, bankMapText, mapOver, readBankMap } from '../imports/bank/table-map.ts'
import { type BankLineRow, listBankLines } from '../store/bank.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'

interface ListOptions extends CommonOptions {
  readonly account?: string
  readonly from?: string
  readonly to?: string
  readonly limit: number
}

export function importingBank(parent: Command, wiring: Wiring): void {
  command(
    parent,
    'bank',
    'take in statements: camt.052/053/054, MT940/942, OFX/QFX, BAI2, CODA, a zip of them, or CSV and XLSX of banks, PayPal, Stripe, Wise, Revolut',
    './dunwell import bank statement.xml --dry-run\n./dunwell import bank march.zip\n./dunwell import bank list.csv --dates dmy --currency GBP --account 12345678\n./dunwell import bank list.csv --map amount="Betrag" --map text="Zweck"',
    { json: true },
  )
    .argument('<file>', 'as the bank made it; what it is, is seen by its content')
    .option(
      '--map <column>',
      'of a table: what a column is (amount="Betrag"; balance= for none), or a file as --suggest-map writes it',
      several,
    )
    .option(
      '--suggest-map <file>',
      'write what each column is taken for, to correct and use with --map; imports nothing',
    )
    .option('--account <account>', 'of a table that does not say whose it is: its IBAN or number')
    .option('--currency <code>', 'of a table that does not say it')
    .addOption(
      new Option('--dates <order>', 'of a table whose dates can be read two ways').choices(['dmy', 'mdy', 'ymd']),
    )
    .addOption(new Option('--decimal <mark>', 'of a table whose sums can be read two ways').choices([',', '.']))
    .addOption(
      new Option('--fees <how>', 'of a table with fees: taken off the amount, or within it').choices([
        'taken',
        'within',
      ]),
    )
    .addOption(
      new Option('--signs <how>', 'of a table: whether sums above zero were received or spent').choices([
        'received',
        'spent',
      ]),
    )
    .option('--sheet <name>', 'the sheet of a workbook, where it has several lists')
    .option('--dry-run', 'show what would come of it and write nothing')
    .action((file: string, options: ImportOptions) =>
      atDesk<ImportOptions>(wiring, async (desk) => {
        const suggest = options.suggestMap
        const map = mapOver(givenMap(options), await readBankMap(options.map ?? []))
        const result = await importBank(desk, file, {
          dryRun: options.dryRun === true || suggest !== undefined,
          map,
          sheet: options.sheet,
        })
        if (suggest !== undefined) return await suggested(result, file, suggest)
        return { json: importedJson(result), text: importedText(result, file) }
      })(options),
    )
}

interface ImportOptions extends CommonOptions {
  readonly map?: readonly string[]
  readonly suggestMap?: string
  readonly account?: string
  readonly currency?: string
  readonly dates?: BankMap['dates']
  readonly decimal?: BankMap['decimal']
  readonly fees?: BankMap['fees']
  readonly signs?: BankMap['signs']
  readonly sheet?: string
  readonly dryRun?: boolean
}

function several(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one]
}

function givenMap({ account, currency, dates, decimal, fees, signs }: ImportOptions): BankMap {
  const code = currency === undefined ? undefined : currencyCode(currency)
  return { columns: {}, account, currency: code, dates, decimal, fees, signs }
}

async function suggested(result: BankImported, file: string, path: string): Promise<Answer> {
  if (result.table === undefined) {
    throw problem(
      'bank.no_table',
      'The file is no table, and needs no map.',
      `Import it: ./dunwell import bank ${file}`,
    )
  }
  await writeFile(path, bankMapText(result.table.plan.map))
  const text = `${path} says what each column of the file is taken for. Nothing was imported.\n\nNext:  ./dunwell import bank ${file} --map ${path}`
  return { json: { map: path, taken: result.table.plan.map }, text }
}

export function bank(program: Command, wiring: Wiring): void {
  const parent = program.command('bank').description('lines of bank statements')
  command(parent, 'list', 'lines, the newest first', './dunwell bank list --from 2026-03-01 --to 2026-03-31', {
    json: true,
  })
    .option('--account <account>', 'of one account, as the list names it')
    .option('--from <day>', 'from this day on')
    .option('--to <day>', 'until this day, included')
    .option('--limit <count>', 'at most so many', count, 100)
    .action((options: ListOptions) =>
      atDesk<ListOptions>(wiring, async (desk) => {
        const { found, waiting } = await desk.tx(async (tx) => {
          const all = await listBankLines(tx, {
            account: options.account?.replace(/\s/g, '').toUpperCase(),
            from: options.from === undefined ? undefined : day(options.from),
            to: options.to === undefined ? undefined : day(options.to),
            limit: options.limit,
          })
          return { found: all, waiting: new Set((await waitingReturns(tx, all)).map((it) => it.line.id)) }
        })
        const json = found.map((it) => ({ ...lineJson(it), waits: waiting.has(it.id) }))
        return { json, text: listText(found, options, waiting) }
      })(options),
    )
  command(
    parent,
    'show',
    'one line with all that the bank says of it',
    './dunwell bank show 019ccc2e-3a00-7a53-8f0d-6f1d4b6a2c11',
    { json: true },
  )
    .argument('<id>', 'from "bank list"')
    .action((id: string, options: CommonOptions) =>
      atDesk(wiring, async (desk) => {
        const { line, undoes, parts } = await desk.tx(async (tx) => {
          const found = await showBankLine(tx, id)
          return { ...found, parts: await partAnswers(tx, found.line) }
        })
        return showAnswer(line, undoes, parts)
      })(options),
    )
  command(
    parent,
    'not-ours',
    'what went out again was never a customer’s payment: the line asks no more',
    './dunwell bank not-ours 019ccc2e-3a00-7a53-8f0d-6f1d4b6a2c11 --because "our own transfer"',
    { json: true },
  )
    .argument('<id>', 'from "bank list"')
    .requiredOption('--because <reason>')
    .option('--part <number>', 'which part of a line that books several', count)
    .action((id: string, options: CommonOptions & { because: string; part?: number }) =>
      atDesk(wiring, (desk) =>
        desk.tx(async (tx) => {
          const part = await partNamed(tx, id, options.part)
          await setAside(tx, part, options.because)
          const sum = moneyText(part.amountMinor, part.currency)
          return { json: { line: id, part: part.partNo }, text: `${sum} of ${dayText(part.line.day)} asks no more.` }
        }),
      )(options),
    )
}

function count(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 99999.')
  return Number(text)
}

function importedJson(it: BankImported) {
  const dated = (value: Parameters<typeof dayText>[0] | undefined) => (value === undefined ? undefined : dayText(value))
  const { table, ...rest } = it
  return {
    ...rest,
    told: dated(it.told),
    ...(table === undefined
      ? {}
      : { table: { provider: table.plan.provider?.name, map: table.plan.map, kept: table.kept } }),
    knownUntil: dated(it.knownUntil),
    statements: it.statements.map((one) => ({ ...one, from: dated(one.from), until: dated(one.until) })),
  }
}

const statementsShown = 40

function importedText(it: BankImported, path: string): string {
  const table = columns(
    ['statement', 'account', 'until', 'opening', 'closing', 'new', 'known', 'in', 'out'],
    it.statements
      .slice(0, statementsShown)
      .map((one) => [
        `${one.file === undefined ? '' : `${one.file}: `}${one.format}${one.number === undefined ? '' : ` ${one.number}`}`,
        one.account,
        one.until === undefined ? '' : dayText(one.until),
        one.openingMinor === undefined ? '' : moneyText(one.openingMinor, one.currency),
        one.closingMinor === undefined ? '' : moneyText(one.closingMinor, one.currency),
        String(one.fresh),
        String(one.known),
        moneyText(one.inMinor, one.currency),
        moneyText(one.outMinor, one.currency),
      ]),
  )
  const more =
    it.statements.length > statementsShown ? `… and ${it.statements.length - statementsShown} more.` : undefined
  const balanced = it.statements.filter(
    (one) => one.openingMinor !== undefined && one.closingMinor !== undefined,
  ).length
  const announced = it.statements.reduce((sum, one) => sum + one.announced, 0)
  const lines = [
    ...tableText(it),
    table,
    more,
    '',
    `${it.dryRun ? 'Nothing was written. It would be: ' : ''}${some(it.fresh, 'new line')}, ${it.known} known already.`,
    balanced === it.statements.length
      ? 'Every statement balances: opening and entries make its closing.'
      : balanced === 0
        ? 'The file gives no opening or no closing balance, so nothing says that no line is missing.'
        : `${balanced} of ${it.statements.length} statements have both balances, and balance; the others give none to check.`,
    it.cameBack === 0 && it.returned.length + it.returnsWaiting === 0
      ? undefined
      : `Among the new: ${some(it.cameBack, 'return or reversal', 'returns or reversals')}; ./dunwell bank show ID says what each undoes.`,
    ...it.returned.map(
      (one) =>
        `  ${moneyText(one.amountMinor, one.currency)} of ${one.debtor} came back on ${dayText(one.on)}. ${one.reason} (${one.evidence.join('; ')})`,
    ),
    it.returnsWaiting === 0
      ? undefined
      : `  ${it.returnsWaiting} ${it.returnsWaiting === 1 ? 'waits' : 'wait'} for a person, because nothing says beyond doubt which payment it was.`,
    it.inFull === 0
      ? undefined
      : `${some(it.inFull, 'new line is', 'new lines are')} marked as settling all that is owed, and booked nowhere: ./dunwell in-full list`,
    announced === 0
      ? undefined
      : `${some(announced, 'entry', 'entries')} the bank only announces and has not booked: left out.`,
    it.told === undefined ? undefined : `It tells of payments until ${dayText(it.told)}.`,
    ...matchedText(it),
    '',
    it.dryRun
      ? `Next:  ./dunwell import bank ${path}`
      : `Next:  ./dunwell ${(it.matched?.waiting ?? 0) + (it.matched?.unapplied ?? 0) > 0 ? 'match list' : 'bank list'}`,
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}

/** What each column was taken for, so that a wrong guess is seen before it is money. */
function tableText({ table }: BankImported): string[] {
  if (table === undefined) return []
  const { plan, kept } = table
  const used = Object.entries(plan.columns).flatMap(([field, list]) =>
    list.map((at) => [at, plan.header[at]!, field] as const),
  )
  const named = new Set(used.map(([at]) => at))
  const left = plan.header.filter((name, at) => name !== '' && !named.has(at))
  const facts = [
    plan.provider === undefined ? undefined : `an export of ${plan.provider.name}`,
    kept ? 'read as the last file with these columns' : undefined,
    plan.style.dates === undefined ? undefined : `dates ${orderWords[plan.style.dates]}`,
    plan.style.decimal === undefined ? undefined : `decimal mark "${plan.style.decimal}"`,
  ].filter((fact) => fact !== undefined)
  return [
    ...(facts.length === 0 ? [] : [`A table: ${facts.join(', ')}.`]),
    columns(
      ['column', 'taken for'],
      used.sort(([a], [b]) => a - b).map(([, name, field]) => [name, field]),
    ),
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}.`]),
    '',
  ]
}

const orderWords = { dmy: 'day first', mdy: 'month first', ymd: 'year first', serial: 'counted in days' }

/** What became of the money that came in. */
function matchedText(it: BankImported): string[] {
  const { matched } = it
  if (!matched)
    return it.incoming === 0 ? [] : [`${some(it.incoming, 'new line is', 'new lines are')} money that came in.`]
  const { booked, waiting, unapplied, ignored } = matched
  if (booked + waiting + unapplied + ignored === 0) return []
  return [
    `Of the money that came in: ${booked} booked, ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for one keystroke, ${unapplied} unapplied${ignored === 0 ? '' : `, ${some(ignored, 'transfer')} between your own accounts`}.`,
    ...(waiting + unapplied === 0 ? [] : ['Nobody whose payment one of those could be is chased until it is settled.']),
    ...(it.anyone === undefined
      ? []
      : [
          `${some(it.anyone, 'line')} could be almost anybody’s: settle ${it.anyone === 1 ? 'it' : 'them'}, then ./dunwell known-until ${dayText(it.told!)}`,
        ]),
  ]
}

function some(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

function listText(found: readonly BankLineRow[], options: ListOptions, waiting: ReadonlySet<string>): string {
  if (found.length === 0) {
    const narrowed = options.account !== undefined || options.from !== undefined || options.to !== undefined
    return narrowed ? 'No line fits.' : 'No bank line yet:  ./dunwell import bank FILE'
  }
  const table = columns(
    ['id', 'day', 'amount', 'kind', 'from or to', 'text'],
    found.map((it) => [
      it.id,
      dayText(it.day),
      moneyText(it.amountMinor, it.currency),
      `${called(it.raw.kind)}${waiting.has(it.id) ? ', waits' : ''}`,
      it.raw.name ?? '',
      cut(it.raw.text),
    ]),
  )
  return [
    table,
    ...(found.length < options.limit ? [] : [`The newest ${options.limit}; more: --limit`]),
    ...(waiting.size === 0
      ? []
      : [
          '',
          `${some(waiting.size, 'line came back and waits', 'lines came back and wait')}: which payment?  ./dunwell bank show ID`,
        ]),
  ].join('\n')
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function called(kind: string): string {
  return kind.replace('_', '-')
}

function lineJson({ raw, recordedAt, ...it }: BankLineRow) {
  return {
    ...it,
    day: dayText(it.day),
    recordedAt: new Date(recordedAt).toISOString(),
    ...raw,
    amountMinor: it.amountMinor,
  }
}

function showAnswer(line: BankLineRow, undoes: readonly BankLineRow[], answers: readonly PartAnswer[]): Answer {
  const { raw } = line
  const { structured = [], ...references } = raw.references as Record<string, string> & { structured?: string[] }
  const facts: [string, string | undefined][] = [
    ['day', dayText(line.day)],
    ['value day', raw.valueDay],
    ['amount', moneyText(line.amountMinor, line.currency)],
    ['kind', called(raw.kind)],
    ['account', line.account],
    ['from or to', raw.name],
    ['their account', [raw.account, raw.bic].filter(Boolean).join(' ') || undefined],
    ['text', raw.text === '' ? undefined : raw.text],
    ['reason', raw.reason],
    ...(raw.split === undefined ? [] : splitFacts(raw.split, line.currency)),
    ['the bank’s id', raw.bankId],
    ['structured reference', structured.length === 0 ? undefined : structured.join(', ')],
    ...Object.entries(references).map(([name, value]): [string, string] => [referenceNames[name] ?? name, value]),
    [
      'read from',
      [raw.format, raw.statement, raw.at, raw.line === undefined ? undefined : `line ${raw.line}`]
        .filter(Boolean)
        .join(', '),
    ],
  ]
  const parts = (raw.parts as { amountMinor: number; currency: string; name?: string; text: string }[]).map((it) => [
    moneyText(it.amountMinor, it.currency),
    it.name ?? '',
    cut(it.text),
  ])
  const back = ['return', 'charge_back', 'refund', 'reversal'].includes(raw.kind)
  const text = [
    columns(['', ''], facts.filter(([, value]) => value !== undefined) as string[][]),
    ...(parts.length === 0 ? [] : ['', 'Its parts:', columns(['amount', 'from or to', 'text'], parts)]),
    ...(back
      ? [
          '',
          undoes.length === 0
            ? 'It undoes an earlier payment that is not among the lines here.'
            : `It undoes:\n${columns(
                ['id', 'day', 'amount', 'text'],
                undoes.map((it) => [it.id, dayText(it.day), moneyText(it.amountMinor, it.currency), cut(it.raw.text)]),
              )}`,
        ]
      : []),
    ...answers.flatMap((it) => ['', ...answerLines(line.id, it, answers.length > 1)]),
  ]
  const told = answers.map((it) => ({ ...it, undid: it.undid && { ...it.undid, day: dayText(it.undid.day) } }))
  return { json: { ...lineJson(line), undoes: undoes.map(lineJson), cameBack: told }, text: text.join('\n') }
}

function answerLines(id: string, it: PartAnswer, several: boolean): string[] {
  const head = `${several ? `Part ${it.partNo}: ` : ''}${moneyText(-it.amountMinor, it.currency)} came back. ${it.reason}`
  if (it.notOurs) return [head, 'It was no customer’s payment.']
  if (it.undid) {
    const { payment, debtor, day: on } = it.undid
    return [
      head,
      `It undid the payment ${payment} of ${debtor}, ${dayText(on)}.`,
      `Not that one?  ./dunwell payment unreturn ${payment} --because …`,
    ]
  }
  const part = several ? ` --part ${it.partNo}` : ''
  return [
    head,
    it.question ?? '',
    ...it.among.map((one) => `  ${one.payment}  ${one.debtor}: ${one.says.join('; ')}`),
    `  ./dunwell payment return PAYMENT --line ${id}${part}`,
    `  ./dunwell bank not-ours ${id}${part} --because …`,
  ]
}

function splitFacts(split: NonNullable<BankEntry['split']>, currency: string): [string, string][] {
  return [
    ['the payer paid', moneyText(split.grossMinor, currency)],
    ['kept as fee', moneyText(split.feeMinor, currency)],
    ['left', moneyText(split.netMinor, currency)],
  ]
}

const referenceNames: Readonly<Record<string, string>> = {
  endToEnd: 'end-to-end reference',
  mandate: 'mandate',
  customer: 'customer reference',
  transaction: 'transaction',
  undoes: 'undoes',
}
