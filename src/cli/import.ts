// `dunwell import`: takes a file of claims or customers in, and says what it took for what, what came of it, and what next.

import { writeFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { day, dayText } from '../core/day.ts'
import { currencyCode, moneyText } from '../core/money.ts'
import type { ProblemFacts } from '../core/problem.ts'
import {
  type ImportOptions,
  type ImportPlan,
  type ImportResult,
  planImport,
  planText,
  runImport,
} from '../engine/import.ts'
import { nothingSays } from '../engine/import-debtor.ts'
import { resultJson } from '../engine/import-json.ts'
import type { Defaults, Mapping } from '../imports/mapping.ts'
import { importingBank } from './bank.ts'
import { type Answer, atDesk, type CommonOptions, columns, command, type Wiring } from './desk.ts'
import { importingDocuments } from './document.ts'
import { importingEInvoices } from './einvoice.ts'
import { goneText } from './gone.ts'
import { inboxing } from './import-inbox.ts'
import { undoing } from './undo.ts'

interface Options extends CommonOptions {
  readonly sheet?: string
  readonly map?: string
  readonly suggestMap?: string
  readonly currency?: string
  readonly country?: string
  readonly language?: string
  readonly customers?: Mapping['customers']
  readonly terms?: number
  readonly kind?: Defaults['kind']
  readonly fullList?: string | false
  readonly dryRun?: boolean
  readonly rejects?: string
  readonly approveLargest?: boolean
}

export function importing(program: Command, wiring: Wiring): void {
  const parent = program
    .command('import')
    .description('take in a file of claims, customers or bank lines, e-invoices, or a folder of documents')
  const claims = command(
    parent,
    'claims',
    'take in a list of claims (CSV or XLSX)',
    './dunwell import claims open-items.csv --currency EUR --full-list 2026-03-02 --dry-run\n./dunwell import claims open-items.csv --suggest-map map.yaml',
    { json: true },
  )
  shared(claims.argument('<file>', 'the list as your accounting program exports it'))
    .option('--currency <code>', 'where neither a column nor a sign says it')
    .option('--terms <days>', 'days from issue to due, where no column says it', whole)
    .addOption(
      new Option('--kind <kind>', 'what the claims are, where no column says it').choices([
        'invoice',
        'loan',
        'rent',
        'fee',
        'judgment',
        'other',
      ]),
    )
    .option('--full-list <day>', 'the file lists all that was open on this day: what is missing is gone')
    .option('--no-full-list', 'it does not, whatever was said of files of its shape before')
    .option('--approve-largest', 'after a first import: see every message to the ten largest customers first')
  const run = (kind: ImportPlan['kind']) => (file: string, options: Options) =>
    atDesk<Options>(wiring, async (desk) => {
      const given = optionsOf(options)
      const plan = await planImport(desk, file, kind, given)
      if (options.suggestMap !== undefined) {
        await writeFile(options.suggestMap, planText(plan))
        return suggested(plan, options.suggestMap)
      }
      const result = await runImport(desk, plan, given)
      return { json: resultJson(result), text: resultText(plan, result) }
    })(options)
  claims.action(run('claims'))
  const debtors = command(
    parent,
    'debtors',
    'take in what is known of customers: addresses, kinds, handling (CSV or XLSX)',
    './dunwell import debtors customers.csv',
    { json: true },
  )
  shared(debtors.argument('<file>', 'customers by number or name, a row each')).action(run('debtors'))
  importingBank(parent, wiring)
  importingDocuments(parent, wiring)
  importingEInvoices(parent, wiring)
  undoing(parent, wiring)
  inboxing(parent, wiring)
}

function shared(it: Command): Command {
  return it
    .option('--sheet <name>', 'the sheet of a workbook, where it has several lists')
    .option('--map <file>', 'a map of the columns, as --suggest-map writes it')
    .option(
      '--suggest-map <file>',
      'write what each column is taken for, to correct and use with --map; imports nothing',
    )
    .option('--country <code>', 'of customers whose country no column says')
    .option('--language <code>', 'of customers whose language no column says')
    .addOption(
      new Option('--customers <who>', 'who the customers are whose name or VAT number does not tell').choices([
        'business',
        'consumer',
        'both',
      ]),
    )
    .option('--rejects <file>', 'where rows with problems go (default: beside the file)')
    .option('--dry-run', 'show what would come of it and write nothing')
}

function whole(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('Write a number of days, such as 30.')
  return Number(text)
}

function optionsOf(options: Options): ImportOptions {
  return {
    sheet: options.sheet,
    map: options.map,
    defaults: {
      currency: options.currency === undefined ? undefined : currencyCode(options.currency),
      country: options.country?.trim().toUpperCase(),
      language: options.language?.trim().toLowerCase(),
      termsDays: options.terms,
      kind: options.kind,
    },
    customers: options.customers,
    fullList:
      options.fullList === false ? 'no' : typeof options.fullList === 'string' ? day(options.fullList) : undefined,
    dryRun: options.dryRun,
    rejects: options.rejects,
    approveLargest: options.approveLargest,
  }
}

function suggested(plan: ImportPlan, path: string): Answer {
  const open = plan.questions.length
  const text = [
    `${path} says what each column of the file is taken for. Nothing was imported.`,
    ...(open > 0
      ? [`${open === 1 ? 'One question is' : `${open} questions are`} open in it; settle what stands at its top.`]
      : []),
    '',
    `Next:  ./dunwell import ${plan.kind} ${plan.path} --map ${path}`,
  ]
  return { json: { map: path, questions: plan.questions }, text: text.join('\n') }
}

const problemsShown = 20
const changesShown = 20
const notesShown = 10

/** What it was taken for, counts, sums, what changed, what is wrong, and what next. */
function resultText(plan: ImportPlan, result: ImportResult): string {
  const parts = [
    takenText(plan),
    countsText(plan, result),
    sumsText(result),
    kindsText(plan, result),
    changesText(result),
    problemsText(result),
    notesText(result),
    result.list ? listText(result.list) : undefined,
    largestText(plan, result),
    nextText(plan, result),
  ]
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}

function takenText(plan: ImportPlan): string {
  const lines = [plan.table.describes]
  if (plan.kept) {
    lines.push(
      `Read with the map of ${plan.kept.fileName} (${plan.kept.on}), whose columns are the same; --map gives another.`,
    )
  }
  if (plan.preset !== undefined) lines.push(`Recognised as an export of ${plan.preset}; --map takes it otherwise.`)
  if (plan.lines !== undefined) lines.push(plan.lines)
  const used = plan.recognition.taken.filter((it) => plan.mapping.columns[it.column]?.field === it.field)
  lines.push(
    columns(
      ['column', 'taken for', 'because'],
      used.map((it) => [it.column, it.field, it.because]),
    ),
  )
  const ignored = plan.table.columns.filter((name) => plan.mapping.columns[name]?.field === 'ignore')
  if (ignored.length > 0) lines.push(`Left out: ${ignored.join(', ')}.`)
  return lines.join('\n')
}

function countsText(plan: ImportPlan, result: ImportResult): string {
  const { debtors, claims, credits, payments, changed, unchanged, problems, leftOut } = result
  const some = (count: number, one: string, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`
  const made =
    plan.kind === 'claims'
      ? [
          some(claims, 'new claim'),
          some(debtors, 'new customer'),
          some(credits, 'new credit note'),
          some(payments, 'payment'),
        ]
      : [some(debtors, 'new customer')]
  const rest = [
    `${grouped(changed.count)} changed`,
    `${grouped(unchanged)} unchanged`,
    ...(leftOut > 0 ? [`${grouped(leftOut)} left out`] : []),
    `${some(problems.count, 'problem')}`,
  ]
  const before = result.dryRun ? 'Nothing was written. It would be: ' : ''
  const rows = some(result.rows + result.summed, 'row')
  const summed = result.summed === 0 ? rows : `${rows}, summed to ${grouped(result.rows)}`
  return `${before}${summed}: ${made.join(', ')}; ${rest.join(', ')}.`
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

function sumsText(result: ImportResult): string | undefined {
  if (result.sums.size === 0) return undefined
  const body = [...result.sums].map(([currency, sum]) => [
    grouped(sum.claims),
    moneyText(sum.amountMinor, currency),
    moneyText(sum.openMinor, currency),
  ])
  return columns(['claims listed', 'amount', 'open'], body)
}

function kindsText(plan: ImportPlan, result: ImportResult): string | undefined {
  if (result.kinds.size === 0) return undefined
  const body = [...result.kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([key, count]) => [grouped(count), ...key.split('\t')])
  const unsure = [...result.kinds.keys()].some((key) => key.endsWith(nothingSays))
  const lines = ['What the new customers are taken for:', columns(['count', 'kind', 'because'], body)]
  if (unsure && plan.mapping.customers === undefined) {
    lines.push(
      'If they are businesses, say so: run the same import again with --customers business (or consumer, or both).',
    )
  }
  return lines.join('\n')
}

function changesText(result: ImportResult): string | undefined {
  const { first, count } = result.changed
  if (count === 0) return undefined
  const body = first.slice(0, changesShown).map((it) => [`line ${it.line}`, it.number, it.says])
  const more = count > changesShown ? `\n… and ${grouped(count - changesShown)} more.` : ''
  return `Changed:\n${columns(['', 'claim or customer', 'what'], body)}${more}`
}

function problemsText(result: ImportResult): string | undefined {
  const { first, count } = result.problems
  if (count === 0) return undefined
  const lines = first.slice(0, problemsShown).map(factsText)
  const where =
    result.rejectsFile === undefined ? '' : ` All of them are in ${result.rejectsFile}: correct it and import it.`
  const rest = count > problemsShown ? `… and ${grouped(count - problemsShown)} more.` : ''
  return `Not imported:\n${lines.join('\n')}\n${rest}${where}`.trimEnd()
}

function notesText(result: ImportResult): string | undefined {
  const { first, count } = result.notes
  if (count === 0) return undefined
  const more = count > notesShown ? `\n… and ${grouped(count - notesShown)} more.` : ''
  return `To know:\n${first.slice(0, notesShown).map(factsText).join('\n')}${more}`
}

function factsText(facts: ProblemFacts): string {
  return `  ${facts.line === undefined ? '' : `line ${facts.line}: `}${facts.says}\n    ${facts.fix}`
}

function listText(list: NonNullable<ImportResult['list']>): string {
  if (list.partial) {
    return (
      `This list of ${dayText(list.on)} is much shorter than the last: ${list.because}.\n` +
      'So it counts as partial: what it does not name is chased as before, and it does not say what was paid.\n' +
      'If it is complete, say so:  ./dunwell gone complete'
    )
  }
  if (list.gone === 0) return `A full list of ${dayText(list.on)}: nothing that was open is missing from it.`
  return `A full list of ${dayText(list.on)}. ${goneText(list.gone, list.goneFirst, list.goneSums)}`
}

function largestText(plan: ImportPlan, result: ImportResult): string | undefined {
  const { largest, largestCurrency } = result
  if (largest.length === 0) return undefined
  const body = largest.map((it) => [it.no, it.name, moneyText(it.openMinor, largestCurrency!)])
  const table = columns(['no', 'customer', 'open'], body)
  if (result.approved)
    return `The ${largest.length} largest; every message to them waits for you to see it first:\n${table}`
  const say = result.dryRun
    ? `add --approve-largest to: ./dunwell import claims ${plan.path}`
    : largest.map((it) => `./dunwell debtor set ${it.no} --handling approve`).join('\n  ')
  return `The ${largest.length} largest. To see every message to them before it leaves:\n${table}\n  ${say}`
}

function nextText(plan: ImportPlan, result: ImportResult): string {
  if (result.dryRun) return `Next:  the same without --dry-run`
  const asks =
    plan.kind === 'claims' && plan.fullListOn === undefined && result.claims > 0
      ? '\nIf the file lists all that is open, say as of which day (--full-list 2026-03-31): what is missing from the next one is then known to be gone.'
      : ''
  return `Next:  ./dunwell run --dry-run${asks}`
}
