// `dunwell import bank` and `dunwell bank`: takes statements in, shows what came in and what went out, line by line.

import { type Command, InvalidArgumentError } from 'commander'
import { day, dayText } from '../core/day.ts'
import { moneyText } from '../core/money.ts'
import { type BankImported, importBank, showBankLine } from '../engine/bank.ts'
import { type PartAnswer, partAnswers, partNamed, setAside, waitingReturns } from '../engine/returned.ts'
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
    'take in statements of a bank: camt.052/053/054, MT940/942, OFX/QFX, BAI2, CODA, or a zip of them',
    './dunwell import bank statement.xml --dry-run\n./dunwell import bank march.zip',
    { json: true },
  )
    .argument('<file>', 'as the bank made it; what it is, is seen by its content')
    .option('--dry-run', 'show what would come of it and write nothing')
    .action((file: string, options: CommonOptions & { dryRun?: boolean }) =>
      atDesk(wiring, async (desk) => {
        const result = await importBank(desk, file, { dryRun: options.dryRun })
        return { json: importedJson(result), text: importedText(result, file) }
      })(options),
    )
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
  return {
    ...it,
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
    it.knownUntil === undefined ? undefined : `It tells of payments until ${dayText(it.knownUntil)}.`,
    it.incoming === 0 || it.knownUntil === undefined
      ? undefined
      : `${some(it.incoming, 'new line is', 'new lines are')} money that came in. Enter what it pays (./dunwell pay), then: ./dunwell known-until ${dayText(it.knownUntil)}`,
    '',
    it.dryRun ? `Next:  ./dunwell import bank ${path}` : 'Next:  ./dunwell bank list',
  ]
  return lines.filter((line) => line !== undefined).join('\n')
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
  const back = ['return', 'charge_back', 'reversal'].includes(raw.kind)
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

const referenceNames: Readonly<Record<string, string>> = {
  endToEnd: 'end-to-end reference',
  mandate: 'mandate',
  customer: 'customer reference',
  transaction: 'transaction',
}
